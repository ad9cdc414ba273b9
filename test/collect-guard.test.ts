// Nothing that must not be reached is reached: by address, by name, by redirect, by a name that changes its answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VisitOutcome } from '../src/model/index.ts'
import type { Address } from '../src/collect/index.ts'
import { body, pretendPublisher, redirect, testClient } from './collect-server.ts'

const loopback: Address = { address: '127.0.0.1', family: 4 }
const elsewhere: Address = { address: '203.0.113.9', family: 4 }

function named(outcome: VisitOutcome): string {
  return outcome.kind === 'refused' ? `refused ${outcome.reason}` : outcome.kind
}

test('schemes, ports and addresses are refused before anything is asked', async (t) => {
  const press = await pretendPublisher(t, { '/': body('secret') })
  const client = testClient(t, { allowLoopback: false, allowedPorts: [press.port] })
  for (const [url, outcome] of [
    [`http://127.0.0.1:${press.port}/`, 'refused address'],
    [`http://localhost:${press.port}/`, 'refused address'],
    [`http://paper.localhost.:${press.port}/`, 'refused address'],
    [`http://0x7f.1:${press.port}/`, 'refused address'],
    [`http://2130706433:${press.port}/`, 'refused address'],
    [`http://0177.0.0.1:${press.port}/`, 'refused address'],
    [`http://127。0。0。1:${press.port}/`, 'refused address'],
    [`http://[::1]:${press.port}/`, 'refused address'],
    [`http://[::ffff:127.0.0.1]:${press.port}/`, 'refused address'],
    [`http://[64:ff9b::7f00:1]:${press.port}/`, 'refused address'],
    [`http://[2002:7f00:1::]:${press.port}/`, 'refused address'],
    [`http://0:${press.port}/`, 'refused address'],
    ['http://169.254.169.254/latest/meta-data/', 'refused address'],
    ['http://paper.example:22/', 'refused port'],
    ['https://paper.example:8443/', 'refused port'],
    ['ftp://paper.example/', 'refused scheme'],
    ['file:///etc/passwd', 'refused scheme'],
    ['data:text/html,x', 'refused scheme'],
    ['gopher://127.0.0.1:70/', 'refused scheme'],
    ['/feed', 'refused address'],
    ['', 'refused address'],
  ] as const) {
    assert.equal(named(await client.visit({ url, purpose: 'page' })), outcome, url)
  }
  assert.equal(press.connections.size, 0)
})

test('a redirect is guarded like a first address', async (t) => {
  const press = await pretendPublisher(t, {
    '/metadata': redirect(302, 'http://169.254.169.254/latest/meta-data/'),
    '/mapped': redirect(302, 'http://[::ffff:a9fe:a9fe]/'),
    '/private': redirect(302, 'http://10.0.0.1/'),
    '/file': redirect(302, 'file:///etc/passwd'),
    '/port': redirect(302, 'http://paper.example:6379/'),
    '/name': redirect(302, 'http://inside.example/'),
  })
  const client = testClient(t, { resolve: async () => [{ address: '192.168.1.1', family: 4 }] })
  for (const [path, outcome] of [
    ['/metadata', 'refused address'],
    ['/mapped', 'refused address'],
    ['/private', 'refused address'],
    ['/file', 'refused scheme'],
    ['/port', 'refused port'],
    ['/name', 'refused address'],
  ] as const) {
    assert.equal(named(await client.visit({ url: press.url(path), purpose: 'page' })), outcome, path)
  }
})

test('on this machine but without leave, ::1 and 127.0.0.1 by redirect are refused', async (t) => {
  const press = await pretendPublisher(t, { '/': body('secret') })
  // Stands for a public server that redirects inside: the first name is let through by its resolver, here to loopback.
  const client = testClient(t, { resolve: async () => [loopback], allowedPorts: [press.port], allowLoopback: false })
  assert.equal(
    named(await client.visit({ url: `http://paper.example:${press.port}/`, purpose: 'page' })),
    'refused address',
  )
  assert.equal(press.connections.size, 0)
})

test('a name with one private address among public ones is refused whole', async (t) => {
  const client = testClient(t, {
    allowLoopback: false,
    resolve: async () => [
      { address: '1.1.1.1', family: 4 },
      { address: 'fd00::1', family: 6 },
    ],
  })
  const outcome = await client.visit({ url: 'https://paper.example/', purpose: 'page' })
  assert.deepEqual(outcome, {
    kind: 'refused',
    reason: 'address',
    detail: 'paper.example is fd00::1, not global unicast (outside 2000::/3)',
  })
})

test('a name that changes its answer gains nothing: what was checked is what is connected to', async (t) => {
  const press = await pretendPublisher(t, { '/': body('ours', { connection: 'close' }) })
  const answers: Address[][] = [[loopback], [{ address: '169.254.169.254', family: 4 }], [loopback], [elsewhere]]
  let asked = 0
  const client = testClient(t, { allowedPorts: [press.port], resolve: async () => answers[asked++] ?? [] })
  const visits = []
  for (let n = 0; n < 5; n++)
    visits.push(named(await client.visit({ url: `http://paper.example:${press.port}/?${n}`, purpose: 'page' })))
  assert.deepEqual(visits, ['fetched', 'refused address', 'fetched', 'refused address', 'refused address'])
  // Once for each connection, never a second time between the check and the connection.
  assert.equal(asked, 5)
  assert.equal(press.connections.size, 2)
})

test('names below .localhost never reach a resolver', async (t) => {
  const press = await pretendPublisher(t, { '/': body('x') })
  const client = testClient(t, {
    resolve: () => {
      throw new Error('asked')
    },
  })
  assert.equal(named(await client.visit({ url: press.url('/', 'a.b.localhost'), purpose: 'page' })), 'fetched')
  assert.equal(named(await client.visit({ url: press.url('/', 'LOCALHOST.'), purpose: 'page' })), 'fetched')
})

test('leave for loopback is not leave for other addresses or for public hosts on other ports', async (t) => {
  const client = testClient(t, { resolve: async () => [{ address: '10.1.2.3', family: 4 }] })
  for (const [url, outcome] of [
    ['http://10.1.2.3/', 'refused address'],
    ['http://paper.example/', 'refused address'],
    ['http://paper.example:8080/', 'refused port'],
    ['http://[::ffff:127.0.0.1]/', 'refused address'],
    ['http://0.0.0.0/', 'refused address'],
  ] as const) {
    assert.equal(named(await client.visit({ url, purpose: 'page' })), outcome, url)
  }
})

test('a name that does not resolve is unreachable, in plain words', async (t) => {
  const client = testClient(t, {
    resolve: () => Promise.reject(Object.assign(new Error('queryA ENOTFOUND'), { code: 'ENOTFOUND' })),
  })
  const outcome = await client.visit({ url: 'https://nowhere.example/', purpose: 'feed' })
  assert.equal(outcome.kind === 'unreachable' && outcome.detail, 'the name has no address')
})

test('proxy variables of the environment change nothing', async (t) => {
  const press = await pretendPublisher(t, { '/': body('direct') })
  const proxy = await pretendPublisher(t, {})
  const before = process.env['http_proxy']
  process.env['http_proxy'] = `http://127.0.0.1:${proxy.port}`
  t.after(() => {
    if (before === undefined) delete process.env['http_proxy']
    else process.env['http_proxy'] = before
  })
  assert.equal(named(await testClient(t).visit({ url: press.url('/'), purpose: 'page' })), 'fetched')
  assert.equal(proxy.connections.size, 0)
})
