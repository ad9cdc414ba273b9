// What publishers' pages say of a writer, told with whose word it is: a line about them, and where else they are found.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnistId, Direction, LanguageTag } from '../model/index.ts'
import type { Db } from './schema.ts'

/** Addresses told of a columnist beside those that pieces are credited with. */
const maxLinks = 20

/** What a publisher says of one of its writers. */
export type Biography = {
  readonly text: string
  readonly lang: LanguageTag
  readonly dir: Direction
  readonly url: string
  readonly publisherName: string
  readonly publisherSlug: string
}

/** From where they wrote last, and have pieces that may be shown; what is blocked says nothing. */
export async function findBiography(db: Db, id: ColumnistId): Promise<Biography | undefined> {
  const { rows } = await sql<Biography>`
    select p.biography as text, p.lang, p.dir, p.author_url as url, h.name as "publisherName", h.slug as "publisherSlug"
    from ${pagesOf(sql`${id}`)} where p.biography is not null
    order by o.last_published_at desc nulls last, p.author_url limit 1`.execute(db)
  return rows[0]
}

/** Of `columnists c`: the addresses they are known under, those that pieces are credited with first. */
export const linksShown: RawBuilder<string[]> = sql`c.links || array(
  select l.address from ${pagesOf(sql`c.id`)} cross join unnest(p.links) with ordinality as l(address, n)
  where l.address <> all(c.links) group by l.address order by min(l.n), l.address limit ${sql.lit(maxLinks)})`

/** Pages `p` of the aliases `a` of one columnist at publishers `h` that show pieces of theirs (`o`); what is blocked says nothing. */
function pagesOf(columnist: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`aliases a
    join author_pages p on p.publisher_id = a.publisher_id and p.folded_name = a.folded_name and p.author_url = a.author_url
      and a.columnist_id = ${columnist} and not exists (select 1 from blocks b where b.publisher_id = p.publisher_id and b.lifted_at is null
        and (b.prefix in ('', p.author_url) or starts_with(p.author_url, b.prefix || '/') or starts_with(p.author_url, b.prefix || '?')))
    join publishers h on h.id = p.publisher_id and coalesce((h.agreement ->> 'blocked')::boolean, false) = false
    join outlets o on o.publisher_id = a.publisher_id and o.columnist_id = a.columnist_id and o.pieces > 0`
}
