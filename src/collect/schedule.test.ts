import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PollingHints, VisitOutcome } from '../model/index.ts'
import { hostWait, mayAskUnconditionally, nextVisit, type ScheduleHistory } from './schedule.ts'

/** A Sunday. */
const now = new Date('2026-11-22T12:00:00Z')
const noHints: PollingHints = { ttlMinutes: null, skipHours: [], skipDays: [] }
const never = () => 0
const unreachable: VisitOutcome = { kind: 'unreachable', detail: '', cause: new Error('down') }

function fetched(headers: Record<string, string> = {}, etag: string | null = '"1"'): VisitOutcome {
  return {
    kind: 'fetched',
    status: 200,
    url: '',
    body: new Uint8Array(),
    contentType: null,
    charset: null,
    validators: { etag, lastModified: null },
    headers,
    movedTo: null,
    bytes: 0,
  }
}

function minutes(history: Partial<ScheduleHistory>, hints: Partial<PollingHints> = {}): number {
  const whole = { outcome: fetched(), brought: 0, intervalS: 1000, failures: 0, ...history }
  const { at } = nextVisit({ ...noHints, ...hints }, whole, now, never)
  return (at.getTime() - now.getTime()) / 60_000
}

function learned(history: Partial<ScheduleHistory>): number {
  return nextVisit(noHints, { outcome: fetched(), brought: 0, intervalS: 10_000, failures: 0, ...history }, now, never)
    .intervalS
}

function nextAt(hints: Partial<PollingHints>, random = never): Date {
  const history = { outcome: fetched(), brought: 0, intervalS: 1000, failures: 0 }
  return nextVisit({ ...noHints, ...hints }, history, now, random).at
}

function hostMinutes(outcome: VisitOutcome, failures: number): number | null {
  const until = hostWait(outcome, failures, now, never)
  return until && (until.getTime() - now.getTime()) / 60_000
}

test('comes sooner after a visit that brought something and later after one that did not', () => {
  const notModified: VisitOutcome = { kind: 'not-modified', url: '', headers: {}, movedTo: null, bytes: 0 }
  assert.equal(learned({ brought: 1 }), 6000)
  assert.equal(learned({ brought: 20 }), 4000)
  assert.equal(learned({ brought: 0 }), 13_000)
  assert.equal(learned({ brought: 0, outcome: notModified }), 13_000)
  assert.equal(learned({ brought: 20, first: true }), 10_000)
})

test('the learned interval stays within 10 minutes and 24 hours', () => {
  assert.equal(learned({ brought: 9, intervalS: 600 }), 600)
  assert.equal(learned({ intervalS: 86_400 }), 86_400)
  assert.equal(learned({ intervalS: 5 }), 780)
})

test('settles near one visit in three for a feed that publishes every three hours', () => {
  let intervalS = 600
  let visits = 0
  let publishedSeen = 0
  let time = 0
  while (time < 100 * 86_400) {
    const published = Math.floor(time / 10_800)
    const history = { outcome: fetched(), brought: published - publishedSeen, intervalS, failures: 0 }
    const next = nextVisit(noHints, history, new Date(time * 1000), never)
    publishedSeen = published
    intervalS = next.intervalS
    time = next.at.getTime() / 1000
    visits++
  }
  const eachS = (100 * 86_400) / visits
  assert.ok(eachS > 2400 && eachS < 5400, `every ${eachS} seconds`)
})

test('never comes before ttl, max-age or Expires, whichever is later', () => {
  const date = now.toUTCString()
  assert.equal(minutes({}, { ttlMinutes: 180 }), 180)
  assert.equal(minutes({ outcome: fetched({ 'cache-control': 'max-age=7200' }) }, { ttlMinutes: 60 }), 120)
  assert.equal(minutes({ outcome: fetched({ expires: 'Sun, 22 Nov 2026 15:00:00 GMT', date }) }), 180)
  const notModified: VisitOutcome = {
    kind: 'not-modified',
    url: '',
    headers: { 'cache-control': 'max-age=5400' },
    movedTo: null,
    bytes: 0,
  }
  assert.equal(minutes({ outcome: notModified }), 90)
})

