import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnDraft, ColumnId, Evidence } from '../model/index.ts'
import { findColumn } from './column-detail.ts'
import { listOutlets } from './columnists.ts'
import { correctColumn, listCorrections } from './corrections.ts'
import { fileColumns } from './filing.ts'
import { filePage } from './filing-page.ts'
import { mergeColumnists } from './identity.ts'
import { findLearned, repeatedAmong } from './repeated-names.ts'
import { addReport, dismissColumn, listReports, listReviews } from './review.ts'
import type { Db } from './schema.ts'
import { searchColumns } from './search.ts'
import { parseSearchQuery } from './search-query.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { undoAmendment } from './undo.ts'

const deciding = { by: 'tester', reason: 'The paper says so itself', now: noon }
const doubt: Evidence = { source: 'meta:author', text: 'Lena Foss', selector: 'meta[name=author]' }

async function file(db: Db, press: Press, number: number, changes: Partial<ColumnDraft> = {}): Promise<ColumnId> {
  const filed = await fileColumns(db, [draftOf(press, number, changes)], { publisherId: press.publisher.id, now: noon })
  return filed.columns[0]!.id
}

function read(db: Db, press: Press, number: number, id: ColumnId, changes: Partial<ColumnDraft>) {
  return filePage(db, id, draftOf(press, number, { pageRead: true, ...changes }), { now: noon })
}

async function creditsOf(db: Db, id: ColumnId): Promise<string[]> {
  const found = await findColumn(db, id)
  assert.equal(found?.kind, 'found')
  return found.column.credits.map(({ name, kind, evidence }) => `${name} (${kind}, ${evidence[0]?.source})`)
}

async function stateOf(db: Db): Promise<unknown> {
  const { rows } = await sql<{ state: unknown }>`select json_build_object(
    'attributions', (select json_agg(x order by x.publisher_id, x.column_id, x.position) from attributions x),
    'evidence', (select json_agg(x order by x.publisher_id, x.column_id, x.position, x.number) from evidence x),
    'aliases', (select json_agg(x order by x.publisher_id, x.folded_name) from aliases x),
    'never', (select json_agg(x) from never_names x),
    'reviews', (select json_agg(x) from reviews x),
    'search', (select json_agg(c.search::text order by c.id) from columns c),
    'outlets', (select json_agg(x order by x.publisher_id, x.columnist_id) from outlets x where x.pieces > 0)) as state`.execute(
    db,
  )
  return rows[0]!.state
}

test('a correction replaces the credits, is told in public, and no later reading overwrites it', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const id = await file(db, press, 1)
  const corrected = await correctColumn(db, {
    ...deciding,
    columnId: id,
    writers: [{ name: 'Bea Oak', kind: 'guest' }],
  })
  assert.deepEqual(await creditsOf(db, id), ['Bea Oak (guest, correction)'])
  const [told] = (await listCorrections(db, { limit: 5 })).items
  assert.equal(told?.card.id, id)
  assert.deepEqual(
    told.before.map(({ name }) => name),
    ['Ann Marsh'],
  )
  assert.deepEqual(
    told.after.map(({ name }) => name),
    ['Bea Oak'],
  )
  assert.equal(told.reason, deciding.reason)
  assert.equal((await searchColumns(db, parseSearchQuery('oak'), { limit: 5 })).items.length, 1)
  assert.equal((await searchColumns(db, parseSearchQuery('marsh'), { limit: 5 })).items.length, 0)
  assert.deepEqual(
    (await listOutlets(db, corrected.after[0]!.columnistId)).map(({ columns }) => columns),
    [1],
  )
  assert.deepEqual(await listOutlets(db, corrected.before[0]!.columnistId), [])

  await read(db, press, 1, id, { contributors: [contributorOf('Ann Marsh')], title: 'Another headline' })
  await file(db, press, 1, { byline: 'By Carl Reed', contributors: [contributorOf('Carl Reed')] })
  assert.deepEqual(await creditsOf(db, id), ['Bea Oak (guest, correction)'])
  const again = { ...deciding, columnId: id, writers: [{ name: 'Bea Oak', kind: 'guest' as const }] }
  await assert.rejects(correctColumn(db, again), /credited so already/)
  await assert.rejects(correctColumn(db, { ...again, columnId: 999 as ColumnId }), /There is no column 999/)
})

test('a column that was taken down is neither corrected nor restored to', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const id = await file(db, press, 1)
  const writers = [{ name: 'Bea Oak', kind: 'person' as const }]
  const { amendment } = await correctColumn(db, { ...deciding, columnId: id, writers })
  const down = { publisherId: press.publisher.id, columnId: id, now: noon, who: 'tester' }
  await takeDownColumn(db, { ...down, reason: 'legal' })
  assert.deepEqual((await listCorrections(db, { limit: 5 })).items, [])
  await assert.rejects(correctColumn(db, { ...deciding, columnId: id, writers: [] }), /was taken down/)
  await assert.rejects(undoAmendment(db, amendment, deciding), /was taken down/)
  await undoTakedown(db, down)
  assert.deepEqual(await creditsOf(db, id), ['Bea Oak (person, correction)'])
})

