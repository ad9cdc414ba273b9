// The collector: leases hosts whose turn it is, visits each, and sleeps until the next turn. Any number of these may run
// on one database. Stopping it ends what is under way and gives the leases back.
import { setTimeout as sleep } from 'node:timers/promises'
import {
  ArchiveProblem,
  checkClock,
  leaseHosts,
  listPublishersByIds,
  nextTurnAt,
  planAuthorPages,
  planPortraits,
  type Db,
  type LeasedHost,
} from '../archive/index.ts'
import type { Publisher, PublisherId } from '../model/index.ts'
import type { Collecting } from './collecting.ts'
import { limits } from './collecting.ts'
import { joinCopies } from './join-copies.ts'
import { renewSubscriptions } from './subscribe.ts'
import { rememberWays } from './learned.ts'
import { metEntriesOf } from './met-entries.ts'
import { createPlaces } from './places.ts'
import { readHere } from './readers.ts'
import { roomForHosts } from './room-for-hosts.ts'
import { tendArchive } from './tend.ts'
import { visitHost } from './visit-host.ts'

const longestSleepMs = 5_000
const longestWaitForDatabaseMs = 30_000
/** A host that could be visited is left to wait so long for others, unless a quarter of all have ended: they are leased together. */
const gatherMs = 25
const renewEveryMs = 30_000
/** Authors' pages are looked for when nothing else is due, and no oftener than this. */
const planEveryMs = 60_000
const clockEveryMs = 60_000

export type CollectorOptions = {
  readonly signal: AbortSignal
  /** Ends as soon as nothing more is due. */
  readonly once?: boolean
  /** Leaves what is done beside the visits to `runWork` of another process. */
  readonly visitsOnly?: boolean
}

export type CollectorReport = { hosts: number; feeds: number; pages: number; newColumns: number; failures: number }

/**
 * Runs until `signal` aborts, or with `once` until nothing is due. A database that is away is waited for: nothing is lost,
 * since a visit counts only once it is filed. Resolves when every visit under way has ended.
 */
