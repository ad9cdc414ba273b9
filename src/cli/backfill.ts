// `colonnade backfill`: older columns of a publisher or a feed, slowly, by the collectors that run; and how far they are.
import {
  findHost,
  findPublisherBySlug,
  getPublisher,
  listBackfills,
  listFeeds,
  startBackfill,
  type BackfillStep,
  type DueFeed,
} from '../archive/index.ts'
import { parseRobots } from '../collect/index.ts'
import { readConfig } from '../config.ts'
import { openHouse, type House } from './house.ts'
import { CommandError, print, printJson, printTable } from './out.ts'

export type BackfillOptions = { readonly pages: string; readonly status?: boolean; readonly json?: boolean }

export async function backfill(target: string, options: BackfillOptions): Promise<void> {
  const pages = /^\d{1,6}$/.test(options.pages) ? Number(options.pages) : 0
  if (pages < 1) throw new CommandError(`--pages needs a whole number from 1, not "${options.pages}".`)
  const house = await openHouse(readConfig(process.env), { beside: true })
  try {
    const feeds = await feedsOf(house, target)
    if (options.status !== true) for (const feed of feeds) await order(house, feed, pages)
    const wanted = new Set(feeds.map(({ id }) => id))
    const publisher = await getPublisher(house.db, feeds[0]!.publisherId)
    const progress = (await listBackfills(house.db, { publisherId: publisher.id })).filter(({ feedId }) => wanted.has(feedId)) // prettier-ignore
    if (options.json === true) return printJson(progress)
    printTable(
      ['feed', 'read', 'to read', 'failed', 'new columns', 'problem'],
      progress.map(({ feedUrl, done, due, failed, newColumns, problem }) => [feedUrl, done, due, failed, newColumns, problem ?? '']), // prettier-ignore
    )
    if (progress.some(({ due }) => due > 0))
      print('Collectors read one after the other, at the pace each host asks for.')
  } finally {
    await house.archive.close()
  }
}

async function feedsOf({ db }: House, target: string): Promise<DueFeed[]> {
  const found = await findPublisherBySlug(db, target)
  if (found?.kind === 'moved') throw new CommandError(`${target} is called ${found.slug} now.`)
  const feeds = (await listFeeds(db, found === undefined ? {} : { publisherId: found.value.id })).filter(
    ({ url, goneAt, format }) => goneAt === null && format !== 'page' && (found !== undefined || url === target),
  )
  if (feeds.length > 0) return feeds
  throw new CommandError(`${target} is neither a publisher's short name nor the address of a feed that is followed.`)
}

/** The feed itself names its archives; robots.txt names the host's sitemaps, as far as it was read already. */
async function order({ db }: House, feed: DueFeed, pages: number): Promise<void> {
  const robots = (await findHost(db, feed.host))?.robots
  const sitemaps =
    robots?.state === 'rules' ? parseRobots(robots.text).sitemaps.filter((url) => /^https?:/.test(url)) : []
  const urls = [...new Set([feed.url, ...sitemaps])].slice(0, pages)
  const pagesLeft = Math.floor((pages - urls.length) / urls.length)
  const steps: BackfillStep[] = urls.map((url) => ({ url, pagesLeft }))
  await startBackfill(db, { publisherId: feed.publisherId, feedId: feed.id }, steps, new Date())
}
