// Scores the day of publication read from whole pages against labels made by people.
import { parsePage } from '../src/parse/page/index.ts'
import { contradictedDays } from './date-labels.ts'
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
  const looked = { printed: [] as Verdict[], near: [] as Verdict[] }
  for (const one of await readLabels<DateCase>(joinPath(casesDir, 'dates', 'labels.jsonl'))) {
    if (typeof one.published !== 'string') continue
    const facts = parsePage(await readPage(casesDir, 'dates', one.file), { url: one.url, now: evalNow })
    const day = facts.publishedAt?.toISOString().slice(0, 10) ?? null
    const local = facts.publishedOn ?? null
    const daysOff = daysBetween(local, one.published)
    const told = contradictedDays.find(({ id }) => id === one.id)?.day
    const toldOff = told === undefined ? daysOff : daysBetween(local, told)
    const outcome = verdict(one.site, one.id, day === one.published)
    same.push(outcome)
    near.push({ ...outcome, right: daysOff <= 1 })
    printed.push({ ...outcome, right: daysOff === 0 })
    looked.printed.push({ ...outcome, right: toldOff === 0 })
    looked.near.push({ ...outcome, right: toldOff <= 1 })
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
    ...shareRows('dates', 'same day, as printed, after looking', 0.93, looked.printed, contradicted),
    ...shareRows('dates', 'within a day, after looking', 0.96, looked.near),
    ...shareRows('dates', 'same day (UTC)', null, same),
  ]
}

const contradicted = `labels that their page contradicts: ${contradictedDays.map(({ id, day, why }) => `${id} ${day}: ${why}`).join('; ')}`

function daysBetween(found: string | null, label: string): number {
  return found === null ? Infinity : Math.abs(Date.parse(found) - Date.parse(label)) / 86_400_000
}
