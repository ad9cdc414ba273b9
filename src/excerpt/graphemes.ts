// Characters as readers count them. Most texts need no segmenter, which is a hundred times slower than looking.

/**
 * Text in which every UTF-16 unit is a character of its own: Latin, Greek, Cyrillic, Hebrew and Arabic letters without
 * marks, Chinese, Japanese, precomposed Korean, common punctuation.
 */
const simple =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u05be\u05d0-\u05f4\u0620-\u064a\u060c\u061b\u061f\u0660-\u066f\u0671-\u06d5\u06f0-\u06ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2189\u3000-\u3029\u3030\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/
/** The same with marks that join the letter before: accents, vowel signs of Indic scripts and Thai, points. */
const marked = new RegExp(
  simple.source.replace('^[', '^[\\u0300-\\u036f\\u0591-\\u05c7\\u0610-\\u06ff\\u0900-\\u0eff\\u200c\\u200d'),
)
const mark = /[\p{M}\u200c\u200d]/u
/** A virama may bind the next consonant into the same character. */
const virama = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca]/
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Graphemes of the text, counted up to `atMost`. */
export function lengthOf(text: string, atMost: number): number {
  // One more unit than counted, so that a mark on the last character shows.
  if (simple.test(text.slice(0, atMost + 1))) return Math.min(text.length, atMost)
  let count = 0
  for (const _ of segmenter.segment(text)) if (++count >= atMost) break
  return count
}

/**
 * Where the text's first `count` graphemes end; the text's length if it has fewer. In Indic scripts it may be a little
 * earlier: consonants joined by a virama are counted apart.
 */
export function offsetOf(text: string, count: number): number {
  if (count <= 0) return 0
  // One more unit than counted, so that a mark on the last character shows.
  if (simple.test(text.slice(0, count + 1))) return Math.min(count, text.length)
  const beginning = text.slice(0, count * 6 + 64)
  if (marked.test(beginning)) {
    const end = offsetByMarks(beginning, count)
    if (end >= 0) return end
  }
  // The segmenter copies what it is given, so it gets the beginning first and the whole only when that is not enough.
  for (const part of [beginning, text]) {
    let seen = 0
    for (const { index } of segmenter.segment(part)) if (seen++ === count) return index
    if (part.length === text.length) break
  }
  return text.length
}

/** -1 when the text ends first. A mark with nothing before it is a character of its own. */
function offsetByMarks(text: string, count: number): number {
  let seen = 0
  let whole = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (at > 0 && code >= 0x300 && (code < 0x2010 || code > 0x3029) && mark.test(text[at] as string)) continue
    const joined = virama.test(text[at - 1] ?? '')
    if (seen === count) return joined ? whole : at
    if (!joined) whole = at
    seen++
  }
  return -1
}
