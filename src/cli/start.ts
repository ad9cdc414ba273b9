// `colonnade start` and `colonnade serve`: the site, and beside it the collector and the database.
import { once } from 'node:events'
import { hasReplica } from '../archive/index.ts'
import type { Metrics } from '../base/index.ts'
import { readConfig, type Config } from '../config.ts'
import { followCatalogue, runCollector } from '../pipeline/index.ts'
import { createApp, openPageCache, startServer } from '../serve/index.ts'
import {
  createCollecting,
  createGuardedClient,
  findSecret,
  openHouse,
  publicUrlOf,
  untilSignalled,
  type House,
} from './house.ts'
import { openMetrics } from './metrics.ts'
import { CommandError, print } from './out.ts'
import { version } from './version.ts'

export async function start(options: { readonly catalogue: boolean }): Promise<void> {
  const config = readConfig(process.env)
  const stopped = untilSignalled()
  const house = await openHouse(config)
  const client = createGuardedClient(config)
  const counted = await openMetrics(house, config)
  // Connections of their own: no reader waits until a collector gives one back.
  const readers = await openHouse(config, { use: 'site', beside: true, migrate: false })
  try {
    const site = await openSite(readers, config, counted.metrics)
    print(`Colonnade ${version} is open on ${publicUrlOf(config)}`)
    if (options.catalogue) {
      const followed = await followCatalogue(house.db)
      if (followed.newFeeds > 0) print(`Following ${followed.feeds} feeds of ${followed.publishers} publishers.`)
    }
    await runCollector(await createCollecting(house, config, client, counted.metrics.visited), { signal: stopped })
    await site.close()
  } finally {
    await client.close()
    await counted.close()
    await readers.archive.close()
    await house.archive.close()
  }
}

export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const stopped = untilSignalled()
  const house = await openHouse(config, { use: 'site' })
  const counted = await openMetrics(house, config)
  try {
    const site = await openSite(house, config, counted.metrics)
    print(`Colonnade ${version} is open on ${publicUrlOf(config)}`)
    if (!stopped.aborted) await once(stopped, 'abort')
    await site.close()
  } finally {
    await counted.close()
    await house.archive.close()
  }
}

export type Site = { readonly url: string; close(): Promise<void> }

/** Throws a CommandError when the address cannot be listened on. */
export async function openSite(house: House, config: Config, metrics?: Metrics): Promise<Site> {
  const { host, port } = config
  const maxBytes = config.pageCacheBytes
  const kept = maxBytes === 0 && !hasReplica(house.db) ? null : openPageCache(house.db, { maxBytes, log: house.log })
  const app = createApp({
    db: house.db,
    publicUrl: publicUrlOf(config),
    version,
    secret: await findSecret(house.db, config),
    log: house.log,
    contact: config.contact,
    ...(kept === null ? {} : { pages: kept.pages }),
    ...(metrics === undefined ? {} : { onAnswer: metrics.answered }),
  })
  try {
    const server = await startServer(app, { host, port })
    return {
      url: server.url,
      async close() {
        await server.close()
        await kept?.close()
      },
    }
  } catch (error) {
    await kept?.close()
    const code = error instanceof Error && 'code' in error ? String(error.code) : null
    const why = code === null ? undefined : cannotListen[code]
    if (why === undefined) throw error
    throw new CommandError(`Port ${port} of ${host} ${why}. Set PORT or HOST to listen elsewhere.`)
  }
}

const cannotListen: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'may not be used by this user',
  EADDRNOTAVAIL: 'does not belong to this machine',
  ENOTFOUND: 'cannot be found',
}
