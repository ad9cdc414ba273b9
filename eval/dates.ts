// Scores the day of publication read from whole pages against labels made by people.
import { parsePage } from '../src/parse/page/index.ts'
import { evalNow, readLabels, readPage, reportFailure, shareRows, verdict, type Verdict } from './pages.ts'
import { joinPath } from './compare-names.ts'
import type { EvalRow } from './row.ts'

type DateCase = {
  readonly id: string
  readonly file: string
  readonly url: string
  readonly site: string
  readonly published: string | null
}

export async function evaluate(casesDir: string): Promise<EvalRow[]> {
  const same: Verdict[] = []
  const near: Verdict[] = []
  const printed: Verdict[] = []
  for (const one of await readLabels<DateCase>(joinPath(casesDir, 'dates', 'labels.jsonl'))) {
    if (typeof one.published !== 'string') continue
    const facts = parsePage(await readPage(casesDir, 'dates', one.file), { url: one.url, now: evalNow })
    const day = facts.publishedAt?.toISOString().slice(0, 10) ?? null
    const local = facts.publishedOn ?? null
    const daysOff = local === null ? Infinity : Math.abs(Date.parse(local) - Date.parse(one.published)) / 86_400_000
    const outcome = verdict(one.site, one.id, day === one.published)
    same.push(outcome)
    near.push({ ...outcome, right: daysOff <= 1 })
    printed.push({ ...outcome, right: daysOff === 0 })
    reportFailure(
      'dates',
      near.at(-1) as Verdict,
      () =>
        `${one.id} label ${one.published} found ${day ?? '–'} (${facts.publishedOn ?? '–'}) ${one.url.slice(0, 140)}`,
    )
  }
  return [
    ...shareRows(
      'dates',
      'same day, as printed',
      0.93,
      printed,
      "the day by the publisher's own clock, which labels tell",
    ),
    ...shareRows('dates', 'within a day', 0.96, near),
    ...shareRows('dates', 'same day (UTC)', null, same),
  ]
}
