// Hosts are leased before there is room for them: none of them waits past its lease, is lost, or is visited twice.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../src/archive/index.ts'
import { withDatabase } from '../src/archive/test-database.ts'
import { leaseAhead } from '../src/pipeline/lease-ahead.ts'
import { collectingFor, createTestClient } from './journey-setup.ts'

/** Twelve hosts whose turn it is, of which four are visited at once. */
async function hostsDue(t: TestContext, changes: { leaseMs?: number; visited?: string[] } = {}) {
  const db = await withDatabase(t, { poolSize: 4 })
  const client = createTestClient(80)
  t.after(() => client.close())
  await sql`insert into hosts (host, next_at) select 'h' || lpad(n::text, 2, '0') || '.example', now() - interval '1 day' + n * interval '1 minute'
    from generate_series(1, 12) as n`.execute(db)
  const collecting = await collectingFor(db, client, { hostsAtOnce: 4, leaseMs: changes.leaseMs ?? 60_000 })
  let filled = () => {}
  const onFilled = new Promise<void>((resolve) => (filled = resolve))
  const visited = changes.visited ?? []
  const ahead = leaseAhead(collecting, { isVisited: (host) => visited.includes(host), onFilled: () => filled() })
  return { db, ahead, onFilled }
}

async function leasedHosts(db: Db): Promise<string[]> {
  const { rows } = await sql<{ host: string }>`
    select host from hosts where leased_until is not null order by host`.execute(db)
  return rows.map(({ host }) => host)
}

const numbered = (...numbers: number[]) => numbers.map((n) => `h${String(n).padStart(2, '0')}.example`)

test('as many as are visited at once are leased together, and others beside when few are left', async (t) => {
  const { db, ahead, onFilled } = await hostsDue(t)
  assert.equal(await ahead.fill(), 4)
  assert.deepEqual(ahead.take(1).length, 1)
  ahead.fillBeside()
  assert.equal((await leasedHosts(db)).length, 4, 'three at hand are not few')
  assert.equal(ahead.take(2).length, 2)
  ahead.fillBeside()
  await onFilled
  assert.equal((await leasedHosts(db)).length, 8)
  const rest = ahead.take(100)
  assert.equal(rest.length, 5)
  assert.equal(new Set(rest.map(({ lease }) => lease.host)).size, 5)
})

test('at the end all are given back, also those that were being leased', async (t) => {
  const { db, ahead } = await hostsDue(t)
  await ahead.fill()
  const [visited] = ahead.take(1)
  ahead.take(2)
  ahead.fillBeside()
  await ahead.giveBackAll()
  const left = await leasedHosts(db)
  assert.equal(left.length, 3, 'those whose visit has begun are the visits’ own')
  assert.ok(left.includes(visited!.lease.host))
  assert.deepEqual(ahead.take(100), [])
})

test('a host that has waited for a good part of its lease is given back instead of visited', async (t) => {
  const { db, ahead } = await hostsDue(t, { leaseMs: 400 })
  await ahead.fill()
  await new Promise((resolve) => setTimeout(resolve, 60))
  assert.deepEqual(ahead.take(100), [], 'an eighth of the lease is over')
  assert.equal(await ahead.fill(), 4)
  assert.equal((await leasedHosts(db)).length, 4)
})

test('a host that we are still visiting when its lease has run out is not begun with a second time', async (t) => {
  const visited = numbered(1, 2)
  const { db, ahead } = await hostsDue(t, { visited })
  await sql`update hosts set leased_until = now() - interval '1 second', leased_by = 'journey', next_at = '9999-12-31'
    where host = any(${visited}::text[])`.execute(db)
  assert.equal(await ahead.fill(), 2, 'four were leased')
  const begun = ahead.take(100).map(({ lease }) => lease.host)
  assert.deepEqual(begun.toSorted(), numbered(3, 4))
  assert.deepEqual(await leasedHosts(db), numbered(1, 2, 3, 4), 'whose visit goes on has its lease renewed')
})
