// `colonnade catalogue check`: the data first, then how each feed of it is today.
import { readCatalogue } from '../catalogue/index.ts'
import { readConfig } from '../config.ts'
import { checkFeeds } from '../pipeline/index.ts'
import { createGuardedClient } from './collecting.ts'
import { untilSignalled } from './house.ts'
import { CommandError, print, printJson, printTable } from './out.ts'
import { progressBar } from './progress.ts'

export type CheckOptions = {
  readonly dataOnly?: boolean
  readonly publisher?: readonly string[]
  readonly json?: boolean
}

export async function checkCatalogue(options: CheckOptions): Promise<void> {
  const config = readConfig(process.env)
  const { publishers } = readCatalogue()
  const wanted = new Set(options.publisher)
  for (const slug of wanted) {
    if (!publishers.some((publisher) => publisher.slug === slug)) {
      throw new CommandError(`The catalogue has no publisher "${slug}".`)
    }
  }
  const chosen = wanted.size === 0 ? publishers : publishers.filter(({ slug }) => wanted.has(slug))
  const feeds = chosen.flatMap(({ slug, feeds }) => feeds.map(({ url }) => ({ publisher: slug, url })))
  const countries = new Set(chosen.map(({ country }) => country)).size
  const languages = new Set(chosen.flatMap(({ languages }) => languages)).size
  const summary = { publishers: chosen.length, feeds: feeds.length, countries, languages }
  if (options.dataOnly === true) {
    if (options.json === true) printJson(summary)
    else
      print(
        `${chosen.length} publishers, ${feeds.length} feeds, ${countries} countries, ${languages} languages: all well formed.`,
      )
    return
  }
  const client = createGuardedClient(config)
  const progress = progressBar('{bar} {value}/{total} {publisher}', feeds.length)
  try {
    const checks = await checkFeeds(feeds, {
      client,
      delayMs: config.crawlDelayMs,
      now: new Date(),
      signal: untilSignalled(),
      atOnce: config.hostsAtOnce,
      onChecked: ({ publisher }) => progress.step({ publisher }),
    })
    progress.stop()
    const well = checks.filter((check) => check.well).length
    if (options.json === true) printJson({ ...summary, well, checks })
    else {
      printTable(
        ['publisher', 'state', 'entries', 'with a writer', 'newest', 'address'],
        checks.map((check) => [
          check.publisher,
          check.state.slice(0, 60),
          check.entries,
          check.withAuthors,
          check.newestAt?.toISOString().slice(0, 10) ?? '',
          check.url,
        ]),
      )
      print(`${well} of ${checks.length} feeds are well.`)
    }
    if (well < checks.length) process.exitCode = 1
  } finally {
    progress.stop()
    await client.close()
  }
}
