// `/{cc}/favorites`, and `/following`, which leads there.
import type { Context, Hono } from 'hono'
import {
  decodeCursor,
  encodeCursor,
  listColumnistsByIds,
  listFavouriteColumns,
  listFollowedColumns,
  listPublishersByIds,
  type PageRequest,
} from '../../archive/index.ts'
import type { ColumnCard, CountryCode } from '../../model/index.ts'
import { favoritesPath } from '../http/addresses.ts'
import { formatOf } from '../http/format.ts'
import { textParameter } from '../http/query.ts'
import { pageSize, showOpml, showPage, viewOf, type Desk } from './desk.ts'
import { editionPattern, inEdition, requireEdition } from './editions.ts'
import { FavoritesPage } from './favorites-pages.tsx'
import { messages as m } from './messages.ts'

export function routeFavorites(app: Hono, desk: Desk): void {
  app.get('/following', async (c) => {
    const reader = await desk.cookies.read(c)
    return c.redirect(favoritesPath(reader.edition ?? 'world'), 302)
  })
  app.get(`${editionPattern}/favorites`, (c) => favorites(c, desk, c.req.param('edition')))
}

async function favorites(c: Context, desk: Desk, edition: CountryCode): Promise<Response> {
  const view = await viewOf(desk, c, edition)
  requireEdition(view.editions, edition)
  const { db } = desk
  const { reader } = view
  const [columnists, publishers] = await Promise.all([
    listColumnistsByIds(db, [...reader.columnists]),
    listPublishersByIds(db, [...reader.publishers]),
  ])
  if (formatOf(c) === 'opml') return showOpml(c, desk, { title: m.favoritesTitle, columnists, publishers }, true)
  const after = textParameter(c, 'after', 100)
  const followsNobody = columnists.length + publishers.length === 0
  const page: PageRequest = { limit: pageSize, ...(after === null ? {} : { after: decodeCursor(after) }) }
  const listing = followsNobody
    ? null
    : await listFollowedColumns(db, { columnistIds: reader.columnists, publisherIds: reader.publishers }, page)
  const suggestions: ColumnCard[] = followsNobody
    ? await listFavouriteColumns(db, {
        ...inEdition(edition),
        since: new Date(view.now.getTime() - 7 * 86_400_000),
        limit: 10,
      })
    : []
  return showPage(
    c,
    view,
    { title: m.favoritesTitle, indexed: false, personal: true },
    <FavoritesPage
      view={view}
      edition={edition}
      columnists={columnists}
      publishers={publishers}
      cards={listing?.items ?? []}
      suggestions={suggestions}
      older={listing?.older ? encodeCursor(listing.older) : null}
      paged={after !== null}
    />,
  )
}
