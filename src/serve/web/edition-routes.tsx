// `/` and `/{cc}`: which edition a reader is given, and its front page.
import type { Context, Hono } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import {
  decodeCursor,
  encodeCursor,
  findChosenCards,
  findPictures,
  listCandidates,
  listCandidatesByKeys,
  listColumns,
  listFavouriteColumns,
  listPublishers,
  siftColumns,
  type Cursor,
  type EditionChoice,
  type Listing,
  type PageRequest,
  type Picture,
} from '../../archive/index.ts'
import type { ColumnCard, CountryCode, RankedColumn } from '../../model/index.ts'
import { rankLeading } from '../../rank/index.ts'
import { formatOf } from '../http/format.ts'
import { notFound } from '../http/problem.ts'
import { textParameter, withQuery } from '../http/query.ts'
import { editionPath } from '../http/addresses.ts'
import {
  feedLinks,
  feedSize,
  pageSize,
  showFeed,
  showOpml,
  showPage,
  viewOf,
  wantsFeed,
  type Desk,
  type ListOfColumns,
} from './desk.ts'
import { editionPattern, inEdition, languagesOf, requireEdition, topicOf } from './editions.ts'
import { placeInText } from './format.ts'
import { countOf, filterOf, keptFilter, parametersOf, type ListFilter } from './filters.tsx'
import { FrontPage } from './front-page.tsx'
import { messages as m } from './messages.ts'
import { sieveOf } from './topic-routes.tsx'

/** Newest columns among which the leading ones are chosen, and beside them the most read ones of two days. */
const candidates = 100
const mostRead = 40
const mostReadMs = 2 * 86_400_000
/** Milliseconds for which is remembered which those are; what they are is asked each time. */
const rememberedMs = 60_000

export function routeEditions(app: Hono, desk: Desk): void {
  app.get('/', (c) => chooseEdition(c, desk))
  const readOf = mostReadOf(desk)
  app.get(editionPattern, (c) => frontPage(c, desk, c.req.param('edition'), readOf))
}

/** Where a reader starts: the edition they chose, else the one their browser's languages point to, else the world. */
async function chooseEdition(c: Context, desk: Desk): Promise<Response> {
  if (formatOf(c) !== 'html') throw notFound()
  const [reader, editions] = await Promise.all([desk.cookies.read(c), desk.editions()])
  const chosen = reader.edition ?? editionFor(c.req.header('Accept-Language'), editions)
  c.header('Cache-Control', 'private, no-cache')
  c.header('Vary', 'Accept-Language, Cookie')
  return c.redirect(editionPath(chosen), 302)
}

/**
 * A region named by the browser (`he-IL`) wins if that country has columns; else the country with most columns among
 * those read in the language; else the world. `editions` come with most columns first.
 */
export function editionFor(acceptLanguage: string | undefined, editions: readonly EditionChoice[]): CountryCode {
  const accepted = acceptLanguage === undefined ? [] : parseAccept(acceptLanguage).sort((a, b) => b.q - a.q)
  for (const { type, q } of accepted.slice(0, 20)) {
    const [language, ...subtags] = type.toLowerCase().split('-')
    if (q === 0 || language === undefined) continue
    const region = subtags.find((subtag) => /^[a-z]{2}$/.test(subtag))
    const match =
      editions.find((edition) => edition.id === region) ??
      editions.find((edition) => edition.languages.some((tag) => tag.split('-')[0] === language))
    if (match !== undefined) return match.id
  }
  return 'world'
}

async function frontPage(c: Context, desk: Desk, edition: CountryCode, readOf: MostRead): Promise<Response> {
  const filter = filterOf(c)
  const after = textParameter(c, 'after', 100)
  const kept = formatOf(c) === 'html' ? keptFilter(c) : null
  // What the device remembers is put into the address, so that the address says what the page shows.
  if (kept !== null && countOf(filter) === 0 && after === null && c.req.query('filters') === undefined)
    return toFiltered(c, withQuery(editionPath(edition), parametersOf(kept)))
  const view = await viewOf(desk, c, edition)
  const known = requireEdition(view.editions, edition)
  const list: ListOfColumns = {
    title: edition === 'world' ? m.worldTitle : m.frontPageTitle(placeInText(edition)),
    description: edition === 'world' ? m.worldAbout : m.frontPageAbout(placeInText(edition)),
    address: withQuery(editionPath(edition), parametersOf(filter)),
    topics: [topicOf(edition)],
    lang: filter.lang ?? (known?.languages.length === 1 ? (known.languages[0] ?? null) : null),
  }
  if (formatOf(c) === 'opml') {
    const publishers = await listPublishers(desk.db, inEdition(edition))
    return showOpml(c, desk, { title: list.title, publishers })
  }
  if (wantsFeed(c))
    return showFeed(c, desk, list, (await listFiltered(desk, edition, filter, { limit: feedSize })).items)
  const first = after === null
  const [{ leading, river, older, picture }, publishers] = await Promise.all([
    first && countOf(filter) === 0
      ? wholeFront(desk, edition, view.now, readOf)
      : filteredFront(desk, edition, filter, view.now, after),
    edition === 'world' ? [] : desk.publishersOf(edition),
  ])
  const followed =
    leading.length + river.length > 0 ? publishers.length : (await listPublishers(desk.db, inEdition(edition))).length
  return showPage(
    c,
    view,
    {
      title: list.title,
      description: list.description,
      canonical: withQuery(list.address, { after }),
      topics: [topicOf(edition)],
      feeds: feedLinks(list, 'opml'),
    },
    <FrontPage
      view={view}
      edition={edition}
      leading={leading}
      picture={picture}
      river={river}
      older={older === null ? null : encodeCursor(older)}
      paged={!first}
      address={list.address}
      languages={languagesOf(view.editions, edition)}
      filter={filter}
      kept={kept}
      publishers={publishers.toSorted((a, b) => b.columns - a.columns)}
      followed={followed}
    />,
  )
}

