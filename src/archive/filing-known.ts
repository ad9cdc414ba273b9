// Filing, first step: what the archive already knows of the pieces, names and slugs at hand.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnDraft, ColumnId, ColumnistId, ContributorKind, PublisherId } from '../model/index.ts'
import { addressesOfDraft, withStorableAddresses } from './filing-decide.ts'
import { forFiling } from './filing-connections.ts'
import { heldTitle } from './held-texts.ts'
import { jsonRows } from './json-rows.ts'
import type { Db } from './schema.ts'

export type FilingPublisher = {
  readonly id: PublisherId
  readonly slug: string
  readonly name: string
  readonly country: string
}

/** A column as it stands. `version` changes with every write, so that a decision on stale facts is noticed. */
export type KnownColumn = {
  readonly id: ColumnId
  readonly version: string
  readonly canonical_url: string
  readonly feed_id: number | null
  readonly country: string
  readonly title: string
  readonly feed_title: string | null
  readonly dek: string | null
  readonly excerpt: string | null
  readonly list_excerpt: string | null
  readonly byline: string | null
  readonly lang: string
  readonly dir: string
  readonly kind: string
  readonly opinion: boolean
  readonly access: string
  readonly section: string | null
  /** Between spaces. */
  readonly topics: string | null
  readonly image: string | null
  readonly words: number | null
  readonly listed: boolean
  readonly page_read: boolean
  readonly published_at: Date
  readonly published_known: boolean
  readonly modified_at: Date | null
  readonly until: Date | null
  /** Folded names of all persons that feed or page claim, a line each. */
  readonly claimed: string | null
  readonly is_down: boolean
  /** An operator's word stands: no reading replaces the credits. */
  readonly is_corrected: boolean
  /** Waits on the review list. */
  readonly in_review: boolean
}

export type KnownAlias = {
  readonly publisher_id: number
  readonly folded_name: string
  readonly author_url: string
  readonly columnist_id: ColumnistId
  readonly kind: ContributorKind
  /** Addresses that the columnist is known under. */
  readonly links: readonly string[]
}

/** Someone at whichever publisher who is known under an address. */
export type KnownAddress = {
  readonly folded_name: string
  readonly address: string
  readonly columnist_id: ColumnistId
}

export type KnownCredit = {
  readonly column_id: ColumnId
  readonly position: number
  readonly columnist_id: ColumnistId
  /** The columnist's, which the name as it was printed may differ from. */
  readonly name: string
  readonly folded_name: string
  readonly role: ContributorKind
}

/** All that a filing looks up, as it was at one moment. */
export type KnownBefore = {
  readonly publisher: FilingPublisher
  /** Columns met before, by the address under which each was asked for. One column may answer to several. */
  readonly columns: ReadonlyMap<string, KnownColumn>
  /** The columns of the ids asked for, or those they have become. */
  readonly asked: ReadonlyMap<ColumnId, KnownColumn>
  /** Of those. */
  readonly credits: readonly KnownCredit[]
  /** Names as this publisher has printed them before. */
  readonly aliases: readonly KnownAlias[]
}

/** One statement, since most filings need nothing else. */
export async function readKnown(
  db: Db,
  publisherId: PublisherId,
  asked: {
    readonly addresses: readonly string[]
    readonly names: readonly string[]
    readonly ids?: readonly ColumnId[]
  },
): Promise<KnownBefore> {
  const [addresses, names] = [[...asked.addresses], [...asked.names]]
  const ids = [...(asked.ids ?? [])]
  const became = sql`coalesce(
    (select to_id from moved_columns where publisher_id = ${publisherId} and from_id = u.asked_id), u.asked_id)`
  const ofIds =
    ids.length === 0
      ? sql`null as asked, null as own, null as credits`
      : sql`
        (select json_agg(k) from (
          select u.asked_id, ${knownColumns(sql`${publisherId}`)} from unnest(${ids}::bigint[]) as u(asked_id)
          join columns c on c.publisher_id = ${publisherId} and c.id = ${became}) k) as asked,
        (select json_agg(k) from (
          select address, column_id from addresses
          where publisher_id = ${publisherId} and address = any(${addresses}::text[]) and column_id = any(${ids}::bigint[])
        ) k) as own,
        (select json_agg(k) from (${creditsOf(
          publisherId,
          sql`a.column_id in (select ${became} from unnest(${ids}::bigint[]) as u(asked_id))`,
        )}) k) as credits`
  // The columns asked for by their ids are met under their own addresses as well: those are told once.
  const others = ids.length === 0 ? sql`` : sql`and c.id <> all(${ids}::bigint[])`
  const { rows } = await sql<KnownRow>`
    select ${knownBefore(sql`${publisherId}`, sql`${addresses}::text[]`, sql`${names}::text[]`, others)}, ${ofIds}`.execute(
    db,
  )
  return toKnown(publisherId, rows[0]!)
}

