// What a feed's answer says beside its items.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedId, Publisher, PublisherId } from '../model/index.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { nothingMet } from './met-entries.ts'
import { readFeed, readFeedTask } from './read-feed.ts'
import type { FeedTask } from './reading-types.ts'

const now = new Date('2026-11-22T12:00:00Z')
const url = 'https://mirror.example/feed'

const publisher: Publisher = {
  id: 1 as PublisherId,
  slug: 'mirror',
  name: 'The Mirror',
  home: 'https://mirror.example/',
  country: 'gb',
  languages: ['en'],
  contact: null,
  agreement: null,
  attributionRule: null,
}

/** A feed of one item that carries this. */
const feedWith = (
  inner: string,
) => `<?xml version="1.0"?><rss version="2.0" xmlns:rsl="https://rslstandard.org/rsl"><channel>
  <title>Mirror</title><item><title>Two clocks above the harbour</title><link>https://mirror.example/read/77</link>
  <pubDate>Sun, 22 Nov 2026 06:00:00 GMT</pubDate><description>At one the clock said five.</description>${inner}</item></channel></rss>`

const answerOf = (text: string, headers: Record<string, string> = {}) => ({
  body: new TextEncoder().encode(text),
  url,
  contentType: 'application/rss+xml',
  charset: null,
  headers,
})

test('a licence that the feed’s answer links to is a wish of the feed, another link is none', () => {
  const wishes = (link: string) => readFeed({ format: 'rss' }, answerOf(feedWith(''), { link })).document.wishes ?? []
  assert.deepEqual(
    wishes('</rsl.xml>; rel="license"; type="application/rsl+xml"').map(({ value, place }) => [value, place]),
    [['https://mirror.example/rsl.xml', 'feed: Link header']],
  )
  assert.deepEqual(wishes('<https://hub.example/>; rel="hub"'), [])
  assert.deepEqual(wishes('</cc>; rel="license"; type="text/html"'), [])
})

test('a licence that travels with an item binds it and names what it is a copy of', async () => {
  const detector = await loadLanguageDetector()
  const draftOf = (inner: string) => {
    const task: FeedTask = {
      publisher,
      ways: { rule: null, shares: new Map() },
      feed: {
        id: 1 as FeedId,
        publisherId: publisher.id,
        url,
        kind: null,
        format: 'rss',
        section: null,
        columnist: null,
      } as unknown as FeedTask['feed'],
      answer: answerOf(feedWith(inner)),
      rules: { host: 'mirror.example', robotsText: '', robotsPlace: 'https://mirror.example/robots.txt', wishes: null },
      licences: new Map(),
      met: nothingMet,
      now,
    }
    return readFeedTask(task, detector).found[0]?.draft
  }
  const licence = (content: string) =>
    `<rsl:content url="${content}"><rsl:license><rsl:permits type="usage">search</rsl:permits>
      <rsl:prohibits type="usage">ai-all</rsl:prohibits></rsl:license></rsl:content>`
  const copy = draftOf(licence('https://paper.example/opinion/one'))
  assert.deepEqual(copy?.originals, [
    { url: 'https://paper.example/opinion/one', evidence: 'feed-via', place: 'feed: rsl:content' },
  ])
  assert.ok(
    copy?.rules.some(({ source, name, value }) => source === 'rsl' && name === 'prohibits' && value === 'ai-all'),
  )
  const own = draftOf(licence('https://mirror.example/read/77'))
  assert.deepEqual(own?.originals, [])
  assert.ok(own?.rules.some(({ source, name }) => source === 'rsl' && name === 'prohibits'))
})
