// Pages that mean harm or make no sense, through the middle of the journey: what is shown stays short, allowed and clean, and
// the ledger says why.
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { loadLanguageDetector, type LanguageDetector } from '../parse/index.ts'
import { inspectPage, type Inspection, type InspectOptions } from './inspect-page.ts'

let detector: LanguageDetector
before(async () => {
  detector = await loadLanguageDetector()
})

const now = new Date('2026-11-22T12:00:00Z')
const opening = 'The harbour keeps two clocks, and neither of them agrees with the tide that comes in below them.'
const rest = 'I have lived between the two for thirty years, and have been late by both of them in turn.'

function inspect(html: string, options: Partial<InspectOptions> = {}): Inspection {
  return inspectPage(html, { url: 'https://paper.example/opinion/clocks', now, detector, country: 'gb', ...options })
}

function page({ head = '', body = `<p>${opening}</p><p>${rest}</p>` } = {}): string {
  return `<!doctype html><html lang="en"><head><title>Two clocks</title>${head}</head><body><article><h1>Two clocks</h1>
    <p class="byline">By Ann Marsh</p>${body}</article></body></html>`
}

const robots = (content: string, name = 'robots') => `<meta name="${name}" content="${content}">`

test('of directives that contradict each other for several agents, the strictest that concern us win', () => {
  const { terms, excerpt } = inspect(
    page({
      head: [
        robots('max-snippet:-1, index, all, max-image-preview:large'),
        robots('max-snippet:90'),
        robots('max-snippet:40, max-image-preview:standard', 'colonnadebot'),
        robots('noindex, nosnippet', 'otherbot'),
        robots('max-snippet:300', 'ColonnadeBot'),
      ].join(''),
    }),
  )
  assert.equal(terms.mayList, true)
  assert.equal(terms.maxExcerptChars, 40)
  assert.equal(terms.maxImageWidth, 320)
  assert.ok([...(excerpt ?? '')].length <= 40)
  assert.ok(!terms.ledger.some((rule) => rule.agent === 'otherbot'))
})

test('ten thousand rules cost little, leave a short ledger, and the strict one among them still counts', () => {
  const head = Array.from({ length: 10_000 }, (_, i) => robots(`max-snippet:${1000 + i}, x-${i}:y`)).join('')
  const started = performance.now()
  const { terms } = inspect(page({ head: robots('max-snippet:30') + head }))
  assert.equal(terms.maxExcerptChars, 30)
  assert.ok(terms.ledger.length <= 60)
  assert.ok(performance.now() - started < 2000)
  const header = inspect(page(), {
    directives: Array.from({ length: 10_000 }, (_, i) => ({
      source: 'x-robots-tag' as const,
      agent: '*',
      name: i === 9_999 ? 'nosnippet' : 'max-snippet',
      value: i === 9_999 ? null : String(i + 500),
      place: 'header',
    })),
  })
  assert.equal(header.terms.mayExcerpt, false)
  assert.equal(header.excerpt, null)
})

test('noarchive and notranslate stand in the ledger with what follows from them', () => {
  const { terms } = inspect(page({ head: robots('noarchive, notranslate') }))
  const effects = new Map(terms.ledger.map((rule) => [rule.name, rule.effect]))
  assert.match(effects.get('noarchive') ?? '', /No copy of the page is kept/)
  assert.match(effects.get('notranslate') ?? '', /Not translated/)
  assert.deepEqual([terms.mayKeepPage, terms.mayTranslate, terms.mayList, terms.mayExcerpt], [false, false, true, true])
  assert.ok(terms.ledger.filter(({ name }) => name.startsWith('no')).every((rule) => rule.decisive))
})

test('a preview of standard size bounds the picture, none forbids it, large and silence allow what we keep', () => {
  const picture = '<meta property="og:image" content="/pier.jpg">'
  const widthOf = (content: string) => {
    const { terms, image } = inspect(page({ head: picture + robots(content) }))
    return [terms.maxImageWidth, image]
  }
  assert.deepEqual(widthOf('max-image-preview:standard'), [320, 'https://paper.example/pier.jpg'])
  assert.deepEqual(widthOf('max-image-preview:none'), [0, null])
  assert.deepEqual(widthOf('max-image-preview:large'), [640, 'https://paper.example/pier.jpg'])
  assert.deepEqual(widthOf('index'), [640, 'https://paper.example/pier.jpg'])
  assert.deepEqual(widthOf('noindex'), [0, null])
  assert.equal(inspect(page({ head: picture }), { country: 'fr' }).image, null)
})

