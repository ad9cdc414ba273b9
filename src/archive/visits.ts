// Every request to a publisher and what came of it: what the operator sees, and what becomes of the feed or page visited.
import { sql } from 'kysely'
import type {
  ColumnId,
  FeedFormat,
  FeedId,
  LanguageTag,
  PollingHints,
  PublisherId,
  ReadingOutcome,
  Validators,
  VisitOutcome,
} from '../model/index.ts'
import { hostOf, wakeHosts } from './feeds.ts'
import { forFiling } from './filing-connections.ts'
import { groupCommit } from './group-commit.ts'
import { jsonRows } from './json-rows.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'
import { writeTogether, type Write } from './write-together.ts'

export type VisitPurpose =
  'feed' | 'page' | 'robots.txt' | 'wishes' | 'discovery' | 'image' | 'back-fill' | 'author-page'

export type VisitRecord = {
  readonly publisherId: PublisherId
  readonly feedId: FeedId | null
  readonly columnId: ColumnId | null
  readonly host: string
  readonly url: string
  readonly purpose: VisitPurpose
  readonly outcome: VisitOutcome['kind']
  readonly reading: ReadingOutcome | null
  readonly status: number | null
  readonly bytes: number
  readonly durationMs: number
  /** Entries that the feed listed. */
  readonly entries: number | null
  /** Columns that a feed's entries made; none by default. */
  readonly newColumns?: number
  /** In plain words, what an operator should know. */
  readonly problem: string | null
  readonly visitedAt: Date
  /** What becomes of the feed `feedId`. */
  readonly feed?: FeedChange
  /** What becomes of the due page of column `columnId`. */
  readonly page?: PageChange
}

/** Undefined keeps what is known. */
export type FeedChange = {
  readonly nextAt: Date
  readonly intervalS: number
  readonly failures: number
  readonly format?: FeedFormat
  readonly title?: string | null
  readonly lang?: LanguageTag | null
  readonly hub?: string | null
  readonly hints?: PollingHints
  /** Only of a body that has been filed: validators of anything else would hide it from us. */
  readonly validators?: Validators
  /** Where permanent redirects lead, or null when there were none; adopted when three visits in a row agree. */
  readonly movedTo?: string | null
  /** The request carried no validators. */
  readonly unconditional?: boolean
  /** 410, 451, or an operator's word: ask no more. */
  readonly gone?: boolean
}

/** When to try again, or never. */
export type PageChange = { readonly nextAt: Date | null }

/** RFC 9110 §15.4.2 and §15.4.9 speak of permanence; a misconfigured afternoon should not move a feed. */
const movesNeeded = 3
const keepVisitsDays = 90
const fewFeeds = 16

/** A visit that files nothing. Those of the same moment share a commit. */
export const recordVisit: (db: Db, visit: VisitRecord) => Promise<void> = groupCommit(recordVisits, { isPatient: true })

/**
 * Visits that file nothing, in one commit with what becomes of their feeds and pages. The commit does not wait for the disk:
 * a power cut may forget the last half second of them, and then these feeds are asked once more.
 */
export async function recordVisits(db: Db, visits: readonly VisitRecord[]): Promise<void> {
  if (visits.length === 0) return
  if (db.isTransaction) return writeVisits(db, visits)
  // One statement is a commit of its own.
  if (!adoptsMoves(visits)) return writeTogether(forFiling(db), visitWrites(visits), { unhurried: true })
  await inTransaction(db, async (trx) => {
    await sql`set local synchronous_commit = off`.execute(trx)
    await writeVisits(trx, visits)
  })
}

/**
 * For filing too: `besides` are its own rows, which are written first and in the same round trip. One statement, unless
 * adoptsMoves: then `db` is a transaction.
 */
export async function writeVisits(
  db: Db,
  visits: readonly VisitRecord[],
  besides: readonly Write[] = [],
): Promise<void> {
  await writeTogether(db, [...besides, ...visitWrites(visits)])
  await adoptMoves(db, visits)
}

