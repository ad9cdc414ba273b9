// The version before and this one on one database, while the processes are replaced one after the other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { findColumnistBySlug } from './columnists.ts'
import { findColumn } from './column-detail.ts'
import { listColumns } from './columns.ts'
import { connect, openArchive } from './database.ts'
import { fileColumns } from './filing.ts'
import { mergeColumnists } from './identity.ts'
import { knownMigrations, migrateArchive, worksBeside } from './migrate.ts'
import { parseSearchQuery } from './search-query.ts'
import { searchColumns } from './search.ts'
import { setLike } from './site-counting.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'
import { undoAmendment } from './undo.ts'
import type { Db } from './schema.ts'
import { createTestDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon } from './test-drafts.ts'

type Shape = { readonly table: string; readonly name: string; readonly type: string; readonly needed: boolean }

async function shapeOf(db: Db): Promise<Shape[]> {
  const { rows } = await sql<Shape>`
    select table_name as "table", column_name as name, data_type as type,
      is_nullable = 'NO' and column_default is null and is_identity = 'NO' as needed
    from information_schema.columns where table_schema = current_schema()`.execute(db)
  return rows
}

/** A key demands the same of its columns in whatever order it has them. */
async function limitsOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ said: string }>`
    select k.conrelid::regclass || case when k.contype in ('p', 'u')
      then ' one row for ' || (select string_agg(a.attname, ', ' order by a.attname) from pg_attribute a
        where a.attrelid = k.conrelid and a.attnum = any(k.conkey))
      else ' ' || pg_get_constraintdef(k.oid) end as said
    from pg_constraint k where k.connamespace = current_schema()::regnamespace
    union select i.tablename || ' ' || i.indexdef from pg_indexes i
    where i.schemaname = current_schema() and i.indexdef like 'CREATE UNIQUE%'
      and not exists (select 1 from pg_constraint k where k.conname = i.indexname)`.execute(db)
  return rows.map(({ said }) => said)
}

test('what has come since the version before only adds: its statements go on', async (t) => {
  const { db, url, drop } = await createTestDatabase()
  const name = `${new URL(url).pathname.slice(1)}_before`
  await sql.raw(`create database ${name}`).execute(db)
  const before = new URL(url)
  before.pathname = `/${name}`
  const one = connect({ connectionString: before.href }, { poolSize: 2 })
  t.after(async () => {
    await one.destroy()
    await sql.raw(`drop database ${name} with (force)`).execute(db)
    await drop()
  })
  assert.ok(knownMigrations().includes(worksBeside))
  await migrateArchive(one, worksBeside)
  const [was, limits] = [await shapeOf(one), await limitsOf(one)]
  await migrateArchive(one)
  const is = await shapeOf(one)
  const tables = new Set(was.map(({ table }) => table))
  for (const { table, name: column, type } of was)
    assert.ok(
      is.some((now) => now.table === table && now.name === column && now.type === type),
      `${table}.${column} is as it was`,
    )
  for (const now of is)
    if (tables.has(now.table) && !was.some((then) => then.table === now.table && then.name === now.name))
      assert.equal(now.needed, false, `${now.table}.${now.name} is not asked of those who do not know it`)
  const stricter = (await limitsOf(one)).filter((said) => !limits.includes(said) && tables.has(said.split(' ')[0]!))
  assert.deepEqual(stricter, [])
})

test('a process goes on while a newer version adds to every table, and may be started beside it', async (t) => {
  const { db, url, drop } = await createTestDatabase({ poolSize: 1 })
  t.after(drop)
  let round = 0
  const everything = async (on: Db) => {
    round += 1
    const press = await makePress(on, { slug: `gazette-${round}` })
    const drafts = [1, 2].map((n) => draftOf(press, n, { contributors: [contributorOf(`Ann ${n} Marsh`)] }))
    const { columns } = await fileColumns(on, drafts, { publisherId: press.publisher.id, now: noon })
    const key = { publisherId: press.publisher.id, columnId: columns[0]!.id }
    await takeDownColumn(on, { ...key, reason: 'publisher', now: noon })
    await undoTakedown(on, { ...key, now: noon })
    await setLike(on, { ...key, device: Buffer.from('d'), day: '2026-05-05', liked: true })
    const [from, into] = round === 1 ? ['ann-2-marsh', 'ann-1-marsh'] : [`ann-2-marsh-${round}`, `ann-1-marsh-${round}`]
    const merged = await mergeColumnists(on, { from, into, by: 'x', reason: 'y', now: noon })
    await undoAmendment(on, merged.amendment, { by: 'x', now: noon })
    assert.equal((await findColumn(on, columns[0]!.id))?.kind, 'found')
    assert.equal((await findColumnistBySlug(on, into))?.kind, 'found')
    assert.ok((await listColumns(on, {}, { limit: 5 })).items.length >= 2)
    assert.ok((await searchColumns(on, parseSearchQuery('marsh'), { limit: 5 })).items.length > 0)
  }
  await everything(db)
  // What a newer version may do: a column more in every table, a table of its own.
  const { rows: tables } = await sql<{ name: string }>`select tablename as name from pg_tables
    where schemaname = current_schema() and tablename not like 'migrations%'`.execute(db)
  for (const { name } of tables) await sql`alter table ${sql.table(name)} add column later text`.execute(db)
  await sql`create table later (id bigint primary key)`.execute(db)
  await sql`insert into migrations (name, timestamp) values ('9999-tomorrow', 'x')`.execute(db)
  await everything(db)
  await assert.doesNotReject(async () => {
    const archive = await openArchive({ url, poolSize: 2 })
    await everything(archive.db)
    assert.deepEqual(await migrateArchive(archive.db), [])
    await archive.close()
  })
})
