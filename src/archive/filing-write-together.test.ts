// How many questions filings ask of one server; a cluster is sent each filing by itself, and its statements one by one. Filings of
// the same moment share a commit, and leave what they would have left one after the other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnDraft } from '../model/index.ts'
import { findColumnistBySlug } from './columnists.ts'
import { listColumnsByColumnist } from './columns.ts'
import { fileColumns, type FilingResult } from './filing.ts'
import type { Db } from './schema.ts'
import { takeDownColumn } from './takedowns.ts'
import { testWorkers } from './test-cluster.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { filedState } from './test-state.ts'
import type { VisitRecord } from './visits.ts'

const onOneServer = { skip: testWorkers().length > 0 && 'a cluster is sent each filing by itself' }

type Told = { readonly press: Press; readonly drafts: readonly ColumnDraft[] }

/** What five papers' feeds tell at the same moment. */
async function tellings(db: Db): Promise<Told[]> {
  const papers = []
  for (const [at, slug] of ['gazette', 'herald', 'mail', 'post', 'times'].entries())
    papers.push(await makePress(db, { slug, country: at < 3 ? 'gb' : 'fr' }))
  const [gazette, herald, mail, post, times] = papers as [Press, Press, Press, Press, Press]
  const linked = contributorOf('Bea Oak', { sameAs: ['https://social.example/@beaoak'] })
  const before = await fileColumns(db, [draftOf(post, 1), draftOf(post, 2)], filing(post))
  await fileColumns(
    db,
    [draftOf(times, 1, { contributors: [contributorOf('Cy Fern', { kind: 'unknown' })] })],
    filing(times),
  )
  const { id: columnId } = before.columns[1]!
  await takeDownColumn(db, { publisherId: post.publisher.id, columnId, reason: 'columnist', now: noon })
  return [
    // The same name at two papers is two people.
    { press: gazette, drafts: [1, 2, 3].map((number) => draftOf(gazette, number)) },
    { press: herald, drafts: [draftOf(herald, 1), draftOf(herald, 2, { contributors: [linked] })] },
    {
      press: mail,
      drafts: [
        draftOf(mail, 1, { doubts: [{ source: 'byline', text: 'Bea Oak', selector: 'p' }] }),
        draftOf(mail, 1),
        draftOf(mail, 5, {
          originals: [{ url: 'https://gazette.example/columns/1', evidence: 'feed-via', place: 'link' }],
        }),
      ],
    },
    // One that changed, one that was taken down, one that is new.
    { press: post, drafts: [draftOf(post, 1, { title: 'Another headline' }), draftOf(post, 2), draftOf(post, 3)] },
    // Nothing new but who somebody is.
    { press: times, drafts: [draftOf(times, 1), draftOf(times, 4, { contributors: [contributorOf('Cy Fern')] })] },
  ]
}

function filing({ publisher, feed }: Press) {
  const visit = (newColumns: number): VisitRecord => ({
    publisherId: publisher.id,
    feedId: feed.id,
    columnId: null,
    host: feed.host,
    url: feed.url,
    purpose: 'feed',
    outcome: 'fetched',
    reading: 'read',
    status: 200,
    bytes: 100,
    durationMs: 5,
    entries: 3,
    problem: null,
    visitedAt: noon,
    feed: { nextAt: noon, intervalS: 600 + newColumns, failures: 0, validators: { etag: '"1"', lastModified: null } },
  })
  const pageOf = ({ canonicalUrl }: ColumnDraft) => ({ url: canonicalUrl, host: feed.host, nextAt: noon })
  return { publisherId: publisher.id, now: noon, visit, pageOf }
}

const file = (db: Db, { press, drafts }: Told): Promise<FilingResult> => fileColumns(db, drafts, filing(press))

test('filings of several publishers at once leave what they leave one after the other', onOneServer, async (t) => {
  const [together, alone] = [await withDatabase(t), await withDatabase(t)]
  const told = await tellings(together)
  const filed = await Promise.all(told.map((one) => file(together, one)))
  const again = await tellings(alone)
  const onebyone: FilingResult[] = []
  // What changes something is filed after the others.
  for (const at of [0, 1, 2, 4, 3]) onebyone[at] = await file(alone, again[at]!)
  assert.deepEqual(filed, onebyone)
  assert.deepEqual(
    filed[3]!.columns.map(({ outcome }) => outcome),
    ['changed', 'taken-down', 'new'],
  )
  assert.deepEqual((await filedState.execute(together)).rows, (await filedState.execute(alone)).rows)
})

test('they are one statement, and one announcement', onOneServer, async (t) => {
  const sent: string[] = []
  const db = await withDatabase(t, { onQuery: (query) => sent.push(query.sql.trim()) })
  const told = (await tellings(db)).toSpliced(3, 1)
  sent.length = 0
  await Promise.all(told.map((one) => file(db, one)))
  assert.equal(sent.filter((statement) => statement.includes('insert into columns')).length, 1)
  assert.ok(sent.filter((statement) => statement.includes('pg_notify')).length <= 2)
})

test('one that cannot be filed fails alone', async (t) => {
  const db = await withDatabase(t)
  const told = await tellings(db)
  const [{ press }] = told as [Told]
  told[0] = { press, drafts: [draftOf(press, 1), draftOf(press, 2, { words: 1e12 })] }
  const filed = await Promise.allSettled(told.map((one) => file(db, one)))
  assert.deepEqual(
    filed.map((settled) => (settled.status === 'fulfilled' ? settled.value.newColumns : 'rejected')),
    ['rejected', 2, 2, 1, 1],
  )
})

test('whom two of them made under one address is one afterwards', async (t) => {
  const db = await withDatabase(t)
  const linked = contributorOf('Bea Oak', { sameAs: ['https://social.example/@beaoak'] })
  const told: Told[] = []
  for (const slug of ['gazette', 'herald']) {
    const press = await makePress(db, { slug })
    told.push({ press, drafts: [draftOf(press, 1, { contributors: [linked] })] })
  }
  await Promise.all(told.map((one) => file(db, one)))
  const finding = await findColumnistBySlug(db, 'bea-oak')
  assert.ok(finding?.kind === 'found')
  assert.equal((await listColumnsByColumnist(db, finding.value.id, { limit: 5 })).items.length, 2)
})

test(
  'columns of writers who are known are three statements: what is known, everything that is new, and its announcement',
  onOneServer,
  async (t) => {
    const sent: string[] = []
    const db = await withDatabase(t, { onQuery: (query) => sent.push(query.sql.trim()) })
    const press = await makePress(db)
    await fileColumns(db, [draftOf(press, 1)], { publisherId: press.publisher.id, now: noon })
    sent.length = 0
    await fileColumns(db, [draftOf(press, 2), draftOf(press, 3)], { publisherId: press.publisher.id, now: noon })
    assert.deepEqual(
      sent.map((statement) => /^\w+/.exec(statement)?.[0]),
      ['select', 'with', 'select'],
      sent.join('\n'),
    )
    assert.match(sent[2]!, /pg_notify/)
  },
)
