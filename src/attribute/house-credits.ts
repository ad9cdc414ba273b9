// Credits that name no person but a house as a whole: an editorial board, an agency or a desk with a name of its own.
import { foldLetters } from '../base/index.ts'
import type { ContributorKind } from '../model/index.ts'
import { givenNames } from './data/given-names.ts'
import { restoreCase } from './restore-case.ts'

export type HouseCredit = { readonly kind: ContributorKind; readonly name: string }

/** Folded, with the space that parts them from a name. */
const before = (...all: string[]): string[] => all.map((one) => `${foldLetters(one)} `)
const behind = (...all: string[]): string[] => all.map((one) => ` ${foldLetters(one)}`)

/** They stand behind their paper's name, or before it. */
const boardsAfter = behind('editorial board', 'editorial committee', 'yayın kurulu')
const boardsBefore = before(
  'هيئة تحرير',
  'أسرة تحرير',
  'consejo editorial',
  'comité editorial',
  'conselho editorial',
  'редколлегия',
  'редакция газеты',
)
const agenciesAfter = behind('news agency', 'press agency', 'ajansı', 'nachrichtenagentur', 'presseagentur')
const agenciesBefore = before(
  'agentur',
  'nachrichtenagentur',
  'presseagentur',
  'agencia de noticias',
  'agence de presse',
  'agenzia di stampa',
  'وكالة أنباء',
  'وكالة الأنباء',
  'סוכנות הידיעות',
)
/** An office of the state, not one that sends news: "Agentur für Arbeit". */
const officeWord = /(?:^| )(?:für|fur|des|der|de|del|della) /
const deskEnding = /^[\p{L}\p{M}]{2,30}-redaktion$/u

const maxWords = 7

/** Only a credit that is nothing else, in words alone: "Jane Doe, editorial board" is a person with a role. */
export function houseCredit(text: string, lang: string | null, house?: ReadonlySet<string>): HouseCredit | null {
  const printed = text
    .replace(/\s+/g, ' ')
    .replace(/^(?:by|von|par|por|di|yazan|от) ?:? /i, '')
    .trim()
  if (!/^[\p{L}\p{M}'’. -]{4,60}$/u.test(printed)) return null
  const phrase = foldLetters(printed).replace(/['’.]/g, '').replace(/^the /, '')
  const words = phrase.split(' ')
  if (words.length > maxWords || /(?:^| )(?:member|mitglied|miembro|is|and)(?: |$)/.test(phrase)) return null
  const board = restAround(phrase, boardsAfter, boardsBefore)
  if (board !== null && (house?.has(board.replaceAll(/[ -]/g, '')) === true || !isPersonLike(board)))
    return { kind: 'editorial-board', name: restoreCase(printed, lang) }
  const agency = restAround(phrase, agenciesAfter, agenciesBefore)
  if (agency !== null && !isPersonLike(agency) && !officeWord.test(` ${agency} `))
    return { kind: 'agency', name: restoreCase(printed, lang) }
  if (deskEnding.test(phrase)) return { kind: 'newsroom', name: restoreCase(printed, lang) }
  return null
}

/** What is left of the phrase when one of those is taken off; null when none is there, or nothing is left. */
function restAround(phrase: string, after: readonly string[], first: readonly string[]): string | null {
  const end = after.find((one) => phrase.endsWith(one))
  if (end !== undefined) return phrase.slice(0, -end.length)
  const start = first.find((one) => phrase.startsWith(one))
  return start === undefined ? null : phrase.slice(start.length)
}

function isPersonLike(rest: string): boolean {
  return givenNames.has(rest.split(' ')[0] ?? '')
}
