// What commands open and close: the archive, the log, and the wish to stop.
import { randomBytes } from 'node:crypto'
import { keepOnce, openArchive, type Archive, type Db } from '../archive/index.ts'
import { createLog, type Log } from '../base/index.ts'
import { readConfig, type Config, type DatabaseUse } from '../config.ts'

export type House = { readonly archive: Archive; readonly db: Db; readonly log: Log }

/** The settings of a process that collects. A person at a terminal sees its progress instead of a line a visit, unless they ask. */
export function readConfigAtTerminal(): Config {
  return readConfig(process.stderr.isTTY ? { COLONNADE_LOG: 'warn', ...process.env } : process.env)
}

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
    filing: use === 'work',
    statementTimeoutMs: timeoutMs,
    migrate: options.migrate ?? true,
    beside: options.beside ?? false,
    onLog: (line: string) => log.debug({ from: 'postgres' }, line),
  })
  return { archive, db: archive.db, log }
}

export function publicUrlOf(config: Config): string {
  return config.publicUrl ?? `http://${config.host === '127.0.0.1' ? 'localhost' : config.host}:${config.port}`
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
