// Taking an act back: everything is as it was, and what came in meanwhile goes where it would have gone without the act.
import { sql } from 'kysely'
import { BadRequest } from '../base/index.ts'
import type { ColumnistId } from '../model/index.ts'
import { markUndone, refuseWhenBuiltUpon, takeAmendment, type AmendmentKind, type Deciding } from './amendments.ts'
import { lockColumn, replaceCredits, type CorrectionMemory, type CreditRow } from './corrections.ts'
import { readPublisher } from './filing-known.ts'
import { lockIdentity, moveAll, recountEverywhere, reindexNames, restoreCredit } from './identity-moves.ts'
import { resolveColumnistIds } from './identity-present.ts'
import type { MergeMemory, Person, SplitMemory } from './identity.ts'
import { jsonRows } from './json-rows.ts'
import { besideRoles } from './kept-counts.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'

/** Throws BadRequest when there is no such act, it is undone already, or a later act has to be undone first. */
export function undoAmendment(
  db: Db,
  id: number,
  deciding: Pick<Deciding, 'by' | 'now'>,
): Promise<{ readonly what: AmendmentKind }> {
  return inRetriedTransaction(db, async (trx) => {
    await lockIdentity(trx)
    const amendment = await takeAmendment(trx, id)
    const { what, before, after } = amendment
    if (what !== 'correct') await refuseWhenBuiltUpon(trx, id, amendment.concerns)
    if (what === 'merge') await undoMerge(trx, before as MergeMemory, after as Both, amendment.amendedAt)
    else if (what === 'split') await undoSplit(trx, before as SplitMemory, after as Both)
    else await undoCorrection(trx, id, before as CorrectionMemory, deciding.now)
    await markUndone(trx, id, deciding)
    return { what }
  })
}

type Both = { readonly from: Person; readonly into: Person }

async function undoMerge(db: Db, memory: MergeMemory, { from, into }: Both, mergedAt: Date): Promise<void> {
  // One who was merged may not be written to, so they are brought back first.
  await db.updateTable('columnists').set({ merged_into: null }).where('id', '=', from.id).execute()
  await sql`
    update columnists set merged_into = ${from.id} where id = any(${[...memory.chained]}::bigint[])`.execute(db)
  const names = jsonRows(memory.aliases.map(([p, f]) => ({ p, f })))
  const shared = jsonRows(memory.shared.map(([p, f]) => ({ p, f })))
  const isOwn = sql`(a.publisher_id, a.folded_name) in (select p, f from json_to_recordset(${names}::json) as n(p bigint, f text))
    and (a.publisher_id, a.folded_name) not in (select p, f from json_to_recordset(${shared}::json) as s(p bigint, f text))`
  const aliases = jsonRows(memory.aliases.map(([p, f, u]) => ({ p, f, u })))
  await sql`
    update aliases a set columnist_id = ${from.id} where a.columnist_id = ${into.id} and (${isOwn}
      or (a.publisher_id, a.folded_name, a.author_url) in (
        select p, f, u from json_to_recordset(${aliases}::json) as n(p bigint, f text, u text)))`.execute(db)
  const credits = jsonRows(memory.attributions.map(([p, c, n]) => ({ p, c, n })))
  // A place in a column counts only while it holds what it held: a correction since may have put someone else there.
  await sql`
    update attributions a set columnist_id = ${from.id} where a.columnist_id = ${into.id} and (${isOwn}
      or ((a.publisher_id, a.column_id, a.position) in (
          select p, c, n from json_to_recordset(${credits}::json) as m(p bigint, c bigint, n smallint))
        and (a.publisher_id, a.folded_name) in (
          select p, f from json_to_recordset(${names}::json) as n(p bigint, f text))))`.execute(db)
  await restoreDropped(db, memory, from.id, mergedAt)
  await restoreLinks(db, memory, { from, into })
  await reindexNames(db, from.id)
  await reindexNames(db, into.id)
  await recountEverywhere(db, [from.id, into.id])
}

/**
 * Each is known under what they were known under before, and under the addresses their names have been printed with. Whose of the two
 * any other is that was learned meanwhile nobody can say: the next piece that names it says it anew.
 */
async function restoreLinks(
  db: Db,
  { linksBefore, linksAdded, kindBefore }: MergeMemory,
  { from, into }: Both,
): Promise<void> {
  const printedFor = (person: Person) =>
    sql`exists (select 1 from aliases a where a.columnist_id = ${person.id} and a.author_url = l)`
  const isTheirs =
    linksBefore === undefined
      ? sql`l <> all(${[...linksAdded]}::text[])`
      : sql`l = any(${[...linksBefore]}::text[]) or ${printedFor(into)}`
  await sql`
    update columnists f set links = f.links || array(
      select l from columnists c cross join unnest(c.links) with ordinality as u(l, n)
      where c.id = ${into.id} and l <> all(f.links) and ${printedFor(from)} order by n)
    where f.id = ${from.id}`.execute(db)
  await sql`
    update columnists set kind = ${kindBefore},
      links = array(select l from unnest(links) with ordinality as u(l, n) where ${isTheirs} order by n)
    where id = ${into.id}`.execute(db)
}

