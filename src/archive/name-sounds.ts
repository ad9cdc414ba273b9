// How names are found from another alphabet: `Dostoyevsky` finds Достоевский, `Amos Oz` finds עמוס עוז, and a slip of the
// pen is forgiven. For finding people, never for telling that two names are one person's.
import type * as AnyAscii from 'any-ascii'
import { foldLetters, later, loadNow, searchWords, soundKey } from '../base/index.ts'

const anyAscii = later(() => loadNow('any-ascii') as typeof AnyAscii)

/** Clicks that begin no name's word: sounds and consonants of a name in Latin letters, and of one in others. */
const marks = { latinSound: 'ǃ', otherSound: 'ǂ', latinConsonants: 'ǀ', otherConsonants: 'ǁ' }

const consonantal = /^[\p{Script=Hebrew}\p{Script=Arabic}\p{M}]+$/u
const latin = /^[\p{Script=Latin}\p{M}\p{N}]+$/u
/** A family name of one character stands before a given name of one to three. */
const eastern = /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u

/** What the index of names holds beside a name's own words. */
export function soundLexemes(name: string): string[] {
  return namePartsOf(name).flatMap((part) => {
    if (consonantal.test(part)) return withoutArticle(part).flatMap((one) => tagged('otherConsonants', consonants(one)))
    const isLatin = latin.test(part)
    return [
      ...tagged(isLatin ? 'latinSound' : 'otherSound', [soundOf(part)]),
      ...tagged(isLatin ? 'latinConsonants' : 'otherConsonants', spelledOut(part)),
    ]
  })
}

/** What one typed word may be in another alphabet: each as `[lexeme, mayBeABeginning]`. */
export function soundQueries(word: string): (readonly [lexeme: string, isPrefix: boolean])[] {
  if (consonantal.test(word))
    return withoutArticle(foldLetters(word))
      .slice(0, 2)
      .flatMap((one) => tagged('latinConsonants', consonants(one)))
      .map((lexeme) => [lexeme, false] as const)
  const isLatin = latin.test(word)
  const sounds = tagged(isLatin ? 'otherSound' : 'latinSound', [soundOf(word)])
  const skeletons = tagged(isLatin ? 'otherConsonants' : 'latinConsonants', spelledOut(word))
  return [...sounds.map((lexeme) => [lexeme, true] as const), ...skeletons.map((lexeme) => [lexeme, false] as const)]
}

/** The whole name by its sound, in Latin letters: what misspelt names are compared with. */
export function soundsOf(name: string): string {
  return namePartsOf(name).map(soundOf).filter(Boolean).join(' ')
}

/** Words of a name; those of the East cut after the family name, which their readers write without a space. */
function namePartsOf(name: string): string[] {
  return foldLetters(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .flatMap((word) => {
      if (!eastern.test(word)) return searchWords(word).length === 1 ? searchWords(word) : word === '' ? [] : [word]
      const letters = Array.from(word)
      return [letters[0]!, letters.slice(1).join('')]
    })
}

function soundOf(word: string): string {
  const direct = soundKey(word)
  if (direct !== null) return direct.key
  return soundKey(romanized(word))?.key ?? ''
}

function romanized(word: string): string {
  return anyAscii()
    .default(word)
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}

/** الأسواني is also written without its article. */
function withoutArticle(word: string): string[] {
  return /^ال..../u.test(word) ? [word, word.slice(2), 'ل'] : [word]
}

/**
 * The consonants of a word in Latin letters, as scripts that write no vowels would have them: `Youssef` and `يوسف` are
 * `sp`. Hebrew writes v with the letter of o or with that of b, so that a Latin v gives two.
 */
function consonants(word: string): string[] {
  if (consonantal.test(word)) {
    // Both are romanized as v; the one is o and u as well.
    const written = skeleton(romanized(word.replaceAll('ו', '').replaceAll('ב', 'b')))
    return written === '' ? [] : [written]
  }
  const letters = romanized(word)
  const both = [letters.replaceAll('v', ''), letters.replaceAll('v', 'b')]
  return [...new Set(both.map(skeleton))].filter((one) => one !== '')
}

/** Vowels are spelled in several ways too, `Fyodor` for Фёдор: long words may meet by their consonants alone. */
function spelledOut(word: string): string[] {
  if (latin.test(word)) return consonants(word)
  return /^[\p{Script=Cyrillic}\p{Script=Greek}]+$/u.test(word) ? consonants(word).filter((one) => one.length >= 3) : []
}

function skeleton(letters: string): string {
  return letters
    .replace(/sch|sh/g, 's')
    .replace(/kh|ch/g, 'h')
    .replace(/tz|ts/g, 'ß')
    .replace(/ph|f/g, 'p')
    .replace(/[tdg]h/g, (pair) => pair[0]!)
    .replace(/[cq]/g, 'k')
    .replace(/x/g, 'ks')
    .replace(/j/g, 'g')
    .replace(/(?!^)h/g, '')
    .replace(/[aeiouyw]/g, '')
    .replace(/ß/g, 'c')
    .replace(/(.)\1+/g, '$1')
}

function tagged(mark: keyof typeof marks, keys: readonly string[]): string[] {
  return keys.filter((key) => key !== '').map((key) => marks[mark] + key)
}
