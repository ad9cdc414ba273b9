// Views, opens and likes, each counted once: views and opens once a day per reader, likes once per device.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import type { Db } from './schema.ts'

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

/** Counts one view or open unless this reader has been counted today. True when it was counted. */
export async function countOnce(
  db: Db,
  { publisherId, columnId, what, day, visitor }: ColumnKey & { what: 'view' | 'open'; day: string; visitor: Buffer },
): Promise<boolean> {
  const [views, opens] = what === 'view' ? [1, 0] : [0, 1]
  return db.transaction().execute(async (trx) => {
    const { numAffectedRows } = await sql`
      insert into counted (publisher_id, column_id, day, what, visitor)
      values (${publisherId}, ${columnId}, ${day}, ${what}, ${visitor}) on conflict do nothing`.execute(trx)
    if (numAffectedRows !== 1n) return false
    await sql`
      insert into column_counts as n (publisher_id, column_id, views, opens) values (${publisherId}, ${columnId}, ${views}, ${opens})
      on conflict (publisher_id, column_id) do update set views = n.views + excluded.views, opens = n.opens + excluded.opens`.execute(
      trx,
    )
    await (
      what === 'view'
        ? sql`insert into views_daily as d (publisher_id, column_id, day, views) values (${publisherId}, ${columnId}, ${day}, 1)
          on conflict (publisher_id, column_id, day) do update set views = d.views + 1`
        : sql`insert into opens_daily as d (publisher_id, column_id, day, opens) values (${publisherId}, ${columnId}, ${day}, 1)
          on conflict (publisher_id, column_id, day) do update set opens = d.opens + 1`
    ).execute(trx)
    return true
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
