// Which entries of a feed are filed already, word for word: remembered from visit to visit, so that a feed with one new
// entry means one draft. Forgotten with the process; then everything is drafted once more and found to be known.
import { hash } from 'node:crypto'
import type { ColumnId, Feed, FeedId, Publisher } from '../model/index.ts'
import type { Collecting } from './collecting.ts'
import type { HostRules, LearnedWays, MetEntry, MetFeed } from './reading-types.ts'
import type { LicenceFile } from '../collect/index.ts'

export type MetEntries = {
  /** Nothing when anything that drafts depend on has changed. */
  of(feed: FeedId, circumstances: string): MetFeed
  /** What the feed lists and was filed, replacing what was remembered. */
  remember(feed: FeedId, circumstances: string, met: MetFeed): void
}

const maxFeeds = 20_000
const maxEntries = 1_000
/** Numbers an entry, of 8 bytes each: mark, digest, address, date and column. What there is none of is no number. */
const width = 5

const memories = new WeakMap<Collecting, MetEntries>()

/** One memory a collector, however often it is run. */
export function metEntriesOf(collecting: Collecting): MetEntries {
  const memory = memories.get(collecting) ?? rememberEntries()
  memories.set(collecting, memory)
  return memory
}

function rememberEntries(): MetEntries {
  const feeds = new Map<FeedId, { circumstances: string; context: number; numbers: Float64Array }>()
  return {
    of(feed, circumstances) {
      const known = feeds.get(feed)
      if (known === undefined || known.circumstances !== circumstances) return nothingMet
      const { context, numbers } = known
      return {
        context,
        entries: Array.from({ length: numbers.length / width }, (_, at) => unpack(numbers, at * width)),
      }
    },
    remember(feed, circumstances, { context, entries }) {
      feeds.delete(feed)
      if (entries.length === 0 || entries.length > maxEntries) return
      if (feeds.size >= maxFeeds) feeds.delete(feeds.keys().next().value!)
      const numbers = new Float64Array(entries.length * width)
      for (const [at, entry] of entries.entries()) numbers.set(pack(entry), at * width)
      feeds.set(feed, { circumstances, context, numbers })
    },
  }
}

export const nothingMet: MetFeed = { context: 0, entries: [] }

function pack({ mark, digest, address, publishedAt, column }: MetEntry): number[] {
  return [mark ?? Number.NaN, digest ?? Number.NaN, address, publishedAt?.getTime() ?? Number.NaN, column]
}

function unpack(numbers: Float64Array, at: number): MetEntry {
  const number = (place: number) => (Number.isNaN(numbers[at + place]) ? null : numbers[at + place]!)
  const time = number(3)
  return {
    mark: number(0),
    digest: number(1),
    address: number(2)!,
    publishedAt: time === null ? null : new Date(time),
    column: number(4) as ColumnId,
  }
}

/** Everything but the entry itself that its draft is made of, as a digest. */
export function circumstancesOf(about: {
  readonly feed: Feed
  readonly publisher: Publisher
  readonly ways: LearnedWays
  readonly rules: HostRules
  readonly licences: ReadonlyMap<string, LicenceFile>
}): string {
  const { feed, publisher, ways, rules, licences } = about
  // A share that moves a little with every column is the same habit.
  const habits = [...ways.shares].map(([name, share]) => [name, Math.round(share * 20)])
  const { url, lang, kind, section, columnist } = feed
  return hash(
    'sha1',
    JSON.stringify([url, lang, kind, section, columnist, publisher, ways.rule, habits, rules, [...licences]]),
    'base64',
  )
}
