// Which of a page's headlines counts, and where it begins and ends.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePage } from './index.ts'

const titleOf = (head: string, body: string) =>
  parsePage(`<html><head>${head}</head><body>${body}</body></html>`, { url: 'https://gazette.example/opinion/piece' })
    .title

const og = (title: string) =>
  `<meta property="og:title" content="${title}"><meta name="twitter:title" content="${title}">`
const headline = 'Who guards the harbour archive now'

test('a heading loses what follows the title that two places declare', () => {
  assert.equal(titleOf(og(headline), `<h1>${headline} | OTHER-NAME.ORG</h1>`), headline)
  const subtitled = `${headline}, and why`
  assert.equal(titleOf(og(headline), `<h1>${subtitled}</h1>`), subtitled)
})

test('a heading that breaks off after a colon gives way to the title that goes on', () => {
  const whole = 'The Harbour Project: better student journalism'
  assert.equal(
    titleOf(
      `<title>${whole} — Gazette</title><meta property="og:title" content="${whole}">`,
      '<h3>x</h3><h2>Harbour Project:</h2>',
    ),
    whole,
  )
})

test('a heading loses a kicker that no place declares', () => {
  const head = '<title>Quiet harbours? - Gazette</title><meta property="og:title" content="Quiet harbours? - Gazette">'
  assert.equal(titleOf(head, '<h1>Trade at sea: Quiet harbours?</h1>'), 'Quiet harbours?')
  assert.equal(
    titleOf(head.replaceAll('Quiet', 'Trade at sea: Quiet'), '<h1>Trade at sea: Quiet harbours?</h1>'),
    'Trade at sea: Quiet harbours?',
  )
})

test('a second heading in the head of the site or within a link is no headline', () => {
  const title = `<title>The harbour before the court : The Third Bench : Gazette</title>`
  const branding = '<header><a href="/bench/"><h2>The Third Bench</h2></a></header>'
  assert.equal(titleOf(title, `${branding}<article><h1>${headline}</h1></article>`), headline)
  const hidden = `<div class="site-branding"><h2 class="screen-reader-text">${headline}: the reasons | Harbour</h2></div>`
  const declared = og(`${headline}: the reasons | Harbour`)
  assert.equal(titleOf(declared, `${hidden}<main><article><h1>${headline}</h1></article></main>`), headline)
})

test('of several headings named in the title the longest is the piece’s', () => {
  const title = '<title>Harbour - Announcements today - Proclamation of the archive act</title>'
  assert.equal(
    titleOf(title, '<h1>Harbour</h1><h1>Announcements today</h1><main><h1>Proclamation of the archive act</h1></main>'),
    'Proclamation of the archive act',
  )
})
