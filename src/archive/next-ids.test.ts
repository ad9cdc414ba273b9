import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeIds } from './next-ids.ts'
import { withDatabase } from './test-database.ts'

test('nobody is given an id twice, and most are given without asking', async (t) => {
  let asked = 0
  const db = await withDatabase(t, { onQuery: () => void asked++ })
  asked = 0
  const wishes = [1, 30, 1, 250, 3, 70]
  const given = await Promise.all(wishes.map((count) => takeIds(db, 'columns', count)))
  assert.deepEqual(
    given.map(({ length }) => length),
    wishes,
  )
  for (const ids of given) assert.deepEqual(ids, ids.toSorted((a, b) => a - b)) // prettier-ignore
  assert.equal(new Set(given.flat()).size, 355)
  const before = asked
  await takeIds(db, 'columns', 1)
  assert.equal(asked, before)
  await assert.doesNotReject(() => db.transaction().execute((trx) => takeIds(trx, 'columnists', 5)))
})
