// The audit log: every act of an operator. Merges and corrections have a table of their own, `amendments`, since they can be
// undone one by one; the log shows both.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { announce } from './announcements.ts'
import type { Db } from './schema.ts'

export type DeskAct = {
  readonly now: Date
  /** `desk`, `command line`, or a name. */
  readonly who: string
  /** One word: `take-down`, `restore`, `block`, `unblock`, `decline`, `settle`. */
  readonly what: string
  readonly reason: string
  /** What it was done to, as a person would look it up: an address. */
  readonly subject: string
  readonly publisherId?: PublisherId | null
  readonly columnId?: ColumnId | null
  /** The facts that changed; never a text that a takedown hid. */
  readonly before: object
  readonly after: object
}

export type LoggedAct = {
  readonly at: Date
  /** The number by which a merge, a split or a correction is taken back. */
  readonly amendment: number | null
  readonly who: string
  readonly what: string
  readonly reason: string
  /** Empty for merges and corrections, whose `before` and `after` name whom they concern. */
  readonly subject: string
  readonly before: unknown
  readonly after: unknown
  readonly undoneAt: Date | null
  readonly undoneBy: string | null
}

/** Call it with the transaction of the act, so that neither stands without the other. */
export async function logAct(db: Db, act: DeskAct): Promise<void> {
  await db
    .insertInto('acts')
    .values({
      acted_at: act.now,
      who: act.who,
      what: act.what,
      reason: act.reason,
      subject: act.subject,
      publisher_id: act.publisherId ?? null,
      column_id: act.columnId ?? null,
      before: JSON.stringify(act.before),
      after: JSON.stringify(act.after),
    })
    .execute()
  await announce(db, ['everything'])
}

/** Newest first, amendments among them; those before the moment `olderThan`. */
export async function listActLog(
  db: Db,
  page: { readonly limit: number; readonly olderThan?: Date | null },
): Promise<LoggedAct[]> {
  const olderThan = page.olderThan ?? null
  const { rows } = await sql<LoggedAct>`
    select * from (
      (select acted_at as at, who, what, reason, subject, before, after, null::timestamptz as "undoneAt", null as "undoneBy", id,
        null::bigint as amendment
        from acts where ${olderThan}::timestamptz is null or acted_at < ${olderThan} order by acted_at desc, id desc limit ${page.limit})
      union all
      (select amended_at, who, what, reason, '', before, after, undone_at, undone_by, id, id
        from amendments where ${olderThan}::timestamptz is null or amended_at < ${olderThan}
        order by amended_at desc, id desc limit ${page.limit})
    ) l order by at desc, id desc limit ${page.limit}`.execute(db)
  return rows
}
