// Feeds: what of a publisher's we poll, and when next.
import { sql, type Selectable } from 'kysely'
import type { ColumnKind, Feed, FeedFormat, FeedId, LanguageTag, PollingHints, PublisherId } from '../model/index.ts'
import { jsonRows } from './json-rows.ts'
import type { Db, FeedsTable } from './schema.ts'
import { inTransaction } from './transactions.ts'
import { writeTogether, type Write } from './write-together.ts'

export type FeedInput = {
  readonly publisherId: PublisherId
  /** Absolute http(s) URL; with the publisher it is the key. */
  readonly url: string
  readonly format?: FeedFormat | null
  readonly title?: string | null
  readonly lang?: LanguageTag | null
  readonly kind?: ColumnKind | null
  readonly section?: string | null
  /** The one columnist whose pieces it holds, in the publisher's spelling. */
  readonly columnist?: string | null
  /** First visit; at once by default. Ignored for a feed we follow already. */
  readonly nextAt?: Date
}

/** A feed in its turn, with what a visit needs to know. */
export type DueFeed = Feed & {
  /** What the feed said of being polled when its body was last read. */
  readonly hints: PollingHints | null
  readonly hub: string | null
  readonly visitedAt: Date | null
  /** When it was last asked without validators. */
  readonly unconditionalAt: Date | null
  /** When it last brought a new column. */
  readonly broughtAt: Date | null
  /** Until when its hub has promised to announce what is new, and when it last did. */
  readonly pushedUntil: Date | null
  readonly pingedAt: Date | null
}

/** As upsertFeeds, of one. */
export async function upsertFeed(db: Db, input: FeedInput): Promise<Feed> {
  const [feed] = await upsertFeeds(db, [input])
  return feed!
}

/** Follows feeds, or brings what the catalogue says of them up to date; what we learned by visiting stays. In input order. */
export async function upsertFeeds(db: Db, inputs: readonly FeedInput[]): Promise<Feed[]> {
  const rows = inputs.map((input) => ({
    publisher_id: input.publisherId,
    url: input.url,
    host: hostOf(input.url),
    format: input.format ?? null,
    title: input.title ?? null,
    lang: input.lang ?? null,
    kind: input.kind ?? null,
    section: input.section ?? null,
    columnist: input.columnist ?? null,
    next_at: input.nextAt ?? new Date(),
  }))
  rows.sort((a, b) => a.publisher_id - b.publisher_id || (a.url < b.url ? -1 : 1))
  return inTransaction(db, async (trx) => {
    const { rows: found } = await sql<FeedRow>`
      insert into feeds as f (publisher_id, url, host, format, title, lang, kind, section, columnist, next_at)
      select distinct on (publisher_id, url) publisher_id, url, host, format, title, lang, kind, section, columnist, next_at
      from json_to_recordset(${jsonRows(rows)}::json) as x(publisher_id bigint, url text, host text, format text, title text,
        lang text, kind text, section text, columnist text, next_at timestamptz)
      order by publisher_id, url
      on conflict (publisher_id, url) do update set
        format = coalesce(excluded.format, f.format), title = coalesce(excluded.title, f.title),
        lang = excluded.lang, kind = excluded.kind, section = excluded.section, columnist = excluded.columnist
      returning ${feedColumns}`.execute(trx)
    await wakeHosts(
      trx,
      found.map((row) => ({ host: row.host, at: row.next_at })),
    )
    const byKey = new Map(found.map((row) => [`${row.publisher_id} ${row.url}`, toFeed(row)]))
    return inputs.map((input) => byKey.get(`${input.publisherId} ${input.url}`)!)
  })
}

/** Asks it no more, as if it were gone; it stays in the books. */
export async function stopFeed(db: Db, publisherId: PublisherId, feedId: FeedId, now: Date): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ gone_at: now })
    .where('publisher_id', '=', publisherId)
    .where('id', '=', feedId)
    .where('gone_at', 'is', null)
    .execute()
}

/** All, also those that are gone, in order of publisher and number. */
export async function listFeeds(db: Db, filter: { readonly publisherId?: PublisherId } = {}): Promise<DueFeed[]> {
  const only = filter.publisherId === undefined ? sql`true` : sql`f.publisher_id = ${filter.publisherId}`
  const { rows } =
    await sql<FeedRow>`select ${feedColumns} from feeds f where ${only} order by f.publisher_id, f.id`.execute(db)
  return rows.map(toFeed)
}

