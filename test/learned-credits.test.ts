// What a publisher declares and what its pages repeat, from its server to the archive: rules of the catalogue, names that
// its system prints everywhere, and what a correction has taught.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { correctColumn, listReviews, upsertFeed, upsertPublisher, type Db } from '../src/archive/index.ts'
import { withDatabase } from '../src/archive/test-database.ts'
import { createLog } from '../src/base/index.ts'
import type { AttributionRule, ColumnId, PublisherId } from '../src/model/index.ts'
import { loadLanguageDetector } from '../src/parse/index.ts'
import { runCollector } from '../src/pipeline/index.ts'
import { body, pretendPublisher, testClient, type Handler } from './collect-server.ts'

type Piece = { readonly path: string; readonly creator?: string; readonly head?: string; readonly printed?: string }

const titles = ['The bridge is late again', 'On the price of bread', 'A letter to the ferry', 'What the harbour forgot']

/** A paper of one feed whose pages hold these heads and lines; pieces may be added between rounds. */
async function startPaper(t: TestContext, pieces: Piece[], rule: AttributionRule | null = null) {
  const db = await withDatabase(t)
  const handlers: Record<string, Handler> = {}
  const paper = await pretendPublisher(t, handlers)
  const now = new Date()
  const dateOf = (i: number) => new Date(now.getTime() - (500 - i) * 60_000).toUTCString()
  const titleOf = (i: number) => `${titles[i % titles.length]}, part ${i + 1}`
  const serve = () => {
    const items = pieces.map(
      ({ path, creator }, i) => `<item><title>${titleOf(i)}</title><link>${paper.url(path)}</link>
        ${creator === undefined ? '' : `<dc:creator>${creator}</dc:creator>`}<pubDate>${dateOf(i)}</pubDate></item>`,
    )
    handlers['/feed'] = body(
      `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Tidewater</title>${items.join('')}</channel></rss>`,
      { 'content-type': 'application/rss+xml' },
    )
    for (const [i, { path, head = '', printed = '' }] of pieces.entries())
      handlers[path] = body(
        `<!doctype html><html lang="en"><head><title>${titleOf(i)}</title>${head}</head><body><article><h1>${titleOf(i)}</h1>
        ${printed}<p>The council met on Tuesday and decided, after some hours, to meet again on Wednesday, which it did.</p>
        <p>Nobody who waits for the bus there will be surprised, and nobody who was there has said so aloud.</p></article></body></html>`,
        { 'content-type': 'text/html; charset=utf-8' },
      )
  }
  const publisher = await upsertPublisher(db, {
    slug: 'tidewater',
    name: 'Tidewater',
    home: paper.url('/'),
    country: 'gb',
    languages: ['en'],
    attributionRule: rule,
  })
  await upsertFeed(db, { publisherId: publisher.id, url: paper.url('/feed'), kind: 'column' })
  const client = testClient(t, { allowedPorts: [paper.port] })
  const detector = await loadLanguageDetector()
  const collect = async () => {
    serve()
    await sql`update feeds set next_at = now()`.execute(db)
    await sql`update hosts set next_at = now() where leased_until is null`.execute(db)
    await runCollector(
      {
        db,
        client,
        log: createLog('silent'),
        detector,
        worker: 'test',
        crawlDelayMs: 0,
        hostsAtOnce: 1,
        leaseMs: 60_000,
        readPages: true,
        revisitMs: 3_600_000,
        now: () => new Date(),
        random: () => 0.5,
      },
      { signal: AbortSignal.timeout(30_000), once: true },
    )
  }
  return { db, publisher, collect, creditsOf: (path: string) => creditsOf(db, publisher.id, paper.url(path)) }
}

async function creditsOf(db: Db, publisherId: PublisherId, url: string): Promise<string> {
  const { rows } = await sql<{ credits: string | null; read: boolean }>`
    select string_agg(w.name || ' (' || a.role || ')', ' + ' order by a.position) as credits, c.page_read as read
    from columns c left join attributions a on a.publisher_id = c.publisher_id and a.column_id = c.id
    left join columnists w on w.id = a.columnist_id
    where c.publisher_id = ${publisherId} and c.canonical_url = ${url} group by c.page_read`.execute(db)
  assert.equal(rows.length, 1, url)
  assert.equal(rows[0]!.read, true, url)
  return rows[0]!.credits ?? ''
}

