import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import type { ColumnDraft, ColumnId, Rule } from '../model/index.ts'
import { fileColumns } from './filing.ts'
import { filePage } from './filing-page.ts'
import type { Db } from './schema.ts'
import { expireColumns } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon } from './test-drafts.ts'

const later = new Date(noon.getTime() + 3_600_000)

/** A column as its feed told of it, and as its page does, which says the same but for `page`. */
async function readTwice(t: TestContext, feed: Partial<ColumnDraft> = {}) {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const told = draftOf(press, 1, feed)
  const { columns } = await fileColumns(db, [told], { publisherId: press.publisher.id, now: noon })
  const id = columns[0]!.id
  const readPage = (page: Partial<ColumnDraft>) =>
    filePage(db, id, { ...told, pageRead: true, ...page }, { now: later })
  return { db, id, readPage }
}

async function searchOf(db: Db, id: ColumnId): Promise<string> {
  const { rows } = await sql<{ search: string }>`select search::text as search from columns where id = ${id}`.execute(
    db,
  )
  return rows[0]!.search
}

async function creditsOf(db: Db) {
  const { rows } = await sql`
    select a.position, c.name, a.role, a.confidence, a.repeated, array(select e.source from evidence e
      where e.publisher_id = a.publisher_id and e.column_id = a.column_id and e.position = a.position order by e.number) as evidence
    from attributions a join columnists c on c.id = a.columnist_id order by a.position`.execute(db)
  return rows
}

const surer = contributorOf('Ann Marsh', {
  confidence: 1,
  evidence: [
    { source: 'byline', text: 'By Ann Marsh', selector: 'p.byline' },
    { source: 'feed:dc:creator', text: 'Ann Marsh', selector: 'dc:creator' },
  ],
})

test('credits that a page confirms keep their rows, with what it proves and how sure that is', async (t) => {
  const { db, readPage } = await readTwice(t, { contributors: [contributorOf('Ann Marsh'), contributorOf('Bea Oak')] })
  // What settling copies has written on them.
  await sql`update attributions set repeated = position = 0`.execute(db)
  await readPage({ contributors: [surer, contributorOf('Bea Oak', { evidence: [] })] })
  assert.deepEqual(await creditsOf(db), [
    {
      position: 0,
      name: 'Ann Marsh',
      role: 'person',
      confidence: 1,
      repeated: true,
      evidence: ['byline', 'feed:dc:creator'],
    },
    { position: 1, name: 'Bea Oak', role: 'person', confidence: 0.9, repeated: false, evidence: [] },
  ])
})

test('credits that a page changes, by name, order, role or number, are replaced', async (t) => {
  const [ann, bea] = [contributorOf('Ann Marsh'), contributorOf('Bea Oak')]
  for (const contributors of [[bea], [bea, ann], [ann], [ann, { ...bea, kind: 'illustrator' as const }]]) {
    const { db, readPage } = await readTwice(t, { contributors: [ann, bea] })
    await readPage({ contributors })
    const credits = (await creditsOf(db)) as { name: string; role: string }[]
    assert.deepEqual(
      credits.map(({ name, role }) => [name, role]),
      contributors.map(({ name, kind }) => [name, kind]),
    )
  }
})

test('a column is found by the words of its page, whichever of them its feed had', async (t) => {
  const changes: Partial<ColumnDraft>[] = [
    { words: 700 },
    { title: 'On the bridge' },
    { excerpt: 'The bridge has a memory.' },
    { dek: 'Of bridges.' },
    // How the excerpt begins is not said twice.
    { dek: 'The river has a memory, and part 1 of it is ours to keep.' },
    { section: 'Essays' },
    { lang: 'de' },
    { kind: 'editorial' },
    { publishedAt: new Date('2025-01-05T12:00:00Z') },
    { contributors: [contributorOf('Bea Oak')] },
    { contributors: [contributorOf('ANN MARSH')] },
  ]
  for (const change of changes) {
    const [confirmed, told] = [await readTwice(t), await readTwice(t, { ...change, title: 'Told otherwise' })]
    await confirmed.readPage(change)
    await told.readPage({ title: 'On the river, part 1', ...change })
    assert.equal(await searchOf(confirmed.db, confirmed.id), await searchOf(told.db, told.id), JSON.stringify(change))
  }
})

test('a column that was emptied at its last day is found again when its page moves that day', async (t) => {
  const untold = { excerpt: null, until: new Date(noon.getTime() + 60_000) }
  const { db, id, readPage } = await readTwice(t, untold)
  const before = await searchOf(db, id)
  assert.equal(await expireColumns(db, later), 1)
  assert.equal(await searchOf(db, id), '')
  await readPage({ until: null })
  assert.equal(await searchOf(db, id), before)
})

test('of rules that a page repeats only the time is new, and those that are no more are gone', async (t) => {
  const ruleOf = (name: string, changes: Partial<Rule> = {}): Rule => ({
    source: 'country',
    agent: '*',
    name,
    value: '150',
    place: 'country:gb',
    effect: name,
    decisive: true,
    readAt: noon,
    ...changes,
  })
  const { db, readPage } = await readTwice(t, { rules: [ruleOf('excerpt'), ruleOf('image'), ruleOf('archive')] })
  await readPage({ rules: [ruleOf('excerpt', { readAt: later }), ruleOf('image', { value: null, readAt: later })] })
  const { rows } = await sql`select position, name, value, read_at from rules order by position`.execute(db)
  assert.deepEqual(rows, [
    { position: 0, name: 'excerpt', value: '150', read_at: later },
    { position: 1, name: 'image', value: null, read_at: later },
  ])
  await readPage({ rules: [] })
  assert.equal((await sql`select 1 from rules`.execute(db)).rows.length, 0)
  await readPage({ rules: [ruleOf('excerpt'), ruleOf('archive')] })
  assert.equal((await sql`select 1 from rules`.execute(db)).rows.length, 2)
})
