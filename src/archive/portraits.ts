// Portraits of writers: the picture that a writer's own page at a publisher names, shrunk. A copy lives as long as that page
// names it, the writer has pieces there that may be shown, and neither publisher nor operator forbids it.
import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { ColumnistId, PublisherId } from '../model/index.ts'
import { announce, type PageTopic } from './announcements.ts'
import { hostOf, wakeHosts } from './feeds.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'
import { writeVisits, type VisitRecord } from './visits.ts'

/** Which page of whom, at which publisher: with the name, the alias. */
type PageKey = { readonly publisherId: PublisherId; readonly foldedName: string; readonly authorUrl: string }

/** A portrait whose time has come. */
export type DuePortrait = PageKey & {
  readonly host: string
  readonly url: string
  /** CSS pixels that the publisher's rules allow. */
  readonly maxWidth: number
  /** Attempts so far. */
  readonly attempts: number
}

/** WebP, square: 96 pixels, and up to 192 where the picture has them. */
export type PortraitFiles = { readonly small: Buffer; readonly large: Buffer | null }

/** Pixels of the two copies; the larger one's address gives the smaller where there is no larger. */
export const portraitWidths = { small: 96, large: 192 } as const

/** A kept portrait as pages show it, and whose it is. */
export type Portrait = { readonly hash: string; readonly publisherName: string }

/** What an author's page names, within its rules. */
export type PortraitWish = { readonly url: string; readonly maxWidth: number }

/** Part of an author's page's filing: another portrait becomes due, the same stays, none goes. */
export async function wishPortrait(trx: Db, key: PageKey, wish: PortraitWish | null, now: Date): Promise<void> {
  const { publisherId, foldedName, authorUrl } = key
  if (wish === null || !URL.canParse(wish.url)) {
    const { rows } = await sql<{ hash: string | null }>`
      delete from portraits p where ${isOf(key)} returning p.hash`.execute(trx)
    if (rows[0]?.hash) await announce(trx, ['everything'])
    return
  }
  const host = hostOf(wish.url)
  const isSame = sql`p.url = excluded.url and p.max_width <= excluded.max_width`
  const kept = (column: string) => sql`${sql.ref(column)} = case when ${isSame} then ${sql.ref(`p.${column}`)} end`
  const { rows } = await sql<{ due: boolean }>`
    insert into portraits as p (publisher_id, folded_name, author_url, host, url, max_width, next_at)
    values (${publisherId}, ${foldedName}, ${authorUrl}, ${host}, ${wish.url}, ${wish.maxWidth}, ${now})
    on conflict (publisher_id, folded_name, author_url) do update set
      host = excluded.host, url = excluded.url, max_width = excluded.max_width, attempts = 0,
      next_at = case when p.hash is null or not (${isSame}) then excluded.next_at end,
      ${sql.join(['digest', 'hash', 'small', 'large', 'fetched_at'].map(kept))}
    returning p.next_at is not null as due`.execute(trx)
  if (rows[0]?.due === true) await wakeHosts(trx, [{ host, at: now }])
}

