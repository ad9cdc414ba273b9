import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withDatabase } from './test-database.ts'
import { StaleRead } from './transactions.ts'
import { writeTogether } from './write-together.ts'

const hostRow = (host: string) => ({ statement: sql`insert into hosts (host) values (${host})` })
const noRow = { statement: sql`delete from hosts where host = 'nowhere.test'` }

test('sends any number of statements as one', async (t) => {
  const sent: string[] = []
  const db = await withDatabase(t, { onQuery: (query) => sent.push(query.sql) })
  sent.length = 0
  await writeTogether(db, [hostRow('a.test'), noRow, { ...hostRow('b.test'), rows: 1 }])
  assert.equal(sent.length, 1)
  const { rows } = await sql<{ host: string }>`select host from hosts order by host`.execute(db)
  assert.deepEqual(rows, [{ host: 'a.test' }, { host: 'b.test' }])
})

test('another number of rows than expected is a stale read, and nothing to write sends nothing', async (t) => {
  const sent: string[] = []
  const db = await withDatabase(t, { onQuery: (query) => sent.push(query.sql) })
  sent.length = 0
  await writeTogether(db, [])
  assert.equal(sent.length, 0)
  await assert.rejects(writeTogether(db, [hostRow('a.test'), { ...noRow, rows: 1 }]), StaleRead)
  const { rows } = await sql`select host from hosts`.execute(db)
  assert.deepEqual(rows, [], 'what was written together with it is undone, without a transaction around it')
})

test('the statements run in the order given', async (t) => {
  const db = await withDatabase(t)
  await sql`create sequence turns`.execute(db)
  const turn = (host: string) => ({
    statement: sql`insert into hosts (host, failures) values (${host}, nextval('turns')::int)`,
  })
  await writeTogether(db, ['c.test', 'a.test', 'b.test'].map(turn))
  const { rows } = await sql<{ host: string }>`select host from hosts order by failures`.execute(db)
  assert.deepEqual(
    rows.map(({ host }) => host),
    ['c.test', 'a.test', 'b.test'],
  )
})

test('a row takes the place of one that is deleted before it, and a place that is taken is refused', async (t) => {
  const db = await withDatabase(t)
  await writeTogether(db, [hostRow('a.test')])
  const dropped = { statement: sql`delete from hosts where host = 'a.test'`, rows: 1 }
  const anew = { statement: sql`insert into hosts (host, failures) values ('a.test', 7)`, rows: 1 }
  await assert.rejects(writeTogether(db, [anew, dropped]), { code: '23505' })
  await writeTogether(db, [dropped, anew])
  const { rows } = await sql<{ failures: number }>`select failures from hosts`.execute(db)
  assert.deepEqual(rows, [{ failures: 7 }])
})
