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

test('a chapter that is a part of the headline’s words does not stand for it', () => {
  const printed = 'How the harbour archive was saved'
  const head = og('The harbour archive: how it was saved')
  assert.equal(titleOf(head, `<main><h1>${printed}</h1><h2>The harbour archive</h2></main>`), printed)
})

test('an arrow leads from the site to the piece, or from the headline to the site', () => {
  const main = '<main><h1>A quiet vote</h1><p>x</p><h2>Other pieces</h2></main>'
  assert.equal(titleOf('<title>A quiet vote › harbour press</title>', main), 'A quiet vote')
  const blog = '<h1>Harbour notes</h1><h2>A quiet vote</h2>'
  assert.equal(titleOf('<title>Harbour notes » A quiet vote</title>', blog), 'A quiet vote')
})

test('a heading named for the site, and the line below a headline, are no part of it', () => {
  const two =
    '<h1 class="site-title">All about the harbour</h1><article><h1 class="entry-title">A quiet vote</h1></article>'
  assert.equal(titleOf('<title>A quiet vote | All about the harbour</title>', two), 'A quiet vote')
  const lined = `<h1><span>${headline}</span> <small>A visit to the reading room</small></h1>`
  assert.equal(titleOf(og(headline), lined), headline)
})

test('a printed headline of which a declared title has half the words counts; a mark left over at its end does not', () => {
  const printed = 'Seven places in town to look for an archive'
  assert.equal(titleOf('<title>Seven places to find an archive</title>', `<h1>${printed} : </h1>`), printed)
})

test('a site that no meta names is told by its head, by the link that leads home, or by its system', () => {
  const post = '<h3 class="post-title entry-title">Planks and promises</h3>'
  const window = '<title>Low Tide Diary: Planks and promises</title>'
  assert.equal(
    titleOf(window, `<div id="header"><h1 class="title">Low Tide Diary</h1></div>${post}`),
    'Planks and promises',
  )
  assert.equal(titleOf(window, post), 'Planks and promises')
  assert.equal(
    titleOf(window, '<div><a href="https://gazette.example/">Low Tide Diary</a></div>'),
    'Planks and promises',
  )
  assert.equal(titleOf(`<meta name="generator" content="blogger">${window}`, '<p>x</p>'), 'Planks and promises')
  assert.equal(
    titleOf(
      '<title>Planks and promises — Low Tide Diary</title>',
      '<h1 class="logo">Low Tide Diary</h1><h2>Planks and promises</h2>',
    ),
    'Planks and promises',
  )
})

test('a colon of the headline’s own parts it from nothing', () => {
  const own = 'The pier: a short history of waiting'
  assert.equal(titleOf(`<title>${own}</title>`, '<p>x</p>'), own)
})
