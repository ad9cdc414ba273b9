// Reading a page and naming its writer beside a bare SAX pass over the same pages: processor time, slow pages, memory.
import { registerHooks } from 'node:module'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Parser } from 'htmlparser2'
import { attribute } from '../attribute/index.ts'
import { parsePage } from '../parse/index.ts'
import { largePages } from '../press/index.ts'
import { median } from './collect-report.ts'

export type BenchPage = { readonly url: string; readonly html: string }

export type AttributeBenchOptions = {
  /** Read besides the generated ones. */
  readonly pages: readonly BenchPage[]
  /** How many pages are generated for the rounds. */
  readonly generated: number
  /** Passes of each side, in turn, after one that does not count. */
  readonly rounds: number
  /** Pages read one after another to see what stays in memory. */
  readonly memoryPages: number
  readonly seed: number
  readonly onStep?: () => void
}

export type AttributeReport = {
  readonly pages: number
  readonly characters: number
  readonly rounds: number
  /** Milliseconds of processor time a page, all threads of the process; medians of the rounds. */
  readonly saxMs: number
  readonly factsMs: number
  readonly attributeMs: number
  /** Facts and attribution over the bare pass: the median of each round's. */
  readonly ratio: number
  /** The slowest page by processor time of its thread; of each page the median of its rounds counts. */
  readonly worst: { readonly url: string; readonly ms: number; readonly characters: number }
  /** Share of the pages over the bound of one page. */
  readonly shareOver: number
  readonly memoryPages: number
  /** Bytes by which the heap, swept, is larger after all pages of the memory run than after a tenth of them. */
  readonly heapGrowth: number
  readonly verdicts: readonly AttributeVerdict[]
}

export type AttributeVerdict = {
  readonly what: string
  readonly value: number
  /** At most this. */
  readonly bound: number
  readonly holds: boolean
}

const bounds = { ratio: 2.5, pageMs: 50, heapGrowthMb: 16 } as const
/** Facts are read as if on this day, so that a clock changes nothing. */
const now = new Date('2026-11-22T18:00:00Z')

export function countAttributeSteps({ rounds, memoryPages }: AttributeBenchOptions): number {
  return rounds + 1 + Math.ceil(memoryPages / memoryStep)
}

/** Runs both sides in turn in this one process; a round takes some ten milliseconds a page. */
export async function benchAttributing(options: AttributeBenchOptions): Promise<AttributeReport> {
  const { generated, rounds, memoryPages, onStep } = options
  const bareParser = await loadBareParser()
  const print = largePages(options.seed)
  const pages = [...options.pages, ...Array.from({ length: generated }, (_, number) => print(number))]
  if (pages.length === 0) throw new Error('there is no page to measure')
  const taken: Round[] = []
  const pageMs = pages.map((): number[] => [])
  for (let round = 0; round <= rounds; round++) {
    const measured = measureRound(pages, bareParser, round === 0 ? null : pageMs)
    if (round > 0) taken.push(measured)
    onStep?.()
  }
  const heapGrowth = measureMemory(options, print)
  const of = (value: (round: Round) => number) => median(taken.map(value)) / pages.length
  const slowest = pageMs.map(median)
  const at = slowest.indexOf(Math.max(...slowest))
  const worst = { url: pages[at]!.url, ms: slowest[at]!, characters: pages[at]!.html.length }
  const ratio = median(taken.map(({ saxMs, factsMs, attributeMs }) => (factsMs + attributeMs) / saxMs))
  return {
    pages: pages.length,
    characters: pages.reduce((sum, { html }) => sum + html.length, 0),
    rounds,
    saxMs: of((round) => round.saxMs),
    factsMs: of((round) => round.factsMs),
    attributeMs: of((round) => round.attributeMs),
    ratio,
    worst,
    shareOver: slowest.filter((ms) => ms > bounds.pageMs).length / pages.length,
    memoryPages,
    heapGrowth,
    verdicts: [
      verdict('CPU, ours / bare', ratio, bounds.ratio),
      verdict('slowest page, ms', worst.ms, bounds.pageMs),
      verdict('heap growth, MB', heapGrowth / 2 ** 20, bounds.heapGrowthMb),
    ],
  }
}

