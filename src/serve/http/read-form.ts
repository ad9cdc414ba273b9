// Forms as they come in: strings that nobody vouches for, each checked against what it may be.
import type { Context } from 'hono'
import { BadRequest } from '../../base/index.ts'
import { idOf } from './query.ts'

export type Form = Readonly<Record<string, unknown>>

/** Throws BadRequest for another kind of body, or one that cannot be read. Files are kept as files. */
export async function readForm(c: Context): Promise<Form> {
  const type = c.req.header('Content-Type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
    throw new BadRequest('That is not a form.', { said: { key: 'notForm' } })
  try {
    return await c.req.parseBody()
  } catch (cause) {
    throw new BadRequest('That form cannot be read.', { cause, said: { key: 'unreadForm' } })
  }
}

/** Trimmed and without control characters other than line ends; '' when it is missing or a file. */
export function formText(form: Form, name: string): string {
  const value = form[name]
  if (typeof value !== 'string') return ''
  return value
    .normalize('NFC')
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]+/g, ' ')
    .trim()
}

/** Null when the field is left out or empty; throws BadRequest for anything but a number of ours. */
export function formId(form: Form, name: string): number | null {
  const value = form[name]
  if (value === undefined || value === '') return null
  const id = typeof value === 'string' ? idOf(value) : null
  if (id === null) throw new BadRequest('That is not a number of ours.', { said: { key: 'notNumber' } })
  return id
}
