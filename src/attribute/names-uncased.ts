// Names in scripts without capitals: which reader takes a credit of them.
import type { NamesContext } from './credit-reader.ts'
import { hanNames } from './names-han.ts'
import { koreanNames } from './names-korean.ts'
import { spacedNames } from './names-spaced.ts'
import type { NamedCredit } from './types.ts'

/** Where such scripts begin. */
const beyondEurope = /[\u0590-\u1fff\u2c00-\uffff]/
const han = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u
const hangul = /\p{Script=Hangul}/u
const spaced =
  /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Devanagari}|\p{Script=Bengali}|\p{Script=Tamil}|\p{Script=Telugu}|\p{Script=Gujarati}|\p{Script=Gurmukhi}|\p{Script=Kannada}|\p{Script=Malayalam}|\p{Script=Sinhala}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}|\p{Script=Georgian}|\p{Script=Ethiopic}/u

/** Null when the credit is not written in such a script, so that the reader of cased scripts takes it. */
export function namesInUncasedScript(text: string, lang: string | null, context: NamesContext): NamedCredit[] | null {
  if (!beyondEurope.test(text)) return null
  if (hangul.test(text)) return unique(koreanNames(text))
  if (han.test(text)) return unique(hanNames(text, lang))
  if (spaced.test(text)) return unique(spacedNames(text, context))
  return null
}

function unique(found: readonly NamedCredit[]): NamedCredit[] {
  const seen = new Set<string>()
  return found.filter(({ name }) => !seen.has(name) && seen.add(name))
}
