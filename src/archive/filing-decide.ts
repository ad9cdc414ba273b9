// Filing, second step, pure: what a draft makes of a column, new or known. The rules, in order of weight:
//   A column that was taken down is left alone.
//   What its own page says replaces what feeds said. What a feed says never replaces what the page said, except
//   that a headline which the feed changes is a changed headline, and that a feed may unlist at once.
//   The page and the feed may word a headline differently: `feed_title` remembers the feed's, so that only a change of the
//   feed's own wording counts. The first reading of the page refines; later differences are revisions.
//   A known date of publication is moved by the page alone. A page that names nobody does not erase whom the feed named.
//   Credits that an operator has corrected stay, whatever feed and page say.
import { createHash } from 'node:crypto'
import { cutAtWord, foldLetters } from '../base/index.ts'
import { opinionKinds, type ColumnDraft } from '../model/index.ts'
import type { FilingPublisher, KnownColumn } from './filing-known.ts'
import { searchVector, tagOf } from './search-vector.ts'
import { periodTags } from './search-windows.ts'

/** The row of `columns` as it shall be; ids and versions are not its business. */
export type ColumnValues = Omit<KnownColumn, 'id' | 'version' | 'is_down' | 'is_corrected' | 'in_review'>

export type Revision = {
  readonly field: 'title' | 'dek' | 'byline'
  readonly before: string | null
  readonly after: string | null
}

export type Decision = {
  readonly values: ColumnValues
  readonly revisions: readonly Revision[]
  /** The draft's contributors and rules replace what was filed. */
  readonly replacesCredits: boolean
  readonly replacesRules: boolean
  /** The feed changed the headline of a column whose page was read. */
  readonly asksForPage: boolean
}

/** Characters of a headline, byline or section that are kept: longer ones are mistakes of the publisher's system. */
const maxTitle = 500
const maxByline = 500
const maxSection = 120
const maxText = 5000

/** Two drafts under one address that differ in headline and by this much in time are two pieces: the guid was reused. */
const samePieceMs = 36 * 3_600_000

export function newValues(draft: ColumnDraft, publisher: FilingPublisher, now: Date): ColumnValues {
  const excerpt = short(draft.excerpt, maxText)
  return {
    canonical_url: draft.canonicalUrl,
    feed_id: draft.feedId,
    country: publisher.country,
    title: titleOf(draft),
    feed_title: null,
    dek: short(draft.dek, maxText),
    excerpt,
    list_excerpt: listExcerpt(excerpt, draft.maxListChars),
    byline: short(draft.byline, maxByline),
    lang: draft.lang,
    dir: draft.dir,
    kind: draft.kind,
    opinion: opinionKinds.has(draft.kind),
    access: draft.access,
    section: short(draft.section, maxSection),
    topics: topicsOf(draft),
    image: draft.image,
    words: draft.words === null ? null : Math.round(draft.words),
    listed: draft.mayList && !isPast(draft.until, now),
    page_read: draft.pageRead,
    ...dayOf(draft, now),
    modified_at: modifiedOf(draft),
    until: draft.until,
    claimed: claimedOf(draft),
  }
}

function dayOf(draft: ColumnDraft, now: Date): Pick<ColumnValues, 'published_at' | 'published_known'> {
  const hasDate = isPlausible(draft.publishedAt)
  return {
    published_at: hasDate && draft.publishedAt < now ? draft.publishedAt : now,
    published_known: draft.publishedKnown && hasDate,
  }
}

/** What a feed's draft changes of a column that is not taken down, or null when it says nothing new. */
export function decideByFeed(
  known: KnownColumn,
  draft: ColumnDraft,
  publisher: FilingPublisher,
  now: Date,
): Decision | null {
  const said = newValues(draft, publisher, now)
  const titleBefore = known.feed_title ?? known.title
  const isRetitled = said.title !== titleBefore
  const title = isRetitled
    ? { title: said.title, feed_title: null }
    : { title: known.title, feed_title: known.feed_title }
  const asksForPage = known.page_read && isRetitled
  if (known.page_read) {
    const listed = known.listed && said.listed
    return decision(known, { ...valuesOf(known), ...title, listed }, { asksForPage, by: null })
  }
  const date = known.published_known
    ? { published_at: known.published_at, published_known: true }
    : draft.publishedKnown
      ? { published_at: said.published_at, published_known: true }
      : { published_at: known.published_at, published_known: false }
  const values: ColumnValues = {
    ...said,
    ...title,
    ...date,
    canonical_url: known.canonical_url,
    feed_id: known.feed_id ?? said.feed_id,
    dek: said.dek ?? known.dek,
    // Only a column that has already passed its hour stays unlisted for it.
    until: said.until ?? known.until,
    listed: said.listed && !isPast(said.until ?? known.until, now),
    page_read: false,
    modified_at: known.modified_at,
    topics: said.topics ?? known.topics,
    claimed: said.claimed ?? known.claimed,
  }
  return decision(known, values, { asksForPage, by: draft })
}

