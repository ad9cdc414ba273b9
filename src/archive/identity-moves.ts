// What merges, splits and taking them back share: names and credits move from one columnist to another, and the counts
// and the search index follow. Runs in the act's transaction, after lockIdentity.
import { sql } from 'kysely'
import type { ColumnId, ColumnistId, ContributorKind, PublisherId } from '../model/index.ts'
import { requeueColumnists } from './copies-writes.ts'
import { recountOutlets } from './kept-counts.ts'
import type { Db } from './schema.ts'
import { soundsOf } from './name-sounds.ts'
import { nameVector } from './search-vector.ts'

export type MovedAlias = readonly [publisher: number, foldedName: string, authorUrl: string]
export type MovedAttribution = readonly [publisher: number, column: number, position: number]
/** A credit as it is stored, so that it can be put back as it was. */
export type StoredCredit = {
  readonly position: number
  readonly role: ContributorKind
  readonly confidence: number
  readonly folded_name: string
  readonly evidence: readonly {
    readonly number: number
    readonly source: string
    readonly text: string
    readonly place: string
  }[]
}
/** A credit of a column that credits both: one of the two goes, and comes back when the merge is undone. */
export type DroppedAttribution = StoredCredit & { readonly publisher_id: PublisherId; readonly column_id: ColumnId }

export type Moved = {
  readonly aliases: readonly MovedAlias[]
  readonly attributions: readonly MovedAttribution[]
  readonly dropped: readonly DroppedAttribution[]
}

/**
 * One act at a time, and no credit written meanwhile: filings under way are waited for, later ones look their names up
 * anew. Held until the transaction ends, which is a matter of milliseconds.
 */
export async function lockIdentity(db: Db): Promise<void> {
  await sql`lock table attributions, outlets in share row exclusive mode`.execute(db)
}

/** Everything of `from`, or only what it has at one publisher, becomes `into`'s. */
export async function moveAll(
  db: Db,
  from: ColumnistId,
  into: ColumnistId,
  publisherId: PublisherId | null = null,
): Promise<Moved> {
  const there = publisherId === null ? sql`true` : sql`a.publisher_id = ${publisherId}`
  const { rows: aliases } = await sql<{ publisher_id: number; folded_name: string; author_url: string }>`
    update aliases a set columnist_id = ${into} where a.columnist_id = ${from} and ${there}
    returning publisher_id, folded_name, author_url`.execute(db)
  const { rows: dropped } = await sql<DroppedAttribution>`
    select a.publisher_id, a.column_id, ${storedCredit}
    from attributions a join attributions b on b.publisher_id = a.publisher_id and b.column_id = a.column_id
    where a.columnist_id = ${from} and b.columnist_id = ${into} and ${there}
    order by a.publisher_id, a.column_id, a.position`.execute(db)
  for (const { publisher_id, column_id, position } of dropped)
    for (const table of ['evidence', 'attributions'] as const)
      await db
        .deleteFrom(table)
        .where('publisher_id', '=', publisher_id)
        .where('column_id', '=', column_id)
        .where('position', '=', position)
        .execute()
  const { rows: attributions } = await sql<{ publisher_id: number; column_id: number; position: number }>`
    update attributions a set columnist_id = ${into} where a.columnist_id = ${from} and ${there}
    returning publisher_id, column_id, position`.execute(db)
  return {
    aliases: aliases.map((row) => [row.publisher_id, row.folded_name, row.author_url]),
    attributions: attributions.map((row) => [row.publisher_id, row.column_id, row.position]),
    dropped,
  }
}

/** Of `attributions a`: what StoredCredit holds. */
export const storedCredit = sql`a.position, a.role, a.confidence, a.folded_name,
  coalesce((select json_agg(json_build_object('number', e.number, 'source', e.source, 'text', e.text, 'place', e.place)
      order by e.number)
    from evidence e where e.publisher_id = a.publisher_id and e.column_id = a.column_id and e.position = a.position),
    '[]'::json) as evidence`

/** Puts a credit back in its place, unless the column is gone or the place is taken. */
export async function restoreCredit(
  db: Db,
  column: { readonly publisherId: PublisherId; readonly columnId: ColumnId },
  columnistId: ColumnistId,
  { evidence, ...credit }: StoredCredit,
): Promise<void> {
  const { numAffectedRows } = await sql`
    insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at, folded_name)
    select c.publisher_id, c.id, ${credit.position}::smallint, ${columnistId}, ${credit.role}, ${credit.confidence}::real,
      c.published_at, ${credit.folded_name}
    from columns c where c.publisher_id = ${column.publisherId} and c.id = ${column.columnId}
    on conflict do nothing`.execute(db)
  if (numAffectedRows !== 1n) return
  for (const { number, source, text, place } of evidence)
    await db
      .insertInto('evidence')
      .values({
        publisher_id: column.publisherId,
        column_id: column.columnId,
        position: credit.position,
        number,
        source,
        text,
        place,
      })
      .execute()
}

/** Counts anew wherever one of them has been or is now. */
export async function recountEverywhere(db: Db, columnists: readonly ColumnistId[]): Promise<void> {
  const ids = [...columnists]
  const { rows } = await sql<{ publisher_id: PublisherId }>`
    select publisher_id from outlets where columnist_id = any(${ids}::bigint[])
    union select publisher_id from attributions where columnist_id = any(${ids}::bigint[])
    order by publisher_id`.execute(db)
  for (const { publisher_id } of rows) await recountOutlets(db, publisher_id, columnists)
  await requeueColumnists(db, columnists)
}

/** A columnist is found by every name that became theirs. */
export async function reindexNames(db: Db, id: ColumnistId): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select name from columnists where id = ${id} or merged_into = ${id} order by id <> ${id}, id`.execute(db)
  const names = rows.map((row) => row.name)
  await sql`update columnists set search = ${nameVector(names)}::tsvector, sounds = ${names.map(soundsOf).join(' ')}
    where id = ${id}`.execute(db)
}
