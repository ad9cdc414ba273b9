// A piece that several publishers print is one card everywhere: how copies are found, in either order, and what lists, counts,
// takedowns, merges and the operator make of them.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { fingerprintOf } from '../parse/index.ts'
import type { CanonicalUrl, ColumnCard, ColumnDraft, ColumnId, ColumnistId } from '../model/index.ts'
import { listDayCounts } from './archive-days.ts'
import { listFamily, joinCopy, separateCopy } from './copies.ts'
import { findColumnistBySlug, listColumnistsByIds } from './columnists.ts'
import {
  listColumns,
  listColumnsByColumnist,
  listColumnsByPublisher,
  listFavouriteColumns,
  type ColumnFilter,
} from './columns.ts'
import { listFollowedColumns } from './followed-columns.ts'
import { filePage } from './filing-page.ts'
import { fileColumns } from './filing.ts'
import { mergeColumnists } from './identity.ts'
import type { Db } from './schema.ts'
import { findOpenOriginals, settleCopies } from './settle-copies.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { undoAmendment } from './undo.ts'

const hour = 3_600_000
const page = { limit: 50 }
const words = Array.from({ length: 400 }, (_, i) => `word${(i * 7919) % 613}`)
const text = (from = 0, to = 400) => [words.slice(from, to).join(' ')]

type House = { db: Db; gazette: Press; herald: Press; kurier: Press }

/** Two British publishers and an Irish one. */
async function house(t: TestContext): Promise<House> {
  const db = await withDatabase(t)
  const gazette = await makePress(db)
  const herald = await makePress(db, { slug: 'herald', name: 'The Herald' })
  const kurier = await makePress(db, { slug: 'kurier', name: 'Kurier', country: 'ie' })
  return { db, gazette, herald, kurier }
}

/** Files a column by its feed and by its page, hours before noon. */
async function file(db: Db, press: Press, number: number, changes: Partial<ColumnDraft> = {}): Promise<ColumnId> {
  const draft = draftOf(press, number, { title: 'What the river remembers of us', access: 'free', ...changes })
  const filed = await fileColumns(db, [draft], { publisherId: press.publisher.id, now: noon })
  const { id } = filed.columns[0]!
  await filePage(db, id, { ...draft, pageRead: true }, { now: noon })
  return id
}

const copyOf = (press: Press, number: number): Partial<ColumnDraft> => ({
  originals: [{ url: `${press.publisher.home}columns/${number}`, evidence: 'canonical', place: 'link[rel=canonical]' }],
})

async function ids(db: Db, filter: ColumnFilter = {}): Promise<ColumnId[]> {
  return (await listColumns(db, filter, page)).items.map((card) => card.id)
}

async function writerOf(db: Db, id: ColumnId): Promise<ColumnistId> {
  const { rows } = await sql<{
    id: ColumnistId
  }>`select columnist_id as id from attributions where column_id = ${id}`.execute(db)
  return rows[0]!.id
}

test('a page that names its original makes one card of both, whichever came first', async (t) => {
  for (const order of ['original first', 'copy first']) {
    const { db, gazette, herald } = await house(t)
    const fileCopy = () =>
      file(db, herald, 1, { ...copyOf(gazette, 3), title: 'The river remembers us', publishedAt: noon })
    let copy = order === 'copy first' ? await fileCopy() : (0 as ColumnId)
    await settleCopies(db)
    const original = await file(db, gazette, 3)
    if (order === 'original first') copy = await fileCopy()
    await settleCopies(db)
    assert.deepEqual(await ids(db), [original], order)
    assert.deepEqual(await ids(db, { country: 'gb' }), [original], order)
    assert.deepEqual(await ids(db, { publisherId: herald.publisher.id }), [copy], order)
    const family = await listFamily(db, original)
    assert.deepEqual(
      family.map(({ card, evidence }) => [card.id, evidence]),
      [
        [original, null],
        [copy, 'canonical'],
      ],
      order,
    )
  }
})

