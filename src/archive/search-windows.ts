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
/** Windows longer than this are looked up by their years, and much longer ones not at all. */
const monthsByMonth = 24
const monthsAtMost = 240
/** Twice what is needed is aimed at, so that a window seldom falls short; and none is this much longer than the last. */
const aim = 2
const growth = 16

/** As long as the matches so far make it likely that enough lie within. */
export function nextWindow(last: Window | null, looked: Looked): Window {
  const months = last === null ? firstMonths(looked) : nextMonths(last, looked)
  const end = last === null ? looked.since : last.since
  const before = last === null ? null : last.since
  if (months > monthsAtMost) return { tags: null, since: new Date(0), before, months, met: 0 }
  const tags: string[] = []
  const first = new Date(end.getTime() - (last === null ? 0 : 1))
  let [year, month] = [first.getUTCFullYear(), first.getUTCMonth()]
  if (months > monthsByMonth) {
    const years = Math.ceil(months / 12)
    for (let i = 0; i < years; i++) tags.push(tagOf('y', String(year - i).padStart(4, '0')))
    return { tags: anyOf(tags), since: new Date(Date.UTC(year - years + 1, 0)), before, months, met: 0 }
  }
  for (let i = 0; ; i++) {
    tags.push(tagOf('m', `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}`))
    if (i + 1 === months) break
    if (month-- === 0) [year, month] = [year - 1, 11]
  }
  return { tags: anyOf(tags), since: new Date(Date.UTC(year, month)), before, months, met: 0 }
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
