// Names and headlines as parts of an address: readable in any script, and no letter is lost on the way.
import { foldLatin } from './fold-letters.ts'

const maxChars = 80

/** `Mejía` → `mejia`, `שָׁלוֹם` → `שלום`, `Can't stop` → `cant-stop`. At most 80 characters, cut at a word. Empty when nothing is readable. */
export function slugify(text: string): string {
  const words = foldLatin(text)
    .replace(/['’‘ʼ`´׳״"“”„«»]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}-${word}`
    if (longer.length <= maxChars) slug = longer
    else if (slug === '')
      return [...new Intl.Segmenter().segment(word.slice(0, maxChars))]
        .slice(0, -1)
        .map((part) => part.segment)
        .join('')
    else break
  }
  return slug
}

/** The first of `slug`, `slug-2`, `slug-3` … that is not taken. `fallback` stands in for a slug without letters. */
export function uniqueSlug(slug: string, isTaken: (slug: string) => boolean, fallback: string): string {
  const base = slug === '' ? fallback : slug
  if (!isTaken(base)) return base
  let number = 2
  while (isTaken(`${base}-${number}`)) number++
  return `${base}-${number}`
}
