// Columnists as they live now: one who was merged is part of another.
import { sql } from 'kysely'
import type { ColumnistId } from '../model/index.ts'
import type { Db } from './schema.ts'

/** Each id as the columnist lives now: follows of one who was merged are follows of the other. Without repetitions. */
export async function resolveColumnistIds(db: Db, ids: readonly ColumnistId[]): Promise<ColumnistId[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: ColumnistId; merged_into: ColumnistId }>`
    select id, merged_into from columnists where id = any(${[...ids]}::bigint[]) and merged_into is not null`.execute(
    db,
  )
  const present = new Map(rows.map((row) => [row.id, row.merged_into]))
  return [...new Set(ids.map((id) => present.get(id) ?? id))]
}
