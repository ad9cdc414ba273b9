// One opinion piece: as a feed lists it, as its page tells it, and as we keep it.
import type {
  CanonicalUrl,
  ColumnId,
  ColumnistId,
  CountryCode,
  Direction,
  FeedId,
  LanguageTag,
  PublisherId,
} from './ids.ts'
import type { Topic } from './topic.ts'
import type { Claim, Contributor, ContributorKind, Evidence } from './contributor.ts'

export type ColumnKind =
  'column' | 'news' | 'editorial' | 'cartoon' | 'letter' | 'interview' | 'obituary' | 'podcast' | 'unknown'

export const columnKinds: readonly ColumnKind[] = [
  'column',
  'news',
  'editorial',
  'cartoon',
  'letter',
  'interview',
  'obituary',
  'podcast',
  'unknown',
]

/** Kinds that front pages show first: pieces that argue. */
export const opinionKinds: ReadonlySet<ColumnKind> = new Set(['column', 'editorial', 'cartoon', 'letter'])

/** What the publisher declares about reading the piece; never concluded from a status code. */
export type Access = 'free' | 'paid' | 'partly' | 'unknown'

/** One item of a feed, as received, text cleaned of markup. */
export type Entry = {
  /** The feed's own identifier (guid, atom:id), opaque. */
  readonly guid: string | null
  /** Absolute; null when the item names no address that we may visit. */
  readonly url: string | null
  readonly title: string
  /** Plain text of the summary, or of the content's beginning if there is no summary; at most 5,000 characters. */
  readonly summary: string | null
  /** Plain text of full content if the feed carries it. In memory only: never stored, logged or shown. */
  readonly content: string | null
  readonly publishedAt: Date | null
  readonly modifiedAt: Date | null
  readonly lang: LanguageTag | null
  readonly categories: readonly string[]
  readonly image: string | null
  readonly claims: readonly Claim[]
  /** Atom `source`, RSS `source`: where a syndicated item came from, and what it is called there. */
  readonly sourceUrl: string | null
  readonly sourceTitle?: string | null
  /** What Atom's `source` says of the feed that the item was copied from. */
  readonly source?: EntrySource | null
  /** Attached files, such as a podcast's sound: what they are tells what kind of piece this is. */
  readonly enclosures?: readonly Enclosure[]
  /** The item's own rights line, plain text, and the address of its licence. */
  readonly rights?: string | null
  readonly licence?: string | null
  /** After this the publisher wants it gone (RSS `expirationDate`, PRISM). */
  readonly expiresAt?: Date | null
  /** True when the item asks directories not to list it (`itunes:block`). */
  readonly isBlocked?: boolean
  /** Wishes that the item itself carries: an RSL licence pointed to (`license`) or written out (`document`). */
  readonly wishes?: readonly Directive[]
  /** Everything it links to, with what each link is for: the page, replies, the original (`via`), the licence. */
  readonly links?: readonly FeedLink[]
  /** When asked for. */
  readonly elements?: readonly FeedElement[]
}

export type EntrySource = {
  readonly description: string | null
  readonly rights: string | null
  readonly image: string | null
  readonly links: readonly FeedLink[]
}

/** `rel` in lower case, `alternate` when nothing is said. */
export type FeedLink = {
  readonly url: string
  readonly rel: string
  readonly type: string | null
  readonly title: string | null
}

export type Enclosure = { readonly url: string; readonly type: string | null; readonly bytes: number | null }

/** One element of an XML feed as it stands, whether or not anything of ours reads it. */
export type FeedElement = {
  /** In lower case, with the usual prefix of its namespace: `dc:creator`, `georss:point`. */
  readonly name: string
  readonly text: string
  readonly attributes: Readonly<Record<string, string>>
  /** xml:base and xml:lang, as written or inherited. */
  readonly base: string | null
  readonly lang: string | null
  readonly children: readonly FeedElement[]
}