/** Those of a publisher's drafts that are new, whatever became of what is filed: of one piece the first. */
export async function findNewDrafts(
  db: Db,
  publisherId: PublisherId,
  drafts: readonly ColumnDraft[],
): Promise<ColumnDraft[]> {
  const addressesOf = drafts.map(withStorableAddresses).map(addressesOfDraft)
  const taken = await findFiledAddresses(db, publisherId, [...new Set(addressesOf.flat())])
  return drafts.filter((_, at) => {
    const isNew = addressesOf[at]!.every((address) => !taken.has(address))
    for (const address of addressesOf[at]!) taken.add(address)
    return isNew
  })
}

async function findFiledAddresses(
  db: Db,
  publisherId: PublisherId,
  addresses: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ address: string }>`
    select canonical_url as address from columns
    where publisher_id = ${publisherId} and canonical_url = any(${[...addresses]}::text[])
    union all
    select address from addresses where publisher_id = ${publisherId} and address = any(${[...addresses]}::text[])`.execute(
    forFiling(db),
  )
  return new Set(rows.map(({ address }) => address))
}

/** What filings of several publishers look up, each of another: still one statement. Not for a cluster, which would ask all shards. */
export async function readKnownOfSeveral(
  db: Db,
  asked: readonly {
    readonly publisherId: PublisherId
    readonly addresses: readonly string[]
    readonly names: readonly string[]
  }[],
): Promise<KnownBefore[]> {
  const { rows } = await sql<KnownRow & { publisher_id: PublisherId }>`
    select x."publisherId" as publisher_id,
      ${knownBefore(sql`x."publisherId"`, sql`x.addresses`, sql`x.names`)}, null as asked, null as own, null as credits
    from json_to_recordset(${jsonRows(asked)}::json) as x("publisherId" bigint, addresses text[], names text[])`.execute(
    db,
  )
  const byPublisher = new Map(rows.map((row) => [row.publisher_id, row]))
  return asked.map(({ publisherId }) => toKnown(publisherId, byPublisher.get(publisherId)!))
}

/** Each part asks of one publisher, whose rows its keys find. `others`: which of the columns `c` met under the addresses are told. */
function knownBefore(
  publisher: RawBuilder<unknown>,
  addresses: RawBuilder<unknown>,
  names: RawBuilder<unknown>,
  others: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`
    (select row_to_json(p) from (select id, slug, name, country from publishers where id = ${publisher}) p) as publisher,
    (select json_agg(k) from (
      select c.canonical_url as address, ${knownColumns(publisher)} from columns c
      where c.publisher_id = ${publisher} and c.canonical_url = any(${addresses}) ${others}
      union all
      select a.address, ${knownColumns(publisher)} from addresses a
      join columns c on c.publisher_id = a.publisher_id and c.id = a.column_id
      where a.publisher_id = ${publisher} and a.address = any(${addresses}) ${others}) k) as columns,
    (select json_agg(k) from (${aliasesOf(publisher, names)}) k) as aliases`
}

function toKnown(publisherId: PublisherId, row: KnownRow): KnownBefore {
  const { publisher, columns, asked: found, own, credits, aliases } = row
  if (publisher === null) throw new Error(`There is no publisher ${publisherId} to file columns of`)
  const asked = new Map((found ?? []).map(({ asked_id, ...row }) => [asked_id, withDates(row)]))
  const byAddress = new Map([...asked.values()].map((column) => [column.canonical_url, column]))
  // The canonical URL is the stronger claim to an address.
  for (const { address, ...row } of columns ?? []) if (!byAddress.has(address)) byAddress.set(address, withDates(row))
  for (const { address, column_id } of own ?? [])
    if (!byAddress.has(address)) byAddress.set(address, asked.get(column_id)!)
  return {
    publisher,
    columns: byAddress,
    asked,
    credits: credits ?? [],
    aliases: aliases ?? [],
  }
}

type KnownRow = {
  publisher: FilingPublisher | null
  columns: (InJson<KnownColumn> & { address: string })[] | null
  asked: (InJson<KnownColumn> & { asked_id: ColumnId })[] | null
  /** Other addresses of those. */
  own: { address: string; column_id: ColumnId }[] | null
  credits: KnownCredit[] | null
  aliases: KnownAlias[] | null
}
type InJson<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K] }