test('a paid selector that cannot be read, or takes half the page, never lets a paid word through', () => {
  const paid = (selector: string) =>
    `<script type="application/ld+json">${JSON.stringify({
      '@type': 'NewsArticle',
      headline: 'Two clocks',
      isAccessibleForFree: false,
      hasPart: { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: selector },
    })}</script>`
  const secret = 'Nobody but subscribers may learn which of the two clocks the harbour master sets by hand.'
  const body = `<p class="free">${opening}</p><div class="meter"><p>${secret}</p></div>`
  for (const selector of [
    '.meter',
    'div',
    '*',
    'article',
    'body',
    '[',
    '>>>',
    '.meter:not(',
    'p:nth-child(x',
    '.'.repeat(20_000),
  ]) {
    const { excerpt, dek, access } = inspect(page({ head: paid(selector), body }))
    assert.ok(!`${excerpt} ${dek}`.includes('subscribers may learn'), selector.slice(0, 20))
    assert.equal(access, 'paid', selector.slice(0, 20))
  }
  assert.equal(inspect(page({ head: paid('.meter'), body })).excerpt, opening)
})

test('a page of boilerplate alone gives no excerpt rather than a cookie notice', () => {
  const notices = [
    '<div class="cookie-banner"><p>We use cookies and similar technologies to improve your experience on our site.</p></div>',
    '<nav><ul><li><a href="/a">Home</a></li><li><a href="/b">Politics</a></li><li><a href="/c">Sport</a></li></ul></nav>',
    '<aside class="newsletter"><p>Sign up to our newsletter and never miss a story from our columnists.</p></aside>',
    '<p class="share">Share this article on Facebook, Twitter or WhatsApp</p>',
    '<footer><p>Copyright 2026 The Paper. All rights reserved. No part may be reproduced.</p></footer>',
  ]
  const { excerpt } = inspect(page({ body: notices.join('') }))
  assert.equal(excerpt, null)
})

test('mixed directions, emoji at the cut and a word of 50,000 characters come out whole, short and clean', () => {
  const hebrew = inspect(
    `<!doctype html><html lang="he" dir="rtl"><head><title>שני שעונים</title></head><body><article><h1>שני שעונים</h1>
    <p>בנמל יש שני שעונים, ו\u202eEnglish inside\u202c אף אחד מהם אינו מסכים עם הגאות (\u2067ראו\u2069) שבאה מתחתיהם בכל בוקר.</p></article></body></html>`,
    { url: 'https://paper.example/opinion/he', country: 'il' },
  )
  assert.equal(hebrew.dir, 'rtl')
  assert.match(hebrew.excerpt ?? '', /English inside/)
  assert.doesNotMatch(hebrew.excerpt ?? '', /[\u202a-\u202e\u2066-\u2069]/)
  const family = '👨‍👩‍👧‍👦'
  const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (let chars = 20; chars < 40; chars++) {
    const { excerpt } = inspect(
      page({
        head: robots(`max-snippet:${chars}`),
        body: `<p>The families came down ${`${family}🏴󠁧󠁢󠁳󠁣󠁴󠁿🇹🇷`.repeat(30)} to the quay that evening.</p>`,
      }),
    )
    const graphemes = [...segments.segment(excerpt ?? '')].map(({ segment }) => segment)
    assert.ok(graphemes.length <= chars, String(chars))
    const emoji = graphemes.filter((one) => /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(one))
    assert.ok(
      emoji.every((one) => [family, '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇹🇷'].includes(one)),
      excerpt ?? '',
    )
  }
  const word = inspect(
    page({ body: `<p>${'ab'.repeat(25_000)} is what the machine said to us, and then it stopped.</p>` }),
  )
  assert.ok([...(word.excerpt ?? '')].length <= 400)
})
