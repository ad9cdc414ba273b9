// The shape of names: what is an initial, a short form, a run of several names, a name turned round.
import { foldLetters } from '../base/index.ts'
import { givenNames } from './data/given-names.ts'
import { ambiguousWords, pageWords } from './data/not-names.ts'
import { particles } from './data/words.ts'

export function isKnownGiven(folded: string): boolean {
  if (givenNames.has(folded)) return true
  const hyphen = folded.indexOf('-')
  return hyphen > 1 && givenNames.has(folded.slice(0, hyphen))
}

/** Words run together without separators: cut before each known given name that follows a whole name. */
export function splitRun<T extends { folded: string; text: string }>(
  run: readonly T[],
  lang: string | null,
): (readonly T[])[] {
  if (run.length < 4 || (run.length === 4 && lang !== null && /^(?:es|pt|ca|gl|id|ar|vi)/i.test(lang))) return [run]
  const solid = run.filter((word) => !particles.has(word.folded) && !isInitial(word.text))
  if (solid.length < 4) return [run]
  const parts: T[][] = [[]]
  for (const [at, word] of run.entries()) {
    const current = parts.at(-1) as T[]
    const before = run[at - 1]
    const begins =
      current.length >= 2 &&
      run.length - at >= 2 &&
      givenNames.has(word.folded) &&
      before !== undefined &&
      !particles.has(before.folded) &&
      !particles.has(word.folded) &&
      isKnownGiven(current[0]?.folded ?? '') &&
      !(current.length === 2 && run.length - at < 2) &&
      (!givenNames.has(before.folded) || current.length >= 3)
    if (begins) parts.push([word])
    else current.push(word)
  }
  return parts
}

export function isInitial(text: string): boolean {
  // Most words are longer and hold no full stop.
  if (text.length > 3 && !text.includes('.')) return false
  return /^(?:\p{L}\.?|(?:\p{L}\.[-‐]?){1,4}\p{L}?\.?|\p{Lu}\.-\p{Lu}\.?)$/u.test(text)
}

export function trimName(name: string): string {
  return name
    .replace(/^[\s.,;:'’"“”„«»\-–—|/\\()]+/u, '')
    .replace(/[\s,;:"“”„«»\-–—|/\\()]+$/u, '')
    .replace(/(?<=\p{Ll}{2})\.$/u, (dot, _at: number, all: string) => (/\b[JS]r\.$/.test(all) ? dot : ''))
}

/** "jane doe" in small letters throughout becomes "Jane Doe" when its first word is a known given name. */
export function unshout(text: string): string {
  if (text.length > 40) return text
  const credit = /^(?:by|von|par|por) /i.exec(text)?.[0] ?? ''
  if (credit !== '') {
    const name = unshout(text.slice(credit.length))
    return name === text.slice(credit.length) ? text : credit + name
  }
  if (/\p{Lu}/u.test(text)) return text
  const words = text.split(' ')
  if (words.length < 2 || words.length > 4 || !words.every((word) => /^\p{Ll}[\p{Ll}\p{M}.'’-]*$/u.test(word)))
    return text
  if (!givenNames.has(foldLetters(words[0] ?? ''))) return text
  return words.map((word) => (particles.has(word) ? word : word[0]?.toUpperCase() + word.slice(1))).join(' ')
}

/** "DUPONT Jean" → "Jean DUPONT": the family name in capitals first, where families do not stand first anyway. */
export function capitalsLast(text: string, lang: string | null): string {
  const match = /^(\p{Lu}[\p{Lu}'’-]{2,}) (\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)$/u.exec(text)
  if (match === null || (lang !== null && /^(?:hu|zh|ja|ko|vi)/i.test(lang))) return text
  const [, family = '', given = ''] = match
  if (!isKnownGiven(foldLetters(given)) || isKnownGiven(foldLetters(family))) return text
  return `${given} ${family}`
}

/** "Müller, Hans" → "Hans Müller", when it is the whole text and only the second part is a given name; "Roe P. S." → "P. S. Roe". */
export function lastFirst(text: string): string {
  if (!text.includes(',') && !text.endsWith('.')) return text
  const initialsLast = /^(\p{Lu}[\p{L}'’-]{2,}),? (\p{Lu}\.) ?(\p{Lu}\.)$/u.exec(text)
  if (initialsLast !== null) return `${initialsLast[2]} ${initialsLast[3]} ${initialsLast[1]}`
  const match = lastBeforeFirst.exec(text)
  if (match === null) return text
  const [, last, first] = match
  if (last === undefined || first === undefined) return text
  const firstFolded = foldLetters(first.split(' ')[0] ?? '')
  const lastWords = foldLetters(last).split(' ')
  if (!isKnownGiven(firstFolded) || pageWords.has(lastWords[0] ?? '')) return text
  if (lastWords.length === 2 && isKnownGiven(lastWords[0] ?? '')) return text
  if (lastWords.length === 1 && isKnownGiven(lastWords[0] ?? '') && !ambiguousWords.has(lastWords[0] ?? '')) {
    // Both could be given names: "Martin, James" reads as last-first only if nothing else is known.
    return `${first} ${last}`
  }
  return `${first} ${last}`
}

const lastBeforeFirst =
  /^(?:(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI) )?(\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}[\p{L}\p{M}'’-]+)?), (\p{Lu}[\p{L}\p{M}'’-]+(?: \p{Lu}\.?)?)$/u

export const bare = (folded: string): string => folded.replace(/[.,]/g, '')

export const isAcronym = (text: string): boolean => /^\p{Lu}{3,5}$/u.test(text) && !/^(?:III|VIII|XIII)$/.test(text)
