import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { BadRequest } from '../base/index.ts'
import type { ColumnistId } from '../model/index.ts'
import { findColumn } from './column-detail.ts'
import { findColumnistBySlug, listColumnistsByIds, listOutlets, suggestColumnists } from './columnists.ts'
import { listColumnsByColumnist } from './columns.ts'
import { fileColumns } from './filing.ts'
import { filePage } from './filing-page.ts'
import { listFollowedColumns } from './followed-columns.ts'
import { resolveColumnistIds } from './identity-present.ts'
import { mergeColumnists, splitColumnist } from './identity.ts'
import { nameSkeleton, listSameNames } from './same-names.ts'
import { outletMoves } from './outlet-moves.ts'
import type { Db } from './schema.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { undoAmendment } from './undo.ts'

const deciding = { by: 'tester', reason: 'They said so on the radio', now: noon }
const day = 86_400_000

async function twoPapers(t: Parameters<typeof withDatabase>[0]): Promise<{ db: Db; gazette: Press; herald: Press }> {
  const db = await withDatabase(t, { poolSize: 8 })
  const gazette = await makePress(db)
  const herald = await makePress(db, { slug: 'herald', name: 'The Herald' })
  return { db, gazette, herald }
}

function file(db: Db, press: Press, number: number, ...names: readonly string[]) {
  const draft = draftOf(press, number, { contributors: names.map((name) => contributorOf(name)) })
  return fileColumns(db, [draft], { publisherId: press.publisher.id, now: noon })
}

async function find(db: Db, slug: string) {
  const found = await findColumnistBySlug(db, slug)
  assert.equal(found?.kind, 'found', slug)
  return found.value
}

/** Everything that says who is who, in one order. */
async function stateOf(db: Db): Promise<unknown> {
  const { rows } = await sql<{ state: unknown }>`select json_build_object(
    'columnists', (select json_agg(x order by x.id) from (select id, slug, name, kind, links, merged_into, search::text from columnists) x),
    'aliases', (select json_agg(x order by x.publisher_id, x.folded_name, x.author_url) from aliases x),
    'attributions', (select json_agg(x order by x.publisher_id, x.column_id, x.position) from attributions x),
    'evidence', (select json_agg(x order by x.publisher_id, x.column_id, x.position, x.number) from evidence x),
    'outlets', (select json_agg(x order by x.publisher_id, x.columnist_id) from outlets x where x.pieces > 0)) as state`.execute(
    db,
  )
  return rows[0]!.state
}

test('the same name at two papers is two persons, whatever else they share but an address', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  await file(db, gazette, 1, 'Ann Marsh')
  await file(db, herald, 2, 'Ann Marsh')
  assert.notEqual((await find(db, 'ann-marsh')).id, (await find(db, 'ann-marsh-2')).id)
})

test('merging moves columns, names, counts, links and follows, and the old address redirects', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  await file(db, gazette, 1, 'Ann Marsh')
  await file(db, herald, 2, 'Anne Marsh')
  await file(db, herald, 3, 'Anne Marsh')
  const [ann, anne] = [await find(db, 'ann-marsh'), await find(db, 'anne-marsh')]
  const merged = await mergeColumnists(db, { ...deciding, from: 'anne-marsh', into: 'ann-marsh' })
  assert.equal(merged.columns, 2)
  assert.deepEqual(await findColumnistBySlug(db, 'anne-marsh'), { kind: 'moved', slug: 'ann-marsh' })
  assert.deepEqual(
    (await listOutlets(db, ann.id)).map(({ slug, columns }) => [slug, columns]),
    [
      ['gazette', 1],
      ['herald', 2],
    ],
  )
  assert.equal((await listColumnsByColumnist(db, ann.id, { limit: 9 })).items.length, 3)
  // Someone who followed the one who was merged follows the other now.
  assert.deepEqual(await resolveColumnistIds(db, [anne.id, ann.id, 99999 as ColumnistId]), [ann.id, 99999])
  assert.deepEqual(
    (await listColumnistsByIds(db, [anne.id, ann.id])).map(({ slug }) => slug),
    ['ann-marsh'],
  )
  const followed = await listFollowedColumns(db, { columnistIds: [anne.id], publisherIds: [] }, { limit: 9 })
  assert.equal(followed.items.length, 3)
  // Both names find the one person, and what the paper prints next is theirs.
  assert.deepEqual(
    (await suggestColumnists(db, 'anne', 5)).map(({ slug }) => slug),
    ['ann-marsh'],
  )
  const next = await file(db, herald, 4, 'Anne Marsh')
  const column = await findColumn(db, next.columns[0]!.id)
  assert.equal(column?.kind === 'found' && column.column.credits[0]?.slug, 'ann-marsh')
})

