// A feed whose new columns are filed with their pages: whatever becomes of the pages or of the turn, the feed is filed, each page
// is asked for once, and nothing is left half done.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import { upsertFeed, type Db } from '../src/archive/index.ts'
import { testWorkers } from '../src/archive/test-cluster.ts'
import type { ColumnDraft } from '../src/model/index.ts'
import { holdFeed } from '../src/pipeline/held-feed.ts'
import type { Reader } from '../src/pipeline/reading-types.ts'
import type { HostReport } from '../src/pipeline/visit-host.ts'
import { changing, clockedHouse, hourMs, rss, type ClockedHouse } from './collect-clock.ts'
import { oneTurn } from './collect-one-turn.ts'
import { body, type Handler } from './collect-server.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }

function page(path: string): Handler {
  return body(`<!doctype html><title>On ${path.slice(1)}</title><p class="byline">By Bea Oak</p>`, html)
}

/** A feed of these pieces, all by Ada Okoro; their pages say Bea Oak. Handlers may be changed as it goes. */
async function houseOf(t: TestContext, paths: readonly string[]) {
  const handlers: Record<string, Handler> = {}
  for (const path of paths) handlers[path] = page(path)
  const house = await clockedHouse(t, handlers, { readPages: true })
  handlers['/feed'] = changing(() =>
    rss(
      house.press,
      paths.map((path) => ({ path })),
    ),
  )
  return { house, handlers }
}

function countsOf(report: HostReport | undefined) {
  const { host: _host, images: _images, ...counts } = report!
  return counts
}

async function feedIsDue({ db, now }: ClockedHouse): Promise<void> {
  await sql`update feeds set next_at = ${now()}`.execute(db)
  await sql`update hosts set next_at = ${now()}`.execute(db)
}

/** By path: whom a column is credited to, whether its page was read, when it is to be asked for. */
async function columnsOf(db: Db) {
  const { rows } = await sql<{ url: string; writer: string | null; read: boolean; due: Date | null }>`
    select c.canonical_url as url, n.name as writer, c.page_read as read, p.next_at as due from columns c
    left join attributions a on a.publisher_id = c.publisher_id and a.column_id = c.id
    left join columnists n on n.id = a.columnist_id
    left join pages_due p on p.publisher_id = c.publisher_id and p.column_id = c.id order by c.canonical_url`.execute(
    db,
  )
  return rows.map(({ url, ...column }) => ({ path: new URL(url).pathname, ...column }))
}

async function visitsOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ told: string }>`
    select concat_ws(' ', v.purpose, v.outcome, v.reading, c.canonical_url) as told from visits v
    left join columns c on c.publisher_id = v.publisher_id and c.id = v.column_id
    where v.purpose in ('feed', 'page') order by v.id`.execute(db)
  return rows.map(({ told }) => told.replace(/http:\/\/localhost:\d+/, ''))
}

test('a column is filed when its page has been read, and nobody sees it before', async (t) => {
  const { house, handlers } = await houseOf(t, ['/a', '/b'])
  const seen: Promise<unknown[]>[] = []
  for (const path of ['/a', '/b'])
    handlers[path] = (request, response) => {
      const columns = columnsOf(house.db)
      seen.push(columns)
      void columns.then(() => page(path)(request, response))
    }
  assert.deepEqual(countsOf(await oneTurn(house)), { feeds: 1, pages: 2, newColumns: 2, failures: 0 })
  assert.deepEqual(await Promise.all(seen), [[], []])
  assert.deepEqual(
    await columnsOf(house.db),
    ['/a', '/b'].map((path) => ({ path, writer: 'Bea Oak', read: true, due: null })),
  )
  assert.deepEqual(await visitsOf(house.db), ['feed fetched read', 'page fetched read /a', 'page fetched read /b'])
  const writers = await house.db.selectFrom('columnists').select('name').execute()
  assert.deepEqual(writers, [{ name: 'Bea Oak' }], 'whom the feed alone took for the writer was never made')
})

