// Which entries are drafted at a feed's next visit, and which are known.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { ColumnId, Feed, FeedId } from '../model/index.ts'
import { loadLanguageDetector, type LanguageDetector } from '../parse/index.ts'
import type { Collecting } from './collecting.ts'
import { metEntriesOf, nothingMet } from './met-entries.ts'
import { readFeedTask } from './read-feed.ts'
import type { FeedReading, MetFeed } from './reading-types.ts'
import { publisher } from './test-publisher.ts'

const id = 7 as FeedId
const feed = { id, publisherId: publisher.id, url: 'https://herald.example/feed', kind: 'column', format: 'rss', section: null, columnist: null } as unknown as Feed // prettier-ignore

let detector: LanguageDetector
before(async () => {
  detector = await loadLanguageDetector()
})

const item = (path: string, { title = `Piece ${path}`, more = '', at = '08:00' } = {}) =>
  `<item><title>${title}</title><link>https://herald.example/${path}</link><pubDate>Sun, 22 Nov 2026 ${at}:00 GMT</pubDate>${more}</item>`

function read(items: string, met: MetFeed = nothingMet, head = ''): FeedReading {
  const xml = `<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:rsl="https://rslstandard.org/rsl"><channel><title>Opinion</title>${head}${items}</channel></rss>`
  const body = new TextEncoder().encode(xml)
  return readFeedTask(
    {
      publisher,
      ways: { rule: null, shares: new Map() },
      feed,
      answer: { body, url: feed.url, contentType: 'application/rss+xml', charset: null, headers: {} },
      rules: { host: 'herald.example', robotsText: '', robotsPlace: 'https://herald.example/robots.txt', wishes: null },
      licences: new Map(),
      met,
      now: new Date('2026-11-22T12:00:00Z'),
    },
    detector,
  )
}

/** What would be remembered had all of it been filed, through the collector's memory. */
function metAfter({ context, found }: FeedReading): MetFeed {
  const memory = metEntriesOf({} as Collecting)
  const entries = found.map((entry, at) => ({ ...entry, column: entry.column ?? ((100 + at) as ColumnId) }))
  memory.remember(id, 'the same', { context, entries })
  assert.deepEqual(memory.of(id, 'other'), nothingMet)
  return memory.of(id, 'the same')
}

const drafted = ({ found }: FeedReading) => found.map(({ draft }) => draft?.title ?? null)

test('an entry whose source is the same is known, with its column and its date', () => {
  const first = read(item('a', { at: '06:30' }) + item('b'))
  const next = read(item('c') + item('a', { at: '06:30' }) + item('b', { title: 'Other words' }), metAfter(first))
  assert.deepEqual(drafted(next), ['Piece c', null, 'Other words'])
  assert.deepEqual([next.found[1]?.column, next.found[1]?.publishedAt], [100, new Date('2026-11-22T06:30:00Z')])
  assert.deepEqual([next.entries, next.outcome], [3, 'read'])
})

test('an entry that counts its comments is drafted once more, and then known by what drafts are made of', () => {
  const at = (comments: number) => item('a', { more: `<slash:comments>${comments}</slash:comments>` }) + item('b')
  const second = read(at(2), metAfter(read(at(1))))
  assert.deepEqual(drafted(second), ['Piece a', null])
  const third = read(at(3), metAfter(second))
  assert.deepEqual(drafted(third), [null, null])
  assert.deepEqual(drafted(read(at(3), metAfter(third))), [null, null])
  assert.deepEqual(drafted(read(at(4), metAfter(third))), [null, null])
})

test('what entries have from their feed counts, and when the feed was built does not', () => {
  const met = metAfter(read(item('a')))
  const built = '<lastBuildDate>Sun, 22 Nov 2026 11:00:00 GMT</lastBuildDate>'
  assert.deepEqual(drafted(read(item('a'), met, built)), [null])
  for (const head of [
    '<dc:creator>Ann Marsh</dc:creator>',
    '<language>tr</language>',
    '<itunes:block>yes</itunes:block>',
    '<link>https://other.example/</link>',
  ])
    assert.deepEqual(drafted(read(item('a'), met, head)), ['Piece a'], head)
})

test('of two entries with one address the first speaks, whether it was met before or not', () => {
  const met = metAfter(read(item('a')))
  assert.deepEqual(drafted(read(item('a') + item('a', { title: 'Later in the list' }), met)), [null])
  assert.deepEqual(drafted(read(item('a', { title: 'First in the list' }) + item('a'), met)), ['First in the list'])
  assert.deepEqual(drafted(read(item('a') + item('a'), met)), [null])
})

test('an entry with a licence of its own is known, and its licence is told at every visit', () => {
  const licensed = item('a', { more: '<link rel="license" type="application/rsl+xml" href="https://herald.example/rsl.xml"/>' }) // prettier-ignore
  const first = read(licensed)
  const next = read(licensed, metAfter(first))
  assert.deepEqual(drafted(next), [null])
  assert.deepEqual(
    [first.licences, next.licences],
    [['https://herald.example/rsl.xml'], ['https://herald.example/rsl.xml']],
  )
})

test('an entry that names no address is told of at every visit', () => {
  const nameless = '<item><title>Nowhere</title></item>'
  const first = read(nameless + item('a'))
  const next = read(nameless + item('a'), metAfter(first))
  assert.deepEqual([next.leftOut, next.entries, drafted(next)], [first.leftOut, 2, [null]])
  assert.equal(first.leftOut.length, 1)
})
