// A front page asks twice: first which columns may lead it, by little more than their dates; then for the cards of those it shows.
import { sql } from 'kysely'
import type { ColumnCard, ColumnId, ColumnistId, CountryCode, PublisherId, RankedColumn } from '../model/index.ts'
import { countsJoin } from './cards.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { conditionsOf, listColumnsByKeys, toListing } from './columns.ts'
import { withFreeCopies } from './copies.ts'
import { isDistributed } from './distribution.ts'
import { boundedLimit, type Listing } from './listing.ts'
import type { Db } from './schema.ts'

/** The newest columns of a country, or of the world: the same, in the same order, as `listColumns` lists. */
export async function listCandidates(
  db: Db,
  filter: { readonly country?: CountryCode },
  limit: number,
): Promise<Listing<RankedColumn>> {
  const most = boundedLimit(limit)
  const onCluster = isDistributed(db)
  const conditions = conditionsOf(filter, onCluster, !onCluster)
  const { rows } = await sql<CandidateRow>`
    select ${candidateColumns} from columns c ${countsJoin} where ${sql.join(conditions, sql` and `)}
    order by c.published_at desc, c.id desc limit ${sql.lit(most + 1)}`.execute(db)
  return toListing(rows.map(toCandidate), most, { limit: most })
}

/** The listed ones among these columns, in no particular order; at most 500. */
export async function listCandidatesByKeys(db: Db, keys: readonly ColumnKey[]): Promise<RankedColumn[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<CandidateRow>`
    select ${candidateColumns} from ${keysTable(keys.slice(0, 500))}
    join columns c on c.publisher_id = k.publisher_id and c.id = k.id ${countsJoin} where c.listed`.execute(db)
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

function toCandidate(row: CandidateRow): RankedColumn {
  return {
    id: row.id,
    publisherId: row.publisher_id,
    publishedAt: row.published_at,
    publishedKnown: row.published_known,
    opens: row.opens,
    credits: (row.writers ?? []).map((columnistId) => ({ columnistId })),
  }
}
