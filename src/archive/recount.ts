// Proving the kept counts: everything is counted anew from the columns, credits and readers' days themselves, and what is found
// wrong is set right. Differences are added, as filings add theirs, so that nothing filed meanwhile is lost or counted twice.
import { sql, type RawBuilder } from 'kysely'
import type { CountryCode, PublisherId } from '../model/index.ts'
import { announce } from './announcements.ts'
import { isDistributed } from './distribution.ts'
import { jsonRows } from './json-rows.ts'
import { besideRoles } from './kept-counts.ts'
import type { Db } from './schema.ts'

export type Recounted = { readonly counted: number; readonly wrong: number }
export type Recount = {
  /** Of writers at publishers, publishers, countries' days, and of views, opens and likes of columns. */
  readonly writers: Recounted
  readonly publishers: Recounted
  readonly days: Recounted
  readonly readers: Recounted
}

export type RecountOptions = {
  /** Sets right what is wrong; otherwise it is only told. */
  readonly mend: boolean
  readonly onPublisher?: (done: number, of: number) => void
}

/**
 * Counts everything anew, one publisher after the other, and says how much was counted and how much of it was kept
 * wrong.
 */
export async function recountArchive(db: Db, options: RecountOptions): Promise<Recount> {
  const { mend } = options
  const publishers = await db.selectFrom('publishers').select(['id', 'country']).orderBy('id').execute()
  const sums = { writers: none(), publishers: none(), days: none(), readers: none() }
  for (const [i, { id }] of publishers.entries()) {
    const publisherId = id as PublisherId
    add(sums.writers, await recountWriters(db, publisherId, mend))
    add(sums.publishers, await recountPublisher(db, publisherId, mend))
    add(sums.readers, await recountReaders(db, publisherId, mend))
    options.onPublisher?.(i + 1, publishers.length)
  }
  add(sums.readers, await recountLost(db, mend))
  // Also countries that no publisher is in any more.
  const { rows: kept } = await sql<{ country: string }>`select distinct country from country_days`.execute(db)
  const countries = new Set([...publishers, ...kept].map(({ country }) => country))
  for (const country of [...countries].toSorted()) add(sums.days, await recountDays(db, country, mend))
  if (mend && Object.values(sums).some(({ wrong }) => wrong > 0)) await announce(db, ['everything'])
  return sums
}

type Sum = { counted: number; wrong: number }

function none(): Sum {
  return { counted: 0, wrong: 0 }
}

function add(sum: Sum, { counted, wrong }: Recounted): void {
  sum.counted += counted
  sum.wrong += wrong
}

/** Truth and what is kept are read in one statement, so that both are of one moment. Dates may be wider, never narrower. */
async function recountWriters(db: Db, publisherId: PublisherId, mend: boolean): Promise<Recounted> {
  const parts = sql`
    truth as (
      select a.columnist_id, count(distinct c.id) filter (where c.opinion) as columns, count(distinct c.id) as pieces,
        count(distinct c.id) filter (where c.opinion and a.repeated) as repeats,
        min(c.published_at) as first, max(c.published_at) as last
      from attributions a join columns c on c.publisher_id = a.publisher_id and c.id = a.column_id
      where a.publisher_id = ${publisherId} and c.publisher_id = ${publisherId} and c.listed
        and a.role <> all(${[...besideRoles]}::text[])
      group by a.columnist_id
    ), compared as (
      select coalesce(t.columnist_id, o.columnist_id) as columnist_id,
        coalesce(t.columns, 0) - coalesce(o.columns, 0) as columns, coalesce(t.pieces, 0) - coalesce(o.pieces, 0) as pieces,
        coalesce(t.repeats, 0) - coalesce(o.repeats, 0) as repeats,
        coalesce(t.first, o.first_published_at) as first, coalesce(t.last, o.last_published_at) as last,
        coalesce(t.first < o.first_published_at or t.last > o.last_published_at, false) as is_narrow
      from truth t full join (select * from outlets where publisher_id = ${publisherId}) o on o.columnist_id = t.columnist_id
    ), wrong as (
      select * from compared where columns <> 0 or pieces <> 0 or repeats <> 0 or is_narrow order by columnist_id
    )`
  const insert = (wrong: RawBuilder<unknown>) => sql`
      insert into outlets as o (publisher_id, columnist_id, columns, pieces, repeats, first_published_at, last_published_at)
      select ${publisherId}, columnist_id, columns, pieces, repeats, first, last from ${wrong}
      on conflict (publisher_id, columnist_id) do update set columns = o.columns + excluded.columns,
        pieces = o.pieces + excluded.pieces, repeats = o.repeats + excluded.repeats,
        first_published_at = excluded.first_published_at, last_published_at = excluded.last_published_at`
  return compare(
    db,
    {
      parts,
      insert,
      shape: sql`columnist_id bigint, columns bigint, pieces bigint, repeats bigint, first timestamptz, last timestamptz`,
    },
    mend,
  )
}

