import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { RobotsFile } from '../model/index.ts'
import { listDueFeeds, listFeeds, stopFeed, upsertFeed, upsertFeeds } from './feeds.ts'
import { fileColumns } from './filing.ts'
import {
  extendLease,
  findHost,
  leaseHosts,
  listDuePages,
  nextTurnAt,
  releaseHost,
  releaseHosts,
  saveRobots,
  saveWishes,
} from './hosts.ts'
import { createTestDatabase, withDatabase } from './test-database.ts'
import { draftOf, makePress, noon } from './test-drafts.ts'
import { recordVisits, type VisitRecord } from './visits.ts'

const seconds = (n: number) => new Date(noon.getTime() + n * 1000)

test('a host is leased to one worker, and taken over when its lease runs out', async (t) => {
  const db = await withDatabase(t)
  const { feed } = await makePress(db)
  assert.deepEqual(await leaseHosts(db, { limit: 5, by: 'one', leaseMs: 60_000, now: seconds(-1) }), [])
  assert.deepEqual(await nextTurnAt(db), noon)
  const [lease] = await leaseHosts(db, { limit: 5, by: 'one', leaseMs: 60_000, now: noon })
  assert.equal(lease?.host, 'gazette.example')
  assert.deepEqual(
    lease.feeds.map(({ id, url }) => [id, url]),
    [[feed.id, feed.url]],
  )
  assert.deepEqual(await leaseHosts(db, { limit: 5, by: 'two', leaseMs: 60_000, now: seconds(59) }), [])
  assert.deepEqual(await nextTurnAt(db), seconds(60))
  assert.equal(await extendLease(db, { host: lease.host, by: 'one', leaseMs: 60_000, now: seconds(50) }), true)
  assert.deepEqual(await leaseHosts(db, { limit: 5, by: 'two', leaseMs: 60_000, now: seconds(70) }), [])
  assert.equal((await leaseHosts(db, { limit: 5, by: 'two', leaseMs: 60_000, now: seconds(110) })).length, 1)
  assert.equal(await extendLease(db, { host: lease.host, by: 'one', leaseMs: 60_000, now: seconds(111) }), false)
  await releaseHost(db, { host: lease.host, by: 'one', freeAt: seconds(112) })
  assert.deepEqual(await leaseHosts(db, { limit: 5, by: 'three', leaseMs: 60_000, now: seconds(113) }), [])
})

test('its next turn is the latest of politeness, its own wish, and what is due', async (t) => {
  const db = await withDatabase(t)
  const { publisher } = await makePress(db)
  const lease = async (at: number) =>
    (await leaseHosts(db, { limit: 1, by: 'w', leaseMs: 60_000, now: seconds(at) }))[0]
  const host = 'gazette.example'
  await lease(0)
  await releaseHost(db, { host, by: 'w', freeAt: seconds(2) })
  assert.deepEqual(await nextTurnAt(db), seconds(2))
  await lease(2)
  await releaseHost(db, { host, by: 'w', freeAt: seconds(4), waitUntil: seconds(3600), failures: 3 })
  assert.deepEqual(await nextTurnAt(db), seconds(3600))
  assert.equal((await findHost(db, host))?.failures, 3)
  // A new feed of the host must not break its word.
  await upsertFeed(db, { publisherId: publisher.id, url: `https://${host}/other.xml`, nextAt: noon })
  assert.deepEqual(await nextTurnAt(db), seconds(3600))
  const turn = await lease(3600)
  assert.equal(turn?.feeds.length, 2)
  await sql`update feeds set next_at = ${seconds(9000)}`.execute(db)
  await releaseHost(db, { host, by: 'w', freeAt: seconds(3602), waitUntil: null, failures: 0 })
  assert.deepEqual(await nextTurnAt(db), seconds(9000))
  await lease(9000)
  await sql`delete from feeds`.execute(db)
  await releaseHost(db, { host, by: 'w', freeAt: seconds(9002) })
  assert.equal(await nextTurnAt(db), null)
})

test('what falls due during a lease is not forgotten at its release', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await leaseHosts(db, { limit: 1, by: 'w', leaseMs: 60_000, now: noon })
  await sql`update feeds set next_at = ${seconds(3600)}`.execute(db)
  const pageOf = () => ({ url: 'https://gazette.example/columns/1', host: 'gazette.example', nextAt: seconds(5) })
  await fileColumns(db, [draftOf(press, 1)], { publisherId: press.publisher.id, now: noon, pageOf })
  await releaseHost(db, { host: 'gazette.example', by: 'w', freeAt: seconds(2) })
  assert.deepEqual(await nextTurnAt(db), seconds(5))
  const [turn] = await leaseHosts(db, { limit: 1, by: 'w', leaseMs: 60_000, now: seconds(5) })
  assert.deepEqual(
    [turn?.feeds.length, turn?.pages.map((page) => page.url)],
    [0, ['https://gazette.example/columns/1']],
  )
  assert.equal((await listDuePages(db, 'gazette.example', 9, seconds(5))).length, 1)
})

test('forty workers at once get every host once', async () => {
  const { db, drop } = await createTestDatabase({ poolSize: 20 })
  try {
    const { publisher } = await makePress(db)
    const urls = Array.from({ length: 99 }, (_, i) => `https://h${i}.example/feed.xml`)
    await upsertFeeds(
      db,
      urls.map((url) => ({ publisherId: publisher.id, url, nextAt: noon })),
    )
    const leases = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const got: string[] = []
        for (;;) {
          const turn = await leaseHosts(db, { limit: 3, by: `w${i}`, leaseMs: 60_000, now: noon })
          if (turn.length === 0) return got
          got.push(...turn.map((lease) => lease.host))
        }
      }),
    )
    const hosts = leases.flat()
    assert.equal(new Set(hosts).size, 100)
    assert.equal(hosts.length, 100)
    await Promise.all(
      leases.map((got, i) =>
        releaseHosts(
          db,
          got.map((host) => ({ host, by: `w${i}`, freeAt: seconds(2) })),
        ),
      ),
    )
    assert.equal((await leaseHosts(db, { limit: 500, by: 'x', leaseMs: 60_000, now: seconds(2) })).length, 100)
  } finally {
    await drop()
  }
})

