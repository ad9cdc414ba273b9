// A publisher prints the same names over and over, in feeds, in data and in sight: what was read once is remembered.
import { creditsFrom } from './names-from.ts'
import type { AttributeInput, NamedCredit } from './types.ts'

/** Credits remembered, oldest forgotten first: about 2 MB. */
const maxRemembered = 4000
/** Longer ones are biographies and lists, which do not come back. */
const maxChars = 120

const remembered = new Map<string, readonly NamedCredit[]>()

/** As `creditsFrom`; everything the answer depends on is in the key, so remembering changes nothing. `house` follows from `input`. */
export function rememberedCredits(
  text: string,
  { lang, publisherName, siteHost }: AttributeInput,
  house: ReadonlySet<string>,
): readonly NamedCredit[] {
  if (text.length > maxChars) return creditsFrom(text, lang, { house })
  const key = `${lang ?? ''}\n${siteHost ?? ''}\n${publisherName ?? ''}\n${text}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const credits = creditsFrom(text, lang, { house })
  if (remembered.size >= maxRemembered) {
    const [oldest] = remembered.keys()
    if (oldest !== undefined) remembered.delete(oldest)
  }
  remembered.set(key, credits)
  return credits
}
