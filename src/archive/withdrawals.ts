// What an author's page has taken back, and what falls with it: two who were one person on that address alone are two again, unless
// other evidence or an operator says otherwise. Decision 0032.
import { sql } from 'kysely'
import type { ColumnistId, PublisherId } from '../model/index.ts'
import { byEvidence, joinByEvidence } from './identity-evidence.ts'
import { lockIdentity } from './identity-moves.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'
import { undoAmendment } from './undo.ts'

/** Two who were taken for one, and are two again. */
export type Parted = {
  readonly merge: number
  readonly from: ColumnistId
  readonly into: ColumnistId
  readonly address: string
}

/** Whose page took back what. */
type Page = {
  readonly publisher_id: PublisherId
  readonly folded_name: string
  readonly author_url: string
  readonly columnist_id: ColumnistId
}

type Merge = {
  readonly id: number
  readonly from_id: ColumnistId
  readonly into_id: ColumnistId
  readonly concerns: readonly ColumnistId[]
  readonly amended_at: Date
}

/** Pages settled by one call; the rest follow with the next. */
const settledAtOnce = 200

/**
 * Decides what is left of what stood on addresses that pages have taken back, each page in one commit, those too that another process
 * left undecided when it ended. Of two at once the second finds nothing left to do.
 */
export async function settleWithdrawals(db: Db, now: Date): Promise<Parted[]> {
  const { rows: pages } = await sql<Page>`
    select p.publisher_id, p.folded_name, p.author_url, a.columnist_id from author_pages p
    join aliases a on a.publisher_id = p.publisher_id and a.folded_name = p.folded_name and a.author_url = p.author_url
    where p.withdrawn <> '{}' order by p.publisher_id, p.folded_name, p.author_url limit ${sql.lit(settledAtOnce)}`.execute(
    db,
  )
  const parted: Parted[] = []
  for (const page of pages) parted.push(...(await inRetriedTransaction(db, (trx) => settlePage(trx, page, now))))
  return parted
}

async function settlePage(trx: Db, page: Page, now: Date): Promise<Parted[]> {
  await lockIdentity(trx)
  const isPage = sql`publisher_id = ${page.publisher_id} and folded_name = ${page.folded_name} and author_url = ${page.author_url}`
  const { rows } = await sql<{ withdrawn: string[] }>`
    select withdrawn from author_pages where ${isPage} for update`.execute(trx)
  await sql`update author_pages set withdrawn = '{}' where ${isPage}`.execute(trx)
  const parted: Parted[] = []
  for (const address of rows[0]?.withdrawn ?? []) {
    const merges = await listMergesOn(trx, address, page)
    if (merges.length === 0) await insertWithdrawal(trx, page, { address, outcome: 'link' }, now)
    for (const merge of merges) {
      const outcome = await settleMerge(trx, merge, now)
      await insertWithdrawal(trx, page, { address, outcome, merge }, now)
      if (outcome === 'parted') parted.push({ merge: merge.id, from: merge.from_id, into: merge.into_id, address })
    }
  }
  return parted
}

/** What evidence alone has joined with the page's person on that address, oldest first, and no operator has found right. */
async function listMergesOn(
  trx: Db,
  address: string,
  { publisher_id, folded_name, author_url }: Page,
): Promise<Merge[]> {
  const { rows } = await sql<Merge>`
    select m.id, (m.after -> 'from' ->> 'id')::bigint as from_id, (m.after -> 'into' ->> 'id')::bigint as into_id, m.concerns, m.amended_at
    from amendments m
    where m.what = 'merge' and m.who = ${byEvidence} and m.undone_at is null and m.after ->> 'address' = ${address}
      and m.concerns && array(select c.id from aliases a join columnists c on a.columnist_id in (c.id, c.merged_into)
        where a.publisher_id = ${publisher_id} and a.folded_name = ${folded_name} and a.author_url = ${author_url})
      and not exists (select 1 from withdrawals k where k.merge_id = m.id and k.outcome = 'kept')
    order by m.id`.execute(trx)
  return rows
}

