// `/{cc}/archive`, a year of it and a day.
import type { Context, Hono } from 'hono'
import { BadRequest } from '../../base/index.ts'
import { decodeCursor, encodeCursor, findArchiveSpan, listColumns, listDayCounts } from '../../archive/index.ts'
import type { CountryCode } from '../../model/index.ts'
import { archivePath, dayPath } from '../http/addresses.ts'
import { notFound } from '../http/problem.ts'
import { textParameter } from '../http/query.ts'
import { CalendarPage, DayPage } from './archive-pages.tsx'
import {
  feedLinks,
  feedSize,
  pageSize,
  showFeed,
  showPage,
  viewOf,
  wantsFeed,
  type Desk,
  type ListOfColumns,
} from './desk.ts'
import { editionPattern, inEdition, requireEdition, topicOf } from './editions.ts'
import { isoDay, longDate, placeName } from './format.ts'
import { messages as m } from './messages.ts'

export function routeArchive(app: Hono, desk: Desk): void {
  const archive = `${editionPattern}/archive` as const
  app.get(archive, (c) => calendar(c, desk, c.req.param('edition'), null))
  app.get(`${archive}/:year{[0-9]{4}}`, (c) => calendar(c, desk, c.req.param('edition'), Number(c.req.param('year'))))
  app.get(`${archive}/:year{[0-9]{4}}/:month{[0-9]{1,2}}`, (c) =>
    c.redirect(archivePath(c.req.param('edition'), c.req.param('year')), 302),
  )
  app.get(`${archive}/:year{[0-9]{4}}/:month{[0-9]{1,2}}/:day{[0-9]{1,2}}`, (c) => {
    const { edition, year, month, day } = c.req.param()
    return onDay(c, desk, edition, `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  })
}

async function calendar(c: Context, desk: Desk, edition: CountryCode, asked: number | null): Promise<Response> {
  const view = await viewOf(desk, c, edition)
  requireEdition(view.editions, edition)
  const span = await findArchiveSpan(desk.db, edition === 'world' ? null : edition)
  const firstYear = span === null ? null : Number(span.first.slice(0, 4))
  const lastYear = span === null ? null : Number(span.last.slice(0, 4))
  const years =
    firstYear === null || lastYear === null
      ? []
      : Array.from({ length: lastYear - firstYear + 1 }, (_, i) => lastYear - i)
  const year = asked ?? lastYear ?? view.now.getUTCFullYear()
  if (asked !== null && !years.includes(asked)) throw notFound(m.archiveEmpty)
  const counts =
    years.length === 0
      ? []
      : await listDayCounts(desk.db, { ...inEdition(edition), from: `${year}-01-01`, to: `${year}-12-31` })
  const title = m.archiveTitle(placeName(edition))
  return showPage(
    c,
    view,
    {
      title: asked === null ? title : `${title}, ${asked}`,
      description: m.archiveAbout,
      topics: [topicOf(edition)],
      canonical: archivePath(edition, ...(asked === null ? [] : [String(asked)])),
    },
    <CalendarPage
      edition={edition}
      year={year}
      years={years}
      days={new Map(counts.map((one) => [one.day, one.columns]))}
    />,
  )
}

async function onDay(c: Context, desk: Desk, edition: CountryCode, day: string): Promise<Response> {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || isoDay(date) !== day) throw new BadRequest(m.refusals.notDay(day))
  const view = await viewOf(desk, c, edition)
  requireEdition(view.editions, edition)
  const after = textParameter(c, 'after', 100)
  const title = m.dayTitle({ place: placeName(edition), day: longDate(date) })
  const list: ListOfColumns = { title, description: title, address: dayPath(edition, day), topics: [topicOf(edition)] }
  const limit = wantsFeed(c) ? feedSize : pageSize
  const listing = await listColumns(
    desk.db,
    { ...inEdition(edition), day },
    {
      limit,
      ...(after === null ? {} : { after: decodeCursor(after) }),
    },
  )
  if (wantsFeed(c)) return showFeed(c, desk, list, listing.items)
  const span = await findArchiveSpan(desk.db, edition === 'world' ? null : edition)
  return showPage(
    c,
    view,
    {
      title,
      topics: [topicOf(edition)],
      canonical: list.address,
      feeds: feedLinks(list),
      ...(listing.items.length === 0 ? { indexed: false } : {}),
    },
    <DayPage
      view={view}
      edition={edition}
      date={date}
      cards={listing.items}
      older={listing.older === null ? null : encodeCursor(listing.older)}
      paged={after !== null}
      hasPrevious={span !== null && isoDay(date) > span.first}
      hasNext={isoDay(date) < isoDay(view.now)}
    />,
  )
}
