// `colonnade catalogue check`: each feed asked once, and how it is in one line.
import { parseFeed } from '../parse/index.ts'
import { describeOutcome } from './describe-outcome.ts'
import { createPoliteVisitor, type PoliteVisitorOptions } from './polite-visitor.ts'

export type FeedToCheck = { readonly publisher: string; readonly url: string }

export type FeedCheck = FeedToCheck & {
  /** `well`, or what is wrong in plain words. */
  readonly state: string
  readonly well: boolean
  readonly status: number | null
  readonly format: string | null
  readonly entries: number
  readonly withAuthors: number
  readonly newestAt: Date | null
}

export type CheckOptions = PoliteVisitorOptions & {
  readonly atOnce: number
  readonly onChecked: (check: FeedCheck) => void
}

const staleAfterMs = 30 * 24 * 3600_000

/** In the order given. Hosts are asked side by side, feeds of one host one after another. Rejects only when the signal aborts. */
export async function checkFeeds(feeds: readonly FeedToCheck[], options: CheckOptions): Promise<FeedCheck[]> {
  const visitor = createPoliteVisitor(options)
  const results: FeedCheck[] = []
  const waiting = [...feeds.entries()]
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, feed] = next
      const check = await checkOne(feed)
      results[at] = check
      options.onChecked(check)
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.atOnce, feeds.length) }, worker))
  return results

  async function checkOne(feed: FeedToCheck): Promise<FeedCheck> {
    const outcome = await visitor.visit(feed.url, 'feed')
    const { status, problem } = describeOutcome(outcome)
    const unread = { ...feed, well: false, status, format: null, entries: 0, withAuthors: 0, newestAt: null }
    if (outcome.kind !== 'fetched') return { ...unread, state: problem ?? outcome.kind }
    const { url, contentType, charset } = outcome
    const reading = parseFeed(outcome.body, { url, contentType, charset })
    if (reading.kind === 'not-a-feed') return { ...unread, state: reading.problem }
    const { entries, format, problems } = reading.feed
    const dates = entries.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt.getTime()]))
    const newestAt = dates.length === 0 ? null : new Date(Math.max(...dates))
    const stale = newestAt !== null && options.now.getTime() - newestAt.getTime() > staleAfterMs
    const state =
      entries.length === 0
        ? 'empty'
        : stale
          ? `nothing new since ${newestAt.toISOString().slice(0, 10)}`
          : outcome.movedTo !== null
            ? `moved for good to ${outcome.movedTo}`
            : (problems[0] ?? 'well')
    return {
      ...feed,
      state,
      well: state === 'well',
      status,
      format,
      entries: entries.length,
      withAuthors: entries.filter(({ claims }) => claims.length > 0).length,
      newestAt,
    }
  }
}
