// `colonnade bench serve`: our pages, kept and made, beside a constant string and a bare page that asks the archive the same, in
// turn and in one run, with the load in this process and each side in its own.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openArchive } from '../archive/index.ts'
import { createApp } from '../serve/index.ts'
import { startBenchServer } from './bench-database.ts'
import { runLoad, type LoadResult } from './http-load.ts'
import { serveTaskName, type BarePage, type Query, type ServePorts, type ServeSideTask } from './serve-side.ts'
import { fillWorld } from './serve-world.ts'

export type ServeBenchOptions = {
  readonly columns: number
  readonly connections: number
  /** Seconds of each measurement. */
  readonly seconds: number
  readonly rounds: number
  readonly seed: number
  readonly signal: AbortSignal
  /** Told while the archive is filled, and before each measurement. */
  readonly onStep?: (what: { readonly round: number; readonly work: string }) => void
}

export type ServeWay = 'constant' | 'kept' | 'bare' | 'made'

export type ServedPage = {
  readonly name: string
  readonly path: string
  /** Questions to the archive for a page that is made. */
  readonly queries: number
  /** Characters before compression. */
  readonly length: number
  /** Requests a second and latencies, medians of the rounds. */
  readonly ways: Readonly<
    Record<ServeWay, Pick<LoadResult, 'p50Ms' | 'p99Ms' | 'bytes'> & { perSecond: number; cpuMs: number }>
  >
}

export type ServeVerdict = {
  readonly page: string
  readonly what: string
  readonly value: number
  readonly sign: '≥' | '<'
  readonly bound: number
  readonly holds: boolean
}

export type ServeReport = Omit<ServeBenchOptions, 'signal' | 'onStep' | 'seed'> & {
  readonly pages: readonly ServedPage[]
  readonly verdicts: readonly ServeVerdict[]
}

const ways = ['constant', 'kept', 'bare', 'made'] as const satisfies readonly ServeWay[]
const portOf = { constant: 'constant', kept: 'kept', bare: 'page', made: 'made' } as const
const fillSteps = 10
const warmMs = 400

export function countServeSteps({ rounds }: Pick<ServeBenchOptions, 'rounds'>): number {
  return fillSteps + rounds * 5 * ways.length
}

/** `cpuMs`: of the server's process, for one answer. */
type Measured = LoadResult & { readonly cpuMs: number }

/** Everything it starts is ended, and its folder removed, before it resolves or rejects. Rejects when `signal` aborts. */
export async function benchServing(options: ServeBenchOptions): Promise<ServeReport> {
  const { columns, connections, seconds, rounds, signal } = options
  const server = await startBenchServer()
  try {
    const database = await server.empty()
    let filed = 0
    await fillWorld(database.db, columns, options.seed, (n) => {
      signal.throwIfAborted()
      const before = Math.floor((filed / columns) * fillSteps)
      filed += n
      for (let i = before; i < Math.floor((filed / columns) * fillSteps); i++)
        options.onStep?.({ round: 0, work: 'filling the archive' })
    })
    await sql`vacuum analyze`.execute(database.db)
    await sql`checkpoint`.execute(database.db)
    const pages = await describePages(database.url)
    const ours = await startSide({ side: 'ours', databaseUrl: database.url })
    const bare = await startSide({ side: 'bare', databaseUrl: database.url, pages: pages.map((page) => page.bare) })
    try {
      const results = new Map<string, Measured[]>()
      for (let round = 1; round <= rounds; round++)
        for (const [at, { name, path }] of pages.entries())
          for (const way of ways) {
            signal.throwIfAborted()
            options.onStep?.({ round, work: `${name}, ${way}` })
            const side = way === 'constant' || way === 'bare' ? bare : ours
            const port = side.ports[portOf[way]]!
            const paths = [way === 'constant' ? '/' : way === 'bare' ? `/${at}` : path]
            await runLoad({ port, paths, connections, durationMs: warmMs })
            const cpuBefore = await side.cpuMs()
            const load = await runLoad({ port, paths, connections, durationMs: seconds * 1000 })
            const result = { ...load, cpuMs: ((await side.cpuMs()) - cpuBefore) / load.answers }
            const key = `${name} ${way}`
            results.set(key, [...(results.get(key) ?? []), result])
          }
      return summarize(options, pages, results)
    } finally {
      await Promise.all([ours.close(), bare.close()])
    }
  } finally {
    await server.close()
  }
}

type Described = { readonly name: string; readonly path: string; readonly bare: BarePage }

