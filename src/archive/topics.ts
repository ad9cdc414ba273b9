// Lists by topic, and lists that are sifted by what no index knows: kind, access, a topic within a country. A page of either
// looks at a bounded number of columns; where that ends before the page is full, the list says from where it goes on.
import { sql, type RawBuilder } from 'kysely'
import {
  opinionKinds,
  type Access,
  type ColumnCard,
  type ColumnId,
  type ColumnistId,
  type ColumnKind,
  type LanguageTag,
  type Topic,
} from '../model/index.ts'
import { cardColumns, cardJoins, toCard, type CardRow } from './cards.ts'
import { accessCondition, conditionsOf, type ColumnFilter } from './columns.ts'
import { withFreeCopies } from './copies.ts'
import { isDistributed } from './distribution.ts'
import { boundedLimit, type Cursor, type Listing, type PageRequest } from './listing.ts'
import type { Db } from './schema.ts'

/** Columns that one page of a sifted list looks at, at most. */
const lookedAtAtMost = 5000

/** What is taken from a list that an index gives. */
export type Sieve = {
  readonly country?: string
  readonly languages?: readonly LanguageTag[]
  readonly kinds?: readonly ColumnKind[]
  readonly access?: readonly Access[]
  readonly topic?: Topic
}

/**
 * Columns of `filter`, newest first, that pass the sieve. A page may hold fewer than asked, or none, and still have an
 * `older`: so far it has looked. Pages lead to older ones alone.
 */
export async function siftColumns(
  db: Db,
  filter: Pick<ColumnFilter, 'country' | 'languages' | 'include'>,
  sieve: Sieve,
  page: Omit<PageRequest, 'before'>,
): Promise<Listing<ColumnCard>> {
  const hasOtherKinds = sieve.kinds?.some((kind) => !opinionKinds.has(kind)) ?? false
  const isOpinion = (filter.include ?? (hasOtherKinds ? 'all' : 'opinion')) === 'opinion'
  const conditions = conditionsOf({ ...filter, include: 'all' })
  if (page.after !== undefined) conditions.push(olderThan(page.after))
  const looked = (limit: number): RawBuilder<unknown> =>
    sql`select c.* from columns c where ${sql.join(conditions, sql` and `)}
      order by c.published_at desc, c.id desc limit ${sql.lit(limit)}`
  return readSifted(db, looked, [...conditionsOfSieve(db, sieve), ...(isOpinion ? [sql`c.opinion`] : [])], page)
}

/** Opinion columns on one topic, whichever of their topics it is. */
export async function listColumnsOnTopic(
  db: Db,
  topic: Topic,
  sieve: Omit<Sieve, 'topic'>,
  page: Omit<PageRequest, 'before'>,
): Promise<Listing<ColumnCard>> {
  const place = page.after === undefined ? sql`true` : olderThan(page.after)
  const looked = (limit: number): RawBuilder<unknown> => sql`
    select t.* from (${onTopic(topic, place, limit)}) t order by t.published_at desc, t.id desc limit ${sql.lit(limit)}`
  return readSifted(db, looked, conditionsOfSieve(db, sieve), page)
}

/** Days before a column, and after it, in which others speak to the same moment. */
const subjectDays = { before: 7, after: 1 }

