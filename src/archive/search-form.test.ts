import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { fileColumns } from './filing.ts'
import { keep } from './kept.ts'
import { renewSearch } from './search-form.ts'
import { takeDownColumn } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { draftOf, makePress, noon } from './test-drafts.ts'

test('an archive of an older form gets the present one, tombstones stay without words', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { columns } = await fileColumns(
    db,
    Array.from({ length: 5 }, (_, i) => draftOf(press, i + 1)),
    { publisherId: press.publisher.id, now: noon },
  )
  await takeDownColumn(db, {
    publisherId: press.publisher.id,
    columnId: columns[0]!.id,
    reason: 'publisher',
    now: noon,
  })
  const vectors = async () => [
    (await sql`select id, search::text from columns order by id`.execute(db)).rows,
    (await sql`select id, search::text, sounds from columnists order by id`.execute(db)).rows,
    (await sql`select id, search::text from publishers order by id`.execute(db)).rows,
  ]
  const right = await vectors()
  assert.equal(await renewSearch(db), 0)
  await sql`update columns set search = 'river:1A' where search <> ''`.execute(db)
  await sql`update columnists set search = '', sounds = ''`.execute(db)
  await sql`update publishers set search = ''`.execute(db)
  assert.equal(await renewSearch(db), 0)
  await keep(db, 'search-form', 1)
  assert.equal(await renewSearch(db), 4)
  assert.deepEqual(await vectors(), right)
  assert.equal(await renewSearch(db), 0)
})