test('an original that only a feed lists is found as well, and one at an address that changed', async (t) => {
  const { db, gazette, herald, kurier } = await house(t)
  const copy = await file(db, herald, 1, copyOf(gazette, 3))
  await settleCopies(db)
  const draft = draftOf(gazette, 3, { title: 'What the river remembers of us' })
  await fileColumns(db, [draft], { publisherId: gazette.publisher.id, now: noon })
  assert.equal((await ids(db)).length, 2)
  assert.equal(await findOpenOriginals(db, noon, { all: false }), 1)
  assert.ok(!(await ids(db)).includes(copy))
  const moved = `${gazette.publisher.home}columns/old` as CanonicalUrl
  await fileColumns(db, [{ ...draft, addresses: [...draft.addresses, moved] }], {
    publisherId: gazette.publisher.id,
    now: noon,
  })
  await file(db, kurier, 4, { originals: [{ url: moved, evidence: 'canonical', place: '' }] })
  await settleCopies(db)
  assert.equal((await ids(db)).length, 1)
})

test('a canonical address is not believed where neither writer nor headline nor text agree', async (t) => {
  const { db, gazette, herald } = await house(t)
  await file(db, gazette, 3)
  const other = { title: 'Bread, and who bakes it', contributors: [contributorOf('Ben Hollis')], byline: 'Ben Hollis' }
  await file(db, herald, 1, { ...copyOf(gazette, 3), ...other })
  await settleCopies(db)
  assert.equal((await ids(db)).length, 2)
})

test('the same writer and headline within days are one piece; a headline alone, a rubric or another writer are not', async (t) => {
  const { db, gazette, herald } = await house(t)
  const cases: [string, Partial<ColumnDraft>, number][] = [
    ['the same', { publishedAt: new Date(noon.getTime() - 30 * hour), title: 'WHAT THE RIVER REMEMBERS OF US!' }, 1],
    ['another writer', { contributors: [contributorOf('Ben Hollis')], byline: 'Ben Hollis' }, 2],
    ['unsigned', { contributors: [], byline: null }, 2],
    ['weeks apart', { publishedAt: new Date(noon.getTime() - 30 * 24 * hour) }, 2],
    ['the house', { contributors: [contributorOf('Ann Marsh', { kind: 'agency' })] }, 2],
  ]
  for (const [number, [name, changes, cards]] of cases.entries()) {
    const title = `What the river remembers of us, part ${number}`
    const original = await file(db, gazette, number * 2 + 40, {
      title,
      publishedAt: new Date(noon.getTime() - 31 * hour),
    })
    const copy = await file(db, herald, number * 2 + 41, {
      ...changes,
      title: changes.title ? `${changes.title} Part ${number}` : title,
    })
    await settleCopies(db)
    const shown = (await ids(db)).filter((id) => id === original || id === copy)
    assert.equal(shown.length, cards, name)
    if (cards === 1) assert.deepEqual(shown, [original], name)
  }
  await file(db, gazette, 90, { title: 'Letters' })
  await file(db, herald, 91, { title: 'Letters' })
  await settleCopies(db)
  assert.equal((await listColumns(db, {}, page)).items.filter((card) => card.title === 'Letters').length, 2)
})

test('a text that another publisher heads otherwise is known again, also when a paywall shows its beginning alone', async (t) => {
  const { db, gazette, herald, kurier } = await house(t)
  const original = await file(db, gazette, 9, { fingerprint: fingerprintOf(text()) })
  await file(db, herald, 3, { title: 'Banks and beds', fingerprint: fingerprintOf(text(0, 395)) })
  await file(db, kurier, 2, { title: 'Downstream', access: 'paid', fingerprint: fingerprintOf(text(0, 130)) })
  const other = await file(db, kurier, 5, {
    title: 'Something else',
    fingerprint: fingerprintOf(words.map((word) => `x${word}`)),
  })
  await settleCopies(db)
  assert.deepEqual(
    (await ids(db)).toSorted((a, b) => a - b),
    [original, other].toSorted((a, b) => a - b),
  )
  const family = await listFamily(db, original)
  assert.deepEqual(
    family.map(({ evidence }) => evidence),
    [null, 'same-text', 'same-text'],
  )
})

test('the same headline over two different texts stays two pieces', async (t) => {
  const { db, gazette, herald } = await house(t)
  await file(db, gazette, 9, { fingerprint: fingerprintOf(text()) })
  await file(db, herald, 3, { fingerprint: fingerprintOf([words.map((word) => `y${word}`).join(' ')]) })
  await settleCopies(db)
  assert.equal((await ids(db)).length, 2)
})

