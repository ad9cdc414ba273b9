import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ColumnCard, ColumnistId, PublisherId } from '../model/index.ts'
import { attention, freshness, leadingScore, rankLeading } from './index.ts'

const now = new Date('2026-11-22T12:00:00Z')

test('a column loses half of its freshness in twelve hours, and one from tomorrow gains none', () => {
  assert.equal(freshness(now, now), 1)
  assert.equal(freshness(hoursAgo(12), now), 0.5)
  assert.equal(freshness(hoursAgo(24), now), 0.25)
  assert.equal(freshness(hoursAgo(-30), now), 1)
})

test('opens lift a column by their logarithm', () => {
  assert.equal(attention(0), 1)
  assert.equal(attention(7), 2.5)
  const opened = card({ id: 1, publishedAt: hoursAgo(10), opens: 7 })
  const fresh = card({ id: 2, publishedAt: hoursAgo(1), writer: 2, publisher: 2 })
  assert.deepEqual(ids(rankLeading([fresh, opened], now)), [1, 2])
})

test('a piece without a date of its own does not lead over one that has it', () => {
  const dated = card({ id: 1, publishedAt: hoursAgo(6) })
  const undated = card({ id: 2, publishedAt: now, publishedKnown: false })
  assert.ok(leadingScore(dated, now) > leadingScore(undated, now))
})

test('names a writer once, also when a joint byline brings them back', () => {
  const first = card({ id: 1, publishedAt: now, writer: 7 })
  const second = card({ id: 2, publishedAt: hoursAgo(1), writer: 7 })
  const joint = { ...card({ id: 3, publishedAt: hoursAgo(2), writer: 8 }), credits: [credit(8), credit(7)] }
  const other = card({ id: 4, publishedAt: hoursAgo(3), writer: 9 })
  assert.deepEqual(ids(rankLeading([other, joint, second, first], now)), [1, 4])
})

test('takes at most three of one publisher', () => {
  const crowd = Array.from({ length: 8 }, (_, i) => card({ id: i + 1, publishedAt: now, writer: i + 1, publisher: 1 }))
  const outsider = card({ id: 99, publishedAt: hoursAgo(40), writer: 99, publisher: 2 })
  assert.deepEqual(ids(rankLeading([...crowd, outsider], now)), [8, 7, 6, 99])
})

test('whatever comes in, variety holds, nothing is invented and order does not matter', () => {
  const cards = fc.array(
    fc.record({
      id: fc.nat(200),
      hours: fc.integer({ min: -50, max: 500 }),
      opens: fc.nat(500),
      writer: fc.nat(9),
      publisher: fc.nat(4),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(cards, (list) => {
      const unique = [...new Map(list.map((c) => [c.id, card({ ...c, publishedAt: hoursAgo(c.hours) })])).values()]
      const leading = rankLeading(unique, now)
      const writers = leading.flatMap((c) => c.credits.map((one) => one.columnistId))
      assert.equal(new Set(writers).size, writers.length)
      for (const c of leading) {
        assert.ok(unique.includes(c))
        assert.ok(leading.filter((other) => other.publisherId === c.publisherId).length <= 3)
      }
      assert.ok(leading.length <= 10)
      assert.deepEqual(ids(rankLeading(unique.toReversed(), now)), ids(leading))
    }),
  )
})

function hoursAgo(hours: number): Date {
  return new Date(now.getTime() - hours * 3_600_000)
}

function ids(cards: readonly ColumnCard[]): number[] {
  return cards.map((one) => one.id)
}

function credit(writer: number): ColumnCard['credits'][number] {
  return { columnistId: writer as ColumnistId, slug: `w${writer}`, name: `W ${writer}`, kind: 'person', confidence: 1 }
}

type Facts = {
  id: number
  publishedAt: Date
  opens?: number
  writer?: number
  publisher?: number
  publishedKnown?: boolean
}

function card({ id, publishedAt, opens = 0, writer = id, publisher = id, publishedKnown = true }: Facts): ColumnCard {
  return {
    id: id as ColumnCard['id'],
    publisherId: publisher as PublisherId,
    publisherSlug: `p${publisher}`,
    publisherName: `P ${publisher}`,
    country: 'gb',
    canonicalUrl: `https://example.org/${id}` as ColumnCard['canonicalUrl'],
    title: `Column ${id}`,
    excerpt: null,
    lang: 'en',
    dir: 'ltr',
    kind: 'column',
    access: 'unknown',
    section: null,
    image: null,
    words: null,
    publishedAt,
    publishedKnown,
    views: 0,
    opens,
    likes: 0,
    credits: [credit(writer)],
  }
}
