// The credit that most pieces have, a given name that we know and a family name, read without all that other credits need.
import { foldLetters } from '../base/index.ts'
import { isPlainWords } from './clean-credit.ts'
import { namesHouse, namesRole } from './credit-reader.ts'
import { givenNames } from './data/given-names.ts'
import { ambiguousWords, pageWords, placeWords, smallWords } from './data/not-names.ts'
import {
  agencies,
  companyForms,
  connectors,
  creditWords,
  degrees,
  honorifics,
  newsroomWords,
  orgWords,
  particles,
  roleWords,
  suffixes,
  textWords,
} from './data/words.ts'
import { phraseKind } from './fixed-phrases.ts'
import { bendingNouns, hasOwnCredit } from './introductions.ts'
import type { NamedCredit } from './types.ts'

const maxChars = 40

/** "Jane Roe" as creditsFrom reads it; null when any word could say something else, and for every other credit. */
export function plainCredit(text: string, lang: string | null): NamedCredit | null {
  if (text.length > maxChars || !isPlainWords(text)) return null
  const [given = '', family = '', ...more] = text.split(' ')
  // Twice the same may be a name and the title of its picture.
  if (more.length > 0 || given === family || !isNameWord(given) || !isNameWord(family)) return null
  const first = foldLetters(given)
  const last = foldLetters(family)
  if (saysMore.has(first) || saysMore.has(last) || !givenNames.has(first)) return null
  if (namesRole(first) || namesHouse(first) || namesHouse(last) || phraseKind(`${first} ${last}`) !== null) return null
  return hasOwnCredit(lang) ? null : { name: text, kind: 'person', known: true, introduced: false }
}

/** One capital at its beginning. In "Mccorkle" there is one to mend. */
function isNameWord(word: string): boolean {
  const start = word.charAt(0)
  return (
    word.length > 1 &&
    start !== start.toLowerCase() &&
    start === start.toUpperCase() &&
    word.slice(1) === word.slice(1).toLowerCase() &&
    !word.startsWith('Mc')
  )
}

/** Words that are, or may be, something else than a part of a name. */
const saysMore: ReadonlySet<string> = new Set(
  [
    ambiguousWords,
    pageWords,
    placeWords,
    smallWords,
    agencies,
    companyForms,
    connectors,
    creditWords,
    degrees,
    honorifics,
    newsroomWords,
    orgWords,
    particles,
    suffixes,
    textWords,
    roleWords.keys(),
    bendingNouns.map(foldLetters),
    ['contributed', 'reviewed'],
  ].flatMap((words) => [...words]),
)
