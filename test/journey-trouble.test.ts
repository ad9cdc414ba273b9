// Publishers that misbehave, each in its own way, beside healthy ones; two collectors at once; a fault of our own.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { summarizeHealth, upsertEdition, upsertFeeds, upsertPublisher, type Db } from '../src/archive/index.ts'
import { createTestDatabase, type TestDatabase } from '../src/archive/test-database.ts'
import { followPress } from '../src/cli/follow-press.ts'
import { reportHealth } from '../src/cli/health-report.ts'
import type { Client } from '../src/collect/index.ts'
import { runCollector } from '../src/pipeline/index.ts'
import { startPress, truthOf, type Press } from '../src/press/index.ts'
import { collectingFor, createTestClient } from './journey-setup.ts'

/** Short, so that the slow and the silent cost the test seconds; long enough for a machine that is busy with other work. */
const limits = { firstByteMs: 6000, totalMs: 9000, bodyBytes: 4_000_000 }
const papers = ['harbour-post', 'marsa', 'uferblatt']

type FeedVisit = {
  slug: string
  outcome: string
  reading: string | null
  status: number | null
  entries: number | null
  problem: string | null
}

describe('hosts that misbehave', () => {
  let press: Press
  let database: TestDatabase
  let client: Client
  let visits: ReadonlyMap<string, FeedVisit>

  before(async () => {
    press = await startPress({ papers })
    database = await createTestDatabase({ poolSize: 10 })
    client = createTestClient(press.port, limits)
    await followPress(database.db, press)
    await followMisbehaving(database.db, press, ({ slug }) => slug !== 'many-entries')
    const collecting = await collectingFor(database.db, client, { hostsAtOnce: 12 })
    await runCollector(collecting, { signal: AbortSignal.timeout(60_000), once: true })
    // Five thousand pages would be asked for, politely: the feed alone is of interest here.
    await followMisbehaving(database.db, press, ({ slug }) => slug === 'many-entries')
    await runCollector({ ...collecting, readPages: false }, { signal: AbortSignal.timeout(60_000), once: true })
    visits = await readFeedVisits(database.db)
  })

  after(async () => {
    await client.close()
    await database.drop()
    await press.close()
  })

  const expected: Readonly<Record<string, Partial<FeedVisit>>> = {
    'broken-feed': { outcome: 'fetched', reading: 'salvaged' },
    'truncated-feed': { outcome: 'fetched', reading: 'salvaged' },
    'html-feed': { outcome: 'fetched', reading: 'not-a-feed' },
    'html-called-feed': { outcome: 'fetched', reading: 'not-a-feed' },
    'empty-body': { outcome: 'fetched', reading: 'not-a-feed' },
    'endless-body': { outcome: 'refused' },
    'gzip-bomb': { outcome: 'refused' },
    'redirect-loop': { outcome: 'refused' },
    'redirect-inward': { outcome: 'refused' },
    'too-many-requests': { outcome: 'asked-to-wait', status: 429 },
    'server-error': { outcome: 'failed', status: 500 },
    'gone-feed': { outcome: 'gone', status: 410 },
    'forbidden-feed': { outcome: 'forbidden', status: 403 },
    'slow-feed': { outcome: 'refused' },
    'silent-feed': { outcome: 'refused' },
    'cut-connection': { outcome: 'unreachable' },
    'huge-header': { outcome: 'refused' },
  }
  const why: Readonly<Record<string, RegExp>> = {
    'endless-body': /^too-large: /,
    'gzip-bomb': /^(?:bomb|too-large): /,
    'redirect-loop': /^redirects: /,
    'redirect-inward': /^(?:address|port): /,
    'slow-feed': /^timeout: /,
    'silent-feed': /^first-byte-timeout: /,
    'huge-header': /^headers: /,
  }

  for (const [slug, outcome] of Object.entries(expected))
    test(`${slug}: an outcome with its reason in plain words`, () => {
      const visit = visits.get(slug)
      assert.ok(visit, `${slug} was not visited`)
      for (const [field, value] of Object.entries(outcome)) assert.equal(visit[field as keyof FeedVisit], value, field)
      assert.match(visit.problem ?? '', /\p{L}{3,}(?: .+)+/u)
      assert.match(visit.problem ?? '', why[slug] ?? /./)
    })

  test('robots-down: without robots.txt nothing else is asked for', async () => {
    assert.equal(visits.has('robots-down'), false)
    const { rows } = await sql<{ outcome: string; problem: string | null }>`
      select v.outcome, v.problem from visits v join publishers p on p.id = v.publisher_id
      where p.slug = 'robots-down'`.execute(database.db)
    assert.equal(rows.length, 1)
    assert.equal(rows[0]?.outcome, 'asked-to-wait')
    assert.match(rows[0]?.problem ?? '', /^the server asked us to wait until /)
    assert.deepEqual(
      press.requests.filter(({ host }) => host.startsWith('robots-down')).map(({ path }) => path),
      ['/robots.txt'],
    )
  })

  test('every misbehaving host is in one of these tests', () => {
    const elsewhere = [
      'robots-down',
      'moved-for-good',
      'many-entries',
      'odd-entries',
      'wrong-charset',
      'xml-entities',
      'hostile-markup',
      'pages-forbidden',
    ]
    assert.deepEqual(
      press.misbehaving.map(({ slug }) => slug).toSorted(),
      [...Object.keys(expected), ...elsewhere].toSorted(),
    )
  })

  test('moved-for-good: followed to its new address, and filed', async () => {
    assert.equal(visits.get('moved-for-good')?.problem, null)
    assert.equal((await columnsOf(database.db, 'moved-for-good')).length, 3)
  })

  test('many-entries: all 5,000 are filed from one visit', async () => {
    assert.equal(visits.get('many-entries')?.entries, 5000)
    assert.equal((await columnsOf(database.db, 'many-entries')).length, 5000)
  })

  test('broken and truncated feeds: what could be read is filed', async () => {
    assert.ok((await columnsOf(database.db, 'broken-feed')).some(({ title }) => title.startsWith('Salt & vinegar')))
    assert.ok((await columnsOf(database.db, 'truncated-feed')).length >= 2)
  })

  test('a 900-character headline ends with an ellipsis, an empty author is nobody, 2099 is no date', async () => {
    const columns = new Map((await columnsOf(database.db, 'odd-entries')).map((column) => [column.path, column]))
    const long = columns.get('/long')?.title ?? ''
    assert.ok(long.length <= 501 && long.endsWith('…'), long)
    assert.equal(columns.get('/nobody')?.credits, 0)
    const future = columns.get('/future')
    assert.equal(future?.published_known, false)
    assert.ok((future?.published_at.getTime() ?? Infinity) <= Date.now())
  })

  test('one guid with other addresses: the same hour is the same column, another day and headline another one', async () => {
    const paths = (await columnsOf(database.db, 'odd-entries')).map(({ path }) => path)
    assert.deepEqual(paths.toSorted(), ['/first', '/future', '/long', '/nobody', '/second'])
  })

  test('wrong-charset: letters are read as they were meant', async () => {
    const [column] = await columnsOf(database.db, 'wrong-charset')
    assert.equal(column?.title, 'Işığın ağırlığı')
  })

  test('hostile markup and entities: plain text alone, no local file, no swelling', async () => {
    const shown = [
      ...(await columnsOf(database.db, 'hostile-markup')),
      ...(await columnsOf(database.db, 'xml-entities')),
    ]
    for (const { title, excerpt } of shown) {
      assert.doesNotMatch(`${title} ${excerpt}`, /<|onerror|javascript:|alert\(/)
      assert.ok(title.length < 200)
    }
    const visited = press.requests.filter(({ host }) => host.startsWith('hostile-markup')).map(({ path }) => path)
    assert.ok(
      visited.every((path) => !path.includes('alert')),
      visited.join(' '),
    )
  })

  test('pages-forbidden: the feed’s word is kept, and each page is asked for once', async () => {
    assert.equal((await columnsOf(database.db, 'pages-forbidden')).length, 3)
    const pages = press.requests.filter(
      ({ host, path }) => host.startsWith('pages-forbidden') && path.startsWith('/column'),
    )
    assert.deepEqual(pages.map(({ path }) => path).toSorted(), ['/column/1', '/column/2', '/column/3'])
  })

  test('the healthy papers are filed as if they were alone', async () => {
    const { rows } = await sql<{ url: string }>`select canonical_url as url from columns`.execute(database.db)
    const filed = new Set(rows.map(({ url }) => url))
    const missing = truthOf(press).filter(
      ({ withdrawn, url, canonicalUrl }) => !withdrawn && !filed.has(url) && !filed.has(canonicalUrl),
    )
    assert.deepEqual(missing, [])
  })

  test('doctor tells each of them apart in one line', async () => {
    const now = new Date()
    const { lines } = reportHealth(await summarizeHealth(database.db, now), now)
    for (const slug of Object.keys(expected))
      assert.ok(
        lines.some((line) => line.trimStart().startsWith(`${slug} http`)),
        slug,
      )
    assert.ok(lines.some((line) => line.includes('html-feed.localhost') && line.includes('not a feed')))
    assert.ok(lines.some((line) => line.includes('robots-down') && line.includes('robots.txt cannot be read')))
  })
})

describe('collectors', () => {
  let press: Press
  let client: Client

  before(async () => {
    press = await startPress({ papers })
    client = createTestClient(press.port)
  })

  after(async () => {
    await client.close()
    await press.close()
  })

  test('two at once file every column once, and ask for everything once', async () => {
    const database = await createTestDatabase({ poolSize: 10 })
    try {
      await followPress(database.db, press)
      const asked = press.requests.length
      const workers = await Promise.all(
        ['one', 'two'].map((worker) => collectingFor(database.db, client, { worker, hostsAtOnce: 2 })),
      )
      const reports = await Promise.all(
        workers.map((collecting) => runCollector(collecting, { signal: AbortSignal.timeout(60_000), once: true })),
      )
      await runCollector(workers[0]!, { signal: AbortSignal.timeout(60_000), once: true })
      const published = truthOf(press).length
      const { rows } = await sql<{ url: string }>`select canonical_url as url from columns`.execute(database.db)
      assert.equal(rows.length, published)
      assert.equal(
        reports.reduce((sum, { newColumns }) => sum + newColumns, 0),
        published,
      )
      const paths = press.requests.slice(asked).map(({ host, path }) => `${host}${path}`)
      assert.deepEqual(
        paths.filter((path, at) => paths.indexOf(path) !== at),
        [],
      )
    } finally {
      await database.drop()
    }
  })

  test('a fault of ours on one page is told, put off, and stops nothing else', async () => {
    const database = await createTestDatabase({ poolSize: 10 })
    try {
      await followPress(database.db, press)
      const victim = truthOf(press).find(({ paper, mayVisit }) => paper === 'harbour-post' && mayVisit)
      let asked = 0
      const faulty: Client = {
        ...client,
        visit(request, signal) {
          if (request.url !== victim?.url) return client.visit(request, signal)
          asked += 1
          throw new TypeError('a fault made for this test')
        },
      }
      const collecting = await collectingFor(database.db, faulty)
      const report = await runCollector(collecting, { signal: AbortSignal.timeout(60_000), once: true })
      assert.equal(asked, 1, 'it is put off, not tried again and again')
      assert.equal(report.failures, 1)
      const { rows } = await sql<{ url: string; problem: string }>`
        select url, problem from visits where problem like 'a fault of ours%'`.execute(database.db)
      assert.deepEqual(rows, [
        { url: victim?.url, problem: 'a fault of ours while reading it: a fault made for this test' },
      ])
      const { rows: left } = await sql<{ url: string; later: boolean }>`
        select url, next_at > now() + interval '50 minutes' as later from pages_due`.execute(database.db)
      assert.deepEqual(left, [{ url: victim?.url, later: true }], 'every other page was read')
    } finally {
      await database.drop()
    }
  })

  test('stopped amid a turn, what was read of its pages is filed: no page is asked for twice', async () => {
    const database = await createTestDatabase({ poolSize: 10 })
    try {
      await followPress(database.db, press)
      const stopping = new AbortController()
      const fetched: string[] = []
      const watching: Client = {
        ...client,
        async visit(request, signal) {
          const outcome = await client.visit(request, signal)
          if (request.purpose === 'page' && outcome.kind === 'fetched') fetched.push(request.url)
          if (fetched.length === 9) stopping.abort()
          return outcome
        },
      }
      const collecting = await collectingFor(database.db, watching)
      await runCollector(collecting, { signal: stopping.signal, once: true })
      assert.ok(fetched.length >= 9)
      const { rows: due } = await sql<{ url: string }>`select url from pages_due`.execute(database.db)
      assert.ok(due.length > 0, 'it was stopped before the end')
      assert.deepEqual(new Set(fetched).intersection(new Set(due.map(({ url }) => url))), new Set())
    } finally {
      await database.drop()
    }
  })
})

async function followMisbehaving(
  db: Db,
  press: Press,
  which: (host: Press['misbehaving'][number]) => boolean,
): Promise<void> {
  await upsertEdition(db, { id: 'gb', name: 'United Kingdom', languages: ['en'] })
  for (const { slug, url } of press.misbehaving.filter(which)) {
    const publisher = await upsertPublisher(db, {
      slug,
      name: slug,
      home: `${press.origin(slug)}/`,
      country: 'gb',
      languages: [slug === 'wrong-charset' ? 'tr' : 'en'],
    })
    await upsertFeeds(db, [{ publisherId: publisher.id, url, kind: 'column' }])
  }
}

/** The last feed visit of each publisher. */
async function readFeedVisits(db: Db): Promise<Map<string, FeedVisit>> {
  const { rows } = await sql<FeedVisit>`
    select p.slug, v.outcome, v.reading, v.status, v.entries, v.problem from visits v
    join publishers p on p.id = v.publisher_id where v.purpose = 'feed' order by v.id`.execute(db)
  return new Map(rows.map((row) => [row.slug, row]))
}

type Shown = {
  title: string
  excerpt: string | null
  path: string
  published_at: Date
  published_known: boolean
  credits: number
}

async function columnsOf(db: Db, slug: string): Promise<Shown[]> {
  const { rows } = await sql<Shown>`
    select c.title, c.excerpt, regexp_replace(c.canonical_url, '^https?://[^/]+', '') as path, c.published_at,
      c.published_known, (select count(*) from attributions a
        where a.publisher_id = c.publisher_id and a.column_id = c.id) as credits
    from columns c join publishers p on p.id = c.publisher_id where p.slug = ${slug} order by c.id`.execute(db)
  return rows
}
