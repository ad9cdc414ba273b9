// What every step of a visit needs at hand. Made once by main, handed down; no step reaches for anything else.
import type { Db } from '../archive/index.ts'
import type { Log } from '../base/index.ts'
import type { Client } from '../collect/index.ts'
import type { LanguageDetector } from '../parse/index.ts'
import type { NotedVisit } from './note-visit.ts'
import type { Reader } from './reading-types.ts'

/** The product token that publishers' rules address. */
export const agent = 'ColonnadeBot'

export type Collecting = {
  readonly db: Db
  readonly client: Client
  readonly log: Log
  readonly detector: LanguageDetector
  /** Who reads the feeds and pages of the day; the collector itself when there is nobody. Closed by whoever made it. */
  readonly reader?: Reader
  /** Unique among all collectors on this database: leases carry it. */
  readonly worker: string
  readonly crawlDelayMs: number
  readonly hostsAtOnce: number
  /** Whether a column's own page is visited where the rules allow it. */
  readonly readPages: boolean
  /** False leaves the pages of authors alone. */
  readonly readAuthors?: boolean
  /** Whether small copies of columns' pictures are kept where the rules allow it; not unless it says so. */
  readonly keepImages?: boolean
  /** Milliseconds between visits of a feed that answers, instead of the learned interval: the demo and tests. */
  readonly revisitMs: number | null
  /** Milliseconds a host is leased, renewed while work on it goes on: a worker that dies holds it no longer than this. */
  readonly leaseMs: number
  /** Where hubs reach us, `https://…/websub`; null when they cannot. */
  readonly callbackBase?: string | null
  readonly now: () => Date
  readonly random: () => number
  /** Told of every visit, for counting. */
  readonly onVisit?: (visit: NotedVisit, newColumns: number) => void
}

/** Milliseconds: `leaseMs` where nothing asks for another. */
export const usualLeaseMs = 60_000

/** Colonnade's lists and limits of one visit. */
export const limits = {
  /** Entries of one feed that are filed from one visit; the rest waits for the next, newest first. */
  entriesAtOnce: 5000,
  /** Feeds that are read and filed at the same time: as many as share a commit, and as many again while the database writes those. */
  filedAtOnce: 10,
  /** Requests under one lease, where the host asks for no delay, after which nothing else is begun; and pages of one feed that are read with it. */
  visitsPerLease: 50,
  /** Milliseconds after which what was read is filed, though more may come of the turn. */
  filedAfterMs: 5_000,
  /** A delay above this gives the lease back instead of sleeping on it. */
  sleepOnLeaseMs: 250,
  /** Attempts to read a column's page before the feed's word has to do. */
  pageAttempts: 5,
  /** Attempts to fetch a picture before the column goes without. */
  imageAttempts: 3,
} as const
