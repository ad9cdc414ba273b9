// A publisher prints the same names over and over, in feeds, in data and in sight: what was read once is remembered.
import { createMemory, ownText } from '../base/index.ts'
import { creditsFrom } from './names-from.ts'
import type { AttributeInput, NamedCredit } from './types.ts'

/** Longer ones are biographies and lists, which do not come back. */
const maxChars = 120

/** About 2 MB. */
const credits = createMemory<readonly NamedCredit[]>(4000)

/** As `creditsFrom`; everything the answer depends on is in the key, so remembering changes nothing. `house` follows from `input`. */
export function rememberedCredits(
  text: string,
  { lang, publisherName, siteHost }: AttributeInput,
  house: ReadonlySet<string>,
): readonly NamedCredit[] {
  if (text.length > maxChars) return creditsFrom(text, lang, { house })
  const key = `${lang ?? ''}\n${siteHost ?? ''}\n${publisherName ?? ''}\n${text}`
  return credits.recall(key, () => creditsFrom(ownText(text), lang, { house }))
}
