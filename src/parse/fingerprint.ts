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
/** A word, or a sign of a script that puts no spaces between words. */
const wordOrSign = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]|[\p{L}\p{M}\p{N}]+/gu

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
    for (const word of foldLetters(paragraph.slice(0, maxChars)).match(wordOrSign) ?? []) {
      if (count === maxWords) break
      words[count++] = hashOf(word)
    }
  }
  if (count - run + 1 < fewestShingles) return null
  const hashes = new Int32Array(count - run + 1)
  for (let i = 0; i < hashes.length; i++) {
    let hash = 0
    for (let j = 0; j < run; j++) hash = mixed(Math.imul(hash, 31) + words[i + j]!)
    hashes[i] = mixed(hash)
  }
  const different = hashes.sort().filter((hash, at) => at === 0 || hash !== hashes[at - 1])
  return different.length < fewestShingles
    ? null
    : { shingles: different.length, hashes: [...different.subarray(0, kept)] }
}

/** FNV-1a. Source: draft-eastlake-fnv. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return hash
}

/** The finisher of MurmurHash3. */
function mixed(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
