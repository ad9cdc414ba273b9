// Where each table lives on a Citus cluster (DESIGN 4, decision 0024), and whether a database has been spread over one.
import { sql } from 'kysely'
import type { Db } from './schema.ts'

/**
 * `distributed`: in shards by publisher_id, all together, so that what belongs to one publisher meets on one machine.
 * `reference`: small, a whole copy on every machine, to be joined with anything. `local`: on the coordinator alone; never in
 * one statement with a distributed table.
 */
export type Placement = 'distributed' | 'reference' | 'local'

export const distributionColumn = 'publisher_id'

/** The table that the other distributed ones stand beside. */
export const firstDistributed = 'columns'

export const placements: Readonly<Record<string, Placement>> = {
  // Columns, and all that is said of one column.
  columns: 'distributed',
  addresses: 'distributed',
  attributions: 'distributed',
  evidence: 'distributed',
  rules: 'distributed',
  revisions: 'distributed',
  reviews: 'distributed',
  reports: 'distributed',
  corrections: 'distributed',
  takedowns: 'distributed',
  vanished: 'distributed',
  moved_columns: 'distributed',
  fingerprints: 'distributed',
  copies_due: 'distributed',
  images: 'distributed',
  image_files: 'distributed',
  images_due: 'distributed',
  // Every card asks whether its column's page was read: so it stands beside the columns, though its turn is a host's.
  pages_due: 'distributed',
  column_counts: 'distributed',
  counted: 'distributed',
  likes: 'distributed',
  views_daily: 'distributed',
  opens_daily: 'distributed',
  // What we follow, and what came of it.
  feeds: 'distributed',
  backfills: 'distributed',
  subscriptions: 'distributed',
  visits: 'distributed',
  visit_days: 'distributed',
  // Small, and joined from everywhere.
  publishers: 'reference',
  publisher_slugs: 'reference',
  publisher_counts: 'reference',
  editions: 'reference',
  blocks: 'reference',
  never_names: 'reference',
  columnists: 'reference',
  columnist_slugs: 'reference',
  aliases: 'reference',
  author_pages: 'reference',
  withdrawals: 'reference',
  portraits: 'reference',
  outlets: 'reference',
  // An edge joins columns of two publishers, which may be in two shards: beside neither, so beside both.
  syndications: 'reference',
  // Leases with `for update skip locked`, and what is asked for by itself.
  hosts: 'local',
  country_days: 'local',
  acts: 'local',
  amendments: 'local',
  counting_salts: 'local',
  desk_keys: 'local',
  desk_sessions: 'local',
  kept: 'local',
  licences: 'local',
  reporters: 'local',
  takedown_requests: 'local',
}

const distributed = new WeakSet<object>()

/**
 * True when the database is spread over a cluster: then a statement keeps to what Citus can do. Known since the archive was
 * opened; costs nothing.
 */
export function isDistributed(db: Db): boolean {
  return distributed.has(keyOf(db))
}

/** From now on this pool, and every transaction of it, is taken for a cluster's. */
export function rememberDistributed(db: Db): void {
  distributed.add(keyOf(db))
}

/** One question, and only of a server that has Citus. */
export async function readDistribution(db: Db): Promise<ReadonlyMap<string, Placement>> {
  const { rows } = await sql<{ name: string; method: string; model: string }>`
    select c.relname as name, p.partmethod::text as method, p.repmodel::text as model
    from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid
    where c.relnamespace = current_schema()::regnamespace`.execute(db)
  // Citus, pg_dist_partition: `h` is by hash; of those without a method, `t` (two-phase commit) marks reference tables.
  return new Map(
    rows.map(({ name, method, model }) => [
      name,
      method === 'h' ? 'distributed' : model === 't' ? 'reference' : 'local',
    ]),
  )
}

/** Transactions share it with the pool that they come from. */
function keyOf(db: Db): object {
  return db.getExecutor().adapter
}
