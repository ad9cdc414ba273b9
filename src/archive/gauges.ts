// Numbers of the moment for those who watch: what waits, what is under way, what there is.
import { sql } from 'kysely'
import type { Db } from './schema.ts'

export type ArchiveGauges = Readonly<Record<string, number>>

/** By name. A few counts over small tables and indexes; cheap enough to be asked every few seconds. */
export async function readGauges(db: Db, now: Date): Promise<ArchiveGauges> {
  const { rows } = await sql<ArchiveGauges>`select
    (select coalesce(sum(pieces), 0)::bigint from publisher_counts) as columns,
    (select count(*) from feeds where gone_at is null) as feeds_followed,
    (select count(*) from feeds where gone_at is null and next_at <= ${now}) as feeds_due,
    (select count(*) from feeds where gone_at is null and failures > 0) as feeds_failing,
    (select count(*) from feeds where gone_at is not null) as feeds_gone,
    (select count(*) from pages_due where next_at <= ${now}) as pages_due,
    (select count(*) from backfills where visited_at is null) as backfills_due,
    (select count(*) from feeds where pushed_until > ${now}) as subscriptions_active,
    (select count(*) from pg_stat_activity where datname = current_database()) as database_connections`.execute(db)
  // Asked apart, since hosts lie on another machine of a cluster than feeds.
  const hosts = await sql<ArchiveGauges>`select
    count(*) filter (where leased_until > ${now}) as hosts_leased, count(*) filter (where wait_until > ${now}) as hosts_waiting,
    count(*) filter (where robots_state = 'disallow-all') as hosts_refusing from hosts`.execute(db)
  return { ...rows[0]!, ...hosts.rows[0]! }
}
