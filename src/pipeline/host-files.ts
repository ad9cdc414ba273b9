// What a host says of itself in its own files: robots.txt, and before any page its TDM reservation. Kept from turn to turn, and read
// anew when what is kept is too old.
import { recordVisit, saveRobots, saveWishes, type LeasedHost, type VisitRecord } from '../archive/index.ts'
import { crawlDelayMs, mayVisit, parseRobots, readRobotsFor, readWishesFor } from '../collect/index.ts'
import type { Client, HostWishes } from '../collect/index.ts'
import type { PublisherId, RobotsFile } from '../model/index.ts'
import { agent, type Collecting } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import type { HostPace } from './host-pace.ts'
import { noteVisit, watched } from './note-visit.ts'

export type HostFiles = {
  readonly robots: () => Promise<RobotsFile>
  /** As they were kept, however old. */
  readonly keptWishes: () => HostWishes | null
  /** Once in a turn; kept ones where robots.txt or the host's pace forbids to ask. */
  readonly wishes: (robots: RobotsFile) => Promise<HostWishes | null>
  /** Each visit is one more request to the host, written down for the publisher whose work brought us. */
  readonly asking: (purpose: 'robots.txt' | 'wishes') => Client
}

type Setting = {
  readonly collecting: Collecting
  readonly origin: string
  readonly pace: HostPace
  /** Whose work brought us; null when nothing is due. */
  readonly publisherId: PublisherId | null
  readonly signal: AbortSignal
}

/** All of it rejects only when the archive fails or the signal aborts. */
export function createHostFiles(
  lease: Pick<LeasedHost, 'host' | 'robots' | 'wishes'>,
  { collecting, origin, pace, publisherId, signal }: Setting,
): HostFiles {
  const { db } = collecting
  let reading: Promise<HostWishes | null> | undefined
  return { robots, keptWishes, wishes: (robotsFile) => (reading ??= freshWishes(robotsFile)), asking }

  async function robots(): Promise<RobotsFile> {
    const now = collecting.now()
    if (lease.robots !== null && lease.robots.expiresAt > now) return lease.robots
    const file = await readRobotsFor(asking('robots.txt'), origin, lease.robots, now, signal)
    const delay = file.state === 'rules' ? crawlDelayMs(parseRobots(file.text), agent) : null
    await saveRobots(db, lease.host, file, delay)
    return file
  }

  async function freshWishes(robotsFile: RobotsFile): Promise<HostWishes | null> {
    const kept = keptWishes()
    if (kept !== null && new Date(kept.expiresAt) > collecting.now()) return kept
    if (!mayVisit(robotsFile, agent, `${origin}/.well-known/tdmrep.json`) || !(await pace.mayAskAgain())) return kept
    const read = await readWishesFor(asking('wishes'), origin, kept, collecting.now(), signal)
    await saveWishes(db, lease.host, { value: read, expiresAt: new Date(read.expiresAt) })
    return read
  }

  function keptWishes(): HostWishes | null {
    return lease.wishes === null ? null : (lease.wishes.value as HostWishes)
  }

  function asking(purpose: 'robots.txt' | 'wishes'): Client {
    return watched(collecting.client, async (url, outcome, durationMs) => {
      const { host } = new URL(url)
      if (host === lease.host) pace.countRequest()
      if (publisherId === null) return
      const told = describeOutcome(outcome)
      const absent = outcome.kind === 'missing' || outcome.kind === 'gone'
      const visit: VisitRecord = {
        publisherId,
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
      await recordVisit(db, visit)
      noteVisit(collecting, visit)
    })
  }
}