const meta = (name: string): string => `<meta name="author" content="${name}">`

test('a declared rule is obeyed: its selector, its names that are none, the contributor of a section', async (t) => {
  const { collect, creditsOf } = await startPaper(
    t,
    [
      { path: '/opinion/bridge', printed: '<div class="zx-17">Maren Oyelaran</div>', head: meta('Idris Fenwick') },
      { path: '/opinion/bread', creator: 'Harbour Watch', head: meta('Harbour Watch') },
      { path: '/leaders/ferry', creator: 'Tomas Wren', head: meta('Tomas Wren') },
      { path: '/leadership/harbour', creator: 'Tomas Wren', head: meta('Tomas Wren') },
    ],
    {
      bylineSelectors: ['.zx-17'],
      neverNames: ['Harbour Watch'],
      sections: [{ path: '/leaders', contributor: 'Tidewater', kind: 'editorial-board' }],
    },
  )
  await collect()
  assert.equal(await creditsOf('/opinion/bridge'), 'Maren Oyelaran (person)')
  assert.equal(await creditsOf('/opinion/bread'), '')
  assert.match(await creditsOf('/leaders/ferry'), /Tidewater \(editorial-board\)/)
  assert.equal(await creditsOf('/leadership/harbour'), 'Tomas Wren (person)')
})

const writers = ['Maren Oyelaran', 'Idris Fenwick', 'Solveig Brandt', 'Tomas Wren', 'Anna Lindqvist', 'Peter Novak']

test('a name in the head of every page stops being credited once enough pages have shown the habit', async (t) => {
  const desk = 'Sarah Miller'
  const pieces: Piece[] = [{ path: '/first', head: meta(desk) }]
  for (let i = 0; i < 45; i++)
    pieces.push({
      path: `/piece-${i}`,
      head: meta(desk),
      printed: `<p class="byline">By ${writers[i % writers.length]}</p>`,
    })
  const { db, collect, creditsOf } = await startPaper(t, pieces)
  await collect()
  // Before the habit was known, nothing spoke against the one name on the page.
  assert.equal(await creditsOf('/first'), `${desk} (person)`)
  pieces.push({ path: '/later', head: meta(desk) })
  pieces.push({ path: '/signed', head: meta(desk), printed: '<p class="byline">By Anna Lindqvist</p>' })
  await collect()
  assert.equal(await creditsOf('/later'), '')
  assert.equal(await creditsOf('/signed'), 'Anna Lindqvist (person)')
  // A correction that says it is never a name takes it off what the operator is asked about, too.
  const waiting = async () => (await listReviews(db, { limit: 9 })).items.length
  const { rows } = await sql<{ id: ColumnId }>`select id from columns where canonical_url like '%/first'`.execute(db)
  const before = await waiting()
  await correctColumn(db, {
    columnId: rows[0]!.id,
    writers: [],
    teach: 'never',
    by: 'test',
    reason: 'She keeps the site',
    now: new Date(),
  })
  pieces.push({ path: '/last', head: meta(desk), creator: desk })
  await collect()
  assert.equal(await creditsOf('/last'), '')
  assert.equal(await waiting(), before)
})

test('the site of one person keeps its writer, however often the name is repeated', async (t) => {
  const writer = 'Sarah Miller'
  const pieces: Piece[] = []
  for (let i = 0; i < 45; i++) pieces.push({ path: `/piece-${i}`, head: meta(writer) })
  const { collect, creditsOf } = await startPaper(t, pieces)
  await collect()
  pieces.push({ path: '/later', head: meta(writer) })
  pieces.push({ path: '/fed', creator: writer })
  await collect()
  assert.equal(await creditsOf('/later'), `${writer} (person)`)
  assert.equal(await creditsOf('/fed'), `${writer} (person)`)
})
