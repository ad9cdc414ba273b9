import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { fileAuthorPage } from './author-page-filing.ts'
import { listDueOfAuthors, planAuthorPages } from './author-pages.ts'
import { findBiography } from './author-words.ts'
import { blockPrefix, liftBlock, listBlocks } from './blocks.ts'
import { findColumnistBySlug } from './columnists.ts'
import { fileColumns } from './filing.ts'
import { leaseHosts, releaseHosts } from './hosts.ts'
import { takeDownColumn } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import type { Db } from './schema.ts'

const day = 86_400_000
const later = new Date(noon.getTime() + day)

/** `count` columns of Ann Marsh, whose name links to a page of that paper. */
async function write(db: Db, press: Press, count: number, url: string | null, name = 'Ann Marsh', from = 1) {
  const drafts = Array.from({ length: count }, (_, i) =>
    draftOf(press, from + i, { contributors: [{ ...contributorOf(name), url }] }),
  )
  await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
}

const said = {
  links: ['https://social.example/@ann'],
  isWhole: true,
  secondLookAt: later,
  biography: 'Ann Marsh writes of rivers.',
  lang: 'en',
  dir: 'ltr',
} as const

test('asks for the page of who has written twice, once, and not for a guest’s', async (t) => {
  const db = await withDatabase(t)
  const gazette = await makePress(db)
  await write(db, gazette, 2, 'https://gazette.example/authors/ann')
  await write(db, gazette, 1, 'https://gazette.example/authors/guest', 'Guy Rest', 30)
  // What stands elsewhere are not the publisher's words.
  await write(db, gazette, 2, 'https://social.example/@una', 'Una Dale', 10)
  await write(db, gazette, 2, 'https://notgazette.example/una', 'Una Dale', 20)
  assert.equal(await planAuthorPages(db, noon), 1)
  assert.equal(await planAuthorPages(db, noon), 0)
  const [due] = (await listDueOfAuthors(db, ['gazette.example'], 5, noon)).authorPages
  assert.equal(due?.name, 'Ann Marsh')
  assert.equal(due?.url, 'https://gazette.example/authors/ann')
})

test('a host with an author’s page to read has its turn, and rests when it is read', async (t) => {
  const db = await withDatabase(t)
  const gazette = await makePress(db)
  await write(db, gazette, 2, 'https://pages.gazette.example/authors/ann')
  await planAuthorPages(db, noon)
  const lease = async (now: Date) =>
    (await leaseHosts(db, { limit: 5, by: 'w', leaseMs: 60_000, now })).find(
      ({ host }) => host === 'pages.gazette.example',
    )
  const due = (await lease(noon))?.authorPages[0]
  assert.ok(due)
  await fileAuthorPage(db, due, { outcome: 'fetched', problem: null, nextAt: later, said, now: noon })
  await releaseHosts(db, [{ host: 'pages.gazette.example', by: 'w', freeAt: noon }])
  assert.equal(await lease(new Date(noon.getTime() + day / 2)), undefined)
  assert.equal((await lease(later))?.authorPages.length, 1)
})

test('what the page says is kept, and a page that fails takes nothing away', async (t) => {
  const db = await withDatabase(t)
  const gazette = await makePress(db)
  await write(db, gazette, 2, 'https://gazette.example/authors/ann')
  await planAuthorPages(db, noon)
  const [due] = (await listDueOfAuthors(db, ['gazette.example'], 5, noon)).authorPages
  assert.ok(due)
  await fileAuthorPage(db, due, { outcome: 'fetched', problem: null, nextAt: later, said, now: noon })
  await fileAuthorPage(db, due, { outcome: 'failed', problem: '500', nextAt: null, now: later })
  const biography = await findBiography(db, due.columnistId)
  assert.equal(biography?.text, 'Ann Marsh writes of rivers.')
  assert.equal(biography.url, 'https://gazette.example/authors/ann')
  const ann = await findColumnistBySlug(db, 'ann-marsh')
  assert.deepEqual(ann?.kind === 'found' && ann.value.links, ['https://gazette.example/authors/ann', ...said.links])
})

