// Scores what pages declare about free access, and what can be seen when the declarations are masked.
import { parsePage } from '../src/parse/page/index.ts'
import { undeclared } from './access-labels.ts'
import { halfOf, joinPath } from './compare-names.ts'
import { evalNow, readLabels, readPage } from './pages.ts'
import type { EvalRow } from './row.ts'

type AccessCase = {
  readonly id: string
  readonly site: string
  readonly url: string | null
  readonly label: 'paywalled' | 'free' | 'conflict'
}
type Outcome = { readonly wanted: boolean; readonly found: boolean; readonly half: 'A' | 'B' }

/** `conflict` pages, which declare both, are left out: either answer is right. Paid and partly paid count as paid. */
export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const asIs: Outcome[] = []
  const looked: Outcome[] = []
  const masked: Outcome[] = []
  for (const one of await readLabels<AccessCase>(joinPath(casesDir, 'access.jsonl'))) {
    if (one.label === 'conflict') continue
    const html = await readPage(casesDir, 'bylines', `${one.id}.html.gz`)
    for (const [outcomes, maskDeclaredAccess] of [
      [asIs, false],
      [masked, true],
    ] as const) {
      const { access } = parsePage(html, {
        url: one.url ?? 'https://example.org/page',
        maskDeclaredAccess,
        now: evalNow,
      })
      const outcome = {
        wanted: one.label === 'paywalled',
        found: access === 'paid' || access === 'partly',
        half: halfOf(one.site),
      }
      outcomes.push(outcome)
      if (!maskDeclaredAccess && !undeclared.some(([id]) => id === one.id)) looked.push(outcome)
      if (outcome.wanted !== outcome.found && outcome.half === 'A' && process.env['EVAL_FAILURES'] === 'access')
        console.log(`${one.id} ${maskDeclaredAccess ? 'masked' : 'as is'} label ${one.label} found ${access}`)
    }
  }
  return [
    ...rows('paid as declared, F1', 0.97, asIs),
    ...rows(
      'paid as declared, F1, after looking',
      0.97,
      looked,
      `left out: ${undeclared.map(([id, why]) => `${id}: ${why}`).join('; ')}`,
    ),
    ...rows('paid with declarations masked, F1', 0.75, masked),
    freeShare('free pages taken for paid, declarations masked', masked),
  ]
}

function freeShare(measure: string, outcomes: readonly Outcome[]): EvalRow {
  const free = outcomes.filter(({ wanted }) => !wanted)
  const value = free.filter(({ found }) => found).length / Math.max(1, free.length)
  return { suite: 'access', measure, value, bar: null, better: 'lower', n: free.length }
}

function rows(measure: string, bar: number, outcomes: readonly Outcome[], note?: string): EvalRow[] {
  const halves = (['A', 'B'] as const).map((half) => ({ half, of: outcomes.filter((one) => one.half === half) }))
  return [
    { suite: 'access', measure, value: f1(outcomes), bar, n: outcomes.length, ...(note === undefined ? {} : { note }) },
    ...halves.map(({ half, of }) => ({
      suite: 'access',
      measure: `${measure}, half ${half}`,
      value: f1(of),
      bar: null,
      n: of.length,
    })),
  ]
}

function f1(outcomes: readonly Outcome[]): number {
  const right = outcomes.filter(({ wanted, found }) => wanted && found).length
  const all = outcomes.filter(({ wanted }) => wanted).length + outcomes.filter(({ found }) => found).length
  return all === 0 ? 1 : (2 * right) / all
}
