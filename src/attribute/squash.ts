// How a house's name is compared.
import { foldLetters } from '../base/index.ts'

/** Folded letters and digits without anything between them. */
export function squash(text: string): string {
  const folded = foldLetters(text)
  return plain.test(folded) ? folded : folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}

const plain = /^[a-z0-9]*$/