test('undoing a merge restores exactly what was, and gives later columns to whom they belong', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  const third = await makePress(db, { slug: 'third', name: 'Third Paper' })
  const withLink = draftOf(gazette, 1, {
    contributors: [contributorOf('Ann Marsh', { url: 'https://gazette.example/ann', kind: 'unknown' })],
  })
  await fileColumns(db, [withLink], { publisherId: gazette.publisher.id, now: noon })
  await file(db, herald, 2, 'Anne Marsh', 'Ann Marsh')
  await file(db, herald, 3, 'Anne Marsh')
  await file(db, third, 4, 'A. Marsh')
  await mergeColumnists(db, { ...deciding, from: 'a-marsh', into: 'anne-marsh' })
  // At the Herald both names stand, so the joint column loses a credit while they are one.
  await mergeColumnists(db, { ...deciding, from: 'ann-marsh', into: 'ann-marsh-2' })
  const before = await stateOf(db)
  const { amendment, columns } = await mergeColumnists(db, { ...deciding, from: 'anne-marsh', into: 'ann-marsh-2' })
  assert.equal(columns, 3)
  assert.notDeepEqual(await stateOf(db), before)
  assert.deepEqual(await undoAmendment(db, amendment, deciding), { what: 'merge' })
  assert.deepEqual(await stateOf(db), before)

  const again = await mergeColumnists(db, { ...deciding, from: 'anne-marsh', into: 'ann-marsh-2' })
  await file(db, herald, 5, 'Anne Marsh')
  await file(db, herald, 6, 'Ann Marsh')
  await undoAmendment(db, again.amendment, deciding)
  const anne = await find(db, 'anne-marsh')
  const other = await find(db, 'ann-marsh-2')
  const titles = async (id: ColumnistId) =>
    (await listColumnsByColumnist(db, id, { limit: 9 })).items.map(({ title }) => title.replace(/\D/g, '')).toSorted()
  assert.deepEqual(await titles(anne.id), ['2', '3', '4', '5'])
  assert.deepEqual(await titles(other.id), ['1', '2', '6'])
  await assert.rejects(undoAmendment(db, again.amendment, deciding), /was undone already/)
})

test('acts on the same persons are undone last first', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  await file(db, gazette, 1, 'Ann Marsh')
  await file(db, herald, 2, 'Anne Marsh')
  await file(db, herald, 3, 'A. Marsh')
  const first = await mergeColumnists(db, { ...deciding, from: 'anne-marsh', into: 'ann-marsh' })
  const second = await mergeColumnists(db, { ...deciding, from: 'ann-marsh', into: 'a-marsh' })
  assert.deepEqual(await findColumnistBySlug(db, 'anne-marsh'), { kind: 'moved', slug: 'a-marsh' })
  await assert.rejects(undoAmendment(db, first.amendment, deciding), new RegExp(`Act ${second.amendment} came later`))
  await undoAmendment(db, second.amendment, deciding)
  assert.deepEqual(await findColumnistBySlug(db, 'anne-marsh'), { kind: 'moved', slug: 'ann-marsh' })
  await undoAmendment(db, first.amendment, deciding)
  assert.equal((await findColumnistBySlug(db, 'anne-marsh'))?.kind, 'found')
})

test('of merges at the same time one wins and the others are told what became of them', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  await file(db, gazette, 1, 'Ann Marsh')
  await file(db, herald, 2, 'Anne Marsh')
  const results = await Promise.allSettled([
    mergeColumnists(db, { ...deciding, from: 'ann-marsh', into: 'anne-marsh' }),
    mergeColumnists(db, { ...deciding, from: 'anne-marsh', into: 'ann-marsh' }),
    mergeColumnists(db, { ...deciding, from: 'ann-marsh', into: 'anne-marsh' }),
  ])
  const failed = results.filter((result) => result.status === 'rejected')
  assert.equal(failed.length, 2)
  for (const { reason } of failed) {
    assert.ok(reason instanceof BadRequest, String(reason))
    assert.match(reason.message, /is part of “ann?e?-marsh” already/)
  }
  const { rows } = await sql`select 1 from columnists where merged_into is null`.execute(db)
  assert.equal(rows.length, 1)
})

