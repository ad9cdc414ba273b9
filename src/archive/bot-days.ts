// How often publishers were visited, summed over all of them: what the bot's own page tells.
import { sql } from 'kysely'
import type { Db } from './schema.ts'

export type BotDay = {
  /** `2026-11-22`, universal time. */
  readonly day: string
  readonly visits: number
  /** Of feeds, and those of them that were unchanged (304). */
  readonly feedVisits: number
  readonly unchanged: number
  readonly bytes: number
}

/** Days with visits since the day of `since`, newest first. */
export async function listBotDays(db: Db, since: Date): Promise<BotDay[]> {
  const { rows } = await sql<BotDay>`
    select to_char(day, 'YYYY-MM-DD') as day, sum(visits)::bigint as visits, sum(bytes)::bigint as bytes,
      coalesce(sum(visits) filter (where purpose = 'feed'), 0)::bigint as "feedVisits",
      coalesce(sum(visits) filter (where purpose = 'feed' and outcome = 'not-modified'), 0)::bigint as unchanged
    from visit_days where day >= ${since.toISOString().slice(0, 10)}::date group by day order by day desc`.execute(db)
  return rows
}
