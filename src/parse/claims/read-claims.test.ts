// Which credits of a page are claimed, and how strongly: labels within a line, strips, links to other pieces, page state.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Claim } from '../../model/index.ts'
import { parsePage } from '../index.ts'

const text = `<p>${'The harbour council met again on Tuesday night and left the breakwater unanswered. '.repeat(4)}</p>`

function claimsOf(body: string, head = ''): readonly Claim[] {
  const html = `<!doctype html><html><head><title>The wall</title>${head}</head><body>${body}</body></html>`
  return parsePage(html, { url: 'https://post.example/opinion/1' }).claims
}

const strengthOf = (claims: readonly Claim[], part: string): number =>
  Math.max(0, ...claims.filter((one) => one.text.includes(part)).map((one) => one.strength ?? 1))

test('a label in the midst of a line of date and source is a credit', () => {
  for (const line of [
    '17.11.2026 | Autor: Jan Molo',
    '2026-11-17 06:00 来源：港报 作者：秦海',
    '조항구 논설위원 | 입력 2026.11.17',
    'November 17, 2026 by Jan Molo',
  ]) {
    const claims = claimsOf(`<article><h1>The wall</h1><div>${line}</div>${text.repeat(4)}</article>`)
    assert.ok(strengthOf(claims, line.slice(0, 10)) >= 0.5, line)
  }
})

test('a strip of the house’s writers above the headline says less than the name below it', () => {
  const strip = ['Max Grey', 'Tom Nib', 'Nell Shoal'].map((name) => `<a class="author" href="/a/${name}">${name}</a>`)
  const claims = claimsOf(
    `<div>${strip.join('')}</div><article><h1>The wall</h1><p class="author">Ann Rope</p>${text.repeat(4)}</article>`,
  )
  assert.ok(strengthOf(claims, 'Max Grey') < strengthOf(claims, 'Ann Rope') - 0.3)
})

test('a link to another piece does not credit its writer with this one', () => {
  const claims = claimsOf(
    `<article><h1>The wall</h1>${text.repeat(4)}<ul><li><a href="/x">By Max Grey: the sea is wrong about us all</a></li></ul></article>`,
  )
  assert.ok(strengthOf(claims, 'Max Grey') < 0.3)
})

const state = (data: unknown): string =>
  `<script id="__STATE__" type="application/json">${JSON.stringify(data)}</script>`

test('the object that bears the headline names the writer where nothing else does', () => {
  const data = {
    props: {
      related: [{ title: 'Another wall', authors: [{ name: 'Max Grey' }] }],
      article: { headline: { basic: 'The wall' }, credits: { by: [{ name: 'Ann Rope' }] } },
    },
  }
  const claims = claimsOf(`<h1>The wall</h1>${text.repeat(3)}${state(data)}`)
  assert.deepEqual(
    claims.filter(({ source }) => source === 'data-island').map((one) => one.text),
    ['Ann Rope'],
  )
})

test('state that is no JSON, or deep, or large, claims nothing and ends', () => {
  let deep: unknown = 1
  for (let at = 0; at < 3000; at++) deep = { author: deep }
  const wide = { title: 'Other', items: Array.from({ length: 50_000 }, (_, at) => ({ author: { name: `N ${at}` } })) }
  for (const script of [
    '<script type="application/json">{"author": nonsense</script>',
    state(deep),
    state(wide).slice(0, 399_000),
  ])
    assert.deepEqual(
      claimsOf(`<h1>The wall</h1>${text}${script}`).filter(({ strength }) => (strength ?? 0) >= 0.7),
      [],
    )
})

test('a name alone on its line keeps all its letters', () => {
  for (const name of ['Simon Roe', 'Miriam Hall', 'Adam Rope', 'Jason Grey']) {
    const claims = claimsOf(`<article><h1>The wall</h1><p>${name}</p>${text.repeat(4)}</article>`)
    assert.ok(
      claims.some((claim) => claim.text === name),
      name,
    )
  }
})

