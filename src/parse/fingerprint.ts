// Whether two texts are one, without keeping either: the smallest hashes of a text's runs of words. Pure.
import { foldLetters } from '../base/index.ts'
import type { Fingerprint } from '../model/index.ts'

/** Words in a run. Two writers rarely use the same five in a row; an editor's small changes leave most runs alone. */
const run = 5
const maxWords = 6000
/** Of one paragraph. */
const maxChars = 50_000
/** Below this a text is a teaser, which many pieces share. */
const fewestShingles = 60
const kept = 64
const letter = /[\p{L}\p{M}\p{N}]/u
/** A word of its own, unless it follows letters: of a script that puts no spaces between words. */
const sign = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/

/**
 * The 64 smallest of the 32-bit hashes of all runs of five folded words (a bottom-k sketch: Cohen and Kaplan 2007), as signed
 * integers in order, and how many different runs there are. Null for a text that is too short to be told from others.
 */
export function fingerprintOf(paragraphs: readonly string[]): Fingerprint | null {
  // Typed arrays hold 32 bits as they are; numbers of that size in a list or a set are objects each.
  const words = new Int32Array(maxWords)
  let count = 0
  for (const paragraph of paragraphs) {
    if (count === maxWords) break
    count = hashWords(foldLetters(paragraph.slice(0, maxChars)), words, count)
  }
  if (count - run + 1 < fewestShingles) return null
  const hashes = new Int32Array(count - run + 1)
  for (let at = 0; at < hashes.length; at++) hashes[at] = hashOfRun(words, at)
  hashes.sort()
  let shingles = 0
  for (let at = 0; at < hashes.length; at++)
    if (at === 0 || hashes[at] !== hashes[at - 1]) hashes[shingles++] = hashes[at]!
  return shingles < fewestShingles ? null : { shingles, hashes: [...hashes.subarray(0, Math.min(shingles, kept))] }
}

function hashOfRun(words: Int32Array, from: number): number {
  let hash = 0
  for (let at = from; at < from + run; at++) hash = mixed(Math.imul(hash, 31) + words[at]!)
  return mixed(hash)
}

/**
 * Puts the hash of each word into `words` from `count` on, while there is room, and answers with the new count. Letter by
 * letter: to cut the words out first takes twice as long.
 */
function hashWords(text: string, words: Int32Array, count: number): number {
  for (let at = 0; at < text.length && count < words.length;) {
    const start = at
    let point = text.codePointAt(at)!
    const kind = kinds[point] || kindOf(point)
    do {
      at += point > 0xffff ? 2 : 1
      if ((kind & aWord) !== 0 || at >= text.length) break
      point = text.codePointAt(at)!
    } while ((kind & (kinds[point] || kindOf(point))) !== 0)
    if (kind !== betweenWords) words[count++] = hashOf(text, start, at)
  }
  return count
}

/** What characters are to words, as flags, by code point; 0 is not known yet. */
const kinds = new Uint8Array(0x110000)
const betweenWords = 1
const inWord = 2
const aWord = 4

function kindOf(point: number): number {
  const character = String.fromCodePoint(point)
  return (kinds[point] = (letter.test(character) ? inWord : 0) | (sign.test(character) ? aWord : 0) || betweenWords)
}

/** FNV-1a over UTF-16 units. Source: draft-eastlake-fnv. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}

/** The finisher of MurmurHash3. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
