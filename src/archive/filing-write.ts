// Filing, last step: the rows, a statement a table however many columns there are. Runs inside the filing's transaction.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnId, ColumnistId, ContributorKind, Evidence, PublisherId, Rule } from '../model/index.ts'
import { foldName, uniqueSlug } from '../base/index.ts'
import type { ColumnValues, Revision } from './filing-decide.ts'
import type { ColumnistRef, Credit, MadeAlias, MadeColumnist } from './filing-columnists.ts'
import { readTakenSlugs, type KnownColumn } from './filing-known.ts'
import { wakeWrites, type HostWish } from './feeds.ts'
import { arePresent } from './kept-counts.ts'
import { jsonRows } from './json-rows.ts'
import { takeIds } from './next-ids.ts'
import { fieldsByPublisher, rowsByPublisher, type ByPublisher, type Fields } from './rows-by-publisher.ts'
import { soundsOf } from './name-sounds.ts'
import type { Db } from './schema.ts'
import { writeTogether, type Write } from './write-together.ts'

export type ColumnWrite = { readonly values: ColumnValues; readonly search: string }
export type CreditedColumn = {
  readonly id: ColumnId
  readonly publishedAt: Date
  readonly credits: readonly { readonly credit: Credit; readonly columnistId: ColumnistId }[]
}

export const maxEvidence = 12
export const maxEvidenceText = 600

/** Columnists who are to be made, and what makes them. `ids` by index. */
type MadeIds = { readonly ids: readonly ColumnistId[]; readonly writes: readonly Write[] }

/** Makes the columnists and their slugs, and answers with their ids by index. */
export async function insertColumnists(
  db: Db,
  made: readonly MadeColumnist[],
  now: Date,
): Promise<readonly ColumnistId[]> {
  const { ids, writes } = await prepareColumnists(db, made, now)
  await writeTogether(db, writes)
  return ids
}

/** Chooses their slugs and ids; the rows are in one order for everyone. */
export async function prepareColumnists(db: Db, made: readonly MadeColumnist[], now: Date): Promise<MadeIds> {
  if (made.length === 0) return { ids: [], writes: [] }
  const slugs = await chooseSlugs(db, made)
  const ids = (await takeIds(db, 'columnists', made.length)) as ColumnistId[]
  const rows = made
    .map(({ slugBase: _base, ...columnist }, index) => ({
      ...columnist,
      id: ids[index]!,
      sounds: soundsOf(columnist.name),
      slug: slugs[index]!,
    }))
    .toSorted((a, b) => (a.slug < b.slug ? -1 : 1))
  const columnists = sql`
    insert into columnists (id, slug, name, kind, sort_name, initial, search, sounds, links, found_at)
    select id, slug, name, kind, sort_name, initial, search, sounds, array(select json_array_elements_text(links)), ${now}
    from json_to_recordset(${jsonRows(rows)}::json) as x(id bigint, slug text, name text, kind text, sort_name text, initial text,
      search tsvector, sounds text, links json)`
  const owned = sql`
    insert into columnist_slugs (slug, columnist_id)
    select slug, id from unnest(${rows.map(({ slug }) => slug)}::text[], ${rows.map(({ id }) => id)}::bigint[]) as x(slug, id)`
  return { ids, writes: [{ statement: columnists }, { statement: owned }] }
}

async function chooseSlugs(db: Db, made: readonly MadeColumnist[]): Promise<string[]> {
  const bases = [...new Set(made.map((columnist) => columnist.slugBase || fallbackSlug))]
  const taken = await readTakenSlugs(db, bases)
  // Numbers are asked for in growing blocks, and only for slugs that are taken.
  let crowded = bases.filter((base) => taken.has(base))
  for (let from = 2, to = 9; crowded.length > 0; from = to + 1, to = to * 10 + 9) {
    const numbered = crowded.flatMap((base) => numbersOf(base, from, to))
    const found = await readTakenSlugs(db, numbered)
    for (const slug of found) taken.add(slug)
    crowded = crowded.filter((base) => numbersOf(base, from, to).every((slug) => found.has(slug)))
  }
  return made.map((columnist) => {
    const slug = uniqueSlug(columnist.slugBase, (candidate) => taken.has(candidate), fallbackSlug)
    taken.add(slug)
    return slug
  })
}

