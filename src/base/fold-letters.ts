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

/** Latin letters as Europe writes them, and the usual punctuation: here each character folds by itself. */
const european = /^[\u0000-\u024f\u2010-\u2027]*$/
const beyondAscii = /[^\u0000-\u007f]/g
const foldedOnce = new Map<string, string>()

/** Lower case without accents, points and invisible characters: `Şafak` and `SAFAK` are both `safak`. For comparing, never for showing. */
export function foldLetters(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  return european.test(text) ? text.toLowerCase().replace(beyondAscii, foldOne) : foldAny(text)
}

function foldOne(character: string): string {
  let folded = foldedOnce.get(character)
  if (folded === undefined) foldedOnce.set(character, (folded = foldAny(character)))
  return folded
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
