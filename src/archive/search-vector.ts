// What the search index holds of a column and of a name. Queries (search-terms.ts) cut words in the same way, so nothing
// depends on the server's own parser or dictionaries.
import { searchWords, splitWords } from '../base/index.ts'
import { soundLexemes, soundQueries } from './name-sounds.ts'
import { indexForms, stemLanguage } from './search-stems.ts'

/** PostgreSQL keeps positions up to 16,383, and the first 256 of one word (manual, §12.6). */
const maxPosition = 16_000
/** Between two texts, so that no phrase spans them. */
const gap = 5

export type WeightedText = readonly [weight: 'A' | 'B' | 'C', text: string | null, lang?: string]

/**
 * A `tsvector` in its text form. `A`: headline and names, `B`: standfirst and excerpt, `C`: section and publisher. Words of
 * texts that say their language are held by their stem, others as they are. `tags` say what kind of thing it is, see tagOf.
 * A word stands in it as often as in the texts: PostgreSQL sorts them all anyway, and joins their places.
 */
export function searchVector(texts: readonly WeightedText[], tags: readonly string[] = []): string {
  let vector = ''
  for (const tag of tags) vector += `'${tag}' `
  let position = 1
  for (const [weight, text, lang] of texts) {
    if (text === null || text === '') continue
    const language = stemLanguage(lang ?? null)
    const words = splitWords(text)
    for (let i = 0; i < words.length && position <= maxPosition; i++) {
      const word = words[i]!
      const forms = indexForms(word, language)
      if (forms[0] === '') continue
      const at = placeOf(position, weight)
      for (const form of forms) vector += form + at
      const end = endOfRun(word, words[i + 1])
      if (end !== null) vector += end + at
      position++
    }
    position += gap
  }
  return vector.trimEnd()
}

/** The places of most texts, made once. */
const madePlaces: Readonly<Record<WeightedText[0], string[]>> = { A: [], B: [], C: [] }
const maxMadePlaces = 2_000

function placeOf(position: number, weight: WeightedText[0]): string {
  if (position > maxMadePlaces) return `:${position}${weight} `
  return (madePlaces[weight][position] ??= `:${position}${weight} `)
}

/** The forms under which each word of a text in `lang` is held. */
export function wordForms(text: string, lang: string | null): (readonly string[])[] {
  const language = stemLanguage(lang)
  return splitWords(text)
    .map((word) => indexForms(word, language))
    .filter(([first]) => first !== '')
}

/** The last character of a run that was cut into pairs begins no pair, and could not be found alone. */
function endOfRun(pair: string, next: string | undefined): string | null {
  if (pair.length > 4 || !hasRunLetter(pair)) return null
  const letters = Array.from(pair)
  const last = letters[1]
  return letters.length === 2 && last !== undefined && !next?.startsWith(last) ? last : null
}

function hasRunLetter(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= 0x0e00) return true
  return false
}

/** What a tag says: language, country, kind, the publisher's number; year, quarter and month. Tags hold no place. */
export type TagName = 'l' | 'c' | 'k' | 'p' | 'y' | 'q' | 'm'

/** A word of the index that no text holds, such as `@l:en`: what narrows a search is looked up together with its words. */
export function tagOf(name: TagName, value: string | number): string {
  return `@${name}:${String(value)
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '')}`
}

/** A `tsvector` of names, for finding columnists by the beginnings of their parts, in their alphabet or another. */
export function nameVector(names: readonly string[]): string {
  const words = searchVector(names.map((name) => ['A', name] as const))
  const sounds = [...new Set(names.flatMap(soundLexemes))]
  return [words, ...sounds].join(' ').trim()
}

/**
 * Every word must begin a word of the name: `yo dos` finds Yosef Dostal, and `naval` finds Навальный, since it begins the
 * sound of a name in other letters. Null for a text without words.
 */
export function prefixQuery(text: string): string | null {
  const words = searchWords(text.slice(0, 200)).slice(0, 6)
  return words.length === 0 ? null : words.map((word) => nameQuery(word, true, words.length)).join(' & ')
}

/** Every word must be a word of the name, in its alphabet or by its sound in another; the order does not matter. */
export function wholeNameQuery(text: string): string | null {
  const words = searchWords(text.slice(0, 200)).slice(0, 6)
  return words.length === 0 ? null : words.map((word) => nameQuery(word, false, words.length)).join(' & ')
}

/** Every word must be a word of the name in the same letters. */
export function exactNameQuery(text: string): string | null {
  const words = searchWords(text.slice(0, 200)).slice(0, 6)
  return words.length === 0 ? null : words.map((word) => quoted(word, false)).join(' & ')
}

function nameQuery(word: string, isPrefix: boolean, words: number): string {
  const forms = [quoted(word, isPrefix)]
  for (const [lexeme, mayBegin] of soundQueries(word))
    // A single consonant, alone, is nobody's name.
    if (mayBegin || words > 1 || lexeme.length > 2) forms.push(quoted(lexeme, isPrefix && mayBegin))
  return forms.length === 1 ? forms[0]! : `(${forms.join(' | ')})`
}

/** Words hold letters, marks and digits only, so quoting cannot be broken out of. */
export function quoted(word: string, isPrefix: boolean): string {
  return `'${word}'${isPrefix ? ':*' : ''}`
}
