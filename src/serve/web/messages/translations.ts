// The catalogue of every language; a message that one leaves out is said in English.
import type { LanguageCode } from '../../http/interface-language.ts'
import { arabic } from './ar.ts'
import type { Translation } from './catalogue.ts'
import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { hebrew } from './he.ts'
import { hindi } from './hi.ts'
import { japanese } from './ja.ts'
import { portuguese } from './pt.ts'
import { russian } from './ru.ts'
import { turkish } from './tr.ts'
import { ukrainian } from './uk.ts'

export const translations: Readonly<Record<LanguageCode, Translation>> = {
  ar: arabic,
  de: german,
  en: english,
  es: spanish,
  fr: french,
  he: hebrew,
  hi: hindi,
  ja: japanese,
  pt: portuguese,
  ru: russian,
  tr: turkish,
  uk: ukrainian,
}
