// What we know of one page: reading, attribution, rules and excerpt in one pure step. `colonnade inspect` prints it, a
// page visit files it.
import { attribute } from '../attribute/index.ts'
import { applyLicences, type LicenceFile } from '../collect/index.ts'
import { cutText, decideTerms, makeExcerpt } from '../excerpt/index.ts'
import { canonicalUrl, chooseLanguage, directionOf, parsePage } from '../parse/index.ts'
import type { LanguageDetector } from '../parse/index.ts'
import type {
  Access,
  Agreement,
  AttributionRule,
  CanonicalUrl,
  Claim,
  ColumnKind,
  Contributor,
  CountryCode,
  Directive,
  Direction,
  Evidence,
  LanguageTag,
  PageFacts,
  Terms,
} from '../model/index.ts'
import { agent } from './collecting.ts'
import { clampDate, cleanTitle, hostOf, pathOf } from './draft-parts.ts'

export type InspectOptions = {
  /** The address that answered. */
  readonly url: string
  readonly now: Date
  readonly detector: LanguageDetector
  /** Response header fields, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>
  /** Wishes read elsewhere: headers, robots.txt, TDMRep. Those of the page itself are added. */
  readonly directives?: readonly Directive[]
  /** RSL files as read, by address; a pointer to any other stands for itself. */
  readonly licences?: ReadonlyMap<string, LicenceFile>
  /** What the feed said before: its claims weigh with the page's own. */
  readonly claims?: readonly Claim[]
  readonly publisherName?: string | null
  readonly publisherHome?: string | null
  readonly publisherLangs?: readonly LanguageTag[]
  readonly feedLang?: LanguageTag | null
  /** `null` is an unknown country: the strictest default applies. */
  readonly country?: CountryCode | null
  readonly agreement?: Agreement | null
  readonly rule?: AttributionRule | null
  /** Share of the publisher's pages that carry this folded name. */
  readonly repeated?: (foldedName: string) => number | undefined
  /** Ignores what the page declares about access, to judge by what is visible. */
  readonly maskPaywall?: boolean
}

export type Inspection = {
  readonly facts: PageFacts
  readonly canonicalUrl: CanonicalUrl | null
  readonly title: string | null
  /** Within the same bound as the excerpt. */
  readonly dek: string | null
  readonly contributors: readonly Contributor[]
  readonly byline: string | null
  readonly needsReview: boolean
  /** What was claimed of those of whom we are not sure; empty unless `needsReview`. */
  readonly doubts: readonly Evidence[]
  /** Folded names of all persons that are claimed. */
  readonly claimed: readonly string[]
  readonly publisher: string | null
  readonly section: string | null
  readonly kind: ColumnKind
  readonly publishedAt: Date | null
  readonly modifiedAt: Date | null
  readonly lang: LanguageTag
  readonly dir: Direction
  readonly access: Access
  readonly excerpt: string | null
  readonly terms: Terms
  readonly image: string | null
  readonly imageAlt: string | null
  readonly words: number | null
}

/** Pure and total: whatever the page holds, an answer comes back. */
export function inspectPage(html: string, options: InspectOptions): Inspection {
  const { now } = options
  const facts = parsePage(html, {
    url: options.url,
    ...(options.headers === undefined ? {} : { headers: options.headers }),
    ...(options.maskPaywall === undefined ? {} : { maskDeclaredAccess: options.maskPaywall }),
    ...(options.rule?.bylineSelectors === undefined ? {} : { bylineSelectors: options.rule.bylineSelectors }),
  })
  const title = facts.title === null ? null : cleanTitle(facts.title)
  const lang = chooseLanguage({
    declared: facts.lang,
    feedLang: options.feedLang ?? null,
    publisherLangs: options.publisherLangs ?? [],
    text: `${title ?? ''}. ${facts.dek ?? ''} ${facts.paragraphs[0] ?? ''}`.slice(0, 600),
    detector: options.detector,
  })
  const attribution = attribute({
    claims: [...facts.claims, ...(options.claims ?? [])],
    title,
    dek: facts.dek,
    publisherName: options.publisherName ?? facts.publisher,
    siteHost: hostOf(options.publisherHome ?? options.url),
    path: pathOf(facts.canonicalUrl ?? options.url),
    kindHints: facts.kindHints,
    section: facts.section,
    lang,
    rule: options.rule ?? null,
    ...(options.repeated === undefined ? {} : { repeated: options.repeated }),
  })
  const terms = decideTerms({
    directives: applyLicences(
      [...(options.directives ?? []), ...facts.directives],
      options.url,
      options.licences ?? new Map(),
    ),
    country: options.country ?? null,
    agreement: options.agreement ?? null,
    access: facts.access,
    agent,
    now,
  })
  const excerpt = terms.mayExcerpt
    ? makeExcerpt({ dek: facts.dek, paragraphs: facts.paragraphs, title, lang, maxChars: terms.maxExcerptChars })
    : null
  return {
    facts,
    canonicalUrl: facts.canonicalUrl ?? canonicalUrl(options.url),
    title,
    dek: terms.mayExcerpt && facts.dek !== null ? cutText(facts.dek, terms.maxExcerptChars, lang) : null,
    contributors: attribution.contributors,
    byline: attribution.byline,
    needsReview: attribution.needsReview,
    doubts: attribution.doubts,
    claimed: attribution.claimed,
    publisher: facts.publisher,
    section: facts.section,
    kind: attribution.kind,
    publishedAt: clampDate(facts.publishedAt, now),
    modifiedAt: clampDate(facts.modifiedAt, now),
    lang,
    dir: directionOf(lang),
    access: facts.access,
    excerpt: excerpt?.text ?? null,
    terms,
    image: terms.mayImage ? facts.image : null,
    imageAlt: terms.mayImage && terms.mayExcerpt ? (facts.imageAlt ?? null) : null,
    words: facts.words,
  }
}