test('whom the press may ask, who reviewed a thing and what a list links to wrote nothing', () => {
  const signed = (label: string) =>
    claimsOf(
      `<article><h1>The wall</h1>${text.repeat(4)}<p>${label}<br>Harbour Trust<br>Ann Rope<br>Quay 3</p></article>`,
    )
  assert.ok(strengthOf(signed('The council meets again.'), 'Ann Rope') > 0)
  assert.equal(strengthOf(signed('Press contact:'), 'Ann Rope'), 0)
  const review = '<div itemprop="review" itemscope><span itemprop="author" content="Max Grey"></span></div>'
  assert.ok(strengthOf(claimsOf(`<h1>The wall</h1><p>${text}</p>${review}`), 'Max Grey') > 0)
  assert.equal(strengthOf(claimsOf(`<h1>The wall</h1><p>${text}</p>${review.repeat(2)}`), 'Max Grey'), 0)
  const list = ['Top Vintage', 'Max Grey', 'Nell Shoal'].map((name) => `<a href="/12/${name}/">${name}</a><br>`)
  assert.equal(strengthOf(claimsOf(`<h1>The wall</h1><div>${list.join('')}</div>${text}`), 'Max Grey'), 0)
})

test('who is said below the text to teach or write elsewhere wrote it; who is quoted in it did not', () => {
  const below = (line: string) =>
    strengthOf(claimsOf(`<article><h1>The wall</h1>${text.repeat(4)}<p>${line}</p></article>`), 'Ann Rope')
  assert.ok(below('<em>Ann Rope teaches oceanography at the University of the Isles.</em>') >= 0.45)
  assert.ok(below('Ann Rope writes that the sea gives nothing back, and that nobody asks it to.') < 0.3)
})

test('a long biography below the text is told as one line, however it stands in the source', () => {
  const told = `Ann Rope teaches\n   oceanography at the University of the Isles. ${'She has measured tides for a long time. '.repeat(8)}`
  const claims = claimsOf(`<article><h1>The wall</h1>${text.repeat(4)}<p>${told}</p></article>`)
  assert.ok(claims.some((one) => one.text.startsWith('Ann Rope teaches oceanography at the University')))
})

const ld = (data: unknown): string => `<script type="application/ld+json">${JSON.stringify(data)}</script>`

test('of several articles in structured data, the one that bears the headline is the piece', () => {
  const claims = claimsOf(
    `<h1>The wall</h1>${text.repeat(3)}`,
    ld([
      { '@type': 'Article', headline: 'Another', author: { '@type': 'Person', name: 'Max Grey' } },
      { '@type': 'Article', headline: 'The wall', author: { '@type': 'Person', name: 'Ann Rope' } },
    ]),
  )
  assert.deepEqual(
    claims.filter(({ source }) => source === 'json-ld').map((one) => one.text),
    ['Ann Rope'],
  )
})

test('who made a film on the page is claimed weakly', () => {
  const claims = claimsOf(
    `<h1>The wall</h1>${text.repeat(3)}`,
    ld({ '@type': 'VideoObject', name: 'Clip', author: { '@type': 'Person', name: 'Max Grey' } }),
  )
  assert.ok(strengthOf(claims, 'Max Grey') < 0.5)
})

test('a name alone under the headline is claimed in scripts without capitals, with care', () => {
  const under = (line: string) =>
    claimsOf(`<article><h1>The wall</h1><div>${line}</div>${text.repeat(4)}</article>`).map((one) => one.text)
  assert.deepEqual(under('سمير البحري'), ['سمير البحري'])
  assert.deepEqual(under('אורי גלים, פרשן לענייני ים | 17.11.2026'), ['אורי גלים'])
  assert.deepEqual(under('高橋灯子（作家）'), ['高橋灯子'])
  assert.deepEqual(under('■秦海'), ['秦海'])
  assert.deepEqual(under('社会评论'), [])
  assert.deepEqual(under('رأي'), [])
})
