// What a publisher's page about terms tells: which rules bound its columns, and how often it was visited.
import { sql } from 'kysely'
import type { PublisherId } from '../model/index.ts'
import type { Db } from './schema.ts'

/** One rule as it applies to the newest columns of a publisher. */
export type RuleSummary = {
  readonly source: string
  readonly name: string
  readonly value: string | null
  readonly effect: string
  readonly decisive: boolean
  /** Of the columns looked at. */
  readonly columns: number
  readonly readAt: Date
}

type VisitSummary = {
  readonly purpose: string
  readonly outcome: string
  readonly visits: number
  readonly bytes: number
}

export type PublisherTerms = {
  /** How many of the newest columns were looked at, at most 200. */
  readonly columns: number
  readonly rules: readonly RuleSummary[]
  /** Since the day of `since`, most first. */
  readonly visits: readonly VisitSummary[]
  /** The same by day in universal time, `2026-11-22`, newest first; days without a visit are left out. */
  readonly days: readonly { readonly day: string; readonly visits: number; readonly bytes: number }[]
  readonly hosts: readonly {
    readonly host: string
    readonly robots: string | null
    readonly robotsStatus: number | null
    readonly robotsReadAt: Date | null
    readonly crawlDelayMs: number | null
  }[]
  readonly feeds: readonly {
    readonly url: string
    readonly format: string | null
    readonly visitedAt: Date | null
    /** Seconds between visits, learned. */
    readonly intervalS: number
    readonly goneAt: Date | null
  }[]
}

/** Looks at the newest 200 columns and the visits since the day of `since`. */
export async function describeTerms(db: Db, publisherId: PublisherId, since: Date): Promise<PublisherTerms> {
  const day = since.toISOString().slice(0, 10)
  const newest = sql`select id from columns where publisher_id = ${publisherId} and listed order by published_at desc, id desc limit 200`
  const [columns, rules, visits, days, hosts, feeds] = await Promise.all([
    sql<{ columns: number }>`select count(*) as columns from (${newest}) as newest`.execute(db),
    sql<RuleSummary>`
      select source, name, value, effect, decisive, count(*) as columns, max(read_at) as "readAt"
      from rules where publisher_id = ${publisherId} and column_id in (${newest})
      group by source, name, value, effect, decisive
      order by decisive desc, count(*) desc, source, name limit 60`.execute(db),
    sql<VisitSummary>`
      select purpose, outcome, sum(visits)::bigint as visits, sum(bytes)::bigint as bytes
      from visit_days where publisher_id = ${publisherId} and day >= ${day}::date
      group by purpose, outcome order by sum(visits) desc, purpose, outcome`.execute(db),
    sql<PublisherTerms['days'][number]>`
      select to_char(day, 'YYYY-MM-DD') as day, sum(visits)::bigint as visits, sum(bytes)::bigint as bytes
      from visit_days where publisher_id = ${publisherId} and day >= ${day}::date group by day order by day desc`.execute(
      db,
    ),
    listHosts(db, publisherId),
    sql<PublisherTerms['feeds'][number]>`
      select url, format, visited_at as "visitedAt", interval_s as "intervalS", gone_at as "goneAt" from feeds
      where publisher_id = ${publisherId} order by gone_at is not null, url limit 100`.execute(db),
  ])
  return {
    columns: columns.rows[0]?.columns ?? 0,
    rules: rules.rows,
    visits: visits.rows,
    days: days.rows,
    hosts: hosts.rows,
    feeds: feeds.rows,
  }
}

/** In two questions, since hosts lie on another machine of a cluster than feeds. */
async function listHosts(db: Db, publisherId: PublisherId) {
  const { rows } = await sql<{ host: string }>`
    select distinct host from feeds where publisher_id = ${publisherId}`.execute(db)
  return sql<PublisherTerms['hosts'][number]>`
    select h.host, h.robots_state as robots, h.robots_status as "robotsStatus", h.robots_fetched_at as "robotsReadAt",
      h.crawl_delay_ms as "crawlDelayMs"
    from hosts h where h.host = any(${rows.map(({ host }) => host)}::text[]) order by h.host`.execute(db)
}
