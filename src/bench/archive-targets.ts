// What the archive's bench asks: every kind of page by its queries and as a whole request, and searches. Each target draws its
// subject out of the archive at hand, of the same kind at every size.
import type { Hono } from 'hono'
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
import type { ColumnistId } from '../model/index.ts'
import { powerLaw, type Random } from './archive-random.ts'
import { dayCards, rareCards, readersExponent, type Column, type OfAges, type Subjects } from './archive-subjects.ts'

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

/** Columns among which a front page chooses, and on a page of a list. */
const frontCards = 100
const pageCards = 30

const one = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)]!
const shown = async (listing: Promise<{ readonly items: readonly unknown[] }>) => (await listing).items.length
const list = (filter: (subjects: Subjects, random: Random) => ColumnFilter, limit: number): Target['ask'] => {
  return (db, subjects, random) => shown(listColumns(db, filter(subjects, random), { limit }))
}
/** `asked`: some writers are followed by many and most by few; `any`: by as many each. */
const following = (writers: number, whom: keyof OfAges<unknown>): Target['ask'] => {
  return (db, subjects, random) => {
    const { length } = subjects.writers
    const rank = () => (whom === 'any' ? Math.floor(random() * length) : powerLaw(length, readersExponent, random))
    const followed = new Set<ColumnistId>()
    while (followed.size < Math.min(writers, length)) followed.add(subjects.writers[rank()]!)
    return shown(listFollowedColumns(db, { columnistIds: [...followed], publisherIds: [] }, { limit: pageCards }))
  }
}
const deep = (ages: keyof OfAges<Column>): Target['ask'] => {
  return (db, subjects, random) => {
    const { publishedAt, id } = one(subjects.columns[ages], random)
    return shown(listColumns(db, {}, { limit: pageCards, after: { publishedAt, id } }))
  }
}
/** `asked`: of the ages that readers ask for; `any`: of any of the forty years. */
const column = (ages: keyof OfAges<Column>): Target['ask'] => {
  return async (db, subjects, random) => {
    const asked = one(subjects.columns[ages], random)
    const [found, { previous, next }] = await Promise.all([
      findColumn(db, asked.id, asked.publisherId),
      findNeighbours(db, asked),
    ])
    return [found?.kind === 'found', previous !== null, next !== null].filter(Boolean).length
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
  { name: 'column', judged: 'growth', ask: column('asked') },
  { name: 'column, any year', judged: 'told', ask: column('any') },
  { name: 'archive day', judged: 'growth', ask: list((s, r) => ({ day: one(s.days.asked, r) }), dayCards) },
  { name: 'archive day, any year', judged: 'told', ask: list((s, r) => ({ day: one(s.days.any, r) }), dayCards) },
  {
    name: 'archive day of a country',
    judged: 'told',
    ask: list((s, r) => ({ day: one(s.days.asked, r), country: one(s.countries, r) }), pageCards),
  },
  { name: 'deep in a list', judged: 'growth', ask: deep('asked') },
  { name: 'deep in a list, any year', judged: 'told', ask: deep('any') },
  {
    name: 'directory',
    judged: 'growth',
    ask: (db, subjects, random) => {
      const name = one(subjects.names, random).toLowerCase().slice(0, 2)
      return shown(listColumnists(db, {}, { limit: 60, after: { name, id: 0 } }))
    },
  },
  { name: 'following 50 writers', judged: 'growth', ask: following(50, 'asked') },
  { name: 'following any 50 writers', judged: 'told', ask: following(50, 'any') },
  { name: 'following 500 writers', judged: 'growth', ask: following(500, 'asked') },
  { name: 'following any 500 writers', judged: 'told', ask: following(500, 'any') },
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
const dayPath = (day: string) => `/world/archive/${day.replaceAll('-', '/')}`

export const requestTargets: readonly RequestTarget[] = [
  { name: 'front page', judged: 'growth', path: () => '/world' },
  { name: 'country', judged: 'growth', path: (s, r) => `/${one(s.countries, r)}` },
  { name: 'language', judged: 'growth', path: (s, r) => `/world?lang=${one(s.languages, r)}` },
  { name: 'columnist, prolific', judged: 'growth', path: (s, r) => `/columnist/${one(s.prolific, r).slug}` },
  { name: 'columnist, rare', judged: 'growth', path: (s, r) => `/columnist/${one(s.rare, r).slug}` },
  { name: 'publisher', judged: 'growth', path: (s, r) => `/publisher/${one(s.publishers, r).slug}` },
  { name: 'column', judged: 'growth', path: (s, r) => columnPath(one(s.columns.asked, r)) },
  { name: 'column, any year', judged: 'told', path: (s, r) => columnPath(one(s.columns.any, r)) },
  { name: 'archive day', judged: 'growth', path: (s, r) => dayPath(one(s.days.asked, r)) },
  { name: 'archive day, any year', judged: 'told', path: (s, r) => dayPath(one(s.days.any, r)) },
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