async function recountPublisher(db: Db, publisherId: PublisherId, mend: boolean): Promise<Recounted> {
  const parts = sql`
    truth as (
      select count(*) filter (where c.opinion) as columns, count(*) as pieces, max(c.published_at) as last
      from columns c where c.publisher_id = ${publisherId} and c.listed
    ), compared as (
      select t.columns - coalesce(n.columns, 0) as columns, t.pieces - coalesce(n.pieces, 0) as pieces,
        coalesce(t.last, n.last_published_at, '-infinity') as last, coalesce(t.last > n.last_published_at, false) as is_early
      from truth t left join (select * from publisher_counts where publisher_id = ${publisherId}) n on true
    ), wrong as (
      select * from compared where columns <> 0 or pieces <> 0 or is_early
    )`
  const insert = (wrong: RawBuilder<unknown>) => sql`
      insert into publisher_counts as n (publisher_id, columns, pieces, last_published_at)
      select ${publisherId}, columns, pieces, last from ${wrong}
      on conflict (publisher_id) do update set columns = n.columns + excluded.columns, pieces = n.pieces + excluded.pieces,
        last_published_at = excluded.last_published_at`
  return compare(db, { parts, insert, shape: sql`columns bigint, pieces bigint, last timestamptz` }, mend)
}

/** Views and opens are the sums of their days, likes the devices that like. What is kept is looked up by column: see recountLost. */
async function recountReaders(db: Db, publisherId: PublisherId, mend: boolean): Promise<Recounted> {
  const parts = sql`
    truth as (
      select column_id, sum(views) as views, sum(opens) as opens, sum(likes) as likes from (
        select column_id, views, 0 as opens, 0 as likes from views_daily where publisher_id = ${publisherId}
        union all select column_id, 0, opens, 0 from opens_daily where publisher_id = ${publisherId}
        union all select column_id, 0, 0, 1 from likes where publisher_id = ${publisherId}
      ) each_day group by column_id
    ), compared as (
      select coalesce(t.column_id, n.column_id) as column_id, coalesce(t.views, 0) - coalesce(n.views, 0) as views,
        coalesce(t.opens, 0) - coalesce(n.opens, 0) as opens, coalesce(t.likes, 0) - coalesce(n.likes, 0) as likes
      from truth t full join (
        select n.* from column_counts n where n.publisher_id = ${publisherId} and n.column_id in (
          select id from columns where publisher_id = ${publisherId} and listed
          union select id from columns where publisher_id = ${publisherId} and not listed union select column_id from truth)
      ) n on n.column_id = t.column_id
    ), wrong as (
      select * from compared where views <> 0 or opens <> 0 or likes <> 0 order by column_id
    )`
  const insert = (wrong: RawBuilder<unknown>) => sql`
      insert into column_counts as n (publisher_id, column_id, views, opens, likes)
      select ${publisherId}, column_id, views, opens, likes from ${wrong}
      on conflict (publisher_id, column_id) do update set views = n.views + excluded.views, opens = n.opens + excluded.opens,
        likes = n.likes + excluded.likes`
  return compare(db, { parts, insert, shape: sql`column_id bigint, views bigint, opens bigint, likes bigint` }, mend)
}

