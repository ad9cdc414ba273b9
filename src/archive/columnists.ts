// Columnists for readers: the directory, one of them by slug, and where each has written.
import { sql, type RawBuilder } from 'kysely'
import type { Columnist, ColumnistId, ContributorKind, CountryCode, PublisherId } from '../model/index.ts'
import { linksShown } from './author-words.ts'
import { resolveColumnistIds } from './identity-present.ts'
import { boundedLimit, type Found, type NameCursor } from './listing.ts'
import type { Db } from './schema.ts'
import { prefixQuery } from './search-vector.ts'

/** `columns`: listed opinion columns; `outlets`: publishers that printed them. */
export type ColumnistSummary = Columnist & {
  readonly columns: number
  readonly outlets: number
  readonly lastPublishedAt: Date | null
}

/** Where a columnist writes: `columns` are listed opinion columns, the dates of everything listed. */
export type Outlet = {
  readonly publisherId: PublisherId
  readonly slug: string
  readonly name: string
  readonly country: CountryCode
  readonly columns: number
  /** Of these, copies of a piece that counts at another outlet. */
  readonly repeats?: number
  readonly firstPublishedAt: Date
  readonly lastPublishedAt: Date
}

export type ColumnistFilter = {
  /** As listInitials gives it. */
  readonly initial?: string
  readonly country?: CountryCode
  readonly publisherId?: PublisherId
  /** People by default: persons, guests, cartoonists and those of unknown kind. */
  readonly kinds?: readonly ContributorKind[]
}

/** Who is a person as far as we know: the directory of columnists. */
const directoryKinds: readonly ContributorKind[] = ['person', 'guest', 'cartoonist', 'unknown']

/** Those with at least one listed column, by name. */
export async function listColumnists(
  db: Db,
  filter: ColumnistFilter,
  page: { readonly limit: number; readonly after?: NameCursor | undefined },
): Promise<{ items: ColumnistSummary[]; next: NameCursor | null }> {
  const limit = boundedLimit(page.limit)
  const conditions = [sql`c.merged_into is null`, sql`n.columns > 0`, kindCondition(filter.kinds)]
  if (filter.initial !== undefined) conditions.push(sql`c.initial = ${filter.initial}`)
  if (page.after !== undefined) conditions.push(sql`(c.sort_name, c.id) > (${page.after.name}, ${page.after.id})`)
  const { rows } = await sql<ColumnistRow>`
    select ${columnistColumns} from columnists c cross join lateral (${outletSums(filter)}) n
    where ${sql.join(conditions, sql` and `)} order by c.sort_name, c.id limit ${sql.lit(limit + 1)}`.execute(db)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(toSummary),
    next: last && rows.length > limit ? { name: last.sort_name, id: last.id } : null,
  }
}

/** The letters of the directory and how many stand under each. `#` is for names that begin with a digit. */
export async function listInitials(
  db: Db,
  filter: Pick<ColumnistFilter, 'country' | 'kinds'> = {},
): Promise<{ initial: string; columnists: number }[]> {
  const inCountry = filter.country === undefined ? sql`true` : sql`p.country = ${filter.country}`
  const { rows } = await sql<{ initial: string; columnists: number }>`
    select c.initial, count(*) as columnists from columnists c
    where c.merged_into is null and ${kindCondition(filter.kinds)} and exists (
      select 1 from outlets o join publishers p on p.id = o.publisher_id
      where o.columnist_id = c.id and o.columns > 0 and ${inCountry})
    group by c.initial order by c.initial`.execute(db)
  return rows
}

/** An old slug, and the slug of one who was merged into another, lead to the present one. */
export async function findColumnistBySlug(db: Db, slug: string): Promise<Found<Columnist> | undefined> {
  const { rows } = await sql<ColumnistRow & { links_shown: string[] }>`
    select ${columnistColumns}, ${linksShown} as links_shown from columnist_slugs s
    join columnists o on o.id = s.columnist_id
    join columnists c on c.id = coalesce(o.merged_into, o.id)
    cross join lateral (${outletSums({})}) n
    where s.slug = ${slug}`.execute(db)
  const row = rows[0]
  if (row === undefined) return undefined
  if (row.slug !== slug) return { kind: 'moved', slug: row.slug }
  return { kind: 'found', value: { ...toColumnist(row), links: row.links_shown } }
}

