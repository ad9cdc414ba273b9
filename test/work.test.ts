// `colonnade work`: what collectors do beside their visits, done by a process that visits nobody, while a collector leaves it alone;
// and a collector that waits while the clocks disagree.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { openArchive } from '../src/archive/index.ts'
import { createTestDatabase } from '../src/archive/test-database.ts'
import { createLog } from '../src/base/index.ts'
import { followPress } from '../src/cli/follow-press.ts'
import { runCollector, runWork } from '../src/pipeline/index.ts'
import { startPress } from '../src/press/index.ts'
import { collectingFor, createTestClient } from './journey-setup.ts'

test('collectors that only visit leave copies and last dates to work, which finds all of them', async (t) => {
  const { db, drop } = await createTestDatabase({ poolSize: 10 })
  const press = await startPress()
  const client = createTestClient(press.port)
  t.after(async () => {
    await client.close()
    await press.close()
    await drop()
  })
  await followPress(db, press)
  const collecting = await collectingFor(db, client, {})
  const signal = AbortSignal.timeout(120_000)
  await runCollector(collecting, { signal, once: true, visitsOnly: true })
  const due = async () => {
    const { rows } = await sql<{ copies: number; families: number }>`
      select (select count(*) from copies_due) as copies,
        (select count(*) from columns where copy_level > 0) as families`.execute(db)
    return rows[0]!
  }
  const left = await due()
  assert.ok(left.copies > 0)
  assert.equal(left.families, 0)
  await sql`update columns set until = now() - interval '1 minute'
    where id in (select id from columns where listed order by id limit 1)`.execute(db)
  const working = { db, log: createLog('silent'), now: () => new Date() }
  await Promise.all([0, 1].map(() => runWork(working, { signal, once: true })))
  const done = await due()
  assert.equal(done.copies, 0)
  assert.ok(done.families > 0)
  const { rows } = await sql`select 1 from columns where until <= now() and listed`.execute(db)
  assert.deepEqual(rows, [])
})

test('work that goes on ends when it is told to', async (t) => {
  const { db, drop } = await createTestDatabase()
  t.after(drop)
  const stop = new AbortController()
  const working = runWork({ db, log: createLog('silent'), now: () => new Date() }, { signal: stop.signal })
  setTimeout(() => stop.abort(), 200)
  await working
})

test('nobody is visited while this machine and the database disagree about the time', async (t) => {
  const { db, url, drop } = await createTestDatabase()
  const press = await startPress()
  const client = createTestClient(press.port)
  await followPress(db, press)
  // The server's clock, said otherwise in this one database.
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  await sql`alter database ${sql.id(rows[0]!.name)} set search_path = public, pg_catalog`.execute(db)
  await sql`create function public.clock_timestamp() returns timestamptz language sql as
    $$ select pg_catalog.clock_timestamp() + interval '3 hours' $$`.execute(db)
  const archive = await openArchive({ url, migrate: false })
  t.after(async () => {
    await client.close()
    await press.close()
    await archive.close()
    await drop()
  })
  const collecting = await collectingFor(archive.db, client, {})
  await assert.rejects(runCollector(collecting, { signal: AbortSignal.timeout(20_000), once: true }), {
    name: 'ArchiveProblem',
    message: /^The clock of this machine is 3 hours behind the database's/,
  })
  const { rows: visits } = await sql`select 1 from visits`.execute(db)
  assert.deepEqual(visits, [])
})
