// `colonnade bench endurance`, `bench hosts` and `bench idle`: memory over many visits and of processes that have nothing to do, keeping
// to a schedule, and how soon the first page is there.
import {
  benchEndurance,
  benchHosts,
  benchIdle,
  countIdleSteps,
  median,
  type IdleReport,
  type Resident,
} from '../bench/index.ts'
import { untilSignalled } from './house.ts'
import { print, printJson, printTable } from './out.ts'
import { progressBar } from './progress.ts'
import { runBench } from './run-bench.ts'
import { wholeNumber } from './whole-number.ts'

export type BenchEnduranceOptions = { readonly visits: string; readonly json?: boolean }
export type BenchHostsOptions = {
  readonly feeds: string
  readonly hosts: string
  readonly every: string
  readonly delay: string
  readonly seconds: string
  readonly atOnce: string
  readonly json?: boolean
}

export type BenchIdleOptions = {
  readonly columns: string
  readonly seconds: string
  readonly starts: string
  readonly json?: boolean
}

/** Megabytes of Node alone, and milliseconds. */
const bounds = { idleMb: 120, firstPageMs: 1500 }

const megabyte = 1024 * 1024

export async function endurance(options: BenchEnduranceOptions): Promise<void> {
  const visits = wholeNumber('visits', options.visits, 100, 10_000_000)
  const progress = progressBar('{bar} {value}/{total} visits', visits)
  const signal = untilSignalled()
  const report = await runBench(progress, signal, () =>
    benchEndurance({ visits, signal, onVisit: () => progress.step({}) }),
  )
  if (options.json === true) return printJson(report)
  printTable(
    ['visits', 'MB in use'],
    report.samples.map((sample) => [sample.visits, (sample.bytes / megabyte).toFixed(1)]),
  )
  const { growth, seconds, rssMb } = report
  print(`${(growth / megabyte).toFixed(1)} MB more at the end than after a tenth; ${rssMb.toFixed(0)} MB resident; ${seconds.toFixed(0)} s.`) // prettier-ignore
}

export async function hosts(options: BenchHostsOptions): Promise<void> {
  const report = await benchHosts({
    feeds: wholeNumber('feeds', options.feeds, 1, 50_000),
    hosts: wholeNumber('hosts', options.hosts, 1, 50_000),
    everyS: wholeNumber('every', options.every, 1, 86_400),
    delayMs: wholeNumber('delay', options.delay, 0, 600_000),
    seconds: wholeNumber('seconds', options.seconds, 5, 86_400),
    hostsAtOnce: wholeNumber('at-once', options.atOnce, 1, 1000),
    signal: untilSignalled(),
  })
  if (options.json === true) return printJson(report)
  const { feeds, hosts: count, visits, seconds, firstRoundS, latestS, revisits, lateS, peakRssMb } = report
  print(`${feeds} feeds on ${count} hosts: ${visits} visits in ${seconds.toFixed(0)} s, all of them once after ${firstRoundS.toFixed(0)} s.`) // prettier-ignore
  print(`The latest feed was late by ${latestS.median.toFixed(1)} s (median), ${latestS.p95.toFixed(1)} s (95 %), ${latestS.worst.toFixed(1)} s (worst).`) // prettier-ignore
  if (lateS === null) print('No feed was due a second time.')
  else print(`${revisits} visits were made again, late by ${lateS.median.toFixed(2)} s (median), ${lateS.p95.toFixed(2)} s (95 %), ${lateS.worst.toFixed(2)} s (worst).`) // prettier-ignore
  print(`At most ${peakRssMb.toFixed(0)} MB resident.`)
}

export async function idle(options: BenchIdleOptions): Promise<void> {
  const asked = {
    columns: wholeNumber('columns', options.columns, 1, 10_000_000),
    seconds: wholeNumber('seconds', options.seconds, 1, 3600),
    starts: wholeNumber('starts', options.starts, 1, 99),
  }
  const progress = progressBar('{bar} {value}/{total}', countIdleSteps(asked))
  const signal = untilSignalled()
  const report = await runBench(progress, signal, () =>
    benchIdle({ ...asked, signal, onStep: () => progress.step({}) }),
  )
  if (options.json === true) return printJson(report)
  const cell = (resident: Resident | null) =>
    resident === null ? '–' : `${resident.rssMb.toFixed(0)} (${resident.privateDirtyMb.toFixed(0)})`
  printTable(
    ['command', 'first page ms', 'MB after its start', 'MB after many pages'],
    report.commands.map(({ command, firstPageMs, started, read }) => [
      command,
      firstPageMs.length === 0 ? '–' : median(firstPageMs).toFixed(0),
      cell(started),
      cell(read),
    ]),
  )
  print(
    `Resident memory of Node alone, in brackets what no file holds and nobody shares; ${asked.seconds} s after the last page.`,
  )
  for (const command of report.commands) print(idleVerdict(command))
}

/** Each bound by itself: a command may hold the one and fall short of the other. A collector has no page. */
export function idleVerdict({ command, firstPageMs, started }: IdleReport['commands'][number]): string {
  const held = (name: string, value: number, bound: number, unit: string) =>
    `${name} ${value.toFixed(0)} of ${bound} ${unit}, ${value <= bound ? 'holds' : 'falls short'}`
  const verdicts = [held('memory', started.rssMb, bounds.idleMb, 'MB')]
  if (firstPageMs.length > 0) verdicts.push(held('first page', median(firstPageMs), bounds.firstPageMs, 'ms'))
  return `${command}: ${verdicts.join('; ')}`
}
