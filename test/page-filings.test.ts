// The pages of one host's turn are filed while the next ones are asked for: nothing waits, nothing is lost, nothing is hidden.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { fileColumns, isArchiveTrouble, type Db, type DuePage, type VisitRecord } from '../src/archive/index.ts'
import { testWorkers } from '../src/archive/test-cluster.ts'
import { withDatabase } from '../src/archive/test-database.ts'
import { draftOf, makePress, noon } from '../src/archive/test-drafts.ts'
import { limits } from '../src/pipeline/collecting.ts'
import { createPageFilings } from '../src/pipeline/page-filings.ts'
import { collectingFor, createTestClient } from './journey-setup.ts'

const host = 'gazette.example'
/** Pages that are filed together. */
const many = limits.visitsPerLease

/** Columns whose pages are due, twice as many as are filed together and ten, and their filings; `read(at)` gives the page of one of them to be filed. */
async function filingsOf(t: TestContext) {
  const db = await withDatabase(t, { poolSize: 6 })
  const client = createTestClient(80)
  t.after(() => client.close())
  const press = await makePress(db)
  const publisherId = press.publisher.id
  const drafts = Array.from({ length: 2 * many + 10 }, (_, number) => draftOf(press, number + 1))
  const pageOf = ({ canonicalUrl }: { canonicalUrl: string }) => ({ url: canonicalUrl, host, nextAt: noon })
  const { columns } = await fileColumns(db, drafts, { publisherId, now: noon, pageOf })
  const pages = columns.map(({ id, canonicalUrl }): DuePage => ({
    publisherId,
    columnId: id,
    host,
    url: canonicalUrl,
    nextAt: noon,
    attempts: 0,
  }))
  const collecting = await collectingFor(db, client, { now: () => noon })
  const filings = createPageFilings({ collecting, host }, pages, () => undefined)
  const read = (at: number): Promise<void> => {
    const due = pages[at]!
    const visit: VisitRecord = {
      publisherId,
      columnId: due.columnId,
      feedId: null,
      host,
      url: due.url,
      purpose: 'page',
      outcome: 'fetched',
      reading: 'read',
      status: 200,
      bytes: 1,
      durationMs: 1,
      entries: null,
      problem: null,
      visitedAt: noon,
    }
    return filings.file(due, { id: due.columnId, draft: { ...drafts[at]!, pageRead: true }, visit })
  }
  return { db, filings, read }
}

/** Nobody takes a page off the list of those due until the answer is called. */
async function holdDuePages(db: Db): Promise<() => Promise<void>> {
  let letGo = () => {}
  const held = new Promise<void>((resolve) => (letGo = resolve))
  let locked = () => {}
  const isLocked = new Promise<void>((resolve) => (locked = resolve))
  const holding = db.transaction().execute(async (trx) => {
    await sql`lock table pages_due in share row exclusive mode`.execute(trx)
    locked()
    await held
  })
  await isLocked
  return async () => {
    letGo()
    await holding
  }
}

async function countsOf(db: Db): Promise<{ due: number; read: number; visits: number }> {
  const { rows } = await sql<{ due: number; read: number; visits: number }>`
    select (select count(*) from pages_due) as due, (select count(*) from columns where page_read) as read,
      (select count(*) from visits where purpose = 'page') as visits`.execute(db)
  return rows[0]!
}

test('pages gather while those before them are filed, and each is filed once', async (t) => {
  const { db, filings, read } = await filingsOf(t)
  const letGo = await holdDuePages(db)
  const last = 2 * many - 1
  for (let at = 0; at < last; at++) await read(at)
  assert.deepEqual(await countsOf(db), { due: 2 * many + 10, read: 0, visits: 0 })
  let isFurther = false
  const lastOfTwice = read(last).then(() => (isFurther = true))
  await sleep(50)
  assert.equal(isFurther, false, 'no more than twice as many lie in memory')
  await letGo()
  await lastOfTwice
  for (let at = 2 * many; at < 2 * many + 5; at++) await read(at)
  await filings.finish()
  assert.deepEqual(await countsOf(db), { due: 5, read: 2 * many + 5, visits: 2 * many + 5 })
})

test(
  'a database that fails beneath a filing is told to whoever comes next; what was gathered since is filed',
  { skip: testWorkers().length > 0 && 'a cluster has no triggers' },
  async (t) => {
    const { db, filings, read } = await filingsOf(t)
    await sql`create function no_room() returns trigger language plpgsql as $$
    begin raise exception 'no room' using errcode = '53100'; end $$`.execute(db)
    await sql`create trigger full_disk before delete on pages_due execute function no_room()`.execute(db)
    const last = 2 * many - 1
    for (let at = 0; at < last; at++) await read(at)
    await assert.rejects(read(last), isArchiveTrouble)
    await sql`drop trigger full_disk on pages_due`.execute(db)
    await filings.finish()
    assert.deepEqual(await countsOf(db), { due: many + 10, read: many, visits: many })
  },
)
