// When a column was published, as feeds and pages write it: ISO 8601 and RFC 822 with the usual damage, and dates in words.
import { commonEra } from './calendars.ts'
import { findMonth } from './month-names.ts'

/** Characters. A date is shorter; a paragraph that happens to start with a year is not one. */
const maxLength = 120

/**
 * The instant that `text` names, or null when it names none: an impossible day, hour or offset is no date. A date
 * without a time is midnight, a time without a zone is UTC. Numeric dates with slashes are day first unless only month
 * first is possible or `lang` is American English. `now` is used for nothing but a two-digit year and a date without a year.
 * Years of the Persian solar and the Buddhist calendar are told by their numbers.
 * Sources: RFC 822 §5, RFC 2822 §4.3 (zones), RFC 3339, W3C-DTF, ISO 8601 (basic, week and ordinal dates).
 */
export function parseDate(text: string, options: { now?: Date; lang?: string | null } = {}): Date | null {
  if (text.length > 400) return null
  const usual = readRfc822(text)
  if (usual !== undefined) return usual
  const clean = normalise(text)
  if (clean === '' || clean.length > maxLength) return null
  const iso = readIso(clean)
  if (iso !== undefined) return iso
  if (/^\d{10}(?:\.\d+)?$/.test(clean)) return valid(new Date(Number(clean) * 1000))
  if (/^\d{13}$/.test(clean)) return valid(new Date(Number(clean)))
  return readWords(clean, options)
}

/** Digits of other scripts to ASCII, odd spaces and dashes to plain ones, direction marks off. */
function normalise(text: string): string {
  return text
    .replace(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069\u061C\uFEFF]/g, '')
    .replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\u0E50-\u0E59\uFF10-\uFF19]/g, toAsciiDigit)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll('：', ':')
    .replace(/\s+/g, ' ')
    .trim()
}

function toAsciiDigit(digit: string): string {
  const code = digit.charCodeAt(0)
  const zero = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0e50, 0xff10].findLast((start) => code >= start) ?? code
  return String(code - zero)
}

type Parts = { year: number; month: number; day: number; time?: Time }
type Time = { hour: number; minute: number; second: number; ms: number; offsetMinutes: number }

/** Null for what cannot be, such as 31 April or 25:00. */
function toInstant(given: Parts): Date | null {
  const { year, month, day } = commonEra(given)
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1000 || year > 9999) return null
  const { hour, minute, second, ms, offsetMinutes } = given.time ?? noTime
  if (hour > 24 || (hour === 24 && (minute > 0 || second > 0)) || minute > 59 || second > 60) return null
  if (second === 60 && minute !== 59) return null
  if (Math.abs(offsetMinutes) > 18 * 60) return null
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1) return null
  return valid(
    new Date(Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59), ms) - offsetMinutes * 60_000),
  )
}

const noTime: Time = { hour: 0, minute: 0, second: 0, ms: 0, offsetMinutes: 0 }

function valid(date: Date): Date | null {
  const year = date.getUTCFullYear()
  return Number.isNaN(date.getTime()) || year < 1000 || year > 9999 ? null : date
}

// --- The form that nearly every RSS feed uses, read without detours

const rfc822 =
  /^\s*(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (GMT|[+-]\d{4})\s*$/
const englishMonths = 'JanFebMarAprMayJunJulAugSepOctNovDec'

/** Undefined for every other form. */
function readRfc822(text: string): Date | null | undefined {
  const found = rfc822.exec(text)
  if (found === null) return undefined
  const [, day, monthName = '', year, hour, minute, second = '0', zone = ''] = found
  const month = englishMonths.indexOf(monthName)
  if (month % 3 !== 0) return undefined
  const time = {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: 0,
    offsetMinutes: offsetOf(zone) ?? 0,
  }
  return toInstant({ year: Number(year), month: month / 3 + 1, day: Number(day), time })
}

// --- ISO 8601, W3C-DTF, RFC 3339

const isoTime =
  /^[T ,]? ?(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,:](\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?|[+-]\d)?(?:\[[\w/+-]+\])?$/i
const isoExtended = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|[T ,])/i
const isoOrdinal = /^(\d{4})-?(\d{3})(?=$|T)/
const isoWeek = /^(\d{4})-?W(\d{2})(?:-?(\d))?(?=$|T)/i
const isoBasic = /^(\d{4})(\d{2})(\d{2})(?=$|[T ]|\d{6}$)/
/** ISO 8601:2000 still allowed the century to be left out: `031231`, `03-12-31`, `-03-12`, `-0312`, `03335`. */
const isoShort = /^(?:(\d{2})(\d{2})(\d{2})|(\d{2})-(\d{2})-(\d{2})|-(\d{2})-?(\d{2})|(\d{2})(\d{3}))$/
const looksIso = /^(?:\d{4}(?:-|$|\d{3,4}(?:$|[T ]|\d{6}$)|W)|\d{2}-?\d{2}-?\d{2}$|\d{5}$|-\d)/

