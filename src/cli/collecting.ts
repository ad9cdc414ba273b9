// What a collector has at hand: the guarded client, the detector of languages, threads that read. Apart from house.ts, so that
// a process that collects nothing loads nothing of it.
import { randomUUID } from 'node:crypto'
import { availableParallelism, hostname } from 'node:os'
import { prepareNames } from '../attribute/index.ts'
import { createClient, type Client } from '../collect/index.ts'
import type { Config } from '../config.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { startReader, usualLeaseMs, type Collecting } from '../pipeline/index.ts'
import { callbackBaseOf } from './callback-base.ts'
import { publicUrlOf, type House } from './house.ts'
import { version } from './version.ts'

export function createGuardedClient(config: Config): Client {
  return createClient({
    version,
    publicUrl: publicUrlOf(config),
    allowedPorts: config.allowPorts,
    allowLoopback: config.allowLoopback,
  })
}

export async function createCollecting(
  house: House,
  config: Config,
  client: Client,
  onVisit?: Collecting['onVisit'],
): Promise<Collecting> {
  const [detector] = await Promise.all([loadLanguageDetector(), prepareNames()])
  return {
    db: house.db,
    client,
    log: house.log,
    detector,
    reader: startReader(detector, availableParallelism()),
    worker: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    crawlDelayMs: config.crawlDelayMs,
    hostsAtOnce: config.hostsAtOnce,
    readPages: config.readPages,
    keepImages: config.keepImages,
    revisitMs: null,
    leaseMs: usualLeaseMs,
    callbackBase: callbackBaseOf(config.publicUrl),
    now: () => new Date(),
    random: Math.random,
    ...(onVisit === undefined ? {} : { onVisit }),
  }
}
