// A streaming replica for what readers look at: questions go there while it answers and has seen what the asker must see,
// and to the primary otherwise. Whatever writes, and whatever nobody calls reading, goes to the primary.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool } from 'pg'
import type { Db } from './schema.ts'

/** A place in the primary's write-ahead log, as PostgreSQL writes it: `16/B374D848`. */
export type LogPlace = string

/** Milliseconds for which the replica's place is believed; reading it costs one round trip. */
const placeMs = 100
/** Milliseconds for which a replica that did not answer is left alone. */
const restMs = 5_000

type Reading = { readonly atLeast: bigint }
type Router = {
  /** Everything up to here was heard of and must be seen by whoever asks from now on. */
  heard(): void
  /** Whether changes are heard of at all: nothing is read from the replica while they are not. */
  hears(changes: boolean): void
  place(): Promise<LogPlace>
}

const reading = new AsyncLocalStorage<Reading | null>()
const routers = new WeakMap<object, Router>()

export function hasReplica(db: Db): boolean {
  return routers.has(db)
}

/**
 * Questions asked in `work` may be answered by the replica, if it has seen the log up to `atLeast`. Transactions are not,
 * nor is anything that turns out to write.
 */
export function readingFromReplica<T>(db: Db, atLeast: LogPlace | null, work: () => T): T {
  if (!routers.has(db)) return work()
  return reading.run({ atLeast: atLeast === null ? 0n : parsePlace(atLeast) }, work)
}

/** Where the log is now: what a reader who has just changed something must see from now on. Null without a replica. */
export async function placeInLog(db: Db): Promise<LogPlace | null> {
  return (await routers.get(db)?.place()) ?? null
}

/** Call it when a change was heard of: nothing older than it is read from the replica any more. */
export function noticeChange(db: Db): void {
  routers.get(db)?.heard()
}

/** From now on every change is told by `noticeChange`. Before this, nothing is read from the replica. */
export function startHearing(db: Db): void {
  routers.get(db)?.hears(true)
}

/** Changes may happen of which nothing is heard: what was removed must not be read from an older copy. */
export function stopHearing(db: Db): void {
  routers.get(db)?.hears(false)
}

/** `onTrouble`: told when the replica does not answer, and that the primary does its work. */
export function routeToReplica(
  primary: Pool,
  replica: Pool,
  onTrouble: (cause: unknown) => void,
): { pool: PostgresPool; router: Router } {
  let restUntil = 0
  let known: { place: bigint; at: number } = { place: 0n, at: -Infinity }
  let required = 0n
  /** Counts what was heard; while the primary is asked for its place, nothing is read from the replica. */
  let heard = 0
  let placed = 0
  let isHearing = false
  let isEnded = false

  /** Clients whose connection is gone: what they were asked failed for that, whatever the error says. */
  const broken = new WeakSet<object>()
  replica.on('connect', (client) => client.on('error', () => broken.add(client)))

  const rest = (cause: unknown) => {
    restUntil = Date.now() + restMs
    onTrouble(cause)
  }

  async function replicaClient(atLeast: bigint): Promise<PostgresPoolClient | null> {
    if (!isHearing || Date.now() < restUntil || placed < heard) return null
    const wanted = atLeast > required ? atLeast : required
    try {
      const client = (await replica.connect()) as unknown as PostgresPoolClient
      if (known.place >= wanted && Date.now() - known.at < placeMs) return client
      try {
        const { rows } = await client.query<{ place: string | null; standby: boolean }>(
          'select pg_last_wal_replay_lsn()::text as place, pg_is_in_recovery() as standby',
          [],
        )
        const [row] = rows
        // A replica that was promoted is a primary of its own, and no copy of ours.
        if (row === undefined || row.place === null || !row.standby) throw new Error('the replica replays nothing')
        known = { place: parsePlace(row.place), at: Date.now() }
      } catch (error) {
        client.release(true)
        throw error
      }
      if (known.place >= wanted) return client
      client.release()
      return null
    } catch (error) {
      rest(error)
      return null
    }
  }

  const learnPlace = (upTo: number): void => {
    void placeOf(primary).then(
      (place) => {
        required = place > required ? place : required
        placed = Math.max(placed, upTo)
      },
      // The primary is away: readers ask it next, and are told so. Until it says where it is, it stays the only one asked.
      (error: unknown) => {
        rest(error)
        setTimeout(() => {
          if (!isEnded) learnPlace(upTo)
        }, restMs).unref()
      },
    )
  }

  const router: Router = {
    heard() {
      heard += 1
      learnPlace(heard)
    },
    hears(changes) {
      if (changes) router.heard()
      isHearing = changes
    },
    async place() {
      return formatPlace(await placeOf(primary))
    },
  }

  const pool: PostgresPool = {
    options: primary.options,
    async connect() {
      const wish = reading.getStore() ?? null
      const found = wish === null ? null : await replicaClient(wish.atLeast)
      return found === null
        ? await primary.connect()
        : withFallback(found, {
            isBroken: () => broken.has(found),
            connectPrimary: () => primary.connect(),
            rest,
          })
    },
    async end() {
      isEnded = true
      await Promise.all([primary.end(), replica.end()])
    },
  }
  return { pool, router }
}

