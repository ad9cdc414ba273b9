// `/about/corrections`, which is a feed too, and `/report`, by which a reader says that a name is wrong.
import type { Context, Hono } from 'hono'
import {
  addReport,
  decodeCursor,
  encodeCursor,
  findColumn,
  listCorrections,
  listPartedWriters,
} from '../../archive/index.ts'
import { BadRequest } from '../../base/index.ts'
import type { CanonicalUrl, ColumnCard, ColumnId, PublisherId } from '../../model/index.ts'
import { columnPath } from '../http/addresses.ts'
import { askedOf } from '../http/asked.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import { textParameter, withQuery } from '../http/query.ts'
import { formId, formText, readForm } from '../http/read-form.ts'
import { visitorHash } from '../http/visitor.ts'
import { CorrectionsPage, correctionInWords } from './corrections-pages.tsx'
import { backTo, feedLinks, feedSize, pageSize, showFeed, showPage, viewOf, wantsFeed, type Desk } from './desk.ts'
import { isoDay } from './format.ts'
import { maxReportName, maxReportNote } from './forms.tsx'
import { messages as m } from './messages.ts'

const address = '/about/corrections'
/** Latest first; such a thing happens seldom. */
const partedShown = 50

export function routeCorrections(app: Hono, desk: Desk): void {
  app.get(address, (c) => corrections(c, desk))
  app.post('/report', (c) => report(c, desk))
}

async function corrections(c: Context, desk: Desk): Promise<Response> {
  const list = { title: m.correctionsFeed, description: m.correctionsTitle, address }
  const after = textParameter(c, 'after', 100)
  const feed = wantsFeed(c)
  const { items, next } = await listCorrections(desk.db, {
    limit: feed ? feedSize : pageSize,
    ...(after === null ? {} : { after: decodeCursor(after) }),
  })
  if (feed) {
    // An item is the correction, not the column: it leads to our page, where the evidence is.
    const cards = items.map((item): ColumnCard => {
      const page = `${desk.site.publicUrl}${columnPath(item.card)}#correction-${item.id}`
      return {
        ...item.card,
        canonicalUrl: page as CanonicalUrl,
        title: m.correctionOf(item.card.title),
        excerpt: `${correctionInWords(item)} ${item.reason}`,
        publishedAt: item.correctedAt,
      }
    })
    return showFeed(c, desk, list, cards)
  }
  const [view, parted] = await Promise.all([
    viewOf(desk, c),
    after === null ? listPartedWriters(desk.db, { limit: partedShown }) : [],
  ])
  return showPage(
    c,
    view,
    { title: m.aboutCorrections, canonical: withQuery(address, { after }), feeds: feedLinks(list) },
    <CorrectionsPage
      view={view}
      corrections={items}
      parted={parted}
      older={next === null ? null : encodeCursor(next)}
      paged={after !== null}
      reported={c.req.query('reported') === 'yes'}
    />,
  )
}

/** Kept for the operator; the column stays as it is. */
async function report(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const id = formId(form, 'column') as ColumnId | null
  const publisherId = formId(form, 'publisher') as PublisherId | null
  const name = formText(form, 'name').replaceAll(/\s+/g, ' ').slice(0, maxReportName)
  const note = formText(form, 'note').slice(0, maxReportNote)
  if (id === null || publisherId === null) throw new BadRequest(m.refusals.whichColumn)
  if (name === '') throw new BadRequest(m.reportEmpty)
  const finding = await findColumn(desk.db, id, publisherId)
  if (finding?.kind !== 'found') throw notFound()
  const now = desk.now()
  const day = isoDay(now)
  // One hash a reader and day, whatever the column: 0 is no column's number.
  const visitor = visitorHash(await desk.salt(day), askedOf(c), 0 as ColumnId)
  const kept = await addReport(desk.db, {
    publisherId,
    columnId: id,
    name,
    note: note === '' ? null : note,
    day,
    visitor,
    now,
  })
  if (!kept) throw new HttpProblem(429, m.reportEnough)
  return backTo(c, `${address}?reported=yes`)
}
