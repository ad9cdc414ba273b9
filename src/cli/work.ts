// `colonnade work`: what a collector does beside its visits, in a process of its own.
import { readConfig } from '../config.ts'
import { runWork } from '../pipeline/index.ts'
import { openHouse, untilSignalled } from './house.ts'
import { openMetrics } from './metrics.ts'
import { print } from './out.ts'
import { settleMemory } from './settle-memory.ts'

export async function work(options: { readonly once?: boolean }): Promise<void> {
  const config = readConfig(process.env)
  const stopped = untilSignalled()
  settleMemory()
  const house = await openHouse(config)
  const counted = await openMetrics(house, config)
  const { keepImages } = config
  try {
    await runWork(
      { db: house.db, log: house.log, now: () => new Date(), keepImages },
      { signal: stopped, once: options.once ?? false },
    )
    if (options.once === true) print('Nothing is left to do.')
  } finally {
    await counted.close()
    await house.archive.close()
  }
}
