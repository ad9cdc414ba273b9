// A feed with a hub: subscribed, confirmed, pinged, renewed; a pretend hub on loopback plays the other side.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { test, type TestContext } from 'node:test'
import { findSubscription, stopFeed } from '../src/archive/index.ts'
import { createApp, startServer } from '../src/serve/index.ts'
import { clockedHouse, changing, dayMs, hourMs, rss, xml } from './collect-clock.ts'
import type { Handler } from './collect-server.ts'

async function subscribed(t: TestContext) {
  const forms: URLSearchParams[] = []
  const handlers: Record<string, Handler> = {
    '/hub': (request, response) => {
      void text(request).then((form) => {
        forms.push(new URLSearchParams(form))
        response.writeHead(202).end()
      })
    },
  }
  let items = [{ path: '/a' }]
  const site = await startSite(t)
  const house = await clockedHouse(t, handlers, { callbackBase: `${site.url}/websub` })
  site.open(house)
  // The header's links come first: the feed itself names a hub that is not there.
  handlers['/feed'] = changing(
    () => rss(house.press, items, `<atom:link rel="hub" href="${house.press.url('/wrong')}"/>`),
    { link: `<${house.press.url('/hub')}>; rel="hub", <${house.press.url('/feed?self')}>; rel="self"`, etag: '"1"' },
  )
  await house.collect() // the feed offers a hub
  await house.collect() // a collector that starts asks hubs at once
  const [form] = forms
  assert.ok(form)
  const callback = form.get('hub.callback')!
  const ask = (query: Record<string, string>) =>
    fetch(`${callback}?${new URLSearchParams({ 'hub.topic': form.get('hub.topic')!, ...query }).toString()}`)
  const confirm = () =>
    ask({ 'hub.mode': 'subscribe', 'hub.challenge': 'a word to repeat', 'hub.lease_seconds': '864000' })
  const ping = (content: string, signature: string | null) =>
    fetch(callback, {
      method: 'POST',
      body: content,
      headers: {
        'content-type': 'application/rss+xml',
        ...(signature === null ? {} : { 'x-hub-signature': signature }),
      },
    })
  const sign = (algorithm: string, content: string): string =>
    `${algorithm}=${createHmac(algorithm, form.get('hub.secret')!).update(content).digest('hex')}`
  return { ...house, forms, form, callback, ask, confirm, ping, sign, publish: (path: string) => (items = [{ path }, ...items]) } // prettier-ignore
}

/** The web process, told of its database when that is there. */
async function startSite(t: TestContext) {
  let app: ReturnType<typeof createApp> | null = null
  const front = { fetch: (request: Request) => app!.fetch(request) } as ReturnType<typeof createApp>
  const server = await startServer(front, { host: '127.0.0.1', port: 0 })
  t.after(() => server.close())
  return {
    url: server.url,
    open({ db, now }: Pick<Awaited<ReturnType<typeof clockedHouse>>, 'db' | 'now'>) {
      app = createApp({ db, publicUrl: server.url, version: '0', secret: 'a secret for this test', now })
    },
  }
}

test('subscribes with the self address of the header, an unguessable callback and a secret', async (t) => {
  const { form, press, callback, forms, collect } = await subscribed(t)
  assert.equal(form.get('hub.mode'), 'subscribe')
  assert.equal(form.get('hub.topic'), press.url('/feed?self'))
  assert.ok(Buffer.byteLength(form.get('hub.secret')!) < 200)
  assert.match(callback, /\/websub\/\d+-\d+-[\w-]{32}$/)
  await collect()
  assert.equal(forms.length, 1)
})

test('repeats a challenge only for what was asked for', async (t) => {
  const { ask, confirm, callback, form, feedNow, now } = await subscribed(t)
  const challenge = { 'hub.challenge': 'x', 'hub.lease_seconds': '100' }
  const wrong = [
    await ask({ 'hub.mode': 'unsubscribe', ...challenge }),
    await ask({ 'hub.mode': 'subscribe', ...challenge, 'hub.topic': 'https://elsewhere.example/feed' }),
    await fetch(`${callback.slice(0, -1)}${callback.endsWith('a') ? 'b' : 'a'}?hub.mode=subscribe&hub.topic=${encodeURIComponent(form.get('hub.topic')!)}&hub.challenge=x`), // prettier-ignore
  ]
  assert.deepEqual(wrong.map(({ status }) => status), [404, 404, 404]) // prettier-ignore
  assert.equal((await feedNow()).pushedUntil, null)
  const right = await confirm()
  assert.deepEqual([right.status, await right.text()], [200, 'a word to repeat'])
  assert.equal((await feedNow()).pushedUntil?.getTime(), now().getTime() + 10 * dayMs)
})

