import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshForMs } from './freshness.ts'

const date = 'Sun, 22 Nov 2026 12:00:00 GMT'

test('max-age wins over Expires and is shortened by Age', () => {
  const expires = 'Sun, 22 Nov 2026 18:00:00 GMT'
  assert.equal(freshForMs({ 'cache-control': 'public, Max-Age=600, s-maxage=9', expires, date, age: '100' }), 500_000)
  assert.equal(freshForMs({ expires, date }), 6 * 3_600_000)
})

test('knows what must not be kept from what says nothing', () => {
  assert.equal(freshForMs({ 'cache-control': 'no-cache' }), 0)
  assert.equal(freshForMs({ 'cache-control': 'private, no-store' }), 0)
  assert.equal(freshForMs({ expires: '-1', date }), 0)
  assert.equal(freshForMs({ expires: 'Sun, 22 Nov 2020 18:00:00 GMT', date }), 0)
  assert.equal(freshForMs({ 'cache-control': 'public, s-maxage=60' }), null)
  assert.equal(freshForMs({}), null)
})
