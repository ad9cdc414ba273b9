// A publisher prints the same names over and over, in feeds, in data and in sight: what was read once is remembered.
import { createMemory, ownText } from '../base/index.ts'
import { creditsFrom } from './names-from.ts'
import type { NamedCredit, Standing } from './types.ts'

/** Longer ones are biographies and lists, which do not come back. */
const maxChars = 120

/** About 2 MB. */
const credits = createMemory<readonly NamedCredit[]>(4000)

/** As `creditsFrom`; everything the answer depends on is in the key, so remembering changes nothing. */
export function rememberedCredits(text: string, { number, lang, house }: Standing): readonly NamedCredit[] {
  if (text.length > maxChars) return creditsFrom(text, lang, { house })
  return credits.recall(`${number}\n${text}`, () => creditsFrom(ownText(text), lang, { house }))
}
