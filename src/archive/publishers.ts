// Publishers and editions: who publishes, where, on what terms, and under which slugs they have been known.
import { sql, type Selectable } from 'kysely'
import { slugify, uniqueSlug } from '../base/index.ts'
import type { Agreement, AttributionRule, Publisher, PublisherId } from '../model/index.ts'
import { announce } from './announcements.ts'
import type { Found } from './listing.ts'
import type { Db, PublishersTable } from './schema.ts'
import { nameVector, tagOf } from './search-vector.ts'
import { inTransaction, retryConflicts } from './transactions.ts'

export type PublisherInput = {
  /** The key: the publisher with this slug is changed, or made. */
  readonly slug: string
  readonly name: string
  readonly home: string
  readonly country: string
  readonly languages: readonly string[]
  readonly contact?: string | null
  readonly agreement?: Agreement | null
  readonly attributionRule?: AttributionRule | null
  /** Where the address comes from. */
  readonly addressSource?: string | null
}

export type PublisherSummary = Publisher & {
  /** Listed opinion columns. */
  readonly columns: number
  readonly columnists: number
  readonly lastPublishedAt: Date | null
}

export type EditionInput = { readonly id: string; readonly name: string; readonly languages: readonly string[] }

/** Follows the publisher, or brings what we know of it up to date. A new country takes its columns along. */
export async function upsertPublisher(db: Db, input: PublisherInput): Promise<Publisher> {
  const slug = slugify(input.slug) || 'publisher'
  return retryConflicts(db, () => writePublisher(db, slug, input))
}

async function writePublisher(db: Db, slug: string, input: PublisherInput): Promise<Publisher> {
  const known = await db
    .selectFrom('publisher_slugs')
    .select('publisher_id')
    .where('slug', '=', slug)
    .executeTakeFirst()
  const values = {
    name: input.name,
    home: input.home,
    country: input.country,
    languages: [...input.languages],
    contact: input.contact ?? null,
    agreement: input.agreement ? JSON.stringify(input.agreement) : null,
    attribution_rule: input.attributionRule ? JSON.stringify(input.attributionRule) : null,
    address_source: input.addressSource ?? null,
    search: nameVector([input.name]),
  }
  if (known !== undefined) return changePublisher(db, known.publisher_id as PublisherId, values)
  return inTransaction(db, async (trx) => {
    const row = await trx
      .insertInto('publishers')
      .values({ slug, ...values })
      .returning(publisherColumns)
      .executeTakeFirstOrThrow()
    await trx.insertInto('publisher_slugs').values({ slug, publisher_id: row.id }).execute()
    return toPublisher(row)
  })
}

/** Gives a publisher another slug; the old one redirects for ever. Answers with the slug it got. */
export async function renamePublisher(db: Db, id: PublisherId, wished: string): Promise<string> {
  const base = slugify(wished) || 'publisher'
  return inTransaction(db, async (trx) => {
    const taken = await trx.selectFrom('publisher_slugs').select('slug').where('publisher_id', '!=', id).execute()
    const others = new Set(taken.map((row) => row.slug))
    const slug = uniqueSlug(base, (candidate) => others.has(candidate), 'publisher')
    await trx
      .insertInto('publisher_slugs')
      .values({ slug, publisher_id: id })
      .onConflict((oc) => oc.column('slug').doNothing())
      .execute()
    await trx.updateTable('publishers').set({ slug }).where('id', '=', id).execute()
    await announce(trx, ['everything'])
    return slug
  })
}

/** Throws when there is no such publisher. */
export async function getPublisher(db: Db, id: PublisherId): Promise<Publisher> {
  const row = await db.selectFrom('publishers').select(publisherColumns).where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw new Error(`There is no publisher ${id}`)
  return toPublisher(row)
}

/** With the blocks that stand, for whoever visits them. */
export async function listPublishersByIds(db: Db, ids: readonly PublisherId[]): Promise<Publisher[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('publishers')
    .select(publisherColumns)
    .select(
      sql<string[]>`array(select prefix from blocks b where b.publisher_id = publishers.id and b.lifted_at is null)`.as(
        'blocked',
      ),
    )
    .where(sql<boolean>`id = any(${[...ids]}::bigint[])`)
    .execute()
  return rows.map((row) => withBlocks(toPublisher(row), row.blocked))
}

/** A block of the whole publisher is one of its agreement; a block of a section is a prefix of addresses. */
function withBlocks(publisher: Publisher, blocked: readonly string[]): Publisher {
  if (blocked.length === 0) return publisher
  const agreement = blocked.includes('') ? { ...publisher.agreement, blocked: true } : publisher.agreement
  return { ...publisher, agreement, blockedPrefixes: blocked.filter((prefix) => prefix !== '') }
}

/** A slug that the publisher had before is `moved` to the present one; undefined when nobody ever had it. */
export async function findPublisherBySlug(db: Db, slug: string): Promise<Found<Publisher> | undefined> {
  const row = await db
    .selectFrom('publisher_slugs as s')
    .innerJoin('publishers as p', 'p.id', 's.publisher_id')
    .select(publisherColumns.map((column) => `p.${column}` as const))
    .where('s.slug', '=', slug)
    .executeTakeFirst()
  if (row === undefined) return undefined
  return row.slug === slug ? { kind: 'found', value: toPublisher(row) } : { kind: 'moved', slug: row.slug }
}

