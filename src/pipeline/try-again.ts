// When something that was asked for once, a page, a picture or a document of the past, is asked for again.
import type { VisitOutcome } from '../model/index.ts'
import { limits } from './collecting.ts'

const hourMs = 3600_000

type Attempts = {
  /** Made before this one. */
  readonly attempts: number
  readonly maxAttempts?: number
  readonly now: Date
  /** Milliseconds until the second attempt; each wait after it is twice as long. An hour by default. */
  readonly firstWaitMs?: number
}

/** What may come back is tried again, ever more patiently; null for what has been answered, or asked for often enough. */
export function tryAgainAt(outcome: VisitOutcome, options: Attempts): Date | null {
  const { attempts, maxAttempts = limits.pageAttempts, now, firstWaitMs = hourMs } = options
  const after = (waitMs: number) => new Date(now.getTime() + waitMs * 2 ** Math.min(attempts, maxAttempts))
  switch (outcome.kind) {
    case 'fetched':
    case 'not-modified':
    case 'missing':
    case 'gone':
    case 'forbidden':
    case 'refused':
      return null
    // However often: the host speaks of itself, not of this address.
    case 'asked-to-wait':
      return outcome.until ?? after(hourMs)
    case 'failed':
    case 'unreachable':
      return attempts + 1 >= maxAttempts ? null : after(firstWaitMs)
  }
}
