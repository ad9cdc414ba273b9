// `colonnade add URL`: looks for feeds, shows what was found, and follows what the operator agrees to.
import { createInterface } from 'node:readline/promises'
import { addPublisher, ensureEdition, findPublisherByHome, listFeeds, upsertFeeds } from '../archive/index.ts'
import { isCountryCode, proposePublisher } from '../catalogue/index.ts'
import { readConfig } from '../config.ts'
import { discoverFeeds, type FoundFeed } from '../pipeline/index.ts'
import { createGuardedClient } from './collecting.ts'
import { openHouse, untilSignalled } from './house.ts'
import { CommandError, countryName, print, printJson } from './out.ts'
import { countingProgress } from './progress.ts'
import type { AddOptions } from './program.ts'

export async function add(address: string, options: AddOptions): Promise<void> {
  const config = readConfig(process.env)
  const asked = options.country?.toLowerCase() ?? null
  if (asked !== null && !isCountryCode(asked)) throw new CommandError(`"${options.country}" is not a country code.`)
  const url = /^https?:\/\//i.test(address) ? address : `https://${address}`
  if (URL.parse(url) === null) throw new CommandError(`"${address}" is not an address.`)
  const client = createGuardedClient(config)
  const progress = countingProgress('asking {url}')
  try {
    const found = await discoverFeeds(url, {
      client,
      delayMs: config.crawlDelayMs,
      now: new Date(),
      signal: untilSignalled(),
      onVisit: (visited) => progress.step({ url: visited }),
    })
    progress.stop()
    if (found.kind === 'unreadable') throw new CommandError(`${url} could not be read: ${found.problem}.`)
    if (found.feeds.length === 0) {
      throw new CommandError(`No feed was found at ${url}.${found.tried.map((line) => `\n  ${line}`).join('')}`)
    }
    if (options.json !== true) showFeeds(found.feeds)
    const chosen = options.all === true ? found.feeds : found.feeds.slice(0, 1)
    if (!(await agreed(chosen, options))) {
      if (options.json === true) printJson({ ...found, followed: [] })
      else print('Nothing was followed. Add --yes to follow without being asked.')
      return
    }
    const house = await openHouse(config, { beside: true })
    try {
      const proposed = proposePublisher({
        url: found.url,
        siteName: options.name ?? found.name,
        feedTitle: chosen[0]?.title ?? null,
        lang: found.lang,
      })
      const country = asked ?? proposed.country ?? 'zz'
      const languages = languagesOf(chosen, found.lang)
      await ensureEdition(house.db, { id: country, name: countryName(country), languages })
      const publisher =
        (await findPublisherByHome(house.db, proposed.home)) ??
        (await addPublisher(house.db, { ...proposed, country, languages, addressSource: 'added by the operator' }))
      const followed = new Set((await listFeeds(house.db)).map(({ url }) => url))
      const fresh = chosen.filter(({ url }) => !followed.has(url))
      await upsertFeeds(
        house.db,
        fresh.map((feed) => ({
          publisherId: publisher.id,
          url: feed.url,
          format: feed.format,
          title: feed.title,
          lang: feed.lang ?? found.lang,
          kind: options.kind ?? (feed.opinion ? ('column' as const) : null),
          section: null,
        })),
      )
      if (options.json === true)
        printJson({ ...found, publisher: publisher.slug, followed: fresh.map((feed) => feed.url) })
      else if (fresh.length === 0) print('Every one of these is followed already; nothing was changed.')
      else
        print(
          `Following ${fresh.length === 1 ? 'it' : `all ${fresh.length}`} as "${publisher.name}" (${publisher.slug}).`,
        )
    } finally {
      await house.archive.close()
    }
  } finally {
    progress.stop()
    await client.close()
  }
}

function languagesOf(feeds: readonly FoundFeed[], page: string | null): string[] {
  return [...new Set([...feeds.map((feed) => feed.lang), page].filter((lang) => lang !== null))]
}

function showFeeds(feeds: readonly FoundFeed[]): void {
  for (const [at, feed] of feeds.entries()) {
    const newest = feed.newestAt === null ? 'no dates' : `newest ${feed.newestAt.toISOString().slice(0, 10)}`
    const about = [feed.format, `${feed.entries} entries`, `${feed.withAuthors} with a writer`, newest, feed.reason]
    print(`${at + 1}. ${feed.title ?? '(no title)'}${feed.opinion ? ' [opinion]' : ''}`)
    print(`   ${feed.url}`)
    print(`   ${about.join(' · ')}`)
    for (const headline of feed.headlines) print(`     – ${headline}`)
  }
}

async function agreed(chosen: readonly FoundFeed[], options: AddOptions): Promise<boolean> {
  if (options.yes === true) return true
  if (!process.stdin.isTTY || options.json === true) return false
  const ask = createInterface({ input: process.stdin, output: process.stderr })
  const what = chosen.length === 1 ? 'the first' : `all ${chosen.length}`
  const answer = await ask.question(`Follow ${what}? [y/N] `)
  ask.close()
  return /^y(es)?$/i.test(answer.trim())
}
