import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnDraft, ColumnId } from '../model/index.ts'
import { findColumnistBySlug } from './columnists.ts'
import { fileColumns } from './filing.ts'
import { filePage, filePages } from './filing-page.ts'
import { joinForgotten } from './identity-evidence.ts'
import type { Db } from './schema.ts'
import { takeDownColumn } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { canonical, contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { filedState } from './test-state.ts'

type Page = { readonly id: ColumnId; readonly draft: ColumnDraft }

/** Eight columns of a paper as its feed told of them, the fifth taken down; and what their pages say. */
async function pagesOf(db: Db): Promise<{ press: Press; pages: Page[] }> {
  const press = await makePress(db)
  const drafts = [1, 30, 60, 90, 120, 150, 180, 210].map((number) =>
    draftOf(press, number, {
      title: ['Rain', 'Bread', 'Snow', 'Letters', 'Tides', 'Bees', 'Tides', 'Glass'][number % 8]!,
    }),
  )
  const { columns } = await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  const ids = columns.map(({ id }) => id)
  await takeDownColumn(db, { publisherId: press.publisher.id, columnId: ids[4]!, reason: 'columnist', now: noon })
  const said: Partial<ColumnDraft>[] = [
    { contributors: [contributorOf('Ann Marsh', { sameAs: ['https://social.example/@annmarsh'] })], words: 700 },
    { contributors: [contributorOf('Bea Oak', { url: 'https://gazette.example/by/bea-oak' })], byline: 'Bea Oak' },
    {
      contributors: [contributorOf('Bea Oak'), contributorOf('Ann Marsh')],
      image: 'https://img.example/a.jpg',
      imageWidth: 400,
    },
    { fingerprint: { shingles: 3, hashes: [1, 2, 3] }, addresses: ['https://gazette.example/?p=4'] },
    { title: 'What nobody may read' },
    // Its page says that it is the second one, which it is not.
    { canonicalUrl: drafts[1]!.canonicalUrl },
    { contributors: [], byline: null },
    // And this one's that it is the one before, which is the same piece.
    { canonicalUrl: drafts[6]!.canonicalUrl, title: drafts[6]!.title },
  ]
  const pages = drafts.map((draft, at) => ({ id: ids[at]!, draft: { ...draft, pageRead: true, ...said[at] } }))
  return { press, pages }
}

test('pages filed together leave what they leave one after the other', async (t) => {
  const [together, alone] = [await withDatabase(t), await withDatabase(t)]
  const filed = await filePages(together, (await pagesOf(together)).pages, noon)
  const onebyone = []
  for (const { id, draft } of (await pagesOf(alone)).pages)
    onebyone.push(await filePage(alone, id, draft, { now: noon }))
  assert.deepEqual(
    filed.map((settled) => (settled.status === 'fulfilled' ? settled.value : settled.reason)),
    onebyone,
  )
  assert.deepEqual(new Set(onebyone.map((column) => column?.outcome)), new Set(['changed', 'taken-down']))
  assert.deepEqual((await filedState.execute(together)).rows, (await filedState.execute(alone)).rows)
})

test('a page that cannot be filed is rejected by itself, and one whose column is gone is nothing', async (t) => {
  const db = await withDatabase(t)
  const { pages } = await pagesOf(db)
  const bad = { ...pages[1]!, draft: { ...pages[1]!.draft, words: 1e12 } }
  const gone = {
    id: 999_999 as ColumnId,
    draft: { ...pages[2]!.draft, canonicalUrl: canonical('https://gazette.example/x') },
  }
  const filed = await filePages(db, [pages[0]!, bad, gone, pages[3]!], noon)
  assert.deepEqual(
    filed.map((settled) => (settled.status === 'fulfilled' ? settled.value?.outcome : 'rejected')),
    ['changed', 'rejected', undefined, 'changed'],
  )
  const { rows } = await sql<{ id: ColumnId }>`select id from columns where page_read order by id`.execute(db)
  assert.deepEqual(
    rows.map(({ id }) => id),
    [pages[0]!.id, pages[3]!.id],
  )
})

test('whom a filing could not join any more before its process ended, the next look joins', async (t) => {
  const db = await withDatabase(t)
  for (const slug of ['gazette', 'herald']) {
    const press = await makePress(db, { slug })
    await fileColumns(db, [draftOf(press, 1)], { publisherId: press.publisher.id, now: noon })
  }
  await sql`update columnists set links = array['https://social.example/@annmarsh']`.execute(db)
  const merged = await joinForgotten(db, noon)
  assert.equal(merged.length, 1)
  assert.deepEqual(await findColumnistBySlug(db, 'ann-marsh-2'), { kind: 'moved', slug: 'ann-marsh' })
  assert.deepEqual(await joinForgotten(db, noon), [])
})

test('the look goes through all columnists a few at a time, and begins again', async (t) => {
  const db = await withDatabase(t)
  for (const slug of ['gazette', 'herald', 'courier']) {
    const press = await makePress(db, { slug })
    await fileColumns(db, [draftOf(press, 1)], { publisherId: press.publisher.id, now: noon })
  }
  assert.deepEqual(await joinForgotten(db, noon, { atOnce: 2 }), [])
  await sql`update columnists set links = array['https://social.example/@annmarsh'] where slug <> 'ann-marsh-3'`.execute(
    db,
  )
  const looks = []
  for (let i = 0; i < 3; i++) looks.push((await joinForgotten(db, noon, { atOnce: 2 })).length)
  assert.deepEqual(looks, [0, 1, 0])
})