type Arranged<T> = { readonly leading: readonly T[]; readonly river: readonly T[]; readonly older: Cursor | null }
/** `picture`: of the first of `leading`. */
type Front = Arranged<ColumnCard> & { readonly picture: Picture | undefined }

/** The first page of everything: what stands where is decided first, and then only what is shown is asked for. */
async function wholeFront(desk: Desk, edition: CountryCode, now: Date, readOf: MostRead): Promise<Front> {
  const [newest, read] = await Promise.all([listCandidates(desk.db, inEdition(edition), candidates), readOf(edition)])
  const { leading, river, older } = arrange(newest, read, now)
  const [cards, pictures] = await Promise.all([
    findChosenCards(desk.db, [...leading, ...river]),
    findPictures(desk.db, leading.slice(0, 1)),
  ])
  const cardsOf = (chosen: readonly RankedColumn[]) => chosen.flatMap(({ id }) => cards.get(id) ?? [])
  return { leading: cardsOf(leading), river: cardsOf(river), older, picture: leading[0] && pictures.get(leading[0].id) }
}

async function filteredFront(
  desk: Desk,
  edition: CountryCode,
  filter: ListFilter,
  now: Date,
  after: string | null,
): Promise<Front> {
  if (after !== null) {
    const { items, older } = await listFiltered(desk, edition, filter, { limit: pageSize, after: decodeCursor(after) })
    return { leading: [], river: items, older, picture: undefined }
  }
  const front = arrange(await listFiltered(desk, edition, filter, { limit: candidates }), [], now)
  const [first] = front.leading
  return { ...front, picture: first && (await findPictures(desk.db, [first])).get(first.id) }
}

/** What leads, among the newest and the most read, and the newest of the rest. */
function arrange<T extends RankedColumn>(newest: Listing<T>, read: readonly T[], now: Date): Arranged<T> {
  const leading = rankLeading(together(newest.items, read), now, leadingOf(newest.items.length))
  const leads = new Set(leading.map((card) => card.id))
  const others = newest.items.filter((card) => !leads.has(card.id))
  const river = others.slice(0, pageSize)
  const last = river.at(-1)
  const isCut = others.length > river.length && last !== undefined
  return { leading, river, older: isCut ? { publishedAt: last.publishedAt, id: last.id } : newest.older }
}

type MostRead = (edition: CountryCode) => Promise<RankedColumn[]>

/** An edition's columns of two days that readers opened most: what leads in the evening need not be of the last hour. */
function mostReadOf(desk: Desk): MostRead {
  const keysOf = new Map<CountryCode, () => Promise<Pick<ColumnCard, 'publisherId' | 'id'>[]>>()
  const ask = async (edition: CountryCode) => {
    const country = inEdition(edition)
    const since = new Date(desk.now().getTime() - mostReadMs)
    const cards = await listFavouriteColumns(desk.db, { ...country, since, limit: mostRead })
    return cards.filter((card) => card.opens > 0).map(({ publisherId, id }) => ({ publisherId, id }))
  }
  return async (edition) => {
    const keys = keysOf.get(edition) ?? desk.remember(() => ask(edition), { maxAgeMs: rememberedMs })
    keysOf.set(edition, keys)
    return listCandidatesByKeys(desk.db, await keys())
  }
}

function together<T extends RankedColumn>(newest: readonly T[], read: readonly T[]): T[] {
  const known = new Set(newest.map((card) => card.id))
  return [...newest, ...read.filter((card) => !known.has(card.id))]
}

/** The edition's newest columns that pass the filter: by an index alone where one knows the filter, else sifted. */
function listFiltered(desk: Desk, edition: CountryCode, filter: ListFilter, page: PageRequest) {
  const country = inEdition(edition)
  const languages = filter.lang === null ? {} : { languages: [filter.lang] }
  const include = filter.kind === 'all' ? { include: 'all' as const } : {}
  const { languages: sifted, ...sieve } = sieveOf(filter)
  if (edition === 'world') {
    if (Object.keys(sieve).length === 0) return listColumns(desk.db, { ...languages, ...include }, page)
    return siftColumns(desk.db, { ...languages, ...include }, sieve, page)
  }
  if (countOf({ ...filter, kind: filter.kind === 'all' ? null : filter.kind }) === 0)
    return listColumns(desk.db, { ...country, ...include }, page)
  return siftColumns(desk.db, { ...country, ...include }, { ...sieve, ...(sifted ? { languages: sifted } : {}) }, page)
}

function toFiltered(c: Context, address: string): Response {
  c.header('Cache-Control', 'private, no-cache')
  c.header('Vary', 'Cookie')
  return c.redirect(address, 302)
}

/** How many lead: a banner and full rows of three below it, never more than a quarter of what there is. */
function leadingOf(columns: number): number {
  const most = Math.min(10, Math.ceil(columns / 4))
  return most === 0 ? 0 : 1 + Math.floor((most - 1) / 3) * 3
}
