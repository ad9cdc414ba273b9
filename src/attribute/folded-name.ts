// The few names of a page, a feed, a paper are compared again and again: each is folded once.
import { createMemory, foldLetters, foldName } from '../base/index.ts'

const folded = createMemory<string>(8000)
const maxChars = 120

/** As `foldName`. */
export function foldedName(name: string): string {
  // A string of its own as the key: a part cut out of a page would keep the whole page in memory.
  return name.length > maxChars ? foldName(name) : folded.recall(`=${name}`, () => foldName(name))
}

/** Folded letters and digits without anything between them: how a house's name is compared. */
export function squash(text: string): string {
  return foldLetters(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
