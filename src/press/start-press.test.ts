// The press as a collector meets it: feeds that parse, pages that say who wrote them, a server that answers as it should.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { selectAll } from 'css-select'
import { textContent } from 'domutils'
import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from 'feedsmith'
import type { AnyNode, Document, Element } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { startPress } from './start-press.ts'
import { startTicker } from './ticker.ts'
import { truthOf } from './truth.ts'
import { visit } from './visit-for-tests.ts'
import type { Press, PressEvent } from './types.ts'

let press: Press

before(async () => {
  press = await startPress()
})

after(async () => {
  await press.close()
})

describe('feeds', () => {
  test('each paper’s feed parses and lists every column that stands, with the right title', async () => {
    for (const { url, format, publisher } of press.feeds) {
      const { status, headers, bytes } = await visit(url)
      assert.equal(status, 200, url)
      const charset = /charset=(.+)$/.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'
      const titles = titlesOf(new TextDecoder(charset).decode(bytes), format)
      const standing = press.listPublished(publisher.slug)
      assert.equal(titles.length, standing.length, publisher.slug)
      for (const { title } of standing)
        assert.ok(
          titles.some((listed) => listed.endsWith(title)),
          `${publisher.slug}: ${title}`,
        )
    }
  })

  test('a feed names its writers, unless the paper’s feeds name none', async () => {
    const { text } = await visit(feedOf('harbour-post'))
    assert.match(text, /<dc:creator>Cormac Ardle<\/dc:creator>\n<dc:creator>Mira Tolland<\/dc:creator>/)
    assert.match(text, /<dc:creator>Sibéal Finch – cartoon<\/dc:creator>/)
    const mute = await visit(feedOf('cinaralti'))
    assert.doesNotMatch(mute.text, /creator|author/)
    const page = await visit(columnOf('cinaralti', 'pazarci-terazisinin-dili'))
    assert.match(page.text, />İPEK ŞİRİNKÖY</)
  })

  test('an author has a feed of their own, unless the paper’s authors have none', async () => {
    const page = await visit(`${press.origin('harbour-post')}/writers/mira-tolland`)
    const feed = find('link[rel=alternate]', parseDocument(page.text))
    const { text } = await visit(press.origin('harbour-post') + (feed?.attribs['href'] ?? ''))
    const titles = titlesOf(text, 'rss')
    assert.ok(titles.length > 3)
    assert.ok(
      titles.every((title) =>
        press
          .listPublished('harbour-post')
          .some((column) => title.endsWith(column.title) && column.authors.includes('mira-tolland')),
      ),
    )
    const listing = await visit(`${press.origin('talbote')}/autor/hedwig-sorg`)
    assert.doesNotMatch(listing.text, /rel="alternate"/)
    assert.match(listing.text, /Am Stammtisch ist noch ein Platz/)
  })
})

