// Ids for rows that are still to be written: with them, all rows of a filing can point to one another in one statement.
import { sql } from 'kysely'
import type { Db } from './schema.ts'

type Numbered = 'columns' | 'columnists'

/** Taken from the table's own sequence at once. What a process does not use is never anyone's: gaps mean nothing. */
const block = 500

const kept = new WeakMap<object, Record<Numbered, number[]>>()

/** `count` ids that nobody else is given, in rising order. */
export async function takeIds(db: Db, table: Numbered, count: number): Promise<number[]> {
  const ids = keptOf(db)[table]
  if (ids.length < count) ids.push(...(await askIds(db, table, Math.max(block, count))))
  return ids.splice(0, count).toSorted((a, b) => a - b)
}

async function askIds(db: Db, table: Numbered, count: number): Promise<number[]> {
  const { rows } = await sql<{ ids: number[] }>`
    select array(
      -- Looked up once, not for each number.
      select nextval(s.name) from (select pg_get_serial_sequence(${table}, 'id')::regclass as name offset 0) s,
        generate_series(1, ${count})) as ids`.execute(db)
  return rows[0]!.ids
}

/** Transactions share them with the pool that they come from. */
function keptOf(db: Db): Record<Numbered, number[]> {
  const { adapter } = db.getExecutor()
  const known = kept.get(adapter) ?? { columns: [], columnists: [] }
  kept.set(adapter, known)
  return known
}
