// `/desk`: where whoever runs this site decides. Opened by a one-time link from the command line; every act is in the log.
import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { Child } from 'hono/jsx'
import { BadRequest } from '../../base/index.ts'
import {
  listActLog,
  listBlocks,
  listDoubtedMerges,
  listReports,
  listReviews,
  listTakedownRequests,
  listTakedowns,
  resolveTargets,
  summarizeHealth,
} from '../../archive/index.ts'
import { rateLimit } from '../http/rate-limit.ts'
import { textParameter } from '../http/query.ts'
import { formText, readForm } from '../http/read-form.ts'
import { backTo, showPage, viewOf, type Desk } from './desk.ts'
import { deskActs } from './operator-acts.ts'
import { DeskClosed, DeskDoor } from './operator-door.tsx'
import { DeskLogPage } from './operator-log.tsx'
import { DeskPage } from './operator-pages.tsx'
import { messages as m } from './messages.ts'

/** Per address: a link is opened once, and nobody needs to guess one. */
const doorAllowance = { burst: 10, perMinute: 6 }
const shown = { requests: 20, reviews: 20, reports: 20, doubted: 20, takedowns: 30, acts: 100 } as const

/** Nothing of the desk is kept by a cache, found by a search engine or named to another site. */
const unseen: MiddlewareHandler = async (c, next) => {
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.set('X-Robots-Tag', 'noindex, nofollow')
}

export function routeOperator(app: Hono, desk: Desk): void {
  app.use('/desk', unseen)
  app.use('/desk/*', unseen)
  app.get('/desk', (c) => atDesk(c, desk, () => front(c, desk)))
  app.get('/desk/log', (c) => atDesk(c, desk, () => log(c, desk)))
  app.get('/desk/open', rateLimit(doorAllowance), (c) => door(c, desk))
  app.post('/desk/open', rateLimit(doorAllowance), (c) => enter(c, desk))
  app.post('/desk/close', async (c) => {
    await desk.operator.close(c, desk.now())
    return backTo(c, '/')
  })
  for (const [path, act] of Object.entries(deskActs))
    app.post(path, (c) =>
      atDesk(c, desk, async () => {
        const done = await act(await readForm(c), desk, desk.now())
        return backTo(c, `/desk?done=${encodeURIComponent(done)}`)
      }),
    )
}

async function atDesk(c: Context, desk: Desk, show: () => Promise<Response>): Promise<Response> {
  return (await desk.operator.isOpen(c, desk.now())) ? show() : showDesk(c, desk, m.desk.title, <DeskClosed />, 403)
}

async function showDesk(c: Context, desk: Desk, title: string, body: Child, status?: 403): Promise<Response> {
  const page = { title, indexed: false, personal: true, sheet: 'desk.css', ...(status ? { status } : {}) }
  return showPage(c, await viewOf(desk, c), page, body)
}

function door(c: Context, desk: Desk): Promise<Response> {
  return showDesk(c, desk, m.desk.title, <DeskDoor deskKey={textParameter(c, 'key', 100) ?? ''} />)
}

/** The link itself opens nothing, so that a program which looks at links cannot use it up. */
async function enter(c: Context, desk: Desk): Promise<Response> {
  const key = formText(await readForm(c), 'key')
  if (key === '' || !(await desk.operator.open(c, key, desk.now())))
    return showDesk(c, desk, m.desk.title, <DeskClosed tried />, 403)
  return backTo(c, '/desk')
}

async function front(c: Context, desk: Desk): Promise<Response> {
  const { db, site } = desk
  const now = desk.now()
  const [requests, reports, reviews, doubted, takedowns, blocks, health, view] = await Promise.all([
    listTakedownRequests(db, shown.requests),
    listReports(db, { limit: shown.reports }),
    listReviews(db, { limit: shown.reviews }),
    listDoubtedMerges(db, { limit: shown.doubted }),
    listTakedowns(db, shown.takedowns),
    listBlocks(db),
    summarizeHealth(db, now),
    viewOf(desk, c),
  ])
  const asked = await Promise.all(
    requests.map(async (request) => ({
      request,
      targets: await resolveTargets(db, request.addresses, site.publicUrl),
    })),
  )
  const done = textParameter(c, 'done', 300)
  return showDesk(
    c,
    desk,
    m.desk.title,
    <DeskPage
      view={view}
      done={done}
      requests={asked}
      reports={reports}
      reviews={reviews.items}
      doubted={doubted}
      takedowns={takedowns}
      blocks={blocks}
      health={health}
    />,
  )
}

async function log(c: Context, desk: Desk): Promise<Response> {
  const text = textParameter(c, 'before', 40)
  const olderThan = text === null ? null : new Date(text)
  if (olderThan !== null && Number.isNaN(olderThan.getTime())) throw new BadRequest(m.refusals.notMoment)
  const [entries, view] = await Promise.all([listActLog(desk.db, { limit: shown.acts, olderThan }), viewOf(desk, c)])
  return showDesk(
    c,
    desk,
    m.desk.logTitle,
    <DeskLogPage view={view} acts={entries} full={entries.length === shown.acts} />,
  )
}
