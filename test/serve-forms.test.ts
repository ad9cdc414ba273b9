// What a reader can do without an account and without scripts: follow, save, like, count as a reader once.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { settle } from '../src/serve/afterwards.ts'
import { maxSaved } from '../src/serve/http/reader.ts'
import { seedNow } from './serve-seed.ts'
import { browser, cookiesOf, publicUrl, useSite } from './serve-site.ts'

describe('a reader without an account', () => {
  let now = seedNow
  const site = useSite({ now: () => now })
  const ferry = () => site.seed.ids.get('The ferry that nobody voted for')!
  const piece = (more: Record<string, string>) => ({
    publisher: String(site.seed.publishers.harbour.id),
    column: String(ferry()),
    ...more,
  })
  const ferryPath = () => `/harbour-post/maren-oyelaran/the-ferry-that-nobody-voted-for/${ferry()}`

  it('follows writers and publishers in a signed cookie, sees them under Favorites, and stops', async () => {
    const form = (await site.page('/columnist/sukru-isildak')).all('form[action="/follow"] input')
    const fields = Object.fromEntries(form.map((input) => [input.attribs['name'] ?? '', input.attribs['value'] ?? '']))
    const followed = await site.post('/follow', fields)
    assert.equal(followed.status, 303)
    assert.equal(followed.headers.get('Location'), '/columnist/sukru-isildak')
    assert.match(followed.headers.getSetCookie()[0] ?? '', /HttpOnly/)
    const cookie = cookiesOf(followed)
    const page = await site.page('/gb/favorites', cookie)
    assert.deepEqual(page.texts('.card .headline'), ['İskelede bekleyenler', 'Bir gazetenin ölümü üzerine'])
    assert.deepEqual(page.texts('.people bdi'), ['Şükrü Işıldak'])
    assert.match((await site.get('/gb/favorites', cookie)).headers.get('Cache-Control') ?? '', /private/)
    assert.equal((await site.page('/columnist/sukru-isildak', cookie)).text('.act button'), 'Following')

    const both = await site.post('/follow', { publisher: String(site.seed.publishers.yoman.id), do: 'follow' }, cookie)
    assert.deepEqual((await site.page('/world/favorites', cookiesOf(followed, both))).texts('.people bdi'), [
      'Şükrü Işıldak',
      'יומן הגליל',
    ])
    const opml = await (await site.get('/gb/favorites.opml', cookiesOf(followed, both))).text()
    assert.match(opml, /columnist\/sukru-isildak\.atom/)

    const stopped = await site.post('/follow', { ...fields, do: 'unfollow' }, cookie)
    assert.deepEqual(cookiesOf(followed, stopped), { Cookie: '' })
  })

  it('is told how to follow when following nobody', async () => {
    const page = await site.page('/gb/favorites')
    assert.equal(page.text('.page-head p:last-child'), 'You follow nobody yet.')
    assert.match(page.text('.nothing'), /signed cookie/)
    assert.ok(page.all('.river .card').length > 0)
    assert.equal((await site.get('/following')).headers.get('Location'), '/world/favorites')
  })

  it('cannot be made to follow by a forged, cut or foreign cookie', async () => {
    const followed = await site.post('/follow', { publisher: '1', do: 'follow' })
    const { Cookie } = cookiesOf(followed)
    for (const forged of [
      'follows=1~1',
      Cookie.replace(/~1/, '~2'),
      Cookie.slice(0, -5),
      'follows=%',
      'saved=1-1.x',
      `saved=${Cookie.split('=')[1]}x`,
    ]) {
      const page = await site.page('/gb/favorites', { Cookie: forged })
      assert.equal(page.status, 200, forged)
      assert.match(page.text('.page-head'), /nobody yet/, forged)
    }
  })

  it('saves columns, last first, and removes them', async () => {
    const first = await site.post('/save', piece({ do: 'save', back: ferryPath() }))
    assert.equal(first.headers.get('Location'), ferryPath())
    const other = {
      publisher: String(site.seed.publishers.ledger.id),
      column: String(site.seed.ids.get('Small towns do not need saving')),
      do: 'save',
    }
    const second = await site.post('/save', other, cookiesOf(first))
    const cookie = cookiesOf(first, second)
    assert.deepEqual((await site.page('/saved', cookie)).texts('.card .headline'), [
      'Small towns do not need saving',
      'The ferry that nobody voted for',
    ])
    assert.equal((await site.page(ferryPath(), cookie)).text('form[action="/save"] button'), 'Saved')
    const removed = await site.post('/save', piece({ do: 'unsave' }), cookie)
    assert.deepEqual((await site.page('/saved', cookiesOf(first, second, removed))).texts('.card .headline'), [
      'Small towns do not need saving',
    ])
  })

  it('is told when the list is full, and its cookie stays small enough for browsers', async () => {
    let cookie = { Cookie: '' }
    for (let id = 1; id <= maxSaved; id++)
      cookie = cookiesOf(
        await site.post('/save', { publisher: '99999', column: String(190_000_000 + id), do: 'save' }, cookie),
      )
    assert.ok(cookie.Cookie.length < 4000, String(cookie.Cookie.length))
    const full = await site.post('/save', piece({ do: 'save' }), cookie)
    assert.equal(full.status, 400)
    assert.match(await full.text(), /Your list is full: it holds 250/)
    assert.equal((await site.get('/saved', cookie)).status, 200)
  })

  it('likes a column once per device and can take it back', async () => {
    const likes = async () => (await site.page(ferryPath())).text('form[action="/like"] button')
    const liked = await site.post('/like', piece({ do: 'like' }))
    const cookie = cookiesOf(liked)
    await site.post('/like', piece({ do: 'like' }), cookie)
    assert.equal(await likes(), 'Like 1')
    assert.equal((await site.page(ferryPath(), cookie)).text('form[action="/like"] button'), 'Liked 1')
    await site.post('/like', piece({ do: 'like' }))
    assert.equal(await likes(), 'Like 2')
    await site.post('/like', piece({ do: 'unlike' }), cookie)
    await site.post('/like', piece({ do: 'unlike' }), cookie)
    assert.equal(await likes(), 'Like 1')
    const nobody = await site.post('/like', piece({ do: 'unlike' }))
    assert.deepEqual(nobody.headers.getSetCookie(), [])
    const { rows } = await sql<{ device: Buffer }>`select device from likes`.execute(site.db)
    assert.ok(rows.every((row) => !cookie.Cookie.includes(row.device.toString('base64url'))))
  })

  it('is counted once a day, as a view and as an open, and leaves no address behind', async () => {
    const counters = async () => {
      await settle(site.app)
      return (await site.page(ferryPath())).texts('.counters dd')
    }
    const read = (headers: Record<string, string>, path = ferryPath()) =>
      site.get(path, { 'User-Agent': browser, ...headers })
    const go = `/go/harbour-post/${ferry()}`
    assert.deepEqual(await counters(), ['0', '0'])
    await read({})
    await read({})
    assert.deepEqual(await counters(), ['1', '0'])
    await read({ 'User-Agent': `${browser} another` })
    const left = await read({}, go)
    assert.equal(left.status, 303)
    assert.equal(left.headers.get('Location'), 'https://harbour.example/opinion/0')
    assert.equal(left.headers.get('Cache-Control'), 'no-store')
    await read({}, go)
    assert.deepEqual(await counters(), ['2', '1'])
    await read({ 'Sec-Purpose': 'prefetch' })
    await read({ 'User-Agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' })
    await site.app.request(`${publicUrl}${ferryPath()}`, {
      method: 'HEAD',
      headers: { 'User-Agent': `${browser} head` },
    })
    assert.deepEqual(await counters(), ['2', '1'])
    const before = await sql<{ visitor: Buffer }>`select visitor from counted`.execute(site.db)
    assert.equal(before.rows.length, 3)

    now = new Date(seedNow.getTime() + 86_400_000)
    await read({})
    assert.deepEqual(await counters(), ['3', '1'])
    const after = await sql<{ visitor: Buffer; day: string }>`select visitor, day::text from counted`.execute(site.db)
    assert.deepEqual(
      after.rows.map((row) => row.day),
      ['2026-11-23'],
    )
    assert.ok(before.rows.every((row) => !row.visitor.equals(after.rows[0]!.visitor)))
    const salts = await sql<{ day: string }>`select day::text from counting_salts`.execute(site.db)
    assert.deepEqual(salts.rows, [{ day: '2026-11-23' }])
    const daily = await sql<{
      day: string
      views: number
    }>`select day::text, views from views_daily order by day`.execute(site.db)
    assert.deepEqual(daily.rows, [
      { day: '2026-11-22', views: 2 },
      { day: '2026-11-23', views: 1 },
    ])
    now = seedNow
  })

  it('sends forms from this site only', async () => {
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      for (const path of ['/follow', '/save', '/like', '/edition']) {
        const response = await site.post(path, piece({ do: 'like' }), headers)
        assert.equal(response.status, 403, path)
        assert.deepEqual(response.headers.getSetCookie(), [])
        assert.match(await response.text(), /did not come from this site/)
      }
    }
    const proxied = await site.post(
      '/edition',
      { edition: 'tr' },
      { Origin: 'http://127.0.0.1:8080', 'Sec-Fetch-Site': 'same-origin' },
    )
    assert.equal(proxied.status, 303)
  })

  it('is told what a form lacks, and led to no other site', async () => {
    const bad: [string, Record<string, string>][] = [
      ['/follow', {}],
      ['/follow', { columnist: '1', publisher: '1', do: 'follow' }],
      ['/follow', { columnist: '-1', do: 'follow' }],
      ['/follow', { columnist: '1', do: 'steal' }],
      ['/save', { column: '1', do: 'save' }],
      ['/edition', { edition: '<script>' }],
    ]
    for (const [path, form] of bad) assert.equal((await site.post(path, form)).status, 400, JSON.stringify(form))
    assert.equal((await site.post('/like', { publisher: '1', column: '999999', do: 'like' })).status, 404)
    assert.equal(
      (await site.post('/edition', { edition: 'tr', back: '//evil.example' })).headers.get('Location'),
      '/tr',
    )
    assert.equal(
      (await site.post('/follow', { columnist: '1', do: 'follow', back: 'https://evil.example' })).headers.get(
        'Location',
      ),
      '/following',
    )
    assert.equal((await site.post('/save', { column: 'x'.repeat(20_000) })).status, 413)
    const json = await site.app.request(`${publicUrl}/follow`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', Origin: publicUrl },
    })
    assert.equal(json.status, 400)
    assert.deepEqual(site.errors, [])
  })
})
