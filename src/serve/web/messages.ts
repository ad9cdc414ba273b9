// Every word the site itself says, in the language of the request at hand: `m.search`, `m.views(3)`. The sentences are in
// messages/, one file a language; docs/translating.md says how to write them.
import { isLanguageCode, spokenLanguage, type InterfaceLanguage } from '../http/interface-language.ts'
import type { Catalogue, Translation } from './messages/catalogue.ts'
import { english } from './messages/en.ts'
import { catalogueOf } from './messages/phrases.ts'
import { translations } from './messages/translations.ts'

export type Messages = Catalogue & {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  /** For Intl. */
  readonly locale: string
}

/** Says each thing in the language spoken when it is asked for, so nothing of it may be kept from one request to the next. */
export const messages: Messages = spokenMessages()

/** All words of the language spoken: another object when they are others. */
export function spokenWords(): object {
  return spokenCatalogue()
}

/** The word for a value that was stored once and that we may not know any more. */
export function wordFor(words: Readonly<Record<string, string>>, value: string | number): string | undefined {
  return Object.hasOwn(words, value) ? words[value] : undefined
}

/** Makes a language speak these words instead of its own; a test's invented language is none of the site's. */
export function teach(language: InterfaceLanguage, translation: Translation): void {
  catalogues.set(language, catalogueOf(language, translation))
}

const catalogues = new Map<InterfaceLanguage, Catalogue>()

function spokenCatalogue(): Catalogue {
  const language = spokenLanguage()
  const known = catalogues.get(language)
  if (known !== undefined) return known
  const made = catalogueOf(language, translationInto(language.tag))
  catalogues.set(language, made)
  return made
}

function translationInto(tag: string): Translation {
  return isLanguageCode(tag) ? translations[tag] : {}
}

function spokenMessages(): Messages {
  const all = {}
  for (const key of Object.keys(english) as (keyof Catalogue)[])
    Object.defineProperty(all, key, { enumerable: true, get: () => spokenCatalogue()[key] })
  Object.defineProperties(all, {
    lang: { get: () => spokenLanguage().tag },
    dir: { get: () => spokenLanguage().dir },
    locale: { get: () => spokenLanguage().locale },
  })
  return all as Messages
}
