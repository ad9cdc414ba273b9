// `colonnade collect`: a collector alone, with progress while it works through what is due.
import { runCollector } from '../pipeline/index.ts'
import { createCollecting, createGuardedClient } from './collecting.ts'
import { openHouse, readConfigAtTerminal, untilSignalled } from './house.ts'
import { openMetrics } from './metrics.ts'
import { print, printJson } from './out.ts'
import { collectingProgress } from './progress.ts'
import { settleMemory } from './settle-memory.ts'

export type CollectOptions = { readonly once?: boolean; readonly visitsOnly?: boolean; readonly json?: boolean }

export async function collect(options: CollectOptions): Promise<void> {
  const config = readConfigAtTerminal()
  const stopped = untilSignalled()
  settleMemory()
  const house = await openHouse(config)
  const client = createGuardedClient(config)
  const counted = await openMetrics(house, config)
  const progress = collectingProgress(counted.metrics.visited)
  try {
    const collecting = await createCollecting(house, config, client, progress.visited)
    const report = await runCollector(collecting, {
      signal: stopped,
      once: options.once ?? false,
      visitsOnly: options.visitsOnly ?? false,
    })
    progress.stop()
    if (options.json === true) printJson(report)
    else {
      const { feeds, pages, newColumns, failures } = report
      print(`${feeds} feeds and ${pages} pages visited, ${newColumns} new columns, ${failures} visits failed.`)
    }
  } finally {
    progress.stop()
    await counted.close()
    await client.close()
    await house.archive.close()
  }
}
