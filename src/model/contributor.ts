// Who made a piece: what the page and the feed claim, and what we concluded from it.

/**
 * Never the writer: `photographer` and `illustrator` are credited apart; `placeholder` ("Staff", "admin") is nobody.
 * `guest` is a person from outside the house. `cartoonist` is the person to whom a cartoon belongs.
 */
export type ContributorKind =
  | 'person'
  | 'guest'
  | 'cartoonist'
  | 'editorial-board'
  | 'agency'
  | 'newsroom'
  | 'organisation'
  | 'photographer'
  | 'illustrator'
  | 'placeholder'
  | 'unknown'

/** Kinds that are human beings and get a columnist's page as the writer of a piece. */
export const personKinds: ReadonlySet<ContributorKind> = new Set(['person', 'guest', 'cartoonist'])

/** What a person may say that the writer of a piece is: an operator who corrects, a publisher's rule in the catalogue. */
export const writerKinds = [
  'person',
  'guest',
  'cartoonist',
  'editorial-board',
  'agency',
  'newsroom',
  'organisation',
] as const satisfies readonly ContributorKind[]

/** Where a claim was read. `feed:…` and `meta:…` carry the field's own name, such as `feed:dc:creator`, `meta:author`. */
export type ClaimSource =
  | 'rule'
  | 'json-ld'
  | 'microdata'
  | 'rdfa'
  | 'h-card'
  | 'rel-author'
  | `meta:${string}`
  | `feed:${string}`
  | 'byline'
  | 'author-box'
  | 'title'
  | 'lede'
  | 'data-island'
  | 'correction'

/** One place where a page or feed credits someone, as it stands there. Untrusted text; never markup. */
export type Claim = {
  readonly source: ClaimSource
  /** As printed, whitespace collapsed, at most 600 characters. */
  readonly text: string
  /** Where in the document: a short CSS selector, a JSON path, or a feed field. */
  readonly place: string
  /** The author's page or profile, absolute, if the claim links to one. */
  readonly url: string | null
  /** Type stated by the source itself, such as JSON-LD `Person` or `Organization`. */
  readonly statedType: 'person' | 'organisation' | null
  /** schema.org sameAs, rel=me and the like: other addresses of the same person. */
  readonly sameAs: readonly string[]
  /** Role stated beside it, such as "illustrator", "photo", "translated by". */
  readonly role: string | null
  /**
   * 0 to 1: how plainly this place says that it credits the maker of this piece, from its position, class and wording.
   * Only places found by looking (`byline`, `author-box`, `rel-author`, `lede`) carry it.
   */
  readonly strength?: number
}

/** One who made the piece, with the evidence that says so. */
export type Contributor = {
  /** In the writer's own script and spelling, cleaned and in normal case. */
  readonly name: string
  readonly kind: ContributorKind
  readonly url: string | null
  readonly sameAs: readonly string[]
  readonly evidence: readonly Evidence[]
  /** 0 to 1. */
  readonly confidence: number
}

export type Evidence = { readonly source: ClaimSource; readonly text: string; readonly selector: string }
