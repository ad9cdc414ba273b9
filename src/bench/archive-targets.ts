// What the archive's bench asks: every kind of page by its queries and as a whole request, and searches. Each target draws its
// subject out of the archive at hand, of the same kind at every size.
import type { Hono } from 'hono'
import { sql } from 'kysely'
import {
  findColumn,
  findColumnistBySlug,
  findNeighbours,
  findPublisherBySlug,
  listColumnists,
  listColumnistsOfPublisher,
  listColumns,
  listColumnsByColumnist,
  listColumnsByPublisher,
  listFavouriteColumns,
  listFollowedColumns,
  listOutlets,
  parseSearchQuery,
  searchColumns,
  suggest,
  type ColumnFilter,
  type Db,
} from '../archive/index.ts'
import type { ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import type { Random } from './archive-random.ts'
import type { World } from './archive-world.ts'

/** What targets draw from. Columns have a neighbour before and after them at every size, and the same page is asked of all. */
export type Subjects = {
  readonly countries: readonly string[]
  readonly languages: readonly string[]
  readonly publishers: readonly { readonly id: PublisherId; readonly slug: string }[]
  readonly prolific: readonly Writer[]
  readonly rare: readonly Writer[]
  readonly writers: readonly ColumnistId[]
  readonly columns: readonly Column[]
  readonly days: readonly string[]
  readonly since: Date
  readonly rareWords: readonly string[]
  readonly middlingWords: readonly string[]
  readonly commonWords: readonly string[]
  readonly names: readonly string[]
}
type Writer = { readonly id: ColumnistId; readonly slug: string }
type Column = {
  readonly id: ColumnId
  readonly publisherId: PublisherId
  readonly publisher: string
  readonly publishedAt: Date
  readonly columnistId: ColumnistId
  readonly columnist: string
}

export type Target = {
  readonly name: string
  /** `growth`: p50 may grow by so much only; `search`: p95 and the slowest are bounded; `told`: neither. */
  readonly judged: 'growth' | 'search' | 'told'
  /** Answers with how much was shown: targets that show more are not compared. */
  ask(db: Db, subjects: Subjects, random: Random): Promise<number>
}
export type RequestTarget = {
  readonly name: string
  readonly judged: 'growth' | 'told'
  path(subjects: Subjects, random: Random): string
}

/**
 * Columns among which a front page chooses, on a page of a list, and on the page of a day and of a rare writer: so few that
 * every size has days and writers of more, since a page and the one row beyond it are what is read.
 */
const frontCards = 100
const pageCards = 30
const dayCards = 2
const rareCards = 1

const one = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!
const shown = async (listing: Promise<{ readonly items: readonly unknown[] }>) => (await listing).items.length
const list = (filter: (subjects: Subjects, random: Random) => ColumnFilter, limit: number): Target['ask'] => {
  return (db, subjects, random) => shown(listColumns(db, filter(subjects, random), { limit }))
}
const following = (writers: number): Target['ask'] => {
  return (db, subjects, random) => {
    const columnistIds = Array.from({ length: writers }, () => one(subjects.writers, random))
    return shown(listFollowedColumns(db, { columnistIds, publisherIds: [] }, { limit: pageCards }))
  }
}
const ofWriter = (which: 'prolific' | 'rare', limit: number): Target['ask'] => {
  return async (db, subjects, random) => {
    const writer = one(subjects[which], random)
    const [listing] = await Promise.all([
      listColumnsByColumnist(db, writer.id, { limit }),
      findColumnistBySlug(db, writer.slug),
      listOutlets(db, writer.id),
    ])
    return listing.items.length
  }
}
const searching = (text: (subjects: Subjects, random: Random) => string, sort: 'relevance' | 'date'): Target['ask'] => {
  return (db, subjects, random) =>
    shown(searchColumns(db, parseSearchQuery(text(subjects, random)), { limit: pageCards, sort }))
}

export const targets: readonly Target[] = [
  { name: 'front page', judged: 'growth', ask: list(() => ({}), frontCards) },
  { name: 'country', judged: 'growth', ask: list((s, r) => ({ country: one(s.countries, r) }), frontCards) },
  { name: 'language', judged: 'growth', ask: list((s, r) => ({ languages: [one(s.languages, r)] }), frontCards) },
  { name: 'columnist, prolific', judged: 'growth', ask: ofWriter('prolific', pageCards) },
  { name: 'columnist, rare', judged: 'growth', ask: ofWriter('rare', rareCards) },
  {
    name: 'publisher',
    judged: 'growth',
    async ask(db, subjects, random) {
      const { id, slug } = one(subjects.publishers, random)
      const [listing] = await Promise.all([
        listColumnsByPublisher(db, id, { limit: pageCards }),
        findPublisherBySlug(db, slug),
        listColumnistsOfPublisher(db, id, 12),
      ])
      return listing.items.length
    },
  },
  {
    name: 'column',
    judged: 'growth',
    async ask(db, subjects, random) {
      const column = one(subjects.columns, random)
      const [found, { previous, next }] = await Promise.all([
        findColumn(db, column.id, column.publisherId),
        findNeighbours(db, column),
      ])
      return [found?.kind === 'found', previous !== null, next !== null].filter(Boolean).length
    },
  },
  {
    name: 'archive day',
    judged: 'growth',
    ask: list((s, r) => ({ day: one(s.days, r) }), dayCards),
  },
  {
    name: 'archive day of a country',
    judged: 'told',
    ask: list((s, r) => ({ day: one(s.days, r), country: one(s.countries, r) }), pageCards),
  },
  {
    name: 'deep in a list',
    judged: 'growth',
    ask: (db, subjects, random) => {
      const { publishedAt, id } = one(subjects.columns, random)
      return shown(listColumns(db, {}, { limit: pageCards, after: { publishedAt, id } }))
    },
  },
  {
    name: 'directory',
    judged: 'growth',
    ask: (db, subjects, random) => {
      const name = one(subjects.names, random).toLowerCase().slice(0, 2)
      return shown(listColumnists(db, {}, { limit: 60, after: { name, id: 0 } }))
    },
  },
  { name: 'following 50 writers', judged: 'growth', ask: following(50) },
  { name: 'following 500 writers', judged: 'growth', ask: following(500) },
  {
    name: 'favourites of the week',
    judged: 'told',
    ask: async (db, { since }) => (await listFavouriteColumns(db, { since, limit: 10 })).length,
  },
  { name: 'search: rare word', judged: 'search', ask: searching((s, r) => one(s.rareWords, r), 'relevance') },
  { name: 'search: middling word', judged: 'search', ask: searching((s, r) => one(s.middlingWords, r), 'relevance') },
  { name: 'search: common word', judged: 'search', ask: searching((s, r) => one(s.commonWords, r), 'relevance') },
  { name: 'search: by date', judged: 'search', ask: searching((s, r) => one(s.middlingWords, r), 'date') },
  {
    name: 'search: two words',
    judged: 'search',
    ask: searching((s, r) => `${one(s.commonWords, r)} ${one(s.middlingWords, r)}`, 'relevance'),
  },
  { name: 'search: name', judged: 'search', ask: searching((s, r) => one(s.names, r), 'relevance') },
  { name: 'search: author:', judged: 'search', ask: searching((s, r) => `author:"${one(s.names, r)}"`, 'date') },
  {
    name: 'search: word in a country',
    judged: 'search',
    ask: searching((s, r) => `${one(s.middlingWords, r)} country:${one(s.countries, r)}`, 'relevance'),
  },
  {
    name: 'suggestions',
    judged: 'search',
    ask: async (db, subjects, random) => {
      const name = one(subjects.names, random)
      return (await suggest(db, name.slice(0, 3 + Math.floor(random() * 5)), 6)).columnists.length
    },
  },
]

const columnPath = ({ publisher, columnist, id }: Column) => `/${publisher}/${columnist}/column/${id}`

export const requestTargets: readonly RequestTarget[] = [
  { name: 'front page', judged: 'growth', path: () => '/world' },
  { name: 'country', judged: 'growth', path: (s, r) => `/${one(s.countries, r)}` },
  { name: 'language', judged: 'growth', path: (s, r) => `/world?lang=${one(s.languages, r)}` },
  { name: 'columnist, prolific', judged: 'growth', path: (s, r) => `/columnist/${one(s.prolific, r).slug}` },
  { name: 'columnist, rare', judged: 'growth', path: (s, r) => `/columnist/${one(s.rare, r).slug}` },
  { name: 'publisher', judged: 'growth', path: (s, r) => `/publisher/${one(s.publishers, r).slug}` },
  { name: 'column', judged: 'growth', path: (s, r) => columnPath(one(s.columns, r)) },
  { name: 'archive day', judged: 'growth', path: (s, r) => `/world/archive/${one(s.days, r).replaceAll('-', '/')}` },
  { name: 'directory', judged: 'growth', path: () => '/columnists' },
]

/** Redirects lead to the page that is meant; anything else that is no page is a mistake of the bench. */
export async function askPage(app: Hono, path: string): Promise<number> {
  for (let at = path, hops = 0; hops < 3; hops++) {
    const answer = await app.request(at)
    const location = answer.headers.get('Location')
    if (location === null || answer.status < 300 || answer.status > 399) {
      if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}`)
      return (await answer.arrayBuffer()).byteLength
    }
    at = location.replace(/^https?:\/\/[^/]+/, '')
  }
  throw new Error(`${path} leads in circles`)
}

const subjectsOfAKind = 300

export async function readSubjects(db: Db, world: Pick<World, 'vocabularies'>): Promise<Subjects> {
  const all = async <T>(statement: ReturnType<typeof sql<T>>) => (await statement.execute(db)).rows
  const publishers = await all(sql<{ id: PublisherId; slug: string; country: string; lang: string }>`
    select p.id, p.slug, p.country, p.languages[1] as lang from publishers p
    join publisher_counts n on n.publisher_id = p.id order by n.columns desc limit 10`)
  const prolific = await all(sql<Writer>`
    select w.id, w.slug from outlets o join columnists w on w.id = o.columnist_id order by o.pieces desc limit 3`)
  const rare = await all(sql<Writer>`
    select w.id, w.slug from outlets o join columnists w on w.id = o.columnist_id where o.pieces > ${rareCards}
    order by o.pieces, md5(w.slug) limit ${sql.lit(subjectsOfAKind)}`)
  const writers = await all(sql<{ id: ColumnistId }>`
    select columnist_id as id from outlets where pieces >= 2 order by md5(columnist_id::text) limit 2000`)
  const [span] = await all(sql<{ ids: number }>`select max(id) as ids from columns`)
  const ids = Array.from({ length: subjectsOfAKind }, (_, i) => Math.ceil(((i + 0.5) * span!.ids) / subjectsOfAKind))
  const columns = await all(sql<Column>`
    select c.id, c.publisher_id as "publisherId", p.slug as publisher, c.published_at as "publishedAt",
      a.columnist_id as "columnistId", w.slug as columnist
    from columns c join publishers p on p.id = c.publisher_id
    join attributions a on a.publisher_id = c.publisher_id and a.column_id = c.id and a.position = 0
    join columnists w on w.id = a.columnist_id
    join outlets o on o.publisher_id = a.publisher_id and o.columnist_id = a.columnist_id
    where c.id = any(${ids}::bigint[]) and c.listed
      and c.published_at > o.first_published_at and c.published_at < o.last_published_at`)
  const days = await all(sql<{ day: string; isFull: boolean }>`
    select day, sum(columns) > ${dayCards} as "isFull" from country_days where day < (select max(day) from country_days) group by day
    order by sum(columns) <= ${dayCards}, day desc limit ${sql.lit(subjectsOfAKind)}`)
  const names = await all(sql<{ name: string }>`select name from columnists order by md5(name) limit 2000`)
  const word = (from: number, to: number) =>
    [...world.vocabularies.values()].flatMap(({ words, hasSpaces }) => (hasSpaces ? words.slice(from, to) : []))
  return {
    countries: [...new Set(publishers.map(({ country }) => country))].slice(0, 3),
    languages: [...new Set(publishers.map(({ lang }) => lang))].slice(0, 3),
    publishers,
    prolific,
    rare,
    writers: writers.map(({ id }) => id),
    columns,
    // The smallest archive has some such days, one of the tests none.
    days: days.filter(({ isFull }) => isFull === days[0]!.isFull).map(({ day }) => day),
    since: new Date(
      columns.reduce((last, { publishedAt }) => Math.max(last, publishedAt.getTime()), 0) - 7 * 86_400_000,
    ),
    commonWords: word(0, 10),
    middlingWords: word(50, 1000),
    rareWords: word(1500, Number.MAX_SAFE_INTEGER),
    names: names.map(({ name }) => name),
  }
}
