import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RobotsFile, VisitOutcome } from '../model/index.ts'
import { mayVisit, readRobotsFor, robotsFromVisit, robotsOf } from './read-robots.ts'

const now = new Date('2026-11-22T12:00:00Z')
const hourMs = 3_600_000
const later = (hours: number) => new Date(now.getTime() + hours * hourMs)
const page = 'https://paper.example/opinion/1'

function answer(text: string, headers: Record<string, string> = {}, contentType = 'text/plain'): VisitOutcome {
  const body = new TextEncoder().encode(text)
  const validators = { etag: null, lastModified: null }
  return {
    kind: 'fetched',
    status: 200,
    url: '',
    body,
    contentType,
    charset: null,
    validators,
    headers,
    movedTo: null,
    bytes: 0,
  }
}

const unreachable: VisitOutcome = { kind: 'unreachable', detail: '', cause: new Error('down') }

test('an answer is obeyed for its max-age, an hour at least and a day at most', () => {
  const hours = (headers: Record<string, string>) =>
    (robotsFromVisit(answer('', headers), now).expiresAt.getTime() - now.getTime()) / hourMs
  assert.equal(hours({}), 24)
  assert.equal(hours({ 'cache-control': 'public, max-age=7200' }), 2)
  assert.equal(hours({ 'cache-control': 'max-age=1' }), 1)
  assert.equal(hours({ 'cache-control': 'max-age=9999999' }), 24)
  const file = robotsFromVisit(answer('User-agent: *\nDisallow: /opinion'), now)
  assert.equal(file.state, 'rules')
  assert.equal(mayVisit(file, 'ColonnadeBot', page), false)
  assert.equal(mayVisit(file, 'ColonnadeBot', 'https://paper.example/'), true)
})

test('4xx and endless redirects allow everything', () => {
  for (const outcome of [
    { kind: 'missing', status: 404 },
    { kind: 'gone', status: 410 },
    { kind: 'forbidden', by: 'status', status: 403 },
    { kind: 'failed', status: 400 },
    { kind: 'refused', reason: 'redirects', detail: '' },
  ] as const satisfies VisitOutcome[]) {
    const file = robotsFromVisit(outcome, now)
    assert.equal(file.state, 'allow-all', outcome.kind)
    assert.equal(mayVisit(file, 'ColonnadeBot', page), true)
  }
})

test('5xx, no answer, being asked to wait and an unreadable answer allow nothing', () => {
  for (const outcome of [
    { kind: 'failed', status: 500 },
    { kind: 'asked-to-wait', status: 429, url: '', until: null },
    { kind: 'refused', reason: 'timeout', detail: '' },
    unreachable,
  ] as const satisfies VisitOutcome[]) {
    const file = robotsFromVisit(outcome, now)
    assert.equal(file.state, 'disallow-all', outcome.kind)
    assert.equal(mayVisit(file, 'ColonnadeBot', page), false)
  }
})

test('no file yet allows nothing', () => {
  assert.equal(mayVisit(null, 'ColonnadeBot', page), false)
})

test('waits as long as the server asks before reading it again', () => {
  const outcome: VisitOutcome = { kind: 'asked-to-wait', status: 503, url: '', until: later(48) }
  assert.deepEqual(robotsFromVisit(outcome, now).expiresAt, later(48))
})

test('after 30 days without an answer the last known rules come back', () => {
  const known = robotsFromVisit(answer('User-agent: *\nDisallow: /opinion'), now)
  const down = robotsFromVisit(unreachable, later(24), known)
  assert.deepEqual([down.state, down.fetchedAt, down.text], ['disallow-all', later(24), known.text])
  const stillDown = robotsFromVisit(unreachable, later(24 * 30), down)
  assert.equal(stillDown.state, 'disallow-all')
  const long = robotsFromVisit(unreachable, later(24 * 31 + 1), stillDown)
  assert.equal(long.state, 'rules')
  assert.equal(mayVisit(long, 'ColonnadeBot', page), false)
  assert.equal(mayVisit(long, 'ColonnadeBot', 'https://paper.example/'), true)
  assert.equal(robotsFromVisit(unreachable, later(24 * 32), long).state, 'rules')
  assert.equal(robotsFromVisit(answer(''), later(24 * 33), long).fetchedAt.getTime(), later(24 * 33).getTime())
})

test('a host that never answered is taken for one without the file after 30 days', () => {
  const first = robotsFromVisit(unreachable, now)
  assert.equal(robotsFromVisit(unreachable, later(24 * 31), first).state, 'allow-all')
})

test('is asked for again sooner at first, then every six hours', () => {
  const first = robotsFromVisit(unreachable, now)
  assert.equal(first.expiresAt.getTime() - now.getTime(), 10 * 60_000)
  const long = robotsFromVisit(unreachable, later(100), first)
  assert.deepEqual(long.expiresAt, later(106))
})

test('a page in its place is not kept, and no NUL reaches the database', () => {
  assert.equal(robotsFromVisit(answer('<html>Welcome', {}, 'text/html'), now).text, '')
  assert.equal(robotsFromVisit(answer('User-agent: *\0', {}, 'text/html'), now).text, 'User-agent: *')
})

test('drops the line that the size limit cut in two', () => {
  const text = `User-agent: *\n${`# ${'x'.repeat(97)}\n`.repeat(5119)}# ${'x'.repeat(65)}\nDisallow: /private`
  const cut = text.slice(0, 500 * 1024)
  assert.equal(cut.length, 500 * 1024)
  const file = robotsFromVisit(answer(cut), now)
  assert.deepEqual(robotsOf(file).groups[0]?.rules, [])
})

test('asks only when the file at hand has expired', async () => {
  let asked = 0
  const client = {
    visit: async () => {
      asked++
      return answer('User-agent: *\nDisallow: /')
    },
    close: async () => {},
  }
  const first = await readRobotsFor(client, 'https://paper.example', null, now)
  const again: RobotsFile = await readRobotsFor(client, 'https://paper.example', first, later(23))
  assert.equal(again, first)
  await readRobotsFor(client, 'https://paper.example', first, later(25))
  assert.equal(asked, 2)
})
