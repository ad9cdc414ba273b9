import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CatalogueChanges, FollowedPublisher } from './diff-catalogue.ts'
import { diffCatalogue } from './diff-catalogue.ts'
import type { CatalogueFeed, CataloguePublisher } from './schema.ts'

const feed = (url: string, fields: Partial<CatalogueFeed> = {}): CatalogueFeed => ({
  url,
  title: 'Opinion',
  section: 'Opinion',
  kind: 'column',
  lang: 'en',
  source: 'its page about feeds',
  checked: false,
  ...fields,
})
const gazette: CataloguePublisher = {
  slug: 'gazette',
  name: 'The Gazette',
  country: 'gb',
  languages: ['en'],
  home: 'https://gazette.example/',
  feeds: [feed('https://gazette.example/opinion.rss')],
}
const followed = (publisher: CataloguePublisher, fields: Partial<FollowedPublisher> = {}): FollowedPublisher => ({
  slug: publisher.slug,
  formerSlugs: [],
  name: publisher.name,
  country: publisher.country,
  languages: publisher.languages,
  home: publisher.home,
  contact: publisher.contact ?? null,
  attributionRule: publisher.attributionRule ?? null,
  feeds: publisher.feeds.map(({ url, title, section, kind, lang }) => ({ url, title, section, kind, lang })),
  ...fields,
})
const diff = (
  current: FollowedPublisher[],
  applied: CataloguePublisher[],
  next: CataloguePublisher[],
): CatalogueChanges => diffCatalogue(current, applied, { editions: [], publishers: next })
const nothing: CatalogueChanges = {
  addPublishers: [],
  updatePublishers: [],
  addFeeds: [],
  updateFeeds: [],
  stopFeeds: [],
  left: [],
}

test('an empty archive takes everything, an equal one nothing', () => {
  assert.deepEqual(diff([], [], [gazette]), { ...nothing, addPublishers: [gazette] })
  assert.deepEqual(diff([followed(gazette)], [gazette], [gazette]), nothing)
})

test('what the catalogue corrected is corrected, new feeds come, feeds taken back are stopped', () => {
  const next = {
    ...gazette,
    name: 'Gazette',
    contact: 'https://gazette.example/contact',
    feeds: [
      feed('https://gazette.example/opinion.rss', { title: 'Comment' }),
      feed('https://gazette.example/letters.rss', { kind: 'letter' }),
    ],
  }
  const before = { ...gazette, feeds: [...gazette.feeds, feed('https://gazette.example/dead.rss')] }
  assert.deepEqual(diff([followed(before)], [before], [next]), {
    ...nothing,
    updatePublishers: [{ slug: 'gazette', fields: { name: 'Gazette', contact: 'https://gazette.example/contact' } }],
    updateFeeds: [{ slug: 'gazette', url: 'https://gazette.example/opinion.rss', fields: { title: 'Comment' } }],
    addFeeds: [{ slug: 'gazette', feed: next.feeds[1] }],
    stopFeeds: [{ slug: 'gazette', url: 'https://gazette.example/dead.rss' }],
  })
})

test("the operator's own changes stay", () => {
  const next = {
    ...gazette,
    name: 'Gazette',
    languages: ['en', 'cy'],
    feeds: [feed('https://gazette.example/opinion.rss', { section: 'Views' })],
  }
  const current = followed(gazette, {
    name: 'Our Gazette',
    feeds: [{ ...feed('https://gazette.example/opinion.rss'), section: 'Leaders' }],
  })
  assert.deepEqual(diff([current], [gazette], [next]), {
    ...nothing,
    updatePublishers: [{ slug: 'gazette', fields: { languages: ['en', 'cy'] } }],
    left: [
      { slug: 'gazette', what: 'name changed here' },
      { slug: 'gazette', what: 'section of https://gazette.example/opinion.rss changed here' },
    ],
  })
})

test('what the operator removed is not brought back', () => {
  assert.deepEqual(diff([], [gazette], [{ ...gazette, name: 'New name' }]), {
    ...nothing,
    left: [{ slug: 'gazette', what: 'publisher removed here' }],
  })
  assert.deepEqual(diff([followed(gazette, { feeds: [] })], [gazette], [gazette]), {
    ...nothing,
    left: [{ slug: 'gazette', what: 'https://gazette.example/opinion.rss removed here' }],
  })
})

test('a publisher followed by hand before the catalogue knew it is left alone, however it is recognised', () => {
  const left = { ...nothing, left: [{ slug: 'mine', what: 'publisher added here by hand' }] }
  assert.deepEqual(diff([followed(gazette, { slug: 'mine' })], [], [gazette]), left)
  assert.deepEqual(diff([followed(gazette, { slug: 'mine', home: 'https://other.example/' })], [], [gazette]), left)
  assert.deepEqual(
    diff([followed(gazette, { slug: 'mine', feeds: [], home: 'https://www.gazette.example' })], [], [gazette]),
    left,
  )
  const sharesHost = followed(gazette, { slug: 'another', feeds: [], home: 'https://gazette.example/weekend/' })
  assert.deepEqual(diff([sharesHost], [], [gazette]), { ...nothing, addPublishers: [gazette] })
})

test('a renamed publisher is known by its former slug, and a feed followed elsewhere is not followed twice', () => {
  const renamed = followed(gazette, { slug: 'the-gazette', formerSlugs: ['gazette'] })
  const other = followed({
    ...gazette,
    slug: 'other',
    home: 'https://other.example/',
    feeds: [feed('https://gazette.example/two.rss')],
  })
  const next = { ...gazette, country: 'ie', feeds: [...gazette.feeds, feed('https://gazette.example/two.rss')] }
  assert.deepEqual(diff([renamed, other], [gazette], [next]), {
    ...nothing,
    updatePublishers: [{ slug: 'the-gazette', fields: { country: 'ie' } }],
  })
})

test('a rule that came back from the archive with its keys in another order is the same rule', () => {
  const rule = {
    bylineSelectors: ['.by'],
    sections: [{ path: '/leaders', contributor: 'The Gazette', kind: 'editorial-board' as const }],
  }
  const ruled = { ...gazette, attributionRule: rule }
  const stored = {
    sections: [{ kind: 'editorial-board' as const, contributor: 'The Gazette', path: '/leaders' }],
    bylineSelectors: ['.by'],
  }
  assert.deepEqual(diff([followed(ruled, { attributionRule: stored })], [ruled], [ruled]), nothing)
  const next = { ...ruled, attributionRule: { bylineSelectors: ['.writer'] } }
  assert.deepEqual(diff([followed(ruled, { attributionRule: stored })], [ruled], [next]).updatePublishers, [
    { slug: 'gazette', fields: { attributionRule: { bylineSelectors: ['.writer'] } } },
  ])
})
