// Authors' own pages: which are to be read, and when.
import { sql } from 'kysely'
import type { ColumnistId, PublisherId } from '../model/index.ts'
import { hostOf, wakeHosts } from './feeds.ts'
import { jsonRows } from './json-rows.ts'
import type { DuePortrait } from './portraits.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'

/** A page whose time has come, and whose it is. */
export type DueAuthorPage = {
  readonly publisherId: PublisherId
  readonly host: string
  readonly url: string
  /** The name as the publisher prints it, folded: with the address, the alias. */
  readonly foldedName: string
  readonly columnistId: ColumnistId
  /** In their own spelling. */
  readonly name: string
  readonly attempts: number
}

/** Pages asked for at a time; the rest follow when these have been read. */
const plannedAtOnce = 500
/** Fewer pieces are a guest's visit, and no reason to trouble the publisher once more. */
const fewestPieces = 2

/**
 * Asks for the pages of authors who have at least two pieces at a publisher that links their name with an address of its
 * own. Says how many were new.
 */
export async function planAuthorPages(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ publisher_id: PublisherId; folded_name: string; author_url: string }>`
    select a.publisher_id, a.folded_name, a.author_url
    from aliases a
    join outlets o on o.publisher_id = a.publisher_id and o.columnist_id = a.columnist_id and o.pieces >= ${sql.lit(fewestPieces)}
    join publishers h on h.id = a.publisher_id
    cross join lateral (
      select '.' || regexp_replace(split_part(lower(a.author_url), '/', 3), '^www\\.', '') as theirs,
        '.' || regexp_replace(split_part(lower(h.home), '/', 3), '^www\\.', '') as own
    ) at
    left join author_pages p on p.publisher_id = a.publisher_id and p.folded_name = a.folded_name and p.author_url = a.author_url
    where a.author_url ~ '^https?://[^/?#]+/[^?#]' and a.kind in ('person', 'guest', 'cartoonist', 'unknown')
      and p.author_url is null and (right(at.theirs, length(at.own)) = at.own or right(at.own, length(at.theirs)) = at.theirs)
    limit ${sql.lit(plannedAtOnce)}`.execute(db)
  const pages = rows.flatMap((row) => (URL.canParse(row.author_url) ? [{ ...row, host: hostOf(row.author_url) }] : []))
  if (pages.length === 0) return 0
  return inRetriedTransaction(db, async (trx) => {
    const { rows: planned } = await sql<{ host: string }>`
      insert into author_pages (publisher_id, folded_name, author_url, host, next_at)
      select x.publisher_id, x.folded_name, x.author_url, x.host, ${now}::timestamptz
      from json_to_recordset(${jsonRows(pages)}::json) as x(publisher_id bigint, folded_name text, author_url text, host text)
      on conflict do nothing returning host`.execute(trx)
    await wakeHosts(
      trx,
      [...new Set(planned.map(({ host }) => host))].map((host) => ({ host, at: now })),
    )
    return planned.length
  })
}

export type DueOfAuthors = {
  readonly authorPages: readonly DueAuthorPage[]
  readonly portraits: readonly DuePortrait[]
}

/** Authors' pages, and the pictures these named, whose time has come on these hosts, most overdue first; so many of each. */
export async function listDueOfAuthors(
  db: Db,
  hosts: readonly string[],
  perHost: number,
  now: Date,
): Promise<DueOfAuthors> {
  const { rows } = await sql<DueAuthorPage & { picture: string | null; maxWidth: number }>`
    select p.publisher_id as "publisherId", p.host, p.author_url as url, p.folded_name as "foldedName", p.attempts,
      c.id as "columnistId", c.name, p.picture, p.max_width as "maxWidth"
    from unnest(${[...hosts]}::text[]) as h(host) cross join lateral (
      (select publisher_id, host, author_url, folded_name, attempts, next_at, null::text as picture, 0 as max_width
        from author_pages d where d.host = h.host and d.next_at <= ${now} order by d.next_at limit ${perHost})
      union all
      (select publisher_id, host, author_url, folded_name, attempts, next_at, url, max_width
        from portraits d where d.host = h.host and d.next_at <= ${now} order by d.next_at limit ${perHost})
    ) p
    join aliases a on a.publisher_id = p.publisher_id and a.folded_name = p.folded_name and a.author_url = p.author_url
    join columnists c on c.id = a.columnist_id
    order by p.next_at`.execute(db)
  const authorPages: DueAuthorPage[] = []
  const portraits: DuePortrait[] = []
  for (const { picture, maxWidth, ...page } of rows) {
    if (picture === null) authorPages.push(page)
    else portraits.push({ ...page, authorUrl: page.url, url: picture, maxWidth })
  }
  return { authorPages, portraits }
}
