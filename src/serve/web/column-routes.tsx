// `/{publisher}/{columnist}/{title}/{id}`, and `/go/…`, by which a reader leaves for the original.
import type { Context, Hono } from 'hono'
import {
  findColumn,
  findNeighbours,
  findPartedWriters,
  findPictures,
  findPublisherBySlug,
  isLiked,
  listFamily,
  listOnSubject,
  type ColumnFinding,
} from '../../archive/index.ts'
import type { ColumnId, PublisherId } from '../../model/index.ts'
import { askedOf } from '../http/asked.ts'
import { eachTime } from '../http/page-note.ts'
import { notFound } from '../http/problem.ts'
import { idOf } from '../http/query.ts'
import { isPerson } from '../http/visitor.ts'
import { columnPath } from '../http/addresses.ts'
import { ColumnPage } from './column-page.tsx'
import { countVisit } from './count-visit.ts'
import { movedTo, showPage, viewOf, type Desk } from './desk.ts'
import { deviceHash } from './device.ts'
import { formatList } from './format.ts'
import { messages as m } from './messages.ts'
import { TombstonePage } from './tombstone-page.tsx'
import type { View } from './view.ts'

/** Columns by others on the same subject. */
const othersShown = 4

export function routeColumns(app: Hono, desk: Desk): void {
  const find = finderOf(desk)
  app.get('/go/:publisher/:id{[0-9]+}', (c) => goOn(c, desk, find))
  app.get('/:publisher/:columnist/:title/:id{[0-9]+}', (c) => columnPage(c, desk, find))
}

async function columnPage(c: Context, desk: Desk, find: Find): Promise<Response> {
  const finding = await find(c)
  const view = await viewOf(desk, c)
  if (finding.kind === 'tombstone') {
    return showPage(
      c,
      view,
      { title: m.problems[410] ?? '', indexed: false, status: 410 },
      <TombstonePage tombstone={finding.tombstone} />,
    )
  }
  const { column } = finding
  const path = columnPath(column)
  if (!isSamePath(c.req.path, path)) return movedTo(c, path)
  const columnistId = column.credits[0]?.columnistId
  const device = await desk.cookies.findDevice(c)
  const key = { publisherId: column.publisherId, columnId: column.id }
  const [topic] = column.topics
  const columnistIds = column.credits.map((credit) => credit.columnistId)
  const [neighbours, liked, pictures, family, onSubject, parted] = await Promise.all([
    columnistId === undefined ? { previous: null, next: null } : findNeighbours(desk.db, { ...column, columnistId }),
    device === null ? false : isLiked(desk.db, { ...key, device: deviceHash(device) }),
    findPictures(desk.db, [column]),
    listFamily(desk.db, column.family),
    topic === undefined ? [] : listOnSubject(desk.db, { ...column, topic, columnistIds }, othersShown),
    column.parted === null ? undefined : findPartedWriters(desk.db, column.parted),
  ])
  await markOpened(c, desk, view, column.id)
  const seen = { publisherId: column.publisherId, id: column.id }
  eachTime(c, (reader) => {
    if (isPerson(reader)) countVisit(reader, desk, seen, 'view')
  })
  const writers = formatList(column.credits.map((credit) => credit.name))
  return showPage(
    c,
    { ...view, edition: column.country },
    {
      title: writers === '' ? column.title : `${column.title} · ${writers}`,
      ...(column.excerpt === null ? {} : { description: column.excerpt }),
      canonical: path,
      article: true,
      topics: [
        `publisher:${column.publisherId}`,
        ...column.credits.map((credit) => `columnist:${credit.columnistId}` as const),
      ],
    },
    <ColumnPage
      view={view}
      column={column}
      neighbours={neighbours}
      liked={liked}
      picture={pictures.get(column.id)}
      family={family}
      onSubject={onSubject}
      parted={parted}
    />,
  )
}

/** For readers who asked that what they open counts as read. */
async function markOpened(c: Context, desk: Desk, view: View, id: ColumnId): Promise<void> {
  if (!view.look.dimRead || !isPerson(askedOf(c)) || view.reader.read[0] === id) return
  await desk.cookies.keepRead(c, [id, ...view.reader.read.filter((one) => one !== id)])
}

/** Counts an open and sends the reader to the column's one stored address, never to anything a request names. */
async function goOn(c: Context, desk: Desk, find: Find): Promise<Response> {
  const finding = await find(c)
  c.header('X-Robots-Tag', 'noindex, nofollow')
  c.header('Cache-Control', 'no-store')
  if (finding.kind === 'tombstone') {
    return showPage(
      c,
      await viewOf(desk, c),
      { title: m.problems[410] ?? '', indexed: false, status: 410 },
      <TombstonePage tombstone={finding.tombstone} />,
    )
  }
  const url = new URL(finding.column.canonicalUrl)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw notFound()
  const asked = askedOf(c)
  if (isPerson(asked)) countVisit(asked, desk, finding.column, 'open')
  return c.redirect(url.href, 303)
}

type Find = (c: Context) => Promise<Exclude<ColumnFinding, { kind: 'moved' }>>

/** Publishers whose address is remembered. */
const maxPublishers = 5000

/** Looks a column up by its id, with its publisher's help where the address names one; follows ids that were absorbed. */
function finderOf({ db }: Desk): Find {
  // Only where to look first: were one of them wrong, the column is found by its id all the same.
  const publishers = new Map<string, PublisherId>()
  const publisherOf = async (slug: string) => {
    const known = publishers.get(slug)
    if (known !== undefined) return known
    const found = await findPublisherBySlug(db, slug)
    if (found?.kind !== 'found') return undefined
    if (publishers.size >= maxPublishers) publishers.clear()
    publishers.set(slug, found.value.id)
    return found.value.id
  }
  return async (c) => {
    const id = idOf(c.req.param('id') ?? '') as ColumnId | null
    if (id === null) throw notFound()
    const publisherId = await publisherOf(c.req.param('publisher') ?? '')
    const finding =
      (publisherId === undefined ? undefined : await findColumn(db, id, publisherId)) ?? (await findColumn(db, id))
    const last = finding?.kind === 'moved' ? await findColumn(db, finding.id, finding.publisherId) : finding
    if (last === undefined || last.kind === 'moved') throw notFound()
    return last
  }
}

/** Percent-encoding can be written in two cases; both are the same address. */
function isSamePath(asked: string, path: string): boolean {
  return asked === path || decode(asked) === decode(path)
}

function decode(path: string): string {
  try {
    return decodeURI(path)
  } catch (error) {
    if (error instanceof URIError) return path
    throw error
  }
}
