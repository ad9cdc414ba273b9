import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BadRequest } from '../base/index.ts'
import { decodeCursor, decodeNameCursor, encodeCursor, encodeNameCursor } from './listing.ts'

test('a cursor survives its journey through an address', () => {
  for (const publishedAt of [new Date('2026-11-22T12:00:00.123Z'), new Date('1931-02-03T00:00:00Z'), new Date(0)]) {
    const cursor = { publishedAt, id: 9_007_199_254_740_991 }
    assert.match(encodeCursor(cursor), /^[\w-]+$/)
    assert.deepEqual(decodeCursor(encodeCursor(cursor)), cursor)
  }
  const name = { name: 'יהודית כץ', id: 7 }
  assert.deepEqual(decodeNameCursor(encodeNameCursor(name)), name)
})

test('junk is a bad request, never another place', () => {
  const junk = [
    '',
    '_',
    'a_',
    '_b',
    'zzzzzzzzzzz_1',
    '1_zzzzzzzzzzz',
    "1_2'; --",
    '1_2_3',
    'x'.repeat(5000),
    '%00',
    '-_-',
  ]
  for (const text of junk) {
    assert.throws(() => decodeCursor(text), BadRequest, text)
    assert.throws(() => decodeNameCursor(text), BadRequest, text)
  }
  assert.throws(() => decodeNameCursor(Buffer.from('["\\u0000",1]').toString('base64url')), BadRequest)
})
