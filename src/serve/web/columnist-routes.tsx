// `/columnists`, `/columnist/{slug}`.
import type { Context, Hono } from 'hono'
import {
  decodeCursor,
  decodeNameCursor,
  encodeCursor,
  encodeNameCursor,
  findColumnistBySlug,
  listColumnists,
  listColumnsByColumnist,
  listInitials,
  findBiography,
  listOutlets,
  resolveColumnistIds,
  suggestColumnists,
  type Cursor,
} from '../../archive/index.ts'
import { BadRequest } from '../../base/index.ts'
import { formatOf } from '../http/format.ts'
import { notFound } from '../http/problem.ts'
import { textParameter, withQuery } from '../http/query.ts'
import { papersOfNamesakes } from './namesakes.ts'
import { columnistPath } from '../http/addresses.ts'
import { ColumnistPage, DirectoryPage } from './columnist-pages.tsx'
import {
  feedLinks,
  feedSize,
  movedTo,
  pageSize,
  showFeed,
  showOpml,
  showPage,
  viewOf,
  wantsFeed,
  type Desk,
  type ListOfColumns,
} from './desk.ts'
import { messages as m } from './messages.ts'

const namesOnPage = 60
const namesInOpml = 500
const suggestions = 40

export function routeColumnists(app: Hono, desk: Desk): void {
  app.get('/columnists', (c) => directory(c, desk))
  app.get('/columnist/:slug', (c) => columnistPage(c, desk))
}

async function directory(c: Context, desk: Desk): Promise<Response> {
  const query = textParameter(c, 'q', 200)
  const initial = textParameter(c, 'initial', 8)
  const after = textParameter(c, 'after', 1000)
  const opml = formatOf(c) === 'opml'
  const [initials, page] = await Promise.all([
    listInitials(desk.db, {}),
    query === null
      ? listColumnists(desk.db, initial === null ? {} : { initial }, {
          limit: opml ? namesInOpml : namesOnPage,
          ...(after === null ? {} : { after: decodeNameCursor(after) }),
        })
      : suggestColumnists(desk.db, query, suggestions).then((items) => ({ items, next: null })),
  ])
  if (opml) return showOpml(c, desk, { title: m.directoryTitle, columnists: page.items })
  const [view, papers] = await Promise.all([viewOf(desk, c), papersOfNamesakes(desk.db, page.items)])
  const address = withQuery('/columnists', { initial })
  return showPage(
    c,
    view,
    {
      title: initial === null ? m.directoryTitle : `${m.directoryTitle}: ${initial}`,
      canonical: withQuery(address, { after }),
      feeds: [{ format: 'opml', href: withQuery('/columnists.opml', { initial }), title: m.directoryTitle }],
      ...(query === null ? {} : { indexed: false }),
    },
    <DirectoryPage
      view={view}
      papers={papers}
      alphabets={byScript(initials.map((one) => one.initial))}
      total={initials.reduce((sum, one) => sum + one.columnists, 0)}
      initial={initial}
      query={query}
      columnists={page.items}
      next={page.next === null ? null : withQuery(address, { after: encodeNameCursor(page.next) })}
    />,
  )
}

const scripts = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Hiragana',
  'Katakana',
  'Han',
  'Hangul',
] as const
const patterns = scripts.map((script) => new RegExp(`\\p{Script=${script}}`, 'u'))
const collator = new Intl.Collator('und')

/** The letters there are, each script's in its own order; what belongs to no script we know comes last. */
export function byScript(letters: readonly string[]): string[][] {
  const groups = Map.groupBy(letters, (letter) => {
    const found = patterns.findIndex((pattern) => pattern.test(letter))
    return found === -1 ? scripts.length : found
  })
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group.toSorted(collator.compare))
}

async function columnistPage(c: Context, desk: Desk): Promise<Response> {
  const found = await findColumnistBySlug(desk.db, c.req.param('slug') ?? '')
  if (found === undefined) throw notFound()
  if (found.kind === 'moved') return movedTo(c, columnistPath(found.slug))
  const columnist = found.value
  const path = columnistPath(columnist.slug)
  const list: ListOfColumns = { title: columnist.name, description: m.columnistTitle(columnist.name), address: path }
  if (wantsFeed(c)) {
    return showFeed(c, desk, list, (await listColumnsByColumnist(desk.db, columnist.id, { limit: feedSize })).items)
  }
  const year = yearParameter(c)
  const after = textParameter(c, 'after', 100)
  const from = after === null ? startOfYearAfter(year) : decodeCursor(after)
  const [asked, biography, outlets, listing] = await Promise.all([
    viewOf(desk, c),
    findBiography(desk.db, columnist.id),
    listOutlets(desk.db, columnist.id),
    listColumnsByColumnist(desk.db, columnist.id, { limit: pageSize, ...(from === null ? {} : { after: from }) }),
  ])
  const columnists = await resolveColumnistIds(desk.db, asked.reader.columnists)
  const view = { ...asked, reader: { ...asked.reader, columnists } }
  const first = Math.min(...outlets.map((outlet) => outlet.firstPublishedAt.getUTCFullYear()))
  const last = Math.max(...outlets.map((outlet) => outlet.lastPublishedAt.getUTCFullYear()))
  const years = outlets.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, i) => last - i)
  return showPage(
    c,
    view,
    {
      title: columnist.name,
      description: m.columnistTitle(columnist.name),
      canonical: withQuery(path, { year: year === null ? null : String(year), after }),
      feeds: feedLinks(list),
    },
    <ColumnistPage
      view={view}
      columnist={columnist}
      biography={biography}
      outlets={outlets}
      years={years}
      year={year}
      cards={listing.items}
      older={listing.older === null ? null : encodeCursor(listing.older)}
      paged={from !== null}
      address={path}
    />,
  )
}

function yearParameter(c: Context): number | null {
  const text = textParameter(c, 'year', 10)
  if (text === null) return null
  if (!/^(1[5-9]|2\d)\d\d$/.test(text)) throw new BadRequest(`“${text}” is not a year.`)
  return Number(text)
}

/** Everything older than the first moment of the year that follows. */
function startOfYearAfter(year: number | null): Cursor | null {
  return year === null ? null : { publishedAt: new Date(Date.UTC(year + 1, 0, 1)), id: 0 }
}
