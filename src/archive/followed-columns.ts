// The list of a reader who follows: the newest of hundreds of writers and publications. What each may give is read from
// indexes alone, as far back as a page can reach; only what stands on the page is looked at.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnCard, ColumnistId, PublisherId } from '../model/index.ts'
import { cardColumns, cardJoins, toCard, type CardRow } from './cards.ts'
import { toListing } from './columns.ts'
import { withFreeCopies } from './copies.ts'
import { isDistributed } from './distribution.ts'
import { readFollowedOnCluster } from './following-cluster.ts'
import { resolveColumnistIds } from './identity-present.ts'
import { besideList } from './kept-counts.ts'
import { boundedLimit, type Listing, type PageRequest } from './listing.ts'
import type { Db } from './schema.ts'

type Followed = { readonly columnistIds: readonly ColumnistId[]; readonly publisherIds: readonly PublisherId[] }

/** Among the newest of those who are followed, how many may turn out not to be for showing. */
const toSpare = 8

/** By any of these writers or in any of these publications, newest first. */
export async function listFollowedColumns(db: Db, followed: Followed, page: PageRequest): Promise<Listing<ColumnCard>> {
  const lists = {
    columnistIds: await resolveColumnistIds(db, followed.columnistIds),
    publisherIds: [...new Set(followed.publisherIds)],
  }
  const limit = boundedLimit(page.limit)
  const rows = isDistributed(db)
    ? await readFollowedOnCluster(db, lists, page)
    : ((await readNewest(db, lists, page, limit)) ?? (await readAll(db, lists, page, limit)))
  return toListing(await withFreeCopies(db, rows.map(toCard)), limit, page)
}

/** One more than the page. Null where too many of the newest may not be shown for the page to be sure. */
async function readNewest(db: Db, lists: Followed, page: PageRequest, limit: number): Promise<CardRow[] | null> {
  const { isBackward, place, order, notTwice, beside } = termsOf(lists, page)
  const enough = sql.lit(limit + 1 + toSpare)
  const ofWriter = (most: RawBuilder<unknown>, bound: RawBuilder<unknown>) => sql`
    select f.publisher_id, f.column_id, f.published_at from attributions f
    where f.columnist_id = l.id and f.role not in (${beside}) and ${place(sql`f.published_at`, sql`f.column_id`)} ${bound}
    order by ${order('f.published_at', 'f.column_id')} limit ${most}`
  const ofPublisher = (most: RawBuilder<unknown>, bound: RawBuilder<unknown>) => sql`
    select c.publisher_id, c.id as column_id, c.published_at from columns c
    where c.publisher_id = l.id and c.listed and ${place(sql`c.published_at`, sql`c.id`)} ${bound}
    order by ${order('c.published_at', 'c.id')} limit ${most}`
  const writers = sql`unnest(${lists.columnistIds}::bigint[]) as l(id)`
  const publishers = sql`unnest(${lists.publisherIds}::bigint[]) as l(id)`
  // When everyone published last is a kept count, never earlier than the truth; elsewhere in the list everyone is asked.
  const isFirst = page.after === undefined && page.before === undefined
  const nearest = isFirst
    ? sql`select true as is_writer, columnist_id as id, max(last_published_at) as published_at from outlets
          where columnist_id = any(${lists.columnistIds}::bigint[]) group by columnist_id
        union all select false, publisher_id, last_published_at from publisher_counts
          where publisher_id = any(${lists.publisherIds}::bigint[])`
    : sql`select true as is_writer, l.id, b.published_at from ${writers} cross join lateral (${ofWriter(sql.lit(1), sql``)}) b
        union all
        select false, l.id, b.published_at from ${publishers} cross join lateral (${ofPublisher(sql.lit(1), sql``)}) b`
  // Where so many have something as fill the page, nobody whose nearest is further off has anything to give.
  const inTime = (at: RawBuilder<unknown>) => sql`${at} ${sql.raw(isBackward ? '<=' : '>=')}
    coalesce((select published_at from bound), ${sql.lit(isBackward ? 'infinity' : '-infinity')}::timestamptz)`
  const { rows } = await sql<CardRow & { is_whole: boolean; sure_until: Date | null }>`
    with lists as materialized (${nearest}),
    bound as materialized (
      select published_at from lists order by published_at ${sql.raw(isBackward ? '' : 'desc')} offset ${enough} limit 1
    ), near as materialized (
      select is_writer, id from lists where ${inTime(sql`published_at`)}
    ), candidates as materialized (
      select l.is_writer, l.id, b.* from near l
        cross join lateral (${ofWriter(enough, sql`and ${inTime(sql`f.published_at`)}`)}) b where l.is_writer
      union all
      select l.is_writer, l.id, b.* from near l
        cross join lateral (${ofPublisher(enough, sql`and ${inTime(sql`c.published_at`)}`)}) b where not l.is_writer
    ), sureness as materialized (
      select not exists (select 1 from bound) and coalesce(sum(n), 0) < ${enough} as is_whole,
        ${isBackward ? sql`min(furthest)` : sql`max(furthest)`} filter (where n = ${enough}) as sure_until
      from (select count(*) as n, ${isBackward ? sql`max(published_at)` : sql`min(published_at)`} as furthest
        from candidates group by is_writer, id) l
    ), followed as materialized (
      select distinct publisher_id, column_id, published_at from candidates
      order by ${order('published_at', 'column_id')} limit ${enough}
    )
    select ${cardColumns}, s.is_whole, s.sure_until from followed f
    join columns c on c.publisher_id = f.publisher_id and c.id = f.column_id ${cardJoins} cross join sureness s
    where c.listed and ${notTwice} order by ${order('f.published_at', 'f.column_id')} limit ${sql.lit(limit + 1)}`.execute(
    db,
  )
  const last = rows.at(-1)
  if (last === undefined || last.is_whole) return last === undefined ? null : rows
  // Lists of which only the newest were looked at may hold more beyond the last of those.
  const isWithin =
    last.sure_until === null || (isBackward ? last.published_at < last.sure_until : last.published_at > last.sure_until)
  return rows.length > limit && isWithin ? rows : null
}

