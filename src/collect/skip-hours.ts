// The hours and days at which a feed asks not to be polled.

const hourMs = 3_600_000
const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/**
 * `at`, or a moment within the first hour after it that is not skipped. Hours are GMT, 0 to 23, and 24 is RSS 0.91's
 * midnight. A feed that skips every hour of the week says nothing, so `at` stands.
 * Source: RSS 2.0 `skipHours`, `skipDays`.
 */
export function skipHoursAndDays(
  at: Date,
  skipHours: readonly number[],
  skipDays: readonly string[],
  random: () => number,
): Date {
  const hours = new Set(skipHours.map((hour) => hour % 24))
  const days = new Set(skipDays.map((day) => dayNames.indexOf(day.trim().toLowerCase())))
  if (hours.size === 0 && days.size === 0) return at
  const isSkipped = (time: number) => {
    const moment = new Date(time)
    return hours.has(moment.getUTCHours()) || days.has(moment.getUTCDay())
  }
  if (!isSkipped(at.getTime())) return at
  const thisHour = Math.floor(at.getTime() / hourMs) * hourMs
  for (let hour = 1; hour <= 7 * 24; hour++) {
    const time = thisHour + hour * hourMs
    if (!isSkipped(time)) return new Date(time + Math.floor(random() * hourMs))
  }
  return at
}
