// `colonnade bench endurance` and `bench hosts`: what a collector is like after many visits, and whether it keeps to its
// schedule with many hosts that ask for patience. The collector runs in this process, press and database in their own.
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import { openArchive, type Db } from '../archive/index.ts'
import { prepareNames } from '../attribute/index.ts'
import { createLog } from '../base/index.ts'
import { createClient } from '../collect/index.ts'
import { loadLanguageDetector } from '../parse/index.ts'
import { runCollector, usualLeaseMs, type Collecting } from '../pipeline/index.ts'
import { largePress, type LargePress } from '../press/index.ts'
import { startBenchServer } from './bench-database.ts'

const megabyte = 1024 * 1024

type Standing = { readonly db: Db; readonly press: LargePress; readonly collecting: Collecting }

type StandingOptions = {
  readonly feeds: number
  readonly hosts: number
  readonly entries: number
  readonly crawlDelayMs: number
  readonly revisitMs: number
  readonly hostsAtOnce: number
  readonly onVisit: () => void
}

/** Everything is ended and removed before it resolves or rejects. */
async function withCollector<T>(options: StandingOptions, work: (standing: Standing) => Promise<T>): Promise<T> {
  const { feeds, hosts, entries, crawlDelayMs, revisitMs, hostsAtOnce, onVisit } = options
  const server = await startBenchServer()
  try {
    const press = await largePress({ feeds, hosts, entriesPerFeed: entries })
    try {
      const database = await (await server.follow(press)).copy()
      const archive = await openArchive({ url: database.url, migrate: false })
      const client = createClient({
        version: 'bench',
        publicUrl: 'http://localhost:8080',
        allowLoopback: true,
        allowedPorts: [press.port],
      })
      try {
        await prepareNames()
        const collecting: Collecting = {
          db: archive.db,
          client,
          log: createLog('error'),
          detector: await loadLanguageDetector(),
          worker: `bench-${process.pid}`,
          crawlDelayMs,
          hostsAtOnce,
          readPages: false,
          revisitMs,
          leaseMs: usualLeaseMs,
          now: () => new Date(),
          random: Math.random,
          onVisit,
        }
        return await work({ db: archive.db, press, collecting })
      } finally {
        await client.close()
        await archive.close()
        await database.drop()
      }
    } finally {
      await press.close()
    }
  } finally {
    await server.close()
  }
}

export type EnduranceReport = {
  readonly visits: number
  readonly seconds: number
  /** Bytes in use after collecting garbage, heap and buffers, at even distances; the first after a tenth of the visits. */
  readonly samples: readonly { readonly visits: number; readonly bytes: number }[]
  /** Bytes from the first sample to the last. */
  readonly growth: number
  readonly rssMb: number
}

/** Visits the same feeds again and again, with something new from time to time, and counts the bytes that stay. */
export function benchEndurance(options: {
  readonly visits: number
  readonly signal: AbortSignal
  readonly onVisit?: () => void
}): Promise<EnduranceReport> {
  const { visits: wanted, signal } = options
  let visits = 0
  const standing = { feeds: 40, hosts: 10, entries: 10, crawlDelayMs: 0, revisitMs: 0, hostsAtOnce: 10 }
  const onVisit = () => {
    visits += 1
    options.onVisit?.()
  }
  return withCollector({ ...standing, onVisit }, async ({ press, collecting }) => {
    const startedAt = Date.now()
    const stopping = new AbortController()
    const collector = runCollector(collecting, { signal: AbortSignal.any([signal, stopping.signal]) })
    const samples: { visits: number; bytes: number }[] = []
    const reach = async (count: number): Promise<void> => {
      for (;;) {
        signal.throwIfAborted()
        if (visits >= count) return
        await sleep(20)
      }
    }
    try {
      for (let step = 1; step <= 10; step++) {
        await reach((wanted * step) / 10)
        await press.publish()
        samples.push({ visits, bytes: bytesInUse() })
      }
    } finally {
      stopping.abort()
      await collector
    }
    const growth = samples.at(-1)!.bytes - samples[0]!.bytes
    const seconds = (Date.now() - startedAt) / 1000
    return { visits, seconds, samples, growth, rssMb: process.memoryUsage.rss() / megabyte }
  })
}

export type Spread = { readonly median: number; readonly p95: number; readonly worst: number }

export type HostsReport = {
  readonly feeds: number
  readonly hosts: number
  readonly visits: number
  readonly seconds: number
  /** Until every feed was visited once. */
  readonly firstRoundS: number
  /** After that: feeds past their time, as seen every two seconds. Seconds of the latest at each look. */
  readonly latestS: Spread
  /** Visits after a feed’s first, and how many seconds after their time they were; null when there are none. */
  readonly revisits: number
  readonly lateS: Spread | null
  readonly peakRssMb: number
}

/** Every feed again and again at `everyS`, with a delay between requests to one host. */
export function benchHosts(options: {
  readonly feeds: number
  readonly hosts: number
  readonly everyS: number
  readonly delayMs: number
  readonly seconds: number
  readonly hostsAtOnce: number
  readonly signal: AbortSignal
}): Promise<HostsReport> {
  const { feeds, hosts, everyS, delayMs, seconds, hostsAtOnce, signal } = options
  let visits = 0
  const standing = { feeds, hosts, entries: 10, crawlDelayMs: delayMs, revisitMs: everyS * 1000, hostsAtOnce }
  return withCollector({ ...standing, onVisit: () => void (visits += 1) }, async ({ db, collecting }) => {
    const startedAt = Date.now()
    const stopping = new AbortController()
    const collector = runCollector(collecting, { signal: AbortSignal.any([signal, stopping.signal]) })
    let firstRoundS = Number.NaN
    let peakRss = 0
    const latest: number[] = []
    try {
      while (Date.now() - startedAt < seconds * 1000) {
        await sleep(2000, undefined, { signal })
        peakRss = Math.max(peakRss, process.memoryUsage.rss())
        const { rows } = await sql<{ unvisited: number; late: number }>`
          select count(*) filter (where visited_at is null) as unvisited,
            coalesce(extract(epoch from max(now() - next_at)), 0)::float as late from feeds`.execute(db)
        const { unvisited, late } = rows[0]!
        if (unvisited > 0) continue
        if (Number.isNaN(firstRoundS)) firstRoundS = (Date.now() - startedAt) / 1000
        else latest.push(Math.max(0, late))
      }
    } finally {
      stopping.abort()
      await collector
    }
    const sorted = latest.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
    const { revisits, lateS } = await latenessOf(db, everyS)
    return {
      feeds,
      hosts,
      visits,
      seconds: (Date.now() - startedAt) / 1000,
      firstRoundS,
      latestS: { median: at(0.5), p95: at(0.95), worst: at(1) },
      revisits,
      lateS,
      peakRssMb: peakRss / megabyte,
    }
  })
}

/** A feed's time is `everyS` after it was visited last; the archive has every visit. */
async function latenessOf(db: Db, everyS: number): Promise<Pick<HostsReport, 'revisits' | 'lateS'>> {
  const { rows } = await sql<Spread & { revisits: number }>`
    select count(*) as revisits, percentile_cont(0.5) within group (order by late) as median,
      percentile_cont(0.95) within group (order by late) as p95, max(late) as worst
    from (
      select extract(epoch from visited_at - lag(visited_at) over (partition by feed_id order by visited_at))::float
        - ${everyS} as late
      from visits where purpose = 'feed'
    ) v where late is not null`.execute(db)
  const { revisits, ...late } = rows[0]!
  return { revisits, lateS: revisits === 0 ? null : late }
}

function bytesInUse(): number {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as () => void
  gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
