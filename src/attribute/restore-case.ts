// Names printed in capitals, or spoilt by a naive title case, get their normal spelling back without harm.
import { foldLetters } from '../base/index.ts'
import { particles } from './data/words.ts'

const roman = /^(?:II|III|IV|VI{0,3}|IX)$/
const hasLower = /\p{Ll}/u
const macNames = new Set(
  'macdonald macleod mackenzie macarthur maccallum maclean macmillan macpherson macfarlane macgregor macintyre macdougall macdonell macneil macneill macshane macaskill'.split(
    ' ',
  ),
)

/**
 * `STEVE MCCORKLE` → `Steve McCorkle`, `JAN VAN DER BERG` → `Jan van der Berg`, `Can'T` → `Can't`. A name that already has
 * small letters keeps them; only what no spelling of a name has is mended. `lang` decides about the Turkish dotless ı.
 */
export function restoreCase(name: string, lang: string | null): string {
  if (usual.test(name)) return name
  const shouted = !hasLower.test(name) && /\p{Lu}{2}/u.test(name)
  const words = name.split(' ')
  return words.map((word, at) => (shouted ? settle(word, at, lang) : mend(word, at, words, lang))).join(' ')
}

/** Words with one capital at their beginning, of which none begins with "Mc": there is nothing to mend. */
const usual = /^(?!Mc)\p{Lu}\p{Ll}+(?: (?!Mc)\p{Lu}\p{Ll}+)*$/u

/** Two letters that stand for two given names: JD, AJ, TS. */
const pairOfInitials = /^(?:[A-Z]J|J[B-DF-HJ-NP-TV-Z]|[BCDFGHKLMNPQRSTVWXZ]{2})$/

function settle(word: string, at: number, lang: string | null): string {
  if (at === 0 && pairOfInitials.test(word)) return word
  if (roman.test(word) || /^\p{L}\.?$/u.test(word) || /^(?:\p{L}\.)+\p{L}?\.?$/u.test(word)) return word
  const folded = foldLetters(word)
  // A Breton or Norman "Le" is a part of the family name.
  if (at > 0 && /^l[ea]$/.test(folded) && lang?.startsWith('fr') === true) return capital(word, lang)
  if (at > 0 && particles.has(folded) && folded.length > 1) return lower(word, lang)
  if (/^(?:JR|SR)\.?$/.test(word)) return word[0] + word.slice(1).toLowerCase()
  if (macNames.has(folded)) return `Mac${capital(word.slice(3), lang)}`
  return word
    .split(/(?<=[-‐–])/u)
    .map((part) => capital(part, lang))
    .join('')
}

function capital(part: string, lang: string | null): string {
  const prefix = /^(?:MC|[OD][’'‘])(?=\p{L}{3})/u.exec(part)?.[0]
  if (prefix !== undefined) {
    const head = prefix[0] + prefix.slice(1).toLowerCase()
    return head + capital(part.slice(prefix.length), lang)
  }
  const first = String.fromCodePoint(part.codePointAt(0) ?? 32)
  return first + lower(part.slice(first.length), lang)
}

function lower(text: string, lang: string | null): string {
  const turkic = lang !== null && /^(?:tr|az)\b/i.test(lang)
  // The dot above of a lower-cased İ outside Turkish would stay as a loose mark.
  return (turkic ? text.toLocaleLowerCase('tr') : text.toLowerCase()).replace(/i\u0307/g, 'i')
}

function mend(word: string, at: number, words: readonly string[], lang: string | null): string {
  // "Yann LE GALL": what leads to a shouted family name is shouted with it.
  if (at > 0 && /^\p{Lu}{2,3}$/u.test(word) && /^\p{Lu}[\p{Lu}’'-]{2,}$/u.test(words[at + 1] ?? ''))
    return particles.has(foldLetters(word)) ? settle(word, at, lang) : word
  // A single shouted word of a mixed name: "Jean DUPONT". Initials and short forms such as "JD" stay.
  if (/^\p{Lu}[\p{Lu}’'-]{3,}$/u.test(word) && !roman.test(word) && words.length > 1) return settle(word, 1, lang)
  return word
    .replace(/^Mc(\p{Ll})(?=\p{Ll}{2})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`)
    .replace(/^O([’'])(\p{Ll})(?=\p{Ll})/u, (_, mark: string, letter: string) => `O${mark}${letter.toUpperCase()}`)
    .replace(/(\p{Ll}[’'])([TSMD]|Re|Ll|Ve)$/u, (_, head: string, tail: string) => head + tail.toLowerCase())
}
