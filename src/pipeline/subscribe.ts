// Subscriptions at feeds' hubs (WebSub): wished for when a feed offers one, asked for and renewed from time to time.
import { randomBytes } from 'node:crypto'
import { noteSubscriptionProblem, takeDueSubscriptions, wantSubscription, type DueFeed } from '../archive/index.ts'
import { discoverHub, subscribeRequest } from '../collect/index.ts'
import type { FeedDocument, VisitOutcome } from '../model/index.ts'
import type { Collecting } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'

const dayMs = 86_400_000
const leaseS = 10 * 86_400
const hubsAtOnce = 10

/** Wishes for a subscription if the feed offers one that we can take: hub and callback both reached by the same scheme. */
export async function noteHub(
  collecting: Collecting,
  due: DueFeed,
  outcome: Extract<VisitOutcome, { kind: 'fetched' }>,
  document: FeedDocument,
): Promise<void> {
  const { callbackBase = null, db } = collecting
  const offer = callbackBase === null ? null : discoverHub(outcome.headers, document, outcome.url)
  if (offer === null || callbackBase === null) return
  if (new URL(offer.hub).protocol !== new URL(callbackBase).protocol) return
  await wantSubscription(db, {
    publisherId: due.publisherId,
    feedId: due.id,
    ...offer,
    token: randomBytes(24).toString('base64url'),
    secret: randomBytes(32).toString('base64url'),
    now: collecting.now(),
  })
}

/** Asks hubs whose time has come, one after the other. Answers with how many. */
export async function renewSubscriptions(collecting: Collecting, signal: AbortSignal): Promise<number> {
  const { callbackBase = null, client, db, log } = collecting
  if (callbackBase === null) return 0
  const due = await takeDueSubscriptions(db, hubsAtOnce, collecting.now())
  for (const subscription of due) {
    const { publisherId, feedId, hub, topic, token, secret } = subscription
    const callback = `${callbackBase}/${publisherId}-${feedId}-${token}`
    const outcome = await client.visit(subscribeRequest({ hub, topic, callback, secret, leaseS }), signal)
    const told = describeOutcome(outcome)
    const accepted = outcome.kind === 'fetched'
    if (!accepted) await noteSubscriptionProblem(db, subscription, `${hub}: ${told.problem ?? told.outcome}`)
    log.info({ hub, topic, outcome: told.outcome, status: told.status, problem: told.problem }, 'hub asked')
  }
  return due.length
}

/**
 * When a feed whose hub announces what is new is asked anyway, in case the hub forgets: after a day. Null while nobody
 * announces, or if this very visit found something that was not announced.
 */
export function safetyNetAt(due: DueFeed, brought: number, now: Date): Date | null {
  if (due.pushedUntil === null || due.pushedUntil <= now) return null
  const announced = due.pingedAt !== null && (due.visitedAt === null || due.pingedAt >= due.visitedAt)
  return brought > 0 && !announced ? null : new Date(now.getTime() + dayMs)
}
