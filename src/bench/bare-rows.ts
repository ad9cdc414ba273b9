// The bound's rows: for each feed one statement that writes a row wherever a filing of ours writes one, ready-made.
import { sql } from 'kysely'
import type { Db } from '../archive/index.ts'

export type BareFeed = {
  readonly publisherId: number
  readonly feedId: number
  readonly host: string
  readonly url: string
  readonly etag: string | null
}

export type ReadyRow = {
  readonly url: string
  readonly guid: string
  readonly title: string
  readonly excerpt: string
  readonly byline: string
  readonly at: Date
}

/** Ids of the bylines met so far, by publisher: whatever is printed is one columnist. */
const columnists = new Map<string, number>()

/** Answers with how many columns were new. */
export async function insertReadyMade(
  db: Db,
  feed: BareFeed,
  rows: readonly ReadyRow[],
  etag: string | null,
  bytes: number,
): Promise<number> {
  const made: { id: number; name: string }[] = []
  const idOf = (byline: string): number => {
    if (byline === '') return 0
    const key = `${feed.publisherId} ${byline}`
    const known = columnists.get(key)
    if (known !== undefined) return known
    const id = columnists.size + 1
    columnists.set(key, id)
    made.push({ id, name: byline })
    return id
  }
  const ids = rows.map((row) => idOf(row.byline))
  const { rows: answered } = await sql<{ filed: number }>`
    with given as (
      select * from unnest(
        ${rows.map((row) => row.url)}::text[], ${rows.map((row) => row.guid)}::text[], ${rows.map((row) => row.title)}::text[],
        ${rows.map((row) => row.excerpt)}::text[], ${rows.map((row) => row.byline)}::text[], ${ids}::bigint[],
        ${rows.map((row) => row.at)}::timestamptz[]
      ) as g (url, guid, title, excerpt, byline, columnist_id, at)
    ), met as (
      select * from unnest(${made.map(({ id }) => id)}::bigint[], ${made.map(({ name }) => name)}::text[]) as m (id, name)
    ), made as (
      insert into columnists (id, slug, name, kind, sort_name, initial, search)
      select id, id || '-' || name, name, 'person', lower(name), upper(left(name, 1)), to_tsvector('simple', name)
      from met returning id, slug, name
    ), slugs as (
      insert into columnist_slugs (slug, columnist_id) select slug, id from made
    ), named as (
      insert into aliases (publisher_id, folded_name, columnist_id, kind)
      select ${feed.publisherId}, lower(name), id, 'person' from made on conflict do nothing
    ), filed as (
      insert into columns (publisher_id, canonical_url, feed_id, country, title, excerpt, list_excerpt, byline, lang, dir, kind,
        opinion, access, listed, page_read, published_at, published_known, collected_at, search)
      select ${feed.publisherId}, url, ${feed.feedId}, 'us', title, excerpt, null, byline, 'en', 'ltr', 'column',
        true, 'unknown', true, false, at, true, now(), to_tsvector('simple', title || ' ' || excerpt || ' ' || byline)
      from given on conflict do nothing returning id, canonical_url, byline, published_at
    ), news as (
      select filed.*, given.columnist_id, given.guid from filed join given on given.url = filed.canonical_url
    ), addressed as (
      insert into addresses (publisher_id, address, column_id)
      select ${feed.publisherId}, guid, id from news where guid <> '' on conflict do nothing
    ), credited as (
      insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at)
      select ${feed.publisherId}, id, 0, columnist_id, 'person', 0.9, published_at from news where columnist_id > 0
    ), proven as (
      insert into evidence (publisher_id, column_id, position, number, source, text, place)
      select ${feed.publisherId}, id, 0, 0, 'feed:dc:creator', byline, 'item' from news where columnist_id > 0
    ), bound as (
      insert into rules (publisher_id, column_id, position, source, agent, name, value, place, effect, decisive, read_at)
      select ${feed.publisherId}, id, 0, 'country', '*', 'default', '150', 'us', 'At most 150 characters', true, now() from news
    ), written as (
      insert into outlets as o (publisher_id, columnist_id, columns, pieces, first_published_at, last_published_at)
      select ${feed.publisherId}, columnist_id, count(*), count(*), min(published_at), max(published_at) from news
      where columnist_id > 0 group by columnist_id order by columnist_id
      on conflict (publisher_id, columnist_id) do update
        set columns = o.columns + excluded.columns, pieces = o.pieces + excluded.pieces
    ), counted as (
      insert into publisher_counts as n (publisher_id, columns, pieces, last_published_at)
      select ${feed.publisherId}, count(*), count(*), max(published_at) from news having count(*) > 0
      on conflict (publisher_id) do update set columns = n.columns + excluded.columns, pieces = n.pieces + excluded.pieces
    ), days as (
      insert into country_days as d (country, day, columns)
      select 'us', published_at::date, count(*) from news group by 2 order by 2
      on conflict (country, day) do update set columns = d.columns + excluded.columns
    ), visited as (
      insert into visits (publisher_id, feed_id, host, url, purpose, outcome, reading, status, bytes, entries, visited_at)
      values (${feed.publisherId}, ${feed.feedId}, ${feed.host}, ${feed.url}, 'feed', 'fetched', 'read', 200, ${bytes},
        ${rows.length}, now())
    ), summed as (
      insert into visit_days as v (publisher_id, day, purpose, outcome, visits, bytes)
      values (${feed.publisherId}, now()::date, 'feed', 'fetched', 1, ${bytes})
      on conflict (publisher_id, day, purpose, outcome)
        do update set visits = v.visits + excluded.visits, bytes = v.bytes + excluded.bytes
    ), moved as (
      update feeds set next_at = now() + interval '1 hour', visited_at = now(), etag = ${etag}
      where publisher_id = ${feed.publisherId} and id = ${feed.feedId}
    ) select count(*) as filed from filed`.execute(db)
  return answered[0]?.filed ?? 0
}

export async function insertNothingNew(db: Db, feed: BareFeed): Promise<void> {
  await sql`
    with visited as (
      insert into visits (publisher_id, feed_id, host, url, purpose, outcome, status, visited_at)
      values (${feed.publisherId}, ${feed.feedId}, ${feed.host}, ${feed.url}, 'feed', 'not-modified', 304, now())
    ), summed as (
      insert into visit_days as v (publisher_id, day, purpose, outcome, visits, bytes)
      values (${feed.publisherId}, now()::date, 'feed', 'not-modified', 1, 0)
      on conflict (publisher_id, day, purpose, outcome) do update set visits = v.visits + excluded.visits
    )
    update feeds set next_at = now() + interval '1 hour', visited_at = now()
    where publisher_id = ${feed.publisherId} and id = ${feed.feedId}`.execute(db)
}
