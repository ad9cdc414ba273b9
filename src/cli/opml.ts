// `colonnade import` and `colonnade export`: what we follow, as OPML.
import { readFile } from 'node:fs/promises'
import {
  addPublisher,
  ensureEdition,
  findPublisherByHome,
  listFeeds,
  listPublishers,
  upsertFeeds,
} from '../archive/index.ts'
import { isCountryCode, readOpml, writeOpml, type OpmlFeed } from '../catalogue/index.ts'
import { readConfig } from '../config.ts'
import { decodeText } from '../parse/index.ts'
import { openHouse } from './house.ts'
import { CommandError, countryName, print, printJson } from './out.ts'
import { progressBar } from './progress.ts'

export async function importOpml(
  file: string,
  options: { readonly country?: string; readonly json?: boolean },
): Promise<void> {
  const country = options.country?.toLowerCase() ?? 'zz'
  if (country !== 'zz' && !isCountryCode(country)) throw new CommandError(`"${country}" is not a country code.`)
  const reading = readOpml(decodeText(await readOwnFile(file), { charset: null, kind: 'xml' }).text)
  if (reading.kind === 'not-opml') throw new CommandError(`${file} is not an OPML file: ${reading.problem}.`)
  const house = await openHouse(readConfig(process.env), { beside: true })
  const progress = progressBar('{bar} {value}/{total} {title}', reading.feeds.length)
  try {
    await ensureEdition(house.db, { id: country, name: countryName(country), languages: [] })
    const followed = new Set((await listFeeds(house.db)).map(({ url }) => url))
    const fresh = reading.feeds.filter(({ url }) => !followed.has(url))
    await house.db.transaction().execute(async (trx) => {
      for (const feed of fresh) {
        const publisher =
          (await findPublisherByHome(trx, homeOf(feed))) ??
          (await addPublisher(trx, {
            slug: nameOf(feed),
            name: nameOf(feed),
            home: homeOf(feed),
            country,
            languages: feed.lang === null ? [] : [feed.lang],
            addressSource: 'imported by the operator',
          }))
        const { url, title, lang } = feed
        await upsertFeeds(trx, [
          { publisherId: publisher.id, url, format: null, title, lang, kind: null, section: null },
        ])
        progress.step({ title })
      }
    })
    progress.stop()
    const report = { feeds: reading.feeds.length, new: fresh.length, problems: reading.problems }
    if (options.json === true) printJson(report)
    else {
      print(`${report.feeds} feeds read, ${report.new} of them new here.`)
      for (const problem of report.problems) print(`! ${problem}`)
    }
  } finally {
    progress.stop()
    await house.archive.close()
  }
}

export async function exportOpml(): Promise<void> {
  const house = await openHouse(readConfig(process.env), { beside: true })
  try {
    const publishers = new Map((await listPublishers(house.db, {})).map((publisher) => [publisher.id, publisher]))
    const feeds = (await listFeeds(house.db, {})).map((feed): OpmlFeed => {
      const publisher = publishers.get(feed.publisherId)
      return {
        publisherName: publisher?.name ?? null,
        title: feed.title ?? publisher?.name ?? feed.url,
        url: feed.url,
        home: publisher?.home ?? null,
        lang: feed.lang,
        tags: feed.section === null ? [] : [feed.section],
      }
    })
    print(writeOpml(feeds, { title: 'Feeds that this Colonnade follows', createdAt: new Date() }))
  } finally {
    await house.archive.close()
  }
}

/** The page that a feed belongs to; without one, the root of its own host. */
function homeOf(feed: OpmlFeed): string {
  return feed.home ?? new URL('/', feed.url).href
}

function nameOf(feed: OpmlFeed): string {
  return feed.publisherName ?? feed.title
}

async function readOwnFile(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new CommandError(`${file} could not be read (${String(error.code)}).`)
    throw error
  }
}