/** The host's feeds whose time has come, most overdue first. */
export async function listDueFeeds(db: Db, host: string, limit: number, now: Date = new Date()): Promise<DueFeed[]> {
  const { rows } = await sql<FeedRow>`
    select ${feedColumns} from feeds f
    where f.host = ${host} and f.next_at <= ${now} and f.gone_at is null
    order by f.next_at, f.id limit ${limit}`.execute(db)
  return rows.map(toFeed)
}

/** The same for several hosts in one question: at most `perHost` of each. */
export async function listDueFeedsOf(db: Db, hosts: readonly string[], perHost: number, now: Date): Promise<DueFeed[]> {
  const { rows } = await sql<FeedRow>`
    select ${feedColumns} from (
      select *, row_number() over (partition by host order by next_at, id) as turn
      from feeds where host = any(${[...hosts]}::text[]) and next_at <= ${now} and gone_at is null
    ) f where f.turn <= ${perHost} order by f.next_at, f.id`.execute(db)
  return rows.map(toFeed)
}

/** Lets hosts have their turn no later than `at`, but never against politeness. Hosts we have not met are made. */
export function wakeHosts(db: Db, wishes: readonly HostWish[]): Promise<void> {
  return writeTogether(db, wakeWrites(wishes))
}

export type HostWish = { readonly host: string; readonly at: Date }

/** As wakeHosts, for the caller's writes: no host has its turn before politeness and its own wish allow it. */
export function wakeWrites(wishes: readonly HostWish[]): Write[] {
  if (wishes.length === 0) return []
  const earliest = new Map<string, Date>()
  for (const { host, at } of wishes) {
    const known = earliest.get(host)
    if (known === undefined || at < known) earliest.set(host, at)
  }
  const rows = [...earliest].map(([host, at]) => ({ host, at })).toSorted((a, b) => (a.host < b.host ? -1 : 1))
  const statement = sql`
    insert into hosts as h (host, next_at, free_at)
    select host, at, '-infinity' from json_to_recordset(${jsonRows(rows)}::json) as x(host text, at timestamptz)
    order by host
    on conflict (host) do update set next_at = greatest(least(h.next_at, excluded.next_at), h.free_at, h.wait_until)
      where h.next_at > greatest(excluded.next_at, h.free_at, h.wait_until)`
  return [{ statement }]
}

/** The key of a host's politeness: name and port as in the URL, lower case. */
export function hostOf(url: string): string {
  return new URL(url).host
}

export const feedColumns = sql.raw(
  [
    'publisher_id',
    'id',
    'url',
    'host',
    'format',
    'title',
    'lang',
    'kind',
    'section',
    'columnist',
    'etag',
    'last_modified',
    'hub',
    'hints',
    'next_at',
    'interval_s',
    'failures',
    'visited_at',
    'unconditional_at',
    'brought_at',
    'gone_at',
    'pushed_until',
    'pinged_at',
  ]
    .map((column) => `f.${column}`)
    .join(', '),
)

export type FeedRow = Omit<Selectable<FeedsTable>, 'moved_to' | 'moved_seen' | 'added_at'>

export function toFeed(row: FeedRow): DueFeed {
  return {
    id: row.id as FeedId,
    publisherId: row.publisher_id as PublisherId,
    url: row.url,
    host: row.host,
    format: row.format as FeedFormat | null,
    title: row.title,
    lang: row.lang,
    kind: row.kind as ColumnKind | null,
    section: row.section,
    columnist: row.columnist,
    validators: { etag: row.etag, lastModified: row.last_modified },
    nextAt: row.next_at,
    intervalS: row.interval_s,
    failures: row.failures,
    goneAt: row.gone_at,
    hub: row.hub,
    hints: row.hints as PollingHints | null,
    visitedAt: row.visited_at,
    unconditionalAt: row.unconditional_at,
    broughtAt: row.brought_at,
    pushedUntil: row.pushed_until,
    pingedAt: row.pinged_at,
  }
}
