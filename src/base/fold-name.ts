// When two printed names are the same name: `O’Neill, J. K.` and `ONEILL, JK`. Titles stay; the caller decides about them.
import { foldLetters } from './fold-letters.ts'
import { createMemory, ownText } from './memory.ts'

/** The form under which names are compared: lower case, no accents, no punctuation, one space between parts. */
export function foldName(name: string): string {
  return folded.recall(name, () => fold(ownText(name)))
}

/** A name is folded some ten times on its way into the archive, and writers come again; what is longer is no name. */
const folded = createMemory<string>(8_000, 120)

function fold(name: string): string {
  const words = foldLetters(name)
    .replace(/['’‘ʼ`´׳״"“”„«»]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
  return joinInitials(words).join(' ')
}

/** `j`, `k`, `rowling` → `jk`, `rowling`, since initials are printed with and without dots and spaces. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = []
  let initials = ''
  for (const word of words) {
    if (/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u.test(word)) {
      initials += word
      continue
    }
    if (initials !== '') joined.push(initials)
    initials = ''
    joined.push(word)
  }
  if (initials !== '') joined.push(initials)
  return joined
}
