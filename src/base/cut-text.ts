// Cutting a text to a bound without breaking what a reader sees as one letter, and not inside a word where it can be helped.

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** At most `maxChars` graphemes, the closing `…` counted; cut after a word when one ends in the last third. Empty for a bound below 2. */
export function cutAtWord(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  if (maxChars < 2) return ''
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
  return `${whole
    .slice(0, end)
    .join('')
    .replace(/[\s,;:–—-]+$/u, '')}…`
}
