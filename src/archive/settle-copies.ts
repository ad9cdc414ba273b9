// Copies, second step: columns that were filed lately are compared with what they name and with what their writer published
// elsewhere. What is found becomes an edge, and the families that edges make are worked out anew. One process at a time.
import { sql, type RawBuilder } from 'kysely'
import { personKinds, type ColumnId, type Fingerprint, type PublisherId } from '../model/index.ts'
import { isDistributed } from './distribution.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { lockFamilies, refreshFamilies } from './families.ts'
import { containment, isLikeHeadline, isSameHeadline } from './likeness.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'

const atOnce = 200
/** Pieces of one name and time that a column is compared with. */
const candidatesAtMost = 60
const dayMs = 86_400_000
/** Days between a piece and its copy: beyond these only what a page itself names is believed. */
const textDays = 200
const wordDays = 30
const headlineDays = 7
/** Days after which an original that nobody filed is no longer looked for by the minute. */
const openDays = 30
const openAtOnce = 500

/** Share of the shorter text that has to stand in the other: alone, beside the same headline, beside a page's own word. */
const enough = { alone: 0.6, withHeadline: 0.25, withWord: 0.3 }

/** Settles everything that is due; answers with how many columns were looked at. */
export async function settleCopies(db: Db): Promise<number> {
  let settled = 0
  for (;;) {
    const done = await inRetriedTransaction(db, async (trx) => {
      await lockFamilies(trx)
      const { rows } = await sql<ColumnKey>`
        with first as (
          select publisher_id, column_id from copies_due order by due_at, publisher_id, column_id limit ${sql.lit(atOnce)}
        )
        delete from copies_due d using first f where d.publisher_id = f.publisher_id and d.column_id = f.column_id
        returning d.publisher_id as "publisherId", d.column_id as id`.execute(trx)
      await settleColumns(trx, rows)
      return rows.length
    })
    settled += done
    if (done < atOnce) return settled
  }
}

/**
 * Looks for originals that were named before they were filed; those of the last month, or with `all` every one. Also puts right
 * families whose head is no longer shown. Answers with how many edges were completed.
 */
export async function findOpenOriginals(db: Db, now: Date, options: { readonly all: boolean }): Promise<number> {
  const since = options.all ? new Date(0) : new Date(now.getTime() - openDays * dayMs)
  return inRetriedTransaction(db, async (trx) => {
    await lockFamilies(trx)
    const { rows: open } = await sql<ColumnKey>`
      select distinct publisher_id as "publisherId", column_id as id from syndications
      where of_column_id is null and undone_at is null and found_at >= ${since}
      limit ${sql.lit(openAtOnce)}`.execute(trx)
    let found = 0
    const joined: ColumnKey[] = []
    for (const key of open) {
      const completed = await completeClaims(trx, key)
      if (completed > 0) joined.push(key)
      found += completed
    }
    const { rows: headless } = await sql<ColumnKey>`
      select distinct on (c.family) c.publisher_id as "publisherId", c.id from columns c
      where c.family is not null and c.listed and c.copy_level > 0
        and c.family in (select h.id from columns h where h.family = h.id and not h.listed) limit ${sql.lit(openAtOnce)}`.execute(
      trx,
    )
    await refreshFamilies(trx, [...joined, ...headless])
    return found
  })
}

type Piece = ColumnKey & {
  readonly canonicalUrl: string
  readonly title: string
  readonly publishedAt: Date
  readonly publishedKnown: boolean
  readonly names: readonly string[]
  readonly fingerprint: Fingerprint | null
}

/** Most columns name no original, are named by nobody and share their writer's name with nobody: three questions for all of them. */
async function settleColumns(db: Db, keys: readonly ColumnKey[]): Promise<void> {
  if (keys.length === 0) return
  const { rows: marked } = await sql<ColumnKey & { inFamily: boolean; names: boolean; named: boolean }>`
    select c.publisher_id as "publisherId", c.id, c.family is not null as "inFamily",
      exists (select 1 from syndications s where s.publisher_id = c.publisher_id and s.column_id = c.id
        and s.of_column_id is null and s.undone_at is null) as names,
      ${isDistributed(db) ? namedOnCluster : named} as named
    from ${keysTable(keys)} join columns c on c.publisher_id = k.publisher_id and c.id = k.id`.execute(db)
  const pairs = await listCandidates(db, keys)
  const wanted = new Map([...pairs.flat(), ...marked.filter(({ named }) => named)].map((key) => [key.id, key]))
  const pieces = new Map((await readPieces(db, [...wanted.values()])).map((piece) => [piece.id, piece]))
  const touched = marked.filter(({ inFamily }) => inFamily).map((key): ColumnKey => key)
  for (const key of marked) {
    const piece = pieces.get(key.id)
    if (key.names && (await completeClaims(db, key)) > 0) touched.push(key)
    if (key.named && piece !== undefined && (await answerClaims(db, piece)) > 0) touched.push(key)
  }
  for (const [key, otherKey] of pairs) {
    const [one, other] = [pieces.get(key.id), pieces.get(otherKey.id)]
    const evidence = one === undefined || other === undefined ? null : evidenceOf(one, other)
    if (evidence !== null && (await joinByLikeness(db, one!, other!, evidence))) touched.push(key)
  }
  await refreshFamilies(db, touched)
}

