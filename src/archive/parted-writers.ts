// What readers and the operator are told of addresses that pages took back: who was taken for one person, and who still is.
import { sql, type RawBuilder } from 'kysely'
import { BadRequest } from '../base/index.ts'
import { logAct } from './desk-log.ts'
import { boundedLimit } from './listing.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'

/** Two writers of one name, the page that had named one address for both, and from when to when they were one here. */
export type PartedWriters = {
  /** Of the withdrawal. */
  readonly id: number
  readonly address: string
  /** Whose page it was. */
  readonly publisherName: string
  readonly joinedAt: Date
  readonly partedAt: Date
  readonly writers: readonly PartedWriter[]
}

export type PartedWriter = {
  readonly slug: string
  readonly name: string
  /** Where they write, latest first, three at most. */
  readonly publishers: readonly string[]
}

/** A merge by evidence that its page has taken back, and that an operator's later act holds. `merge`: as undoAmendment takes it. */
export type DoubtedMerge = {
  readonly merge: number
  readonly name: string
  readonly slug: string
  readonly address: string
  readonly publisherName: string
  readonly doubtedAt: Date
}

/** Latest first, each pair once; not those who have become one again since. */
export async function listPartedWriters(db: Db, page: { readonly limit: number }): Promise<PartedWriters[]> {
  const { rows } = await selectParted(sql`true`, boundedLimit(page.limit)).execute(db)
  // Of several who had been merged one by one, some may be one person still.
  const pairs = new Map<string, PartedWriters>()
  for (const row of rows) {
    const key = `${row.partedAt.getTime()} ${row.writers
      .map(({ slug }) => slug)
      .toSorted()
      .join(' ')}`
    if (!pairs.has(key)) pairs.set(key, row)
  }
  return [...pairs.values()]
}

/** Undefined when there is no such parting, or the two have become one again since. */
export async function findPartedWriters(db: Db, id: number): Promise<PartedWriters | undefined> {
  const { rows } = await selectParted(sql`w.id = ${id}`, 1).execute(db)
  return rows[0]
}

function selectParted(which: RawBuilder<boolean>, limit: number): RawBuilder<PartedWriters> {
  const writer = (present: string) => {
    const of = (field: string) => sql.ref(`${present}.${field}`)
    return sql`json_build_object('slug', ${of('slug')}, 'name', ${of('name')}, 'publishers', array(
      select h.name from outlets o join publishers h on h.id = o.publisher_id
      where o.columnist_id = ${of('id')} and o.pieces > 0 order by o.last_published_at desc nulls last, h.name limit 3))`
  }
  return sql<PartedWriters>`
    select w.id, w.address, p.name as "publisherName", w.merged_at as "joinedAt", w.withdrawn_at as "partedAt",
      json_build_array(${writer('i')}, ${writer('f')}) as writers
    from withdrawals w join publishers p on p.id = w.publisher_id
    join columnists wf on wf.id = w.from_id join columnists f on f.id = coalesce(wf.merged_into, wf.id)
    join columnists wi on wi.id = w.into_id join columnists i on i.id = coalesce(wi.merged_into, wi.id)
    where w.outcome = 'parted' and f.id <> i.id and ${which}
    order by w.withdrawn_at desc, w.id desc limit ${sql.lit(limit)}`
}

/** Last doubted first. */
export async function listDoubtedMerges(db: Db, page: { readonly limit: number }): Promise<DoubtedMerge[]> {
  const { rows } = await sql<DoubtedMerge>`
    select w.merge_id as merge, c.name, c.slug, w.address, p.name as "publisherName", w.withdrawn_at as "doubtedAt"
    from withdrawals w join amendments m on m.id = w.merge_id and m.undone_at is null
    join publishers p on p.id = w.publisher_id
    join columnists i on i.id = w.into_id join columnists c on c.id = coalesce(i.merged_into, i.id)
    where w.outcome = 'review'
      and not exists (select 1 from withdrawals l where l.merge_id = w.merge_id and l.id > w.id)
    order by w.withdrawn_at desc, w.id desc limit ${sql.lit(boundedLimit(page.limit))}`.execute(db)
  return rows
}

/** The operator knows that they are one: no page takes that back. Throws BadRequest when the merge does not wait for a word. */
export function keepMerge(
  db: Db,
  { merge, who, now }: { readonly merge: number; readonly who: string; readonly now: Date },
): Promise<void> {
  return inTransaction(db, async (trx) => {
    const { rows } = await sql<{ address: string; publisher_id: number }>`
      update withdrawals set outcome = 'kept' where merge_id = ${merge} and outcome = 'review'
      returning address, publisher_id`.execute(trx)
    const kept = rows[0]
    if (kept === undefined) throw new BadRequest(`Act ${merge} waits for no decision.`)
    await logAct(trx, {
      now,
      who,
      what: 'keep',
      reason: 'they are one person',
      subject: kept.address,
      publisherId: null,
      columnId: null,
      before: { merge, outcome: 'review' },
      after: { merge, outcome: 'kept' },
    })
  })
}
