import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { ArchiveProblem } from './archive-problem.ts'
import { connect, openArchive } from './database.ts'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { createTestDatabase, withDatabase } from './test-database.ts'

function rejectsWith(reason: string, sentence: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof ArchiveProblem, String(error))
    assert.equal(error.reason, reason)
    assert.match(error.message, sentence)
    assert.doesNotMatch(error.message, /hunter2/)
    return true
  }
}

test('a server is opened by its URL and migrated; values come back as we mean them', async () => {
  const { url, drop } = await createTestDatabase()
  try {
    const archive = await openArchive({ url, statementTimeoutMs: 5000 })
    const { rows } = await sql<Record<string, unknown>>`
      select 9007199254740991::bigint as id, date '2026-11-22' as day, array[1, 2]::bigint[] as ids, array[]::bigint[] as none,
        timestamptz '2026-11-22 12:00Z' as at, current_setting('statement_timeout') as timeout`.execute(archive.db)
    assert.deepEqual(rows[0], {
      id: 9_007_199_254_740_991,
      day: '2026-11-22',
      ids: [1, 2],
      none: [],
      at: new Date('2026-11-22T12:00:00Z'),
      timeout: '5s',
    })
    assert.equal(archive.server, null)
    await archive.close()
  } finally {
    await drop()
  }
})

test('a server that is not there, does not let us in, or has no such database is named without its password', async (t) => {
  const { url, drop } = await createTestDatabase()
  t.after(() => drop())
  const closed = createServer()
  await new Promise<void>((done) => closed.listen(0, '127.0.0.1', done))
  const { port } = closed.address() as { port: number }
  await new Promise((done) => closed.close(done))
  await assert.rejects(
    openArchive({ url: `postgresql://ann:hunter2@127.0.0.1:${port}/colonnade` }),
    rejectsWith('unreachable', /^The database at 127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/),
  )
  const missing = new URL(url)
  missing.pathname = '/nowhere'
  await assert.rejects(openArchive({ url: missing.href }), rejectsWith('refused', /There is no database nowhere/))
  const stranger = url.replace(/\/\/[^@]*@/, '//stranger:hunter2@')
  await assert.rejects(openArchive({ url: stranger }), rejectsWith('refused', /does not let stranger in/))
})

test('a user without rights to make tables is told so, and a server that is too old', async (t) => {
  const { db, url, drop } = await createTestDatabase()
  const role = `stranger_${process.pid}`
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const name = `${rows[0]!.name}_empty`
  await sql.raw(`create database ${name}`).execute(db)
  await sql.raw(`create role ${role} login password 'hunter2'`).execute(db)
  t.after(async () => {
    await sql.raw(`drop database ${name} with (force)`).execute(db)
    await sql.raw(`drop role ${role}`).execute(db)
    await drop()
  })
  const empty = new URL(url)
  empty.pathname = `/${name}`
  const stranger = new URL(empty)
  stranger.username = role
  stranger.password = 'hunter2'
  await assert.rejects(
    openArchive({ url: stranger.href }),
    rejectsWith('refused', /^stranger_\d+ may not make tables in the database \S+ on \S+: make it the owner/),
  )
  // A server's own word for its version, said otherwise in this one database.
  await sql.raw(`alter database ${name} set search_path = public, pg_catalog`).execute(db)
  const one = connect({ connectionString: empty.href })
  await sql`create function public.current_setting(text) returns text language sql as $$ select '140012' $$`.execute(
    one,
  )
  await one.destroy()
  await assert.rejects(openArchive({ url: empty.href }), rejectsWith('too-old', /is PostgreSQL 14; Colonnade needs 15/))
})

test('a server without the extension that migrations need is told which, and is left without a table', async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'colonnade-test-no-extension-'))
  // The programs of this server are there without any of their extensions.
  const settings = { extension_control_path: join(dataDir, 'none'), shared_buffers: '16MB' }
  const server = await startEmbeddedPostgres({ dataDir, durable: false, settings })
  t.after(async () => {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const url = `postgresql://${server.user}@localhost/postgres?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
  await assert.rejects(
    openArchive({ url }),
    rejectsWith('refused', /^localhost has no extension pg_trgm: install PostgreSQL's contrib package there\.$/),
  )
  const db = connect({ connectionString: url })
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'migrations%'`.execute(
    db,
  )
  await db.destroy()
  assert.deepEqual(rows, [])
})

test('another application’s database is left alone', async (t) => {
  const { db, url, drop } = await createTestDatabase()
  t.after(() => drop())
  await sql`drop schema public cascade`.execute(db)
  await sql`create schema public`.execute(db)
  await sql`create table invoices (id int)`.execute(db)
  await assert.rejects(
    openArchive({ url }),
    rejectsWith('other-application', /another application's tables \(invoices\)/),
  )
  await sql`create table migrations (name text)`.execute(db)
  await assert.rejects(openArchive({ url }), rejectsWith('other-application', /another application's tables/))
  const { rows } = await sql<{ n: number }>`select count(*) as n from pg_tables where schemaname = 'public'`.execute(db)
  assert.equal(rows[0]?.n, 2)
})

test('an archive of a newer Colonnade is left alone', async (t) => {
  const { db, url, drop } = await createTestDatabase()
  t.after(() => drop())
  await sql`insert into migrations (name, timestamp) values ('9999-tomorrow', 'x')`.execute(db)
  await sql`comment on table migrations is '9998-this-evening'`.execute(db)
  await assert.rejects(
    openArchive({ url }),
    rejectsWith('newer-archive', /made by a newer Colonnade \(9999-tomorrow\)/),
  )
})

test('a lost connection does not take the process with it', async (t) => {
  const db = await withDatabase(t, { poolSize: 2 })
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${rows[0]!.name} and pid <> pg_backend_pid()`.execute(
    db,
  )
  await assert.rejects(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db))
  // A connection that was killed while it lay idle fails once more at most; then the pool has a new one.
  const answer = () => sql<{ one: number }>`select 1 as one`.execute(db)
  const again = await answer().catch(answer).catch(answer)
  assert.equal(again.rows[0]?.one, 1)
})

test('statements with parameters are prepared once a connection', async (t) => {
  const db = await withDatabase(t, { poolSize: 1 })
  for (const n of [1, 2, 3]) await sql`select ${n}::int as n`.execute(db)
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from pg_prepared_statements where statement like ${'%as n'}`.execute(db)
  assert.equal(rows[0]?.n, 1)
})