export async function runCollector(collecting: Collecting, options: CollectorOptions): Promise<CollectorReport> {
  const { signal } = options
  const total: CollectorReport = { hosts: 0, feeds: 0, pages: 0, newColumns: 0, failures: 0 }
  const active = new Set<Promise<void>>()
  const waysOf = rememberWays(collecting.db, collecting.now)
  const met = metEntriesOf(collecting)
  const reader = collecting.reader ?? readHere(collecting.detector)
  /** Ends the wait for another host's end: there may be room already. */
  let wake = (): void => undefined
  const places = createPlaces(limits.filedAtOnce, () => wake())
  const copies = joinCopies(collecting)
  const tend = tendArchive(collecting)
  const works = options.visitsOnly !== true
  // By a clock that nobody sets.
  let renewAt = -Infinity
  let planAt = -Infinity
  let clockAt = -Infinity
  let databaseFailures = 0
  const { hostsAtOnce } = collecting
  /** Hosts whose robots.txt is being asked for. */
  let preparing = 0
  let leaseAt = 0
  while (!signal.aborted) {
    try {
      if (performance.now() >= clockAt) {
        await checkClock(collecting.db)
        clockAt = performance.now() + clockEveryMs
      }
      if (works) await tend()
      if (performance.now() >= renewAt && (collecting.callbackBase ?? null) !== null) {
        renewAt = performance.now() + renewEveryMs
        const renewing: Promise<void> = renewSubscriptions(collecting, signal)
          .then(() => undefined)
          .catch((error: unknown) => {
            if (!signal.aborted) collecting.log.error({ err: error }, 'hubs could not be asked')
          })
          .finally(() => active.delete(renewing))
        active.add(renewing)
      }
      const joining = (works ? copies.whenDue() : null)?.finally(() => joining && active.delete(joining))
      if (joining !== undefined) active.add(joining)
      const free = roomForHosts({ leased: active.size, preparing, reading: places.wanted() }, hostsAtOnce)
      const gatherUntil = free < Math.ceil(hostsAtOnce / 4) ? leaseAt : 0
      if (free === 0 || performance.now() < gatherUntil) {
        const woken = new Promise<void>((resolve) => (wake = resolve))
        await anyOf([...active, woken], free === 0 ? null : gatherUntil - performance.now())
        continue
      }
      leaseAt = performance.now() + gatherMs
      const leases = await leaseHosts(collecting.db, {
        limit: free,
        by: collecting.worker,
        leaseMs: collecting.leaseMs,
        now: collecting.now(),
        feedsPerHost: limits.visitsPerLease,
        pagesPerHost: limits.visitsPerLease,
      })
      const publishers = await listPublishersOf(collecting.db, leases)
      databaseFailures = 0
      for (const lease of leases) {
        let isPreparing = lease.robots === null || lease.robots.expiresAt <= collecting.now()
        if (isPreparing) preparing += 1
        const rulesRead = () => {
          if (isPreparing) preparing -= 1
          isPreparing = false
          wake()
        }
        const about = { publishers, waysOf, met, places, reader, rulesRead }
        const visiting: Promise<void> = visitHost(lease, about, collecting, signal)
          .then((report) => {
            total.hosts += 1
            total.feeds += report.feeds
            total.pages += report.pages
            total.newColumns += report.newColumns
            total.failures += report.failures
          })
          .catch((error: unknown) => {
            if (signal.aborted) return
            total.failures += 1
            // The lease runs out by itself, and the host's work is still due.
            collecting.log.error(
              { host: lease.host, err: error },
              'a host could not be visited; its lease will run out',
            )
          })
          .finally(() => {
            rulesRead()
            active.delete(visiting)
          })
        active.add(visiting)
      }
      if (leases.length === 0 && active.size === 0) {
        // Everything of the day is done: time for what can wait.
        if (collecting.readPages && collecting.readAuthors !== false && performance.now() >= planAt) {
          planAt = performance.now() + planEveryMs
          const planned = await planAuthorPages(collecting.db, collecting.now())
          if (planned + (await planPortraits(collecting.db, collecting.now())) > 0) continue
        }
        if (options.once === true) {
          if (works) await copies.finish()
          break
        }
      }
      if (leases.length === 0) await idle(collecting, active, signal)
    } catch (error) {
      if (signal.aborted) break
      if (options.once === true) throw error
      databaseFailures += 1
      const waitMs = Math.min(longestWaitForDatabaseMs, 250 * 2 ** Math.min(databaseFailures, 10))
      const why = error instanceof ArchiveProblem ? error.message : 'the database does not answer'
      collecting.log.error({ err: error, waitMs }, `${why}; collecting waits`)
      await sleep(waitMs, undefined, { signal }).catch(ignoreAbort)
    }
  }
  await Promise.all(active)
  return total
}

/** Until one of them ends, or so many milliseconds have passed. */
async function anyOf(active: readonly Promise<void>[], waitMs: number | null): Promise<void> {
  if (waitMs === null) return Promise.race(active)
  const waiting = new AbortController()
  const slept = sleep(Math.max(1, waitMs), undefined, { signal: waiting.signal }).catch(ignoreAbort)
  await Promise.race([slept, ...active])
  waiting.abort()
  await slept
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

/** Sleeps until the next host is due, a visit under way ends, or five seconds have passed. */
async function idle(collecting: Collecting, active: ReadonlySet<Promise<void>>, signal: AbortSignal): Promise<void> {
  const visiting = [...active] // as it is now: a visit that ends while the database is asked must not be slept through
  const next = await nextTurnAt(collecting.db)
  const untilNext = next === null ? longestSleepMs : next.getTime() - collecting.now().getTime()
  const waitMs = Math.min(longestSleepMs, Math.max(active.size > 0 ? 25 : 5, untilNext))
  const waiting = new AbortController()
  const slept = sleep(waitMs, undefined, { signal: AbortSignal.any([signal, waiting.signal]) }).catch(ignoreAbort)
  await Promise.race([slept, ...visiting])
  waiting.abort()
  await slept
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}
