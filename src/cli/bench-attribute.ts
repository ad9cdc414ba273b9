// `colonnade bench attribute`: what reading a page and naming its writer costs, beside a bare SAX pass in the same run.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  benchAttributing,
  countAttributeSteps,
  type AttributeBenchOptions,
  type AttributeReport,
  type BenchPage,
} from '../bench/index.ts'
import { decodeText } from '../parse/index.ts'
import { CommandError, print, printJson, printTable } from './out.ts'
import { progressBar } from './progress.ts'
import { wholeNumber } from './whole-number.ts'

export type BenchAttributeOptions = {
  readonly pages?: string
  readonly generated: string
  readonly rounds: string
  readonly memory: string
  readonly json?: boolean
}

export async function benchAttribute(options: BenchAttributeOptions): Promise<void> {
  const asked: AttributeBenchOptions = {
    pages: options.pages === undefined ? [] : await readPages(options.pages),
    generated: wholeNumber('generated', options.generated, options.pages === undefined ? 1 : 0, 5_000),
    rounds: wholeNumber('rounds', options.rounds, 1, 99),
    memoryPages: wholeNumber('memory', options.memory, 10, 1_000_000),
    seed: 1,
  }
  const progress = progressBar('{bar} {value}/{total}', countAttributeSteps(asked))
  let report: AttributeReport
  try {
    report = await benchAttributing({ ...asked, onStep: () => progress.step({}) })
  } finally {
    progress.stop()
  }
  if (options.json === true) printJson(report)
  else printReport(report)
}

/** Every `.html` and `.html.gz` in the folder and those within it, in order of name. */
async function readPages(dir: string): Promise<BenchPage[]> {
  const files = await readdir(dir, { recursive: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new CommandError(`The folder ${dir} could not be read (${cause.code ?? cause.message}).`)
  })
  const pages: BenchPage[] = []
  for (const file of files.filter((name) => /\.html?(?:\.gz)?$/.test(name)).toSorted()) {
    const bytes = await readFile(join(dir, file))
    const plain = file.endsWith('.gz') ? gunzipSync(bytes) : bytes
    const { text } = decodeText(plain, { kind: 'html', charset: null })
    pages.push({ url: `https://pages.invalid/${encodeURI(file)}`, html: text })
  }
  if (pages.length === 0)
    throw new CommandError(`There is no page in ${dir}: its files end with neither .html nor .html.gz.`)
  return pages
}

function printReport(report: AttributeReport): void {
  const { pages, characters, rounds, saxMs, factsMs, attributeMs, worst, shareOver, memoryPages } = report
  print(
    `${pages.toLocaleString('en')} pages of ${Math.round(characters / pages / 1000)} thousand characters on average; medians of ${rounds} rounds in turn, processor time.`,
  )
  print('')
  printTable(
    ['work', 'ms a page', 'of the bare pass'],
    [
      ['bare: one SAX pass', saxMs.toFixed(2), '1.00'],
      ['facts and claims', factsMs.toFixed(2), (factsMs / saxMs).toFixed(2)],
      ['attribution', attributeMs.toFixed(2), (attributeMs / saxMs).toFixed(2)],
    ],
  )
  print('')
  print(`Slowest page: ${worst.ms.toFixed(1)} ms, ${worst.characters.toLocaleString('en')} characters, ${worst.url}`)
  print(
    `Pages over 50 ms: ${(shareOver * 100).toFixed(2)} %. Memory was watched over ${memoryPages.toLocaleString('en')} pages.`,
  )
  print('')
  printTable(
    ['what', 'measured', 'bound', ''],
    report.verdicts.map(({ what, value, bound, holds }) => [
      what,
      value.toFixed(2),
      `≤ ${bound}`,
      holds ? 'holds' : 'falls short',
    ]),
  )
}