test('a filing under way while two are merged ends with the one who stays', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  await file(db, gazette, 1, 'Ann Marsh')
  await file(db, herald, 2, 'Anne Marsh')
  await Promise.all([
    ...[11, 12, 13, 14, 15, 16].map((number) => file(db, herald, number, 'Anne Marsh')),
    mergeColumnists(db, { ...deciding, from: 'anne-marsh', into: 'ann-marsh' }),
  ])
  const ann = await find(db, 'ann-marsh')
  const { rows } = await sql<{ columnist_id: number }>`select distinct columnist_id from attributions`.execute(db)
  assert.deepEqual(rows, [{ columnist_id: ann.id }])
  assert.deepEqual(
    new Map((await listOutlets(db, ann.id)).map(({ slug, columns }) => [slug, columns])),
    new Map([
      ['gazette', 1],
      ['herald', 7],
    ]),
  )
})

test('splitting gives one publisher’s columns to someone else of the name, and is undone', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  await file(db, gazette, 1, 'Ann Marsh')
  await file(db, herald, 2, 'Ann Marsh')
  await mergeColumnists(db, { ...deciding, from: 'ann-marsh-2', into: 'ann-marsh' })
  const before = (await stateOf(db)) as { columnists: unknown; [table: string]: unknown }
  await assert.rejects(
    splitColumnist(db, { ...deciding, slug: 'ann-marsh', publisher: 'nowhere' }),
    /no publisher “nowhere”/,
  )
  const split = await splitColumnist(db, { ...deciding, slug: 'ann-marsh', publisher: 'herald' })
  assert.equal(split.into.slug, 'ann-marsh-herald')
  await file(db, herald, 3, 'Ann Marsh')
  assert.deepEqual(
    (await listOutlets(db, split.into.id)).map(({ slug, columns }) => [slug, columns]),
    [['herald', 2]],
  )
  await assert.rejects(
    splitColumnist(db, { ...deciding, slug: 'ann-marsh', publisher: 'gazette' }),
    /nothing would be left/,
  )
  await sql`delete from evidence where column_id = (select max(id) from columns)`.execute(db)
  await sql`delete from attributions where column_id = (select max(id) from columns)`.execute(db)
  await undoAmendment(db, split.amendment, deciding)
  const { columnists: _, ...after } = (await stateOf(db)) as typeof before
  const { columnists: __, ...was } = before
  assert.deepEqual(after, was)
  assert.deepEqual(await findColumnistBySlug(db, 'ann-marsh-herald'), { kind: 'moved', slug: 'ann-marsh' })
})

test('a shared author address learned later makes two papers’ columnist one; an operator’s no stands', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  const home = 'https://social.example/@annmarsh'
  const first = await file(db, gazette, 1, 'Ann Marsh')
  const second = await file(db, herald, 2, 'Ann Marsh')
  const read = (press: Press, number: number, id: (typeof first.columns)[number]['id'], sameAs: string[]) =>
    filePage(
      db,
      id,
      draftOf(press, number, { pageRead: true, contributors: [contributorOf('Ann Marsh', { sameAs })] }),
      { now: noon },
    )
  await read(gazette, 1, first.columns[0]!.id, [home, 'https://social.example/'])
  assert.equal((await findColumnistBySlug(db, 'ann-marsh-2'))?.kind, 'found')
  await read(herald, 2, second.columns[0]!.id, ['https://social.example/'])
  assert.equal((await findColumnistBySlug(db, 'ann-marsh-2'))?.kind, 'found')
  await read(herald, 2, second.columns[0]!.id, [home])
  assert.deepEqual(await findColumnistBySlug(db, 'ann-marsh-2'), { kind: 'moved', slug: 'ann-marsh' })
  const { rows } = await sql<{ id: number; who: string }>`select id, who from amendments`.execute(db)
  assert.equal(rows[0]!.who, 'evidence')

  await undoAmendment(db, rows[0]!.id, deciding)
  await read(herald, 2, second.columns[0]!.id, [home, 'https://elsewhere.example/ann'])
  assert.equal((await findColumnistBySlug(db, 'ann-marsh-2'))?.kind, 'found')
})

