// Kept pages as they are given over a real socket, before Hono is asked: the same answer as the one that was made.
import assert from 'node:assert/strict'
import { request, type IncomingHttpHeaders } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '../src/archive/test-database.ts'
import { settle } from '../src/serve/afterwards.ts'
import type { Answer } from '../src/serve/http/measure.ts'
import { createApp, openPageCache, startServer, type RunningServer } from '../src/serve/index.ts'
import { seedArchive, seedNow, type Seed } from './serve-seed.ts'
import { browser } from './serve-site.ts'

describe('the door of kept pages', () => {
  let database: TestDatabase
  let seed: Seed
  let queries = 0
  let cache: ReturnType<typeof openPageCache>
  let app: ReturnType<typeof createApp>
  let server: RunningServer
  const answers: Answer[] = []

  before(async () => {
    database = await createTestDatabase({ onQuery: () => void queries++ })
    seed = await seedArchive(database.db)
    cache = openPageCache(database.db, { maxBytes: 10_000_000, log: { warn: () => undefined } })
    app = createApp({
      db: database.db,
      publicUrl: 'http://localhost',
      version: '1',
      secret: 'a secret of the tests, long enough',
      now: () => seedNow,
      pages: cache.pages,
      onAnswer: (answer) => void answers.push(answer),
      editionsMs: 3_600_000,
    })
    server = await startServer(app, { host: '127.0.0.1', port: 0 })
    for (let waited = 0; !cache.pages.stats().isOpen; waited += 5) {
      assert.ok(waited < 5000, 'the archive is heard within five seconds')
      await pause(5)
    }
  })
  after(async () => {
    await server.close()
    await cache.close()
    await database.drop()
  })

  const get = (path: string, headers: Record<string, string> = {}) =>
    ask(server.url, path, { 'Accept-Language': 'en', 'Accept-Encoding': 'br', ...headers })
  const ferry = () => seed.ids.get('The ferry that nobody voted for')!
  const ferryPath = () => `/harbour-post/maren-oyelaran/the-ferry-that-nobody-voted-for/${ferry()}`

  it('gives the same status, headers and bytes as the page had when it was made, without a question', async () => {
    for (const path of ['/gb', '/gb.rss', '/us/archive', '/columnist/maren-oyelaran', ferryPath(), '/about']) {
      const made = await get(path)
      queries = 0
      const kept = await get(path)
      assert.equal(queries, 0, path)
      assert.equal(made.status, 200, path)
      assert.deepEqual(kept, made, path)
      assert.match(String(kept.headers['content-security-policy']), /default-src 'none'/)
      const [told, toldAgain] = answers.slice(-2).map((answer) => ({ ...answer, seconds: 0 }))
      assert.deepEqual(toldAgain, told, path)
    }
    assert.ok(new Set(answers.map(({ route }) => route)).size >= 5, 'answers are told by their routes')
  })

  it('says 304 to whoever has the page, with the headers that the made page gives', async () => {
    cache.pages.forget(['everything'])
    const { headers } = await get('/us')
    const tag = String(headers.etag)
    const kept = await get('/us', { 'If-None-Match': tag })
    assert.equal(kept.status, 304)
    assert.equal(kept.body.length, 0)
    for (const name of ['content-type', 'content-length', 'content-encoding']) delete headers[name]
    assert.deepEqual(kept.headers, headers)
    assert.equal((await get('/us', { 'If-None-Match': 'W/"another"' })).status, 200)
  })

  it('tells languages and encodings apart', async () => {
    for (const _ of [1, 2]) {
      assert.match(await textOf('/us', { 'Accept-Language': 'de' }), /<html lang="de"/)
      assert.match(await textOf('/us', { 'Accept-Language': 'he' }), /<html lang="he"/)
      assert.match(await textOf('/us', { 'Accept-Language': 'xx' }), /<html lang="en"/)
      assert.match(await textOf('/tr', { 'Accept-Language': 'xx' }), /<html lang="tr"/)
      assert.equal((await get('/us', { 'Accept-Encoding': 'gzip' })).headers['content-encoding'], 'gzip')
      assert.equal((await get('/us', { 'Accept-Encoding': 'identity' })).headers['content-encoding'], undefined)
    }
  })

  it('leaves readers with cookies, other methods and hosts that are none to the site behind it', async () => {
    await get('/us')
    const themed = await get('/us', { Cookie: 'look=dark', 'Accept-Encoding': 'identity' })
    assert.match(themed.body.toString(), /data-theme="dark"/)
    assert.equal(themed.headers['cache-control'], 'private, no-cache')
    assert.equal((await get('/us', { Cookie: 'follows=1.x' })).headers['cache-control'], 'private, no-cache')
    const head = await ask(server.url, '/us', { 'Accept-Language': 'en', 'Accept-Encoding': 'br' }, 'HEAD')
    assert.equal(head.status, 200)
    assert.equal(head.body.length, 0)
    assert.equal((await ask(server.url, '/us', {}, 'POST')).status, 403)
    assert.equal((await get('/us', { Host: 'a host/with a path' })).status, 400)
    assert.equal((await get('/us/')).status, 301)
  })

  it('counts each reader of a kept column once, and no machine', async () => {
    const views = async () => {
      await settle(app)
      const { rows } = await sql<{ views: number }>`
        select views from column_counts where column_id = ${ferry()}`.execute(database.db)
      return rows[0]?.views ?? 0
    }
    await get(ferryPath())
    const before = await views()
    for (const agent of ['one', 'two', 'one', 'two', 'one'])
      await get(ferryPath(), { 'User-Agent': `${browser} ${agent}` })
    await get(ferryPath(), { 'User-Agent': `${browser} three`, 'Sec-Purpose': 'prefetch' })
    await get(ferryPath(), { 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })
    assert.equal(await views(), before + 2)
  })

  it('is shut while nothing is heard of the archive', async () => {
    await get('/us')
    cache.pages.close()
    queries = 0
    assert.equal((await get('/us')).status, 200)
    assert.ok(queries > 0)
    cache.pages.open()
  })

  async function textOf(path: string, headers: Record<string, string>): Promise<string> {
    return (await get(path, { ...headers, 'Accept-Encoding': 'identity' })).body.toString()
  }
})

type Given = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

/** With Node's own client: fetch adds headers of its own, and undoes encodings. */
function ask(base: string, path: string, headers: Record<string, string>, method = 'GET'): Promise<Given> {
  return new Promise((resolve, reject) => {
    const asked = request(`${base}${path}`, { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        // Two answers may be of two seconds.
        const { date: _, ...headers } = answer.headers
        resolve({ status: answer.statusCode ?? 0, headers, body: Buffer.concat(chunks) })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
