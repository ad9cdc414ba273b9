// `/publishers`, `/publisher/{slug}` and its terms.
import type { Context, Hono } from 'hono'
import {
  decodeCursor,
  describeTerms,
  encodeCursor,
  findPublisherBySlug,
  findPortraits,
  findPublisherState,
  listColumnistsOfPublisher,
  listColumnsByPublisher,
  listPublishers,
  listSiblings,
} from '../../archive/index.ts'
import { foldName } from '../../base/index.ts'
import type { Publisher } from '../../model/index.ts'
import { formatOf } from '../http/format.ts'
import { notFound } from '../http/problem.ts'
import { textParameter, withQuery } from '../http/query.ts'
import { publisherPath, termsPath } from '../http/addresses.ts'
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
import { columnistsShown, PublisherPage, PublishersPage } from './publisher-pages.tsx'
import { TermsPage } from './terms-page.tsx'

const columnistsInOpml = 500
const termsDays = 30

export function routePublishers(app: Hono, desk: Desk): void {
  app.get('/publishers', (c) => directory(c, desk))
  app.get('/publisher/:slug', (c) =>
    withPublisher(c, desk, publisherPath, (publisher) => publisherPage(c, desk, publisher)),
  )
  app.get('/publisher/:slug/terms', (c) =>
    withPublisher(c, desk, termsPath, (publisher) => termsPage(c, desk, publisher)),
  )
}

async function directory(c: Context, desk: Desk): Promise<Response> {
  const query = textParameter(c, 'q', 200)
  const [view, all] = await Promise.all([viewOf(desk, c), listPublishers(desk.db, {})])
  const publishers = query === null ? all : all.filter((publisher) => isCalled(publisher, query))
  if (formatOf(c) === 'opml') return showOpml(c, desk, { title: m.publishersTitle, publishers })
  return showPage(
    c,
    view,
    {
      title: m.publishersTitle,
      description: m.publishersAbout,
      canonical: '/publishers',
      feeds: [{ format: 'opml', href: withQuery('/publishers.opml', { q: query }), title: m.publishersTitle }],
      ...(query === null ? {} : { indexed: false }),
    },
    <PublishersPage publishers={publishers} query={query} />,
  )
}

/** Every word begins a word of the publisher's name or host. */
function isCalled(publisher: Publisher, query: string): boolean {
  const words = foldName(`${publisher.name} ${URL.parse(publisher.home)?.hostname ?? ''}`).split(' ')
  return foldName(query)
    .split(' ')
    .every((part) => words.some((word) => word.startsWith(part)))
}

async function publisherPage(c: Context, desk: Desk, publisher: Publisher): Promise<Response> {
  const path = publisherPath(publisher.slug)
  const list: ListOfColumns = {
    title: publisher.name,
    description: m.publisherAbout(publisher.name),
    address: path,
    topics: [`publisher:${publisher.id}`],
    lang: publisher.languages.length === 1 ? (publisher.languages[0] ?? null) : null,
  }
  if (formatOf(c) === 'opml') {
    const columnists = await listColumnistsOfPublisher(desk.db, publisher.id, columnistsInOpml)
    return showOpml(c, desk, { title: publisher.name, columnists })
  }
  if (wantsFeed(c)) {
    return showFeed(c, desk, list, (await listColumnsByPublisher(desk.db, publisher.id, { limit: feedSize })).items)
  }
  const after = textParameter(c, 'after', 100)
  const [view, columnists, siblings, state, listing] = await Promise.all([
    viewOf(desk, c, publisher.country),
    listColumnistsOfPublisher(desk.db, publisher.id, columnistsShown),
    listSiblings(desk.db, publisher),
    findPublisherState(desk.db, publisher.id),
    listColumnsByPublisher(desk.db, publisher.id, {
      limit: pageSize,
      ...(after === null ? {} : { after: decodeCursor(after) }),
    }),
  ])
  const portraits = await findPortraits(
    desk.db,
    columnists.map(({ id }) => id),
    publisher.id,
  )
  return showPage(
    c,
    view,
    {
      title: publisher.name,
      topics: [`publisher:${publisher.id}`],
      description: list.description,
      canonical: withQuery(path, { after }),
      feeds: feedLinks(list, 'opml'),
    },
    <PublisherPage
      view={view}
      publisher={publisher}
      siblings={siblings}
      state={state}
      columnists={columnists}
      portraits={portraits}
      cards={listing.items}
      older={listing.older === null ? null : encodeCursor(listing.older)}
      paged={after !== null}
      address={path}
    />,
  )
}

async function termsPage(c: Context, desk: Desk, publisher: Publisher): Promise<Response> {
  const since = new Date(desk.now().getTime() - termsDays * 86_400_000)
  const [view, terms] = await Promise.all([
    viewOf(desk, c, publisher.country),
    describeTerms(desk.db, publisher.id, since),
  ])
  return showPage(
    c,
    view,
    { title: m.termsTitle(publisher.name), canonical: termsPath(publisher.slug) },
    <TermsPage view={view} publisher={publisher} terms={terms} days={termsDays} />,
  )
}

async function withPublisher(
  c: Context,
  desk: Desk,
  path: (slug: string) => string,
  show: (publisher: Publisher) => Promise<Response>,
): Promise<Response> {
  const found = await findPublisherBySlug(desk.db, c.req.param('slug') ?? '')
  if (found === undefined) throw notFound()
  return found.kind === 'moved' ? movedTo(c, path(found.slug)) : show(found.value)
}
