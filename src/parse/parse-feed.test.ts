import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Entry, FeedDocument } from '../model/index.ts'
import { parseFeed } from './parse-feed.ts'

const url = 'https://paper.example/feeds/opinion'

function read(source: string | Uint8Array, contentType: string | null = null): FeedDocument {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source
  const reading = parseFeed(bytes, { url, contentType, charset: null })
  assert.equal(reading.kind, 'feed', reading.kind === 'not-a-feed' ? reading.problem : '')
  return (reading as { feed: FeedDocument }).feed
}

function readItem(item: string, channel = ''): Entry {
  const [entry] = read(
    `<rss version="2.0"><channel><link>https://paper.example/</link>${channel}<item>${item}</item></channel></rss>`,
  ).entries
  assert.ok(entry)
  return entry
}

function readAtom(entry: string, head = ''): Entry {
  const [found] = read(`<feed xmlns="http://www.w3.org/2005/Atom">${head}<entry>${entry}</entry></feed>`).entries
  assert.ok(found)
  return found
}

const credits = (entry: Entry) => entry.claims.map(({ source, text }) => `${source} ${text}`)

test('reads an RSS 2.0 feed whole', () => {
  const feed = read(`<?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
      xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
    <channel>
      <title>The Harbour Post &#8211; Opinion</title><link>https://paper.example/opinion</link>
      <atom:link rel="self" href="https://paper.example/feeds/opinion"/><atom:link rel="hub" href="https://hub.example/"/>
      <description>Columns &amp;amp; letters</description><language>en-gb</language><copyright>© Harbour Post</copyright>
      <ttl>30</ttl><skipHours><hour>1</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <item>
        <title><![CDATA[Why the <em>tide</em> tables lie]]></title>
        <link>https://paper.example/opinion/tide-tables?utm_source=rss</link>
        <guid isPermaLink="false">hp-1017</guid>
        <dc:creator><![CDATA[Ines Calder]]></dc:creator><dc:creator>Omar Lund</dc:creator>
        <pubDate>Sun, 22 Nov 2026 07:30:00 +0100</pubDate>
        <category>Opinion</category><category domain="x">The Sea</category>
        <description><![CDATA[<p>Nobody checks.</p><p>The post <a href="#">Why</a> appeared first on <a href="#">HP</a>.</p>]]></description>
        <content:encoded><![CDATA[<p>Nobody checks.</p><script>x()</script><p>Until now.</p>]]></content:encoded>
        <media:content url="https://img.example/s.jpg" medium="image" width="200"/>
        <media:content url="https://img.example/l.jpg" medium="image" width="1200"><media:credit role="photographer">P. Ray</media:credit></media:content>
        <enclosure url="/audio/1017.mp3" type="audio/mpeg" length="99"/>
      </item>
    </channel></rss>`)
  assert.deepEqual(feed.problems, [])
  assert.equal(feed.format, 'rss')
  assert.equal(feed.title, 'The Harbour Post – Opinion')
  assert.equal(feed.description, 'Columns & letters')
  assert.deepEqual([feed.home, feed.self, feed.hub], ['https://paper.example/opinion', url, 'https://hub.example/'])
  assert.deepEqual(
    [feed.lang, feed.ttlMinutes, feed.skipHours, feed.skipDays, feed.rights],
    ['en-GB', 30, [0, 1], ['Sunday'], '© Harbour Post'],
  )
  const [entry] = feed.entries
  assert.ok(entry)
  assert.equal(entry.title, 'Why the tide tables lie')
  assert.equal(entry.guid, 'hp-1017')
  assert.equal(entry.url, 'https://paper.example/opinion/tide-tables?utm_source=rss')
  assert.equal(entry.summary, 'Nobody checks.')
  assert.equal(entry.content, 'Nobody checks.\nUntil now.')
  assert.equal(entry.publishedAt?.toISOString(), '2026-11-22T06:30:00.000Z')
  assert.deepEqual(entry.categories, ['Opinion', 'The Sea'])
  assert.equal(entry.image, 'https://img.example/l.jpg')
  assert.deepEqual(credits(entry), [
    'feed:dc:creator Ines Calder',
    'feed:dc:creator Omar Lund',
    'feed:media:credit P. Ray',
  ])
  assert.equal(entry.claims.at(-1)?.role, 'photographer')
  assert.deepEqual(entry.enclosures, [{ url: 'https://paper.example/audio/1017.mp3', type: 'audio/mpeg', bytes: 99 }])
})

