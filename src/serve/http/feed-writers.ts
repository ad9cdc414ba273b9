// The border between pages, which know the lists, and syndication, which knows the formats: what a list hands over.
import type { ColumnCard } from '../../model/index.ts'
import type { Format } from './format.ts'

export type ColumnFeedFormat = Exclude<Format, 'html' | 'opml'>

export type ColumnFeed = {
  readonly title: string
  readonly description: string
  /** Absolute addresses of the page and of this feed. */
  readonly page: string
  readonly self: string
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly lang: string | null
  readonly cards: readonly ColumnCard[]
  /** Stands for the time of the newest card when there is none. */
  readonly now: Date
  readonly siteName: string
  /** Whose the content of the whole list is, and of one publisher's piece. */
  readonly rights: string
  readonly rightsOf: (publisherName: string) => string
}

type Named = { readonly slug: string; readonly name: string }

export type OpmlList = {
  readonly title: string
  /** Without a trailing slash. */
  readonly publicUrl: string
  readonly columnists?: readonly Named[]
  readonly publishers?: readonly Named[]
}

export type Written = { readonly text: string; readonly mediaType: string }

export type FeedWriters = {
  readonly columns: (format: ColumnFeedFormat, feed: ColumnFeed) => Written
  readonly opml: (list: OpmlList) => Written
}
