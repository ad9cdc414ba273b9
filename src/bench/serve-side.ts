// One measured side of `colonnade bench serve`, a process of its own. Ours: the site as it is started, with and without its page
// cache. Bare: Hono giving a constant string, and Hono giving a page of ours after asking the archive what our page asks.
import { once } from 'node:events'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Pool } from 'pg'
import { openArchive } from '../archive/index.ts'
import { createApp, openPageCache, startServer } from '../serve/index.ts'

export type ServeSideTask =
  | { readonly side: 'ours'; readonly databaseUrl: string }
  | { readonly side: 'bare'; readonly databaseUrl: string; readonly pages: readonly BarePage[] }

/** What one page of ours asks the archive, and how many characters it has. */
export type BarePage = { readonly queries: readonly Query[]; readonly length: number }
export type Query = { readonly sql: string; readonly parameters: readonly unknown[] }

/** Ports of the sides' servers: `kept` and `made` of ours, `constant` and `page` of the bare one (`/0`, `/1`, …). */
export type ServePorts = Readonly<Record<'kept' | 'made', number>> | Readonly<Record<'constant' | 'page', number>>

export const serveTaskName = 'COLONNADE_BENCH_SERVE'

const connections = 10

if (process.env[serveTaskName] !== undefined) await run(JSON.parse(process.env[serveTaskName]) as ServeSideTask)

async function run(task: ServeSideTask): Promise<void> {
  const side = await (task.side === 'ours' ? openOurs(task.databaseUrl) : openBare(task.databaseUrl, task.pages))
  process.on('SIGINT', () => undefined) // Ctrl+C is for the parent, who then lets go of us
  process.send?.(side.ports)
  // Each time the parent asks: milliseconds of processor that this process has needed, all its threads.
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.((user + system) / 1000)
  })
  await once(process, 'disconnect')
  await side.close()
}

type Side = { readonly ports: ServePorts; close(): Promise<void> }

async function openOurs(url: string): Promise<Side> {
  const archive = await openArchive({ url, migrate: false, poolSize: connections })
  const cache = openPageCache(archive.db, { maxBytes: 32 * 1024 * 1024, log: { warn: () => undefined } })
  const deps = { db: archive.db, publicUrl: 'http://localhost', version: '0', secret: 'of the bench alone' }
  const listen = { host: '127.0.0.1', port: 0 }
  const kept = await startServer(createApp({ ...deps, pages: cache.pages }), listen)
  const made = await startServer(createApp(deps), listen)
  return {
    ports: { kept: portOf(kept.url), made: portOf(made.url) },
    async close() {
      await Promise.all([kept.close(), made.close()])
      await cache.close()
      await archive.close()
    },
  }
}

/** As its documentation serves it: with Hono's own quick Request and Response. */
async function openBare(connectionString: string, pages: readonly BarePage[]): Promise<Side> {
  const pool = new Pool({ connectionString, max: connections })
  const constant = new Hono()
  constant.get('*', (c) => c.text('The tide does not read the timetable.'))
  const page = new Hono()
  for (const [at, { queries, length }] of pages.entries()) {
    const statements = queries.map(({ sql, parameters }, i) => ({
      name: `p${at}q${i}`,
      text: sql,
      values: [...parameters],
    }))
    page.get(`/${at}`, async (c) => {
      const answers = await Promise.all(statements.map((statement) => pool.query(statement)))
      const rows = answers.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0)
      return c.html(`<!doctype html><p>${rows} rows</p>`.padEnd(length, 'x'))
    })
  }
  const [a, b] = await Promise.all([listenBare(constant), listenBare(page)])
  return {
    ports: { constant: a.port, page: b.port },
    async close() {
      a.server.closeAllConnections()
      b.server.closeAllConnections()
      a.server.close()
      b.server.close()
      await pool.end()
    },
  }
}

type BareServer = { close(): void; closeAllConnections(): void }

function listenBare(app: Hono): Promise<{ port: number; server: BareServer }> {
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ port, server: server as BareServer }),
    )
  })
}

function portOf(url: string): number {
  return Number(new URL(url).port)
}
