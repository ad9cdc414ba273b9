// When a columnist writes: the days of a year, and the years and months there are. No question reads more than a year of what
// somebody has written.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnistId } from '../model/index.ts'
import type { DayCount } from './archive-days.ts'
import { isDistributed } from './distribution.ts'
import { besideList } from './kept-counts.ts'
import type { Db } from './schema.ts'

/**
 * Days since `since` on which the columnist published something listed, oldest first, in universal time. Asked of the credits'
 * index, less what their publishers took away since: what is listed would be a page each.
 */
export async function listWritingDays(db: Db, columnistId: ColumnistId, since: Date): Promise<DayCount[]> {
  const day = sql`date_bin('1 day', a.published_at, '1970-01-01 00:00Z')`
  const { rows } = await sql<DayCount>`
    select (${day} at time zone 'UTC')::date as day, count(*) as columns from attributions a
    where a.columnist_id = ${columnistId} and a.published_at >= ${since} and ${asWriter}
      and (a.publisher_id, a.column_id) not in (
        select c.publisher_id, c.id from columns c where not c.listed and c.published_at >= ${since}
          and c.publisher_id in (select o.publisher_id from outlets o where o.columnist_id = ${columnistId}))
    group by ${day} order by ${day}`.execute(db)
  return rows
}

/**
 * Years in which the columnist published, latest first; asked of the index year by year, between the first and the last that are
 * kept for each outlet.
 */
export async function listWritingYears(db: Db, columnistId: ColumnistId): Promise<number[]> {
  if (isDistributed(db)) return listParts(db, columnistId, 'year', sql`true`)
  // Whose they are stays unknown to the planner, which plans once then.
  const id = sql`(select ${columnistId}::bigint)`
  const { rows } = await sql<{ year: number }>`
    select y.year from (
      select extract(year from max(last_published_at) at time zone 'UTC')::int as last,
        extract(year from min(first_published_at) at time zone 'UTC')::int as first
      from outlets where columnist_id = ${id} and pieces > 0
    ) span, generate_series(span.last, span.first, -1) as y(year)
    where exists (select 1 from attributions a where a.columnist_id = ${id} and ${asWriter}
      and a.published_at >= make_timestamptz(y.year, 1, 1, 0, 0, 0, 'UTC')
      and a.published_at < make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'UTC'))
    order by y.year desc`.execute(db)
  return rows.map((row) => row.year)
}

/** Months of a year, 1 to 12, in which the columnist published, latest first. */
export async function listWritingMonths(db: Db, columnistId: ColumnistId, year: number): Promise<number[]> {
  if (isDistributed(db)) {
    const within = sql`a.published_at >= ${yearStart(year)} and a.published_at < ${yearStart(year + 1)}`
    return listParts(db, columnistId, 'month', within)
  }
  const { rows } = await sql<{ month: number }>`
    select m.month from generate_series(12, 1, -1) as m(month)
    where exists (select 1 from attributions a where a.columnist_id = ${columnistId} and ${asWriter}
      and a.published_at >= make_timestamptz(${year}::int, m.month, 1, 0, 0, 0, 'UTC')
      and a.published_at < make_timestamptz(${year}::int, m.month, 1, 0, 0, 0, 'UTC') + interval '1 month')`.execute(db)
  return rows.map((row) => row.month)
}

/** On a cluster each shard tells the years or months of its own columns. */
async function listParts(
  db: Db,
  columnistId: ColumnistId,
  part: 'year' | 'month',
  within: RawBuilder<unknown>,
): Promise<number[]> {
  const { rows } = await sql<{ part: number }>`
    select distinct extract(${sql.raw(part)} from a.published_at at time zone 'UTC')::int as part from attributions a
    where a.columnist_id = ${columnistId} and ${asWriter} and ${within}
    order by 1 desc`.execute(db)
  return rows.map((row) => row.part)
}

function yearStart(year: number): Date {
  return new Date(Date.UTC(year, 0, 1))
}

const asWriter = sql`not a.repeated and a.role not in (${besideList})`
