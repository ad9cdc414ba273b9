// The bound: what collecting costs at the least. undici, feedsmith and one bulk insert a feed of ready-made rows into the
// same tables and indexes; no rules, no attribution, no excerpts, no politeness. Runs as a process of its own.
import { Parser } from 'htmlparser2'
import { parseFeed } from 'feedsmith'
import { sql } from 'kysely'
import { Agent, request } from 'undici'
import { openArchive, type Db } from '../archive/index.ts'
import { answerParent, readTask, type SideTask } from './side-process.ts'

const task = readTask()
const archive = await openArchive({ url: task.databaseUrl, migrate: false })
const dispatcher = new Agent({ connect: { lookup: loopback }, connections: 4 })
const etags = new Map<string, string>()
await archive.db.selectFrom('feeds').select('id').limit(1).execute() // connected before the clock starts

await answerParent(async () => {
  const entries = await collectAll(task, archive.db)
  return { entries }
})
await dispatcher.close()
await archive.close()

async function collectAll({ feeds, atOnce, pages }: SideTask, db: Db): Promise<number> {
  const waiting = [...feeds]
  let entries = 0
  const worker = async () => {
    for (let feed = waiting.pop(); feed !== undefined; feed = waiting.pop()) {
      const etag = feed.etag ?? etags.get(feed.url)
      const answer = await request(feed.url, {
        dispatcher,
        headers: etag === undefined ? {} : { 'if-none-match': etag },
      })
      if (answer.statusCode === 304) {
        await answer.body.dump()
        await sql`update feeds set next_at = now() + interval '1 hour', visited_at = now() where publisher_id = ${feed.publisherId} and id = ${feed.feedId}`.execute(
          db,
        )
        continue
      }
      const parsed = parseFeed(await answer.body.text())
      const items = (parsed.format === 'rss' ? parsed.feed.items : []) ?? []
      const rows = items.map(({ title, link, description, pubDate, dc }) => ({
        url: link ?? '',
        title: title ?? '',
        excerpt: (description ?? '').slice(0, 150),
        byline: dc?.creators?.[0] ?? '',
        at: pubDate === undefined ? new Date() : new Date(pubDate),
      }))
      await insert(db, feed, rows, typeof answer.headers.etag === 'string' ? answer.headers.etag : null)
      entries += rows.length
      if (pages) for (const row of rows) await readPage(row.url)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return entries
}

type Row = { url: string; title: string; excerpt: string; byline: string; at: Date }

async function insert(
  db: Db,
  feed: SideTask['feeds'][number],
  rows: readonly Row[],
  etag: string | null,
): Promise<void> {
  await sql`
    with given as (
      select * from unnest(
        ${rows.map((row) => row.url)}::text[], ${rows.map((row) => row.title)}::text[], ${rows.map((row) => row.excerpt)}::text[],
        ${rows.map((row) => row.byline)}::text[], ${rows.map((row) => row.at)}::timestamptz[]
      ) as g (url, title, excerpt, byline, at)
    ), filed as (
      insert into columns (publisher_id, canonical_url, feed_id, country, title, excerpt, byline, lang, dir, kind, opinion,
        access, max_list_chars, listed, page_read, published_at, published_known, collected_at, search)
      select ${feed.publisherId}, url, ${feed.feedId}, 'us', title, excerpt, byline, 'en', 'ltr', 'column', true,
        'unknown', 150, true, false, at, true, now(), to_tsvector('simple', title || ' ' || excerpt || ' ' || byline)
      from given on conflict do nothing returning id, byline, published_at
    ), credited as (
      insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at)
      select ${feed.publisherId}, id, 0, 1, 'person', 0.9, published_at from filed
    ), proven as (
      insert into evidence (publisher_id, column_id, position, number, source, text, place)
      select ${feed.publisherId}, id, 0, 0, 'feed:dc:creator', byline, 'item' from filed
    ), bound as (
      insert into rules (publisher_id, column_id, position, source, agent, name, value, place, effect, decisive, read_at)
      select ${feed.publisherId}, id, 0, 'country', '*', 'default', '150', 'us', 'At most 150 characters', true, now() from filed
    )
    update feeds set next_at = now() + interval '1 hour', visited_at = now(), etag = ${etag}
    where publisher_id = ${feed.publisherId} and id = ${feed.feedId}
  `.execute(db)
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
