// A primary and a streaming replica of it: where questions go, what is seen when, and what is left when the primary dies.
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { Client } from 'pg'
import {
  noticeChange,
  openArchive,
  placeInLog,
  readingFromReplica,
  startHearing,
  stopHearing,
  type Archive,
} from '../../src/archive/index.ts'
import type { EmbeddedServer } from '../../src/archive/embedded-postgres.ts'
import { createApp } from '../../src/serve/index.ts'
import { primarySettings, startStandby, urlOf } from './standby.ts'

let folder: string
let primary: Archive
let standby: EmbeddedServer
let archive: Archive

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'colonnade-replica-'))
  primary = await openArchive({ dataDir: join(folder, 'one'), embedded: { settings: primarySettings } })
  standby = await startStandby(primary.server!, join(folder, 'one'), join(folder, 'two'))
  archive = await openArchive({ url: urlOf(primary.server!), replicaUrl: urlOf(standby) })
  startHearing(archive.db)
})
after(async () => {
  await archive.close()
  await standby.stop()
  await primary.close()
  await rm(folder, { recursive: true, force: true })
})

const isReplica = async () => {
  const { rows } = await sql<{ yes: boolean }>`select pg_is_in_recovery() as yes`.execute(archive.db)
  return rows[0]!.yes
}
const keptNames = async () => {
  const { rows } = await sql<{ name: string }>`select name from kept where name like 'test-%' order by name`.execute(
    archive.db,
  )
  return rows.map(({ name }) => name)
}
const keep = (name: string) => sql`insert into kept (name, value) values (${name}, '1')`.execute(archive.db)

async function onStandby(statement: string): Promise<void> {
  const client = new Client({ connectionString: urlOf(standby) })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

async function caughtUp(): Promise<void> {
  const place = await placeInLog(archive.db)
  for (let i = 0; i < 200; i++) {
    if (await readingFromReplica(archive.db, place, isReplica)) return
    await sleep(25)
  }
  throw new Error('the replica does not catch up')
}

describe('a replica', () => {
  test('answers what is read, and nothing else', async () => {
    await caughtUp()
    assert.equal(await isReplica(), false)
    assert.equal(await readingFromReplica(archive.db, null, isReplica), true)
    assert.equal(await readingFromReplica(archive.db, null, () => archive.db.transaction().execute(isReplica2)), false)
    async function isReplica2(trx: typeof archive.db): Promise<boolean> {
      const { rows } = await sql<{ yes: boolean }>`select pg_is_in_recovery() as yes`.execute(trx)
      return rows[0]!.yes
    }
    // What turns out to write is written where writing is.
    await readingFromReplica(archive.db, null, () => keep('test-written'))
    assert.deepEqual(await keptNames(), ['test-written'])
  })

  test('is not asked by whoever has changed what it has not seen', async () => {
    await caughtUp()
    await onStandby('select pg_wal_replay_pause()')
    try {
      await keep('test-own')
      const place = await placeInLog(archive.db)
      const others = await readingFromReplica(archive.db, null, keptNames)
      assert.equal(others.includes('test-own'), false, 'the replica is held back')
      assert.equal((await readingFromReplica(archive.db, place, keptNames)).includes('test-own'), true)
      // A process that heard of the change shows it to everyone.
      noticeChange(archive.db)
      assert.equal((await readingFromReplica(archive.db, null, keptNames)).includes('test-own'), true)
    } finally {
      await onStandby('select pg_wal_replay_resume()')
    }
    await caughtUp()
    assert.equal((await readingFromReplica(archive.db, null, keptNames)).includes('test-own'), true)
  })

  test('is not asked while nobody hears what changes, nor for what changed meanwhile', async () => {
    await caughtUp()
    stopHearing(archive.db)
    assert.equal(await readingFromReplica(archive.db, null, isReplica), false)
    await onStandby('select pg_wal_replay_pause()')
    try {
      await keep('test-unheard')
      assert.equal((await readingFromReplica(archive.db, null, keptNames)).includes('test-unheard'), true)
      startHearing(archive.db)
      assert.equal((await readingFromReplica(archive.db, null, keptNames)).includes('test-unheard'), true)
    } finally {
      await onStandby('select pg_wal_replay_resume()')
    }
    await caughtUp()
  })

  test('shows a reader the page they have just changed something on', async () => {
    const app = createApp({
      db: archive.db,
      publicUrl: 'http://localhost:8080',
      version: 'test',
      secret: 'x'.repeat(32),
    })
    const page = await app.request('http://localhost:8080/world')
    assert.equal(page.status, 200)
    assert.equal(page.headers.get('Set-Cookie')?.includes('seen=') ?? false, false)
    const chosen = await app.request('http://localhost:8080/language', {
      method: 'POST',
      headers: { Origin: 'http://localhost:8080', 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'language=en&back=/world',
    })
    assert.equal(chosen.status, 303)
    assert.match(
      chosen.headers.getSetCookie().join('\n'),
      /^seen=[0-9A-F]+%2F[0-9A-F]+; Max-Age=60; Path=\/; HttpOnly; SameSite=Lax$/m,
    )
  })

  test('that dies is done without, and one that comes back is asked again', async () => {
    await caughtUp()
    // Killed amid a question: the primary answers that one too.
    const amid = readingFromReplica(archive.db, null, async () => {
      const { rows } = await sql<{ yes: boolean }>`
        select pg_is_in_recovery() as yes, case when pg_is_in_recovery() then pg_sleep(30) end`.execute(archive.db)
      return rows[0]!.yes
    })
    await sleep(300)
    process.kill(standby.pid(), 'SIGKILL')
    assert.equal(await amid, false)
    await standby.stop()
    for (let i = 0; i < 20; i++) assert.equal(await readingFromReplica(archive.db, null, isReplica), false)
    assert.ok((await readingFromReplica(archive.db, null, keptNames)).length > 0)
    const { startEmbeddedPostgres } = await import('../../src/archive/embedded-postgres.ts')
    standby = await startEmbeddedPostgres({ dataDir: join(folder, 'two'), settings: primarySettings })
    await caughtUp()
  })

  test('is promoted when the primary dies, and nothing that was acknowledged is lost', async () => {
    const direct = new Client({ connectionString: urlOf(primary.server!) })
    direct.on('error', () => undefined) // it dies with its server
    await direct.connect()
    await direct.query(`alter system set synchronous_standby_names = 'standby'`)
    await direct.query('select pg_reload_conf()')
    const acknowledged = { rows: 0 }
    const writing = (async () => {
      for (;;) {
        await direct.query(`insert into kept (name, value) values ('test-ack-${acknowledged.rows + 1}', '1')`)
        acknowledged.rows += 1
      }
    })().catch(() => undefined)
    while (acknowledged.rows < 200) await sleep(10)
    process.kill(primary.server!.pid(), 'SIGKILL')
    await writing
    await onStandby('select pg_promote(true, 30)')
    const promoted = await openArchive({ url: urlOf(standby), migrate: false })
    try {
      const { rows } = await sql<{ n: number }>`select count(*) as n from kept where name like 'test-ack-%'`.execute(
        promoted.db,
      )
      assert.ok(rows[0]!.n >= acknowledged.rows, `${rows[0]!.n} of ${acknowledged.rows}`)
      await sql`insert into kept (name, value) values ('test-after', '1')`.execute(promoted.db)
    } finally {
      await promoted.close()
    }
  })
})
