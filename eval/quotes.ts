// Scores quotations found in running text: whole utterances of the labels, and who is said to have spoken them.
import { findQuotes } from '../src/attribute/index.ts'
import { foldName } from '../src/base/index.ts'
import { joinPath, readCases } from './compare-names.ts'
import type { EvalRow } from './row.ts'

type Label = {
  readonly quotes: readonly string[]
  readonly speaker: string | null
  readonly speaker_kind: 'name' | 'nominal' | 'pronoun' | null
  readonly cue: string | null
  readonly full: boolean
}
type QuoteCase = {
  readonly id: string
  readonly text: string
  readonly lang: string
  readonly quotes: readonly Label[]
}
type Scored = {
  readonly lang: string
  readonly kind: string | null
  readonly found: boolean
  readonly speaker: boolean
  readonly cue: boolean
}

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const cases = await readCases<QuoteCase>(joinPath(casesDir, 'quotes.jsonl'))
  const scored: Scored[] = []
  let negatives = 0
  let falseCredits = 0
  for (const one of cases) {
    const found = findQuotes(one.text, one.lang).map((quote) => ({ ...quote, folded: foldName(quote.text) }))
    if (one.quotes.length === 0) {
      negatives++
      if (found.some((quote) => quote.speaker !== null && quote.folded.split(' ').length >= 4)) falseCredits++
    }
    for (const label of one.quotes) {
      if (!label.full) continue
      const texts = label.quotes.map(foldName)
      const hits = found.filter((quote) => texts.some((text) => alike(quote.folded, text)))
      scored.push({
        lang: one.lang,
        kind: label.speaker_kind,
        found: hits.length > 0,
        speaker:
          label.speaker !== null &&
          hits.some((hit) => hit.speaker !== null && sameSpeaker(hit.speaker, label.speaker ?? '')),
        cue:
          label.cue !== null &&
          hits.some((hit) => hit.cue !== null && foldName(label.cue ?? '').includes(foldName(hit.cue))),
      })
    }
    if (process.env['EVAL_FAILURES'] === 'quotes')
      for (const label of one.quotes) {
        const hit = found.find((quote) => label.quotes.map(foldName).some((text) => alike(quote.folded, text)))
        if (
          label.full &&
          label.speaker_kind === 'name' &&
          !(hit?.speaker != null && sameSpeaker(hit.speaker, label.speaker ?? ''))
        )
          console.log(
            `${one.lang} ${one.id} label ${label.speaker} (${label.cue}) found ${hit?.speaker ?? '–'} (${hit?.cue ?? '–'}) ${JSON.stringify(label.quotes[0]?.slice(0, 70))}`,
          )
      }
  }
  const rows: EvalRow[] = []
  const row = (measure: string, list: readonly Scored[], holds: (one: Scored) => boolean): void => {
    rows.push({
      suite: 'quotes',
      measure,
      value: list.filter(holds).length / Math.max(1, list.length),
      bar: null,
      n: list.length,
    })
  }
  for (const lang of ['en', 'de']) {
    const list = scored.filter((one) => one.lang === lang)
    row(`${lang}, whole utterances found`, list, ({ found }) => found)
    row(
      `${lang}, speaker by name`,
      list.filter(({ kind }) => kind === 'name'),
      ({ speaker }) => speaker,
    )
    row(
      `${lang}, speaker of any kind`,
      list.filter(({ kind }) => kind !== null),
      ({ speaker }) => speaker,
    )
    row(`${lang}, cue`, list, ({ cue }) => cue)
  }
  rows.push({
    suite: 'quotes',
    measure: 'texts without quotes in which one is credited',
    value: falseCredits / Math.max(1, negatives),
    bar: null,
    n: negatives,
  })
  return rows
}

/** The same words, or one within the other with at least half of its length. */
function alike(a: string, b: string): boolean {
  if (a === b) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.length >= long.length * 0.5 && short.split(' ').length >= 3 && long.includes(short)
}

function sameSpeaker(found: string, wanted: string): boolean {
  const a = foldName(found)
  const b = foldName(wanted)
  if (a === '' || b === '') return false
  return ` ${b} `.includes(` ${a} `) || ` ${a} `.includes(` ${b} `)
}
