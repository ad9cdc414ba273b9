// What no collector can help: its database away, without room on the disk, itself told to stop in the middle of a visit. It
// waits, goes on, and everything published is filed once.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import {
  migrateArchive,
  openArchive,
  upsertEdition,
  upsertFeed,
  upsertPublisher,
  type Db,
} from '../../src/archive/index.ts'
import { startEmbeddedPostgres } from '../../src/archive/embedded-postgres.ts'
import { createTestDatabase } from '../../src/archive/test-database.ts'
import { followPress } from '../../src/cli/follow-press.ts'
import { runCollector } from '../../src/pipeline/index.ts'
import { startPress, startTicker, truthOf, type Press } from '../../src/press/index.ts'
import { collectingFor, createTestClient } from '../journey-setup.ts'

/** Every column of the press is there, each once. */
async function assertWhole(db: Db, press: Press): Promise<void> {
  const { rows } = await sql<{ url: string }>`select canonical_url as url from columns`.execute(db)
  const urls = new Set(rows.map(({ url }) => url))
  assert.equal(urls.size, rows.length, 'no column twice')
  const known = await sql<{ address: string }>`select address from addresses`.execute(db)
  for (const { address } of known.rows) urls.add(address)
  const missing = truthOf(press).filter(
    ({ withdrawn, url, canonicalUrl }) => !withdrawn && !urls.has(url) && !urls.has(canonicalUrl),
  )
  assert.deepEqual(missing, [])
}

async function until(what: string, holds: () => Promise<boolean>, forMs = 60_000): Promise<void> {
  const end = Date.now() + forMs
  while (!(await holds())) {
    assert.ok(Date.now() < end, `${what} within ${forMs} ms`)
    await sleep(100)
  }
}

/** Nothing is due and nothing leased: all that can be done is done. */
async function isCalm(db: Db): Promise<boolean> {
  const { rows } = await sql<{ busy: number }>`select
    (select count(*) from feeds where gone_at is null and (visited_at is null or next_at <= now()))
    + (select count(*) from pages_due where next_at <= now()) + (select count(*) from hosts where leased_until is not null) as busy`.execute(
    db,
  )
  return rows[0]?.busy === 0
}

test('a database that is away for a while is waited for', { timeout: 180_000 }, async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'colonnade-away-'))
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  let server = await startEmbeddedPostgres({ dataDir, durable: false })
  t.after(() => server.stop())
  const url = `postgresql://${server.user}@localhost/postgres?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  const archive = await openArchive({ url })
  const press = await startPress()
  const client = createTestClient(press.port)
  const stopping = new AbortController()
  await migrateArchive(archive.db)
  await followPress(archive.db, press)
  const changes = { worker: 'waiting', leaseMs: 2000, revisitMs: 1000 }
  const collecting = await collectingFor(archive.db, client, changes)
  const collector = runCollector(collecting, { signal: stopping.signal })
  const ticker = startTicker(press, { everyMs: 300 })
  await sleep(1500)
  await server.stop()
  await sleep(3000)
  server = await startEmbeddedPostgres({ dataDir, durable: false })
  await sleep(2000)
  ticker.stop()
  const { rows } = await sql<{ at: Date }>`select now() as at`.execute(archive.db)
  await until('every feed is visited again', async () => {
    const left = await sql<{ left: number }>`
      select count(*) as left from feeds where gone_at is null and failures = 0 and visited_at <= ${rows[0]!.at}`.execute(
      archive.db,
    )
    return left.rows[0]?.left === 0
  })
  stopping.abort()
  await collector
  await assertWhole(archive.db, press)
  await client.close()
  await archive.close()
  await press.close()
})

test('a full disk loses nothing: what could not be filed is visited again', { timeout: 120_000 }, async (t) => {
  const database = await createTestDatabase({ poolSize: 10 })
  t.after(() => database.drop())
  const { db } = database
  const press = await startPress()
  const client = createTestClient(press.port)
  const stopping = new AbortController()
  await followPress(db, press)
  // The database says what it says when its disk is full, to whoever writes a column, a visit or a change of a feed.
  await sql`create function refuse() returns trigger language plpgsql as $$ begin
    raise exception using errcode = '53100', message = 'could not extend file: No space left on device'; end $$`.execute(
    db,
  )
  for (const table of ['columns', 'visits', 'feeds'])
    await sql`create trigger refuse before insert or update on ${sql.table(table)} for each row execute function refuse()`.execute(
      db,
    )
  const collecting = await collectingFor(db, client, { worker: 'full', leaseMs: 1500 })
  const collector = runCollector(collecting, { signal: stopping.signal })
  await sleep(3000)
  const before = await sql<{ columns: number; failing: number }>`select (select count(*) from columns) as columns,
    (select count(*) from feeds where failures > 0) as failing`.execute(db)
  assert.deepEqual(before.rows[0], { columns: 0, failing: 0 })
  for (const table of ['columns', 'visits', 'feeds']) await sql`drop trigger refuse on ${sql.table(table)}`.execute(db)
  await until('everything is done', () => isCalm(db))
  stopping.abort()
  await collector
  const faults = await sql<{
    faults: number
  }>`select count(*) as faults from visits where problem like 'a fault of ours%'`.execute(db)
  assert.equal(faults.rows[0]?.faults, 0)
  await assertWhole(db, press)
  await client.close()
  await press.close()
})

test(
  'SIGTERM in the middle of a visit ends within five seconds, and the feed is still due',
  { timeout: 60_000 },
  async (t) => {
    const database = await createTestDatabase()
    t.after(() => database.drop())
    const { db } = database
    // Answers robots.txt, and never the feed.
    const slow = createServer((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end()
      else slow.emit('asked')
    })
    await new Promise<void>((done) => slow.listen(0, '127.0.0.1', done))
    t.after(() => slow.closeAllConnections())
    t.after(() => void slow.close())
    const { port } = slow.address() as AddressInfo
    await upsertEdition(db, { id: 'us', name: 'United States', languages: ['en'] })
    const publisher = await upsertPublisher(db, { slug: 'slow', name: 'The Slow', home: `http://localhost:${port}/`, country: 'us', languages: ['en'], contact: null, agreement: null, attributionRule: null, addressSource: 'a test' }) // prettier-ignore
    await upsertFeed(db, { publisherId: publisher.id, url: `http://localhost:${port}/feed`, kind: 'column' })
    const asked = once(slow, 'asked')
    const bin = new URL('../../bin/colonnade.js', import.meta.url).pathname
    const env = { ...process.env, DATABASE_URL: database.url, COLONNADE_ALLOW_LOOPBACK: 'yes', COLONNADE_CRAWL_DELAY_MS: '0', COLONNADE_METRICS: 'no', COLONNADE_LOG: 'error' } // prettier-ignore
    const child = spawn(process.execPath, [bin, 'collect'], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    const ended = once(child, 'exit')
    await asked
    await sleep(200)
    const toldAt = Date.now()
    child.kill('SIGTERM')
    await ended
    assert.ok(Date.now() - toldAt < 5000, `${Date.now() - toldAt} ms`)
    const { rows } = await sql<{ leased: number; due: number }>`select
    (select count(*) from hosts where leased_until is not null) as leased,
    (select count(*) from feeds where next_at <= now() and failures = 0) as due`.execute(db)
    assert.deepEqual(rows[0], { leased: 0, due: 1 })
  },
)
