// The languages besides English. One that is not here, or that leaves a message out, is said in English.
import type { LanguageCode } from '../../http/interface-language.ts'
import { arabic } from './ar.ts'
import type { Translation } from './catalogue.ts'
import { german } from './de.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { hebrew } from './he.ts'
import { hindi } from './hi.ts'
import { japanese } from './ja.ts'
import { portuguese } from './pt.ts'
import { russian } from './ru.ts'
import { turkish } from './tr.ts'
import { ukrainian } from './uk.ts'

export const translations: Partial<Record<LanguageCode, Translation>> = {
  ar: arabic,
  de: german,
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
