// Acts that commit together, and what to do when another process was quicker.
import { sql } from 'kysely'
import { isDistributed } from './distribution.ts'
import type { Db } from './schema.ts'

/** SQLSTATE: unique and foreign key violation, serialization failure, deadlock (PostgreSQL appendix A). */
const conflicts: ReadonlySet<string> = new Set(['23505', '23503', '40001', '40P01'])
/** SQLSTATE internal_error. */
const internalError = 'XX000'
const attempts = 8

/** What we read has been changed by another process before we could write: to be read again. */
export class StaleRead extends Error {
  override name = 'StaleRead'
}

/** Joins the transaction that `db` already is, or opens one. */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}

/**
 * Reads, decides and writes in `work`; when another process filed the same thing in the meantime, does it anew, now
 * seeing what the other wrote. Inside a transaction of the caller there is one attempt, since the transaction is lost.
 */
export async function retryConflicts<T>(db: Db, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (db.isTransaction || attempt === attempts || !(error instanceof StaleRead || isConflict(db, error)))
        throw error
    }
  }
}

/**
 * A cluster that hands rows out to its machines tells whatever one of them refuses as an internal error of its own (Citus,
 * ReportCopyError in multi_copy.c), a key that is taken by then too: it is tried as often, and then told as it came.
 */
function isConflict(db: Db, error: unknown): boolean {
  const { code = '' } = error as { code?: string }
  return conflicts.has(code) || (isDistributed(db) && code === internalError)
}

/** A transaction that is done anew when another process was quicker. */
export function inRetriedTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return retryConflicts(db, () => inTurn(db, work))
}

/**
 * A transaction that may write what every machine of a cluster has a copy of: there, one after the other. Citus locks such a
 * table as a whole against whatever does not commute (its settings, citus.all_modifications_commutative), an insert with a
 * weaker lock than an update; two that insert and then update wait for each other without end, once for each attempt.
 */
export function inTurn<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return inTransaction(db, async (trx) => {
    if (isDistributed(trx)) await sql`select pg_advisory_xact_lock(hashtext('colonnade turn'))`.execute(trx)
    return work(trx)
  })
}

/**
 * `work` on one connection, whose statements take as long as they take: what an operator asked for and waits for, as a
 * migration. Everything else is held to the bound that the archive was opened with.
 */
export function withoutTimeLimit<T>(db: Db, work: (one: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (one) => {
    const { rows } = await sql<{ bound: string }>`
      select current_setting('statement_timeout') as bound`.execute(one)
    await setBound(one, '0')
    try {
      return await work(one)
    } finally {
      await setBound(one, rows[0]!.bound)
    }
  })
}

async function setBound(one: Db, bound: string): Promise<void> {
  await sql`select set_config('statement_timeout', ${bound}, false)`.execute(one)
}
