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
  /** Since `since`, most first. */
  readonly visits: readonly VisitSummary[]
  readonly hosts: readonly {
    readonly host: string
    readonly robots: string | null
    readonly crawlDelayMs: number | null
  }[]
}

/** Looks at the newest 200 columns and the visits since `since`. */
export async function describeTerms(db: Db, publisherId: PublisherId, since: Date): Promise<PublisherTerms> {
  const newest = sql`select id from columns where publisher_id = ${publisherId} and listed order by published_at desc, id desc limit 200`
  const [columns, rules, visits, hosts] = await Promise.all([
    sql<{ columns: number }>`select count(*) as columns from (${newest}) as newest`.execute(db),
    sql<RuleSummary>`
      select source, name, value, effect, decisive, count(*) as columns, max(read_at) as "readAt"
      from rules where publisher_id = ${publisherId} and column_id in (${newest})
      group by source, name, value, effect, decisive
      order by decisive desc, count(*) desc, source, name limit 60`.execute(db),
    sql<VisitSummary>`
      select purpose, outcome, count(*) as visits, sum(bytes)::bigint as bytes
      from visits where publisher_id = ${publisherId} and visited_at >= ${since}
      group by purpose, outcome order by count(*) desc, purpose, outcome`.execute(db),
    sql<{ host: string; robots: string | null; crawlDelayMs: number | null }>`
      select h.host, h.robots_state as robots, h.crawl_delay_ms as "crawlDelayMs"
      from hosts h where h.host in (select host from feeds where publisher_id = ${publisherId}) order by h.host`.execute(
      db,
    ),
  ])
  return { columns: columns.rows[0]?.columns ?? 0, rules: rules.rows, visits: visits.rows, hosts: hosts.rows }
}
