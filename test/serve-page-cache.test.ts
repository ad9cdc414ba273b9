// Pages kept in memory: made once, dropped everywhere when what they show changes, and never given to whom they are not for.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { fileColumns, takeDownColumn } from '../src/archive/index.ts'
import { createTestDatabase, type TestDatabase } from '../src/archive/test-database.ts'
import type { CanonicalUrl, ColumnDraft, Publisher } from '../src/model/index.ts'
import { settle } from '../src/serve/afterwards.ts'
import { cookieNames } from '../src/serve/http/reader.ts'
import { createApp, openPageCache } from '../src/serve/index.ts'
import { seedArchive, seedNow, type Seed } from './serve-seed.ts'
import { browser, cookiesOf, publicUrl, readPage } from './serve-site.ts'

type Process = ReturnType<typeof openProcess>

describe('pages kept in memory', () => {
  let database: TestDatabase
  let seed: Seed
  let queries = 0
  let askedForWriters = 0
  let one: Process
  let other: Process

  before(async () => {
    database = await createTestDatabase({
      onQuery(query) {
        queries++
        if (query.sql.includes('order by count(*) desc')) askedForWriters++
      },
    })
    seed = await seedArchive(database.db)
    one = openProcess(database)
    other = openProcess(database)
    await until(() => one.isListening() && other.isListening())
  })
  after(async () => {
    await one.close()
    await other.close()
    await database.drop()
  })

  const ferry = () => seed.ids.get('The ferry that nobody voted for')!
  const ferryPath = () => `/harbour-post/maren-oyelaran/the-ferry-that-nobody-voted-for/${ferry()}`

  it('are made once, however many ask at the same time, and then without a question to the archive', async () => {
    one.forget()
    await one.get('/about') // the list of editions is remembered from here on
    queries = 0
    const answers = await Promise.all(Array.from({ length: 30 }, () => one.get('/gb')))
    const asked = queries
    assert.ok(asked > 0 && asked < 8, `${asked} questions for thirty readers`)
    const texts = new Set(await Promise.all(answers.map((answer) => answer.text())))
    assert.equal(texts.size, 1)
    await one.get('/gb')
    assert.equal(queries, asked)
  })

  it('say how long others may keep them, and for whom; what is made for one reader says it is theirs', async () => {
    const first = await one.get('/us', { 'Accept-Encoding': 'br' })
    const second = await one.get('/us', { 'Accept-Encoding': 'br' })
    for (const answer of [first, second]) {
      assert.equal(answer.headers.get('Cache-Control'), 'public, max-age=0, s-maxage=30, stale-while-revalidate=30')
      assert.equal(answer.headers.get('Vary'), 'Accept-Language, Cookie, Accept-Encoding')
      assert.equal(answer.headers.get('Content-Encoding'), 'br')
      assert.match(answer.headers.get('Content-Security-Policy') ?? '', /default-src 'none'/)
    }
    const tag = second.headers.get('ETag') ?? ''
    const known = await one.get('/us', { 'Accept-Encoding': 'br', 'If-None-Match': tag })
    assert.equal(known.status, 304)
    assert.equal(await known.text(), '')
    assert.equal(known.headers.get('ETag'), tag)
    const themed = await one.get('/us', { Cookie: 'look=dark' })
    assert.equal(themed.headers.get('Cache-Control'), 'private, no-cache')
    const search = await one.get('/about', { Cookie: 'follows=forged' })
    assert.equal(search.headers.get('Cache-Control'), 'private, no-cache')
  })

  it('are given in the language and encoding that was asked for', async () => {
    const get = async (language: string) => readPage(await one.get('/us', { 'Accept-Language': language }))
    for (const language of ['en', 'de', 'en', 'de'])
      assert.equal((await get(language)).attribute('html', 'lang'), language)
    const theme = async (look: string) =>
      (await readPage(await one.get('/us', { Cookie: look }))).attribute('html', 'data-theme')
    for (const _ of [1, 2]) {
      assert.equal(await theme('look=dark'), 'dark')
      assert.equal(await theme('other=1'), undefined)
      assert.equal(await theme('look=light'), 'light')
    }
  })

  it('never go to a reader for whom they would be different', async () => {
    const path = '/columnist/maren-oyelaran'
    const button = async (headers?: Record<string, string>) =>
      (await readPage(await one.get(path, headers))).text('form[action="/follow"] button')
    assert.equal(await button(), 'Follow')
    const form = (await readPage(await one.get(path))).all('form[action="/follow"] input')
    const fields = Object.fromEntries(form.map((input) => [input.attribs['name'] ?? '', input.attribs['value'] ?? '']))
    const follows = cookiesOf(await one.post('/follow', fields))
    for (const _ of [1, 2]) {
      assert.equal(await button(follows), 'Following')
      assert.equal(await button(), 'Follow')
      assert.equal(await button({ Cookie: 'someones-analytics=1' }), 'Follow')
    }
    assert.equal((await one.get(path, follows)).headers.get('Cache-Control'), 'private, no-cache')
    const liked = cookiesOf(
      await one.post('/like', { publisher: String(seed.publishers.harbour.id), column: String(ferry()), do: 'like' }),
    )
    const like = async (headers?: Record<string, string>) =>
      (await readPage(await one.get(ferryPath(), headers))).text('form[action="/like"] button')
    assert.match(await like(), /^Like/)
    assert.match(await like(liked), /^Liked/)
    assert.match(await like(), /^Like/)
    const saved = cookiesOf(
      await one.post('/save', { publisher: String(seed.publishers.harbour.id), column: String(ferry()), do: 'save' }),
    )
    assert.equal((await readPage(await one.get(ferryPath(), saved))).text('form[action="/save"] button'), 'Saved')
    assert.equal((await readPage(await one.get(ferryPath()))).text('form[action="/save"] button'), 'Save')
  })

  it('go to a reader whose cookies do not matter to them, as the reader’s own', async () => {
    await one.get('/gb/archive')
    queries = 0
    const answer = await one.get('/gb/archive', { Cookie: 'follows=1.x; saved=1-1.x' })
    assert.equal(queries, 0)
    assert.equal(answer.headers.get('Cache-Control'), 'private, no-cache')
  })

  it('are dropped in every process as soon as something about them is filed, and others stay', async () => {
    const filed = (at: Process, path: string) => at.get(path).then((answer) => answer.text())
    for (const at of [one, other])
      for (const path of ['/tr', '/gb', '/columnist/tomasz-wrzos', '/publisher/harbour-post']) await filed(at, path)
    await fileColumns(database.db, [draftOf(seed.publishers.harbour, 'A lantern for the harbour', 'Tomasz Wrzos')], {
      publisherId: seed.publishers.harbour.id,
      now: seedNow,
    })
    for (const at of [one, other]) {
      await until(() => !at.isKept('/gb'))
      for (const path of ['/gb', '/columnist/tomasz-wrzos', '/publisher/harbour-post', '/world', '/gb.rss'])
        assert.match(await filed(at, path), /A lantern for the harbour/, path)
      assert.ok(at.isKept('/tr'))
    }
  })

  it('of a topic have its writers of this moment', async () => {
    const writers = async () => (await readPage(await one.get('/topic/law'))).texts('.side .people .name')
    assert.ok(!(await writers()).includes('Ada Lindqvist'))
    const draft = draftOf(seed.publishers.harbour, 'Who may moor where', 'Ada Lindqvist')
    const url = `${seed.publishers.harbour.home}moor` as CanonicalUrl
    await fileColumns(database.db, [{ ...draft, canonicalUrl: url, topics: ['law'] }], {
      publisherId: seed.publishers.harbour.id,
      now: seedNow,
    })
    // As soon as the filing is heard of, which is a moment after it is told.
    for (let waited = 0; !(await writers()).includes('Ada Lindqvist'); waited += 5) {
      assert.ok(waited < 5000)
      await pause(5)
    }
    askedForWriters = 1
    for (let tries = 0; tries < 5 && askedForWriters > 0; tries++) {
      askedForWriters = 0
      await one.get('/topic/law?after=')
    }
    assert.equal(askedForWriters, 0, 'they are remembered for pages that are not kept')
  })

  it('are gone everywhere when a column is taken down, and its address says so', async () => {
    const columnId = seed.ids.get('A quiet word for the night bus')!
    const path = `/harbour-post/tomasz-wrzos/a-quiet-word-for-the-night-bus/${columnId}`
    for (const at of [one, other]) for (const page of [path, '/gb', '/world', '/tr']) await at.get(page)
    await takeDownColumn(database.db, {
      publisherId: seed.publishers.harbour.id,
      columnId,
      reason: 'columnist',
      now: seedNow,
    })
    for (const at of [one, other]) {
      await until(() => !at.isKept(path))
      assert.equal((await at.get(path)).status, 410)
      for (const page of ['/gb', '/world']) assert.doesNotMatch(await (await at.get(page)).text(), /night bus/)
    }
  })

  it('count each of their readers, and no prefetching', async () => {
    const views = async () => {
      await settle(one.app)
      const { rows } = await sql<{
        views: number
      }>`select views from column_counts where column_id = ${ferry()}`.execute(database.db)
      return rows[0]?.views ?? 0
    }
    await one.get(ferryPath())
    const before = await views()
    const reader = (agent: string, more: Record<string, string> = {}) =>
      one.get(ferryPath(), { 'User-Agent': `${browser} ${agent}`, ...more })
    await reader('first')
    assert.ok(one.isKept(ferryPath()))
    await reader('second')
    await reader('second')
    await reader('third', { 'Sec-Purpose': 'prefetch' })
    await one.get(ferryPath(), { 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })
    assert.equal(await views(), before + 2)
  })

  it('are not kept for searches, strangers’ parameters, errors, or when the archive is not heard', async () => {
    for (const path of ['/gb?utm_source=x', '/gb?lang=', '/no-such-page', '/', '/saved', '/search?q=x']) {
      await one.get(path)
      assert.ok(!one.isKept(path), path)
    }
    await one.get('/gb')
    assert.ok(one.isKept('/gb'))
    const pages = one.stats().pages
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'colonnade-listener' and datname = current_database()`.execute(database.db)
    await until(() => one.warnings.length > 0)
    assert.ok(pages > 0)
    assert.ok(!one.isKept('/gb'))
    await until(() => one.isListening())
    await one.get('/gb')
    assert.ok(one.isKept('/gb'))
  })

  it('stay within their bytes', async () => {
    const small = openProcess(database, 60_000)
    try {
      await until(() => small.isListening())
      for (const path of ['/gb', '/us', '/tr', '/il', '/eg', '/world', '/about', '/columnists', '/publishers'])
        await small.get(path)
      assert.ok(small.stats().bytes <= 60_000)
      assert.ok(small.stats().pages >= 1)
      assert.ok(!small.isKept('/gb'))
    } finally {
      await small.close()
    }
  })

  it('grow no older than a minute', async () => {
    let now = 1_000_000
    const aging = openProcess(database, 1_000_000, () => now)
    try {
      await until(() => aging.isListening())
      await aging.get('/gb')
      queries = 0
      now += 59_000
      await aging.get('/gb')
      assert.equal(queries, 0)
      now += 2000
      await aging.get('/gb')
      assert.ok(queries > 0)
    } finally {
      await aging.close()
    }
  })

  it('know every cookie that a page could depend on', () => {
    const root = new URL('../src/serve/', import.meta.url)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
    const readers = files.filter((name) => /get(Signed)?Cookie\(/.test(readFileSync(new URL(name, root), 'utf8')))
    // The desk's cookie is sent to the desk alone, which is never kept.
    assert.deepEqual(readers.toSorted(), [
      'http/interface-language.ts',
      'http/look.ts',
      'http/reader.ts',
      // Says from where a page is read, not what is in it.
      'http/replica-reading.ts',
      'web/filters.tsx',
      'web/operator-session.ts',
    ])
    const source = readers
      .filter((name) => name !== 'web/operator-session.ts' && name !== 'http/replica-reading.ts')
      .map((name) => readFileSync(new URL(name, root), 'utf8'))
      .join('\n')
    const found = [...source.matchAll(/(?:signed\(c, |getCookie\(c, |const (?:lookC|c)ookie = )'(\w+)'/g)].map(
      ([, name]) => String(name),
    )
    assert.deepEqual([...new Set(found)].toSorted(), [...cookieNames].toSorted())
  })
})

function openProcess(database: TestDatabase, maxBytes = 10_000_000, now?: () => number) {
  const warnings: unknown[] = []
  let opened = 0
  const cache = openPageCache(database.db, {
    maxBytes,
    log: { warn: (...args: unknown[]) => void warnings.push(args) },
    ...(now === undefined ? {} : { now }),
  })
  const app = createApp({
    db: database.db,
    publicUrl,
    version: '1',
    secret: 'a secret of the tests, long enough',
    now: () => seedNow,
    pages: cache.pages,
  })
  const get = (path: string, headers: Record<string, string> = {}) =>
    Promise.resolve(app.request(`${publicUrl}${path}`, { headers }))
  return {
    app,
    warnings,
    get,
    post: (path: string, form: Record<string, string>) =>
      Promise.resolve(
        app.request(`${publicUrl}${path}`, {
          method: 'POST',
          body: new URLSearchParams(form).toString(),
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: publicUrl },
        }),
      ),
    isListening: () => cache.pages.stats().isOpen && ++opened > 0,
    isKept: (path: string) => cache.pages.stats().paths.includes(path),
    forget: () => cache.pages.forget(['everything']),
    stats: cache.pages.stats,
    close: () => cache.close(),
  }
}

function draftOf(publisher: Publisher, title: string, name: string): ColumnDraft {
  return {
    publisherId: publisher.id,
    feedId: null,
    canonicalUrl: `${publisher.home}lantern` as CanonicalUrl,
    addresses: [],
    title,
    dek: null,
    excerpt: 'It was never the light that we needed.',
    lang: 'en',
    dir: 'ltr',
    kind: 'column',
    access: 'free',
    section: null,
    image: null,
    words: null,
    byline: name,
    contributors: [{ name, kind: 'person', url: null, sameAs: [], evidence: [], confidence: 0.9 }],
    rules: [],
    mayList: true,
    maxListChars: 150,
    until: null,
    publishedAt: seedNow,
    publishedKnown: true,
    modifiedAt: null,
    pageRead: false,
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 5) {
    if (waited > 5000) throw new Error('it did not come to be in five seconds')
    await pause(5)
  }
}
