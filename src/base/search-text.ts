// Words as the search index knows them. Columns and queries go through the same function, so that `safak` finds Şafak.
import { foldLetters } from './fold-letters.ts'

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g
/**
 * Alphabets in which most is written: `whole` is text of letters that compatibility forms leave as they are (neither `ª` nor `ĳ`, no
 * marks that could stand in another order) and the usual signs; what `words` finds in it are its letters, marks and digits. A pattern
 * of all letters that there are takes several times as long: V8 looks each letter up when a class has more than 16 ranges.
 */
const alphabets: readonly { readonly whole: RegExp; readonly words: RegExp }[] = [
  {
    whole:
      /^[\u0000-\u007f\u00a0-\u00a7\u00a9\u00ab\u00b7\u00bb\u00bf-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3\u0218-\u021b\u0259\u1ea0-\u1ef9\u2010-\u2016\u2018-\u2026]*$/,
    // U+0307 is what stays of the dot of İ.
    words: /[\u0307a-z0-9\u00df-\u00f6\u00f8-\u02af\u1ea0-\u1ef9]+/g,
  },
  {
    // Without Σ, whose small letter depends on what stands before it.
    whole:
      /^[\u0000-\u007f\u00a0\u00a7\u00ab\u00bb\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a4-\u03ce\u0400-\u0481\u048a-\u052f\u2010-\u2016\u2018-\u2026]*$/,
    words: /[a-z0-9\u0386-\u0481\u048a-\u052f]+/g,
  },
  {
    whole:
      /^[\u0000-\u007f\u00a0\u00ab\u00bb\u05be\u05d0-\u05ea\u05f3\u05f4\u060c\u061b\u061f\u0621-\u064a\u0660-\u066d\u0671-\u0674\u0679-\u06d3\u2010-\u2016\u2018-\u2026]*$/,
    words: /[a-z0-9\u05d0-\u05ea\u0621-\u064a\u0660-\u0669\u066e-\u06d3]+/g,
  },
]
const apostropheOrQuote = /['’‘ʼ`´׳״"]/
/** Elided articles and pronouns of French, Italian and Catalan: `l'avenir` is two words, `can't` is one. */
const elided = /(?<![\p{L}\p{M}\p{N}])(l|d|j|m|t|s|c|n|qu|dell|nell|sull|dall|all|un|quest)['’‘ʼ`´](?=\p{L})/gu
const possessive = /['’ʼ]s(?![\p{L}\p{M}\p{N}])/gu
const insideWord = /(?<=\p{L})['’‘ʼ`´׳״"](?=\p{L})|׳/gu
/** Scripts written without spaces, or with endings glued on: cut into pairs of characters. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu

/** The words of a text in order, folded: letters and digits only, pairs of characters for scripts without spaces. */
export function searchWords(text: string): string[] {
  return splitWords(text)
    .map(foldLetters)
    .filter((word) => word !== '')
}

/** The same words before folding, in lower case with their accents: what a stemmer is given. */
export function splitWords(text: string): string[] {
  for (const { whole, words } of alphabets)
    if (whole.test(text)) return cut(withoutApostrophes(text.toLowerCase()).match(words) ?? [])
  const lower = withoutApostrophes(text.replace(invisible, '').normalize('NFKC').toLowerCase())
  const words: string[] = []
  for (const word of lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    if (word.charCodeAt(0) < 0x0e00 && !/[\u0e00-\uffff]/.test(word)) words.push(word.slice(0, maxChars))
    else splitUnspaced(word, words)
  }
  return words
}

/** Characters of a word that are kept. */
const maxChars = 200

/** All words unless one is too long, which is seldom. */
function cut(words: string[]): string[] {
  return words.some((word) => word.length > maxChars) ? words.map((word) => word.slice(0, maxChars)) : words
}

function withoutApostrophes(lower: string): string {
  if (!apostropheOrQuote.test(lower)) return lower
  return lower.replace(elided, '$1 ').replace(possessive, '').replace(insideWord, '')
}

/** The same words joined by single spaces: what `to_tsvector('simple', …)` is given. */
export function searchText(text: string): string {
  return searchWords(text).join(' ')
}

/** Cuts runs of unspaced scripts into overlapping pairs, `東京都` → `東京`, `京都`, and leaves other letters whole. */
function splitUnspaced(word: string, words: string[]): void {
  let from = 0
  for (const run of word.matchAll(unspaced)) {
    if (run.index > from) words.push(word.slice(from, run.index).slice(0, maxChars))
    const letters = [...run[0]]
    if (letters.length === 1) words.push(letters[0]!)
    for (let i = 0; i + 1 < letters.length; i++) words.push(letters[i]! + letters[i + 1]!)
    from = run.index + run[0].length
  }
  if (from < word.length) words.push(word.slice(from).slice(0, maxChars))
}