test('reads an Atom 1.0 feed whole', () => {
  const feed =
    read(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="tr" xml:base="https://paper.example/tr/">
    <title type="html">K&amp;ouml;şe</title><subtitle>Yazılar</subtitle><id>tag:paper.example,2026:f</id>
    <link href="."/><link rel="self" href="feed.xml"/><link rel="prev-archive" href="2025.xml"/><rights>© Gazete</rights>
    <updated>2026-11-22T10:00:00Z</updated><author><name>Yayın Kurulu</name></author>
    <entry xml:base="kose/">
      <title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Rüzgâr <b>ve</b> gölge</div></title>
      <id>tag:paper.example,2026:7</id><link rel="alternate" type="application/json" href="7.json"/>
      <link rel="alternate" type="text/html" href="7.html"/><link rel="replies" href="7/comments"/>
      <published>2026-11-21T10:00:00+03:00</published><updated>2026-11-22T09:00:00Z</updated>
      <author><name>Selin Aras</name><uri>/yazar/selin</uri><email>s@paper.example</email></author>
      <contributor><name>Deniz Ok</name></contributor>
      <category term="kose" label="Köşe"/><summary>Kısa.</summary>
      <content type="html">&lt;p&gt;Uzun &amp;amp; geniş.&lt;/p&gt;</content>
    </entry>
    <entry><title>a &lt; b</title><link href="8.html"/><updated>2026-11-20T00:00:00Z</updated></entry></feed>`)
  assert.deepEqual(feed.problems, [])
  assert.deepEqual([feed.format, feed.title, feed.lang, feed.home], ['atom', 'Köşe', 'tr', 'https://paper.example/tr/'])
  assert.deepEqual(
    [feed.self, feed.previousArchive],
    ['https://paper.example/tr/feed.xml', 'https://paper.example/tr/2025.xml'],
  )
  const [first, second] = feed.entries
  assert.ok(first && second)
  assert.equal(first.title, 'Rüzgâr ve gölge')
  assert.equal(first.url, 'https://paper.example/tr/kose/7.html')
  assert.deepEqual([first.summary, first.content], ['Kısa.', 'Uzun & geniş.'])
  assert.equal(first.publishedAt?.toISOString(), '2026-11-21T07:00:00.000Z')
  assert.equal(first.modifiedAt?.toISOString(), '2026-11-22T09:00:00.000Z')
  assert.deepEqual(first.categories, ['Köşe'])
  assert.deepEqual(credits(first), ['feed:atom:author Selin Aras', 'feed:atom:contributor Deniz Ok'])
  assert.equal(first.claims[0]?.url, 'https://paper.example/yazar/selin')
  assert.deepEqual(
    first.links?.map(({ rel }) => rel),
    ['alternate', 'alternate', 'replies'],
  )
  assert.equal(second.title, 'a < b')
  assert.equal(second.publishedAt?.toISOString(), '2026-11-20T00:00:00.000Z')
  assert.deepEqual(credits(second), ['feed:channel-author Yayın Kurulu'])
})

test('reads RSS 1.0, whose items stand beside the channel', () => {
  const feed =
    read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://paper.example/rdf"><title>R</title><link>https://paper.example/</link><d:language>fr</d:language>
    <items><rdf:Seq><rdf:li rdf:resource="https://paper.example/1"/></rdf:Seq></items></channel>
    <item rdf:about="https://paper.example/1"><title>Un</title><link>https://paper.example/1</link><d:creator>Léa Roy</d:creator><d:date>2026-11-22</d:date><d:subject>Débats</d:subject></item></rdf:RDF>`)
  assert.deepEqual([feed.format, feed.title, feed.lang, feed.entries.length], ['rdf', 'R', 'fr', 1])
  const [entry] = feed.entries
  assert.deepEqual([entry?.guid, entry?.categories], ['https://paper.example/1', ['Débats']])
  assert.deepEqual(entry && credits(entry), ['feed:dc:creator Léa Roy'])
})

