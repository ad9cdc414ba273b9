// `/columnist/{slug}`.
import type { Context, Hono } from 'hono'
import {
  decodeCursor,
  encodeCursor,
  findColumnistBySlug,
  listColumnsByColumnist,
  findBiography,
  findPortraits,
  listOtherNames,
  listOutlets,
  listTopicsOfColumnist,
  listWritingDays,
  listWritingMonths,
  listWritingYears,
  resolveColumnistIds,
  type Cursor,
} from '../../archive/index.ts'
import { BadRequest } from '../../base/index.ts'
import { notFound } from '../http/problem.ts'
import { textParameter, withQuery } from '../http/query.ts'
import { columnistPath } from '../http/addresses.ts'
import { ColumnistPage } from './columnist-page.tsx'
import {
  feedLinks,
  feedSize,
  movedTo,
  pageSize,
  showFeed,
  showPage,
  viewOf,
  wantsFeed,
  type Desk,
  type ListOfColumns,
} from './desk.ts'
import { messages as m } from './messages.ts'
import { rhythmDays } from './rhythm.tsx'

export function routeColumnists(app: Hono, desk: Desk): void {
  app.get('/columnist/:slug', (c) => columnistPage(c, desk))
}

async function columnistPage(c: Context, desk: Desk): Promise<Response> {
  const found = await findColumnistBySlug(desk.db, c.req.param('slug') ?? '')
  if (found === undefined) throw notFound()
  if (found.kind === 'moved') return movedTo(c, columnistPath(found.slug))
  const columnist = found.value
  const path = columnistPath(columnist.slug)
  const about = [`columnist:${columnist.id}`] as const
  const list: ListOfColumns = {
    title: columnist.name,
    description: m.columnistTitle(columnist.name),
    address: path,
    topics: about,
  }
  if (wantsFeed(c)) {
    return showFeed(c, desk, list, (await listColumnsByColumnist(desk.db, columnist.id, { limit: feedSize })).items)
  }
  const { year, month } = monthParameters(c)
  const after = textParameter(c, 'after', 100)
  const from = after === null ? endOf(year, month) : decodeCursor(after)
  const { db } = desk
  // What takes longest is asked first: connections are few, and what is asked last waits for one. The calendar is on the first page.
  const [days, listing, subjects, years, months, outlets, biography, portraits, otherNames, asked] = await Promise.all([
    from === null ? listWritingDays(db, columnist.id, new Date(desk.now().getTime() - rhythmDays * 86_400_000)) : [],
    listColumnsByColumnist(db, columnist.id, { limit: pageSize, ...(from === null ? {} : { after: from }) }),
    listTopicsOfColumnist(db, columnist.id),
    listWritingYears(db, columnist.id),
    year === null ? [] : listWritingMonths(db, columnist.id, year),
    listOutlets(db, columnist.id),
    findBiography(db, columnist.id),
    findPortraits(db, [columnist.id]),
    listOtherNames(db, columnist.id),
    viewOf(desk, c),
  ])
  const columnists = await resolveColumnistIds(db, asked.reader.columnists)
  const view = { ...asked, reader: { ...asked.reader, columnists } }
  return showPage(
    c,
    view,
    {
      title: columnist.name,
      topics: about,
      description: m.columnistTitle(columnist.name),
      canonical: withQuery(path, { year: text(year), month: text(month), after }),
      feeds: feedLinks(list),
      // A writer of whom nothing is shown any more keeps the address, for who followed it, and nothing else.
      ...(outlets.length === 0 ? { indexed: false } : {}),
    },
    <ColumnistPage
      view={view}
      columnist={columnist}
      otherNames={outlets.length === 0 ? [] : otherNames}
      biography={biography}
      portrait={portraits.get(columnist.id)}
      outlets={outlets}
      topics={subjects.map((one) => one.topic)}
      days={days}
      years={years}
      year={year}
      months={months}
      month={month}
      cards={listing.items}
      older={listing.older === null ? null : encodeCursor(listing.older)}
      paged={from !== null}
      address={path}
    />,
  )
}

/** `?year=` and `?month=` of it: where to begin in a long list. */
function monthParameters(c: Context): { year: number | null; month: number | null } {
  const year = textParameter(c, 'year', 10)
  const month = textParameter(c, 'month', 10)
  if (year === null && month === null) return { year: null, month: null }
  if (year === null || !/^(1[5-9]|2\d)\d\d$/.test(year)) throw new BadRequest(m.refusals.notYear(year ?? ''))
  if (month !== null && !/^(0?[1-9]|1[0-2])$/.test(month)) throw new BadRequest(m.refusals.notMonth(month))
  return { year: Number(year), month: month === null ? null : Number(month) }
}

/** Everything older than the first moment of what follows the year or the month. */
function endOf(year: number | null, month: number | null): Cursor | null {
  if (year === null) return null
  return { publishedAt: new Date(Date.UTC(year, month ?? 12, 1)), id: 0 }
}

function text(n: number | null): string | null {
  return n === null ? null : String(n)
}
