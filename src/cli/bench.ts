// `colonnade bench`: what the machine at hand can do, beside a bare script in the same run.
import { benchCollecting, countSteps, type CollectReport, type SideSummary } from '../bench/index.ts'
import { untilSignalled } from './house.ts'
import { print, printJson, printTable } from './out.ts'
import { progressBar } from './progress.ts'
import { runBench } from './run-bench.ts'
import { wholeNumber } from './whole-number.ts'

export type BenchCollectOptions = {
  readonly feeds: string
  readonly entries: string
  readonly hosts: string
  readonly atOnce: string
  readonly rounds: string
  readonly pages?: boolean
  readonly latency: string
  readonly json?: boolean
}

export async function benchCollect(options: BenchCollectOptions): Promise<void> {
  const asked = {
    feeds: wholeNumber('feeds', options.feeds, 1, 20_000),
    entries: wholeNumber('entries', options.entries, 1, 1000),
    hosts: wholeNumber('hosts', options.hosts, 1, 20_000),
    atOnce: wholeNumber('at-once', options.atOnce, 1, 1000),
    rounds: wholeNumber('rounds', options.rounds, 1, 99),
    latencyMs: wholeNumber('latency', options.latency, 0, 10_000),
    pages: options.pages ?? false,
    seed: 1,
    signal: untilSignalled(),
  }
  const progress = progressBar('{bar} {value}/{total} · round {round} · {side} · {work}', countSteps(asked))
  const report = await runBench(progress, asked.signal, () => benchCollecting({ ...asked, onStep: progress.step }))
  if (options.json === true) printJson(report)
  else printReport(report, asked.latencyMs)
}

function printReport(report: CollectReport, latencyMs: number): void {
  const { feeds, entries, hosts, atOnce, rounds } = report
  print(
    `${feeds} feeds × ${entries} entries on ${hosts} hosts, ${atOnce} at once; medians of ${rounds} rounds in turn.`,
  )
  if (latencyMs > 0) print(`Slow publishers answer after ${latencyMs} ms, each feed on a host of its own.`)
  print('')
  printTable(
    ['work', 'side', 'feeds', 'new', 'pages', 'wall s', 'a second', 'Node CPU s', 'database CPU s', 'peak MB'],
    report.works.flatMap(({ title, unit, ours, bare }) => [
      [title, 'ours', ...cells(ours, unit)],
      ['', 'bare', ...cells(bare, unit)],
    ]),
  )
  print('')
  printTable(
    ['work', 'what', 'measured', 'bound', ''],
    report.works.flatMap(({ title, verdicts, ratio }) =>
      verdicts.length === 0
        ? [[title, 'speed, ours / bare', ratio.toFixed(2), '–', '']]
        : verdicts.map(({ what, value, sign, bound, holds }) => [
            title,
            what,
            value.toFixed(2),
            `${sign} ${Number(bound.toPrecision(3))}`,
            holds ? 'holds' : 'falls short',
          ]),
    ),
  )
}

function cells(side: SideSummary, unit: 'entries' | 'feeds'): (string | number)[] {
  const { feeds, entries, pages, wallS, perSecond, nodeCpuS, databaseCpuS, peakMemoryMb } = side
  return [
    feeds,
    entries,
    pages,
    wallS.toFixed(2),
    `${Math.round(perSecond).toLocaleString('en')} ${unit}`,
    nodeCpuS.toFixed(2),
    databaseCpuS === null ? 'unknown' : databaseCpuS.toFixed(2),
    Math.round(peakMemoryMb),
  ]
}
