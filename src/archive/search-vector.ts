// What the search index holds of a column, and how a reader's words become a query on it. Both sides are cut into words by
// base/searchWords, so nothing depends on the server's own parser or dictionaries.
import { searchWords, soundKey } from '../base/index.ts'

/** PostgreSQL keeps positions up to 16,383 and 256 of one word (manual, §12.6). */
const maxPosition = 16_000
const maxPlaces = 200
/** Between two texts, so that no phrase spans them. */
const gap = 5

/** A `tsvector` in its text form. `A`: headline and names, `B`: standfirst and excerpt, `C`: section and publisher. */
export function searchVector(texts: readonly (readonly [weight: 'A' | 'B' | 'C', text: string | null])[]): string {
  const places = new Map<string, string[]>()
  const place = (word: string, at: string) => {
    const known = places.get(word)
    if (known === undefined) places.set(word, [at])
    else if (known.length < maxPlaces) known.push(at)
  }
  let position = 1
  for (const [weight, text] of texts) {
    if (text === null || text === '') continue
    const words = searchWords(text)
    for (const [i, word] of words.entries()) {
      if (position > maxPosition) break
      place(word, `${position}${weight}`)
      const end = endOfRun(word, words[i + 1])
      if (end !== null) place(end, `${position}${weight}`)
      position++
    }
    position += gap
  }
  let vector = ''
  for (const [word, at] of places) vector += `${word}:${at.join(',')} `
  return vector.trimEnd()
}

/** The last character of a run that was cut into pairs begins no pair, and could not be found alone. */
function endOfRun(pair: string, next: string | undefined): string | null {
  if (!/[\u0e00-\uffff]/.test(pair)) return null
  const letters = Array.from(pair)
  const last = letters[1]
  return letters.length === 2 && last !== undefined && !next?.startsWith(last) ? last : null
}

/** Before a sound key of a name in Latin letters, and of one in other letters: a click that begins no name's word. */
const latinSound = 'ǃ'
const otherSound = 'ǂ'

/** A `tsvector` of names, for finding columnists by the beginnings of their parts, in their alphabet or another. */
export function nameVector(names: readonly string[]): string {
  return searchVector(names.flatMap((name) => [['A', name] as const, ['A', soundsOf(name)] as const]))
}

function soundsOf(name: string): string {
  const keys = searchWords(name).flatMap((word) => soundKey(word) ?? [])
  return keys.map(({ key, isLatin }) => `${isLatin ? latinSound : otherSound}${key}`).join(' ')
}

/** Words beyond this many are left out of a query: nobody types them by hand. */
const maxQueryWords = 24

/**
 * A reader's words as a `tsquery` in its text form: all words, "phrases" in order, -not, `or` between two words.
 * Null when nothing can be searched for, so that only negations find nothing.
 */
export function searchQuery(text: string): string | null {
  const alternatives: string[][] = [[]]
  let wordsLeft = maxQueryWords
  let hasPositive = false
  for (const [part, minus, phrase] of text
    .slice(0, 1000)
    .matchAll(/(-?)(?:["“”„«]([^"“”„«»]*)["“”„»]?|[^\s"“”„«]+)/gu)) {
    const isNot = minus === '-'
    const isPhrase = phrase !== undefined
    const said = isPhrase ? phrase : part.slice(minus!.length)
    if (!isPhrase && !isNot && /^(or|\|)$/i.test(said)) {
      if (alternatives.at(-1)!.length > 0) alternatives.push([])
      continue
    }
    const words = searchWords(said).slice(0, wordsLeft)
    if (words.length === 0) continue
    wordsLeft -= words.length
    const query =
      words.length === 1
        ? quoted(words[0]!, isUnspaced(words[0]!))
        : `(${words.map((word) => quoted(word, false)).join(' <-> ')})`
    if (!isNot) hasPositive = true
    alternatives.at(-1)!.push(isNot ? `!${query}` : query)
  }
  if (!hasPositive) return null
  return alternatives
    .filter((terms) => terms.length > 0)
    .map((terms) => (terms.length === 1 ? terms[0]! : `(${terms.join(' & ')})`))
    .join(' | ')
}

/**
 * Every word must begin a word of the name: `yo dos` finds Yosef Dostal, and `naval` finds Навальный, since it begins the
 * sound of a name in other letters. Null for a text without words.
 */
export function prefixQuery(text: string): string | null {
  const words = searchWords(text.slice(0, 200)).slice(0, 6)
  return words.length === 0 ? null : words.map(beginning).join(' & ')
}

function beginning(word: string): string {
  const sound = soundKey(word)
  if (sound === null) return quoted(word, true)
  return `(${quoted(word, true)} | ${quoted(`${sound.isLatin ? otherSound : latinSound}${sound.key}`, true)})`
}

/** Words hold letters, marks and digits only, so quoting cannot be broken out of. */
function quoted(word: string, isPrefix: boolean): string {
  return `'${word}'${isPrefix ? ':*' : ''}`
}

/** A single character of a script that is cut into pairs: it begins the pairs it stands in. */
function isUnspaced(word: string): boolean {
  return Array.from(word).length === 1 && /[\u0e00-\uffff]|\p{Script=Han}/u.test(word)
}
