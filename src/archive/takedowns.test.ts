import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnId } from '../model/index.ts'
import { blockPrefix, columnsUnder, liftBlock, listBlocks } from './blocks.ts'
import { findColumn } from './column-detail.ts'
import { listActLog } from './desk-log.ts'
import { filePage } from './filing-page.ts'
import { fileColumns } from './filing.ts'
import { listPublishersByIds } from './publishers.ts'
import type { Db } from './schema.ts'
import { resolveTargets } from './takedown-targets.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { canonical, draftOf, makePress, noon, type Press } from './test-drafts.ts'

const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000)

async function file(db: Db, press: Press, drafts: ReturnType<typeof draftOf>[]) {
  return (await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })).columns
}

async function rowOf(db: Db, id: ColumnId): Promise<string> {
  const { rows } = await sql<{
    text: string
  }>`select to_jsonb(c)::text as text from columns c where id = ${id}`.execute(db)
  return rows[0]?.text ?? ''
}

test('a column that was taken down stays down under every address and date it is met with', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const draft = draftOf(press, 1)
  const [filed] = await file(db, press, [draft])
  const key = { publisherId: press.publisher.id, columnId: filed!.id }
  await takeDownColumn(db, { ...key, reason: 'publisher', now: noon })
  const elsewhere = { canonicalUrl: canonical('https://gazette.example/amp/1'), title: 'Another headline' }
  const again = await file(db, press, [draft, { ...draft, ...elsewhere, publishedAt: later(-90) }])
  assert.deepEqual(
    again.map(({ outcome, id }) => [outcome, id]),
    [
      ['taken-down', filed!.id],
      ['taken-down', filed!.id],
    ],
  )
  assert.doesNotMatch(await rowOf(db, filed!.id), /river|headline|Marsh/i)
})

test('a copy whose page turns out to be a column that was taken down goes down with it, words and all', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const down = draftOf(press, 1)
  const copy = draftOf(press, 2, { title: down.title, publishedAt: down.publishedAt })
  const [first, second] = await file(db, press, [down, copy])
  assert.notEqual(first!.id, second!.id)
  const key = { publisherId: press.publisher.id, columnId: first!.id }
  await takeDownColumn(db, { ...key, reason: 'columnist', now: noon })
  const read = { ...copy, canonicalUrl: down.canonicalUrl, pageRead: true }
  assert.equal((await filePage(db, second!.id, read, { now: noon }))?.outcome, 'taken-down')
  assert.equal((await findColumn(db, first!.id))?.kind, 'tombstone')
  assert.doesNotMatch(await rowOf(db, first!.id), /river|Marsh/i)
  assert.equal((await findColumn(db, second!.id))?.kind, 'moved')
})

test('undoing brings back every word, revision and piece of evidence, and the log keeps none', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [filed] = await file(db, press, [draftOf(press, 1)])
  const read = draftOf(press, 1, { pageRead: true, dek: 'A standfirst' })
  await filePage(db, filed!.id, read, { now: noon })
  await filePage(db, filed!.id, { ...read, title: 'On the river, rewritten' }, { now: later(1) })
  const before = await findColumn(db, filed!.id)
  assert.ok(before?.kind === 'found' && before.column.revisions.length === 1)
  const key = { publisherId: press.publisher.id, columnId: filed!.id }
  await takeDownColumn(db, { ...key, reason: 'legal', detail: 'a letter', who: 'Noa', now: later(2) })
  for (const table of ['revisions', 'evidence'])
    assert.deepEqual((await sql`select 1 from ${sql.table(table)}`.execute(db)).rows, [], table)
  await undoTakedown(db, { ...key, who: 'Noa', now: later(3) })
  assert.deepEqual(await findColumn(db, filed!.id), before)
  const acts = await listActLog(db, { limit: 9 })
  assert.deepEqual(
    acts.map(({ what, who, reason }) => [what, who, reason]),
    [
      ['restore', 'Noa', ''],
      ['take-down', 'Noa', 'legal: a letter'],
    ],
  )
  assert.doesNotMatch(JSON.stringify(acts), /rewritten|standfirst/)
  assert.deepEqual(await listActLog(db, { limit: 9, olderThan: later(3) }), acts.slice(1))
})

test('a section is its own path and no other that begins alike; lifting its block restores what it took alone', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const at = (number: number, path: string) =>
    draftOf(press, number, { canonicalUrl: canonical(`https://gazette.example${path}`) })
  const filed = await file(db, press, [at(1, '/opinion/a'), at(2, '/opinions/b'), at(3, '/opinion/c')])
  const [a, b, c] = filed.map(({ id }) => id)
  const { id: publisherId } = press.publisher
  const [target] = await resolveTargets(db, ['http://www.gazette.example/opinion/'], 'https://columns.example')
  assert.ok(target?.kind === 'section')
  assert.deepEqual([target.prefix, target.columns], ['https://gazette.example/opinion', 2])
  await takeDownColumn(db, { publisherId, columnId: c!, reason: 'legal', now: noon })
  const block = { ...target, reason: 'publisher', who: 'desk', now: noon }
  assert.equal(await blockPrefix(db, block), 1)
  assert.equal(await blockPrefix(db, block), 0)
  assert.equal((await findColumn(db, b!))?.kind, 'found')
  assert.deepEqual(await columnsUnder(db, publisherId, target.prefix), [])
  const [publisher] = await listPublishersByIds(db, [publisherId])
  assert.deepEqual(publisher?.blockedPrefixes, [target.prefix])
  assert.equal(publisher.agreement?.blocked, undefined)
  const [standing] = await listBlocks(db)
  assert.equal(await liftBlock(db, { publisherId, id: standing!.id, who: 'desk', now: later(1) }), true)
  assert.equal(await liftBlock(db, { publisherId, id: standing!.id, who: 'desk', now: later(1) }), false)
  assert.equal((await findColumn(db, a!))?.kind, 'found')
  assert.equal((await findColumn(db, c!))?.kind, 'tombstone')
})

test('a block of the whole publisher stops every visit', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await blockPrefix(db, { publisherId: press.publisher.id, prefix: '', reason: 'publisher', who: 'desk', now: noon })
  const [publisher] = await listPublishersByIds(db, [press.publisher.id])
  assert.equal(publisher?.agreement?.blocked, true)
})
