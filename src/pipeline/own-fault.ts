// A fault of our own in the middle of a visit: kept where the operator looks, and put off, so that one page we stumble over
// neither stops the rest of its host nor is asked for again and again.
import {
  fileAuthorPage,
  fileImage,
  filePortrait,
  finishBackfill,
  recordVisit,
  type DueAuthorPage,
  type DueBackfill,
  type DueFeed,
  type DueImage,
  type DuePage,
  type DuePortrait,
  type VisitRecord,
} from '../archive/index.ts'
import { limits } from './collecting.ts'
import type { Turn } from './turn.ts'

const hourMs = 3600_000

/** Rejects when the archive does: then nothing was put off, and the lease's end brings the work back. */
export async function recordOwnFault(
  due:
    | { readonly feed: DueFeed }
    | { readonly page: DuePage }
    | { readonly image: DueImage }
    | { readonly step: DueBackfill }
    | { readonly author: DueAuthorPage }
    | { readonly portrait: DuePortrait },
  turn: Pick<Turn, 'collecting' | 'host'>,
  error: unknown,
): Promise<void> {
  const { db, log, now } = turn.collecting
  const visitedAt = now()
  const after = (attempts: number): Date => new Date(visitedAt.getTime() + hourMs * 2 ** Math.min(attempts, 6))
  const common = {
    host: turn.host,
    outcome: 'fetched',
    reading: 'unreadable',
    status: null,
    bytes: 0,
    durationMs: 0,
    entries: null,
    problem: `a fault of ours while reading it: ${error instanceof Error ? error.message : String(error)}`.slice(
      0,
      500,
    ),
    visitedAt,
  } as const
  if ('step' in due) {
    const { step } = due
    const { publisherId, url } = step
    await recordVisit(db, { ...common, publisherId, feedId: step.feed.id, columnId: null, url, purpose: 'back-fill' })
    const retryAt = step.attempts + 1 >= limits.pageAttempts ? null : after(step.attempts)
    const { problem } = common
    await finishBackfill(db, step, {
      outcome: 'failed',
      entries: null,
      newColumns: 0,
      problem,
      next: [],
      retryAt,
      now: visitedAt,
    })
    return log.error({ url, err: error }, 'a fault of ours while reading; put off')
  }
  if ('image' in due) {
    const { image } = due
    const { publisherId, columnId, url } = image
    const again = image.attempts + 1 < limits.imageAttempts
    await fileImage(db, image, again ? { kind: 'again', at: after(image.attempts) } : { kind: 'none' }, {
      ...common,
      publisherId,
      feedId: null,
      columnId,
      url,
      purpose: 'image',
    })
    return log.error({ url, err: error }, 'a fault of ours while reading; put off')
  }
  if ('portrait' in due) {
    const { portrait } = due
    const { publisherId, url } = portrait
    const again = portrait.attempts + 1 < limits.imageAttempts
    await filePortrait(db, portrait, again ? { kind: 'again', at: after(portrait.attempts) } : { kind: 'none' }, {
      ...common,
      publisherId,
      feedId: null,
      columnId: null,
      url,
      purpose: 'image',
    })
    return log.error({ url, err: error }, 'a fault of ours while reading; put off')
  }
  if ('author' in due) {
    const { author } = due
    const { publisherId, url } = author
    await recordVisit(db, { ...common, publisherId, feedId: null, columnId: null, url, purpose: 'author-page' })
    const nextAt = author.attempts + 1 >= limits.pageAttempts ? null : after(author.attempts)
    await fileAuthorPage(db, author, { outcome: 'failed', problem: common.problem, nextAt, now: visitedAt })
    return log.error({ url, err: error }, 'a fault of ours while reading; put off')
  }
  const visit: VisitRecord =
    'feed' in due
      ? {
          ...common,
          publisherId: due.feed.publisherId,
          feedId: due.feed.id,
          columnId: null,
          url: due.feed.url,
          purpose: 'feed',
          feed: {
            nextAt: after(due.feed.failures),
            intervalS: due.feed.intervalS,
            failures: due.feed.failures + 1,
          },
        }
      : {
          ...common,
          publisherId: due.page.publisherId,
          feedId: null,
          columnId: due.page.columnId,
          url: due.page.url,
          purpose: 'page',
          page: { nextAt: due.page.attempts + 1 >= limits.pageAttempts ? null : after(due.page.attempts) },
        }
  await recordVisit(db, visit)
  log.error({ url: visit.url, err: error }, 'a fault of ours while reading; put off')
}
