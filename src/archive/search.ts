// Search. What is found is bounded before it is ranked, and time is bounded too: a search that takes too long looks at the
// newest columns alone and says so.
import { sql } from 'kysely'
import type { ColumnCard } from '../model/index.ts'
import { cardColumns, cardJoins, toCard, type CardRow } from './cards.ts'
import { conditionsOf, type ColumnFilter } from './columns.ts'
import { boundedLimit } from './listing.ts'
import type { Db } from './schema.ts'
import { searchQuery } from './search-vector.ts'
import { inTransaction } from './transactions.ts'

export type SearchRequest = ColumnFilter & {
  /** Words, "phrases", -not, or. */
  readonly text: string
  readonly sort?: 'relevance' | 'date'
  readonly limit: number
  /** 2 seconds by default. */
  readonly timeoutMs?: number
}

/** `stopped`: only the newest columns were looked at, since the whole would have taken too long. */
export type SearchResult = { readonly items: ColumnCard[]; readonly stopped: boolean }

/** Matches, newest first, that are ranked at most: ranking costs more than finding. */
const rankedAtMost = 1000
/** Columns that a stopped search looks at. */
const newestLookedAt = 20_000
/** SQLSTATE query_canceled. */
const cancelled = '57014'

export async function searchColumns(db: Db, request: SearchRequest): Promise<SearchResult> {
  const query = searchQuery(request.text)
  if (query === null) return { items: [], stopped: false }
  try {
    const items = await inTransaction(db, async (trx) => {
      // Whether the word index or the dates are the way depends on the words, so no plan is kept for others.
      await sql`select set_config('statement_timeout', ${String(Math.round(request.timeoutMs ?? 2000))}, true),
        set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(trx)
      return findMatches(trx, query, request, false)
    })
    return { items, stopped: false }
  } catch (error) {
    if ((error as { code?: string }).code !== cancelled || db.isTransaction) throw error
    return { items: await findMatches(db, query, request, true), stopped: true }
  }
}

async function findMatches(db: Db, query: string, request: SearchRequest, newestOnly: boolean): Promise<ColumnCard[]> {
  // The limit of candidates is part of the plan: with it PostgreSQL uses the word index for rare words, and walks the
  // dates for common ones.
  const conditions = sql.join(conditionsOf({ include: 'all', ...request }), sql` and `)
  const source = newestOnly
    ? sql`(select * from columns n where n.listed order by n.published_at desc, n.id desc limit ${sql.lit(newestLookedAt)}) c`
    : sql`columns c`
  const limit = sql.lit(boundedLimit(request.limit))
  const order =
    request.sort === 'date' ? sql`f.published_at desc, f.id desc` : sql`f.rank desc, f.published_at desc, f.id desc`
  // Words in headline and names weigh most; a piece loses half its weight in a year.
  const { rows } = await sql<CardRow>`
    with candidates as materialized (
      select c.publisher_id, c.id, c.published_at, c.search from ${source}
      where ${conditions} and c.search @@ ${query}::tsquery
      order by c.published_at desc, c.id desc limit ${sql.lit(rankedAtMost)}
    ), found as (
      select f.* from (
        select publisher_id, id, published_at,
          ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', search, ${query}::tsquery, 1)
            / (1 + greatest(0, extract(epoch from now() - published_at)) / 31536000) as rank
        from candidates
      ) f order by ${order} limit ${limit}
    )
    select ${cardColumns} from found f join columns c on c.publisher_id = f.publisher_id and c.id = f.id ${cardJoins}
    order by ${order}`.execute(db)
  return rows.map(toCard)
}
