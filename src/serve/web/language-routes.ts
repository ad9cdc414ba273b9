// `/language`: keeps the language a reader wants to be spoken to in, or forgets it.
import type { Hono } from 'hono'
import { BadRequest } from '../../base/index.ts'
import { safeReturn } from '../http/addresses.ts'
import { isLanguageCode, keepLanguage } from '../http/interface-language.ts'
import { formText, readForm } from '../http/read-form.ts'
import { backTo, type Desk } from './desk.ts'
import { messages as m } from './messages.ts'

export function routeLanguage(app: Hono, desk: Desk): void {
  app.post('/language', async (c) => {
    const form = await readForm(c)
    const asked = formText(form, 'language')
    if (asked !== '' && !isLanguageCode(asked)) throw new BadRequest(m.refusals.language({ text: asked.slice(0, 40) }))
    keepLanguage(c, asked === '' ? null : asked, desk.site.publicUrl.startsWith('https:'))
    return backTo(c, safeReturn(form['back']) ?? '/')
  })
}