test('a corrected column may be unsigned', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const id = await file(db, press, 1)
  await correctColumn(db, { ...deciding, columnId: id, writers: [] })
  await read(db, press, 1, id, {})
  assert.deepEqual(await creditsOf(db, id), [])
})

test('undoing a correction restores exactly what was, and readings count again', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const id = await file(db, press, 1, {
    contributors: [contributorOf('Ann Marsh'), contributorOf('Pia Fox', { kind: 'photographer' })],
  })
  await read(db, press, 1, id, { contributors: [], doubts: [doubt] })
  const before = await stateOf(db)
  const first = await correctColumn(db, {
    ...deciding,
    columnId: id,
    writers: [{ name: 'Bea Oak', kind: 'person' }],
    teach: 'never',
  })
  const second = await correctColumn(db, {
    ...deciding,
    columnId: id,
    writers: [{ name: 'Carl Reed', kind: 'person' }],
  })
  await assert.rejects(
    undoAmendment(db, first.amendment, deciding),
    new RegExp(`Act ${second.amendment} corrected the same`),
  )
  await undoAmendment(db, second.amendment, deciding)
  await undoAmendment(db, first.amendment, deciding)
  assert.deepEqual(await stateOf(db), before)
  assert.deepEqual((await listCorrections(db, { limit: 5 })).items, [])
  await read(db, press, 1, id, { contributors: [contributorOf('Dora Lind')] })
  assert.deepEqual(await creditsOf(db, id), ['Dora Lind (person, feed:dc:creator)'])
})

test('a correction undone after a merge credits the one who stays', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const id = await file(db, press, 1)
  await file(db, press, 2, { contributors: [contributorOf('Anne Marsh')] })
  const { amendment } = await correctColumn(db, {
    ...deciding,
    columnId: id,
    writers: [{ name: 'Bea Oak', kind: 'person' }],
  })
  await mergeColumnists(db, { ...deciding, from: 'ann-marsh', into: 'anne-marsh' })
  await undoAmendment(db, amendment, deciding)
  assert.deepEqual(await creditsOf(db, id), ['Anne Marsh (person, feed:dc:creator)'])
})

test('a correction teaches: what a name always means here, and what is never a name', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const printed = { contributors: [contributorOf('A. Marsh')] }
  const id = await file(db, press, 1, printed)
  await correctColumn(db, {
    ...deciding,
    columnId: id,
    writers: [{ name: 'Ann Marsh', kind: 'person' }],
    teach: 'always',
  })
  const next = await file(db, press, 2, printed)
  assert.deepEqual(await creditsOf(db, next), ['Ann Marsh (person, feed:dc:creator)'])

  const house = await file(db, press, 3, { contributors: [contributorOf('Gazette Weekend')] })
  await correctColumn(db, { ...deciding, columnId: house, writers: [], teach: 'never' })
  assert.deepEqual((await findLearned(db, press.publisher.id, noon)).neverNames, ['Gazette Weekend'])
  const other = await makePress(db, { slug: 'herald', home: 'https://herald.example/' })
  const together = await Promise.all([other, press].map(({ publisher }) => findLearned(db, publisher.id, noon)))
  assert.deepEqual(
    together.map(({ neverNames }) => neverNames),
    [[], ['Gazette Weekend']],
  )
  const nothing = { ...deciding, columnId: house, writers: [{ name: 'Bea Oak', kind: 'person' as const }] }
  await assert.rejects(correctColumn(db, { ...nothing, teach: 'always' }), /nothing to be learned/)
})

test('two corrections at the same time both stand in the record, the later one on the page', async (t) => {
  const db = await withDatabase(t, { poolSize: 6 })
  const press = await makePress(db)
  const id = await file(db, press, 1)
  await Promise.all([
    ...['Bea Oak', 'Carl Reed'].map((name) =>
      correctColumn(db, { ...deciding, columnId: id, writers: [{ name, kind: 'person' }] }),
    ),
    read(db, press, 1, id, { contributors: [contributorOf('Dora Lind')] }),
  ])
  const { items } = await listCorrections(db, { limit: 5 })
  assert.equal(items.length, 2)
  assert.deepEqual(
    await creditsOf(db, id),
    items[0]!.after.map(({ name }) => `${name} (person, correction)`),
  )
  assert.deepEqual(
    items[0]!.before.map(({ name }) => name),
    items[1]!.after.map(({ name }) => name),
  )
})

