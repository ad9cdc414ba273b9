import assert from 'node:assert/strict'
import { PassThrough, Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { fileColumns } from '../filing.ts'
import { knownMigrations, migrateArchive } from '../migrate.ts'
import { dumpSchema } from '../dump-schema.ts'
import type { Db } from '../schema.ts'
import { withDatabase } from '../test-database.ts'
import { contributorOf, draftOf, makePress, noon } from '../test-drafts.ts'
import { BackupProblem, readBackupFile, restoreBackup, writeBackup, type Sums } from './index.ts'

const options = { version: '9.9.9', now: noon }
const nasty = 'Tab\there, back\\slash, “quotes”, a line\nend, \\N, NULL, {"a":1}, שלום, 😀'

async function backupOf(db: Db): Promise<{ bytes: Buffer; sums: Sums }> {
  const sink = new PassThrough()
  const [bytes, sums] = await Promise.all([buffer(sink), writeBackup(db, sink, options)])
  return { bytes, sums }
}

async function filledArchive(t: TestContext): Promise<Db> {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const drafts = Array.from({ length: 40 }, (_, i) =>
    draftOf(press, i + 1, {
      title: `${nasty} ${i}`,
      excerpt: nasty,
      contributors: [contributorOf(`Ann Marsh ${i % 7}`)],
    }),
  )
  await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  await sql`insert into kept (name, value) values ('a', to_jsonb(${nasty}::text))`.execute(db)
  return db
}

async function rowsIn(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from columns`.execute(db)
  return rows[0]!.n
}

test('what is restored is what was backed up, row by row, and goes on', async (t) => {
  const db = await filledArchive(t)
  const { bytes, sums } = await backupOf(db)
  assert.equal(sums['columns']?.rows, 40)
  const other = await withDatabase(t)
  const restored = await restoreBackup(other, Readable.from([bytes]))
  assert.deepEqual(restored.sums, sums)
  assert.equal(restored.manifest.colonnade, '9.9.9')
  assert.deepEqual(restored.migrated, [])
  assert.deepEqual((await backupOf(other)).sums, sums)
  assert.equal(await dumpSchema(other), await dumpSchema(db))
  // Numbers go on where they were: nothing new takes an old one's.
  const press = await makePress(other, { slug: 'herald', name: 'The Herald' })
  await fileColumns(other, [draftOf(press, 1, {})], { publisherId: press.publisher.id, now: noon })
  assert.equal(await rowsIn(other), 41)
})

test('an archive with anything in it is not overwritten', async (t) => {
  const db = await filledArchive(t)
  const { bytes, sums } = await backupOf(db)
  await assert.rejects(restoreBackup(db, Readable.from([bytes])), {
    name: 'BackupProblem',
    message: /already: restore into an empty one/,
  })
  assert.deepEqual((await backupOf(db)).sums, sums)
})

test('a backup cut off, damaged or not ours restores nothing and says so', async (t) => {
  const { bytes } = await backupOf(await filledArchive(t))
  const flipped = Buffer.from(bytes)
  const middle = Math.floor(bytes.length / 2)
  flipped.writeUInt8(flipped.readUInt8(middle) ^ 0xff, middle)
  const other = await withDatabase(t)
  for (const wrong of [
    bytes.subarray(0, bytes.length - 200),
    bytes.subarray(0, 300),
    flipped,
    Buffer.from('PK\u0003\u0004'),
    Buffer.alloc(0),
  ]) {
    await assert.rejects(restoreBackup(other, Readable.from([wrong])), BackupProblem)
    assert.equal(await rowsIn(other), 0)
  }
  await restoreBackup(other, Readable.from([bytes]))
  assert.equal(await rowsIn(other), 40)
})

test('a backup is checked without a database', async (t) => {
  const { bytes, sums } = await backupOf(await filledArchive(t))
  const nothing = { start: () => Promise.resolve(), piece: () => Promise.resolve() }
  assert.deepEqual((await readBackupFile(Readable.from([bytes]), nothing)).sums, sums)
  await assert.rejects(readBackupFile(Readable.from([bytes.subarray(0, -40)]), nothing), BackupProblem)
})

test('an earlier version’s backup is brought to this version’s shape', async (t) => {
  const old = await withDatabase(t)
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(old) // prettier-ignore
  await sql.raw(`drop table ${rows.map(({ name }) => `"${name}"`).join(', ')} cascade`).execute(old)
  const known = knownMigrations()
  await migrateArchive(old, known[5])
  await sql`insert into editions (id, name, languages) values ('gb', 'United Kingdom', '{en}')`.execute(old)
  const { bytes } = await backupOf(old)
  const other = await withDatabase(t)
  const { migrated } = await restoreBackup(other, Readable.from([bytes]))
  assert.deepEqual(migrated, known.slice(6))
  const { rows: editions } = await sql<{ id: string }>`select id from editions`.execute(other)
  assert.deepEqual(editions, [{ id: 'gb' }])
})

test('a newer version’s backup is refused in one sentence', async (t) => {
  const db = await filledArchive(t)
  await sql`insert into migrations (name, timestamp) values ('9999-future', '2030-01-01')`.execute(db)
  const { bytes } = await backupOf(db)
  await assert.rejects(restoreBackup(await withDatabase(t), Readable.from([bytes])), {
    name: 'BackupProblem',
    message: /made by a newer Colonnade \(9\.9\.9\)/,
  })
})

test('a backup is one moment of the archive, though filing goes on', async (t) => {
  const db = await filledArchive(t)
  const press = await makePress(db, { slug: 'herald', name: 'The Herald' })
  const sink = new PassThrough()
  const read = buffer(sink)
  let filed = 0
  const sums = await writeBackup(db, sink, {
    ...options,
    onTable: (table) => {
      if (table !== 'editions') return
      filed += 1
      void fileColumns(db, [draftOf(press, 1, {})], { publisherId: press.publisher.id, now: noon })
    },
  })
  await read
  assert.equal(filed, 1)
  assert.equal(sums['columns']?.rows, 40)
  assert.equal(sums['attributions']?.rows, 40)
})

test('a full disk is told, and nothing goes on writing', async (t) => {
  const db = await filledArchive(t)
  let written = 0
  const full = new Writable({
    write(chunk: Buffer, _, done) {
      written += chunk.length
      done(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
    },
  })
  await assert.rejects(writeBackup(db, full, options), { code: 'ENOSPC' })
  assert.ok(written > 0)
})
