// How a reader reads, without an account and without scripts: settings, marks, and the file that takes all of it elsewhere.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseLook, lookText, usualLook } from '../src/serve/http/look.ts'
import { parseReaderFile } from '../src/serve/web/reader-file.ts'
import { browser, cookiesOf, publicUrl, readPage, useSite } from './serve-site.ts'

describe('settings', () => {
  const site = useSite()
  const all = { theme: 'dark', face: 'sans', size: '2', hidePaid: 'yes', dimRead: 'yes' }

  it('are kept in the browser and change every page; nothing is set before they are chosen', async () => {
    assert.deepEqual((await site.get('/settings')).headers.getSetCookie(), [])
    const kept = await site.post('/settings', all)
    assert.equal(kept.headers.get('Location'), '/settings?kept=1')
    const cookie = cookiesOf(kept)
    for (const path of ['/gb', '/columnists', '/settings']) {
      const page = await site.page(path, cookie)
      const attributes = ['theme', 'face', 'size', 'paid', 'keys'].map((name) => page.attribute('html', `data-${name}`))
      assert.deepEqual(attributes, ['dark', 'sans', '2', 'hidden', 'off'], path)
    }
    assert.equal((await site.page('/settings', cookie)).attribute('input[name=theme][checked]', 'value'), 'dark')
    const usual = await site.post('/settings', { theme: 'auto', face: 'serif', size: '0', keys: 'yes' }, cookie)
    assert.deepEqual(cookiesOf(kept, usual), { Cookie: '' })
  })

  it('refuse what no form of ours sends, and read no junk from cookies', async () => {
    assert.equal((await site.post('/settings', { ...all, theme: 'pink' })).status, 400)
    const page = await site.page('/gb', { Cookie: 'look=dark.<script>.size99' })
    assert.equal(page.attribute('html', 'data-theme'), 'dark')
    assert.equal(page.attribute('html', 'data-size'), undefined)
    fc.assert(
      fc.property(fc.string(), (text) => {
        const look = parseLook(text)
        assert.deepEqual(parseLook(lookText(look)), look)
      }),
    )
    assert.deepEqual(parseLook(''), usualLook)
  })

  it('make text larger and smaller from any page, and stop at the ends', async () => {
    let cookie: { Cookie: string } = { Cookie: '' }
    const step = async (what: string) => {
      const answer = await site.post('/settings/size', { do: what, back: '/gb?kind=column' }, cookie)
      assert.equal(answer.headers.get('Location'), '/gb?kind=column')
      cookie = cookiesOf(answer)
      return (await site.page('/gb', cookie)).attribute('html', 'data-size')
    }
    assert.equal(await step('larger'), '1')
    assert.equal(await step('smaller'), undefined)
    assert.equal(await step('smaller'), '-1')
    assert.equal(await step('smaller'), '-1')
    assert.equal((await site.page('/gb', cookie)).all('.text-size button[disabled]').length, 1)
  })

  it('mark what is opened as read, only for those who asked, and never by prefetching', async () => {
    const id = site.seed.ids.get('The ferry that nobody voted for')!
    const path = `/harbour-post/maren-oyelaran/the-ferry-that-nobody-voted-for/${id}`
    const opened = (headers: Record<string, string>) => site.get(path, { 'User-Agent': browser, ...headers })
    assert.deepEqual((await opened({})).headers.getSetCookie(), [])
    const kept = await site.post('/settings', all)
    assert.deepEqual((await opened({ ...cookiesOf(kept), 'Sec-Purpose': 'prefetch' })).headers.getSetCookie(), [])
    const marked = await opened(cookiesOf(kept))
    const cookie = cookiesOf(kept, marked)
    const list = await site.page('/gb', cookie)
    assert.deepEqual(list.texts('.card.read .headline'), ['The ferry that nobody voted for'])
    assert.equal((await site.page(path, cookie)).text('form[action="/read"] button'), 'Read')
    const unmarked = await site.post('/read', { column: String(id), do: 'unread', back: path }, cookie)
    assert.equal(unmarked.headers.get('Location'), path)
    assert.equal((await site.page('/gb', cookiesOf(kept, marked, unmarked))).all('.card.read').length, 0)
  })

  it('go into a file and come out of it in another browser, added to what is there', async () => {
    const id = site.seed.ids.get('The ferry that nobody voted for')!
    const harbour = String(site.seed.publishers.harbour.id)
    const follow = await site.post('/follow', { publisher: harbour, do: 'follow' })
    const save = await site.post('/save', { publisher: harbour, column: String(id), do: 'save' })
    const look = await site.post('/settings', all)
    const read = await site.post('/read', { column: String(id), do: 'read' })
    const speech = await site.post('/language', { language: 'de' })
    const exported = await site.get('/settings/export', cookiesOf(follow, save, look, read, speech))
    assert.match(exported.headers.get('Content-Disposition') ?? '', /attachment; filename="colonnade-reader.json"/)
    assert.match(exported.headers.get('Cache-Control') ?? '', /no-store/)
    const text = await exported.text()
    const file = parseReaderFile(text)
    assert.ok(!('kind' in file))
    assert.deepEqual(file.follows.publishers, [{ slug: 'harbour-post', name: 'The Harbour Post' }])
    assert.equal(file.saved[0]?.title, 'The ferry that nobody voted for')
    assert.equal(file.settings.language, 'de')

    const mine = await site.post('/follow', { publisher: String(site.seed.publishers.yoman.id), do: 'follow' })
    const answer = await bring(text.replace('"language": "de"', '"language": null'), cookiesOf(mine))
    const page = await readPage(answer.clone())
    assert.deepEqual(page.texts('.news li'), ['1 new follow', '1 new saved column'])
    const cookie = cookiesOf(mine, answer)
    assert.deepEqual((await site.page('/gb/favorites', cookie)).texts('.people bdi'), [
      'The Harbour Post',
      'יומן הגליל',
    ])
    assert.deepEqual((await site.page('/saved', cookie)).texts('.card .headline'), ['The ferry that nobody voted for'])
    assert.equal((await site.page('/gb', cookie)).attribute('html', 'data-theme'), 'dark')
    assert.equal((await site.page('/gb', cookie)).all('.card.read').length, 1)

    const again = await readPage(await bring(text, cookie))
    assert.deepEqual(again.texts('.news li'), ['Nobody new to follow', 'no new saved column'])
  })

  it('take in a file of another Colonnade by names and addresses, not by its numbers', async () => {
    const file = {
      colonnade: 'reader',
      version: 1,
      site: 'https://elsewhere.example',
      exportedAt: '2026-11-20T10:00:00Z',
      settings: {},
      follows: {
        columnists: [
          { slug: 'maren-oyelaran', name: 'Maren OYELARAN' },
          { slug: 'tomasz-wrzos', name: 'Somebody Else' },
        ],
        publishers: [{ slug: 'nobody', name: 'Nobody' }],
      },
      saved: [{ url: 'https://nowhere.example/1', title: 'x' }],
      read: [1, 2, 3],
    }
    const answer = await bring(JSON.stringify(file))
    assert.deepEqual((await readPage(answer.clone())).texts('.news li'), [
      '1 new follow',
      'no new saved column',
      '3 entries are not known here',
    ])
    assert.deepEqual((await site.page('/gb/favorites', cookiesOf(answer))).texts('.people bdi'), ['Maren Oyelaran'])
    assert.doesNotMatch(cookiesOf(answer).Cookie, /read=/)
  })

  it('say in a sentence what is wrong with a file, and change nothing', async () => {
    const good = { colonnade: 'reader', version: 1, site: publicUrl, exportedAt: '2026-11-20T10:00:00Z' }
    const cases: [string, RegExp][] = [
      ['', /Choose a file first/],
      ['not json', /not JSON/],
      ['[]', /not one that a Colonnade made/],
      ['null', /not one that a Colonnade made/],
      ['{"colonnade":"reader","version":2}', /newer Colonnade/],
      [JSON.stringify(good), /“settings” is not as it should be/],
      [
        JSON.stringify({
          ...good,
          settings: {},
          follows: { columnists: [{ slug: 7 }], publishers: [] },
          saved: [],
          read: [],
        }),
        /“follows.columnists.0.slug”/,
      ],
      [`"${'x'.repeat(300_000)}"`, /too large/],
    ]
    for (const [text, says] of cases) {
      const answer = await bring(text)
      assert.equal(answer.status, 200)
      assert.deepEqual(answer.headers.getSetCookie(), [])
      assert.match((await readPage(answer)).text('.news'), says)
    }
    assert.equal((await bring('x'.repeat(2_000_000))).status, 413)
    fc.assert(
      fc.property(fc.json(), (text) => {
        parseReaderFile(text)
      }),
    )
  })

  it('are forgotten all at once, with what the browser kept for offline', async () => {
    const kept = await site.post('/settings', all)
    const forgotten = await site.post('/settings/forget', {}, cookiesOf(kept))
    assert.equal(forgotten.headers.get('Clear-Site-Data'), '"storage", "cache"')
    assert.deepEqual(cookiesOf(kept, forgotten), { Cookie: '' })
  })

  function bring(text: string, headers: Record<string, string> = {}): Promise<Response> {
    const body = new FormData()
    body.append('file', new File([text], 'colonnade-reader.json', { type: 'application/json' }))
    return Promise.resolve(
      site.app.request(`${publicUrl}/settings/import`, {
        method: 'POST',
        body,
        headers: { Origin: publicUrl, 'User-Agent': browser, ...headers },
      }),
    )
  }
})
