// What an operator decides about persons, each with its reason and with all that taking it back needs.
import { sql } from 'kysely'
import { BadRequest } from '../base/index.ts'
import type { ColumnistId } from '../model/index.ts'
import { announce } from './announcements.ts'
import type { Db } from './schema.ts'

export type AmendmentKind = 'merge' | 'split' | 'correct'

/** Who decides, and why. The reason of a correction is shown in public. */
export type Deciding = { readonly by: string; readonly reason: string; readonly now: Date }

export type Amendment = {
  readonly id: number
  readonly what: AmendmentKind
  readonly who: string
  readonly reason: string
  readonly before: unknown
  readonly after: unknown
  readonly amendedAt: Date
  readonly undoneAt: Date | null
}

/** By name: beside a newer version the table may have grown a column, and a kept plan of all of them would fail. */
const stored = [
  'id',
  'what',
  'who',
  'reason',
  'concerns',
  'before',
  'after',
  'amended_at',
  'undone_at',
  'undone_by',
] as const

/** Newest first. */
export async function listAmendments(db: Db, page: { readonly limit: number }): Promise<Amendment[]> {
  const rows = await db.selectFrom('amendments').select(stored).orderBy('id', 'desc').limit(page.limit).execute()
  return rows.map(toAmendment)
}

/** For the transaction of the act itself, so that neither stands without the other. The audit log shows it. */
export async function insertAmendment(
  db: Db,
  what: AmendmentKind,
  { by, reason, now }: Deciding,
  facts: {
    readonly concerns: readonly ColumnistId[]
    readonly before: object
    readonly after: object
  },
): Promise<number> {
  const amendment = await db
    .insertInto('amendments')
    .values({
      what,
      who: by,
      reason,
      concerns: [...facts.concerns],
      before: JSON.stringify(facts.before),
      after: JSON.stringify(facts.after),
      amended_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await announce(db, ['everything'])
  return amendment.id
}

/** Locks it, so that it is undone once. Throws BadRequest when there is none, or it is undone already. */
export async function takeAmendment(db: Db, id: number): Promise<Amendment & { readonly concerns: readonly number[] }> {
  const row = await db.selectFrom('amendments').select(stored).where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) throw new BadRequest(`There is no act ${id}.`)
  if (row.undone_at !== null) throw new BadRequest(`Act ${id} was undone already.`)
  return { ...toAmendment(row), concerns: row.concerns }
}

/** Merges and splits of the same persons are taken back last first, so that each finds what it left. */
export async function refuseWhenBuiltUpon(db: Db, id: number, concerns: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select id from amendments
    where id > ${id} and what in ('merge', 'split') and undone_at is null and concerns && ${[...concerns]}::bigint[]
    order by id desc limit 1`.execute(db)
  if (rows[0] !== undefined)
    throw new BadRequest(`Act ${rows[0].id} came later and concerns the same columnists: undo it first.`)
}

export async function markUndone(db: Db, id: number, { by, now }: Pick<Deciding, 'by' | 'now'>): Promise<void> {
  await db.updateTable('amendments').set({ undone_at: now, undone_by: by }).where('id', '=', id).execute()
  await announce(db, ['everything'])
}

function toAmendment(row: {
  id: number
  what: string
  who: string
  reason: string
  before: unknown
  after: unknown
  amended_at: Date
  undone_at: Date | null
}): Amendment {
  return {
    id: row.id,
    what: row.what as AmendmentKind,
    who: row.who,
    reason: row.reason,
    before: row.before,
    after: row.after,
    amendedAt: row.amended_at,
    undoneAt: row.undone_at,
  }
}
