import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ColumnCard, RankedColumn } from '../model/index.ts'
import { listColumns } from './columns.ts'
import { fileColumns } from './filing.ts'
import { findChosenCards, listCandidates, listCandidatesByKeys } from './front-candidates.ts'
import { takeDownColumn } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon } from './test-drafts.ts'

const placeOf = ({ id, publisherId, publishedAt, publishedKnown, opens, credits }: RankedColumn | ColumnCard) => ({
  id,
  publisherId,
  publishedAt,
  publishedKnown,
  opens,
  writers: credits.map((credit) => credit.columnistId),
})

test('candidates are the columns of the list, in its order and to the same end, and cards are found for them', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const writers = [['Ada Quay'], ['Bo Pier'], ['Ada Quay', 'Bo Pier'], []]
  const drafts = Array.from({ length: 7 }, (_, i) =>
    draftOf(press, i, {
      title: `On the quay, part ${i}`,
      publishedAt: new Date(noon.getTime() - i * 3_600_000),
      contributors: writers[i % 4]!.map((name) => contributorOf(name)),
    }),
  )
  await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  for (const filter of [{}, { country: 'gb' }, { country: 'zz' }])
    for (const limit of [3, 50]) {
      const candidates = await listCandidates(db, filter, limit)
      const columns = await listColumns(db, filter, { limit })
      assert.deepEqual(candidates.items.map(placeOf), columns.items.map(placeOf))
      assert.deepEqual([candidates.older, candidates.newer], [columns.older, columns.newer])
    }
  const { items } = await listCandidates(db, { country: 'gb' }, 50)
  assert.equal(items.length, 7)
  const byKeys = await listCandidatesByKeys(db, items.slice(2, 5))
  assert.deepEqual(byKeys.map(placeOf).toSorted((a, b) => a.id - b.id), items.slice(2, 5).map(placeOf).toSorted((a, b) => a.id - b.id)) // prettier-ignore
  const [first, second] = [items[0]!, items[1]!]
  await takeDownColumn(db, { publisherId: first.publisherId, columnId: first.id, reason: 'columnist', now: noon })
  const cards = await findChosenCards(db, [first, second])
  assert.deepEqual(
    [...cards.values()].map((card) => card.title),
    ['On the quay, part 1'],
  )
  assert.deepEqual(await listCandidatesByKeys(db, [first]), [])
})
