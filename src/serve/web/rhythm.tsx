// A columnist's year: a calendar drawn by the server, and the same in words.
import type { DayCount } from '../../archive/index.ts'
import { rhythmOf, type Rhythm } from '../../rank/index.ts'
import { formatList, formatNumber, isoDay, monthAndYear, monthName, shortDate, weekdayName } from './format.ts'
import { messages as m } from './messages.ts'

type RhythmProps = {
  /** Of the last 53 weeks. */
  days: readonly DayCount[]
  now: Date
  /** The first day of a week where the columnist is read; 1 is Monday. */
  weekStart: number
}

/** Days for which the calendar needs counts: its weeks are whole. */
export const rhythmDays = 53 * 7

const dayMs = 86_400_000
/** Of a day's square and the space beside it, in units of the drawing. */
const step = 12
const square = 10
const labelHeight = 14

export function RhythmSection({ days, now, weekStart }: RhythmProps) {
  const rhythm = rhythmOf(days, now)
  return (
    <section class="rhythm" aria-labelledby="rhythm-title">
      <h2 id="rhythm-title" class="section-title">
        {m.rhythm}
      </h2>
      <p>{sentences(rhythm).join(' ')}</p>
      {rhythm.columns > 0 && <YearOfDays days={days} now={now} weekStart={weekStart} />}
    </section>
  )
}

/** `104 columns in the last twelve months. Usually on Tuesday and Friday. Silent for 16 days.` */
function sentences(rhythm: Rhythm): string[] {
  const { usualDays, perMonth, silentDays, weeksInARow } = rhythm
  const usual =
    usualDays.length >= 5
      ? [m.rhythmMost]
      : usualDays.length > 0
        ? [m.rhythmDays(formatList(usualDays.map((day) => weekdayName(day).long)))]
        : perMonth !== null
          ? [m.rhythmMonth(Math.max(1, Math.round(perMonth)))]
          : []
  return [
    m.rhythmYear(rhythm.columns),
    ...usual,
    ...(silentDays === null ? [] : [m.rhythmSilent(silentDays)]),
    ...(silentDays === null && weeksInARow !== null && weeksInARow > 7 ? [m.rhythmWeeks(weeksInARow)] : []),
  ]
}

/** Weeks from first to last, read as the page is read; each day a square, darker with its columns. */
function YearOfDays({ days, now, weekStart }: RhythmProps) {
  const today = new Date(`${isoDay(now)}T00:00:00Z`)
  const sinceWeekStart = ((today.getUTCDay() || 7) - weekStart + 7) % 7
  const first = new Date(today.getTime() - (sinceWeekStart + 52 * 7) * dayMs)
  const width = 53 * step - (step - square)
  const height = labelHeight + 7 * step - (step - square)
  const across = (week: number, size: number): number => (m.dir === 'rtl' ? width - week * step - size : week * step)
  /** Days since the first; NaN for no day. */
  const placeOf = (at: number): number => Math.round((at - first.getTime()) / dayMs)
  const squares: Record<1 | 2 | 3, string> = { 1: '', 2: '', 3: '' }
  for (const { day, columns } of days.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const i = placeOf(Date.parse(day))
    if (columns > 0 && i >= 0 && i <= placeOf(today.getTime()))
      squares[Math.min(3, columns) as 1 | 2 | 3] +=
        `M${across(Math.floor(i / 7), square)} ${labelHeight + (i % 7) * step}h${square}v${square}h-${square}z`
  }
  const labels: { at: number; text: string }[] = []
  for (let month = 0; month <= 13; month++) {
    const begins = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1))
    const week = Math.floor(placeOf(begins.getTime()) / 7)
    if (begins >= first && begins <= today && week < 51) labels.push({ at: week, text: monthName(begins) })
  }
  return (
    <svg class="year" viewBox={`0 0 ${width} ${height}`} role="img" aria-labelledby="year-title year-months">
      <title id="year-title">{m.rhythmPicture({ from: shortDate(first), to: shortDate(today) })}</title>
      <desc id="year-months">{inMonths(days)}</desc>
      <defs>
        <pattern id="day" width={step} height={step} patternUnits="userSpaceOnUse" y={labelHeight}>
          <rect width={square} height={square} />
        </pattern>
      </defs>
      <rect class="days" y={labelHeight} width={width} height={height - labelHeight} fill="url(#day)" />
      {([1, 2, 3] as const).map((level) => squares[level] !== '' && <path class={`of-${level}`} d={squares[level]} />)}
      {labels.map(({ at, text }) => (
        <text x={m.dir === 'rtl' ? width - at * step : at * step} y={labelHeight - 5}>
          {text}
        </text>
      ))}
    </svg>
  )
}

/** The picture in words: `December 2025: 8; January 2026: 9`. */
function inMonths(days: readonly DayCount[]): string {
  const months = Map.groupBy(days, (one) => one.day.slice(0, 7))
  return [...months]
    .map(([month, list]) => {
      const columns = list.reduce((sum, one) => sum + one.columns, 0)
      return `${monthAndYear(new Date(`${month}-01T00:00:00Z`))}: ${formatNumber(columns)}`
    })
    .join('; ')
}