/** Whom to ask whether a picture is one person's: other writers of the publisher whose pages name the same. */
export async function countSamePortraits(db: Db, due: DuePortrait): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(distinct p.folded_name) as count from portraits p where ${isTwin(due)} and p.url = ${due.url}`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

/** What became of a visit: copies to keep, another attempt at `at`, or nothing. */
export type PortraitOutcome =
  | { readonly kind: 'kept'; readonly files: PortraitFiles }
  | { readonly kind: 'again'; readonly at: Date }
  | { readonly kind: 'none' }

/**
 * Files a visit's outcome with its record, in one commit. A copy is kept only if the page still names this picture; of one that
 * several writers of a house have, a silhouette or its sign, none is.
 */
export async function filePortrait(
  db: Db,
  due: DuePortrait,
  outcome: PortraitOutcome,
  visit: VisitRecord,
): Promise<void> {
  await inRetriedTransaction(db, async (trx) => {
    await writeVisits(trx, [visit])
    const { rows } = await sql<{ due: boolean }>`
      select p.next_at is not null as due from portraits p where ${isOf(due)} and p.url = ${due.url} and p.max_width >= ${due.maxWidth}
      for update`.execute(trx)
    if (rows[0]?.due !== true) return
    if (outcome.kind === 'again') {
      await sql`update portraits p set next_at = ${outcome.at}, attempts = attempts + 1 where ${isOf(due)}`.execute(trx)
      await wakeHosts(trx, [{ host: due.host, at: outcome.at }])
      return
    }
    if (outcome.kind === 'none') return forget(trx, isOf(due), null)
    const digest = createHash('sha256').update(outcome.files.small).digest('hex').slice(0, 32)
    const twins = sql`${isTwin(due)} and (p.url = ${due.url} or p.digest = ${digest})`
    const { rows: shared } = await sql`select 1 from portraits p where ${twins} limit 1`.execute(trx)
    if (shared.length > 0) return forget(trx, sql`(${isOf(due)} or (${twins}))`, digest)
    const { small, large } = outcome.files
    await sql`
      update portraits p set next_at = null, attempts = 0, digest = ${digest}, hash = ${hashOf(due, outcome.files)}, small = ${small},
        large = ${large}, fetched_at = ${visit.visitedAt} where ${isOf(due)}`.execute(trx)
    await announce(trx, await topicsOf(trx, due))
  })
}

/** Copies go, and nothing is asked for until the page is read again. */
async function forget(trx: Db, which: RawBuilder<unknown>, digest: string | null): Promise<void> {
  const { rows } = await sql<{ had: boolean }>`
    with before as (select p.hash from portraits p where ${which} and p.hash is not null)
    update portraits p set next_at = null, attempts = attempts + 1, digest = ${digest}, hash = null, small = null, large = null,
      fetched_at = null where ${which} returning exists (select 1 from before) as had`.execute(trx)
  if (rows.some(({ had }) => had)) await announce(trx, ['everything'])
}

/** Pages that show the face now: the writer's, their publisher's, their country's. */
async function topicsOf(trx: Db, { publisherId, foldedName, authorUrl }: PageKey): Promise<PageTopic[]> {
  const { rows } = await sql<{ id: ColumnistId; country: string }>`
    select a.columnist_id as id, h.country from aliases a join publishers h on h.id = a.publisher_id
    where a.publisher_id = ${publisherId} and a.folded_name = ${foldedName} and a.author_url = ${authorUrl}`.execute(
    trx,
  )
  const [who] = rows
  if (who === undefined) return []
  return ['filing', `publisher:${publisherId}`, `country:${who.country}`, `columnist:${who.id}`]
}

/** Asks again for copies that went when nothing of their writer could be shown, now that it can. Says how many. */
export async function planPortraits(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ host: string }>`
    update portraits p set next_at = ${now}
    where p.next_at is null and p.hash is null and p.attempts = 0 and ${mayBeShown} returning p.host`.execute(db)
  await wakeHosts(
    db,
    rows.map(({ host }) => ({ host, at: now })),
  )
  return rows.length
}

/** The kept portraits of these writers: from where they wrote last, or from the one publisher alone. */
export async function findPortraits(
  db: Db,
  ids: readonly ColumnistId[],
  publisherId?: PublisherId,
): Promise<ReadonlyMap<ColumnistId, Portrait>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Portrait & { id: ColumnistId }>`
    select distinct on (a.columnist_id) a.columnist_id as id, p.hash, h.name as "publisherName"
    from aliases a
    join portraits p on p.publisher_id = a.publisher_id and p.folded_name = a.folded_name and p.author_url = a.author_url
    join publishers h on h.id = p.publisher_id
    join outlets o on o.publisher_id = a.publisher_id and o.columnist_id = a.columnist_id
    where a.columnist_id = any(${[...ids]}::bigint[]) and p.hash is not null and ${mayBeShown}
      ${publisherId === undefined ? sql`` : sql`and p.publisher_id = ${publisherId}`}
    order by a.columnist_id, o.last_published_at desc nulls last, p.author_url`.execute(db)
  return new Map(rows.map(({ id, ...portrait }) => [id, portrait]))
}

/** The bytes behind one address; undefined when there is no such copy or it may no longer be shown. */
export async function findPortraitFile(db: Db, hash: string, width: number): Promise<Buffer | undefined> {
  const { small, large } = portraitWidths
  if (width !== small && width !== large) return undefined
  const file = width === small ? sql`p.small` : sql`coalesce(p.large, p.small)`
  const { rows } = await sql<{ bytes: Buffer }>`
    select ${file} as bytes from portraits p where p.hash = ${hash} and ${mayBeShown}`.execute(db)
  return rows[0]?.bytes
}

/**
 * Deletes copies that may no longer be shown; with `all`, every copy and every wish for one, since pictures are turned off.
 * Answers with how many.
 */
export async function dropStalePortraits(db: Db, options: { readonly all: boolean }): Promise<number> {
  const { numAffectedRows } = options.all
    ? await sql`delete from portraits`.execute(db)
    : await sql`
        update portraits p set next_at = null, attempts = 0, digest = null, hash = null, small = null, large = null, fetched_at = null
        where p.hash is not null and not ${mayBeShown}`.execute(db)
  if (numAffectedRows) await announce(db, ['everything'])
  return Number(numAffectedRows ?? 0n)
}

/** Whether a publisher's own agreement leaves room for its pictures. */
export const agreesToPictures = (publishers: string): RawBuilder<unknown> => {
  const agreement = sql.ref(`${publishers}.agreement`)
  return sql`coalesce((${agreement} ->> 'mayImage')::boolean, true) and not coalesce((${agreement} ->> 'blocked')::boolean, false)`
}

/** Of `portraits p`: its writer has pieces there, its publisher agrees, and no block covers the page or the picture. */
const mayBeShown = sql`(exists (
    select 1 from aliases a2 join outlets o2 on o2.publisher_id = a2.publisher_id and o2.columnist_id = a2.columnist_id and o2.pieces > 0
    join publishers h2 on h2.id = a2.publisher_id and ${agreesToPictures('h2')}
    where a2.publisher_id = p.publisher_id and a2.folded_name = p.folded_name and a2.author_url = p.author_url)
  and not exists (select 1 from blocks b where b.publisher_id = p.publisher_id and b.lifted_at is null
    and (b.prefix in ('', p.author_url, p.url) or starts_with(p.author_url, b.prefix || '/')
      or starts_with(p.author_url, b.prefix || '?') or starts_with(p.url, b.prefix || '/') or starts_with(p.url, b.prefix || '?'))))`

function isOf({ publisherId, foldedName, authorUrl }: PageKey): RawBuilder<unknown> {
  return sql`p.publisher_id = ${publisherId} and p.folded_name = ${foldedName} and p.author_url = ${authorUrl}`
}

/** Rows of other writers of the same publisher. */
function isTwin({ publisherId, foldedName }: PageKey): RawBuilder<unknown> {
  return sql`p.publisher_id = ${publisherId} and p.folded_name <> ${foldedName}`
}

/** 32 hexadecimal digits. */
function hashOf({ publisherId, foldedName, authorUrl }: PageKey, { small, large }: PortraitFiles): string {
  const hash = createHash('sha256').update(`portrait:${publisherId}:${foldedName}:${authorUrl}:`).update(small)
  if (large !== null) hash.update(large)
  return hash.digest('hex').slice(0, 32)
}
