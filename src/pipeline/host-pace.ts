// How often a host may be asked in its turn, and for how long the turn's lease holds: one request at a time, its delay between
// them, no more than fit in a lease.
import { setTimeout as sleep } from 'node:timers/promises'
import { extendLease, type LeasedHost } from '../archive/index.ts'
import { limits, type Collecting } from './collecting.ts'

export type HostPace = {
  /** Milliseconds between two requests. */
  readonly delayMs: () => number
  /** Once the host's rules are read: what it asks for, in milliseconds. */
  readonly setAskedDelay: (askedMs: number) => void
  /** Requests in this turn so far. */
  readonly asked: () => number
  readonly countRequest: () => void
  /** Whether so many more may be made in this turn, one by default. */
  readonly leavesRoom: (requests?: number) => boolean
  /** Lets the turn go on for so many requests more, whatever it made before; null: as usual. */
  readonly setRoom: (requests: number | null) => void
  /** Waits out a short delay; a long one, or enough requests, gives the host back for a later turn. False for good when the lease is lost. */
  readonly mayAskAgain: () => Promise<boolean>
  /** Waits until a file may be asked for amid the turn; false when the delay is longer than a lease should wait. */
  readonly pauseFor: (url: string) => Promise<boolean>
}

/** Milliseconds waited amid a turn for a file; half of a lease. */
const longestPauseMs = 30_000

/** `leasedAt` by the clock of `Date.now`. Its waits reject when the signal aborts. */
export function createHostPace(
  { host, crawlDelayMs }: Pick<LeasedHost, 'host' | 'crawlDelayMs'>,
  { collecting, leasedAt, signal }: { readonly collecting: Collecting; readonly leasedAt: number; readonly signal: AbortSignal }, // prettier-ignore
): HostPace {
  const { db, worker, leaseMs, now } = collecting
  let delayMs = Math.max(collecting.crawlDelayMs, crawlDelayMs ?? 0)
  let asked = 0
  let most: number = limits.visitsPerLease
  let leaseEndsAt = leasedAt + leaseMs
  let isLost = false
  return {
    delayMs: () => delayMs,
    setAskedDelay: (askedMs) => void (delayMs = Math.max(collecting.crawlDelayMs, askedMs)),
    asked: () => asked,
    countRequest: () => void (asked += 1),
    leavesRoom,
    setRoom(requests) {
      most = requests === null ? limits.visitsPerLease : Math.max(limits.visitsPerLease, asked + requests)
    },
    async mayAskAgain() {
      if (isLost || !leavesRoom()) return false
      if (asked > 0 && delayMs > 0) await sleep(delayMs, undefined, { signal })
      if (Date.now() < leaseEndsAt - leaseMs / 2) return true
      leaseEndsAt = Date.now() + leaseMs
      isLost = !(await extendLease(db, { host, by: worker, leaseMs, now: now() }))
      return !isLost
    },
    async pauseFor(url) {
      const isOurs = new URL(url).host === host
      const pauseMs = isOurs ? delayMs : collecting.crawlDelayMs
      if (isOurs && asked === 0) return true
      if (pauseMs > longestPauseMs) return false
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal })
      return true
    },
  }

  function leavesRoom(requests = 1): boolean {
    return asked + requests === 1 || (asked + requests <= most && delayMs <= limits.sleepOnLeaseMs)
  }
}