test('a doubtful column waits for review with its evidence until a sure reading or an operator answers', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const unsure = { contributors: [], byline: 'Lena Foss', doubts: [doubt] }
  const ids = [await file(db, press, 1, unsure), await file(db, press, 2, unsure), await file(db, press, 3, unsure)]
  await file(db, press, 4)
  const waiting = async () =>
    (await listReviews(db, { limit: 9 })).items.map(({ card }) => card.id).toSorted((a, b) => a - b)
  assert.deepEqual(await waiting(), ids)
  const [last] = (await listReviews(db, { limit: 1 })).items
  assert.deepEqual([last?.evidence, last?.byline, last?.reason], [[doubt], 'Lena Foss', 'unsure'])
  await read(db, press, 1, ids[0]!, { contributors: [contributorOf('Lena Foss')] })
  await read(db, press, 2, ids[1]!, unsure)
  await correctColumn(db, { ...deciding, columnId: ids[2]!, writers: [{ name: 'Lena Foss', kind: 'person' }] })
  assert.deepEqual(await waiting(), [ids[1]])
  await dismissColumn(db, { publisherId: press.publisher.id, columnId: ids[1]!, now: noon })
  await read(db, press, 2, ids[1]!, unsure)
  assert.deepEqual(await waiting(), [])
})

test('a reader’s report waits for the operator, changes nothing, and is bounded by reader and day', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const id = await file(db, press, 1)
  const before = await creditsOf(db, id)
  const report = (visitor: string, day = '2026-11-22') =>
    addReport(db, {
      publisherId: press.publisher.id,
      columnId: id,
      name: '<b>Bea\0 Oak</b>',
      note: null,
      day,
      visitor: Buffer.from(visitor),
      now: noon,
    })
  const answers = []
  for (let i = 0; i < 12; i++) answers.push(await report('one'))
  assert.deepEqual(answers, [...Array<boolean>(10).fill(true), false, false])
  assert.equal(await report('another'), true)
  const reports = await listReports(db, { limit: 50 })
  assert.equal(reports.length, 11)
  assert.equal(reports[0]!.name, '<b>Bea Oak</b>')
  assert.deepEqual(await creditsOf(db, id), before)
  await report('one', '2026-11-23')
  const { rows } = await sql`select 1 from reporters where day = '2026-11-22'`.execute(db)
  assert.deepEqual(rows, [])
  await correctColumn(db, { ...deciding, columnId: id, writers: [{ name: 'Bea Oak', kind: 'person' }] })
  assert.deepEqual(await listReports(db, { limit: 50 }), [])
})

test('corrections are listed a page at a time, without those of columns that may not be shown', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  for (const number of [1, 2, 3]) {
    const columnId = await file(db, press, number)
    const now = new Date(noon.getTime() + number * 1000)
    await correctColumn(db, {
      ...deciding,
      now,
      columnId,
      writers: [{ name: `Bea Oak ${'I'.repeat(number)}`, kind: 'person' }],
    })
  }
  await sql`update columns set listed = false where title like '%part 2'`.execute(db)
  const first = await listCorrections(db, { limit: 1 })
  assert.equal(first.items[0]?.card.title, 'On the river, part 3')
  const second = await listCorrections(db, { limit: 1, after: first.next! })
  assert.equal(second.items[0]?.card.title, 'On the river, part 1')
  assert.equal(second.next, null)
})

test('a name is a habit when most columns carry it beside others; a lone writer’s is not', () => {
  const times = (n: number, names: (i: number) => string[]) => Array.from({ length: n }, (_, i) => names(i))
  const writers = ['a', 'b', 'c', 'd', 'e']
  assert.deepEqual([...repeatedAmong(times(40, (i) => ['desk', writers[i % 5]!]))], [['desk', 1]])
  assert.deepEqual([...repeatedAmong(times(29, (i) => ['desk', writers[i % 5]!]))], [])
  assert.deepEqual([...repeatedAmong(times(40, () => ['ann']))], [])
  // One guest in ten, a steady co-author, two who share a site: none of them is a house.
  assert.deepEqual([...repeatedAmong(times(40, (i) => (i % 10 === 0 ? ['ann', `guest ${i}`] : ['ann'])))], [])
  assert.deepEqual([...repeatedAmong(times(40, () => ['ann', 'bea']))], [])
  assert.deepEqual([...repeatedAmong(times(40, (i) => (i % 3 === 0 ? ['bea'] : ['ann'])))], [])
  // Pages where only the desk is claimed are still the desk's habit.
  const half = repeatedAmong(times(40, (i) => (i % 2 === 0 ? ['desk'] : ['desk', writers[i % 5]!])))
  assert.deepEqual([...half], [['desk', 1]])
})