/** However many may not be shown. */
async function readAll(db: Db, lists: Followed, page: PageRequest, limit: number): Promise<CardRow[]> {
  const { place, order, notTwice, beside } = termsOf(lists, page)
  const { rows } = await sql<CardRow>`
    with followed as materialized (
      select b.* from unnest(${lists.columnistIds}::bigint[]) as w(id) cross join lateral (
        select f.publisher_id, f.column_id, f.published_at from attributions f
        join columns c on c.publisher_id = f.publisher_id and c.id = f.column_id
        where f.columnist_id = w.id and ${notTwice} and f.role not in (${beside}) and c.listed
          and ${place(sql`f.published_at`, sql`f.column_id`)}
        order by ${order('f.published_at', 'f.column_id')} limit ${sql.lit(limit + 1)}) b
      union
      select b.* from unnest(${lists.publisherIds}::bigint[]) as o(id) cross join lateral (
        select c.publisher_id, c.id, c.published_at from columns c
        where c.publisher_id = o.id and c.listed and ${notTwice} and ${place(sql`c.published_at`, sql`c.id`)}
        order by ${order('c.published_at', 'c.id')} limit ${sql.lit(limit + 1)}) b
      order by ${order('published_at', 'column_id')} limit ${sql.lit(limit + 1)}
    )
    select ${cardColumns} from followed f join columns c on c.publisher_id = f.publisher_id and c.id = f.column_id ${cardJoins}
    order by ${order('c.published_at', 'c.id')}`.execute(db)
  return rows
}

function termsOf({ columnistIds, publisherIds }: Followed, { after, before }: PageRequest) {
  const isBackward = after === undefined && before !== undefined
  const from = after ?? before
  return {
    isBackward,
    place: (at: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
      from === undefined
        ? sql`true`
        : sql`(${at}, ${id}) ${sql.raw(isBackward ? '>' : '<')} (${from.publishedAt}, ${from.id})`,
    order: (at: string, id: string) => sql.raw(isBackward ? `${at}, ${id}` : `${at} desc, ${id} desc`),
    // A copy stands back where the column that stands for it is followed as well.
    notTwice: sql`(c.copy_level = 0 or not exists (select 1 from columns h where h.id = c.family and h.listed
      and (h.publisher_id = any(${publisherIds}::bigint[]) or exists (select 1 from attributions g
        where g.publisher_id = h.publisher_id and g.column_id = h.id and g.columnist_id = any(${columnistIds}::bigint[])))))`,
    beside: besideList,
  }
}
