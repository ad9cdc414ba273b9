// Lists of columns for readers: newest first, a page at a time from a place in the order, none that may not be listed.
import { sql, type RawBuilder } from 'kysely'
import { BadRequest } from '../base/index.ts'
import {
  opinionKinds,
  type Access,
  type ColumnCard,
  type ColumnistId,
  type ColumnKind,
  type CountryCode,
  type LanguageTag,
  type PublisherId,
} from '../model/index.ts'
import { withFreeCopies } from './copies.ts'
import { cardColumns, cardJoins, toCard, type CardRow } from './cards.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { isDistributed } from './distribution.ts'
import { besideList } from './kept-counts.ts'
import { boundedLimit, type Cursor, type Listing, type PageRequest } from './listing.ts'
import type { Db } from './schema.ts'

export type ColumnFilter = {
  readonly country?: CountryCode
  readonly publisherId?: PublisherId
  readonly columnistId?: ColumnistId
  /** `pt` holds `pt-BR`; `pt-BR` does not hold `pt`. */
  readonly languages?: readonly LanguageTag[]
  readonly section?: string
  readonly kinds?: readonly ColumnKind[]
  readonly access?: readonly Access[]
  /** `YYYY-MM-DD`, a day of universal time. */
  readonly day?: string
  /** `opinion`, the default but for one writer's or publisher's list and for kinds that are none, leaves news and the like out. */
  readonly include?: 'opinion' | 'all'
}

/** Newest first; `older` and `newer` are the cursors of the neighbouring pages. */
export async function listColumns(db: Db, filter: ColumnFilter, page: PageRequest): Promise<Listing<ColumnCard>> {
  const limit = boundedLimit(page.limit)
  const { rows } = await cardsOf(db, filter, page, limit + 1).execute(db)
  return toListing(await withFreeCopies(db, rows.map(toCard)), limit, page)
}

/** As many cards as asked for, in the order that the page is read in. */
function cardsOf(db: Db, filter: ColumnFilter, page: Omit<PageRequest, 'limit'>, most: number): RawBuilder<CardRow> {
  const isBackward = page.after === undefined && page.before !== undefined
  // A columnist's list walks the attributions, which carry the date; every other list walks the columns.
  const byWriter = filter.columnistId !== undefined
  const from = byWriter
    ? sql`attributions f join columns c on c.publisher_id = f.publisher_id and c.id = f.column_id`
    : sql`columns c`
  const [at, id] = byWriter ? [sql`f.published_at`, sql`f.column_id`] : [sql`c.published_at`, sql`c.id`]
  const onCluster = isDistributed(db)
  const conditions = conditionsOf(filter, onCluster, !onCluster)
  if (byWriter)
    conditions.push(
      sql`f.columnist_id = ${onCluster ? sql`${filter.columnistId}` : sql`(select ${filter.columnistId}::bigint)`}`,
      sql`f.role not in (${besideList})`,
      // The writer's copies elsewhere are one piece with what stands here already; a publisher's own list keeps its copy.
      ...(filter.publisherId === undefined ? [sql`not f.repeated`] : []),
    )
  if (page.after !== undefined) conditions.push(sql`(${at}, ${id}) < (${page.after.publishedAt}, ${page.after.id})`)
  else if (page.before !== undefined)
    conditions.push(sql`(${at}, ${id}) > (${page.before.publishedAt}, ${page.before.id})`)
  const order = isBackward ? sql`${at}, ${id}` : sql`${at} desc, ${id} desc`
  // One publisher's list is read before its cards are made: else the publisher would be joined by as well, and read whole.
  if (filter.publisherId !== undefined && !byWriter && !onCluster)
    return sql<CardRow>`
      select ${cardColumns} from (
        select * from columns c where ${sql.join(conditions, sql` and `)} order by ${order} limit ${sql.lit(most)}
      ) c ${cardJoins} order by ${order}`
  return sql<CardRow>`
    select ${cardColumns} from ${from} ${cardJoins}
    where ${sql.join(conditions, sql` and `)} order by ${order} limit ${sql.lit(most)}`
}

