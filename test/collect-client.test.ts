// What the guarded client asks of a publisher, and what it makes of well-behaved answers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { VisitOutcome } from '../src/model/index.ts'
import { body, pretendPublisher, redirect, testClient } from './collect-server.ts'

const feed = '<rss><channel><title>Columns</title></channel></rss>'

function textOf(outcome: VisitOutcome): string {
  assert.equal(outcome.kind, 'fetched')
  return new TextDecoder().decode(outcome.body)
}

test('says who it is, what it wants, and nothing else', async (t) => {
  const press = await pretendPublisher(t, { '/feed': body(feed, { 'set-cookie': 'a=1' }), '/page': body('x') })
  const client = testClient(t)
  await client.visit({ url: press.url('/feed'), purpose: 'feed' })
  await client.visit({ url: press.url('/page'), purpose: 'page' })
  const [first, second] = press.requests
  assert.equal(first?.headers['user-agent'], 'ColonnadeBot/1.2.3 (+https://columns.example.org/bot)')
  assert.match(first?.headers.accept ?? '', /^application\/atom\+xml/)
  assert.match(second?.headers.accept ?? '', /^text\/html/)
  assert.deepEqual(Object.keys(second?.headers ?? {}).sort(), [
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ])
})

test('reads type, charset, validators and the fields that steer us', async (t) => {
  const press = await pretendPublisher(t, {
    '/feed': body(feed, {
      'content-type': 'Application/RSS+XML; version=2; Charset="ISO-8859-9"',
      etag: 'W/"é opaque"',
      'last-modified': 'yesterday, they say',
      'cache-control': 'max-age=60',
      'x-robots-tag': ['noindex', 'colonnadebot: nosnippet'],
      link: ['</a>; rel=hub', '</b>; rel=self'],
      'x-powered-by': 'secrets',
    }),
  })
  const outcome = await testClient(t).visit({ url: press.url('/feed'), purpose: 'feed' })
  assert.equal(textOf(outcome), feed)
  assert.equal(outcome.kind, 'fetched')
  assert.deepEqual([outcome.status, outcome.url, outcome.bytes], [200, press.url('/feed'), feed.length])
  assert.deepEqual([outcome.contentType, outcome.charset], ['application/rss+xml', 'iso-8859-9'])
  assert.equal(outcome.validators.lastModified, 'yesterday, they say')
  assert.equal(outcome.headers['x-robots-tag'], 'noindex\ncolonnadebot: nosnippet')
  assert.equal(outcome.headers['link'], '</a>; rel=hub, </b>; rel=self')
  assert.deepEqual(Object.keys(outcome.headers).sort(), ['cache-control', 'date', 'link', 'x-robots-tag'])
  assert.equal(outcome.movedTo, null)
})

test('sends validators back as they came and understands 304 and 226', async (t) => {
  const press = await pretendPublisher(t, {
    '/same': body('', { 'cache-control': 'max-age=300' }, 304),
    '/delta': body(feed, { im: 'feed' }, 226),
  })
  const client = testClient(t)
  const etag = '"strange,  \'value\' \\"'
  const same = await client.visit({
    url: press.url('/same'),
    purpose: 'feed',
    validators: { etag, lastModified: 'Mon' },
  })
  assert.deepEqual(same, {
    kind: 'not-modified',
    url: press.url('/same'),
    headers: { 'cache-control': 'max-age=300', date: (same as { headers: Record<string, string> }).headers['date'] },
    movedTo: null,
    bytes: 0,
  })
  assert.equal(press.requests[0]?.headers['if-none-match'], etag)
  assert.equal(press.requests[0]?.headers['if-modified-since'], 'Mon')
  assert.equal(press.requests[0]?.headers['a-im'], 'feed')
  const delta = await client.visit({
    url: press.url('/delta'),
    purpose: 'feed',
    validators: { etag, lastModified: null },
  })
  assert.equal(delta.kind === 'fetched' && delta.status, 226)
  const unasked = await client.visit({ url: press.url('/same'), purpose: 'feed' })
  assert.deepEqual(unasked, { kind: 'failed', status: 304 })
})

test('what an ETag was received as is what is sent, byte for byte', async (t) => {
  const press = await pretendPublisher(t, { '/feed': body(feed, { etag: 'W/"caf\u00e9"' }) })
  const client = testClient(t)
  const first = await client.visit({ url: press.url('/feed'), purpose: 'feed' })
  assert.equal(first.kind, 'fetched')
  await client.visit({ url: press.url('/feed'), purpose: 'feed', validators: first.validators })
  assert.equal(press.requests[1]?.headers['if-none-match'], 'W/"caf\u00e9"')
})

