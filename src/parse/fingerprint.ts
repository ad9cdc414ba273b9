// Whether two texts are one, without keeping either: the smallest hashes of a text's runs of words. Pure.
import { foldLetters } from '../base/index.ts'
import type { Fingerprint } from '../model/index.ts'

/** Words in a run. Two writers rarely use the same five in a row; an editor's small changes leave most runs alone. */
const run = 5
const maxWords = 6000
/**
 * The hashes of a text's words; each call writes its own. Typed arrays hold 32 bits as they are; numbers of that size in a
 * list or a set are objects each.
 */
const words = new Int32Array(maxWords)
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
  let count = 0
  for (const paragraph of paragraphs) {
    if (count === maxWords) break
    const text = paragraph.slice(0, maxChars)
    const plainly = hashPlainWords(text, count)
    count = plainly >= 0 ? plainly : hashWords(foldLetters(text), count)
  }
  if (count - run + 1 < fewestShingles) return null
  const hashes = differentRuns(count)
  return hashes.length < fewestShingles ? null : { shingles: hashes.length, hashes: [...smallest(hashes)] }
}

/** Each hash of a run once, as a table half full at most tells: to sort them all takes three times as long. */
function differentRuns(count: number): Int32Array {
  const hashes = new Int32Array(count - run + 1)
  const slots = 2 ** (33 - Math.clz32(hashes.length))
  /** One more than the place of a hash in `hashes`; 0 is a free slot. */
  const places = new Uint16Array(slots)
  let found = 0
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashOfRun(at)
    let slot = hash & (slots - 1)
    while (places[slot] !== 0 && hashes[places[slot]! - 1] !== hash) slot = (slot + 1) & (slots - 1)
    if (places[slot] !== 0) continue
    hashes[found++] = hash
    places[slot] = found
  }
  return hashes.subarray(0, found)
}

/** Hashes are spread evenly: twice the share of the range that should hold 64 of them all but always does. */
function smallest(hashes: Int32Array): Int32Array {
  const limit = 2 ** 32 * ((kept * 2) / hashes.length) - 2 ** 31
  const low = new Int32Array(hashes.length)
  let count = 0
  for (let at = 0; at < hashes.length; at++) if (hashes[at]! < limit) low[count++] = hashes[at]!
  return (count < kept ? hashes : low.subarray(0, count)).sort().subarray(0, kept)
}

function hashOfRun(from: number): number {
  let hash = 0
  for (let at = from; at < from + run; at++) hash = mixed(Math.imul(hash, 31) + words[at]!)
  return mixed(hash)
}

/**
 * As `hashWords` does with the folded text, without making it: as Europe writes, each letter folds by itself. -1 for a text
 * that has to be folded as a whole.
 */
function hashPlainWords(text: string, from: number): number {
  let count = from
  let hash = basis
  let open = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const folded = code < alone.length ? alone[code] || foldAlone(code) : notAlone
    if (folded === notAlone) return -1
    if (folded !== space) {
      hash = Math.imul(hash ^ folded, prime)
      open = true
    } else if (open) {
      words[count++] = hash
      if (count === words.length) return count
      hash = basis
      open = false
    }
  }
  if (open) words[count++] = hash
  return count
}

/** Characters below U+2028 as they fold: one letter, `space` for all that parts words, or `notAlone`; 0 is not known yet. */
const alone = new Uint16Array(0x2028)
const space = 0x20
const notAlone = 0xffff
const european = /[\u0000-\u024f\u2010-\u2027]/

function foldAlone(code: number): number {
  const character = String.fromCharCode(code)
  const folded = european.test(character) ? foldLetters(character) : ''
  if (folded !== '' && !letter.test(folded)) return (alone[code] = space)
  return (alone[code] = folded.length === 1 ? folded.charCodeAt(0) : notAlone)
}

/**
 * Puts the hash of each word into `words` from `count` on, while there is room, and answers with the new count. Letter by
 * letter: to cut the words out first takes twice as long.
 */
function hashWords(text: string, count: number): number {
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
const basis = 0x811c9dc5
const prime = 0x01000193

function hashOf(text: string, start: number, end: number): number {
  let hash = basis
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), prime)
  return hash
}

/** The finisher of MurmurHash3. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
