import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { getDomain } from 'tldts'
import { slugify } from '../base/index.ts'
import { isCountryCode, isLanguageTag } from './codes.ts'
import { CatalogueError, readCatalogue } from './read-catalogue.ts'

const catalogue = readCatalogue()
const feeds = catalogue.publishers.flatMap((publisher) => publisher.feeds.map((feed) => ({ publisher, feed })))

test('the starter catalogue is as wide as we say', () => {
  const countries = new Set(catalogue.publishers.map((publisher) => publisher.country))
  const languages = new Set(feeds.map(({ feed }) => new Intl.Locale(feed.lang).language))
  const opinion = catalogue.publishers.filter((publisher) => publisher.feeds.some((feed) => feed.kind !== null))
  assert.ok(catalogue.publishers.length >= 150, `${catalogue.publishers.length} publishers`)
  assert.ok(countries.size >= 35, `${countries.size} countries`)
  assert.ok(languages.size >= 15, `${languages.size} languages`)
  assert.ok(opinion.length >= 150, `${opinion.length} publishers with an opinion feed`)
})

test('slugs read well and belong to one publisher, addresses to one feed', () => {
  const slugs = catalogue.publishers.map((publisher) => publisher.slug)
  const urls = feeds.map(({ feed }) => sameAddress(feed.url))
  assert.deepEqual(
    slugs.filter((slug, at) => slugs.indexOf(slug) !== at),
    [],
  )
  assert.deepEqual(
    slugs.filter((slug) => slugify(slug) !== slug),
    [],
  )
  assert.deepEqual(
    urls.filter((url, at) => urls.indexOf(url) !== at),
    [],
  )
})

test('every country of a publisher has an edition that lists its languages, and there is the world', () => {
  const editions = new Map(catalogue.editions.map((edition) => [edition.id, edition]))
  assert.equal(editions.size, catalogue.editions.length)
  assert.ok(editions.has('world'))
  for (const { publisher, feed } of feeds) {
    assert.ok(editions.get(publisher.country)?.languages.includes(feed.lang), `${publisher.slug} writes ${feed.lang}`)
    assert.ok(publisher.languages.includes(feed.lang), `${publisher.slug} has a feed in ${feed.lang}`)
  }
})

test('addresses are https unless only http is known, and say where they come from', () => {
  const insecure = feeds.filter(({ feed }) => feed.url.startsWith('http:'))
  assert.ok(insecure.length <= feeds.length * 0.12, `${insecure.length} of ${feeds.length} feeds are http`)
  for (const { publisher, feed } of feeds) assert.ok(feed.source.length > 10, publisher.slug)
})

test('a feed under another domain than the home page is explained', () => {
  const elsewhere = feeds.filter(({ publisher, feed }) => getDomain(feed.url) !== getDomain(publisher.home))
  assert.deepEqual(
    elsewhere.filter(({ publisher }) => publisher.feedHostNote === undefined).map(({ feed }) => feed.url),
    [],
  )
  const explained = catalogue.publishers.filter((publisher) => publisher.feedHostNote !== undefined)
  assert.deepEqual(
    explained.filter((publisher) => !elsewhere.some((entry) => entry.publisher === publisher)).map(({ slug }) => slug),
    [],
  )
})

test('country codes and language tags are those that exist', () => {
  assert.deepEqual(['tr', 'gb', 'hk'].map(isCountryCode), [true, true, true])
  assert.deepEqual(['uk', 'eu', 'TR', 'zz', 'xx', 'su', 'world', ''].map(isCountryCode), Array(8).fill(false))
  assert.deepEqual(['en', 'pt-BR', 'zh-Hant', 'sr-Latn'].map(isLanguageTag), Array(4).fill(true))
  assert.deepEqual(['pt-br', 'iw', 'english', 'xx', 'e', ''].map(isLanguageTag), Array(6).fill(false))
})

