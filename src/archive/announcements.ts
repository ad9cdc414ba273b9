// What web processes hear when the archive changes, so that they drop the pages they keep: LISTEN and NOTIFY, coarse topics.
// Decision 0015.
import { sql } from 'kysely'
import { Client, type ClientConfig } from 'pg'
import type { ColumnistId, CountryCode, PublisherId } from '../model/index.ts'
import { groupCommit } from './group-commit.ts'
import type { Db } from './schema.ts'

/**
 * `everything`: a removal, a correction, an operator's act. `filing`: something was filed, whatever it was; every filing
 * says so beside the country, publisher and columnists it is about.
 */
export type PageTopic =
  'everything' | 'filing' | `country:${CountryCode}` | `publisher:${PublisherId}` | `columnist:${ColumnistId}`

const channel = 'colonnade_pages'

/** Bytes. PostgreSQL takes fewer than 8,000 (NOTIFY, "payload"). */
const maxPayload = 7900

/**
 * In a transaction it is heard at the commit, or never. NOTIFY holds a lock of the whole database until the commit is on
 * disk: an act that must vanish at once announces within its transaction, a filing just after it.
 */
export async function announce(db: Db, topics: Iterable<PageTopic>): Promise<void> {
  await sql`select pg_notify(${channel}, ${payloadOf(topics)})`.execute(db)
}

/** What filings announce when they are committed; those of the same moment share a commit. */
export const announceFiling: (db: Db, topics: readonly PageTopic[]) => Promise<void> = groupCommit(
  async (db, filings) => {
    const payloads: PageTopic[][] = []
    for (const topics of filings) {
      const last = payloads.at(-1)
      const joined = [...(last ?? []), ...topics]
      // Each alone may be too long to be said; together they are said in as many parts as it takes.
      if (last === undefined || byteLength(joined) > maxPayload) payloads.push([...topics])
      else payloads[payloads.length - 1] = joined
    }
    // Said in memory: no reason to hold NOTIFY's lock until the commit is on disk.
    await sql`
      select pg_notify(${channel}, payload), set_config('synchronous_commit', 'off', true)
      from unnest(${payloads.map(payloadOf)}::text[]) as p(payload)`.execute(db)
  },
  { isPatient: true },
)

function payloadOf(topics: Iterable<PageTopic>): string {
  const said = [...new Set(topics)]
  return byteLength(said) > maxPayload ? 'everything' : said.join(' ')
}

function byteLength(topics: readonly PageTopic[]): number {
  return Buffer.byteLength(topics.join(' '))
}

/** What a filing announces. */
export function topicsOfFiling(
  publisherId: PublisherId,
  columns: Iterable<{ readonly country: CountryCode; readonly writers: readonly ColumnistId[] }>,
): PageTopic[] {
  const topics = new Set<PageTopic>(['filing', `publisher:${publisherId}`])
  for (const { country, writers } of columns) {
    topics.add(`country:${country}`)
    for (const writer of writers) topics.add(`columnist:${writer}`)
  }
  return [...topics]
}

export type Ear = {
  readonly onTopics: (topics: readonly PageTopic[]) => void
  /** From now on everything is heard. */
  readonly onListening: () => void
  /** Nothing is heard until `onListening`. */
  readonly onDeaf: (cause: Error) => void
}

export type Listening = { close(): Promise<void> }

const retryMs = { least: 100, most: 5000 }
/** A connection that died without a word is noticed within these. */
const heartbeatMs = 10_000
const answerMs = 5000

const configs = new WeakMap<object, ClientConfig>()

/** Told by whoever opens a pool, so that a listener can have a connection of its own to the same database. */
export function rememberConfig(db: Db, config: ClientConfig): void {
  configs.set(db, config)
}

/** For a connection of one's own beside the pool. */
export function configOf(db: Db): ClientConfig {
  const config = configs.get(db)
  if (config === undefined) throw new Error('only a database opened by openArchive has connections of its own')
  return config
}

/** Listens on a connection of its own until closed, and connects again whenever it is lost. Never throws. */
export function listenForTopics(db: Db, ear: Ear): Listening {
  const config = configOf(db)
  const closing = new AbortController()
  const ended = keepListening(config, ear, closing.signal)
  return {
    close() {
      closing.abort()
      return ended
    },
  }
}

async function keepListening(config: ClientConfig, ear: Ear, closing: AbortSignal): Promise<void> {
  for (let waitMs = retryMs.least; !closing.aborted; waitMs = Math.min(waitMs * 2, retryMs.most)) {
    const cause = await listenOnce(config, closing, {
      ...ear,
      onListening() {
        waitMs = retryMs.least / 2
        ear.onListening()
      },
    })
    if (closing.aborted) return
    ear.onDeaf(cause)
    await new Promise<void>((resolve) => {
      const timer = setTimeout(done, waitMs)
      function done(): void {
        clearTimeout(timer)
        closing.removeEventListener('abort', done)
        resolve()
      }
      closing.addEventListener('abort', done)
    })
  }
}

/** Resolves with the reason when the connection is lost or `closing` aborts. */
async function listenOnce(config: ClientConfig, closing: AbortSignal, ear: Ear): Promise<Error> {
  const client = new Client({ connectionTimeoutMillis: answerMs, ...config, application_name: 'colonnade-listener' })
  const lost = new Promise<Error>((resolve) => {
    client.on('error', resolve)
    client.on('end', () => resolve(new Error('the database closed the connection')))
    closing.addEventListener('abort', () => resolve(new Error('closed')), { once: true })
  })
  client.on('notification', ({ payload = '' }) => ear.onTopics(payload.split(' ').filter(Boolean) as PageTopic[]))
  let heartbeat: NodeJS.Timeout | undefined
  try {
    await client.connect()
    await client.query(`listen ${channel}`)
    if (!closing.aborted) ear.onListening()
    const silent = new Promise<Error>((resolve) => {
      heartbeat = setInterval(() => {
        const late = setTimeout(() => resolve(new Error('the database does not answer')), answerMs)
        void client
          .query('select 1')
          .catch(resolve)
          .finally(() => clearTimeout(late))
      }, heartbeatMs)
    })
    return await Promise.race([lost, silent])
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    clearInterval(heartbeat)
    // What ends a connection that is lost already says nothing new.
    await Promise.race([
      client.end().catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 1000).unref()),
    ])
  }
}
