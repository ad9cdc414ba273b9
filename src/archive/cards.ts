// Cards: a column as lists show it, with its credits, from one question. Correlated by publisher and column alone, so that
// on a cluster each shard answers for itself.
import { sql } from 'kysely'
import type {
  Access,
  CanonicalUrl,
  ColumnCard,
  ColumnId,
  ColumnKind,
  Credit,
  Direction,
  PublisherId,
} from '../model/index.ts'
import { agreesToPictures } from './portraits.ts'

export type CardRow = {
  id: ColumnId
  publisher_id: PublisherId
  publisher_slug: string
  publisher_name: string
  country: string
  canonical_url: string
  title: string
  list_excerpt: string | null
  lang: string
  dir: string
  kind: string
  access: string
  section: string | null
  image: string | null
  words: number | null
  published_at: Date
  published_known: boolean
  views: number
  opens: number
  likes: number
  family: ColumnId | null
  credits: Credit[]
}

/**
 * Until a column's own page has been read or given up, only its publisher's feed has spoken, and the page may yet forbid or
 * shorten any excerpt: so none is shown. The words wait in the row; what waits to be read stands in pages_due.
 */
export const mayShowText = sql`(c.page_read or not exists (
  select 1 from pages_due d where d.publisher_id = c.publisher_id and d.column_id = c.id))`

/** A face stands beside a piece only as the piece's own publisher shows it. */
const portraitOf = sql`(select f.hash from aliases al join portraits f on f.publisher_id = al.publisher_id
  and f.folded_name = al.folded_name and f.author_url = al.author_url and f.hash is not null
  where al.columnist_id = w.id and al.publisher_id = a.publisher_id order by f.fetched_at desc limit 1)`

/** What a card needs of `columns c`, once `cardJoins` has joined the rest. */
export const cardColumns = sql`c.id, c.publisher_id, p.slug as publisher_slug, p.name as publisher_name, c.country, c.canonical_url,
  c.title, case when not ${mayShowText} then null when c.list_excerpt is null then c.excerpt
    else nullif(c.list_excerpt, '') end as list_excerpt, c.lang, c.dir,
  c.kind, c.access, c.section, c.image, c.words, c.published_at, c.published_known, c.family,
  coalesce(n.views, 0) as views, coalesce(n.opens, 0) as opens, coalesce(n.likes, 0) as likes,
  coalesce((
    select json_agg(json_strip_nulls(json_build_object('columnistId', w.id, 'slug', w.slug, 'name', w.name, 'kind', a.role,
      'confidence', a.confidence, 'portrait', case when ${agreesToPictures('p')} then ${portraitOf} end)) order by a.position)
    from attributions a join columnists w on w.id = a.columnist_id
    where a.publisher_id = c.publisher_id and a.column_id = c.id), '[]'::json) as credits`

export const countsJoin = sql`left join column_counts n on n.publisher_id = c.publisher_id and n.column_id = c.id`

export const cardJoins = sql`join publishers p on p.id = c.publisher_id ${countsJoin}`

export function toCard(row: CardRow): ColumnCard {
  return {
    id: row.id,
    publisherId: row.publisher_id,
    publisherSlug: row.publisher_slug,
    publisherName: row.publisher_name,
    country: row.country,
    canonicalUrl: row.canonical_url as CanonicalUrl,
    title: row.title,
    excerpt: row.list_excerpt,
    lang: row.lang,
    dir: row.dir as Direction,
    kind: row.kind as ColumnKind,
    access: row.access as Access,
    section: row.section,
    image: row.image,
    words: row.words,
    publishedAt: row.published_at,
    publishedKnown: row.published_known,
    views: row.views,
    opens: row.opens,
    likes: row.likes,
    credits: row.credits,
    family: row.family,
  }
}
