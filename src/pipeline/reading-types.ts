// What a visit hands over to be read, and what reading gives back: plain data, so that it can cross to another thread.
import type { KnownBeforePage } from '../archive/index.ts'
import type { HostWishes, LicenceFile } from '../collect/index.ts'
import type {
  AttributionRule,
  ColumnDraft,
  Directive,
  Feed,
  FeedDocument,
  Publisher,
  ReadingOutcome,
} from '../model/index.ts'

/** What the archive teaches attribution about one publisher, as data. */
export type LearnedWays = {
  readonly rule: AttributionRule | null
  /** Folded name → share of the publisher's latest columns that claim it. */
  readonly shares: ReadonlyMap<string, number>
}

/** A host's rules as read in its turn. */
export type HostRules = {
  readonly host: string
  readonly robotsText: string
  readonly robotsPlace: string
  readonly wishes: HostWishes | null
}

export type FetchedBody = {
  readonly body: Uint8Array
  /** The address that answered. */
  readonly url: string
  readonly contentType: string | null
  readonly charset: string | null
  readonly headers: Readonly<Record<string, string>>
}

export type FeedTask = {
  readonly answer: FetchedBody
  readonly feed: Feed
  readonly publisher: Publisher
  readonly ways: LearnedWays
  readonly rules: HostRules
  /** Licence files read so far. */
  readonly licences: ReadonlyMap<string, LicenceFile>
  /** Digests of entries that are filed and would be filed the same again: these are not drafted. */
  readonly met: ReadonlySet<number>
  readonly now: Date
}

export type FeedReading = {
  readonly outcome: ReadingOutcome
  /** Without its entries. */
  readonly document: FeedDocument
  readonly problem: string | null
  /** Entries that the feed lists. */
  readonly entries: number
  /** Licence files that the feed or its entries point to. */
  readonly licences: readonly string[]
  /** In the feed's order, each address once. */
  readonly found: readonly FoundEntry[]
  /** Why entries were left out, in plain words. */
  readonly leftOut: readonly string[]
}

/** `digest` stands for all of the entry that its draft is made of. No draft: it was among those met before. */
export type FoundEntry = {
  readonly digest: number
  readonly draft: ColumnDraft | null
  /** As the entry states it. */
  readonly publishedAt: Date | null
}

export type PageTask = {
  readonly answer: FetchedBody
  /** As it was asked for. */
  readonly dueUrl: string
  readonly publisher: Publisher
  readonly ways: LearnedWays
  /** Read from headers and the host's files. */
  readonly wishes: readonly Directive[]
  readonly known: KnownBeforePage
  readonly licences: ReadonlyMap<string, LicenceFile>
  readonly now: Date
}

export type PageReading = {
  /** Null when the page says too little to be a column's. */
  readonly draft: ColumnDraft | null
  readonly problem: string | null
  /** Licence files that the page points to. */
  readonly licences: readonly string[]
}

/** Reads what visits bring. Rejects only for a fault of ours: whatever a publisher sends is read somehow. */
export type Reader = {
  readFeed(task: FeedTask): Promise<FeedReading>
  readPage(task: PageTask): Promise<PageReading>
  close(): Promise<void>
}
