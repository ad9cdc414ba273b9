import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BadRequest } from '../base/index.ts'
import { urlOf } from './archive-server.ts'

test('another database of the same server, also where its URL has no host', () => {
  const others: readonly (readonly [url: string, other: string])[] = [
    [
      'postgresql://ann:a%40b@db:6432/colonnade?sslmode=require',
      'postgresql://ann:a%40b@db:6432/bench?sslmode=require',
    ],
    ['postgres://db', 'postgres://db/bench'],
    ['postgresql://ann@/colonnade?host=%2Frun%2Fpg&port=5433', 'postgresql://ann@/bench?host=%2Frun%2Fpg&port=5433'],
    ['postgresql:///colonnade?host=/run/pg', 'postgresql:///bench?host=/run/pg'],
    ['postgresql://%2Frun%2Fpg/colonnade', 'postgresql://%2Frun%2Fpg/bench'],
    ['postgresql://db?user=ann', 'postgresql://db/bench?user=ann'],
  ]
  for (const [url, other] of others) assert.equal(urlOf(url, 'bench'), other)
  assert.throws(() => urlOf('/run/pg colonnade', 'bench'), BadRequest)
})
