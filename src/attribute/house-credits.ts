// Credits that name no person but a house as a whole: an editorial board, an agency or a desk with a name of its own.
import { foldLetters } from '../base/index.ts'
import type { ContributorKind } from '../model/index.ts'
import { givenNames } from './data/given-names.ts'

export type HouseCredit = { readonly kind: ContributorKind; readonly name: string }

/** Phrases, folded: the board stands behind its paper's name, or before it. */
const boardAfter = /(?:^| )(?:editorial board|editorial committee|yayin kurulu)$/
const boardBefore =
  /^(?:هيئة تحرير|هيئة التحرير|اسرة تحرير|consejo editorial|comite editorial|conselho editorial|redkollegija|редколлегия|редакция газеты) /
const agencyAfter =
  /^[\p{L}\p{M} -]{2,40} (?:news agency|press agency|haber ajansi|ajansi|nachrichtenagentur|presseagentur|hirugynokseg)$/u
const agencyBefore =
  /^(?:agentur|nachrichtenagentur|presseagentur|agencia de noticias|agence de presse|agenzia di stampa|وكالة انباء|وكالة الانباء|סוכנות הידיעות) (?!fur |des |der |de |del |della )[\p{L}\p{M}-]{2,30}(?: [\p{L}\p{M}-]{2,30})?$/u
const deskEnding = /^[\p{L}\p{M}]{2,30}-redaktion$/u

const maxWords = 7

/** Only a credit that is nothing else, in words alone: "Jane Doe, editorial board" is a person with a role. */
export function houseCredit(text: string): HouseCredit | null {
  const name = text
    .replace(/\s+/g, ' ')
    .replace(/^(?:by|von|par|por|di|yazan|от) ?:? /i, '')
    .trim()
  if (!/^[\p{L}\p{M}'’. -]{4,60}$/u.test(name)) return null
  const phrase = foldLetters(name).replace(/['’.]/g, '').replace(/^the /, '')
  const words = phrase.split(' ')
  if (words.length > maxWords || givenNames.has(words[0] ?? '') || /(?:^| )(?:member|mitglied|miembro|is|and)(?: |$)/.test(phrase))
    return null
  if (boardAfter.test(phrase) || boardBefore.test(`${phrase} `)) return { kind: 'editorial-board', name }
  if (agencyAfter.test(phrase) || agencyBefore.test(phrase)) return { kind: 'agency', name }
  if (deskEnding.test(phrase)) return { kind: 'newsroom', name }
  return null
}