/** The second credit of columns that credited both, unless the column was read or corrected anew since. */
async function restoreDropped(db: Db, memory: MergeMemory, id: ColumnistId, mergedAt: Date): Promise<void> {
  for (const credit of memory.dropped) {
    const { publisher_id: publisherId, column_id: columnId } = credit
    const corrected = await db
      .selectFrom('corrections')
      .select('id')
      .where('publisher_id', '=', publisherId)
      .where('column_id', '=', columnId)
      .where('undone_at', 'is', null)
      .where('corrected_at', '>', mergedAt)
      .executeTakeFirst()
    if (corrected === undefined) await restoreCredit(db, { publisherId, columnId }, id, credit)
  }
}

/** The one who was made stays as an address that leads back. */
async function undoSplit(db: Db, memory: SplitMemory, { from, into }: Both): Promise<void> {
  await moveAll(db, into.id, from.id)
  await db.updateTable('columnists').set({ merged_into: from.id, links: [] }).where('id', '=', into.id).execute()
  await sql`
    update columnists set links = links || array(select l from unnest(${[...memory.linksMoved]}::text[]) as u(l) where not l = any(links))
    where id = ${from.id}`.execute(db)
  await recountEverywhere(db, [from.id, into.id])
}

async function undoCorrection(db: Db, id: number, memory: CorrectionMemory, now: Date): Promise<void> {
  const { rows: later } = await sql<{ amendment_id: number }>`
    select amendment_id from corrections where publisher_id = ${memory.publisherId} and undone_at is null
      and amendment_id > ${id} and column_id = (
        select column_id from corrections where publisher_id = ${memory.publisherId} and amendment_id = ${id})
    order by amendment_id desc limit 1`.execute(db)
  if (later[0] !== undefined)
    throw new BadRequest(`Act ${later[0].amendment_id} corrected the same column later: undo it first.`)
  const publisher = await readPublisher(db, memory.publisherId)
  const known = await lockColumn(db, memory.publisherId, memory.columnId)
  if (known === undefined) throw new BadRequest(`The column ${memory.columnId} is no longer there.`)
  if (known.is_down) throw new BadRequest(`Column ${known.id} was taken down: nothing of it can be restored.`)
  const ids = await resolveEach(db, memory.credits)
  const writers = memory.credits.flatMap((row, i) => (besideRoles.includes(row.role) ? [] : [ids[i]!]))
  const next = { names: memory.credits.map((row) => row.name), writers }
  await replaceCredits(db, publisher, known, next, async () => {
    for (const table of ['evidence', 'attributions'] as const)
      await db.deleteFrom(table).where('publisher_id', '=', publisher.id).where('column_id', '=', known.id).execute()
    for (const [i, credit] of memory.credits.entries())
      await restoreCredit(db, { publisherId: publisher.id, columnId: known.id }, ids[i]!, credit)
  })
  await db
    .updateTable('corrections')
    .set({ undone_at: now })
    .where('publisher_id', '=', publisher.id)
    .where('amendment_id', '=', id)
    .execute()
  for (const [folded_name, author_url, columnist_id] of memory.aliasesTurned)
    await db
      .updateTable('aliases')
      .set({ columnist_id })
      .where('publisher_id', '=', publisher.id)
      .where('folded_name', '=', folded_name)
      .where('author_url', '=', author_url)
      .execute()
  await sql`
    delete from never_names where publisher_id = ${publisher.id} and folded_name = any(${[...memory.neverNames]}::text[])`.execute(
    db,
  )
  await forgetUnusedAliases(db, memory)
  if (memory.wasInReview)
    await sql`
      update reviews set resolved_at = null, resolution = null
      where publisher_id = ${publisher.id} and column_id = ${known.id} and resolution = 'correction'`.execute(db)
}

/** A name that only the correction taught is forgotten, unless another column has been credited with it since. */
async function forgetUnusedAliases(db: Db, memory: CorrectionMemory): Promise<void> {
  const { publisherId } = memory
  for (const [folded_name, author_url] of memory.aliasesMade) {
    const { rows } = await sql`
      select 1 from aliases a where a.publisher_id = ${publisherId} and a.folded_name = ${folded_name}
        and a.author_url = ${author_url} and exists (
          select 1 from attributions t where t.publisher_id = ${publisherId} and t.columnist_id = a.columnist_id
            and t.folded_name = a.folded_name)`.execute(db)
    if (rows.length > 0) continue
    await sql`
      delete from aliases where publisher_id = ${publisherId} and folded_name = ${folded_name}
        and author_url = ${author_url}`.execute(db)
  }
}

/** Those who stood there, as they live now. */
async function resolveEach(db: Db, credits: readonly CreditRow[]): Promise<ColumnistId[]> {
  const ids: ColumnistId[] = []
  for (const { columnist_id } of credits) ids.push(...(await resolveColumnistIds(db, [columnist_id])))
  return ids
}
