// Labelled pages for the suites that judge page facts: labels, HTML, and the half of the sites a page belongs to.
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { decodeText } from '../src/parse/index.ts'
import { halfOf, joinPath } from './compare-names.ts'
import type { EvalRow } from './row.ts'

/** Facts are read as if on this day, so that a runner's clock changes nothing. */
export const evalNow = new Date('2026-11-22T18:00:00Z')

/** JSON Lines; a label that is not a number stands as null. */
export async function readLabels<T>(file: string): Promise<T[]> {
  const text = await readFile(file, 'utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.replace(/:\s*NaN\b/g, ':null')) as T)
}

/** HTML of a gzipped page of the cases. */
export async function readPage(casesDir: string, set: string, file: string): Promise<string> {
  return decodeText(gunzipSync(await readFile(joinPath(casesDir, set, file))), { kind: 'html', charset: null }).text
}

export type Verdict = { readonly right: boolean; readonly half: 'A' | 'B' }

export function verdict(site: string | null | undefined, id: string, right: boolean): Verdict {
  return { right, half: halfOf(site ?? id) }
}

/** The share of right answers in all, and in each half: A may be looked at while rules are written, B is only counted. */
export function shareRows(
  suite: string,
  measure: string,
  bar: number | null,
  verdicts: readonly Verdict[],
  note?: string,
): EvalRow[] {
  const share = (of: readonly Verdict[]) => of.filter(({ right }) => right).length / Math.max(1, of.length)
  const halves = (['A', 'B'] as const).map((half) => {
    const of = verdicts.filter((one) => one.half === half)
    return { suite, measure: `${measure}, half ${half}`, value: share(of), bar: null, n: of.length }
  })
  return [
    { suite, measure, value: share(verdicts), bar, n: verdicts.length, ...(note === undefined ? {} : { note }) },
    ...halves,
  ]
}

/** Prints a wrong case when `npm run eval -- --failures` asks for this suite, of half A only. */
export function reportFailure(suite: string, { right, half }: Verdict, text: () => string): void {
  if (!right && half === 'A' && process.env['EVAL_FAILURES'] === suite) console.log(text())
}
