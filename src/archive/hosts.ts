// The politeness lease: a host is asked by one worker at a time, and not before it is free again. A worker that dies
// loses its lease by the clock, and another takes the host over.
import { sql, type Selectable } from 'kysely'
import type { ColumnId, PublisherId, RobotsFile } from '../model/index.ts'
import { listDueOfAuthors, type DueAuthorPage } from './author-pages.ts'
import { listDueBackfillsOf, type DueBackfill } from './backfills.ts'
import { isDistributed } from './distribution.ts'
import { listDueFeedsOf, type DueFeed } from './feeds.ts'
import { forFiling } from './filing-connections.ts'
import { listDueImagesOf, type DueImage } from './images.ts'
import { groupCommit } from './group-commit.ts'
import { jsonRows } from './json-rows.ts'
import { ofEachHost } from './of-each-host.ts'
import type { DuePortrait } from './portraits.ts'
import type { Db, HostsTable } from './schema.ts'
import { writeTogether } from './write-together.ts'

export type LeaseRequest = {
  /** Hosts at most. */
  readonly limit: number
  /** The worker's own name, the same at release. */
  readonly by: string
  readonly leaseMs: number
  readonly now?: Date
  /** 4 by default. */
  readonly feedsPerHost?: number
  /** 4 by default. */
  readonly pagesPerHost?: number
}

/** What a host's well-known files wish, as `collect` reads them: plain JSON, opaque here. */
export type StoredWishes = { readonly value: unknown; readonly expiresAt: Date }

export type Host = {
  readonly host: string
  readonly crawlDelayMs: number | null
  readonly waitUntil: Date | null
  /** Failed visits in a row, on the whole host. */
  readonly failures: number
  readonly robots: RobotsFile | null
  readonly wishes: StoredWishes | null
}

/** Feeds, pages, pictures, documents of back-fills, authors' pages and portraits whose time has come, most overdue first. */
export type LeasedHost = Host & {
  readonly leasedUntil: Date
  readonly feeds: DueFeed[]
  readonly pages: DuePage[]
  readonly images: DueImage[]
  readonly backfills: DueBackfill[]
  readonly authorPages: DueAuthorPage[]
  readonly portraits: DuePortrait[]
}

/** A column whose own page is still to be read. */
export type DuePage = {
  readonly publisherId: PublisherId
  readonly columnId: ColumnId
  readonly host: string
  readonly url: string
  readonly nextAt: Date
  /** Attempts so far. */
  readonly attempts: number
}

export type HostRelease = {
  readonly host: string
  readonly by: string
  /** Politeness: the host is left alone until then. */
  readonly freeAt: Date
  /** What the host asked for (Retry-After, back-off); null ends an earlier wish, undefined keeps it. */
  readonly waitUntil?: Date | null
  readonly failures?: number
  readonly crawlDelayMs?: number | null
}

/** In one turn: there is no hurry, and what is due of the day comes first. */
const authorPagesPerHost = 4

/** Later than any turn: a leased host's next_at, and that of a host with nothing to do. */
const never = new Date('9999-12-31T00:00:00Z')

/** Takes the hosts that have waited longest, with what is due on each. Safe for any number of workers at once. */
export async function leaseHosts(archive: Db, request: LeaseRequest): Promise<LeasedHost[]> {
  const db = forFiling(archive)
  const now = request.now ?? new Date()
  const until = new Date(now.getTime() + request.leaseMs)
  const { rows } = await sql<HostRow>`
    with fresh as (
      select host from hosts where leased_until is null and next_at <= ${now}
      order by next_at limit ${request.limit} for update skip locked
    ), expired as (
      select host from hosts where leased_until <= ${now}
      order by leased_until limit ${request.limit} for update skip locked
    ), taken as (
      select host from expired union all select host from fresh limit ${request.limit}
    )
    update hosts h set leased_until = ${until}, leased_by = ${request.by}, next_at = ${never}
    -- A crash of the server itself may forget the last half second of leases: at worst a host is then asked twice at once.
    from (select set_config('synchronous_commit', 'off', true)) as unhurried
    where h.host = any(array(select host from taken)) returning ${hostColumns}`.execute(db)
  if (rows.length === 0) return []
  const names = rows.map((row) => row.host)
  const feeds = Map.groupBy(await listDueFeedsOf(db, names, request.feedsPerHost ?? 4, now), (feed) => feed.host)
  const pages = Map.groupBy(await listDuePagesOf(db, names, request.pagesPerHost ?? 4, now), (page) => page.host)
  const images = Map.groupBy(await listDueImagesOf(db, names, request.pagesPerHost ?? 4, now), ({ host }) => host)
  const backfills = Map.groupBy(await listDueBackfillsOf(db, names, request.pagesPerHost ?? 4, now), ({ host }) => host)
  const ofAuthors = await listDueOfAuthors(db, names, authorPagesPerHost, now)
  const authorPages = Map.groupBy(ofAuthors.authorPages, ({ host }) => host)
  const portraits = Map.groupBy(ofAuthors.portraits, ({ host }) => host)
  return rows.map((row) => {
    const due = {
      leasedUntil: until,
      feeds: feeds.get(row.host) ?? [],
      pages: pages.get(row.host) ?? [],
      images: images.get(row.host) ?? [],
      backfills: backfills.get(row.host) ?? [],
      authorPages: authorPages.get(row.host) ?? [],
      portraits: portraits.get(row.host) ?? [],
    }
    return Object.assign(toHost(row), due)
  })
}

