// What holds for any input at all: hostile credits, nests and floods of names.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Claim, ClaimSource } from '../model/index.ts'
import { parsePage } from '../parse/index.ts'
import { tokenize } from './credit-tokens.ts'
import * as notNames from './data/not-names.ts'
import * as words from './data/words.ts'
import { attribute, checkAttributionRule, cleanCredit, findQuotes, namesFrom, restoreCase } from './index.ts'

const pieces = fc.constantFrom(
  'By ',
  'Von ',
  ' and ',
  ' und ',
  ', ',
  ' / ',
  '<script>alert(1)</script>',
  '<b>',
  '&lt;img src=x onerror=1&gt;',
  '&amp;amp;lt;i&amp;gt;',
  '\u202e',
  '\u200b',
  '\u0000',
  '\ud800',
  'Jane Roe',
  'مאת',
  'דנה לוי',
  '山田太郎',
  '김철수 기자',
  'McCORKLE',
  "O'NEILL",
  'de la ',
  '(',
  ')',
  '“',
  '"',
  '?',
  '\n',
  '2026-11-22',
  'Redaktion',
  'AP',
)
const credit = fc.oneof(
  fc.string({ maxLength: 200, unit: 'binary' }),
  fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 12, unit: 'grapheme' })), { maxLength: 40 })
    .map((parts) => parts.join('')),
)
const lang = fc.constantFrom(null, 'en', 'de', 'tr', 'he', 'ja', 'zh-Hant', 'xx')

// oxlint-disable-next-line no-control-regex
const forbidden = /[<>\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u

test('names never carry markup or control characters, and are never sentences', () => {
  fc.assert(
    fc.property(credit, lang, (text, lang) => {
      const names = namesFrom(text, lang)
      assert.ok(names.length <= 40)
      for (const { name, kind } of names) {
        assert.doesNotMatch(name, forbidden)
        assert.ok(name.length > 0 && name.length <= 100, name)
        if (kind === 'person') assert.ok(name.split(/\s+/).length <= 9, name)
      }
    }),
    { numRuns: 600 },
  )
})

test('cleaning a clean credit changes nothing', () => {
  fc.assert(
    fc.property(credit, (text) => {
      const once = cleanCredit(text)
      assert.equal(cleanCredit(once), once)
      assert.doesNotMatch(once.replaceAll('\n', ' '), forbidden)
    }),
    { numRuns: 600 },
  )
})

test('restored case stays as it is', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(
        'STEVE MCCORKLE',
        "SINEAD O'DOWD",
        'JAN VAN DER BERG',
        'Jean DUPONT',
        'Ron DeSantis',
        'J. K. ROWLING',
        'MARTIN LUTHER KING III',
      ),
      lang,
      (name, lang) => {
        const once = restoreCase(name, lang)
        assert.equal(restoreCase(once, lang), once)
      },
    ),
  )
})

const sources: readonly ClaimSource[] = [
  'json-ld',
  'meta:author',
  'byline',
  'author-box',
  'feed:dc:creator',
  'rule',
  'title',
  'data-island',
]
const claim: fc.Arbitrary<Claim> = fc.record({
  source: fc.constantFrom(...sources),
  text: credit,
  place: fc.string({ maxLength: 20 }),
  url: fc.constantFrom(null, 'https://post.example/people/roe'),
  statedType: fc.constantFrom(null, 'person' as const, 'organisation' as const),
  sameAs: fc.constant([]),
  role: fc.constantFrom(null, 'photo', 'illustrator', 'translator'),
})

test('any claims give a bounded answer, each contributor with evidence', () => {
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 40 }), fc.string({ maxLength: 80 }), lang, (claims, title, lang) => {
      const result = attribute({
        claims,
        title,
        dek: null,
        publisherName: 'The Harbour Post',
        siteHost: 'harbourpost.example',
        kindHints: [],
        lang,
      })
      assert.ok(result.contributors.length <= 24)
      for (const one of result.contributors) {
        assert.ok(one.confidence >= 0 && one.confidence <= 1)
        assert.ok(one.evidence.length > 0)
        assert.doesNotMatch(one.name, forbidden)
      }
    }),
    { numRuns: 300 },
  )
})

test('hostile JSON-LD neither throws nor floods', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(null, 7, true, '', 'Jane Roe', '</script><script>', 'x'.repeat(5_000)),
      fc.record(
        {
          '@type': fc.constantFrom('Person', 'Organization', 'ProfilePage', 'Role', 'NewsArticle'),
          name: tie('any'),
          author: tie('any'),
          mainEntity: tie('any'),
        },
        { requiredKeys: [] },
      ),
      fc.array(tie('any'), { maxLength: 6 }),
    ),
  })).any
  fc.assert(
    fc.property(value, (author) => {
      const json = JSON.stringify({ '@type': 'NewsArticle', headline: 'A plan', author }).replaceAll('</', '<\\/')
      const facts = parsePage(`<script type="application/ld+json">${json}</script><h1>A plan</h1>`, {
        url: 'https://post.example/a',
      })
      assert.ok(facts.claims.length <= 300)
      for (const one of facts.claims) assert.ok(one.text.length <= 600)
    }),
    { numRuns: 200 },
  )
})

