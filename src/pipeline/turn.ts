// What the visits of one host's turn share, and what each of them reports back.
import { findHost, saveRobots } from '../archive/index.ts'
import {
  crawlDelayMs,
  mayVisit,
  parseRobots,
  readRobotsFor,
  type HostWishes,
  type Robots,
  type VisitRequest,
} from '../collect/index.ts'
import type { Publisher, PublisherId, RobotsFile, VisitOutcome } from '../model/index.ts'
import { agent, type Collecting } from './collecting.ts'
import { isBlocked } from './draft-parts.ts'
import type { Licences } from './licences.ts'
import type { WaysOf } from './learned.ts'
import type { MetEntries } from './met-entries.ts'
import type { PageFilings } from './page-filings.ts'
import type { Places } from './places.ts'
import type { HostRules, Reader } from './reading-types.ts'

export type Turn = {
  readonly collecting: Collecting
  readonly host: string
  /** Counted as hosts' turns begin. */
  readonly begunAs: number
  readonly origin: string
  readonly robots: Robots
  readonly robotsFile: RobotsFile
  readonly robotsPlace: string
  readonly wishes: HostWishes | null
  readonly licences: Licences
  readonly publishers: ReadonlyMap<PublisherId, Publisher>
  readonly waysOf: WaysOf
  readonly met: MetEntries
  readonly filings: PageFilings
  readonly places: Places
  readonly reader: Reader
  readonly signal: AbortSignal
}

/** What the host has said, for those who read what it sent. */
export function rulesOf({ host, robotsFile, robotsPlace, wishes }: Turn): HostRules {
  return { host, robotsText: robotsFile.text, robotsPlace, wishes }
}

/** What came of one visit, as far as the host's turn is concerned. `asked`: the host was troubled with a request. */
export type VisitReport = { readonly outcome: VisitOutcome; readonly newColumns: number; readonly asked: boolean }

/**
 * Asks for one address of a publisher, if its operator's blocks and the host's robots.txt let it be asked for: the one door
 * for pages, pictures, authors' pages and documents of the past.
 */
export function askPublisher(
  turn: Turn,
  publisher: Publisher,
  request: Omit<VisitRequest, 'mayFollow'>,
): VisitOutcome | Promise<VisitOutcome> {
  if (publisher.agreement?.blocked === true || isBlocked(publisher, request.url))
    return { kind: 'forbidden', by: 'operator', status: null }
  if (!mayVisit(turn.robotsFile, agent, request.url)) return { kind: 'forbidden', by: 'robots.txt', status: null }
  return turn.collecting.client.visit({ ...request, mayFollow: (url) => mayFollow(turn, url) }, turn.signal)
}

/** Whether robots.txt lets a redirect be followed: the leased host's as read in this turn, another host's as read or kept. */
export async function mayFollow(
  turn: Pick<Turn, 'collecting' | 'host' | 'robotsFile' | 'signal'>,
  url: string,
): Promise<boolean> {
  const target = new URL(url)
  if (target.host === turn.host) return mayVisit(turn.robotsFile, agent, url)
  const { client, db, now } = turn.collecting
  const kept = (await findHost(db, target.host))?.robots ?? null
  if (kept !== null && kept.expiresAt > now()) return mayVisit(kept, agent, url)
  const file = await readRobotsFor(client, target.origin, kept, now(), turn.signal)
  await saveRobots(db, target.host, file, file.state === 'rules' ? crawlDelayMs(parseRobots(file.text), agent) : null)
  return mayVisit(file, agent, url)
}
