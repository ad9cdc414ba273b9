// `/websub/{token}`: a hub asks whether we meant to subscribe, or says that something is new. Nothing it sends is believed
// beyond that: the feed is asked for itself. Source: WebSub §5.3, §7.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import {
  confirmSubscription,
  findSubscription,
  pingFeed,
  refuseSubscription,
  type Db,
  type Subscription,
} from '../../archive/index.ts'
import type { FeedId, PublisherId } from '../../model/index.ts'
import { checkSignature } from './signature.ts'

export type WebSubDeps = { readonly db: Db; readonly now: () => Date }

/** Bytes. Hubs send the whole feed, and we read no longer ones. */
const maxBodyBytes = 5 * 1024 * 1024

/** A hub may take its time to ask back, but not for ever. */
const answerWithinMs = 24 * 3600_000

const usualLeaseS = 10 * 86_400

export function routeWebSub(app: Hono, deps: WebSubDeps): void {
  app.get('/websub/:token', (c) => answerIntent(c, deps))
  app.post('/websub/:token', (c) => answerPing(c, deps))
}

async function answerIntent(c: Context, { db, now }: WebSubDeps): Promise<Response> {
  const found = await subscriptionOf(c, db)
  const asked = (name: string): string => c.req.query(`hub.${name}`) ?? ''
  if (typeof found === 'number' || asked('topic') !== found.topic) return c.text('not asked for', 404)
  const { mode, challenge, lease } = {
    mode: asked('mode'),
    challenge: asked('challenge'),
    lease: asked('lease_seconds'),
  }
  if (mode === 'denied') {
    await refuseSubscription(db, found, `the hub refuses: ${asked('reason') || 'no reason given'}`, now())
    return c.text('noted')
  }
  const isAsked = found.askedAt !== null && now().getTime() - found.askedAt.getTime() < answerWithinMs
  if (mode !== 'subscribe' || !isAsked || found.state === 'refused' || challenge === '' || challenge.length > 2000)
    return c.text('not asked for', 404)
  await confirmSubscription(db, found, /^\d{1,9}$/.test(lease) ? Number(lease) : usualLeaseS, now())
  return c.body(challenge, 200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
}

async function answerPing(c: Context, { db, now }: WebSubDeps): Promise<Response> {
  const found = await subscriptionOf(c, db)
  if (typeof found === 'number') return c.text(found === 410 ? 'this subscription has ended' : 'not here', found)
  const check = checkSignature(c.req.header('x-hub-signature'), found.secret)
  let bytes = 0
  const reader = c.req.raw.body?.getReader()
  for (;;) {
    const part = await reader?.read()
    if (part === undefined || part.done) break
    const chunk = part.value as Uint8Array
    bytes += chunk.byteLength
    if (bytes > maxBodyBytes) {
      await reader?.cancel()
      return c.text('longer than any feed we read', 413)
    }
    check.update(chunk)
  }
  // A wrong signature is answered like a right one, so that nobody learns from it (WebSub §7.1.1).
  if (check.matches()) await pingFeed(db, found, now())
  return c.body(null, 202)
}

/** The subscription whose token this is; 410 where there is none (any more), 404 for a token that was never given out. */
async function subscriptionOf(c: Context, db: Db): Promise<Subscription | 404 | 410> {
  const [, publisher, feed, token] = /^(\d{1,15})-(\d{1,15})-([\w-]{1,100})$/.exec(c.req.param('token') ?? '') ?? []
  if (token === undefined) return 404
  const found = await findSubscription(db, {
    publisherId: Number(publisher) as PublisherId,
    feedId: Number(feed) as FeedId,
  })
  if (found === undefined) return 410
  return timingSafeEqual(digest(found.token), digest(token)) ? found : 404
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
