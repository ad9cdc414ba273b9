// A front page asks twice: first which columns may lead it, by little more than their dates; then for the cards of those it shows.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnCard, ColumnId, ColumnistId, CountryCode, PublisherId } from '../model/index.ts'
import { conditionsOf, listColumnsByKeys, toListing } from './columns.ts'
import { withFreeCopies } from './copies.ts'
import { isDistributed } from './distribution.ts'
import { boundedLimit, type Listing } from './listing.ts'
import type { Db } from './schema.ts'

/** What places a column on a front page. */
export type Candidate = Pick<ColumnCard, 'id' | 'publisherId' | 'publishedAt' | 'publishedKnown' | 'opens'> & {
  readonly credits: readonly { readonly columnistId: ColumnistId }[]
}

type ColumnKey = Pick<ColumnCard, 'publisherId' | 'id'>

/** The newest columns of a country, or of the world: the same, in the same order, as `listColumns` lists. */
export async function listCandidates(
  db: Db,
  filter: { readonly country?: CountryCode },
  limit: number,
): Promise<Listing<Candidate>> {
  const most = boundedLimit(limit)
  const onCluster = isDistributed(db)
  const conditions = conditionsOf(filter, onCluster, !onCluster)
  const { rows } = await sql<CandidateRow>`
    select ${candidateColumns} from columns c ${counts} where ${sql.join(conditions, sql` and `)}
    order by c.published_at desc, c.id desc limit ${sql.lit(most + 1)}`.execute(db)
  return toListing(rows.map(toCandidate), most, { limit: most })
}

/** The listed ones among these columns, in no particular order; at most 500. */
export async function listCandidatesByKeys(db: Db, keys: readonly ColumnKey[]): Promise<Candidate[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<CandidateRow>`
    select ${candidateColumns} from ${unnested(keys.slice(0, 500))}
    join columns c on c.publisher_id = k.publisher_id and c.id = k.id ${counts} where c.listed`.execute(db)
  return rows.map(toCandidate)
}

/** The cards of what was chosen, by id, with where each can be read free; one that was taken down meanwhile is not there. */
export async function findChosenCards(db: Db, keys: readonly ColumnKey[]): Promise<ReadonlyMap<ColumnId, ColumnCard>> {
  const cards = await withFreeCopies(db, await listColumnsByKeys(db, keys))
  return new Map(cards.map((card) => [card.id, card]))
}

type CandidateRow = {
  id: ColumnId
  publisher_id: PublisherId
  published_at: Date
  published_known: boolean
  opens: number
  writers: ColumnistId[] | null
}

const candidateColumns = sql`c.id, c.publisher_id, c.published_at, c.published_known, coalesce(n.opens, 0) as opens, (
  select array_agg(a.columnist_id order by a.position) from attributions a
  where a.publisher_id = c.publisher_id and a.column_id = c.id) as writers`

const counts = sql`left join column_counts n on n.publisher_id = c.publisher_id and n.column_id = c.id`

function unnested(keys: readonly ColumnKey[]): RawBuilder<unknown> {
  return sql`unnest(${keys.map((key) => key.publisherId)}::bigint[], ${keys.map((key) => key.id)}::bigint[]) as k(publisher_id, id)`
}

function toCandidate(row: CandidateRow): Candidate {
  return {
    id: row.id,
    publisherId: row.publisher_id,
    publishedAt: row.published_at,
    publishedKnown: row.published_known,
    opens: row.opens,
    credits: (row.writers ?? []).map((columnistId) => ({ columnistId })),
  }
}
