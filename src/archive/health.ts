// What the operator's `doctor` tells, in plain data: how much there is, what is due, and which feeds and hosts are in trouble.
import { sql } from 'kysely'
import type { FeedId, PublisherId } from '../model/index.ts'
import type { Db } from './schema.ts'

export type Health = {
  readonly columns: number
  readonly columnists: number
  readonly publishers: number
  /** Bytes of the whole database. */
  readonly bytes: number
  readonly feeds: {
    readonly followed: number
    readonly gone: number
    readonly failing: number
    readonly overdue: number
    readonly neverVisited: number
  }
  readonly hosts: { readonly known: number; readonly leased: number; readonly waiting: number }
  readonly pagesDue: number
  /** Columns whose writer nobody is sure of, waiting for the operator. */
  readonly reviewsOpen: number
  readonly lastVisitAt: Date | null
  /** Visits of the last 24 hours. */
  readonly visits: readonly {
    readonly purpose: string
    readonly outcome: string
    readonly visits: number
    /** Of these, in the last hour. */
    readonly lately: number
    readonly bytes: number
  }[]
  readonly newColumnsLastDay: number
  /** Feeds that are gone, fail, or were read with problems; worst first, at most `troubleShown`. */
  readonly trouble: readonly FeedTrouble[]
  /** Hosts that asked us to wait or fail as a whole; worst first, at most `troubleShown`. */
  readonly hostTrouble: readonly {
    readonly host: string
    readonly failures: number
    readonly waitUntil: Date | null
    readonly robots: string | null
  }[]
}

export type FeedTrouble = {
  readonly publisherId: PublisherId
  readonly publisherSlug: string
  readonly feedId: FeedId
  readonly url: string
  readonly failures: number
  readonly goneAt: Date | null
  readonly visitedAt: Date | null
  readonly nextAt: Date
  /** Of its last visit. */
  readonly outcome: string | null
  readonly reading: string | null
  readonly status: number | null
  readonly problem: string | null
}

/** Feeds, and hosts. */
export const troubleShown = 100

/**
 * What there is, what is due and what is in trouble at `now`: several questions, so not of one moment to the
 * millisecond.
 */
export async function summarizeHealth(db: Db, now: Date): Promise<Health> {
  const dayAgo = new Date(now.getTime() - 86_400_000)
  const hourAgo = new Date(now.getTime() - 3_600_000)
  const [counts, hosts, visits, trouble, hostTrouble] = await Promise.all([
    sql<Counts>`select
      (select coalesce(sum(pieces), 0)::bigint from publisher_counts) as columns,
      (select count(*) from columnists where merged_into is null) as columnists,
      (select count(*) from publishers) as publishers,
      pg_database_size(current_database()) as bytes,
      (select count(*) from feeds where gone_at is null) as followed,
      (select count(*) from feeds where gone_at is not null) as gone,
      (select count(*) from feeds where gone_at is null and failures > 0) as failing,
      (select count(*) from feeds where gone_at is null and next_at < ${hourAgo}) as overdue,
      (select count(*) from feeds where gone_at is null and visited_at is null) as never_visited,
      (select count(*) from pages_due) as pages_due,
      (select count(*) from reviews where resolved_at is null) as reviews_open,
      (select max(visited_at) from visits) as last_visit_at,
      (select coalesce(sum(new_columns), 0)::bigint from visits where visited_at > ${dayAgo}) as new_columns`.execute(
      db,
    ),
    sql<Health['hosts']>`
      select count(*) as known, count(*) filter (where leased_until > ${now}) as leased,
        count(*) filter (where wait_until > ${now}) as waiting from hosts`.execute(db),
    sql<Health['visits'][number]>`
      select purpose, outcome, count(*) as visits, count(*) filter (where visited_at > ${hourAgo}) as lately,
        sum(bytes)::bigint as bytes from visits where visited_at > ${dayAgo}
      group by purpose, outcome order by purpose, count(*) desc`.execute(db),
    sql<FeedTrouble>`
      select f.publisher_id as "publisherId", p.slug as "publisherSlug", f.id as "feedId", f.url, f.failures, f.gone_at as "goneAt",
        f.visited_at as "visitedAt", f.next_at as "nextAt", v.outcome, v.reading, v.status, v.problem
      from feeds f join publishers p on p.id = f.publisher_id
      left join lateral (select outcome, reading, status, problem from visits v
        where v.publisher_id = f.publisher_id and v.feed_id = f.id order by v.visited_at desc, v.id desc limit 1) v on true
      where f.gone_at is not null or f.failures > 0 or v.problem is not null
        or v.reading not in ('read', 'salvaged')
      order by f.gone_at is null, f.failures desc, f.publisher_id, f.id limit ${troubleShown}`.execute(db),
    sql<Health['hostTrouble'][number]>`
      select host, failures, wait_until as "waitUntil", robots_state as robots from hosts
      where failures > 0 or wait_until > ${now} or robots_state = 'disallow-all'
      order by failures desc, host limit ${troubleShown}`.execute(db),
  ])
  const count = counts.rows[0]!
  return {
    columns: count.columns,
    columnists: count.columnists,
    publishers: count.publishers,
    bytes: count.bytes,
    feeds: {
      followed: count.followed,
      gone: count.gone,
      failing: count.failing,
      overdue: count.overdue,
      neverVisited: count.never_visited,
    },
    hosts: hosts.rows[0]!,
    pagesDue: count.pages_due,
    reviewsOpen: count.reviews_open,
    lastVisitAt: count.last_visit_at,
    visits: visits.rows,
    newColumnsLastDay: count.new_columns,
    trouble: trouble.rows,
    hostTrouble: hostTrouble.rows,
  }
}

type Counts = Record<
  | 'columns'
  | 'columnists'
  | 'publishers'
  | 'bytes'
  | 'followed'
  | 'gone'
  | 'failing'
  | 'overdue'
  | 'never_visited'
  | 'pages_due'
  | 'reviews_open'
  | 'new_columns',
  number
> & { readonly last_visit_at: Date | null }
