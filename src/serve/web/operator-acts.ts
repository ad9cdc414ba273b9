// What the forms of the operator's desk do. Each answers with what was done, in a sentence.
import {
  correctColumn,
  declineTakedownRequest,
  dismissColumn,
  findTakedownRequest,
  grantTakedownRequest,
  keepMerge,
  liftBlock,
  logAct,
  resolveTargets,
  takeDownColumn,
  undoAmendment,
  undoTakedown,
} from '../../archive/index.ts'
import { BadRequest } from '../../base/index.ts'
import { writerKinds, type ColumnId, type PublisherId } from '../../model/index.ts'
import { notFound } from '../http/problem.ts'
import { formId, formText, type Form } from '../http/read-form.ts'
import type { Desk } from './desk.ts'
import { messages as m } from './messages.ts'
import { isRemovalReason } from './removal-reasons.ts'

/** As the log names whoever holds the session. */
const who = 'desk'

type Act = (form: Form, desk: Desk, now: Date) => Promise<string>

/** By the address that a form is sent to. */
export const deskActs: Readonly<Record<string, Act>> = {
  '/desk/column': actOnColumn,
  '/desk/address': hideAddresses,
  '/desk/request': decideRequest,
  '/desk/block': lift,
  '/desk/review': dismiss,
  '/desk/correct': correct,
  '/desk/undo': takeBack,
  '/desk/keep': keep,
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
