// Search. A word may stand in one column or in millions, so nothing here depends on how many match: the newest columns are
// walked first, then windows of time backwards, each as long as the matches so far make it sensible, until there are enough.
// Only those are ranked. Time is bounded as well: a search that takes too long says how far back it has looked.
import { sql, type RawBuilder } from 'kysely'
import { BadRequest } from '../base/index.ts'
import type { ColumnCard, ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import { conditionsOf, listColumnsByKeys, type ColumnFilter } from './columns.ts'
import { isDistributed } from './distribution.ts'
import { besideRoles } from './kept-counts.ts'
import { boundedLimit, decodeCursor, encodeCursor, type Cursor } from './listing.ts'
import type { Db } from './schema.ts'
import { findPublishersCalled, findWritersCalled, listOtherSpellings } from './search-people.ts'
import { isSearchable, type SearchField, type SearchQuery } from './search-query.ts'
import { allOf, choice, tagsQuery, wordsQuery } from './search-terms.ts'
import { tagOf } from './search-vector.ts'
import { inTransaction } from './transactions.ts'
import { nextWindow, type Window } from './search-windows.ts'

export type SearchPage = {
  readonly limit: number
  /** `relevance` by default: fitting ones first, where a piece loses half its weight in a year. */
  readonly sort?: 'relevance' | 'date'
  /** `next` of the page before this one. Throws BadRequest for anything else. */
  readonly after?: string | undefined
  /** What the page itself narrows, beside what was typed. */
  readonly filter?: ColumnFilter
  /** 2 seconds by default. */
  readonly timeoutMs?: number
}

export type SearchResult = {
  readonly items: ColumnCard[]
  /** Null where the list ends. */
  readonly next: string | null
  /** Matches that were met, all pages together; `isMore`: there may be older ones. */
  readonly found: number
  readonly isMore: boolean
  /** It took too long: nothing older than `lookedSince` was looked at (nothing at all where that is null). */
  readonly stopped: boolean
  readonly lookedSince: Date | null
  /** Authors and publishers that were asked for and that nobody here is called. */
  readonly unknownNames: readonly string[]
}

/** Columns that are walked before any index of words is asked: enough for every common word. */
const walked = 1500
/** Matches that are enough to choose the best of. */
const enoughToRank = 150
/** Matches that are ranked at most, and of a writer's columns how many are looked at. */
const rankedAtMost = 600
const ofWritersAtMost = 5000
/** Of writers who alone are asked for, how many columns are looked at for each that is enough. */
const spare = 4
/** Columns of one who is credited in another alphabet, and their rank: that of a headline's word. */
const ofNamesakeAtMost = 100
const rankOfName = 0.3
/** SQLSTATE query_canceled. */
const cancelled = '57014'

type Match = { publisher_id: PublisherId; id: ColumnId; published_at: Date; rank: number }
type Plan = {
  readonly filter: ColumnFilter
  readonly conditions: readonly RawBuilder<unknown>[]
  readonly onCluster: boolean
  /** Words alone, by which is ranked; words and tags. */
  readonly words: string | null
  readonly query: string | null
  readonly from: Date | null
  readonly before: Date | null
  readonly after: Cursor | null
  readonly writers: readonly ColumnistId[] | null
  readonly otherSpellings: readonly ColumnistId[]
  readonly enough: number
}
/** What has been found so far; survives a statement that is stopped. */
type Findings = { readonly matches: Map<string, Match>; lookedSince: Date | null; isMore: boolean }

/** Columns that fit what was typed, a page at a time. */
export async function searchColumns(db: Db, query: SearchQuery, page: SearchPage): Promise<SearchResult> {
  const place = placeOf(page)
  const nothing = { items: [], next: null, found: 0, isMore: false, stopped: false, lookedSince: null }
  if (!isSearchable(query)) return { ...nothing, unknownNames: [] }
  const findings: Findings = { matches: new Map<string, Match>(), lookedSince: null, isMore: false }
  const deadline = performance.now() + (page.timeoutMs ?? 2000)
  const unknownNames: string[] = []
  let stopped = false
  try {
    await inTransaction(db, async (trx) => {
      const ask = askingUntil(trx, deadline)
      const plan = await planSearch(ask, query, page, place, unknownNames, isDistributed(db))
      if (plan !== null) await collectMatches(ask, plan, findings)
    })
  } catch (error) {
    if ((error as { code?: string }).code !== cancelled || db.isTransaction) throw error
    stopped = true
  }
  const { matches, lookedSince } = findings
  const limit = boundedLimit(page.limit)
  const inOrder = order([...matches.values()], place)
  const shown = inOrder.slice(place.skip, place.skip + limit)
  const cards = new Map((await listColumnsByKeys(db, keysOf(shown))).map((card) => [card.id, card]))
  return {
    items: shown.flatMap(({ id }) => cards.get(id) ?? []),
    next: inOrder.length > place.skip + limit ? nextOf(place, shown, limit) : null,
    found: matches.size,
    isMore: findings.isMore || stopped,
    stopped,
    lookedSince: stopped ? lookedSince : null,
    unknownNames,
  }
}

type Ask = <T>(statement: RawBuilder<T>) => Promise<T[]>

/** A statement may begin so much later than its limit was set; that is taken off the limit. */
const lateMs = 100

/** Whether words or dates are the way depends on the words, so no plan is kept for others; reading all columns never is. */
function askingUntil(trx: Db, deadline: number): Ask {
  let limitMs = Number.POSITIVE_INFINITY
  return async (statement) => {
    const leftMs = deadline - performance.now()
    // Telling the server is a question of its own: asked again only when the limit would be too long by now.
    if (leftMs < limitMs) {
      limitMs = Math.max(1, Math.round(leftMs - Math.min(lateMs, leftMs / 10)))
      await sql`select set_config('statement_timeout', ${String(limitMs)}, true),
        set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)`.execute(
        trx,
      )
    }
    return (await statement.execute(trx)).rows
  }
}

/** Null when a writer or publisher was asked for whom nobody here is called. */
async function planSearch(
  ask: Ask,
  query: SearchQuery,
  page: SearchPage,
  place: Place,
  unknownNames: string[],
  onCluster: boolean,
): Promise<Plan | null> {
  const writers = await named(query.authors, (name) => findWritersCalled(ask, name), unknownNames)
  const publishers = await named(query.publishers, (name) => findPublishersCalled(ask, name), unknownNames)
  if (unknownNames.length > 0 && (writers.wanted?.length === 0 || publishers.wanted?.length === 0)) return null
  const filter = narrowed(query, page.filter ?? {}, publishers.wanted)
  const conditions = conditionsOf({ include: 'all', ...filter }, onCluster)
  if (writers.unwanted.length > 0) conditions.push(notBy(writers.unwanted))
  const words = wordsQuery(query)
  const tags = choice([
    ...(publishers.wanted ?? []).map((id) => [tagOf('p', id), false] as const),
    ...publishers.unwanted.map((id) => [tagOf('p', id), true] as const),
  ])
  return {
    filter,
    conditions,
    onCluster,
    words,
    query: allOf([words, tagsQuery(query), ...tags]),
    from: query.from === null ? null : new Date(query.from),
    before: query.before === null ? null : new Date(query.before),
    after: place.after,
    writers: writers.wanted,
    otherSpellings: writers.wanted === null ? await listOtherSpellings(ask, query) : [],
    enough: place.after !== null || page.sort === 'date' ? boundedLimit(page.limit) + 1 : enoughToRank,
  }
}

async function collectMatches(ask: Ask, plan: Plan, findings: Findings): Promise<void> {
  if (plan.writers !== null) {
    // Without words and tags nearly all match, and few are looked at.
    const few = Math.min(rankedAtMost, spare * plan.enough)
    if (plan.query === null && (await collectOfWriters(ask, plan, plan.writers, few, findings)) >= plan.enough) return
    findings.isMore = false
    await collectOfWriters(ask, plan, plan.writers, ofWritersAtMost, findings)
    return
  }
  if (plan.otherSpellings.length > 0) {
    await collectOfWriters(ask, { ...plan, words: null, query: null }, plan.otherSpellings, ofNamesakeAtMost, findings)
    for (const match of findings.matches.values()) match.rank = rankOfName
  }
  const whole = [...plan.conditions, ...periodOf(plan)]
  const walk = sql`from columns c where ${sql.join([...walkable(plan.filter), ...periodOf(plan)], sql` and `)}`
  // Where all columns end, no window is looked up. A cluster would ask every shard for that.
  const oldest = plan.onCluster ? sql`null` : sql`(select c.published_at ${walk} order by c.published_at, c.id limit 1)`
  const [last] = await ask<{ published_at: Date; oldest: Date | null }>(sql`
    select c.published_at, ${oldest} as oldest ${walk}
    order by c.published_at desc, c.id desc offset ${sql.lit(walked)} limit 1`)
  const since = last?.published_at ?? null
  const recent = since === null ? whole : [...whole, sql`c.published_at >= ${since}`]
  let met = await addNewest(ask, plan, recent, findings)
  if (since === null) return
  findings.lookedSince = since
  const older = [...whole, sql`c.published_at < ${since}`]
  let window: Window | null = null
  while (met < plan.enough) {
    window = nextWindow(window, { since, met, walked, enough: plan.enough, newest: plan.before ?? new Date() })
    const inWindow = window.tags === null ? plan.query : allOf([plan.query, window.tags])
    const bounds = window.before === null ? [] : [sql`c.published_at < ${window.before}`]
    met += window.met = await addMatches(ask, plan, [...older, ...bounds], inWindow!, findings)
    if (window.tags === null) return
    findings.lookedSince = window.since
    if (plan.from !== null && window.since <= plan.from) return
    if (last?.oldest && window.since <= last.oldest) return
  }
  findings.isMore = true
}

/** Matches among the columns at the front of an index by date. */
async function addNewest(
  ask: Ask,
  plan: Plan,
  conditions: readonly RawBuilder<unknown>[],
  findings: Findings,
): Promise<number> {
  const matching = plan.query === null ? sql`true` : sql`c.search @@ ${plan.query}::tsquery`
  return addRanked(ask, plan, sql`columns c`, [...conditions, matching], findings)
}

/**
 * Matches within a window of time, which is part of `query`. The index of words answers and nothing else does: an index by
 * date would walk all columns that lie between two matches.
 */
async function addMatches(
  ask: Ask,
  plan: Plan,
  conditions: readonly RawBuilder<unknown>[],
  query: string,
  findings: Findings,
): Promise<number> {
  // On a cluster the fence would gather all matches of all shards before any is left out.
  if (plan.onCluster)
    return addRanked(ask, plan, sql`columns c`, [...conditions, sql`c.search @@ ${query}::tsquery`], findings)
  const within = sql`(select * from columns m where m.listed and m.search @@ ${query}::tsquery offset 0) c`
  return addRanked(ask, plan, within, conditions, findings)
}

/** The newest, at most as many as are ranked; answers with how many there were. */
async function addRanked(
  ask: Ask,
  plan: Plan,
  source: RawBuilder<unknown>,
  conditions: readonly RawBuilder<unknown>[],
  findings: Findings,
): Promise<number> {
  // The limit stands below the ranking, so that what is not shown is not ranked.
  const rows = await ask<Match>(sql`
    select f.publisher_id, f.id, f.published_at, ${rankOf(plan, 'f')} as rank from (
      select c.publisher_id, c.id, c.published_at, c.search from ${source} where ${sql.join(conditions, sql` and `)}
      order by c.published_at desc, c.id desc limit ${sql.lit(rankedAtMost)}
    ) f`)
  keepMatches(findings, rows)
  if (rows.length === rankedAtMost) findings.isMore = true
  return rows.length
}

/** Adds what matches of their newest `atMost` columns; answers with how many, infinitely many where they have no others. */
async function collectOfWriters(
  ask: Ask,
  plan: Plan,
  writers: readonly ColumnistId[],
  atMost: number,
  findings: Findings,
): Promise<number> {
  const matching = plan.query === null ? sql`true` : sql`c.search @@ ${plan.query}::tsquery`
  const conditions = [...plan.conditions, ...periodOf(plan), matching]
  const rows = await ask<Match & { looked_at: number }>(sql`
    with theirs as materialized (
      select a.publisher_id, a.column_id, a.published_at from attributions a
      where a.columnist_id = any(${[...writers]}::bigint[]) and a.role <> all(${[...besideRoles]}::text[])
        and ${sql.join([sql`true`, ...periodOf(plan, 'a')], sql` and `)}
      order by a.published_at desc, a.column_id desc limit ${sql.lit(atMost)}
    )
    select f.*, ${rankOf(plan, 'f')} as rank, (select count(*) from theirs) as looked_at from (
      select c.publisher_id, c.id, c.published_at, c.search from theirs t
      join columns c on c.publisher_id = t.publisher_id and c.id = t.column_id
      where ${sql.join(conditions, sql` and `)}
      order by c.published_at desc, c.id desc limit ${sql.lit(rankedAtMost)}
    ) f`)
  keepMatches(findings, rows)
  const [newest] = rows
  if (newest === undefined) return 0
  const isAll = newest.looked_at < atMost
  if (rows.length === rankedAtMost || !isAll) findings.isMore = true
  return isAll ? Number.POSITIVE_INFINITY : rows.length
}

function keepMatches(findings: Findings, rows: readonly Match[]): void {
  for (const { publisher_id, id, published_at, rank } of rows) {
    const known = findings.matches.get(`${publisher_id} ${id}`)
    const best = Math.max(rank, known?.rank ?? 0)
    findings.matches.set(`${publisher_id} ${id}`, { publisher_id, id, published_at, rank: best })
  }
}

/** Words in headline and names weigh most, and more where they stand close together. */
function rankOf(plan: Plan, table: string): RawBuilder<unknown> {
  if (plan.words === null) return sql`1::real`
  return sql`ts_rank_cd('{0.1, 0.2, 0.4, 1.0}', ${sql.ref(`${table}.search`)}, ${plan.words}::tsquery, 1)`
}

/** From the place of the page before, and between the days that were asked for. */
function periodOf(plan: Plan, table = 'c'): RawBuilder<unknown>[] {
  const at = sql.ref(`${table}.published_at`)
  const id = sql.ref(table === 'a' ? 'a.column_id' : `${table}.id`)
  return [
    ...(plan.from === null ? [] : [sql`${at} >= ${plan.from}`]),
    ...(plan.before === null ? [] : [sql`${at} < ${plan.before}`]),
    ...(plan.after === null ? [] : [sql`(${at}, ${id}) < (${plan.after.publishedAt}, ${plan.after.id})`]),
  ]
}

/** What an index by date is for: one publisher, one country or one language. Nothing that the index does not hold. */
function walkable({ publisherId, country, languages }: ColumnFilter): RawBuilder<unknown>[] {
  if (publisherId !== undefined) return [sql`c.listed`, sql`c.publisher_id = ${publisherId}`]
  if (country !== undefined) return [sql`c.listed`, sql`c.country = ${country}`]
  return languages?.length === 1 ? conditionsOf({ include: 'all', languages }) : [sql`c.listed`]
}

/** A single publisher, country or language that was typed is one that an index by date is for. */
function narrowed(query: SearchQuery, filter: ColumnFilter, publishers: readonly PublisherId[] | null): ColumnFilter {
  const [publisherId] = publishers?.length === 1 ? publishers : []
  const country = onlyOne(query.countries)
  const languages = query.languages.filter(({ isNot }) => !isNot).map(({ value }) => value)
  return {
    ...(publisherId === undefined ? {} : { publisherId }),
    ...(country === undefined ? {} : { country }),
    ...(languages.length === 0 ? {} : { languages }),
    ...filter,
  }
}

function onlyOne<T>(fields: readonly SearchField<T>[]): T | undefined {
  const wanted = fields.filter(({ isNot }) => !isNot)
  return wanted.length === 1 ? wanted[0]!.value : undefined
}

/** `wanted` is null when none was asked for. */
async function named<T>(
  fields: readonly SearchField[],
  find: (name: string) => Promise<T[]>,
  unknownNames: string[],
): Promise<{ wanted: T[] | null; unwanted: T[] }> {
  const wanted: T[] = []
  const unwanted: T[] = []
  for (const { value, isNot } of fields) {
    const found = await find(value)
    if (found.length === 0) unknownNames.push(value)
    ;(isNot ? unwanted : wanted).push(...found)
  }
  return { wanted: fields.some(({ isNot }) => !isNot) ? wanted : null, unwanted }
}

function notBy(writers: readonly ColumnistId[]): RawBuilder<unknown> {
  return sql`not exists (select 1 from attributions w where w.publisher_id = c.publisher_id and w.column_id = c.id
    and w.columnist_id = any(${[...writers]}::bigint[]))`
}

/** Where a page begins: below a column when newest come first, after so many of the best otherwise. */
type Place = { readonly after: Cursor | null; readonly skip: number; readonly rankedAt: number | null }

function placeOf({ sort, after }: SearchPage): Place {
  if (sort === 'date') return { after: after === undefined ? null : decodeCursor(after), skip: 0, rankedAt: null }
  if (after === undefined) return { after: null, skip: 0, rankedAt: Date.now() }
  const match = /^([0-9a-z]{1,3})\.([0-9a-z]{1,9})$/.exec(after)
  if (match === null) throw new BadRequest('This page of the list does not exist.', { said: { key: 'noListPage' } })
  return { after: null, skip: Number.parseInt(match[1]!, 36), rankedAt: Number.parseInt(match[2]!, 36) }
}

function nextOf(place: Place, shown: readonly Match[], limit: number): string {
  const last = shown.at(-1)!
  if (place.rankedAt === null) return encodeCursor({ publishedAt: last.published_at, id: last.id })
  return `${(place.skip + limit).toString(36)}.${place.rankedAt.toString(36)}`
}

const yearMs = 31_536_000_000

function order(matches: Match[], { rankedAt }: Place): Match[] {
  const newer = (a: Match, b: Match) => b.published_at.getTime() - a.published_at.getTime() || b.id - a.id
  if (rankedAt === null) return matches.toSorted(newer)
  const weight = ({ rank, published_at }: Match) => rank / (1 + Math.max(0, rankedAt - published_at.getTime()) / yearMs)
  return matches.toSorted((a, b) => weight(b) - weight(a) || newer(a, b))
}

function keysOf(matches: readonly Match[]): { publisherId: PublisherId; id: ColumnId }[] {
  return matches.map((match) => ({ publisherId: match.publisher_id, id: match.id }))
}
