// A collector with a clock of its own over one pretend publisher and a real database: for tests of what happens when.
import type { TestContext } from 'node:test'
import { upsertEdition, upsertFeed, upsertPublisher, type Db, type DueFeed } from '../src/archive/index.ts'
import { listFeeds } from '../src/archive/index.ts'
import { withDatabase } from '../src/archive/test-database.ts'
import { createLog } from '../src/base/index.ts'
import { loadLanguageDetector } from '../src/parse/index.ts'
import { runCollector, usualLeaseMs, type Collecting, type CollectorReport } from '../src/pipeline/index.ts'
import type { Feed, Publisher } from '../src/model/index.ts'
import { body, pretendPublisher, testClient, type Handler, type PretendPublisher } from './collect-server.ts'

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export type ClockedHouse = {
  readonly db: Db
  readonly press: PretendPublisher
  readonly publisher: Publisher
  readonly feed: Feed
  readonly collecting: Collecting
  readonly now: () => Date
  readonly pass: (ms: number) => void
  /** Everything that is due now. */
  readonly collect: () => Promise<CollectorReport>
  readonly feedNow: () => Promise<DueFeed>
  /** `GET /feed` … since the last time this was asked. */
  readonly asked: () => string[]
}

/** Follows `/feed` of a pretend publisher; all of it is gone when the test ends. Handlers may be changed as it goes. */
export async function clockedHouse(
  t: TestContext,
  handlers: Record<string, Handler>,
  options: Partial<Collecting> & { readonly feedPath?: string; readonly start?: Date } = {},
): Promise<ClockedHouse> {
  const { feedPath = '/feed', start = new Date('2026-11-16T06:30:00Z'), ...given } = options
  const db = await withDatabase(t)
  const press = await pretendPublisher(t, handlers)
  await upsertEdition(db, { id: 'us', name: 'United States', languages: ['en'] })
  const publisher = await upsertPublisher(db, {
    slug: 'paper',
    name: 'The Paper',
    home: press.url('/'),
    country: 'us',
    languages: ['en'],
    contact: null,
    agreement: null,
    attributionRule: null,
    addressSource: 'a test',
  })
  let time = start.getTime()
  const now = () => new Date(time)
  const feed = await upsertFeed(db, {
    publisherId: publisher.id,
    url: press.url(feedPath),
    kind: 'column',
    nextAt: now(),
  })
  const collecting: Collecting = {
    db,
    client: testClient(t),
    log: createLog('silent'),
    detector: await loadLanguageDetector(),
    worker: 'clocked',
    crawlDelayMs: 0,
    hostsAtOnce: 4,
    readPages: false,
    revisitMs: null,
    leaseMs: usualLeaseMs,
    now,
    random: () => 0,
    ...given,
  }
  let told = 0
  return {
    db,
    press,
    publisher,
    feed,
    collecting,
    now,
    pass: (ms) => void (time += ms),
    collect: () => runCollector(collecting, { signal: new AbortController().signal, once: true }),
    feedNow: async () => (await listFeeds(db)).find(({ id }) => id === feed.id)!,
    asked() {
      const since = press.requests.slice(told)
      told = press.requests.length
      return since.map(({ method, url }) => `${method} ${url}`)
    },
  }
}

type Item = { readonly path: string; readonly title?: string; readonly extra?: string; readonly day?: number }

/** An RSS feed whose items are dated days before the clock's start, the first the newest. */
export function rss(press: { url(path: string): string }, items: readonly Item[], head = ''): string {
  const entries = items.map(({ path, title = `On ${path.slice(1)}`, extra = '', day = 1 }) => {
    const date = new Date(Date.parse('2026-11-16T06:00:00Z') - day * dayMs).toUTCString()
    return `<item><title>${title}</title><link>${press.url(path)}</link><pubDate>${date}</pubDate>
      <dc:creator>Ada Okoro</dc:creator><description>A short word about it, and why it matters.</description>${extra}</item>`
  })
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:rsl="https://rslstandard.org/rsl"
    xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>The Paper</title>${head}${entries.join('')}</channel></rss>`
}

export const xml = { 'content-type': 'application/rss+xml' }

/** Answers with what `content` says at that moment. */
export function changing(content: () => string, headers: Record<string, string> = {}): Handler {
  return (request, response) => body(content(), { ...xml, ...headers })(request, response)
}
