// `colonnade serve`: the site alone. Nothing here or behind it may load what only a collector needs.
import { once } from 'node:events'
import { readConfig } from '../config.ts'
import { openHouse, publicUrlOf, untilSignalled } from './house.ts'
import { openMetrics } from './metrics.ts'
import { print } from './out.ts'
import { settleMemory } from './settle-memory.ts'
import { openSite } from './site.ts'
import { version } from './version.ts'

export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const stopped = untilSignalled()
  settleMemory()
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
