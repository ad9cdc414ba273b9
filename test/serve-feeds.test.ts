// Every list as a feed: what goes out is what our own parser and others read back.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseAtomFeed, parseFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith'
import { hostileTitle } from './serve-seed.ts'
import { publicUrl, useSite } from './serve-site.ts'

describe('lists as feeds', () => {
  const site = useSite()
  const lists = [
    '/gb',
    '/world',
    '/world?lang=he',
    '/gb?kind=cartoon',
    '/columnist/maren-oyelaran',
    '/publisher/harbour-post',
    '/search?q=ferry',
    '/gb/archive/2026/11/22',
    '/de',
  ]
  const types = { rss: 'application/rss+xml', atom: 'application/atom+xml', json: 'application/feed+json' } as const

  it('exist in three formats wherever the page has them, with type, tag and address', async () => {
    for (const list of lists) {
      const page = await site.page(list)
      for (const [format, type] of Object.entries(types)) {
        const href = page.attribute(`link[rel=alternate][type="${type}"]`, 'href')
        const [path = '', query] = list.split('?')
        assert.equal(href, `${path}.${format}${query === undefined ? '' : `?${query}`}`, list)
        const response = await site.get(href)
        assert.equal(response.status, 200, href)
        assert.equal(response.headers.get('Content-Type'), `${type}; charset=utf-8`)
        const text = await response.text()
        assert.equal(parseFeed(text).format, format)
        assert.match(text, new RegExp(`${publicUrl}${path}`.replace(/[/.]/g, String.raw`\$&`)))
        const again = await site.get(href, { 'If-None-Match': response.headers.get('ETag') ?? '' })
        assert.equal(again.status, 304, href)
      }
    }
  })

  it('lead to the original, name writers and rights, and never say more than lists may', async () => {
    const rss = parseRssFeed(await (await site.get('/publisher/harbour-post.rss')).text())
    const item = rss.items?.find((one) => one.title === 'What the tide tables teach about patience')
    assert.equal(item?.link, 'https://harbour.example/opinion/1')
    assert.deepEqual(item?.guid, { value: 'https://harbour.example/opinion/1', isPermaLink: true })
    assert.deepEqual(item?.dc?.creators, ['Idris Fenwick-Ngata', 'Maren Oyelaran'])
    assert.deepEqual(item?.dc?.rights, ['© The Harbour Post'])
    assert.equal(item?.pubDate, 'Sun, 22 Nov 2026 07:00:00 GMT')
    assert.match(item?.comments ?? '', new RegExp(`^${publicUrl}/harbour-post/idris-fenwick-ngata/`))
    for (const one of rss.items ?? [])
      assert.ok([...(one.description ?? '').replaceAll(/&\w+;/g, '.')].length <= 151, one.title)

    const atom = parseAtomFeed(await (await site.get('/publisher/harbour-post.atom')).text())
    const entry = atom.entries?.find((one) => one.title?.value === 'What the tide tables teach about patience')
    assert.deepEqual(
      entry?.authors?.map((author) => author.name),
      ['Idris Fenwick-Ngata', 'Maren Oyelaran'],
    )
    assert.equal(entry?.rights?.value, '© The Harbour Post')
    assert.deepEqual(
      entry?.links?.map((link) => link.rel),
      ['alternate', 'related'],
    )
    const unsigned = atom.entries?.find((one) => one.title?.value === 'Nobody signed this')
    assert.deepEqual(
      unsigned?.authors?.map((author) => author.name),
      ['The Harbour Post'],
    )

    const text = await (await site.get('/publisher/harbour-post.json')).text()
    const json = parseJsonFeed(JSON.parse(text))
    const first = json.items?.find((one) => one.title === 'What the tide tables teach about patience')
    assert.equal(first?.url, 'https://harbour.example/opinion/1')
    assert.match(first?.content_text ?? '', /© The Harbour Post$/)
    assert.equal((JSON.parse(text) as { version: string }).version, 'https://jsonfeed.org/version/1.1')
  })

  it('carry hostile headlines as text', async () => {
    const rss = parseRssFeed(await (await site.get('/gb.rss')).text())
    assert.ok(rss.items?.some((one) => one.title === hostileTitle))
    const description = rss.items?.find((one) => one.title === hostileTitle)?.description ?? ''
    assert.doesNotMatch(description, /<img/)
    const atom = parseAtomFeed(await (await site.get('/gb.atom')).text())
    assert.ok(atom.entries?.some((one) => one.title?.value === hostileTitle))
    const json = parseJsonFeed(JSON.parse(await (await site.get('/gb.json')).text()))
    assert.ok(json.items?.some((one) => one.title === hostileTitle))
  })

  it('keep each piece’s language', async () => {
    const atom = parseAtomFeed(await (await site.get('/world.atom?lang=he')).text())
    assert.deepEqual(
      atom.entries?.map((one) => one.title?.xml?.lang),
      ['he', 'he'],
    )
    const rss = parseRssFeed(await (await site.get('/world.rss?lang=he')).text())
    assert.equal(rss.language, 'he')
  })

  it('of writers and publishers are OPML', async () => {
    const writers = parseOpml(await (await site.get('/columnists.opml')).text())
    assert.ok(
      writers.body?.outlines?.some(
        (one) => one.text === 'Josefina Mejía' && one.xmlUrl === `${publicUrl}/columnist/josefina-mejia.atom`,
      ),
    )
    for (const path of [
      '/publishers.opml',
      '/gb.opml',
      '/world.opml',
      '/publisher/harbour-post.opml',
      '/columnists.opml?initial=M',
    ]) {
      const response = await site.get(path)
      assert.equal(response.headers.get('Content-Type'), 'text/x-opml; charset=utf-8', path)
      const { body } = parseOpml(await response.text())
      for (const outline of body?.outlines ?? [])
        assert.equal((await site.get((outline.xmlUrl ?? '').slice(publicUrl.length))).status, 200)
    }
  })

  it('of nobody are OPML too, with their title alone', async () => {
    const response = await site.get('/columnists.opml?initial=Q')
    assert.equal(response.status, 200)
    const { body } = parseOpml(await response.text())
    assert.deepEqual(
      body?.outlines?.map((one) => one.xmlUrl),
      [undefined],
    )
  })

  it('are not there for what is no list, and say so in plain text', async () => {
    const page = await site.page('/gb')
    const column = page.attribute('.card .headline a', 'href') ?? ''
    for (const path of [
      '/about.rss',
      '/columnists.rss',
      '/publishers.json',
      '/saved.atom',
      '/gb/archive.rss',
      `${column}.rss`,
      '/columnist/nobody.rss',
      '/search.opml?q=a',
      '/.rss',
      '/gb/archive/2026/11/22.opml',
      '/gb/favorites.rss',
    ]) {
      const response = await site.get(path)
      assert.equal(response.status, 404, path)
      assert.match(response.headers.get('Content-Type') ?? '', /^text\/plain/, path)
    }
    assert.equal((await site.get('/search.rss')).status, 400)
  })
})