test('robots.txt and wishes are kept for a host, also one that was only met by a redirect', async (t) => {
  const db = await withDatabase(t)
  await makePress(db)
  const robots: RobotsFile = {
    state: 'rules',
    text: 'User-agent: *\nDisallow: /private',
    status: 200,
    fetchedAt: noon,
    expiresAt: seconds(86_400),
  }
  const wishes = { value: { rules: [], place: 'x' }, expiresAt: seconds(60) }
  for (const host of ['gazette.example', 'elsewhere.example']) {
    await saveRobots(db, host, robots, 5000)
    await saveWishes(db, host, wishes)
    const known = await findHost(db, host)
    assert.deepEqual([known?.robots, known?.crawlDelayMs, known?.wishes], [robots, 5000, wishes])
  }
  assert.deepEqual(await nextTurnAt(db), noon)
  const [lease] = await leaseHosts(db, { limit: 9, by: 'w', leaseMs: 1000, now: noon })
  assert.deepEqual([lease?.host, lease?.robots], ['gazette.example', robots])
})

test('a visit that brings nothing changes its feed and page, is counted by day, and keeps validators', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { publisher, feed } = press
  const { columns } = await fileColumns(db, [draftOf(press, 1)], {
    publisherId: publisher.id,
    now: noon,
    pageOf: (draft) => ({ url: draft.canonicalUrl, host: feed.host, nextAt: noon }),
  })
  const visit: VisitRecord = {
    publisherId: publisher.id,
    feedId: feed.id,
    columnId: null,
    host: feed.host,
    url: feed.url,
    purpose: 'feed',
    outcome: 'not-modified',
    reading: null,
    status: 304,
    bytes: 100,
    durationMs: 5,
    entries: null,
    problem: null,
    visitedAt: noon,
    feed: { nextAt: seconds(60), intervalS: 60, failures: 2 },
  }
  const page: VisitRecord = {
    ...visit,
    feedId: null,
    columnId: columns[0]!.id,
    purpose: 'page',
    page: { nextAt: seconds(30) },
  }
  await recordVisits(db, [visit, visit, page])
  const [known] = await listFeeds(db)
  assert.deepEqual([known?.nextAt, known?.failures, known?.intervalS], [seconds(60), 2, 60])
  assert.deepEqual(
    (await listDuePages(db, feed.host, 9, seconds(30))).map(({ attempts, nextAt }) => [attempts, nextAt]),
    [[1, seconds(30)]],
  )
  await recordVisits(db, [{ ...page, page: { nextAt: null } }])
  assert.deepEqual(await listDuePages(db, feed.host, 9, seconds(30)), [])
  const { rows } =
    await sql<object>`select day, purpose, outcome, visits, bytes from visit_days order by purpose`.execute(db)
  assert.deepEqual(rows, [
    { day: '2026-11-22', purpose: 'feed', outcome: 'not-modified', visits: 2, bytes: 200 },
    { day: '2026-11-22', purpose: 'page', outcome: 'not-modified', visits: 2, bytes: 200 },
  ])
})

test('a feed follows its permanent redirect after three visits that agree, and no sooner', async (t) => {
  const db = await withDatabase(t)
  const { publisher, feed } = await makePress(db)
  const visit = (movedTo: string | null): VisitRecord => ({
    publisherId: publisher.id,
    feedId: feed.id,
    columnId: null,
    host: feed.host,
    url: feed.url,
    purpose: 'feed',
    outcome: 'fetched',
    reading: 'read',
    status: 200,
    bytes: 1,
    durationMs: 1,
    entries: 0,
    problem: null,
    visitedAt: noon,
    feed: { nextAt: noon, intervalS: 60, failures: 0, movedTo },
  })
  const url = async () => (await listFeeds(db))[0]?.url
  const there = 'https://feeds.example/new.xml'
  for (const movedTo of [there, there, null, there, 'https://other.example/', there, there])
    await recordVisits(db, [visit(movedTo)])
  assert.equal(await url(), feed.url)
  await recordVisits(db, [visit(there)])
  assert.equal(await url(), there)
  assert.equal((await listDueFeeds(db, 'feeds.example', 5, noon)).length, 1)
  assert.ok(
    (await leaseHosts(db, { limit: 5, by: 'w', leaseMs: 1000, now: noon })).some(
      (lease) => lease.host === 'feeds.example',
    ),
  )
  // The old address is followed again, and leads to one that we have already.
  await upsertFeed(db, { publisherId: publisher.id, url: feed.url })
  const [, twin] = await listFeeds(db)
  for (let i = 0; i < 3; i++) await recordVisits(db, [{ ...visit(there), feedId: twin!.id }])
  assert.notEqual((await listFeeds(db))[1]?.goneAt, null)
})

test('a stopped feed has no turn any more', async (t) => {
  const db = await withDatabase(t)
  const { publisher, feed } = await makePress(db)
  await stopFeed(db, publisher.id, feed.id, noon)
  const [lease] = await leaseHosts(db, { limit: 5, by: 'w', leaseMs: 1000, now: noon })
  assert.deepEqual(lease?.feeds, [])
  await releaseHost(db, { host: feed.host, by: 'w', freeAt: noon })
  assert.equal(await nextTurnAt(db), null)
})
