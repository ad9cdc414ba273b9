// Withdrawals that nobody announces: a column leaves its feed, and its page is asked about it.
import { sql } from 'kysely'
import type { ColumnId, FeedId, PublisherId } from '../model/index.ts'
import { isDistributed } from './distribution.ts'
import type { PageWish } from './filing-plan.ts'
import { insertDuePages } from './filing-write.ts'
import { jsonRows } from './json-rows.ts'
import type { Db } from './schema.ts'
import { takeDownColumn } from './takedowns.ts'
import { inRetriedTransaction, inTransaction } from './transactions.ts'

export type FeedListing = {
  readonly publisherId: PublisherId
  readonly feedId: FeedId
  /** Everything that the feed lists now. */
  readonly listed: readonly ColumnId[]
  /** Date of the oldest entry that it lists: what is older has merely left its window. */
  readonly since: Date
  readonly now: Date
  /** Null leaves a column's page alone. */
  readonly pageOf: (url: string) => PageWish | null
}

/** Pages asked about after one visit. A feed that drops more than these at once has changed its window, not withdrawn anything. */
const maxVanished = 10

/** Milliseconds. A page has to be missing at two visits so far apart: an afternoon's mistake takes nothing down. */
const missingForMs = 24 * 3600_000

/**
 * Puts the pages of columns that the feed brought, and lists no longer, into the turn of their host, each once until the
 * feed lists it again. Answers with how many.
 */
export async function queueVanished(db: Db, listing: FeedListing): Promise<number> {
  const { publisherId, feedId, listed, since, now } = listing
  // A column may have become another since its entry was met: then that one is listed.
  const listedNow = sql`listed as (
      select unnest(${[...listed]}::bigint[]) as id
      union all select to_id from moved_columns where publisher_id = ${publisherId} and from_id = any(${[...listed]}::bigint[])
    )`
  const forget = sql`delete from vanished where publisher_id = ${publisherId} and column_id in (select id from listed)`
  if (isDistributed(db)) await sql`with ${listedNow} ${forget}`.execute(db)
  const { rows } = await sql<{ id: ColumnId; url: string; is_asked: boolean }>`
    with ${listedNow} ${isDistributed(db) ? sql`` : sql`, found_again as (${forget})`}
    select c.id, c.canonical_url as url, v.column_id is not null as is_asked from columns c
    left join vanished v on v.publisher_id = c.publisher_id and v.column_id = c.id
    where c.publisher_id = ${publisherId} and c.listed and c.feed_id = ${feedId}
      and c.published_known and c.published_at > ${since} and c.published_at <= ${now}
      and c.id not in (select id from listed)
    order by c.published_at desc limit ${maxVanished + 1}`.execute(db)
  if (rows.length > maxVanished) return 0
  const pages = rows.flatMap(({ id, url, is_asked }) => {
    const wish = is_asked ? null : listing.pageOf(url)
    return wish === null ? [] : [{ columnId: id, ...wish }]
  })
  if (pages.length === 0) return 0
  return inTransaction(db, async (trx) => {
    const seen = pages.map(({ columnId }) => ({ column_id: columnId }))
    await sql`
      insert into vanished (publisher_id, column_id, seen_at)
      select ${publisherId}, column_id, ${now}
      from json_to_recordset(${jsonRows(seen)}::json) as x(column_id bigint) order by column_id
      on conflict (publisher_id, column_id) do nothing`.execute(trx)
    await insertDuePages(trx, publisherId, pages)
    return pages.length
  })
}

export type MissingPage = { readonly publisherId: PublisherId; readonly columnId: ColumnId; readonly now: Date }

/**
 * What a missing page (404) means. `still-listed`: the feed vouches for the column, so it stays as it is. `ask-again`: the
 * feed has dropped it too; one more visit after a day decides. `taken-down`: missing twice, a day or more apart, and in
 * no feed: it is a tombstone now, with the reason `missing`, which an operator can undo.
 */
export type MissingVerdict =
  | { readonly kind: 'still-listed' }
  | { readonly kind: 'ask-again'; readonly at: Date }
  | { readonly kind: 'taken-down' }

/** Of a column whose page was just missing. */
export function judgeMissing(db: Db, page: MissingPage): Promise<MissingVerdict> {
  const { publisherId, columnId, now } = page
  return inRetriedTransaction(db, async (trx) => {
    const { rows } = await sql<{ missing_at: Date }>`
      update vanished set missing_at = coalesce(missing_at, ${now})
      where publisher_id = ${publisherId} and column_id = ${columnId} returning missing_at`.execute(trx)
    const since = rows[0]?.missing_at
    if (since === undefined) return { kind: 'still-listed' }
    const decidedAt = new Date(since.getTime() + missingForMs)
    if (now < decidedAt) return { kind: 'ask-again', at: decidedAt }
    const detail = `its page was missing on ${since.toISOString()} and on ${now.toISOString()}, and its feed no longer lists it`
    await takeDownColumn(trx, { publisherId, columnId, reason: 'missing', detail, now })
    return { kind: 'taken-down' }
  })
}

/** The page answers: whatever was missing before, the column stays. */
export async function forgetMissing(
  db: Db,
  page: { readonly publisherId: PublisherId; readonly columnId: ColumnId },
): Promise<void> {
  await sql`
    update vanished set missing_at = null
    where publisher_id = ${page.publisherId} and column_id = ${page.columnId} and missing_at is not null`.execute(db)
}