test('a signed ping makes the feed due at once, whatever it says; a wrong one changes nothing', async (t) => {
  const house = await subscribed(t)
  const { confirm, ping, sign, pass, collect, asked, publish, feedNow, db } = house
  await confirm()
  pass(3 * hourMs)
  await collect() // whatever was due before the hub confirmed
  const calm = (await feedNow()).nextAt.getTime()
  assert.ok(calm - house.now().getTime() >= 23 * hourMs, 'polling is only a safety net now')
  publish('/b')
  asked()
  const lie = rss(house.press, [{ path: '/forged' }])
  for (const signature of [null, 'sha256=00', sign('sha256', 'another body'), `md5=${'0'.repeat(32)}`]) {
    assert.equal((await ping(lie, signature)).status, 202)
    assert.equal((await feedNow()).nextAt.getTime(), calm)
  }
  for (const algorithm of ['sha1', 'sha256', 'sha384', 'sha512']) {
    pass(hourMs)
    assert.equal((await ping(lie, sign(algorithm, lie))).status, 202)
    assert.ok((await feedNow()).nextAt <= house.now(), algorithm)
    await collect()
  }
  assert.equal(asked().filter((line) => line === 'GET /feed').length, 4)
  const urls = await db.selectFrom('columns').select('canonical_url').orderBy('id').execute()
  assert.deepEqual(urls.map((row) => new URL(row.canonical_url).pathname), ['/a', '/b']) // prettier-ignore
})

test('a flood of pings asks a feed once a minute at most', async (t) => {
  const { confirm, ping, sign, pass, collect, asked, feedNow, now } = await subscribed(t)
  await confirm()
  asked()
  for (let i = 0; i < 5; i++) {
    await ping('x', sign('sha256', 'x'))
    await collect()
  }
  assert.deepEqual(asked(), [])
  assert.ok((await feedNow()).nextAt.getTime() - now().getTime() <= 60_000)
  pass(61_000)
  await collect()
  assert.equal(asked().length, 1)
})

test('the lease is renewed before it ends, with the same callback; a hub that refuses is polled', async (t) => {
  const { confirm, forms, form, pass, collect, ask, feedNow, now } = await subscribed(t)
  await confirm()
  pass(8.5 * dayMs)
  await collect()
  assert.equal(forms.length, 1)
  pass(0.6 * dayMs)
  await collect()
  assert.equal(forms.length, 2)
  assert.equal(forms[1]?.get('hub.callback'), form.get('hub.callback'))
  assert.ok((await feedNow()).pushedUntil! > now(), 'the old lease holds until the hub has asked back')
  assert.equal((await ask({ 'hub.mode': 'denied', 'hub.reason': 'no more' })).status, 200)
  assert.equal((await feedNow()).pushedUntil, null)
})

test('a feed that is followed no more ends its subscription with 410; too long a body is not read', async (t) => {
  const { confirm, ping, sign, db, publisher, feed, now } = await subscribed(t)
  await confirm()
  const long = 'x'.repeat(6 * 1024 * 1024)
  assert.equal((await ping(long, sign('sha256', long))).status, 413)
  await stopFeed(db, publisher.id, feed.id, now())
  assert.equal((await ping('x', sign('sha256', 'x'))).status, 410)
  assert.equal(await findSubscription(db, { publisherId: publisher.id, feedId: feed.id }), undefined)
})

test('without a public address no hub is asked', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  handlers['/feed'] = (_, response) =>
    response
      .writeHead(200, {
        ...xml,
        link: `<${house.press.url('/hub')}>; rel=hub, <${house.press.url('/feed')}>; rel=self`,
      })
      .end(rss(house.press, [{ path: '/a' }]))
  await house.collect()
  await house.collect()
  assert.ok(!house.asked().includes('POST /hub'))
})
