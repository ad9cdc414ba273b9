// Views, opens and likes, each counted once: views and opens once a day per reader, likes once per device.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { groupCommit } from './group-commit.ts'
import { jsonRows } from './json-rows.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'

type ColumnKey = { readonly publisherId: PublisherId; readonly columnId: ColumnId }

/**
 * The salt with which readers of `day` (`2026-11-22`, universal time) are hashed, the same for every web process. Whoever
 * asks first on a new day makes it, and throws away the salts and hashes of the days before.
 */
export async function dailySalt(db: Db, day: string): Promise<Buffer> {
  const known = await findSalt(db, day)
  if (known !== null) return known
  await sql`insert into counting_salts (day, salt) values (${day}, ${randomBytes(32)}) on conflict (day) do nothing`.execute(
    db,
  )
  await sql`delete from counting_salts where day < ${day}`.execute(db)
  await sql`delete from counted where day < ${day}`.execute(db)
  const made = await findSalt(db, day)
  if (made === null) throw new Error(`the salt of ${day} was thrown away while it was being made`)
  return made
}

type Counting = ColumnKey & {
  readonly what: 'view' | 'open'
  /** `2026-11-22`, universal time. */
  readonly day: string
  readonly visitor: Buffer
}

/** Counts one view or open unless this reader has been counted today. Those of the same moment share a commit. */
export const countOnce: (db: Db, counting: Counting) => Promise<void> = groupCommit(countTogether)

/**
 * `counted` is the day's memory of who was there; what is new in it is added to the counts of their columns. Rows are written in
 * one order, so that two processes that count the same columns wait for each other and never in a circle.
 */
function countTogether(db: Db, countings: readonly Counting[]): Promise<void> {
  const rows = countings.map(({ publisherId, columnId, what, day, visitor }) => ({
    publisher_id: publisherId,
    column_id: columnId,
    what,
    day,
    visitor: visitor.toString('hex'),
  }))
  return inTransaction(db, async (trx) => {
    const { rows: fresh } = await sql<{ publisher_id: number; column_id: number; day: string; what: string }>`
      insert into counted (publisher_id, column_id, day, what, visitor)
      select distinct publisher_id, column_id, day, what, decode(visitor, 'hex')
      from json_to_recordset(${jsonRows(rows)}::json) as x(publisher_id bigint, column_id bigint, day date, what text, visitor text)
      order by 1, 2, 3, 4, 5
      on conflict do nothing returning publisher_id, column_id, day, what`.execute(trx)
    if (fresh.length === 0) return
    const sums = [...Map.groupBy(fresh, (row) => `${row.publisher_id} ${row.column_id} ${row.day}`).values()].map(
      (same) => ({
        ...same[0]!,
        views: same.filter((row) => row.what === 'view').length,
        opens: same.filter((row) => row.what === 'open').length,
      }),
    )
    const columns = sql`json_to_recordset(${jsonRows(sums)}::json)
      as x(publisher_id bigint, column_id bigint, day date, views bigint, opens bigint)`
    await sql`
      insert into column_counts as n (publisher_id, column_id, views, opens)
      select publisher_id, column_id, sum(views)::bigint, sum(opens)::bigint from ${columns} group by 1, 2 order by 1, 2
      on conflict (publisher_id, column_id) do update set views = n.views + excluded.views, opens = n.opens + excluded.opens`.execute(
      trx,
    )
    if (sums.some((sum) => sum.views > 0))
      await sql`
        insert into views_daily as d (publisher_id, column_id, day, views)
        select publisher_id, column_id, day, views from ${columns} where views > 0 order by 1, 2, 3
        on conflict (publisher_id, column_id, day) do update set views = d.views + excluded.views`.execute(trx)
    if (sums.some((sum) => sum.opens > 0))
      await sql`
        insert into opens_daily as d (publisher_id, column_id, day, opens)
        select publisher_id, column_id, day, opens from ${columns} where opens > 0 order by 1, 2, 3
        on conflict (publisher_id, column_id, day) do update set opens = d.opens + excluded.opens`.execute(trx)
  })
}

/** Adds or takes back a device's like; doing either twice changes nothing. */
export async function setLike(
  db: Db,
  { publisherId, columnId, device, day, liked }: ColumnKey & { device: Buffer; day: string; liked: boolean },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numAffectedRows } = await (
      liked
        ? sql`insert into likes (publisher_id, column_id, device, liked_on) values (${publisherId}, ${columnId}, ${device}, ${day})
          on conflict do nothing`
        : sql`delete from likes where publisher_id = ${publisherId} and column_id = ${columnId} and device = ${device}`
    ).execute(trx)
    if (numAffectedRows !== 1n) return
    await sql`
      insert into column_counts as n (publisher_id, column_id, likes) values (${publisherId}, ${columnId}, ${liked ? 1 : 0})
      on conflict (publisher_id, column_id) do update set likes = greatest(0, n.likes + ${liked ? 1 : -1})`.execute(trx)
  })
}

export async function isLiked(
  db: Db,
  { publisherId, columnId, device }: ColumnKey & { device: Buffer },
): Promise<boolean> {
  const row = await db
    .selectFrom('likes')
    .select('liked_on')
    .where('publisher_id', '=', publisherId)
    .where('column_id', '=', columnId)
    .where('device', '=', device)
    .executeTakeFirst()
  return row !== undefined
}

async function findSalt(db: Db, day: string): Promise<Buffer | null> {
  const row = await db.selectFrom('counting_salts').select('salt').where('day', '=', day).executeTakeFirst()
  return row?.salt ?? null
}
