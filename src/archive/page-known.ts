// What the archive knows of a column whose page is about to be read: its feed's word, which the page is weighed with.
import { sql } from 'kysely'
import type {
  Claim,
  ClaimSource,
  ColumnId,
  ColumnKind,
  Directive,
  FeedId,
  LanguageTag,
  PublisherId,
} from '../model/index.ts'
import type { Db } from './schema.ts'

export type KnownBeforePage = {
  readonly title: string
  readonly section: string | null
  readonly publishedAt: Date
  readonly publishedKnown: boolean
  readonly modifiedAt: Date | null
  readonly feedId: FeedId | null
  readonly feedKind: ColumnKind | null
  readonly feedLang: LanguageTag | null
  /** The feed's credits, as they were printed there. */
  readonly feedClaims: readonly Claim[]
  /** What its feed's entry asked for, which its page does not repeat: not to be listed, to be gone by a day, a licence. */
  readonly feedWishes: readonly Directive[]
}

/** Of these columns of one publisher, by id; nothing of those that are no more. */
export async function findKnownBeforePages(
  db: Db,
  publisherId: PublisherId,
  columnIds: readonly ColumnId[],
): Promise<Map<ColumnId, KnownBeforePage>> {
  const { rows } = await sql<KnownRow>`
    select c.id, c.title, c.section, c.published_at, c.published_known, c.modified_at, c.feed_id, f.kind as feed_kind, f.lang as feed_lang,
      coalesce((select json_agg(json_build_object('source', e.source, 'text', e.text, 'place', e.place) order by e.position, e.number)
        from evidence e where e.publisher_id = c.publisher_id and e.column_id = c.id and e.source like 'feed:%'), '[]') as claims,
      coalesce((select json_agg(json_build_object('source', r.source, 'agent', r.agent, 'name', r.name, 'value', r.value, 'place', r.place)
        order by r.position) from rules r where r.publisher_id = c.publisher_id and r.column_id = c.id and r.place like 'feed:%'), '[]')
        as wishes
    from columns c left join feeds f on f.publisher_id = c.publisher_id and f.id = c.feed_id
    where c.publisher_id = ${publisherId} and c.id = any(${[...columnIds]}::bigint[])`.execute(db)
  return new Map(rows.map((row) => [row.id, knownOf(row)]))
}

function knownOf(row: KnownRow): KnownBeforePage {
  return {
    title: row.title,
    section: row.section,
    publishedAt: row.published_at,
    publishedKnown: row.published_known,
    modifiedAt: row.modified_at,
    feedId: row.feed_id,
    feedKind: row.feed_kind,
    feedLang: row.feed_lang,
    feedClaims: row.claims.map((claim) => ({ ...claim, url: null, statedType: null, sameAs: [], role: null })),
    feedWishes: row.wishes,
  }
}

type KnownRow = {
  id: ColumnId
  title: string
  section: string | null
  published_at: Date
  published_known: boolean
  modified_at: Date | null
  feed_id: FeedId | null
  feed_kind: ColumnKind | null
  feed_lang: string | null
  claims: { source: ClaimSource; text: string; place: string }[]
  wishes: Directive[]
}
