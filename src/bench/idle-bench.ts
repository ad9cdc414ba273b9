// `colonnade bench idle`: what the commands that stay take of memory while nobody asks anything of them, and how soon the first page
// is there. Each is started as an operator starts it, by the launcher, on an archive of its own that is warm.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openArchive } from '../archive/index.ts'
import { fillWorld } from './serve-world.ts'

/** Megabytes of the Node processes, not of the database. `privateDirty` is what nobody shares and no file holds. */
export type Resident = { readonly rssMb: number; readonly privateDirtyMb: number }

export type IdleReport = {
  readonly columns: number
  readonly commands: readonly {
    readonly command: string
    /** Milliseconds from the launcher's start to the end of the first page, each start; none for a collector. */
    readonly firstPageMs: readonly number[]
    /** Some seconds after its start, and after many pages in all languages; null where there are none. */
    readonly started: Resident
    readonly read: Resident | null
  }[]
}

export type IdleOptions = {
  readonly columns: number
  /** Seconds in which nobody asks anything before memory is looked at. */
  readonly seconds: number
  /** Starts of each whose first page is waited for. */
  readonly starts: number
  readonly signal: AbortSignal
  readonly onStep?: () => void
}

const launcher = fileURLToPath(new URL('../../bin/colonnade.js', import.meta.url))
const commands = ['serve', 'collect', 'start']
const languages = ['en', 'fr', 'de', 'es', 'it', 'pt', 'tr', 'ru', 'ar', 'he', 'ja', 'hi']
const pages = ['/world', '/gb', '/us', '/columnists', '/publishers', '/search?q=the', '/about/bot', '/world.rss']

export function countIdleSteps({ starts }: Pick<IdleOptions, 'starts'>): number {
  return 1 + commands.length + starts * commands.filter(hasSite).length
}

/** Everything is ended and removed before it resolves or rejects. Throws where the system has no /proc. */
export async function benchIdle(options: IdleOptions): Promise<IdleReport> {
  const { columns, seconds, starts, signal, onStep = () => undefined } = options
  const dataDir = await mkdtemp(join(tmpdir(), 'colonnade-idle-'))
  try {
    const archive = await openArchive({ dataDir })
    try {
      await fillWorld(archive.db, columns, 1, () => signal.throwIfAborted())
    } finally {
      await archive.close()
    }
    onStep()
    const results: IdleReport['commands'][number][] = []
    for (const command of commands) {
      const firstPageMs: number[] = []
      if (hasSite(command)) {
        // The first start bundles and compiles where that was not done before: it is not warm.
        for (let start = 0; start <= starts; start++) {
          const ms = await withProcess(command, dataDir, signal, ({ waitedMs }) => waitedMs)
          if (start === 0) continue
          firstPageMs.push(ms)
          onStep()
        }
      }
      await withProcess(command, dataDir, signal, async ({ pid, url, waitedMs }) => {
        await waitedMs
        await sleep(seconds * 1000, undefined, { signal })
        const started = residentOf(pid)
        let read: Resident | null = null
        if (hasSite(command)) {
          for (const language of languages)
            for (const page of pages) await get(url + page, { 'Accept-Language': language })
          await sleep(seconds * 1000, undefined, { signal })
          read = residentOf(pid)
        }
        results.push({ command, firstPageMs, started, read })
      })
      onStep()
    }
    return { columns, commands: results }
  } finally {
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

function hasSite(command: string): boolean {
  return command !== 'collect'
}

type Running = { readonly pid: number; readonly url: string; readonly waitedMs: Promise<number> }

async function withProcess<T>(
  command: string,
  dataDir: string,
  signal: AbortSignal,
  work: (running: Running) => Promise<T>,
): Promise<T> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const args = [launcher, command, ...(command === 'start' ? ['--no-catalogue'] : [])]
  const settings = {
    COLONNADE_DATA_DIR: dataDir,
    COLONNADE_LOG: 'error',
    COLONNADE_METRICS: '127.0.0.1:0',
    PORT: String(port),
  }
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = once(child, 'exit')
  const over = new AbortController()
  const waiting = AbortSignal.any([signal, over.signal])
  try {
    const waitedMs = hasSite(command) ? firstPage(`${url}/world`, startedAt, waiting) : Promise.resolve(0)
    const early = ended.then(([code]) => {
      over.abort() // or whoever waits for its first page would wait for ever
      return Promise.reject(new Error(`\`colonnade ${command}\` ended with ${String(code)}`))
    })
    return await Promise.race([work({ pid: child.pid!, url, waitedMs }), early])
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** Asks until somebody listens; milliseconds until the page was there. */
async function firstPage(url: string, startedAt: number, signal: AbortSignal): Promise<number> {
  for (;;) {
    signal.throwIfAborted()
    try {
      await get(url, {})
      return performance.now() - startedAt
    } catch (error) {
      if (!(error instanceof TypeError)) throw error // fetch's own way to say that nobody listens
      await sleep(5)
    }
  }
}

async function get(url: string, headers: Record<string, string>): Promise<void> {
  const response = await fetch(url, { headers })
  await response.text()
  if (!response.ok) throw new Error(`${url} answers ${response.status}`)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** The process and, where the launcher stays, the Node that it started. Source: proc(5), smaps_rollup. */
function residentOf(pid: number): Resident {
  const parts = [pid, ...childrenOf(pid).filter((child) => programOf(child).startsWith('node'))]
  const kilobytes = (name: string) =>
    parts
      .map((one) => new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8')))
      .reduce((sum, found) => sum + Number(found?.[1]), 0)
  return { rssMb: kilobytes('Rss') / 1024, privateDirtyMb: kilobytes('Private_Dirty') / 1024 }
}

/** Empty when it has ended. */
function programOf(pid: number): string {
  try {
    return basename(readlinkSync(`/proc/${pid}/exe`))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
}
