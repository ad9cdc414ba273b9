// The site's forms: follow, save, like, and the edition to open with. Each ends in a redirect, so that reloading repeats
// nothing. That a form came from this site is checked before any of this runs.
import type { Context, Hono } from 'hono'
import { BadRequest } from '../../base/index.ts'
import { findColumn, resolveColumnistIds, setLike } from '../../archive/index.ts'
import type { ColumnId, ColumnistId, PublisherId } from '../../model/index.ts'
import { notFound } from '../http/problem.ts'
import { formId, formText, readForm, type Form } from '../http/read-form.ts'
import { maxFollows, maxSaved } from '../http/reader.ts'
import { editionPath, safeReturn } from '../http/addresses.ts'
import { backTo, type Desk } from './desk.ts'
import { deviceHash } from './device.ts'
import { keepFilter, noFilter, readFilter } from './filters.tsx'
import { isoDay } from './format.ts'
import { messages as m } from './messages.ts'

export function routeForms(app: Hono, desk: Desk): void {
  app.post('/follow', (c) => follow(c, desk))
  app.post('/save', (c) => save(c, desk))
  app.post('/like', (c) => like(c, desk))
  app.post('/edition', (c) => chooseEdition(c, desk))
  app.post('/filters', (c) => chooseFilters(c, desk))
}

async function follow(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const kept = await desk.cookies.read(c)
  const reader = { ...kept, columnists: await resolveColumnistIds(desk.db, kept.columnists) }
  const add = choice(form, 'follow', 'unfollow')
  const columnist = formId(form, 'columnist') as ColumnistId | null
  const publisher = formId(form, 'publisher') as PublisherId | null
  if ((columnist === null) === (publisher === null)) throw new BadRequest(m.refusals.whomToFollow)
  const columnists = columnist === null ? reader.columnists : changed(reader.columnists, columnist, add)
  const publishers = publisher === null ? reader.publishers : changed(reader.publishers, publisher, add)
  if (add && columnists.length + publishers.length > maxFollows) throw new BadRequest(m.listFull(maxFollows))
  await desk.cookies.keepFollows(c, { columnists, publishers })
  return backTo(c, safeReturn(form['back']) ?? '/following')
}

async function save(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const { saved } = await desk.cookies.read(c)
  const add = choice(form, 'save', 'unsave')
  const piece = requirePiece(form)
  const others = saved.filter((one) => one.id !== piece.id)
  if (add && others.length >= maxSaved) throw new BadRequest(m.listFull(maxSaved))
  await desk.cookies.keepSaved(c, add ? [piece, ...others] : others)
  return backTo(c, safeReturn(form['back']) ?? '/saved')
}

async function like(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const liked = choice(form, 'like', 'unlike')
  const { id, publisherId } = requirePiece(form)
  const finding = await findColumn(desk.db, id, publisherId)
  if (finding?.kind !== 'found') throw notFound()
  const device = (await desk.cookies.findDevice(c)) ?? (liked ? await desk.cookies.makeDevice(c) : null)
  if (device !== null) {
    await setLike(desk.db, { publisherId, columnId: id, device: deviceHash(device), day: isoDay(desk.now()), liked })
  }
  return backTo(c, safeReturn(form['back']) ?? '/')
}

async function chooseEdition(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const edition = form['edition']
  if (typeof edition !== 'string' || !/^([a-z]{2}|world)?$/.test(edition)) throw new BadRequest(m.refusals.notEdition)
  desk.cookies.keepEdition(c, edition === '' ? null : edition)
  return backTo(c, safeReturn(form['back']) ?? (edition === '' ? '/' : editionPath(edition)))
}

/** The device remembers the filters that are sent; sent none, it forgets them. */
async function chooseFilters(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const filter = readFilter((name) => formText(form, name))
  keepFilter(c, filter ?? noFilter, desk.site.publicUrl.startsWith('https:'))
  return backTo(c, safeReturn(form['back']) ?? '/')
}

/** True for the first word, false for the second. */
function choice(form: Form, yes: string, no: string): boolean {
  if (form['do'] === yes) return true
  if (form['do'] === no) return false
  throw new BadRequest(
    m.refusals.choice({ name: 'do', values: `${yes}, ${no}`, text: formText(form, 'do').slice(0, 40) }),
  )
}

function requirePiece(form: Form): { id: ColumnId; publisherId: PublisherId } {
  const id = formId(form, 'column') as ColumnId | null
  const publisherId = formId(form, 'publisher') as PublisherId | null
  if (id === null || publisherId === null) throw new BadRequest(m.refusals.whichColumn)
  return { id, publisherId }
}

function changed<Id>(list: readonly Id[], id: Id, add: boolean): Id[] {
  const others = list.filter((one) => one !== id)
  return add ? [id, ...others] : others
}
