// The nouns of the demo press: a paper and a column as their writers wrote them, and a press that is running.
import type {
  Access,
  ColumnKind,
  ContributorKind,
  CountryCode,
  Direction,
  FeedFormat,
  LanguageTag,
} from '../model/index.ts'
import type { ColumnTrait, PaperTrait } from './traits.ts'

export type PaperSlug = string

/** How a paper's pages tell who wrote what. */
type MarkupStyle = 'json-ld' | 'microdata' | 'meta' | 'visible' | 'h-card' | 'wordpress' | 'data-island'

/** How much of a column its feed carries. */
type FeedBody = 'dek' | 'lede' | 'full' | 'nothing'

export type Paper = {
  readonly slug: PaperSlug
  readonly name: string
  readonly tagline: string
  readonly country: CountryCode
  readonly lang: LanguageTag
  readonly dir: Direction
  readonly markup: MarkupStyle
  readonly feed: {
    readonly format: FeedFormat
    readonly path: string
    readonly body: FeedBody
    /** An element for each writer, all in one, or as `mail (name)`. */
    readonly creators: 'each' | 'joined' | 'mail'
  }
  /** Path of a column, with `{section}`, `{slug}` and `{number}`. */
  readonly columnPath: string
  /** Path of an author page, with `{slug}`. */
  readonly authorPath: string
  readonly sections: readonly { readonly slug: string; readonly name: string }[]
  readonly authors: readonly PressAuthor[]
  /** robots.txt, or null for a paper that has none. */
  readonly robots: string | null
  /** What the paper says about reuse, in its footer. */
  readonly terms: string
  readonly colours: { readonly ink: string; readonly paper: string; readonly accent: string }
  readonly font: 'serif' | 'sans'
  readonly traits: readonly PaperTrait[]
}

export type PressAuthor = {
  readonly slug: string
  readonly name: string
  /** "Last, First" where the paper prints it so. */
  readonly sortName?: string
  readonly kind: ContributorKind
  readonly bio: string
  /** Other addresses of the same person (sameAs, rel=me). */
  readonly links?: readonly string[]
  /** The paper on whose author page this person lives, when it is another one. */
  readonly at?: PaperSlug
  /** How they look on their own page; most have no picture. */
  readonly portrait?: PressPortrait
}

export type PressPortrait = {
  readonly hair: (typeof hairs)[number]
  readonly beard?: (typeof beards)[number]
  readonly glasses?: boolean
}

export const hairs = ['short', 'long', 'bob', 'bun', 'curly', 'bald', 'scarf', 'cap'] as const
export const beards = ['full', 'moustache'] as const

/** A column as written. `body` is in order; a part is plain, behind the paywall, or marked data-nosnippet. */
export type WrittenColumn = {
  readonly paper: PaperSlug
  readonly slug: string
  /** Within the paper, stable from run to run. */
  readonly number: number
  readonly headline: string
  readonly laterHeadline: string | null
  readonly dek: string | null
  readonly section: string
  readonly authors: readonly string[]
  readonly lang: LanguageTag
  readonly dir: Direction
  readonly kind: ColumnKind
  readonly access: Access
  readonly body: readonly BodyPart[]
  /** `paper/slug` of the column whose text this is a copy of. */
  readonly copyOf: string | null
  /** Held back at the start, put out later. */
  readonly reserve: boolean
  readonly traits: readonly ColumnTrait[]
}

export type BodyPart = { readonly text: string; readonly kind: 'plain' | 'paid' | 'nosnippet' }

/** A column that the press has put out. */
export type PublishedColumn = WrittenColumn & {
  readonly url: string
  /** What rel=canonical says. */
  readonly canonicalUrl: string
  /** The headline as it reads now. */
  readonly title: string
  /** As the paper prints it; null when it prints none. */
  readonly publishedAt: Date | null
  /** When the press really put it out. */
  readonly putOutAt: Date
  readonly modifiedAt: Date | null
  readonly withdrawnAt: Date | null
}

/** What the catalogue needs to follow a paper. */
export type PressFeed = {
  readonly publisher: {
    readonly slug: PaperSlug
    readonly name: string
    readonly home: string
    readonly country: CountryCode
    readonly languages: readonly LanguageTag[]
    readonly contact: string
  }
  readonly url: string
  readonly format: FeedFormat
  readonly title: string
  readonly lang: LanguageTag
  readonly kind: ColumnKind
}

export type PressEvent =
  | { readonly kind: 'published'; readonly column: PublishedColumn }
  | { readonly kind: 'headline-changed'; readonly column: PublishedColumn; readonly before: string }
  | { readonly kind: 'withdrawn'; readonly column: PublishedColumn }
  | { readonly kind: 'nothing-left' }

export type PressRequest = {
  readonly at: Date
  readonly method: string
  readonly host: string
  /** With the query. */
  readonly path: string
  readonly status: number
  readonly userAgent: string | null
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Bytes of the body as sent. */
  readonly bytes: number
}

export type PressOptions = {
  /** 0, the default: any free port. A fixed one keeps every address the same from run to run. */
  readonly port?: number
  readonly host?: string
  readonly now?: () => Date
  /** Which papers to print; all by default. */
  readonly papers?: readonly PaperSlug[]
  /** Before each answer. */
  readonly latencyMs?: number
}

export type Press = {
  readonly port: number
  /** `http://<slug>.localhost:<port>`, of papers and misbehaving hosts alike. */
  origin(slug: string): string
  readonly papers: readonly Paper[]
  readonly feeds: readonly PressFeed[]
  /** Hosts that behave badly, each with the address to visit; not in `feeds`. */
  readonly misbehaving: readonly MisbehavingFeed[]
  /** Every column put out so far, withdrawn ones included, newest first. */
  listPublished(slug?: PaperSlug): readonly PublishedColumn[]
  /** Puts out the named column, or the next reserved one (of any paper, if none is named); undefined when none is left. */
  publish(slug?: PaperSlug, columnSlug?: string): PublishedColumn | undefined
  /** Changes the headline of the named column, or of the next one labelled `headline-changes`. */
  changeHeadline(slug?: PaperSlug, columnSlug?: string, headline?: string): PressEvent
  /** Withdraws the named column (410 from now on), or the next one labelled `withdrawn-later`. */
  withdraw(slug?: PaperSlug, columnSlug?: string): PressEvent
  /** One small thing happens: mostly a column appears. `random` gives 0 to 1. */
  tick(random?: () => number): PressEvent
  /** The last 20,000 requests, oldest first. */
  readonly requests: readonly PressRequest[]
  close(): Promise<void>
}

export type MisbehavingFeed = {
  readonly slug: string
  readonly url: string
  /** What it does, in plain words. */
  readonly does: string
}
