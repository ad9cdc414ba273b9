// A publisher, or a part of its site, that asked us to leave it alone: nothing below the prefix is filed, and what was filed
// is taken down, until the block is lifted.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { logAct } from './desk-log.ts'
import { dropStalePortraits } from './portraits.ts'
import type { Db } from './schema.ts'
import { takeDownColumn, undoTakedown } from './takedowns.ts'

export type Block = {
  readonly publisherId: PublisherId
  readonly publisherSlug: string
  readonly publisherName: string
  readonly id: number
  /** An address without a slash at its end, or '' for the whole publisher. */
  readonly prefix: string
  readonly reason: string
  readonly blockedAt: Date
}

export type BlockWish = {
  readonly publisherId: PublisherId
  readonly prefix: string
  /** One word, as of a takedown. */
  readonly reason: string
  readonly detail?: string | null
  readonly askedBy?: string | null
  readonly who: string
  readonly now: Date
}

/** Stands from the first moment; then takes down what is filed. Answers with how many columns that were. */
export async function blockPrefix(db: Db, wish: BlockWish): Promise<number> {
  const { publisherId, prefix, now, who } = wish
  const id = await db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ id: number }>`
      insert into blocks (publisher_id, prefix, reason, blocked_at) values (${publisherId}, ${prefix}, ${wish.reason}, ${now})
      on conflict (publisher_id, prefix) where lifted_at is null do nothing returning id`.execute(trx)
    if (rows[0] !== undefined)
      await logAct(trx, {
        now,
        who,
        what: 'block',
        reason: wish.detail ? `${wish.reason}: ${wish.detail}` : wish.reason,
        subject: prefix === '' ? await homeOf(trx, publisherId) : prefix,
        publisherId,
        before: { blocked: false },
        after: { blocked: true },
      })
    return rows[0]?.id ?? (await standingBlock(trx, publisherId, prefix))
  })
  await dropStalePortraits(db, { all: false })
  // Also what an earlier, interrupted attempt left.
  let taken = 0
  for (const columnId of await columnsUnder(db, publisherId, prefix)) {
    const detail = markOf(id)
    const down = { publisherId, columnId, reason: wish.reason, detail, askedBy: wish.askedBy ?? null, now }
    if (await takeDownColumn(db, down)) taken += 1
  }
  return taken
}

/** Lifts the block and restores what it took down. False when it does not stand. */
export async function liftBlock(
  db: Db,
  block: { readonly publisherId: PublisherId; readonly id: number; readonly who: string; readonly now: Date },
): Promise<boolean> {
  const { publisherId, id, who, now } = block
  const prefix = await db.transaction().execute(async (trx) => {
    const lifted = await trx
      .updateTable('blocks')
      .set({ lifted_at: now })
      .where('publisher_id', '=', publisherId)
      .where('id', '=', id)
      .where('lifted_at', 'is', null)
      .returning('prefix')
      .executeTakeFirst()
    if (lifted === undefined) return null
    await logAct(trx, {
      now,
      who,
      what: 'unblock',
      reason: '',
      subject: lifted.prefix === '' ? await homeOf(trx, publisherId) : lifted.prefix,
      publisherId,
      before: { blocked: true },
      after: { blocked: false },
    })
    return lifted.prefix
  })
  if (prefix === null) return false
  const taken = await db
    .selectFrom('takedowns')
    .select('column_id')
    .where('publisher_id', '=', publisherId)
    .where('detail', '=', markOf(id))
    .where('undone_at', 'is', null)
    .execute()
  for (const { column_id } of taken) await undoTakedown(db, { publisherId, columnId: column_id as ColumnId, now })
  return true
}

/** Newest first. */
export async function listBlocks(db: Db): Promise<Block[]> {
  const { rows } = await sql<Block>`
    select b.publisher_id as "publisherId", p.slug as "publisherSlug", p.name as "publisherName", b.id, b.prefix, b.reason,
      b.blocked_at as "blockedAt"
    from blocks b join publishers p on p.id = b.publisher_id where b.lifted_at is null order by b.blocked_at desc`.execute(
    db,
  )
  return rows
}

/** Columns that are not down and whose address is the prefix or below it. */
export async function columnsUnder(db: Db, publisherId: PublisherId, prefix: string): Promise<ColumnId[]> {
  const { rows } = await sql<{ id: ColumnId }>`
    select c.id from columns c where c.publisher_id = ${publisherId} and ${isUnder(prefix)}
      and not exists (select 1 from takedowns t
        where t.publisher_id = c.publisher_id and t.column_id = c.id and t.undone_at is null)
    order by c.id`.execute(db)
  return rows.map((row) => row.id)
}

/** A prefix ends where a part of the path does: `/opinion` is not `/opinions`. `isBlocked` of the pipeline is the same in memory. */
function isUnder(prefix: string) {
  if (prefix === '') return sql`true`
  return sql`(c.canonical_url = ${prefix} or starts_with(c.canonical_url, ${`${prefix}/`}) or starts_with(c.canonical_url, ${`${prefix}?`}))`
}

async function standingBlock(db: Db, publisherId: PublisherId, prefix: string): Promise<number> {
  const { id } = await db
    .selectFrom('blocks')
    .select('id')
    .where('publisher_id', '=', publisherId)
    .where('prefix', '=', prefix)
    .where('lifted_at', 'is', null)
    .executeTakeFirstOrThrow()
  return id
}

async function homeOf(db: Db, publisherId: PublisherId): Promise<string> {
  const row = await db.selectFrom('publishers').select('home').where('id', '=', publisherId).executeTakeFirstOrThrow()
  return row.home
}

/** How a takedown says which block it belongs to. */
function markOf(id: number): string {
  return `block ${id}`
}
