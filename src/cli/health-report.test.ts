import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedTrouble, Health } from '../archive/index.ts'
import type { FeedId, PublisherId } from '../model/index.ts'
import { reportHealth } from './health-report.ts'

const now = new Date('2026-11-22T12:00:00Z')
const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000)

const health: Health = {
  columns: 12_345,
  columnists: 678,
  publishers: 2,
  bytes: 52_400_000,
  feeds: { followed: 4, gone: 0, failing: 1, overdue: 0, neverVisited: 1 },
  hosts: { known: 2, leased: 0, waiting: 0 },
  pagesDue: 1,
  reviewsOpen: 3,
  lastVisitAt: later(-5),
  visits: [],
  newColumnsLastDay: 21,
  trouble: [],
  hostTrouble: [],
}

const broken: FeedTrouble = {
  publisherId: 1 as PublisherId,
  publisherSlug: 'marsh-courier',
  feedId: 1 as FeedId,
  url: 'https://marsh.example/feed.xml',
  failures: 3,
  goneAt: null,
  visitedAt: later(-5),
  nextAt: later(120),
  outcome: 'fetched',
  reading: 'not-a-feed',
  status: 200,
  problem: 'a web page stands where the feed was',
}

test('says how much there is and what is under way', () => {
  const { lines, attention } = reportHealth(health, now)
  assert.deepEqual(lines, [
    '2 publishers, 4 feeds, 12,345 columns, 678 columnists.',
    'Feeds: 2 well, 1 failing, 1 not visited yet, 0 gone.',
    'Last visit 5 min ago; 21 new columns in 24 hours.',
    '1 page due, 3 columns waiting for review.',
    'Hosts: 2 known, 0 being visited, 0 held back.',
    'The database takes 52.4 MB.',
  ])
  assert.deepEqual(attention, [])
})

test('says of each feed in trouble what it is and when it is visited next', () => {
  const { lines, attention } = reportHealth({ ...health, trouble: [broken] }, now)
  assert.deepEqual(lines.slice(-3), [
    '',
    'Feeds in trouble',
    '  marsh-courier https://marsh.example/feed.xml: not a feed: a web page stands where the feed was; failed 3 times; next visit in 2 h',
  ])
  assert.deepEqual(attention, ['1 feed failed 3 times in a row or more.'])
})

test('one bad day is shown and needs nobody', () => {
  const { lines, attention } = reportHealth({ ...health, trouble: [{ ...broken, failures: 1 }] }, now)
  assert.match(lines.at(-1) ?? '', /failed once; next visit in 2 h$/)
  assert.deepEqual(attention, [])
})

test('a feed that is gone says since when, and needs somebody', () => {
  const gone = { ...broken, goneAt: later(-3 * 1440), reading: null, outcome: 'gone', problem: 'the server says so' }
  const { lines, attention } = reportHealth({ ...health, feeds: { ...health.feeds, gone: 1 }, trouble: [gone] }, now)
  assert.match(lines.at(-1) ?? '', /: the server says so; gone 3 days ago$/)
  assert.deepEqual(attention, ['1 feed is gone and no longer visited.'])
})

test('hosts held back say why and until when', () => {
  const host = { host: 'marsh.example', failures: 2, waitUntil: later(30), robots: 'disallow-all' }
  assert.deepEqual(reportHealth({ ...health, hostTrouble: [host] }, now).lines.slice(-2), [
    'Hosts held back',
    '  marsh.example: its robots.txt cannot be read; failed 2 times; left alone until 2026-11-22 12:30 UTC',
  ])
})

test('hosts of which the same is to be said share a line', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e'].map((name) => ({
    host: `${name}.example`,
    failures: 0,
    waitUntil: later(name === 'e' ? 60 : 30),
    robots: 'disallow-all',
  }))
  assert.deepEqual(reportHealth({ ...health, hostTrouble: hosts }, now).lines.slice(-2), [
    '  a.example, b.example, c.example and 1 other: its robots.txt cannot be read; left alone until 2026-11-22 12:30 UTC',
    '  e.example: its robots.txt cannot be read; left alone until 2026-11-22 13:00 UTC',
  ])
})

test('nobody reached in an hour is asked about, one answer or few visits are not', () => {
  const visits = (outcome: string, lately: number) => ({ purpose: 'feed', outcome, visits: 50, lately, bytes: 0 })
  const attentionTo = (of: Health['visits']) => reportHealth({ ...health, visits: of }, now).attention
  assert.match(attentionTo([visits('unreachable', 40), visits('fetched', 0)])[0] ?? '', /^Nobody could be reached/)
  assert.deepEqual(attentionTo([visits('unreachable', 40), visits('fetched', 1)]), [])
  assert.deepEqual(attentionTo([visits('unreachable', 4)]), [])
})

test('overdue feeds make it ask for the collector', () => {
  const { attention } = reportHealth({ ...health, feeds: { ...health.feeds, overdue: 2 } }, now)
  assert.match(attention[0] ?? '', /^2 feeds .* is a collector running\?$/)
})
