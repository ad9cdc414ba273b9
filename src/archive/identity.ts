// Who is who across publishers: two columnists become one person, one becomes two, and either can be taken back exactly. A
// name alone never joins anyone; an operator or evidence does. Addresses live on: one who was merged redirects.
import { sql } from 'kysely'
import { BadRequest, foldName, slugify } from '../base/index.ts'
import type { ColumnistId, ContributorKind, PublisherId } from '../model/index.ts'
import { insertAmendment, type Deciding } from './amendments.ts'
import { insertColumnists } from './filing-write.ts'
import {
  lockIdentity,
  moveAll,
  recountEverywhere,
  reindexNames,
  type DroppedAttribution,
  type MovedAlias,
  type MovedAttribution,
} from './identity-moves.ts'
import type { Db } from './schema.ts'
import { nameVector } from './search-vector.ts'
import { inRetriedTransaction } from './transactions.ts'

export type Person = { readonly id: ColumnistId; readonly slug: string; readonly name: string }

/** `amendment`: what `undoAmendment` takes back. `columns`: how many changed their writer. */
export type Merged = {
  readonly amendment: number
  readonly from: Person
  readonly into: Person
  readonly columns: number
}
export type Split = Merged

/** What undoing a merge restores. */
export type MergeMemory = {
  readonly aliases: readonly MovedAlias[]
  readonly attributions: readonly MovedAttribution[]
  readonly dropped: readonly DroppedAttribution[]
  /** Names that both had at a publisher: there, only what is listed in `attributions` goes back. */
  readonly shared: readonly (readonly [publisher: number, foldedName: string])[]
  /** Those who had been merged into the one who was merged. */
  readonly chained: readonly number[]
  readonly linksAdded: readonly string[]
  /** What the one who stays was known under; acts of earlier versions do not tell. */
  readonly linksBefore?: readonly string[]
  readonly kindBefore: string
}

export type SplitMemory = { readonly linksMoved: readonly string[] }

type MergeRequest = Deciding & {
  readonly from: string
  readonly into: string
  /** The address that shows the two to be one, where nothing else does. */
  readonly address?: string
}

/**
 * `from` becomes part of `into`: names, columns, counts, links and addresses. Throws BadRequest when either is unknown or
 * has become part of someone already, so that of two merges at once the second is told what the first has done.
 */
export function mergeColumnists(db: Db, request: MergeRequest): Promise<Merged> {
  return inRetriedTransaction(db, (trx) => mergeOnce(trx, request))
}

/**
 * What `slug` wrote at one publisher becomes someone else's of the same name. Throws BadRequest when nothing is known of
 * them there, or nowhere else.
 */
export function splitColumnist(
  db: Db,
  request: Deciding & { readonly slug: string; readonly publisher: string },
): Promise<Split> {
  return inRetriedTransaction(db, (trx) => splitOnce(trx, request))
}

async function mergeOnce(
  db: Db,
  { from: fromSlug, into: intoSlug, address, ...deciding }: MergeRequest,
): Promise<Merged> {
  await lockIdentity(db)
  const from = await getPerson(db, fromSlug)
  const into = await getPerson(db, intoSlug)
  if (from.id === into.id) throw new BadRequest(`“${fromSlug}” and “${intoSlug}” are one columnist already.`)
  const { rows: shared } = await sql<{ publisher_id: number; folded_name: string }>`
    select distinct a.publisher_id, a.folded_name from aliases a
    join aliases b on b.publisher_id = a.publisher_id and b.folded_name = a.folded_name
    where a.columnist_id = ${from.id} and b.columnist_id = ${into.id}`.execute(db)
  const moved = await moveAll(db, from.id, into.id)
  const { rows: chained } = await sql<{ id: number }>`
    update columnists set merged_into = ${into.id} where merged_into = ${from.id} returning id`.execute(db)
  const linksAdded = from.links.filter((link) => !into.links.includes(link))
  const kind = into.kind === 'unknown' ? from.kind : into.kind
  await db.updateTable('columnists').set({ merged_into: into.id }).where('id', '=', from.id).execute()
  await db
    .updateTable('columnists')
    .set({ kind, links: [...into.links, ...linksAdded] })
    .where('id', '=', into.id)
    .execute()
  await reindexNames(db, into.id)
  await recountEverywhere(db, [from.id, into.id])
  const memory: MergeMemory = {
    ...moved,
    shared: shared.map((row) => [row.publisher_id, row.folded_name]),
    chained: chained.map((row) => row.id),
    linksAdded,
    linksBefore: into.links,
    kindBefore: into.kind,
  }
  const columns = moved.attributions.length + moved.dropped.length
  const amendment = await insertAmendment(db, 'merge', deciding, {
    concerns: [from.id, into.id],
    before: memory,
    after: { from: personOf(from), into: personOf(into), columns, ...(address === undefined ? {} : { address }) },
  })
  return { amendment, from: personOf(from), into: personOf(into), columns }
}