test('what came in the place of a page is told, and its column filed as the feed told of it', async (t) => {
  const { house, handlers } = await houseOf(t, ['/busy', '/file', '/gone', '/home', '/missing', '/read'])
  handlers['/busy'] = body('oh', {}, 500)
  handlers['/file'] = body('%PDF', { 'content-type': 'application/pdf' })
  handlers['/gone'] = body('', {}, 410)
  handlers['/home'] = body('', { location: '/' }, 302)
  handlers['/'] = page('/')
  delete handlers['/missing']
  await oneTurn(house)
  const now = house.now()
  const columns = await columnsOf(house.db)
  assert.deepEqual(
    columns.map(({ path, writer, read, due }) => [path, writer, read, due === null ? null : due > now]),
    [
      ['/busy', 'Ada Okoro', false, true],
      ['/file', 'Ada Okoro', false, null],
      ['/gone', 'Ada Okoro', false, null],
      ['/home', 'Ada Okoro', false, null],
      ['/missing', 'Ada Okoro', false, null],
      ['/read', 'Bea Oak', true, null],
    ],
  )
  const down = await house.db.selectFrom('takedowns').select('reason').execute()
  assert.deepEqual(down, [{ reason: 'withdrawn' }])
  assert.deepEqual((await visitsOf(house.db)).toSorted(), [
    'feed fetched read',
    'page failed /busy',
    'page fetched read /read',
    'page fetched unreadable /file',
    'page fetched unreadable /home',
    'page gone /gone',
    'page missing /missing',
  ])
})

test('a page that cannot be filed keeps neither its feed nor the other pages from being filed', async (t) => {
  const { house } = await houseOf(t, ['/a', '/b', '/c'])
  const report = await oneTurn(house, {
    reader: (usual) => ({
      ...usual,
      async readPage(task) {
        const reading = await usual.readPage(task)
        const tooLong = task.dueUrl.endsWith('/b') ? { words: 1e12 } : {}
        return { ...reading, draft: { ...(reading.draft as ColumnDraft), ...tooLong } }
      },
    }),
  })
  assert.deepEqual([report?.newColumns, report?.failures], [3, 1])
  assert.deepEqual(
    (await columnsOf(house.db)).map(({ path, writer, read, due }) => [path, writer, read, due !== null]),
    [
      ['/a', 'Bea Oak', true, false],
      ['/b', 'Ada Okoro', false, true],
      ['/c', 'Bea Oak', true, false],
    ],
  )
})

test('a turn that is ended amid the pages files the feed with those that were read', async (t) => {
  const { house, handlers } = await houseOf(t, ['/a', '/b', '/c'])
  const stop = new AbortController()
  handlers['/b'] = () => stop.abort()
  await assert.rejects(oneTurn(house, { signal: stop.signal }))
  assert.deepEqual(
    (await columnsOf(house.db)).map(({ path, writer, read, due }) => [path, writer, read, due !== null]),
    [
      ['/a', 'Bea Oak', true, false],
      ['/b', 'Ada Okoro', false, true],
      ['/c', 'Ada Okoro', false, true],
    ],
  )
  handlers['/b'] = page('/b')
  house.asked()
  await house.collect()
  assert.deepEqual(house.asked().toSorted(), ['GET /b', 'GET /c'], 'neither the feed nor the page that was read')
})

test('a long feed is brought to its end by a turn, but for what is more than a turn', async (t) => {
  const paths = Array.from({ length: 60 }, (_, at) => `/${String(at).padStart(2, '0')}`)
  const { house } = await houseOf(t, paths)
  const report = await oneTurn(house)
  assert.deepEqual([report?.feeds, report?.pages, report?.newColumns], [1, 50, 60])
  const columns = await columnsOf(house.db)
  assert.equal(columns.filter(({ read }) => read).length, 50)
  assert.equal(columns.filter(({ due }) => due !== null).length, 10)
  house.asked()
  await house.collect()
  assert.equal(house.asked().length, 10)
})

