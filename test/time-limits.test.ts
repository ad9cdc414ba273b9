// What a reader sees when the archive is given no more time: a search shows what it has and says so, a page says to come back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { migrateArchive, openArchive } from '../src/archive/index.ts'
import { createTestDatabase } from '../src/archive/test-database.ts'
import { createApp } from '../src/serve/index.ts'
import { seedArchive, seedNow } from './serve-seed.ts'
import { publicUrl, readPage } from './serve-site.ts'

const secret = 'a secret of the tests, long enough'

test('a search that is given up shows what it found and how far back it looked', async (t) => {
  const { db, drop } = await createTestDatabase()
  t.after(drop)
  await seedArchive(db)
  // More than a search walks by date alone; what is older is looked for by its words, which take long here.
  await sql`insert into columns select (jsonb_populate_record(c, jsonb_build_object('id', 100000 + n,
      'canonical_url', c.canonical_url || '?n=' || n, 'published_at', c.published_at - n * interval '1 hour'))).*
    from columns c cross join generate_series(1, 1800) n where c.title like 'The ferry%'`.execute(db)
  await sql`create function slowly(words tsvector) returns tsvector language plpgsql immutable as $$ begin
    perform pg_sleep(0.2); return words; end $$`.execute(db)
  await sql`alter table columns rename to columns_all`.execute(db)
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = 'columns_all'::regclass and attnum > 0 and attname <> 'search'
    and not attisdropped`.execute(db)
  await sql`create view columns as select ${sql.join(rows.map(({ name }) => sql.ref(name)))},
    case when id > 101500 then slowly(search) else search end as search from columns_all`.execute(db)
  const app = createApp({ db, publicUrl, version: '1', secret, now: () => seedNow })
  const page = await readPage(await app.request(`${publicUrl}/search?q=budget`))
  assert.equal(page.status, 200)
  assert.match(page.text('.troubles'), /looked/i)
  assert.deepEqual(page.texts('.card h3, .card h2').slice(0, 1), ['Gulls at the budget table'])
})

test('a page that takes too long is given up with a sentence, and the next one is given', async (t) => {
  const { db, url, drop } = await createTestDatabase()
  t.after(drop)
  await seedArchive(db)
  const bounded = await openArchive({ url, statementTimeoutMs: 1500, poolSize: 2 })
  t.after(() => bounded.close())
  const errors: unknown[] = []
  const log = { error: (...args: unknown[]) => void errors.push(args) }
  const app = createApp({ db: bounded.db, publicUrl, version: '1', secret, log, now: () => seedNow })
  await db.transaction().execute(async (trx) => {
    await sql`lock table columns in access exclusive mode`.execute(trx)
    const response = await app.request(`${publicUrl}/gb`)
    assert.equal(response.status, 503)
    assert.equal(response.headers.get('Cache-Control'), 'no-store')
    assert.match(await response.text(), /Try again in a minute/)
    assert.equal(errors.length, 1)
  })
  // What was asked beside it may still be given up, and be what this one asks.
  let status = 503
  for (let i = 0; status === 503 && i < 20; i++) {
    await sleep(50)
    status = (await app.request(`${publicUrl}/gb`)).status
  }
  assert.equal(status, 200)
})

test('what an operator waits for has no such limit: a migration runs past it, and it stands again afterwards', async (t) => {
  const { db, url, drop } = await createTestDatabase()
  t.after(drop)
  const archive = await openArchive({ url, statementTimeoutMs: 800, poolSize: 1, migrate: false })
  t.after(() => archive.close())
  const locked = Promise.withResolvers<undefined>()
  const locking = db.transaction().execute(async (trx) => {
    await sql`lock table migrations in access exclusive mode`.execute(trx)
    locked.resolve(undefined)
    await sql`select pg_sleep(2.5)`.execute(trx)
  })
  await locked.promise
  await assert.rejects(sql`select * from migrations`.execute(archive.db), { code: '57014' })
  assert.deepEqual(await migrateArchive(archive.db), [])
  await locking
  const { rows } = await sql<{ bound: string }>`select current_setting('statement_timeout') as bound`.execute(
    archive.db,
  )
  assert.equal(rows[0]?.bound, '800ms')
})
