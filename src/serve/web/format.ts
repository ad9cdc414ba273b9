// Dates, numbers and names of places and languages, as the interface's language writes them. Intl does the work.
import { createMemory } from '../../base/index.ts'
import type { CountryCode, LanguageTag } from '../../model/index.ts'
import { messages } from './messages.ts'

type Formatters = ReturnType<typeof formattersOf>

const made = new Map<string, Formatters>()

/** Of the language spoken at the moment. */
function intl(): Formatters {
  const locale = messages.locale
  const known = made.get(locale)
  if (known !== undefined) return known
  const formatters = formattersOf(locale)
  made.set(locale, formatters)
  return formatters
}

/** Words of one language that are kept: a front page says some forty times how long ago something was, and when exactly. */
const maxWords = 3000

function formattersOf(locale: string) {
  const day = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
  const unit = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, { style: 'unit', ...options })
  return {
    words: createMemory<string>(maxWords),
    between: createMemory<readonly string[]>(maxWords),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    exact: day({ dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }),
    longDay: day({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    shortDay: day({ day: 'numeric', month: 'short', year: 'numeric' }),
    monthYear: day({ month: 'long', year: 'numeric' }),
    month: day({ month: 'short' }),
    weekday: day({ weekday: 'short' }),
    weekdayLong: day({ weekday: 'long' }),
    number: new Intl.NumberFormat(locale),
    percent: new Intl.NumberFormat(locale, { style: 'percent' }),
    regions: new Intl.DisplayNames(locale, { type: 'region' }),
    languages: new Intl.DisplayNames(locale, { type: 'language' }),
    list: new Intl.ListFormat(locale, { type: 'conjunction' }),
    names: new Intl.Collator(locale),
    byte: unit({ unit: 'byte', unitDisplay: 'long' }),
    kilobyte: unit({ unit: 'kilobyte', maximumFractionDigits: 0 }),
    megabyte: unit({ unit: 'megabyte', maximumFractionDigits: 1 }),
    gigabyte: unit({ unit: 'gigabyte', maximumFractionDigits: 1 }),
    minute: unit({ unit: 'minute', unitDisplay: 'long' }),
    hour: unit({ unit: 'hour', unitDisplay: 'long' }),
    day: unit({ unit: 'day', unitDisplay: 'long' }),
  }
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** `5 minutes ago`, `3 hours ago`, `yesterday`, `4 days ago`; after a week the day itself. */
export function relativeTime(at: Date, now: Date): string {
  const age = now.getTime() - at.getTime()
  if (age <= -minuteMs) return inTime(-age)
  if (age < minuteMs) return messages.justNow
  if (age < hourMs) return before(Math.floor(age / minuteMs), 'minute')
  if (age < dayMs) return before(Math.floor(age / hourMs), 'hour')
  const days = dayOf(now) - dayOf(at)
  return days <= 7 ? before(days, 'day') : shortDate(at)
}

/** `in 12 minutes`, `in 3 hours`, `in 2 days`. */
function inTime(ms: number): string {
  if (ms < hourMs) return intl().relative.format(Math.floor(ms / minuteMs), 'minute')
  if (ms < dayMs) return intl().relative.format(Math.floor(ms / hourMs), 'hour')
  return intl().relative.format(Math.floor(ms / dayMs), 'day')
}

/** CLDR's Hebrew says the number twice where a word has it already: `לפני שעתיים (2)`. */
function before(amount: number, unit: 'minute' | 'hour' | 'day'): string {
  const { words, relative } = intl()
  return words.recall(`${amount} ${unit}`, () => relative.format(-amount, unit).replace(/ \(\d+\)$/, ''))
}

/** `22 November 2026 at 10:15 UTC`. */
export function exactTime(at: Date): string {
  const { words, exact } = intl()
  return words.recall(`at ${at.getTime()}`, () => `${exact.format(at)} UTC`)
}

/** `2026-11-22`, the day in universal time. */
export function isoDay(at: Date): string {
  return at.toISOString().slice(0, 10)
}

export function longDate(at: Date): string {
  const { words, longDay } = intl()
  return words.recall(`long ${dayOf(at)}`, () => longDay.format(at))
}

export function shortDate(at: Date): string {
  const { words, shortDay } = intl()
  return words.recall(`short ${dayOf(at)}`, () => shortDay.format(at))
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / dayMs)
}

/** `November 2026`. */
export function monthAndYear(at: Date): string {
  return intl().monthYear.format(at)
}

/** `Nov`. */
export function monthName(at: Date): string {
  const { words, month } = intl()
  return words.recall(`month ${at.getUTCMonth()}`, () => month.format(at))
}

/** Short and long name of a day of the week; 1 is Monday, 7 is Sunday. */
export function weekdayName(day: number): { short: string; long: string } {
  const date = new Date(Date.UTC(2024, 0, day)) // 1 January 2024 was a Monday
  return { short: intl().weekday.format(date), long: intl().weekdayLong.format(date) }
}

/** The first day of the week where an edition is read; 1 is Monday, 7 is Sunday. Source: CLDR, by Intl. */
export function firstWeekday(country: CountryCode): number {
  const region = /^[a-z]{2}$/.test(country) && country !== 'eu' ? country.toUpperCase() : '001'
  // ECMA-402's getWeekInfo is newer than the library types we compile with.
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & { getWeekInfo(): { firstDay: number } }
  return locale.getWeekInfo().firstDay
}

export function formatNumber(n: number): string {
  return intl().number.format(n)
}

export function formatPercent(part: number): string {
  return intl().percent.format(part)
}

/** `812 bytes`, `14 kB`, `3.2 MB`. */
export function formatBytes(bytes: number): string {
  const { byte, kilobyte, megabyte, gigabyte } = intl()
  if (bytes < 1e3) return byte.format(bytes)
  if (bytes < 1e6) return kilobyte.format(bytes / 1e3)
  return bytes < 1e9 ? megabyte.format(bytes / 1e6) : gigabyte.format(bytes / 1e9)
}

/** `30 minutes`, `6 hours`, `2 days`: the largest of these that says it well. */
export function formatInterval(seconds: number): string {
  const { minute, hour, day } = intl()
  if (seconds < 5400) return minute.format(Math.max(1, Math.round(seconds / 60)))
  return seconds < 48 * 3600 ? hour.format(Math.round(seconds / 3600)) : day.format(Math.round(seconds / 86_400))
}

export function formatList(items: readonly string[]): string {
  return intl().list.format(items)
}

/** What stands between the items of a list that are more than words: `, `, ` and `; one fewer than there are items. */
export function betweenItems(count: number): readonly string[] {
  const { between, list } = intl()
  return between.recall(String(count), () => {
    const parts = list.formatToParts(Array<string>(count).fill('-'))
    return parts.filter((part) => part.type === 'literal').map((part) => part.value)
  })
}

/** Names in the order of the reader's alphabet. */
export function compareNames(a: string, b: string): number {
  return intl().names.compare(a, b)
}

/** `tr` → `Türkiye`, `world` → `The world`; a code that nobody knows stays as it is. */
export function placeName(code: CountryCode): string {
  if (code === 'world') return messages.world
  if (!/^[a-z]{2}$/.test(code)) return code
  const { words, regions } = intl()
  return words.recall(`place ${code}`, () => regions.of(code.toUpperCase()) ?? code.toUpperCase())
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
  return new Intl.Locale(`und-${region}`).region === region && intl().regions.of(region) !== region
}

/** The language's name in the interface's language, such as `Hebrew`. */
export function languageName(tag: LanguageTag): string {
  const { words, languages } = intl()
  return words.recall(`language ${tag}`, () => {
    try {
      return languages.of(tag) ?? tag
    } catch (error) {
      if (error instanceof RangeError) return tag
      throw error
    }
  })
}
