// A columnist's rhythm: from the days of a year, what a regular reader would say about it. Published at /about/ranking;
// change both together.

/** Columns of one day, `2026-11-22`, universal time. */
export type WritingDay = { readonly day: string; readonly columns: number }

export type Rhythm = {
  /** Columns in the year up to `now`. */
  readonly columns: number
  /** Days of the year on which there were any. */
  readonly days: number
  /** Days of the week, 1 is Monday, that had a column in at least half of the weeks of the last half year. */
  readonly usualDays: readonly number[]
  /** Columns a month over the time in which there were any, when no day of the week is usual; null for fewer than four. */
  readonly perMonth: number | null
  /** Whole days since the last column, when that is unusual: over a week, and over twice the usual pause. */
  readonly silentDays: number | null
  /** The longest run of weeks with a column, up to now or this week's beginning, when it is four or more. */
  readonly weeksInARow: number | null
}

const dayMs = 86_400_000
/** What is usual is told from this time: a habit of last winter is not one of now. */
const habitDays = 182
/** Fewer columns are no habit. */
const fewestForHabit = 4
const fewestForSilence = 4

/**
 * `days` in any order; those after `now` or more than a year before it are left out. Usual days are weighed over the weeks
 * between the first and the last column of the half year before the last column, so that a pause does not undo a habit.
 */
export function rhythmOf(days: readonly WritingDay[], now: Date): Rhythm {
  const today = numberOf(now.toISOString().slice(0, 10))
  const year = days
    .map(({ day, columns }) => ({ at: numberOf(day), columns }))
    .filter(({ at, columns }) => at <= today && at > today - 366 && columns > 0)
    .toSorted((a, b) => a.at - b.at)
  const columns = year.reduce((sum, day) => sum + day.columns, 0)
  const last = year.at(-1)?.at
  const nothing = { columns, days: year.length, usualDays: [], perMonth: null, silentDays: null, weeksInARow: null }
  if (last === undefined) return nothing
  const recent = year.filter(({ at }) => at > last - habitDays)
  return {
    ...nothing,
    ...habitOf(recent),
    silentDays: silenceOf(recent, today - last),
    weeksInARow: weeksInARow(year, today),
  }
}

function habitOf(recent: readonly { at: number; columns: number }[]): Pick<Rhythm, 'usualDays' | 'perMonth'> {
  const [first, last] = [recent[0], recent.at(-1)]
  if (first === undefined || last === undefined || recent.length < fewestForHabit)
    return { usualDays: [], perMonth: null }
  const weeks = Math.max(1, weekOf(last.at) - weekOf(first.at) + 1)
  const perWeekday = Map.groupBy(recent, ({ at }) => weekdayOf(at))
  const usualDays = [1, 2, 3, 4, 5, 6, 7].filter((day) => (perWeekday.get(day)?.length ?? 0) * 2 >= weeks)
  if (usualDays.length > 0) return { usualDays, perMonth: null }
  const months = Math.max(1, (last.at - first.at + 1) / 30.44)
  return { usualDays, perMonth: recent.reduce((sum, day) => sum + day.columns, 0) / months }
}

/** The usual pause is the median of the pauses between days with columns. */
function silenceOf(recent: readonly { at: number }[], since: number): number | null {
  if (recent.length < fewestForSilence) return null
  const pauses = recent
    .slice(1)
    .map(({ at }, i) => at - recent[i]!.at)
    .toSorted((a, b) => a - b)
  const usual = pauses[Math.floor(pauses.length / 2)]!
  return since > Math.max(7, 2 * usual) ? since : null
}

function weeksInARow(year: readonly { at: number }[], today: number): number | null {
  const weeks = new Set(year.map(({ at }) => weekOf(at)))
  const thisWeek = weekOf(today)
  const from = weeks.has(thisWeek) ? thisWeek : thisWeek - 1
  let run = 0
  while (weeks.has(from - run)) run++
  return run >= 4 ? run : null
}

/** Days since the beginning of 1970. */
function numberOf(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs)
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(at: number): number {
  return ((at + 3) % 7) + 1
}

/** Weeks begin on Monday. */
function weekOf(at: number): number {
  return Math.floor((at + 3) / 7)
}
