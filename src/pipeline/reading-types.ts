// What a visit hands over to be read, and what reading gives back: plain data, so that it can cross to another thread.
import type { KnownBeforePage } from '../archive/index.ts'
import type { HostWishes, LicenceFile } from '../collect/index.ts'
import type {
  AttributionRule,
  ColumnDraft,
  ColumnId,
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
  /** Entries that are filed and would be filed the same again: these are not drafted. */
  readonly met: MetFeed
  readonly now: Date
}

/** What is remembered of a feed's entries from one visit to the next. */
export type MetFeed = {
  /** Stands for what entries have from the feed around them. */
  readonly context: number
  readonly entries: readonly MetEntry[]
}

export type MetEntry = {
  /** Stands for the entry's source; null when that was damaged. */
  readonly mark: number | null
  /** Stands for all of the entry that its draft is made of; null where nobody has asked yet. */
  readonly digest: number | null
  /** Stands for its column's address. */
  readonly address: number
  readonly publishedAt: Date | null
  readonly column: ColumnId
}

export type FeedReading = {
  readonly outcome: ReadingOutcome
  /** Without its entries. */
  readonly document: FeedDocument
  readonly problem: string | null
  /** Entries that the feed lists. */
  readonly entries: number
  /** As in `MetFeed`. */
  readonly context: number
  /** Licence files that the feed or its entries point to. */
  readonly licences: readonly string[]
  /** In the feed's order, each address once. */
  readonly found: readonly FoundEntry[]
  /** Why entries were left out, in plain words. */
  readonly leftOut: readonly string[]
}

/** It has a draft, or a column that it was filed as before. */
export type FoundEntry = Omit<MetEntry, 'column'> &
  ({ readonly draft: ColumnDraft; readonly column: null } | { readonly draft: null; readonly column: ColumnId })

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
