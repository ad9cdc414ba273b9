// Scores how names are read out of printed credits: the exact set of persons in each string.
import { namesFrom } from '../src/attribute/index.ts'
import { halfOf, joinPath, persons, readCases, sameSet } from './compare-names.ts'
import type { EvalRow } from './row.ts'

type StringCase = {
  readonly text: string
  readonly authors: readonly string[]
  readonly lang: string | null
  readonly site: string | null
  readonly where: string
}

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const cases = await readCases<StringCase>(joinPath(casesDir, 'byline_strings.jsonl'))
  const outcomes = cases.map((one) => {
    const found = namesFrom(one.text, one.lang)
      .filter(({ kind }) => kind === 'person')
      .map(({ name }) => name)
    return { one, found, right: sameSet(found, one.authors), half: halfOf(one.site ?? one.text) }
  })
  if (process.env['EVAL_FAILURES'] === 'byline-strings')
    for (const { one, found, right, half } of outcomes)
      if (!right && half === 'A')
        console.log(
          `${one.lang ?? '–'} ${JSON.stringify(one.text)}\n   label ${one.authors.join(' · ')}\n   found ${found.join(' · ')}`,
        )
  const row = (measure: string, of: typeof outcomes, bar: number | null): EvalRow => ({
    suite: 'byline-strings',
    measure,
    value: of.filter(({ right }) => right).length / Math.max(1, of.length),
    bar,
    n: of.length,
  })
  return [
    row('exact set', outcomes, 0.95),
    row(
      'exact set, half A',
      outcomes.filter(({ half }) => half === 'A'),
      null,
    ),
    row(
      'exact set, half B',
      outcomes.filter(({ half }) => half === 'B'),
      null,
    ),
    row(
      'no person where the label has none',
      outcomes.filter(({ one }) => persons(one.authors).length === 0),
      null,
    ),
  ]
}
