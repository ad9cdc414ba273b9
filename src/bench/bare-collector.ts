// The bound: what collecting costs at the least. undici, feedsmith and one bulk insert a feed of ready-made rows into the
// same tables and indexes; no rules, no attribution, no excerpts, no politeness. Runs as a process of its own.
import { parseFeed } from 'feedsmith'
import { Parser } from 'htmlparser2'
import { sql } from 'kysely'
import { Agent, request } from 'undici'
import { openArchive, type Db } from '../archive/index.ts'
import { insertNothingNew, insertReadyMade, type BareFeed, type ReadyRow } from './bare-rows.ts'
import { answerParent, readTask, type SideCounts } from './side-process.ts'

const task = readTask()
const archive = await openArchive({ url: task.databaseUrl, migrate: false })
const dispatcher = new Agent({ connect: { lookup: loopback }, connections: 4 })
await archive.db.selectFrom('feeds').select('id').limit(1).execute() // connected before the clock starts

await answerParent(() => collectAll(archive.db))
await dispatcher.close()
await archive.close()

async function collectAll(db: Db): Promise<SideCounts> {
  const { rows: waiting } = await sql<BareFeed>`
    select publisher_id as "publisherId", id as "feedId", host, url, etag from feeds order by id desc`.execute(db)
  const counts = { feeds: 0, entries: 0, pages: 0 }
  const worker = async () => {
    for (let feed = waiting.pop(); feed !== undefined; feed = waiting.pop()) {
      counts.feeds += 1
      const headers: Record<string, string> = feed.etag === null ? {} : { 'if-none-match': feed.etag }
      const answer = await request(feed.url, { dispatcher, headers })
      if (answer.statusCode === 304) {
        await answer.body.dump()
        await insertNothingNew(db, feed)
        continue
      }
      const text = await answer.body.text()
      const rows = readRows(text)
      const etag = typeof answer.headers.etag === 'string' ? answer.headers.etag : null
      const filed = await insertReadyMade(db, feed, rows, etag, text.length)
      counts.entries += filed
      if (!task.pages) continue
      for (const row of rows) {
        counts.pages += 1
        await readPage(row.url)
      }
    }
  }
  await Promise.all(Array.from({ length: task.atOnce }, worker))
  return counts
}

/** The four fields as feedsmith gives them, markup and all. */
function readRows(text: string): ReadyRow[] {
  const { format, feed } = parseFeed(text)
  if (format === 'rss')
    return (feed.items ?? []).map(({ title, link, description, pubDate, dc, authors, guid }) =>
      row(link, title, description, dc?.creators?.[0] ?? authors?.[0], pubDate, guid?.value),
    )
  if (format === 'atom')
    return (feed.entries ?? []).map(({ title, links, summary, authors, published, id }) =>
      row(links?.[0]?.href, title, summary, authors?.[0]?.name, published, id),
    )
  if (format === 'json')
    return (feed.items ?? []).map(({ title, url, summary, authors, date_published, id }) =>
      row(url, title, summary, authors?.[0]?.name, date_published, id),
    )
  return []
}

function row(
  url: string | undefined,
  title: unknown,
  text: unknown,
  byline: unknown,
  date: string | undefined,
  guid: string | undefined,
): ReadyRow {
  return {
    url: url ?? '',
    guid: guid ?? '',
    title: textOf(title),
    excerpt: textOf(text).slice(0, 150),
    byline: textOf(byline),
    at: date === undefined ? new Date() : new Date(date),
  }
}

/** feedsmith gives some texts as they are, others with their type beside them. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  const { value: inner, name } = (value ?? {}) as { value?: unknown; name?: unknown }
  return typeof inner === 'string' ? inner : typeof name === 'string' ? name : ''
}

/** One SAX pass that keeps nothing but a count. */
async function readPage(url: string): Promise<void> {
  const { body } = await request(url, { dispatcher })
  let tags = 0
  const parser = new Parser({ onopentag: () => (tags += 1), ontext: () => undefined })
  parser.end(await body.text())
}

function loopback(
  _host: string,
  _options: unknown,
  found: (error: null, addresses: { address: string; family: 4 }[]) => void,
): void {
  found(null, [{ address: '127.0.0.1', family: 4 }])
}
