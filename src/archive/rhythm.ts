// When a columnist writes: the days of a year, and the years and months there are. Every question is bounded, however much
// somebody has written.
import { sql } from 'kysely'
import type { ColumnistId } from '../model/index.ts'
import type { DayCount } from './archive-days.ts'
import { isDistributed } from './distribution.ts'
import { besideRoles } from './kept-counts.ts'
import type { Db } from './schema.ts'

/** Pieces of a year that are looked at, newest first: eleven a day. */
const mostPieces = 4000

/**
 * Days since `since` on which the columnist published something listed, oldest first, in universal time. Asked of the credits'
 * index and of the few columns that are not listed: those that are would be a page each.
 */
export async function listWritingDays(db: Db, columnistId: ColumnistId, since: Date): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select to_char(newest.at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*) as columns from (
      select a.published_at as at from attributions a
      where a.columnist_id = ${columnistId} and a.published_at >= ${since} and ${asWriter} and not exists (
        select 1 from columns c where c.publisher_id = a.publisher_id and c.id = a.column_id and not c.listed)
      order by a.published_at desc, a.column_id desc limit ${sql.lit(mostPieces)}
    ) newest group by 1 order by 1`.execute(db)
  return rows
}

/** Years between first and last in which the columnist published, latest first; asked of the index year by year. */
export async function listWritingYears(db: Db, columnistId: ColumnistId, first: Date, last: Date): Promise<number[]> {
  const [from, until] = [yearStart(first.getUTCFullYear()), yearStart(last.getUTCFullYear() + 1)]
  if (isDistributed(db)) return listParts(db, columnistId, 'year', from, until)
  const { rows } = await sql<{ year: number }>`
    select y.year from generate_series(${last.getUTCFullYear()}::int, ${first.getUTCFullYear()}::int, -1) as y(year)
    where exists (select 1 from attributions a where a.columnist_id = ${columnistId} and ${asWriter}
      and a.published_at >= make_timestamptz(y.year, 1, 1, 0, 0, 0, 'UTC')
      and a.published_at < make_timestamptz(y.year + 1, 1, 1, 0, 0, 0, 'UTC'))`.execute(db)
  return rows.map((row) => row.year)
}

/** Months of a year, 1 to 12, in which the columnist published, latest first. */
export async function listWritingMonths(db: Db, columnistId: ColumnistId, year: number): Promise<number[]> {
  if (isDistributed(db)) return listParts(db, columnistId, 'month', yearStart(year), yearStart(year + 1))
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
  from: Date,
  until: Date,
): Promise<number[]> {
  const { rows } = await sql<{ part: number }>`
    select distinct extract(${sql.raw(part)} from a.published_at at time zone 'UTC')::int as part from attributions a
    where a.columnist_id = ${columnistId} and ${asWriter} and a.published_at >= ${from} and a.published_at < ${until}
    order by 1 desc`.execute(db)
  return rows.map((row) => row.part)
}

function yearStart(year: number): Date {
  return new Date(Date.UTC(year, 0, 1))
}

const asWriter = sql`not a.repeated and a.role not in (${sql.join(besideRoles.map((role) => sql.lit(role)))})`