test('reads JSON Feed, with raw line breaks in strings too', () => {
  const feed =
    read(`\uFEFF{"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://paper.example/","language":"he",
    "hubs":[{"type":"WebSub","url":"https://hub.example/"}],"authors":[{"name":"The Desk"}],
    "items":[{"id":7,"url":"/7","title":"Seven","content_html":"<p>One
</p><p>Two</p>","date_published":"2026-11-22T08:00:00+02:00","tags":["x"],"authors":[{"name":"Noa Tal","url":"/noa"}]},{"id":"https://paper.example/8"}]}`)
  assert.deepEqual([feed.format, feed.title, feed.lang, feed.hub], ['json', 'J', 'he', 'https://hub.example/'])
  const [first, second] = feed.entries
  assert.deepEqual([first?.guid, first?.url, first?.content], ['7', 'https://paper.example/7', 'One\nTwo'])
  assert.deepEqual(
    first?.claims.map(({ text, url }) => [text, url]),
    [['Noa Tal', 'https://paper.example/noa']],
  )
  assert.equal(second?.url, 'https://paper.example/8')
  assert.deepEqual(second && credits(second), ['feed:channel-author The Desk'])
})

test('reads news sitemaps, plain sitemaps and sitemap indexes', () => {
  const news =
    read(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
    <url><loc>https://paper.example/a</loc><lastmod>2026-11-22T09:00:00Z</lastmod><n:news><n:publication><n:name>Post</n:name><n:language>pt</n:language></n:publication>
    <n:publication_date>2026-11-22T08:00:00Z</n:publication_date><n:title>A &amp; B</n:title><n:keywords>one, two</n:keywords></n:news></url>
    <url><loc>https://paper.example/b</loc></url></urlset>`)
  assert.deepEqual([news.format, news.entries.length], ['sitemap', 2])
  const [entry] = news.entries
  assert.deepEqual([entry?.title, entry?.lang, entry?.categories], ['A & B', 'pt', ['one', 'two']])
  assert.equal(entry?.claims[0]?.statedType, 'organisation')
  assert.equal(entry?.publishedAt?.toISOString(), '2026-11-22T08:00:00.000Z')
  const index = read(
    '<sitemapindex><sitemap><loc>https://paper.example/s1.xml</loc><lastmod>2026-11-01</lastmod></sitemap></sitemapindex>',
  )
  assert.deepEqual(index.sitemaps, [{ url: 'https://paper.example/s1.xml', modifiedAt: new Date('2026-11-01') }])
})

test('finds the page of an item', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['<link>/a</link>', 'https://paper.example/a'],
    ['<guid>https://paper.example/g</guid>', 'https://paper.example/g'],
    ['<guid isPermaLink="false">https://paper.example/g</guid>', null],
    ['<link/><guid>https://paper.example/g</guid>', 'https://paper.example/g'],
    [
      '<link>https://proxy.example/1</link><feedburner:origLink>https://paper.example/o</feedburner:origLink>',
      'https://paper.example/o',
    ],
    ['<link href="https://paper.example/h"/>', 'https://paper.example/h'],
    ['<link>javascript:alert(1)</link>', null],
    ['<link>https://paper.example/a?x=1&y=2</link>', 'https://paper.example/a?x=1&y=2'],
    ['<link>https://paper.example/a?x=1&amp;y=2</link>', 'https://paper.example/a?x=1&y=2'],
  ]
  for (const [item, wanted] of cases) assert.equal(readItem(item).url, wanted, item)
  assert.equal(readAtom('<id>https://paper.example/id</id>').url, 'https://paper.example/id')
  assert.equal(
    readAtom('<link rel="enclosure" href="https://x.example/a.mp3"/><content src="https://paper.example/c"/>').url,
    'https://paper.example/c',
  )
})

