// The seeded archive behind a running site, for measurements from outside.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive } from '../src/archive/index.ts'
import { createApp, openPageCache, startServer } from '../src/serve/index.ts'
import { seedArchive, seedNow } from './serve-seed.ts'

export type SeededSite = {
  readonly url: string
  /** The pages that readers meet first, by name. */
  readonly pages: Readonly<Record<'front' | 'columnist' | 'column' | 'search' | 'results', string>>
  close(): Promise<void>
}

export async function openSeededSite(port = 0): Promise<SeededSite> {
  const dataDir = mkdtempSync(join(tmpdir(), 'colonnade-seeded-'))
  const archive = await openArchive({ dataDir, embedded: { durable: false } })
  const { ids } = await seedArchive(archive.db)
  const cache = openPageCache(archive.db, { maxBytes: 8_000_000, log: { warn: () => undefined } })
  const app = createApp({
    db: archive.db,
    publicUrl: 'http://localhost',
    version: '0',
    secret: 'of the seeded site alone',
    contact: 'desk@columns.example',
    now: () => seedNow,
    pages: cache.pages,
  })
  const server = await startServer(app, { host: '127.0.0.1', port })
  const title = 'The ferry that nobody voted for'
  return {
    url: server.url.replace('127.0.0.1', 'localhost'),
    pages: {
      front: '/gb',
      columnist: '/columnist/maren-oyelaran',
      column: `/harbour-post/maren-oyelaran/the-ferry-that-nobody-voted-for/${ids.get(title)}`,
      search: '/search',
      results: '/search?q=ferry',
    },
    async close() {
      await server.close()
      await cache.close()
      await archive.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
