// The manners of a collector over days, with a clock of its own: when a feed is asked again, with what, and what its answers
// change. A real database, a pretend publisher.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '../src/archive/index.ts'
import { changing, clockedHouse, dayMs, hourMs, minuteMs, rss, xml } from './collect-clock.ts'
import { body, redirect, type Handler } from './collect-server.ts'

async function pathsOf(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('columns').select('canonical_url').orderBy('id').execute()
  return rows.map((row) => new URL(row.canonical_url).pathname)
}

async function listedPathsOf(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('columns').select('canonical_url').where('listed', '=', true).orderBy('id').execute()
  return rows.map((row) => new URL(row.canonical_url).pathname)
}

const feedLines = (lines: readonly string[]): string[] => lines.filter((line) => line.startsWith('GET /feed'))

test('validators go back unchanged, without them at most once a day', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  const etag = 'W/"odd\\ one"'
  handlers['/feed'] = (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304).end()
    else
      changing(() => rss(house.press, [{ path: '/a' }]), { etag, 'last-modified': 'yesterday, or so' })(
        request,
        response,
      )
  }
  for (let hour = 0; hour < 50; hour++) {
    await house.collect()
    house.pass(hourMs)
  }
  const feeds = house.press.requests.filter(({ url }) => url === '/feed')
  const unconditional = feeds.filter(({ headers }) => headers['if-none-match'] === undefined)
  assert.ok(feeds.length > 5)
  assert.ok(unconditional.length <= 3, `${unconditional.length} of ${feeds.length} without validators in 50 hours`)
  const sent = feeds.find(({ headers }) => headers['if-none-match'] !== undefined)
  assert.deepEqual([sent?.headers['if-none-match'], sent?.headers['if-modified-since']], [etag, 'yesterday, or so'])
  assert.equal(sent?.headers['a-im'], 'feed')
})

test('validators of what was no feed are not kept', async (t) => {
  let broken = false
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  handlers['/feed'] = (request, response) =>
    broken
      ? body('<html><title>Sign in</title><form></form></html>', { 'content-type': 'text/html', etag: '"login"' })(request, response) // prettier-ignore
      : body(rss(house.press, [{ path: '/a' }]), { ...xml, etag: '"1"' })(request, response)
  await house.collect()
  broken = true
  house.pass(2 * hourMs)
  await house.collect()
  assert.equal((await house.feedNow()).validators.etag, '"1"')
  assert.equal((await house.feedNow()).failures, 1)
  assert.deepEqual(await pathsOf(house.db), ['/a'])
})

test('a delta (226) adds and takes nothing away; a whole feed that drops a column has its page asked', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers, { readPages: true })
  const pages = ['/a', '/b', '/c', '/old']
  for (const path of pages) handlers[path] = body(`<html><title>On ${path.slice(1)}</title></html>`, { 'content-type': 'text/html' }) // prettier-ignore
  handlers['/feed'] = body(rss(house.press, [{ path: '/b', day: 1 }, { path: '/a', day: 2 }, { path: '/old', day: 9 }]), { ...xml, etag: '"1"' }) // prettier-ignore
  await house.collect()
  house.asked()
  handlers['/feed'] = body(rss(house.press, [{ path: '/c', day: 0 }]), { ...xml, etag: '"2"', im: 'feed' }, 226)
  house.pass(2 * hourMs)
  await house.collect()
  assert.deepEqual((await listedPathsOf(house.db)).toSorted(), ['/a', '/b', '/c', '/old'])
  assert.deepEqual(house.asked().filter((line) => !line.startsWith('GET /feed')), ['GET /c']) // prettier-ignore
  const { rows } = await vanished(house.db)
  assert.equal(rows, 0)
  handlers['/feed'] = body(
    rss(house.press, [
      { path: '/c', day: 0 },
      { path: '/old', day: 9 },
    ]),
    xml,
  )
  handlers['/a'] = body('gone', {}, 410)
  house.pass(dayMs)
  await house.collect()
  assert.deepEqual((await listedPathsOf(house.db)).toSorted(), ['/b', '/c', '/old'])
})

async function vanished(db: Db): Promise<{ rows: number }> {
  const rows = await db.selectFrom('vanished').selectAll().execute()
  return { rows: rows.length }
}

test('410 stops a feed for good, 404 backs off and recovers', async (t) => {
  const handlers: Record<string, Handler> = { '/feed': body('no', {}, 404) }
  const house = await clockedHouse(t, handlers)
  let visits = 0
  for (let hour = 0; hour < 7 * 24; hour++) {
    await house.collect()
    visits += feedLines(house.asked()).length
    house.pass(hourMs)
  }
  assert.ok(visits >= 4 && visits <= 9, `${visits} visits to a missing feed in a week`)
  handlers['/feed'] = changing(() => rss(house.press, [{ path: '/a' }]))
  house.pass(8 * dayMs)
  await house.collect()
  assert.deepEqual([(await house.feedNow()).failures, await pathsOf(house.db)], [0, ['/a']])
  handlers['/feed'] = body('gone', {}, 410)
  house.pass(dayMs)
  await house.collect()
  assert.ok((await house.feedNow()).goneAt)
  house.asked()
  house.pass(90 * dayMs)
  await house.collect()
  assert.deepEqual(feedLines(house.asked()), [])
  assert.deepEqual(await pathsOf(house.db), ['/a'], 'what was filed stays')
})

