// Rows of one publisher or of several in one statement. A cluster is only ever given those of one: its parts are told apart by
// a number that stands in the statement, not in its rows.
import { sql, type RawBuilder } from 'kysely'
import type { PublisherId } from '../model/index.ts'
import { arrayText, jsonRows } from './json-rows.ts'

export type ByPublisher<T> = ReadonlyMap<PublisherId, readonly T[]>

/** `publisher` and `table` stand for their rows' publisher, and the rows themselves, in a select. */
export type RowsByPublisher = {
  readonly publisher: RawBuilder<unknown>
  readonly table: RawBuilder<unknown>
  readonly count: number
}

/**
 * The rows that `rowsOf` makes of each publisher's things, as `x` with the fields that `types` names. Null when there are none.
 * Publishers are in one order for everyone, so that two filings wait for each other instead of deadlocking. Whether they are
 * told apart by their rows depends on how many are asked about, not on who has rows: statements are to be few.
 */
export function rowsByPublisher<T>(
  things: ByPublisher<T>,
  types: string,
  rowsOf: (things: readonly T[]) => object[],
): RowsByPublisher | null {
  const [only] = things.keys()
  const isOne = things.size === 1
  const rows = [...things]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([id, theirs]) => {
      const made = rowsOf(theirs)
      return isOne ? made : made.map((row) => Object.assign(row, { publisher_id: id }))
    })
  if (rows.length === 0) return null
  return {
    publisher: isOne ? sql`${only}::bigint` : sql.raw('x.publisher_id'),
    table: recordset(rows, isOne ? types : `publisher_id bigint, ${types}`),
    count: rows.length,
  }
}

/** What a row holds, by the field's name: its type, and where it stands. */
export type Fields<R> = Readonly<Record<string, readonly [type: string, of: (row: R) => unknown]>>

/** The same for rows of which there are many. */
export function fieldsByPublisher<T, R>(
  things: ByPublisher<T>,
  fields: Fields<R>,
  rowsOf: (things: readonly T[]) => readonly R[],
): RowsByPublisher | null {
  const [only] = things.keys()
  const isOne = things.size === 1
  const rows: R[] = []
  const publishers: PublisherId[] = []
  for (const [id, theirs] of [...things].toSorted(([a], [b]) => a - b))
    for (const row of rowsOf(theirs)) {
      rows.push(row)
      publishers.push(id)
    }
  if (rows.length === 0) return null
  const names = Object.keys(fields)
  const arrays = Object.values(fields).map(([type, of]) => sql`${arrayText(rows.map(of))}::${sql.raw(type)}[]`)
  if (!isOne) {
    names.push('publisher_id')
    arrays.push(sql`${arrayText(publishers)}::bigint[]`)
  }
  return {
    publisher: isOne ? sql`${only}::bigint` : sql.raw('x.publisher_id'),
    table: sql`unnest(${sql.join(arrays)}) as x(${sql.raw(names.join(', '))})`,
    count: rows.length,
  }
}

function recordset(rows: readonly object[], types: string): RawBuilder<unknown> {
  return sql`json_to_recordset(${jsonRows(rows)}::json) as x(${sql.raw(types)})`
}
