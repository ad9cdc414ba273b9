// One host's turn under its lease: its rules first, then its due feeds and pages one at a time, with the delay it asks for.
import { setTimeout as sleep } from 'node:timers/promises'
import {
  extendLease,
  isArchiveTrouble,
  listDuePages,
  recordVisit,
  releaseHost,
  saveRobots,
  saveWishes,
  type DueFeed,
  type LeasedHost,
  type VisitRecord,
} from '../archive/index.ts'
import {
  crawlDelayMs,
  hostWait,
  mayVisit,
  parseRobots,
  readRobotsFor,
  readWishesFor,
  type Client,
  type HostWishes,
} from '../collect/index.ts'
import type { ColumnId, RobotsFile, VisitOutcome } from '../model/index.ts'
import { agent, limits, type Collecting } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { createLicences } from './licences.ts'
import { noteVisit, watched } from './note-visit.ts'
import { recordOwnFault } from './own-fault.ts'
import { createPageFilings } from './page-filings.ts'
import { mayFollow, type Turn, type VisitReport } from './turn.ts'
import { visitAuthorPage } from './visit-author-page.ts'
import { visitBackfill } from './visit-backfill.ts'
import type { HeldFeed, NewPage } from './held-feed.ts'
import { visitFeed } from './visit-feed.ts'
import { visitImage } from './visit-image.ts'
import { visitPage } from './visit-page.ts'
import { visitPortrait } from './visit-portrait.ts'

/** Milliseconds after a fault of ours that concerns a whole host. */
const restMs = 30_000
const longestRestMs = 3600_000

