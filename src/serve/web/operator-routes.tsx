// `/desk`: where whoever runs this site decides. Opened by a one-time link from the command line; every act is in the log.
import type { Context, Hono, MiddlewareHandler } from 'hono'
import type { Child } from 'hono/jsx'
import { BadRequest } from '../../base/index.ts'
import {
  correctColumn,
  declineTakedownRequest,
  dismissColumn,
  findTakedownRequest,
  grantTakedownRequest,
  keepMerge,
  liftBlock,
  listActLog,
  listBlocks,
  listDoubtedMerges,
  listReports,
  listReviews,
  listTakedownRequests,
  listTakedowns,
  logAct,
  resolveTargets,
  summarizeHealth,
  takeDownColumn,
  undoAmendment,
  undoTakedown,
} from '../../archive/index.ts'
import { writerKinds, type ColumnId, type PublisherId } from '../../model/index.ts'
import { rateLimit } from '../http/rate-limit.ts'
import { textParameter } from '../http/query.ts'
import { formId, formText, readForm, type Form } from '../http/read-form.ts'
import { notFound } from '../http/problem.ts'
import { backTo, showPage, viewOf, type Desk } from './desk.ts'
import { DeskClosed, DeskDoor } from './operator-door.tsx'
import { DeskLogPage } from './operator-log.tsx'
import { DeskPage } from './operator-pages.tsx'
import { messages as m } from './messages.ts'
import { isRemovalReason } from './removal-reasons.ts'

/** Per address: a link is opened once, and nobody needs to guess one. */
const doorAllowance = { burst: 10, perMinute: 6 }
/** As the log names whoever holds the session. */
const who = 'desk'
const shown = { requests: 20, reviews: 20, reports: 20, doubted: 20, takedowns: 30, acts: 100 } as const

type Act = (form: Form, desk: Desk, now: Date) => Promise<string>

const acts: Readonly<Record<string, Act>> = {
  '/desk/column': actOnColumn,
  '/desk/address': hideAddresses,
  '/desk/request': decideRequest,
  '/desk/block': lift,
  '/desk/review': dismiss,
  '/desk/correct': correct,
  '/desk/undo': takeBack,
  '/desk/keep': keep,
}

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
  for (const [path, act] of Object.entries(acts))
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

async function actOnColumn(form: Form, { db }: Desk, now: Date): Promise<string> {
  const key = requireKey(form)
  if (form['do'] === 'restore')
    return (await undoTakedown(db, { ...key, who, now })) ? m.desk.done.shown : m.desk.done.notHidden
  if (form['do'] !== 'hide') throw new BadRequest(choiceRefused('hide, restore', form['do']))
  const taken = await takeDownColumn(db, { ...key, ...reasonOf(form), who, now })
  return taken ? m.desk.done.hidden(m.desk.hidden) : m.desk.done.hiddenAlready
}

async function hideAddresses(form: Form, { db, site }: Desk, now: Date): Promise<string> {
  const addresses = formText(form, 'address')
    .split(/\s+/)
    .filter((text) => text !== '')
    .slice(0, 20)
  const why = reasonOf(form)
  let hidden = 0
  for (const target of await resolveTargets(db, addresses, site.publicUrl))
    if (target.kind === 'column' && (await takeDownColumn(db, { ...target, ...why, who, now }))) hidden += 1
  return m.desk.done.hiddenOf({ hidden, n: addresses.length })
}

async function decideRequest(form: Form, { db, site }: Desk, now: Date): Promise<string> {
  const id = formId(form, 'request')
  const request = id === null ? undefined : await findTakedownRequest(db, id)
  if (request === undefined) return m.desk.done.decided
  if (form['do'] === 'grant') {
    const hidden = await grantTakedownRequest(db, request, { who, now, publicUrl: site.publicUrl })
    return m.desk.done.granted({ number: String(request.id), n: hidden })
  }
  if (form['do'] !== 'decline') throw new BadRequest(choiceRefused('grant, decline', form['do']))
  await declineTakedownRequest(db, request, { who, now })
  return m.desk.done.declined(String(request.id))
}

async function lift(form: Form, { db }: Desk, now: Date): Promise<string> {
  const publisherId = formId(form, 'publisher') as PublisherId | null
  const id = formId(form, 'block')
  if (publisherId === null || id === null) throw new BadRequest(m.refusals.whichBlock)
  const lifted = await liftBlock(db, { publisherId, id, who, now })
  return lifted ? m.desk.done.lifted : m.desk.done.liftedAlready
}

async function dismiss(form: Form, { db, site }: Desk, now: Date): Promise<string> {
  const key = requireKey(form)
  await db.transaction().execute(async (trx) => {
    await dismissColumn(trx, { ...key, now })
    await logAct(trx, {
      now,
      who,
      what: 'dismiss',
      reason: 'the names are right',
      subject: `${site.publicUrl}/-/-/-/${key.columnId}`,
      ...key,
      before: { waiting: true },
      after: { waiting: false },
    })
  })
  return m.desk.done.dismissed
}

/** A correction in public: who wrote it, why, and what it teaches about the publisher. */
async function correct(form: Form, { db }: Desk, now: Date): Promise<string> {
  const { columnId } = requireKey(form)
  const kind = writerKinds.find((one) => one === form['kind'])
  if (kind === undefined) throw new BadRequest(refused('kind', writerKinds.join(', '), form['kind']))
  const reason = formText(form, 'reason').slice(0, 500)
  if (reason === '') throw new BadRequest(m.refusals.sayWhy)
  const teach = form['teach'] === 'always' || form['teach'] === 'never' ? form['teach'] : null
  const writers = formText(form, 'writers')
    .split('\n')
    .map((line) => line.replaceAll(/\s+/g, ' ').trim())
    .filter((name) => name !== '')
    .slice(0, 20)
    .map((name) => ({ name: name.slice(0, 160), kind }))
  await correctColumn(db, { columnId, writers, ...(teach === null ? {} : { teach }), by: who, reason, now })
  return m.desk.done.corrected(m.desk.logTitle)
}

async function takeBack(form: Form, { db }: Desk, now: Date): Promise<string> {
  await undoAmendment(db, requireAct(form), { by: who, now })
  return m.desk.done.undone
}

async function keep(form: Form, { db }: Desk, now: Date): Promise<string> {
  await keepMerge(db, { merge: requireAct(form), who, now })
  return m.desk.done.kept
}

function requireAct(form: Form): number {
  const act = formId(form, 'act')
  if (act === null) throw new BadRequest(m.refusals.whichAct)
  return act
}

function requireKey(form: Form): { publisherId: PublisherId; columnId: ColumnId } {
  const publisherId = formId(form, 'publisher') as PublisherId | null
  const columnId = formId(form, 'column') as ColumnId | null
  if (publisherId === null || columnId === null) throw notFound(m.refusals.whichColumn)
  return { publisherId, columnId }
}

function reasonOf(form: Form): { reason: string; detail: string | null } {
  const reason = formText(form, 'reason')
  if (!isRemovalReason(reason)) throw new BadRequest(m.refusals.chooseReason)
  return { reason, detail: formText(form, 'detail').slice(0, 500) || null }
}

function choiceRefused(values: string, given: unknown): string {
  return refused('do', values, given)
}

function refused(name: string, values: string, given: unknown): string {
  return m.refusals.choice({ name, values, text: typeof given === 'string' ? given.slice(0, 40) : '' })
}
