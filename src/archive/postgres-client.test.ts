import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { types } from 'pg'
import { valueTypes } from './postgres-client.ts'
import { withDatabase } from './test-database.ts'

const timestamptz = 1184

test('instants are the same however the server writes them', () => {
  const ours = valueTypes.getTypeParser(timestamptz, 'text') as (text: string) => Date | number
  const theirs = types.getTypeParser(timestamptz, 'text') as (text: string) => Date | number
  const fractions = Array.from({ length: 1000 }, (_, ms) => `.${String(ms).padStart(3, '0')}`)
  for (const fraction of ['', '.5', '.123456', '.999999', ...fractions]) {
    const text = `2026-11-22 10:15:00${fraction}+00`
    assert.equal(Number(ours(text)), Number(theirs(text)), text)
  }
  for (const text of [
    '2026-11-22 10:15:00.5+05:30',
    '2026-11-22 10:15:00-03',
    '1969-12-31 23:59:59.999999+00',
    '0099-01-01 00:00:00+00',
    '10000-01-01 00:00:00+00',
    '0044-03-15 12:00:00+00 BC',
    'infinity',
    '-infinity',
  ])
    assert.equal(Number(ours(text)), Number(theirs(text)), text)
  assert.equal(Number(ours('2026-11-22 10:15:00.25+00')), Date.UTC(2026, 10, 22, 10, 15, 0, 250))
})

test('arrays of any values go and come back as they were', async (t) => {
  const db = await withDatabase(t)
  const texts = ['', 'NULL', null, 'a "b" {c,d}', 'e\\f\n', '😀', ' j ', "k'l"]
  const given = [texts, [1, null, -2.5e300], [], [new Date(0), null], [true, false], [Buffer.from([0, 255]), null]]
  const { rows } = await sql<Record<string, unknown>>`
    select ${given[0]}::text[] as a, ${given[1]}::float8[] as b, ${given[2]}::bigint[] as c, ${given[3]}::timestamptz[] as d,
      ${given[4]}::boolean[] as e, ${given[5]}::bytea[] as f, ${[['x', 'y "z"']]}::text[] as g`.execute(db)
  assert.deepEqual(Object.values(rows[0]!), [...given, [['x', 'y "z"']]])
})
