import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { checkClock, mendSchedule } from './clock.ts'
import { fileColumns } from './filing.ts'
import { leaseHosts } from './hosts.ts'
import { withDatabase } from './test-database.ts'
import { draftOf, makePress } from './test-drafts.ts'

const dayMs = 86_400_000

test('a clock that disagrees with the database’s is told in a sentence with how far it is off', async (t) => {
  const db = await withDatabase(t)
  const off = (ms: number) => () => new Date(Date.now() + ms)
  await checkClock(db)
  await checkClock(db, off(10_000))
  for (const [ms, sentence] of [
    [120_000, /^The clock of this machine is 2 minutes ahead of the database's: set both right; nobody is visited/],
    [-5 * 3_600_000, /is 5 hours behind the database's/],
    [3653 * dayMs, /is 3653 days ahead of/],
  ] as const)
    await assert.rejects(checkClock(db, off(ms)), (error: Error & { reason?: string }) => {
      assert.equal(error.name, 'ArchiveProblem')
      assert.equal(error.reason, 'clock')
      assert.match(error.message, sentence)
      return true
    })
})

test('what a clock put off that stood ahead is due again, and nothing else is touched', async (t) => {
  const db = await withDatabase(t)
  const now = new Date()
  const wrong = new Date(now.getTime() + 3653 * dayMs)
  for (const slug of ['gazette', 'herald']) {
    const press = await makePress(db, { slug, home: `https://${slug}.example` })
    await fileColumns(db, [draftOf(press, 1)], { publisherId: press.publisher.id, now })
  }
  const lease = (at: Date) =>
    leaseHosts(db, { limit: 9, by: 'x', leaseMs: 60_000, now: at, feedsPerHost: 9, pagesPerHost: 9 })
  // Visited by a collector whose clock was ten years ahead, which then died with its leases.
  await sql`update feeds set visited_at = ${wrong}, next_at = ${new Date(wrong.getTime() + dayMs)}`.execute(db)
  await sql`update hosts set next_at = ${new Date(wrong.getTime() + dayMs)}, free_at = ${wrong},
    leased_until = ${wrong}, leased_by = 'dead'`.execute(db)
  assert.deepEqual(await lease(now), [])
  assert.equal(await mendSchedule(db, now), 2)
  const { rows } = await sql<{ late: number }>`select (select count(*) from feeds where next_at > ${now})
    + (select count(*) from hosts where leased_until is not null) as late`.execute(db)
  assert.equal(rows[0]!.late, 0)
  assert.ok((await lease(new Date(now.getTime() + 4 * dayMs))).length > 0)
  assert.equal(await mendSchedule(db, now), 0)
})

test('a schedule that is right stays as it is', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const now = new Date()
  await fileColumns(db, [draftOf(press, 1)], { publisherId: press.publisher.id, now })
  await lease()
  const state = async () =>
    (
      await sql`select to_jsonb(h) as host, (select jsonb_agg(to_jsonb(f)) from feeds f) as feeds from hosts h`.execute(
        db,
      )
    ).rows
  const before = await state()
  assert.equal(await mendSchedule(db, now), 0)
  assert.deepEqual(await state(), before)
  function lease() {
    return leaseHosts(db, { limit: 9, by: 'x', leaseMs: 60_000, now, feedsPerHost: 9, pagesPerHost: 9 })
  }
})
