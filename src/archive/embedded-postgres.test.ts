import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { ArchiveProblem } from './archive-problem.ts'
import { openArchive } from './database.ts'
import { findRunningPostgres, startEmbeddedPostgres, type EmbeddedServer } from './embedded-postgres.ts'

function makeDir(t: TestContext): string {
  const dir = mkdtempSync(join(tmpdir(), 'colonnade-embedded-'))
  t.after(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

async function start(t: TestContext, dataDir: string, more: object = {}): Promise<EmbeddedServer> {
  const server = await startEmbeddedPostgres({ dataDir, durable: false, ...more })
  t.after(() => server.stop())
  return server
}

async function ask(server: EmbeddedServer, question: string): Promise<unknown> {
  const client = new Client({ host: server.socketDir, port: server.port, user: server.user, database: 'postgres' })
  client.on('error', () => undefined) // the query tells
  await client.connect()
  try {
    const answer = await client.query<{ answer: unknown }>(question)
    return answer.rows[0]?.answer
  } finally {
    await client.end()
  }
}

function rejectsWith(reason: string, sentence: RegExp) {
  return (error: unknown) => error instanceof ArchiveProblem && error.reason === reason && sentence.test(error.message)
}

test('a server is made, keeps what it is told over a restart, and is for our eyes alone', async (t) => {
  const dataDir = makeDir(t)
  const first = await start(t, dataDir)
  await ask(first, 'create table kept as select 42 as answer')
  assert.equal(await ask(first, `select current_setting('listen_addresses') as answer`), '')
  assert.equal(await ask(first, `select datlocale as answer from pg_database where datname = 'postgres'`), 'C.UTF-8')
  assert.equal(statSync(first.socketDir).mode & 0o777, 0o700)
  assert.equal(statSync(join(dataDir, 'postgres')).mode & 0o777, 0o700)
  const pid = first.pid()
  await first.stop()
  assert.throws(() => process.kill(pid, 0))
  const second = await start(t, dataDir)
  assert.equal(await ask(second, 'select answer from kept'), 42)
})

test('a second Colonnade on the same data directory is told so, and harms nothing', async (t) => {
  const dataDir = makeDir(t)
  const server = await start(t, dataDir)
  await assert.rejects(
    startEmbeddedPostgres({ dataDir, durable: false }),
    rejectsWith('in-use', /^Another Colonnade is already using .*\.$/),
  )
  assert.equal(await ask(server, 'select 1 as answer'), 1)
})

test('two first starts at once make one archive', async (t) => {
  const dataDir = makeDir(t)
  const starts = await Promise.allSettled([
    startEmbeddedPostgres({ dataDir, durable: false }),
    startEmbeddedPostgres({ dataDir, durable: false }),
  ])
  const servers = starts.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  t.after(() => Promise.all(servers.map((server) => server.stop())))
  assert.equal(servers.length, 1)
  const refused = starts.find((one) => one.status === 'rejected')
  assert.ok(refused?.reason instanceof ArchiveProblem)
  assert.equal(refused.reason.reason, 'in-use')
  assert.equal(await ask(servers[0]!, 'select 1 as answer'), 1)
})

test('a data path too long for a socket gets a short one elsewhere', async (t) => {
  const dataDir = join(makeDir(t), 'long'.repeat(25), 'data')
  const server = await start(t, dataDir)
  assert.ok(Buffer.byteLength(server.socketDir) < 80)
  assert.equal(statSync(server.socketDir).mode & 0o777, 0o700)
  assert.equal(await ask(server, 'select 1 as answer'), 1)
  await server.stop()
  assert.ok(!existsSync(server.socketDir))
})

test('what an interrupted first start left behind is cleared away', async (t) => {
  const dataDir = makeDir(t)
  const gone = spawn('true')
  await new Promise((done) => gone.once('exit', done))
  const leftover = join(dataDir, `postgres.new-${gone.pid}-x`)
  mkdirSync(leftover)
  writeFileSync(join(leftover, 'PG_VERSION'), '18\n')
  mkdirSync(join(dataDir, 'postgres')) // an empty directory is no cluster
  const server = await start(t, dataDir)
  assert.equal(await ask(server, 'select 1 as answer'), 1)
  assert.deepEqual(readdirSync(dataDir).toSorted(), ['postgres', 'run'])
})

test('a directory of another version, of something else, or that is a file is refused in one sentence', async (t) => {
  const other = makeDir(t)
  mkdirSync(join(other, 'postgres'))
  writeFileSync(join(other, 'postgres', 'PG_VERSION'), '16\n')
  await assert.rejects(startEmbeddedPostgres({ dataDir: other }), rejectsWith('other-version', /made by PostgreSQL 16/))
  const strange = makeDir(t)
  mkdirSync(join(strange, 'postgres'))
  writeFileSync(join(strange, 'postgres', 'holiday.jpg'), '')
  await assert.rejects(
    startEmbeddedPostgres({ dataDir: strange }),
    rejectsWith('not-a-data-directory', /holds something/),
  )
  assert.ok(existsSync(join(strange, 'postgres', 'holiday.jpg')))
  const file = join(makeDir(t), 'file')
  writeFileSync(file, '')
  await assert.rejects(startEmbeddedPostgres({ dataDir: file }), rejectsWith('unwritable', /is not a directory/))
  await assert.rejects(
    startEmbeddedPostgres({ dataDir: join(file, 'below') }),
    rejectsWith('unwritable', /is not a directory/),
  )
})

test('a directory that cannot be written to is refused in one sentence', async (t) => {
  const dataDir = makeDir(t)
  if (process.getuid?.() === 0) return t.skip('root may write anywhere')
  chmodSync(dataDir, 0o500)
  await assert.rejects(startEmbeddedPostgres({ dataDir }), rejectsWith('unwritable', /cannot be written/))
  chmodSync(dataDir, 0o700)
})

test('a place where nothing can be made is refused in one sentence', { skip: !existsSync('/proc/self') }, async () => {
  await assert.rejects(
    startEmbeddedPostgres({ dataDir: '/proc/colonnade' }),
    rejectsWith('unwritable', /cannot be written/),
  )
})

test('a read-only disk and a directory of another user are refused in one sentence, and harmed by nothing', async (t) => {
  const disk = makeDir(t)
  const mount = (...args: string[]) => spawnSync('/bin/mount', [...args, disk]).status === 0
  if (!mount('-t', 'tmpfs', '-o', 'size=300m', 'tmpfs')) return t.skip('no disk can be mounted here')
  try {
    const dataDir = join(disk, 'data')
    const options = { dataDir, durable: false, settings: { shared_buffers: '16MB' } }
    await (await startEmbeddedPostgres(options)).stop()
    assert.ok(mount('-o', 'remount,ro'))
    await assert.rejects(startEmbeddedPostgres(options), rejectsWith('unwritable', /cannot be written/))
    assert.ok(mount('-o', 'remount,rw'))
    const cluster = join(dataDir, 'postgres')
    const { uid, gid } = statSync(cluster)
    const own = (id: number) => spawnSync('/bin/chown', ['-R', `${id}:${gid}`, cluster])
    own(12_345)
    await assert.rejects(
      startEmbeddedPostgres(options),
      rejectsWith('unwritable', /belongs to another user \(12345\): start Colonnade as that user/),
    )
    own(uid)
    await (await startEmbeddedPostgres(options)).stop()
  } finally {
    spawnSync('/bin/umount', ['-l', disk])
  }
})

test('a full disk is named, at the first start and at a later one', async (t) => {
  const disk = makeDir(t)
  if (spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk]).status !== 0)
    return t.skip('no small disk can be mounted here')
  try {
    const filler = join(disk, 'filler')
    writeFileSync(filler, Buffer.alloc(70 * 2 ** 20))
    const dataDir = join(disk, 'data')
    const options = { dataDir, durable: false, settings: { shared_buffers: '16MB' } }
    await assert.rejects(startEmbeddedPostgres(options), rejectsWith('disk-full', /is full/))
    rmSync(filler)
    await (await startEmbeddedPostgres(options)).stop()
    assert.throws(() => writeFileSync(filler, Buffer.alloc(200 * 2 ** 20)))
    await assert.rejects(startEmbeddedPostgres(options), rejectsWith('disk-full', /is full/))
    rmSync(filler)
    const server = await startEmbeddedPostgres(options)
    assert.equal(await ask(server, 'select 1 as answer'), 1)
    await server.stop()
  } finally {
    spawnSync('/bin/umount', ['-l', disk])
  }
})

