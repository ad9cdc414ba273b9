// A feed's past, on the operator's order: archives one after the other, sitemaps only where its columns lie, never more
// documents than were asked for, and only where robots.txt lets us.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { KyselyPlugin } from 'kysely'
import { blockPrefix, listBackfills, startBackfill, type Db } from '../src/archive/index.ts'
import { runCollector } from '../src/pipeline/index.ts'
import { changing, clockedHouse, hourMs, rss, xml, type ClockedHouse } from './collect-clock.ts'
import { body, type Handler } from './collect-server.ts'

async function pathsOf(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('columns').select('canonical_url').where('listed', '=', true).execute()
  return rows.map((row) => new URL(row.canonical_url).pathname).toSorted()
}

const archiveLink = (url: string): string => `<atom:link rel="prev-archive" href="${url}"/>`

/** A feed of the newest of six pieces, and an archive of each older one, which leads to the next. */
async function houseWithPast(t: TestContext): Promise<ClockedHouse> {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  const { press } = house
  for (let n = 0; n < 6; n++)
    handlers[n === 0 ? '/feed' : `/archive-${n}`] = changing(() =>
      rss(press, [{ path: `/opinion/${n}`, day: n * 30 + 1 }], archiveLink(press.url(`/archive-${n + 1}`))),
    )
  return house
}

test('follows prev-archive as far as was asked, and goes on when asked again', async (t) => {
  const house = await houseWithPast(t)
  const { db, publisher, feed } = house
  await house.collect()
  assert.deepEqual(await pathsOf(db), ['/opinion/0'], 'the past is never read unasked')
  house.asked()
  const order = (pages: number) => startBackfill(db, { publisherId: publisher.id, feedId: feed.id }, [{ url: feed.url, pagesLeft: pages - 1 }], house.now()) // prettier-ignore
  await order(3)
  await house.collect()
  assert.deepEqual(house.asked(), ['GET /.well-known/tdmrep.json', 'GET /feed', 'GET /archive-1', 'GET /archive-2'])
  assert.deepEqual(await pathsOf(db), ['/opinion/0', '/opinion/1', '/opinion/2'])
  const [progress] = await listBackfills(db, { publisherId: publisher.id })
  assert.deepEqual([progress?.done, progress?.due, progress?.failed, progress?.newColumns], [3, 0, 0, 2])
  const feedBefore = await house.feedNow()
  await order(5)
  await house.collect()
  assert.equal((await pathsOf(db)).length, 5)
  assert.deepEqual((await house.feedNow()).nextAt, feedBefore.nextAt, 'the feed keeps its own turn')
  await house.collect()
  assert.equal((await listBackfills(db))[0]?.due, 0)
})

test('what a visit leads to is visited in the same run, however late the archive says that nothing is due', async (t) => {
  const house = await houseWithPast(t)
  const { db, publisher, feed } = house
  await startBackfill(
    db,
    { publisherId: publisher.id, feedId: feed.id },
    [{ url: feed.url, pagesLeft: 5 }],
    house.now(),
  )
  const slow = { ...house.collecting, db: db.withPlugin(lateAnswers(/with fresh as/, 80)) }
  await runCollector(slow, { signal: new AbortController().signal, once: true })
  assert.equal((await pathsOf(db)).length, 6)
  assert.equal((await listBackfills(db))[0]?.due, 0)
})

/** Whoever asks such a question is told late that there is nothing: what was read is old by then. */
function lateAnswers(question: RegExp, lateMs: number): KyselyPlugin {
  const asked = new WeakSet<object>()
  return {
    transformQuery({ node, queryId }) {
      if (node.kind === 'RawNode' && question.test(node.sqlFragments.join(''))) asked.add(queryId)
      return node
    },
    async transformResult({ result, queryId }) {
      if (asked.has(queryId) && result.rows.length === 0) await sleep(lateMs)
      return result
    },
  }
}

