// The copies that the press prints, from pages to lists: each piece is one card everywhere, its page shows its family, and every
// list, feed and search agrees. And its pictures, on one page of a site that shows nothing of a publisher's server.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '../src/archive/test-database.ts'
import { followPress } from '../src/cli/follow-press.ts'
import type { Client } from '../src/collect/index.ts'
import { runCollector } from '../src/pipeline/index.ts'
import { startPress, type Press } from '../src/press/index.ts'
import { createApp } from '../src/serve/index.ts'
import { collectingFor, createTestClient } from './journey-setup.ts'

type Row = { id: number; url: string; title: string; family: number | null; copy_level: number; slug: string }

describe('the copies of the press', () => {
  let database: TestDatabase
  let press: Press
  let client: Client
  let app: Hono
  let rows: Row[]

  before(async () => {
    press = await startPress()
    database = await createTestDatabase({ poolSize: 10 })
    client = createTestClient(press.port)
    await followPress(database.db, press)
    const collecting = await collectingFor(database.db, client, { keepImages: true })
    await runCollector(collecting, { signal: AbortSignal.timeout(90_000), once: true })
    app = createApp({
      db: database.db,
      publicUrl: 'http://columns.example',
      version: 't',
      secret: 'a secret of the test',
    })
    const found = await sql<Row>`
      select c.id, c.canonical_url as url, c.title, c.family, c.copy_level, p.slug from columns c
      join publishers p on p.id = c.publisher_id`.execute(database.db)
    rows = found.rows
  })

  after(async () => {
    await client.close()
    await database.drop()
    await press.close()
  })

  function pairs(): { original: Row; copy: Row }[] {
    const all = press.papers.flatMap((paper) => press.listPublished(paper.slug))
    const rowOf = (paper: string, url: string) =>
      rows.find((row) => row.slug === paper && decodeURI(row.url) === decodeURI(url))
    return all.flatMap((copy) => {
      const original = all.find(({ paper, slug }) => `${paper}/${slug}` === copy.copyOf)
      const [one, other] = [original && rowOf(original.paper, original.url), rowOf(copy.paper, copy.url)]
      return one === undefined || other === undefined ? [] : [{ original: one, copy: other }]
    })
  }

  const text = async (address: string) => (await app.request(address)).text()

  test('whatever a copy says of itself, it stands with its original and behind it', () => {
    const found = pairs()
    assert.ok(found.length >= 2, 'the press prints copies')
    for (const { original, copy } of found) {
      assert.equal(original.family, original.id, original.url)
      assert.equal(copy.family, original.id, copy.url)
      assert.equal(original.copy_level, 0)
      assert.ok(copy.copy_level > 0)
    }
    const families = new Set(found.map(({ original }) => original.id))
    const others = rows.filter((row) => row.family !== null && !families.has(row.family))
    assert.deepEqual(others, [], 'nothing else was taken for a copy')
  })

  test('front page, archive, feeds and search show the original alone; its page names the copy, and the copy the original', async () => {
    for (const { original, copy } of pairs()) {
      const address = (row: Row) => new RegExp(`/${row.id}["<]`)
      const headline = original.title.split(/\s+/).slice(0, 4).join(' ')
      for (const list of ['/world.json', `/search?q=${encodeURIComponent(headline)}`]) {
        const shown = await text(list)
        if (list !== '/world.json') assert.match(shown, address(original), list)
        assert.doesNotMatch(shown, address(copy), list)
      }
      assert.match(await text(`/publisher/${copy.slug}`), address(copy))
      const pageOf = async (row: Row) => {
        const moved = await app.request(`/${row.slug}/x/x/${row.id}`)
        return text(moved.headers.get('location') ?? '')
      }
      assert.match(await pageOf(original), address(copy))
      const ofCopy = await pageOf(copy)
      assert.match(ofCopy, address(original))
      assert.match(ofCopy, /First published by/)
    }
  })

  test('pictures come from our own origin, in five papers but not from Europe, and lists show one at most', async () => {
    const kept = await sql<{ slug: string; count: number }>`
      select p.slug, count(*) as count from images i join publishers p on p.id = i.publisher_id group by 1 order by 1`.execute(
      database.db,
    )
    assert.deepEqual(
      kept.rows.map((row) => row.slug),
      ['kuzey-yakasi', 'prairie-ledger', 'the-lantern', 'yoman-hawadi'],
    )
    for (const list of ['/world', '/tr', '/gb', '/il', '/ie', '/publisher/the-lantern']) {
      const shown = await text(list)
      const sources = [...shown.matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, src]) => src!)
      assert.ok(shown.split('<figure class="picture">').length - 1 <= 1, list)
      assert.ok(
        sources.every((src) => src.startsWith('/img/')),
        list,
      )
      assert.ok(!/\.localhost:\d+[^"]*\.png/.test(shown), list)
    }
    const { rows: sizes } = await sql<{ width: number; bytes: number }>`
      select width, length(bytes) as bytes from image_files`.execute(database.db)
    assert.ok(sizes.every(({ width, bytes }) => bytes < (width > 320 ? 40_000 : 16_000)))
  })
})
