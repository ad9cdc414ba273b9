// Counts that are kept as columns are filed, changed and taken down, so that no page has to count: per writer and
// publisher, per publisher, per country and day.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnistId, ContributorKind, PublisherId } from '../model/index.ts'
import { isDistributed } from './distribution.ts'
import { isCounted } from './filing-decide.ts'
import { jsonRows } from './json-rows.ts'
import { fieldsByPublisher, rowsByPublisher, type ByPublisher } from './rows-by-publisher.ts'
import type { Db } from './schema.ts'
import { writeTogether, type Write } from './write-together.ts'

/** Roles that are credited apart and never count as having written the piece. */
export const besideRoles: readonly ContributorKind[] = ['photographer', 'illustrator']
/** The same, written out for `not in (…)`, so that kept plans fit. */
export const besideList = sql.join(besideRoles.map((role) => sql.lit(role)))

/** What a column adds to the counts, or takes away from them. */
export type CountedColumn = {
  readonly country: string
  readonly publishedAt: Date
  readonly listed: boolean
  readonly opinion: boolean
  /** Who wrote it, without photographers and illustrators. */
  readonly writers: readonly ColumnistId[]
}

/** Condition: none of these columnists was merged into another. Looked up once a statement, whatever its rows are. */
export function arePresent(ids: Iterable<ColumnistId>): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select 1 from columnists m where m.id = any(${[...new Set(ids)]}::bigint[]) and m.merged_into is not null)`
}

/**
 * Brings the kept counts from what was to what is. First and last dates only ever widen here; recountOutlets narrows them.
 * Throws StaleRead when a writer was merged into another meanwhile.
 */
export function changeCounts(
  db: Db,
  publisherId: PublisherId,
  before: readonly CountedColumn[],
  after: readonly CountedColumn[],
): Promise<void> {
  return writeTogether(db, countWrites(new Map([[publisherId, before]]), new Map([[publisherId, after]])))
}

/**
 * Changes the kept counts from what these columns were (`before`) to what they are; a column in both counts by what
 * differs.
 */
export function countWrites(before: ByPublisher<CountedColumn>, after: ByPublisher<CountedColumn>): Write[] {
  const writers = new Set<ColumnistId>()
  const changes = new Map(
    [...new Set([...before.keys(), ...after.keys()])].map((id) => [
      id,
      [...signed(before.get(id) ?? [], -1), ...signed(after.get(id) ?? [], 1)],
    ]),
  )
  const outlets = rowsByPublisher(
    changes,
    'columnist_id bigint, columns integer, pieces integer, first timestamptz, last timestamptz',
    (theirs) => outletRows(theirs, writers),
  )
  const publishers = rowsByPublisher(changes, 'columns integer, pieces integer, last timestamptz', publisherRows)
  const days = dayRows([...changes.values()].flat())
  const writes: Write[] = []
  if (outlets !== null) {
    const statement = sql`
      insert into outlets as o (publisher_id, columnist_id, columns, pieces, first_published_at, last_published_at)
      select ${outlets.publisher}, columnist_id, columns, pieces, first, last from ${outlets.table}
      where ${arePresent(writers)}
      on conflict (publisher_id, columnist_id) do update set
        columns = o.columns + excluded.columns, pieces = o.pieces + excluded.pieces,
        first_published_at = least(o.first_published_at, excluded.first_published_at),
        last_published_at = greatest(o.last_published_at, excluded.last_published_at)`
    writes.push({ statement, rows: outlets.count })
  }
  if (days.length > 0) {
    const statement = sql`
      insert into country_days as d (country, day, columns)
      select country, day, columns from json_to_recordset(${jsonRows(days)}::json) as x(country text, day date, columns integer)
      on conflict (country, day) do update set columns = d.columns + excluded.columns`
    writes.push({ statement })
  }
  if (publishers !== null) {
    const statement = sql`
      insert into publisher_counts as n (publisher_id, columns, pieces, last_published_at)
      select ${publishers.publisher}, columns, pieces, coalesce(last, '-infinity') from ${publishers.table}
      on conflict (publisher_id) do update set columns = n.columns + excluded.columns, pieces = n.pieces + excluded.pieces,
        last_published_at = greatest(n.last_published_at, excluded.last_published_at)`
    writes.push({ statement })
  }
  return writes
}

type Signed = { readonly column: CountedColumn; readonly sign: 1 | -1 }

/** Those that count at all. */
function signed(columns: readonly CountedColumn[], sign: 1 | -1): Signed[] {
  return columns.filter(({ listed }) => listed).map((column) => ({ column, sign }))
}

/** `writers` is told of whom they are about. */
function outletRows(changes: readonly Signed[], writers: Set<ColumnistId>): object[] {
  const outlets = new Map<ColumnistId, { columns: number; pieces: number; first: Date; last: Date }>()
  for (const { column, sign } of changes)
    for (const writer of new Set(column.writers)) {
      const { publishedAt } = column
      const outlet = outlets.get(writer) ?? { columns: 0, pieces: 0, first: publishedAt, last: publishedAt }
      if (isCounted(column)) outlet.columns += sign
      outlet.pieces += sign
      if (publishedAt < outlet.first) outlet.first = publishedAt
      if (publishedAt > outlet.last) outlet.last = publishedAt
      outlets.set(writer, outlet)
      writers.add(writer)
    }
  return [...outlets]
    .map(([columnist_id, outlet]) => Object.assign({ columnist_id }, outlet))
    .toSorted((a, b) => a.columnist_id - b.columnist_id)
}

/** One at most. */
function publisherRows(changes: readonly Signed[]): object[] {
  const sum = { columns: 0, pieces: 0, last: null as Date | null }
  for (const { column, sign } of changes) {
    if (isCounted(column)) sum.columns += sign
    sum.pieces += sign
    if (sign > 0 && (sum.last === null || column.publishedAt > sum.last)) sum.last = column.publishedAt
  }
  return sum.columns === 0 && sum.pieces === 0 && sum.last === null ? [] : [sum]
}

function dayRows(changes: readonly Signed[]): object[] {
  const days = new Map<string, { country: string; day: string; columns: number }>()
  for (const { column, sign } of changes) {
    if (!isCounted(column)) continue
    const { country } = column
    const day = column.publishedAt.toISOString().slice(0, 10)
    const key = `${country} ${day}`
    const at = days.get(key) ?? { country, day, columns: 0 }
    at.columns += sign
    days.set(key, at)
  }
  return [...days.values()]
    .filter((day) => day.columns !== 0)
    .toSorted((a, b) => (a.country + a.day < b.country + b.day ? -1 : 1))
}

/** Counts anew what increments cannot know: the first and last piece of writers who lost one. */
export function recountOutlets(db: Db, publisherId: PublisherId, columnists: readonly ColumnistId[]): Promise<void> {
  return recountCredits(
    db,
    columnists.map((columnistId) => ({ publisherId, columnistId })),
  )
}

type CreditedAt = { readonly publisherId: PublisherId; readonly columnistId: ColumnistId }

/** The same for writers of several publishers; on a cluster for one after the other. */
export async function recountCredits(db: Db, credits: readonly CreditedAt[]): Promise<void> {
  const outlets = new Map(
    [...Map.groupBy(credits, ({ publisherId }) => publisherId)].map(([publisherId, theirs]) => [
      publisherId,
      [...new Set(theirs.map(({ columnistId }) => columnistId))].toSorted((a, b) => a - b),
    ]),
  )
  if (isDistributed(db)) for (const [id, writers] of outlets) await recount(db, new Map([[id, writers]]))
  else await recount(db, outlets)
}

async function recount(db: Db, outlets: ByPublisher<ColumnistId>): Promise<void> {
  const asked = fieldsByPublisher(outlets, { columnist_id: ['bigint', (id: ColumnistId) => id] }, (theirs) => theirs)
  if (asked === null) return
  const { publisher, table } = asked
  // Held before they are counted, in the order in which filings take them: what is filed meanwhile waits, and adds to the new
  // count. On a cluster whoever writes them takes a turn anyway.
  if (!isDistributed(db))
    await sql`
      select 1 from ${table} join outlets o on o.publisher_id = ${publisher} and o.columnist_id = x.columnist_id
      order by o.publisher_id, o.columnist_id for update of o`.execute(db)
  const { rows } = await sql<{
    publisher_id: number
    columnist_id: number
    columns: number
    pieces: number
    repeats: number
    first: Date
    last: Date
  }>`
    select a.publisher_id, a.columnist_id, count(*) filter (where c.opinion) as columns,
      count(*) filter (where c.opinion and a.repeated) as repeats, count(*) as pieces,
      min(a.published_at) as first, max(a.published_at) as last
    from ${table} join attributions a on a.publisher_id = ${publisher} and a.columnist_id = x.columnist_id
    join columns c on c.publisher_id = a.publisher_id and c.id = a.column_id
    where c.listed and a.role <> all(${[...besideRoles]}::text[])
    group by a.publisher_id, a.columnist_id order by a.publisher_id, a.columnist_id`.execute(db)
  await sql`
    delete from outlets o using ${table} where o.publisher_id = ${publisher} and o.columnist_id = x.columnist_id`.execute(
    db,
  )
  if (rows.length === 0) return
  await sql`
    insert into outlets (publisher_id, columnist_id, columns, pieces, repeats, first_published_at, last_published_at)
    select publisher_id, columnist_id, columns, pieces, repeats, first, last
    from json_to_recordset(${jsonRows(rows)}::json) as x(publisher_id bigint, columnist_id bigint, columns integer,
      pieces integer, repeats integer, first timestamptz, last timestamptz)`.execute(db)
}
