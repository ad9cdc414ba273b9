// Withdrawals that nobody announces: a column leaves its feed, and its page is asked about it.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnId, FeedId, PublisherId } from '../model/index.ts'
import { isDistributed } from './distribution.ts'
import { forFiling } from './filing-connections.ts'
import type { PageWish } from './filing-plan.ts'
import { insertDuePages } from './filing-write.ts'
import { groupCommit } from './group-commit.ts'
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
  const { publisherId, now } = listing
  const rows = await (isDistributed(db) ? lookAlone(db, listing) : lookSoon(forFiling(db), listing))
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

/** A column that a feed brought and lists no longer. */
type LeftOut = { readonly id: ColumnId; readonly url: string; readonly is_asked: boolean }

/** Feeds that were visited at the same moment share a question. */
const lookSoon = groupCommit<FeedListing, readonly LeftOut[]>(
  async (db, listings) => {
    const asked = listings.map(({ publisherId, feedId, listed, since, now }, number) => {
      return { number, publisher_id: publisherId, feed_id: feedId, listed, since, now }
    })
    const { rows } = await sql<LeftOut & { number: number }>`
      with asked as (
        select number, publisher_id, feed_id, since, now, ${listedNow(sql`x.publisher_id`, sql`x.listed`)} as listed
        from json_to_recordset(${jsonRows(asked)}::json)
          as x(number integer, publisher_id bigint, feed_id bigint, since timestamptz, now timestamptz, listed bigint[])
      ), found_again as (
        delete from vanished v using asked x where v.publisher_id = x.publisher_id and v.column_id = any(x.listed)
      )
      select x.number, l.* from asked x cross join lateral (
        ${leftOut({
          publisher: sql`x.publisher_id`,
          feed: sql`x.feed_id`,
          since: sql`x.since`,
          now: sql`x.now`,
          listed: sql`x.listed`,
        })}) l`.execute(db)
    const byListing = Map.groupBy(rows, ({ number }) => number)
    return listings.map((_, number) => byListing.get(number) ?? [])
  },
  { isPatient: true },
)

async function lookAlone(db: Db, { publisherId, feedId, listed, since, now }: FeedListing): Promise<LeftOut[]> {
  const publisher = sql`${publisherId}`
  const { rows } = await sql<{ ids: ColumnId[] }>`
    select ${listedNow(publisher, sql`${[...listed]}::bigint[]`)} as ids`.execute(db)
  const ids = sql`${rows[0]!.ids}::bigint[]`
  await sql`delete from vanished where publisher_id = ${publisherId} and column_id = any(${ids})`.execute(db)
  const left = await sql<LeftOut>`${leftOut({
    publisher,
    feed: sql`${feedId}`,
    since: sql`${since}`,
    now: sql`${now}`,
    listed: ids,
  })}`.execute(db)
  return left.rows
}

/** A column may have become another since its entry was met: then that one is listed. */
function listedNow(publisher: RawBuilder<unknown>, listed: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`${listed} || array(
    select to_id from moved_columns m where m.publisher_id = ${publisher} and m.from_id = any(${listed}))`
}

/** One more than the most that are asked about. */
function leftOut(
  of: Record<'publisher' | 'feed' | 'since' | 'now' | 'listed', RawBuilder<unknown>>,
): RawBuilder<LeftOut> {
  return sql`
    select c.id, c.canonical_url as url, v.column_id is not null as is_asked from columns c
    left join vanished v on v.publisher_id = c.publisher_id and v.column_id = c.id
    where c.publisher_id = ${of.publisher} and c.listed and c.feed_id = ${of.feed}
      and c.published_known and c.published_at > ${of.since} and c.published_at <= ${of.now}
      and c.id <> all(${of.listed})
    order by c.published_at desc limit ${sql.lit(maxVanished + 1)}`
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