test('undoes gzip, br, zstd, deflate in both forms, and two codings at once', async (t) => {
  const press = await pretendPublisher(t, {
    '/gzip': body(gzipSync(feed), { 'content-encoding': 'gzip' }),
    '/x-gzip': body(gzipSync(feed), { 'content-encoding': 'X-GZIP' }),
    '/br': body(brotliCompressSync(feed), { 'content-encoding': 'br' }),
    '/zstd': body(zstdCompressSync(feed), { 'content-encoding': 'zstd' }),
    '/deflate': body(deflateSync(feed), { 'content-encoding': 'deflate' }),
    '/raw': body(deflateRawSync(feed), { 'content-encoding': 'deflate' }),
    '/both': body(gzipSync(brotliCompressSync(feed)), { 'content-encoding': 'br, gzip' }),
    '/identity': body(feed, { 'content-encoding': 'identity' }),
    '/members': body(Buffer.concat([gzipSync(feed.slice(0, 9)), gzipSync(feed.slice(9))]), {
      'content-encoding': 'gzip',
    }),
  })
  const client = testClient(t)
  for (const path of ['/gzip', '/x-gzip', '/br', '/zstd', '/deflate', '/raw', '/both', '/identity', '/members']) {
    assert.equal(textOf(await client.visit({ url: press.url(path), purpose: 'feed' })), feed, path)
  }
})

test('follows redirects across hosts and tells a lasting move from a passing one', async (t) => {
  const press = await pretendPublisher(t, {
    '/feed': body(feed),
    '/moved': (request, response) =>
      redirect(301, `http://b.localhost:${request.socket.localPort}/again`)(request, response),
    '/again': redirect(308, '/feed'),
    '/then-away': redirect(301, '/away'),
    '/away': redirect(302, '/feed'),
    '/passing': redirect(307, '/moved'),
    '/same-after-move': redirect(301, '/304'),
    '/304': body('', {}, 304),
  })
  const client = testClient(t)
  const moved = async (path: string) => {
    const outcome = await client.visit({
      url: press.url(path),
      purpose: 'feed',
      validators: { etag: '"1"', lastModified: null },
    })
    return outcome.kind === 'fetched' || outcome.kind === 'not-modified' ? [outcome.url, outcome.movedTo] : outcome
  }
  const there = press.url('/feed', 'b.localhost')
  assert.deepEqual(await moved('/moved'), [there, there])
  assert.deepEqual(await moved('/then-away'), [press.url('/feed'), press.url('/away')])
  assert.deepEqual(await moved('/passing'), [there, null])
  assert.deepEqual(await moved('/same-after-move'), [press.url('/304'), press.url('/304')])
})

test('follows an address written in raw UTF-8, as many servers send it', async (t) => {
  const raw = Buffer.from('/köşe/yazı').toString('latin1')
  const press = await pretendPublisher(t, { '/a': redirect(302, raw), '/k%C3%B6%C5%9Fe/yaz%C4%B1': body('arrived') })
  assert.equal(textOf(await testClient(t).visit({ url: press.url('/a'), purpose: 'page' })), 'arrived')
})

test('asks before it follows', async (t) => {
  const press = await pretendPublisher(t, { '/a': redirect(302, '/private'), '/private': body('x') })
  const asked: string[] = []
  const outcome = await testClient(t).visit({
    url: press.url('/a'),
    purpose: 'page',
    mayFollow: (url) => {
      asked.push(url)
      return false
    },
  })
  assert.deepEqual(outcome, { kind: 'forbidden', by: 'robots.txt', status: null })
  assert.deepEqual(asked, [press.url('/private')])
  assert.deepEqual(
    press.requests.map(({ url }) => url),
    ['/a'],
  )
})

