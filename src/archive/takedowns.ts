// Removals that we honour: a takedown hides at once and for ever, with a reason and a time, until someone undoes it. The
// column's words go from its row into the takedown's. And columns that the publisher gave a last hour.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { announce } from './announcements.ts'
import { counted } from './filing-changes.ts'
import { logAct } from './desk-log.ts'
import { readColumn, readCredits, type KnownColumn } from './filing-known.ts'
import { refreshFamilyOf } from './families.ts'
import { dropExcerpts, heldTitle, holdTexts, restoreTexts } from './held-texts.ts'
import { besideRoles, changeCounts, recountOutlets } from './kept-counts.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'

export type Takedown = {
  readonly publisherId: PublisherId
  readonly columnId: ColumnId
  /** One word: `publisher`, `columnist`, `legal`, `withdrawn`, `missing` … */
  readonly reason: string
  readonly detail?: string | null
  readonly askedBy?: string | null
  /** The operator who decided it, for the log of acts; left out when the publisher's own server said it. */
  readonly who?: string
  readonly now: Date
}

/** Hides the column and empties its row at once. False when there is no such column or it is down already. */
export function takeDownColumn(db: Db, takedown: Takedown): Promise<boolean> {
  return inRetriedTransaction(db, async (trx) => {
    const column = await lockColumn(trx, takedown.publisherId, takedown.columnId)
    if (column === undefined || column.is_down) return false
    await trx
      .insertInto('takedowns')
      .values({
        publisher_id: takedown.publisherId,
        column_id: column.id,
        reason: takedown.reason,
        detail: takedown.detail ?? null,
        asked_by: takedown.askedBy ?? null,
        was_listed: column.listed,
        taken_at: takedown.now,
      })
      .execute()
    await setListed(trx, takedown.publisherId, column, false)
    await holdTexts(trx, takedown.publisherId, column.id)
    await announce(trx, ['everything'])
    if (takedown.who !== undefined)
      await logAct(trx, {
        now: takedown.now,
        who: takedown.who,
        what: 'take-down',
        reason: takedown.detail ? `${takedown.reason}: ${takedown.detail}` : takedown.reason,
        subject: column.canonical_url,
        publisherId: takedown.publisherId,
        columnId: column.id,
        before: { listed: column.listed },
        after: { listed: false },
      })
    await trx
      .deleteFrom('pages_due')
      .where('publisher_id', '=', takedown.publisherId)
      .where('column_id', '=', column.id)
      .execute()
    return true
  })
}

/** Shows the column again as it was. False when it was not down. */
export function undoTakedown(
  db: Db,
  undo: {
    readonly publisherId: PublisherId
    readonly columnId: ColumnId
    readonly who?: string
    readonly now: Date
  },
): Promise<boolean> {
  return inRetriedTransaction(db, async (trx) => {
    const column = await lockColumn(trx, undo.publisherId, undo.columnId)
    if (column === undefined || !column.is_down) return false
    await restoreTexts(trx, undo.publisherId, column.id)
    const undone = await trx
      .updateTable('takedowns')
      .set({ undone_at: undo.now })
      .where('publisher_id', '=', undo.publisherId)
      .where('column_id', '=', column.id)
      .where('undone_at', 'is', null)
      .returning('was_listed')
      .execute()
    const isPast = column.until !== null && column.until <= undo.now
    const listed = undone.some((row) => row.was_listed) && !isPast
    await setListed(trx, undo.publisherId, column, listed)
    await announce(trx, ['everything'])
    if (undo.who !== undefined)
      await logAct(trx, {
        now: undo.now,
        who: undo.who,
        what: 'restore',
        reason: '',
        subject: column.canonical_url,
        publisherId: undo.publisherId,
        columnId: column.id,
        before: { listed: false },
        after: { listed },
      })
    return true
  })
}

export type StandingTakedown = {
  readonly publisherId: PublisherId
  readonly columnId: ColumnId
  readonly publisherName: string
  /** For the operator alone. */
  readonly title: string
  readonly canonicalUrl: string
  readonly reason: string
  readonly detail: string | null
  readonly askedBy: string | null
  readonly takenAt: Date
}

/** Last taken first. */
export async function listTakedowns(db: Db, limit: number): Promise<StandingTakedown[]> {
  const { rows } = await sql<StandingTakedown>`
    select t.publisher_id as "publisherId", t.column_id as "columnId", p.name as "publisherName", ${heldTitle()} as title,
      c.canonical_url as "canonicalUrl", t.reason, t.detail, t.asked_by as "askedBy", t.taken_at as "takenAt"
    from takedowns t join columns c on c.publisher_id = t.publisher_id and c.id = t.column_id
    join publishers p on p.id = t.publisher_id
    where t.undone_at is null order by t.taken_at desc, t.id desc limit ${limit}`.execute(db)
  return rows
}

/** Columns hidden in one go. */
const expiredAtOnce = 500

/** Hides and empties the columns whose `until` has come; each becomes a tombstone. Answers with how many. */
export async function expireColumns(db: Db, now: Date): Promise<number> {
  let expired = 0
  for (;;) {
    const due = await db
      .selectFrom('columns')
      .select(['publisher_id', 'id'])
      .where('until', '<=', now)
      .where('listed', '=', true)
      .orderBy('until') // as their index has them: nothing else is read, whatever the planner knows of a young archive
      .limit(expiredAtOnce)
      .execute()
    for (const { publisher_id, id } of due)
      await inRetriedTransaction(db, async (trx) => {
        const column = await lockColumn(trx, publisher_id as PublisherId, id as ColumnId)
        if (!column?.listed || column.until === null || column.until > now) return
        await setListed(trx, publisher_id as PublisherId, column, false)
        await dropExcerpts(trx, publisher_id as PublisherId, column.id)
        await announce(trx, ['everything'])
      })
    expired += due.length
    if (due.length < expiredAtOnce) return expired
  }
}

async function lockColumn(db: Db, publisherId: PublisherId, id: ColumnId): Promise<KnownColumn | undefined> {
  await sql`select 1 from columns where publisher_id = ${publisherId} and id = ${id} for update`.execute(db)
  return readColumn(db, id, publisherId)
}

async function setListed(db: Db, publisherId: PublisherId, column: KnownColumn, listed: boolean): Promise<void> {
  if (column.listed === listed) return
  await db
    .updateTable('columns')
    .set({ listed })
    .where('publisher_id', '=', publisherId)
    .where('id', '=', column.id)
    .execute()
  const credits = await readCredits(db, publisherId, [column.id])
  const writers = credits.filter((credit) => !besideRoles.includes(credit.role)).map((credit) => credit.columnist_id)
  await changeCounts(db, publisherId, [counted(column, writers)], [counted({ ...column, listed }, writers)])
  await recountOutlets(db, publisherId, writers)
  await refreshFamilyOf(db, { publisherId, id: column.id })
}
