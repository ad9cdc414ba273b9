// Visits on an operator's word, outside the schedule: robots.txt first, one request at a time per host, its delay kept.
import { setTimeout as sleep } from 'node:timers/promises'
import { crawlDelayMs, mayVisit, parseRobots, readRobotsFor, type Client } from '../collect/index.ts'
import type { RobotsFile, VisitOutcome } from '../model/index.ts'
import { agent } from './collecting.ts'

export type PoliteVisitor = {
  /** Rejects only when the signal aborts. */
  visit(url: string, purpose: 'feed' | 'page'): Promise<VisitOutcome>
  /** As read by an earlier visit to the origin. */
  robotsOf(origin: string): RobotsFile | undefined
}

export type PoliteVisitorOptions = {
  readonly client: Client
  readonly delayMs: number
  readonly now: Date
  readonly signal?: AbortSignal
  readonly onVisit?: (url: string) => void
}

/** A host that asks for more than this is visited at this pace: the operator is waiting, and asks for a handful of pages. */
const longestDelayMs = 10_000

export function createPoliteVisitor(options: PoliteVisitorOptions): PoliteVisitor {
  const { client, now, signal } = options
  const robotsByOrigin = new Map<string, RobotsFile>()
  const turnOfHost = new Map<string, Promise<unknown>>()
  return {
    robotsOf: (origin) => robotsByOrigin.get(origin),
    visit(url, purpose) {
      const target = URL.parse(url)
      if (target === null)
        return Promise.resolve({ kind: 'refused', reason: 'scheme', detail: `${url} is not an address` })
      const before = turnOfHost.get(target.host) ?? null
      const visited =
        before === null ? visitNow(target, purpose, 0) : before.then((rest) => visitNow(target, purpose, Number(rest)))
      const rested = visited.then(
        () => delayOf(target.origin),
        () => 0,
      )
      turnOfHost.set(target.host, rested)
      return visited
    },
  }

  async function visitNow(target: URL, purpose: 'feed' | 'page', restMs: number): Promise<VisitOutcome> {
    if (restMs > 0) await sleep(restMs, undefined, signal === undefined ? {} : { signal })
    let robots = robotsByOrigin.get(target.origin)
    if (robots === undefined) {
      robots = await readRobotsFor(client, target.origin, null, now, signal)
      robotsByOrigin.set(target.origin, robots)
      const delayMs = delayOf(target.origin)
      if (delayMs > 0) await sleep(delayMs, undefined, signal === undefined ? {} : { signal })
    }
    if (!mayVisit(robots, agent, target.href)) return { kind: 'forbidden', by: 'robots.txt', status: null }
    options.onVisit?.(target.href)
    return client.visit({ url: target.href, purpose, cut: purpose === 'page' }, signal)
  }

  function delayOf(origin: string): number {
    const robots = robotsByOrigin.get(origin)
    const asked = robots?.state === 'rules' ? crawlDelayMs(parseRobots(robots.text), agent) : null
    return Math.min(longestDelayMs, Math.max(options.delayMs, asked ?? 0))
  }
}
