// One visit of a picture, of a column or of a writer: asked where the rules allow it, judged and shrunk in memory, and filed.
import type { VisitRecord } from '../archive/index.ts'
import { listWishes } from '../collect/index.ts'
import { decideTerms } from '../excerpt/index.ts'
import type { ColumnId, Publisher, PublisherId, Terms, VisitOutcome } from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { noteVisit } from './note-visit.ts'
import type { Refused } from './shrink-picture.ts'
import { tryAgainAt } from './try-again.ts'
import { askPublisher, type Turn, type VisitReport } from './turn.ts'

type DuePicture = {
  readonly publisherId: PublisherId
  readonly url: string
  /** CSS pixels that the publisher's rules allow. */
  readonly maxWidth: number
  readonly attempts: number
}

type Outcome<Files> =
  | { readonly kind: 'kept'; readonly files: Files }
  | { readonly kind: 'again'; readonly at: Date }
  | { readonly kind: 'none' }

type Purpose<Files> = {
  readonly what: 'picture' | 'portrait'
  /** Of the column whose picture it is. */
  readonly columnId: ColumnId | null
  /** Why it is not kept although the rules allow it; null when nothing speaks against it. */
  readonly refusal: () => Promise<string | null>
  readonly shrink: (body: Uint8Array, maxWidth: number) => Promise<{ kind: 'shrunk'; files: Files } | Refused>
  readonly file: (becomes: Outcome<Files>, visit: VisitRecord) => Promise<unknown>
}

/** Rejects only when the archive fails or the turn's signal aborts. */
export async function visitPicture<Files>(due: DuePicture, turn: Turn, purpose: Purpose<Files>): Promise<VisitReport> {
  const { collecting } = turn
  const { what } = purpose
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`a ${what} belongs to publisher ${due.publisherId}, who is unknown`)
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
    columnId: purpose.columnId,
    host: turn.host,
    url: due.url,
    purpose: 'image',
    ...described,
    reading: judged === null ? null : judged.kind === 'shrunk' ? 'read' : 'unreadable',
    entries: null,
    durationMs: Date.now() - startedAt,
    visitedAt: now,
    problem: judged?.kind === 'refused' ? `no ${what} was kept: ${judged.why}`.slice(0, 500) : described.problem,
  }
  await purpose.file(becomes(), visit)
  noteVisit(collecting, visit)
  return { outcome, newColumns: 0, asked: outcome.kind !== 'forbidden' || outcome.by === 'status' }

  async function judge(fetched: Fetched, of: Publisher): Promise<{ kind: 'shrunk'; files: Files } | Refused> {
    const terms = termsOfPicture(fetched, of, turn, now)
    if (!terms.mayImage) return { kind: 'refused', why: 'the header of the file forbids it' }
    const why = await purpose.refusal()
    return why === null
      ? purpose.shrink(fetched.body, Math.min(due.maxWidth, terms.maxImageWidth))
      : { kind: 'refused', why }
  }

  function becomes(): Outcome<Files> {
    if (judged?.kind === 'shrunk') return { kind: 'kept', files: judged.files }
    const again = tryAgainAt(outcome, { attempts: due.attempts, maxAttempts: limits.imageAttempts, now })
    return again === null ? { kind: 'none' } : { kind: 'again', at: again }
  }
}

type Fetched = Extract<VisitOutcome, { kind: 'fetched' }>

/** The file's own header may forbid what the page allowed. Source: X-Robots-Tag is the only place where a file can say so. */
function termsOfPicture(
  { url, headers }: Fetched,
  { country, agreement }: Publisher,
  { robotsPlace }: Pick<Turn, 'robotsPlace'>,
  now: Date,
): Terms {
  const directives = listWishes({ url, agent, robots: null, robotsPlace, host: null, headers })
  return decideTerms({ directives, country, agreement, access: 'unknown', agent, now })
}
