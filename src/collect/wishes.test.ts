import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Directive, VisitOutcome } from '../model/index.ts'
import { linksFromHeader } from './link-header.ts'
import { wishesFromVisit } from './read-wishes.ts'
import { directivesFromRobotsTag } from './robots-tag.ts'
import { parseRobots } from './robots.ts'
import { findTdmRule, parseTdmRules } from './tdmrep.ts'
import { listWishes, type WishesInput } from './wishes.ts'

const now = new Date('2026-11-22T12:00:00Z')
const url = 'https://paper.example/opinion/a-column'
const nothing: WishesInput = { url, agent: 'ColonnadeBot', robots: null, robotsPlace: null, host: null, headers: {} }

function short(directives: readonly Directive[]): string[] {
  return directives.map(({ source, agent, name, value }) => `${source} ${agent} ${name} ${value}`)
}

function host(rules: unknown) {
  return {
    ...parseTdmRules(JSON.stringify(rules)),
    place: 'https://paper.example/.well-known/tdmrep.json',
    readAt: '',
    expiresAt: '',
  }
}

test('the first matching TDM rule wins, not the longest', () => {
  const { rules } = parseTdmRules(
    JSON.stringify([
      { location: '/opinion/free-*', 'tdm-reservation': 0 },
      { location: '/opinion', 'tdm-reservation': 1, 'tdm-policy': 'https://paper.example/policy.json' },
      { location: '/opinion/free-and-more', 'tdm-reservation': 1 },
      { location: '/*.html$', 'tdm-reservation': '1' },
    ]),
  )
  const reservation = (path: string) => findTdmRule(rules, `https://paper.example${path}`)?.reservation
  assert.equal(reservation('/opinion/free-and-more'), 0)
  assert.equal(reservation('/opinion/x'), 1)
  assert.equal(reservation('/news/x.html'), 1)
  assert.equal(reservation('/news/x.html?a'), undefined)
  assert.equal(reservation('/Opinion/x'), undefined)
})

test('a TDM file that is something else gives problems and no rules', () => {
  assert.deepEqual(parseTdmRules('<!doctype html><title>Not found</title>'), { rules: [], problems: ['not JSON'] })
  assert.deepEqual(parseTdmRules('null').rules, [])
  const { rules, problems } = parseTdmRules(
    '\uFEFF[3, {"location": "/", "tdm-reservation": 2, "tdm-policy": "javascript:1"}]',
  )
  assert.deepEqual(rules, [{ location: '/', reservation: null, policy: null }])
  assert.deepEqual(problems, ['rule 1 has no location', 'rule 2 has no tdm-reservation of 0 or 1'])
})

test('TDMRep: the file speaks first, then the headers; a source without a value is silent', () => {
  const reserved = host([{ location: '/', 'tdm-reservation': 1, 'tdm-policy': 'https://paper.example/p' }])
  const fromFile = ['tdmrep * tdm-reservation 1', 'tdmrep * tdm-policy https://paper.example/p']
  const wishes = listWishes({ ...nothing, host: reserved, headers: { 'tdm-reservation': '0' } })
  assert.deepEqual(short(wishes), [...fromFile, 'tdmrep * tdm-reservation 0'])
  assert.deepEqual(
    wishes.map(({ place }) => place),
    [reserved.place, reserved.place, url],
  )
  for (const headers of [{}, { 'tdm-reservation': 'maybe', 'tdm-policy': '/relative' }]) {
    assert.deepEqual(short(listWishes({ ...nothing, host: reserved, headers })), fromFile)
  }
})

test('RSL pointers come from robots.txt for every agent and from a typed Link header', () => {
  const robots = parseRobots('License: https://paper.example/rsl.xml\n\nUser-agent: ColonnadeBot\nAllow: /')
  const link =
    '</terms.xml>; rel="license"; type="application/rsl+xml", <https://creativecommons.org/licenses/by/4.0/>; rel=license'
  assert.deepEqual(
    short(listWishes({ ...nothing, robots, robotsPlace: 'https://paper.example/robots.txt', headers: { link } })),
    ['rsl * license https://paper.example/rsl.xml', 'rsl * license https://paper.example/terms.xml'],
  )
})