test('a sitemap is read where the columns of the feed lie, the newest child first; the rest is left alone', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers, { readPages: true })
  const { press, db, publisher, feed } = house
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const page = (title: string): Handler => body(`<html><head><title>${title}</title><meta name="author" content="Ada Okoro"></head><body><h1>${title}</h1><p>${'Words about it. '.repeat(30)}</p></body></html>`, html) // prettier-ignore
  const recent = ['/opinion/a', '/opinion/b', '/opinion/c']
  for (const path of [...recent, '/opinion/old', '/opinion/older', '/news/fire']) handlers[path] = page(`On ${path}`)
  handlers['/robots.txt'] = body('User-agent: *\nDisallow: /opinion/older\n')
  handlers['/feed'] = body(rss(press, recent.map((path) => ({ path }))), xml) // prettier-ignore
  handlers['/sitemaps.xml'] = body(`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <sitemap><loc>${press.url('/2024.xml')}</loc><lastmod>2024-12-31</lastmod></sitemap>
    <sitemap><loc>${press.url('/2025.xml')}</loc><lastmod>2025-12-31</lastmod></sitemap></sitemapindex>`, xml) // prettier-ignore
  const plain = ['/opinion/old', '/opinion/older', '/news/fire'].map(
    (path) => `<url><loc>${press.url(path)}</loc></url>`,
  )
  handlers['/2025.xml'] = body(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${plain.join('')}</urlset>`, xml) // prettier-ignore
  handlers['/2024.xml'] = body(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>${press.url('/opinion/named')}</loc><news:news><news:title>A title of its own</news:title><news:publication_date>2024-12-30</news:publication_date></news:news></url>
    </urlset>`, xml) // prettier-ignore
  await house.collect()
  house.asked()
  await startBackfill(db, { publisherId: publisher.id, feedId: feed.id }, [{ url: press.url('/sitemaps.xml'), pagesLeft: 9 }], house.now()) // prettier-ignore
  await house.collect()
  const asked = house.asked()
  assert.deepEqual(asked.slice(0, 3), ['GET /sitemaps.xml', 'GET /2025.xml', 'GET /2024.xml'])
  assert.ok(!asked.includes('GET /news/fire') && !asked.includes('GET /opinion/older'), asked.join())
  assert.deepEqual(await pathsOf(db), [...recent, '/opinion/named', '/opinion/old'])
  const old = await db.selectFrom('columns').select(['title', 'byline', 'page_read']).where('canonical_url', '=', press.url('/opinion/old')).executeTakeFirst() // prettier-ignore
  assert.deepEqual(old, { title: 'On /opinion/old', byline: 'Ada Okoro', page_read: true })
})

test('trouble puts a document off, a missing one ends it, and neither stops the feed', async (t) => {
  const handlers: Record<string, Handler> = { '/broken': body('oh', {}, 500) }
  const house = await clockedHouse(t, handlers)
  const { press, db, publisher, feed } = house
  handlers['/feed'] = changing(() => rss(press, [{ path: '/opinion/0' }]))
  await house.collect()
  const steps = ['/broken', '/missing'].map((path) => ({ url: press.url(path), pagesLeft: 3 }))
  await startBackfill(db, { publisherId: publisher.id, feedId: feed.id }, steps, house.now())
  await house.collect()
  const [progress] = await listBackfills(db)
  assert.deepEqual([progress?.done, progress?.due, progress?.failed], [1, 1, 1])
  handlers['/broken'] = changing(() => rss(press, [{ path: '/opinion/1', day: 40 }]))
  house.pass(2 * hourMs)
  await house.collect()
  assert.deepEqual([(await listBackfills(db))[0]?.due, await pathsOf(db)], [0, ['/opinion/0', '/opinion/1']])
  assert.equal((await house.feedNow()).failures, 0)
})

test('what an operator has blocked is not asked for by a back-fill either', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  const { press, db, publisher, feed } = house
  handlers['/feed'] = changing(() => rss(press, [{ path: '/opinion/0' }]))
  for (const path of ['/past/archive', '/past-times/archive'])
    handlers[path] = changing(() => rss(press, [{ path: `${path}/1`, day: 40 }]))
  await house.collect()
  const block = { publisherId: publisher.id, prefix: press.url('/past'), reason: 'publisher', who: 'an operator' }
  await blockPrefix(db, { ...block, now: house.now() })
  house.asked()
  const steps = ['/past/archive', '/past-times/archive'].map((path) => ({ url: press.url(path), pagesLeft: 3 }))
  await startBackfill(db, { publisherId: publisher.id, feedId: feed.id }, steps, house.now())
  await house.collect()
  assert.deepEqual(
    house.asked().filter((line) => line.includes('past')),
    ['GET /past-times/archive'],
  )
  const visits = await db.selectFrom('visits').select(['url', 'outcome']).where('purpose', '=', 'back-fill').execute()
  const ofBlocked = visits.filter(({ url }) => url === press.url('/past/archive'))
  assert.deepEqual(ofBlocked, [{ url: press.url('/past/archive'), outcome: 'forbidden' }])
  assert.deepEqual(await pathsOf(db), ['/opinion/0', '/past-times/archive/1'])
  assert.equal((await listBackfills(db))[0]?.due, 0, 'it is not tried again')
})