/** Asks for each page and notes what it asked the archive for it. */
async function describePages(url: string): Promise<Described[]> {
  const asked: Query[] = []
  const archive = await openArchive({
    url,
    migrate: false,
    onQuery: ({ sql, parameters }) => void asked.push({ sql, parameters }),
  })
  try {
    const app = createApp({ db: archive.db, publicUrl: 'http://localhost', version: '0', secret: 'of the bench alone' })
    const front = await ask(app, '/gb')
    const column = /<h\d class="headline"[^>]*><a href="([^"]+)"/.exec(front)?.[1] ?? ''
    const writer = /href="(\/columnist\/[^"]+)"/.exec(front)?.[1] ?? ''
    const word = /<h\d class="headline"[^>]*><a[^>]*>(?:\S+ )(\S+)/.exec(front)?.[1] ?? 'the'
    const paths = {
      front: '/gb',
      columnist: writer,
      publisher: '/publisher/paper-gb-0',
      column,
      search: `/search?q=${encodeURIComponent(word)}`,
    }
    const described: Described[] = []
    for (const [name, path] of Object.entries(paths)) {
      // What is asked once and remembered is no question of the page.
      await ask(app, path)
      asked.length = 0
      const text = await ask(app, path)
      // Transactions of the session are not to be repeated by others.
      const queries = asked.filter(({ sql }) => /^\s*(select|with)\b/i.test(sql))
      described.push({ name, path, bare: { queries, length: text.length } })
    }
    return described
  } finally {
    await archive.close()
  }
}

async function ask(app: ReturnType<typeof createApp>, path: string): Promise<string> {
  const answer = await app.request(`http://localhost${path}`)
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return answer.text()
}

type StartedSide = {
  readonly ports: Partial<Record<'kept' | 'made' | 'constant' | 'page', number>>
  cpuMs(): Promise<number>
  close(): Promise<void>
}

async function startSide(task: ServeSideTask): Promise<StartedSide> {
  const child = fork(fileURLToPath(new URL('./serve-side.ts', import.meta.url)), {
    execArgv: process.execArgv, // the launcher starts this bench as it starts `serve`
    env: { ...process.env, [serveTaskName]: JSON.stringify(task) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const next = async <T>(): Promise<T> => {
    const [message] = (await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => {
        throw new Error(`the ${task.side} side ended by itself (${String(code)})`)
      }),
    ])) as [T]
    return message
  }
  const ports = await next<ServePorts>()
  return {
    ports,
    cpuMs() {
      const answer = next<number>()
      child.send('cpu')
      return answer
    },
    async close() {
      if (child.connected) child.disconnect()
      const late = setTimeout(() => child.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(late)
    },
  }
}

/** Milliseconds within which 99 of 100 readers have their page, at 16 connections (DESIGN, budgets). */
const p99Bound = 25
const leastShare = 0.5

function summarize(
  { columns, connections, seconds, rounds }: ServeBenchOptions,
  described: readonly Described[],
  results: ReadonlyMap<string, Measured[]>,
): ServeReport {
  const pages = described.map(({ name, path, bare }): ServedPage => {
    const of = (way: ServeWay) => {
      const all = results.get(`${name} ${way}`) ?? []
      const median = (value: (one: Measured) => number) =>
        all.map(value).toSorted((a, b) => a - b)[all.length >> 1] ?? 0
      return {
        perSecond: median((one) => (one.answers / one.wallMs) * 1000),
        p50Ms: median((one) => one.p50Ms),
        p99Ms: median((one) => one.p99Ms),
        bytes: median((one) => one.bytes / one.answers),
        cpuMs: median((one) => one.cpuMs),
      }
    }
    return {
      name,
      path,
      queries: bare.queries.length,
      length: bare.length,
      ways: { constant: of('constant'), kept: of('kept'), bare: of('bare'), made: of('made') },
    }
  })
  const verdicts = pages.flatMap(({ name, ways: { constant, kept, bare, made } }): ServeVerdict[] => {
    const atLeast = (what: string, value: number): ServeVerdict => ({
      page: name,
      what,
      value,
      sign: '≥',
      bound: leastShare,
      holds: value >= leastShare,
    })
    return [
      // A search is made each time: its words are without number.
      ...(name === 'search'
        ? []
        : [
            atLeast('kept / constant', kept.perSecond / constant.perSecond),
            atLeast('kept / constant, by processor', constant.cpuMs / kept.cpuMs),
          ]),
      atLeast('made / bare page', made.perSecond / bare.perSecond),
      atLeast('made / bare page, by processor', bare.cpuMs / made.cpuMs),
      { page: name, what: 'made, p99 ms', value: made.p99Ms, sign: '<', bound: p99Bound, holds: made.p99Ms < p99Bound },
    ]
  })
  return { columns, connections, seconds, rounds, pages, verdicts }
}
