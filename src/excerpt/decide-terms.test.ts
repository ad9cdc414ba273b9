import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Directive } from '../model/index.ts'
import { decideTerms, type TermsInput } from './decide-terms.ts'

const now = new Date('2026-11-22T18:00:00Z')
const wish = (source: Directive['source'], name: string, value: string | null = null, agent = '*'): Directive => ({
  source,
  agent,
  name,
  value,
  place: 'test',
})
const decide = (directives: Directive[], given: Partial<TermsInput> = {}) =>
  decideTerms({
    directives,
    country: 'us',
    agreement: null,
    access: 'unknown',
    agent: 'ColonnadeBot/0.1 (+https://colonnade.example/bot)',
    now,
    ...given,
  })
const effects = (terms: ReturnType<typeof decide>, decisive: boolean) =>
  terms.ledger.filter((rule) => rule.decisive === decisive).map((rule) => rule.effect)

test('an absent wish leaves the country’s default, and an unknown country the strictest', () => {
  const germany = decide([], { country: 'de' })
  assert.deepEqual(
    [germany.maxExcerptChars, germany.maxListChars, germany.mayImage, germany.mayList],
    [150, 150, false, true],
  )
  assert.deepEqual(effects(germany, true), [
    'At most 150 characters: the default for Germany (EU press publishers’ right)',
    'No picture: the default for Germany (EU press publishers’ right)',
  ])
  const elsewhere = decide([], { country: 'in' })
  assert.deepEqual([elsewhere.maxExcerptChars, elsewhere.maxListChars, elsewhere.mayImage], [400, 150, true])
  for (const country of [null, '', 'zz', 'x1']) assert.equal(decide([], { country }).maxExcerptChars, 150)
  assert.equal(decide([], { country: 'no' }).maxExcerptChars, 150)
})

test('the strictest of contradictory wishes wins, in any order', () => {
  const wishes = [
    wish('robots-meta', 'max-snippet', '-1'),
    wish('x-robots-tag', 'max-snippet', '90'),
    wish('robots-meta', 'max-snippet', '250', 'colonnadebot'),
    wish('robots-meta', 'max-snippet', '60', 'otherbot'),
  ]
  for (const order of [wishes, wishes.toReversed()]) {
    const terms = decide(order)
    assert.deepEqual([terms.maxExcerptChars, terms.maxListChars], [90, 90])
    assert.equal(terms.ledger.length, 4)
    assert.equal(terms.ledger[0]?.value, '90')
  }
})

test('max-snippet that is no number is ignored, and said so', () => {
  for (const value of ['', 'abc', '12px', '-7', '1e3', null]) {
    const terms = decide([wish('robots-meta', 'max-snippet', value)])
    assert.equal(terms.maxExcerptChars, 400)
    assert.match(effects(terms, false)[0] ?? '', /^Ignored/)
  }
})

test('no snippet means the headline only, no index means no card', () => {
  for (const one of [wish('robots-meta', 'nosnippet'), wish('x-robots-tag', 'max-snippet', '0')]) {
    const terms = decide([one])
    assert.deepEqual([terms.mayList, terms.mayExcerpt, terms.maxExcerptChars, terms.maxListChars], [true, false, 0, 0])
  }
  for (const one of [
    wish('robots-meta', 'noindex'),
    wish('robots-meta', 'none'),
    wish('content-signal', 'search', 'no'),
    wish('content-usage', 'search', 'n'),
    wish('rsl', 'prohibits', 'search'),
  ]) {
    const terms = decide([one])
    assert.deepEqual([terms.mayList, terms.mayExcerpt], [false, false])
  }
})

test('pictures, copies and translation follow their own wishes', () => {
  const terms = decide([
    wish('robots-meta', 'max-image-preview', 'none'),
    wish('robots-meta', 'noarchive'),
    wish('x-robots-tag', 'notranslate'),
  ])
  assert.deepEqual(
    [terms.mayImage, terms.mayKeepPage, terms.mayTranslate, terms.mayExcerpt],
    [false, false, false, true],
  )
  assert.equal(decide([wish('robots-meta', 'max-image-preview', 'large')], { country: 'fr' }).mayImage, false)
})

test('a piece is withdrawn after its date, and an unreadable date changes nothing', () => {
  const later = decide([
    wish('robots-meta', 'unavailable_after', '2026-12-24T00:00:00Z'),
    wish('x-robots-tag', 'unavailable_after', 'Fri, 01 Jan 2027 00:00:00 GMT'),
  ])
  assert.equal(later.until?.toISOString(), '2026-12-24T00:00:00.000Z')
  assert.equal(later.mayList, true)
  assert.equal(decide([wish('robots-meta', 'unavailable_after', '2026-01-01')]).mayList, false)
  assert.equal(decide([wish('robots-meta', 'unavailable_after', 'soon')]).until, null)
})

test('mining is reserved by TDMRep, a licence not taken, or usage signals', () => {
  for (const one of [
    wish('tdmrep', 'tdm-reservation', '1'),
    wish('rsl', 'license', 'https://x.example/rsl.xml'),
    wish('rsl', 'prohibits', 'ai-train'),
    wish('content-usage', 'train-ai', 'n'),
    wish('content-signal', 'ai-input', 'no'),
    wish('robots-meta', 'noai'),
  ]) {
    const terms = decide([one])
    assert.deepEqual([terms.mayMine, terms.mayList, terms.maxExcerptChars], [false, true, 400], one.name)
  }
  assert.equal(decide([wish('content-signal', 'ai-train', 'yes')]).mayMine, true)
})

test('of several TDM reservations the last that is one counts', () => {
  assert.equal(decide([wish('tdmrep', 'tdm-reservation', '1'), wish('tdmrep', 'tdm-reservation', '0')]).mayMine, true)
  assert.equal(
    decide([
      wish('tdmrep', 'tdm-reservation', '0'),
      wish('tdmrep', 'tdm-reservation', '1'),
      wish('tdmrep', 'tdm-reservation', 'maybe'),
    ]).mayMine,
    false,
  )
})

test('an agreement replaces the country’s default and nothing else', () => {
  const agreed = decide([], { country: 'de', agreement: { maxExcerptChars: 600, mayImage: true } })
  assert.deepEqual([agreed.maxExcerptChars, agreed.maxListChars, agreed.mayImage], [600, 150, true])
  const bounded = decide([wish('robots-meta', 'max-snippet', '50'), wish('robots-meta', 'max-image-preview', 'none')], {
    country: 'de',
    agreement: { maxExcerptChars: 600, mayImage: true },
  })
  assert.deepEqual([bounded.maxExcerptChars, bounded.mayImage], [50, false])
  const blocked = decide([], { agreement: { blocked: true, maxExcerptChars: 600 } })
  assert.deepEqual([blocked.mayList, blocked.maxExcerptChars, blocked.ledger[0]?.source], [false, 0, 'operator'])
})

test('keeps a ledger that is bounded, without repetition, and says when each rule was read', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => wish('robots-meta', 'max-snippet', String(100 + (at % 500))))
  const terms = decide(many)
  assert.equal(terms.maxExcerptChars, 100)
  assert.ok(terms.ledger.length <= 60)
  assert.deepEqual([terms.ledger[0]?.value, terms.ledger[0]?.decisive, terms.ledger[0]?.readAt], ['100', true, now])
})

test('says that a paid piece shows only what everyone sees', () => {
  assert.match(effects(decide([], { access: 'paid' }), false).join(), /subscribers/)
})