test('each country shows the first copy there, and keyset pages miss and repeat nothing', async (t) => {
  const { db, gazette, herald, kurier } = await house(t)
  const original = await file(db, gazette, 20)
  const inGb = await file(db, herald, 10, copyOf(gazette, 20))
  const inIe = await file(db, kurier, 5, copyOf(gazette, 20))
  for (let n = 1; n <= 6; n++) await file(db, kurier, 30 + n, { title: `On bread and its bakers, part ${n}` })
  await settleCopies(db)
  const world = await ids(db)
  assert.ok(world.includes(original) && !world.includes(inGb) && !world.includes(inIe))
  assert.ok((await ids(db, { country: 'ie' })).includes(inIe))
  assert.deepEqual(await ids(db, { country: 'gb' }), [original])
  const paged: ColumnId[] = []
  let after: NonNullable<Awaited<ReturnType<typeof listColumns>>['older']> | undefined
  do {
    const listing = await listColumns(db, {}, { limit: 2, ...(after === undefined ? {} : { after }) })
    paged.push(...listing.items.map((card) => card.id))
    after = listing.older ?? undefined
  } while (after !== undefined)
  assert.deepEqual(paged, world)
  assert.deepEqual(
    (await listFavouriteColumns(db, { since: new Date(0), limit: 50 }))
      .map((card) => card.id)
      .toSorted((a, b) => a - b),
    world.toSorted((a, b) => a - b),
  )
  const days = await listDayCounts(db, { from: '2026-01-01', to: '2026-12-31' })
  assert.equal(
    days.reduce((sum, day) => sum + day.columns, 0),
    world.length,
  )
  for (const country of ['gb', 'ie']) {
    const counted = await listDayCounts(db, { country, from: '2026-01-01', to: '2026-12-31' })
    assert.equal(
      counted.reduce((sum, day) => sum + day.columns, 0),
      (await ids(db, { country })).length,
      country,
    )
  }
})

test('a columnist of two publishers has the piece once and is counted once, also after a merge and its undoing', async (t) => {
  const { db, gazette, herald } = await house(t)
  const original = await file(db, gazette, 9)
  const copy = await file(db, herald, 3, copyOf(gazette, 9))
  await settleCopies(db)
  const [one, other] = [await writerOf(db, original), await writerOf(db, copy)]
  assert.notEqual(one, other)
  const listOf = async (id: ColumnistId) => (await listColumnsByColumnist(db, id, page)).items.map((card) => card.id)
  // Two persons as far as we know: each has what they are credited with.
  assert.deepEqual([await listOf(one), await listOf(other)], [[original], [copy]])
  const deciding = { by: 'the test', reason: 'one person', now: noon }
  const slugs = await sql<{
    slug: string
  }>`select slug from columnists where id in (${one}, ${other}) order by id = ${one}`.execute(db)
  const [from, into] = slugs.rows.map((row) => row.slug)
  const merged = await mergeColumnists(db, { from: from!, into: into!, ...deciding })
  await settleCopies(db)
  assert.deepEqual(await listOf(one), [original])
  assert.equal((await listColumnistsByIds(db, [one]))[0]?.columns, 1)
  assert.deepEqual(
    (await listColumnsByColumnist(db, one, page, { publisherId: herald.publisher.id })).items.map(({ id }) => id),
    [copy],
  )
  await undoAmendment(db, merged.amendment, { by: 'the test', now: noon })
  await settleCopies(db)
  assert.deepEqual(await listOf(other), [copy])
  assert.equal((await findColumnistBySlug(db, from!))?.kind, 'found')
})

test('a takedown of the original leaves its copy to stand for both, and undoing it puts the original back', async (t) => {
  const { db, gazette, herald } = await house(t)
  const original = await file(db, gazette, 9, { fingerprint: fingerprintOf(text()) })
  const copy = await file(db, herald, 3, { ...copyOf(gazette, 9), fingerprint: fingerprintOf(text()) })
  await settleCopies(db)
  const key = { publisherId: gazette.publisher.id, columnId: original }
  await takeDownColumn(db, { ...key, reason: 'publisher', now: noon })
  assert.deepEqual(await ids(db), [copy])
  const kept = await sql`select 1 from fingerprints where column_id = ${original}`.execute(db)
  assert.equal(kept.rows.length, 0)
  await undoTakedown(db, { ...key, now: noon })
  assert.deepEqual(await ids(db), [original])
})

