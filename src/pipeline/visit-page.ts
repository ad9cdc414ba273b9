// The page of one filed column: visited where the rules allow it, read once in memory, and what it says filed.
import { filePage, recordVisit, type DuePage } from '../archive/index.ts'
import { listWishes, mayVisit } from '../collect/index.ts'
import { decodeText } from '../parse/index.ts'
import type { VisitOutcome } from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { draftFromPage } from './draft-from-page.ts'
import { inspectPage } from './inspect-page.ts'
import type { Turn, VisitReport } from './visit-host.ts'

const hourMs = 3600_000

/** Rejects only when the archive fails or the turn's signal aborts. */
export async function visitPage(due: DuePage, turn: Turn): Promise<VisitReport> {
  const { collecting, signal } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`a page belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  const outcome: VisitOutcome =
    publisher.agreement?.blocked === true
      ? { kind: 'forbidden', by: 'operator', status: null }
      : mayVisit(turn.robotsFile, agent, due.url)
        ? await collecting.client.visit(
            {
              url: due.url,
              purpose: 'page',
              cut: true,
              mayFollow: (url) => new URL(url).host !== turn.host || mayVisit(turn.robotsFile, agent, url),
            },
            signal,
          )
        : { kind: 'forbidden', by: 'robots.txt', status: null }
  const asked = outcome.kind !== 'forbidden' || outcome.by === 'status'
  const visit = {
    publisherId: due.publisherId,
    columnId: due.columnId,
    feedId: due.feedId,
    host: turn.host,
    url: due.url,
    purpose: 'page' as const,
    ...describeOutcome(outcome),
    visitedAt: now,
  }
  if (outcome.kind === 'fetched') {
    const { text } = decodeText(outcome.body, { charset: outcome.charset, kind: 'html' })
    const inspection = inspectPage(text, {
      url: outcome.url,
      headers: outcome.headers,
      now,
      detector: collecting.detector,
      directives: listWishes({
        url: outcome.url,
        agent,
        robots: turn.robots,
        robotsPlace: turn.robotsPlace,
        host: turn.wishes,
        headers: outcome.headers,
      }),
      claims: due.claims,
      publisherName: publisher.name,
      publisherHome: publisher.home,
      publisherLangs: publisher.languages,
      feedLang: due.feedLang,
      country: publisher.country,
      agreement: publisher.agreement,
      rule: publisher.attributionRule,
    })
    const draft = draftFromPage(inspection, due, publisher, { kind: due.feedKind, section: due.section })
    const durationMs = Date.now() - startedAt
    if (draft === null) {
      await recordVisit(collecting.db, { ...visit, durationMs, reading: 'unreadable', page: { kind: 'done' } })
    } else {
      const filed = await filePage(collecting.db, due.columnId, draft, {
        now,
        visit: {
          ...visit,
          durationMs,
          reading: 'read',
          problem: inspection.facts.problems.join('; ').slice(0, 500) || null,
        },
      })
      collecting.log.info({ url: due.url, filed: filed.outcome, ms: durationMs }, 'page visited')
    }
    return { outcome, newColumns: 0, asked }
  }
  await recordVisit(collecting.db, {
    ...visit,
    durationMs: Date.now() - startedAt,
    page: whatNext(outcome, due.attempts, now),
  })
  collecting.log.info({ url: due.url, outcome: outcome.kind }, 'page visited')
  return { outcome, newColumns: 0, asked }
}

/**
 * A page that is gone makes its column a tombstone; one that may pass is tried again, an hour later and then ever more
 * patiently; for the rest the feed's word has to do.
 */
function whatNext(
  outcome: VisitOutcome,
  attempts: number,
  now: Date,
): { kind: 'done' } | { kind: 'gone'; reason: string } | { kind: 'again'; at: Date } {
  switch (outcome.kind) {
    case 'gone':
      return {
        kind: 'gone',
        reason: outcome.status === 410 ? 'withdrawn-by-publisher' : 'unavailable-for-legal-reasons',
      }
    case 'forbidden':
    case 'missing':
    case 'refused':
    case 'fetched':
    case 'not-modified':
      return { kind: 'done' }
    case 'asked-to-wait':
      return { kind: 'again', at: outcome.until ?? new Date(now.getTime() + hourMs) }
    case 'failed':
    case 'unreachable':
      return attempts + 1 >= limits.pageAttempts
        ? { kind: 'done' }
        : { kind: 'again', at: new Date(now.getTime() + hourMs * 2 ** attempts) }
  }
}