export function listColumnsOfCountry(
  db: Db,
  country: CountryCode,
  page: PageRequest,
  filter: ColumnFilter = {},
): Promise<Listing<ColumnCard>> {
  return listColumns(db, { ...filter, country }, page)
}

export function listColumnsByPublisher(
  db: Db,
  publisherId: PublisherId,
  page: PageRequest,
  filter: ColumnFilter = {},
): Promise<Listing<ColumnCard>> {
  return listColumns(db, { ...filter, publisherId }, page)
}

/** What the columnist wrote, not what they photographed or illustrated. */
export function listColumnsByColumnist(
  db: Db,
  columnistId: ColumnistId,
  page: PageRequest,
  filter: ColumnFilter = {},
): Promise<Listing<ColumnCard>> {
  return listColumns(db, { ...filter, columnistId }, page)
}

export function listColumnsOnDay(
  db: Db,
  day: string,
  page: PageRequest,
  filter: ColumnFilter = {},
): Promise<Listing<ColumnCard>> {
  return listColumns(db, { ...filter, day }, page)
}

/** The listed ones among these columns, in no particular order; at most 500. */
export async function listColumnsByKeys(db: Db, keys: readonly ColumnKey[]): Promise<ColumnCard[]> {
  const some = keys.slice(0, 500)
  if (some.length === 0) return []
  const { rows } = await sql<CardRow>`
    select ${cardColumns} from ${keysTable(some)}
    join columns c on c.publisher_id = k.publisher_id and c.id = k.id ${cardJoins} where c.listed`.execute(db)
  return rows.map(toCard)
}

/** Newest columns among which the favourites are looked for. */
const favouriteCandidates = 3000

/** For a cluster, where what is found beside a row is found beside the row's own table alone. */
const besideCandidates = sql`join columns k on k.publisher_id = f.publisher_id and k.id = f.id`

/** What readers opened, liked and viewed most among the newest columns since `since`; the newest where nobody did. */
export async function listFavouriteColumns(
  db: Db,
  request: {
    readonly country?: CountryCode
    readonly languages?: readonly LanguageTag[]
    readonly since: Date
    readonly limit: number
  },
): Promise<ColumnCard[]> {
  const { country, languages, since } = request
  const conditions = conditionsOf({
    ...(country === undefined ? {} : { country }),
    ...(languages === undefined ? {} : { languages }),
  })
  const counted = sql.raw(isDistributed(db) ? 'k' : 'f')
  const { rows } = await sql<CardRow>`
    with candidates as materialized (
      select c.publisher_id, c.id, c.published_at from columns c
      where ${sql.join(conditions, sql` and `)} and c.published_at >= ${since}
      order by c.published_at desc, c.id desc limit ${sql.lit(favouriteCandidates)}
    ), favourites as (
      select f.publisher_id, f.id, coalesce(3 * n.opens + 5 * n.likes + n.views, 0) as liking
      from candidates f ${isDistributed(db) ? besideCandidates : sql``}
      left join column_counts n on n.publisher_id = ${counted}.publisher_id and n.column_id = ${counted}.id
      order by liking desc, f.published_at desc, f.id desc limit ${sql.lit(boundedLimit(request.limit))}
    )
    select ${cardColumns} from favourites f join columns c on c.publisher_id = f.publisher_id and c.id = f.id ${cardJoins}
    order by f.liking desc, c.published_at desc, c.id desc`.execute(db)
  return withFreeCopies(db, rows.map(toCard))
}

/**
 * Conditions on `columns c`. Never empty. `onCluster`: as a cluster can answer them. Constants are written out, so that partial
 * indexes and kept plans fit. `plannedOnce`: which country's, publisher's or day's list it is stays unknown to the planner, which would plan
 * anew each time where a large one's looks a twentieth cheaper than another's, and takes longer for it than for the list.
 */