/** Undefined when the text is not of this family at all, null when it is and names no instant. */
function readIso(text: string): Date | null | undefined {
  if (!looksIso.test(text)) return undefined
  const short = isoShort.exec(text)
  if (short !== null) return readShort(short)
  const found = isoWeek.exec(text) ?? isoBasic.exec(text) ?? isoOrdinal.exec(text) ?? isoExtended.exec(text)
  if (found === null) return /^\d{4}-\d{1,2}-\d/.test(text) ? null : undefined
  const rest = text.slice(found[0].length)
  if (rest !== '' && !isoTime.test(rest)) return /^[ ,]/.test(rest) ? undefined : null
  const time = rest === '' ? undefined : readIsoTime(rest)
  const withTime = time === undefined ? {} : { time }
  const [, year = '', second = '1', third = '1'] = found
  if (found[0].toUpperCase().includes('W')) return ofWeek(Number(year), Number(second), Number(third), withTime)
  if (isoBasic.test(text) || !isoOrdinal.test(text)) {
    return toInstant({ year: Number(year), month: Number(second), day: Number(third), ...withTime })
  }
  return ofDayOfYear(Number(year), Number(second), withTime)
}

function readShort(found: RegExpExecArray): Date | null {
  const [, y1, m1, d1, y2, m2, d2, y3, m3, y4, n4] = found
  if (y4 !== undefined && n4 !== undefined) return ofDayOfYear(fullYear(Number(y4)), Number(n4), {})
  const year = fullYear(Number(y1 ?? y2 ?? y3))
  return toInstant({ year, month: Number(m1 ?? m2 ?? m3), day: Number(d1 ?? d2 ?? 1) })
}

function readIsoTime(text: string): Time | undefined {
  const found = isoTime.exec(text)
  if (found === null) return undefined
  const [, hour, minute = '0', second = '0', fraction = '0', zone = ''] = found
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    ms: Math.floor(Number(`0.${fraction}`) * 1000),
    offsetMinutes: offsetOf(zone) ?? 0,
  }
}

function ofDayOfYear(year: number, day: number, time: { time?: Time }): Date | null {
  if (day < 1 || day > 366) return null
  const date = new Date(Date.UTC(year, 0, day))
  if (date.getUTCFullYear() !== year) return null
  return toInstant({ year, month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...time })
}

function ofWeek(year: number, week: number, weekday: number, time: { time?: Time }): Date | null {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return null
  const fourth = new Date(Date.UTC(year, 0, 4))
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7)
  const date = new Date(Date.UTC(year, 0, monday + (week - 1) * 7 + weekday - 1))
  return toInstant({ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...time })
}

// --- Everything with a month in words, or numbers in another order

const clock =
  /(?<![\d:.])(\d{1,2})(?:[:h]|\.(?=\d\d(?:\D|$)(?!\.?\d{4}))|시 ?|時|点|點)(\d{1,2})?(?:分|분|m)?(?:[:.] ?(\d{1,2})|(?<=[분分]) ?(\d{1,2}))?(?:[.,](\d{1,6}))?(?:秒|초|s)?(?![\d:])/i
