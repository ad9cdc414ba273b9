// `/settings` and its forms, and marking a column as read. All of it is kept in the reader's own cookies.
import type { Context, Hono } from 'hono'
import { BadRequest } from '../../base/index.ts'
import type { ColumnId } from '../../model/index.ts'
import { safeReturn } from '../http/addresses.ts'
import { keepLanguage, keptLanguage } from '../http/interface-language.ts'
import { faces, keepLook, lookOf, sizes, themes, type Look } from '../http/look.ts'
import { formId, readForm, type Form } from '../http/read-form.ts'
import { cookieNames } from '../http/reader.ts'
import { backTo, showPage, viewOf, type Desk } from './desk.ts'
import { messages as m } from './messages.ts'
import {
  languageIn,
  maxReaderFile,
  mergeLook,
  mergeReaderFile,
  parseReaderFile,
  writeReaderFile,
  type ReaderFile,
} from './reader-file.ts'
import { SettingsPage, type ImportNews } from './settings-page.tsx'

export function routeSettings(app: Hono, desk: Desk): void {
  const https = desk.site.publicUrl.startsWith('https:')
  app.get('/settings', (c) => settings(c, desk, null))
  app.post('/settings', async (c) => {
    keepLook(c, lookIn(await readForm(c)), https)
    return backTo(c, '/settings?kept=1')
  })
  app.post('/settings/size', async (c) => {
    const form = await readForm(c)
    const look = lookOf(c)
    const step = form['do'] === 'larger' ? 1 : form['do'] === 'smaller' ? -1 : 0
    keepLook(c, { ...look, size: sizes[sizes.indexOf(look.size) + step] ?? look.size }, https)
    return backTo(c, safeReturn(form['back']) ?? '/settings')
  })
  app.get('/settings/export', (c) => exportFile(c, desk))
  app.post('/settings/import', (c) => importFile(c, desk, https))
  app.post('/settings/forget', (c) => {
    for (const name of cookieNames)
      c.header('Set-Cookie', `${name}=; Max-Age=0; Path=/${https ? '; Secure' : ''}`, { append: true })
    // Pages kept for offline, and the worker that gives them.
    c.header('Clear-Site-Data', '"storage", "cache"')
    return backTo(c, '/settings?kept=1')
  })
  app.post('/read', (c) => markRead(c, desk))
}

async function settings(c: Context, desk: Desk, news: ImportNews | null): Promise<Response> {
  const view = await viewOf(desk, c)
  const kept = c.req.method === 'GET' && c.req.query('kept') !== undefined
  return showPage(
    c,
    { ...view, here: '/settings' },
    { title: m.settingsTitle, indexed: false, personal: true },
    <SettingsPage view={view} kept={kept} news={news} />,
  )
}

/** What the form leaves out is not ticked; what no form of ours could send is a 400. */
function lookIn(form: Form): Look {
  const one = <T extends string | number>(name: string, values: readonly T[]): T => {
    const value = values.find((candidate) => String(candidate) === form[name])
    if (value === undefined) throw new BadRequest(`“${name}” can be ${values.join(', ')}.`)
    return value
  }
  return {
    theme: one('theme', themes),
    face: one('face', faces),
    size: one('size', sizes),
    hidePaid: form['hidePaid'] === 'yes',
    dimRead: form['dimRead'] === 'yes',
    keys: form['keys'] === 'yes',
  }
}

async function exportFile(c: Context, desk: Desk): Promise<Response> {
  const reader = await desk.cookies.read(c)
  const kept = { look: lookOf(c), language: keptLanguage(c) }
  const file = await writeReaderFile(desk.db, desk.site.publicUrl, reader, kept, desk.now())
  return c.body(`${JSON.stringify(file, null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="colonnade-reader.json"',
    'Cache-Control': 'private, no-store',
  })
}

async function importFile(c: Context, desk: Desk, https: boolean): Promise<Response> {
  const { file } = await readForm(c)
  if (!(file instanceof File) || file.size === 0) return settings(c, desk, { problem: { kind: 'none' } })
  if (file.size > maxReaderFile) return settings(c, desk, { problem: { kind: 'large' } })
  const parsed = parseReaderFile(await file.text())
  if ('kind' in parsed) return settings(c, desk, { problem: parsed })
  return takeIn(c, desk, parsed, https)
}

async function takeIn(c: Context, desk: Desk, file: ReaderFile, https: boolean): Promise<Response> {
  const { cookies, db, site } = desk
  const merged = await mergeReaderFile(db, site.publicUrl, await cookies.read(c), file)
  const look = mergeLook(lookOf(c), file)
  const language = languageIn(file)
  await cookies.keepFollows(c, merged.reader)
  await cookies.keepSaved(c, merged.reader.saved)
  await cookies.keepRead(c, merged.reader.read)
  keepLook(c, look, https)
  if (file.settings.edition != null) cookies.keepEdition(c, file.settings.edition)
  if (language !== null) keepLanguage(c, language, https)
  const view = await viewOf(desk, c)
  const shown = { ...view, look, here: '/settings', reader: { ...view.reader, ...merged.reader } }
  return showPage(
    c,
    shown,
    { title: m.settingsTitle, indexed: false, personal: true },
    <SettingsPage view={shown} kept={false} news={{ done: merged }} />,
  )
}

async function markRead(c: Context, desk: Desk): Promise<Response> {
  const form = await readForm(c)
  const id = formId(form, 'column') as ColumnId | null
  if (id === null || (form['do'] !== 'read' && form['do'] !== 'unread')) throw new BadRequest('Say which column.')
  const others = (await desk.cookies.read(c)).read.filter((one) => one !== id)
  await desk.cookies.keepRead(c, form['do'] === 'read' ? [id, ...others] : others)
  return backTo(c, safeReturn(form['back']) ?? '/')
}
