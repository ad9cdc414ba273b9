import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import type { ColumnId } from '../../model/index.ts'
import { askedOf, type Asked } from './asked.ts'
import { clientAddress, isPerson, visitorHash } from './visitor.ts'

const browser = 'Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const app = new Hono<{ Bindings: { incoming?: unknown } }>()
app.get('/', (c) => c.json(answerOf(askedOf(c))))

type Answer = { person: boolean; address: string; hash: string }
const salt = Buffer.alloc(32, 7)

test('a browser that shows a page is a person', async () => {
  assert.equal((await ask({ 'User-Agent': browser })).person, true)
  assert.equal((await ask({ 'User-Agent': browser, 'Sec-Fetch-Dest': 'document' })).person, true)
})

test('machines, prefetching and requests for parts of pages are not', async () => {
  assert.equal((await ask({})).person, false)
  assert.equal((await ask({ 'User-Agent': 'curl/8.5' })).person, false)
  assert.equal((await ask({ 'User-Agent': 'ColonnadeBot/1 (+https://x.example/bot)' })).person, false)
  assert.equal(
    (await ask({ 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' })).person,
    false,
  )
  assert.equal((await ask({ 'User-Agent': browser, 'Sec-Purpose': 'prefetch;prerender' })).person, false)
  assert.equal((await ask({ 'User-Agent': browser, Purpose: 'prefetch' })).person, false)
  assert.equal((await ask({ 'User-Agent': browser, 'Sec-Fetch-Dest': 'iframe' })).person, false)
})

test('a proxy on this machine is believed about the address before it, a stranger is not', async () => {
  const forwarded = { 'X-Forwarded-For': '203.0.113.9, 198.51.100.7' }
  assert.equal((await ask(forwarded, '127.0.0.1')).address, '198.51.100.7')
  assert.equal((await ask(forwarded, '::ffff:10.0.0.2')).address, '198.51.100.7')
  assert.equal((await ask(forwarded, '203.0.113.50')).address, '203.0.113.50')
  assert.equal((await ask({}, '127.0.0.1')).address, '127.0.0.1')
})

test('the hash tells readers apart for one day and holds no address', async () => {
  const first = await ask({ 'User-Agent': browser }, '203.0.113.50')
  assert.equal(first.hash, (await ask({ 'User-Agent': browser }, '203.0.113.50')).hash)
  assert.notEqual(first.hash, (await ask({ 'User-Agent': browser }, '203.0.113.51')).hash)
  assert.notEqual(first.hash, (await ask({ 'User-Agent': `${browser}1` }, '203.0.113.50')).hash)
  salt[0] = 8
  assert.notEqual(first.hash, (await ask({ 'User-Agent': browser }, '203.0.113.50')).hash)
  assert.equal(first.hash.length, 32)
})

async function ask(headers: Record<string, string>, remoteAddress = '203.0.113.1'): Promise<Answer> {
  const response = await app.request('/', { headers }, { incoming: { socket: { remoteAddress } } })
  return (await response.json()) as Answer
}

function answerOf(asked: Asked): Answer {
  const hash = visitorHash(salt, asked, 1 as ColumnId).toString('hex')
  return { person: isPerson(asked), address: clientAddress(asked), hash }
}
