// Words as the search index knows them. Columns and queries go through the same function, so that `safak` finds Şafak.
import { foldLetters } from './fold-letters.ts'

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g
// oxlint-disable-next-line no-control-regex
const plain = /^[\x00-\x7f]*$/
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
  let lower = plain.test(text) ? text.toLowerCase() : text.replace(invisible, '').normalize('NFKC').toLowerCase()
  if (apostropheOrQuote.test(lower))
    lower = lower.replace(elided, '$1 ').replace(possessive, '').replace(insideWord, '')
  if (plain.test(lower)) return splitPlain(lower)
  const words: string[] = []
  for (const word of lower.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    if (word.charCodeAt(0) < 0x0e00 && !/[\u0e00-\uffff]/.test(word)) words.push(word.slice(0, 200))
    else splitUnspaced(word, words)
  }
  return words
}

/** The same for what is ASCII in lower case, several times as fast: most of what is filed is read here. */
function splitPlain(lower: string): string[] {
  const words: string[] = []
  let start = -1
  for (let at = 0; at <= lower.length; at++) {
    const code = at < lower.length ? lower.charCodeAt(at) : 0
    const isInWord = (code >= 97 && code <= 122) || (code >= 48 && code <= 57)
    if (isInWord && start < 0) start = at
    if (isInWord || start < 0) continue
    words.push(lower.slice(start, Math.min(at, start + 200)))
    start = -1
  }
  return words
}

/** The same words joined by single spaces: what `to_tsvector('simple', …)` is given. */
export function searchText(text: string): string {
  return searchWords(text).join(' ')
}

/** Cuts runs of unspaced scripts into overlapping pairs, `東京都` → `東京`, `京都`, and leaves other letters whole. */
function splitUnspaced(word: string, words: string[]): void {
  let from = 0
  for (const run of word.matchAll(unspaced)) {
    if (run.index > from) words.push(word.slice(from, run.index).slice(0, 200))
    const letters = [...run[0]]
    if (letters.length === 1) words.push(letters[0]!)
    for (let i = 0; i + 1 < letters.length; i++) words.push(letters[i]! + letters[i + 1]!)
    from = run.index + run[0].length
  }
  if (from < word.length) words.push(word.slice(from).slice(0, 200))
}
