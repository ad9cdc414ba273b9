import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { HttpProblem } from './problem.ts'
import { rateLimit } from './rate-limit.ts'

test('an address has a burst, then as much as fills up again; others are not touched', async () => {
  let now = 0
  const app = limited({ burst: 3, perMinute: 6 }, () => now)
  const ask = async (remoteAddress: string) =>
    (await app.request('/', {}, { incoming: { socket: { remoteAddress } } })).status
  for (let i = 0; i < 3; i++) assert.equal(await ask('203.0.113.1'), 200)
  assert.equal(await ask('203.0.113.1'), 429)
  assert.equal(await ask('203.0.113.2'), 200)
  for (let i = 0; i < 5; i++) assert.equal(await ask('127.0.0.1'), 200)
  now += 9_999
  assert.equal(await ask('203.0.113.1'), 429)
  now += 10_001
  assert.equal(await ask('203.0.113.1'), 200)
  now += 3_600_000
  for (let i = 0; i < 3; i++) assert.equal(await ask('203.0.113.1'), 200)
  assert.equal(await ask('203.0.113.1'), 429)
})

test('says how long to wait', async () => {
  const app = limited({ burst: 1, perMinute: 2 }, () => 0)
  const env = { incoming: { socket: { remoteAddress: '203.0.113.1' } } }
  await app.request('/', {}, env)
  assert.equal(await (await app.request('/', {}, env)).text(), '30')
})

test('takes an IPv6 network for one reader, and an IPv4 address in either form', async () => {
  const app = limited({ burst: 1, perMinute: 1 }, () => 0)
  const ask = async (remoteAddress: string) =>
    (await app.request('/', {}, { incoming: { socket: { remoteAddress } } })).status
  assert.equal(await ask('2001:db8:1:2::1'), 200)
  assert.equal(await ask('2001:db8:1:2:ffff::9'), 429)
  assert.equal(await ask('2001:db8:1:3::1'), 200)
  assert.equal(await ask('::ffff:203.0.113.1'), 200)
  assert.equal(await ask('203.0.113.1'), 429)
})

function limited(allowance: { burst: number; perMinute: number }, now: () => number): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    assert.ok(error instanceof HttpProblem)
    return c.text(String(error.retryAfterS), 429)
  })
  app.use(rateLimit(allowance, now))
  app.get('/', (c) => c.text('ok'))
  return app
}