test('pages of columns that are filed already are not asked for with a feed that lists them again', async (t) => {
  const { house, handlers } = await houseOf(t, ['/a', '/b'])
  await house.collect()
  house.asked()
  handlers['/c'] = page('/c')
  handlers['/feed'] = changing(() =>
    rss(
      house.press,
      ['/c', '/a', '/b'].map((path) => ({ path, title: `Again, on ${path.slice(1)}` })),
    ),
  )
  await feedIsDue(house)
  await oneTurn(house)
  const asked = house.asked().filter((line) => line !== 'GET /feed')
  assert.deepEqual(asked.slice(0, 1), ['GET /c'])
  assert.deepEqual(asked.slice(1).toSorted(), ['GET /a', 'GET /b'], 'these for their new headlines, after it is filed')
})

test('a piece that its feed lists under two addresses is asked for once', async (t) => {
  const { house, handlers } = await houseOf(t, ['/a', '/b'])
  const guid = '<guid isPermaLink="false">one piece</guid>'
  const items = [
    { path: '/a', title: 'The same', extra: guid },
    { path: '/b', title: 'The same', extra: guid },
  ]
  handlers['/feed'] = changing(() => rss(house.press, items))
  await house.collect()
  assert.deepEqual(
    house.asked().filter((line) => /\/[ab]$/.test(line)),
    ['GET /a'],
  )
  assert.equal((await columnsOf(house.db)).length, 1)
})

test('a piece known by a long guid, or listed on another host first, is not asked for under its second address', async (t) => {
  const gone = body('', {}, 410)
  const known = await houseOf(t, ['/a'])
  const item = (path: string, guid: string) => ({ path, title: 'The same', extra: `<guid isPermaLink="false">${guid}</guid>` }) // prettier-ignore
  const guid = 'x'.repeat(1_200)
  known.handlers['/feed'] = changing(() => rss(known.house.press, [item('/a', guid)]))
  known.handlers['/b'] = gone
  await oneTurn(known.house)
  known.handlers['/feed'] = changing(() => rss(known.house.press, [item('/b', guid)]))
  await feedIsDue(known.house)
  known.house.asked()
  await oneTurn(known.house)
  assert.deepEqual(known.house.asked(), ['GET /feed'])

  const twins = await houseOf(t, ['/a'])
  const { press } = twins.house
  const both = () => rss(press, [item('/a', 'one'), item('/b', 'one')])
  twins.handlers['/feed'] = changing(() => both().replace(press.url('/a'), press.url('/a', 'www.localhost')))
  twins.handlers['/b'] = gone
  await oneTurn(twins.house)
  assert.ok(!twins.house.asked().includes('GET /b'))
  for (const { house } of [known, twins])
    assert.deepEqual(await house.db.selectFrom('takedowns').selectAll().execute(), [])
})

test('what a host reserves is read before its pages, however much was asked for before', async (t) => {
  const { house, handlers } = await houseOf(t, ['/a', '/b'])
  const { press, db, publisher, now } = house
  const json = { 'content-type': 'application/json' }
  handlers['/.well-known/tdmrep.json'] = body(JSON.stringify([{ location: '/', 'tdm-reservation': 1 }]), json)
  const licence = '<rsl xmlns="https://rslstandard.org/rsl"><content url="/"><license><permits type="usage">search</permits></license></content></rsl>' // prettier-ignore
  const licensed = (path: string, number: number) => {
    handlers[`/${number}.xml`] = body(licence, { 'content-type': 'application/rsl+xml' })
    const href = press.url(`/${number}.xml`)
    return { path, extra: `<atom:link rel="license" type="application/rsl+xml" href="${href}"/>` }
  }
  const items = [licensed('/a', 1), licensed('/b', 2)]
  handlers['/feed'] = changing(() => rss(press, items))
  for (let n = 0; n < 47; n++) {
    handlers[`/feed-${n}`] = changing(() => rss(press, []))
    await upsertFeed(db, { publisherId: publisher.id, url: press.url(`/feed-${n}`), kind: 'column', nextAt: new Date(now().getTime() - 60_000) }) // prettier-ignore
  }
  await oneTurn(house)
  const asked = house.asked()
  const reserved = asked.indexOf('GET /.well-known/tdmrep.json')
  assert.ok(asked.includes('GET /a') && reserved >= 0 && reserved < asked.indexOf('GET /a'), asked.slice(-8).join())
  const bound = await db.selectFrom('rules').select('column_id').where('source', '=', 'tdmrep').execute()
  assert.equal(new Set(bound.map(({ column_id }) => column_id)).size, 2)
})

