// The picture that a writer's own page names: visited where the rules allow it, judged and shrunk in memory, and its copies filed.
import {
  countSamePortraits,
  filePortrait,
  type DuePortrait,
  type PortraitOutcome,
  type VisitRecord,
} from '../archive/index.ts'
import type { Publisher, VisitOutcome } from '../model/index.ts'
import { limits } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { noteVisit } from './note-visit.ts'
import { shrinkPortrait } from './shrink-picture.ts'
import { tryAgainAt } from './try-again.ts'
import { askPublisher, type Turn, type VisitReport } from './turn.ts'
import { termsOfPicture } from './visit-image.ts'

/** Rejects only when the archive fails or the turn's signal aborts. */
export async function visitPortrait(due: DuePortrait, turn: Turn): Promise<VisitReport> {
  const { collecting } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`a portrait belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  const outcome: VisitOutcome =
    publisher.agreement?.mayImage === false
      ? { kind: 'forbidden', by: 'operator', status: null }
      : await askPublisher(turn, publisher, { url: due.url, purpose: 'image' })
  const judged = outcome.kind === 'fetched' ? await judge(outcome, publisher) : null
  const described = describeOutcome(outcome)
  const visit: VisitRecord = {
    publisherId: due.publisherId,
    feedId: null,
    columnId: null,
    host: turn.host,
    url: due.url,
    purpose: 'image',
    ...described,
    reading: judged === null ? null : judged.kind === 'shrunk' ? 'read' : 'unreadable',
    entries: null,
    durationMs: Date.now() - startedAt,
    visitedAt: now,
    problem: judged?.kind === 'refused' ? `no portrait was kept: ${judged.why}`.slice(0, 500) : described.problem,
  }
  await filePortrait(collecting.db, due, becomes(), visit)
  noteVisit(collecting, visit)
  return { outcome, newColumns: 0, asked: outcome.kind !== 'forbidden' || outcome.by === 'status' }

  async function judge(fetched: Extract<VisitOutcome, { kind: 'fetched' }>, of: Publisher) {
    const terms = termsOfPicture(fetched, of, turn, now)
    if (!terms.mayImage) return { kind: 'refused', why: 'the header of the file forbids it' } as const
    if ((await countSamePortraits(collecting.db, due)) > 0)
      return { kind: 'refused', why: 'other writers of this publisher have it too' } as const
    return shrinkPortrait(fetched.body, Math.min(due.maxWidth, terms.maxImageWidth))
  }

  function becomes(): PortraitOutcome {
    if (judged?.kind === 'shrunk') return { kind: 'kept', files: judged.files }
    const again = tryAgainAt(outcome, { attempts: due.attempts, maxAttempts: limits.imageAttempts, now })
    return again === null ? { kind: 'none' } : { kind: 'again', at: again }
  }
}
