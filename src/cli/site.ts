// The site as `start`, `serve` and `demo` open it: pages over one archive on the address that is set.
import { hasReplica } from '../archive/index.ts'
import type { Metrics } from '../base/index.ts'
import type { Config } from '../config.ts'
import { createApp, openPageCache, startServer } from '../serve/index.ts'
import { findSecret, publicUrlOf, type House } from './house.ts'
import { CommandError } from './out.ts'
import { version } from './version.ts'

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
