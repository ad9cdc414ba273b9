// Filling an archive of the bench: every table by COPY at once, constraints and indexes afterwards.
import { sql } from 'kysely'
import { copyRows, openArchive, type Db, type RowWriter } from '../archive/index.ts'
import { largeTables, smallRows, smallTables, writeColumns, type LargeTable, type SmallTable } from './archive-rows.ts'
import type { World } from './archive-world.ts'

export type LoadReport = {
  readonly columns: number
  readonly attributions: number
  /** Seconds until every row was committed, and seconds of indexing them. */
  readonly copyS: number
  readonly indexS: number
  readonly columnsPerSecond: number
}

/** Fills the empty database at `url`; it must hold nothing that is needed. `onColumns` is told how many are on their way. */
export async function loadWorld(
  url: string,
  world: World,
  onColumns: (columns: number) => void,
  onIndex: (statement: string) => void,
): Promise<LoadReport> {
  const archive = await openArchive({ url, poolSize: 2 })
  try {
    const { db } = archive
    const { rows: filled } = await sql`select 1 from columns limit 1`.execute(db)
    if (filled.length > 0) throw new Error('the bench fills empty archives alone')
    const restore = await stripTables(db)
    const started = performance.now()
    const written = await copyWorld(url, world, onColumns)
    const copied = performance.now()
    for (const statement of restore) {
      onIndex(statement)
      await sql.raw(statement).execute(db)
    }
    for (const table of ['columns', 'publishers', 'columnists'])
      await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
        db,
      )
    onIndex('vacuum analyze')
    await sql`vacuum analyze`.execute(db)
    await sql`checkpoint`.execute(db)
    const copyS = (copied - started) / 1000
    const indexS = (performance.now() - copied) / 1000
    return { ...written, copyS, indexS, columnsPerSecond: written.columns / copyS }
  } finally {
    await archive.close()
  }
}

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
 * put them back. Foreign keys come back unchecked: all rows are ours.
 */
async function stripTables(db: Db): Promise<string[]> {
  const names = Object.keys(largeTables)
  const { rows: constraints } = await sql<{ table: string; name: string; type: string; definition: string }>`
    select k.conrelid::regclass::text as table, quote_ident(k.conname) as name, k.contype as type,
      pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class t on t.oid = k.conrelid
    where t.relnamespace = current_schema()::regnamespace
      and (k.contype = 'f' or (k.contype in ('p', 'u') and t.relname = any(${names}::text[])))
    order by k.contype = 'f', k.contype, k.conname`.execute(db)
  const { rows: indexes } = await sql<{ name: string; definition: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = current_schema()::regnamespace and t.relname = any(${names}::text[])
      and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
    order by 1`.execute(db)
  for (const { table, name } of constraints.toReversed())
    await sql.raw(`alter table ${table} drop constraint ${name}`).execute(db)
  for (const { name } of indexes) await sql.raw(`drop index ${name}`).execute(db)
  const add = ({ table, name, type, definition }: (typeof constraints)[number]) =>
    `alter table ${table} add constraint ${name} ${definition}${type === 'f' ? ' not valid' : ''}`
  return [
    ...constraints.filter(({ type }) => type !== 'f').map(add),
    ...indexes.map(({ definition }) => definition),
    ...constraints.filter(({ type }) => type === 'f').map(add),
  ]
}
