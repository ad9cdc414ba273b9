// Portraits beside what happens to their writers' pages and pieces. Their whole way is in test/collect-portraits.test.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnId } from '../model/index.ts'
import { fileAuthorPage } from './author-page-filing.ts'
import { listDueOfAuthors, planAuthorPages } from './author-pages.ts'
import { blockPrefix, liftBlock, listBlocks } from './blocks.ts'
import { listColumns } from './columns.ts'
import { fileColumns } from './filing.ts'
import {
  dropStalePortraits,
  filePortrait,
  findPortraitFile,
  findPortraits,
  planPortraits,
  type DuePortrait,
} from './portraits.ts'
import type { Db } from './schema.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import type { VisitRecord } from './visits.ts'

const files = (face: string) => ({ small: Buffer.from(`${face} small`), large: Buffer.from(`${face} large`) })
const said = { links: [], isWhole: true, secondLookAt: noon, biography: null, lang: 'en', dir: 'ltr' } as const

/** Two pieces of that writer, whose page names that picture; gives what is due on its host. */
async function wished(db: Db, press: Press, name: string, picture: string, from = 1): Promise<DuePortrait> {
  const slug = name.toLowerCase().replace(' ', '-')
  const drafts = [0, 1].map((i) =>
    draftOf(press, from + i, {
      contributors: [{ ...contributorOf(name), url: `https://gazette.example/authors/${slug}` }],
    }),
  )
  await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  await planAuthorPages(db, noon)
  const { authorPages } = await listDueOfAuthors(db, ['gazette.example'], 9, noon)
  const page = authorPages.find((one) => one.name === name)
  assert.ok(page)
  const portrait = { url: picture, maxWidth: 640 }
  await fileAuthorPage(db, page, {
    outcome: 'fetched',
    problem: null,
    nextAt: null,
    said: { ...said, portrait },
    now: noon,
  })
  const due = (await duePortraits(db)).find((one) => one.foldedName === page.foldedName)
  assert.ok(due)
  return due
}

async function duePortraits(db: Db): Promise<readonly DuePortrait[]> {
  return (await listDueOfAuthors(db, ['img.example'], 9, noon)).portraits
}

function visitOf(due: DuePortrait): VisitRecord {
  const { publisherId, host, url } = due
  const common = { feedId: null, columnId: null, purpose: 'image', outcome: 'fetched', reading: 'read' } as const
  return {
    ...common,
    publisherId,
    host,
    url,
    status: 200,
    bytes: 9,
    durationMs: 1,
    entries: null,
    problem: null,
    visitedAt: noon,
  }
}

const keep = (db: Db, due: DuePortrait, face = 'ann') =>
  filePortrait(db, due, { kind: 'kept', files: files(face) }, visitOf(due))

async function shownOn(db: Db): Promise<string | undefined> {
  const { items } = await listColumns(db, {}, { limit: 1 })
  const [credit] = items[0]?.credits ?? []
  const portrait =
    credit === undefined ? undefined : (await findPortraits(db, [credit.columnistId])).get(credit.columnistId)
  assert.equal(credit?.portrait, portrait?.hash, 'cards and lists of writers agree')
  return portrait?.hash
}

test('a portrait is fetched once, shown, and goes when the page names none or is gone', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const due = await wished(db, press, 'Ann Marsh', 'https://img.example/ann.jpg')
  assert.equal(await shownOn(db), undefined)
  await keep(db, due)
  const hash = await shownOn(db)
  assert.ok(hash)
  assert.deepEqual(await findPortraitFile(db, hash, 192), files('ann').large)
  assert.deepEqual(await findPortraitFile(db, hash, 96), files('ann').small)
  assert.equal(await findPortraitFile(db, hash, 640), undefined)
  assert.deepEqual(await duePortraits(db), [])
  const page = { ...due, url: due.authorUrl, columnistId: 0 as never, name: 'Ann Marsh' }
  const reading = { outcome: 'fetched', problem: null, nextAt: null, now: noon }
  // Read again, it names the same: nothing is asked for.
  const portrait = { url: due.url, maxWidth: 640 }
  await fileAuthorPage(db, page, { ...reading, said: { ...said, portrait } })
  assert.deepEqual([await duePortraits(db), await shownOn(db)], [[], hash])
  await fileAuthorPage(db, page, { ...reading, said: { ...said, portrait: null } })
  assert.equal(await shownOn(db), undefined)
  // A worker that asked before, and files only now, files nothing.
  await keep(db, due)
  assert.equal(await shownOn(db), undefined)
})

test('what several writers of a house have is a sign of the house', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const ann = await wished(db, press, 'Ann Marsh', 'https://img.example/ann.jpg')
  await keep(db, ann, 'silhouette')
  assert.ok(await shownOn(db))
  const bob = await wished(db, press, 'Bob Reed', 'https://img.example/bob.jpg', 10)
  await keep(db, bob, 'silhouette')
  const una = await wished(db, press, 'Una Dale', 'https://img.example/una.jpg', 20)
  await keep(db, una, 'silhouette')
  const { rows } = await sql`select 1 from portraits where hash is not null`.execute(db)
  assert.equal(rows.length, 0)
})

test('a block, an agreement, a setting and the last piece take a portrait away; it comes back with them', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const publisherId = press.publisher.id
  const due = await wished(db, press, 'Ann Marsh', 'https://img.example/faces/ann.jpg')
  const again = async () => {
    await planPortraits(db, noon)
    const [one] = await duePortraits(db)
    assert.ok(one)
    await keep(db, one)
    assert.ok(await shownOn(db))
  }
  await keep(db, due)
  for (const prefix of [due.authorUrl, 'https://img.example/faces']) {
    await blockPrefix(db, { publisherId, prefix, reason: 'columnist', who: 'test', now: noon })
    assert.equal(await shownOn(db), undefined, prefix)
    assert.equal(await planPortraits(db, noon), 0, 'nothing is asked for below a block')
    for (const { id } of await listBlocks(db)) await liftBlock(db, { publisherId, id, who: 'test', now: noon })
    await again()
  }
  const hash = (await shownOn(db))!
  await sql`update publishers set agreement = '{"mayImage": false}'`.execute(db)
  assert.equal(await shownOn(db), undefined)
  assert.equal(await findPortraitFile(db, hash, 96), undefined)
  assert.equal(await dropStalePortraits(db, { all: false }), 1)
  await sql`update publishers set agreement = null`.execute(db)
  await again()
  const columns = await db.selectFrom('columns').select('id').execute()
  const down = columns.map(({ id }) => ({ publisherId, columnId: id as ColumnId, now: noon }))
  for (const one of down) await takeDownColumn(db, { ...one, reason: 'columnist' })
  assert.equal(await findPortraitFile(db, hash, 96), undefined)
  assert.equal(await dropStalePortraits(db, { all: false }), 1)
  for (const one of down) await undoTakedown(db, one)
  await again()
  assert.equal(await dropStalePortraits(db, { all: true }), 1)
  assert.deepEqual([await shownOn(db), await planPortraits(db, noon)], [undefined, 0])
})
