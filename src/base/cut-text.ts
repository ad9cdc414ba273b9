// Cutting a text to a bound without breaking what a reader sees as one letter, and not inside a word where it can be helped.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Letters of Latin, Greek, Cyrillic, Hebrew and Arabic without marks, and common signs: each is a grapheme of its own. */
const simple =
  /^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u05be\u05d0-\u05f4\u0620-\u064a\u060c\u061b\u061f\u0660-\u066f\u0671-\u06d5\u06f0-\u06ff\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u20cf\u2100-\u2189]*$/

/** Marks that would stand doubled before the `…`: a sentence that ends at the cut ends in one mark. */
const beforeEllipsis = /[\s,;:.…。।–—-]+$/u

/** At most `maxChars` graphemes, the closing `…` counted; cut after a word when one ends in the last third. Empty for a bound below 2. */
export function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  if (maxChars < 2) return ''
  // One unit more than is kept, so that a mark on the last letter shows. A segmenter is a hundred times slower.
  if (simple.test(text.slice(0, maxChars + 1))) return cutSimple(text, maxChars)
  // A grapheme takes at least one code unit, so only the beginning has to be looked at; 20 is more than any real one takes.
  const letters = Array.from(graphemes.segment(text.slice(0, maxChars * 20)), (part) => part.segment)
  if (letters.length <= maxChars && text.length <= maxChars * 20) return text
  const whole = letters.slice(0, maxChars - 1)
  const next = letters[maxChars - 1] ?? ' '
  let end = whole.length
  if (!/^\s/u.test(next)) {
    const space = whole.findLastIndex((letter) => /^\s/u.test(letter))
    if (space >= (maxChars * 2) / 3) end = space
  }
  return `${whole.slice(0, end).join('').replace(beforeEllipsis, '')}…`
}

/** The same for a longer text whose beginning holds one grapheme a code unit. */
function cutSimple(text: string, maxChars: number): string {
  let end = maxChars - 1
  if (!/\s/u.test(text[end] ?? ' ')) {
    const space = text.lastIndexOf(' ', end - 1)
    if (space >= (maxChars * 2) / 3) end = space
  }
  return `${text.slice(0, end).replace(beforeEllipsis, '')}…`
}