function visitWrites(visits: readonly VisitRecord[]): Write[] {
  if (visits.length === 0) return []
  const rows = visits.map((visit) => ({
    publisher_id: visit.publisherId,
    feed_id: visit.feedId,
    column_id: visit.columnId,
    host: visit.host,
    url: visit.url,
    purpose: visit.purpose,
    outcome: visit.outcome,
    reading: visit.reading,
    status: visit.status,
    bytes: visit.bytes,
    duration_ms: Math.round(visit.durationMs),
    entries: visit.entries,
    new_columns: visit.entries === null ? null : (visit.newColumns ?? 0),
    problem: visit.problem,
    visited_at: visit.visitedAt,
  }))
  const statement = sql`
    insert into visits (publisher_id, feed_id, column_id, host, url, purpose, outcome, reading, status, bytes, duration_ms,
      entries, new_columns, problem, visited_at)
    select * from json_to_recordset(${jsonRows(rows)}::json) as x(publisher_id bigint, feed_id bigint, column_id bigint, host text,
      url text, purpose text, outcome text, reading text, status integer, bytes bigint, duration_ms integer, entries integer,
      new_columns integer, problem text, visited_at timestamptz)`
  return [{ statement }, ...dayWrites(visits), ...feedWrites(visits), ...pageWrites(visits)]
}

