import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnId } from '../model/index.ts'
import { findColumn } from './column-detail.ts'
import { fileColumns } from './filing.ts'
import { listDuePages } from './hosts.ts'
import type { Db } from './schema.ts'
import { testWorkers } from './test-cluster.ts'
import { withDatabase } from './test-database.ts'
import { draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { forgetMissing, judgeMissing, queueVanished } from './vanished.ts'
import { recordVisit } from './visits.ts'

const hourMs = 3_600_000
const host = 'gazette.example'
const later = (hours: number): Date => new Date(noon.getTime() + hours * hourMs)

/** Columns 0 to `count - 1`, each an hour older than the one before. */
async function fileAll(db: Db, press: Press, count: number): Promise<ColumnId[]> {
  const drafts = Array.from({ length: count }, (_, number) => draftOf(press, number))
  const { columns } = await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  return columns.map(({ id }) => id)
}

function queue(db: Db, press: Press, listed: readonly ColumnId[], sinceHours: number, now = noon): Promise<number> {
  return queueVanished(db, {
    publisherId: press.publisher.id,
    feedId: press.feed.id,
    listed,
    since: new Date(noon.getTime() - sinceHours * hourMs),
    now,
    pageOf: (url) => ({ url, host, nextAt: now }),
  })
}

test('a column that left its feed within the dates it covers has its page asked about, once', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [first, second, third, fourth] = await fileAll(db, press, 4)
  const listed = [first!, third!]
  assert.equal(await queue(db, press, listed, 2), 1)
  const due = await listDuePages(db, host, 10, noon)
  assert.deepEqual(
    due.map(({ columnId }) => columnId),
    [second],
  )
  assert.notEqual(fourth, undefined, 'the oldest merely left the window')
  assert.equal(await queue(db, press, listed, 2), 0)
})

test('feeds that are visited at the same moment are each told of their own', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const other = await makePress(db, { slug: 'herald', home: 'https://herald.example/' })
  const [first, second, third] = await fileAll(db, press, 3)
  const [one, two, three] = await fileAll(db, other, 3)
  const queued = await Promise.all([
    queue(db, press, [first!, third!], 2),
    queue(db, other, [one!], 3),
    queue(db, press, [first!, third!, second!], 2),
  ])
  assert.deepEqual(queued, [1, 2, 0])
  const due = await listDuePages(db, host, 10, noon)
  assert.deepEqual(new Set(due.map(({ columnId }) => columnId)), new Set([second, two, three]))
  // What became another column is listed with it.
  await sql`insert into moved_columns (publisher_id, from_id, to_id) values (${other.publisher.id}, 999999, ${two!})`.execute(
    db,
  )
  assert.equal(await queue(db, other, [one!, three!, 999999 as ColumnId], 3), 0)
  const { rows } = await sql<{ column_id: number }>`select column_id from vanished order by column_id`.execute(db)
  assert.deepEqual(rows, [{ column_id: second }])
})

test('a column that the feed lists again is asked about anew when it leaves again', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [first, second, third] = await fileAll(db, press, 3)
  await queue(db, press, [first!, third!], 2)
  assert.equal(await queue(db, press, [first!, second!, third!], 2), 0)
  assert.equal(await queue(db, press, [first!, third!], 2), 1)
})

test('a feed that suddenly lists a window of another kind sends nobody around', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const ids = await fileAll(db, press, 14)
  assert.equal(await queue(db, press, [ids.at(-1)!], 13), 0)
  assert.deepEqual(await listDuePages(db, host, 20, noon), [])
})

test('a page that robots.txt forbids is left alone', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [first] = await fileAll(db, press, 2)
  const { publisher, feed } = press
  const since = later(-1.5)
  const listing = { publisherId: publisher.id, feedId: feed.id, listed: [first!], since, now: noon }
  assert.equal(await queueVanished(db, { ...listing, pageOf: () => null }), 0)
})

test('a missing page of a column that its feed still lists takes nothing down', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [id] = await fileAll(db, press, 1)
  const verdict = await judgeMissing(db, { publisherId: press.publisher.id, columnId: id!, now: noon })
  assert.deepEqual(verdict, { kind: 'still-listed' })
  assert.equal((await findColumn(db, id!))?.kind, 'found')
})

test('a page missing twice, a day apart, of a column in no feed becomes a tombstone that says so', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [first, second, third] = await fileAll(db, press, 3)
  await queue(db, press, [first!, third!], 2)
  const page = { publisherId: press.publisher.id, columnId: second! }
  assert.deepEqual(await judgeMissing(db, { ...page, now: noon }), { kind: 'ask-again', at: later(24) })
  assert.deepEqual(await judgeMissing(db, { ...page, now: later(5) }), { kind: 'ask-again', at: later(24) })
  assert.deepEqual(await judgeMissing(db, { ...page, now: later(24) }), { kind: 'taken-down' })
  assert.notEqual((await findColumn(db, second!))?.kind, 'found')
  const takedown = await db.selectFrom('takedowns').selectAll().executeTakeFirstOrThrow()
  assert.equal(takedown.reason, 'missing')
})

test('a page that answers in between starts the count anew', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [first, second, third] = await fileAll(db, press, 3)
  await queue(db, press, [first!, third!], 2)
  const page = { publisherId: press.publisher.id, columnId: second! }
  await judgeMissing(db, { ...page, now: noon })
  await forgetMissing(db, page)
  assert.deepEqual(await judgeMissing(db, { ...page, now: later(30) }), { kind: 'ask-again', at: later(54) })
})

test('a page that is to be asked again keeps its place in the turn of its host', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const [first, second, third] = await fileAll(db, press, 3)
  await queue(db, press, [first!, third!], 2)
  const page = { publisherId: press.publisher.id, columnId: second! }
  const verdict = await judgeMissing(db, { ...page, now: noon })
  assert.ok(verdict.kind === 'ask-again')
  await recordVisit(db, {
    ...page,
    feedId: press.feed.id,
    host,
    url: `${press.publisher.home}columns/1`,
    purpose: 'page',
    outcome: 'missing',
    reading: null,
    status: 404,
    bytes: 0,
    durationMs: 1,
    entries: null,
    problem: 'there is nothing at this address',
    visitedAt: noon,
    page: { nextAt: verdict.at },
  })
  assert.deepEqual(await listDuePages(db, host, 10, later(23)), [])
  assert.equal((await listDuePages(db, host, 10, later(24))).length, 1)
})

test(
  'a takedown that PostgreSQL gives up for a deadlock is done anew',
  { skip: testWorkers().length > 0 && 'a cluster has no triggers' },
  async (t) => {
    const db = await withDatabase(t)
    const press = await makePress(db)
    const [first, second, third] = await fileAll(db, press, 3)
    await queue(db, press, [first!, third!], 2)
    const page = { publisherId: press.publisher.id, columnId: second! }
    await judgeMissing(db, { ...page, now: noon })
    // A sequence keeps what is rolled back: the first takedown fails as in a deadlock, the next one does not.
    await sql`create sequence takedowns_tried`.execute(db)
    await sql`create function fail_once() returns trigger language plpgsql as $$ begin
    if nextval('takedowns_tried') = 1 then raise exception 'deadlock detected' using errcode = '40P01'; end if;
    return new; end $$`.execute(db)
    await sql`create trigger fail_once before insert on takedowns for each row execute function fail_once()`.execute(db)
    assert.equal((await judgeMissing(db, { ...page, now: later(30) })).kind, 'taken-down')
  },
)
