import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePage } from '../parse/index.ts'
import { feedFromPage } from './entries-from-page.ts'

const page = (links: string) =>
  feedFromPage(
    parsePage(`<html lang="en"><title>Ada Quill</title><main><h1>Ada Quill</h1>${links}</main></html>`, {
      url: 'https://paper.example/writers/ada-quill',
      links: true,
    }),
  )

test('lists the pieces that an author page links to, once each and in its order', () => {
  const { entries, problems } = page(`
    <a href="/opinion/why-the-ferry-runs-late-again">Why the ferry runs late again</a>
    <a href="/opinion/2026/10/4711">A short word about winter</a>
    <a href="/opinion/why-the-ferry-runs-late-again?utm_source=x#top">Why the ferry runs late again</a>`)
  assert.deepEqual(
    entries.map(({ url, title }) => [url, title]),
    [
      ['https://paper.example/opinion/why-the-ferry-runs-late-again', 'Why the ferry runs late again'],
      ['https://paper.example/opinion/2026/10/4711', 'A short word about winter'],
    ],
  )
  assert.deepEqual(problems, [])
})

test('leaves out menus, other hosts, the page itself and links without a headline', () => {
  const { entries, problems } = page(`
    <a href="/opinion">Opinion</a>
    <a href="/writers/ada-quill?page=2">Older columns by this writer</a>
    <a href="https://elsewhere.example/a-long-piece-of-text-here">A long piece of text</a>
    <a href="/opinion/why-the-ferry-runs-late-again">More</a>
    <a href="javascript:alert(1)">A headline of four words</a>`)
  assert.deepEqual(entries, [])
  assert.equal(problems.length, 1)
})
