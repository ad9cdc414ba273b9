// Words as the search index holds them: by their stem where the language of the text has a stemmer, folded otherwise. Done
// here and not by the server's dictionaries, so that an archive moved to another PostgreSQL is found by the same words.
import type * as Stemmers from '@orama/stemmers/english'
import { foldLetters, later, loadNow } from '../base/index.ts'

type Stemmer = { readonly script: RegExp; readonly stem: (word: string) => string }

const latin = /^[\p{Script=Latin}\p{M}]+$/u
const cyrillic = /^[\p{Script=Cyrillic}\p{M}]+$/u
const latinOrCyrillic = /^(?:[\p{Script=Latin}\p{M}]+|[\p{Script=Cyrillic}\p{M}]+)$/u

/** A language's stemmer, loaded when the first word of that language is met. */
function stemmer(name: string): (word: string) => string {
  const load = later(() => loadNow(`@orama/stemmers/${name}`) as typeof Stemmers)
  return (word) => load().stemmer(word)
}

/** By the first part of a language tag. Norwegian has three. Bulgarian's throws for many a word, so it has none. */
const stemmers: Readonly<Record<string, Stemmer>> = {
  ar: { script: /^[\p{Script=Arabic}\p{M}]+$/u, stem: stemmer('arabic') },
  da: { script: latin, stem: stemmer('danish') },
  de: { script: latin, stem: stemmer('german') },
  el: { script: /^[\p{Script=Greek}\p{M}]+$/u, stem: stemmer('greek') },
  en: { script: latin, stem: stemmer('english') },
  es: { script: latin, stem: stemmer('spanish') },
  fi: { script: latin, stem: stemmer('finnish') },
  fr: { script: latin, stem: stemmer('french') },
  ga: { script: latin, stem: stemmer('irish') },
  hi: { script: /^[\p{Script=Devanagari}\p{M}]+$/u, stem: stemmer('indian') },
  hu: { script: latin, stem: stemmer('hungarian') },
  hy: { script: /^[\p{Script=Armenian}\p{M}]+$/u, stem: stemmer('armenian') },
  id: { script: latin, stem: stemmer('indonesian') },
  it: { script: latin, stem: stemmer('italian') },
  lt: { script: latin, stem: stemmer('lithuanian') },
  ne: { script: /^[\p{Script=Devanagari}\p{M}]+$/u, stem: stemmer('nepali') },
  nl: { script: latin, stem: stemmer('dutch') },
  no: { script: latin, stem: stemmer('norwegian') },
  pt: { script: latin, stem: stemmer('portuguese') },
  ro: { script: latin, stem: stemmer('romanian') },
  ru: { script: cyrillic, stem: stemmer('russian') },
  sr: { script: latinOrCyrillic, stem: stemmer('serbian') },
  sv: { script: latin, stem: stemmer('swedish') },
  ta: { script: /^[\p{Script=Tamil}\p{M}]+$/u, stem: stemmer('tamil') },
  tr: { script: latin, stem: stemmer('turkish') },
  uk: { script: cyrillic, stem: stemmer('ukrainian') },
}
const sameAs: Readonly<Record<string, string>> = { nb: 'no', nn: 'no' }

/**
 * Stemming costs a microsecond, remembering a twentieth of it. Words that were not met among as many others are forgotten;
 * two such generations take some 20 MB.
 */
const remembered = 50_000
type Memory = Map<string, Map<string, readonly string[]>>
let recent: Memory = new Map<string, Map<string, readonly string[]>>()
let former: Memory = new Map<string, Map<string, readonly string[]>>()
let count = 0

/** The language whose stemmer reads texts of `lang`, or null: `pt-BR` is read by `pt`. */
export function stemLanguage(lang: string | null): string | null {
  if (lang === null) return null
  const base = lang.split('-', 1)[0]!.toLowerCase()
  const language = sameAs[base] ?? base
  return language in stemmers ? language : null
}

/**
 * What stands in the index for one word (as splitWords gives it) of a text in `language`: its stem with the language,
 * `elect.en`, or the folded word where there is no stemmer. A second form when the word is also typed without its accents and then has another stem.
 */
export function indexForms(word: string, language: string | null): readonly string[] {
  if (language === null) return [foldLetters(word)]
  const known = recent.get(language)?.get(word)
  if (known !== undefined) return known
  const forms = former.get(language)?.get(word) ?? stemForms(word, language)
  if (++count > remembered) {
    ;[former, recent, count] = [recent, new Map<string, Map<string, readonly string[]>>(), 0]
  }
  let memory = recent.get(language)
  if (memory === undefined) recent.set(language, (memory = new Map<string, readonly string[]>()))
  memory.set(word, forms)
  return forms
}

/** What to look for when a reader types the word: in any of `languages`, or in all; `null` is the folded word itself. */
export function queryForms(word: string, languages: readonly string[] | null): (readonly [string | null, string])[] {
  const folded = foldLetters(word)
  const forms: [string | null, string][] = [[null, folded]]
  for (const language of languages ?? Object.keys(stemmers))
    for (const form of indexForms(word, language)) if (form !== folded) forms.push([language, form])
  return forms
}

function stemForms(word: string, language: string): string[] {
  const { script, stem } = stemmers[language]!
  const folded = foldLetters(word)
  if (!script.test(word)) return [folded]
  const mayLoseAccents = folded !== word && /[\p{Script=Latin}\p{Script=Greek}]/u.test(word)
  const stems = mayLoseAccents ? [stem(word), stem(folded)] : [stem(word)]
  return [...new Set(stems.map((one) => `${foldLetters(one) || folded}.${language}`))]
}
