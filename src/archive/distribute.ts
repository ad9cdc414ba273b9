// Spreading an existing archive over a Citus cluster, table by table, each in a transaction of its own: what was done stays
// done, and another run goes on from there. Foreign keys are away meanwhile, noted in the archive itself. Decision 0024.
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { ArchiveProblem } from './archive-problem.ts'
import { distributionColumn, firstDistributed, placements, readDistribution, type Placement } from './distribution.ts'
import { findKept } from './kept.ts'
import type { Db } from './schema.ts'
import { withoutTimeLimit } from './transactions.ts'

export type ForeignKey = {
  readonly table: string
  readonly name: string
  readonly references: string
  /** As `alter table … add constraint` takes it. */
  readonly definition: string
}

export type DistributionPlan = {
  /** What is left to do, in order. Empty when all is done. */
  readonly statements: readonly string[]
  /** Foreign keys that a cluster cannot hold, which the statements drop for good. */
  readonly dropped: readonly ForeignKey[]
}

const lockName = 'colonnade distribute'
const setting = 'citus.multi_shard_modify_mode'
/** Where foreign keys are noted that are away while their tables are moved. */
const keysAway = 'distribute: foreign keys away'

/** Rejects with ArchiveProblem where there is no Citus, or where a table has been spread otherwise. */
export async function planDistribution(db: Db): Promise<DistributionPlan> {
  const { rows } = await sql<{ has_citus: boolean }>`
    select to_regclass('pg_dist_partition') is not null and exists (
      select 1 from pg_proc where proname = 'create_distributed_table') as has_citus`.execute(db)
  if (rows[0]?.has_citus !== true)
    throw new ArchiveProblem(
      'not-citus',
      'The database has no Citus: run `create extension citus` in it, on the coordinator and on every worker.',
    )
  const present = await readDistribution(db)
  const keys = await readForeignKeys(db)
  const away = await readKeysAway(db)
  const tables = await readTables(db)
  for (const table of tables) checkPlacement(table, present.get(table))
  const isMoving = (table: string) => placementOf(table) !== 'local' && present.get(table) !== placementOf(table)
  const isLegal = ({ table, references }: ForeignKey) => isLegalKey(placementOf(table), placementOf(references))
  const moving = keys.filter(({ table, references }) => isMoving(table) || isMoving(references))
  const dropped = keys.filter((key) => !isLegal(key))
  const noted = uniqueKeys([...away, ...moving].filter(isLegal))
  const make = (placement: Placement, statement: (table: string) => string) =>
    tables.filter((table) => placementOf(table) === placement && isMoving(table)).map(statement)
  return {
    dropped,
    statements: [
      ...(await planSetting(db)),
      ...(moving.some(isLegal) ? [noteKeys(noted)] : []),
      ...uniqueKeys([...moving, ...dropped]).map(
        ({ table, name }) => `alter table "${table}" drop constraint "${name}"`,
      ),
      ...make('reference', (table) => `select create_reference_table('${table}')`),
      ...make('distributed', (table) => {
        const beside = table === firstDistributed ? 'none' : firstDistributed
        return `select create_distributed_table('${table}', '${distributionColumn}', colocate_with => '${beside}')`
      }),
      ...noted
        .filter((key) => moving.includes(key) || !keys.some((one) => isSameKey(one, key)))
        .map(({ table, name, definition }) => `alter table "${table}" add constraint "${name}" ${definition}`),
      ...(noted.length > 0 ? [`delete from kept where name = '${keysAway}'`] : []),
    ],
  }
}

function isSameKey(one: ForeignKey, other: ForeignKey): boolean {
  return one.table === other.table && one.name === other.name
}

function uniqueKeys(keys: readonly ForeignKey[]): ForeignKey[] {
  return keys.filter((key, at) => keys.findIndex((one) => isSameKey(one, key)) === at)
}

/**
 * Citus turns every table that a foreign key leads from into one of its own as soon as the key leads to a reference table,
 * and does not turn one with an identity column into anything else afterwards (ErrorIfTableHasIdentityColumn): so no key
 * stands while tables are moved.
 */