/** What the column's own page makes of it; never null, since the page has now been read. */
export function decideByPage(known: KnownColumn, draft: ColumnDraft, publisher: FilingPublisher, now: Date): Decision {
  const values = valuesByPage(known, draft, publisher, now)
  return {
    values,
    revisions: known.page_read ? revisionsOf(known, values) : [],
    replacesCredits: draft.contributors.length > 0 && !known.is_corrected,
    replacesRules: true,
    asksForPage: false,
  }
}

/** Of a column whose page is read, what the page may leave as it is. */
type ValuesBeforePage = Pick<
  ColumnValues,
  | 'feed_id'
  | 'title'
  | 'feed_title'
  | 'section'
  | 'topics'
  | 'byline'
  | 'published_at'
  | 'published_known'
  | 'modified_at'
>

/** As `newValues` has them. */
export function newValuesBeforePage(draft: ColumnDraft, now: Date): ValuesBeforePage {
  return {
    feed_id: draft.feedId,
    title: titleOf(draft),
    feed_title: null,
    section: short(draft.section, maxSection),
    topics: topicsOf(draft),
    byline: short(draft.byline, maxByline),
    ...dayOf(draft, now),
    modified_at: modifiedOf(draft),
  }
}

function valuesByPage(
  known: ValuesBeforePage,
  draft: ColumnDraft,
  publisher: FilingPublisher,
  now: Date,
): ColumnValues {
  const said = newValues(draft, publisher, now)
  const feedTitle = known.feed_title ?? known.title
  return {
    ...said,
    feed_id: known.feed_id ?? said.feed_id,
    feed_title: said.title === feedTitle ? null : feedTitle,
    published_at: draft.publishedKnown ? said.published_at : known.published_at,
    published_known: draft.publishedKnown || known.published_known,
    page_read: true,
    topics: said.topics ?? known.topics,
    byline: said.byline ?? (draft.contributors.length === 0 ? known.byline : null),
  }
}

/**
 * What a new column's entry and its page, which was read before either was filed, come to together: the same as if one were
 * filed after the other, without what the feed alone said of the writer.
 */
export function newValuesWithPage(
  entry: ColumnDraft,
  page: ColumnDraft,
  publisher: FilingPublisher,
  now: Date,
): { readonly draft: ColumnDraft; readonly values: ColumnValues } {
  // Its originals are the page's own: those of the entry are written beside them.
  const values = valuesByPage(newValuesBeforePage(entry, now), page, publisher, now)
  const names = page.contributors.length > 0
  const asksEntry = !names && (page.doubts ?? []).length === 0
  const addresses = new Set([entry.canonicalUrl, ...entry.addresses, ...page.addresses])
  addresses.delete(page.canonicalUrl)
  const draft = {
    ...page,
    addresses: [...addresses],
    contributors: names ? page.contributors : entry.contributors,
    doubts: (asksEntry ? entry.doubts : page.doubts) ?? [],
  }
  return { draft, values }
}

/** All under which the piece of a draft goes. */
export function addressesOfDraft({ canonicalUrl, addresses }: ColumnDraft): string[] {
  return [canonicalUrl, ...addresses]
}

/** Index entries of PostgreSQL hold some 2,700 bytes: a longer guid is known by its digest. */
const maxAddressBytes = 1000

/** The draft with addresses as they are stored. */
export function withStorableAddresses(draft: ColumnDraft): ColumnDraft {
  const isFine = (address: string) =>
    address.length <= maxAddressBytes / 4 && !address.includes('\0') && address.isWellFormed()
  if (draft.addresses.every(isFine)) return draft
  return {
    ...draft,
    addresses: draft.addresses.map((address) => (isFine(address) ? address : storableAddress(address))),
  }
}

function storableAddress(address: string): string {
  const clean = address.replaceAll('\0', '\ufffd').toWellFormed()
  if (Buffer.byteLength(clean) <= maxAddressBytes) return clean
  return `sha256:${createHash('sha256').update(clean).digest('hex')}`
}

/** False when one address stands for two pieces. */
export function isSamePiece(
  a: { readonly title: string; readonly publishedAt: Date },
  b: { readonly title: string; readonly publishedAt: Date },
): boolean {
  if (Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) <= samePieceMs) return true
  return foldLetters(a.title) === foldLetters(b.title)
}

/**
 * Whether two columns of a publisher may become one because a page says so. Sites that print the same canonical URL on
 * every page must not melt their columns together: headline or minute of publication has to agree as well.
 */
export function mayBecomeOne(
  a: { readonly title: string; readonly publishedAt: Date },
  b: { readonly title: string; readonly publishedAt: Date },
): boolean {
  if (Math.abs(a.publishedAt.getTime() - b.publishedAt.getTime()) < 60_000) return true
  const wordsOfA = new Set(foldLetters(a.title).match(/[\p{L}\p{M}\p{N}]+/gu))
  const wordsOfB = new Set(foldLetters(b.title).match(/[\p{L}\p{M}\p{N}]+/gu))
  const shared = wordsOfA.intersection(wordsOfB).size
  return shared > 0 && shared * 2 >= Math.max(wordsOfA.size, wordsOfB.size)
}