test('a max-age of a year holds for a day, a ttl of a year for a week', () => {
  assert.equal(minutes({ outcome: fetched({ 'cache-control': 'max-age=31536000' }) }), 24 * 60)
  assert.equal(minutes({}, { ttlMinutes: 525_600 }), 7 * 24 * 60)
})

test('a server without validators is asked at most once an hour', () => {
  assert.equal(minutes({ outcome: fetched({}, null), intervalS: 600 }), 60)
  assert.equal(minutes({ intervalS: 600 }), 13)
})

test('jitter is at most a tenth and never early', () => {
  assert.equal(nextAt({}).getTime() - now.getTime(), 1_300_000)
  assert.equal(nextAt({}, () => 0.999999).getTime() - now.getTime(), 1_430_000)
})

test('moves out of skipped hours and days', () => {
  const everyHour = Array.from({ length: 24 }, (_, hour) => hour)
  assert.equal(nextAt({ skipHours: [12, 13, 14] }).toISOString(), '2026-11-22T15:00:00.000Z')
  assert.equal(nextAt({ skipDays: ['Sunday', ' monday '] }).toISOString(), '2026-11-24T00:00:00.000Z')
  assert.equal(nextAt({ skipDays: ['Sunday'], skipHours: [24, 1] }).toISOString(), '2026-11-23T02:00:00.000Z')
  assert.equal(nextAt({ skipHours: everyHour }).toISOString(), '2026-11-22T12:21:40.000Z')
})

test('failures double the wait, up to a day for trouble and a week for a no', () => {
  assert.deepEqual(
    [0, 1, 2, 20].map((failures) => minutes({ outcome: unreachable, failures, intervalS: 3600 })),
    [60, 120, 240, 1440],
  )
  assert.equal(minutes({ outcome: { kind: 'failed', status: 500 }, failures: 50 }), 1440)
  assert.equal(minutes({ outcome: { kind: 'missing', status: 404 }, failures: 50 }), 7 * 1440)
  assert.equal(minutes({ outcome: { kind: 'forbidden', by: 'status', status: 403 }, failures: 50 }), 7 * 1440)
  assert.equal(minutes({ outcome: { kind: 'forbidden', by: 'robots.txt', status: null }, failures: 50 }), 1440)
})

test('counts failures, forgets them on success, and keeps what it had learned', () => {
  const history = { outcome: unreachable, brought: 0, intervalS: 5000, failures: 3 }
  const next = nextVisit(noHints, history, now, never)
  assert.deepEqual([next.failures, next.intervalS, next.stop], [4, 5000, false])
  assert.equal(nextVisit(noHints, { ...history, outcome: fetched() }, now, never).failures, 0)
})

test('gone means no more visits', () => {
  assert.equal(
    nextVisit(noHints, { outcome: { kind: 'gone', status: 410 }, brought: 0, intervalS: 600, failures: 0 }, now, never)
      .stop,
    true,
  )
})

test('the host is left alone until Retry-After, however near or far', () => {
  const until = new Date('2026-12-20T00:00:00Z')
  const outcome: VisitOutcome = { kind: 'asked-to-wait', status: 429, url: '', until }
  assert.deepEqual(hostWait(outcome, 9, now, never), until)
  assert.deepEqual(nextVisit(noHints, { outcome, brought: 0, intervalS: 600, failures: 0 }, now, never).at, until)
})

test('without Retry-After the host is left alone for a minute, doubling to a day', () => {
  const busy: VisitOutcome = { kind: 'asked-to-wait', status: 503, url: '', until: null }
  assert.deepEqual(
    [0, 1, 5, 40].map((failures) => hostMinutes(busy, failures)),
    [1, 2, 32, 1440],
  )
  assert.equal(hostMinutes(unreachable, 0), 1)
  assert.equal(hostMinutes({ kind: 'missing', status: 404 }, 5), null)
})

test('asks without validators once a day at most', () => {
  assert.equal(mayAskUnconditionally(null, now), true)
  assert.equal(mayAskUnconditionally(new Date('2026-11-21T12:00:01Z'), now), false)
  assert.equal(mayAskUnconditionally(new Date('2026-11-21T12:00:00Z'), now), true)
})
