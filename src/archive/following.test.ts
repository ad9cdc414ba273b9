import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findPublisherByHome, listFormerSlugs, stopFeed } from './following.ts'
import { listFeeds, upsertFeeds } from './feeds.ts'
import { renamePublisher, upsertPublisher } from './publishers.ts'
import { withDatabase } from './test-database.ts'

const paper = {
  slug: 'harbour-post',
  name: 'Harbour Post',
  home: 'https://www.harbour.example/',
  country: 'nz',
  languages: ['en'],
  contact: null,
  agreement: null,
  attributionRule: null,
  addressSource: null,
}

test('finds a publisher by its home page in any spelling, and nobody else', async (t) => {
  const db = await withDatabase(t)
  const publisher = await upsertPublisher(db, paper)
  for (const home of ['https://www.harbour.example/', 'http://harbour.example', 'https://harbour.example/']) {
    assert.equal((await findPublisherByHome(db, home))?.id, publisher.id, home)
  }
  assert.equal(await findPublisherByHome(db, 'https://harbour.example/opinion'), undefined)
  assert.equal(await findPublisherByHome(db, 'https://wwwXharbour.example/'), undefined)
})

test('remembers former slugs, and a stopped feed keeps its row', async (t) => {
  const db = await withDatabase(t)
  const publisher = await upsertPublisher(db, paper)
  await renamePublisher(db, publisher.id, 'harbour-herald')
  assert.deepEqual((await listFormerSlugs(db)).get(publisher.id), ['harbour-post'])
  const [feed] = await upsertFeeds(db, [{ publisherId: publisher.id, url: 'https://harbour.example/rss' }])
  assert.ok(feed)
  const now = new Date('2026-11-22T10:00:00Z')
  await stopFeed(db, publisher.id, feed.id, now)
  assert.deepEqual(
    (await listFeeds(db, {})).map(({ goneAt }) => goneAt),
    [now],
  )
})