test('reads RSS authors as names, and leaves e-mail addresses out', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['<author>ines@paper.example (Ines Calder)</author>', ['feed:author Ines Calder']],
    ['<author>Ines Calder &lt;ines@paper.example&gt;</author>', ['feed:author Ines Calder']],
    ['<author>Ines Calder</author>', ['feed:author Ines Calder']],
    ['<author>ines@paper.example</author>', []],
    ['<author></author><dc:creator> </dc:creator>', []],
    ['<itunes:author>I. Calder</itunes:author>', ['feed:itunes:author I. Calder']],
    ['<dc:creator>&lt;a href="/by/ines"&gt;Ines&lt;/a&gt;</dc:creator>', ['feed:dc:creator Ines']],
    ['<source url="https://wire.example/rss">Wire</source>', ['feed:source Wire']],
  ]
  for (const [item, wanted] of cases) assert.deepEqual(credits(readItem(item)), wanted, item)
  assert.equal(
    readItem('<dc:creator>&lt;a href="/by/ines"&gt;Ines&lt;/a&gt;</dc:creator>').claims[0]?.url,
    'https://paper.example/by/ines',
  )
})

test("an item without its own credit repeats the feed's, the editor's never", () => {
  const channel = '<managingEditor>e@paper.example (Ed Itor)</managingEditor><itunes:author>Ines Calder</itunes:author>'
  assert.deepEqual(credits(readItem('<title>x</title>', channel)), ['feed:channel-author Ines Calder'])
  assert.deepEqual(credits(readItem('<author>Omar Lund</author>', channel)), ['feed:author Omar Lund'])
})

test('reads damaged feeds and says what was wrong', () => {
  const item = '<item><title>One & only</title><link>https://paper.example/1</link></item>'
  const cases: readonly (readonly [string, RegExp | null])[] = [
    [`<rss><channel>${item.replace('&', '&amp;')}</channel></rss>`, null],
    [`<rss><channel>${item}</channel></rss>`, /unescaped &/],
    [
      `<br />\n<b>Warning</b>: x in y<br />\n<?xml version="1.0"?><rss><channel>${item}</channel></rss>\n<!-- cached -->`,
      /outside the document/,
    ],
    [`<rss><channel>${item}<item><title>Two</title><link>https://paper.exa`, /ends in the middle/],
    [
      `<rss><channel><item><title>One & only<pubDate>x</pubDate><link>https://paper.example/1</link></item></channel></rss>`,
      /not closed/,
    ],
    [
      `<rss><channel><item><title>One &amp; only</title><link>https://paper.example/1</link><item><title>Two</title></item></channel></rss>`,
      /not closed/,
    ],
    [
      `<RSS><Channel><Item><Title>One &amp; only</Title><LINK>https://paper.example/1</Link></Item></Channel></RSS>`,
      /./,
    ],
    [`<rss><channel>${item.replace('& only', '&amp; \u0001only')}</channel></rss>`, /control character/],
    [
      `<rss><channel>${item.replace('& only', '&amp; only')}<item><dc:creator>X</dc:creator></item></channel></rss>`,
      /undeclared prefix dc:/,
    ],
    [
      `<rss><channel><item><description><p>Raw <br> markup</description><title>One &amp; only</title><link>https://paper.example/1</link></item></channel></rss>`,
      /not closed/,
    ],
    [`<!DOCTYPE rss [<!ENTITY a "x">]><rss><channel>${item.replace('&', '&amp;')}</channel></rss>`, /./],
  ]
  for (const [source, problem] of cases) {
    const feed = read(source)
    assert.equal(feed.entries[0]?.title, 'One & only', source)
    assert.equal(feed.entries[0]?.url, 'https://paper.example/1', source)
    if (problem === null) assert.deepEqual(feed.problems, [])
    else assert.match(feed.problems.join(' '), problem, source)
  }
})

test('an address cut off at the end of the file is not taken for one', () => {
  const feed = read('<rss><channel><item><title>One</title></item><item><title>Two</title><link>https://paper.exa')
  assert.deepEqual(
    feed.entries.map(({ title, url: address }) => [title, address]),
    [
      ['One', null],
      ['Two', null],
    ],
  )
})

test('prefixes are the publisher’s own business', () => {
  const feed = read(
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>T</a:title><who:creator xmlns:who="http://purl.org/dc/elements/1.1/">W</who:creator></a:entry></a:feed>',
  )
  assert.deepEqual([feed.format, feed.entries[0]?.title], ['atom', 'T'])
  assert.deepEqual(feed.entries[0] && credits(feed.entries[0]), ['feed:dc:creator W'])
})

