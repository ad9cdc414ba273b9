// No excerpt before a column's own page has had its say: it may forbid or shorten what the feed carried.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findColumn } from './column-detail.ts'
import { listColumns } from './columns.ts'
import { fileColumns } from './filing.ts'
import { filePage } from './filing-page.ts'
import { draftOf, makePress, noon } from './test-drafts.ts'
import { withDatabase } from './test-database.ts'
import { recordVisit } from './visits.ts'

test('a column whose page is still to be read is listed without a word of its text', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const publisherId = press.publisher.id
  const pageOf = (draft: { canonicalUrl: string }) => ({ url: draft.canonicalUrl, host: press.feed.host, nextAt: noon })
  const drafts = [draftOf(press, 1, { dek: 'The river has a memory.' }), draftOf(press, 2)]
  const { columns } = await fileColumns(db, drafts, { publisherId, now: noon, pageOf })
  const shown = async () =>
    Object.fromEntries(
      (await listColumns(db, {}, { limit: 10 })).items.map(({ id, excerpt }) => [id, excerpt !== null]),
    )
  const [first, second] = columns.map(({ id }) => id)
  assert.ok(first !== undefined && second !== undefined)
  assert.deepEqual(await shown(), { [first]: false, [second]: false })
  const waiting = await findColumn(db, first)
  assert.ok(waiting?.kind === 'found')
  assert.equal(waiting.column.fullExcerpt, null)
  assert.equal(waiting.column.dek, null)

  await filePage(db, first, draftOf(press, 1, { pageRead: true }), { now: noon })
  assert.deepEqual(await shown(), { [first]: true, [second]: false })

  // The second page is given up: its feed's word has to do.
  await recordVisit(db, {
    publisherId,
    feedId: press.feed.id,
    columnId: second,
    host: press.feed.host,
    url: drafts[1]?.canonicalUrl ?? '',
    purpose: 'page',
    outcome: 'missing',
    reading: null,
    status: 404,
    bytes: 0,
    durationMs: 1,
    entries: null,
    problem: null,
    visitedAt: noon,
    page: { nextAt: null },
  })
  assert.deepEqual(await shown(), { [first]: true, [second]: true })
})
