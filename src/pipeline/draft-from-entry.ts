// One entry of a feed becomes a draft: who wrote it, in which language, what may be shown. The page, if it may be read,
// speaks later and wins.
import { attribute } from '../attribute/index.ts'
import { sourcesInLicences } from '../collect/index.ts'
import { decideTerms, makeExcerpt } from '../excerpt/index.ts'
import { canonicalUrl, chooseLanguage, directionOf, readTopics } from '../parse/index.ts'
import type { LanguageDetector } from '../parse/index.ts'
import type {
  CanonicalUrl,
  Claim,
  ColumnDraft,
  ColumnKind,
  Contributor,
  Directive,
  Entry,
  Feed,
  FeedDocument,
  NamedOriginal,
  Publisher,
  Terms,
} from '../model/index.ts'
import { agent } from './collecting.ts'
import { clampDate, cleanTitle, hostOf, isBlocked } from './draft-parts.ts'
import type { Ways } from './learned.ts'

export type EntrySetting = {
  readonly publisher: Publisher
  readonly ways: Omit<Ways, 'shares'>
  readonly feed: Feed
  readonly document: FeedDocument
  /** Wishes for a column's address: the host's (robots.txt signals, TDMRep, licences) and its entry's own. */
  readonly directivesFor: (url: string, entry: Entry) => readonly Directive[]
  readonly detector: LanguageDetector
  readonly now: Date
}

export type EntryDraft = { readonly draft: ColumnDraft } | { readonly problem: string }

/** The address that an entry's column has; null when it names none that can be visited. */
export function addressOf({ url }: Entry, feed: Feed): CanonicalUrl | null {
  return url === null ? null : canonicalUrl(url, feed.url)
}

/** Never throws. An entry without an address or a headline is a problem in plain words, not a column. */
export function draftFromEntry(entry: Entry, setting: EntrySetting, url = addressOf(entry, setting.feed)): EntryDraft {
  const { publisher, feed, document, now } = setting
  const { siteHost, termsByWishes } = visitOf(setting)
  if (url === null) return { problem: `"${entry.title.slice(0, 60)}" names no address that can be visited` }
  if (isBlocked(publisher, url)) return { problem: `${url} was left alone: its publisher asked us to` }
  const title = cleanTitle(entry.title)
  if (title === '') return { problem: `${url} has no headline` }
  let text: readonly string[] | undefined
  // An entry's whole text is read when it is asked for: mostly its summary is enough.
  const paragraphs = (): readonly string[] => (text ??= entry.content?.split(/\n+/) ?? [])
  const lang = chooseLanguage({
    declared: entry.lang,
    feedLang: feed.lang ?? document.lang,
    publisherLangs: publisher.languages,
    text: `${title}. ${entry.summary ?? paragraphs()[0] ?? ''}`,
    detector: setting.detector,
  })
  const attribution = attribute({
    claims: creditsOf(entry, feed),
    title,
    dek: entry.summary,
    publisherName: publisher.name,
    siteHost,
    path: pathIn(url),
    kindHints: entry.categories,
    section: feed.section,
    lang,
    rule: setting.ways.rule,
    repeated: setting.ways.repeated,
  })
  const terms = termsFor(setting.directivesFor(url, entry), setting, termsByWishes)
  const excerpt = terms.mayExcerpt
    ? makeExcerpt({
        dek: entry.summary,
        paragraphs,
        title,
        lang,
        maxChars: terms.maxExcerptChars,
      })
    : null
  const published = clampDate(entry.publishedAt, now)
  return {
    draft: {
      publisherId: publisher.id,
      feedId: feed.id,
      canonicalUrl: url,
      addresses:
        entry.guid === null || entry.guid === entry.url || entry.guid === url ? [] : [`guid:${feed.id}:${entry.guid}`],
      title,
      dek: null,
      excerpt: excerpt?.text ?? null,
      lang,
      dir: directionOf(lang),
      kind: kindInFeed(attribution.kind, feed.kind, attribution.contributors),
      access: 'unknown',
      section: feed.section ?? entry.categories[0] ?? null,
      topics: readTopics([feed.section, ...entry.categories]),
      image: null,
      words: null,
      byline: attribution.byline,
      contributors: attribution.contributors,
      rules: terms.ledger,
      mayList: terms.mayList,
      maxListChars: terms.maxListChars,
      until: terms.until,
      publishedAt: published ?? now,
      publishedKnown: published !== null,
      modifiedAt: clampDate(entry.modifiedAt, now),
      pageRead: false,
      doubts: attribution.doubts,
      claimed: attribution.claimed,
      originals: originalsOf(entry, url),
    },
  }
}

/** A canonical address is as the URL Standard's parser writes it: scheme, host, path, then a query or a fragment. */
function pathIn(url: CanonicalUrl): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const end = url.slice(start).search(/[?#]/)
  return end < 0 ? url.slice(start) : url.slice(start, start + end)
}

/** What is worked out once for all entries of a visit. Entries with the same wishes have the same terms. */
type Visit = { readonly siteHost: string | null; readonly termsByWishes: Map<string, Terms> }

const visits = new WeakMap<EntrySetting, Visit>()

function visitOf(setting: EntrySetting): Visit {
  const known = visits.get(setting)
  if (known !== undefined) return known
  const visit = { siteHost: hostOf(setting.publisher.home), termsByWishes: new Map<string, Terms>() }
  visits.set(setting, visit)
  return visit
}

function termsFor(directives: readonly Directive[], setting: EntrySetting, known: Map<string, Terms>): Terms {
  const key = directives.length === 0 ? '' : JSON.stringify(directives)
  const found = known.get(key)
  if (found !== undefined) return found
  const { country, agreement } = setting.publisher
  const terms = decideTerms({ directives, country, agreement, access: 'unknown', agent, now: setting.now })
  known.set(key, terms)
  return terms
}

/**
 * An opinion feed vouches for what its entries do not say of themselves. What says that it is news, and comes from an
 * agency alone, is news wherever it is listed.
 */
export function kindInFeed(
  found: ColumnKind,
  feedKind: ColumnKind | null,
  contributors: readonly Contributor[],
): ColumnKind {
  if (found === 'news' && contributors.length > 0 && contributors.every(({ kind }) => kind === 'agency')) return found
  return found === 'unknown' || (found === 'news' && feedKind !== null) ? (feedKind ?? found) : found
}

/**
 * Where the entry says that it was published first, if that is elsewhere. Sources: RFC 4287 §4.2.7.2 `via`; RSL 1.0 §4, a licence
 * that travels with the copy and names its source.
 */
function originalsOf({ links = [], wishes = [] }: Entry, own: string): NamedOriginal[] {
  const named = [
    ...links.flatMap(({ url, rel }) =>
      rel === 'via' || rel === 'canonical' ? [{ url, place: `link[rel=${rel}]` }] : [],
    ),
    ...sourcesInLicences(wishes, own),
  ]
  if (named.length === 0) return []
  const home = hostOf(own)
  return named
    .flatMap(({ url, place }) => {
      const address = canonicalUrl(url, own)
      return address === null || hostOf(address) === home
        ? []
        : [{ url: address, evidence: 'feed-via' as const, place }]
    })
    .slice(0, 1)
}

/** An author's own feed credits its author where an entry credits nobody. */
function creditsOf(entry: Entry, { columnist }: Feed): readonly Claim[] {
  if (columnist === null || entry.claims.length > 0) return entry.claims
  return [{ source: 'rule', text: columnist, place: 'feed', url: null, statedType: 'person', sameAs: [], role: null }]
}
