import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PageFacts } from '../../model/index.ts'
import { parsePage } from './index.ts'
import { kindOf } from './kinds.ts'

const url = 'https://gazette.example/opinion/piece-one'
const now = new Date('2026-11-22T18:00:00Z')
const read = (html: string, at = url): PageFacts => parsePage(html, { url: at, now })
const sentence = 'The harbour board has voted to sell the last public pier, and hardly anyone came to watch.'

test('reads a printed date in many languages', () => {
  const printed: Readonly<Record<string, string>> = {
    en: 'November 20, 2026', de: '20. November 2026', fr: 'Publié le 20 novembre 2026', es: '20 de noviembre de 2026', it: '20 novembre 2026', pt: '20 de novembro de 2026', nl: '20 november 2026', sv: '20 november 2026', fi: '20. marraskuuta 2026', pl: '20 listopada 2026', cs: '20. listopadu 2026', hu: '2026. november 20.', ru: '20 ноября 2026', uk: '20 листопада 2026', el: '20 Νοεμβρίου 2026', tr: '20 Kasım 2026', he: '20 בנובמבר 2026', ar: '20 نوفمبر 2026', ja: '2026年11月20日', ko: '2026년 11월 20일', zh: '2026-11-20', id: '20 November 2026', hi: '20 नवंबर 2026', vi: '20 tháng 11, 2026', ro: '20.11.2026',
  } // prettier-ignore
  for (const [lang, text] of Object.entries(printed)) {
    const facts = read(
      `<html lang="${lang}"><body><h1>A headline of some length</h1><div class="date">${text}</div><p>${sentence}</p></body></html>`,
    )
    assert.equal(facts.publishedOn, '2026-11-20', lang)
  }
})

test('takes the day of the address when a declared date is an update', () => {
  const html = '<meta property="article:published_time" content="2026-11-21T10:00:00Z"><h1>T</h1>'
  assert.equal(read(html, 'https://gazette.example/2026/11/02/piece').publishedOn, '2026-11-02')
  assert.equal(read(html, 'https://gazette.example/2026/11/20/piece').publishedOn, '2026-11-21')
  assert.equal(read(html, 'https://gazette.example/2026/10/3-questions').publishedOn, '2026-11-21')
})

test('keeps the publisher’s own day beside the instant', () => {
  const facts = read('<meta property="article:published_time" content="2026-11-20T23:30:00-05:00"><h1>T</h1>')
  assert.equal(facts.publishedAt?.toISOString(), '2026-11-21T04:30:00.000Z')
  assert.equal(facts.publishedOn, '2026-11-20')
})

test('never takes the date of a comment, a sidebar or an embedded post', () => {
  const others =
    '<aside><time datetime="2020-01-01">x</time></aside><div class="comments"><time datetime="2020-01-02">x</time></div><blockquote><time datetime="2020-01-03">x</time></blockquote>'
  assert.equal(read(`<h1>A headline</h1><p>${sentence}</p>${others}`).publishedAt, null)
  assert.equal(read('<meta name="date" content="2099-01-01"><h1>T</h1>').publishedAt, null)
})

test('reads declared access in all its spellings', () => {
  const ld = (fields: string) =>
    read(`<script type="application/ld+json">{"@type":"NewsArticle","headline":"T",${fields}}</script>`).access
  const part = '"hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".p"}'
  assert.equal(ld('"isAccessibleForFree":false'), 'paid')
  assert.equal(ld('"isAccessibleForFree":"False"'), 'paid')
  assert.equal(ld('"isAccessibleForFree":"http://schema.org/False"'), 'paid')
  assert.equal(ld('"isAccessibleForFree":"http://schema.org/True"'), 'free')
  assert.equal(ld(part), 'paid')
  assert.equal(ld(`"isAccessibleForFree":true,${part}`), 'partly')
  assert.equal(read('<meta property="article:content_tier" content="metered">').access, 'paid')
  assert.equal(read('<meta property="og:article:content_tier" content="free">').access, 'free')
  assert.equal(read('<h1>T</h1>').access, 'unknown')
})

test('judges access by what is seen when declarations are masked', () => {
  const walled = `<meta property="article:content_tier" content="locked"><main><h1>T</h1><div class="paywall"><p>${sentence}</p><p>${sentence}</p></div></main>`
  assert.equal(parsePage(walled, { url, maskDeclaredAccess: true }).access, 'paid')
  const modal = `<main><h1>T</h1><p>${sentence}</p><p>${sentence}</p></main><div class="paywall-modal">Subscribe now</div>`
  assert.equal(parsePage(modal, { url, maskDeclaredAccess: true }).access, 'unknown')
})

