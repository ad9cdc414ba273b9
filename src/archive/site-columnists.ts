// Writers as the site's directories show them: of a country or a publisher, on a topic, read now, found lately.
import { sql } from 'kysely'
import type { ColumnistId, CountryCode, PublisherId, Topic } from '../model/index.ts'
import { listColumnistsByIds, type ColumnistSummary } from './columnists.ts'
import { boundedLimit, type NameCursor } from './listing.ts'
import type { Db } from './schema.ts'

/** Who is a person as far as we know: the directory of columnists. */
const isPerson = sql`c.kind in ('person', 'guest', 'cartoonist', 'unknown')`

/** Writers with listed columns in a country, or at one publisher, by name; `columns` are all of theirs, wherever. */
export async function listColumnistsIn(
  db: Db,
  where: { readonly country: CountryCode } | { readonly publisherId: PublisherId },
  page: { readonly limit: number; readonly after?: NameCursor | undefined },
): Promise<{ items: ColumnistSummary[]; next: NameCursor | null }> {
  const limit = boundedLimit(page.limit)
  const place = page.after === undefined ? sql`true` : sql`(c.sort_name, c.id) > (${page.after.name}, ${page.after.id})`
  const here =
    'country' in where
      ? sql`join publishers p on p.id = o.publisher_id where p.country = ${where.country}`
      : sql`where o.publisher_id = ${where.publisherId}`
  const { rows } = await sql<{ id: ColumnistId; sort_name: string }>`
    select c.id, c.sort_name from columnists c
    where c.id in (select o.columnist_id from outlets o ${here} and o.columns > 0)
      and c.merged_into is null and ${isPerson} and ${place}
    order by c.sort_name, c.id limit ${sql.lit(limit + 1)}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const items = await listColumnistsByIds(
    db,
    shown.map((row) => row.id),
  )
  return { items, next: last && rows.length > limit ? { name: last.sort_name, id: last.id } : null }
}

/** Newest columns of a topic whose writers are its writers. */
const topicColumns = 600

/** Who writes on a topic now: most of its newest columns first. */
export async function listColumnistsOnTopic(db: Db, topic: Topic, limit: number): Promise<ColumnistSummary[]> {
  const { rows } = await sql<{ id: ColumnistId }>`
    select c.id from (
      select publisher_id, id from columns
      where listed and opinion and topics is not null and split_part(topics, ' ', 1) = ${topic}
      order by published_at desc, id desc limit ${sql.lit(topicColumns)}
    ) f join attributions a on a.publisher_id = f.publisher_id and a.column_id = f.id
    join columnists c on c.id = a.columnist_id
    where ${isPerson} group by c.id order by count(*) desc, c.id limit ${sql.lit(boundedLimit(limit))}`.execute(db)
  return listColumnistsByIds(
    db,
    rows.map((row) => row.id),
  )
}

/** Newest columns whose readers are asked, and the days they span. */
const popularColumns = 5000
const popularDays = 14

/** Whose newest columns were opened most; nobody is in it whom nobody has opened. */
export async function listPopularColumnists(db: Db, now: Date, limit: number): Promise<ColumnistSummary[]> {
  const since = new Date(now.getTime() - popularDays * 86_400_000)
  const { rows } = await sql<{ id: ColumnistId }>`
    select c.id from (
      select publisher_id, id from columns where listed and opinion and published_at >= ${since}
      order by published_at desc, id desc limit ${sql.lit(popularColumns)}
    ) f join column_counts n on n.publisher_id = f.publisher_id and n.column_id = f.id and n.opens > 0
    join attributions a on a.publisher_id = f.publisher_id and a.column_id = f.id
    join columnists c on c.id = a.columnist_id
    where ${isPerson} group by c.id order by sum(n.opens) desc, c.id limit ${sql.lit(boundedLimit(limit))}`.execute(db)
  return listColumnistsByIds(
    db,
    rows.map((row) => row.id),
  )
}

/** The columnists whom we met last. */
export async function listNewColumnists(db: Db, limit: number): Promise<ColumnistSummary[]> {
  const { rows } = await sql<{ id: ColumnistId }>`
    select c.id from columnists c
    where c.merged_into is null and ${isPerson}
      and exists (select 1 from outlets o where o.columnist_id = c.id and o.columns > 0)
    order by c.id desc limit ${sql.lit(boundedLimit(limit))}`.execute(db)
  return listColumnistsByIds(
    db,
    rows.map((row) => row.id),
  )
}

/** Other names under which the same person has been found, such as the name in another alphabet. */
export async function listOtherNames(db: Db, columnistId: ColumnistId): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct m.name from columnists m join columnists c on c.id = m.merged_into
    where m.merged_into = ${columnistId} and m.name <> c.name order by m.name limit 12`.execute(db)
  return rows.map((row) => row.name)
}