export type FeedDocument = {
  readonly format: 'rss' | 'atom' | 'rdf' | 'json' | 'sitemap'
  readonly title: string | null
  readonly home: string | null
  readonly lang: LanguageTag | null
  /** WebSub hub and self. */
  readonly hub: string | null
  readonly self: string | null
  /** RSS `ttl`, minutes. */
  readonly ttlMinutes: number | null
  /** Hours 0–23, GMT. */
  readonly skipHours: readonly number[]
  /** English day names as RSS gives them, `Monday` … */
  readonly skipDays: readonly string[]
  readonly rights: string | null
  /** The feed's own subtitle, plain text. */
  readonly description?: string | null
  readonly image?: string | null
  readonly updatedAt?: Date | null
  /** Credits of the whole feed. An entry without a credit of its own repeats them as `feed:channel-author`. */
  readonly claims?: readonly Claim[]
  /** Address of a licence: rel=license, Creative Commons or RSL. */
  readonly licence?: string | null
  /** Wishes for all its entries that have none of their own, as in `Entry.wishes`. */
  readonly wishes?: readonly Directive[]
  /** The next older archive document; `isComplete` when there can be none. Source: RFC 5005. */
  readonly previousArchive?: string | null
  readonly isComplete?: boolean
  /** Atom id: stays the same when a feed moves. */
  readonly id?: string | null
  /** As the root element states it, such as `2.0`. */
  readonly version?: string | null
  /** The program that made the feed. */
  readonly generator?: { readonly name: string; readonly url: string | null; readonly version: string | null } | null
  readonly categories?: readonly string[]
  readonly links?: readonly FeedLink[]
  /** True when the feed asks directories not to list it (`itunes:block`). */
  readonly isBlocked?: boolean
  /** Children of a sitemap index. */
  /** Of the feed's head, when asked for. */
  readonly elements?: readonly FeedElement[]
  readonly sitemaps?: readonly { readonly url: string; readonly modifiedAt: Date | null }[]
  readonly entries: readonly Entry[]
  /** What could not be read, in plain words. */
  readonly problems: readonly string[]
}

/** What a page says of itself. Pure reading: nothing here has been decided yet. */
export type PageFacts = {
  readonly url: string
  /** From rel=canonical or og:url, absolute and cleaned; null when absent or implausible (a home page, junk). */
  readonly canonicalUrl: CanonicalUrl | null
  /** An address at another publisher that the page calls canonical: evidence of syndication. */
  readonly canonicalElsewhere: CanonicalUrl | null
  readonly title: string | null
  /** The editor's summary (standfirst, og:description, meta description), plain text. */
  readonly dek: string | null
  readonly publisher: string | null
  readonly section: string | null
  /** What it is filed under besides: further sections, the trail above it, tags. */
  readonly labels?: readonly string[]
  readonly kindHints: readonly string[]
  readonly publishedAt: Date | null
  /** `2026-11-22`: the day of publication in the publisher's own zone. */
  readonly publishedOn: string | null
  /** Minutes east of UTC of the clock by which the publisher tells `publishedAt`; null when it does not say. */
  readonly publishedOffsetMinutes?: number | null
  readonly modifiedAt: Date | null
  readonly modifiedOffsetMinutes?: number | null
  readonly lang: LanguageTag | null
  readonly image: string | null
  /** What the page says that the picture shows. */
  readonly imageAlt?: string | null
  readonly access: Access
  /** CSS class selectors of paid parts, from `hasPart`. */
  readonly paidSelectors: readonly string[]
  /** The body's paragraphs in order, without data-nosnippet and paid parts. In memory only. */
  readonly paragraphs: readonly string[]
  /** Words of the body as far as it was seen. */
  readonly words: number | null
  readonly claims: readonly Claim[]
  readonly directives: readonly Directive[]
  readonly feeds: readonly DiscoveredFeed[]
  readonly links: readonly PageLink[]
  /** sameAs, rel=me of an author page. */
  readonly problems: readonly string[]
}

export type PageLink = { readonly url: string; readonly text: string; readonly rel: string | null }
export type DiscoveredFeed = { readonly url: string; readonly title: string | null; readonly format: string | null }

/** A machine-readable wish of the publisher as it stands: `max-snippet:50` from a meta tag, a header, a file. */
export type Directive = {
  readonly source:
    | 'operator'
    | 'agreement'
    | 'robots.txt'
    | 'x-robots-tag'
    | 'robots-meta'
    | 'feed'
    | 'tdmrep'
    | 'rsl'
    | 'content-usage'
    | 'content-signal'
    | 'access'
    | 'country'
  /** Whom it addresses: `*` or a product token in lower case. */
  readonly agent: string
  readonly name: string
  readonly value: string | null
  /** URL or element it was read from. */
  readonly place: string
}

/** What we may do with one column, and for how long. */
export type Terms = {
  readonly mayList: boolean
  readonly mayExcerpt: boolean
  /** Characters (graphemes) on a column's own page. */
  readonly maxExcerptChars: number
  /** Characters (graphemes) in lists and feeds. */
  readonly maxListChars: number
  readonly mayImage: boolean
  /** CSS pixels; 0 when no picture may be shown. */
  readonly maxImageWidth: number
  readonly mayMine: boolean
  readonly mayTranslate: boolean
  readonly mayKeepPage: boolean
  /** After this the column becomes a tombstone. */
  readonly until: Date | null
  /** Every rule that was read and what it did, strictest decisive one first. */
  readonly ledger: readonly Rule[]
}

