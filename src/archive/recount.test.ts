import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { fileColumns } from './filing.ts'
import { recountArchive } from './recount.ts'
import { countOnce, setLike } from './site-counting.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'
import type { Db } from './schema.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon } from './test-drafts.ts'

const countTables = ['outlets', 'publisher_counts', 'country_days', 'column_counts'] as const

async function counts(db: Db): Promise<unknown[]> {
  const all = []
  // Dates of a writer's first and last piece may stand wider than they are; a recount makes them exact.
  for (const table of countTables)
    all.push(
      (
        await sql`select (to_jsonb(t) - 'first_published_at' - 'last_published_at') as row from ${sql.table(table)} t
          order by 1`.execute(db)
      ).rows,
    )
  return all
}

/** Two publishers, joint bylines, news, readers, a takedown and one that was undone. */
async function fill(db: Db): Promise<void> {
  for (const [slug, country] of [
    ['gazette', 'gb'],
    ['herald', 'ie'],
  ] as const) {
    const press = await makePress(db, { slug, name: slug, country })
    const drafts = Array.from({ length: 12 }, (_, i) =>
      draftOf(press, i + 1, {
        kind: i % 4 === 3 ? 'news' : 'column',
        contributors: [contributorOf('Ann Marsh'), ...(i % 3 === 0 ? [contributorOf('Bo Lind')] : [])],
      }),
    )
    const { columns } = await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
    const keys = columns.map(({ id }) => ({ publisherId: press.publisher.id, columnId: id }))
    await takeDownColumn(db, { ...keys[0]!, reason: 'publisher', now: noon })
    await takeDownColumn(db, { ...keys[1]!, reason: 'publisher', now: noon })
    await undoTakedown(db, { ...keys[1]!, now: noon })
    for (const what of ['view', 'open'] as const)
      for (const visitor of ['a', 'b'])
        await countOnce(db, { ...keys[2]!, what, day: '2026-05-05', visitor: Buffer.from(visitor) })
    await setLike(db, { ...keys[3]!, device: Buffer.from('d'), day: '2026-05-05', liked: true })
  }
}

test('what filings, takedowns and readers add up to is what is there', async (t) => {
  const db = await withDatabase(t)
  await fill(db)
  const recount = await recountArchive(db, { mend: false })
  assert.deepEqual(
    Object.values(recount).map(({ wrong }) => wrong),
    [0, 0, 0, 0],
  )
  assert.ok(Object.values(recount).every(({ counted }) => counted > 0))
})

test('every kind of wrong count is found and set right, and only told when that is asked', async (t) => {
  const db = await withDatabase(t)
  await fill(db)
  const right = await counts(db)
  await sql`update outlets set columns = columns + 3, pieces = pieces - 1 where columnist_id = 1 and publisher_id = 1`.execute(
    db,
  )
  await sql`update outlets set last_published_at = first_published_at where publisher_id = 2 and columnist_id =
    (select columnist_id from outlets where publisher_id = 2 order by pieces desc limit 1)`.execute(db)
  await sql`delete from publisher_counts where publisher_id = 2`.execute(db)
  await sql`update country_days set columns = columns + 1 where country = 'gb' and day = (select max(day) from country_days)`.execute(
    db,
  )
  await sql`insert into country_days (country, day, columns) values ('fr', '2020-02-02', 7)`.execute(db)
  await sql`update column_counts set views = 99, likes = 0`.execute(db)
  const wrong = await counts(db)
  const told = await recountArchive(db, { mend: false })
  assert.deepEqual(await counts(db), wrong)
  assert.deepEqual(
    Object.values(told).map((one) => one.wrong),
    [2, 1, 2, 4],
  )
  assert.deepEqual(await recountArchive(db, { mend: true }), told)
  await sql`delete from country_days where country = 'fr'`.execute(db)
  assert.deepEqual(await counts(db), right)
  const [again] = Object.values(await recountArchive(db, { mend: true })).map((one) => one.wrong)
  assert.equal(again, 0)
})

test('what is kept of a column that is not there is found, and set to nothing', async (t) => {
  const db = await withDatabase(t)
  await fill(db)
  await sql`insert into column_counts (publisher_id, column_id, views, opens, likes) values (1, 999999, 3, 2, 1)`.execute(
    db,
  )
  assert.equal((await recountArchive(db, { mend: false })).readers.wrong, 1)
  assert.equal((await recountArchive(db, { mend: true })).readers.wrong, 1)
  const kept = await sql`select views, opens, likes from column_counts where column_id = 999999`.execute(db)
  assert.deepEqual(kept.rows, [{ views: 0, opens: 0, likes: 0 }])
  assert.equal((await recountArchive(db, { mend: false })).readers.wrong, 0)
})

test('pieces that a list shows once are counted anew as well', async (t) => {
  const db = await withDatabase(t)
  await fill(db)
  const sums = async () =>
    (
      await sql`select (select sum(repeats) from outlets) as writers, sum(repeats) as days, sum(abroad) as abroad
        from country_days`.execute(db)
    ).rows[0]
  assert.deepEqual(await sums(), { writers: 0, days: 0, abroad: 0 })
  const { rows } = await sql<{ id: number }>`
    select c.id from columns c join attributions a on a.publisher_id = c.publisher_id and a.column_id = c.id
    where c.publisher_id = 1 and c.listed and c.opinion group by c.id having count(*) = 1 order by c.id limit 2`.execute(
    db,
  )
  const [there, elsewhere] = rows.map(({ id }) => id)
  await sql`update columns set copy_level = case when id = ${there} then 2 else 1 end
    where publisher_id = 1 and id in (${there}, ${elsewhere})`.execute(db)
  await sql`update attributions set repeated = true where publisher_id = 1 and column_id = ${there}`.execute(db)
  const told = await recountArchive(db, { mend: true })
  assert.equal(told.writers.wrong, 1)
  assert.ok(told.days.wrong > 0)
  assert.deepEqual(await sums(), { writers: 1, days: 1, abroad: 1 })
})

test('what is filed while counting is neither lost nor doubled', async (t) => {
  const db = await withDatabase(t)
  await fill(db)
  const press = await makePress(db, { slug: 'third', name: 'The Third', country: 'gb' })
  await sql`update outlets set columns = 0`.execute(db)
  const filing = (async () => {
    for (let i = 1; i <= 20; i++)
      await fileColumns(db, [draftOf(press, i)], { publisherId: press.publisher.id, now: noon })
  })()
  for (let i = 0; i < 5; i++) await recountArchive(db, { mend: true })
  await filing
  const recount = await recountArchive(db, { mend: true })
  assert.deepEqual(
    Object.values(recount).map(({ wrong }) => wrong),
    [0, 0, 0, 0],
  )
})