test('names what an answer means', async (t) => {
  const soon = new Date(Date.now() + 3_600_000)
  const press = await pretendPublisher(t, {
    '/seconds': body('', { 'retry-after': '60' }, 429),
    '/date': body('', { 'retry-after': soon.toUTCString() }, 503),
    '/busy': body('', {}, 503),
    '/5xx': body('', { 'retry-after': '60' }, 500),
    ...Object.fromEntries(
      [200, 401, 402, 403, 404, 410, 451, 400, 405, 500, 206, 300, 304].map((s) => [`/${s}`, body('', {}, s)]),
    ),
    '/passing-410': redirect(302, '/410'),
    '/lasting-410': redirect(301, '/410'),
    '/nowhere': body('', {}, 301),
  })
  const client = testClient(t)
  const of = (path: string) => client.visit({ url: press.url(path), purpose: 'page' })
  const seconds = await of('/seconds')
  assert.ok(seconds.kind === 'asked-to-wait' && seconds.until)
  assert.ok(Math.abs(seconds.until.getTime() - Date.now() - 60_000) < 5000)
  const date = await of('/date')
  assert.ok(date.kind === 'asked-to-wait' && date.until)
  assert.equal(Math.floor(date.until.getTime() / 1000), Math.floor(soon.getTime() / 1000))
  assert.deepEqual(await of('/busy'), { kind: 'asked-to-wait', status: 503, url: press.url('/busy'), until: null })
  assert.equal((await of('/5xx')).kind, 'asked-to-wait')
  for (const status of [401, 402, 403])
    assert.deepEqual(await of(`/${status}`), { kind: 'forbidden', by: 'status', status })
  assert.deepEqual(await of('/404'), { kind: 'missing', status: 404 })
  assert.deepEqual(await of('/410'), { kind: 'gone', status: 410 })
  assert.deepEqual(await of('/451'), { kind: 'gone', status: 451 })
  assert.deepEqual(await of('/lasting-410'), { kind: 'gone', status: 410 })
  assert.deepEqual(await of('/passing-410'), { kind: 'missing', status: 410 })
  for (const status of [400, 405, 500, 206, 300]) assert.deepEqual(await of(`/${status}`), { kind: 'failed', status })
  assert.deepEqual(await of('/nowhere'), { kind: 'failed', status: 301 })
  assert.equal(textOf(await of('/200')), '')
})

test('one connection serves one visit after another, also after an error page', async (t) => {
  const press = await pretendPublisher(t, {
    '/feed': body(feed),
    '/moved': redirect(301, '/feed'),
    '/500': body('sorry'.repeat(100), {}, 500),
  })
  const client = testClient(t)
  for (const path of ['/feed', '/500', '/moved', '/404', '/feed'])
    await client.visit({ url: press.url(path), purpose: 'feed' })
  assert.equal(press.requests.length, 6)
  assert.equal(press.connections.size, 1)
})

test('an unused connection is closed', async (t) => {
  const press = await pretendPublisher(t, { '/feed': body(feed) })
  const client = testClient(t, { limits: { idleMs: 50 } })
  await client.visit({ url: press.url('/feed'), purpose: 'feed' })
  const [socket] = press.connections
  assert.ok(socket)
  if (!socket.destroyed) await new Promise((done) => socket.once('close', done))
  assert.equal(socket.destroyed, true)
})

test('a file to be cut is cut at its limit, compressed or not', async (t) => {
  const long = 'abcdefghij'.repeat(1000)
  const press = await pretendPublisher(t, {
    '/plain': body(long),
    '/announced': body(long, { 'content-length': String(long.length) }),
    '/gzip': body(gzipSync(long), { 'content-encoding': 'gzip' }),
  })
  const client = testClient(t)
  for (const path of ['/plain', '/announced', '/gzip']) {
    const outcome = await client.visit({ url: press.url(path), purpose: 'robots', maxBytes: 1234, cut: true })
    assert.equal(textOf(outcome), long.slice(0, 1234), path)
  }
})

test('ends at once when its signal aborts, before and during a visit', async (t) => {
  const press = await pretendPublisher(t, { '/slow': () => {}, '/half': (_, response) => response.write('half') })
  const client = testClient(t)
  const reason = new Error('shutting down')
  await assert.rejects(client.visit({ url: press.url('/slow'), purpose: 'feed' }, AbortSignal.abort(reason)), reason)
  for (const path of ['/slow', '/half']) {
    const abort = new AbortController()
    const visit = client.visit({ url: press.url(path), purpose: 'feed' }, abort.signal)
    setTimeout(() => abort.abort(reason), 30)
    await assert.rejects(visit, reason, path)
  }
})

test('a closed client rejects what was under way: that is not the publisher failing', async (t) => {
  const press = await pretendPublisher(t, { '/slow': () => {} })
  const client = testClient(t)
  const visit = client.visit({ url: press.url('/slow'), purpose: 'feed' })
  setTimeout(() => void client.close(), 30)
  await assert.rejects(visit, /closed/)
  await assert.rejects(client.visit({ url: press.url('/slow'), purpose: 'feed' }), /closed/)
})
