import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { arrayText, integersBytes, integersOf, jsonRows } from './json-rows.ts'
import { withDatabase } from './test-database.ts'

test('what PostgreSQL cannot store as text is replaced, and nothing else', () => {
  assert.deepEqual(JSON.parse(jsonRows([{ a: 'x\0y', b: '\ud800', c: '\\u0000', d: '\\\\ud800', e: '😀', f: '\\' }])), [
    { a: 'x\ufffdy', b: '\ufffd', c: '\\u0000', d: '\\\\ud800', e: '😀', f: '\\' },
  ])
})

test('a field of many rows comes back from an array as it was', async (t) => {
  const db = await withDatabase(t)
  const texts = ['', 'null', null, 'a "b" {c,d}', 'e\\f\\n', 'g\nh\ti\r\b\f\u0001', '\\', '😀', ' j ', 'NULL', "k'l"]
  const { rows } = await sql<{ texts: string[]; dates: Date[]; flags: boolean[]; counts: number[]; none: null[] }>`
    select ${arrayText(texts)}::text[] as texts, ${arrayText([new Date(0), null])}::timestamptz[] as dates,
      ${arrayText([true, null, false])}::boolean[] as flags, ${arrayText([1, null, -2])}::bigint[] as counts,
      ${arrayText([])}::text[] as none`.execute(db)
  assert.deepEqual(rows[0]?.texts, texts)
  assert.deepEqual(rows[0]?.dates, [new Date(0), null])
  assert.deepEqual(rows[0]?.flags, [true, null, false])
  assert.deepEqual(rows[0]?.none, [])
})

test('what PostgreSQL cannot store is replaced in an array too, and nothing else', async (t) => {
  const db = await withDatabase(t)
  const texts = ['x\0y', '\ud800', '\\u0000', '\\\\ud800', '\udfff\n']
  const { rows } = await sql<{ texts: string[] }>`select ${arrayText(texts)}::text[] as texts`.execute(db)
  assert.deepEqual(rows[0]?.texts, ['x\ufffdy', '\ufffd', '\\u0000', '\\\\ud800', '\ufffd\n'])
})

test('integers go and come back as bytes as they were', async (t) => {
  const db = await withDatabase(t)
  for (const given of [[], [7], [0, -1, 2 ** 31 - 1, -(2 ** 31), 65_536]]) {
    const { rows } = await sql<{ all: number[]; some: number[]; bytes: Buffer }>`
      select x as all, x[2:3] as some, array_send(x) as bytes
      from (select ${integersBytes(given)}::integer[]) as t(x)`.execute(db)
    const { all, some, bytes } = rows[0]!
    assert.deepEqual([all, some, integersOf(bytes)], [given, given.slice(1, 3), given])
  }
})
