// The followed list on a cluster, where there is no lateral with a limit: each shard gives its newest of all lists at once.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnistId, PublisherId } from '../model/index.ts'
import { cardColumns, cardJoins, type CardRow } from './cards.ts'
import { besideList } from './kept-counts.ts'
import { boundedLimit, type PageRequest } from './listing.ts'
import type { Db } from './schema.ts'

/** In the order of the list as it is read, one more than the page. */
export async function readFollowedOnCluster(
  db: Db,
  {
    columnistIds,
    publisherIds,
  }: { readonly columnistIds: readonly ColumnistId[]; readonly publisherIds: readonly PublisherId[] },
  { limit, after, before }: PageRequest,
): Promise<CardRow[]> {
  const isBackward = after === undefined && before !== undefined
  const from = after ?? before
  const place = (at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    from === undefined
      ? sql`true`
      : sql`(${at}, ${id}) ${sql.raw(isBackward ? '>' : '<')} (${from.publishedAt}, ${from.id})`
  const order = (at: string, id: string) => sql.raw(isBackward ? `${at}, ${id}` : `${at} desc, ${id} desc`)
  const top = sql.lit(boundedLimit(limit) + 1)
  const writers = sql`any(${[...columnistIds]}::bigint[])`
  const publishers = sql`any(${[...publisherIds]}::bigint[])`
  // Heads of families that are followed themselves are found first: a copy and its head may be in two shards.
  const notTwice = sql`(c.copy_level = 0 or c.family not in (select h.id from columns h where h.family = h.id and h.listed
    and (h.publisher_id = ${publishers} or exists (select 1 from attributions g
      where g.publisher_id = h.publisher_id and g.column_id = h.id and g.columnist_id = ${writers}))))`
  const { rows } = await sql<CardRow>`
    with followed as materialized (
      (select distinct f.publisher_id, f.column_id, f.published_at from attributions f
        join columns c on c.publisher_id = f.publisher_id and c.id = f.column_id
        where f.columnist_id = ${writers} and f.role not in (${besideList})
          and c.listed and ${notTwice} and ${place(sql`f.published_at`, sql`f.column_id`)}
        order by ${order('f.published_at', 'f.column_id')} limit ${top})
      union
      (select c.publisher_id, c.id, c.published_at from columns c
        where c.publisher_id = ${publishers} and c.listed and ${notTwice} and ${place(sql`c.published_at`, sql`c.id`)}
        order by ${order('c.published_at', 'c.id')} limit ${top})
    )
    select ${cardColumns} from followed f join columns c on c.publisher_id = f.publisher_id and c.id = f.column_id ${cardJoins}
    order by ${order('c.published_at', 'c.id')} limit ${top}`.execute(db)
  return rows
}
