// Writers and publishers by what readers call them: in any alphabet, in part, and with a slip of the pen.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnistId, PublisherId } from '../model/index.ts'
import { listColumnistsByIds, suggestColumnists, type ColumnistSummary } from './columnists.ts'
import { boundedLimit } from './listing.ts'
import { soundsOf } from './name-sounds.ts'
import type { Db } from './schema.ts'
import type { SearchQuery } from './search-query.ts'
import { exactNameQuery, prefixQuery, wholeNameQuery } from './search-vector.ts'

export type PublisherSuggestion = {
  readonly id: PublisherId
  readonly slug: string
  readonly name: string
  readonly country: string
  /** Listed opinion columns. */
  readonly columns: number
}
export type Suggestions = {
  readonly columnists: readonly ColumnistSummary[]
  readonly publishers: readonly PublisherSuggestion[]
}

/** Who and what begins like this, most columns first, at most `limit` of each; when nothing does, who sounds like it. */
export async function suggest(db: Db, text: string, limit: number): Promise<Suggestions> {
  const [columnists, publishers] = await Promise.all([
    suggestColumnists(db, text, limit),
    suggestPublishers(db, text, limit),
  ])
  if (columnists.length + publishers.length > 0) return { columnists, publishers }
  const { rows } = await soundingLike(text, limit).execute(db)
  const alike = await listColumnistsByIds(
    db,
    rows.map(({ id }) => id),
  )
  return { columnists: alike.filter(({ columns }) => columns > 0), publishers }
}

async function suggestPublishers(db: Db, text: string, limit: number): Promise<PublisherSuggestion[]> {
  const query = prefixQuery(text)
  if (query === null) return []
  const { rows } = await sql<PublisherSuggestion>`
    select p.id, p.slug, p.name, p.country, coalesce(n.columns, 0) as columns
    from publishers p left join publisher_counts n on n.publisher_id = p.id
    where p.search @@ ${query}::tsquery
    order by columns desc, p.name, p.id limit ${sql.lit(boundedLimit(limit))}`.execute(db)
  return rows
}

type Ask = <T>(statement: RawBuilder<T>) => Promise<T[]>

const namesakesAtMost = 50
const misspeltAtMost = 5

/** Everyone with all these words in their name; when there is nobody, those whose name sounds much like it. */
export async function findWritersCalled(ask: Ask, name: string): Promise<ColumnistId[]> {
  const query = wholeNameQuery(name)
  if (query === null) return []
  const rows = await ask<{ id: ColumnistId }>(sql`
    select id from columnists where search @@ ${query}::tsquery and merged_into is null
    order by id limit ${sql.lit(namesakesAtMost)}`)
  return (rows.length > 0 ? rows : await ask(soundingLike(name, misspeltAtMost))).map(({ id }) => id)
}

/** Columnists whose name, or a part of it, is nearly what was typed; the nearest first. */
function soundingLike(name: string, limit: number): RawBuilder<{ id: ColumnistId }> {
  const sounds = soundsOf(name)
  return sql<{ id: ColumnistId }>`
    select id from columnists where ${sounds} <% sounds and merged_into is null and ${sounds.length >= 4}
    order by word_similarity(${sounds}, sounds) desc, id limit ${sql.lit(limit)}`
}

/** Publishers with all these words in their name. */
export async function findPublishersCalled(ask: Ask, name: string): Promise<PublisherId[]> {
  const query = wholeNameQuery(name)
  if (query === null) return []
  const rows = await ask<{ id: PublisherId }>(sql`
    select id from publishers where search @@ ${query}::tsquery order by id limit ${sql.lit(namesakesAtMost)}`)
  return rows.map(({ id }) => id)
}

const otherSpellingsAtMost = 8
const wordsOfAName = 5
/** Characters: shorter ones sound like too much. */
const shortestName = 5

/** Those whose name in another alphabet is all that was typed: their columns hold it in their letters alone. */
export async function listOtherSpellings(ask: Ask, query: SearchQuery): Promise<ColumnistId[]> {
  const [terms] = query.alternatives
  if (query.alternatives.length !== 1 || terms === undefined || terms.length > wordsOfAName) return []
  if (terms.some(({ isNot }) => isNot)) return []
  const typed = terms.map(({ text }) => text).join(' ')
  const [called, exact] = [wholeNameQuery(typed), exactNameQuery(typed)]
  if (called === null || exact === null || called === exact || typed.length < shortestName) return []
  const rows = await ask<{ id: ColumnistId }>(sql`
    select id from columnists where search @@ ${`(${called}) & !(${exact})`}::tsquery and merged_into is null
    order by id limit ${sql.lit(otherSpellingsAtMost)}`)
  return rows.map(({ id }) => id)
}