function verdict(what: string, value: number, bound: number): AttributeVerdict {
  return { what, value, bound, holds: value <= bound }
}

type Round = { saxMs: number; factsMs: number; attributeMs: number }

/** The two sides take turns in portions, so that a busy machine is busy for both. */
const portion = 25

function measureRound(
  pages: readonly BenchPage[],
  bareParser: typeof Parser,
  pageMs: readonly number[][] | null,
): Round {
  const round: Round = { saxMs: 0, factsMs: 0, attributeMs: 0 }
  for (let from = 0; from < pages.length; from += portion) {
    const some = pages.slice(from, from + portion)
    let clock = process.cpuUsage()
    for (const page of some) saxPass(bareParser, page.html)
    round.saxMs += msSince(clock)
    clock = process.cpuUsage()
    const read = some.map((page) => timed(() => parsePage(page.html, { url: page.url, now })))
    round.factsMs += msSince(clock)
    clock = process.cpuUsage()
    const named = read.map(({ result }) => timed(() => nameWriters(result)))
    round.attributeMs += msSince(clock)
    for (const [number, { ms }] of read.entries()) pageMs?.[from + number]?.push(ms + named[number]!.ms)
  }
  return round
}

/** With the milliseconds of processor time of this thread. */
function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const clock = process.threadCpuUsage()
  const result = work()
  const { user, system } = process.threadCpuUsage(clock)
  return { result, ms: (user + system) / 1000 }
}

function msSince(clock: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(clock)
  return (user + system) / 1000
}

/**
 * The library loaded once more, for the bare side alone. The engine makes one code of a function for all that call it, and our
 * readers call the same tokenizer in another way: the pass over the same pages took up to twice its time beside them.
 */
async function loadBareParser(): Promise<typeof Parser> {
  const mark = '?bare'
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context)
      return context.parentURL?.endsWith(mark) === true ? { ...resolved, url: resolved.url + mark } : resolved
    },
  })
  try {
    const library = (await import(`${import.meta.resolve('htmlparser2')}${mark}`)) as { Parser: typeof Parser }
    return library.Parser
  } finally {
    hooks.deregister()
  }
}

/** What the bare side does with a page: every tag and text passes by, entities read, nothing kept. */
function saxPass(bareParser: typeof Parser, html: string): number {
  let seen = 0
  const parser = new bareParser({ onopentag: () => void seen++, ontext: () => void seen++ })
  parser.end(html)
  return seen
}

function nameWriters(facts: ReturnType<typeof parsePage>) {
  const address = URL.parse(facts.url)
  return attribute({
    claims: facts.claims,
    title: facts.title,
    dek: facts.dek,
    publisherName: facts.publisher,
    siteHost: address?.hostname ?? null,
    path: address?.pathname ?? null,
    kindHints: facts.kindHints,
    section: facts.section,
    lang: facts.lang,
  })
}

const memoryStep = 500

/** Ever new generated pages, the given ones among them again and again. */
function measureMemory(
  { pages, memoryPages, onStep }: AttributeBenchOptions,
  print: (at: number) => BenchPage,
): number {
  const sweep = sweeper()
  let before = 0
  for (let at = 0; at < memoryPages; at++) {
    if (at === Math.floor(memoryPages / 10)) before = sweep()
    const given = pages.length > 0 && at % 2 === 1 ? pages[at % pages.length] : undefined
    const { url, html } = given ?? print(at)
    nameWriters(parsePage(html, { url, now }))
    if ((at + 1) % memoryStep === 0 || at === memoryPages - 1) onStep?.()
  }
  return sweep() - before
}

/** Sweeps the heap and tells its size in bytes. */
function sweeper(): () => number {
  setFlagsFromString('--expose-gc')
  const sweep = runInNewContext('gc') as () => void
  return () => {
    sweep()
    sweep()
    return process.memoryUsage().heapUsed
  }
}