/** An edge names one of the addresses of `columns c`, by either scheme, and its original is not filed. */
const named = sql`exists (select 1 from syndications s where s.of_column_id is null and s.undone_at is null
  and md5(s.original_url) in (
    select md5(u) from (
      select c.canonical_url union all select a.address from addresses a
      where a.publisher_id = c.publisher_id and a.column_id = c.id
    ) known(address), unnest(array[address, replace(address, 'https:', 'http:'), replace(address, 'http:', 'https:')]) as u
  ))`

/** The same without a union, which no shard makes beside its rows. */
const namedOnCluster = sql`(exists (select 1 from syndications s where ${openAt(sql.ref('c.canonical_url'))})
  or exists (select 1 from addresses a join syndications s on ${openAt(sql.ref('a.address'))}
    where a.publisher_id = c.publisher_id and a.column_id = c.id))`

function openAt(address: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`s.of_column_id is null and s.undone_at is null and md5(s.original_url) = any(array[md5(${address}),
    md5(replace(${address}, 'https:', 'http:')), md5(replace(${address}, 'http:', 'https:'))])`
}

/** Finds the originals that this column names, among the publishers at the addresses' hosts. */
async function completeClaims(db: Db, key: ColumnKey): Promise<number> {
  const { rows: claims } = await sql<{ url: string }>`
    select original_url as url from syndications where publisher_id = ${key.publisherId} and column_id = ${key.id}
      and of_column_id is null and undone_at is null`.execute(db)
  let completed = 0
  for (const { url } of claims) {
    const original = await findByAddress(db, url, key.publisherId)
    if (original === null) continue
    completed += (await completeClaim(db, key, url, original)) ? 1 : 0
  }
  return completed
}

/** Others named this column before it was filed. */
async function answerClaims(db: Db, piece: Piece): Promise<number> {
  const { rows: addresses } = await sql<{ address: string }>`
    select address from addresses where publisher_id = ${piece.publisherId} and column_id = ${piece.id}
      and address like 'http%'`.execute(db)
  const urls = [piece.canonicalUrl, ...addresses.map(({ address }) => address)].flatMap(variantsOf)
  const { rows: claims } = await sql<ColumnKey & { url: string }>`
    select publisher_id as "publisherId", column_id as id, original_url as url from syndications
    where md5(original_url) in (select md5(u) from unnest(${urls}::text[]) as u) and original_url = any(${urls}::text[])
      and of_column_id is null and undone_at is null and publisher_id <> ${piece.publisherId}`.execute(db)
  let answered = 0
  for (const claim of claims) answered += (await completeClaim(db, claim, claim.url, piece)) ? 1 : 0
  return answered
}

/** A word alone is not enough: sites print one canonical address on every page. Writer, headline or text must agree. */
async function completeClaim(db: Db, copy: ColumnKey, url: string, original: ColumnKey): Promise<boolean> {
  const pieces = await readPieces(db, [copy, original])
  const [one, other] = [pieces.find(isKey(copy)), pieces.find(isKey(original))]
  if (one === undefined || other === undefined || !agree(one, other)) return false
  const { numAffectedRows } = await sql`
    update syndications set of_publisher_id = ${original.publisherId}, of_column_id = ${original.id}
    where publisher_id = ${copy.publisherId} and column_id = ${copy.id} and original_url = ${url} and undone_at is null
      and of_column_id is null`.execute(db)
  return numAffectedRows === 1n
}

