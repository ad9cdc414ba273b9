// `colonnade add` and `catalogue check` on the pretend press: what is found at an address, and how each feed is.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createClient, type Client } from '../src/collect/index.ts'
import { checkFeeds, discoverFeeds } from '../src/pipeline/index.ts'
import { startPress, type Press } from '../src/press/index.ts'

let press: Press
let client: Client
const now = new Date()

before(async () => {
  press = await startPress()
  client = createClient({
    version: 'test',
    publicUrl: 'http://localhost:8080',
    allowLoopback: true,
    allowedPorts: [press.port],
    limits: { firstByteMs: 400, totalMs: 1500 },
  })
})
after(async () => {
  await client.close()
  await press.close()
})

const discover = (url: string) => discoverFeeds(url, { client, delayMs: 0, now })

describe('what is found at an address', () => {
  test('a home page leads to the feed it declares, with headlines to judge it by', async () => {
    const found = await discover(`${press.origin('harbour-post')}/`)
    assert.ok(found.kind === 'found')
    const [feed] = found.feeds
    assert.equal(feed?.url, press.feeds.find(({ publisher }) => publisher.slug === 'harbour-post')?.url)
    assert.equal(feed?.reason, 'declared')
    assert.match(feed.title ?? '', /Harbour Post/)
    assert.ok(feed.entries >= 5 && feed.withAuthors > 0 && feed.headlines.length === 3)
    assert.ok(feed.newestAt instanceof Date)
  })

  test('the address of a feed itself is the answer', async () => {
    const { url } = press.feeds.find(({ format }) => format === 'json') ?? assert.fail('the press has no JSON Feed')
    const found = await discover(url)
    assert.ok(found.kind === 'found')
    assert.deepEqual(
      found.feeds.map((feed) => [feed.url, feed.format, feed.reason]),
      [[url, 'json', 'itself']],
    )
  })

  test('an address where nothing answers is told in plain words', async () => {
    const found = await discover(`${press.origin('harbour-post')}/no-such-page`)
    assert.deepEqual(found, { kind: 'unreadable', problem: 'there is nothing at this address' })
  })

  test('a page that robots.txt forbids is not asked for', async () => {
    const before = press.requests.length
    const found = await discover(`${press.origin('harbour-post')}/members/lighthouse-late`)
    assert.deepEqual(found, { kind: 'unreadable', problem: 'robots.txt does not let us visit this address' })
    assert.deepEqual(
      press.requests.slice(before).map(({ path }) => path),
      ['/robots.txt'],
    )
  })
})

test('each feed is checked once, in order, and trouble is told in plain words', async () => {
  const misbehaving = (slug: string) => press.misbehaving.find((one) => one.slug === slug) ?? assert.fail(slug)
  const feeds = [
    ...press.feeds.map(({ publisher, url }) => ({ publisher: publisher.slug, url })),
    ...['html-feed', 'redirect-loop', 'gzip-bomb'].map((slug) => ({ publisher: slug, url: misbehaving(slug).url })),
  ]
  const seen: string[] = []
  const checks = await checkFeeds(feeds, {
    client,
    delayMs: 0,
    now,
    atOnce: 6,
    onChecked: ({ publisher }) => seen.push(publisher),
  })
  assert.deepEqual(
    checks.map(({ publisher }) => publisher),
    feeds.map(({ publisher }) => publisher),
  )
  assert.deepEqual(seen.toSorted(), feeds.map(({ publisher }) => publisher).toSorted())
  for (const check of checks.slice(0, press.feeds.length)) {
    assert.ok(check.entries > 0, `${check.publisher}: ${check.state}`)
    assert.equal(check.status, 200)
  }
  for (const check of checks.slice(press.feeds.length)) {
    assert.equal(check.well, false, check.publisher)
    assert.match(check.state, /\p{L}{3,} .+/u)
  }
})