test('three hundred authors, megabytes without a tag and deep nests stay bounded', () => {
  const authors = Array.from({ length: 300 }, (_, at) => ({
    '@type': 'Person',
    name: `Jane Roe${'abcdefghij'[at % 10]}${at}`,
  }))
  const ld = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', author: authors })}</script>`
  const many = parsePage(`${ld}<h1>Plan</h1>${'<p class="byline">By Jane Roe</p>'.repeat(5_000)}`, {
    url: 'https://post.example/a',
  })
  assert.ok(many.claims.length <= 300)
  const flat = parsePage(`<h1>Plan</h1>${'By Jane Roe and '.repeat(100_000)}`, { url: 'https://post.example/a' })
  assert.ok(flat.claims.length <= 300)
  const deep = parsePage(`${'<div class="author">'.repeat(30_000)}Jane Roe`, { url: 'https://post.example/a' })
  assert.ok(deep.claims.length <= 300)
})

const word = fc.constantFrom(
  ...'By by Von von di de Jane Ana Roe Müller McCORKLE MCCORKLE Şafak DUPONT and und AND Staff Editor Reuters JD'.split(
    ' ',
  ),
  ...'ByJane Agentur Redaktion author JaneJane Analiza Nina Per Hafenverein Jan Mark Mccorkle Ho jane'.split(' '),
)

test('a credit of plain words is read like one that has to be cleaned first', () => {
  const credits = fc
    .oneof(fc.array(word, { minLength: 1, maxLength: 7 }), fc.tuple(word, word))
    .map((some) => some.join(' '))
  const anyLang = fc.oneof(lang, fc.constantFrom('fil', 'ca', 'vi', 'pl', 'az-Latn'))
  fc.assert(
    fc.property(credits, anyLang, (text, lang) => {
      assert.deepEqual(namesFrom(text, lang), namesFrom(`<b>${text}</b>`, lang))
      assert.deepEqual(tokenize(text), tokenize(`${text}|`).slice(0, -1))
    }),
    { numRuns: 1500 },
  )
})

test('no word of our lists is taken for a part of a name where a plain credit is read', () => {
  const listed = [words, notNames].flatMap((lists) => Object.values(lists)).flatMap((list) => [...list.keys()])
  const latin = new Set(listed.flatMap((phrase) => phrase.split(/[ -]/)).filter((one) => /^[a-z]{2,}$/.test(one)))
  assert.ok(latin.size > 2_000)
  for (const one of latin) {
    const name = one.charAt(0).toUpperCase() + one.slice(1)
    for (const text of [`Jane ${name}`, `${name} Roe`])
      assert.deepEqual(namesFrom(text, 'de'), namesFrom(`<b>${text}</b>`, 'de'), text)
  }
})

test('what was decided for one piece is not told of another', () => {
  const source = 'feed:dc:creator' as const
  const claims = [
    { source, text: 'Jane Roe', place: 'dc:creator', url: null, statedType: null, sameAs: [], role: null },
  ]
  const of = (title: string, repeated?: number) =>
    attribute({
      claims,
      title,
      dek: null,
      publisherName: 'Marsh Courier',
      siteHost: 'marsh.example',
      kindHints: [],
      lang: 'en',
      ...(repeated === undefined ? {} : { repeated: () => repeated }),
    })
  const first = of('The pier must go')
  assert.notDeepEqual(of('What Jane Roe saw at the pier').contributors, first.contributors)
  assert.notDeepEqual(of('Jane Roe: “The pier must go”').contributors, first.contributors)
  assert.notDeepEqual(of('The pier must go', 1), first)
  assert.notDeepEqual(of('Letters: the pier must go').contributors, first.contributors)
  assert.deepEqual(of('The tide is late'), first)
})

test('quotes are bounded and come from the text', () => {
  fc.assert(
    fc.property(credit, lang, (text, lang) => {
      for (const quote of findQuotes(text, lang)) assert.ok(text.includes(quote.text))
    }),
    { numRuns: 300 },
  )
})

test('a rule that cannot be obeyed is refused in one sentence', () => {
  assert.throws(
    () => checkAttributionRule({ bylineSelectors: ['a[['] }),
    /attribution rule is not valid at bylineSelectors/,
  )
  assert.throws(
    () => checkAttributionRule({ sections: [{ path: 'opinion', contributor: 'X', kind: 'person' }] }),
    /begin with/,
  )
  assert.throws(() => checkAttributionRule({ bylines: [] }), /not valid/)
  assert.deepEqual(checkAttributionRule({ neverNames: ['Admin'] }), { neverNames: ['Admin'] })
})