test('an address that someone of another name has too is evidence of nothing', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  const house = 'https://social.example/@thegroup'
  const named = (name: string) => contributorOf(name, { sameAs: [house] })
  await file(db, gazette, 1, 'Ann Marsh')
  await file(db, herald, 2, 'Ann Marsh')
  for (const [press, number, name] of [
    [gazette, 3, 'Bea Oak'],
    [gazette, 4, 'Ann Marsh'],
    [herald, 5, 'Ann Marsh'],
  ] as const)
    await fileColumns(db, [draftOf(press, number, { contributors: [named(name)] })], {
      publisherId: press.publisher.id,
      now: noon,
    })
  assert.equal((await findColumnistBySlug(db, 'ann-marsh-2'))?.kind, 'found')
})

test('names that are alike are listed, in one alphabet and across, and never merged', async (t) => {
  const { db, gazette, herald } = await twoPapers(t)
  await file(db, gazette, 1, 'José Peña')
  await file(db, herald, 2, 'Jose Pena')
  await file(db, gazette, 3, 'Алексей Навальный')
  await file(db, herald, 4, 'Alexei Navalny')
  await file(db, herald, 5, 'Maria Lund')
  const groups = await listSameNames(db, 10)
  assert.deepEqual(
    groups.map((group) => group.map(({ name }) => name).toSorted()),
    [
      ['Jose Pena', 'José Peña'],
      ['Alexei Navalny', 'Алексей Навальный'],
    ],
  )
  assert.deepEqual(new Set(groups[0]!.flatMap(({ publishers }) => publishers)), new Set(['gazette', 'herald']))
  // In search they find each other, without being merged.
  for (const text of ['naval', 'Alexei Navalny', 'навальн', 'алексей'])
    assert.deepEqual(
      (await suggestColumnists(db, text, 9)).map(({ name }) => name).toSorted((a, b) => (a < b ? -1 : 1)),
      ['Alexei Navalny', 'Алексей Навальный'],
      text,
    )
  assert.equal(nameSkeleton('יוסף כהן'), nameSkeleton('Yosef Kohen'))
  assert.equal(nameSkeleton('Γιώργος Παπάς'), nameSkeleton('Giorgos Papas'))
})

test('a move is told from the dates: three columns at each, a month between', () => {
  const outlet = (slug: string, columns: number, first: number, last: number) => ({
    publisherId: 1 as never,
    slug,
    name: slug,
    country: 'gb',
    columns,
    firstPublishedAt: new Date(first * day),
    lastPublishedAt: new Date(last * day),
  })
  const moves = (...outlets: ReturnType<typeof outlet>[]) =>
    outletMoves(outlets).map(({ from, to }) => [from.slug, to.slug])
  assert.deepEqual(moves(outlet('b', 3, 141, 200), outlet('a', 9, 0, 110)), [['a', 'b']])
  assert.deepEqual(moves(outlet('b', 3, 140, 200), outlet('a', 9, 0, 110)), [])
  assert.deepEqual(moves(outlet('b', 2, 300, 400), outlet('a', 9, 0, 110)), [])
  assert.deepEqual(moves(outlet('c', 5, 500, 600), outlet('b', 3, 200, 300), outlet('a', 9, 0, 110)), [
    ['b', 'c'],
    ['a', 'b'],
  ])
})

test('one writer of five papers, all filed at the same moment, is one columnist', async (t) => {
  const db = await withDatabase(t, { poolSize: 12 })
  const presses = await Promise.all(
    Array.from({ length: 5 }, (_, i) => makePress(db, { slug: `paper-${i}`, name: `Paper ${i}` })),
  )
  for (let round = 0; round < 8; round++) {
    const name = `Ann Marsh ${'ABCDEFGH'[round]}`
    const sameAs = [`https://social.example/@ann-${round}`]
    await Promise.all(
      presses.map((press) => {
        const draft = draftOf(press, round + 1, { contributors: [{ ...contributorOf(name), sameAs }] })
        return fileColumns(db, [draft], { publisherId: press.publisher.id, now: noon })
      }),
    )
    const { rows } = await sql<{ slug: string }>`
      select slug from columnists where name = ${name} and merged_into is null`.execute(db)
    assert.equal(rows.length, 1, `${name}: ${rows.map(({ slug }) => slug).join(', ')}`)
    assert.equal((await listOutlets(db, (await find(db, rows[0]!.slug)).id)).length, 5)
  }
})