/** One line of the ledger. `decisive` rules are the ones that set the bound. */
export type Rule = Directive & { readonly effect: string; readonly decisive: boolean; readonly readAt: Date }

/** A column ready to be filed: everything decided, nothing stored yet. */
export type ColumnDraft = {
  readonly publisherId: PublisherId
  readonly feedId: FeedId | null
  readonly canonicalUrl: CanonicalUrl
  /** Other addresses and guids under which this piece may be met again. */
  readonly addresses: readonly string[]
  readonly title: string
  readonly dek: string | null
  readonly excerpt: string | null
  readonly lang: LanguageTag
  readonly dir: Direction
  readonly kind: ColumnKind
  readonly access: Access
  readonly section: string | null
  /** What its publisher's labels say it is about; absent when they name no topic. */
  readonly topics?: readonly Topic[]
  /** Address at the publisher of the picture that we may keep a small copy of; never shown as an address. */
  readonly image: string | null
  /** CSS pixels that the copy may be wide, and what the picture shows in the publisher's words. */
  readonly imageWidth?: number
  readonly imageAlt?: string | null
  readonly words: number | null
  /** As printed. */
  readonly byline: string | null
  readonly contributors: readonly Contributor[]
  readonly rules: readonly Rule[]
  readonly mayList: boolean
  /** Characters (graphemes) of the excerpt in lists and feeds. */
  readonly maxListChars: number
  /** From here on the column is a tombstone (`unavailable_after`). */
  readonly until: Date | null
  /** Clamped to collection time; equal to it when the publisher gives no date. */
  readonly publishedAt: Date
  /** False when `publishedAt` is only the first time seen. */
  readonly publishedKnown: boolean
  readonly modifiedAt: Date | null
  /** True when the column's own page was read, false when only the feed spoke. */
  readonly pageRead: boolean
  /** What was claimed when nobody could be credited surely: the column then waits for the operator. Absent when sure. */
  readonly doubts?: readonly Evidence[]
  /** Folded names of all persons that feed or page claim, credited or not. */
  readonly claimed?: readonly string[]
  /** Addresses at other publishers that the piece itself names as its original. */
  readonly originals?: readonly NamedOriginal[]
  /** Of the text that was read, to know it again elsewhere; null when it was too short. */
  readonly fingerprint?: Fingerprint | null
}

/** `canonical`: its page's own word; `feed-via`: its feed's. */
export type NamedOriginal = {
  readonly url: string
  readonly evidence: 'canonical' | 'feed-via'
  /** Where it stands, as of a claim. */
  readonly place: string
}

/** The smallest 32-bit hashes of a text's different runs of words, signed and in order, and how many runs there are. */
export type Fingerprint = { readonly shingles: number; readonly hashes: readonly number[] }

/** A column as lists show it. */
export type ColumnCard = {
  readonly id: ColumnId
  readonly publisherId: PublisherId
  readonly publisherSlug: string
  readonly publisherName: string
  readonly country: CountryCode
  readonly canonicalUrl: CanonicalUrl
  readonly title: string
  readonly excerpt: string | null
  readonly lang: LanguageTag
  readonly dir: Direction
  readonly kind: ColumnKind
  readonly access: Access
  readonly section: string | null
  readonly image: string | null
  readonly words: number | null
  readonly publishedAt: Date
  readonly publishedKnown: boolean
  readonly views: number
  readonly opens: number
  readonly likes: number
  readonly credits: readonly Credit[]
  /** The column that stands for all copies of this piece, itself among them; absent when there is none. */
  readonly family?: ColumnId | null
  /** Where this piece can be read without a subscription, if not here. */
  readonly freeAt?: FreeCopy | null
}

/** What decides a column's place on a front page. */
export type RankedColumn = Pick<ColumnCard, 'id' | 'publisherId' | 'publishedAt' | 'publishedKnown' | 'opens'> & {
  readonly credits: readonly Pick<Credit, 'columnistId'>[]
}

export type FreeCopy = Pick<ColumnCard, 'id' | 'publisherSlug' | 'publisherName' | 'title' | 'credits'>

/** A columnist as a card names one. */
export type Credit = {
  readonly columnistId: ColumnistId
  readonly slug: string
  readonly name: string
  readonly kind: ContributorKind
  readonly confidence: number
  /** Hash of the portrait that the piece's publisher shows of them, if we keep one. */
  readonly portrait?: string
}

export type Columnist = {
  readonly id: ColumnistId
  readonly slug: string
  readonly name: string
  readonly kind: ContributorKind
  readonly links: readonly string[]
  readonly image: string | null
  readonly mergedInto: ColumnistId | null
}
