// Which of a page's many dates is the day of publication.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePage } from './index.ts'

const now = new Date('2026-11-22T18:00:00Z')
const sentence = 'The harbour board has voted to sell the last public pier, and hardly anyone came to watch.'

/** The day found on a page with this between headline and text, these elements in its head, at this address. */
const dayOf = (
  body: string,
  {
    head = '',
    lang = 'en',
    url = 'https://gazette.example/a-piece',
  }: { head?: string; lang?: string; url?: string } = {},
) =>
  parsePage(
    `<html lang="${lang}"><head>${head}</head><body><main><h1>A headline of some length</h1>${body}<p>${sentence}</p></main></body></html>`,
    { url, now },
  ).publishedOn

test('reads the calendars of Iran and Thailand as they are printed', () => {
  assert.equal(dayOf('<div class="date">۲۹ آبان ۱۴۰۵</div>', { lang: 'fa' }), '2026-11-20')
  assert.equal(dayOf('<div class="date">۱۴۰۵/۰۸/۲۹</div>', { lang: 'fa' }), '2026-11-20')
  assert.equal(dayOf('<div class="date">20 พ.ย. 2569</div>', { lang: 'th' }), '2026-11-20')
  assert.equal(dayOf('<div class="date">๒๐ พฤศจิกายน ๒๕๖๙</div>', { lang: 'th' }), '2026-11-20')
})

test('a declared date that is no text is none', () => {
  for (const value of ['true', '[[true]]', '{"@value":{}}', 'null'])
    assert.equal(
      dayOf('<time>20.11.2026</time>', {
        head: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","datePublished":${value}}</script>`,
      }),
      '2026-11-20',
      value,
    )
})

test('a day that begins with a text’s first digit is found whatever stands before it', () => {
  for (const text of [
    'Vol May, 2026-11-20',
    'May be 20 November 2026',
    'Nov 20, 2026 (3/11/2026)',
    'No 3 of Nov 20, 2026',
  ])
    assert.equal(dayOf(`<div class="date">${text}</div>`), '2026-11-20', text)
})

test('reads days whose parts stand apart', () => {
  for (const text of [
    '20 | 11 | 2026',
    '20 / 11 / 2026',
    '2026. 11. 20. 오후 3:05',
    '20 ноября 2026 г.',
    '২০ নভেম্বর ২০২৬',
  ])
    assert.equal(dayOf(`<div class="date">${text}</div>`), '2026-11-20', text)
})

test('the month stands first where the clock is an American one', () => {
  assert.equal(dayOf('<p>Published 11/03/2026 5:00 AM EST</p>'), '2026-11-03')
  assert.equal(dayOf('<p>Published 03/11/2026 5:00 AM GMT</p>'), '2026-11-03')
})

test('takes the day called publication, not the one called an update, in either order', () => {
  const both = [
    'Published 18 November 2026, updated 20 November 2026',
    'Updated 20 November 2026. Published 18 November 2026',
  ]
  for (const text of both) assert.equal(dayOf(`<p class="date">${text}</p>`), '2026-11-18', text)
  assert.equal(dayOf('<p>2026-11-18 入力</p><p>2026-11-20 更新</p>', { lang: 'ja' }), '2026-11-18')
  assert.equal(dayOf('<p>Zuletzt geändert: 20.11.2026</p><p>Erstellt: 18.11.2026</p>', { lang: 'de' }), '2026-11-18')
})

test('a day told in a sentence is not the day of publication', () => {
  const told = `${sentence.slice(0, -1)}, on 3 March 2026, as it had long planned to do.`
  assert.equal(dayOf(`<p>${told}</p>`), null)
  assert.equal(dayOf('<p>Press release of 20 November 2026 | Harbour town – The board has voted.</p>'), '2026-11-20')
})

test('the foot of a piece holds its date, the foot of a page does not', () => {
  const foot = '<div class="footer"><time itemprop="datePublished" datetime="2026-11-20">20.11.2026</time></div>'
  assert.equal(
    dayOf(`<div itemscope itemtype="http://schema.org/Article"><h2>T</h2><p>${sentence}</p>${foot}</div>`),
    '2026-11-20',
  )
  assert.equal(
    dayOf(
      '<div class="x"><span>words</span></div></main><div class="footer"><time datetime="2026-11-20">x</time></div><main>',
    ),
    null,
  )
})

test('a teaser without a link belongs to the piece, one with a link to another', () => {
  assert.equal(dayOf('<div class="teaser"><p class="date">20 November 2026</p></div>'), '2026-11-20')
  assert.equal(dayOf('<div class="teaser"><a href="/other">Other</a><p class="date">20 November 2026</p></div>'), null)
})

