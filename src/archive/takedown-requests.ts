// What publishers and writers ask to have removed, as it came in, and what the operator decided. A request hides nothing by itself:
// anyone can write one.
import { sql } from 'kysely'
import { blockPrefix } from './blocks.ts'
import { logAct } from './desk-log.ts'
import type { Db } from './schema.ts'
import { resolveTargets } from './takedown-targets.ts'
import { takeDownColumn } from './takedowns.ts'

export type AskerRole = 'publisher' | 'columnist' | 'other'

export type TakedownWish = {
  /** As typed, one each; at most 20. */
  readonly addresses: readonly string[]
  readonly asker: string
  readonly role: AskerRole
  readonly email: string
  readonly reason: string
  readonly now: Date
}

export type TakedownRequest = TakedownWish & { readonly id: number }

/** Requests that wait at most: beyond these somebody is playing, and the oldest ones need reading first. */
const maxWaiting = 2000

/** The number of the request, or null when too many wait. */
export async function fileTakedownRequest(db: Db, wish: TakedownWish): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into takedown_requests (addresses, asker, role, email, reason, asked_at)
    select ${[...wish.addresses]}::text[], ${wish.asker}, ${wish.role}, ${wish.email}, ${wish.reason}, ${wish.now}
    where (select count(*) from takedown_requests where state = 'waiting') < ${maxWaiting} returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** Oldest first: whoever asked first is answered first. */
export async function listTakedownRequests(db: Db, limit: number): Promise<TakedownRequest[]> {
  const { rows } = await sql<TakedownRequest>`
    select id, addresses, asker, role, email, reason, asked_at as now from takedown_requests
    where state = 'waiting' order by asked_at, id limit ${limit}`.execute(db)
  return rows
}

export async function findTakedownRequest(db: Db, id: number): Promise<TakedownRequest | undefined> {
  const { rows } = await sql<TakedownRequest>`
    select id, addresses, asker, role, email, reason, asked_at as now from takedown_requests
    where state = 'waiting' and id = ${id}`.execute(db)
  return rows[0]
}

/**
 * Hides everything that the request names and we know; what was down stays as it is. Answers with how many columns were
 * hidden. Undone column by column, or by lifting the block.
 */
export async function grantTakedownRequest(
  db: Db,
  request: TakedownRequest,
  by: { readonly who: string; readonly now: Date; readonly publicUrl: string },
): Promise<number> {
  const reason = request.role === 'other' ? 'asked' : request.role
  const common = { reason, askedBy: request.asker, who: by.who, now: by.now }
  let taken = 0
  for (const target of await resolveTargets(db, request.addresses, by.publicUrl)) {
    if (target.kind === 'section') taken += await blockPrefix(db, { ...common, ...target, detail: request.reason })
    if (target.kind === 'column' && (await takeDownColumn(db, { ...common, ...target, detail: request.reason })))
      taken += 1
  }
  await decide(db, request, 'granted', by)
  return taken
}

export function declineTakedownRequest(
  db: Db,
  request: TakedownRequest,
  by: { readonly who: string; readonly now: Date },
): Promise<void> {
  return decide(db, request, 'declined', by)
}

async function decide(
  db: Db,
  request: TakedownRequest,
  state: 'granted' | 'declined',
  { who, now }: { readonly who: string; readonly now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('takedown_requests')
      .set({ state, decided_at: now })
      .where('id', '=', request.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return
    await logAct(trx, {
      now,
      who,
      what: state === 'granted' ? 'grant' : 'decline',
      reason: request.reason,
      subject: request.addresses.join(' '),
      before: { state: 'waiting', asker: request.asker },
      after: { state },
    })
  })
}
