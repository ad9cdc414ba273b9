// `colonnade start`: the site, and beside it the collector and the database.
import { followCatalogue, runCollector } from '../pipeline/index.ts'
import { createCollecting, createGuardedClient } from './collecting.ts'
import { openHouse, publicUrlOf, readConfigAtTerminal, untilSignalled } from './house.ts'
import { openMetrics } from './metrics.ts'
import { print } from './out.ts'
import { collectingProgress } from './progress.ts'
import { settleMemory } from './settle-memory.ts'
import { openSite } from './site.ts'
import { version } from './version.ts'

export async function start(options: { readonly catalogue: boolean }): Promise<void> {
  const config = readConfigAtTerminal()
  const stopped = untilSignalled()
  settleMemory()
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
    const progress = collectingProgress(counted.metrics.visited)
    const collecting = await createCollecting(house, config, client, progress.visited)
    await runCollector(collecting, { signal: stopped }).finally(progress.stop)
    await site.close()
  } finally {
    await client.close()
    await counted.close()
    await readers.archive.close()
    await house.archive.close()
  }
}