test('usage preferences: own group, longest path, equal paths together', () => {
  const robots = parseRobots(
    [
      'User-agent: *',
      'Content-Signal: search=yes, ai-train=no',
      'Content-Usage: / train-ai=n',
      'Content-Usage: /opinion/ train-ai=y',
      'Content-Usage: /opinion/ search=n',
      'Allow: /',
      'User-agent: OtherBot',
      'Content-Usage: / train-ai=y',
      'Allow: /',
    ].join('\n'),
  )
  const wishes = listWishes({
    ...nothing,
    robots,
    robotsPlace: 'https://paper.example/robots.txt',
    headers: { 'content-usage': 'train-ai=n;x=1' },
  })
  assert.deepEqual(short(wishes), [
    'content-usage * train-ai y',
    'content-usage * search n',
    'content-signal * search yes',
    'content-signal * ai-train no',
    'content-usage * train-ai n',
  ])
  assert.deepEqual([wishes[0]?.place, wishes[4]?.place], ['https://paper.example/robots.txt', url])
})

test('X-Robots-Tag: agents, comma lists, values, lines', () => {
  const value =
    'noindex, Max-Snippet: 50\nOtherBot: nofollow, noarchive\nmax-image-preview:large, colonnadebot: nosnippet'
  assert.deepEqual(short(directivesFromRobotsTag(value, url)), [
    'x-robots-tag * noindex null',
    'x-robots-tag * max-snippet 50',
    'x-robots-tag otherbot nofollow null',
    'x-robots-tag otherbot noarchive null',
    'x-robots-tag * max-image-preview large',
    'x-robots-tag colonnadebot nosnippet null',
  ])
  assert.deepEqual(short(directivesFromRobotsTag('max-snippet:-1,,%%, none', url)), [
    'x-robots-tag * max-snippet -1',
    'x-robots-tag * none null',
  ])
})

test('X-Robots-Tag: dates with and without commas and zones', () => {
  for (const [text, iso] of [
    ['unavailable_after: 25 Jun 2030 15:00:00 GMT', '2030-06-25T15:00:00.000Z'],
    ['unavailable_after: Tuesday, 25-Jun-30 15:00:00 EST', '2030-06-25T20:00:00.000Z'],
    ['unavailable_after: 2030-06-25T15:00:00+02:00', '2030-06-25T13:00:00.000Z'],
    ['unavailable_after: 2030-06-25T15:00:00', '2030-06-25T15:00:00.000Z'],
    ['unavailable_after: 2030-06-25', '2030-06-25T00:00:00.000Z'],
    ['unavailable_after: Jun 25, 2030', '2030-06-25T00:00:00.000Z'],
    ['unavailable_after: some day', 'some day'],
  ] as const) {
    assert.deepEqual(short(directivesFromRobotsTag(`${text}, noarchive`, url)), [
      `x-robots-tag * unavailable_after ${iso}`,
      'x-robots-tag * noarchive null',
    ])
  }
})

test('Link: quoted commas, several relations, relative addresses, other schemes', () => {
  const value =
    '<https://hub.example/?a=1,2>; rel="hub alternate"; title="a, \\"b\\"; c", <../feed>; Rel=SELF, <javascript:1>; rel=hub, junk'
  assert.deepEqual(linksFromHeader(value, 'https://paper.example/a/b/c'), [
    { href: 'https://hub.example/?a=1,2', rels: ['hub', 'alternate'], type: null },
    { href: 'https://paper.example/a/feed', rels: ['self'], type: null },
  ])
})

test('a TDM file is kept when the host does not answer, and forgotten when it is gone', () => {
  const origin = 'https://paper.example'
  const known = host([{ location: '/', 'tdm-reservation': 1 }])
  const down: VisitOutcome = { kind: 'unreachable', detail: '', cause: new Error('down') }
  const kept = wishesFromVisit(down, origin, now, known)
  assert.deepEqual([kept.rules, kept.expiresAt], [known.rules, '2026-11-22T13:00:00.000Z'])
  const gone = wishesFromVisit({ kind: 'missing', status: 404 }, origin, now, known)
  assert.deepEqual([gone.rules, gone.expiresAt], [[], '2026-11-23T12:00:00.000Z'])
})
