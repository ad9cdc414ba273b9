import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { DiscoveredFeed, PageLink } from '../model/index.ts'
import type { Candidate } from './candidates.ts'
import { candidates } from './candidates.ts'

const link = (url: string, text: string): PageLink => ({ url, text, rel: null })
const declared = (url: string, title: string | null, format = 'application/rss+xml'): DiscoveredFeed => ({
  url,
  title,
  format,
})
const urls = (list: readonly Candidate[]): string[] => list.map((candidate) => candidate.url)

test('declared feeds come first, opinion before general; comments and cards are left out', () => {
  const found = candidates({
    url: 'https://gazette.example/',
    links: [],
    feeds: [
      declared('https://gazette.example/feed/', 'Gazette'),
      declared('https://gazette.example/comments/feed/', 'Gazette Comments Feed'),
      declared('https://gazette.example/feed.json', null, 'application/feed+json'),
      declared('https://gazette.example/kose-yazilari/rss', 'Köşe yazıları', 'application/atom+xml'),
      declared('https://gazette.example/wp-json/oembed/1.0/embed?url=x', 'oEmbed'),
    ],
  })
  assert.deepEqual(
    found
      .filter((candidate) => candidate.reason === 'declared')
      .map(({ url, format, opinion, guessed }) => [url, format, opinion, guessed]),
    [
      ['https://gazette.example/kose-yazilari/rss', 'atom', true, false],
      ['https://gazette.example/feed/', 'rss', false, false],
      ['https://gazette.example/feed.json', 'json', false, false],
    ],
  )
})

test("a section's or writer's own feed comes before the whole paper's opinion feed", () => {
  const found = candidates({
    url: 'https://gazette.example/author/ada-okoro/',
    links: [],
    feeds: [
      declared('https://gazette.example/opinion/feed/', 'Opinion'),
      declared('https://gazette.example/author/ada-okoro/feed/', 'Ada Okoro'),
    ],
  })
  assert.equal(found[0]?.url, 'https://gazette.example/author/ada-okoro/feed/')
})

test('feeds that the page links to come next: its own house or a feed host, never a stranger', () => {
  const found = candidates({
    url: 'https://www.gazette.example/',
    feeds: [],
    links: [
      link('https://www.gazette.example/rss/sport.xml', 'RSS'),
      link('https://www.gazette.example/rss/opinion.xml', 'RSS'),
      link('https://feeds.carrier.example/gazette', 'Our feed'),
      link('https://stranger.example/feed/', 'RSS'),
      link('https://www.gazette.example/news/story?outputType=xml', 'x'),
      link('https://www.gazette.example/news/feeding-the-city', 'Feeding the city'),
    ],
  })
  assert.deepEqual(urls(found.filter((candidate) => candidate.reason === 'linked')), [
    'https://www.gazette.example/rss/opinion.xml',
    'https://www.gazette.example/rss/sport.xml',
    'https://feeds.carrier.example/gazette',
    'https://www.gazette.example/news/story?outputType=xml',
  ])
})

test('guesses follow, from the publishing system to common addresses, and say that they are guesses', () => {
  const found = candidates({ url: 'https://gazette.example/yazar/ayse-kaya', links: [], feeds: [] })
  const guesses = found.filter((candidate) => candidate.guessed && candidate.reason !== 'sitemap')
  assert.deepEqual(urls(guesses).slice(0, 3), [
    'https://gazette.example/yazar/ayse-kaya/feed/',
    'https://gazette.example/yazar/ayse-kaya/rss/',
    'https://gazette.example/yazar/ayse-kaya/rss',
  ])
  assert.ok(guesses[0]?.opinion)
  for (const path of ['/feed', '/rss.xml', '/atom.xml', '/feed.json', '/index.xml', '/opinion/feed'])
    assert.ok(urls(guesses).includes(`https://gazette.example${path}`), path)
})

