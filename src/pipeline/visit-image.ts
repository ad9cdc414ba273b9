// The picture of one filed column: visited where the rules allow it, judged and shrunk in memory, and its copies filed.
import { countSamePictures, fileImage, type DueImage, type ImageOutcome, type VisitRecord } from '../archive/index.ts'
import { listWishes } from '../collect/index.ts'
import { decideTerms } from '../excerpt/index.ts'
import type { Publisher, Terms, VisitOutcome } from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { noteVisit } from './note-visit.ts'
import { shrinkPicture } from './shrink-picture.ts'
import { tryAgainAt } from './try-again.ts'
import { askPublisher, type Turn, type VisitReport } from './turn.ts'

/** Columns of one publisher that may show the same picture: a drawing of a series, not the house's sign. */
const mostAlike = 2

/** Rejects only when the archive fails or the turn's signal aborts. */
export async function visitImage(due: DueImage, turn: Turn): Promise<VisitReport> {
  const { collecting } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`a picture belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  const outcome: VisitOutcome =
    publisher.agreement?.mayImage === false
      ? { kind: 'forbidden', by: 'operator', status: null }
      : await askPublisher(turn, publisher, { url: due.url, purpose: 'image' })
  const asked = outcome.kind !== 'forbidden' || outcome.by === 'status'
  const judged = outcome.kind === 'fetched' ? await judge(outcome, publisher) : null
  const described = describeOutcome(outcome)
  const visit: VisitRecord = {
    publisherId: due.publisherId,
    feedId: null,
    columnId: due.columnId,
    host: turn.host,
    url: due.url,
    purpose: 'image',
    ...described,
    reading: judged === null ? null : judged.kind === 'shrunk' ? 'read' : 'unreadable',
    entries: null,
    durationMs: Date.now() - startedAt,
    visitedAt: now,
    problem: judged?.kind === 'refused' ? `no picture was kept: ${judged.why}`.slice(0, 500) : described.problem,
  }
  await fileImage(collecting.db, due, becomes(), visit)
  noteVisit(collecting, visit)
  return { outcome, newColumns: 0, asked }

  async function judge(fetched: Extract<VisitOutcome, { kind: 'fetched' }>, of: Publisher) {
    const terms = termsOfPicture(fetched, of, turn, now)
    if (!terms.mayImage) return { kind: 'refused', why: 'the header of the file forbids it' } as const
    if ((await countSamePictures(collecting.db, due)) >= mostAlike)
      return { kind: 'refused', why: 'many columns of this publisher show it' } as const
    return shrinkPicture(fetched.body, Math.min(due.maxWidth, terms.maxImageWidth))
  }

  function becomes(): ImageOutcome {
    if (judged?.kind === 'shrunk') return { kind: 'kept', files: judged.files }
    const again = tryAgainAt(outcome, { attempts: due.attempts, maxAttempts: limits.imageAttempts, now })
    return again === null ? { kind: 'none' } : { kind: 'again', at: again }
  }
}

/** The file's own header may forbid what the page allowed. Source: X-Robots-Tag is the only place where a file can say so. */
export function termsOfPicture(
  { url, headers }: Extract<VisitOutcome, { kind: 'fetched' }>,
  { country, agreement }: Publisher,
  { robotsPlace }: Pick<Turn, 'robotsPlace'>,
  now: Date,
): Terms {
  const directives = listWishes({ url, agent, robots: null, robotsPlace, host: null, headers })
  return decideTerms({ directives, country, agreement, access: 'unknown', agent, now })
}
