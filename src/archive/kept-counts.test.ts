// Counting a writer anew beside others who change what is counted.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ColumnistId } from '../model/index.ts'
import { fileColumns } from './filing.ts'
import { recountOutlets } from './kept-counts.ts'
import { recountArchive } from './recount.ts'
import type { Db } from './schema.ts'
import { takeDownColumn } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { draftOf, makePress, noon } from './test-drafts.ts'
import { inTurn } from './transactions.ts'

test('what is taken down while its writer is counted anew is counted as it is then', async (t) => {
  const db = await withDatabase(t, { poolSize: 10 })
  const press = await makePress(db)
  const { id: publisherId } = press.publisher
  const { columns } = await fileColumns(db, [draftOf(press, 1), draftOf(press, 2)], { publisherId, now: noon })
  const { rows } = await sql<{ id: ColumnistId }>`select columnist_id as id from outlets`.execute(db)
  let counted: Promise<void> | undefined
  await inTurn(db, async (trx) => {
    await takeDownColumn(trx, { publisherId, columnId: columns[0]!.id, reason: 'publisher', now: noon })
    counted = inTurn(db, (other) => recountOutlets(other, publisherId, [rows[0]!.id]))
    await untilWaiting(db)
  })
  await counted
  const { writers } = await recountArchive(db, { mend: false })
  assert.deepEqual(writers, { counted: 1, wrong: 0 })
})

/** Until a statement waits for what another transaction holds. */
async function untilWaiting(db: Db): Promise<void> {
  for (let looks = 0; looks < 1000; looks++) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await sleep(5)
  }
  throw new Error('nothing waits')
}