function noteKeys(keys: readonly ForeignKey[]): string {
  const value = JSON.stringify(keys).replaceAll("'", "''")
  return `insert into kept (name, value) values ('${keysAway}', '${value}')
    on conflict (name) do update set value = excluded.value`
}

async function readKeysAway(db: Db): Promise<ForeignKey[]> {
  return ((await findKept(db, keysAway)) ?? []) as ForeignKey[]
}

/**
 * Executes what is left of the plan. Nobody else may use the archive meanwhile: a process that opened it before would go on
 * as if it were on one machine. Rejects with ArchiveProblem when somebody does.
 */
export async function distributeArchive(db: Db, onStatement: (statement: string) => void): Promise<DistributionPlan> {
  return withoutTimeLimit(db, async (one) => {
    const { rows } = await sql<{ is_ours: boolean }>`
      select pg_try_advisory_lock(hashtext(${lockName})) as is_ours`.execute(one)
    if (rows[0]?.is_ours !== true)
      throw new ArchiveProblem('in-use', 'Another `colonnade distribute` is at work on this database.')
    try {
      await checkAlone(one)
      const plan = await planDistribution(one)
      for (const statement of plan.statements) {
        onStatement(statement)
        await sql.raw(statement).execute(one)
      }
      return plan
    } finally {
      await sql`select pg_advisory_unlock(hashtext(${lockName}))`.execute(one)
    }
  })
}

/**
 * Citus refuses to write a reference table in a transaction that has asked several shards of a table with a foreign key to
 * it at once; one after another it may. Migrations and a few acts do both.
 */
async function planSetting(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string; is_set: boolean }>`
    select quote_ident(d.datname) as name, exists (select 1 from pg_db_role_setting s
      where s.setdatabase = d.oid and s.setrole = 0 and ${`${setting}=sequential`} = any(s.setconfig)) as is_set
    from pg_database d where d.datname = current_database()`.execute(db)
  return rows.filter((row) => !row.is_set).map((row) => `alter database ${row.name} set ${setting} = 'sequential'`)
}

/** Of a table that this version does not know, nothing is said; it stays on the coordinator. */
function placementOf(table: string): Placement {
  return placements[table] ?? 'local'
}

/**
 * Citus, "Foreign keys": between co-located tables when the key holds the distribution column, as all of ours do; to a
 * reference table from anywhere; between what is not distributed.
 */
export function isLegalKey(from: Placement, to: Placement): boolean {
  return to === 'distributed' ? from === 'distributed' : true
}

function checkPlacement(table: string, is: Placement | undefined): void {
  const shall = placementOf(table)
  // `local` is what Citus makes by itself of a table with a key to a reference table: it may become anything else.
  if (is === undefined || is === 'local' || is === shall) return
  throw new ArchiveProblem(
    'spread-otherwise',
    `The table ${table} is ${is} and should be ${shall}: undo that with undistribute_table, then run this again.`,
  )
}

async function readTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') order by relname`.execute(db)
  const names = rows.map(({ name }) => name)
  // The table that the others stand beside comes first of its kind.
  return names.toSorted((a, b) => Number(b === firstDistributed) - Number(a === firstDistributed))
}

async function readForeignKeys(db: Db): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select t.relname as "table", k.conname as name, r.relname as references, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
    where k.contype = 'f' and t.relnamespace = current_schema()::regnamespace order by 1, 2`.execute(db)
  return rows
}

/** A process that has just ended takes a moment to be gone from the server. */
const goneMs = 5000

async function checkAlone(db: Db): Promise<void> {
  for (const until = performance.now() + goneMs; ; await delay(100)) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from pg_stat_activity
      where datname = current_database() and application_name = 'colonnade' and pid <> pg_backend_pid()`.execute(db)
    const others = rows[0]?.count ?? 0
    if (others === 0) return
    if (performance.now() < until) continue
    throw new ArchiveProblem(
      'in-use',
      `Other connections of Colonnade are open (${others}): stop every serve and collect first.`,
    )
  }
}
