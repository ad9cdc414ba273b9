// The collector: leases hosts whose turn it is, visits each, and sleeps until the next turn. Any number of these may run
// on one database. Stopping it ends what is under way and gives the leases back.
import { setTimeout as sleep } from 'node:timers/promises'
import { ArchiveProblem, checkClock, nextTurnAt, planAuthorPages, planPortraits } from '../archive/index.ts'
import type { Collecting } from './collecting.ts'
import { limits } from './collecting.ts'
import { joinCopies } from './join-copies.ts'
import { leaseAhead, type HostAhead } from './lease-ahead.ts'
import { renewSubscriptions } from './subscribe.ts'
import { rememberWays } from './learned.ts'
import { metEntriesOf } from './met-entries.ts'
import { createPlaces } from './places.ts'
import { readHere } from './readers.ts'
import { roomForHosts, roomToAsk } from './room-for-hosts.ts'
import { tendArchive } from './tend.ts'
import { visitHost } from './visit-host.ts'

const longestSleepMs = 5_000
const longestWaitForDatabaseMs = 30_000
/** Hosts that fall due one by one are left to wait so long for others: they are leased together. */
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
  const visiting = new Map<string, Promise<void>>()
  const beside = new Set<Promise<void>>()
  const waysOf = rememberWays(collecting.db, collecting.now)
  const met = metEntriesOf(collecting)
  const reader = collecting.reader ?? readHere(collecting.detector)
  /** Ends the wait for whatever makes room. */
  let wake = (): void => undefined
  const places = createPlaces(limits.filedAtOnce, () => letAsk())
  const ahead = leaseAhead(collecting, { isVisited: (host) => visiting.has(host), onFilled: () => wake() })
  const copies = joinCopies(collecting)
  const tend = tendArchive(collecting)
  const works = options.visitsOnly !== true
  // By a clock that nobody sets.
  let renewAt = -Infinity
  let planAt = -Infinity
  let clockAt = -Infinity
  let databaseFailures = 0
  const { hostsAtOnce } = collecting
  let preparing = 0
  let begun = 0
  let fillAt = -Infinity
  /** Whether nothing at all was under way when hosts were last asked for. */
  let wasIdle = false
  const underWay = () => ({ begun: visiting.size, preparing, reading: places.wanted() })
  /** Those whose rules are read, in order; each is let go on when another has answered or ended. */
  const readyToAsk: (() => void)[] = []
  while (!signal.aborted) {
    try {
      if (performance.now() >= clockAt) {
        await checkClock(collecting.db)
        clockAt = performance.now() + clockEveryMs
      }
      if (works) await tend()
      if (performance.now() >= renewAt && (collecting.callbackBase ?? null) !== null) {
        renewAt = performance.now() + renewEveryMs
        const renewing = renewSubscriptions(collecting, signal).then(
          () => undefined,
          (error: unknown) => {
            if (!signal.aborted) collecting.log.error({ err: error }, 'hubs could not be asked')
          },
        )
        letRun(renewing)
      }
      const joining = works ? copies.whenDue() : null
      if (joining !== null) letRun(joining)
      const room = roomForHosts(underWay(), hostsAtOnce)
      const hosts = ahead.take(room)
      for (const host of hosts) begin(host)
      ahead.fillBeside()
      if (hosts.length === room) {
        await new Promise<void>((resolve) => (wake = resolve))
        continue
      }
      const untilFill = fillAt - performance.now()
      if (untilFill > 0) {
        await sleep(untilFill, undefined, { signal }).catch(ignoreAbort)
        continue
      }
      const leased = await ahead.fill()
      databaseFailures = 0
      if (leased < hostsAtOnce) fillAt = performance.now() + gatherMs
      const isIdle = leased === 0 && visiting.size + beside.size === 0
      const isConfirmed = isIdle && wasIdle
      wasIdle = isIdle
      if (leased > 0) continue
      if (isIdle && !isConfirmed) {
        // The last visit may have made something due, and ended, while the question was under way.
        fillAt = -Infinity
        continue
      }
      if (isConfirmed) {
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
      await idle()
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
  await Promise.all([...visiting.values(), ...beside])
  await ahead.giveBackAll().catch((error: unknown) => {
    collecting.log.error({ err: error }, 'hosts could not be given back; their leases will run out')
  })
  return total

  function begin({ lease, leasedAt, publishers }: HostAhead): void {
    let isPreparing = true
    preparing += 1
    const prepared = () => {
      if (isPreparing) preparing -= 1
      isPreparing = false
    }
    const turnToAsk = () =>
      new Promise<void>((resolve) => {
        readyToAsk.push(() => {
          prepared()
          resolve()
        })
        letAsk()
      })
    const about = { begunAs: (begun += 1), leasedAt, publishers, waysOf, met, places, reader, turnToAsk }
    const visit = visitHost(lease, about, collecting, signal)
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
        collecting.log.error({ host: lease.host, err: error }, 'a host could not be visited; its lease will run out')
      })
      .finally(() => {
        prepared()
        visiting.delete(lease.host)
        letAsk()
      })
    visiting.set(lease.host, visit)
  }

  function letAsk(): void {
    const room = roomToAsk(underWay(), hostsAtOnce)
    for (const go of readyToAsk.splice(0, room)) go()
    wake()
  }

  /** Counts as under way until it ends. */
  function letRun(work: Promise<void>): void {
    const running = work.finally(() => {
      beside.delete(running)
      wake()
    })
    beside.add(running)
  }

  /** Sleeps until the next host is due, something is done that is under way, or five seconds have passed. */
  async function idle(): Promise<void> {
    const woken = new Promise<void>((resolve) => (wake = resolve)) // what ends while the database is asked must not be slept through
    const next = await nextTurnAt(collecting.db)
    const untilNext = next === null ? longestSleepMs : next.getTime() - collecting.now().getTime()
    const shortest = visiting.size + beside.size > 0 ? gatherMs : 5
    const waiting = new AbortController()
    const slept = sleep(Math.min(longestSleepMs, Math.max(shortest, untilNext)), undefined, {
      signal: AbortSignal.any([signal, waiting.signal]),
    }).catch(ignoreAbort)
    await Promise.race([slept, woken])
    waiting.abort()
    await slept
  }
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error) || error.name !== 'AbortError') throw error
}
