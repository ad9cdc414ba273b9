// What the archive's bench measured, and what it is held to.
import type { RoundTrip } from './archive-round-trip.ts'

export type Times = { readonly p50: number; readonly p95: number; readonly p99: number; readonly worst: number }

export type Measure = {
  readonly target: string
  readonly judged: 'growth' | 'search' | 'told'
  /**
   * Milliseconds, and how much was shown, at each size. `server`: what the server's processes computed, whatever else the machine
   * did; null for a server elsewhere. `again`: of the same question at once a second time, with all it needs in memory.
   */
  readonly sizes: readonly (Times & {
    readonly server: Times | null
    readonly again: Times
    readonly amount: number
  })[]
}

export type SizeVerdict = {
  readonly what: string
  readonly value: number
  readonly bound: number
  readonly unit: '×' | 'ms' | 'plans' | 'tables'
  readonly holds: boolean
}

/** By how much the median may grow from the smallest archive to the largest. */
const growthAtMost = 1.3
/** What shows so much more is another page, whose median says nothing about the archive. */
const sameAmount = 1.15
/** Milliseconds that the slowest twentieth of searches may take in an archive of up to so many columns; and any search. */
const searchBounds: readonly (readonly [columns: number, p95: number])[] = [
  [1_000_000, 40],
  [Number.POSITIVE_INFINITY, 100],
]
const searchWorst = 2000

export function summarize(times: readonly number[]): Times {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), worst: sorted.at(-1) ?? 0 }
}

export function judge(
  sizes: readonly number[],
  queries: readonly Measure[],
  requests: readonly Measure[],
  scans: readonly { readonly target: string; readonly columns: number }[],
): SizeVerdict[] {
  const verdicts: SizeVerdict[] = []
  if (sizes.length > 1) {
    verdicts.push(...growthOf(queries, 'queries'), ...growthOf(requests, 'request'))
  }
  for (const { target, judged, sizes: times } of queries) {
    if (judged !== 'search') continue
    for (const [i, { p95, worst }] of times.entries()) {
      const bound = searchBounds.find(([columns]) => sizes[i]! <= columns)![1]
      const of = `${target}, ${count(sizes[i]!)} columns`
      verdicts.push({ what: `${of}: p95`, value: p95, bound, unit: 'ms', holds: p95 <= bound })
      if (worst > searchWorst)
        verdicts.push({ what: `${of}: slowest`, value: worst, bound: searchWorst, unit: 'ms', holds: false })
    }
  }
  for (const columns of sizes) {
    const found = scans.filter((scan) => scan.columns === columns)
    const names = [...new Set(found.map(({ target }) => target))].join(', ')
    verdicts.push({
      what: `plans that scan columns or attributions, ${count(columns)} columns${names === '' ? '' : ` (${names})`}`,
      value: found.length,
      bound: 0,
      unit: 'plans',
      holds: found.length === 0,
    })
  }
  return verdicts
}

/** Every table that went into the backup has come out of it. */
export function judgeRoundTrip({ columns, differing }: RoundTrip): SizeVerdict {
  const names = differing.length === 0 ? '' : ` (${differing.join(', ')})`
  return {
    what: `tables that a backup and its restoring changed, ${count(columns)} columns${names}`,
    value: differing.length,
    bound: 0,
    unit: 'tables',
    holds: differing.length === 0,
  }
}

/** Without those that show more in the larger archive: their page is another one. */
function growthOf(measures: readonly Measure[], what: string): SizeVerdict[] {
  return measures.flatMap(({ target, judged, sizes }) => {
    const [first, last] = [sizes[0]!, sizes.at(-1)!]
    if (judged !== 'growth' || last.amount > first.amount * sameAmount) return []
    const value = last.p50 / first.p50
    return [{ what: `${target}: growth, ${what}`, value, bound: growthAtMost, unit: '×', holds: value <= growthAtMost }]
  })
}

function count(columns: number): string {
  return columns.toLocaleString('en')
}
