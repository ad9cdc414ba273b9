// Filling an archive of the bench: every table by COPY at once, constraints and indexes afterwards.
import { availableParallelism } from 'node:os'
import { sql } from 'kysely'
import { copyRows, openArchive, type Db, type RowWriter } from '../archive/index.ts'
import { largeTables, smallRows, smallTables, writeColumns, type LargeTable, type SmallTable } from './archive-rows.ts'
import type { World } from './archive-world.ts'

export type LoadReport = {
  readonly columns: number
  readonly attributions: number
  /** Seconds until every row was committed, of the read models and counts too; and seconds of indexing them. */
  readonly copyS: number
  readonly indexS: number
  /** By COPY, and with all indexes. */
  readonly columnsPerSecond: number
  readonly indexedPerSecond: number
  /** Processor seconds of this process, and of the server while it copied and while it indexed; null where it cannot be told. */
  readonly ourCpuS: number
  readonly serverCpuS: { readonly copying: number; readonly indexing: number } | null
}

export type LoadSteps = {
  /** Told how many columns are on their way. */
  readonly onColumns: (columns: number) => void
  readonly onIndex: (statement: string) => void
  /** Milliseconds that the server has computed so far. */
  readonly serverCpuMs: () => Promise<number | null>
}

/** Fills the empty database at `url`; it must hold nothing that is needed. */
export async function loadWorld(url: string, world: World, steps: LoadSteps): Promise<LoadReport> {
  const archive = await openArchive({ url, poolSize: indexersAtOnce })
  try {
    const { db } = archive
    const { rows: filled } = await sql`select 1 from columns limit 1`.execute(db)
    if (filled.length > 0) throw new Error('the bench fills empty archives alone')
    const { indexes, constraints } = await stripTables(db)
    const [started, ourCpu, cpuBefore] = [performance.now(), process.cpuUsage(), await steps.serverCpuMs()]
    const written = await copyWorld(url, world, steps.onColumns)
    const [copied, cpuCopied] = [performance.now(), await steps.serverCpuMs()]
    await makeIndexes(db, indexes, steps.onIndex)
    for (const statement of constraints) await sql.raw(statement).execute(db)
    for (const table of ['columns', 'publishers', 'columnists'])
      await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
        db,
      )
    steps.onIndex('vacuum analyze')
    await sql`vacuum analyze`.execute(db)
    await sql`checkpoint`.execute(db)
    const cpuIndexed = await steps.serverCpuMs()
    const copyS = (copied - started) / 1000
    const indexS = (performance.now() - copied) / 1000
    const { user, system } = process.cpuUsage(ourCpu)
    return {
      ...written,
      copyS,
      indexS,
      columnsPerSecond: written.columns / copyS,
      indexedPerSecond: written.columns / (copyS + indexS),
      ourCpuS: (user + system) / 1e6,
      serverCpuS:
        cpuBefore === null || cpuCopied === null || cpuIndexed === null
          ? null
          : { copying: (cpuCopied - cpuBefore) / 1000, indexing: (cpuIndexed - cpuCopied) / 1000 },
    }
  } finally {
    await archive.close()
  }
}

/** Indexes that are built at the same time, each by one process of the server. */
const indexersAtOnce = Math.max(3, availableParallelism())

/** The longest first, so that none is left over at the end. */
async function makeIndexes(db: Db, statements: readonly string[], onIndex: (statement: string) => void): Promise<void> {
  const waiting = statements.toSorted((a, b) => Number(isOfWords(b)) - Number(isOfWords(a)))
  const indexers = Array.from({ length: indexersAtOnce }, () =>
    db.connection().execute(async (connection) => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        onIndex(next)
        const { workers, memory } = isOfWords(next) ? wordsNeed : othersNeed
        await sql`select set_config('max_parallel_maintenance_workers', ${workers}, false),
          set_config('maintenance_work_mem', ${memory}, false)`.execute(connection)
        await sql.raw(next).execute(connection)
      }
    }),
  )
  await Promise.all(indexers)
}

/**
 * From PostgreSQL 18 on several processes make an index of words together, and sort where one alone searches a large tree. The
 * tree of each is to fit the processor's cache: with 64 MB for both it took a sixth less time than with 1 GB (decision 0028).
 */
const wordsNeed = { workers: String(Math.max(1, availableParallelism() - 1)), memory: '64MB' }
const othersNeed = { workers: '0', memory: '512MB' }

const isOfWords = (statement: string) => statement.includes(' using gin ') || statement.includes(' USING gin ')

async function copyWorld(
  url: string,
  world: World,
  onColumns: (columns: number) => void,
): Promise<{ columns: number; attributions: number }> {
  const large = await openWriters<LargeTable>(url, largeTables)
  let columns = 0
  const counts = await writeColumns(world, large, () => {
    if (++columns % 10_000 === 0) onColumns(columns)
  })
  await Promise.all(Object.values(large).map((writer) => writer.end()))
  const small = await openWriters<SmallTable>(url, smallTables)
  for (const [table, line] of smallRows(world, counts)) await small[table].write(line)
  await Promise.all(Object.values(small).map((writer) => writer.end()))
  onColumns(columns)
  return { columns, attributions: [...counts.outlets.values()].reduce((sum, { pieces }) => sum + pieces, 0) }
}

async function openWriters<Table extends string>(
  url: string,
  tables: Readonly<Record<Table, readonly string[]>>,
): Promise<Record<Table, RowWriter>> {
  const writers: Partial<Record<Table, RowWriter>> = {}
  for (const table of Object.keys(tables) as Table[]) writers[table] = await copyRows(url, table, tables[table])
  return writers as Record<Table, RowWriter>
}

/**
 * Takes every foreign key, and the other constraints and indexes of large tables, away; answers with the statements that
 * put them back, indexes first. Foreign keys come back unchecked: all rows are ours.
 */
async function stripTables(db: Db): Promise<{ indexes: string[]; constraints: string[] }> {
  const names = Object.keys(largeTables)
  const { rows: constraints } = await sql<{ table: string; name: string; type: string; definition: string }>`
    select k.conrelid::regclass::text as table, quote_ident(k.conname) as name, k.contype as type,
      pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class t on t.oid = k.conrelid
    where t.relnamespace = current_schema()::regnamespace
      and (k.contype = 'f' or (k.contype in ('p', 'u') and t.relname = any(${names}::text[])))
    order by k.contype = 'f', k.contype, k.conname`.execute(db)
  const { rows: indexes } = await sql<{ name: string; definition: string; isConstraint: boolean }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition,
      exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u')) as "isConstraint"
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = current_schema()::regnamespace and t.relname = any(${names}::text[])
    order by t.relname = 'columns' desc, 1`.execute(db)
  for (const { table, name } of constraints.toReversed())
    await sql.raw(`alter table ${table} drop constraint ${name}`).execute(db)
  for (const { name, isConstraint } of indexes) if (!isConstraint) await sql.raw(`drop index ${name}`).execute(db)
  const kinds: Readonly<Record<string, string>> = { p: 'primary key', u: 'unique' }
  return {
    indexes: indexes.map(({ definition }) => definition),
    constraints: constraints.map(({ table, name, type, definition }) =>
      type === 'f'
        ? `alter table ${table} add constraint ${name} ${definition} not valid`
        : `alter table ${table} add constraint ${name} ${kinds[type]} using index ${name}`,
    ),
  }
}