function agree(one: Piece, other: Piece): boolean {
  if (one.fingerprint !== null && other.fingerprint !== null) {
    const shared = containment(one.fingerprint, other.fingerprint)
    if (shared >= enough.withWord) return true
  }
  const sharesName = one.names.some((name) => other.names.includes(name))
  return isLikeHeadline(one.title, other.title) || (sharesName && Math.abs(distance(one, other)) <= wordDays * dayMs)
}

/** Why two pieces by people of one name are one; null when they are not. */
function evidenceOf(one: Piece, other: Piece): 'same-text' | 'same-headline' | null {
  if (!one.names.some((name) => other.names.includes(name))) return null
  const days = Math.abs(distance(one, other)) / dayMs
  const shared =
    one.fingerprint === null || other.fingerprint === null ? null : containment(one.fingerprint, other.fingerprint)
  if (shared !== null && shared >= enough.alone) return 'same-text'
  const isHeadline = days <= headlineDays && isSameHeadline(one.title, other.title)
  return isHeadline && (shared === null || shared >= enough.withHeadline) ? 'same-headline' : null
}

/** The later one is the copy; where a date is not known, the one that we met later. What was undone stays so. */
async function joinByLikeness(db: Db, one: Piece, other: Piece, evidence: string): Promise<boolean> {
  const known = one.publishedKnown && other.publishedKnown && distance(one, other) !== 0
  const isFirst = known ? distance(one, other) < 0 : one.id < other.id
  const [original, copy] = isFirst ? [one, other] : [other, one]
  const { numAffectedRows } = await sql`
    insert into syndications (publisher_id, column_id, original_url, of_publisher_id, of_column_id, evidence, place, found_at)
    select ${copy.publisherId}::bigint, ${copy.id}::bigint, ${original.canonicalUrl}::text, ${original.publisherId}::bigint,
      ${original.id}::bigint, ${evidence}::text, '', now()
    where not exists (select 1 from syndications s where
      (s.publisher_id = ${copy.publisherId} and s.column_id = ${copy.id}
        and s.of_publisher_id = ${original.publisherId} and s.of_column_id = ${original.id})
      or (s.publisher_id = ${original.publisherId} and s.column_id = ${original.id}
        and s.of_publisher_id = ${copy.publisherId} and s.of_column_id = ${copy.id}))
    on conflict (publisher_id, column_id, original_url) do nothing`.execute(db)
  return numAffectedRows === 1n
}

/** Each column with what people of its writers' names published elsewhere: texts that share a run of words, or a headline's days. */
async function listCandidates(db: Db, keys: readonly ColumnKey[]): Promise<[ColumnKey, ColumnKey][]> {
  const days = (count: number) => sql`make_interval(days => ${sql.lit(count)})`
  const near = (count: number) =>
    sql`b.published_at between a.published_at - ${days(count)} and a.published_at + ${days(count)}`
  if (isDistributed(db)) return listCandidatesOnCluster(db, keys)
  const { rows } = await sql<{ publisherId: PublisherId; id: ColumnId; ofPublisher: PublisherId; ofId: ColumnId }>`
    select distinct k.publisher_id as "publisherId", k.id, o.publisher_id as "ofPublisher", o.column_id as "ofId"
    from ${keysTable(keys)}
    join attributions a on a.publisher_id = k.publisher_id and a.column_id = k.id
      and a.role = any(${[...personKinds]}::text[]) and a.folded_name <> ''
    left join fingerprints own on own.publisher_id = k.publisher_id and own.column_id = k.id
    join aliases l on l.folded_name = a.folded_name
    cross join lateral (
      select b.publisher_id, b.column_id from attributions b
      left join fingerprints theirs on theirs.publisher_id = b.publisher_id and theirs.column_id = b.column_id
      where b.columnist_id = l.columnist_id and b.folded_name = a.folded_name and b.publisher_id <> k.publisher_id
        and ${near(textDays)}
        and (own.hashes && theirs.hashes
          or ((own.hashes is null or theirs.hashes is null) and ${near(headlineDays)}))
      order by abs(extract(epoch from b.published_at - a.published_at)) limit ${sql.lit(candidatesAtMost)}
    ) o`.execute(db)
  return rows.map(({ publisherId, id, ofPublisher, ofId }) => [
    { publisherId, id },
    { publisherId: ofPublisher, id: ofId },
  ])
}

type Credited = ColumnKey & { name: string; at: Date; columnistId: number; hashes: number[] | null }

