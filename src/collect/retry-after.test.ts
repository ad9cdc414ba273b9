import assert from 'node:assert/strict'
import { test } from 'node:test'
import { httpDate, retryAfter } from './retry-after.ts'

const now = new Date('2026-11-22T12:00:00Z')

test('reads seconds', () => {
  assert.deepEqual(retryAfter(' 120 ', now), new Date('2026-11-22T12:02:00Z'))
})

test('reads all three forms of an HTTP-date', () => {
  for (const text of ['Sun, 22 Nov 2026 13:00:00 GMT', 'Sunday, 22-Nov-26 13:00:00 GMT', 'Sun Nov 22 13:00:00 2026']) {
    assert.deepEqual(retryAfter(text, now), new Date('2026-11-22T13:00:00Z'), text)
  }
  assert.deepEqual(httpDate('Sun Nov  1 13:00:00 2026'), new Date('2026-11-01T13:00:00Z'))
})

test('is never in the past and never more than 30 days off', () => {
  assert.deepEqual(retryAfter('Sun, 22 Nov 2020 13:00:00 GMT', now), now)
  assert.deepEqual(retryAfter('99999999999999999999', now), new Date('2026-12-22T12:00:00Z'))
  assert.deepEqual(retryAfter('Fri, 31 Dec 2099 00:00:00 GMT', now), new Date('2026-12-22T12:00:00Z'))
})

test('is null for what is neither', () => {
  for (const text of [null, undefined, '', '-5', '1.5', 'soon', '2026-11-22', 'Sun, 22 Nov 2026 13:00:00 PST']) {
    assert.equal(retryAfter(text, now), null, String(text))
  }
})