const feed = { url: 'https://gazette.example/opinion.rss', title: 'Opinion', section: null, kind: 'column', lang: 'en' }
const publisher = {
  slug: 'gazette',
  name: 'The Gazette',
  country: 'gb',
  languages: ['en'],
  home: 'https://gazette.example/',
  feeds: [{ ...feed, source: 'its page about feeds', checked: true }],
}
const editions = [{ id: 'gb', name: 'United Kingdom', languages: ['en'] }]

test('an attribution rule is read, and its selectors must be selectors', (t) => {
  const rule = {
    bylineSelectors: ['.byline a[rel="author"]', 'header > p:first-of-type'],
    neverNames: ['Gazette Staff'],
    sections: [{ path: '/leaders/', contributor: 'The Gazette', kind: 'editorial-board' }],
  }
  const read = readCatalogue(folder(t, { 'gb.json': { publishers: [{ ...publisher, attributionRule: rule }] } }))
  assert.deepEqual(read.publishers[0]?.attributionRule, rule)
  const bad = { ...publisher, attributionRule: { bylineSelectors: ['.byline', 'p:not('] } }
  refuses(
    t,
    { 'gb.json': { publishers: [bad] } },
    'gb.json: publisher "gazette": attributionRule.bylineSelectors[1] must be a CSS selector',
  )
})

test('what is wrong is told in one sentence with file, publisher and field', (t) => {
  const change = (fields: object): object => ({ 'gb.json': { publishers: [{ ...publisher, ...fields }] } })
  const changeFeed = (fields: object): object => change({ feeds: [{ ...publisher.feeds[0], ...fields }] })
  refuses(
    t,
    change({ country: 'uk' }),
    'gb.json: publisher "gazette": country must be an ISO 3166-1 alpha-2 country code in lower case',
  )
  refuses(
    t,
    change({ slug: 'The Gazette' }),
    'gb.json: publisher "The Gazette": slug must be lower-case words joined by single hyphens',
  )
  refuses(
    t,
    changeFeed({ url: '/rss' }),
    'gb.json: publisher "gazette": feeds[0].url must be an absolute http or https address without a fragment or password',
  )
  refuses(
    t,
    changeFeed({ lang: 'EN' }),
    'gb.json: publisher "gazette": feeds[0].lang must be a BCP 47 language tag in canonical case, such as "pt-BR"',
  )
  refuses(t, change({ feeds: [] }), 'gb.json: publisher "gazette": feeds must list at least one feed')
  refuses(
    t,
    changeFeed({ checkd: true }),
    /^gb\.json: publisher "gazette": feeds\[0\] is not as it should be: .*checkd/,
  )
  refuses(
    t,
    { 'gb.json': { publishers: [publisher, publisher] } },
    'gb.json: publisher "gazette": slug gazette is already taken by gb.json: publisher "gazette"',
  )
  refuses(t, change({ country: 'ie' }), 'gb.json: publisher "gazette": country "ie" has no entry in editions.json')
  refuses(t, { 'gb.json': '{ "publishers": [' }, /^gb\.json: .*JSON/)
  refuses(t, { 'editions.json': [{ id: 'uk', name: 'x', languages: [] }] }, /^editions\.json: edition "uk": id /)
})

type Hooks = { after(fn: () => void): void }

function folder(t: Hooks, files: object): string {
  const dir = mkdtempSync(join(tmpdir(), 'catalogue-'))
  t.after(() => rmSync(dir, { recursive: true }))
  for (const [name, content] of Object.entries({ 'editions.json': editions, ...files }))
    writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content))
  return dir
}

function refuses(t: Hooks, files: object, message: string | RegExp): void {
  const dir = folder(t, files)
  assert.throws(
    () => readCatalogue(dir),
    (error) => {
      assert.ok(error instanceof CatalogueError)
      if (typeof message === 'string') assert.equal(error.message, message)
      else assert.match(error.message, message)
      return true
    },
  )
}

function sameAddress(url: string): string {
  return url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')
}
