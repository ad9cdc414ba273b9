// The publisher's own clock: the day of publication is the one its readers saw, whatever zone its system writes.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parsePage } from './index.ts'

const clockOf = (head: string, body = '', path = '/a-piece') => {
  const html = `<html lang="en"><head>${head}</head><body><article><h1>A piece of some length</h1>${body}</article></body></html>`
  const facts = parsePage(html, { url: `https://paper.example${path}` })
  return [facts.publishedAt?.toISOString() ?? null, facts.publishedOn, facts.publishedOffsetMinutes]
}
const published = (value: string) => `<meta property="article:published_time" content="${value}">`

test('keeps the offset a date is declared with', () => {
  const late = ['2024-05-03T21:30:00.000Z', '2024-05-03', 120]
  assert.deepEqual(clockOf(published('2024-05-03T23:30:00+02:00')), late)
  assert.deepEqual(clockOf(published('Fri, 03 May 2024 23:30:00 +0200')), late)
  assert.deepEqual(clockOf(published('2024-05-03T23:30:00-03:30')), ['2024-05-04T03:00:00.000Z', '2024-05-03', -210])
  assert.deepEqual(clockOf(published('2024-05-03T12:30:00Z')), ['2024-05-03T12:30:00.000Z', '2024-05-03', 0])
  assert.deepEqual(clockOf(published('2024-05-03 12:30')), ['2024-05-03T12:30:00.000Z', '2024-05-03', null])
})

test('tells an instant declared in UTC by the clock that other dates of the page are told by', () => {
  const instant = '2024-05-04T02:11:03.000Z'
  const same = '<time datetime="2024-05-03T21:11:03-05:00">May 3</time>'
  assert.deepEqual(clockOf(published('2024-05-04T02:11:03Z'), same), [instant, '2024-05-03', -300])
  const changed = '<meta property="article:modified_time" content="2024-05-06T10:00:00-05:00">'
  assert.deepEqual(clockOf(published('2024-05-04T02:11:03Z') + changed), [instant, '2024-05-03', -300])
})

test('takes the day of the address or of the printed date, if some clock shows it at that instant', () => {
  const [instant, written] = ['2024-05-04T02:54:29.000Z', '2024-05-04T02:54:29Z']
  assert.deepEqual(clockOf(published(written), '', '/2024/05/03/a-piece'), [instant, '2024-05-03', null])
  const print = (text: string) => `<p class="date">Published ${text}</p>`
  assert.deepEqual(clockOf(published(written), print('May 3, 2024')), [instant, '2024-05-03', null])
  assert.deepEqual(clockOf(published(written), print('May 3, 2024 10:54 PM')), [instant, '2024-05-03', -240])
  assert.deepEqual(clockOf(published(written), print('May 1, 2024')), [instant, '2024-05-04', 0])
  assert.deepEqual(clockOf(published('2024-05-04T12:00:00Z'), print('May 3, 2024')), [
    '2024-05-04T12:00:00.000Z',
    '2024-05-04',
    0,
  ])
})