test('known publishing places are recognised by the shape of the address', () => {
  assert.equal(barePage('https://ada.substack.com/')[0]?.url, 'https://ada.substack.com/feed')
  assert.equal(barePage('https://medium.com/@ada')[0]?.url, 'https://medium.com/feed/@ada')
  assert.equal(barePage('https://ada.medium.com/about')[0]?.url, 'https://ada.medium.com/feed')
  assert.equal(
    barePage('https://ada.blogspot.co.uk/2026/11/')[0]?.url,
    'https://ada.blogspot.co.uk/feeds/posts/default?alt=rss',
  )
})

test('opinion sections of the paper are offered as pages and guessed at, in any language', () => {
  const found = candidates({
    url: 'https://gazette.example/',
    feeds: [],
    links: [
      link('https://gazette.example/spor', 'Spor'),
      link('https://gazette.example/%D8%B1%D8%A3%D9%8A', 'رأي'),
      link('https://gazette.example/s/55', '社説'),
      link('https://gazette.example/opinion/2026/11/22/why-the-bridge-fell-again-and-again', 'Why the bridge fell'),
      link('https://other.example/opinion', 'Opinion'),
    ],
  })
  assert.deepEqual(urls(found.filter((candidate) => candidate.reason === 'page')), [
    'https://gazette.example/%D8%B1%D8%A3%D9%8A',
    'https://gazette.example/s/55',
  ])
  const guessed = found.find((candidate) => candidate.url === 'https://gazette.example/%D8%B1%D8%A3%D9%8A/feed')
  assert.deepEqual([guessed?.opinion, guessed?.guessed], [true, true])
})

test('sitemaps of robots.txt are offered, the news one first; without one the usual names are guessed', () => {
  const told = [
    'https://gazette.example/sitemap.xml',
    'https://gazette.example/sitemap-news.xml',
    'ftp://x.example/s.xml',
  ]
  const found = candidates({ url: 'https://gazette.example/', links: [], feeds: [], sitemaps: told })
  const maps = found.filter((candidate) => candidate.reason === 'sitemap')
  assert.deepEqual(
    maps.map(({ url, format, guessed }) => [url, format, guessed]),
    [
      ['https://gazette.example/sitemap-news.xml', 'sitemap', false],
      ['https://gazette.example/sitemap.xml', 'sitemap', false],
    ],
  )
  const without = candidates({ url: 'https://gazette.example/', links: [], feeds: [] })
  assert.ok(urls(without).includes('https://gazette.example/news-sitemap.xml'))
})

test('a section or author page is itself the last resort, a home page is not', () => {
  const section = barePage('https://gazette.example/opinion/').at(-1)
  assert.deepEqual([section?.url, section?.reason], ['https://gazette.example/opinion/', 'page'])
  assert.notEqual(barePage('https://gazette.example/').at(-1)?.reason, 'page')
})

test('whatever a page holds, the answer is bounded, unique, of the web, and each time the same', () => {
  const anyUrl = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom(
      'javascript:alert(1)',
      'mailto:a@b.example',
      'https://a.example/%E0%A4%A',
      '',
      'https://user:pw@a.example/feed',
    ),
    fc.string(),
  )
  const anyLink = fc.record({ url: anyUrl, text: fc.string(), rel: fc.constant(null) })
  const anyFeed = fc.record({ url: anyUrl, title: fc.option(fc.string()), format: fc.option(fc.string()) })
  fc.assert(
    fc.property(anyUrl, fc.array(anyLink), fc.array(anyFeed), fc.array(anyUrl), (url, links, feeds, sitemaps) => {
      const found = candidates({ url, links, feeds, sitemaps })
      assert.ok(found.length <= 60)
      assert.equal(new Set(urls(found)).size, found.length)
      for (const candidate of found) assert.match(candidate.url, /^https?:\/\/[^#]+$/)
      assert.deepEqual(candidates({ url, links, feeds, sitemaps }), found)
    }),
    { numRuns: 200 },
  )
})

function barePage(url: string): Candidate[] {
  return candidates({ url, links: [], feeds: [] })
}
