// Some columns by their keys, as a table that a question joins.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'

export type ColumnKey = { readonly publisherId: PublisherId; readonly id: ColumnId }

/** `k(publisher_id, id)`, a row for each key. */
export function keysTable(keys: readonly ColumnKey[]): RawBuilder<unknown> {
  return sql`unnest(${keys.map((key) => key.publisherId)}::bigint[], ${keys.map((key) => key.id)}::bigint[])
    as k(publisher_id, id)`
}