type Outcome = 'parted' | 'stands' | 'review'

/**
 * Takes the merge back with those that evidence has built on it, and lets evidence join again whom it still can. If that gives what was
 * there, all stays as it was. On what an operator has built nothing is taken back: that is for the operator.
 */
async function settleMerge(trx: Db, merge: Merge, now: Date): Promise<Outcome> {
  const acts = await listBuiltOn(trx, merge)
  // With one that it was built on it has been taken back already.
  if (acts === undefined) return areOne(await personsOf(trx, merge.concerns), merge) ? 'stands' : 'parted'
  if (acts.some(({ who }) => who !== byEvidence)) return 'review'
  const people = [...new Set(acts.flatMap(({ concerns }) => concerns))]
  const before = await personsOf(trx, people)
  await sql`savepoint before_parting`.execute(trx)
  for (const { id } of acts) await undoAmendment(trx, id, { by: byEvidence, now })
  const joined = await joinByEvidence(trx, people, now)
  const after = await personsOf(trx, people)
  if (people.some((id) => before.get(id) !== after.get(id))) {
    await sql`release savepoint before_parting`.execute(trx)
    return areOne(after, merge) ? 'stands' : 'parted'
  }
  const again = joined.find(({ from, into }) => from.id === merge.from_id || into.id === merge.from_id)
  const address = again && (await findAddress(trx, again.amendment))
  await sql`rollback to savepoint before_parting`.execute(trx)
  if (address !== undefined)
    await sql`
      update amendments set after = after || jsonb_build_object('address', ${address}::text) where id = ${merge.id}`.execute(
      trx,
    )
  return 'stands'
}

/** On which a merge by evidence stands. */
async function findAddress(trx: Db, merge: number): Promise<string | undefined> {
  const { rows } = await sql<{ address: string }>`
    select after ->> 'address' as address from amendments where id = ${merge}`.execute(trx)
  return rows[0]?.address
}

type BuiltAct = { readonly id: number; readonly who: string; readonly concerns: readonly ColumnistId[] }

/** The merge and every later act on the same persons that stands, latest first; undefined when it does not stand itself. */
async function listBuiltOn(trx: Db, merge: Merge): Promise<BuiltAct[] | undefined> {
  const { rows } = await sql<BuiltAct>`
    select id, who, concerns from amendments
    where id >= ${merge.id} and what in ('merge', 'split') and undone_at is null order by id`.execute(trx)
  if (rows[0]?.id !== merge.id) return undefined
  const touched = new Set(merge.concerns)
  const acts = rows.filter(({ concerns }) => {
    if (!concerns.some((id) => touched.has(id))) return false
    for (const id of concerns) touched.add(id)
    return true
  })
  return acts.toReversed()
}

/** As whom each of them lives. */
async function personsOf(trx: Db, ids: readonly ColumnistId[]): Promise<ReadonlyMap<ColumnistId, ColumnistId>> {
  const { rows } = await sql<{ id: ColumnistId; person: ColumnistId }>`
    select id, coalesce(merged_into, id) as person from columnists where id = any(${[...ids]}::bigint[])`.execute(trx)
  return new Map(rows.map(({ id, person }) => [id, person]))
}

function areOne(persons: ReadonlyMap<ColumnistId, ColumnistId>, { from_id, into_id }: Merge): boolean {
  return persons.get(from_id) === persons.get(into_id)
}

async function insertWithdrawal(
  trx: Db,
  page: Page,
  { address, outcome, merge }: { readonly address: string; readonly outcome: Outcome | 'link'; readonly merge?: Merge },
  now: Date,
): Promise<void> {
  await trx
    .insertInto('withdrawals')
    .values({
      publisher_id: page.publisher_id,
      author_url: page.author_url,
      columnist_id: page.columnist_id,
      address,
      withdrawn_at: now,
      outcome,
      merge_id: merge?.id ?? null,
      from_id: merge?.from_id ?? null,
      into_id: merge?.into_id ?? null,
      merged_at: merge?.amended_at ?? null,
    })
    .execute()
}
