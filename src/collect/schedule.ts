// When a feed is asked again: as often as it brings something, never sooner than its publisher wants. Pure.
import type { PollingHints, VisitOutcome } from '../model/index.ts'
import { freshForMs } from './freshness.ts'
import { skipHoursAndDays } from './skip-hours.ts'

export type ScheduleHistory = {
  /** Of the visit that has just ended. */
  readonly outcome: VisitOutcome
  /** New columns it brought. */
  readonly brought: number
  /** The very first visit brings whatever lies there, which says nothing about how often something new comes. */
  readonly first?: boolean
  /** Learned so far, seconds. */
  readonly intervalS: number
  /** Failed visits in a row before this one. */
  readonly failures: number
}

export type NextVisit = {
  readonly at: Date
  /** Learned, seconds, to be handed in again next time. */
  readonly intervalS: number
  /** Failed visits in a row, this one counted. */
  readonly failures: number
  /** Gone for good (410, 451): ask no more. */
  readonly stop: boolean
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const shortestIntervalS = 600
const longestIntervalS = 86_400

/** Without a validator every visit costs the publisher the whole feed, so it is not asked for every ten minutes. */
const unconditionalFloorMs = hourMs

/** A `ttl` is written for pollers and obeyed up to a week. Cache fields are written for browsers: up to a day. */
const longestTtlMs = 7 * dayMs

/**
 * The later of the learned interval, `ttl`, max-age or Expires and our floor, moved out of the hours and days the feed
 * asks to be left alone. The interval shrinks when a visit brings something and grows when not, so that about one
 * visit in three finds news, within 10 minutes and 24 hours. Failures back off, doubling: up to a day for a server in
 * trouble, up to a week for an answer that says no (404, 403, another 4xx). `random` gives [0, 1).
 * What concerns the whole host (Retry-After, a host in trouble) is `hostWait`.
 */
export function nextVisit(hints: PollingHints, history: ScheduleHistory, now: Date, random: () => number): NextVisit {
  const { outcome, failures } = history
  const intervalS = clamp(history.intervalS, shortestIntervalS, longestIntervalS)
  switch (outcome.kind) {
    case 'fetched':
    case 'not-modified': {
      const learnedS = history.first ? intervalS : learn(intervalS, outcome.kind === 'fetched' ? history.brought : 0)
      const conditional =
        outcome.kind === 'not-modified' || Object.values(outcome.validators).some((value) => value !== null)
      const waitMs = Math.max(
        jittered(learnedS * 1000, random),
        conditional ? 0 : unconditionalFloorMs,
        Math.min((hints.ttlMinutes ?? 0) * minuteMs, longestTtlMs),
        Math.min(freshForMs(outcome.headers) ?? 0, dayMs),
      )
      const at = skipHoursAndDays(after(now, waitMs), hints.skipHours, hints.skipDays, random)
      return { at, intervalS: learnedS, failures: 0, stop: false }
    }
    case 'gone':
      return { at: after(now, longestTtlMs), intervalS, failures: failures + 1, stop: true }
    case 'asked-to-wait': {
      const backOffMs = jittered(doubling(intervalS * 1000, failures, dayMs), random)
      return { at: later(after(now, backOffMs), outcome.until), intervalS, failures: failures + 1, stop: false }
    }
    case 'missing':
    case 'forbidden':
      return backOff(outcome.kind === 'forbidden' && outcome.by !== 'status' ? dayMs : longestTtlMs)
    case 'failed':
      return backOff(outcome.status < 500 ? longestTtlMs : dayMs)
    case 'refused':
    case 'unreachable':
      return backOff(dayMs)
    default:
      return outcome satisfies never
  }

  function backOff(longestMs: number): NextVisit {
    const waitMs = jittered(doubling(intervalS * 1000, failures, longestMs), random)
    return { at: after(now, waitMs), intervalS, failures: failures + 1, stop: false }
  }
}

/**
 * Until when the whole host is left alone after this outcome, or null. Retry-After is obeyed as given (up to 30 days);
 * 429 and 503 without it, and a host that does not answer, back off by doubling from a minute to a day.
 * `failures`: such outcomes of the host in a row before this one. After a redirect the host is that of `outcome.url`.
 */
export function hostWait(outcome: VisitOutcome, failures: number, now: Date, random: () => number): Date | null {
  if (outcome.kind !== 'asked-to-wait' && outcome.kind !== 'unreachable') return null
  const backOff = after(now, jittered(doubling(minuteMs, failures, dayMs), random))
  return outcome.kind === 'asked-to-wait' && outcome.until ? outcome.until : backOff
}

/** A feed may be asked without its validators, to repair what we hold, once a day at most. */
export function mayAskUnconditionally(lastUnconditionalAt: Date | null, now: Date): boolean {
  return lastUnconditionalAt === null || now.getTime() - lastUnconditionalAt.getTime() >= dayMs
}

/** Settles where 0.6 × and 1.3 × balance: one visit in three brings something. Many at once means we came too late. */
function learn(intervalS: number, brought: number): number {
  const factor = brought === 0 ? 1.3 : brought < 4 ? 0.6 : 0.4
  return Math.round(clamp(intervalS * factor, shortestIntervalS, longestIntervalS))
}

function doubling(firstMs: number, failures: number, longestMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(failures, 30), longestMs)
}

/** Up to a tenth later, never earlier: feeds that were added together drift apart. */
function jittered(ms: number, random: () => number): number {
  return ms * (1 + random() / 10)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + Math.round(ms))
}

function later(a: Date, b: Date | null): Date {
  return b && b > a ? b : a
}
