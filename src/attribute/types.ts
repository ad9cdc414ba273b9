// What goes into an attribution and what comes out of it.
import type {
  AttributionRule,
  Claim,
  ColumnKind,
  Contributor,
  ContributorKind,
  Evidence,
  LanguageTag,
} from '../model/index.ts'

export type AttributeInput = {
  readonly claims: readonly Claim[]
  readonly title: string | null
  readonly dek: string | null
  readonly publisherName: string | null
  /** Host of the page's address, such as `www.example.org`. */
  readonly siteHost: string | null
  /** Path of the page's address, for a rule's sections and for the kind. */
  readonly path?: string | null
  /** Types, sections and tags that the page or feed states, as they stand. */
  readonly kindHints: readonly string[]
  readonly section?: string | null
  readonly lang: LanguageTag | null
  readonly rule?: AttributionRule | null
  /** Share (0 to 1) of the publisher's pages that carry this folded name; undefined when too few were seen to say. */
  readonly repeated?: (foldedName: string) => number | undefined
}

export type Attribution = {
  /** As printed, writers first; photographers and illustrators after them with their own kinds. */
  readonly contributors: readonly Contributor[]
  /** The credit as the page prints it. */
  readonly byline: string | null
  readonly kind: ColumnKind
  readonly kindEvidence: readonly Evidence[]
  /** True when someone is probably credited but we are not sure enough to say who. */
  readonly needsReview: boolean
  /** What was claimed of those persons of whom we are not sure enough; empty unless `needsReview`. */
  readonly doubts: readonly Evidence[]
  /** Folded names of all persons that are claimed, credited or not: from them a publisher's repetitions are learned. */
  readonly claimed: readonly string[]
}

/** A name read out of a credit. `known`: its given name is one we know. `introduced`: "by" or its like stands before it. */
export type NamedCredit = {
  readonly name: string
  readonly kind: ContributorKind
  readonly known: boolean
  readonly introduced?: boolean
}

/** What a publisher's name and address say in one language, the same for all its pieces. */
export type Standing = {
  /** Of no other standing in this process. */
  readonly number: number
  readonly lang: string | null
  /** Squashed names of the house. */
  readonly house: ReadonlySet<string>
  /** Credits that its name and address give to everything. */
  readonly own: readonly Claim[]
}
