// Credits that name no person but a house as a whole: an editorial board, an agency or a desk with a name of its own.
import { foldLetters } from '../base/index.ts'
import type { ContributorKind } from '../model/index.ts'
import { givenNames } from './data/given-names.ts'
import { restoreCase } from './restore-case.ts'

export type HouseCredit = { readonly kind: ContributorKind; readonly name: string }

const phrases = (...all: string[]): string[] => all.map((one) => foldLetters(one))

/** They stand behind their paper's name, or before it. */
const boardsAfter = phrases('editorial board', 'editorial committee', 'yayın kurulu')
const boardsBefore = phrases(
  'هيئة تحرير',
  'أسرة تحرير',
  'consejo editorial',
  'comité editorial',
  'conselho editorial',
  'редколлегия',
  'редакция газеты',
)
const agenciesAfter = phrases('news agency', 'press agency', 'ajansı', 'nachrichtenagentur', 'presseagentur')
const agenciesBefore = phrases(
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
  const name = restoreCase(printed, lang)
  const phrase = foldLetters(name).replace(/['’.]/g, '').replace(/^the /, '')
  const words = phrase.split(' ')
  if (words.length > maxWords || /(?:^| )(?:member|mitglied|miembro|is|and)(?: |$)/.test(phrase)) return null
  const board = restAround(phrase, boardsAfter, boardsBefore)
  if (board !== null && (house?.has(board.replaceAll(/[ -]/g, '')) === true || !isPersonLike(board)))
    return { kind: 'editorial-board', name }
  const agency = restAround(phrase, agenciesAfter, agenciesBefore)
  if (agency !== null && !isPersonLike(agency) && !officeWord.test(` ${agency} `)) return { kind: 'agency', name }
  if (deskEnding.test(phrase)) return { kind: 'newsroom', name }
  return null
}

/** What is left of the phrase when one of those is taken off; null when none is there, or nothing is left. */
function restAround(phrase: string, after: readonly string[], before: readonly string[]): string | null {
  const behind = after.find((one) => phrase.endsWith(` ${one}`))
  if (behind !== undefined) return phrase.slice(0, -behind.length - 1)
  const ahead = before.find((one) => phrase.startsWith(`${one} `))
  return ahead === undefined ? null : phrase.slice(ahead.length + 1)
}

function isPersonLike(rest: string): boolean {
  return givenNames.has(rest.split(' ')[0] ?? '')
}