/** False when the lease has run out and another worker has the host. */
export async function extendLease(
  db: Db,
  lease: { readonly host: string; readonly by: string; readonly leaseMs: number; readonly now?: Date },
): Promise<boolean> {
  const until = new Date((lease.now ?? new Date()).getTime() + lease.leaseMs)
  const result = await forFiling(db)
    .updateTable('hosts')
    .set({ leased_until: until })
    .where('host', '=', lease.host)
    .where('leased_by', '=', lease.by)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Gives one host back; those of the same moment share a statement. */
export const releaseHost: (db: Db, release: HostRelease) => Promise<void> = groupCommit(releaseHosts, {
  isPatient: true,
})

/** Gives hosts back. Their next turn is the latest of politeness, their own wish, and their earliest due feed or page. */
export async function releaseHosts(db: Db, releases: readonly HostRelease[]): Promise<void> {
  if (releases.length === 0) return
  const rows = releases
    .map((release) => ({
      host: release.host,
      by: release.by,
      free_at: release.freeAt,
      keep_wait: release.waitUntil === undefined,
      wait_until: release.waitUntil ?? null,
      failures: release.failures ?? null,
      keep_delay: release.crawlDelayMs === undefined,
      crawl_delay_ms: release.crawlDelayMs ?? null,
    }))
    .toSorted((a, b) => (a.host < b.host ? -1 : 1))
  const hosts = rows.map((row) => row.host)
  // What fell due during the lease is in h.next_at, so a column filed at this very moment is not forgotten.
  const due = isDistributed(db) ? await readDues(db, hosts) : null
  const dues =
    due === null
      ? sql`
        with f as (
          select host, min(next_at) as due from feeds where host = any(${hosts}::text[]) and gone_at is null group by host
        ), x as (
          select x.*, least(f.due, (select min(p.next_at) from pages_due p where p.host = x.host),
            (select min(i.next_at) from images_due i where i.host = x.host),
            (select min(b.next_at) from backfills b where b.host = x.host and b.visited_at is null),
            (select min(w.next_at) from author_pages w where w.host = x.host and w.next_at is not null),
            (select min(o.next_at) from portraits o where o.host = x.host and o.next_at is not null)) as due`
      : sql`
        with f as (select * from json_to_recordset(${jsonRows(due)}::json) as f(host text, due timestamptz)), x as (
          select x.*, f.due`
  await sql`${dues}
      from json_to_recordset(${jsonRows(rows)}::json) as x(host text, by text, free_at timestamptz, keep_wait boolean,
        wait_until timestamptz, failures integer, keep_delay boolean, crawl_delay_ms integer)
      left join f on f.host = x.host
    ), held as (
      select h.host from hosts h where h.host = any(${hosts}::text[]) order by h.host for update
    )
    update hosts h set
      leased_until = null, leased_by = null, free_at = x.free_at,
      wait_until = case when x.keep_wait then h.wait_until else x.wait_until end,
      failures = coalesce(x.failures, h.failures),
      crawl_delay_ms = case when x.keep_delay then h.crawl_delay_ms else x.crawl_delay_ms end,
      next_at = greatest(least(h.next_at, x.due), x.free_at, case when x.keep_wait then h.wait_until else x.wait_until end)
    -- A release that a power cut forgets is a lease that runs out: no reason to wait for the disk.
    from x join held on held.host = x.host, (select set_config('synchronous_commit', 'off', true)) as unhurried
    where h.host = any(${hosts}::text[]) and h.host = x.host and h.leased_by = x.by`.execute(forFiling(db))
}

/** On a cluster, where hosts and what is due on them are on different machines. */
async function readDues(db: Db, hosts: readonly string[]): Promise<{ host: string; due: Date }[]> {
  const queues = [
    sql`feeds where gone_at is null and`,
    sql`pages_due where`,
    sql`images_due where`,
    sql`backfills where visited_at is null and`,
    sql`author_pages where next_at is not null and`,
    sql`portraits where next_at is not null and`,
  ]
  const first = queues.map(
    (queue) => sql`select host, min(next_at) as due from ${queue} host = any(${[...hosts]}::text[]) group by host`,
  )
  const { rows } = await sql<{ host: string; due: Date }>`
    select host, min(due) as due from (${sql.join(first, sql` union all `)}) d group by host`.execute(db)
  return rows
}

/** When the next host has its turn or a lease runs out: how long a worker may sleep. Null when nothing is followed. */
export async function nextTurnAt(db: Db): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select least(
      (select min(next_at) from hosts where leased_until is null),
      (select min(leased_until) from hosts where leased_until is not null)) as at`.execute(forFiling(db))
  const at = rows[0]?.at ?? null
  return at === null || at >= never ? null : at
}

export async function findHost(db: Db, host: string): Promise<Host | undefined> {
  const { rows } = await sql<HostRow>`select ${hostColumns} from hosts h where h.host = ${host}`.execute(db)
  return rows[0] && toHost(rows[0])
}

/** Keeps robots.txt as read; those of the same moment share a commit. A host that we only met through a redirect or a page is made. */
export function saveRobots(db: Db, host: string, robots: RobotsFile, crawlDelayMs: number | null): Promise<void> {
  return saveRobotsTogether(db, { host, robots, crawlDelayMs })
}

type ReadRobots = { readonly host: string; readonly robots: RobotsFile; readonly crawlDelayMs: number | null }

const saveRobotsTogether: (db: Db, read: ReadRobots) => Promise<void> = groupCommit(writeRobots, {
  isPatient: true,
})

function writeRobots(db: Db, reads: readonly ReadRobots[]): Promise<void> {
  const rows = reads
    .map(({ host, robots, crawlDelayMs }) => ({
      host,
      robots_state: robots.state,
      robots_text: robots.text,
      robots_status: robots.status,
      robots_fetched_at: robots.fetchedAt,
      robots_expires_at: robots.expiresAt,
      crawl_delay_ms: crawlDelayMs,
    }))
    .toSorted((a, b) => (a.host < b.host ? -1 : 1))
  const statement = sql`
    insert into hosts (host, next_at, robots_state, robots_text, robots_status, robots_fetched_at, robots_expires_at, crawl_delay_ms)
    select host, ${never}, robots_state, robots_text, robots_status, robots_fetched_at, robots_expires_at, crawl_delay_ms
    from json_to_recordset(${jsonRows(rows)}::json) as x(host text, robots_state text, robots_text text, robots_status integer,
      robots_fetched_at timestamptz, robots_expires_at timestamptz, crawl_delay_ms integer)
    on conflict (host) do update set robots_state = excluded.robots_state, robots_text = excluded.robots_text,
      robots_status = excluded.robots_status, robots_fetched_at = excluded.robots_fetched_at,
      robots_expires_at = excluded.robots_expires_at, crawl_delay_ms = excluded.crawl_delay_ms`
  // A power cut that forgets it has the file asked for once more.
  return writeTogether(forFiling(db), [{ statement }], { unhurried: true })
}

/**
 * Keeps what a host's well-known files wish in the place of what was known; a host that is not known is made, and has
 * no turn.
 */
export async function saveWishes(db: Db, host: string, wishes: StoredWishes): Promise<void> {
  const values = { wishes: jsonRows([wishes.value]).slice(1, -1), wishes_expires_at: wishes.expiresAt }
  await forFiling(db)
    .insertInto('hosts')
    .values({ host, next_at: never, ...values })
    .onConflict((oc) => oc.column('host').doUpdateSet(values))
    .execute()
}

/** The host's columns whose pages are to be read now, most overdue first. */
export async function listDuePages(db: Db, host: string, limit: number, now: Date = new Date()): Promise<DuePage[]> {
  return listDuePagesOf(forFiling(db), [host], limit, now)
}

async function listDuePagesOf(db: Db, hosts: readonly string[], perHost: number, now: Date): Promise<DuePage[]> {
  const { rows } = await sql<PageRow>`
    select p.* from ${ofEachHost(
      db,
      hosts,
      (host) => sql`
        select publisher_id, column_id, host, url, next_at, attempts from pages_due d
        where d.host = ${host} and d.next_at <= ${now} order by d.next_at limit ${perHost}`,
      'p',
    )} order by p.next_at, p.column_id`.execute(db)
  return rows.map((row) => ({
    publisherId: row.publisher_id,
    columnId: row.column_id,
    host: row.host,
    url: row.url,
    nextAt: row.next_at,
    attempts: row.attempts,
  }))
}

type PageRow = {
  publisher_id: PublisherId
  column_id: ColumnId
  host: string
  url: string
  next_at: Date
  attempts: number
}
type HostRow = Pick<Selectable<HostsTable>, (typeof hostFields)[number]>

const hostFields = [
  'host',
  'crawl_delay_ms',
  'wait_until',
  'failures',
  'robots_state',
  'robots_text',
  'robots_status',
  'robots_fetched_at',
  'robots_expires_at',
  'wishes',
  'wishes_expires_at',
] as const
const hostColumns = sql.raw(hostFields.map((field) => `h.${field}`).join(', '))

function toHost(row: HostRow): Host {
  return {
    host: row.host,
    crawlDelayMs: row.crawl_delay_ms,
    waitUntil: row.wait_until,
    failures: row.failures,
    robots: toRobots(row),
    wishes: row.wishes_expires_at === null ? null : { value: row.wishes, expiresAt: row.wishes_expires_at },
  }
}

function toRobots(row: HostRow): RobotsFile | null {
  if (row.robots_state === null || row.robots_fetched_at === null || row.robots_expires_at === null) return null
  return {
    state: row.robots_state as RobotsFile['state'],
    text: row.robots_text ?? '',
    status: row.robots_status,
    fetchedAt: row.robots_fetched_at,
    expiresAt: row.robots_expires_at,
  }
}
