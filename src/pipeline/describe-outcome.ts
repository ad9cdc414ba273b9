// A visit's outcome as its row in `visits` tells it.
import type { VisitOutcome } from '../model/index.ts'

export type DescribedOutcome = {
  readonly outcome: VisitOutcome['kind']
  readonly status: number | null
  /** On the wire. */
  readonly bytes: number
  /** In plain words; null when nothing went wrong. */
  readonly problem: string | null
}

export function describeOutcome(outcome: VisitOutcome): DescribedOutcome {
  const { kind } = outcome
  switch (kind) {
    case 'fetched':
      return { outcome: kind, status: outcome.status, bytes: outcome.bytes, problem: null }
    case 'not-modified':
      return { outcome: kind, status: 304, bytes: outcome.bytes, problem: null }
    case 'asked-to-wait': {
      const until = outcome.until === null ? 'without saying how long' : `until ${outcome.until.toISOString()}`
      return { outcome: kind, status: outcome.status, bytes: 0, problem: `the server asked us to wait ${until}` }
    }
    case 'forbidden':
      return { outcome: kind, status: outcome.status, bytes: 0, problem: forbiddenBecause[outcome.by] }
    case 'missing':
      return { outcome: kind, status: outcome.status, bytes: 0, problem: 'there is nothing at this address' }
    case 'gone':
      return { outcome: kind, status: outcome.status, bytes: 0, problem: 'the server says that this is gone for good' }
    case 'failed':
      return { outcome: kind, status: outcome.status, bytes: 0, problem: 'the server answered with an error' }
    case 'refused':
      return { outcome: kind, status: null, bytes: 0, problem: `${outcome.reason}: ${outcome.detail}` }
    case 'unreachable':
      return { outcome: kind, status: null, bytes: 0, problem: outcome.detail }
  }
}

const forbiddenBecause = {
  'robots.txt': 'robots.txt does not let us visit this address',
  status: 'the server refuses us this address',
  operator: 'this publisher is blocked by the operator',
} as const
