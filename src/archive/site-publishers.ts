// A publisher as the site shows it: its other editions, and how our visits there go.
import type * as Tldts from 'tldts'
import { sql } from 'kysely'
import { later, loadNow } from '../base/index.ts'
import type { CountryCode, LanguageTag, Publisher, PublisherId } from '../model/index.ts'
import type { Db } from './schema.ts'

const domains = later(() => loadNow('tldts') as typeof Tldts)

export type Sibling = {
  readonly slug: string
  readonly name: string
  readonly country: CountryCode
  readonly languages: readonly LanguageTag[]
}

/** Other editions of the same house: publishers whose home is on the same registrable domain. By name. */
export async function listSiblings(db: Db, publisher: Pick<Publisher, 'id' | 'home'>): Promise<Sibling[]> {
  const { getDomain } = domains()
  const domain = getDomain(publisher.home, { allowPrivateDomains: true })
  if (domain === null) return []
  const rows = await db
    .selectFrom('publishers')
    .select(['slug', 'name', 'country', 'languages', 'home'])
    .where('home', 'like', `%${domain}%`)
    .where('id', '!=', publisher.id)
    .orderBy('name')
    .limit(40)
    .execute()
  return rows
    .filter((row) => getDomain(row.home, { allowPrivateDomains: true }) === domain)
    .map(({ slug, name, country, languages }) => ({ slug, name, country, languages }))
}

/** How visits to a publisher's feeds go. `failing`: feeds whose last visits failed, out of `feeds` that we still follow. */
export type PublisherState = {
  readonly feeds: number
  readonly failing: number
  readonly visitedAt: Date | null
  readonly nextAt: Date | null
  /** When a feed last brought something. */
  readonly broughtAt: Date | null
  /** Of the last visit, as docs/outcomes.md names it. */
  readonly outcome: string | null
}

/** Of a publisher without feeds: zeros and nulls. */
export async function findPublisherState(db: Db, publisherId: PublisherId): Promise<PublisherState> {
  const { rows } = await sql<PublisherState>`
    select count(*) filter (where gone_at is null) as feeds,
      count(*) filter (where gone_at is null and failures > 0) as failing,
      max(visited_at) as "visitedAt", min(next_at) filter (where gone_at is null) as "nextAt", max(brought_at) as "broughtAt",
      (select v.outcome from visits v where v.publisher_id = ${publisherId} order by v.visited_at desc limit 1) as outcome
    from feeds where publisher_id = ${publisherId}`.execute(db)
  return rows[0]!
}
