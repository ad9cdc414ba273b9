// The bot's own page tells how often it came, from what was filed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApp } from '../src/serve/index.ts'
import { clockedHouse, dayMs, hourMs, rss, xml } from './collect-clock.ts'
import { body, type Handler } from './collect-server.ts'

test('visits, bytes and the share of unchanged feeds of the last thirty days are on /about/bot', async (t) => {
  const handlers: Record<string, Handler> = {}
  const house = await clockedHouse(t, handlers)
  handlers['/feed'] = (request, response) =>
    request.headers['if-none-match'] === '"1"'
      ? response.writeHead(304).end()
      : body(rss(house.press, [{ path: '/a' }]), { ...xml, etag: '"1"' })(request, response)
  const app = createApp({ db: house.db, publicUrl: 'http://localhost', version: '0', secret: 'a secret for this test', now: house.now }) // prettier-ignore
  const page = async () => (await (await app.request('/about/bot')).text()).replace(/\s+/g, ' ')
  assert.match(await page(), /It has not visited anyone in the last thirty days/)
  for (let visit = 0; visit < 2; visit++) {
    await house.collect()
    house.pass(2 * hourMs)
  }
  assert.match(await page(), /it made 3 visits to all publishers together and received 507 bytes/)
  assert.match(await page(), /Of its visits to feeds 50% found nothing changed/)
  assert.match(await page(), /<time datetime="2026-11-16">/)
  house.pass(40 * dayMs)
  assert.match(await page(), /It has not visited anyone in the last thirty days/)
})
