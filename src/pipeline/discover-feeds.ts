// `colonnade add URL`: from one address to the feeds worth following, visited within the host's rules and shown first.
import { candidates, type Candidate } from '../catalogue/index.ts'
import { parseRobots } from '../collect/index.ts'
import type { FeedDocument, FeedFormat, LanguageTag, PageFacts, VisitOutcome } from '../model/index.ts'
import { decodeText, languageTag, parseFeed, parsePage } from '../parse/index.ts'
import { describeOutcome } from './describe-outcome.ts'
import { feedFromPage } from './entries-from-page.ts'
import { createPoliteVisitor, type PoliteVisitorOptions } from './polite-visitor.ts'

export type FoundFeed = {
  readonly url: string
  readonly format: FeedFormat
  readonly title: string | null
  readonly lang: LanguageTag | null
  readonly entries: number
  readonly withAuthors: number
  readonly newestAt: Date | null
  /** A few headlines, so that a person can see what is in it. */
  readonly headlines: readonly string[]
  readonly reason: Candidate['reason'] | 'itself'
  readonly opinion: boolean
}

export type Discovery =
  | {
      readonly kind: 'found'
      readonly name: string | null
      /** The page that was looked at, or the home that the feed at the address names. */
      readonly url: string
      readonly lang: LanguageTag | null
      readonly feeds: readonly FoundFeed[]
      /** What was asked in vain, in plain words. */
      readonly tried: readonly string[]
    }
  | { readonly kind: 'unreadable'; readonly problem: string }

const maxVisits = 24
const enoughFeeds = 12

/** Rejects only when `signal` aborts. */
export async function discoverFeeds(address: string, options: PoliteVisitorOptions): Promise<Discovery> {
  const visitor = createPoliteVisitor(options)
  let visits = 0
  const first = await visit(address, 'page')
  if (first.kind !== 'fetched') return { kind: 'unreadable', problem: problemOf(first) }
  const itself = readFeed(first, 'itself', false)
  if (itself !== null) {
    return {
      kind: 'found',
      name: itself.document.title,
      url: itself.document.home ?? first.url,
      lang: itself.found.lang,
      feeds: [itself.found],
      tried: [],
    }
  }
  const facts = readPageOf(first)
  const robots = visitor.robotsOf(new URL(first.url).origin)
  const sitemaps = robots === undefined ? [] : parseRobots(robots.text).sitemaps
  const found = new Map<string, FoundFeed>()
  const tried: string[] = []
  for (const candidate of candidates({ url: first.url, links: facts.links, feeds: facts.feeds, sitemaps })) {
    if (visits >= maxVisits || found.size >= enoughFeeds) break
    const lastResort = candidate.reason === 'sitemap' || candidate.reason === 'page'
    if ((candidate.guessed || lastResort) && found.size > 0) continue
    const answer =
      candidate.url === first.url ? first : await visit(candidate.url, candidate.format === 'page' ? 'page' : 'feed')
    const feed =
      answer.kind !== 'fetched'
        ? null
        : candidate.format === 'page'
          ? pageAsFeed(answer, candidate)
          : readFeed(answer, candidate.reason, candidate.opinion, candidate.title)?.found
    if (feed) found.set(feed.url, feed)
    else tried.push(`${candidate.url}: ${answer.kind === 'fetched' ? 'no feed' : problemOf(answer)}`)
  }
  const feeds = [...found.values()]
  return { kind: 'found', name: facts.publisher, url: first.url, lang: facts.lang, feeds, tried }

  function visit(url: string, purpose: 'feed' | 'page'): Promise<VisitOutcome> {
    visits += 1
    return visitor.visit(url, purpose)
  }
}

type Fetched = Extract<VisitOutcome, { kind: 'fetched' }>

function readFeed(
  outcome: Fetched,
  reason: FoundFeed['reason'],
  opinion: boolean,
  title: string | null = null,
): { found: FoundFeed; document: FeedDocument } | null {
  const { url, contentType, charset } = outcome
  const reading = parseFeed(outcome.body, { url, contentType, charset })
  if (reading.kind === 'not-a-feed') return null
  const document = reading.feed
  return { document, found: describeFeed(document, url, document.format, reason, opinion, document.title ?? title) }
}

function pageAsFeed(outcome: Fetched, candidate: Candidate): FoundFeed | null {
  const document = feedFromPage(readPageOf(outcome))
  if (document.entries.length < 3) return null
  return describeFeed(document, outcome.url, 'page', candidate.reason, candidate.opinion, document.title)
}

function describeFeed(
  document: FeedDocument,
  url: string,
  format: FeedFormat,
  reason: FoundFeed['reason'],
  opinion: boolean,
  title: string | null,
): FoundFeed {
  const dates = document.entries.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt.getTime()]))
  return {
    url,
    format,
    title,
    lang: languageTag(document.lang),
    entries: document.entries.length,
    withAuthors: document.entries.filter(({ claims }) => claims.length > 0).length,
    newestAt: dates.length === 0 ? null : new Date(Math.max(...dates)),
    headlines: document.entries.slice(0, 3).map((entry) => entry.title),
    reason,
    opinion,
  }
}

function readPageOf(outcome: Fetched): PageFacts {
  const { text } = decodeText(outcome.body, { charset: outcome.charset, kind: 'html' })
  return parsePage(text, { url: outcome.url, headers: outcome.headers, links: true })
}

function problemOf(outcome: VisitOutcome): string {
  return describeOutcome(outcome).problem ?? outcome.kind
}
