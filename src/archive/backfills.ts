// Back-fills: documents of a feed's past that the operator asked for, one row each, visited once in their host's turn.
import { sql } from 'kysely'
import type { FeedId, PublisherId } from '../model/index.ts'
import { feedColumns, hostOf, toFeed, wakeHosts, type DueFeed, type FeedRow } from './feeds.ts'
import { jsonRows } from './json-rows.ts'
import { ofEachHost } from './of-each-host.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'

/** A document whose time has come, with the feed whose past it is. */
export type DueBackfill = {
  readonly id: number
  readonly publisherId: PublisherId
  readonly host: string
  readonly url: string
  /** How many more documents may follow from this one. */
  readonly pagesLeft: number
  readonly attempts: number
  readonly feed: DueFeed
}

export type BackfillStep = {
  readonly url: string
  readonly pagesLeft: number
}

/** Asks for these documents; one that was visited before is visited again. */
export async function startBackfill(
  db: Db,
  of: { readonly publisherId: PublisherId; readonly feedId: FeedId },
  steps: readonly BackfillStep[],
  now: Date,
): Promise<void> {
  await inTransaction(db, (trx) => insertSteps(trx, of, steps, now, true))
}

export async function listDueBackfillsOf(
  db: Db,
  hosts: readonly string[],
  perHost: number,
  now: Date,
): Promise<DueBackfill[]> {
  const { rows } = await sql<FeedRow & StepRow>`
    select ${feedColumns}, b.id as step_id, b.host as step_host, b.url as step_url, b.pages_left, b.attempts
    from ${ofEachHost(
      db,
      hosts,
      (host) => sql`
        select * from backfills d where d.host = ${host} and d.visited_at is null and d.next_at <= ${now}
        order by d.next_at, d.id limit ${perHost}`,
      'b',
    )} join feeds f on f.publisher_id = b.publisher_id and f.id = b.feed_id
    order by b.next_at, b.id`.execute(db)
  return rows.map((row) => ({
    id: row.step_id,
    publisherId: row.publisher_id as PublisherId,
    host: row.step_host,
    url: row.step_url,
    pagesLeft: row.pages_left,
    attempts: row.attempts,
    feed: toFeed(row),
  }))
}

type StepRow = {
  readonly step_id: number
  readonly step_host: string
  readonly step_url: string
  readonly pages_left: number
  readonly attempts: number
}

export type BackfillOutcome = {
  readonly outcome: string
  readonly entries: number | null
  readonly newColumns: number
  readonly problem: string | null
  /** Documents that follow from this one; those already known only if more may follow from them now than before. */
  readonly next: readonly BackfillStep[]
  /** When to try again; null: it is done. */
  readonly retryAt: Date | null
  readonly now: Date
}

/**
 * Done, unless `retryAt` gives it another turn. The steps that it led to are due at once; one that was taken stays so
 * unless it reaches further now.
 */
export async function finishBackfill(db: Db, due: DueBackfill, result: BackfillOutcome): Promise<void> {
  const { outcome, entries, newColumns, problem, next, retryAt, now } = result
  await inTransaction(db, async (trx) => {
    await sql`
      update backfills set outcome = ${outcome}, entries = ${entries}, new_columns = ${newColumns},
        problem = ${problem?.slice(0, 500) ?? null}, attempts = attempts + 1,
        visited_at = ${retryAt === null ? now : null}, next_at = coalesce(${retryAt}::timestamptz, next_at)
      where publisher_id = ${due.publisherId} and id = ${due.id}`.execute(trx)
    await insertSteps(trx, { publisherId: due.publisherId, feedId: due.feed.id }, next, now, false)
    if (retryAt !== null) await wakeHosts(trx, [{ host: due.host, at: retryAt }])
  })
}

async function insertSteps(
  db: Db,
  of: { readonly publisherId: PublisherId; readonly feedId: FeedId },
  steps: readonly BackfillStep[],
  now: Date,
  again: boolean,
): Promise<void> {
  if (steps.length === 0) return
  const byUrl = new Map(steps.map(({ url, pagesLeft }) => [url, { url, host: hostOf(url), pages_left: pagesLeft }]))
  const rows = [...byUrl.values()]
  // No parameter within `on conflict`: on a cluster its shards would be told nothing of its type.
  await sql`
    insert into backfills as b (publisher_id, feed_id, host, url, pages_left, next_at)
    select ${of.publisherId}::bigint, ${of.feedId}::bigint, host, url, pages_left, ${now}::timestamptz
    from json_to_recordset(${jsonRows(rows)}::json) as x(url text, host text, pages_left integer)
    on conflict (publisher_id, feed_id, url) do update set
      visited_at = null, attempts = 0, next_at = excluded.next_at, pages_left = greatest(b.pages_left, excluded.pages_left)
    where ${again ? sql`true` : sql`excluded.pages_left > b.pages_left`}`.execute(db)
  await wakeHosts(
    db,
    rows.map(({ host }) => ({ host, at: now })),
  )
}

export type BackfillProgress = {
  readonly feedId: FeedId
  readonly feedUrl: string
  readonly done: number
  readonly due: number
  readonly failed: number
  readonly newColumns: number
  /** Of the latest document that could not be read. */
  readonly problem: string | null
}

/** How far the back-fills of a publisher's feeds, or of everyone's, have come. */
export async function listBackfills(
  db: Db,
  filter: { readonly publisherId?: PublisherId } = {},
): Promise<BackfillProgress[]> {
  const only = filter.publisherId === undefined ? sql`true` : sql`b.publisher_id = ${filter.publisherId}`
  const { rows } = await sql<BackfillProgress>`
    select b.feed_id as "feedId", f.url as "feedUrl", count(*) filter (where b.visited_at is not null) as done,
      count(*) filter (where b.visited_at is null) as due,
      count(*) filter (where b.visited_at is not null and b.outcome <> 'fetched') as failed,
      coalesce(sum(b.new_columns), 0)::bigint as "newColumns",
      (array_agg(b.problem order by b.id desc) filter (where b.problem is not null))[1] as problem
    from backfills b join feeds f on f.publisher_id = b.publisher_id and f.id = b.feed_id
    where ${only} group by b.publisher_id, b.feed_id, f.url order by f.url`.execute(db)
  return rows
}

/** Addresses of the feed's newest listed columns: where its publisher keeps such pieces. */
export async function listAddressesOfFeed(
  db: Db,
  publisherId: PublisherId,
  feedId: FeedId,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('columns')
    .select('canonical_url')
    .where('publisher_id', '=', publisherId)
    .where('feed_id', '=', feedId)
    .where('listed', '=', true)
    .orderBy('published_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.canonical_url)
}