test('a lock file whose number belongs to another program now is no other Colonnade', async (t) => {
  const dataDir = makeDir(t)
  const server = await start(t, dataDir)
  await server.stop()
  writeFileSync(
    join(dataDir, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${join(dataDir, 'postgres')}\n0\n5432\n\n\n0 0\nready\n`,
  )
  const again = await start(t, dataDir)
  assert.equal(await ask(again, 'select 1 as answer'), 1)
})

test('a server that is killed is started again, and the archive answers after it', async (t) => {
  const dataDir = makeDir(t)
  const archive = await openArchive({ dataDir, embedded: { durable: true } })
  t.after(() => archive.close())
  await archive.db.insertInto('editions').values({ id: 'gb', name: 'Britain' }).execute()
  const pid = archive.server!.pid()
  process.kill(pid, 'SIGKILL')
  for (let i = 0; archive.server!.pid() === pid; i++) {
    assert.ok(i < 300, 'started again within 15 seconds')
    await sleep(50)
  }
  const names = await archive.db.selectFrom('editions').select('name').execute()
  assert.deepEqual(names, [{ name: 'Britain' }])
})

test('a server that is stopped while it is being started again stays stopped', async (t) => {
  const dataDir = makeDir(t)
  const server = await startEmbeddedPostgres({ dataDir, durable: false })
  process.kill(server.pid(), 'SIGKILL')
  await sleep(40)
  await server.stop()
  assert.equal(findRunningPostgres(dataDir), null)
})
