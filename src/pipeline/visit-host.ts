// One host's turn under its lease: its rules first, then its due feeds and pages one at a time, with the delay it asks for.
import { isArchiveTrouble, listDuePages, releaseHost, type DueFeed, type LeasedHost } from '../archive/index.ts'
import { crawlDelayMs, hostWait, parseRobots } from '../collect/index.ts'
import type { ColumnId, VisitOutcome } from '../model/index.ts'
import { agent, limits, type Collecting } from './collecting.ts'
import type { HeldFeed, NewPage } from './held-feed.ts'
import { createHostFiles } from './host-files.ts'
import { createHostPace } from './host-pace.ts'
import { createLicences } from './licences.ts'
import { recordOwnFault } from './own-fault.ts'
import { createPageFilings } from './page-filings.ts'
import { mayFollow, type Turn, type VisitReport } from './turn.ts'
import { visitAuthorPage } from './visit-author-page.ts'
import { visitBackfill } from './visit-backfill.ts'
import { visitFeed } from './visit-feed.ts'
import { visitImage } from './visit-image.ts'
import { visitPage } from './visit-page.ts'
import { visitPortrait } from './visit-portrait.ts'

/** Milliseconds after a fault of ours that concerns a whole host. */
const restMs = 30_000
const longestRestMs = 3600_000

export type HostReport = {
  readonly host: string
  readonly feeds: number
  readonly pages: number
  readonly images: number
  readonly newColumns: number
  readonly failures: number
}

/** What the visits of all hosts share. */
type AboutHosts = Pick<Turn, 'begunAs' | 'publishers' | 'waysOf' | 'met' | 'places' | 'reader'> & {
  /** By the clock of `Date.now`. */
  readonly leasedAt: number
  /** Waits, when the host's rules have been read, until it may be asked for what is due. */
  readonly turnToAsk: () => Promise<void>
}

