// What a bench of collecting comes to: medians of the rounds, ratios within each round, and the bounds they are held to.
import type { SideAnswer } from './side-process.ts'
import type { SideName } from './side.ts'

export type Work = 'cold' | 'unchanged' | 'one-new' | 'cold-pages' | 'cold-slow' | 'unchanged-slow'

export type Measure = SideAnswer & {
  readonly round: number
  readonly side: SideName
  readonly work: Work
  /** Null where the system does not tell. */
  readonly databaseCpuMs: number | null
}

/** Medians of the rounds. */
export type SideSummary = {
  readonly feeds: number
  readonly entries: number
  readonly pages: number
  readonly wallS: number
  readonly perSecond: number
  readonly nodeCpuS: number
  readonly databaseCpuS: number | null
  readonly peakMemoryMb: number
}

export type Verdict = {
  readonly what: string
  readonly value: number
  readonly bound: number
  readonly sign: '≥' | '≤'
  readonly holds: boolean
}

export type WorkSummary = {
  readonly work: Work
  readonly title: string
  readonly unit: 'entries' | 'feeds'
  readonly ours: SideSummary
  readonly bare: SideSummary
  /** Ours over bare, things done a second: the median of each round's. */
  readonly ratio: number
  readonly verdicts: readonly Verdict[]
}

export type CollectReport = {
  readonly feeds: number
  readonly entries: number
  readonly hosts: number
  readonly atOnce: number
  readonly rounds: number
  readonly works: readonly WorkSummary[]
}

type Shape = { readonly feeds: number; readonly entries: number; readonly hosts: number; readonly atOnce: number }

/** The bounds of collecting, and the size of run that those in seconds are meant for. */
const bounds = { cold: 0.6, 'cold-pages': 0.5, unchanged: 0.7, slow: 0.8, coldCpuS: 4, unchangedCpuMs: 1.5 } as const
const boundShape = { feeds: 500, entries: 30 } as const

const titles: Readonly<Record<Work, string>> = {
  cold: 'cold, feeds alone',
  unchanged: 'nothing changed (all 304)',
  'one-new': 'one new entry each',
  'cold-pages': 'cold, every page visited',
  'cold-slow': 'slow publishers, cold',
  'unchanged-slow': 'slow publishers, nothing changed',
}

export function summarize(
  measures: readonly Measure[],
  options: Shape & { readonly rounds: number; readonly latencyMs: number },
): CollectReport {
  const works = [...Map.groupBy(measures, ({ work }) => work)].map(([work, of]) => summarizeWork(work, of, options))
  const { feeds, entries, hosts, atOnce, rounds } = options
  return { feeds, entries, hosts, atOnce, rounds, works }
}

function summarizeWork(work: Work, measures: readonly Measure[], shape: Shape): WorkSummary {
  const unit = work === 'cold' || work === 'one-new' || work === 'cold-pages' ? 'entries' : 'feeds'
  const ofSide = (side: SideName) => measures.filter((measure) => measure.side === side)
  const rate = (measure: Measure) => (measure[unit] / measure.wallMs) * 1000
  const bare = new Map(ofSide('bare').map((measure) => [measure.round, rate(measure)]))
  const ratios = ofSide('ours').map((measure) => rate(measure) / bare.get(measure.round)!)
  const ours = summarizeSide(ofSide('ours'), unit)
  const ratio = median(ratios)
  return {
    work,
    title: titles[work],
    unit,
    ours,
    bare: summarizeSide(ofSide('bare'), unit),
    ratio,
    verdicts: verdictsOf(work, ratio, ours, shape),
  }
}

function verdictsOf(work: Work, ratio: number, ours: SideSummary, { feeds, entries }: Shape): Verdict[] {
  const speed = (bound: number) => verdict('speed, ours / bare', ratio, '≥', bound)
  switch (work) {
    case 'cold':
      // The bound in seconds is that of 500 feeds × 30 entries; in a smaller run most of them are the start of the engine.
      if (feeds * entries < boundShape.feeds * boundShape.entries) return [speed(bounds.cold)]
      return [
        speed(bounds.cold),
        verdict(
          'Node CPU s',
          ours.nodeCpuS,
          '≤',
          (bounds.coldCpuS * feeds * entries) / (boundShape.feeds * boundShape.entries),
        ),
      ]
    case 'unchanged':
      return [
        speed(bounds.unchanged),
        verdict('Node CPU ms a feed', (ours.nodeCpuS * 1000) / ours.feeds, '≤', bounds.unchangedCpuMs),
      ]
    case 'cold-pages':
      return [speed(bounds['cold-pages'])]
    case 'cold-slow':
    case 'unchanged-slow':
      return [speed(bounds.slow)]
    case 'one-new':
      return []
  }
}

function verdict(what: string, value: number, sign: '≥' | '≤', bound: number): Verdict {
  return { what, value, bound, sign, holds: sign === '≥' ? value >= bound : value <= bound }
}

function summarizeSide(measures: readonly Measure[], unit: 'entries' | 'feeds'): SideSummary {
  const of = (value: (measure: Measure) => number) => median(measures.map(value))
  const told = measures.every((measure) => measure.databaseCpuMs !== null)
  return {
    feeds: of((measure) => measure.feeds),
    entries: of((measure) => measure.entries),
    pages: of((measure) => measure.pages),
    wallS: of((measure) => measure.wallMs / 1000),
    perSecond: of((measure) => (measure[unit] / measure.wallMs) * 1000),
    nodeCpuS: of((measure) => measure.cpuMs / 1000),
    databaseCpuS: told ? of((measure) => (measure.databaseCpuMs ?? 0) / 1000) : null,
    peakMemoryMb: of((measure) => measure.peakMemoryMb),
  }
}

/** Of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return Number.NaN
  return Number.isInteger(half) ? (sorted[half - 1]! + sorted[half]!) / 2 : sorted[Math.floor(half)]!
}
