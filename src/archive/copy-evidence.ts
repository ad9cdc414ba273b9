// What speaks for two columns of two publishers being one piece: texts, headlines, writers and days. Pure.
import type { CanonicalUrl } from '../model/index.ts'
import type { ColumnKey } from './column-keys.ts'
import { headlineOf, isLikeHeadline, isSameHeadline } from './likeness.ts'

export const dayMs = 86_400_000
/** Days between a piece and its copy: beyond these only what a page itself names is believed. */
export const textDays = 200
const wordDays = 30
export const headlineDays = 7

/** Share of the shorter text that has to stand in the other: alone, beside the same headline, beside a page's own word. */
export const enough = { alone: 0.6, withHeadline: 0.25, withWord: 0.3 }

export type Piece = ColumnKey & {
  readonly canonicalUrl: CanonicalUrl
  readonly title: string
  readonly publishedAt: Date
  readonly publishedKnown: boolean
  /** Of persons, folded. */
  readonly names: readonly string[]
}

/** Why two pieces by people of one name are one; null when they are not. `shared`: see `containment`; null where a text is not known. */
export function evidenceOf(one: Piece, other: Piece, shared: number | null): 'same-text' | 'same-headline' | null {
  if (!sharesName(one, other)) return null
  if (shared !== null && shared >= enough.alone) return 'same-text'
  const isHeadline =
    isWithin(headlineDays, one, other) && isSameHeadline(headlineOf(one.title), headlineOf(other.title))
  return isHeadline && (shared === null || shared >= enough.withHeadline) ? 'same-headline' : null
}

/** A page's word alone is not enough: sites print one canonical address on every page. Writer, headline or text must agree. */
export function agree(one: Piece, other: Piece, shared: number | null): boolean {
  if (shared !== null && shared >= enough.withWord) return true
  return isLikeHeadline(one.title, other.title) || (sharesName(one, other) && isWithin(wordDays, one, other))
}

/** The later one is the copy; where a date is not known, the one that we met later. */
export function isOriginal(one: Piece, other: Piece): boolean {
  const known = one.publishedKnown && other.publishedKnown && distanceMs(one, other) !== 0
  return known ? distanceMs(one, other) < 0 : one.id < other.id
}

function sharesName(one: Piece, other: Piece): boolean {
  return one.names.some((name) => other.names.includes(name))
}

function isWithin(days: number, one: Piece, other: Piece): boolean {
  return Math.abs(distanceMs(one, other)) <= days * dayMs
}

/** From the other to this one. */
function distanceMs(one: Piece, other: Piece): number {
  return one.publishedAt.getTime() - other.publishedAt.getTime()
}