test('says in plain words what is no feed', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['<!doctype html><html><head><title>x</title></head><body><rss></rss></body></html>', /HTML page/],
    ['<opml version="2.0"><body><outline/></body></opml>', /OPML/],
    ['{"a":1}', /not a JSON Feed/],
    ['{"version":', /damaged JSON/],
    ['', /empty/],
    ['  \n ', /empty/],
    ['<?xml version="1.0"?><svg xmlns="x"></svg>', /<svg>/],
    ['Not found', /neither/],
  ]
  for (const [source, problem] of cases) {
    const reading = parseFeed(new TextEncoder().encode(source), {
      url,
      contentType: 'application/rss+xml',
      charset: null,
    })
    assert.equal(reading.kind, 'not-a-feed', source)
    if (reading.kind === 'not-a-feed') assert.match(reading.problem, problem)
  }
})

test('a summary is short, and is the beginning of the content if there is none', () => {
  const long = 'A sentence of the piece. '.repeat(1000)
  const entry = readItem(`<content:encoded>${long}</content:encoded>`)
  assert.ok((entry.summary?.length ?? 0) <= 5000)
  assert.equal(entry.content?.length, long.trim().length)
  assert.equal(readItem('<description>Short.</description>').content, null)
})

test('marks what asks not to be listed, and what expires', () => {
  assert.equal(readItem('<itunes:block>Yes</itunes:block>').isBlocked, true)
  assert.equal(
    readItem('<expirationDate>Sun, 22 Nov 2026 10:00:00 GMT</expirationDate>').expiresAt?.getTime(),
    Date.UTC(2026, 10, 22, 10),
  )
})