for (const status of [301, 308])
  test(`${status} is adopted after three confirmations in a row`, async (t) => {
    const handlers: Record<string, Handler> = { '/feed': redirect(status, '/new') }
    const house = await clockedHouse(t, handlers)
    handlers['/new'] = changing(() => rss(house.press, [{ path: '/a' }]))
    const urls = []
    for (let visit = 0; visit < 5; visit++) {
      // The second time it is not redirected: the count begins again.
      handlers['/feed'] = visit === 1 ? changing(() => rss(house.press, [{ path: '/a' }])) : redirect(status, '/new')
      await house.collect()
      urls.push(new URL((await house.feedNow()).url).pathname)
      house.pass(dayMs + 2 * hourMs)
    }
    assert.deepEqual(urls, ['/feed', '/feed', '/feed', '/feed', '/new'])
    house.asked()
    await house.collect()
    assert.deepEqual(house.asked().filter((line) => line !== 'GET /robots.txt'), ['GET /new']) // prettier-ignore
  })

for (const status of [302, 307])
  test(`${status} is followed and never adopted`, async (t) => {
    const handlers: Record<string, Handler> = { '/feed': redirect(status, '/new') }
    const house = await clockedHouse(t, handlers)
    handlers['/new'] = changing(() => rss(house.press, [{ path: '/a' }]))
    for (let visit = 0; visit < 6; visit++) {
      await house.collect()
      house.pass(dayMs + 2 * hourMs)
    }
    assert.equal(new URL((await house.feedNow()).url).pathname, '/feed')
    assert.deepEqual(await pathsOf(house.db), ['/a'])
  })

test('hours and days that a feed asks to be left alone are left alone', async (t) => {
  const hours = [...Array(24).keys()].filter((hour) => hour < 8 || hour > 9)
  const head = `<skipHours>${hours.map((hour) => `<hour>${hour}</hour>`).join('')}</skipHours>
    <skipDays><day>Tuesday</day><day>Wednesday</day></skipDays>`
  const handlers: Record<string, Handler> = {}
  // 16 November 2026 is a Monday.
  const house = await clockedHouse(t, handlers, { start: new Date('2026-11-16T08:30:00Z') })
  handlers['/feed'] = changing(() => rss(house.press, [{ path: '/a' }], head))
  await house.collect()
  house.asked()
  const asked: Date[] = []
  for (let step = 0; step < 6 * 24 * 4; step++) {
    house.pass(15 * minuteMs)
    await house.collect()
    if (feedLines(house.asked()).length > 0) asked.push(house.now())
  }
  assert.ok(asked.length >= 4)
  for (const at of asked) {
    assert.ok([8, 9].includes(at.getUTCHours()), at.toISOString())
    assert.ok(![2, 3].includes(at.getUTCDay()), at.toISOString())
  }
})

test('Retry-After holds the whole host, as seconds or as a date, for 30 days and across a restart', async (t) => {
  const start = new Date('2026-11-16T06:30:00Z')
  for (const value of [String(20 * 86_400), new Date(start.getTime() + 20 * dayMs).toUTCString()]) {
    const handlers: Record<string, Handler> = {}
    const house = await clockedHouse(t, handlers, { start })
    // Dates are read against the real clock, so a far one is given in seconds of it.
    const ahead = Date.now() - start.getTime()
    const given = /^\d+$/.test(value) ? value : new Date(Date.parse(value) + ahead).toUTCString()
    handlers['/feed'] = body('later', { 'retry-after': given }, 503)
    await house.collect()
    house.asked()
    const { wait_until: until } = await house.db.selectFrom('hosts').select('wait_until').executeTakeFirstOrThrow()
    assert.ok(until !== null)
    house.pass(until.getTime() - house.now().getTime() - minuteMs)
    // Another collector on the same archive, as after a restart, knows of it as well.
    await house.collect()
    assert.deepEqual(house.asked(), [])
    handlers['/feed'] = changing(() => rss(house.press, [{ path: '/a' }]))
    house.pass(2 * minuteMs)
    await house.collect()
    assert.deepEqual(feedLines(house.asked()), ['GET /feed'])
    const after = await house.db.selectFrom('hosts').select('wait_until').executeTakeFirstOrThrow()
    assert.equal(after.wait_until, null)
    const waitedDays = Math.round((until.getTime() - Date.now()) / dayMs)
    assert.equal(waitedDays, 20)
  }
})