/** `publishers`: of all the feeds and pages of the lease. */
export async function visitHost(
  lease: LeasedHost,
  { leasedAt, turnToAsk, ...about }: AboutHosts,
  collecting: Collecting,
  signal: AbortSignal,
): Promise<HostReport> {
  const { feeds, images, backfills, authorPages, portraits } = lease
  const pages = [...lease.pages]
  const firstDue = feeds[0] ?? pages[0] ?? images[0] ?? backfills[0] ?? authorPages[0] ?? portraits[0]
  const report = { host: lease.host, feeds: 0, pages: 0, images: 0, newColumns: 0, failures: 0 }
  const origin = firstDue === undefined ? `https://${lease.host}` : new URL(firstDue.url).origin
  const pace = createHostPace(lease, { collecting, leasedAt, signal })
  const publisherId = firstDue?.publisherId ?? null
  const files = createHostFiles(lease, { collecting, origin, pace, publisherId, signal })
  let { failures } = lease
  let waitUntil: Date | null = null
  /** Columns whose pages were visited with their feed. */
  const visitedColumns = new Set<ColumnId>()
  const filings = createPageFilings({ collecting, host: lease.host }, pages, () => (report.failures += 1))
  try {
    const turn = await prepare()
    if (turn.robotsFile.state === 'disallow-all') waitUntil = turn.robotsFile.expiresAt
    else await turnToAsk()
    for await (const visit of waitUntil === null ? visitsOf(turn) : []) {
      if (signal.aborted || !(await pace.mayAskAgain())) break
      const visited = await visit()
      if (visited === null) {
        pace.countRequest()
        continue
      }
      const { outcome, newColumns, asked } = visited
      if (asked) pace.countRequest()
      report.newColumns += newColumns
      const wait =
        asked && answeredHere(outcome, turn) ? hostWait(outcome, failures, collecting.now(), collecting.random) : null
      if (wait !== null) {
        failures += 1
        report.failures += 1
        waitUntil = wait
        break
      }
      if (asked) failures = 0
    }
  } catch (error) {
    if (!signal.aborted && !isArchiveTrouble(error)) {
      // Not even its rules could be dealt with: the host is left alone for a while, longer each time.
      waitUntil = new Date(collecting.now().getTime() + Math.min(longestRestMs, restMs * 2 ** Math.min(failures, 10)))
      failures += 1
    }
    throw error
  } finally {
    // What was read is filed whatever ended the turn: nobody is to be asked for it again.
    try {
      await filings.finish()
    } finally {
      await release()
    }
  }
  return report

  /** All that is due, the most pressing first. */
  async function* visitsOf(turn: Turn): AsyncGenerator<() => Promise<VisitReport | null>> {
    for (const feed of feeds) {
      const read: { held: HeldFeed | null } = { held: null }
      const visit = async () => {
        const visited = await visitFeed(feed, turn, collecting.readPages && pace.leavesRoom(2))
        read.held = visited.held
        return visited
      }
      yield () => count('feeds', turn, { feed }, visit())
      if (read.held !== null) yield* visitsOfNewPages(feed, read.held, turn)
    }
    const then = await withNewPages(turn)
    for (const page of pages) yield () => count('pages', then, { page }, visitPage(page, then))
    for (const image of images) yield () => count('images', then, { image }, visitImage(image, then))
    // The past can wait: only when nothing of today is due.
    for (const step of backfills) yield () => count('pages', then, { step }, visitBackfill(step, then))
    for (const author of authorPages) yield () => count('pages', then, { author }, visitAuthorPage(author, then))
    for (const portrait of portraits) yield () => count('images', then, { portrait }, visitPortrait(portrait, then))
  }

  /** However the turn ends, the feed is filed. */
  async function* visitsOfNewPages(
    feed: DueFeed,
    held: HeldFeed,
    turn: Turn,
  ): AsyncGenerator<() => Promise<VisitReport | null>> {
    let then = turn
    try {
      // A feed that was begun with is brought to its end; one request more is for what the host reserves.
      const newPages = held.pages.slice(0, limits.visitsPerLease)
      pace.setRoom(newPages.length + 1)
      then = await withWishes(turn)
      for (const page of newPages) {
        if (held.isLate()) break
        yield () => visitNewPage(held, page, then)
      }
    } finally {
      pace.setRoom(null)
      await fileHeld(feed, held, then)
    }
  }

  async function visitNewPage(held: HeldFeed, page: NewPage, turn: Turn): Promise<VisitReport | null> {
    report.pages += 1
    return held.visit(page, turn)
  }

  async function fileHeld(feed: DueFeed, held: HeldFeed, turn: Turn): Promise<void> {
    try {
      const { newColumns, visited, faults } = await held.file(turn)
      report.newColumns += newColumns
      report.failures += faults
      for (const id of visited) visitedColumns.add(id)
    } catch (error) {
      if (isArchiveTrouble(error)) throw error
      await recordOwnFault({ feed }, turn, error)
      report.failures += 1
    }
  }

  /** The pages that its feeds have just made due have their turn with them, as far as the host's pace leaves room. */
  async function withNewPages(turn: Turn): Promise<Turn> {
    if (report.newColumns === 0 || !collecting.readPages || !pace.leavesRoom()) return turn
    const due = await listDuePages(collecting.db, lease.host, limits.visitsPerLease - pace.asked(), collecting.now())
    const ours = due.filter(
      ({ publisherId, columnId }) => turn.publishers.has(publisherId) && !visitedColumns.has(columnId),
    )
    pages.splice(0, pages.length, ...ours)
    return ours.length === 0 ? turn : withWishes(turn)
  }

  /** As a page needs it: what its host reserves has been read. */
  async function withWishes(turn: Turn): Promise<Turn> {
    return { ...turn, wishes: await files.wishes(turn.robotsFile) }
  }

  function asksPages(): boolean {
    return lease.pages.length + backfills.length + authorPages.length > 0
  }

  function release(): Promise<void> {
    const freeAt = new Date(collecting.now().getTime() + (pace.asked() > 0 ? pace.delayMs() : 0))
    return releaseHost(collecting.db, { host: lease.host, by: collecting.worker, freeAt, waitUntil, failures })
  }

  /** A fault of ours ends this visit, not the turn. */
  async function count(
    what: 'feeds' | 'pages' | 'images',
    turn: Turn,
    due: Parameters<typeof recordOwnFault>[0],
    visit: Promise<VisitReport>,
  ): Promise<VisitReport | null> {
    report[what] += 1
    try {
      return await visit
    } catch (error) {
      // A database without room or connection is nobody's fault here: the visit is made again when it is back.
      if (signal.aborted || isArchiveTrouble(error)) throw error
      await recordOwnFault(due, turn, error)
      report.failures += 1
      return null
    }
  }

  /** Its rules, read anew when the kept copies are too old. */
  async function prepare(): Promise<Turn> {
    const robotsPlace = `${origin}/robots.txt`
    const robotsFile = await files.robots()
    const robots = parseRobots(robotsFile.text)
    pace.setAskedDelay((robotsFile.state === 'rules' ? crawlDelayMs(robots, agent) : null) ?? 0)
    const wishes = asksPages() ? await files.wishes(robotsFile) : files.keptWishes()
    const reading = { collecting, host: lease.host, robotsFile, signal }
    const licences = createLicences({
      collecting,
      mayAsk: (url) => mayFollow(reading, url),
      waitFor: pace.pauseFor,
      client: files.asking('wishes'),
      signal,
    })
    if (robotsFile.state !== 'disallow-all') await licences.read(robots.licences)
    return {
      collecting,
      host: lease.host,
      origin,
      robots,
      robotsFile,
      robotsPlace,
      wishes,
      licences,
      filings,
      ...about,
      signal,
    }
  }
}

/** False when a redirect's other host answered: its troubles are not the leased host's. */
function answeredHere(outcome: VisitOutcome, { host, origin }: Turn): boolean {
  return !('url' in outcome) || outcome.url.startsWith(`${origin}/`) || URL.parse(outcome.url)?.host === host
}
