// How far back a search looks next. Months and years stand in the index as words, so that a window of time is looked up
// together with the words: what lies outside is never touched. Pure.
import { quoted, tagOf } from './search-vector.ts'

export type Window = {
  /** Months or years as a `tsquery`; null: all that is left. */
  readonly tags: string | null
  /** The first instant of the window, and the one at which it ends; null: where the newest columns ended. */
  readonly since: Date
  readonly before: Date | null
  readonly months: number
  /** Matches that were found in it. */
  met: number
}

export type Looked = {
  /** Where the walk over the newest columns ended, how many they were, and how many matched. */
  readonly since: Date
  readonly newest: Date
  readonly walked: number
  readonly met: number
  readonly enough: number
}

const monthMs = 30 * 86_400_000
/** A window is looked up by as few words as tell its time: longer ones by quarters or years, the longest not at all. */
const monthsByMonth = 2
const monthsByQuarter = 18
const monthsAtMost = 240
/** More than is needed is aimed at, so that a window seldom falls short; and none is this much longer than the last. */
const aim = 1.7
const growth = 16

/** As long as the matches so far make it likely that enough lie within. */
export function nextWindow(last: Window | null, looked: Looked): Window {
  const months = last === null ? firstMonths(looked) : nextMonths(last, looked)
  const before = last === null ? null : last.since
  if (months > monthsAtMost) return { tags: null, since: new Date(0), before, months, met: 0 }
  // The newest instant within, and the months from its own backwards.
  const end = new Date((before ?? looked.since).getTime() - (before === null ? 0 : 1))
  const step = months <= monthsByMonth ? 1 : months <= monthsByQuarter ? 3 : 12
  const count = end.getUTCFullYear() * 12 + end.getUTCMonth()
  const first = Math.floor(count / step) - Math.ceil(months / step) + 1
  const tags: string[] = []
  for (let at = Math.floor(count / step); at >= first; at--) tags.push(tagOfPeriod(at * step, step))
  return { tags: anyOf(tags), since: monthBegins(first * step), before, months, met: 0 }
}

/** The tags of an instant: its month, quarter and year. */
export function periodTags(at: Date): string[] {
  const month = at.getUTCFullYear() * 12 + at.getUTCMonth()
  return [1, 3, 12].map((step) => tagOfPeriod(month, step))
}

/** Months are counted from the beginning of the year 0. */
function monthBegins(month: number): Date {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12))
}

function tagOfPeriod(month: number, step: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  if (step === 12) return tagOf('y', year)
  if (step === 3) return tagOf('q', `${year}-${Math.floor((month % 12) / 3) + 1}`)
  return tagOf('m', `${year}-${String((month % 12) + 1).padStart(2, '0')}`)
}

function firstMonths({ since, newest, walked, met, enough }: Looked): number {
  const columnsAMonth = (walked * monthMs) / Math.max(60_000, newest.getTime() - since.getTime())
  const columnsNeeded = (aim * (enough - met) * walked) / (met + 0.5)
  return Math.max(1, Math.ceil(columnsNeeded / columnsAMonth))
}

function nextMonths(last: Window, { met, enough }: Looked): number {
  const times = (aim * (enough - met)) / (last.met + 0.5)
  return Math.ceil(last.months * Math.min(growth, Math.max(1, times)))
}

function anyOf(tags: readonly string[]): string {
  return tags.length === 1 ? quoted(tags[0]!, false) : `(${tags.map((tag) => quoted(tag, false)).join(' | ')})`
}
