// The page of one filed column: visited where the rules allow it, read once in memory, and what it says filed.
import {
  forgetMissing,
  judgeMissing,
  recordVisit,
  takeDownColumn,
  type DuePage,
  type VisitRecord,
} from '../archive/index.ts'
import { listWishes } from '../collect/index.ts'
import type { VisitOutcome } from '../model/index.ts'
import { agent } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { noteVisit } from './note-visit.ts'
import { tryAgainAt } from './try-again.ts'
import { askPublisher, type Turn, type VisitReport } from './turn.ts'

/** Rejects only when the archive fails or the turn's signal aborts. What was read is filed when the turn ends, at the latest. */
export async function visitPage(due: DuePage, turn: Turn): Promise<VisitReport> {
  const { collecting } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`a page belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  // Looked up while the host is asked, and once more only if that takes long or fails: a request is never left behind.
  const looking = Promise.allSettled([turn.filings.knownOf(due)])
  const outcome = await askPublisher(turn, publisher, { url: due.url, purpose: 'page', cut: true })
  const asked = outcome.kind !== 'forbidden' || outcome.by === 'status'
  await looking
  const known = await turn.filings.knownOf(due)
  const visit = (): Omit<VisitRecord, 'page'> => ({
    publisherId: due.publisherId,
    columnId: due.columnId,
    feedId: known?.feedId ?? null,
    host: turn.host,
    url: due.url,
    purpose: 'page',
    ...describeOutcome(outcome),
    reading: null,
    entries: null,
    durationMs: Date.now() - startedAt,
    visitedAt: now,
  })
  const unfit = outcome.kind === 'fetched' ? notItsPage(outcome, due.url) : null
  if (unfit !== null) {
    await recordVisit(collecting.db, { ...visit(), reading: 'unreadable', problem: unfit, page: { nextAt: null } })
    noteVisit(collecting, { ...visit(), reading: 'unreadable', problem: unfit })
    return { outcome, newColumns: 0, asked }
  }
  if (outcome.kind === 'fetched' && known !== undefined) {
    if (due.attempts > 0) await forgetMissing(collecting.db, due)
    const ways = await turn.waysOf(publisher)
    const wishes = listWishes({
      url: outcome.url,
      agent,
      robots: turn.robots,
      robotsPlace: turn.robotsPlace,
      host: turn.wishes,
      headers: outcome.headers,
    })
    const { body, url, contentType, charset, headers } = outcome
    const readOnce = () =>
      turn.reader.readPage({
        answer: { body, url, contentType, charset, headers },
        dueUrl: due.url,
        publisher,
        ways: { rule: ways.rule, shares: ways.shares },
        wishes,
        known,
        licences: new Map(turn.licences.files),
        now,
      })
    const first = await readOnce()
    const licencesBefore = turn.licences.files.size
    await turn.licences.read(first.licences)
    // The draft depends on what the licences say that it names.
    const { draft: read, problem } = turn.licences.files.size > licencesBefore ? await readOnce() : first
    const draft = read === null || collecting.keepImages === true ? read : { ...read, image: null }
    if (draft === null) {
      await recordVisit(collecting.db, { ...visit(), reading: 'unreadable', page: { nextAt: null } })
      noteVisit(collecting, { ...visit(), reading: 'unreadable' })
    } else {
      const read = { ...visit(), reading: 'read', problem, page: { nextAt: null } } as const
      await turn.filings.file(due, { id: due.columnId, draft, visit: read })
    }
    return { outcome, newColumns: 0, asked }
  }
  if (outcome.kind === 'missing') {
    const { publisherId, columnId } = due
    const verdict = await judgeMissing(collecting.db, { publisherId, columnId, now })
    await recordVisit(collecting.db, { ...visit(), page: { nextAt: verdict.kind === 'ask-again' ? verdict.at : null } })
    noteVisit(collecting, visit())
    return { outcome, newColumns: 0, asked }
  }
  if (outcome.kind === 'gone') {
    const { publisherId, columnId } = due
    const reason = outcome.status === 410 ? 'withdrawn' : 'legal'
    await takeDownColumn(collecting.db, { publisherId, columnId, reason, detail: null, askedBy: null, now })
  }
  await recordVisit(collecting.db, {
    ...visit(),
    page: { nextAt: tryAgainAt(outcome, { attempts: due.attempts, now }) },
  })
  noteVisit(collecting, visit())
  return { outcome, newColumns: 0, asked }
}

const pageTypes: ReadonlySet<string | null> = new Set(['text/html', 'application/xhtml+xml', null])

/**
 * Why what came is not the column's page, in plain words; null when it may be. Some servers answer for every address that is
 * no more with their home page or their feed, and these say nothing of the column.
 */
function notItsPage(outcome: Extract<VisitOutcome, { kind: 'fetched' }>, asked: string): string | null {
  if (!pageTypes.has(outcome.contentType)) return `this is ${outcome.contentType}, not a web page`
  if (outcome.url === asked) return null
  const isHome = (url: string): boolean => URL.parse(url)?.pathname === '/' && URL.parse(url)?.search === ''
  return isHome(outcome.url) && !isHome(asked) ? `this leads to ${outcome.url}, not to the column` : null
}
