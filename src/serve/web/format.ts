// Dates, numbers and names of places and languages, as the interface's language writes them. Intl does the work.
import type { CountryCode, LanguageTag } from '../../model/index.ts'
import { messages } from './messages.ts'

const locale = messages.locale
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const exact = new Intl.DateTimeFormat(locale, {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'UTC',
  hourCycle: 'h23',
})
const longDay = new Intl.DateTimeFormat(locale, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})
const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const monthYear = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
const weekdayLong = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
const number = new Intl.NumberFormat(locale)
const percent = new Intl.NumberFormat(locale, { style: 'percent' })
const regions = new Intl.DisplayNames(locale, { type: 'region' })
const languages = new Intl.DisplayNames(locale, { type: 'language' })
const list = new Intl.ListFormat(locale, { type: 'conjunction' })

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** `5 minutes ago`, `3 hours ago`, `yesterday`, `4 days ago`; after a week the day itself. */
export function relativeTime(at: Date, now: Date): string {
  const age = now.getTime() - at.getTime()
  if (age < minuteMs) return relative.format(0, 'minute').replace(/^this minute$/, 'just now')
  if (age < hourMs) return relative.format(-Math.floor(age / minuteMs), 'minute')
  if (age < dayMs) return relative.format(-Math.floor(age / hourMs), 'hour')
  const days = Math.floor(now.getTime() / dayMs) - Math.floor(at.getTime() / dayMs)
  return days <= 7 ? relative.format(-days, 'day') : shortDay.format(at)
}

/** `22 November 2026 at 10:15 UTC`. */
export function exactTime(at: Date): string {
  return `${exact.format(at)} UTC`
}

/** `2026-11-22`, the day in universal time. */
export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}

export function longDate(at: Date): string {
  return longDay.format(at)
}

export function shortDate(at: Date): string {
  return shortDay.format(at)
}

/** `November 2026`. */
export function monthAndYear(at: Date): string {
  return monthYear.format(at)
}

/** Short and long name of a day of the week; 1 is Monday, 7 is Sunday. */
export function weekdayName(day: number): { short: string; long: string } {
  const date = new Date(Date.UTC(2024, 0, day)) // 1 January 2024 was a Monday
  return { short: weekday.format(date), long: weekdayLong.format(date) }
}

/** The first day of the week where an edition is read; 1 is Monday, 7 is Sunday. Source: CLDR, by Intl. */
export function firstWeekday(country: CountryCode): number {
  const region = /^[a-z]{2}$/.test(country) && country !== 'eu' ? country.toUpperCase() : '001'
  // ECMA-402's getWeekInfo is newer than the library types we compile with.
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & { getWeekInfo(): { firstDay: number } }
  return locale.getWeekInfo().firstDay
}

export function formatNumber(n: number): string {
  return number.format(n)
}

export function formatPercent(part: number): string {
  return percent.format(part)
}

export function formatList(items: readonly string[]): string {
  return list.format(items)
}

/** `tr` → `Türkiye`, `world` → `The world`; a code that nobody knows stays as it is. */
export function placeName(code: CountryCode): string {
  if (code === 'world') return messages.world
  if (!/^[a-z]{2}$/.test(code)) return code
  return regions.of(code.toUpperCase()) ?? code.toUpperCase()
}

/** Countries that English names with an article inside a sentence. */
const withArticle = new Set('ae bs cd cf cg do fk fo gb gm ky km mh mv nl ph sb sc tc us va vg vi'.split(' '))

/** The name as it stands inside a sentence: `the United Kingdom`, `the world`. */
export function placeInText(code: CountryCode): string {
  if (code === 'world') return messages.worldInText
  return messages.lang === 'en' && withArticle.has(code) ? `the ${placeName(code)}` : placeName(code)
}

/** True for a code that Unicode's list of regions names; `zz` is its name for no place, and `uk` another name of `gb`. */
export function isCountry(code: CountryCode): boolean {
  if (!/^[a-z]{2}$/.test(code) || code === 'zz') return false
  const region = code.toUpperCase()
  return new Intl.Locale(`und-${region}`).region === region && regions.of(region) !== region
}

/** The language's name in the interface's language, such as `Hebrew`. */
export function languageName(tag: LanguageTag): string {
  try {
    return languages.of(tag) ?? tag
  } catch (error) {
    if (error instanceof RangeError) return tag
    throw error
  }
}
