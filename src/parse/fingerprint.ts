// Whether two texts are one, without keeping either: the smallest hashes of a text's runs of words. Pure.
import { foldAlone, foldLetters } from '../base/index.ts'
import type { Fingerprint } from '../model/index.ts'

/** Words in a run. Two writers rarely use the same five in a row; an editor's small changes leave most runs alone. */
const run = 5
const maxWords = 6000
/**
 * The hashes of a text's words, and of its different runs; each call writes its own. Typed arrays hold 32 bits as they are;
 * numbers of that size in a list or a set are objects each.
 */
const words = new Int32Array(maxWords)
const runs = new Int32Array(maxWords)
/** Of one paragraph. */
const maxChars = 50_000
/** A paragraph's UTF-16 units, copied out of it at once: to ask a text that is a part of a page for each takes twice as long. */
const units = new Uint16Array(maxChars)
const bytes = Buffer.from(units.buffer)
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
  const different = findDifferentRuns(count)
  return different < fewestShingles ? null : { shingles: different, hashes: smallest(different) }
}

/** Puts the hash of each run into `runs` once, as a table half full at most tells: to sort them all takes three times as long. */
function findDifferentRuns(count: number): number {
  const last = count - run
  const slots = 2 ** (33 - Math.clz32(last + 1))
  places.fill(0, 0, slots)
  let found = 0
  for (let at = 0; at <= last; at++) {
    let hash = mixed(words[at]!)
    for (let next = at + 1; next < at + run; next++) hash = mixed(Math.imul(hash, 31) + words[next]!)
    hash = mixed(hash)
    let slot = hash & (slots - 1)
    let place = places[slot]!
    while (place !== 0 && runs[place - 1] !== hash) place = places[(slot = (slot + 1) & (slots - 1))]!
    if (place !== 0) continue
    runs[found++] = hash
    places[slot] = found
  }
  return found
}

/** One more than the place of a hash in `runs`; 0 is a free slot. */
const places = new Uint16Array(2 ** (33 - Math.clz32(maxWords)))

/** In order. Hashes are spread evenly: twice the share of the range that should hold 64 of them all but always does. */
function smallest(different: number): number[] {
  const limit = 2 ** 32 * ((kept * 2) / different) - 2 ** 31
  let count = 0
  for (let at = 0; at < different; at++) if (runs[at]! < limit) words[count++] = runs[at]!
  const low = count < kept ? runs.subarray(0, different) : words.subarray(0, count)
  low.sort()
  const hashes: number[] = []
  for (let at = 0; at < kept && at < low.length; at++) hashes.push(low[at]!)
  return hashes
}

/**
 * As `hashWords` does with the folded text, without making it: where each letter folds by itself. -1 for a text that has to be
 * folded as a whole.
 */
function hashPlainWords(text: string, from: number): number {
  let count = from
  let hash = basis
  let open = false
  const length = bytes.write(text, 'utf16le') >> 1
  for (let at = 0; at < length; at++) {
    let folded = alone[units[at]!]!
    if (folded > space && folded <= 0xffff) {
      hash = Math.imul(hash ^ folded, prime)
      open = true
      continue
    }
    if (folded === 0) folded = unitsOf(units[at]!)
    if (folded === notAlone) return -1
    if (folded > space) {
      hash = Math.imul(hash ^ (folded & 0xffff), prime)
      if (folded > 0xffff) hash = Math.imul(hash ^ (folded >>> 16), prime)
      open = true
    } else if (open && folded === space) {
      words[count++] = hash
      if (count === words.length) return count
      hash = basis
      open = false
    }
  }
  if (open) words[count++] = hash
  return count
}

/**
 * Characters as they fold: a letter, or two with the second in the upper half; `space` for all that parts words, `nothing`, or
 * `notAlone`; 0 is not known yet.
 */
const alone = new Int32Array(0x10000)
const nothing = 1
const space = 0x20
const notAlone = 0x7fffffff

function unitsOf(code: number): number {
  const folded = foldAlone(code)
  return (alone[code] = folded === null ? notAlone : packed(folded))
}

function packed(folded: string): number {
  if (folded === '') return nothing
  const letters = [...folded].filter((one) => letter.test(one)).length
  if (letters === 0) return space
  return letters < folded.length || letters > 2
    ? notAlone
    : folded.charCodeAt(0) + (folded.charCodeAt(1) || 0) * 0x10000
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
