// Filing, where a page shows that two columns are one piece: the older id stays, the younger leads to it for ever.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { moveCopies } from './copies-writes.ts'
import { counted } from './filing-changes.ts'
import { readCredits, type KnownColumn } from './filing-known.ts'
import { insertAddresses } from './filing-write.ts'
import { holdTexts } from './held-texts.ts'
import { besideRoles, changeCounts, recountOutlets } from './kept-counts.ts'
import type { Db } from './schema.ts'
import { StaleRead } from './transactions.ts'

/** Everything of `gone` that is worth keeping goes to `kept`; `gone`'s permalink leads there from now on. */
export async function joinColumns(
  db: Db,
  publisherId: PublisherId,
  kept: KnownColumn,
  gone: KnownColumn,
): Promise<void> {
  const lost = await readCredits(db, publisherId, [gone.id])
  const writers = lost.filter((credit) => !besideRoles.includes(credit.role)).map((credit) => credit.columnist_id)
  for (const table of ['addresses', 'revisions', 'takedowns', 'corrections', 'reports'] as const)
    await sql`update ${sql.table(table)} set column_id = ${kept.id} where publisher_id = ${publisherId} and column_id = ${gone.id}`.execute(
      db,
    )
  await addCountsOf(db, publisherId, kept.id, gone.id)
  await moveCopies(db, publisherId, kept.id, gone.id)
  await sql`
    insert into likes (publisher_id, column_id, device, liked_on)
    select publisher_id, ${kept.id}, device, liked_on from likes where publisher_id = ${publisherId} and column_id = ${gone.id}
    on conflict do nothing`.execute(db)
  for (const table of restOfColumn)
    await sql`delete from ${sql.table(table)} where publisher_id = ${publisherId} and column_id = ${gone.id}`.execute(
      db,
    )
  const removed = await sql`
    delete from columns where publisher_id = ${publisherId} and id = ${gone.id} and xmin::text = ${gone.version}`.execute(
    db,
  )
  if (Number(removed.numAffectedRows ?? 0n) !== 1) throw new StaleRead('A column was changed by another process')
  await sql`update moved_columns set to_id = ${kept.id} where publisher_id = ${publisherId} and to_id = ${gone.id}`.execute(
    db,
  )
  await db.insertInto('moved_columns').values({ publisher_id: publisherId, from_id: gone.id, to_id: kept.id }).execute()
  await changeCounts(db, publisherId, [counted(gone, writers)], [])
  if (gone.is_down && !kept.is_down) await hide(db, publisherId, kept)
  if (gone.is_down || kept.is_down) await holdTexts(db, publisherId, kept.id)
  await recountOutlets(db, publisherId, writers)
  await insertAddresses(db, publisherId, [{ address: gone.canonical_url, column_id: kept.id }])
}

/** Rows that go with the id that is given up. */
const restOfColumn = [
  'evidence',
  'attributions',
  'rules',
  'pages_due',
  'column_counts',
  'views_daily',
  'opens_daily',
  'counted',
  'likes',
  'reviews',
  'vanished',
] as const

/** The piece was taken down under its other id: it stays down. */
async function hide(db: Db, publisherId: PublisherId, kept: KnownColumn): Promise<void> {
  await db
    .updateTable('columns')
    .set({ listed: false })
    .where('publisher_id', '=', publisherId)
    .where('id', '=', kept.id)
    .execute()
  const credits = await readCredits(db, publisherId, [kept.id])
  const writers = credits.filter((credit) => !besideRoles.includes(credit.role)).map((credit) => credit.columnist_id)
  await changeCounts(db, publisherId, [counted(kept, writers)], [])
  await recountOutlets(db, publisherId, writers)
}

async function addCountsOf(db: Db, publisherId: PublisherId, keptId: ColumnId, goneId: ColumnId): Promise<void> {
  await sql`
    insert into column_counts as n (publisher_id, column_id, views, opens, likes)
    select publisher_id, ${keptId}, views, opens, likes from column_counts where publisher_id = ${publisherId} and column_id = ${goneId}
    on conflict (publisher_id, column_id) do update set
      views = n.views + excluded.views, opens = n.opens + excluded.opens, likes = n.likes + excluded.likes`.execute(db)
  for (const [table, count] of [
    ['views_daily', 'views'],
    ['opens_daily', 'opens'],
  ] as const)
    await sql`
      insert into ${sql.table(table)} as n (publisher_id, column_id, day, ${sql.ref(count)})
      select publisher_id, ${keptId}, day, ${sql.ref(count)} from ${sql.table(table)}
      where publisher_id = ${publisherId} and column_id = ${goneId}
      on conflict (publisher_id, column_id, day) do update set
        ${sql.ref(count)} = ${sql.ref(`n.${count}`)} + ${sql.ref(`excluded.${count}`)}`.execute(db)
}