test('entities of a document type are never expanded', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "${'x'.repeat(50)}">${Array.from({ length: 20 }, (_, at) => `<!ENTITY a${at} "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">`).join('')}]>`
  const feed = read(
    `${bomb}<rss><channel><item><title>&a19;</title><description>&xxe;</description></item></channel></rss>`,
  )
  assert.equal(feed.entries[0]?.title, '&a19;')
})

test('reads 5,000 entries, and 10,000 of 100,000 with a problem', () => {
  const feedOf = (count: number) => `<rss><channel>${'<item><title>x</title></item>'.repeat(count)}</channel></rss>`
  assert.equal(read(feedOf(5000)).entries.length, 5000)
  const huge = read(feedOf(100_000))
  assert.equal(huge.entries.length, 10_000)
  assert.match(huge.problems.join(), /only the first 10000 entries/)
})

test('hostile documents cost what their length costs', () => {
  const size = 300_000
  const hostile: readonly (readonly [string, string])[] = [
    ['nested elements', `<rss><channel>${'<a>'.repeat(size / 3)}`],
    ['nested markup in a text', `<rss><channel><item><description>${'<div>'.repeat(size / 5)}`],
    ['closing tags of nothing', `<rss><channel>${'<a>'.repeat(200)}${'</b>'.repeat(size / 4)}`],
    ['a huge attribute', `<rss><channel a="${'x'.repeat(size)}"><item><title>x</title></item></channel></rss>`],
    [
      'many attributes',
      `<rss><channel ${Array.from({ length: size / 8 }, (_, at) => `a${at}="1"`).join(' ')}><item/></channel></rss>`,
    ],
    [
      'many prefixes',
      `<rss><channel>${Array.from({ length: size / 40 }, (_, at) => `<p${at}:x xmlns:p${at}="u:${at}"/>`).join('')}</channel></rss>`,
    ],
    ['many children', `<rss><channel><item>${'<category>x</category>'.repeat(size / 22)}</item></channel></rss>`],
    ['angle brackets', `<rss><channel>${'<'.repeat(size)}`],
    ['ampersands', `<rss><channel><title>${'&'.repeat(size)}</title>`],
    ['comments', `<rss>${'<!--'.repeat(size / 4)}`],
    ['cdata', `<rss><channel><title>${'<![CDATA['.repeat(size / 9)}`],
    ['cdata in markup', `<rss><channel><item><description><b/>${'<![CDATA['.repeat(size / 9)}</description>`],
  ]
  for (const [name, source] of hostile) {
    const start = process.cpuUsage()
    parseFeed(new TextEncoder().encode(source), { url, contentType: null, charset: null })
    const { user, system } = process.cpuUsage(start)
    assert.ok((user + system) / 1000 < 1500, `${name}: ${Math.round((user + system) / 1000)} ms`)
  }
})

const anyFeed = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        '<rdf:RDF>',
        '<urlset>',
        '<channel>',
        '<item>',
        '</item>',
        '<entry>',
        '<url>',
        '<loc>',
        '<title>',
        '</title>',
        '<link href="',
        '">',
        '<link>',
        '<guid>',
        '<pubDate>',
        '<author>',
        '<name>',
        '<content type="xhtml">',
        '<![CDATA[',
        ']]>',
        '<!--',
        '&',
        '&#x0;',
        'xml:base="http://[',
        '<media:group>',
        '<media:content url="',
        '<dc:creator>',
        '<a',
        '/>',
        '{"items":[{',
        '"version":"jsonfeed.org"',
        '}]}',
        '\u0000',
        '\uFEFF',
      ),
      fc.string({ maxLength: 6 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''))

test('never throws, whatever the bytes, and every address it gives is http(s)', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyFeed.map((text) => new TextEncoder().encode(text)),
        fc.uint8Array({ maxLength: 200 }),
      ),
      (bytes) => {
        const reading = parseFeed(bytes, { url, contentType: null, charset: null })
        if (reading.kind === 'not-a-feed') return assert.notEqual(reading.problem, '')
        for (const entry of reading.feed.entries) {
          assert.ok(entry.url === null || /^https?:\/\//.test(entry.url))
          assert.equal(typeof (entry.content ?? ''), 'string')
          for (const link of entry.links ?? []) assert.match(link.url, /^https?:/)
        }
      },
    ),
    { numRuns: 2000 },
  )
})

test('a feed cut off anywhere still gives the items before the cut', () => {
  const item = (at: number) =>
    `<item><title>Title ${at}</title><link>https://paper.example/${at}</link><dc:creator>Ines Calder</dc:creator><description><![CDATA[<p>Text ${at}</p>]]></description></item>`
  const items = [1, 2, 3, 4].map(item)
  const source = `<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>${items.join('')}</channel></rss>`
  fc.assert(
    fc.property(fc.integer({ min: 80, max: source.length }), (length) => {
      const cut = source.slice(0, length)
      const whole = items.filter((text) => cut.includes(text)).length
      const { entries } = read(cut)
      assert.ok(entries.length >= whole && entries.length <= whole + 1)
      for (const [at, { title, url: address, claims }] of entries.slice(0, whole).entries()) {
        assert.deepEqual(
          [title, address, claims[0]?.text],
          [`Title ${at + 1}`, `https://paper.example/${at + 1}`, 'Ines Calder'],
        )
      }
      for (const { url: address, claims } of entries.slice(whole)) {
        assert.ok(address === null || address === `https://paper.example/${whole + 1}`)
        assert.ok(claims.every(({ text }) => text === 'Ines Calder'))
      }
    }),
  )
})

test('tells each element as it stands when asked, also those that nothing reads', () => {
  const source = `<rss version="2.0" xmlns:georss="http://www.georss.org/georss" xml:base="https://paper.example/"><channel>
    <title>Paper</title><cloud domain="rpc.paper.example" port="80"/><item><title type="html">A &lt;b&gt;b&lt;/b&gt;</title>
    <georss:where><georss:point>45.2 -71.9</georss:point></georss:where></item></channel></rss>`
  const read = (elements: boolean) => {
    const reading = parseFeed(Buffer.from(source), { url, contentType: null, charset: null, elements })
    assert.equal(reading.kind, 'feed')
    return reading.feed
  }
  const feed = read(true)
  assert.deepEqual(feed.elements?.find(({ name }) => name === 'cloud')?.attributes, {
    domain: 'rpc.paper.example',
    port: '80',
  })
  const [title, where] = feed.entries[0]?.elements ?? []
  assert.deepEqual(
    [title?.attributes['type'], title?.text, title?.base],
    ['html', 'A <b>b</b>', 'https://paper.example/'],
  )
  assert.deepEqual(
    where?.children.map(({ text }) => text),
    ['45.2 -71.9'],
  )
  assert.equal(feed.entries[0]?.title, read(false).entries[0]?.title)
  assert.equal(read(false).elements, undefined)
  assert.equal(read(false).entries[0]?.elements, undefined)
})
