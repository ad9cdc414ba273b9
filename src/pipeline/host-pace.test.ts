import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { withDatabase } from '../archive/test-database.ts'
import { limits, type Collecting } from './collecting.ts'
import { createHostPace } from './host-pace.ts'

const host = 'paper.example'

/** Of a lease of a minute that is more than half over, and of another one's when it is `lost`. */
async function paceOf(t: TestContext, { lost = false, delayMs = 0 } = {}) {
  const db = await withDatabase(t)
  const holder = lost ? 'another' : 'this one'
  await sql`insert into hosts (host, next_at, leased_by, leased_until) values (${host}, now(), ${holder}, now() + interval '1 minute')`.execute(db) // prettier-ignore
  const collecting = { db, worker: 'this one', leaseMs: 60_000, crawlDelayMs: delayMs, now: () => new Date() } as unknown as Collecting // prettier-ignore
  const signal = new AbortController().signal
  return createHostPace({ host, crawlDelayMs: null }, { collecting, leasedAt: Date.now() - 40_000, signal })
}

test('a lease that is lost stays lost', async (t) => {
  const pace = await paceOf(t, { lost: true })
  assert.equal(await pace.mayAskAgain(), false)
  assert.equal(await pace.mayAskAgain(), false)
})

test('a lease that is held is renewed, and ends the turn when enough was asked for', async (t) => {
  const pace = await paceOf(t)
  for (let request = 0; request < limits.visitsPerLease; request++) {
    assert.equal(await pace.mayAskAgain(), true)
    pace.countRequest()
  }
  assert.equal(await pace.mayAskAgain(), false)
  pace.setRoom(1)
  assert.equal(await pace.mayAskAgain(), true)
  pace.setRoom(null)
  assert.equal(await pace.mayAskAgain(), false)
})

test('a long delay leaves room for one request in a turn', async (t) => {
  const pace = await paceOf(t, { delayMs: limits.sleepOnLeaseMs + 1 })
  assert.deepEqual([pace.leavesRoom(), pace.leavesRoom(2)], [true, false])
  pace.countRequest()
  pace.setRoom(5)
  assert.equal(pace.leavesRoom(), false)
})