/** Of all publishers at once: what is kept of columns that are not there and that no reader's day tells of either. */
async function recountLost(db: Db, mend: boolean): Promise<Recounted> {
  const noneIn = (table: string, id: string) => sql`not exists (
    select 1 from ${sql.table(table)} t where t.publisher_id = n.publisher_id and t.${sql.ref(id)} = n.column_id)`
  const lost = sql`(n.views <> 0 or n.opens <> 0 or n.likes <> 0) and ${noneIn('columns', 'id')}
    and ${noneIn('views_daily', 'column_id')} and ${noneIn('opens_daily', 'column_id')} and ${noneIn('likes', 'column_id')}`
  if (mend) {
    const { numAffectedRows = 0n } = await sql`
      update column_counts n set views = 0, opens = 0, likes = 0 where ${lost}`.execute(db)
    return { counted: Number(numAffectedRows), wrong: Number(numAffectedRows) }
  }
  const { rows } = await sql<Recounted>`
    select count(*) as counted, count(*) as wrong from column_counts n where ${lost}`.execute(db)
  return rows[0]!
}

type Comparison = {
  /** `truth`, `compared` and `wrong`. */
  readonly parts: RawBuilder<unknown>
  /** Adds the differences of a table like `wrong`, whose columns are `shape`. */
  readonly insert: (wrong: RawBuilder<unknown>) => RawBuilder<unknown>
  readonly shape: RawBuilder<unknown>
}

/** Mends in the statement that compares; on a cluster, where no part of a statement writes, in another after it. */
async function compare(db: Db, { parts, insert, shape }: Comparison, mend: boolean): Promise<Recounted> {
  const counts = sql`(select count(*) from compared) as counted, (select count(*) from wrong) as wrong`
  if (!mend || !isDistributed(db)) {
    const mending = mend ? sql`, mended as (${insert(sql`wrong`)})` : sql``
    const { rows } = await sql<Recounted>`with ${parts} ${mending} select ${counts}`.execute(db)
    return rows[0]!
  }
  const { rows } = await sql<Recounted & { differences: unknown[] }>`
    with ${parts} select ${counts}, coalesce((select json_agg(w) from wrong w), '[]'::json) as differences`.execute(db)
  const { counted, wrong, differences } = rows[0]!
  if (wrong > 0) await insert(sql`json_to_recordset(${jsonRows(differences)}::json) as wrong(${shape})`).execute(db)
  return { counted, wrong }
}

type Day = { readonly day: string; readonly columns: number; readonly repeats: number; readonly abroad: number }

/** Days lie on other machines of a cluster than the columns they count: both are read at one moment, and compared here. */
async function recountDays(db: Db, country: CountryCode, mend: boolean): Promise<Recounted> {
  const [truth, kept] = await db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      const counted = await sql<Day>`
        select (c.published_at at time zone 'UTC')::date as day, count(*) as columns,
          count(*) filter (where c.copy_level = 2) as repeats, count(*) filter (where c.copy_level = 1) as abroad
        from columns c where c.country = ${country} and c.listed and c.opinion group by 1`.execute(trx)
      const known = await sql<Day>`
        select day, columns, repeats, abroad from country_days where country = ${country}`.execute(trx)
      return [counted.rows, new Map(known.rows.map((row) => [row.day, row]))]
    })
  const nothing = { columns: 0, repeats: 0, abroad: 0 }
  const differences = truth.map((is) => difference(is, kept.get(is.day) ?? { ...nothing, day: is.day }))
  const days = new Set(truth.map(({ day }) => day))
  for (const was of kept.values())
    if (!days.has(was.day)) differences.push(difference({ ...nothing, day: was.day }, was))
  const wrong = differences
    .filter(({ columns, repeats, abroad }) => columns !== 0 || repeats !== 0 || abroad !== 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
  if (mend && wrong.length > 0)
    await sql`
      insert into country_days as d (country, day, columns, repeats, abroad)
      select ${country}, day, columns, repeats, abroad
      from json_to_recordset(${jsonRows(wrong)}::json) as x(day date, columns integer, repeats integer, abroad integer)
      on conflict (country, day) do update set columns = d.columns + excluded.columns, repeats = d.repeats + excluded.repeats,
        abroad = d.abroad + excluded.abroad`.execute(db)
  return { counted: differences.length, wrong: wrong.length }
}

function difference(is: Day, was: Day): Day {
  return {
    day: is.day,
    columns: is.columns - was.columns,
    repeats: is.repeats - was.repeats,
    abroad: is.abroad - was.abroad,
  }
}
