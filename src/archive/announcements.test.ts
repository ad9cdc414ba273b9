import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import type { PublisherId } from '../model/index.ts'
import { announce, listenForTopics, topicsOfFiling, type PageTopic } from './announcements.ts'
import { fileColumns } from './filing.ts'
import { withDatabase } from './test-database.ts'
import { draftOf, makePress, noon as now } from './test-drafts.ts'
import { takeDownColumn } from './takedowns.ts'
import type { Db } from './schema.ts'

test('a filing says what it is about once it is committed, and one that changes nothing is silent', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const publisherId = press.publisher.id
  const heard = await listen(t, db)
  const file = () => fileColumns(db, [draftOf(press, 1)], { publisherId, now })
  const { columns } = await file()
  await heard.until((topics) => topics.includes('filing'))
  const [topics] = heard.taken()
  const kinds = topics?.map((topic) => topic.replace(/^columnist:\d+$/, 'columnist:n'))
  assert.deepEqual(kinds?.toSorted(), ['columnist:n', 'country:gb', 'filing', `publisher:${publisherId}`])
  await file()
  await takeDownColumn(db, { publisherId, columnId: columns[0]!.id, reason: 'publisher', now })
  await heard.until((topics) => topics.includes('everything'))
  assert.deepEqual(heard.taken(), [['everything']])
})

test('what is not committed is not heard', async (t) => {
  const db = await withDatabase(t)
  const heard = await listen(t, db)
  await assert.rejects(
    db.transaction().execute(async (trx) => {
      await announce(trx, ['publisher:1' as PageTopic])
      throw new Error('no commit')
    }),
    /no commit/,
  )
  await announce(db, ['everything'])
  await heard.until((topics) => topics.includes('everything'))
  assert.deepEqual(heard.taken(), [['everything']])
})

test('a listener whose connection is lost says so, connects again and hears again', async (t) => {
  const db = await withDatabase(t)
  const heard = await listen(t, db)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'colonnade-listener' and datname = current_database()`.execute(db)
  await heard.until(() => heard.states.length === 3, true)
  assert.deepEqual(heard.states, ['listening', 'deaf', 'listening'])
  await announce(db, ['filing'])
  await heard.until((topics) => topics.includes('filing'))
})

test('topics beyond what a notification holds become everything', async (t) => {
  const db = await withDatabase(t)
  const heard = await listen(t, db)
  const writers = Array.from({ length: 900 }, (_, i) => (1e9 + i) as never)
  await announce(db, topicsOfFiling(1 as PublisherId, [{ country: 'gb', writers }]))
  await heard.until((topics) => topics.includes('everything'))
  assert.deepEqual(heard.taken(), [['everything']])
})

async function listen(t: TestContext, db: Db) {
  const all: (readonly PageTopic[])[] = []
  const states: string[] = []
  let look = () => undefined as void
  const until = (holds: (topics: readonly PageTopic[]) => boolean, ofStates = false) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (ofStates ? holds([]) : all.some(holds)) resolve()
      }
      look()
    })
  const listening = listenForTopics(db, {
    onTopics: (topics) => {
      all.push(topics)
      look()
    },
    onListening: () => {
      states.push('listening')
      look()
    },
    onDeaf: () => {
      states.push('deaf')
      look()
    },
  })
  t.after(() => listening.close())
  await until(() => states.length > 0, true)
  return { states, until, taken: () => all.splice(0) }
}
