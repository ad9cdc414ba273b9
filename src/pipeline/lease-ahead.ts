// Hosts leased before there is room for them: a lease is seven questions to the archive, asked for many hosts together and while
// others are visited.
import { leaseHosts, listPublishersByIds, releaseHost, type Db, type LeasedHost } from '../archive/index.ts'
import type { Publisher, PublisherId } from '../model/index.ts'
import { limits, type Collecting } from './collecting.ts'

/** One host, ours until its lease ends. */
export type HostAhead = {
  readonly lease: LeasedHost
  /** Of all its feeds and pages. */
  readonly publishers: ReadonlyMap<PublisherId, Publisher>
  /** By the clock of `Date.now`. */
  readonly leasedAt: number
}

export type LeasesAhead = {
  /** At most so many, those that have waited longest first. */
  take(count: number): HostAhead[]
  /** Leases as many as are visited at once, and tells how many there were. Rejects when the archive fails. */
  fill(): Promise<number>
  /** The same while others are visited, where few are left and more may be due. */
  fillBeside(): void
  /** At the end: nobody is to wait until these leases run out. */
  giveBackAll(): Promise<void>
}

/** Part of its lease that a host may wait for its visit; then it is given back when others are leased. */
const waitsAtMost = 1 / 8
/** Part of the hosts visited at once, of which fewer at hand are few. */
const few = 1 / 4

export type LeasingAhead = {
  /** Whether a visit of ours to the host is under way: one whose lease ran out meanwhile has it renewed, and is not made twice. */
  readonly isVisited: (host: string) => boolean
  /** Told when hosts that were leased beside are at hand, or could not be leased. */
  readonly onFilled: () => void
}

export function leaseAhead(collecting: Collecting, { isVisited, onFilled }: LeasingAhead): LeasesAhead {
  const { db, worker, leaseMs, now, hostsAtOnce } = collecting
  let ahead: HostAhead[] = []
  let filling: Promise<number> | null = null
  /** Whether the last question brought as many as it asked for. */
  let mayBeMore = true
  return {
    take(count) {
      const from = ahead.findIndex(({ leasedAt }) => leasedAt >= freshSince())
      return from < 0 ? [] : ahead.splice(from, count)
    },
    fill,
    fillBeside() {
      if (filling !== null || !mayBeMore || ahead.length > hostsAtOnce * few) return
      // What goes wrong here goes wrong again where somebody waits for it.
      void fill().then(onFilled, onFilled)
    },
    async giveBackAll() {
      await Promise.allSettled([filling])
      await giveBack(Infinity)
    },
  }

  function freshSince(): number {
    return Date.now() - leaseMs * waitsAtMost
  }

  function fill(): Promise<number> {
    filling ??= lease().finally(() => (filling = null))
    return filling
  }

  async function lease(): Promise<number> {
    // Else a lease of ours that has run out would be taken for another host's.
    await giveBack(freshSince())
    const leasedAt = Date.now()
    const leases = await leaseHosts(db, {
      limit: hostsAtOnce,
      by: worker,
      leaseMs,
      now: now(),
      feedsPerHost: limits.visitsPerLease,
      pagesPerHost: limits.visitsPerLease,
    })
    const publishers = await listPublishersOf(db, leases)
    const others = leases.filter(({ host }) => !isVisited(host))
    ahead.push(...others.map((lease) => ({ lease, publishers, leasedAt })))
    mayBeMore = leases.length === hostsAtOnce
    return others.length
  }

  /** Those that were leased before then. */
  async function giveBack(before: number): Promise<void> {
    const { true: returned = [], false: kept = [] } = Object.groupBy(ahead, (one) => String(one.leasedAt < before))
    ahead = kept
    await Promise.all(returned.map(({ lease: { host } }) => releaseHost(db, { host, by: worker, freeAt: now() })))
  }
}

/** Whose feeds and pages these are, in one question for all hosts. */
async function listPublishersOf(db: Db, leases: readonly LeasedHost[]): Promise<ReadonlyMap<PublisherId, Publisher>> {
  if (leases.length === 0) return new Map()
  const ids = new Set(
    leases.flatMap(({ feeds, pages, images, backfills, authorPages, portraits }) =>
      [...feeds, ...pages, ...images, ...backfills, ...authorPages, ...portraits].map((due) => due.publisherId),
    ),
  )
  const publishers = await listPublishersByIds(db, [...ids])
  return new Map(publishers.map((publisher) => [publisher.id, publisher]))
}
