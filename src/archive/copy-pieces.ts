// What is read of columns to compare them.
import { sql } from 'kysely'
import { personKinds, type ColumnId, type Fingerprint, type PublisherId } from '../model/index.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import type { Piece } from './copy-evidence.ts'
import { integersOf } from './json-rows.ts'
import { headlineOf, type Headline } from './likeness.ts'
import type { Db } from './schema.ts'

/** Listed columns, and those that were taken down too: undoing a takedown finds the family complete. */
export async function readPieces(db: Db, keys: readonly ColumnKey[]): Promise<Map<ColumnId, Piece>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<Piece>`
    select c.publisher_id as "publisherId", c.id, c.canonical_url as "canonicalUrl", c.title,
      c.published_at as "publishedAt", c.published_known as "publishedKnown",
      array(select a.folded_name from attributions a where a.publisher_id = c.publisher_id and a.column_id = c.id
        and a.role = any(${[...personKinds]}::text[]) and a.folded_name <> '' order by a.position) as names
    from ${keysTable(distinct(keys))} join columns c on c.publisher_id = k.publisher_id and c.id = k.id`.execute(db)
  return new Map(rows.map((piece) => [piece.id, piece]))
}

/** Their headlines alone, for a third of what the whole pieces cost. */
export async function readHeadlines(db: Db, keys: readonly ColumnKey[]): Promise<Map<ColumnId, Headline>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ id: ColumnId; title: string }>`
    select c.id, c.title from ${keysTable(distinct(keys))}
    join columns c on c.publisher_id = k.publisher_id and c.id = k.id`.execute(db)
  return new Map(rows.map(({ id, title }) => [id, headlineOf(title)]))
}

/** The sketches of those columns whose text may be compared. */
export async function readSketches(db: Db, keys: readonly ColumnKey[]): Promise<Map<ColumnId, Fingerprint>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ publisherId: PublisherId; id: ColumnId; shingles: number; hashes: Buffer }>`
    select f.column_id as id, f.shingles, array_send(f.hashes) as hashes
    from ${keysTable(distinct(keys))} join fingerprints f on f.publisher_id = k.publisher_id and f.column_id = k.id`.execute(
    db,
  )
  return new Map(rows.map(({ id, shingles, hashes }) => [id, { shingles, hashes: integersOf(hashes) }]))
}

/** Each column once. */
export function distinct(keys: readonly ColumnKey[]): ColumnKey[] {
  return [...new Map(keys.map((key) => [key.id, key])).values()]
}
