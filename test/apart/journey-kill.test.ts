// kill -9 at any moment: collectors die again and again while the press publishes, and nothing is lost, doubled or stuck.
// COLONNADE_KILLS sets how often: 12 unless told, 100 for a thorough run.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../../src/archive/index.ts'
import { createTestDatabase } from '../../src/archive/test-database.ts'
import { followPress } from '../../src/cli/follow-press.ts'
import { runCollector } from '../../src/pipeline/index.ts'
import { startPress, startTicker, truthOf, type Press } from '../../src/press/index.ts'
import { collectingFor, createTestClient } from '../journey-setup.ts'

const killsWanted = Number(process.env['COLONNADE_KILLS'] ?? 12)
const collectors = 4

test('collectors killed at random moments lose nothing, file nothing twice and leave no host stuck', async () => {
  const press = await startPress()
  const database = await createTestDatabase({ poolSize: 5 })
  const children = new Map<number, ChildProcess>()
  let kills = 0
  try {
    await followPress(database.db, press)
    const ticker = startTicker(press, { everyMs: 250 })
    for (let place = 0; place < collectors; place++) start(place)
    while (kills < killsWanted) {
      await sleep(400 + Math.random() * 1200)
      const place = Math.floor(Math.random() * collectors)
      children.get(place)?.kill('SIGKILL')
      kills += 1
      start(place)
    }
    ticker.stop()
    for (const child of children.values()) child.kill('SIGKILL')
    await settle(database.db, press)
    await assertWhole(database.db, press)
  } finally {
    for (const child of children.values()) child.kill('SIGKILL')
    await database.drop()
    await press.close()
  }

  function start(place: number): void {
    const script = new URL('collector-child.ts', import.meta.url).pathname
    const worker = `worker-${place}-${kills}`
    const args = ['--import', './scripts/tsx-hook.js', script, database.url, String(press.port), worker]
    children.set(place, spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }))
  }
})

/** One collector that nobody kills does what is left, once the leases of the dead have run out. */
async function settle(db: Db, press: Press): Promise<void> {
  await sleep(1600)
  const client = createTestClient(press.port)
  try {
    await sql`update feeds set next_at = now()`.execute(db)
    await sql`update hosts set next_at = now() where leased_until is null`.execute(db)
    const collecting = await collectingFor(db, client, { worker: 'the last' })
    await runCollector(collecting, { signal: AbortSignal.timeout(60_000), once: true })
  } finally {
    await client.close()
  }
}

async function assertWhole(db: Db, press: Press): Promise<void> {
  const { rows } = await sql<{ url: string; title: string; page_read: boolean }>`
    select canonical_url as url, title, page_read from columns`.execute(db)
  const urls = rows.map(({ url }) => url)
  assert.equal(new Set(urls).size, urls.length)
  const truths = truthOf(press)
  const missing = truths.filter(
    ({ withdrawn, url, canonicalUrl }) => !withdrawn && !urls.includes(url) && !urls.includes(canonicalUrl),
  )
  assert.deepEqual(missing, [], 'published and not filed')
  assert.ok(urls.length <= truths.length, 'filed twice under two addresses')
  const { rows: stuck } = await sql`select host, leased_by from hosts where leased_until is not null`.execute(db)
  assert.deepEqual(stuck, [], 'leases of the dead')
  const { rows: due } = await sql`select url from pages_due where next_at <= now()`.execute(db)
  assert.deepEqual(due, [], 'pages never read')
  const { rows: wrong } = await sql`
    select k.publisher_id, k.pieces, count(c.id) as counted from publisher_counts k
    left join columns c on c.publisher_id = k.publisher_id and c.listed
    group by k.publisher_id, k.pieces having count(c.id) <> k.pieces`.execute(db)
  assert.deepEqual(wrong, [], 'kept counts that counting anew contradicts')
}