test('an operator separates what is not one piece, and no later reading joins it again; and joins what we did not see', async (t) => {
  const { db, gazette, herald, kurier } = await house(t)
  const original = await file(db, gazette, 9)
  const copy = await file(db, herald, 3, copyOf(gazette, 9))
  await settleCopies(db)
  const deciding = { who: 'the test', reason: 'two pieces', now: noon }
  const key = { publisherId: herald.publisher.id, id: copy }
  assert.equal(await separateCopy(db, key, deciding), true)
  assert.equal(await separateCopy(db, key, deciding), false)
  await file(db, herald, 3, copyOf(gazette, 9))
  await settleCopies(db)
  await findOpenOriginals(db, noon, { all: true })
  assert.equal((await ids(db)).length, 2)
  const third = await file(db, kurier, 1, {
    title: 'Was der Fluss weiß',
    lang: 'de',
    contributors: [contributorOf('Anna Marsch')],
  })
  await settleCopies(db)
  assert.equal(
    await joinCopy(
      db,
      { publisherId: kurier.publisher.id, id: third },
      { publisherId: gazette.publisher.id, id: original },
      deciding,
    ),
    true,
  )
  assert.deepEqual(new Set(await ids(db)), new Set([original, copy]))
  const acts = await sql<{ what: string }>`select what from acts order by id`.execute(db)
  assert.deepEqual(
    acts.rows.map((row) => row.what),
    ['separate', 'copy'],
  )
})

test('a card that asks for a subscription offers the same piece where it is free', async (t) => {
  const { db, gazette, herald } = await house(t)
  const original = await file(db, gazette, 9, { access: 'paid' })
  const copy = await file(db, herald, 3, copyOf(gazette, 9))
  await settleCopies(db)
  const [card] = (await listColumns(db, {}, page)).items as [ColumnCard]
  assert.equal(card.id, original)
  assert.deepEqual([card.freeAt?.id, card.freeAt?.publisherName], [copy, 'The Herald'])
  assert.equal((await listColumnsByPublisher(db, herald.publisher.id, page)).items[0]?.freeAt ?? null, null)
})

test('who follows both publishers sees the piece once; who follows the copy’s alone sees the copy', async (t) => {
  const { db, gazette, herald } = await house(t)
  const original = await file(db, gazette, 9)
  const copy = await file(db, herald, 3, copyOf(gazette, 9))
  await settleCopies(db)
  const followed = async (publisherIds: readonly Press[], columnistIds: readonly ColumnistId[] = []) =>
    (
      await listFollowedColumns(
        db,
        { publisherIds: publisherIds.map((press) => press.publisher.id), columnistIds },
        page,
      )
    ).items.map(({ id }) => id)
  assert.deepEqual(await followed([gazette, herald]), [original])
  assert.deepEqual(await followed([herald]), [copy])
  assert.deepEqual(await followed([herald], [await writerOf(db, original)]), [original])
})

test('a page that thousands name is no family of thousands, and settling twice changes nothing', async (t) => {
  const { db, gazette, herald } = await house(t)
  await file(db, gazette, 500)
  for (let n = 0; n < 80; n++)
    await file(db, herald, n, { ...copyOf(gazette, 500), title: `What the river remembers of us ${n}` })
  await settleCopies(db)
  const state = async () =>
    (await sql`select id, family, copy_level, xmin::text from columns order by id`.execute(db)).rows
  const before = await state()
  await sql`insert into copies_due select publisher_id, id, now() from columns`.execute(db)
  await settleCopies(db)
  assert.deepEqual(await state(), before)
})

test('settling, takedowns and readings at the same time end as they would one after the other', async (t) => {
  const { db, gazette, herald, kurier } = await house(t)
  const original = await file(db, gazette, 9)
  const copies = new Set([await file(db, herald, 3, copyOf(gazette, 9)), await file(db, kurier, 2, copyOf(gazette, 9))])
  await settleCopies(db)
  const key = { publisherId: gazette.publisher.id, columnId: original }
  for (let round = 0; round < 4; round++) {
    await Promise.all([
      takeDownColumn(db, { ...key, reason: 'publisher', now: noon }),
      file(db, herald, 3, copyOf(gazette, 9)).then(() => settleCopies(db)),
      file(db, kurier, 2, copyOf(gazette, 9)).then(() => settleCopies(db)),
      findOpenOriginals(db, noon, { all: true }),
    ])
    await settleCopies(db)
    const [head] = await ids(db)
    assert.ok(head !== undefined && copies.has(head))
    assert.equal((await ids(db)).length, 1)
    await Promise.all([undoTakedown(db, { ...key, now: noon }), settleCopies(db), settleCopies(db)])
    await settleCopies(db)
    assert.deepEqual(await ids(db), [original])
  }
})