/** A publisher whose home page is this one, whether written with or without `www.` and a closing slash. */
export async function findPublisherByHome(db: Db, home: string): Promise<Publisher | undefined> {
  const host = new URL(home).host.replace(/^www\./, '')
  const rows = await db
    .selectFrom('publishers')
    .select(publisherColumns)
    .where('home', 'like', `%${host}%`)
    .orderBy('id')
    .execute()
  return rows.map(toPublisher).find((publisher) => homeKey(publisher.home) === homeKey(home))
}

/** Slugs that a publisher had before, by publisher. */
export async function listFormerSlugs(db: Db): Promise<Map<PublisherId, string[]>> {
  const rows = await db
    .selectFrom('publisher_slugs as s')
    .innerJoin('publishers as p', 'p.id', 's.publisher_id')
    .select(['s.publisher_id', 's.slug'])
    .whereRef('s.slug', '!=', 'p.slug')
    .orderBy('s.slug')
    .execute()
  const byPublisher = Map.groupBy(rows, (row) => row.publisher_id as PublisherId)
  return new Map([...byPublisher].map(([id, slugs]) => [id, slugs.map((row) => row.slug)]))
}

/** Every publisher, or those of one country, by name. */
export async function listPublishers(db: Db, filter: { readonly country?: string } = {}): Promise<PublisherSummary[]> {
  let query = db
    .selectFrom('publishers as p')
    .leftJoin('publisher_counts as n', 'n.publisher_id', 'p.id')
    .select(publisherColumns.map((column) => `p.${column}` as const))
    .select((eb) => [
      eb.fn.coalesce('n.columns', sql<number>`0`).as('columns'),
      'n.last_published_at',
      eb
        .selectFrom('outlets as o')
        .select((o) => o.fn.countAll<number>().as('columnists'))
        .whereRef('o.publisher_id', '=', 'p.id')
        .where('o.columns', '>', 0)
        .as('columnists'),
    ])
  if (filter.country !== undefined) query = query.where('p.country', '=', filter.country)
  const rows = await query.execute()
  const summaries = rows.map((row) => {
    const counts = { columns: row.columns, columnists: row.columnists ?? 0, lastPublishedAt: row.last_published_at }
    return Object.assign(toPublisher(row), counts)
  })
  return summaries.toSorted((a, b) => byName.compare(a.name, b.name))
}

export async function upsertEdition(db: Db, edition: EditionInput): Promise<void> {
  const values = { name: edition.name, languages: [...edition.languages] }
  await db
    .insertInto('editions')
    .values({ id: edition.id, ...values })
    .onConflict((oc) => oc.column('id').doUpdateSet(values))
    .execute()
}

function homeKey(home: string): string {
  const { host, pathname } = new URL(home)
  return host.replace(/^www\./, '') + pathname.replace(/\/+$/, '')
}

const byName = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true })

const publisherColumns = [
  'id',
  'slug',
  'name',
  'home',
  'country',
  'languages',
  'contact',
  'agreement',
  'attribution_rule',
] as const
type PublisherRow = Pick<Selectable<PublishersTable>, (typeof publisherColumns)[number]>

function toPublisher(row: PublisherRow): Publisher {
  return {
    id: row.id as PublisherId,
    slug: row.slug,
    name: row.name,
    home: row.home,
    country: row.country,
    languages: row.languages,
    contact: row.contact,
    agreement: row.agreement,
    attributionRule: row.attribution_rule,
  }
}

type PublisherValues = { country: string; name: string; home: string; languages: string[] }

async function changePublisher(db: Db, id: PublisherId, values: PublisherValues): Promise<Publisher> {
  return inTransaction(db, async (trx) => {
    const before = await trx
      .selectFrom('publishers')
      .select('country')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const row = await trx
      .updateTable('publishers')
      .set(values)
      .where('id', '=', id)
      .returning(publisherColumns)
      .executeTakeFirstOrThrow()
    if (before.country !== values.country) await moveColumns(trx, id, before.country, values.country)
    return toPublisher(row)
  })
}

/** Columns carry their country, so that a country's list needs one index, and as a tag of search; the day counts follow. */
async function moveColumns(db: Db, id: PublisherId, from: string, to: string): Promise<void> {
  const { rows } = await sql<{ day: string; columns: number }>`
    select (published_at at time zone 'UTC')::date as day, count(*) as columns
    from columns where publisher_id = ${id} and listed and opinion group by 1 order by 1`.execute(db)
  await sql`
    update columns set country = ${to}, search = case when search = '' then search
      else ts_delete(search, ${tagOf('c', from)}::text) || array_to_tsvector(array[${tagOf('c', to)}::text]) end
    where publisher_id = ${id}`.execute(db)
  for (const { day, columns } of rows) {
    for (const [country, change] of [
      [from, -columns],
      [to, columns],
    ] as const) {
      await sql`insert into country_days as d (country, day, columns) values (${country}, ${day}, ${change})
        on conflict (country, day) do update set columns = d.columns + excluded.columns`.execute(db)
    }
  }
}
