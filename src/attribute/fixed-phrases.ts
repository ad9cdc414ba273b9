// Credits that are one fixed phrase: an agency, a placeholder, the editorial board.
import { foldLetters } from '../base/index.ts'
import type { ContributorKind } from '../model/index.ts'
import { agencies, editorialPhrases, placeholderNames } from './data/words.ts'

/** Drops what is no letter, digit or space, so that phrases can be compared. */
export function phraseOf(text: string): string {
  const folded = foldLetters(text)
  return plainPhrase.test(folded) ? folded : folded.replace(/[^\p{L}\p{M}\p{N}-]+/gu, ' ').trim()
}

const plainPhrase = /^[a-z0-9-]+(?: [a-z0-9-]+)*$/

export function phraseKind(phrase: string): ContributorKind | null {
  if (editorialPhrases.has(phrase)) return 'editorial-board'
  if (placeholderNames.has(phrase)) return 'placeholder'
  if (agencies.has(phrase)) return 'agency'
  return null
}
