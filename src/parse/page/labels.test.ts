import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePage } from './index.ts'

const now = new Date('2026-11-22T18:00:00Z')
const labelsOf = (html: string) => parsePage(html, { url: 'https://gazette.example/opinion/piece', now }).labels

test('a page’s labels are its sections, its trail and its tags, in this order and none twice', () => {
  const article = {
    '@type': 'OpinionNewsArticle',
    headline: 'The pier',
    articleSection: ['Opinion', 'Economy'],
    keywords: ['Harbours', 'Economy'],
  }
  const trail = {
    '@type': 'BreadcrumbList',
    itemListElement: ['Home', 'Comment'].map((name, i) => ({ '@type': 'ListItem', position: i + 1, name })),
  }
  const html = `<head>
    <script type="application/ld+json">${JSON.stringify([article, trail])}</script>
    <meta property="article:tag" content="Law"><meta property="article:tag" content="Elections">
    <meta name="news_keywords" content="ports, Law , trade">
    <meta name="keywords" content="news, sport, weather, every page of ours">
    </head><h1>The pier</h1>`
  assert.deepEqual(labelsOf(html), [
    'Opinion', 'Economy', 'Comment', 'Law', 'Elections', 'ports', 'trade', 'Harbours',
  ]) // prettier-ignore
})

test('labels are few and short, whatever the page says', () => {
  const many = Array.from({ length: 40 }, (_, i) => `<meta property="article:tag" content="Tag ${i}">`).join('')
  assert.equal(labelsOf(`<head>${many}</head><h1>T</h1>`)?.length, 12)
  assert.deepEqual(labelsOf(`<head><meta property="article:tag" content="${'long '.repeat(30)}"></head><h1>T</h1>`), [])
  assert.deepEqual(
    labelsOf(
      '<head><script type="application/ld+json">{"@type":"Article","keywords":{"a":1}}</script></head><h1>T</h1>',
    ),
    [],
  )
})