function numbersOf(base: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${base}-${from + i}`)
}

const fallbackSlug = 'columnist'

export function insertAliases(
  db: Db,
  publisherId: PublisherId,
  aliases: readonly MadeAlias[],
  idOf: (ref: ColumnistRef) => ColumnistId,
): Promise<void> {
  return writeTogether(db, aliasWrites(new Map([[publisherId, aliases.map((alias) => aliasRow(alias, idOf))]])))
}

type AliasRow = Omit<MadeAlias, 'columnist'> & { readonly columnist_id: ColumnistId }

export function aliasRow({ columnist, ...alias }: MadeAlias, idOf: (ref: ColumnistRef) => ColumnistId): AliasRow {
  return { ...alias, columnist_id: idOf(columnist) }
}

export function aliasWrites(aliases: ByPublisher<AliasRow>): Write[] {
  const rows = rowsByPublisher(aliases, 'folded_name text, author_url text, columnist_id bigint, kind text', (theirs) =>
    theirs.toSorted((a, b) => (a.folded_name + a.author_url < b.folded_name + b.author_url ? -1 : 1)),
  )
  if (rows === null) return []
  const statement = sql`
    insert into aliases (publisher_id, folded_name, author_url, columnist_id, kind)
    select ${rows.publisher}, folded_name, author_url, columnist_id, kind from ${rows.table}`
  return [{ statement }]
}

/** What filings learned of columnists we know: kinds of those of unknown kind, and addresses. */
export function learnWrites(
  ...learned: {
    readonly kinds: ReadonlyMap<ColumnistId, ContributorKind>
    readonly links: ReadonlyMap<ColumnistId, readonly string[]>
  }[]
): Write[] {
  const rows = [...new Set(learned.flatMap(({ kinds, links }) => [...kinds.keys(), ...links.keys()]))]
    .toSorted((a, b) => a - b)
    .map((id) => ({
      id,
      kind: learned.find(({ kinds }) => kinds.has(id))?.kinds.get(id) ?? null,
      links: [...new Set(learned.flatMap(({ links }) => links.get(id) ?? []))],
    }))
  if (rows.length === 0) return []
  const statement = sql`
    update columnists c set
      kind = case when c.kind = 'unknown' then coalesce(x.kind, c.kind) else c.kind end,
      links = c.links || array(
        select l from json_array_elements_text(x.links) with ordinality as u(l, n) where not l = any(c.links) order by n)
    from json_to_recordset(${jsonRows(rows)}::json) as x(id bigint, kind text, links json)
    -- Named beside the rows as well: a plan that was made while there were few columnists would read all of them.
    where c.id = any(${rows.map(({ id }) => id)}::bigint[]) and c.id = x.id`
  return [{ statement }]
}

/** A column that another process has filed meanwhile is a unique violation. */
export function columnWrites(columns: ByPublisher<ColumnWrite & { readonly id: ColumnId }>, now: Date): Write[] {
  const rows = fieldsByPublisher(columns, newColumn, (theirs) =>
    // One order for everyone, so that two filings of the same pieces wait instead of deadlocking.
    theirs.toSorted((a, b) => (a.values.canonical_url < b.values.canonical_url ? -1 : 1)),
  )
  if (rows === null) return []
  const statement = sql`
    insert into columns (publisher_id, id, ${columnFields}, collected_at)
    select ${rows.publisher}, id, ${columnFields}, ${now} from ${rows.table}`
  return [{ statement }]
}

/** A StaleRead when one of them was written by another process since it was read. */
export function updateWrites(publisherId: PublisherId, writes: readonly ChangedColumn[]): Write[] {
  if (writes.length === 0) return []
  const rows = fieldsByPublisher(new Map([[publisherId, writes]]), changedColumn, (theirs) =>
    theirs.toSorted((a, b) => a.known.id - b.known.id),
  )
  // Their ids are named beside the rows: a plan that was made while the publisher had few columns would read all of them.
  const statement = sql`
    update columns c set ${newValues} from ${rows!.table}
    where c.publisher_id = ${publisherId} and c.id = any(${writes.map(({ known }) => known.id)}::bigint[])
      and c.id = x.id and c.xmin::text = x.version`
  return [{ statement, rows: writes.length }]
}

/** An address that leads to another column already keeps leading there. */
export function insertAddresses(
  db: Db,
  publisherId: PublisherId,
  addresses: readonly { readonly address: string; readonly column_id: ColumnId }[],
): Promise<void> {
  return writeTogether(db, addressWrites(new Map([[publisherId, addresses]])))
}

export function addressWrites(
  addresses: ByPublisher<{ readonly address: string; readonly column_id: ColumnId }>,
): Write[] {
  const rows = fieldsByPublisher(addresses, newAddress, (theirs) =>
    theirs.toSorted((a, b) => (a.address < b.address ? -1 : 1)),
  )
  if (rows === null) return []
  const statement = sql`
    insert into addresses (publisher_id, address, column_id)
    select ${rows.publisher}, address, column_id from ${rows.table}
    on conflict (publisher_id, address) do nothing`
  return [{ statement }]
}

/**
 * Credits of known columns with their evidence, in the place of those that are filed. `confirmed`: columns whose credits stand
 * so already, so that only their evidence is another, and how sure they are.
 */
export function replaceCreditWrites(
  publisherId: PublisherId,
  columns: readonly CreditedColumn[],
  confirmed: ReadonlySet<ColumnId> = new Set(),
): Write[] {
  if (columns.length === 0) return []
  const changed = columns.filter(({ id }) => !confirmed.has(id))
  return [
    dropWrite('evidence', publisherId, columns),
    dropWrite('attributions', publisherId, changed),
    ...confidenceWrites(
      publisherId,
      columns.filter(({ id }) => confirmed.has(id)),
    ),
    ...creditWrites(new Map([[publisherId, changed]]), new Map([[publisherId, columns]])),
  ]
}

/** A StaleRead when one of these credits is no more. They are locked by it, as whoever makes two columnists one locks all. */
function confidenceWrites(publisherId: PublisherId, columns: readonly CreditedColumn[]): Write[] {
  // As objects, which the planner takes for more rows than arrays: for few it would compare each credit with each row.
  const rows = rowsByPublisher(
    new Map([[publisherId, columns]]),
    'column_id bigint, position smallint, confidence real',
    (theirs) =>
      theirs
        .flatMap(attributionRows)
        .map(({ column, position, credit }) => ({ column_id: column.id, position, confidence: confidenceOf(credit) })),
  )
  if (rows === null) return []
  const ids = columns.map(({ id }) => id)
  const statement = sql`
    update attributions a set confidence = x.confidence from ${rows.table}
    where a.publisher_id = ${publisherId} and a.column_id = any(${ids}::bigint[])
      and a.column_id = x.column_id and a.position = x.position`
  return [{ statement, rows: rows.count }]
}

/** Before what takes the place of these rows and has their keys. */
function dropWrite(table: string, publisherId: PublisherId, columns: readonly { readonly id: ColumnId }[]): Write {
  const ids = columns.map(({ id }) => id)
  const statement = sql`
    delete from ${sql.table(table)} where publisher_id = ${publisherId} and column_id = any(${ids}::bigint[])`
  return { statement }
}

/**
 * A StaleRead when one of the columnists was merged into another since the names were looked up. `proven`: the columns whose evidence
 * is written, these and others.
 */
export function creditWrites(
  columns: ByPublisher<CreditedColumn>,
  proven: ByPublisher<CreditedColumn> = columns,
): Write[] {
  const attributions = fieldsByPublisher(columns, newAttribution, (theirs) => theirs.flatMap(attributionRows))
  const evidence = fieldsByPublisher(proven, newEvidence, (theirs) => theirs.flatMap(evidenceRows))
  const writes: Write[] = []
  if (attributions !== null) {
    const statement = sql`
      insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at, folded_name)
      select ${attributions.publisher}, column_id, position, columnist_id, role, confidence, published_at, folded_name
      from ${attributions.table} where ${arePresent(columnistsOf(columns))}`
    writes.push({ statement, rows: attributions.count })
  }
  if (evidence !== null) {
    const present = proven === columns ? sql`` : sql` where ${arePresent(columnistsOf(proven))}`
    const statement = sql`
      insert into evidence (publisher_id, column_id, position, number, source, text, place)
      select ${evidence.publisher}, column_id, position, number, source, text, place from ${evidence.table}${present}`
    writes.push({ statement, rows: evidence.count })
  }
  return writes
}

function columnistsOf(columns: ByPublisher<CreditedColumn>): ReadonlySet<ColumnistId> {
  const columnists = new Set<ColumnistId>()
  for (const theirs of columns.values())
    for (const { credits } of theirs) for (const { columnistId } of credits) columnists.add(columnistId)
  return columnists
}

type AttributionRow = CreditedColumn['credits'][number] & {
  readonly column: CreditedColumn
  readonly position: number
}

function attributionRows(column: CreditedColumn): AttributionRow[] {
  return column.credits.map(({ credit, columnistId }, position) => ({ column, credit, columnistId, position }))
}

function confidenceOf({ contributor }: Credit): number {
  return Math.min(1, Math.max(0, contributor.confidence))
}

const newAttribution: Fields<AttributionRow> = {
  column_id: ['bigint', ({ column }) => column.id],
  position: ['smallint', ({ position }) => position],
  confidence: ['real', ({ credit }) => confidenceOf(credit)],
  columnist_id: ['bigint', ({ columnistId }) => columnistId],
  role: ['text', ({ credit }) => credit.contributor.kind],
  published_at: ['timestamptz', ({ column }) => column.publishedAt],
  folded_name: ['text', ({ credit }) => foldName(credit.contributor.name)],
}

type EvidenceRow = AttributionRow & { readonly item: Evidence; readonly number: number }

function evidenceRows(column: CreditedColumn): EvidenceRow[] {
  return attributionRows(column).flatMap((row) =>
    row.credit.contributor.evidence.slice(0, maxEvidence).map((item, number) => ({ ...row, item, number })),
  )
}

const newEvidence: Fields<EvidenceRow> = {
  column_id: ['bigint', ({ column }) => column.id],
  position: ['smallint', ({ position }) => position],
  number: ['smallint', ({ number }) => number],
  source: ['text', ({ item }) => item.source],
  text: ['text', ({ item }) => item.text.slice(0, maxEvidenceText)],
  place: ['text', ({ item }) => item.selector.slice(0, maxEvidenceText)],
}

/** Attributions carry their column's date, so that a columnist's list needs one index. */
export function redateWrites(
  publisherId: PublisherId,
  columns: readonly { readonly id: ColumnId; readonly publishedAt: Date }[],
): Write[] {
  if (columns.length === 0) return []
  const rows = columns.map(({ id, publishedAt }) => ({ id, published_at: publishedAt }))
  const statement = sql`
    update attributions a set published_at = x.published_at
    from json_to_recordset(${jsonRows(rows)}::json) as x(id bigint, published_at timestamptz)
    where a.publisher_id = ${publisherId} and a.column_id = x.id and a.published_at <> x.published_at`
  return [{ statement }]
}

/** Ledgers of known columns, in the place of those that are filed: mostly the same rules, read anew. */
export function replaceRuleWrites(publisherId: PublisherId, columns: readonly RuledColumn[]): Write[] {
  if (columns.length === 0) return []
  const [ids, counts] = [columns.map(({ id }) => id), columns.map(({ rules }) => rules.length)]
  const surplus = sql`
    delete from rules r using unnest(${ids}::bigint[], ${counts}::integer[]) as x(id, count)
    where r.publisher_id = ${publisherId} and r.column_id = any(${ids}::bigint[]) and r.column_id = x.id and r.position >= x.count`
  const written = ruleWrites(
    new Map([[publisherId, columns]]),
    sql`on conflict (column_id, publisher_id, position) do update set source = excluded.source, agent = excluded.agent,
      name = excluded.name, value = excluded.value, place = excluded.place, effect = excluded.effect,
      decisive = excluded.decisive, read_at = excluded.read_at`,
  )
  return [{ statement: surplus }, ...written]
}

/** The ledger of each column, which has none, unless `orElse` says what becomes of a rule that has its place already. */
export function ruleWrites(columns: ByPublisher<RuledColumn>, orElse: RawBuilder<unknown> = sql``): Write[] {
  const rows = rowsByPublisher(
    columns,
    `column_ids bigint[], read_at timestamptz[], position smallint, source text, agent text, name text, value text, place text,
      effect text, decisive boolean`,
    ruleRows,
  )
  if (rows === null) return []
  const statement = sql`
    insert into rules (publisher_id, column_id, position, source, agent, name, value, place, effect, decisive, read_at)
    select ${rows.publisher}, u.id, position, source, agent, name, value, place, effect, decisive, u.read_at
    from ${rows.table} cross join unnest(x.column_ids, x.read_at) as u(id, read_at) ${orElse}`
  return [{ statement }]
}

type RuledColumn = { readonly id: ColumnId; readonly rules: readonly Rule[] }

type RuleRow = Omit<Rule, 'readAt'> & {
  readonly column_ids: ColumnId[]
  readonly read_at: Date[]
  readonly position: number
}

/** A publisher's columns mostly have the same rules: each is handed over once, with when it was read of each column. */
function ruleRows(columns: readonly RuledColumn[]): RuleRow[] {
  const rows = new Map<string, RuleRow>()
  for (const { id, rules } of columns)
    for (const [position, { readAt, ...rule }] of rules.entries()) {
      const { source, agent, name, value, place, effect, decisive } = rule
      const key = JSON.stringify([position, source, agent, name, value, place, effect, decisive])
      const row = rows.get(key) ?? { column_ids: [], read_at: [], position, ...rule }
      rows.set(key, row)
      row.column_ids.push(id)
      row.read_at.push(readAt)
    }
  return [...rows.values()]
}

export function revisionWrites(
  publisherId: PublisherId,
  revisions: readonly (Revision & { readonly column_id: ColumnId })[],
  now: Date,
): Write[] {
  if (revisions.length === 0) return []
  const statement = sql`
    insert into revisions (publisher_id, column_id, field, before, after, seen_at)
    select ${publisherId}, column_id, field, before, after, ${now}
    from json_to_recordset(${jsonRows(revisions)}::json) as x(column_id bigint, field text, before text, after text)`
  return [{ statement }]
}

export type DuePageWrite = {
  readonly columnId: ColumnId
  readonly host: string
  readonly url: string
  readonly nextAt: Date
}

/** Puts pages into the turn of their hosts. A page that is due already keeps its place. */
export function insertDuePages(db: Db, publisherId: PublisherId, pages: readonly DuePageWrite[]): Promise<void> {
  return writeTogether(db, duePageWrites(new Map([[publisherId, pages]])))
}

/** `alsoWake`: other hosts that something is due on; one statement wakes them all, each once. */
export function duePageWrites(pages: ByPublisher<DuePageWrite>, alsoWake: readonly HostWish[] = []): Write[] {
  const rows = rowsByPublisher(pages, 'column_id bigint, host text, url text, next_at timestamptz', (theirs) =>
    theirs
      .map((page) => ({ column_id: page.columnId, host: page.host, url: page.url, next_at: page.nextAt }))
      .toSorted((a, b) => a.column_id - b.column_id),
  )
  if (rows === null) return wakeWrites(alsoWake)
  const statement = sql`
    insert into pages_due (publisher_id, column_id, host, url, next_at)
    select ${rows.publisher}, column_id, host, url, next_at from ${rows.table}
    on conflict (publisher_id, column_id) do nothing`
  const hosts = [...pages.values()].flat().map((page) => ({ host: page.host, at: page.nextAt }))
  return [{ statement }, ...wakeWrites([...hosts, ...alsoWake])]
}

const columnShape = {
  canonical_url: 'text',
  feed_id: 'bigint',
  country: 'text',
  title: 'text',
  feed_title: 'text',
  dek: 'text',
  excerpt: 'text',
  list_excerpt: 'text',
  byline: 'text',
  lang: 'text',
  dir: 'text',
  kind: 'text',
  opinion: 'boolean',
  access: 'text',
  section: 'text',
  topics: 'text',
  image: 'text',
  words: 'integer',
  listed: 'boolean',
  page_read: 'boolean',
  published_at: 'timestamptz',
  published_known: 'boolean',
  modified_at: 'timestamptz',
  until: 'timestamptz',
  claimed: 'text',
  search: 'tsvector',
} satisfies Record<keyof ColumnValues | 'search', string>
const columnNames = Object.keys(columnShape)
const columnFields = sql.raw(columnNames.join(', '))
const newValues = sql.raw(
  columnNames
    .map((name) => (name === 'search' ? 'search = coalesce(x.search, c.search)' : `${name} = x.${name}`))
    .join(', '),
)

type NewColumn = ColumnWrite & { readonly id: ColumnId }
/** `search`: null keeps what is filed. */
type ChangedColumn = Pick<ColumnWrite, 'values'> & { readonly known: KnownColumn; readonly search: string | null }

const columnValues: Fields<Pick<ChangedColumn, 'values' | 'search'>> = {
  ...Object.fromEntries(
    Object.entries(columnShape).map(([name, type]) => [
      name,
      [type, ({ values }: Pick<ColumnWrite, 'values'>) => values[name as keyof ColumnValues]],
    ]),
  ),
  search: ['tsvector', ({ search }) => search],
}

const newColumn: Fields<NewColumn> = { id: ['bigint', ({ id }) => id], ...columnValues }

const changedColumn: Fields<ChangedColumn> = {
  id: ['bigint', ({ known }) => known.id],
  version: ['text', ({ known }) => known.version],
  ...columnValues,
}

const newAddress: Fields<{ readonly address: string; readonly column_id: ColumnId }> = {
  address: ['text', ({ address }) => address],
  column_id: ['bigint', ({ column_id }) => column_id],
}