export function conditionsOf(filter: ColumnFilter, onCluster = false, plannedOnce = false): RawBuilder<unknown>[] {
  const conditions = [sql`c.listed`]
  const isOneList = filter.columnistId !== undefined || filter.publisherId !== undefined
  const hasOtherKinds = filter.kinds?.some((kind) => !opinionKinds.has(kind)) ?? false
  const include = filter.include ?? (isOneList || hasOtherKinds ? 'all' : 'opinion')
  if (include === 'opinion') conditions.push(sql`c.opinion`)
  // One card of a piece and its copies: the world shows its original, a country the first there, a publisher its own.
  if (filter.publisherId === undefined && filter.columnistId === undefined)
    conditions.push(filter.country === undefined ? sql`c.copy_level = 0` : sql`c.copy_level < 2`)
  const { country, publisherId } = filter
  if (country !== undefined) conditions.push(sql`c.country = ${plannedOnce ? sql`(select ${country}::text)` : country}`)
  if (publisherId !== undefined)
    conditions.push(
      sql`c.publisher_id = ${plannedOnce && filter.columnistId === undefined ? sql`(select ${publisherId}::bigint)` : publisherId}`,
    )
  if (filter.languages !== undefined && filter.languages.length > 0)
    conditions.push(...languageConditions(filter.languages))
  if (filter.section !== undefined) conditions.push(sql`c.section = ${filter.section}`)
  if (filter.kinds !== undefined) conditions.push(sql`c.kind = any(${[...filter.kinds]}::text[])`)
  if (filter.access !== undefined) conditions.push(accessCondition(filter.access, onCluster))
  if (filter.day !== undefined) {
    const from = new Date(`${filter.day}T00:00:00Z`)
    if (Number.isNaN(from.getTime())) throw new BadRequest('This is not a day.')
    const until = new Date(from.getTime() + 86_400_000)
    const [first, last] = plannedOnce
      ? [sql`(select ${from}::timestamptz)`, sql`(select ${until}::timestamptz)`]
      : [from, until]
    conditions.push(sql`c.published_at >= ${first} and c.published_at < ${last}`)
  }
  return conditions
}

/** Who wants free pieces also wants one whose copy is free: its card leads there. */
export function accessCondition(access: readonly Access[], onCluster: boolean): RawBuilder<unknown> {
  const own = sql`c.access = any(${[...access]}::text[])`
  if (!access.includes('free')) return own
  if (onCluster)
    return sql`(${own} or c.family in (
      select k.family from columns k where k.family is not null and k.listed and k.access = 'free'))`
  return sql`(${own} or (c.family is not null and exists (
    select 1 from columns k where k.family = c.family and k.listed and k.access = 'free')))`
}

function languageConditions(languages: readonly LanguageTag[]): RawBuilder<unknown>[] {
  const bases = [...new Set(languages.map((tag) => tag.split('-')[0]!))]
  const base = sql`split_part(c.lang, '-', 1)`
  const conditions = [bases.length === 1 ? sql`${base} = ${bases[0]}` : sql`${base} = any(${bases}::text[])`]
  if (languages.some((tag) => tag.includes('-')))
    conditions.push(
      sql`(c.lang = any(${[...languages]}::text[]) or ${base} = any(${languages.filter((tag) => !tag.includes('-'))}::text[]))`,
    )
  return conditions
}

/** `cards` holds one more than the page when the list goes on in the direction that was read. */
export function toListing<T extends Pick<ColumnCard, 'id' | 'publishedAt'>>(
  cards: T[],
  limit: number,
  page: PageRequest,
): Listing<T> {
  const isBackward = page.after === undefined && page.before !== undefined
  const goesOn = cards.length > limit
  const items = cards.slice(0, limit)
  if (isBackward) items.reverse()
  const [first, last] = [items[0], items.at(-1)]
  const older = last && (isBackward || goesOn) ? cursorOf(last) : null
  const newer = first && (isBackward ? goesOn : page.after !== undefined) ? cursorOf(first) : null
  return { items, older, newer }
}

function cursorOf(card: Pick<ColumnCard, 'id' | 'publishedAt'>): Cursor {
  return { publishedAt: card.publishedAt, id: card.id }
}