/** On a cluster a column and what it is compared with are in two shards: one question for each of their writers' names. */
async function listCandidatesOnCluster(db: Db, keys: readonly ColumnKey[]): Promise<[ColumnKey, ColumnKey][]> {
  const { rows: credits } = await sql<Credited>`
    select distinct a.publisher_id as "publisherId", a.column_id as id, a.folded_name as name, a.published_at as at,
      l.columnist_id as "columnistId", own.hashes
    from ${keysTable(keys)}
    join attributions a on a.publisher_id = k.publisher_id and a.column_id = k.id
      and a.role = any(${[...personKinds]}::text[]) and a.folded_name <> ''
    left join fingerprints own on own.publisher_id = a.publisher_id and own.column_id = a.column_id
    join aliases l on l.folded_name = a.folded_name`.execute(db)
  const pairs = new Map<string, [ColumnKey, ColumnKey]>()
  for (const { publisherId, id, name, at, columnistId, hashes } of credits) {
    const near = (days: number) => sql`b.published_at between ${new Date(at.getTime() - days * dayMs)}
      and ${new Date(at.getTime() + days * dayMs)}`
    const { rows } = await sql<ColumnKey>`
      select b.publisher_id as "publisherId", b.column_id as id from attributions b
      left join fingerprints theirs on theirs.publisher_id = b.publisher_id and theirs.column_id = b.column_id
      where b.columnist_id = ${columnistId} and b.folded_name = ${name} and b.publisher_id <> ${publisherId}
        and ${near(textDays)} and (${hashes}::integer[] && theirs.hashes
          or ((${hashes}::integer[] is null or theirs.hashes is null) and ${near(headlineDays)}))
      order by abs(extract(epoch from b.published_at - ${at}::timestamptz)) limit ${sql.lit(candidatesAtMost)}`.execute(
      db,
    )
    for (const other of rows) pairs.set(`${id} ${other.id}`, [{ publisherId, id }, other])
  }
  return [...pairs.values()]
}

async function findByAddress(db: Db, url: string, besides: PublisherId): Promise<ColumnKey | null> {
  const host = URL.parse(url)?.host
  if (host === undefined) return null
  const hosts = [host, host.startsWith('www.') ? host.slice(4) : `www.${host}`]
  const urls = variantsOf(url)
  const { rows } = await sql<ColumnKey>`
    with houses as (
      select publisher_id from feeds where host = any(${hosts}::text[])
      union select id from publishers where split_part(home, '/', 3) = any(${hosts}::text[])
    )
    select c.publisher_id as "publisherId", c.id from houses h join columns c on c.publisher_id = h.publisher_id
      and c.canonical_url = any(${urls}::text[])
    where h.publisher_id <> ${besides}
    union all
    select a.publisher_id, a.column_id from houses h join addresses a on a.publisher_id = h.publisher_id
      and a.address = any(${urls}::text[])
    where h.publisher_id <> ${besides}
    limit 1`.execute(db)
  return rows[0] ?? null
}

/** Listed columns, and those that were taken down too: undoing a takedown finds the family complete. */
async function readPieces(db: Db, keys: readonly ColumnKey[]): Promise<Piece[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<Omit<Piece, 'fingerprint'> & { shingles: number | null; hashes: number[] | null }>`
    select c.publisher_id as "publisherId", c.id, c.canonical_url as "canonicalUrl", c.title,
      c.published_at as "publishedAt", c.published_known as "publishedKnown", f.shingles, f.hashes,
      array(select a.folded_name from attributions a where a.publisher_id = c.publisher_id and a.column_id = c.id
        and a.role = any(${[...personKinds]}::text[]) and a.folded_name <> '' order by a.position) as names
    from ${keysTable(keys)} join columns c on c.publisher_id = k.publisher_id and c.id = k.id
    left join fingerprints f on f.publisher_id = c.publisher_id and f.column_id = c.id`.execute(db)
  return rows.map(({ shingles, hashes, ...piece }) => ({
    ...piece,
    fingerprint: shingles === null || hashes === null ? null : { shingles, hashes },
  }))
}

/** Milliseconds from the other to this one. */
function distance(one: Piece, other: Piece): number {
  return one.publishedAt.getTime() - other.publishedAt.getTime()
}

function isKey(key: ColumnKey): (piece: Piece) => boolean {
  return ({ publisherId, id }) => publisherId === key.publisherId && id === key.id
}

/** One address by either scheme. */
function variantsOf(url: string): string[] {
  return [url, url.startsWith('https:') ? url.replace('https:', 'http:') : url.replace('http:', 'https:')]
}
