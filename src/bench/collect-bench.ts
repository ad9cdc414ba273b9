// `colonnade bench collect`: our collector and the bare script in turn over the same press, each on a fresh copy of the
// same archive. Speeds are only ever compared within one run.
import { largePress } from '../press/index.ts'
import { makeAllDue, startBenchServer, type BenchServer } from './bench-database.ts'
import { summarize, type CollectReport, type Measure, type Work } from './collect-report.ts'
import { startSide, type SideName } from './side.ts'

export type CollectBenchOptions = {
  readonly feeds: number
  readonly entries: number
  readonly hosts: number
  /** Hosts asked for a feed at the same time; ours asks as many besides for their robots.txt, of which the bare script knows nothing. */
  readonly atOnce: number
  readonly rounds: number
  /** Measures visiting the page of each column as well. */
  readonly pages: boolean
  /** Milliseconds that slow publishers take to answer; 0 leaves them out. */
  readonly latencyMs: number
  readonly seed: number
  /** Where the run's folder is made; the system's place for temporary files by default. */
  readonly dir?: string
  readonly signal: AbortSignal
  /** Told before each piece of work. */
  readonly onStep?: (what: { readonly round: number; readonly side: SideName; readonly work: Work }) => void
}

/** Everything it starts is ended, and its folder removed, before it resolves or rejects. Rejects when `signal` aborts. */
export async function benchCollecting(options: CollectBenchOptions): Promise<CollectReport> {
  const server = await startBenchServer(options.dir)
  try {
    const measures = await measurePress(server, options, options.hosts, ['cold', 'unchanged', 'one-new'])
    if (options.pages) measures.push(...(await measurePress(server, options, options.hosts, ['cold-pages'])))
    if (options.latencyMs > 0)
      measures.push(...(await measurePress(server, options, options.feeds, ['cold-slow', 'unchanged-slow'])))
    return summarize(measures, options)
  } finally {
    await server.close()
  }
}

/** How many pieces of work `onStep` will be told of. */
export function countSteps({ rounds, pages, latencyMs }: CollectBenchOptions): number {
  return 2 * rounds * (3 + (pages ? 1 : 0) + (latencyMs > 0 ? 2 : 0))
}

/** `works` follow one another on the same copy, in one process; a side's processes and copies are its own. */
async function measurePress(
  server: BenchServer,
  options: CollectBenchOptions,
  hosts: number,
  works: readonly Work[],
): Promise<Measure[]> {
  const { feeds, entries, atOnce, rounds, seed, signal } = options
  const isSlow = works[0] === 'cold-slow'
  const press = await largePress({
    feeds,
    entriesPerFeed: entries,
    hosts,
    seed,
    latencyMs: isSlow ? options.latencyMs : 0,
  })
  try {
    const template = await server.follow(press)
    const measures: Measure[] = []
    for (let round = 1; round <= rounds; round++)
      for (const name of ['ours', 'bare'] as const) {
        signal.throwIfAborted()
        const database = await template.copy()
        try {
          const task = {
            databaseUrl: database.url,
            atOnce,
            pages: works.includes('cold-pages'),
            pressPort: press.port,
          }
          const side = await startSide(name, task)
          try {
            for (const work of works) {
              if (work === 'one-new') await press.publish()
              await makeAllDue(database.db)
              options.onStep?.({ round, side: name, work })
              const cpuBefore = await server.cpuMs()
              const answer = await side.run(signal)
              const cpuAfter = await server.cpuMs()
              const databaseCpuMs = cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore
              measures.push({ ...answer, round, side: name, work, databaseCpuMs })
            }
          } finally {
            await side.close()
          }
        } finally {
          await database.drop()
        }
      }
    return measures
  } finally {
    await press.close()
  }
}
