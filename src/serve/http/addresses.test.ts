import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Hono } from 'hono'
import { BadRequest } from '../../base/index.ts'
import { columnPath, safeReturn } from './addresses.ts'
import { inFormat, routePath } from './format.ts'
import { idOf, languageParameter, textParameter, withQuery } from './query.ts'
import { tidyPath } from './tidy-path.ts'

test('the ending of an address is its format, and routes do not see it', () => {
  assert.equal(routePath(new Request('https://x.example/tr.rss?lang=tr')), '/tr')
  assert.equal(routePath(new Request('https://x.example/columnist/a.b')), '/columnist/a.b')
  assert.equal(routePath(new Request('https://x.example/assets/site.123.json')), '/assets/site.123.json')
  assert.equal(inFormat('/tr?lang=tr', 'atom'), '/tr.atom?lang=tr')
  assert.equal(inFormat('/tr', 'html'), '/tr')
})

test('too many slashes lead to the page on this site, whatever host is named', async () => {
  const app = new Hono()
  app.use(tidyPath())
  app.get('/tr', (c) => c.text('tr'))
  const location = async (path: string) => (await app.request(`http://evil.example${path}`)).headers.get('Location')
  assert.equal(await location('/tr/'), '/tr')
  assert.equal(await location('/tr//?a=1'), '/tr?a=1')
  assert.equal(await location('//evil.example/'), '/evil.example')
  assert.equal(await location('/\\evil.example/'), '/evil.example')
  assert.equal(await location('/tr'), null)
})

test('a form leads back to this site and nowhere else', () => {
  assert.equal(safeReturn('/columnist/a?year=2025'), '/columnist/a?year=2025')
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    '/a b',
    '/\nx',
    null,
    7,
    '/'.padEnd(3000, 'x'),
  ]) {
    assert.equal(safeReturn(bad), null)
  }
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string(), (url, text) => {
      for (const back of [safeReturn(url), safeReturn(text), safeReturn(`/${text}`)]) {
        if (back !== null) assert.equal(new URL(back, 'https://here.example').origin, 'https://here.example')
      }
    }),
  )
})

test('a column has an address in any script, and one without writer or letters has one too', () => {
  const card = {
    id: 5,
    publisherSlug: 'yoman',
    title: 'שלום, עולם!',
    credits: [{ slug: 'mejia' }],
  } as unknown as Parameters<typeof columnPath>[0]
  assert.equal(decodeURI(columnPath(card)), '/yoman/mejia/שלום-עולם/5')
  assert.equal(columnPath({ ...card, title: '???', credits: [] }), '/yoman/-/-/5')
})

test('parameters are checked, and what cannot be meant is a 400', async () => {
  const app = new Hono()
  app.onError((error, c) => c.text(error.message, error instanceof BadRequest ? 400 : 500))
  app.get('/', (c) => c.json([languageParameter(c), textParameter(c, 'q', 20)]))
  const ask = async (query: string) => {
    const response = await app.request(`/?${query}`)
    return response.status === 200 ? ((await response.json()) as unknown) : response.status
  }
  assert.deepEqual(await ask('lang=PT-br&q=%20a%00b%20'), ['pt-BR', 'a b'])
  assert.deepEqual(await ask('lang=&q='), [null, null])
  for (const bad of ['lang=x', 'lang=en-a', 'lang=%3Cscript%3E', `q=${'x'.repeat(21)}`]) {
    assert.equal(await ask(bad), 400)
  }
})

test('ids are positive whole numbers that a row could have', () => {
  assert.equal(idOf('17'), 17)
  for (const bad of ['0', '-1', '1.5', '1e3', '9999999999999999', '', 'x', '٣']) assert.equal(idOf(bad), null)
})

test('queries are changed one parameter at a time', () => {
  assert.equal(withQuery('/tr?lang=tr', { kind: 'column' }), '/tr?lang=tr&kind=column')
  assert.equal(withQuery('/tr?lang=tr', { lang: null }), '/tr')
  assert.equal(withQuery('/search', { q: 'a&b' }), '/search?q=a%26b')
})