/** Others on the column's first topic in its language, by other writers: the nearest of about the same days, newest first. */
export async function listOnSubject(
  db: Db,
  column: {
    readonly id: ColumnId
    readonly topic: Topic
    readonly lang: LanguageTag
    readonly publishedAt: Date
    readonly columnistIds: readonly ColumnistId[]
  },
  limit: number,
): Promise<ColumnCard[]> {
  const { publishedAt: at } = column
  const from = new Date(at.getTime() - subjectDays.before * 86_400_000)
  const to = new Date(at.getTime() + subjectDays.after * 86_400_000)
  const most = sql.lit(boundedLimit(limit))
  // From the column's own time on in both directions, so that no more is looked at than is near.
  const nearest = (within: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql`
    (select c.publisher_id, c.id, c.published_at from columns c
    where c.listed and c.opinion and c.copy_level = 0 and c.topics is not null and split_part(c.topics, ' ', 1) = ${column.topic}
      and split_part(c.lang, '-', 1) = ${baseOf(column.lang)} and ${within} and c.id <> ${column.id}
      and not exists (select 1 from attributions a where a.publisher_id = c.publisher_id and a.column_id = c.id
        and a.columnist_id = any(${[...column.columnistIds]}::bigint[]))
    order by ${order} limit ${most})`
  const { rows } = await sql<CardRow>`
    with near as materialized (
      ${nearest(sql`c.published_at < ${at} and c.published_at >= ${from}`, sql`c.published_at desc, c.id desc`)}
      union all
      ${nearest(sql`c.published_at >= ${at} and c.published_at <= ${to}`, sql`c.published_at, c.id`)}
    ), chosen as (
      select f.publisher_id, f.id from near f
      order by abs(extract(epoch from f.published_at - ${at}::timestamptz)), f.id limit ${most}
    )
    select ${cardColumns} from chosen f join columns c on c.publisher_id = f.publisher_id and c.id = f.id ${cardJoins}
    order by c.published_at desc, c.id desc`.execute(db)
  return rows.map(toCard)
}

/** How many of a writer's newest columns are looked at for what they write about: two years of a column a week. */
const ownColumnsLookedAt = 100

/** What a columnist's newest columns are about, most columns first; a topic they touched once or twice is left out. */
export async function listTopicsOfColumnist(
  db: Db,
  columnistId: ColumnistId,
): Promise<{ topic: Topic; columns: number }[]> {
  // Whose columns they are stays unknown to the planner, which would plan anew each time, twice as long as it then takes.
  const id = isDistributed(db) ? sql`${columnistId}` : sql`(select ${columnistId}::bigint)`
  const { rows } = await sql<{ topic: Topic; columns: number }>`
    select topic, count(*) as columns from (
      select c.topics from attributions a join columns c on c.publisher_id = a.publisher_id and c.id = a.column_id
      where a.columnist_id = ${id} and c.listed
      order by a.published_at desc, a.column_id desc limit ${sql.lit(ownColumnsLookedAt)}
    ) newest, string_to_table(newest.topics, ' ') as topic
    group by topic having count(*) >= 3 order by 2 desc, 1 limit 6`.execute(db)
  return rows
}

/** Columns `c` whose first topic it is, whose second and whose third: the newest `limit` of each. */
export function onTopic(topic: Topic, place: RawBuilder<unknown>, limit: number): RawBuilder<unknown> {
  // The guards are written as the partial indexes have them.
  const guards = [sql`c.topics is not null`, sql`c.topics like '% %'`, sql`c.topics like '% % %'`]
  return sql.join(
    guards.map(
      (guard, i) => sql`(select c.* from columns c
    where c.listed and c.opinion and c.copy_level = 0 and ${guard} and split_part(c.topics, ' ', ${sql.lit(i + 1)}) = ${topic} and ${place}
    order by c.published_at desc, c.id desc limit ${sql.lit(limit)})`,
    ),
    sql` union all `,
  )
}

async function readSifted(
  db: Db,
  looked: (limit: number) => RawBuilder<unknown>,
  sieves: readonly RawBuilder<unknown>[],
  page: Omit<PageRequest, 'before'>,
): Promise<Listing<ColumnCard>> {
  const limit = boundedLimit(page.limit)
  const most = sieves.length === 0 ? limit + 1 : lookedAtAtMost
  const passing = sieves.length === 0 ? sql`true` : sql.join(sieves, sql` and `)
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from ${isDistributed(db) ? rejoined(looked(most)) : sql`(${looked(most)}) c`} ${cardJoins} where ${passing}
    order by c.published_at desc, c.id desc limit ${sql.lit(limit + 1)}`.execute(db)
  const items = await withFreeCopies(db, rows.slice(0, limit).map(toCard))
  const last = items.at(-1)
  const newer = page.after ?? null
  if (rows.length > limit && last !== undefined)
    return { items, older: { publishedAt: last.publishedAt, id: last.id }, newer }
  return { items, older: sieves.length === 0 ? null : await findEndOfLook(db, looked(most)), newer }
}

/** On a cluster a card is made where its column is. */
function rejoined(looked: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(select l.publisher_id, l.id from (${looked}) l) f join columns c on c.publisher_id = f.publisher_id and c.id = f.id`
}

/** The last place that was looked at, or null where the list itself ends. */
async function findEndOfLook(db: Db, looked: RawBuilder<unknown>): Promise<Cursor | null> {
  const { rows } = await sql<{ at: Date; id: number; looked: number }>`
    select min(l.published_at) as at, (array_agg(l.id order by l.published_at, l.id))[1] as id, count(*) as looked
    from (${looked}) l`.execute(db)
  const row = rows[0]
  return row === undefined || row.looked < lookedAtAtMost ? null : { publishedAt: row.at, id: row.id }
}

function conditionsOfSieve(db: Db, sieve: Sieve): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = []
  if (sieve.country !== undefined) conditions.push(sql`c.country = ${sieve.country}`)
  if (sieve.languages !== undefined && sieve.languages.length > 0)
    conditions.push(
      sql`(${sql.join(
        sieve.languages.map((tag) =>
          tag.includes('-') ? sql`c.lang = ${tag}` : sql`split_part(c.lang, '-', 1) = ${tag}`,
        ),
        sql` or `,
      )})`,
    )
  if (sieve.kinds !== undefined) conditions.push(sql`c.kind = any(${[...sieve.kinds]}::text[])`)
  if (sieve.access !== undefined) conditions.push(accessCondition(sieve.access, isDistributed(db)))
  if (sieve.topic !== undefined) conditions.push(sql`${sieve.topic} = any(string_to_array(c.topics, ' '))`)
  return conditions
}

function olderThan(place: Cursor): RawBuilder<unknown> {
  return sql`(c.published_at, c.id) < (${place.publishedAt}, ${place.id})`
}

function baseOf(lang: LanguageTag): string {
  return lang.split('-')[0] ?? lang
}
