// How many questions a filing asks of one server; a cluster is sent its statements one by one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileColumns } from './filing.ts'
import { withDatabase } from './test-database.ts'
import { draftOf, makePress, noon } from './test-drafts.ts'

test('columns of writers who are known are three statements: what is known, everything that is new, and its announcement', async (t) => {
  const sent: string[] = []
  const db = await withDatabase(t, { onQuery: (query) => sent.push(query.sql.trim()) })
  const press = await makePress(db)
  await fileColumns(db, [draftOf(press, 1)], { publisherId: press.publisher.id, now: noon })
  sent.length = 0
  await fileColumns(db, [draftOf(press, 2), draftOf(press, 3)], { publisherId: press.publisher.id, now: noon })
  assert.deepEqual(
    sent.map((statement) => /^\w+/.exec(statement)?.[0]),
    ['select', 'with', 'select'],
    sent.join('\n'),
  )
  assert.match(sent[2]!, /pg_notify/)
})
