// The archive at several sizes in one run: filled, then asked in turn, so that whatever else the machine does happens to all
// sizes alike. What must not grow with the archive is held against the smallest size.
import { sql } from 'kysely'
import { findKept, keep, openArchive, type Archive, type Db } from '../archive/index.ts'
import { createApp } from '../serve/index.ts'
import { readLastYear } from './archive-lived.ts'
import { loadWorld, type LoadReport } from './archive-load.ts'
import { seededRandom, type Random } from './archive-random.ts'
import { judge, judgeRoundTrip, summarize, type Measure, type SizeVerdict } from './archive-report.ts'
import { roundTrip, type RoundTrip } from './archive-round-trip.ts'
import { startArchiveServer, type ArchiveServer } from './archive-server.ts'
import { readSubjects, type Subjects } from './archive-subjects.ts'
import { askPage, requestTargets, targets } from './archive-targets.ts'
import { makeWorld } from './archive-world.ts'
import { computedMs } from './server-cpu.ts'

export type ArchiveBenchOptions = {
  /** Smallest first. */
  readonly sizes: readonly number[]
  /** Times that each target is asked at each size. */
  readonly rounds: number
  readonly seed: number
  /** A server that lets us make databases; otherwise one of our own. */
  readonly url?: string | undefined
  /** Where our own server keeps its data; what is filled there already is used. A temporary folder, otherwise. */
  readonly dir?: string | undefined
  /** Backs the largest archive of a million columns at most up, restores it beside, and compares. */
  readonly roundTrip?: boolean
  readonly onStep?: (what: string, done: number, of: number) => void
}

export type ArchiveSize = {
  readonly columns: number
  readonly load: LoadReport
  readonly bytes: number
  /** The largest tables and indexes. */
  readonly disk: readonly { readonly name: string; readonly bytes: number }[]
}
export type ArchiveReport = {
  readonly server: string
  readonly rounds: number
  readonly sizes: readonly ArchiveSize[]
  readonly queries: readonly Measure[]
  readonly requests: readonly Measure[]
  readonly verdicts: readonly SizeVerdict[]
  readonly roundTrip: RoundTrip | null
  /** One plan a statement of each target, at the largest size. */
  readonly plans: readonly { readonly target: string; readonly plan: string }[]
}

/** Columns: what a round trip on two cores takes some minutes for. */
const roundTripAtMost = 1_000_000

/** The day on which the newest column of every world came out. */
const worldEnds = new Date('2026-11-22T00:00:00Z')

type Filled = ArchiveSize & {
  readonly archive: Archive
  readonly subjects: Subjects
  readonly sent: Statement[]
  /** The server's processes that answer this size; none for a server elsewhere. */
  readonly backends: () => Promise<readonly number[]>
}
type Statement = { readonly sql: string; readonly parameters: readonly unknown[] }

export async function benchArchive(options: ArchiveBenchOptions): Promise<ArchiveReport> {
  const onStep = options.onStep ?? (() => undefined)
  const server = await startArchiveServer(options.url, options.dir)
  const filled: Filled[] = []
  try {
    for (const columns of options.sizes) filled.push(await fill(server, columns, options.seed, onStep))
    const queries = await measureQueries(filled, options.rounds, onStep)
    const requests = await measureRequests(filled, options.rounds, onStep)
    const { plans, scans } = await readPlans(filled)
    const there = options.roundTrip === true ? filled.findLast(({ columns }) => columns <= roundTripAtMost) : undefined
    if (there !== undefined) onStep('there and back', there.columns, there.columns)
    const back = there === undefined ? null : await roundTrip(server, there.archive.db, there.columns, options.dir)
    return {
      server: await server.version(),
      rounds: options.rounds,
      sizes: filled.map(({ columns, load, bytes, disk }) => ({ columns, load, bytes, disk })),
      queries,
      requests,
      verdicts: [...judge(options.sizes, queries, requests, scans), ...(back === null ? [] : [judgeRoundTrip(back)])],
      roundTrip: back,
      plans,
    }
  } finally {
    for (const { archive } of filled) await archive.close()
    if (options.dir === undefined) for (const columns of options.sizes) await server.drop(nameOf(columns))
    await server.close()
  }
}

function nameOf(columns: number): string {
  return `colonnade_bench_${columns}`
}

const keptAs = 'bench-load'

async function fill(
  server: ArchiveServer,
  columns: number,
  seed: number,
  onStep: (what: string, done: number, of: number) => void,
): Promise<Filled> {
  const world = makeWorld({ columns, seed, now: worldEnds })
  const sent: Statement[] = []
  const open = (url: string) => openArchive({ url, poolSize: 4, onQuery: (query) => sent.push(query) })
  const found = await server.find(nameOf(columns))
  let archive = found === undefined ? undefined : await open(found)
  let load = archive && ((await findKept(archive.db, keptAs)) as LoadReport | undefined)
  if (archive === undefined || load === undefined) {
    // What an interrupted bench has left half filled is made anew.
    await archive?.close()
    const url = await server.make(nameOf(columns))
    load = await loadWorld(url, world, {
      onColumns: (done) => onStep(`filling ${columns}`, done, columns),
      onIndex: (statement) => onStep(`indexing ${columns}: ${statement.slice(0, 60)}`, columns, columns),
      serverCpuMs: () => server.cpuMs(),
    })
    archive = await open(url)
    await keep(archive.db, keptAs, load)
  }
  const { db } = archive
  onStep(`reading the last year of ${columns}`, columns, columns)
  await readLastYear(db, world)
  const subjects = await readSubjects(db, world)
  const backends = async () => ((await server.cpuMs()) === null ? [] : listBackends(db))
  return { columns, load, ...(await diskOf(db)), archive, subjects, sent, backends }
}

