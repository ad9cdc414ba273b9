// Writing statements that do not read each other's rows, sent as one: a round trip and a plan instead of ten.
import { sql, type RawBuilder } from 'kysely'
import { isDistributed } from './distribution.ts'
import type { Db } from './schema.ts'
import { inTransaction, StaleRead } from './transactions.ts'

export type Write = {
  /** `insert`, `update` or `delete` without its `returning`. */
  readonly statement: RawBuilder<unknown>
  /** Another number of rows is a StaleRead: what was read is not so any more, and nothing of what is written together stays. */
  readonly rows?: number
}

/**
 * Runs them in the order given: PostgreSQL computes the counts from left to right, and each runs its statement to the end.
 * Every statement sees the tables as they were before the first, so no two of them may write the same row; but keys are held
 * against what is there at that moment, so that a row may take the place of one that an earlier statement deletes. `unhurried`:
 * the commit does not wait for the disk, if this is all of its transaction. On a cluster, which has no such statement over
 * several shards, each is sent alone, in one transaction.
 */
export async function writeTogether(
  db: Db,
  writes: readonly Write[],
  options: { readonly unhurried?: boolean } = {},
): Promise<void> {
  if (writes.length === 0) return
  if (isDistributed(db)) return inTransaction(db, (trx) => writeInTurn(trx, writes, options))
  const parts = writes.map(({ statement }, at) => sql`${nameOf(at)} as (${statement} returning 1)`)
  const counts = writes.map(({ rows }, at) => {
    const count = sql`(select count(*) from ${nameOf(at)})`
    // A count that is not the expected one divides by zero, and so undoes a statement that is a transaction of its own.
    return rows === undefined ? count : sql`1 / (${count} = ${rows})::int`
  })
  if (options.unhurried === true) counts.push(sql`set_config('synchronous_commit', 'off', true)`)
  try {
    await sql`with ${sql.join(parts)} select ${sql.join(counts)}`.execute(db)
  } catch (error) {
    if ((error as { code?: string }).code !== divisionByZero) throw error
    throw new StaleRead('another number of rows was written than expected: another process was quicker', {
      cause: error,
    })
  }
}

/** SQLSTATE (PostgreSQL appendix A). No statement of ours divides otherwise. */
const divisionByZero = '22012'

async function writeInTurn(
  trx: Db,
  writes: readonly Write[],
  options: { readonly unhurried?: boolean },
): Promise<void> {
  if (options.unhurried === true) await sql`set local synchronous_commit = off`.execute(trx)
  for (const write of writes) {
    const { numAffectedRows } = await write.statement.execute(trx)
    const written = Number(numAffectedRows ?? 0n)
    if (write.rows !== undefined && written !== write.rows)
      throw new StaleRead(`${written} rows were written instead of ${write.rows}: another process was quicker`)
  }
}

function nameOf(at: number): RawBuilder<unknown> {
  return sql.raw(`w${at}`)
}
