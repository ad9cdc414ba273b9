import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAuthorPage } from './author-page.ts'

const url = 'https://paper.example/authors/ann-marsh'
const read = (html: string, name = 'Ann Marsh') => parseAuthorPage(html, { url, name })

test('reads the person that structured data calls the page’s main entity', () => {
  const page = read(`<html lang="en"><head><script type="application/ld+json">{"@context":"https://schema.org",
    "@type":"ProfilePage","mainEntity":{"@id":"#p"},"@graph":[{"@type":"ProfilePage","mainEntity":{"@id":"#p"}},
    {"@type":"Person","@id":"#p","name":"Ann Marsh","description":"Ann Marsh writes on rivers and the people beside them.",
     "sameAs":["https://social.example/@annmarsh","/authors/ann-marsh","https://share.example/sharer?u=x"],
     "image":{"@type":"ImageObject","url":"/pictures/ann.jpg"}},
    {"@type":"Person","name":"Bob Reed","sameAs":["https://social.example/@bob"]}]}</script></head><body></body></html>`)
  assert.equal(page.isTheirs, true)
  assert.deepEqual(page.links, ['https://social.example/@annmarsh'])
  assert.equal(page.biography, 'Ann Marsh writes on rivers and the people beside them.')
  assert.equal(page.image, 'https://paper.example/pictures/ann.jpg')
  assert.equal(page.lang, 'en')
})

test('reads an h-card and rel=me, and leaves the publisher’s own accounts alone', () => {
  const page = read(`<body><header><a href="https://social.example/@paper">Follow us</a></header>
    <div class="h-card"><h1 class="p-name">Ann Marsh</h1><p class="p-note">Columnist since the flood of 1999.</p>
    <a rel="me" href="https://ann.example/">Home</a><a href="https://social.example/@paper">The paper</a>
    <a href="https://social.example/@annmarsh">Follow</a><a href="https://social.example/intent/post?text=hi">Share</a></div>
    <footer><a href="https://social.example/@paper">Paper</a></footer></body>`)
  assert.deepEqual(page.links, ['https://ann.example/', 'https://social.example/@annmarsh'])
  assert.equal(page.biography, 'Columnist since the flood of 1999.')
})

test('reads the box around the heading, not the columns listed below it', () => {
  const cards =
    '<div class="card"><a href="https://elsewhere.example/x">x</a><p>A long teaser of a column she wrote.</p></div>'
  const page = read(`<main><section><h1>ANN MARSH</h1><p>Ann Marsh has written for this paper since 1999.</p>
    <a href="https://social.example/annmarsh">@annmarsh</a></section><div>${cards.repeat(60)}</div></main>`)
  assert.equal(page.isTheirs, true)
  assert.deepEqual(page.links, ['https://social.example/annmarsh'])
  assert.equal(page.biography, 'Ann Marsh has written for this paper since 1999.')
})

test('says nothing of a page that is about someone else', () => {
  const page = read(`<body><h1>Bob Reed</h1><p>Bob Reed writes about Ann Marsh and her rivers every week.</p>
    <a rel="me" href="https://bob.example/">me</a></body>`)
  assert.deepEqual(
    { isTheirs: page.isTheirs, links: page.links, biography: page.biography },
    { isTheirs: false, links: [], biography: null },
  )
})

test('is bounded on a hostile page', () => {
  const page = read(`<body>${'<div class="h-card"><span class="p-name">Ann Marsh</span>'.repeat(30_000)}`)
  assert.ok(page.links.length <= 20)
})

test('passes the page’s wishes on', () => {
  const page = read('<head><meta name="robots" content="nosnippet"></head><body><h1>Ann Marsh</h1></body>')
  assert.deepEqual(
    page.directives.map(({ name }) => name),
    ['nosnippet'],
  )
})

test('takes the picture that is marked as theirs or bears their name, and no other', () => {
  const page = (img: string) =>
    read(`<main><section><h1>Ann Marsh</h1><img src="/logo.png" alt="The Paper">${img}</section></main>`).image
  assert.equal(page('<img class="u-photo" src="/faces/ann.jpg">'), 'https://paper.example/faces/ann.jpg')
  assert.equal(page('<img alt="Portrait of Ann Marsh" src="data:," data-src="/faces/ann.jpg">'), 'https://paper.example/faces/ann.jpg') // prettier-ignore
  assert.equal(page('<img alt="A river" src="/river.jpg">'), null)
})