const meridiem = /(?:^|[^\p{L}])(a\.?m\.?|p\.?m\.?|오전|오후|上午|下午|午前|午後|ص|م|πμ|μμ)(?=$|[^\p{L}])/iu
const zoneAtEnd =
  /(?:(?:UTC|GMT|UT|Etc\/GMT|Z) ?)?([+-] ?\d{1,2}(?::?\d{2})?)(?: ?\([\p{L} /+-]+\))?(?= \d{4}$|$)|(?<![\p{L}])(UTC|GMT|UT|Z|Etc\/(?:GMT|UTC)|[A-Z]{1,5})(?= \d{4}$|$|\.$| ?\))/u

function readWords(text: string, options: { now?: Date; lang?: string | null }): Date | null {
  const timed = takeTime(text)
  if (timed === null) return null
  const date = readDay(timed.rest, americanClock.test(text) ? { ...options, lang: 'en-us' } : options)
  if (date === null) return null
  return toInstant(timed.time === undefined ? date : { ...date, time: timed.time })
}

/** The time of day with its zone, and the text without them; null when the time cannot be. */
function takeTime(text: string): { rest: string; time?: Time } | null {
  const found = clock.exec(text)
  if (found === null || (found[2] === undefined && !/[h시時点點]/i.test(found[0]))) {
    if (/\d:[\d\D]/.test(text)) return null
    return { rest: text }
  }
  const [whole, hours = '', minutes = '0', seconds = found[4] ?? '0', , fraction = '0'] = found
  if (text[found.index + whole.length] === ':' || text[found.index - 1] === ':') return null
  let rest = `${text.slice(0, found.index)} ${text.slice(found.index + whole.length)}`.replace(/\s+/g, ' ').trim()
  const half = meridiem.exec(rest)?.[1]
  if (half !== undefined) rest = rest.replace(half, ' ').replace(/\s+/g, ' ').trim()
  const zone = takeZone(rest, text.slice(found.index + whole.length))
  const hour = Number(hours)
  const time = {
    hour: half === undefined ? hour : (hour % 12) + (afternoon.test(half) ? 12 : 0),
    minute: Number(minutes),
    second: Number(seconds),
    ms: Math.floor(Number(`0.${fraction}`) * 1000),
    offsetMinutes: zone.offsetMinutes ?? (korean.test(text) ? 9 * 60 : 0),
  }
  return { rest: zone.rest, time }
}

const afternoon = /^(?:p|오후|下午|午後|م|μμ)/i
/** Korean date forms (오전, 오후, 년) carry no zone and mean Korean time. */
const korean = /[오년월]/

function takeZone(rest: string, afterTime: string): { rest: string; offsetMinutes: number | null } {
  const found = zoneAtEnd.exec(afterTime.trim().replace(meridiem, ' ').trim())
  if (found === null) return { rest, offsetMinutes: null }
  const offsetMinutes = offsetOf((found[1] ?? found[2] ?? '').replaceAll(' ', ''))
  if (offsetMinutes === null) return { rest, offsetMinutes }
  return { rest: rest.replace(found[0].trim(), ' ').replace(/\s+/g, ' ').trim(), offsetMinutes }
}

/** Minutes east of Greenwich. Null for letters that name no zone we know. */
function offsetOf(zone: string): number | null {
  const numeric = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone)
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0)
    if (Number(numeric[3] ?? 0) > 59) return 99 * 60
    return numeric[1] === '-' ? -minutes : minutes
  }
  const hours = zones[zone.toUpperCase().replace('ETC/', '')]
  return hours === undefined ? null : hours * 60
}

/** Hours. RFC 822's names and those that newspapers use; an ambiguous one (IST, CST, BST) means its commonest use in news. */
const zones: Readonly<Record<string, number>> = {
  Z: 0, UT: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, BST: 1, IST: 5.5, CET: 1, CEST: 2, MET: 1, MEST: 2, MEZ: 1, MESZ: 2, EET: 2, EEST: 3,
  MSK: 3, MSD: 4, TRT: 3, GST: 4, PKT: 5, NPT: 5.75, ICT: 7, WIB: 7, WITA: 8, WIT: 9, SGT: 8, HKT: 8, PHT: 8, PHST: 8, AWST: 8,
  KST: 9, JST: 9, ACST: 9.5, ACDT: 10.5, AEST: 10, AEDT: 11, NZST: 12, NZDT: 13, IDT: 3, EAT: 3, CAT: 2, SAST: 2, WAT: 1,
  ET: -5, EST: -5, EDT: -4, CT: -6, CST: -6, CDT: -5, MT: -7, MST: -7, MDT: -6, PT: -8, PST: -8, PDT: -7, AKST: -9, AKDT: -8,
  HST: -10, AST: -4, ADT: -3, NST: -3.5, NDT: -2.5, ART: -3, BRT: -3, BRST: -2, CLT: -4, CLST: -3, COT: -5, PET: -5,
} // prettier-ignore

