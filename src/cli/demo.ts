// `colonnade demo`: a complete small Colonnade over the invented press, on loopback alone and in a folder that is thrown
// away at the end, so that every start shows the collecting from its beginning.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig, type Config } from '../config.ts'
import { runCollector } from '../pipeline/index.ts'
import { startPress, startTicker } from '../press/index.ts'
import { createCollecting, createGuardedClient } from './collecting.ts'
import { followPress } from './follow-press.ts'
import { openHouse, publicUrlOf, untilSignalled } from './house.ts'
import { print } from './out.ts'
import { openSite } from './site.ts'

/** Milliseconds. Short, because the only server visited is our own and somebody is watching. */
const pace = { crawlDelay: 100, revisit: 10_000, tick: 30_000 } as const

export async function demo(options: { readonly still?: boolean }): Promise<void> {
  const stopped = untilSignalled()
  const dataDir = await mkdtemp(join(tmpdir(), 'colonnade-demo-'))
  const press = await startPress()
  const config: Config = {
    ...readConfig({ COLONNADE_LOG: 'warn', ...process.env }),
    databaseUrl: null,
    replicaUrl: null,
    dataDir,
    crawlDelayMs: pace.crawlDelay,
    allowLoopback: true,
    allowPorts: [press.port],
  }
  const client = createGuardedClient(config)
  try {
    const house = await openHouse(config)
    try {
      await followPress(house.db, press)
      const site = await openSite(house, config)
      print(`A demo of Colonnade is open on ${publicUrlOf(config)}`)
      print(
        `It collects from ${press.papers.length} invented papers while you look. Ctrl+C ends it and leaves nothing behind.`,
      )
      const ticker = options.still === true ? null : startTicker(press, { everyMs: pace.tick, random: Math.random })
      const collecting = { ...(await createCollecting(house, config, client)), revisitMs: pace.revisit }
      await runCollector(collecting, { signal: stopped })
      ticker?.stop()
      await site.close()
    } finally {
      await house.archive.close()
    }
  } finally {
    await client.close()
    await press.close()
    await sleep(50) // the database's last files
    await rm(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}