test('names the kind of a section in many languages', () => {
  for (const [words, kind] of [
    ['Opinion', 'column'],
    ['Köşe Yazıları', 'column'],
    ['Kommentare', 'column'],
    ['opinión', 'column'],
    ['דעות', 'column'],
    ['مقالات الرأي', 'column'],
    ['社説', 'editorial'],
    ['Leitartikel', 'editorial'],
    ['Cartas al director', 'letter'],
    ['Karikatur', 'cartoon'],
    ['Интервью', 'interview'],
    ['Podcasts', 'podcast'],
    ['Sport', null],
    ['A very long name of a section that says nothing', null],
  ] as const) {
    assert.equal(kindOf(words), kind, words)
  }
})

test('takes the standfirst for the dek, and neither slogan, headline nor keywords', () => {
  const standfirst = '<h1>The pier</h1><p class="standfirst">What a town sells when it sells a pier.</p>'
  assert.equal(
    read(`<meta name="description" content="Something else that is long enough.">${standfirst}`).dek,
    'What a town sells when it sells a pier.',
  )
  const slogan =
    '<script type="application/ld+json">{"@type":"WebSite","description":"News from the harbour, every day"}</script>'
  assert.equal(
    read(`${slogan}<meta property="og:description" content="News from the harbour, every day"><h1>The pier</h1>`).dek,
    null,
  )
  assert.equal(
    read('<meta name="description" content="The pier and the town"><h1>The pier and the town</h1>').dek,
    null,
  )
  assert.equal(read('<meta name="description" content="pier, harbour, town, news, opinion, gazette">').dek, null)
  const house = '<meta property="og:site_name" content="The Gazette">'
  assert.equal(
    read(`${house}<meta name="description" content="The Gazette - all that the harbour talks of">`).dek,
    null,
  )
  assert.equal(read('<meta name="description" content="Gazette: news, opinion, sport and weather">').dek, null)
})

test('refuses a canonical address that is a home page or a section', () => {
  for (const href of ['https://gazette.example/', '/', '/opinion', 'javascript:void(0)', 'https://']) {
    const facts = read(`<link rel="canonical" href="${href}"><h1>T</h1>`)
    assert.equal(facts.canonicalUrl, null, href)
    assert.ok(facts.problems.length > 0 || href === 'https://', href)
  }
  assert.equal(
    read('<link rel="canonical" href="/opinion/piece-one/">').canonicalUrl,
    'https://gazette.example/opinion/piece-one/',
  )
  assert.equal(
    read('<link rel="canonical" href="https://www.gazette.example/p/1">').canonicalUrl,
    'https://www.gazette.example/p/1',
  )
})

test('finds declared and printed feeds once each, without those of comments', () => {
  const html =
    '<link rel="alternate" type="application/rss+xml" title="All" href="/feed"><link rel="alternate" type="application/atom+xml" href="/atom.xml"><link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/rss+xml" href="/piece/comments/feed"><a href="/feed">RSS</a><a href="/rss/opinion.xml">Opinion</a>'
  assert.deepEqual(read(html).feeds, [
    { url: 'https://gazette.example/feed', title: 'All', format: 'rss' },
    { url: 'https://gazette.example/atom.xml', title: null, format: 'atom' },
    { url: 'https://gazette.example/rss/opinion.xml', title: 'Opinion', format: null },
  ])
})

test('shows no logo or placeholder as the piece’s picture', () => {
  assert.equal(read('<meta property="og:image" content="/img/default-share.png">').image, null)
  assert.equal(
    read('<meta property="og:image" content="/img/logo.svg"><meta name="twitter:image" content="/img/pier.jpg">').image,
    'https://gazette.example/img/pier.jpg',
  )
})

test('takes a site’s name and a day off a headline', () => {
  const title = (html: string, url?: string) => read(html, url).title
  assert.equal(title('<title>What the river remembers | HARBOUR.NET</title>'), 'What the river remembers')
  assert.equal(
    title(
      '<title>What the river remembers - Summer Regatta 2025 News</title>',
      'https://regatta2025news.example/river',
    ),
    'What the river remembers',
  )
  assert.equal(
    title('<title>What the river remembers</title><h1>23.01.2022 - What the river remembers</h1>'),
    'What the river remembers',
  )
  assert.equal(title('<title>One two: 2 a.m. on Elm St</title>'), 'One two: 2 a.m. on Elm St')
})
