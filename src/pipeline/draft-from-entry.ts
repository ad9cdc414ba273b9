// One entry of a feed becomes a draft: who wrote it, in which language, what may be shown. The page, if it may be read,
// speaks later and wins.
import { attribute } from '../attribute/index.ts'
import { sourcesInLicences } from '../collect/index.ts'
import { decideTerms, makeExcerpt } from '../excerpt/index.ts'
import { canonicalUrl, chooseLanguage, directionOf, readTopics } from '../parse/index.ts'
import type { LanguageDetector } from '../parse/index.ts'
import type {
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
import { clampDate, cleanTitle, hostOf, isBlocked, pathOf } from './draft-parts.ts'
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

/** Never throws. An entry without an address or a headline is a problem in plain words, not a column. */
export function draftFromEntry(entry: Entry, setting: EntrySetting): EntryDraft {
  const { publisher, feed, document, now } = setting
  const url = entry.url === null ? null : canonicalUrl(entry.url, feed.url)
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
    get lede() {
      return paragraphs().slice(0, 3)
    },
    publisherName: publisher.name,
    siteHost: hostOf(publisher.home),
    path: pathOf(url),
    kindHints: entry.categories,
    section: feed.section,
    lang,
    rule: setting.ways.rule,
    repeated: setting.ways.repeated,
  })
  const terms = termsFor(setting.directivesFor(url, entry), setting)
  const excerpt = terms.mayExcerpt
    ? makeExcerpt({
        dek: entry.summary,
        get paragraphs() {
          return paragraphs()
        },
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

/** Entries with the same wishes have the same terms, in one visit. */
function termsFor(directives: readonly Directive[], setting: EntrySetting): Terms {
  const known = termsOfVisit.get(setting) ?? new Map<string, Terms>()
  termsOfVisit.set(setting, known)
  const key = directives.length === 0 ? '' : JSON.stringify(directives)
  const { country, agreement } = setting.publisher
  const terms = known.get(key) ?? decideTerms({ directives, country, agreement, access: 'unknown', agent, now: setting.now }) // prettier-ignore
  known.set(key, terms)
  return terms
}

const termsOfVisit = new WeakMap<EntrySetting, Map<string, Terms>>()

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
  const home = hostOf(own)
  return [
    ...links.flatMap(({ url, rel }) =>
      rel === 'via' || rel === 'canonical' ? [{ url, place: `link[rel=${rel}]` }] : [],
    ),
    ...sourcesInLicences(wishes, own),
  ]
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