/** In the order of the ids; unknown ids are left out, and one who was merged is the one they are part of. */
export async function listColumnistsByIds(db: Db, asked: readonly ColumnistId[]): Promise<ColumnistSummary[]> {
  const ids = await resolveColumnistIds(db, asked)
  if (ids.length === 0) return []
  const { rows } = await sql<ColumnistRow>`
    select ${columnistColumns} from columnists c cross join lateral (${outletSums({})}) n
    where c.id = any(${ids.slice(0, 1000)}::bigint[])`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, toSummary(row)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Latest first: the first is where the columnist writes now. */
export async function listOutlets(db: Db, columnistId: ColumnistId): Promise<Outlet[]> {
  const { rows } = await sql<Outlet>`
    select o.publisher_id as "publisherId", p.slug, p.name, p.country, o.columns, o.repeats, o.first_published_at as "firstPublishedAt",
      o.last_published_at as "lastPublishedAt"
    from outlets o join publishers p on p.id = o.publisher_id
    where o.columnist_id = ${columnistId} and o.pieces > 0
    order by o.last_published_at desc, o.publisher_id`.execute(db)
  return rows
}

/** Most columns there first. */
export async function listColumnistsOfPublisher(
  db: Db,
  publisherId: PublisherId,
  limit: number,
): Promise<ColumnistSummary[]> {
  const { rows } = await sql<ColumnistRow>`
    select ${columnistColumns} from (
      select o.columnist_id, o.columns, 1 as outlets, o.last_published_at as last from outlets o
      where o.publisher_id = ${publisherId} and o.columns > 0
      order by o.columns desc, o.last_published_at desc limit ${sql.lit(boundedLimit(limit) * 2)}
    ) n join columnists c on c.id = n.columnist_id
    where ${kindCondition(undefined)}
    order by n.columns desc, n.last desc, c.id limit ${sql.lit(boundedLimit(limit))}`.execute(db)
  return rows.map(toSummary)
}

/** Matches looked at before those with most columns are chosen. */
const suggestionCandidates = 400

/** Those whose name parts begin with these words, in any alphabet they are written in, most columns first. */
export async function suggestColumnists(db: Db, text: string, limit: number): Promise<ColumnistSummary[]> {
  const query = prefixQuery(text)
  if (query === null) return []
  const { rows } = await sql<ColumnistRow>`
    select ${columnistColumns} from (
      select * from columnists where search @@ ${query}::tsquery and merged_into is null and ${kindCondition(undefined, 'columnists')}
      limit ${sql.lit(suggestionCandidates)}
    ) c cross join lateral (${outletSums({})}) n
    where n.columns > 0
    order by n.columns desc, c.sort_name, c.id limit ${sql.lit(boundedLimit(limit))}`.execute(db)
  return rows.map(toSummary)
}

type ColumnistRow = {
  id: ColumnistId
  slug: string
  name: string
  kind: string
  sort_name: string
  links: string[]
  image: string | null
  merged_into: ColumnistId | null
  columns: number
  outlets: number
  last: Date | null
}

const columnistColumns = sql`c.id, c.slug, c.name, c.kind, c.sort_name, c.links, c.image, c.merged_into,
  coalesce(n.columns, 0)::bigint as columns, coalesce(n.outlets, 0)::bigint as outlets, n.last`

function outletSums(filter: Pick<ColumnistFilter, 'country' | 'publisherId'>): RawBuilder<unknown> {
  const conditions = [sql`o.columnist_id = c.id`, sql`o.columns > 0`]
  if (filter.publisherId !== undefined) conditions.push(sql`o.publisher_id = ${filter.publisherId}`)
  if (filter.country !== undefined)
    conditions.push(
      sql`exists (select 1 from publishers p where p.id = o.publisher_id and p.country = ${filter.country})`,
    )
  return sql`select sum(o.columns - o.repeats) as columns, count(*) as outlets, max(o.last_published_at) as last from outlets o
    where ${sql.join(conditions, sql` and `)}`
}

function kindCondition(kinds: readonly ContributorKind[] | undefined, table = 'c'): RawBuilder<unknown> {
  return sql`${sql.ref(`${table}.kind`)} = any(${[...(kinds ?? directoryKinds)]}::text[])`
}

function toColumnist(row: ColumnistRow): Columnist {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    kind: row.kind as ContributorKind,
    links: row.links,
    image: row.image,
    mergedInto: row.merged_into,
  }
}

function toSummary(row: ColumnistRow): ColumnistSummary {
  return Object.assign(toColumnist(row), { columns: row.columns, outlets: row.outlets, lastPublishedAt: row.last })
}