test('a labelled day in the piece’s own sidebar counts when nothing else is printed', () => {
  const side = (label: string) => `<article><div class="sidebar"><p>${label}</p><p>20 novembre 2026</p></div></article>`
  assert.equal(dayOf(side('Mise en ligne'), { lang: 'fr' }), '2026-11-20')
  assert.equal(dayOf(side('Prochain concert'), { lang: 'fr' }), null)
  assert.equal(dayOf(`<div class="comments">${side('Posté le')}</div>`, { lang: 'fr' }), null)
})

test('a day plainly printed at the headline outweighs when the page was made', () => {
  const head = '<meta name="date" content="2026-10-02T09:00:00+02:00">'
  assert.equal(dayOf('<span class="date">20.11.2026</span>', { head, lang: 'de' }), '2026-11-20')
  assert.equal(dayOf('', { head, lang: 'de' }), '2026-10-02')
  const declared = '<meta property="article:published_time" content="2026-11-18T09:00:00+02:00">'
  assert.equal(dayOf('<span class="date">20.11.2026</span>', { head: head + declared, lang: 'de' }), '2026-11-18')
})

test('finds the date in data that scripts carry, publication before creation, also inside a string', () => {
  const script = (code: string) => `<script>${code}</script>`
  assert.equal(dayOf(script('x={"createdAt":"2026-11-01","publishedAt":"2026-11-20T08:00:00Z"}')), '2026-11-20')
  assert.equal(dayOf(script(String.raw`push([1,"{\"id\":7,\"deployDt\":\"2026.11.20 18:40\"}"])`)), '2026-11-20')
  assert.equal(dayOf(script('x={"pubDate":1795352733000}')), '2026-11-22')
})

test('finds a date that a script is to print where it stands', () => {
  assert.equal(dayOf('<td><script>showDate("2026/11/20 01:43:09")</script> 7</td>'), '2026-11-20')
  assert.equal(dayOf('<date-format time="1795352733"></date-format>'), '2026-11-22')
  assert.equal(dayOf('<script>load("/2026/11/20/app.js")</script>'), null)
})

test('tells an instant in UTC by the zone that the page names, else by the clock of its country', () => {
  const head = '<meta property="article:published_time" content="2026-11-20T02:30:00Z">'
  const zone = '<script>x={"timezone":{"short":"ET","long":"America/New_York"}}</script>'
  assert.equal(dayOf(zone, { head }), '2026-11-19')
  assert.equal(dayOf('', { head }), '2026-11-20')
  assert.equal(dayOf('', { head, lang: 'en-US' }), '2026-11-20')
  assert.equal(dayOf('', { head, url: 'https://diario.example.com.ar/nota' }), '2026-11-19')
  const late = '<meta property="article:published_time" content="2026-11-20T22:30:00Z">'
  assert.equal(dayOf('', { head: late, lang: 'de' }), '2026-11-20')
  assert.equal(dayOf('', { head: late, lang: 'ja' }), '2026-11-21')
  assert.equal(dayOf('<p class="date">20 November 2026</p>', { head: late, lang: 'ja' }), '2026-11-20')
})

test('reads a month that is given by both of its Arabic names', () => {
  for (const text of ['20 تشرين الثاني / نوفمبر 2026', 'نشر في 20 نيسان/أبريل 2026', '20 نيسان (أبريل) 2026'])
    assert.match(dayOf(`<div class="date">${text}</div>`, { lang: 'ar' }) ?? '', /^2026-(?:11|04)-20$/, text)
})

test('the day on which somebody joined a site is no day of a piece', () => {
  assert.equal(dayOf('<span class="join-date">20 March 2007</span><time>20 November 2026</time>'), '2026-11-20')
  assert.equal(dayOf('<span>Member since 20 March 2007</span>'), null)
})

test('a piece put out anew has the day that its page prints, unless that is called an update or stands in the address', () => {
  const declared = (published: string, modified: string) => ({
    head: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"A headline of some length","datePublished":"${published}","dateModified":"${modified}"}</script>`,
  })
  const anew = declared('2024-03-01T09:00:00+01:00', '2026-11-20T08:00:00+01:00')
  assert.equal(dayOf('<p class="date">20 November 2026, 8:00</p>', anew), '2026-11-20')
  assert.equal(dayOf('<p class="date">Updated 20 November 2026</p>', anew), '2024-03-01')
  assert.equal(dayOf('<p class="date">1 March 2024</p>', anew), '2024-03-01')
  assert.equal(dayOf('', anew), '2024-03-01')
  assert.equal(
    dayOf('<p class="date">20 November 2026</p>', { ...anew, url: 'https://gazette.example/2024/03/01/a-piece' }),
    '2024-03-01',
  )
  const mended = declared('2026-11-18T09:00:00+01:00', '2026-11-20T08:00:00+01:00')
  assert.equal(dayOf('<p class="date">20 November 2026</p>', mended), '2026-11-18')
})
