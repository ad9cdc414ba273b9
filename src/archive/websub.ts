// Subscriptions at hubs: one a feed, asked for, confirmed by the hub, renewed before its end; and what a ping does.
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { FeedId, PublisherId } from '../model/index.ts'
import { wakeHosts } from './feeds.ts'
import type { Db, SubscriptionsTable } from './schema.ts'
import { inTransaction } from './transactions.ts'

export type Subscription = {
  readonly publisherId: PublisherId
  readonly feedId: FeedId
  readonly hub: string
  readonly topic: string
  /** Unguessable part of the callback's address. */
  readonly token: string
  /** With which the hub signs what it sends. */
  readonly secret: string
  /** `asked`: also while an active one is being renewed. */
  readonly state: 'wanted' | 'asked' | 'active' | 'refused'
  readonly askedAt: Date | null
  readonly leaseEndsAt: Date | null
  /** Requests to the hub in a row that failed or were not confirmed. */
  readonly failures: number
}

type SubscriptionKey = { readonly publisherId: PublisherId; readonly feedId: FeedId }

const hourMs = 3600_000
const dayMs = 24 * hourMs

/** Leases beyond this are renewed earlier than their hub demands: hubs forget. */
const longestLeaseMs = 30 * dayMs

/** Milliseconds. A feed that is pinged all the time is asked no oftener than this. */
const shortestMs = 60_000

/** Asks for a subscription as soon as a collector gets round to it. The same hub and topic again change nothing. */
export async function wantSubscription(
  db: Db,
  wish: Pick<Subscription, 'publisherId' | 'feedId' | 'hub' | 'topic' | 'token' | 'secret'> & { readonly now: Date },
): Promise<void> {
  const { publisherId, feedId, hub, topic, token, secret, now } = wish
  await sql`
    insert into subscriptions as s (publisher_id, feed_id, hub, topic, token, secret, state, next_at)
    values (${publisherId}, ${feedId}, ${hub}, ${topic}, ${token}, ${secret}, 'wanted', ${now})
    on conflict (publisher_id, feed_id) do update set
      hub = excluded.hub, topic = excluded.topic, token = excluded.token, secret = excluded.secret, state = 'wanted',
      next_at = excluded.next_at, asked_at = null, lease_ends_at = null, failures = 0, problem = null
    where s.hub <> excluded.hub or s.topic <> excluded.topic`.execute(db)
}

/**
 * Subscriptions that are to be asked for or renewed now. Each is taken by one collector: it counts as asked from here on,
 * and comes again later, each time more patiently, unless its hub confirms.
 */
export async function takeDueSubscriptions(db: Db, limit: number, now: Date): Promise<Subscription[]> {
  const { rows } = await sql<SubscriptionRow>`
    update subscriptions s set state = 'asked', asked_at = ${now}, failures = s.failures + 1,
      next_at = ${later(sql`${now}::timestamptz`, sql`least(interval '7 days', interval '1 hour' * power(2, least(s.failures, 10)))`)}
    from (
      select d.publisher_id, d.feed_id from subscriptions d
      join feeds f on f.publisher_id = d.publisher_id and f.id = d.feed_id
      where d.next_at <= ${now} and f.gone_at is null
      order by d.next_at limit ${limit}
    ) due where s.publisher_id = due.publisher_id and s.feed_id = due.feed_id and s.next_at <= ${now}
    returning s.*`.execute(db)
  return rows.map(toSubscription)
}

/** Undefined when there is none, or its feed is gone. */
export async function findSubscription(db: Db, key: SubscriptionKey): Promise<Subscription | undefined> {
  const { rows } = await sql<SubscriptionRow>`
    select s.* from subscriptions s join feeds f on f.publisher_id = s.publisher_id and f.id = s.feed_id
    where s.publisher_id = ${key.publisherId} and s.feed_id = ${key.feedId} and f.gone_at is null`.execute(db)
  return rows[0] && toSubscription(rows[0])
}

/** The hub has confirmed. Renewal begins when a quarter of the lease is left, at most a day of it. */
export async function confirmSubscription(db: Db, key: SubscriptionKey, leaseS: number, now: Date): Promise<void> {
  const leaseMs = Math.min(Math.max(leaseS, 60) * 1000, longestLeaseMs)
  const endsAt = new Date(now.getTime() + leaseMs)
  const renewAt = new Date(endsAt.getTime() - Math.min(leaseMs / 4, dayMs))
  await inTransaction(db, async (trx) => {
    await sql`
      update subscriptions set state = 'active', lease_ends_at = ${endsAt}, next_at = ${renewAt}, failures = 0, problem = null
      where publisher_id = ${key.publisherId} and feed_id = ${key.feedId}`.execute(trx)
    await sql`update feeds set pushed_until = ${endsAt} where publisher_id = ${key.publisherId} and id = ${key.feedId}`.execute(
      trx,
    )
  })
}

/** The hub says no, now or for the future: polling goes on as if there were none, and it is asked again in a month. */
export async function refuseSubscription(db: Db, key: SubscriptionKey, problem: string, now: Date): Promise<void> {
  const nextAt = new Date(now.getTime() + 30 * dayMs)
  await inTransaction(db, async (trx) => {
    await sql`
      update subscriptions set state = 'refused', lease_ends_at = null, next_at = ${nextAt}, problem = ${problem.slice(0, 500)}
      where publisher_id = ${key.publisherId} and feed_id = ${key.feedId}`.execute(trx)
    await sql`update feeds set pushed_until = null where publisher_id = ${key.publisherId} and id = ${key.feedId}`.execute(
      trx,
    )
  })
}

/** What went wrong when the hub was asked; it is asked again when its time has come. */
export async function noteSubscriptionProblem(db: Db, key: SubscriptionKey, problem: string): Promise<void> {
  await sql`
    update subscriptions set problem = ${problem.slice(0, 500)}
    where publisher_id = ${key.publisherId} and feed_id = ${key.feedId}`.execute(db)
}

/** Something is new: the feed has its turn as soon as its host may be asked, and at most once a minute. */
export async function pingFeed(db: Db, key: SubscriptionKey, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { rows } = await sql<{ host: string; next_at: Date }>`
      update feeds set pinged_at = ${now},
        next_at = least(next_at, greatest(${now}::timestamptz,
          ${later(sql.ref('visited_at'), sql`${shortestMs} * interval '1 millisecond'`)}))
      where publisher_id = ${key.publisherId} and id = ${key.feedId} and gone_at is null
      returning host, next_at`.execute(trx)
    await wakeHosts(
      trx,
      rows.map((row) => ({ host: row.host, at: row.next_at })),
    )
  })
}

type SubscriptionRow = Selectable<SubscriptionsTable>

function toSubscription(row: SubscriptionRow): Subscription {
  return {
    publisherId: row.publisher_id as PublisherId,
    feedId: row.feed_id as FeedId,
    hub: row.hub,
    topic: row.topic,
    token: row.token,
    secret: row.secret,
    state: row.state as Subscription['state'],
    askedAt: row.asked_at,
    leaseEndsAt: row.lease_ends_at,
    failures: row.failures,
  }
}

/** The sum of an instant and an interval depends on the session's zone, which a cluster does not let into an update of rows. */
function later(at: RawBuilder<unknown>, by: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`((${at} at time zone 'UTC') + ${by}) at time zone 'UTC'`
}
