// What the archive knows of a column whose page is about to be read: its feed's word, which the page is weighed with.
import { sql } from 'kysely'
import { foldName } from '../base/index.ts'
import type {
  Claim,
  ClaimSource,
  ColumnDraft,
  ColumnId,
  ColumnKind,
  Directive,
  Feed,
  FeedId,
  LanguageTag,
  PublisherId,
} from '../model/index.ts'
import { forFiling } from './filing-connections.ts'
import { isCredited } from './filing-columnists.ts'
import { newValuesBeforePage } from './filing-decide.ts'
import { maxEvidence, maxEvidenceText } from './filing-write.ts'
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
    where c.publisher_id = ${publisherId} and c.id = any(${[...columnIds]}::bigint[])`.execute(forFiling(db))
  return new Map(rows.map((row) => [row.id, knownOf(row)]))
}

/** What the archive would know of a new column if the draft of its entry of `feed` were filed. */
export function knownOfDraft(draft: ColumnDraft, feed: Pick<Feed, 'kind' | 'lang'>, now: Date): KnownBeforePage {
  const { title, section, published_at, published_known, modified_at } = newValuesBeforePage(draft, now)
  const credited = Map.groupBy(draft.contributors.filter(isCredited), ({ name }) => foldName(name))
  const evidence = [...credited.values()].flatMap(([first]) => first!.evidence.slice(0, maxEvidence))
  return {
    title,
    section,
    publishedAt: published_at,
    publishedKnown: published_known,
    modifiedAt: modified_at,
    feedId: draft.feedId,
    feedKind: feed.kind,
    feedLang: feed.lang,
    feedClaims: evidence
      .filter(({ source }) => source.startsWith('feed:'))
      .map(({ source, text, selector }) => ({
        source,
        text: text.slice(0, maxEvidenceText),
        place: selector.slice(0, maxEvidenceText),
        ...unsaid,
      })),
    feedWishes: draft.rules
      .filter(({ place }) => place.startsWith('feed:'))
      .map(({ source, agent, name, value, place }) => ({ source, agent, name, value, place })),
  }
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
    feedClaims: row.claims.map((claim) => ({ ...claim, ...unsaid })),
    feedWishes: row.wishes,
  }
}

/** Of a claim, what is not kept of it. */
const unsaid = { url: null, statedType: null, sameAs: [], role: null }

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
