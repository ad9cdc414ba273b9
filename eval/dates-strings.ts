// Date strings as feeds wrote them. feedparser tries several parsers in turn; here one reader must know them all.
import { join } from 'node:path'
import { parseDate } from '../src/parse/index.ts'
import { readCases } from './compare-names.ts'
import type { EvalRow } from './row.ts'

type Case = { readonly text: string; readonly parser: string; readonly utc: string | null }

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const cases = await readCases<Case>(join(casesDir, 'feeds', 'date_strings.jsonl'))
  const wrong = cases.filter((one) => secondOf(parseDate(one.text)) !== one.utc)
  if (process.env['EVAL_FAILURES'] === 'dates-strings')
    for (const one of wrong)
      console.log(`${one.text}: ${one.utc ?? 'none'}, found ${secondOf(parseDate(one.text)) ?? 'none'}`)
  const value = (cases.length - wrong.length) / cases.length
  const note = wrong.map(({ text }) => text).join('; ')
  return [
    {
      suite: 'dates-strings',
      measure: 'right instant, or none',
      value,
      bar: 0.95,
      n: cases.length,
      ...(note === '' ? {} : { note }),
    },
  ]
}

/** The labels have no fractions of a second. */
function secondOf(date: Date | null): string | null {
  return date === null ? null : date.toISOString().replace(/\.\d+Z$/, 'Z')
}
