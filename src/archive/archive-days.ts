// The calendar: how many columns there are of each day.
import { sql } from 'kysely'
import type { CountryCode } from '../model/index.ts'
import type { Db } from './schema.ts'

export type DayCount = {
  /** `YYYY-MM-DD`, universal time. */
  readonly day: string
  readonly columns: number
}

/** Days with columns from `from` to `to`, both `YYYY-MM-DD` and included, oldest first; of one country or of all. */
export async function listDayCounts(
  db: Db,
  request: { readonly country?: CountryCode; readonly from: string; readonly to: string },
): Promise<DayCount[]> {
  const ofCountry = request.country === undefined ? sql`true` : sql`country = ${request.country}`
  // A piece and its copies are one column of a day, as they are one card in its list.
  const counted = request.country === undefined ? sql`columns - repeats - abroad` : sql`columns - repeats`
  const { rows } = await sql<DayCount>`
    select day, sum(${counted})::bigint as columns from country_days
    where ${ofCountry} and day between ${request.from} and ${request.to}
    group by day having sum(${counted}) > 0 order by day`.execute(db)
  return rows
}