async function splitOnce(
  db: Db,
  { slug, publisher: publisherSlug, ...deciding }: Deciding & { readonly slug: string; readonly publisher: string },
): Promise<Split> {
  await lockIdentity(db)
  const from = await getPerson(db, slug)
  const publisher = await db
    .selectFrom('publisher_slugs as s')
    .innerJoin('publishers as p', 'p.id', 's.publisher_id')
    .select(['p.id', 'p.slug', 'p.name'])
    .where('s.slug', '=', publisherSlug)
    .executeTakeFirst()
  if (publisher === undefined) throw new BadRequest(`There is no publisher “${publisherSlug}”.`)
  const { rows: aliases } = await sql<{ publisher_id: number; folded_name: string; author_url: string }>`
    select publisher_id, folded_name, author_url from aliases where columnist_id = ${from.id}`.execute(db)
  const there = aliases.filter((alias) => alias.publisher_id === publisher.id)
  if (there.length === 0) throw new BadRequest(`${from.name} is not known at ${publisher.name}.`)
  if (there.length === aliases.length)
    throw new BadRequest(`${from.name} is known at ${publisher.name} alone: nothing would be left.`)
  const links = new Set(there.map((alias) => alias.author_url))
  const linksMoved = from.links.filter((link) => links.has(link))
  const name = await nameAt(db, from, new Set(there.map((alias) => alias.folded_name)))
  const folded = foldName(name)
  const made = {
    slugBase: slugify(`${name} ${publisher.slug}`),
    name,
    kind: from.kind as ContributorKind,
    sort_name: folded,
    initial: from.initial,
    search: nameVector([name]),
    links: linksMoved,
  }
  const [id] = await insertColumnists(db, [made], deciding.now)
  const moved = await moveAll(db, from.id, id!, publisher.id as PublisherId)
  await db
    .updateTable('columnists')
    .set({ links: from.links.filter((link) => !links.has(link)) })
    .where('id', '=', from.id)
    .execute()
  await recountEverywhere(db, [from.id, id!])
  const into = await db
    .selectFrom('columnists')
    .select(['id', 'slug', 'name'])
    .where('id', '=', id!)
    .executeTakeFirstOrThrow()
  const memory: SplitMemory = { linksMoved }
  const columns = moved.attributions.length
  const facts = { from: personOf(from), into: { ...into, id: id! }, columns }
  const amendment = await insertAmendment(db, 'split', deciding, {
    concerns: [from.id, id!],
    before: memory,
    after: { ...facts, publisherId: publisher.id },
  })
  return { amendment, ...facts }
}

/** The name under which that publisher knows them, if one who was merged had it; their own otherwise. */
async function nameAt(db: Db, from: PersonRow, names: ReadonlySet<string>): Promise<string> {
  if (names.has(from.sort_name)) return from.name
  const merged = await db
    .selectFrom('columnists')
    .select(['name', 'sort_name'])
    .where('merged_into', '=', from.id)
    .orderBy('id')
    .execute()
  return merged.find((one) => names.has(one.sort_name))?.name ?? from.name
}

type PersonRow = Person & {
  readonly kind: string
  readonly sort_name: string
  readonly initial: string
  readonly links: readonly string[]
}

/** By its present address; one who is part of another is told where to. */
async function getPerson(db: Db, slug: string): Promise<PersonRow> {
  const { rows } = await sql<PersonRow & { into: string | null }>`
    select c.id, c.slug, c.name, c.kind, c.sort_name, c.initial, c.links, m.slug as into
    from columnist_slugs s join columnists c on c.id = s.columnist_id left join columnists m on m.id = c.merged_into
    where s.slug = ${slug}`.execute(db)
  const row = rows[0]
  if (row === undefined) throw new BadRequest(`There is no columnist “${slug}”.`)
  if (row.into !== null) throw new BadRequest(`“${slug}” is part of “${row.into}” already.`)
  return row
}

function personOf({ id, slug, name }: Person): Person {
  return { id, slug, name }
}
