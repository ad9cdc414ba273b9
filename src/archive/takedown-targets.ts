// What the addresses stand for here that somebody wants removed: a column, a section, a whole publisher, or nothing of ours.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { columnsUnder } from './blocks.ts'
import { heldTitle } from './held-texts.ts'
import type { Db } from './schema.ts'

/** What one address stands for. `section` has a prefix as of a block: '' is the whole publisher. */
export type TakedownTarget =
  | {
      readonly kind: 'column'
      readonly address: string
      readonly publisherId: PublisherId
      readonly columnId: ColumnId
      readonly publisherName: string
      readonly title: string
      readonly canonicalUrl: string
      readonly isDown: boolean
    }
  | {
      readonly kind: 'section'
      readonly address: string
      readonly publisherId: PublisherId
      readonly publisherName: string
      readonly prefix: string
      /** Columns there that are not down. */
      readonly columns: number
    }
  | { readonly kind: 'unknown'; readonly address: string }

/** Addresses of ours or of a publisher that we follow. Looks nothing up outside of the archive. */
export async function resolveTargets(
  db: Db,
  addresses: readonly string[],
  publicUrl: string,
): Promise<TakedownTarget[]> {
  const targets: TakedownTarget[] = []
  for (const address of addresses) targets.push(await resolveTarget(db, address, publicUrl))
  return targets
}

async function resolveTarget(db: Db, address: string, publicUrl: string): Promise<TakedownTarget> {
  const url = URL.parse(/^https?:\/\//i.test(address) ? address : `https://${address}`)
  if (url === null) return { kind: 'unknown', address }
  if (url.origin === new URL(publicUrl).origin) return resolveOwn(db, address, url)
  for (const publisher of await publishersAt(db, url.hostname)) {
    const column = await findTarget(
      db,
      address,
      sql`c.publisher_id = ${publisher.id} and (
      c.canonical_url = any(${spellings(url)}::text[]) or c.id in (select column_id from addresses a
        where a.publisher_id = ${publisher.id} and a.address = any(${spellings(url)}::text[])))`,
    )
    if (column !== undefined) return column
    const path = url.pathname.replace(/\/+$/, '')
    const home = new URL(publisher.home)
    const prefix = path === home.pathname.replace(/\/+$/, '') ? '' : await prefixInUse(db, publisher.id, url, path)
    if (prefix !== null) return section(db, address, publisher, prefix)
  }
  return { kind: 'unknown', address }
}

/** `/publisher/{slug}`, or a column's page by the number at its end. */
async function resolveOwn(db: Db, address: string, url: URL): Promise<TakedownTarget> {
  const slug = /^\/publisher\/([^/]+)/.exec(url.pathname)?.[1]
  if (slug !== undefined) {
    const { rows } = await sql<PublisherRow>`
      select p.id, p.name, p.home from publisher_slugs s join publishers p on p.id = s.publisher_id
      where s.slug = ${decoded(slug)}`.execute(db)
    if (rows[0] !== undefined) return section(db, address, rows[0], '')
  }
  const id = Number(/\/(\d{1,15})\/?$/.exec(url.pathname)?.[1])
  const column =
    id > 0
      ? await findTarget(
          db,
          address,
          sql`c.id = coalesce(
    (select to_id from moved_columns where from_id = ${id} limit 1), ${id})`,
        )
      : undefined
  return column ?? { kind: 'unknown', address }
}

type PublisherRow = { readonly id: PublisherId; readonly name: string; readonly home: string }

async function publishersAt(db: Db, hostname: string): Promise<PublisherRow[]> {
  const bare = hostname.replace(/^www\./, '')
  const { rows } = await sql<PublisherRow>`
    select id, name, home from publishers where strpos(home, ${bare}) > 0 order by id limit 50`.execute(db)
  return rows.filter(({ home }) => new URL(home).hostname.replace(/^www\./, '') === bare)
}

async function findTarget(
  db: Db,
  address: string,
  condition: ReturnType<typeof sql>,
): Promise<TakedownTarget | undefined> {
  const { rows } = await sql<Omit<Extract<TakedownTarget, { kind: 'column' }>, 'kind' | 'address'>>`
    select c.publisher_id as "publisherId", c.id as "columnId", p.name as "publisherName", ${heldTitle()} as title,
      c.canonical_url as "canonicalUrl", exists (select 1 from takedowns t where t.publisher_id = c.publisher_id
        and t.column_id = c.id and t.undone_at is null) as "isDown"
    from columns c join publishers p on p.id = c.publisher_id where ${condition} limit 1`.execute(db)
  return rows[0] && { kind: 'column', address, ...rows[0] }
}

/** The section's address as our columns' addresses begin with it; null when none does. */
async function prefixInUse(db: Db, publisherId: PublisherId, url: URL, path: string): Promise<string | null> {
  for (const prefix of origins(url).map((origin) => `${origin}${path}`)) {
    const { rows } = await sql`
      select 1 from columns where publisher_id = ${publisherId} and starts_with(canonical_url, ${`${prefix}/`}) limit 1`.execute(
      db,
    )
    if (rows.length > 0) return prefix
  }
  return null
}

async function section(db: Db, address: string, publisher: PublisherRow, prefix: string): Promise<TakedownTarget> {
  const columns = (await columnsUnder(db, publisher.id, prefix)).length
  return { kind: 'section', address, publisherId: publisher.id, publisherName: publisher.name, prefix, columns }
}

function origins(url: URL): string[] {
  const bare = url.host.replace(/^www\./, '')
  return [url.origin, ...['https', 'http'].flatMap((scheme) => [`${scheme}://${bare}`, `${scheme}://www.${bare}`])]
}

/** The ways in which one address is commonly written. */
function spellings(url: URL): string[] {
  const path = url.pathname.replace(/\/+$/, '')
  return origins(url).flatMap((origin) =>
    ['', '/'].flatMap((end) => [`${origin}${path}${end}${url.search}`, `${origin}${path}${end}`]),
  )
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}
