// Publishers that misbehave, by mistake or on purpose: every fault is an outcome with a name, and costs little.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import type { VisitOutcome } from '../src/model/index.ts'
import { body, pretendPublisher, redirect, testClient, type Handler } from './collect-server.ts'

const megabyte = 1024 * 1024

/** `refused too-large`, `unreachable`, `fetched`. */
function named(outcome: VisitOutcome): string {
  return outcome.kind === 'refused' ? `refused ${outcome.reason}` : outcome.kind
}

const endless: Handler = (_, response) => {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', more)
  more()
}

test('bombs are refused without being unpacked', async (t) => {
  const zeros = Buffer.alloc(64 * megabyte)
  const press = await pretendPublisher(t, {
    '/gzip': body(gzipSync(zeros), { 'content-encoding': 'gzip' }),
    '/br': body(brotliCompressSync(zeros), { 'content-encoding': 'br' }),
    '/zstd': body(zstdCompressSync(zeros), { 'content-encoding': 'zstd' }),
    '/twice': body(gzipSync(gzipSync(zeros)), { 'content-encoding': 'gzip, gzip' }),
    '/thrice': body(gzipSync(gzipSync(gzipSync(zeros))), { 'content-encoding': 'gzip, gzip, gzip' }),
  })
  const client = testClient(t)
  const before = process.memoryUsage().arrayBuffers
  const outcomes = []
  for (const path of ['/gzip', '/br', '/zstd', '/twice', '/thrice']) {
    outcomes.push(named(await client.visit({ url: press.url(path), purpose: 'feed' })))
  }
  assert.deepEqual(outcomes, ['refused too-large', 'refused bomb', 'refused bomb', 'refused bomb', 'refused encoding'])
  assert.ok(process.memoryUsage().arrayBuffers - before < 40 * megabyte)
})

test('a feed that compresses very well is no bomb', async (t) => {
  const feed = `<rss>${'<item><title>The same again</title></item>\n'.repeat(6000)}</rss>`
  const press = await pretendPublisher(t, { '/feed': body(gzipSync(feed), { 'content-encoding': 'gzip' }) })
  const outcome = await testClient(t).visit({ url: press.url('/feed'), purpose: 'feed' })
  assert.equal(outcome.kind === 'fetched' && outcome.body.byteLength, feed.length)
})

test('a body beyond the limit is refused, announced or not, compressed or not', async (t) => {
  const noise = randomBytes(3000)
  const press = await pretendPublisher(t, {
    '/endless': endless,
    '/announced': (_, response) => response.writeHead(200, { 'content-length': '99999999999' }).flushHeaders(),
    '/long': body(noise),
    '/gzip': body(gzipSync(noise), { 'content-encoding': 'gzip' }),
    '/just-right': body(noise.subarray(0, 2000)),
  })
  const client = testClient(t)
  const visit = (path: string) => client.visit({ url: press.url(path), purpose: 'page', maxBytes: 2000 })
  assert.equal(named(await client.visit({ url: press.url('/endless'), purpose: 'page' })), 'refused too-large')
  for (const path of ['/endless', '/announced', '/long', '/gzip'])
    assert.equal(named(await visit(path)), 'refused too-large', path)
  assert.equal(named(await visit('/just-right')), 'fetched')
})

test('an endless error page ends where its status is known', async (t) => {
  const press = await pretendPublisher(t, {
    '/404': (request, response) => {
      response.writeHead(404)
      endless(request, response)
    },
    '/moved': (_, response) => response.writeHead(301, { location: '/fine', 'content-length': '1000' }).write('half'),
    '/fine': body('fine'),
  })
  const client = testClient(t, { limits: { totalMs: 10_000 } })
  assert.deepEqual(await client.visit({ url: press.url('/404'), purpose: 'page' }), { kind: 'missing', status: 404 })
  assert.equal(named(await client.visit({ url: press.url('/moved'), purpose: 'page' })), 'fetched')
})

test('slow servers are left: silent ones, dripping headers, dripping bodies', async (t) => {
  const press = await pretendPublisher(t, {
    '/silent': () => {},
    '/drip-header': ({ socket }) => {
      const timer = setInterval(() => socket.write('x'), 10)
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ').toString()
      socket.once('close', () => clearInterval(timer))
    },
    '/drip': (_, response) => {
      const timer = setInterval(() => response.write('x'), 10)
      response.once('close', () => clearInterval(timer))
    },
    '/again': redirect(302, '/silent'),
  })
  const client = testClient(t, { limits: { firstByteMs: 80, totalMs: 200 } })
  const timed = async (path: string) => {
    const started = performance.now()
    const outcome = named(await client.visit({ url: press.url(path), purpose: 'page' }))
    assert.ok(performance.now() - started < 5000, path)
    return outcome
  }
  assert.equal(await timed('/silent'), 'refused first-byte-timeout')
  assert.equal(await timed('/drip-header'), 'refused first-byte-timeout')
  assert.equal(await timed('/drip'), 'refused timeout')
  assert.equal(await timed('/again'), 'refused first-byte-timeout')
})

