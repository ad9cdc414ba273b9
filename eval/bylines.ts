// Scores who is named as the writer of whole real pages: exact sets and F1, false persons, by half of the sites.
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { namedAfterAll } from './byline-labels.ts'
import { comparable, halfOf, joinPath, persons, readCases, sameSet } from './compare-names.ts'
import { inspectCase } from './inspect-case.ts'
import type { EvalRow } from './row.ts'

export type BylineCase = {
  readonly id: string
  readonly file: string
  readonly url: string | null
  readonly site: string
  readonly title: string | null
  readonly source_repo: string
  readonly expect: 'persons' | 'org' | 'handle' | 'none'
  readonly authors: readonly string[]
  readonly orgs?: readonly string[]
  readonly label_raw: readonly string[]
  readonly lang: string | null
  readonly page_state: 'raw' | 'stripped'
}

type Outcome = {
  readonly one: BylineCase
  readonly found: readonly string[]
  readonly right: boolean
  readonly half: 'A' | 'B'
  readonly detail: () => string
}

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const cases = await readCases<BylineCase>(joinPath(casesDir, 'bylines', 'labels.jsonl'))
  const outcomes: Outcome[] = []
  for (const one of cases) {
    const bytes = gunzipSync(await readFile(joinPath(casesDir, 'bylines', one.file)))
    const { found, detail } = await inspectCase(bytes, one.url ?? `https://${one.site}/`)
    outcomes.push({ one, found, right: sameSet(found, one.authors), half: halfOf(one.site), detail })
  }
  listFailures(outcomes)
  const raw = outcomes.filter(({ one }) => one.page_state === 'raw')
  const stripped = outcomes.filter(({ one }) => one.page_state === 'stripped')
  const of = (list: readonly Outcome[], expect: BylineCase['expect']): Outcome[] =>
    list.filter(({ one }) => one.expect === expect)
  const rows: EvalRow[] = []
  const both = (
    measure: string,
    list: readonly Outcome[],
    value: (list: readonly Outcome[]) => number,
    bar: number | null,
    better: 'higher' | 'lower' = 'higher',
  ): void => {
    const a = list.filter(({ half }) => half === 'A')
    const b = list.filter(({ half }) => half === 'B')
    const note = `half A ${value(a).toFixed(3)} (${a.length}), half B ${value(b).toFixed(3)} (${b.length})`
    rows.push({ suite: 'bylines', measure, value: value(list), bar, better, n: list.length, note })
  }
  const whole = of(raw, 'persons')
  both('whole pages, exact set', whole, exact, 0.9)
  both('whole pages, F1', whole, f1, 0.94)
  both('whole pages, exact set by site', whole, macroExact, null)
  both('stripped pages, exact set', of(stripped, 'persons'), exact, 0.8)
  both('stripped pages, F1', of(stripped, 'persons'), f1, null)
  both('false persons, org', of(outcomes, 'org'), falsePersons, 0.08, 'lower')
  both('false persons, none', of(outcomes, 'none'), falsePersons, 0.06, 'lower')
  both('false persons, none, after looking', of(outcomes, 'none'), falseAfterLooking, 0.06, 'lower')
  const looked = rows.at(-1) as EvalRow
  looked.note = `${looked.note}; named after all: ${namedAfterAll.map(([id, name, why]) => `${id} ${name}, ${why}`).join('; ')}`
  for (const source of new Set(whole.map(({ one }) => one.source_repo)))
    both(
      `whole pages, exact set, ${source}`,
      whole.filter(({ one }) => one.source_repo === source),
      exact,
      null,
    )
  both('whole pages, nobody named', whole, (list) => share(list, ({ found }) => found.length === 0), null, 'lower')
  return rows
}

function share(list: readonly Outcome[], holds: (one: Outcome) => boolean): number {
  return list.length === 0 ? 0 : list.filter(holds).length / list.length
}

const exact = (list: readonly Outcome[]): number => share(list, ({ right }) => right)
const falsePersons = (list: readonly Outcome[]): number => share(list, ({ found }) => found.length > 0)

/** Persons found where the label has none and the page, looked at, credits nobody or somebody else. */
const falseAfterLooking = (list: readonly Outcome[]): number =>
  share(list, ({ one, found }) => {
    const named = namedAfterAll.find(([id]) => id === one.id)?.[1]
    return found.length > 0 && (named === undefined || !sameSet(found, [named]))
  })

function macroExact(list: readonly Outcome[]): number {
  const sites = Map.groupBy(list, ({ one }) => one.site)
  const means = [...sites.values()].map(exact)
  return means.reduce((sum, mean) => sum + mean, 0) / Math.max(1, means.length)
}

function f1(list: readonly Outcome[]): number {
  let hit = 0
  let named = 0
  let wanted = 0
  for (const { one, found } of list) {
    const labels = new Set(persons(one.authors))
    const names = persons(found)
    hit += names.filter((name) => labels.has(name)).length
    named += names.length
    wanted += labels.size
  }
  return (2 * hit) / Math.max(1, named + wanted)
}

/** `EVAL_FAILURES=bylines` lists what went wrong on half A; `EVAL_ONLY` keeps ids that contain it. */
function listFailures(outcomes: readonly Outcome[]): void {
  if (process.env['EVAL_FAILURES'] !== 'bylines') return
  const only = process.env['EVAL_ONLY']
  for (const { one, found, right, half, detail } of outcomes) {
    if (half !== 'A' || right || one.expect === 'handle') continue
    if (only !== undefined && !`${one.id} ${one.expect} ${one.page_state}`.includes(only)) continue
    console.log(`${one.expect} ${one.id} ${one.lang ?? ''} ${one.url}\n  title ${one.title ?? ''}`)
    console.log(`  label ${one.authors.map(comparable).join(' · ')} ${JSON.stringify(one.label_raw)}`)
    console.log(`  found ${found.map(comparable).join(' · ')}\n${detail()}`)
  }
}
