// The hosts that misbehave do so, each as it says.
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { startPress } from './start-press.ts'
import { visit } from './visit-for-tests.ts'
import type { Press } from './types.ts'

let press: Press

before(async () => {
  press = await startPress({ papers: ['uferblatt'] })
})

after(async () => {
  await press.close()
})

const url = (slug: string) => press.misbehaving.find((host) => host.slug === slug)?.url ?? ''

test('none of them is among the feeds to follow', () => {
  assert.ok(press.misbehaving.length >= 20)
  assert.ok(press.feeds.every(({ publisher }) => !press.misbehaving.some(({ slug }) => slug === publisher.slug)))
})

test('those that answer with a status answer with it', async () => {
  const expected = {
    'server-error': 500,
    'gone-feed': 410,
    'forbidden-feed': 403,
    'redirect-loop': 302,
    'moved-for-good': 301,
    'redirect-inward': 302,
  }
  for (const [slug, status] of Object.entries(expected)) assert.equal((await visit(url(slug))).status, status, slug)
  const tooMany = await visit(url('too-many-requests'))
  assert.deepEqual([tooMany.status, tooMany.headers['retry-after']], [429, '120'])
})

test('robots.txt of the host whose robots.txt is down comes back at the third request', async () => {
  const robots = url('robots-down').replace('/feed.xml', '/robots.txt')
  const statuses = [await visit(robots), await visit(robots), await visit(robots)].map(({ status }) => status)
  assert.deepEqual(statuses, [503, 503, 200])
})

test('the long feed is long, the truncated one is cut, the wrong charset is wrong', async () => {
  assert.equal((await visit(url('many-entries'))).text.match(/<item>/g)?.length, 5000)
  assert.doesNotMatch((await visit(url('truncated-feed'))).text, /<\/rss>/)
  const { bytes, text } = await visit(url('wrong-charset'))
  assert.match(text, /\uFFFD/)
  assert.match(new TextDecoder('windows-1254').decode(bytes), /Işığın ağırlığı/)
})

test('the bomb is small on the wire and large unpacked', async () => {
  const sent = await raw(url('gzip-bomb'))
  assert.ok(sent.length < 500_000, String(sent.length))
  assert.equal(gunzipSync(sent).length, 200_000_000)
})

test('the endless body does not end, and lets go when the reader does', async () => {
  const { host, port } = new URL(url('endless-body'))
  const bytes = await new Promise<number>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`GET /feed.xml HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
    )
    let seen = 0
    socket.on('error', reject).on('data', (chunk) => {
      seen += chunk.length
      if (seen < 3_000_000) return
      socket.destroy()
      resolve(seen)
    })
  })
  assert.ok(bytes >= 3_000_000)
})

test('the connection that is cut is cut, and the silent host is silent', async () => {
  await assert.rejects(visit(url('cut-connection')))
  const { host, port } = new URL(url('silent-feed'))
  const answered = await new Promise<boolean>((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/feed.xml', headers: { host } }, () => {
      resolve(true)
    })
    asked.on('error', () => {
      resolve(false)
    })
    asked.end()
    setTimeout(() => asked.destroy(), 100)
  })
  assert.equal(answered, false)
})

/** The body as it came over the wire. */
function raw(url: string): Promise<Buffer> {
  const { host, port, pathname } = new URL(url)
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: pathname, headers: { host } }, (response) => {
      const chunks: Buffer[] = []
      response
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          resolve(Buffer.concat(chunks))
        })
    })
      .on('error', reject)
      .end()
  })
}
