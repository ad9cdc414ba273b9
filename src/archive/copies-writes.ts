// Copies, first step: what a filing writes of them beside its columns. Comparing comes later, in settle-copies.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnDraft, ColumnId, PublisherId } from '../model/index.ts'
import { integersBytes } from './json-rows.ts'
import { fieldsByPublisher, rowsByPublisher, type ByPublisher, type Fields } from './rows-by-publisher.ts'
import type { Db } from './schema.ts'
import type { Write } from './write-together.ts'

/** Originals that one piece may name; a page that names more names none. */
const maxOriginals = 3

/** `entry`: its feed's word, where what its page says is filed with it. */
type Filed = { readonly id: ColumnId; readonly draft: ColumnDraft; readonly entry?: ColumnDraft | null }

/** For columns whose page was read: what they name as originals, what their texts hash to, and that they are to be compared. */
export function copyWrites(publisherId: PublisherId, filed: readonly Filed[], now: Date): Write[] {
  const without = filed.filter(({ draft }) => !draft.fingerprint).map(({ id }) => id)
  const gone = {
    statement: sql`delete from fingerprints where publisher_id = ${publisherId} and column_id = any(${without}::bigint[])`,
  }
  const again = {
    sketch: sql`on conflict (publisher_id, column_id) do update set shingles = excluded.shingles, hashes = excluded.hashes`,
    due: sql`on conflict (publisher_id, column_id) do nothing`,
  }
  return [...claimWrites(new Map([[publisherId, filed]]), now, again), ...(without.length === 0 ? [] : [gone])]
}

/**
 * For new columns: what they name as their originals, and for those whose page was read, their texts' hashes. Nothing for most filings.
 * `orElse`: what becomes of a sketch that is there already, and of a column that is due, as no new one is.
 */
export function claimWrites(
  filed: ByPublisher<Filed>,
  now: Date,
  orElse: Partial<Record<'sketch' | 'due', RawBuilder<unknown>>> = {},
): Write[] {
  const claims = rowsByPublisher(filed, 'column_id bigint, original_url text, evidence text, place text', claimRows)
  // The hashes of all of them end to end, since an array of arrays is one array.
  const hashes: number[] = []
  const sketches = fieldsByPublisher(filed, newSketch, (theirs) =>
    theirs.flatMap(({ id, draft: { fingerprint } }) => {
      if (!fingerprint) return []
      const first = hashes.length + 1
      for (const hash of fingerprint.hashes) hashes.push(hash)
      return { id, shingles: fingerprint.shingles, first, last: hashes.length }
    }),
  )
  const due = rowsByPublisher(filed, 'id bigint', (theirs) =>
    theirs.filter((column) => column.draft.pageRead || claimRows([column]).length > 0).map(({ id }) => ({ id })),
  )
  const writes: Write[] = []
  if (claims !== null)
    writes.push({
      statement: sql`
        insert into syndications (publisher_id, column_id, original_url, evidence, place, found_at)
        select ${claims.publisher}, column_id, original_url, evidence, place, ${now}::timestamptz from ${claims.table}
        on conflict (publisher_id, column_id, original_url) do nothing`,
    })
  if (sketches !== null)
    writes.push({
      statement: sql`
        insert into fingerprints (publisher_id, column_id, shingles, hashes)
        select ${sketches.publisher}, column_id, shingles, (${integersBytes(hashes)}::integer[])[first:last] from ${sketches.table}
        ${orElse.sketch ?? sql``}`,
    })
  if (due !== null)
    writes.push({
      statement: sql`
        insert into copies_due (publisher_id, column_id, due_at)
        select ${due.publisher}, id, ${now}::timestamptz from ${due.table} ${orElse.due ?? sql``}`,
    })
  return writes
}

/** `first` and `last`: its hashes among those of all, counted from one. */
type Sketch = { readonly id: ColumnId; readonly shingles: number; readonly first: number; readonly last: number }

const newSketch: Fields<Sketch> = {
  column_id: ['bigint', ({ id }) => id],
  shingles: ['integer', ({ shingles }) => shingles],
  first: ['integer', ({ first }) => first],
  last: ['integer', ({ last }) => last],
}

function claimRows(filed: readonly Filed[]): object[] {
  return filed.flatMap(({ id, draft, entry }) =>
    [entry?.originals ?? [], draft.originals ?? []]
      .filter((originals) => originals.length <= maxOriginals)
      .flat()
      .map(({ url, evidence, place }) => ({ column_id: id, original_url: url, evidence, place })),
  )
}

/** Looks again at the families of these columnists' columns: their credits have changed. */
export async function requeueColumnists(db: Db, columnists: readonly number[]): Promise<void> {
  await sql`
    insert into copies_due (publisher_id, column_id, due_at)
    select distinct c.publisher_id, c.id, now() from attributions a
    join columns c on c.publisher_id = a.publisher_id and c.id = a.column_id
    where a.columnist_id = any(${[...columnists]}::bigint[]) and c.family is not null
    on conflict (publisher_id, column_id) do nothing`.execute(db)
}

/** Looks again at one column's family; nothing where it has none. */
export async function requeueColumn(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  await sql`
    insert into copies_due (publisher_id, column_id, due_at)
    select publisher_id, id, now() from columns where publisher_id = ${publisherId} and id = ${id} and family is not null
    on conflict (publisher_id, column_id) do nothing`.execute(db)
}

/** Two columns of a publisher became one: what was said of the one that goes is said of the other. */
export async function moveCopies(db: Db, publisherId: PublisherId, keptId: ColumnId, goneId: ColumnId): Promise<void> {
  await sql`
    update syndications s set column_id = ${keptId} where publisher_id = ${publisherId} and column_id = ${goneId}
      and not exists (select 1 from syndications o where o.publisher_id = ${publisherId} and o.column_id = ${keptId}
        and o.original_url = s.original_url)`.execute(db)
  await sql`delete from syndications where publisher_id = ${publisherId} and column_id = ${goneId}`.execute(db)
  await sql`
    update syndications set of_column_id = ${keptId}
    where of_publisher_id = ${publisherId} and of_column_id = ${goneId}`.execute(db)
  await sql`delete from copies_due where publisher_id = ${publisherId} and column_id = ${goneId}`.execute(db)
  await sql`
    insert into copies_due (publisher_id, column_id, due_at) values (${publisherId}, ${keptId}, now())
    on conflict (publisher_id, column_id) do nothing`.execute(db)
}
