// How long a piece is, in words, without a dictionary.

const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/g

/** Words of the paragraphs. Chinese and Japanese count two characters a word, Thai, Lao, Burmese and Khmer five. */
export function countWords(paragraphs: readonly string[]): number {
  let words = 0
  for (const paragraph of paragraphs) {
    const glyphs = /[\u0e00-\u9fff]/.test(paragraph) ? (paragraph.match(unspaced)?.length ?? 0) : 0
    if (glyphs === 0) words += spaces(paragraph) + 1
    else if (glyphs * 2 > paragraph.length) words += Math.ceil(glyphs / (/[\u0e00-\u17ff]/.test(paragraph) ? 5 : 2))
    else words += spaces(paragraph) + 1
  }
  return words
}

function spaces(text: string): number {
  let count = 0
  for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) count++
  return count
}
