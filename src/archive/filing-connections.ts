// Filing, and what else collecting writes all day, has a few connections of its own: its statements are long and find every row
// by its key, so each is parsed and planned once a connection, whatever its values are. Decision 0036.
import { isDistributed } from './distribution.ts'
import type { Db } from './schema.ts'

/** Two filings are written at the same time, and what is small goes beside them. */
export const filingConnections = 3

/**
 * Plans are kept from the first: PostgreSQL would plan each statement five times before it thinks of it. What is planned while a
 * table is small must fit it when it is large: nothing here is ever found by reading a table.
 */
export const filingSettings = ['set plan_cache_mode = force_generic_plan', 'set enable_seqscan = off'] as const

const filing = new WeakMap<Db, Db>()

export function rememberForFiling(db: Db, own: Db): void {
  filing.set(db, own)
}

/** Where filing asks and writes. A transaction is one already; a cluster plans for the values at hand. */
export function forFiling(db: Db): Db {
  return isDistributed(db) ? db : (filing.get(db) ?? db)
}
