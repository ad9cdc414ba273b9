// The page of one column: visited where the rules allow it, read once in memory, and what it says filed. Of a column that is filed
// already, or of one that waits to be filed with its page.
import {
  forgetMissing,
  judgeMissing,
  recordVisit,
  takeDownColumn,
  type DuePage,
  type KnownBeforePage,
  type VisitRecord,
} from '../archive/index.ts'
import { listWishes } from '../collect/index.ts'
import type { ColumnDraft, Publisher, VisitOutcome } from '../model/index.ts'
import { agent } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { noteVisit } from './note-visit.ts'
import { tryAgainAt } from './try-again.ts'
import { askPublisher, type Turn, type VisitReport } from './turn.ts'

/** Rejects only when the archive fails or the turn's signal aborts. What was read is filed when the turn ends, at the latest. */
export async function visitPage(due: DuePage, turn: Turn): Promise<VisitReport> {
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`a page belongs to publisher ${due.publisherId}, who is unknown`)
  // Looked up while the host is asked, and once more only if that takes long or fails: a request is never left behind.
  const looking = Promise.allSettled([turn.filings.knownOf(due)])
  const page = await askForPage({ url: due.url, publisher }, turn, async () => {
    await looking
    return turn.filings.knownOf(due)
  })
  await settlePage(due, page, turn)
  return { outcome: page.outcome, newColumns: 0, asked: page.asked }
}

/** What came of asking for a page, before any of it is filed. */
export type AskedPage = {
  readonly outcome: VisitOutcome
  readonly asked: boolean
  /** Whether the column's own page came, and not something in its place. */
  readonly isItsPage: boolean
  /** Null when nothing was read of it that could be filed. */
  readonly draft: ColumnDraft | null
  readonly visit: Omit<VisitRecord, 'columnId' | 'page'>
}

/** `findKnown`: what is known of its column, which is waited for when the page has come. Files nothing; rejects as visitPage does. */
export async function askForPage(
  { url, publisher }: { readonly url: string; readonly publisher: Publisher },
  turn: Turn,
  findKnown: () => Promise<KnownBeforePage | undefined>,
): Promise<AskedPage> {
  const { collecting } = turn
  const startedAt = Date.now()
  const now = collecting.now()
  const outcome = await askPublisher(turn, publisher, { url, purpose: 'page', cut: true })
  const known = await findKnown()
  const unfit = outcome.kind === 'fetched' ? notItsPage(outcome, url) : null
  const isItsPage = outcome.kind === 'fetched' && unfit === null && known !== undefined
  const read = isItsPage ? await readPage(outcome, known) : null
  return {
    outcome,
    asked: outcome.kind !== 'forbidden' || outcome.by === 'status',
    isItsPage,
    draft: read?.draft ?? null,
    visit: {
      publisherId: publisher.id,
      feedId: known?.feedId ?? null,
      host: turn.host,
      url,
      purpose: 'page',
      ...describeOutcome(outcome),
      ...(unfit === null ? {} : { problem: unfit }),
      ...(read?.draft ? { problem: read.problem } : {}),
      reading: read?.draft ? 'read' : read !== null || unfit !== null ? 'unreadable' : null,
      entries: null,
      durationMs: Date.now() - startedAt,
      visitedAt: now,
    },
  }

  async function readPage(answer: Extract<VisitOutcome, { kind: 'fetched' }>, about: KnownBeforePage) {
    const ways = await turn.waysOf(publisher)
    const wishes = listWishes({
      url: answer.url,
      agent,
      robots: turn.robots,
      robotsPlace: turn.robotsPlace,
      host: turn.wishes,
      headers: answer.headers,
    })
    const { body, contentType, charset, headers } = answer
    const readOnce = () =>
      turn.reader.readPage({
        answer: { body, url: answer.url, contentType, charset, headers },
        dueUrl: url,
        publisher,
        ways: { rule: ways.rule, shares: ways.shares },
        wishes,
        known: about,
        licences: new Map(turn.licences.files),
        now,
      })
    const first = await readOnce()
    const licencesBefore = turn.licences.files.size
    await turn.licences.read(first.licences)
    // The draft depends on what the licences say that it names.
    const { draft, problem } = turn.licences.files.size > licencesBefore ? await readOnce() : first
    return { draft: draft === null || collecting.keepImages === true ? draft : { ...draft, image: null }, problem }
  }
}

/** What follows for the column, which is filed: its page is filed soon, asked for again, or over. */
export async function settlePage(due: DuePage, page: AskedPage, turn: Turn): Promise<void> {
  const { db } = turn.collecting
  const { outcome, draft } = page
  const { publisherId, columnId, attempts } = due
  const visit = { ...page.visit, columnId }
  if (page.isItsPage && attempts > 0) await forgetMissing(db, due)
  if (draft !== null)
    return turn.filings.file(due, { id: columnId, draft, visit: { ...visit, page: { nextAt: null } } })
  let nextAt = tryAgainAt(outcome, { attempts, now: visit.visitedAt })
  if (outcome.kind === 'missing') {
    const verdict = await judgeMissing(db, { publisherId, columnId, now: visit.visitedAt })
    nextAt = verdict.kind === 'ask-again' ? verdict.at : null
  }
  if (outcome.kind === 'gone') {
    const reason = outcome.status === 410 ? 'withdrawn' : 'legal'
    const detail = { detail: null, askedBy: null, now: visit.visitedAt }
    await takeDownColumn(db, { publisherId, columnId, reason, ...detail })
  }
  await recordVisit(db, { ...visit, page: { nextAt } })
  noteVisit(turn.collecting, visit)
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