export function rememberRouter(db: Db, router: Router): void {
  routers.set(db, router)
}

/** A client of the replica that changes over to the primary, for good, with what the replica cannot do. */
function withFallback(
  replicaClient: PostgresPoolClient,
  {
    isBroken,
    connectPrimary,
    rest,
  }: {
    readonly isBroken: () => boolean
    readonly connectPrimary: () => Promise<PostgresPoolClient>
    readonly rest: (cause: unknown) => void
  },
): PostgresPoolClient {
  let client = replicaClient
  const changeOver = async (broken: boolean): Promise<void> => {
    const next = await connectPrimary()
    client.release(broken)
    client = next
  }
  const query = async (text: string, values: readonly unknown[]) => {
    if (client !== replicaClient) return client.query(text, values)
    if (/^\s*(?:begin|start\s+transaction)\b/i.test(text)) {
      await changeOver(false)
      return client.query(text, values)
    }
    try {
      return await client.query(text, values)
    } catch (error) {
      const why = isBroken() ? 'trouble' : judge(error)
      if (why === null) throw error
      if (why === 'trouble') rest(error)
      await changeOver(why === 'trouble')
      return client.query(text, values)
    }
  }
  return { query: query as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) }
}

/**
 * SQLSTATE 25006: a write on a replica; 40001: its replay had to cancel the question; 57014 is a time limit of ours and stays.
 * Classes 08, 53 and 57P and socket errors: it does not answer. PostgreSQL appendix A.
 */
function judge(error: unknown): 'not-here' | 'trouble' | null {
  const { code } = error as { code?: unknown }
  if (code === '25006' || code === '40001') return 'not-here'
  if (typeof code !== 'string') return null
  return /^(?:08...|53...|57P..|E[A-Z]{4,})$/.test(code) ? 'trouble' : null
}

async function placeOf(primary: Pool): Promise<bigint> {
  const { rows } = await primary.query<{ place: string }>('select pg_current_wal_lsn()::text as place')
  return parsePlace(rows[0]!.place)
}

function parsePlace(place: LogPlace): bigint {
  const [high = '0', low = '0'] = place.split('/')
  return (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`)
}

function formatPlace(place: bigint): LogPlace {
  return `${(place >> 32n).toString(16).toUpperCase()}/${(place & 0xffffffffn).toString(16).toUpperCase()}`
}

/** Whether a text, from a cookie say, is a place in a log. */
export function isLogPlace(text: string): boolean {
  return /^[0-9A-F]{1,8}\/[0-9A-F]{1,8}$/.test(text)
}