async function listBackends(db: Db): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`.execute(db)
  return rows.map(({ pid }) => pid)
}

async function diskOf(db: Db): Promise<Pick<ArchiveSize, 'bytes' | 'disk'>> {
  const { rows } = await sql<{ name: string; bytes: number }>`
    select relname as name, case when relkind = 'r' then pg_table_size(oid) else pg_relation_size(oid) end as bytes
    from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'i') order by bytes desc, name`.execute(
    db,
  )
  return { bytes: rows.reduce((sum, { bytes }) => sum + bytes, 0), disk: rows.slice(0, 24) }
}

/**
 * Times asked before it counts, each time something else: plans are made, and what is asked often is in memory. Searches are judged by
 * their slowest, so that plans are enough.
 */
const warmUps = { growth: 100, told: 100, search: 8 } as const

async function measureQueries(
  filled: readonly Filled[],
  rounds: number,
  onStep: (what: string, done: number, of: number) => void,
): Promise<Measure[]> {
  const measures: Measure[] = []
  for (const [i, target] of targets.entries()) {
    onStep(target.name, i, targets.length)
    measures.push(
      await measureInTurn(target, filled, rounds, (size, random) => target.ask(size.archive.db, size.subjects, random)),
    )
  }
  return measures
}

async function measureRequests(
  filled: readonly Filled[],
  rounds: number,
  onStep: (what: string, done: number, of: number) => void,
): Promise<Measure[]> {
  const apps = new Map(
    filled.map((size) => [
      size,
      createApp({
        db: size.archive.db,
        publicUrl: 'http://bench.localhost',
        version: '0',
        secret: 'a secret of the bench, thirty-two',
        now: () => worldEnds,
        editionsMs: 3_600_000,
      }),
    ]),
  )
  const measures: Measure[] = []
  for (const [i, target] of requestTargets.entries()) {
    onStep(`request: ${target.name}`, i, requestTargets.length)
    measures.push(
      await measureInTurn(target, filled, rounds, (size, random) =>
        askPage(apps.get(size)!, target.path(size.subjects, random)),
      ),
    )
  }
  return measures
}

/** Each round draws another subject, for each size one of its own. */
function drawing(round: number, size: number): Random {
  return seededRandom(1 + size + 1000 * (round + warmUps.growth))
}

/** `amount`: what was shown at the size, on average: cards of a query, bytes of a page. */
async function measureInTurn(
  target: { readonly name: string; readonly judged: Measure['judged'] },
  filled: readonly Filled[],
  rounds: number,
  ask: (size: Filled, random: Random) => Promise<number>,
): Promise<Measure> {
  const times = filled.map((): number[] => [])
  const serverTimes = filled.map((): number[] => [])
  const againTimes = filled.map((): number[] => [])
  const amounts = filled.map(() => 0)
  let backends: readonly (readonly number[])[] = []
  for (let round = -Math.min(warmUps[target.judged], 4 * rounds); round < rounds; round++) {
    if (round === 0) backends = await Promise.all(filled.map((size) => size.backends()))
    for (const [i, size] of filled.entries()) {
      const before = computedMs(backends[i] ?? [])
      const started = performance.now()
      const amount = await ask(size, drawing(round, i))
      const took = performance.now() - started
      const after = computedMs(backends[i] ?? [])
      if (round < 0) continue
      const restarted = performance.now()
      await ask(size, drawing(round, i))
      againTimes[i]!.push(performance.now() - restarted)
      times[i]!.push(took)
      if (before !== null && after !== null) serverTimes[i]!.push(after - before)
      amounts[i]! += amount / rounds
    }
  }
  return {
    target: target.name,
    judged: target.judged,
    sizes: filled.map((_, i) => ({
      ...summarize(times[i]!),
      server: serverTimes[i]!.length === 0 ? null : summarize(serverTimes[i]!),
      again: summarize(againTimes[i]!),
      amount: amounts[i]!,
    })),
  }
}

/** The plans of every statement of every target at every size; those of the largest are kept. */
async function readPlans(
  filled: readonly Filled[],
): Promise<{ plans: ArchiveReport['plans']; scans: { target: string; columns: number }[] }> {
  const plans: { target: string; plan: string }[] = []
  const scans: { target: string; columns: number }[] = []
  for (const size of filled)
    for (const target of targets) {
      size.sent.length = 0
      await target.ask(size.archive.db, size.subjects, seededRandom(1))
      const statements = size.sent.filter(
        ({ sql: text }) => /^\s*(select|with)/.test(text) && !text.includes('set_config'),
      )
      const explained = [...new Map(statements.map((statement) => [statement.sql, statement])).values()]
      for (const statement of explained) {
        const plan = await explain(size.archive.db, statement)
        if (/Seq Scan on (columns|attributions)\b/.test(plan))
          scans.push({ target: target.name, columns: size.columns })
        if (size === filled.at(-1)) plans.push({ target: target.name, plan })
      }
    }
  return { plans, scans }
}

async function explain(db: Db, { sql: text, parameters }: Statement): Promise<string> {
  const parts = text
    .split(/\$\d+/)
    .flatMap((part, i) => (i < parameters.length ? [sql.raw(part), sql`${parameters[i]}`] : [sql.raw(part)]))
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${sql.join(parts, sql.raw(''))}`.execute(db)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}