function withDates(row: InJson<KnownColumn>): KnownColumn {
  const { published_at, modified_at, until, ...rest } = row
  return {
    ...rest,
    published_at: new Date(published_at),
    modified_at: modified_at === null ? null : new Date(modified_at),
    until: until === null ? null : new Date(until),
  }
}

export async function readPublisher(db: Db, id: PublisherId): Promise<FilingPublisher> {
  const { rows } = await sql<FilingPublisher>`select id, slug, name, country from publishers where id = ${id}`.execute(
    db,
  )
  if (rows[0] === undefined) throw new Error(`There is no publisher ${id} to file columns of`)
  return rows[0]
}

/** A column by its id, or the one it has become. */
export async function readColumn(db: Db, id: ColumnId, publisherId: PublisherId): Promise<KnownColumn | undefined> {
  const { rows } = await sql<KnownColumn>`
    select ${knownColumns(sql`${publisherId}`)} from columns c where c.publisher_id = ${publisherId} and c.id = coalesce(
      (select to_id from moved_columns where publisher_id = ${publisherId} and from_id = ${id}), ${id})`.execute(db)
  return rows[0]
}

export async function readCredits(db: Db, publisherId: PublisherId, ids: readonly ColumnId[]): Promise<KnownCredit[]> {
  if (ids.length === 0) return []
  const { rows } = await creditsOf(publisherId, sql`a.column_id = any(${[...ids]}::bigint[])`).execute(db)
  return rows
}

function creditsOf(publisherId: PublisherId, which: RawBuilder<unknown>): RawBuilder<KnownCredit> {
  return sql<KnownCredit>`
    select a.column_id, a.position, a.columnist_id, c.name, a.folded_name, a.role
    from attributions a join columnists c on c.id = a.columnist_id
    where a.publisher_id = ${publisherId} and ${which} order by a.column_id, a.position`
}

/** Names as this publisher has printed them before. */
export async function readAliases(db: Db, publisherId: PublisherId, folded: readonly string[]): Promise<KnownAlias[]> {
  const { rows } = await aliasesOf(sql`${publisherId}`, sql`${[...folded]}::text[]`).execute(db)
  return rows
}

function aliasesOf(publisher: RawBuilder<unknown>, folded: RawBuilder<unknown>): RawBuilder<KnownAlias> {
  return sql<KnownAlias>`
    select a.publisher_id, a.folded_name, a.author_url, coalesce(c.merged_into, c.id) as columnist_id, c.kind, c.links
    from aliases a join columnists c on c.id = a.columnist_id
    where a.publisher_id = ${publisher} and a.folded_name = any(${folded})
    order by a.folded_name, a.author_url`
}

/** Columnists of any publisher who are known under one of these addresses. */
export async function readSharedAddresses(db: Db, addresses: readonly string[]): Promise<KnownAddress[]> {
  if (addresses.length === 0) return []
  const { rows } = await sql<KnownAddress>`
    select a.folded_name, a.author_url as address, coalesce(c.merged_into, c.id) as columnist_id
    from aliases a join columnists c on c.id = a.columnist_id
    where a.author_url <> '' and a.author_url = any(${[...addresses]}::text[])
    union
    select a.folded_name, l.address, coalesce(c.merged_into, c.id)
    from columnists c cross join unnest(c.links) as l(address) join aliases a on a.columnist_id = c.id
    where c.links && ${[...addresses]}::text[] and l.address = any(${[...addresses]}::text[])
    order by columnist_id`.execute(db)
  return rows
}

/** Which of these slugs any columnist has ever had. */
export async function readTakenSlugs(db: Db, slugs: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ slug: string }>`
    select slug from columnist_slugs where slug = any(${[...slugs]}::text[])`.execute(db)
  return new Set(rows.map((row) => row.slug))
}

/** The publisher stands in every part: Citus takes a part that has it from the row around it for one of any shard. */
function knownColumns(publisher: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`c.id, c.xmin::text as version, c.canonical_url, c.feed_id, c.country, ${heldTitle(publisher)} as title, c.feed_title, c.dek, c.excerpt,
  c.list_excerpt, c.byline, c.lang, c.dir, c.kind, c.opinion, c.access, c.section, c.topics, c.image, c.words, c.listed, c.page_read,
  c.published_at, c.published_known, c.modified_at, c.until, c.claimed,
  exists (select 1 from takedowns t
    where t.publisher_id = ${publisher} and t.column_id = c.id and t.undone_at is null) as is_down,
  exists (select 1 from corrections o
    where o.publisher_id = ${publisher} and o.column_id = c.id and o.undone_at is null) as is_corrected,
  exists (select 1 from reviews r
    where r.publisher_id = ${publisher} and r.column_id = c.id and r.resolved_at is null) as in_review`
}
