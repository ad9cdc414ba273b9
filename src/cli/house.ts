// What commands open and close: the archive, the guarded client, what a collector has at hand.
import { randomBytes, randomUUID } from 'node:crypto'
import { availableParallelism, hostname } from 'node:os'
import { keepOnce, openArchive, type Archive, type Db } from '../archive/index.ts'
import { prepareNames } from '../attribute/index.ts'
import { createLog, type Log } from '../base/index.ts'
import { createClient, type Client } from '../collect/index.ts'
import type { Config, DatabaseUse } from '../config.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { startReaders, usualLeaseMs, type Collecting } from '../pipeline/index.ts'
import { callbackBaseOf } from './callback-base.ts'
import { version } from './version.ts'

export type House = { readonly archive: Archive; readonly db: Db; readonly log: Log }

/**
 * Opens the embedded archive or the server of DATABASE_URL, in the shape this version needs. `use`: how many connections there
 * are, how long a statement may take, and whether a replica may be asked; for work unless it says so.
 */
export async function openHouse(
  config: Config,
  options: { readonly migrate?: boolean; readonly beside?: boolean; readonly use?: DatabaseUse } = {},
): Promise<House> {
  const use = options.use ?? 'work'
  const { connections, timeoutMs } = config.databaseFor[use]
  const replicaUrl = use === 'site' && config.databaseUrl !== null ? config.replicaUrl : null
  const log = createLog(config.log)
  const archive = await openArchive({
    ...(config.databaseUrl === null ? { dataDir: config.dataDir } : { url: config.databaseUrl }),
    ...(replicaUrl === null ? {} : { replicaUrl }),
    poolSize: connections,
    statementTimeoutMs: timeoutMs,
    migrate: options.migrate ?? true,
    beside: options.beside ?? false,
    onLog: (line: string) => log.debug({ from: 'postgres' }, line),
  })
  return { archive, db: archive.db, log }
}

export function createGuardedClient(config: Config): Client {
  return createClient({
    version,
    publicUrl: publicUrlOf(config),
    allowedPorts: config.allowPorts,
    allowLoopback: config.allowLoopback,
  })
}

export function publicUrlOf(config: Config): string {
  return config.publicUrl ?? `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${config.port}`
}

/** Threads that read what visits bring. */
const mostThreads = 4

export async function createCollecting(
  house: House,
  config: Config,
  client: Client,
  onVisit?: Collecting['onVisit'],
): Promise<Collecting> {
  // Beside the database, the readers and this thread itself; decision 0011.
  const threads = Math.min(mostThreads, Math.floor(availableParallelism() / 4))
  const [detector] = await Promise.all([loadLanguageDetector(), prepareNames()])
  return {
    db: house.db,
    client,
    log: house.log,
    detector,
    ...(threads === 0 ? {} : { reader: startReaders({ threads }) }),
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

/** The operator's secret, or one made at the first start and kept in the archive, so that every process shares it. */
export async function findSecret(db: Db, config: Config): Promise<string> {
  return config.secret ?? keepOnce(db, 'cookie-secret', randomBytes(32).toString('base64url'))
}

/** Aborts at SIGINT or SIGTERM; a second signal ends the process at once. */
export function untilSignalled(): AbortSignal {
  const controller = new AbortController()
  const stop = (signal: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143)
    controller.abort(new DOMException(`stopped by ${signal}`, 'AbortError'))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  return controller.signal
}
