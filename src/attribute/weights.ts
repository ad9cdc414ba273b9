// How much each kind of evidence counts for a person having made a piece. Points are log-odds: they add up, and the
// logistic of the sum is the confidence. One table, so that every decision can be explained line by line.
import type { Claim, ClaimSource } from '../model/index.ts'

/** Where nothing speaks for a name, it is far more likely no author than one. */
export const basePoints = -2.2

/** A person is named only at or above this confidence; below it, the column waits for review. */
export const minConfidence = 0.5

/** Below this, a weak hint is not worth anyone's review. */
export const minReview = 0.2

export type SourceGroup = 'declared' | 'structured' | 'meta' | 'feed' | 'visible' | 'box'

/** Claims of one group repeat each other; the strongest counts in full, others of the group by `repeatShare`. */
export const repeatShare = 0.25

export function groupOf(source: ClaimSource): SourceGroup {
  if (source === 'rule' || source === 'correction') return 'declared'
  if (source.startsWith('meta:')) return 'meta'
  if (source.startsWith('feed:')) return 'feed'
  switch (source) {
    case 'byline':
    case 'rel-author':
    case 'title':
    case 'lede':
    case 'h-card':
    case 'microdata':
    case 'rdfa':
      return 'visible'
    case 'author-box':
      return 'box'
    default:
      return 'structured'
  }
}

/** Points of a claim whose place has no strength of its own. */
export function sourcePoints(source: ClaimSource): number {
  switch (source) {
    case 'correction':
      return 20
    case 'rule':
      return 8
    case 'json-ld':
      return 3
    case 'microdata':
    case 'rdfa':
      return 2.6
    case 'h-card':
      return 2.2
    case 'rel-author':
      return 2
    case 'byline':
      return 2.6
    case 'title':
      return 2.4
    case 'lede':
      return 2.4
    case 'author-box':
      return 1.8
    case 'data-island':
      return 1.4
    case 'meta:author':
      return 2.2
    case 'meta:twitter:creator':
      return 0.8
    default:
      return 2.4
  }
}

/** Points of a claim of strength 0 … 1. */
export function strengthPoints(strength: number): number {
  return -1 + 5 * strength
}

export function claimPoints(claim: Claim): number {
  const own = claim.strength === undefined ? sourcePoints(claim.source) : strengthPoints(claim.strength)
  const stated =
    claim.source !== 'rule' && claim.statedType === 'organisation'
      ? adjust.statedOrganisation
      : claim.source !== 'rule' && claim.statedType === 'person'
        ? adjust.statedPerson
        : 0
  return own + stated
}

export const adjust = {
  /** The given name is one of those we know. */
  knownGiven: 0.8,
  unknownGiven: -0.4,
  /** Single-letter names, five words and more. */
  oddShape: -0.6,
  /** The same name is the house's own. */
  house: -2,
  /** The source itself says that this is no person. */
  statedOrganisation: -2.5,
  /** The source itself says that this is a person. */
  statedPerson: 0.5,
  /** A plain byline by the headline names others, and not this one. */
  bylineNamesOthers: -2.6,
  /** As above, but the structured data do name this one. */
  bylineNamesOthersButStructured: -1.2,
  /** JSON-LD names persons, and not this one. */
  structuredNamesOthers: -1,
  /** The page prints a credit to the house or an agency by the headline, and not this name. */
  bylineNamesHouse: -2.2,
  /** The name is part of the headline: more often the subject than the author. */
  inTitle: -0.6,
  /** The publisher repeats the name on nearly all its pages (times the share over one half, times two). */
  repeated: -4,
} as const