const numericDay = /(?<!\d)(\d{1,4})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?!\d)/
const eastAsianDay = /(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]?/

function readDay(text: string, { now, lang }: { now?: Date; lang?: string | null }): Parts | null {
  const eastAsian = eastAsianDay.exec(text)
  if (eastAsian !== null) return parts(eastAsian[1], eastAsian[2], eastAsian[3])
  const numeric = numericDay.exec(text)
  if (numeric !== null) return readNumeric(numeric, lang ?? null)
  const month = findMonth(text, lang ?? null)
  if (month === null) return null
  const before = text.slice(0, month.start)
  const after = text.slice(month.end)
  const left = numbersIn(before)
  const right = numbersIn(after)
  const year = [...right, ...left].find((part) => part.length === 4) ?? shortYear(left, right)
  const day = pickDay(left, right, year)
  if (day === undefined) return null
  if (year === undefined) return now === undefined ? null : withoutYear(month.number, Number(day), now)
  return { year: year.length === 4 ? Number(year) : fullYear(Number(year), now), month: month.number, day: Number(day) }
}

/** Day and month digits only; a number glued to letters ("zz2", "x") is no day, except as "1st", "2.", "3º". */
function numbersIn(text: string): string[] {
  return Array.from(
    text.matchAll(/(?<![\p{L}\d])'?(\d{1,2}|\d{4})(?:st|nd|rd|th|er|º|ª|°|-?[eя]|-го|\.)?(?![\p{L}\d])/gu),
    (m) => m[1] ?? '',
  )
}

function pickDay(left: string[], right: string[], year: string | undefined): string | undefined {
  const beforeMonth = left.findLast((part) => part.length <= 2 && (part !== year || left.length > 1))
  return (
    beforeMonth ??
    right.find((part) => part.length <= 2 && (part !== year || right.indexOf(part) !== right.lastIndexOf(part)))
  )
}

/** "01 Jan 04": the year is what is left when the day is taken. */
function shortYear(left: string[], right: string[]): string | undefined {
  if (left.length > 0) return right[0]
  return right.length > 1 ? right[1] : undefined
}

function readNumeric(found: RegExpExecArray, lang: string | null): Parts | null {
  const [, first = '', mark = '', second = '', third = ''] = found
  if (first.length === 4) return third.length > 2 ? null : parts(first, second, third)
  if (first.length === 3) return null
  const year = third.length === 4 ? third : String(fullYear(Number(third)))
  const monthFirst = mark !== '.' && (Number(second) > 12 || (americanOrder.test(lang ?? '') && Number(first) <= 12))
  return monthFirst ? parts(year, first, second) : parts(year, second, first)
}

/** "11/03/2026 5:00 AM EST": who reads such clocks writes the month first. */
export const americanClock = /\d ?(?:[ap]\.?m\.?)? ?\(?(?:E[SD]?T|C[SD]T|M[SD]T|P[SD]?T|AK[SD]T)\b/i

const americanOrder = /^(?:en-us|fil|en-ph)$/i

function parts(year = '', month = '', day = ''): Parts {
  return { year: Number(year), month: Number(month), day: Number(day) }
}

/** RFC 2822 §4.3: two digits below 50 are 20xx, others 19xx. */
function fullYear(year: number, now?: Date): number {
  if (year > 99) return year
  const pivot = now === undefined ? 49 : Math.max(49, (now.getUTCFullYear() % 100) + 1)
  return year <= pivot ? 2000 + year : 1900 + year
}

/** The last such day that is not more than a day ahead. */
function withoutYear(month: number, day: number, now: Date): Parts | null {
  const year = now.getUTCFullYear()
  const ahead = Date.UTC(year, month - 1, day) > now.getTime() + 86_400_000
  return { year: ahead ? year - 1 : year, month, day }
}
