// From a catalogue of ICU messages to what pages call: each is parsed when it is first said, and kept. Formatting is
// FormatJS's; plurals, numbers and dates are Intl's.
import type { Child } from 'hono/jsx'
import { IntlMessageFormat, type Formatters } from 'intl-messageformat'
import { interfaceLanguages, type InterfaceLanguage } from '../../http/interface-language.ts'
import type { Catalogue, Translation } from './catalogue.ts'
import { english } from './en.ts'

type Words = { readonly [key: string]: string | Words }
type Values = Readonly<Record<string, unknown>>

/** A language's messages in the shape of the English ones; English stands in where a translation is not there yet. */
export function catalogueOf(language: InterfaceLanguage, translation: Translation): Catalogue {
  return groupOf(language, english, translation) as unknown as Catalogue
}

function groupOf(language: InterfaceLanguage, model: Words, words: Words): Record<string, unknown> {
  const group: Record<string, unknown> = {}
  for (const [key, original] of Object.entries(model)) {
    if (typeof original !== 'string') {
      group[key] = groupOf(language, original, (words[key] ?? {}) as Words)
      continue
    }
    const own = words[key] as string | undefined
    if (!/[{<]/.test(original)) group[key] = own ?? original
    else group[key] = phraseOf(own === undefined ? fallback : language, own ?? original, firstName(original))
  }
  return group
}

const fallback: InterfaceLanguage = interfaceLanguages.en

/** Counts are asked for on every card, and mostly the same few; so many answers of one message are kept. */
const maxCounts = 500

function phraseOf(language: InterfaceLanguage, text: string, only: string): (given: unknown) => unknown {
  let format: IntlMessageFormat | null = null
  const counted = new Map<number, unknown>()
  const say = (values: Values): unknown => {
    format ??= new IntlMessageFormat(text, language.locale, undefined, { formatters })
    return format.format<Child>(isolated(values, language.dir))
  }
  return (given) => {
    if (typeof given !== 'number') return say(isValues(given) ? given : { [only]: given })
    const known = counted.get(given)
    if (known !== undefined) return known
    const said = say({ [only]: given })
    if (counted.size < maxCounts) counted.set(given, said)
    return said
  }
}

/** Of the argument whose value may be given alone. */
function firstName(text: string): string {
  return /\{\s*(\w+)\s*[,}]/.exec(text)?.[1] ?? ''
}

function isValues(given: unknown): given is Values {
  return typeof given === 'object' && given !== null && Object.getPrototypeOf(given) === Object.prototype
}

/** Words that run the other way than the language are isolated, so that they do not turn the sentence. Source: UAX #9 §2.4. */
function isolated(values: Values, dir: 'ltr' | 'rtl'): Record<string, Child> {
  const others = dir === 'ltr' ? rightToLeft : leftToRight
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value as Child]
      const shown = withoutTurns(value)
      return [name, others.test(shown) ? `\u2068${shown}\u2069` : shown]
    }),
  )
}

/** Strangers' controls of direction are taken out; isolates of ours, which come in pairs, stay. */
function withoutTurns(text: string): string {
  const shown = text.replaceAll(/[\u202a-\u202e\u2066\u2067]/g, '')
  return shown.split('\u2068').length === shown.split('\u2069').length ? shown : shown.replaceAll(/[\u2068\u2069]/g, '')
}

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\u200f]/u
const leftToRight = /[^\P{L}\p{Script=Hebrew}\p{Script=Arabic}]|\u200e/u

/** One of Intl's formatters for all messages that need the same. */
const formatters: Formatters = {
  getNumberFormat: once((locales, options) => new Intl.NumberFormat(locales, options as Intl.NumberFormatOptions)),
  getDateTimeFormat: once(
    (locales, options) => new Intl.DateTimeFormat(locales, options as Intl.DateTimeFormatOptions),
  ),
  getPluralRules: once((locales, options) => new Intl.PluralRules(locales, options as Intl.PluralRulesOptions)),
}

function once<T>(make: (locales: string | string[] | undefined, options: unknown) => T) {
  const made = new Map<string, T>()
  return (locales?: unknown, options?: unknown): T => {
    const key = JSON.stringify([locales, options])
    const known = made.get(key) ?? make(locales as string | string[] | undefined, options)
    made.set(key, known)
    return known
  }
}
