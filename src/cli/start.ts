// `colonnade start` and `colonnade serve`: the site, and beside it the collector and the database.
import { once } from 'node:events'
import { readConfig, type Config } from '../config.ts'
import { followCatalogue, runCollector, type Collecting } from '../pipeline/index.ts'
import { createApp, startServer } from '../serve/index.ts'
import {
  createCollecting,
  createGuardedClient,
  findSecret,
  openHouse,
  publicUrlOf,
  untilSignalled,
  type House,
} from './house.ts'
import { print } from './out.ts'
import { version } from './version.ts'

export async function start(options: { readonly catalogue: boolean }): Promise<void> {
  const config = readConfig(process.env)
  const stopped = untilSignalled()
  const house = await openHouse(config)
  const client = createGuardedClient(config)
  try {
    const site = await openSite(house, config)
    print(`Colonnade ${version} is open on ${site.url}`)
    if (options.catalogue) {
      const followed = await followCatalogue(house.db)
      if (followed.newFeeds > 0) print(`Following ${followed.feeds} feeds of ${followed.publishers} publishers.`)
    }
    await runCollector(await createCollecting(house, config, client), { signal: stopped })
    await site.close()
  } finally {
    await client.close()
    await house.archive.close()
  }
}

export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const stopped = untilSignalled()
  const house = await openHouse(config)
  try {
    const site = await openSite(house, config)
    print(`Colonnade ${version} is open on ${site.url}`)
    if (!stopped.aborted) await once(stopped, 'abort')
    await site.close()
  } finally {
    await house.archive.close()
  }
}

export type Site = { readonly url: string; close(): Promise<void> }

export async function openSite(
  house: House,
  config: Config,
  demo: Partial<Pick<Collecting, 'revisitMs'>> = {},
): Promise<Site> {
  const app = createApp({
    db: house.db,
    publicUrl: publicUrlOf(config),
    version,
    secret: await findSecret(house.db, config),
    log: house.log,
    contact: config.contact,
    ...demo,
  })
  return startServer(app, { host: config.host, port: config.port })
}
