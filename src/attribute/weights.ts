// How much each kind of evidence counts for a person having made a piece. Points are log-odds: they add up, and the
// logistic of the sum is the confidence. One table, so that every decision can be explained line by line.
import type { Claim, ClaimSource } from '../model/index.ts'

/** Where nothing speaks for a name, it is far more likely no author than one. */
export const basePoints = -3.7

/** A person is named only at or above this confidence; below it, the column waits for review. */
export const minConfidence = 0.54

/** Below this, a weak hint is not worth anyone's review. */
export const minReview = 0.2

export type SourceGroup = 'declared' | 'structured' | 'meta' | 'feed' | 'visible' | 'box'

/** Claims of one group mostly repeat each other: the strongest counts in full, the second by this share, others not. */
export const repeatShare: Readonly<Record<SourceGroup, number>> = {
  declared: 0,
  structured: 0,
  meta: 0.5,
  feed: 0.2,
  visible: 0.2,
  box: 0,
}

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
function sourcePoints(source: ClaimSource): number {
  switch (source) {
    case 'correction':
      return 20
    case 'rule':
      return 12
    case 'json-ld':
      return 2.4
    // What a piece's own system writes for those who count, index and mail it.
    case 'meta:author':
    case 'meta:parsely-author':
    case 'meta:sailthru.author':
    case 'meta:citation_author':
    case 'meta:dc.creator':
    case 'meta:byl':
      return 2.2
    case 'meta:twitter:data':
      return 0.3
    case 'data-island':
      return 0.7
    case 'title':
      return 3.6
    case 'lede':
      return 3
    default:
      return source.startsWith('feed:') ? 3.9 : source.startsWith('meta:') ? 1.5 : 2.4
  }
}

/** Points of a place of strength 0 … 1; from one half on, each step says more. */
function strengthPoints(strength: number): number {
  return -0.5 + 4.3 * strength + 1.4 * Math.max(0, strength - 0.5)
}

export function claimPoints(claim: Claim): number {
  if (claim.source === 'rule' || claim.source === 'correction') return sourcePoints(claim.source)
  if (claim.source === 'author-box') return 1.6 * (claim.strength ?? 0.5)
  const own =
    claim.strength === undefined
      ? sourcePoints(claim.source)
      : claim.source === 'json-ld'
        ? sourcePoints(claim.source) * claim.strength
        : strengthPoints(claim.strength)
  const stated =
    claim.statedType === 'organisation'
      ? adjust.statedOrganisation
      : claim.statedType === 'person'
        ? adjust.statedPerson
        : 0
  return own + (claim.strength === undefined ? stated : Math.min(0, stated))
}

export const adjust = {
  /** The given name is one of those we know. */
  knownGiven: 2.1,
  /** A house or an agency: a wrong one does less harm than a wrong person. */
  house: 1.8,
  /** Five words and more. */
  oddShape: -0.6,
  /** The source itself says that this is no person. */
  statedOrganisation: -2.5,
  /** The source itself says that this is a person. */
  statedPerson: 1.5,
  /** A plain credit by the headline names other persons, and not this one (times its strength). */
  bylineNamesOthers: -3.5,
  /** A plain credit by the headline names the house or an agency, and not this person (times its strength). */
  bylineNamesHouse: -1.2,
  /** JSON-LD names persons, and not this one. */
  structuredNamesOthers: -1.9,
  /** JSON-LD names the house, and no person. */
  structuredNamesHouse: -1.3,
  /** The publisher's declared rule or a correction names others. */
  declaredNamesOthers: -9,
  /** The name is part of the headline: more often the subject than the author. */
  inTitle: -0.5,
  /** "NAME: “…”" is the headline: it quotes them. */
  quotedInTitle: -2.5,
  /** A reader's letter has nobody else to be signed by. */
  signedLetter: 0.7,
  /** "By NAME": what follows is a name, whether we know it or not. */
  introduced: 1.9,
  /** The name and nothing else, where names of writers stand. */
  markedName: 1.3,
  /** JSON-LD names others, but print says "by" before this one: part of `structuredNamesOthers`. */
  printedBy: 0.9,
  /** The house that JSON-LD names is the publisher as such, which software fills in: part of `structuredNamesHouse`. */
  filledIn: 0.7,
  /** Only what site software writes for link previews; the page prints nobody. */
  previewOnly: -2.6,
  /** The publisher repeats the name on nearly all its pages (times the share over one half, times two). */
  repeated: -4,
} as const