test('two papers’ pages that name one address make their writers of one name one person', async (t) => {
  const db = await withDatabase(t)
  const gazette = await makePress(db)
  const herald = await makePress(db, { slug: 'herald', name: 'The Herald' })
  await write(db, gazette, 2, 'https://gazette.example/authors/ann')
  await write(db, herald, 2, 'https://herald.example/people/a-marsh')
  await planAuthorPages(db, noon)
  const due = (await listDueOfAuthors(db, ['gazette.example', 'herald.example'], 5, noon)).authorPages
  assert.equal(new Set(due.map(({ columnistId }) => columnistId)).size, 2)
  const reading = { outcome: 'fetched', problem: null, nextAt: null, said, now: noon }
  assert.deepEqual(await fileAuthorPage(db, due[0]!, reading), { merged: [], parted: [] })
  const { merged } = await fileAuthorPage(db, due[1]!, reading)
  assert.equal(merged.length, 1)
  assert.equal(merged[0]?.into.name, 'Ann Marsh')
  assert.ok((await findBiography(db, merged[0].into.id)) !== undefined)
})

test('a blocked publisher’s words are not shown', async (t) => {
  const db = await withDatabase(t)
  const gazette = await makePress(db, { agreement: { blocked: true } })
  await write(db, gazette, 2, 'https://gazette.example/authors/ann')
  await planAuthorPages(db, noon)
  const [due] = (await listDueOfAuthors(db, ['gazette.example'], 5, noon)).authorPages
  assert.ok(due)
  await fileAuthorPage(db, due, { outcome: 'fetched', problem: null, nextAt: null, said, now: noon })
  assert.equal(await findBiography(db, due.columnistId), undefined)
})

/** A writer of two columns whose page has been read. */
async function withBiography(db: Db, press: Press) {
  await write(db, press, 2, 'https://gazette.example/authors/ann')
  await planAuthorPages(db, noon)
  const [due] = (await listDueOfAuthors(db, ['gazette.example'], 5, noon)).authorPages
  assert.ok(due)
  await fileAuthorPage(db, due, { outcome: 'fetched', problem: null, nextAt: null, said, now: noon })
  assert.ok(await findBiography(db, due.columnistId))
  return due
}

test('a block hides what was read below it, until it is lifted', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const due = await withBiography(db, press)
  const wish = { publisherId: press.publisher.id, reason: 'publisher', who: 'test', now: later }
  const isShown = async () => (await findBiography(db, due.columnistId)) !== undefined
  await blockPrefix(db, { ...wish, prefix: 'https://gazette.example/auth' })
  assert.equal(await isShown(), true)
  await blockPrefix(db, { ...wish, prefix: 'https://gazette.example/authors' })
  assert.equal(await isShown(), false)
  for (const { id } of await listBlocks(db)) await liftBlock(db, { ...wish, id })
  assert.equal(await isShown(), true)
})

test('with the last of a writer’s columns there the paper’s words about them go', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const due = await withBiography(db, press)
  const columns = await db.selectFrom('columns').select(['publisher_id', 'id']).execute()
  for (const { publisher_id, id } of columns)
    await takeDownColumn(db, {
      publisherId: publisher_id as PublisherId,
      columnId: id as ColumnId,
      reason: 'columnist',
      now: later,
    })
  assert.equal(await findBiography(db, due.columnistId), undefined)
})

test('of a page that is gone or may not be read any more the words are forgotten, and it has taken no address back', async (t) => {
  const db = await withDatabase(t)
  const due = await withBiography(db, await makePress(db))
  await fileAuthorPage(db, due, { outcome: 'gone', problem: '410', nextAt: null, said: null, now: later })
  assert.equal(await findBiography(db, due.columnistId), undefined)
  const { links } = await db.selectFrom('author_pages').select('links').executeTakeFirstOrThrow()
  assert.deepEqual(links, said.links)
})

test('home pages given as writers’ addresses never keep others from their turn', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await write(db, press, 2, 'https://gazette.example/authors/ann')
  await sql`
    insert into columnists (id, slug, name, kind, sort_name, initial, search) overriding system value
    select 1000 + n, 'writer-' || n, 'Writer ' || n, 'person', 'writer ' || n, 'W', '' from generate_series(1, 600) n`.execute(
    db,
  )
  await sql`
    insert into aliases (publisher_id, folded_name, author_url, columnist_id, kind)
    select ${press.publisher.id}, 'aa writer ' || n, 'https://gazette.example/', 1000 + n, 'person' from generate_series(1, 600) n`.execute(
    db,
  )
  await sql`
    insert into outlets (publisher_id, columnist_id, columns, pieces, first_published_at, last_published_at)
    select ${press.publisher.id}, 1000 + n, 9, 9, now(), now() from generate_series(1, 600) n`.execute(db)
  await sql`update aliases set author_url = author_url where author_url like '%/ann'`.execute(db)
  assert.equal(await planAuthorPages(db, noon), 1)
})