test('an entry that asks not to be listed is not, and one with an end has it, also after its page was read', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers, { readPages: true })
  for (const path of ['/plain', '/blocked', '/ending']) handlers[path] = body(`<html><title>On ${path.slice(1)}</title><p>Words of the piece itself, some more of them.</p></html>`, { 'content-type': 'text/html' }) // prettier-ignore
  handlers['/feed'] = body(rss(house.press, [
    { path: '/plain' },
    { path: '/blocked', extra: '<itunes:block>Yes</itunes:block>' },
    { path: '/ending', extra: '<expirationDate>Wed, 18 Nov 2026 06:00:00 GMT</expirationDate>' },
  ]), xml) // prettier-ignore
  await house.collect()
  const read = await house.db.selectFrom('columns').select(['page_read', 'until']).orderBy('canonical_url').execute()
  assert.deepEqual(read.map((row) => row.page_read), [true, true, true]) // prettier-ignore
  assert.equal(read[1]?.until?.toISOString(), '2026-11-18T06:00:00.000Z')
  assert.deepEqual((await listedPathsOf(house.db)).toSorted(), ['/ending', '/plain'])
})

test('RSL licences named in robots.txt and in entries are read once a day and bind what they name', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  const licence = (inner: string): string => `<rsl xmlns="https://rslstandard.org/rsl">${inner}</rsl>`
  handlers['/robots.txt'] = body(`User-agent: *\nAllow: /\nLicense: ${house.press.url('/rsl.xml')}\n`)
  handlers['/rsl.xml'] = body(licence(
    '<content url="/"><license><permits type="usage">search</permits><prohibits type="usage">ai-all</prohibits></license></content>' +
    '<content url="/closed/"><license><payment type="subscription"/></license></content>',
  ), { 'content-type': 'application/rsl+xml' }) // prettier-ignore
  handlers['/own.xml'] = body(licence('<content url="/"><license><prohibits type="usage">search</prohibits></license></content>')) // prettier-ignore
  handlers['/feed'] = changing(() => rss(house.press, [
    { path: '/open' },
    { path: '/closed/one' },
    { path: '/pointed', extra: `<atom:link rel="license" type="application/rsl+xml" href="${house.press.url('/own.xml')}"/>` },
    { path: '/written', extra: '<rsl:content><rsl:license><rsl:prohibits type="usage">search</rsl:prohibits></rsl:license></rsl:content>' },
    { path: '/cc', extra: '<atom:link rel="license" href="https://creativecommons.org/licenses/by/4.0/"/>' },
  ])) // prettier-ignore
  await house.collect()
  assert.deepEqual((await listedPathsOf(house.db)).toSorted(), ['/cc', '/open'])
  const rules = await house.db.selectFrom('rules').innerJoin('columns', 'columns.id', 'rules.column_id').select(['name', 'value', 'effect', 'place']).where('source', '=', 'rsl').where('canonical_url', 'like', '%/open').orderBy('rules.name').execute() // prettier-ignore
  assert.deepEqual(rules.map(({ name, value, effect, place }) => [name, value, effect, new URL(place).pathname]), [
    ['permits', 'search', 'The licence permits search; the other rules stand', '/rsl.xml'],
    ['prohibits', 'ai-all', 'Not used for mining: the licence prohibits it', '/rsl.xml'],
  ]) // prettier-ignore
  const licences = (lines: readonly string[]) => lines.filter((line) => line.endsWith('.xml'))
  assert.deepEqual(licences(house.asked()), ['GET /rsl.xml', 'GET /own.xml'])
  house.pass(6 * hourMs)
  await house.collect()
  assert.deepEqual(licences(house.asked()), [])
  house.pass(dayMs)
  await house.collect()
  assert.deepEqual(licences(house.asked()), ['GET /rsl.xml', 'GET /own.xml'])
  const visits = await house.db
    .selectFrom('visits')
    .select(['purpose', 'url'])
    .where('purpose', '=', 'wishes')
    .execute()
  assert.equal(visits.filter(({ url }) => url.endsWith('.xml')).length, 4)
})

test('a licence is not asked for where robots.txt forbids it; the pointer then stands for a licence not taken', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  handlers['/robots.txt'] = body(`User-agent: *\nDisallow: /rsl\nLicense: ${house.press.url('/rsl.xml')}\n`)
  handlers['/feed'] = changing(() => rss(house.press, [{ path: '/a' }]))
  await house.collect()
  assert.ok(!house.asked().includes('GET /rsl.xml'))
  const rules = await house.db.selectFrom('rules').select('effect').where('source', '=', 'rsl').execute()
  assert.deepEqual(rules, [{ effect: 'Not used for mining: a licence is offered that we have not taken' }])
})
