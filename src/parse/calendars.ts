// Days of publication in the calendars that papers of Iran and Thailand print, as days of the common era.

export type CalendarDay = { readonly year: number; readonly month: number; readonly day: number }

/**
 * The same day by the common calendar. Which calendar is meant shows in the year: 1300 to 1438 are Persian solar years (1921 to
 * 2060; the lunar Hijri calendar passed 1438 in 2017), 2440 to 2610 are Buddhist ones. Other days come back as they are, and so
 * does a Persian day that its month does not have.
 */
export function commonEra(given: CalendarDay): CalendarDay {
  if (given.year >= 2440 && given.year <= 2610) return { ...given, year: given.year - 543 }
  if (given.year < 1300 || given.year > 1438) return given
  return fromPersian(given) ?? given
}

const dayMs = 86_400_000
const monthLength = [31, 31, 31, 31, 31, 31, 30, 30, 30, 30, 30, 30]

/** The runtime's own calendar data settle which years are leap years. */
function fromPersian({ year, month, day }: CalendarDay): CalendarDay | null {
  if (month < 1 || month > 12 || day < 1 || day > (monthLength[month - 1] ?? 0)) return null
  const daysBefore = (month - 1) * 30 + Math.min(month - 1, 6) + day - 1
  const date = new Date(newYear(year) + daysBefore * dayMs)
  if (month === 12 && day === 30 && date.getTime() === newYear(year + 1)) return null
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** Month and day. Made when it is asked for: few pages have such days, and making it takes some ten milliseconds. */
function persianDay(at: number): string {
  persianDays ??= new Intl.DateTimeFormat('en-US-u-ca-persian-nu-latn', {
    timeZone: 'UTC',
    month: 'numeric',
    day: 'numeric',
  })
  return persianDays.format(at)
}

let persianDays: Intl.DateTimeFormat | undefined
const newYears = new Map<number, number>()

/** Midnight UTC of the first day of a Persian year, which falls between 19 and 22 March. */
function newYear(year: number): number {
  let at = newYears.get(year)
  if (at === undefined) {
    at = Date.UTC(year + 621, 2, 19)
    while (persianDay(at) !== '1/1' && at < Date.UTC(year + 621, 2, 23)) at += dayMs
    newYears.set(year, at)
  }
  return at
}
