// Which entries of a feed are filed already, word for word: remembered from visit to visit, so that a feed with one new
// entry means one draft. Forgotten with the process; then everything is drafted once more and found to be known.
import { hash } from 'node:crypto'
import type { ColumnId, Feed, FeedId, Publisher } from '../model/index.ts'
import type { Collecting } from './collecting.ts'
import type { HostRules, LearnedWays } from './reading-types.ts'
import type { LicenceFile } from '../collect/index.ts'

export type MetEntries = {
  /** By digest, the column that the entry is. Empty when anything that drafts depend on has changed. */
  of(feed: FeedId, circumstances: string): ReadonlyMap<number, ColumnId>
  /** What the feed lists and was filed, replacing what was remembered. */
  remember(feed: FeedId, circumstances: string, entries: ReadonlyMap<number, ColumnId>): void
}

/** 16 bytes an entry. */
const maxFeeds = 20_000
const maxEntries = 1_000

const memories = new WeakMap<Collecting, MetEntries>()

/** One memory a collector, however often it is run. */
export function metEntriesOf(collecting: Collecting): MetEntries {
  const memory = memories.get(collecting) ?? rememberEntries()
  memories.set(collecting, memory)
  return memory
}

function rememberEntries(): MetEntries {
  const feeds = new Map<FeedId, { circumstances: string; digests: Float64Array; ids: Float64Array }>()
  return {
    of(feed, circumstances) {
      const known = feeds.get(feed)
      if (known === undefined || known.circumstances !== circumstances) return new Map()
      return new Map(Array.from(known.digests, (digest, at) => [digest, known.ids[at] as ColumnId]))
    },
    remember(feed, circumstances, entries) {
      feeds.delete(feed)
      if (entries.size === 0 || entries.size > maxEntries) return
      if (feeds.size >= maxFeeds) feeds.delete(feeds.keys().next().value!)
      const [digests, ids] = [Float64Array.from(entries.keys()), Float64Array.from(entries.values())]
      feeds.set(feed, { circumstances, digests, ids })
    },
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
