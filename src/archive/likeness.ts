// How alike two pieces are: by the sketches of their texts, and by their headlines. Pure.
import { foldLetters } from '../base/index.ts'
import type { Fingerprint } from '../model/index.ts'

/** Entries of a sketch; the fingerprints of one text are as many at most. */
const kept = 64

/**
 * The share of the shorter text that stands in the longer one, 0 to 1, estimated from their sketches: of the smallest hashes of both
 * together, how many are in both. An opening before a paywall stands wholly in the free text.
 */
export function containment(one: Fingerprint, other: Fingerprint): number {
  const a = one.hashes
  const b = other.hashes
  let i = 0
  let j = 0
  let smallest = 0
  let shared = 0
  // Both are in order: walked together, the smallest of both come first.
  for (; smallest < kept && (i < a.length || j < b.length); smallest++) {
    const left = a[i] ?? Infinity
    const right = b[j] ?? Infinity
    if (left === right) shared += 1
    if (left <= right) i += 1
    if (right <= left) j += 1
  }
  if (smallest === 0) return 0
  const alike = shared / smallest
  const common = (alike * (one.shingles + other.shingles)) / (1 + alike)
  return Math.min(1, common / Math.min(one.shingles, other.shingles))
}

/** Letters and digits of a headline that is its own; "Letters" and "The week" head many pieces. */
const fewestLetters = 14
const fewestWords = 3

export type Headline = {
  /** Its letters and digits, folded. */
  readonly letters: string
  /** Long enough to be no rubric. */
  readonly isOwn: boolean
}

export function headlineOf(title: string): Headline {
  const words = wordsOf(title)
  const letters = words.join('')
  const isOwn =
    letters.length >= fewestLetters && (words.length >= fewestWords || /[\u0e00-\u0eff\u3040-\u9fff]/.test(title))
  return { letters, isOwn }
}

/** The same headline, but for case, accents and punctuation, and long enough to be no rubric. */
export function isSameHeadline(one: Headline, other: Headline): boolean {
  return one.isOwn && one.letters === other.letters
}

/** Half of the words of the longer headline stand in the other one. */
export function isLikeHeadline(one: string, other: string): boolean {
  const [a, b] = [new Set(wordsOf(one)), new Set(wordsOf(other))]
  const shared = a.intersection(b).size
  return shared > 0 && shared * 2 >= Math.max(a.size, b.size)
}

function wordsOf(title: string): string[] {
  return foldLetters(title).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}
