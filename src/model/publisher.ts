// Who publishes, where, and on what terms; what of theirs we poll. First noun of the journey.
import type { CountryCode, FeedId, LanguageTag, PublisherId } from './ids.ts'
import type { ColumnKind } from './column.ts'
import type { ContributorKind } from './contributor.ts'

export type Publisher = {
  readonly id: PublisherId
  readonly slug: string
  readonly name: string
  /** Home page, absolute URL. */
  readonly home: string
  readonly country: CountryCode
  readonly languages: readonly LanguageTag[]
  /** E-mail or page where the publisher can be reached about us. */
  readonly contact: string | null
  readonly agreement: Agreement | null
  readonly attributionRule: AttributionRule | null
  /** Addresses below which nothing is visited or filed: a section that asked us to leave it alone. No slash at the end. */
  readonly blockedPrefixes?: readonly string[]
}

/** What a publisher and the operator have agreed, or the operator has decided against the publisher. */
export type Agreement = {
  readonly blocked?: boolean
  /** Characters; replaces the country default, never robots.txt or the page's own directives. */
  readonly maxExcerptChars?: number
  readonly mayImage?: boolean
  readonly note?: string
}

/** A publisher's declared way of crediting, from the catalogue. General code knows no site. */
export type AttributionRule = {
  /** CSS selectors whose text is the byline, best first. */
  readonly bylineSelectors?: readonly string[]
  /** Text never to be taken for a person, folded when compared. */
  readonly neverNames?: readonly string[]
  /** A URL path prefix and who is credited for everything below it. */
  readonly sections?: readonly { readonly path: string; readonly contributor: string; readonly kind: ContributorKind }[]
}

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json' | 'sitemap' | 'page'

export type Feed = {
  readonly id: FeedId
  readonly publisherId: PublisherId
  readonly url: string
  readonly host: string
  readonly format: FeedFormat | null
  readonly title: string | null
  readonly lang: LanguageTag | null
  /** What the feed holds if the catalogue says so: an opinion feed holds columns. */
  readonly kind: ColumnKind | null
  readonly section: string | null
  /** The one columnist whose pieces it holds: an author's own feed. */
  readonly columnist: string | null
  readonly validators: Validators
  readonly nextAt: Date
  /** Seconds between visits, learned. */
  readonly intervalS: number
  /** Failed visits in a row. */
  readonly failures: number
  readonly goneAt: Date | null
}

/** How often and when a feed wants to be polled. Hours 0–23 and English day names, GMT. Source: RSS 2.0 `ttl`, `skipHours`, `skipDays`. */
export type PollingHints = {
  readonly ttlMinutes: number | null
  readonly skipHours: readonly number[]
  readonly skipDays: readonly string[]
}

/** Opaque text as the server sent it, sent back unchanged. Source: RFC 9110 §8.8, §13. */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null }