/** Milliseconds waited amid a turn for a licence file; half of a lease. */
const longestPauseMs = 30_000

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
  const pace = {
    asked: 0,
    most: limits.visitsPerLease as number,
    delayMs: Math.max(collecting.crawlDelayMs, lease.crawlDelayMs ?? 0),
  }
  let { failures } = lease
  let waitUntil: Date | null = null
  let leaseEndsAt = leasedAt + collecting.leaseMs
  let wishesForPages: Promise<HostWishes | null> | undefined
  /** Columns whose pages were visited with their feed. */
  const visitedColumns = new Set<ColumnId>()
  const filings = createPageFilings({ collecting, host: lease.host }, pages, () => (report.failures += 1))
  try {
    const turn = await prepare()
    if (turn.robotsFile.state === 'disallow-all') waitUntil = turn.robotsFile.expiresAt
    else await turnToAsk()
    for await (const visit of waitUntil === null ? visitsOf(turn) : []) {
      if (signal.aborted || !(await mayAskAgain())) break
      const visited = await visit()
      if (visited === null) {
        pace.asked += 1
        continue
      }
      const { outcome, newColumns, asked } = visited
      if (asked) pace.asked += 1
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
      yield () =>
        count(
          'feeds',
          turn,
          { feed },
          visitFeed(feed, turn, mayHold()).then((report) => Object.assign(read, report)),
        )
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

  /** Whether a feed that is asked for now leaves room for pages of its new columns. */
  function mayHold(): boolean {
    return collecting.readPages && pace.delayMs <= limits.sleepOnLeaseMs && pace.asked + 1 < limits.visitsPerLease
  }

  /** However the turn ends, the feed is filed. */
  async function* visitsOfNewPages(
    feed: DueFeed,
    held: HeldFeed,
    turn: Turn,
  ): AsyncGenerator<() => Promise<VisitReport | null>> {
    let then = turn
    try {
      then = await withWishes(turn)
      // A feed that was begun with is brought to its end.
      const pages = held.pages.slice(0, limits.visitsPerLease)
      pace.most = Math.max(pace.most, pace.asked + pages.length)
      for (const page of pages) {
        if (held.isLate()) break
        yield () => visitNewPage(held, page, then)
      }
    } finally {
      pace.most = limits.visitsPerLease
      await fileHeld(feed, held, then)
    }
  }

  async function visitNewPage(held: HeldFeed, page: NewPage, turn: Turn): Promise<VisitReport | null> {
    report.pages += 1
    const visited = await held.visit(page, turn)
    if (visited === null) report.failures += 1
    return visited
  }

  async function fileHeld(feed: DueFeed, held: HeldFeed, turn: Turn): Promise<void> {
    try {
      const { newColumns, visited } = await held.file(turn)
      report.newColumns += newColumns
      for (const id of visited) visitedColumns.add(id)
    } catch (error) {
      if (isArchiveTrouble(error)) throw error
      await recordOwnFault({ feed }, turn, error)
      report.failures += 1
    }
  }

  /** The pages that its feeds have just made due have their turn with them, as far as the host's pace leaves room. */
  async function withNewPages(turn: Turn): Promise<Turn> {
    if (report.newColumns === 0 || !collecting.readPages || !leavesRoom()) return turn
    const due = await listDuePages(collecting.db, lease.host, limits.visitsPerLease - pace.asked, collecting.now())
    const ours = due.filter(
      ({ publisherId, columnId }) => turn.publishers.has(publisherId) && !visitedColumns.has(columnId),
    )
    pages.splice(0, pages.length, ...ours)
    return ours.length === 0 ? turn : withWishes(turn)
  }

  /** As a page needs it: what its host reserves has been read. */
  async function withWishes(turn: Turn): Promise<Turn> {
    if (asksPages()) return turn
    wishesForPages ??= freshWishes(turn.origin, turn.robotsFile)
    return { ...turn, wishes: await wishesForPages }
  }

  function asksPages(): boolean {
    return lease.pages.length + backfills.length + authorPages.length > 0
  }

  function release(): Promise<void> {
    const freeAt = new Date(collecting.now().getTime() + (pace.asked > 0 ? pace.delayMs : 0))
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

  /** robots.txt, and before any page the host's TDM reservation: read when the kept copies are too old. */
  async function prepare(): Promise<Turn> {
    const first = firstDue?.url
    const origin = first === undefined ? `https://${lease.host}` : new URL(first).origin
    const robotsPlace = `${origin}/robots.txt`
    const robotsFile = await freshRobots(origin)
    const robots = parseRobots(robotsFile.text)
    const asked = robotsFile.state === 'rules' ? crawlDelayMs(robots, agent) : null
    pace.delayMs = Math.max(collecting.crawlDelayMs, asked ?? 0)
    const wishes = asksPages() ? await freshWishes(origin, robotsFile) : keptWishes()
    const reading = { collecting, host: lease.host, robotsFile, signal }
    const licences = createLicences({
      collecting,
      mayAsk: (url) => mayFollow(reading, url),
      waitFor: pauseFor,
      client: asking('wishes'),
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

  async function freshRobots(origin: string): Promise<RobotsFile> {
    const now = collecting.now()
    if (lease.robots !== null && lease.robots.expiresAt > now) return lease.robots
    const file = await readRobotsFor(asking('robots.txt'), origin, lease.robots, now, signal)
    const delay = file.state === 'rules' ? crawlDelayMs(parseRobots(file.text), agent) : null
    await saveRobots(collecting.db, lease.host, file, delay)
    return file
  }

  /** For a host's files: each visit is one more request to it, written down for the publisher whose work brought us. */
  function asking(purpose: 'robots.txt' | 'wishes'): Client {
    return watched(collecting.client, async (url, outcome, durationMs) => {
      const { host } = new URL(url)
      if (host === lease.host) pace.asked += 1
      const due = firstDue
      if (due === undefined) return
      const told = describeOutcome(outcome)
      const absent = outcome.kind === 'missing' || outcome.kind === 'gone'
      const visit: VisitRecord = {
        publisherId: due.publisherId,
        feedId: null,
        columnId: null,
        reading: null,
        entries: null,
        host,
        url,
        purpose,
        ...told,
        // Most hosts have no such files, and need none.
        problem: absent ? null : told.problem,
        durationMs,
        visitedAt: collecting.now(),
      }
      await recordVisit(collecting.db, visit)
      noteVisit(collecting, visit)
    })
  }

  /** Waits until a file may be asked for amid the turn; false when the host's delay is longer than a lease should wait. */
  async function pauseFor(url: string): Promise<boolean> {
    const isOurs = new URL(url).host === lease.host
    const delayMs = isOurs ? pace.delayMs : collecting.crawlDelayMs
    if (isOurs && pace.asked === 0) return true
    if (delayMs > longestPauseMs) return false
    if (delayMs > 0) await sleep(delayMs, undefined, { signal })
    return true
  }

  async function freshWishes(origin: string, robotsFile: RobotsFile): Promise<HostWishes | null> {
    const kept = keptWishes()
    if (kept !== null && new Date(kept.expiresAt) > collecting.now()) return kept
    if (!mayVisit(robotsFile, agent, `${origin}/.well-known/tdmrep.json`) || !(await mayAskAgain())) return kept
    const wishes = await readWishesFor(asking('wishes'), origin, kept, collecting.now(), signal)
    await saveWishes(collecting.db, lease.host, { value: wishes, expiresAt: new Date(wishes.expiresAt) })
    return wishes
  }

  function keptWishes(): HostWishes | null {
    return lease.wishes === null ? null : (lease.wishes.value as HostWishes)
  }

  /** Whether the host's pace lets it be asked once more in this turn. */
  function leavesRoom(): boolean {
    return pace.asked === 0 || (pace.asked < pace.most && pace.delayMs <= limits.sleepOnLeaseMs)
  }

  /** Waits out a short delay; a long one, or enough visits, gives the host back for a later turn. */
  async function mayAskAgain(): Promise<boolean> {
    if (!leavesRoom()) return false
    if (pace.asked > 0 && pace.delayMs > 0) await sleep(pace.delayMs, undefined, { signal })
    if (Date.now() < leaseEndsAt - collecting.leaseMs / 2) return true
    leaseEndsAt = Date.now() + collecting.leaseMs
    return extendLease(collecting.db, {
      host: lease.host,
      by: collecting.worker,
      leaseMs: collecting.leaseMs,
      now: collecting.now(),
    })
  }
}

/** False when a redirect's other host answered: its troubles are not the leased host's. */
function answeredHere(outcome: VisitOutcome, { host, origin }: Turn): boolean {
  return !('url' in outcome) || outcome.url.startsWith(`${origin}/`) || URL.parse(outcome.url)?.host === host
}
