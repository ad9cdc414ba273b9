// Folding letters: the one place that says which letters count as the same when names, words and slugs are compared.

/** Letters that Unicode does not decompose, in lower case. German ü is u here, as readers type it. */
const alike: Record<string, string> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ə: 'e',
}

/** Letters that one script writes in two ways: Persian and Arabic kaf and yeh, alef maksura, teh marbuta. */
const alikeArabic: Record<string, string> = { ک: 'ك', ی: 'ي', ى: 'ي', ة: 'ه', ۀ: 'ه', ٱ: 'ا' }

/** Accents of Latin, Greek and Cyrillic; Hebrew points; Arabic marks and tatweel. Vowel signs of Indic scripts, Thai and
 *  the voicing marks of kana are letters to their readers and stay. */
const marks =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640]/g
const latinAccents = /(\p{Script=Latin})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+/gu
const pointed = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]/g
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/g
// oxlint-disable-next-line no-control-regex
const plain = /^[\x00-\x7f]*$/

/**
 * Latin, Greek, Cyrillic, Hebrew and Arabic, the usual punctuation, arrows and other signs: here each character folds by itself,
 * whatever stands beside it, but for a sigma at a word's end.
 */
const alone = /[\u0000-\u024f\u0370-\u03a2\u03a4-\u03f8\u03fa-\u06ff\u1e00-\u20cf\u2100-\u2bff]/
const firstFarOff = 0x2c00

/** Lower case without accents, points and invisible characters: `Şafak` and `SAFAK` are both `safak`. For comparing, never for showing. */
export function foldLetters(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  if (text.length <= maxPart) return foldEach(text) ?? foldAny(text)
  let folded = ''
  for (let at = 0; at < text.length; at += maxPart) {
    const part = foldEach(text.slice(at, at + maxPart))
    if (part === null) return foldAny(text)
    folded += part
  }
  return folded
}

/** What a character folds to where it folds by itself, perhaps nothing; null for all others. */
export function foldAlone(code: number): string | null {
  const character = String.fromCharCode(code)
  return alone.test(character) ? foldAny(character) : null
}

/** As many as may be arguments of a call. */
const maxPart = 2_000

/** Character by character, which takes a third of folding them together; null where one of them does not fold by itself. */
function foldEach(text: string): string | null {
  const units: number[] = []
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= firstFarOff) return null
    const unit = single[code] || singleOf(code)
    if (unit < several) units.push(unit)
    else if (unit === notAlone) return null
    else for (const one of foldAlone(code) ?? '') units.push(one.charCodeAt(0))
  }
  return String.fromCharCode(...units)
}

/** The one character that each folds to, or one of the two below; 0 is not known yet. */
const single = new Uint16Array(firstFarOff)
/** None, or two and more. */
const several = 0xfffe
const notAlone = 0xffff

function singleOf(code: number): number {
  const folded = foldAlone(code)
  return (single[code] = folded === null ? notAlone : folded.length === 1 ? folded.charCodeAt(0) : several)
}

function foldAny(text: string): string {
  return text
    .replace(invisible, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(marks, '')
    .replace(/[ıłøđðħŧŋßæœþə]/g, (letter) => alike[letter] ?? letter)
    .replace(/[کیىةۀٱ]/g, (letter) => alikeArabic[letter] ?? letter)
    .normalize('NFC')
}

/** Lower case with Latin letters made plain ASCII where they can be; letters of every other script stay as they are. */
export function foldLatin(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return text
    .replace(invisible, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(latinAccents, '$1')
    .replace(pointed, '')
    .replace(/[ıłøđðħŧŋßæœþə]/g, (letter) => alike[letter] ?? letter)
    .normalize('NFC')
}
