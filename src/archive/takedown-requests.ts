// What publishers and writers ask to have removed, as it came in, and what the addresses they named stand for here. A request
// hides nothing by itself: anyone can write one, so the operator decides.
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { blockPrefix, columnsUnder } from './blocks.ts'
import { logAct } from './desk-log.ts'
import { heldTitle } from './held-texts.ts'
import type { Db } from './schema.ts'
import { takeDownColumn } from './takedowns.ts'

export type AskerRole = 'publisher' | 'columnist' | 'other'

export type TakedownWish = {
  /** As typed, one each; at most 20. */
  readonly addresses: readonly string[]
  readonly asker: string
  readonly role: AskerRole
  readonly email: string
  readonly reason: string
  readonly now: Date
}

export type TakedownRequest = TakedownWish & { readonly id: number }

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

/** Requests that wait at most: beyond these somebody is playing, and the oldest ones need reading first. */
const maxWaiting = 2000

/** The number of the request, or null when too many wait. */
export async function fileTakedownRequest(db: Db, wish: TakedownWish): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    insert into takedown_requests (addresses, asker, role, email, reason, asked_at)
    select ${[...wish.addresses]}::text[], ${wish.asker}, ${wish.role}, ${wish.email}, ${wish.reason}, ${wish.now}
    where (select count(*) from takedown_requests where state = 'waiting') < ${maxWaiting} returning id`.execute(db)
  return rows[0]?.id ?? null
}

/** Oldest first: whoever asked first is answered first. */
export async function listTakedownRequests(db: Db, limit: number): Promise<TakedownRequest[]> {
  const { rows } = await sql<TakedownRequest>`
    select id, addresses, asker, role, email, reason, asked_at as now from takedown_requests
    where state = 'waiting' order by asked_at, id limit ${limit}`.execute(db)
  return rows
}

export async function findTakedownRequest(db: Db, id: number): Promise<TakedownRequest | undefined> {
  const { rows } = await sql<TakedownRequest>`
    select id, addresses, asker, role, email, reason, asked_at as now from takedown_requests
    where state = 'waiting' and id = ${id}`.execute(db)
  return rows[0]
}

/**
 * Hides everything that the request names and we know; what was down stays as it is. Answers with how many columns were
 * hidden. Undone column by column, or by lifting the block.
 */
export async function grantTakedownRequest(
  db: Db,
  request: TakedownRequest,
  by: { readonly who: string; readonly now: Date; readonly publicUrl: string },
): Promise<number> {
  const reason = request.role === 'other' ? 'asked' : request.role
  const common = { reason, askedBy: request.asker, who: by.who, now: by.now }
  let taken = 0
  for (const target of await resolveTargets(db, request.addresses, by.publicUrl)) {
    if (target.kind === 'section') taken += await blockPrefix(db, { ...common, ...target, detail: request.reason })
    if (target.kind === 'column' && (await takeDownColumn(db, { ...common, ...target, detail: request.reason })))
      taken += 1
  }
  await decide(db, request, 'granted', by)
  return taken
}

export function declineTakedownRequest(
  db: Db,
  request: TakedownRequest,
  by: { readonly who: string; readonly now: Date },
): Promise<void> {
  return decide(db, request, 'declined', by)
}

async function decide(
  db: Db,
  request: TakedownRequest,
  state: 'granted' | 'declined',
  { who, now }: { readonly who: string; readonly now: Date },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('takedown_requests')
      .set({ state, decided_at: now })
      .where('id', '=', request.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return
    await logAct(trx, {
      now,
      who,
      what: state === 'granted' ? 'grant' : 'decline',
      reason: request.reason,
      subject: request.addresses.join(' '),
      before: { state: 'waiting', asker: request.asker },
      after: { state },
    })
  })
}

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
