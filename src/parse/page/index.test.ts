import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePage } from './index.ts'

const fixtures = join(import.meta.dirname, 'fixtures')
const url = 'https://gazette.example/opinion/2026/piece-1?id=7'
const now = new Date('2026-11-22T18:00:00Z')

type Expected = Record<string, unknown> & {
  hasHints?: string[]
  firstParagraph?: string
  feeds?: string[]
  directives?: unknown[]
}

for (const name of readdirSync(fixtures)) {
  test(`reads the page of ${name}`, () => {
    const html = readFileSync(join(fixtures, name, 'source.html'), 'utf8')
    const {
      hasHints = [],
      firstParagraph,
      feeds,
      directives,
      ...same
    } = JSON.parse(readFileSync(join(fixtures, name, 'expected.json'), 'utf8')) as Expected
    const facts = parsePage(html, { url, now })
    const plain = JSON.parse(JSON.stringify(facts)) as Record<string, unknown>
    for (const [key, value] of Object.entries(same)) assert.deepEqual(plain[key], value, key)
    for (const hint of hasHints) assert.ok(facts.kindHints.includes(hint), `${hint} among ${facts.kindHints.join(' ')}`)
    if (firstParagraph !== undefined) assert.equal(facts.paragraphs[0], firstParagraph)
    if (feeds !== undefined)
      assert.deepEqual(
        facts.feeds.map((feed) => feed.url),
        feeds,
      )
    if (directives !== undefined)
      assert.deepEqual(
        facts.directives.map(({ agent, name: wish, value }) => [agent, wish, value]),
        directives,
      )
  })
}

test('never throws and stays bounded, whatever the markup', () => {
  const tag = fc.constantFrom(
    '<p>',
    '</p>',
    '<div class="paywall">',
    '</div>',
    '<h1>',
    '<script type="application/ld+json">',
    '</script>',
    '<meta name="robots" content="max-snippet:',
    '<time datetime="',
    '">',
    '<a href="',
    '<svg>',
    '{"@type":"NewsArticle","hasPart":{"cssSelector":"',
    '"}',
    '<base href="javascript:',
    '&#0;',
    '<![CDATA[',
    '\u202e',
    '<link rel=canonical href=//[>',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(tag, fc.string(), fc.string({ unit: 'binary' })), { maxLength: 60 }), (pieces) => {
      const facts = parsePage(pieces.join(''), { url, now, links: true })
      assert.ok(facts.links.length <= 1_000 && facts.paragraphs.length <= 1_001 && facts.directives.length <= 200)
    }),
    { numRuns: 300 },
  )
})

test('reads the beginning of pages that are too long, too deep or without a tag', () => {
  const long = parsePage(
    `<h1>Long</h1>${'<p>Words and words and words, and then some more of them.</p>'.repeat(60_000)}`,
    { url },
  )
  assert.equal(long.title, 'Long')
  assert.ok(long.problems.length > 0)
  const deep = parsePage(`<h1>Deep</h1>${'<div>'.repeat(300_000)}`, { url })
  assert.match(deep.problems.join(), /deeply nested/)
  assert.equal(parsePage('x '.repeat(700_000), { url }).title, null)
})

test('reads nothing from a page whose paid part cannot be told', () => {
  const html = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":{"isAccessibleForFree":false,"cssSelector":":::"}}</script><article><h1>T</h1><p>${'A sentence that is shown to nobody. '.repeat(5)}</p></article>`
  const facts = parsePage(html, { url })
  assert.deepEqual(facts.paragraphs, [])
  assert.match(facts.problems.join(), /selector/)
})

test('collects links only when asked', () => {
  const html = '<a href="/a">A</a><a href="/a#x">A longer text</a><a href="mailto:x@y.z">m</a>'
  assert.deepEqual(parsePage(html, { url }).links, [])
  assert.deepEqual(parsePage(html, { url, links: true }).links, [
    { url: 'https://gazette.example/a', text: 'A longer text', rel: null },
  ])
})

test('leaves out a paid part that is named by an attribute nobody else asks for', () => {
  const said = 'A sentence of the piece that everybody may read without paying. '.repeat(3).trim()
  const page = (selector: string) =>
    `<script type="application/ld+json">{"@type":"NewsArticle","hasPart":{"isAccessibleForFree":false,"cssSelector":"${selector}"}}</script>
    <article><h1>T</h1><p>${said}</p><div DATA-Lock="1"><p>${said.replace('everybody', 'nobody')}</p></div></article>`
  assert.deepEqual(parsePage(page("[data-lock='1']"), { url }).paragraphs, [said])
  assert.equal(parsePage(page("[data-lock='2']"), { url }).paragraphs.length, 2)
})

test('reads a byline that a publisher declares by any attribute', () => {
  const html = '<h1>The pier must go</h1><p data-who="writer">Ada Brook</p><p data-who="desk">Cara Dell</p>'
  const { claims } = parsePage(html, { url, bylineSelectors: ['[data-who=writer]'] })
  assert.deepEqual(
    claims.filter(({ source }) => source === 'rule').map(({ text }) => text),
    ['Ada Brook'],
  )
})

test("a publisher's selectors may say where in the tree the byline stands", () => {
  const html =
    '<body><main><p>Saturday</p><div><p id=a>Ann Roe</p>and <p class=b>Ben Roe</p></div><p>Cid Roe</p><i></i></main><p>Dan Roe</p></body>'
  for (const [selector, text] of [
    ['main > p + div > p:first-child', 'Ann Roe'],
    ['#a ~ .b', 'Ben Roe'],
    ['main p:nth-last-of-type(1):not(.b)', 'Cid Roe'],
    [':root > p, main:has(i) + p', 'Dan Roe'],
    ['p:contains("Cid")', 'Cid Roe'],
  ] as const) {
    const { claims } = parsePage(html, { url, bylineSelectors: [selector] })
    assert.deepEqual(
      claims.filter(({ source }) => source === 'rule').map((one) => one.text),
      [text],
      selector,
    )
  }
})

test('reads the same from a page whether all its attributes are kept or only those asked for', () => {
  for (const name of readdirSync(fixtures)) {
    const html = readFileSync(join(fixtures, name, 'source.html'), 'utf8')
    const all = parsePage(html, { url, now, bylineSelectors: ['[data-no-such]'] })
    assert.deepEqual(parsePage(html, { url, now }), all, name)
  }
})
