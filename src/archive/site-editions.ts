// What the reading site asks about editions: which countries have columns, how many, in which languages, since when.
import { sql } from 'kysely'
import type { CountryCode, LanguageTag } from '../model/index.ts'
import type { Db } from './schema.ts'

/** A country with listed columns. `languages` are those of its publishers. */
export type EditionChoice = {
  readonly id: CountryCode
  readonly columns: number
  readonly languages: readonly LanguageTag[]
}

/** Most columns first. */
export async function listEditionChoices(db: Db): Promise<EditionChoice[]> {
  const { rows } = await sql<EditionChoice>`
    select p.country as id, sum(n.columns)::bigint as columns,
      coalesce((select array_agg(distinct tag order by tag)
        from publishers o, unnest(o.languages) as tag where o.country = p.country), '{}') as languages
    from publishers p
    join publisher_counts n on n.publisher_id = p.id and n.columns > 0
    group by p.country
    order by 2 desc, 1`.execute(db)
  return rows
}

/** First and last day with columns, `2026-11-22`; null when there is none. */
export async function findArchiveSpan(
  db: Db,
  country: CountryCode | null,
): Promise<{ first: string; last: string } | null> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`
    select to_char(min(day), 'YYYY-MM-DD') as first, to_char(max(day), 'YYYY-MM-DD') as last
    from country_days where columns > 0 and (${country}::text is null or country = ${country})`.execute(db)
  const { first = null, last = null } = rows[0] ?? {}
  return first === null || last === null ? null : { first, last }
}
