// Query strings are strangers: each parameter is checked against what it may be, and anything else is a 400 with a sentence.
import type { Context } from 'hono'
import { BadRequest } from '../../base/index.ts'
import { columnKinds, topics, type Access, type ColumnKind, type CountryCode, type Topic } from '../../model/index.ts'

/** One value of a parameter, trimmed; null when absent or empty. Characters, at most `maxChars`. */
export function textParameter(c: Context, name: string, maxChars: number): string | null {
  const text = c.req.query(name)?.normalize('NFC').replaceAll(controls, ' ').trim()
  if (text === undefined || text === '') return null
  if (text.length > maxChars)
    throw new BadRequest(`That is too long: “${name}” may have ${maxChars} characters.`, {
      said: { key: 'tooLong', values: { name, n: maxChars } },
    })
  return text
}

/** `?lang=`: a language tag such as `en` or `pt-BR`, in canonical case. Source: BCP 47. */
export function languageParameter(c: Context): string | null {
  const text = textParameter(c, 'lang', 35)
  if (text === null) return null
  try {
    if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text)) throw new RangeError('not a language tag')
    return new Intl.Locale(text).toString()
  } catch (cause) {
    throw new BadRequest(`“${text}” is not a language we can look for.`, {
      cause,
      said: { key: 'notLanguage', values: { text } },
    })
  }
}

/** `?kind=`: one kind of piece, or `all` for everything beside opinion too. */
export function kindParameter(c: Context): ColumnKind | 'all' | null {
  return oneOf(c, 'kind', [...columnKinds, 'all'])
}

/** `?topic=`: one of ours. */
export function topicParameter(c: Context): Topic | null {
  return oneOf(c, 'topic', topics)
}

/** `?access=`: whether a piece is free to read at its publisher; `paid` holds what is partly free too. */
export function accessParameter(c: Context): Access | null {
  return oneOf(c, 'access', ['free', 'paid'])
}

/** `?country=`: two letters. */
export function countryParameter(c: Context): CountryCode | null {
  const text = textParameter(c, 'country', 40)
  if (text === null) return null
  if (!/^[a-z]{2}$/i.test(text))
    throw new BadRequest(`“${text}” is not a country’s two letters.`, { said: { key: 'notCountry', values: { text } } })
  return text.toLowerCase()
}

/** A whole number in an address, or null when it is none that a row could have. */
export function idOf(text: string): number | null {
  if (!/^\d{1,16}$/.test(text)) return null
  const id = Number(text)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}

/** An address with parameters set, changed or (null) removed: `withQuery('/tr?lang=tr', { kind: 'column' })`. */
export function withQuery(address: string, changes: Readonly<Record<string, string | null>>): string {
  const [path = '', query = ''] = address.split('?', 2)
  const parameters = new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) parameters.delete(name)
    else parameters.set(name, value)
  }
  const text = parameters.toString()
  return text === '' ? path : `${path}?${text}`
}

const controls = /[\u0000-\u001f\u007f]+/g

function oneOf<T extends string>(c: Context, name: string, values: readonly T[]): T | null {
  const text = textParameter(c, name, 40)
  if (text === null) return null
  const value = values.find((one) => one === text)
  if (value === undefined)
    throw new BadRequest(`“${name}” can be ${values.join(', ')}; it cannot be “${text}”.`, {
      said: { key: 'choice', values: { name, values: values.join(', '), text } },
    })
  return value
}
