// What a backup has to know of the tables: their columns, keys, and in which order they can be loaded.
import type { ClientBase } from 'pg'

export type TableShape = {
  readonly name: string
  /** In their order. */
  readonly columns: readonly string[]
  /** Columns of the primary key; all columns when there is none. In the order of `inOrderOfComing`. */
  readonly key: readonly string[]
  /** Tables that its foreign keys point to. */
  readonly needs: readonly string[]
}

/** Every table of the archive, those first that others point to. */
export async function listTables(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(`
    select t.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select array_agg(a.attname::text order by array_position(k.conkey, a.attnum)) from pg_constraint k
        join pg_attribute a on a.attrelid = t.oid and a.attnum = any(k.conkey) where k.conrelid = t.oid and k.contype = 'p'),
        '{}') as key,
      coalesce((select array_agg(distinct f.relname::text) from pg_constraint k join pg_class f on f.oid = k.confrelid
        where k.conrelid = t.oid and k.contype = 'f' and f.oid <> t.oid), '{}') as needs
    from pg_class t
    where t.relnamespace = current_schema()::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
      and t.relname not in ('migrations', 'migrations_lock')
      and not exists (select 1 from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
    order by t.relname collate "C"`)
  return inOrder(rows.map((row) => ({ ...row, key: inOrderOfComing(row.key.length === 0 ? row.columns : row.key) })))
}

/**
 * By number before publisher, where a key has both: so rows are read, and lie after restoring, in the order in which they came,
 * and the columns of a day beside each other; decision 0028.
 */
function inOrderOfComing(key: readonly string[]): readonly string[] {
  const [first, second, ...rest] = key
  return first === 'publisher_id' && second !== undefined ? [second, first, ...rest] : key
}

function inOrder(tables: readonly TableShape[]): TableShape[] {
  const ordered: TableShape[] = []
  const placed = new Set<string>()
  while (ordered.length < tables.length) {
    const next = tables.filter(({ name, needs }) => !placed.has(name) && needs.every((need) => placed.has(need)))
    // Tables that point to one another could not be loaded in any order; ours do not.
    if (next.length === 0) throw new Error('tables point to one another in a circle')
    for (const table of next) {
      ordered.push(table)
      placed.add(table.name)
    }
  }
  return ordered
}

/** An identifier in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** The rows of a table in the order of its key, as COPY wants to be asked. */
export function copyOut({ name, columns, key }: TableShape): string {
  return `copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)} order by ${key.map(quoted).join(', ')}) to stdout`
}

/** Frozen rows need not be written again by a vacuum, and indexes alone can answer at once; the table must be emptied in the same transaction. */
export function copyIn(table: string, columns: readonly string[], frozen: boolean): string {
  return `copy ${quoted(table)} (${columns.map(quoted).join(', ')}) from stdin${frozen ? ' with (freeze)' : ''}`
}
