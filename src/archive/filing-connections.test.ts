import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { connect } from './database.ts'
import { rememberDistributed } from './distribution.ts'
import { forFiling } from './filing-connections.ts'
import type { Db } from './schema.ts'
import { createTestDatabase } from './test-database.ts'

async function settingOf(db: Db, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db)
  return rows[0]?.value
}

/** How many connections `count` questions at the same moment take. */
async function connectionsOf(db: Db, count: number): Promise<number> {
  const asked = Array.from({ length: count }, () =>
    sql<{ pid: number }>`select pg_backend_pid() as pid, pg_sleep(0.1)`.execute(db),
  )
  return new Set((await Promise.all(asked)).map(({ rows }) => rows[0]!.pid)).size
}

test('filing has some of the connections, which keep their plans and never read a table', async () => {
  const { url, drop } = await createTestDatabase()
  const db = connect({ connectionString: url }, { poolSize: 5, filing: true, statementTimeoutMs: 7000 })
  try {
    const own = forFiling(db)
    assert.equal(await settingOf(own, 'plan_cache_mode'), 'force_generic_plan')
    assert.equal(await settingOf(own, 'enable_seqscan'), 'off')
    assert.equal(await settingOf(own, 'statement_timeout'), '7s')
    assert.equal(await settingOf(db, 'plan_cache_mode'), 'auto')
    const taken = await Promise.all([connectionsOf(own, 8), connectionsOf(db, 8)])
    assert.deepEqual(taken, [3, 2])
    await db.transaction().execute((trx) => Promise.resolve(assert.equal(forFiling(trx), trx)))
    rememberDistributed(db)
    assert.equal(forFiling(db), db)
  } finally {
    await db.destroy()
    await drop()
  }
})

test('where connections are few, or nothing is filed, filing has none of its own', async () => {
  for (const options of [{ poolSize: 3, filing: true }, { poolSize: 10 }]) {
    const db = connect({ connectionString: 'postgresql://nobody@127.0.0.1:1/nowhere' }, options)
    assert.equal(forFiling(db), db)
    await db.destroy()
  }
})