describe('pages', () => {
  test('every column’s page answers and holds its headline, its canonical address and its whole credit', async () => {
    for (const truth of truthOf(press)) {
      const { status, text, headers } = await visit(truth.url)
      assert.equal(status, 200, truth.url)
      const dom = parseDocument(text)
      assert.equal(selectAll('h1', dom).map(textContent).join(), truth.title)
      const canonical = find('link[rel=canonical]', dom)
      assert.equal(canonical?.attribs['href'], truth.canonicalUrl)
      const shown = textContent(find('main', dom) ?? []).toLocaleLowerCase('tr')
      for (const { name } of truth.contributors)
        for (const word of name.split(' '))
          assert.ok(shown.includes(word.toLocaleLowerCase('tr')), `${truth.url}: ${name}`)
      assert.ok(textContent(selectAll('footer', dom)).includes('Colonnade'), 'says that it is a sample')
      assert.equal(headers['x-robots-tag'] ?? null, truth.traits.includes('x-robots-tag') ? 'nosnippet' : null)
      for (const script of selectAll('script[type="application/ld+json"]', dom)) JSON.parse(textContent(script))
    }
  })

  test('every start tag that needs an end tag has one', async () => {
    const alone = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|wbr|!doctype)$/
    for (const { slug } of press.papers) {
      const addresses = ['/', `/section/${press.papers.find((paper) => paper.slug === slug)?.sections[0]?.slug ?? ''}`]
      const urls = [
        ...addresses.map((path) => press.origin(slug) + path),
        ...press.listPublished(slug).map(({ url }) => url),
      ]
      for (const url of urls) {
        const { text, status } = await visit(url)
        assert.equal(status, 200, url)
        const open: string[] = []
        for (const [, slash, name = ''] of text
          .replaceAll(/<script[\s\S]*?<\/script>/g, '')
          .matchAll(/<(\/?)([a-z!][a-z0-9]*)/gi)) {
          if (slash) assert.equal(open.pop(), name, url)
          else if (!alone.test(name)) open.push(name)
        }
        assert.deepEqual(open, [], url)
      }
    }
  })

  test('each style of markup tells the writer in its own way', async () => {
    const page = async (slug: string) => parseDocument((await visit(columnOf(slug))).text)
    assert.match(ldJson(await page('harbour-post')), /"author":\[\{"@type":"Person"/)
    assert.ok(find('[itemprop=author] [itemprop=name]', await page('prairie-ledger')))
    assert.ok(find('meta[name=author]', await page('nafidha')))
    assert.ok(find('.author-name', await page('talbote')))
    assert.equal(find('meta[name=author], script', await page('talbote')), undefined)
    assert.ok(find('.p-author.h-card', await page('marsa')))
    assert.match(ldJson(await page('kuzey-yakasi')), /"@graph"/)
    const island = await page('the-lantern')
    assert.match(textContent(find('#fusion-metadata', island) ?? []), /Fusion\.globalContent=.*"credits"/)
    assert.equal(find('meta[name=author]', island)?.attribs['content'], 'The Lantern')
  })

  test('a paid piece says so and marks its paid part; a copy names its original or does not', async () => {
    const paid = truthOf(press).filter(({ access }) => access === 'paid' || access === 'partly')
    assert.ok(paid.some(({ access }) => access === 'paid') && paid.some(({ access }) => access === 'partly'))
    for (const { url, neverShown } of paid) {
      const { text } = await visit(url)
      const dom = parseDocument(text)
      assert.deepEqual(selectAll('.paid', dom).map(textContent), neverShown)
      assert.match(text, /isAccessibleForFree/)
    }
    const copies = truthOf(press).filter(({ copyOf }) => copyOf !== null)
    assert.ok(copies.some(({ url, canonicalUrl }) => url === canonicalUrl))
    assert.ok(copies.some(({ url, canonicalUrl }) => url !== canonicalUrl))
  })
})

describe('the server', () => {
  test('answers 304 to its own validators until something changes', async () => {
    const url = feedOf('nafidha')
    const first = await visit(url)
    const validators = { 'if-none-match': first.headers.etag ?? '' }
    const since = { 'if-modified-since': first.headers['last-modified'] ?? '' }
    assert.equal((await visit(url, validators)).status, 304)
    assert.equal((await visit(url, since)).status, 304)
    assert.ok(press.publish('nafidha'))
    assert.equal((await visit(url, validators)).status, 200)
    assert.equal((await visit(url, since)).status, 200)
  })

  test('packs with gzip for those who can unpack it, and says how long an answer keeps', async () => {
    const plain = await visit(feedOf('harbour-post'))
    const packed = await visit(feedOf('harbour-post'), { 'accept-encoding': 'gzip' })
    assert.equal(packed.headers['content-encoding'], 'gzip')
    assert.equal(packed.text, plain.text)
    assert.match(packed.headers['cache-control'] ?? '', /max-age=\d+/)
  })

  test('has robots.txt, the reservation of rights, and no robots.txt where there is none', async () => {
    assert.match((await visit(`${press.origin('harbour-post')}/robots.txt`)).text, /Disallow: \/members\//)
    assert.equal((await visit(`${press.origin('prairie-ledger')}/robots.txt`)).status, 404)
    const reservation = await visit(`${press.origin('yoman-hawadi')}/.well-known/tdmrep.json`)
    assert.equal((JSON.parse(reservation.text) as { 'tdm-reservation': number }[])[0]?.['tdm-reservation'], 1)
  })

  test('shows the list of sample papers at the bare address and nothing at unknown hosts', async () => {
    assert.match((await visit(`http://localhost:${press.port}/`)).text, /The Prairie Ledger/)
    assert.equal((await visit(`http://nobody.localhost:${press.port}/`)).status, 404)
    assert.equal((await visit(`${press.origin('harbour-post')}/%E0%A4%A`)).status, 404)
  })

  test('keeps a log of what it was asked', async () => {
    await visit(`${press.origin('marsa')}/robots.txt`, { 'user-agent': 'LogTest/1' })
    const last = press.requests.at(-1)
    assert.deepEqual(
      [last?.host, last?.path, last?.status, last?.userAgent],
      ['marsa.localhost', '/robots.txt', 200, 'LogTest/1'],
    )
  })
})

describe('time goes by', () => {
  test('a headline changes, a column is withdrawn for good, a reserved one appears', async () => {
    const small = await startPress({ papers: ['the-lantern'] })
    try {
      const changed = small.changeHeadline()
      assert.equal(changed.kind, 'headline-changed')
      if (changed.kind !== 'headline-changed') return
      assert.notEqual(changed.column.title, changed.before)
      const page = await visit(changed.column.url)
      assert.equal(textContent(selectAll('h1', parseDocument(page.text))), changed.column.title)

      const withdrawn = small.withdraw()
      assert.equal(withdrawn.kind, 'withdrawn')
      if (withdrawn.kind !== 'withdrawn') return
      assert.equal((await visit(withdrawn.column.url)).status, 410)
      const feed = await visit(small.feeds[0]?.url ?? '')
      assert.ok(!titlesOf(feed.text, 'json').includes(withdrawn.column.title))
      assert.equal(truthOf(small).find(({ url }) => url === withdrawn.column.url)?.withdrawn, true)

      const before = small.listPublished().length
      const column = small.publish()
      assert.ok(column)
      assert.equal(small.listPublished().length, before + 1)
      assert.equal((await visit(column.url)).status, 200)
    } finally {
      await small.close()
    }
  })

  test('ticks until nothing is left', async () => {
    const small = await startPress({ papers: ['uferblatt'] })
    try {
      const events: PressEvent[] = []
      for (let tick = 0; tick < 100 && events.at(-1)?.kind !== 'nothing-left'; tick += 1)
        events.push(small.tick(() => 0.5))
      const kinds = events.map(({ kind }) => kind)
      assert.deepEqual([...new Set(kinds)], ['published', 'headline-changed', 'withdrawn', 'nothing-left'])
    } finally {
      await small.close()
    }
  })

  test('a ticker ticks and stops', async () => {
    const small = await startPress({ papers: ['uferblatt'] })
    try {
      const seen = await new Promise<PressEvent>((resolve) => {
        const ticker = startTicker(small, {
          everyMs: 5,
          random: () => 0.5,
          onEvent: (event) => {
            ticker.stop()
            resolve(event)
          },
        })
      })
      assert.equal(seen.kind, 'published')
    } finally {
      await small.close()
    }
  })

  test('dates: the oldest column is about fourteen months old, recent ones are denser, none but one lies ahead', () => {
    const dated = press.listPublished().filter(({ traits }) => !traits.includes('date-in-2099'))
    const ages = dated.map(({ putOutAt }) => (Date.now() - putOutAt.getTime()) / 86_400_000)
    assert.ok(Math.max(...ages) > 300 && Math.max(...ages) < 430, String(Math.max(...ages)))
    assert.ok(Math.min(...ages) > -0.01)
    const recent = ages.filter((age) => age < 60).length
    const old = ages.filter((age) => age > 360).length
    assert.ok(recent > 3 * old, `${recent} and ${old}`)
  })
})

function titlesOf(text: string, format: string): string[] {
  const titles = (items: readonly { title?: string | { value?: string } }[] | undefined) =>
    (items ?? []).map(({ title }) => (typeof title === 'string' ? title : (title?.value ?? '')))
  if (format === 'rss') return titles(parseRssFeed(text).items)
  if (format === 'rdf') return titles(parseRdfFeed(text).items)
  if (format === 'atom') return titles(parseAtomFeed(text).entries)
  if (format === 'json') return titles(parseJsonFeed(text).items)
  return selectAll('news\\:title', parseDocument(text, { xmlMode: true })).map(textContent)
}

function feedOf(slug: string): string {
  return press.feeds.find(({ publisher }) => publisher.slug === slug)?.url ?? ''
}

/** The named column of a paper, or its newest plain one. */
function columnOf(paper: string, slug?: string): string {
  const column = press
    .listPublished(paper)
    .find((column) => (slug === undefined ? column.kind === 'column' : column.slug === slug))
  return column?.url ?? ''
}

function ldJson(dom: ReturnType<typeof parseDocument>): string {
  return selectAll('script[type="application/ld+json"]', dom).map(textContent).join('\n')
}

function find(selector: string, dom: Document): Element | undefined {
  return selectAll<AnyNode, Element>(selector, dom)[0]
}
