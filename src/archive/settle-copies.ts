// Copies, second step: columns that were filed lately are compared with what they name and with what their writer published
// elsewhere. What is found becomes an edge, and the families that edges make are worked out anew. One process at a time.
import { sql } from 'kysely'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { listCandidates, type Candidate } from './copy-candidates.ts'
import { completeClaims, listAddresses } from './copy-claims.ts'
import { dayMs, enough, evidenceOf, isOriginal, type Piece } from './copy-evidence.ts'
import { readHeadlines, readPieces } from './copy-pieces.ts'
import { lockFamilies, refreshFamilies } from './families.ts'
import { isSameHeadline } from './likeness.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'

const atOnce = 3000
/** Days after which an original that nobody filed is no longer looked for by the minute. */
const openDays = 30
const openAtOnce = 500

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
    const joined = await completeClaims(trx, open)
    const { rows: headless } = await sql<ColumnKey>`
      select distinct on (c.family) c.publisher_id as "publisherId", c.id from columns c
      where c.family is not null and c.listed and c.copy_level > 0
        and c.family in (select h.id from columns h where h.family = h.id and not h.listed) limit ${sql.lit(openAtOnce)}`.execute(
      trx,
    )
    await refreshFamilies(trx, [...joined, ...headless])
    return joined.length
  })
}

/** Most columns name no original, are named by nobody and share their writer's name with nobody: a few questions for all of them. */
async function settleColumns(db: Db, keys: readonly ColumnKey[]): Promise<void> {
  if (keys.length === 0) return
  const { rows: columns } = await sql<ColumnKey & { canonicalUrl: string; inFamily: boolean }>`
    select c.publisher_id as "publisherId", c.id, c.canonical_url as "canonicalUrl", c.family is not null as "inFamily"
    from ${keysTable(keys)} join columns c on c.publisher_id = k.publisher_id and c.id = k.id`.execute(db)
  const named = await completeClaims(db, keys, await listAddresses(db, columns))
  const alike = await joinAlike(db, keys)
  await refreshFamilies(db, [...columns.filter(({ inFamily }) => inFamily), ...named, ...alike])
}

type Edge = { readonly copy: Piece; readonly original: Piece; readonly evidence: string }

/** Draws edges between these columns and others that are the same piece. What was undone stays so. Answers with the copies. */
async function joinAlike(db: Db, keys: readonly ColumnKey[]): Promise<ColumnKey[]> {
  const candidates = await withoutOtherHeadlines(db, await listCandidates(db, keys))
  const pieces = await readPieces(
    db,
    candidates.flatMap(({ key, other }) => [key, other]),
  )
  const found = new Map<string, Edge>()
  for (const { key, other, shared } of candidates) {
    const [one, two] = [pieces.get(key.id), pieces.get(other.id)]
    const evidence = one === undefined || two === undefined ? null : evidenceOf(one, two, shared)
    if (evidence === null) continue
    const [original, copy] = isOriginal(one!, two!) ? [one!, two!] : [two!, one!]
    found.set(pairOf(copy, original), { copy, original, evidence })
  }
  const edges = [...found.values()]
  if (edges.length === 0) return []
  const known = await listPairs(db, edges)
  const drawn = edges.filter(({ copy, original }) => !known.has(pairOf(copy, original)))
  await drawEdges(db, drawn)
  return drawn.map(({ copy }) => copy)
}

/** Of most candidates a text is not known yet, so that only the headline can speak for them. */
async function withoutOtherHeadlines(db: Db, candidates: readonly Candidate[]): Promise<Candidate[]> {
  const hasText = ({ shared }: Candidate) => shared !== null && shared >= enough.alone
  const asked = candidates.filter((candidate) => !hasText(candidate))
  const headlines = await readHeadlines(
    db,
    asked.flatMap(({ key, other }) => [key, other]),
  )
  return candidates.filter((candidate) => {
    if (hasText(candidate)) return true
    const [one, other] = [headlines.get(candidate.key.id), headlines.get(candidate.other.id)]
    return one !== undefined && other !== undefined && isSameHeadline(one, other)
  })
}

/** The same in either direction. */
function pairOf(one: Pick<ColumnKey, 'id'>, other: Pick<ColumnKey, 'id'>): string {
  return `${Math.min(one.id, other.id)} ${Math.max(one.id, other.id)}`
}

/** Of these pairs, those that an edge joins or once joined. */
async function listPairs(db: Db, edges: readonly Edge[]): Promise<Set<string>> {
  const ends = edges.flatMap(({ copy, original }) => [[copy, original] as const, [original, copy] as const])
  const { rows } = await sql<{ id: Piece['id']; ofId: Piece['id'] }>`
    select s.column_id as id, s.of_column_id as "ofId"
    from unnest(${ends.map(([from]) => from.publisherId)}::bigint[], ${ends.map(([from]) => from.id)}::bigint[],
      ${ends.map(([, to]) => to.publisherId)}::bigint[], ${ends.map(([, to]) => to.id)}::bigint[])
      as k(publisher_id, id, of_publisher_id, of_id)
    join syndications s on s.publisher_id = k.publisher_id and s.column_id = k.id
      and s.of_publisher_id = k.of_publisher_id and s.of_column_id = k.of_id`.execute(db)
  return new Set(rows.map(({ id, ofId }) => pairOf({ id }, { id: ofId })))
}

async function drawEdges(db: Db, edges: readonly Edge[]): Promise<void> {
  if (edges.length === 0) return
  await sql`
    insert into syndications (publisher_id, column_id, original_url, of_publisher_id, of_column_id, evidence, place, found_at)
    select publisher_id, column_id, original_url, of_publisher_id, of_column_id, evidence, '', now()
    from unnest(${edges.map(({ copy }) => copy.publisherId)}::bigint[], ${edges.map(({ copy }) => copy.id)}::bigint[],
      ${edges.map(({ original }) => original.canonicalUrl)}::text[],
      ${edges.map(({ original }) => original.publisherId)}::bigint[], ${edges.map(({ original }) => original.id)}::bigint[],
      ${edges.map(({ evidence }) => evidence)}::text[])
      as x(publisher_id, column_id, original_url, of_publisher_id, of_column_id, evidence)
    on conflict (publisher_id, column_id, original_url) do nothing`.execute(db)
}
