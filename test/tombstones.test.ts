// What a publisher's own server says ends a column by itself: a page that is gone (410), a date after which it may not be
// offered. Both become tombstones that say why, without an operator, and neither comes back by the feed.
import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { findColumn, parseSearchQuery, searchColumns, upsertFeeds, upsertPublisher } from '../src/archive/index.ts'
import { createTestDatabase, type TestDatabase } from '../src/archive/test-database.ts'
import { createLog } from '../src/base/index.ts'
import { createClient, type Client } from '../src/collect/index.ts'
import type { ColumnId } from '../src/model/index.ts'
import { loadLanguageDetector } from '../src/parse/index.ts'
import { runCollector, usualLeaseMs } from '../src/pipeline/index.ts'
import { createApp } from '../src/serve/index.ts'

const until = new Date(Date.now() + 3_600_000)

describe('what a publisher ends by itself', () => {
  let database: TestDatabase
  let server: Server
  let client: Client
  let origin: string
  let now = new Date()
  let isGone = false

  const page = (title: string, head = '') => `<!doctype html><html lang="en"><head><title>${title}</title>
    <meta property="og:title" content="${title}"><meta name="author" content="Ann Marsh">${head}</head><body><article>
    <h1>${title}</h1><p>By Ann Marsh</p><p>The ${title.toLowerCase()} was never about the thing itself, and everyone knew.</p>
    </article></body></html>`

  before(async () => {
    server = createServer((request, response) => {
      const answers: Record<string, () => [number, string, string]> = {
        '/feed.xml': () => [200, 'application/rss+xml', feedOf(origin)],
        '/gone': () => (isGone ? [410, 'text/html', 'gone'] : [200, 'text/html', page('Quarrel over a lamp')]),
        '/dated': () => [
          200,
          'text/html',
          page('Farewell to a bench', `<meta name="robots" content="unavailable_after: ${until.toUTCString()}">`),
        ],
      }
      const [status, type, body] = answers[request.url ?? '']?.() ?? [404, 'text/plain', 'none']
      response.writeHead(status, { 'Content-Type': type }).end(body)
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    origin = `http://tombs.localhost:${port}`
    database = await createTestDatabase()
    client = createClient({ version: 'test', publicUrl: 'http://x', allowLoopback: true, allowedPorts: [port] })
    const publisher = await upsertPublisher(database.db, {
      slug: 'tombs',
      name: 'The Tombs',
      home: `${origin}/`,
      country: 'gb',
      languages: ['en'],
    })
    await upsertFeeds(database.db, [{ publisherId: publisher.id, url: `${origin}/feed.xml`, kind: 'column' }])
    await collect()
  })
  after(async () => {
    await client.close()
    await database.drop()
    await new Promise((resolve) => server.close(resolve))
  })

  test('a date after which it may not be offered ends it when it has come', async () => {
    const id = await idOf('/dated')
    assert.equal((await findColumn(database.db, id))?.kind, 'found')
    now = new Date(until.getTime() + 1000)
    await collect()
    const finding = await findColumn(database.db, id)
    assert.ok(finding?.kind === 'tombstone' && finding.tombstone.reason === 'expired')
    assert.equal(finding.tombstone.takenAt.getTime(), Math.floor(until.getTime() / 1000) * 1000)
    assert.deepEqual(await answerOf(id), [410, false])
    const { rows } = await sql`
      select excerpt, dek, list_excerpt, search::text from columns where id = ${id}`.execute(database.db)
    assert.deepEqual(rows, [{ excerpt: null, dek: null, list_excerpt: null, search: '' }])
    assert.deepEqual((await searchColumns(database.db, parseSearchQuery('bench'), { limit: 9 })).items, [])
  })

  test('a page that is gone ends it, and its feed does not bring it back', async () => {
    const id = await idOf('/gone')
    assert.equal((await findColumn(database.db, id))?.kind, 'found')
    isGone = true
    await sql`
      insert into pages_due (publisher_id, column_id, host, url, next_at)
      select publisher_id, id, ${new URL(origin).host}, canonical_url, ${now} from columns where id = ${id}`.execute(
      database.db,
    )
    await collect()
    await collect()
    const finding = await findColumn(database.db, id)
    assert.ok(finding?.kind === 'tombstone' && finding.tombstone.reason === 'withdrawn')
    assert.deepEqual(await answerOf(id), [410, false])
    const { rows } = await sql<{ text: string }>`
      select to_jsonb(c)::text as text from columns c where c.canonical_url like '%/gone'`.execute(database.db)
    assert.equal(rows.length, 1)
    assert.doesNotMatch(rows[0]?.text ?? '', /Quarrel|quarrel|Marsh/)
    assert.deepEqual((await searchColumns(database.db, parseSearchQuery('quarrel'), { limit: 9 })).items, [])
  })

  async function collect(): Promise<void> {
    await sql`update feeds set next_at = ${now}, etag = null`.execute(database.db)
    await sql`update hosts set next_at = ${now}, free_at = ${now}, wait_until = null where leased_until is null`.execute(
      database.db,
    )
    const collecting = {
      db: database.db,
      client,
      log: createLog('silent'),
      detector: await loadLanguageDetector(),
      worker: 'tombs',
      crawlDelayMs: 0,
      hostsAtOnce: 2,
      readPages: true,
      revisitMs: 3_600_000,
      leaseMs: usualLeaseMs,
      now: () => now,
      random: () => 0.5,
    }
    await runCollector(collecting, { signal: AbortSignal.timeout(30_000), once: true })
  }

  async function idOf(path: string): Promise<ColumnId> {
    const { rows } = await sql<{ id: ColumnId }>`
      select id from columns where canonical_url = ${`${origin}${path}`}`.execute(database.db)
    assert.ok(rows[0], `${path} was filed`)
    return rows[0].id
  }

  /** The status of its page, and whether anything of the column is still on it. */
  async function answerOf(id: ColumnId): Promise<[number, boolean]> {
    const app = createApp({ db: database.db, publicUrl: 'http://x', version: '0', secret: 'a secret for this test' })
    const response = await app.request(`http://x/a/b/c/${id}`)
    return [response.status, /lamp|bench|Marsh/i.test(await response.text())]
  }
})

function feedOf(origin: string): string {
  const item = (path: string, title: string) =>
    `<item><title>${title}</title><link>${origin}${path}</link><guid>${origin}${path}</guid>
    <pubDate>${new Date(Date.now() - 3_600_000).toUTCString()}</pubDate></item>`
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>The Tombs</title><link>${origin}/</link>
    ${item('/gone', 'Quarrel over a lamp')}${item('/dated', 'Farewell to a bench')}</channel></rss>`
}
