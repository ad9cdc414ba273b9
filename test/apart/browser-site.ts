// The seeded site on a port, for tests in a real browser: it can be unplugged and plugged in again, and every page it shows is
// watched for errors and refusals of its own policy.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, before } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { createTestDatabase, type TestDatabase } from '../../src/archive/test-database.ts'
import { createApp, openPageCache, startServer, type RunningServer } from '../../src/serve/index.ts'
import { seedArchive, seedNow, type Seed } from '../serve-seed.ts'

export type BrowserSite = {
  readonly base: string
  readonly seed: Seed
  readonly database: TestDatabase
  /** The address of a seeded column; it redirects to the right words. */
  column(title: string): string
  /** Nothing answers until it is plugged in again, on the same port. */
  unplug(): Promise<void>
  plugIn(): Promise<void>
  /** A page in a context of its own; fails when anything was logged as an error, unless `mayFail` says that it may. */
  withPage(options: BrowserContextOptions & { mayFail?: RegExp }, use: (page: Page) => Promise<void>): Promise<void>
}

/** The browser's own word, from no script, when a page is left before the last one has faded into it. */
const interruptedFade = /^Transition was (?:aborted|skipped)/

/** Pictures of what was tested, as build output. */
const pictures = new URL('../../build/screenshots/', import.meta.url)

export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: new URL(`${name}.png`, pictures).pathname, fullPage: true })
}

/** Call at the beginning of a `describe`; the browser is closed after it. */
export function useBrowserSite(browser: Browser): BrowserSite {
  let database: TestDatabase
  let seed: Seed
  let server: RunningServer | null = null
  let cache: ReturnType<typeof openPageCache>
  let app: ReturnType<typeof createApp>
  let port = 0
  const plugIn = async () => {
    server = await startServer(app, { host: '127.0.0.1', port })
    port = Number(new URL(server.url).port)
  }
  const unplug = async () => {
    await server?.close()
    server = null
  }
  before(async () => {
    database = await createTestDatabase()
    seed = await seedArchive(database.db)
    cache = openPageCache(database.db, { maxBytes: 8_000_000, log: { warn: () => undefined } })
    // Browsers take http://localhost for a secure place, where workers may live.
    app = createApp({
      db: database.db,
      publicUrl: 'http://localhost',
      version: '0',
      secret: 'x'.repeat(32),
      contact: 'desk@columns.example',
      now: () => seedNow,
      pages: cache.pages,
    })
    await plugIn()
  })
  after(async () => {
    await browser.close()
    await unplug()
    await cache.close()
    await database.drop()
  })
  const site: BrowserSite = {
    get base() {
      return `http://localhost:${port}`
    },
    get seed() {
      return seed
    },
    get database() {
      return database
    },
    column: (title) => `/x/y/z/${seed.ids.get(title)}`,
    unplug,
    plugIn,
    async withPage({ mayFail, ...options }, use) {
      const context = await browser.newContext({ baseURL: site.base, ...options })
      const problems: string[] = []
      context.on('weberror', (error) => {
        if (!interruptedFade.test(error.error().message)) problems.push(error.error().message)
      })
      context.on('console', (message) => {
        if (message.type() === 'error' && mayFail?.test(message.text()) !== true)
          problems.push(`${message.location().url}: ${message.text()}`)
      })
      try {
        await use(await context.newPage())
        assert.deepEqual(problems, [])
      } finally {
        await context.close()
      }
    },
  }
  return site
}
