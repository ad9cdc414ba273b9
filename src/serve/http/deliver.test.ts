import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { Hono } from 'hono'
import { chooseEncoding, deliver, matches } from './deliver.ts'

const page = `<p>${'The tide does not read the timetable. '.repeat(60)}</p>`
const app = new Hono()
app.use(deliver())
app.get('/page', (c) => c.html(page, 200, { Vary: 'Cookie' }))
app.get('/short', (c) => c.text('ok'))
app.get('/missing', (c) => c.html(page, 404))
app.get('/tagged', (c) => c.text('own', 200, { ETag: '"own"' }))

const decoders = { zstd: zstdDecompressSync, br: brotliDecompressSync, gzip: gunzipSync } as const

test('sends each of the three encodings, and the same page comes out', async () => {
  for (const [encoding, decode] of Object.entries(decoders)) {
    const response = await app.request('/page', { headers: { 'Accept-Encoding': encoding } })
    assert.equal(response.headers.get('Content-Encoding'), encoding)
    const body = Buffer.from(await response.arrayBuffer())
    assert.equal(response.headers.get('Content-Length'), String(body.length))
    assert.equal(decode(body).toString(), page)
    assert.ok(body.length < page.length / 5)
  }
})

test('varies by encoding beside what the page varies by', async () => {
  const response = await app.request('/page')
  assert.equal(response.headers.get('Content-Encoding'), null)
  assert.equal(response.headers.get('Vary'), 'Cookie, Accept-Encoding')
  assert.equal(await response.text(), page)
})

test('answers 304 to whoever has the page, in any encoding, also to HEAD', async () => {
  const tag = (await app.request('/page', { headers: { 'Accept-Encoding': 'br' } })).headers.get('ETag') ?? ''
  assert.match(tag, /^W\/"[\w-]{27}"$/)
  for (const method of ['GET', 'HEAD']) {
    const response = await app.request('/page', {
      method,
      headers: { 'If-None-Match': `"x", ${tag}`, 'Accept-Encoding': 'gzip' },
    })
    assert.equal(response.status, 304)
    assert.equal(await response.text(), '')
    assert.equal(response.headers.get('ETag'), tag)
    assert.equal(response.headers.get('Vary'), 'Cookie, Accept-Encoding')
    assert.equal(response.headers.get('Content-Type'), null)
  }
})

test('HEAD has the length and no body', async () => {
  const response = await app.request('/page', { method: 'HEAD' })
  assert.equal(response.headers.get('Content-Length'), String(page.length))
  assert.equal(await response.text(), '')
})

test('leaves short answers, errors and answers with a tag of their own as they are', async () => {
  assert.equal(
    (await app.request('/short', { headers: { 'Accept-Encoding': 'br' } })).headers.get('Content-Encoding'),
    null,
  )
  const missing = await app.request('/missing', { headers: { 'If-None-Match': '*' } })
  assert.equal(missing.status, 404)
  assert.equal(missing.headers.get('ETag'), null)
  assert.equal((await app.request('/tagged')).headers.get('ETag'), '"own"')
})

test('chooses zstd, then br, then gzip, and nothing that is refused', () => {
  assert.equal(chooseEncoding('gzip, deflate, br, zstd'), 'zstd')
  assert.equal(chooseEncoding('gzip, deflate, br'), 'br')
  assert.equal(chooseEncoding('zstd;q=0, BR;q=0.000, gzip;q=0.5'), 'gzip')
  assert.equal(chooseEncoding('*'), 'gzip')
  assert.equal(chooseEncoding('identity'), null)
  assert.equal(chooseEncoding(''), null)
  assert.equal(chooseEncoding(undefined), null)
})

test('compares tags weakly', () => {
  assert.ok(matches('*', 'W/"a"'))
  assert.ok(matches('"a"', 'W/"a"'))
  assert.ok(!matches('"b"', 'W/"a"'))
  assert.ok(!matches(undefined, 'W/"a"'))
})
