// Credits in Arabic, Hebrew, Persian, Urdu, Indic scripts, Thai, Georgian, Ethiopic: words between spaces, no capitals.
import { foldLetters, foldName } from '../base/index.ts'
import type { NamesContext } from './credit-reader.ts'
import { givenNames } from './data/given-names.ts'
import { spacedHouses, spacedRoles, spacedTitles, spelledLetters, thaiHouse } from './data/spaced-words.ts'
import { uncasedCredits, uncasedRoles, uncasedStops } from './data/uncased.ts'
import { agencies, editorialPhrases } from './data/words.ts'
import { squash } from './squash.ts'
import type { NamedCredit } from './types.ts'

/** Each part between breaks is a name, what somebody is, or a house; only the first is kept as a person. */
export function spacedNames(text: string, context: NamesContext): NamedCredit[] {
  const found: NamedCredit[] = []
  let role: NamedCredit['kind'] | 'other' = 'person'
  /** A label stood alone before this part. */
  let labelled = false
  for (const raw of text.split(/[|/\\,،、;؛፡፦\n()[\]–—•·:&۔]+| - |- (?=\p{L})|\p{N}[\p{N}.:/-]*/u)) {
    const segment = raw.replace(/^[\s*†‡#]+|[\s*†‡#]+$/gu, '')
    if (segment === '') continue
    const marked = uncasedRoles.get(segment)
    if (marked !== undefined) {
      role = marked
      continue
    }
    // "เรื่อง: A ภาพ: B": the label of what follows ends this part.
    const label = / (\S+)$/u.exec(segment)
    const following = label === null ? undefined : uncasedRoles.get(label[1] ?? '')
    const { rest, credited } = withoutCredits(following === undefined ? segment : segment.slice(0, label?.index))
    if (rest === '') {
      labelled = true
      continue
    }
    const folded = foldLetters(rest)
    if (agencies.has(folded)) found.push({ name: rest, kind: 'agency', known: false })
    else if (editorialPhrases.has(folded)) found.push({ name: rest, kind: 'editorial-board', known: false })
    else if (isHouse(rest, context)) found.push({ name: rest.slice(0, 60), kind: 'organisation', known: false })
    else
      for (const words of splitNames(withoutRoles(rest))) {
        const known = unlisted.test(rest) || words.some((word, at) => at < 2 && isGiven(word))
        if (words.some(isStop)) {
          if (words.some((word) => /^(?:ال)?(?:تحرير|محرر|אתר|מערכת|חדשות|תחקיר)/u.test(word)))
            found.push({ name: words.join(' ').slice(0, 60), kind: 'newsroom', known: false })
          continue
        }
        if (words.length < 2 || words.length > (credited || known ? 5 : 4)) continue
        if (!words.every(isNameWord)) continue
        found.push({
          name: words.join(' '),
          kind: role === 'other' ? 'unknown' : role,
          known,
          introduced: credited || labelled,
        })
      }
    if (following !== undefined) role = following
    else if ((credited || labelled) && burmese.test(rest)) found.push({ name: rest, kind: 'person', known: true })
  }
  return found
}

/** Burmese writes a name without spaces. */
const burmese = /^\p{Script=Myanmar}{4,30}$/u

/** Scripts of which we have no lists of given names: their lack says nothing there. */
const unlisted = /^[^\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Georgian}\p{Script=Latin}]+$/u

const credits = uncasedCredits.map((credit) => ({ credit, before: `${credit} `, behind: ` ${credit}` }))

/** Titles and credit words may stand in any order: "بقلم الكاتب د. …". */
function withoutCredits(segment: string): { rest: string; credited: boolean } {
  let rest = segment
  for (let round = 0; round < 4; round++) {
    const before = rest
    rest = rest.replace(spacedTitles, '')
    for (const { credit, before, behind } of credits)
      if (rest === credit) return { rest: '', credited: true }
      else if (rest.startsWith(before)) rest = rest.slice(before.length).trim()
      else if (rest.endsWith(behind)) rest = rest.slice(0, -behind.length).trim()
    if (rest === before) break
  }
  return { rest, credited: rest !== segment }
}

function isHouse(text: string, context: NamesContext): boolean {
  if (context.house?.has(squash(text)) === true) return true
  const words = text.split(/\s+/)
  if (words.some((word) => spacedHouses.has(word)) || thaiHouse.test(text)) return true
  return words.filter((word) => spelledLetters.has(word)).length > 1
}

/**
 * The words without what somebody is. "رئيس تحرير صحيفة" is a description as a whole; "הסופר דוד גרוסמן" ends in a name,
 * which begins with a given name; "रवीश कुमार पत्रकार" begins with one. Empty when no name is left.
 */
function withoutRoles(segment: string): string[] {
  const words = segment.split(/\s+/)
  const first = words.findIndex(isRole)
  if (first < 0) return words
  if (first >= 2) return words.slice(0, first)
  const last = words.findLastIndex(isRole)
  const rest = words.slice(last + 1)
  const given = rest.findIndex(isGiven)
  if (given >= 0 && rest.length - given >= 2 && rest.length - given <= 4) return rest.slice(given)
  // "वरिष्ठ पत्रकार रवीश कुमार", "الكاتبة والروائية أحلام مستغانمي": no list of ours knows every given name.
  const leads = words.slice(0, last + 1).every(isRole) && definiteRole.test(words[last] ?? '')
  return leads && rest.length >= 2 && rest.length <= 3 ? rest : []
}

/** After an indefinite noun an adjective follows, after a definite one or an Indic one the name. */
const definiteRole = /^و?ال|^ה|^[\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}]/u

function isRole(word: string): boolean {
  return spacedRoles.has(word) || (/^و\p{L}{3}/u.test(word) && spacedRoles.has(word.slice(1)))
}

function isStop(word: string): boolean {
  return uncasedStops.has(word) || (/^[וو]\p{L}{3}/u.test(word) && uncasedStops.has(word.slice(1)))
}

const isGiven = (word: string): boolean => givenNames.has(foldName(word))

/** Arabic و and Hebrew ו join two names; both may be written to the next word. */
function splitNames(words: readonly string[]): string[][] {
  const parts: string[][] = [[]]
  for (const [at, word] of words.entries()) {
    const current = parts.at(-1) as string[]
    const rest = words.length - at
    if (between.has(word) && current.length >= 2) parts.push([])
    else if (current.length >= 2 && rest >= 2 && /^[וو]\p{L}{2,}/u.test(word) && joinsNames(word, current.length, rest))
      parts.push([word.slice(1)])
    else current.push(word)
  }
  return parts.filter((part) => part.length > 0)
}

const between: ReadonlySet<string> = new Set(['و', 'और', 'এবং', 'และ', 'اور', 'ו'])

/** The word after "and" is a given name, or whole names stand on both sides. */
function joinsNames(word: string, before: number, rest: number): boolean {
  if (isGiven(word.slice(1))) return true
  return before === 2 && rest === 2 && !isGiven(word)
}

/** Letters, marks, and the joiners that Persian and Indic spelling needs; Latin words only as they begin names. */
function isNameWord(word: string): boolean {
  if (word.length > 18 || !/^(?:\p{L}|\p{M}|['’"״׳־.-]|\u200c|\u200d)+$/u.test(word)) return false
  return !/\p{Script=Latin}/u.test(word) || /^\p{Lu}\p{Ll}/u.test(word) || /^\p{Lu}\.$/u.test(word)
}
