// `colonnade bench serve`: how many pages a second this machine gives, beside what it could give at most.
import { benchServing, countServeSteps, type ServeReport } from '../bench/index.ts'
import { untilSignalled } from './house.ts'
import { print, printJson, printTable } from './out.ts'
import { progressBar } from './progress.ts'
import { runBench } from './run-bench.ts'
import { wholeNumber } from './whole-number.ts'

export type BenchServeOptions = {
  readonly columns: string
  readonly connections: string
  readonly seconds: string
  readonly rounds: string
  readonly json?: boolean
}

export async function benchServe(options: BenchServeOptions): Promise<void> {
  const asked = {
    columns: wholeNumber('columns', options.columns, 500, 10_000_000),
    connections: wholeNumber('connections', options.connections, 1, 1000),
    seconds: wholeNumber('seconds', options.seconds, 1, 600),
    rounds: wholeNumber('rounds', options.rounds, 1, 99),
    seed: 1,
    signal: untilSignalled(),
  }
  const progress = progressBar('{bar} {value}/{total} · {work}', countServeSteps(asked))
  const report = await runBench(progress, asked.signal, () => benchServing({ ...asked, onStep: progress.step }))
  if (options.json === true) printJson(report)
  else printReport(report)
}

const titles = {
  constant: 'a constant string by Hono',
  kept: 'ours, kept',
  bare: 'a bare page, same queries',
  made: 'ours, made',
} as const

function printReport({ columns, connections, seconds, rounds, pages, verdicts }: ServeReport): void {
  print(
    `${columns.toLocaleString('en')} columns, ${connections} connections, ${seconds} s each; medians of ${rounds} rounds in turn.`,
  )
  print('')
  printTable(
    ['page', 'way', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms', 'bytes', 'queries'],
    pages.flatMap((page) =>
      (['constant', 'kept', 'bare', 'made'] as const).map((way, i) => {
        const { perSecond, p50Ms, p99Ms, cpuMs, bytes } = page.ways[way]
        return [
          i === 0 ? page.name : '',
          titles[way],
          Math.round(perSecond).toLocaleString('en'),
          p50Ms.toFixed(2),
          p99Ms.toFixed(2),
          cpuMs.toFixed(3),
          Math.round(bytes).toLocaleString('en'),
          way === 'bare' || way === 'made' ? page.queries : '',
        ]
      }),
    ),
  )
  print('')
  printTable(
    ['page', 'what', 'measured', 'bound', ''],
    verdicts.map(({ page, what, value, sign, bound, holds }) => [
      page,
      what,
      value.toFixed(2),
      `${sign} ${bound}`,
      holds ? 'holds' : 'falls short',
    ]),
  )
}
