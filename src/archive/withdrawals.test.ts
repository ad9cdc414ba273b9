import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { BadRequest } from '../base/index.ts'
import { listAmendments } from './amendments.ts'
import { fileAuthorPage, type AuthorPageLessons, type AuthorPageReading } from './author-page-filing.ts'
import { listDueOfAuthors, planAuthorPages, type DueAuthorPage } from './author-pages.ts'
import { findColumnistBySlug } from './columnists.ts'
import { listColumnsByColumnist } from './columns.ts'
import { fileColumns } from './filing.ts'
import { mergeColumnists } from './identity.ts'
import { joinForgotten } from './identity-evidence.ts'
import { migrateArchive } from './migrate.ts'
import { findPartedWriters, keepMerge, listDoubtedMerges, listPartedWriters } from './parted-writers.ts'
import type { Db } from './schema.ts'
import { testWorkers } from './test-cluster.ts'
import { createTestDatabase, withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { undoAmendment } from './undo.ts'
import { settleWithdrawals } from './withdrawals.ts'

const weekMs = 7 * 86_400_000
const week = (n: number) => new Date(noon.getTime() + n * weekMs)
const operator = { by: 'tester', reason: 'They said so on the radio' }
const account = 'https://social.example/@ann'
const other = 'https://ann.example/about'

function file(db: Db, press: Press, from: number, sameAs: readonly string[] = [], name = 'Ann Marsh') {
  const url = `${press.publisher.home}authors/${name.split(' ')[0]}`
  const drafts = [0, 1].map((n) =>
    draftOf(press, from + n, { contributors: [{ ...contributorOf(name, { sameAs: [...sameAs] }), url }] }),
  )
  return fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
}

/** Writers of one name at papers that link the name with a page of their own. */
async function papers(t: TestContext, ...slugs: readonly string[]) {
  const db = await withDatabase(t, { poolSize: 8 })
  const presses = new Map<string, Press>()
  for (const slug of slugs) presses.set(slug, await makePress(db, { slug, name: `The ${slug}` }))
  for (const press of presses.values()) await file(db, press, 1)
  await planAuthorPages(db, noon)
  const hosts = slugs.map((slug) => `${slug}.example`)
  const pages = (await listDueOfAuthors(db, hosts, 5, noon)).authorPages
  const pageOf = (slug: string): DueAuthorPage => pages.find(({ host }) => host === `${slug}.example`)!
  const says = (
    slug: string,
    links: readonly string[],
    at: Date,
    changes: { isWhole?: boolean } = {},
  ): Promise<AuthorPageLessons> =>
    fileAuthorPage(db, pageOf(slug), {
      outcome: 'fetched',
      problem: null,
      nextAt: new Date(at.getTime() + 25 * weekMs),
      said: {
        links,
        isWhole: true,
        secondLookAt: new Date(at.getTime() + weekMs),
        biography: null,
        lang: 'en',
        dir: 'ltr',
        ...changes,
      },
      now: at,
    })
  const fails = (slug: string, at: Date, reading: Partial<AuthorPageReading> = {}) =>
    fileAuthorPage(db, pageOf(slug), { outcome: 'failed', problem: '500', nextAt: null, now: at, ...reading })
  return { db, press: (slug: string) => presses.get(slug)!, pageOf, says, fails }
}

/** Slugs by the person they lead to: `ann-marsh+ann-marsh-2` are one. */
async function persons(db: Db): Promise<string[]> {
  const { rows } = await sql<{ together: string }>`
    select string_agg(slug, '+' order by id) as together from columnists group by coalesce(merged_into, id) order by min(id)`.execute(
    db,
  )
  return rows.map(({ together }) => together)
}

const one = ['ann-marsh+ann-marsh-2']
const two = ['ann-marsh', 'ann-marsh-2']

async function linksOf(db: Db, slug: string): Promise<readonly string[]> {
  const found = await findColumnistBySlug(db, slug)
  assert.equal(found?.kind, 'found')
  return found.value.links.filter((link) => !link.includes('/authors/'))
}

async function nextLook(db: Db, page: DueAuthorPage): Promise<Date | null> {
  const row = await db
    .selectFrom('author_pages')
    .select('next_at')
    .where('host', '=', page.host)
    .executeTakeFirstOrThrow()
  return row.next_at
}

/** Both papers' pages name the account, which makes their writers one. */
async function joined(t: TestContext, ...slugs: readonly string[]) {
  const at = await papers(t, ...(slugs.length === 0 ? ['gazette', 'herald'] : slugs))
  for (const slug of slugs.length === 0 ? ['gazette', 'herald'] : slugs) await at.says(slug, [account], noon)
  return at
}

test('an address that two whole readings in a row do not find is taken back, with the merge made on it', async (t) => {
  const { db, says, pageOf } = await joined(t)
  assert.deepEqual(await persons(db), one)
  assert.deepEqual(await nextLook(db, pageOf('herald')), week(1), 'what has joined somebody is looked at again soon')
  assert.deepEqual(await linksOf(db, 'ann-marsh'), [account])

  assert.deepEqual(await says('herald', [], week(1)), { merged: [], parted: [] })
  assert.deepEqual(await persons(db), one)
  assert.deepEqual(await nextLook(db, pageOf('herald')), week(2))
  const { parted } = await says('herald', [], week(2))
  assert.equal(parted.length, 1)
  assert.deepEqual(await persons(db), two)
  assert.deepEqual(await linksOf(db, 'ann-marsh'), [account])
  assert.deepEqual(await linksOf(db, 'ann-marsh-2'), [])
  assert.deepEqual(await nextLook(db, pageOf('herald')), week(27))

  const [told] = await listPartedWriters(db, { limit: 5 })
  assert.deepEqual(told, {
    id: told!.id,
    address: account,
    publisherName: 'The herald',
    joinedAt: noon,
    partedAt: week(2),
    writers: [
      { slug: 'ann-marsh', name: 'Ann Marsh', publishers: ['The gazette'] },
      { slug: 'ann-marsh-2', name: 'Ann Marsh', publishers: ['The herald'] },
    ],
  })
  assert.deepEqual(await findPartedWriters(db, told.id), told)
  const [act] = await listAmendments(db, { limit: 5 })
  assert.deepEqual(act?.undoneAt, week(2))
})

test('each gets back what they wrote, and what came meanwhile goes to whom it belongs', async (t) => {
  const { db, press, says } = await joined(t)
  await file(db, press('herald'), 11)
  await says('herald', [], week(1))
  await says('herald', [], week(2))
  for (const [slug, columns] of [
    ['ann-marsh', 2],
    ['ann-marsh-2', 4],
  ] as const) {
    const found = await findColumnistBySlug(db, slug)
    assert.equal(found?.kind, 'found')
    assert.equal((await listColumnsByColumnist(db, found.value.id, { limit: 9 })).items.length, columns, slug)
  }
})

test('a page that cannot be had, is cut off, or is seen twice on one day takes nothing back', async (t) => {
  const { db, says, fails } = await joined(t)
  await says('herald', [], week(1))
  await fails('herald', week(2))
  await fails('herald', week(3), { outcome: 'forbidden', said: null })
  await fails('herald', week(4), { outcome: 'missing', said: null })
  await says('herald', [], week(5), { isWhole: false })
  assert.deepEqual(await persons(db), one)
  assert.deepEqual(await linksOf(db, 'ann-marsh'), [account])

  const { says: saysThere, db: there } = await joined(t)
  await saysThere('herald', [], week(1))
  await saysThere('herald', [], new Date(week(1).getTime() + 3600_000))
  assert.deepEqual(await persons(there), one)
})

test('an address that was missing once and is found again is known as before', async (t) => {
  const { db, says } = await joined(t)
  await says('herald', [], week(1))
  await says('herald', [account], week(2))
  await says('herald', [], week(3))
  assert.deepEqual(await persons(db), one)
  assert.deepEqual(await listPartedWriters(db, { limit: 5 }), [])
})

test('other evidence stands, and the merge with it, until that is taken back too', async (t) => {
  const { db, says } = await papers(t, 'gazette', 'herald')
  await says('gazette', [account, other], noon)
  await says('herald', [account, other], noon)
  const [before] = await listAmendments(db, { limit: 5 })
  const [first, second] = [account, other].toSorted() as [string, string]
  const rest = [account, other].filter((link) => link !== first)
  for (const n of [1, 2]) await says('herald', rest, week(n))
  assert.deepEqual(await persons(db), one)
  const acts = await listAmendments(db, { limit: 5 })
  assert.deepEqual([acts.length, acts[0]?.id, acts[0]?.undoneAt], [1, before?.id, null])
  assert.deepEqual(
    await linksOf(db, 'ann-marsh'),
    [first, second].toSorted((a, b) => [account, other].indexOf(a) - [account, other].indexOf(b)),
  )
  for (const n of [3, 4]) await says('herald', [], week(n))
  assert.deepEqual(await persons(db), two)
})

test('an address that pieces are credited with stands, whatever a page says of it', async (t) => {
  const { db, press, says } = await papers(t, 'gazette', 'herald')
  await file(db, press('gazette'), 21, [account])
  await file(db, press('herald'), 21, [account])
  await says('herald', [account], noon)
  for (const n of [1, 2]) await says('herald', [], week(n))
  assert.deepEqual(await persons(db), one)
  assert.deepEqual(await linksOf(db, 'ann-marsh'), [account])
})

test('an operator’s merge stands; one that evidence made, and an operator has built on, waits for a word', async (t) => {
  const { db, press, says } = await joined(t)
  await file(db, press('herald'), 31, [], 'Anna Marsh')
  const { amendment } = await mergeColumnists(db, { ...operator, now: noon, from: 'anna-marsh', into: 'ann-marsh' })
  for (const n of [1, 2]) await says('herald', [], week(n))
  const together = ['ann-marsh+ann-marsh-2+anna-marsh']
  assert.deepEqual(await persons(db), together)
  const [doubt, ...more] = await listDoubtedMerges(db, { limit: 5 })
  assert.deepEqual(more, [])
  assert.deepEqual([doubt?.name, doubt?.address, doubt?.publisherName], ['Ann Marsh', account, 'The herald'])
  assert.deepEqual(await listPartedWriters(db, { limit: 5 }), [])
  await assert.rejects(
    undoAmendment(db, doubt!.merge, { by: 'tester', now: week(2) }),
    new RegExp(`Act ${amendment} came later`),
  )

  await keepMerge(db, { merge: doubt!.merge, who: 'tester', now: week(2) })
  assert.deepEqual(await listDoubtedMerges(db, { limit: 5 }), [])
  await assert.rejects(keepMerge(db, { merge: doubt!.merge, who: 'tester', now: week(2) }), BadRequest)
  // The other page takes it back as well: what an operator has found right stays.
  for (const n of [3, 4]) await says('gazette', [], week(n))
  assert.deepEqual(await persons(db), together)
  assert.deepEqual(await listDoubtedMerges(db, { limit: 5 }), [])
})

test('a merge that waits for a word is taken back by the operator like any other', async (t) => {
  const { db, press, says } = await joined(t)
  await file(db, press('herald'), 31, [], 'Anna Marsh')
  const { amendment } = await mergeColumnists(db, { ...operator, now: noon, from: 'anna-marsh', into: 'ann-marsh' })
  for (const n of [1, 2]) await says('herald', [], week(n))
  const [doubt] = await listDoubtedMerges(db, { limit: 5 })
  for (const act of [amendment, doubt!.merge]) await undoAmendment(db, act, { by: 'tester', now: week(3) })
  assert.deepEqual(await listDoubtedMerges(db, { limit: 5 }), [])
  assert.deepEqual(await persons(db), [...two, 'anna-marsh'])
})

test('they are one again when the address returns, unless an operator has parted them', async (t) => {
  const { db, says } = await joined(t)
  for (const n of [1, 2]) await says('herald', [], week(n))
  assert.equal((await says('herald', [account], week(3))).merged.length, 1)
  assert.deepEqual(await persons(db), one)
  assert.deepEqual(await listPartedWriters(db, { limit: 5 }), [], 'one again: nothing to tell')
  const [act] = await listAmendments(db, { limit: 1 })
  await undoAmendment(db, act!.id, { by: 'tester', now: week(3) })
  for (const n of [4, 5]) await says('herald', [], week(n))
  assert.deepEqual((await says('herald', [account], week(6))).merged, [])
  assert.deepEqual(await persons(db), two)
})

test('of three the one whose page took the address back goes alone', async (t) => {
  const { db, says } = await joined(t, 'gazette', 'herald', 'courier')
  assert.deepEqual(await persons(db), ['ann-marsh+ann-marsh-2+ann-marsh-3'])
  for (const n of [1, 2]) await says('gazette', [], week(n))
  assert.deepEqual(await persons(db), ['ann-marsh', 'ann-marsh-2+ann-marsh-3'])
  const told = await listPartedWriters(db, { limit: 5 })
  assert.deepEqual(
    told.map(({ writers }) => writers.map(({ slug }) => slug)),
    [['ann-marsh', 'ann-marsh-2']],
  )
})

test('both pages take it back at the same moment, in two processes, and what one left undone another does', async (t) => {
  const { db, says } = await joined(t)
  await Promise.all(['gazette', 'herald'].map((slug) => says(slug, [], week(1))))
  const lessons = await Promise.all(['gazette', 'herald', 'herald'].map((slug) => says(slug, [], week(2))))
  assert.equal(lessons.flatMap(({ parted }) => parted).length, 1)
  assert.deepEqual(await persons(db), two)
  assert.equal((await listPartedWriters(db, { limit: 5 })).length, 1)

  const crashed = await joined(t)
  await sql`update author_pages set withdrawn = links, links = '{}' where host = 'herald.example'`.execute(crashed.db)
  const settled = await Promise.all([1, 2, 3].map(() => settleWithdrawals(crashed.db, week(2))))
  assert.equal(settled.flat().length, 1)
  assert.deepEqual(await persons(crashed.db), two)
  assert.deepEqual(await joinForgotten(crashed.db, week(2)), [])
  assert.deepEqual(await settleWithdrawals(crashed.db, week(3)), [])
})

test(
  'an archive of the version before keeps with the page what only the page told, and knows on what its merges stood',
  { skip: testWorkers().length > 0 && 'a cluster’s extension would go with the schema' },
  async () => {
    const { db, drop } = await createTestDatabase()
    try {
      await sql`drop schema public cascade`.execute(db)
      await sql`create schema public`.execute(db)
      await migrateArchive(db, '0016-neighbours')
      const press = await makePress(db)
      await file(db, press, 1, [other])
      await planAuthorPages(db, noon)
      await sql`update columnists set links = links || ${[account]}::text[]`.execute(db)
      await sql`update author_pages set links = ${[account]}::text[]`.execute(db)
      await sql`
      insert into amendments (what, who, reason, concerns, before, after, amended_at)
      values ('merge', 'evidence', ${`Both publishers give the same address: ${account}`}, '{1,2}', '{}', '{"columns": 3}', now()),
        ('merge', 'tester', 'On the radio: https://radio.example/', '{1,2}', '{}', '{"columns": 3}', now())`.execute(db)
      await migrateArchive(db)
      const { links } = await db.selectFrom('columnists').select('links').executeTakeFirstOrThrow()
      assert.deepEqual(links, ['https://gazette.example/authors/Ann', other])
      assert.deepEqual(await linksOf(db, 'ann-marsh'), [other, account])
      const acts = (await listAmendments(db, { limit: 5 })).map(({ who, after }) => [who, after])
      assert.deepEqual(acts, [
        ['tester', { columns: 3 }],
        ['evidence', { columns: 3, address: account }],
      ])
    } finally {
      await drop()
    }
  },
)