/** The search vector of a column credited to `names`. */
export function vectorOf(
  values: Worded,
  names: readonly string[],
  publisher: Pick<FilingPublisher, 'id' | 'name'>,
): string {
  const { lang } = values
  return searchVector(
    [
      ['A', values.title, lang],
      ['A', names.join(' , ')],
      ['B', ownDek(values), lang],
      ['B', values.excerpt, lang],
      ['C', values.section, lang],
      ['C', publisher.name],
    ],
    [
      tagOf('l', lang.split('-', 1)[0]!),
      tagOf('c', values.country),
      tagOf('k', values.kind),
      tagOf('p', publisher.id),
      ...periodTags(values.published_at),
    ],
  )
}

type Worded = Pick<ColumnValues, 'title' | 'dek' | 'excerpt' | 'section' | 'lang' | 'country' | 'kind' | 'published_at'>

/** Whether two columns of a publisher have the same search vector if the same names are credited. */
export function isWordedAlike(a: Worded, b: Worded): boolean {
  const alike = ['title', 'excerpt', 'section', 'lang', 'country', 'kind'] as const
  return alike.every((field) => a[field] === b[field]) && ownDek(a) === ownDek(b) && +a.published_at === +b.published_at
}

/** The standfirst, if it is not how the excerpt begins. */
function ownDek({ dek, excerpt }: Worded): string | null {
  return dek !== null && excerpt !== null && excerpt.startsWith(dek.slice(0, 60)) ? null : dek
}

/** Whether the column counts in its country's days and its writers' columns. */
export function isCounted(values: { readonly listed: boolean; readonly opinion: boolean }): boolean {
  return values.listed && values.opinion
}

function valuesOf(known: KnownColumn): ColumnValues {
  const { id: _id, version: _version, is_down: _down, is_corrected: _corrected, in_review: _review, ...values } = known
  return values
}

function decision(
  known: KnownColumn,
  values: ColumnValues,
  options: { readonly asksForPage: boolean; readonly by: ColumnDraft | null },
): Decision | null {
  if (isEqual(valuesOf(known), values)) return null
  return {
    values,
    revisions: revisionsOf(known, values),
    replacesCredits: options.by !== null && values.byline !== known.byline && !known.is_corrected,
    replacesRules: options.by !== null,
    asksForPage: options.asksForPage,
  }
}

function revisionsOf(known: KnownColumn, values: ColumnValues): Revision[] {
  const fields = ['title', 'dek', 'byline'] as const
  return fields
    .filter((field) => known[field] !== values[field] && known[field] !== null)
    .map((field) => ({ field, before: known[field], after: values[field] }))
}

function isEqual(a: ColumnValues, b: ColumnValues): boolean {
  for (const key of Object.keys(a) as (keyof ColumnValues)[]) {
    const [one, other] = [a[key], b[key]]
    if (one instanceof Date && other instanceof Date ? one.getTime() !== other.getTime() : one !== other) return false
  }
  return true
}

/** Null when lists may show the whole excerpt, '' when they may show none. */
function listExcerpt(excerpt: string | null, maxListChars: number): string | null {
  if (excerpt === null) return null
  const cut = cutAtWord(excerpt, maxListChars)
  return cut === excerpt ? null : cut
}

/** Names beyond these are a page's lists of other pieces, not its credits. */
const maxClaimed = 12
const maxClaimedName = 80

function claimedOf({ claimed = [] }: ColumnDraft): string | null {
  const names = claimed.filter((name) => name !== '' && name.length <= maxClaimedName && !/[\0\n]/.test(name))
  return names.length === 0 ? null : [...new Set(names)].slice(0, maxClaimed).join('\n')
}

function topicsOf({ topics = [] }: ColumnDraft): string | null {
  return topics.length === 0 ? null : topics.join(' ')
}

function modifiedOf({ modifiedAt }: ColumnDraft): Date | null {
  return modifiedAt !== null && isPlausible(modifiedAt) ? modifiedAt : null
}

function titleOf(draft: ColumnDraft): string {
  return short(draft.title, maxTitle) ?? draft.canonicalUrl
}

/** What PostgreSQL will give back for it: well formed, and null when nothing is left. */
function short(text: string | null, maxChars: number): string | null {
  if (text === null) return null
  const clean = text.replaceAll('\0', '\ufffd').toWellFormed().trim()
  return clean === '' ? null : cutAtWord(clean, maxChars)
}

/** PostgreSQL knows no year 0, and no newspaper is older than this. */
function isPlausible(date: Date): boolean {
  return date.getUTCFullYear() >= 1500
}

function isPast(until: Date | null, now: Date): boolean {
  return until !== null && until <= now
}