test('the pages of a feed that cannot be filed are written down, and not asked for at each new attempt', async (t) => {
  const { house } = await houseOf(t, ['/a', '/b'])
  const tooLong = (draft: ColumnDraft | null) => ({ ...(draft as ColumnDraft), words: 1e12 })
  const reader = (usual: Reader): Reader => ({
    ...usual,
    async readFeed(task) {
      const reading = await usual.readFeed(task)
      return { ...reading, found: reading.found.map((one) => ({ ...one, draft: tooLong(one.draft), column: null })) }
    },
    async readPage(task) {
      const reading = await usual.readPage(task)
      return { ...reading, draft: tooLong(reading.draft) }
    },
  })
  const report = await oneTurn(house, { reader })
  assert.deepEqual([report?.newColumns, report?.failures], [0, 1])
  assert.deepEqual((await visitsOf(house.db)).toSorted(), ['feed fetched unreadable', 'page fetched read', 'page fetched read']) // prettier-ignore
  house.asked()
  house.pass(2 * hourMs)
  await oneTurn(house, { reader })
  assert.deepEqual(house.asked(), ['GET /feed'])
})

const noTriggers = { skip: testWorkers().length > 0 && 'a cluster has no triggers' }

test(
  'a fault of ours with one page is its own: the feed is filed, and the other visits are written down',
  noTriggers,
  async (t) => {
    const { house, handlers } = await houseOf(t, ['/a', '/b', '/c'])
    handlers['/a'] = body('', {}, 410)
    handlers['/b'] = body('oh', {}, 500)
    const { db } = house
    await sql`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`.execute(db) // prettier-ignore
    await sql`create trigger refuse before insert on takedowns for each row execute function refuse()`.execute(db)
    const report = await oneTurn(house)
    assert.deepEqual([report?.newColumns, report?.failures], [3, 1])
    assert.deepEqual((await visitsOf(db)).toSorted(), [
      'feed fetched read',
      'page failed /b',
      'page fetched read /c',
      'page fetched unreadable /a',
    ])
    assert.equal((await house.feedNow()).failures, 0)
  },
)

test('what a page was read from is let go of before its feed is filed', async (t) => {
  const { house } = await houseOf(t, ['/a', '/b', '/c', '/d'])
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  const bodies: WeakRef<object>[] = []
  let isHeld: boolean | null = null
  const reader = (usual: Reader): Reader => ({
    ...usual,
    async readPage(task) {
      bodies.push(new WeakRef(task.answer.body))
      if (bodies.length === 4) {
        await sleep(20)
        gc()
        isHeld = bodies[0]!.deref() !== undefined
      }
      return usual.readPage(task)
    },
  })
  await oneTurn(house, { reader })
  assert.equal(isHeld, false)
})

test('what was read waits for pages for five seconds', (t) => {
  t.mock.timers.enable({ apis: ['Date'] })
  const nobody = () => Promise.reject(new Error('nobody files it'))
  const held = holdFeed({ publisher: {} as never, pages: [], drafts: [], file: nobody, afterwards: nobody })
  t.mock.timers.tick(5_000)
  assert.equal(held.isLate(), false)
  t.mock.timers.tick(1)
  assert.equal(held.isLate(), true)
})
