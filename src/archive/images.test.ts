// Pictures beside what happens to their columns at the same moment. Their whole way is in test/collect-images.test.ts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { filePage } from './filing-page.ts'
import { fileColumns } from './filing.ts'
import { fileImage, findImageFile, findPictures, listDueImagesOf } from './images.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { draftOf, makePress, noon } from './test-drafts.ts'
import type { VisitRecord } from './visits.ts'

const files = [
  { width: 320, height: 180, bytes: Buffer.from('a small copy') },
  { width: 640, height: 360, bytes: Buffer.from('a larger copy') },
]

test('whichever comes first, a column that is down has no picture, and a later picture takes an earlier one’s place', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const publisherId = press.publisher.id
  const draft = draftOf(press, 1, { image: 'https://img.example/pier.jpg', imageWidth: 640, imageAlt: 'The pier' })
  const filed = await fileColumns(db, [draft], { publisherId, now: noon })
  const { id } = filed.columns[0]!
  await filePage(db, id, { ...draft, pageRead: true }, { now: noon })
  const visit: VisitRecord = {
    publisherId,
    feedId: null,
    columnId: id,
    host: 'img.example',
    url: 'https://img.example/pier.jpg',
    purpose: 'image',
    outcome: 'fetched',
    reading: 'read',
    status: 200,
    bytes: 1000,
    durationMs: 10,
    entries: null,
    problem: null,
    visitedAt: noon,
  }
  const due = async () => (await listDueImagesOf(db, ['img.example'], 10, noon))[0]
  const count = async () =>
    (await sql<{ count: number }>`select count(*) as count from image_files`.execute(db)).rows[0]?.count
  for (let round = 0; round < 5; round++) {
    const wish = await due()
    assert.ok(wish)
    await Promise.all([
      fileImage(db, wish, { kind: 'kept', files }, visit),
      takeDownColumn(db, { publisherId, columnId: id, reason: 'publisher', now: noon }),
    ])
    assert.equal(await count(), 0)
    await undoTakedown(db, { publisherId, columnId: id, now: noon })
  }
  const wish = await due()
  await fileImage(db, wish!, { kind: 'kept', files }, visit)
  const picture = (await findPictures(db, [{ publisherId, id }])).get(id)
  assert.deepEqual(
    [picture?.alt, picture?.sizes],
    [
      'The pier',
      [
        { width: 320, height: 180 },
        { width: 640, height: 360 },
      ],
    ],
  )
  assert.deepEqual(await findImageFile(db, picture!.hash, 640), files[1]!.bytes)
  // The same wish again, by a worker that lost its lease: it is no longer asked for.
  await fileImage(db, wish!, { kind: 'kept', files: files.slice(0, 1) }, visit)
  assert.equal(await count(), 2)
  await filePage(db, id, { ...draft, image: 'https://img.example/quay.jpg', pageRead: true }, { now: noon })
  assert.equal(await count(), 0)
  assert.equal((await due())?.url, 'https://img.example/quay.jpg')
  await fileImage(db, wish!, { kind: 'kept', files }, visit)
  assert.equal(await count(), 0, 'what was asked for before is not kept for another picture')
})
