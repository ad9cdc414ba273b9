// Bringing the index of words up to date when the program has learnt to hold words in another way. Runs when an archive is
// opened for writing, in parts that commit on their own: interrupted, it goes on where it was; other processes go on reading.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { vectorOf } from './filing-decide.ts'
import { readColumn, readCredits, readPublisher, type FilingPublisher } from './filing-known.ts'
import { reindexNames } from './identity-moves.ts'
import { findKept, keep } from './kept.ts'
import type { Db } from './schema.ts'
import { nameVector } from './search-vector.ts'

/** Each counts up whenever vectors of the same texts, or names, come out differently. */
const form = { columns: 3, names: 3 }

const keptAs = 'search-form'
const atOnce = 500

/** Does nothing when the archive has the present form. Answers with how many columns were written. */
export async function renewSearch(db: Db): Promise<number> {
  const kept = (await findKept(db, keptAs)) as Partial<typeof form> | undefined
  if (kept?.names !== form.names) await renewNames(db)
  const written = kept?.columns === form.columns ? 0 : await renewAllColumns(db)
  if (kept?.names !== form.names || kept.columns !== form.columns) await keep(db, keptAs, form)
  return written
}

async function renewAllColumns(db: Db): Promise<number> {
  let written = 0
  let after: Place = { publisher_id: 0 as PublisherId, id: 0 as ColumnId }
  for (;;) {
    const places = await listPlaces(db, after)
    const last = places.at(-1)
    if (last === undefined) return written
    written += await renewColumns(db, places)
    after = last
  }
}

type Place = { readonly publisher_id: PublisherId; readonly id: ColumnId }

/** Tombstones have no words and keep having none. */
async function listPlaces(db: Db, after: Place): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select publisher_id, id from columns where (id, publisher_id) > (${after.id}, ${after.publisher_id}) and search <> ''
    order by id, publisher_id limit ${sql.lit(atOnce)}`.execute(db)
  return rows
}

async function renewColumns(db: Db, places: readonly Place[]): Promise<number> {
  const publishers = new Map<PublisherId, FilingPublisher>()
  for (const { publisher_id } of places)
    if (!publishers.has(publisher_id)) publishers.set(publisher_id, await readPublisher(db, publisher_id))
  let written = 0
  for (const { publisher_id, id } of places) {
    const publisher = publishers.get(publisher_id)!
    const known = await readColumn(db, id, publisher_id)
    if (known === undefined || known.is_down) continue
    const credits = await readCredits(db, publisher_id, [id])
    const names = credits.map(({ name }) => name)
    const vector = vectorOf(known, names, publisher)
    // A column that was written meanwhile was written in the new form.
    const { numAffectedRows } = await sql`
      update columns set search = ${vector}::tsvector
      where publisher_id = ${publisher_id} and id = ${id} and xmin::text = ${known.version}`.execute(db)
    written += Number(numAffectedRows ?? 0n)
  }
  return written
}

async function renewNames(db: Db): Promise<void> {
  const publishers = await db.selectFrom('publishers').select(['id', 'name']).execute()
  for (const { id, name } of publishers)
    await sql`update publishers set search = ${nameVector([name])}::tsvector where id = ${id}`.execute(db)
  const columnists = await db.selectFrom('columnists').select('id').where('merged_into', 'is', null).execute()
  for (const { id } of columnists) await reindexNames(db, id as never)
}
