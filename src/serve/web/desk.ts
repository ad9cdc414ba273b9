// What handlers share: the database, the site, and how an answer is given: as a page, a feed, a redirect.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Db, EditionChoice, PageTopic, PublisherSummary } from '../../archive/index.ts'
import type { Log } from '../../base/index.ts'
import type { ColumnCard, CountryCode } from '../../model/index.ts'
import { formatOf, inFormat, type Format } from '../http/format.ts'
import { languageVary } from '../http/interface-language.ts'
import { lookOf } from '../http/look.ts'
import type { Remember } from '../http/remembered-answers.ts'
import { ownCaching, sharedCaching } from '../http/page-cache.ts'
import { noteOf } from '../http/page-note.ts'
import { notFound } from '../http/problem.ts'
import { ownCookies, type ReaderCookies } from '../http/reader.ts'
import type { FeedWriters, OpmlList } from '../http/feed-writers.ts'
import { document, type FeedLink, type PageProps } from './layout.tsx'
import { messages as m } from './messages.ts'
import type { OperatorSession } from './operator-session.ts'
import type { Site, View } from './view.ts'

export type Desk = {
  readonly db: Db
  readonly site: Site
  readonly cookies: ReaderCookies
  readonly operator: OperatorSession
  readonly feeds: FeedWriters
  readonly now: () => Date
  readonly log: Pick<Log, 'error'>
  /** Runs after the answer, such as counting; a failure is logged and hurts nobody. */
  readonly afterwards: (work: Promise<unknown>) => void
  /** With what the readers of a day are hashed, `2026-11-22`. */
  readonly salt: (day: string) => Promise<Buffer>
  /** Editions with columns, most columns first; asked of the archive at most every half minute. */
  readonly editions: () => Promise<readonly EditionChoice[]>
  /** Of one country, by name; asked of the archive as often. */
  readonly publishersOf: (country: CountryCode) => Promise<readonly PublisherSummary[]>
  readonly remember: Remember
}

/** Cards on a page of a list. */
export const pageSize = 30
/** Cards in a feed. */
export const feedSize = 50

export async function viewOf(desk: Desk, c: Context, edition: CountryCode | null = null): Promise<View> {
  const [reader, editions] = await Promise.all([desk.cookies.read(c), desk.editions()])
  return {
    ...desk.site,
    now: desk.now(),
    reader,
    look: lookOf(c),
    here: addressOf(c),
    editions,
    edition: edition ?? reader.edition,
  }
}

type ShownPage = PageProps & {
  readonly status?: 400 | 403 | 404 | 410
  /** True for pages made for one reader, which no cache between us may keep. */
  readonly personal?: boolean
  /** What it is about, so that it is made anew when that changes; any filing by default. */
  readonly topics?: readonly PageTopic[]
}

/** A page in HTML. Asked for as a feed, it is not there. */
export function showPage(c: Context, view: View, page: ShownPage, body: Child): Response {
  if (formatOf(c) !== 'html') throw notFound()
  const html = document(view, page, body)
  const isShared = page.personal !== true && page.status === undefined
  if (isShared && isKept(c, page)) noteOf(c).topics = page.topics ?? ['filing']
  c.header('Cache-Control', isShared && ownCookies(c).size === 0 ? sharedCaching : ownCaching)
  c.header('Vary', languageVary)
  noteOf(c).text = html
  return c.body(null, page.status ?? 200, { 'Content-Type': 'text/html; charset=UTF-8' })
}

/** A search and an address with words that no page asks for are without number: they are made each time. */
function isKept(c: Context, page: ShownPage): boolean {
  if (page.indexed === false) return false
  const { url } = c.req.raw
  if (page.canonical === url.slice(url.indexOf('/', url.indexOf('://') + 3))) return true
  const { pathname, search } = new URL(url)
  return `${pathname}${search}` === (page.canonical ?? pathname)
}

export type ListOfColumns = {
  readonly title: string
  readonly description: string
  /** The list's own address without cursor and format. */
  readonly address: string
  readonly lang?: string | null
  readonly topics?: readonly PageTopic[]
}

/** True when a list is asked for as a feed of columns. */
export function wantsFeed(c: Context): boolean {
  const format = formatOf(c)
  return format !== 'html' && format !== 'opml'
}

export function showFeed(c: Context, desk: Desk, list: ListOfColumns, cards: readonly ColumnCard[]): Response {
  const format = formatOf(c)
  if (format === 'html' || format === 'opml') throw notFound()
  const { publicUrl } = desk.site
  const { text, mediaType } = desk.feeds.columns(format, {
    title: `${list.title} · ${m.siteName}`,
    description: list.description,
    page: `${publicUrl}${list.address}`,
    self: `${publicUrl}${inFormat(list.address, format)}`,
    publicUrl,
    lang: list.lang ?? null,
    cards,
    now: desk.now(),
    siteName: m.siteName,
    rights: m.feedRights,
    rightsOf: m.copyright,
  })
  noteOf(c).topics = list.topics ?? ['filing']
  const headers = { 'Content-Type': mediaType, 'Cache-Control': 'public, max-age=300', Vary: languageVary }
  return c.body(text, 200, headers)
}

export function showOpml(c: Context, desk: Desk, list: Omit<OpmlList, 'publicUrl'>, personal = false): Response {
  const { text, mediaType } = desk.feeds.opml({ ...list, publicUrl: desk.site.publicUrl })
  const cache = personal ? 'private, no-cache' : 'public, max-age=3600'
  return c.body(text, 200, { 'Content-Type': mediaType, 'Cache-Control': cache, Vary: languageVary })
}

/** The links a page offers to its own list as feeds. */
export function feedLinks(list: Pick<ListOfColumns, 'address' | 'title'>, ...more: readonly Format[]): FeedLink[] {
  return (['rss', 'atom', 'json', ...more] as FeedLink['format'][]).map((format) => ({
    format,
    href: inFormat(list.address, format),
    title: list.title,
  }))
}

/** For ever, to the same thing's right address, keeping query and format. `path` is one of ours. */
export function movedTo(c: Context, path: string): Response {
  return c.redirect(inFormat(`${path}${searchOf(c)}`, formatOf(c)), 301)
}

/** After a form: to a page of ours, with GET. */
export function backTo(c: Context, path: string): Response {
  c.header('Cache-Control', 'no-store')
  return c.redirect(path, 303)
}

function addressOf(c: Context): string {
  return `${c.req.path}${searchOf(c)}`
}

function searchOf(c: Context): string {
  const query = c.req.raw.url.indexOf('?')
  return query === -1 ? '' : c.req.raw.url.slice(query)
}
