// How a house's name is compared.
import { foldLetters } from '../base/index.ts'

/** Folded letters and digits without anything between them. */
export function squash(text: string): string {
  return foldLetters(text).replace(/[^\p{L}\p{M}\p{N}]+/gu, '')
}
