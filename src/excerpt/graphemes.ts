// Characters as readers count them. Most texts need no segmenter, which is a hundred times slower than looking.

/**
 * Text in which every UTF-16 unit is a character of its own: Latin, Greek, Cyrillic, Hebrew and Arabic letters without
 * marks, Chinese, Japanese, precomposed Korean, common punctuation.
 */
const simple =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u05be\u05d0-\u05f4\u0620-\u064a\u060c\u061b\u061f\u0660-\u066f\u0671-\u06d5\u06f0-\u06ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2189\u3000-\u3029\u3030\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff9d]*$/
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Graphemes of the text, counted up to `atMost`. */
export function lengthOf(text: string, atMost: number): number {
  if (simple.test(text)) return Math.min(text.length, atMost)
  let count = 0
  for (const _ of segmenter.segment(text)) if (++count >= atMost) break
  return count
}

/** Where the text's first `count` graphemes end; the text's length if it has fewer. */
export function offsetOf(text: string, count: number): number {
  if (count <= 0) return 0
  // One more unit than counted, so that a mark on the last character shows.
  if (simple.test(text.slice(0, count + 1))) return Math.min(count, text.length)
  // The segmenter copies what it is given, so it gets the beginning first and the whole only when that is not enough.
  for (const part of [text.slice(0, count * 6 + 64), text]) {
    let seen = 0
    for (const { index } of segmenter.segment(part)) if (seen++ === count) return index
    if (part.length === text.length) break
  }
  return text.length
}