function dayWrites(visits: readonly VisitRecord[]): Write[] {
  const days = new Map<
    string,
    { publisher_id: number; day: string; purpose: string; outcome: string; visits: number; bytes: number }
  >()
  for (const { publisherId, visitedAt, purpose, outcome, bytes } of visits) {
    const day = visitedAt.toISOString().slice(0, 10)
    const key = JSON.stringify([String(publisherId).padStart(16, '0'), day, purpose, outcome])
    const sum = days.get(key) ?? { publisher_id: publisherId, day, purpose, outcome, visits: 0, bytes: 0 }
    days.set(key, { ...sum, visits: sum.visits + 1, bytes: sum.bytes + bytes })
  }
  // One order for everyone, so that two collectors cannot wait for each other.
  const rows = [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
  const statement = sql`
    insert into visit_days as d (publisher_id, day, purpose, outcome, visits, bytes)
    select * from json_to_recordset(${jsonRows(rows)}::json) as x(publisher_id bigint, day date, purpose text, outcome text,
      visits bigint, bytes bigint)
    on conflict (publisher_id, day, purpose, outcome)
      do update set visits = d.visits + excluded.visits, bytes = d.bytes + excluded.bytes`
  return [{ statement }]
}

function feedWrites(visits: readonly VisitRecord[]): Write[] {
  const rows = visits.flatMap(({ feed, feedId, publisherId, visitedAt, newColumns = 0 }) =>
    feed === undefined || feedId === null
      ? []
      : {
          publisher_id: publisherId,
          id: feedId,
          visited_at: visitedAt,
          next_at: feed.nextAt,
          interval_s: Math.round(feed.intervalS),
          failures: feed.failures,
          format: feed.format ?? null,
          title: feed.title ?? null,
          lang: feed.lang ?? null,
          hints: feed.hints ?? null,
          keep_hub: feed.hub === undefined,
          hub: feed.hub ?? null,
          keep_validators: feed.validators === undefined,
          etag: feed.validators?.etag ?? null,
          last_modified: feed.validators?.lastModified ?? null,
          keep_moved: feed.movedTo === undefined,
          moved_to: feed.movedTo ?? null,
          unconditional: feed.unconditional ?? false,
          gone: feed.gone ?? false,
          brought: newColumns > 0,
        },
  )
  if (rows.length === 0) return []
  rows.sort((a, b) => a.publisher_id - b.publisher_id || a.id - b.id)
  // A filing's few feeds are named beside their rows, since the planner takes what is in JSON for a hundred rows and reads all feeds.
  const [first] = rows
  const only =
    rows.length === 1
      ? sql` and f.publisher_id = ${first!.publisher_id} and f.id = ${first!.id}`
      : rows.length <= fewFeeds
        ? sql` and f.publisher_id = any(${rows.map((row) => row.publisher_id)}::bigint[])
          and f.id = any(${rows.map(({ id }) => id)}::bigint[])`
        : sql.raw('')
  const statement = sql`
    update feeds f set
      visited_at = x.visited_at, next_at = x.next_at, interval_s = x.interval_s, failures = x.failures,
      format = coalesce(x.format, f.format), title = coalesce(f.title, x.title), lang = coalesce(f.lang, x.lang),
      hints = coalesce(x.hints, f.hints), hub = case when x.keep_hub then f.hub else x.hub end,
      etag = case when x.keep_validators then f.etag else x.etag end,
      last_modified = case when x.keep_validators then f.last_modified else x.last_modified end,
      moved_seen = case when x.keep_moved then f.moved_seen when x.moved_to is null then 0
        when x.moved_to = f.moved_to then f.moved_seen + 1 else 1 end,
      moved_to = case when x.keep_moved then f.moved_to else x.moved_to end,
      unconditional_at = case when x.unconditional then x.visited_at else f.unconditional_at end,
      brought_at = case when x.brought then x.visited_at else f.brought_at end,
      gone_at = case when x.gone then x.visited_at else f.gone_at end
    from json_to_recordset(${jsonRows(rows)}::json) as x(publisher_id bigint, id bigint, visited_at timestamptz,
      next_at timestamptz, interval_s integer, failures integer, format text, title text, lang text, hints jsonb, keep_hub boolean, hub text,
      keep_validators boolean, etag text, last_modified text, keep_moved boolean, moved_to text, unconditional boolean,
      gone boolean, brought boolean)
    where f.publisher_id = x.publisher_id and f.id = x.id${only}`
  return [{ statement }]
}

/** Whether writing these visits may take more than one statement: a feed was led elsewhere for good. */
export function adoptsMoves(visits: readonly VisitRecord[]): boolean {
  return visits.some(({ feed }) => (feed?.movedTo ?? null) !== null)
}

/** Looks only where a visit was led elsewhere for good. */
async function adoptMoves(db: Db, visits: readonly VisitRecord[]): Promise<void> {
  for (const { feed, feedId, publisherId } of visits) {
    if (feedId === null || (feed?.movedTo ?? null) === null) continue
    const moving = await db
      .selectFrom('feeds')
      .select(['moved_to', 'moved_seen'])
      .where('publisher_id', '=', publisherId)
      .where('id', '=', feedId)
      .executeTakeFirst()
    if (moving !== undefined && moving.moved_to !== null && moving.moved_seen >= movesNeeded)
      await adoptMove(db, publisherId, feedId, moving.moved_to)
  }
}

/** The feed lives at its new address from now on. If we follow that one already, the old one is gone. */
async function adoptMove(db: Db, publisherId: number, id: number, url: string): Promise<void> {
  const twin = await db
    .selectFrom('feeds')
    .select('id')
    .where('publisher_id', '=', publisherId)
    .where('url', '=', url)
    .where('id', '!=', id)
    .executeTakeFirst()
  const feed = db.updateTable('feeds').where('publisher_id', '=', publisherId).where('id', '=', id)
  if (twin !== undefined) {
    await feed.set({ gone_at: sql<Date>`visited_at`, moved_seen: 0 }).execute()
    return
  }
  const host = hostOf(url)
  const moved = await feed
    .set({ url, host, moved_to: null, moved_seen: 0 })
    .returning('next_at')
    .executeTakeFirstOrThrow()
  await wakeHosts(db, [{ host, at: moved.next_at }])
}

function pageWrites(visits: readonly VisitRecord[]): Write[] {
  const rows = visits.flatMap(({ page, columnId, publisherId }) =>
    page === undefined || columnId === null
      ? []
      : { publisher_id: publisherId, column_id: columnId, next_at: page.nextAt },
  )
  const kept = rows.filter((row) => row.next_at !== null)
  const dropped = rows.filter((row) => row.next_at === null)
  const writes: Write[] = []
  if (kept.length > 0) {
    const statement = sql`
      update pages_due p set next_at = x.next_at, attempts = p.attempts + 1
      from json_to_recordset(${jsonRows(kept)}::json) as x(publisher_id bigint, column_id bigint, next_at timestamptz)
      where p.publisher_id = x.publisher_id and p.column_id = x.column_id`
    writes.push({ statement })
  }
  if (dropped.length > 0) {
    const statement = sql`
      delete from pages_due p
      using json_to_recordset(${jsonRows(dropped)}::json) as x(publisher_id bigint, column_id bigint)
      where p.publisher_id = x.publisher_id and p.column_id = x.column_id`
    writes.push({ statement })
  }
  return writes
}

/** Forgets visits older than 90 days; their sums stay for ever. Answers with how many. */
export async function pruneVisits(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keepVisitsDays * 86_400_000)
  const result = await db.deleteFrom('visits').where('visited_at', '<', before).executeTakeFirst()
  return Number(result.numDeletedRows)
}