test('a hundred slow publishers do not slow their neighbours', async (t) => {
  const press = await pretendPublisher(t, { '/silent': () => {}, '/feed': body('x') })
  const client = testClient(t, { limits: { firstByteMs: 1500 } })
  let slowEnded = 0
  const visits = (path: string, letter: string) =>
    Array.from({ length: 100 }, (_, n) =>
      client.visit({ url: press.url(path, `${letter}${n}.localhost`), purpose: 'feed' }),
    )
  const slow = visits('/silent', 's').map(async (visit) => {
    const outcome = named(await visit)
    slowEnded += 1
    return outcome
  })
  const quick = await Promise.all(visits('/feed', 'q'))
  assert.equal(slowEnded, 0)
  assert.deepEqual(new Set(quick.map(named)), new Set(['fetched']))
  assert.deepEqual(new Set(await Promise.all(slow)), new Set(['refused first-byte-timeout']))
})

test('connections that break are unreachable, whenever they break', async (t) => {
  const press = await pretendPublisher(t, {
    '/at-once': ({ socket }) => socket.destroy(),
    '/reset': ({ socket }) => socket.resetAndDestroy(),
    '/in-the-middle': ({ socket }, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('only this', () => socket.destroy())
    },
    '/chunk': ({ socket }, response) => {
      response.write('only this', () => socket.resetAndDestroy())
    },
    '/nonsense': ({ socket }) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'),
    '/bad-length': ({ socket }) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: minus\r\n\r\nx'),
  })
  const client = testClient(t)
  for (const path of ['/at-once', '/reset', '/in-the-middle', '/chunk', '/nonsense', '/bad-length']) {
    const outcome = await client.visit({ url: press.url(path), purpose: 'page' })
    assert.equal(named(outcome), 'unreachable', path)
    assert.ok(outcome.kind === 'unreachable' && outcome.detail !== '' && outcome.cause instanceof Error)
  }
  const closed = await pretendPublisher(t, {})
  const refused = await client.visit({ url: 'http://127.0.0.1:9/', purpose: 'page' })
  assert.equal(refused.kind === 'unreachable' && refused.detail, 'connection refused')
  assert.equal(closed.requests.length, 0)
})

test('content codings that are not what they say', async (t) => {
  const whole = gzipSync('a feed, whole and well')
  const press = await pretendPublisher(t, {
    '/plain': body('<rss/>', { 'content-encoding': 'gzip' }),
    '/truncated': body(whole.subarray(0, whole.length - 12), { 'content-encoding': 'gzip' }),
    '/garbage': body(Buffer.concat([whole.subarray(0, 10), randomBytes(50)]), { 'content-encoding': 'gzip' }),
    '/unknown': body('x', { 'content-encoding': 'compress' }),
    '/object': body('x', { 'content-encoding': 'constructor' }),
    '/empty': body('', { 'content-encoding': 'gzip' }),
  })
  const client = testClient(t)
  const of = async (path: string) => named(await client.visit({ url: press.url(path), purpose: 'feed' }))
  for (const path of ['/plain', '/truncated', '/garbage', '/unknown', '/object'])
    assert.equal(await of(path), 'refused encoding', path)
  assert.equal(await of('/empty'), 'fetched')
})

test('redirects: five are followed, six are not, loops are seen', async (t) => {
  const steps = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`/${n}`, redirect(302, `/${n + 1}`)]))
  const press = await pretendPublisher(t, {
    ...steps,
    '/6': body('arrived'),
    '/self': redirect(301, '/self#again'),
    '/ping': redirect(302, '/pong'),
    '/pong': redirect(302, '/ping'),
    '/nonsense': redirect(302, 'http://'),
  })
  const client = testClient(t)
  const of = async (path: string) => named(await client.visit({ url: press.url(path), purpose: 'page' }))
  assert.equal(await of('/1'), 'fetched')
  assert.equal(await of('/0'), 'refused redirects')
  assert.equal(await of('/self'), 'refused redirects')
  assert.equal(await of('/ping'), 'refused redirects')
  assert.equal(await of('/nonsense'), 'refused address')
  assert.equal(press.requests.filter(({ url }) => url === '/self').length, 1)
})

test('headers beyond the limit are refused', async (t) => {
  const press = await pretendPublisher(t, {
    '/one': body('x', { 'x-long': 'y'.repeat(40_000) }),
    '/many': body('x', Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`x-${n}`, 'y'.repeat(20)]))),
    '/some': body('x', { 'x-long': 'y'.repeat(20_000) }),
  })
  const client = testClient(t)
  const of = async (path: string) => named(await client.visit({ url: press.url(path), purpose: 'page' }))
  assert.deepEqual(
    [await of('/one'), await of('/many'), await of('/some')],
    ['refused headers', 'refused headers', 'fetched'],
  )
})
