// Every visit leaves one line in the log and is counted: what was asked, what came of it. No texts, no personal data.
import type { VisitRecord } from '../archive/index.ts'
import type { Client } from '../collect/index.ts'
import type { VisitOutcome } from '../model/index.ts'
import type { Collecting } from './collecting.ts'

export type NotedVisit = Pick<
  VisitRecord,
  'host' | 'url' | 'purpose' | 'outcome' | 'reading' | 'status' | 'bytes' | 'durationMs' | 'entries' | 'problem'
>

export function noteVisit(collecting: Collecting, visit: NotedVisit, newColumns = 0): void {
  const { url, purpose, outcome, reading, status, bytes, durationMs, entries, problem } = visit
  collecting.log.info(
    { url, purpose, outcome, reading, status, bytes, entries, newColumns, ms: Math.round(durationMs), problem },
    'visited',
  )
  collecting.onVisit?.(visit, newColumns)
}

/** The same client, telling what came of each visit. */
export function watched(
  client: Client,
  onVisit: (url: string, outcome: VisitOutcome, durationMs: number) => void | Promise<void>,
): Client {
  return {
    async visit(request, signal) {
      const startedAt = Date.now()
      const outcome = await client.visit(request, signal)
      await onVisit(request.url, outcome, Date.now() - startedAt)
      return outcome
    },
    close: () => client.close(),
  }
}
