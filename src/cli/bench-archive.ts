// `colonnade bench archive`: the archive at several sizes, filled and asked in one run. Exit code 1 when something grows that
// must not.
import { benchArchive, type ArchiveMeasure, type ArchiveReport } from '../bench/index.ts'
import { CommandError, print, printJson, printTable } from './out.ts'
import { wholeNumber } from './whole-number.ts'

export type BenchArchiveOptions = {
  readonly columns: string
  readonly rounds: string
  readonly seed: string
  readonly url?: string
  readonly dir?: string
  readonly roundTrip?: boolean
  readonly json?: boolean
}

const megabyte = 1024 * 1024

export async function benchTheArchive(options: BenchArchiveOptions): Promise<void> {
  const sizes = readSizes(options.columns)
  const told = process.stderr.isTTY && options.json !== true
  let latest = ''
  const report = await benchArchive({
    sizes,
    rounds: wholeNumber('rounds', options.rounds, 5, 100_000),
    seed: wholeNumber('seed', options.seed, 0, 2 ** 31),
    url: options.url,
    dir: options.dir,
    roundTrip: options.roundTrip === true,
    onStep(what, done, of) {
      const line = `${what}: ${Math.floor((100 * done) / of)} %`
      if (!told || line === latest) return
      latest = line
      process.stderr.write(`\r\u001b[2K${line}`)
    },
  }).finally(() => {
    if (told) process.stderr.write('\r\u001b[2K')
  })
  if (report.verdicts.some(({ holds }) => !holds)) process.exitCode = 1
  if (options.json === true) return printJson(report)
  printReport(report)
}

function printReport({ server, rounds, sizes, queries, requests, verdicts, roundTrip }: ArchiveReport): void {
  const [smallest, largest] = [sizes[0]!, sizes.at(-1)!]
  print(`PostgreSQL ${server}; every target asked ${rounds} times at each size, the sizes in turn.`)
  print(
    'In memory is what the last year filed, and what a hundred questions before asked for. Columns, days and followed writers',
  )
  print(
    'are asked for as readers do, some often; "any" ones as often each, of all forty years, mostly for the first time.',
  )
  print('')
  printTable(
    ['columns', 'credits', 'copied in s', 'a second', 'indexed in s', 'a second in all', 'processor, µs', 'MB on disk'],
    sizes.map(({ columns, load, bytes }) => [
      columns.toLocaleString('en'),
      load.attributions.toLocaleString('en'),
      load.copyS.toFixed(1),
      Math.round(load.columnsPerSecond).toLocaleString('en'),
      load.indexS.toFixed(1),
      Math.round(load.indexedPerSecond).toLocaleString('en'),
      processorOf(load),
      Math.round(bytes / megabyte).toLocaleString('en'),
    ]),
  )
  for (const [title, measures] of [
    ['queries', queries],
    ['whole requests', requests],
  ] as const) {
    print('')
    printTable(
      [
        `${title}, ms`,
        ...sizes.map(({ columns }) => `${columns.toLocaleString('en')}: p50 / p95 / p99`),
        'growth',
        'the same again',
        'growth',
        'server: p50 / p95',
        'growth',
      ],
      measures.map((measure) => [
        measure.target,
        ...cells(measure),
        growth(measure),
        ...againCells(measure),
        ...serverCells(measure),
      ]),
    )
  }
  print('')
  printTable(
    ['largest on disk', `${largest.columns.toLocaleString('en')}: MB`, 'bytes a column', 'in the smallest'],
    largest.disk.map(({ name, bytes }) => [
      name,
      (bytes / megabyte).toFixed(1),
      (bytes / largest.columns).toFixed(1),
      perColumn(smallest, name),
    ]),
  )
  if (roundTrip !== null) {
    const { columns, rows, fileBytes, backupS, restoreS } = roundTrip
    print('')
    print(`${columns.toLocaleString('en')} columns there and back: ${rows.toLocaleString('en')} rows in a backup of ${Math.round(fileBytes / megabyte)} MB, written in ${backupS.toFixed(1)} s, restored in ${restoreS.toFixed(1)} s.`) // prettier-ignore
  }
  print('')
  printTable(
    ['what', 'measured', 'bound', ''],
    verdicts.map(({ what, value, bound, unit, holds }) => [
      what,
      `${value.toFixed(unit === 'plans' || unit === 'tables' ? 0 : 2)} ${unit}`,
      `≤ ${bound} ${unit}`,
      holds ? 'holds' : 'falls short',
    ]),
  )
}

/** A column's share: of this process, of the server copying, of the server indexing. */
function processorOf({ columns, ourCpuS, serverCpuS }: ArchiveReport['sizes'][number]['load']): string {
  const seconds = serverCpuS === null ? [ourCpuS] : [ourCpuS, serverCpuS.copying, serverCpuS.indexing]
  return seconds.map((s) => ((s * 1e6) / columns).toFixed(0)).join(' + ')
}

function cells({ sizes }: ArchiveMeasure): string[] {
  return sizes.map(({ p50, p95, p99 }) => `${p50.toFixed(2)} / ${p95.toFixed(1)} / ${p99.toFixed(1)}`)
}

/** Asked a second time, with everything in memory. */
function againCells({ sizes }: ArchiveMeasure): [string, string] {
  const times = sizes.map(({ again }) => again.p50)
  return [times.map((ms) => ms.toFixed(2)).join(' / '), (times.at(-1)! / times[0]!).toFixed(2)]
}

/** What the server computed for it at each size, and how that grew. */
function serverCells({ sizes }: ArchiveMeasure): [string, string] {
  const times = sizes.map(({ server }) => server)
  const [first, last] = [times[0], times.at(-1)]
  if (!first || !last) return ['–', '–']
  const told = times.map((one) => (one === null ? '–' : `${one.p50.toFixed(2)} / ${one.p95.toFixed(1)}`))
  return [told.join(', '), (last.p50 / first.p50).toFixed(2)]
}

function growth({ sizes }: ArchiveMeasure): string {
  return (sizes.at(-1)!.p50 / sizes[0]!.p50).toFixed(2)
}

function perColumn({ columns, disk }: ArchiveReport['sizes'][number], name: string): string {
  const found = disk.find((one) => one.name === name)
  return found === undefined ? '–' : (found.bytes / columns).toFixed(1)
}

/** `10k,1m,10m`, smallest first. */
function readSizes(text: string): number[] {
  const sizes = text.split(',').map((part) => {
    const match = /^(\d{1,9})([km]?)$/i.exec(part.trim())
    const columns =
      match === null ? 0 : Number(match[1]) * { k: 1000, m: 1_000_000, '': 1 }[match[2]!.toLowerCase() as 'k']
    if (columns < 1000 || columns > 100_000_000)
      throw new CommandError(`--columns needs sizes from 1k to 100m, such as 10k,1m, not "${text}".`)
    return columns
  })
  return [...new Set(sizes)].toSorted((a, b) => a - b)
}
