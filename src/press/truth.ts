// What is true of every column the press has put out, so that a test can compare it with what was collected.
import type { Access, ColumnKind, ContributorKind, Direction, LanguageTag } from '../model/index.ts'
import type { PaperSlug, Press, PublishedColumn } from './types.ts'
import type { ColumnTrait } from './traits.ts'

export type ColumnTruth = {
  readonly paper: PaperSlug
  readonly slug: string
  readonly url: string
  /** The address the column belongs under: another paper's for a copy that names its original. */
  readonly canonicalUrl: string
  readonly title: string
  readonly dek: string | null
  readonly section: string
  /** In the order printed. Nobody for a placeholder such as "Staff". `url` is the author's page. */
  readonly contributors: readonly { readonly name: string; readonly kind: ContributorKind; readonly url: string }[]
  readonly lang: LanguageTag
  readonly dir: Direction
  readonly kind: ColumnKind
  readonly access: Access
  /** False where robots.txt keeps us from the page; the feed may still list it. */
  readonly mayVisit: boolean
  readonly mayList: boolean
  /** False where the publisher says nosnippet in any way. */
  readonly mayExcerpt: boolean
  /** What the page's own `max-snippet` allows, in characters; null when it says nothing. */
  readonly maxSnippet: number | null
  /** False where the paper reserves text and data mining. */
  readonly mayMine: boolean
  /** Sentences that must never be shown: paid or data-nosnippet parts. */
  readonly neverShown: readonly string[]
  /** Null when the paper prints none. May lie in the future, as printed. */
  readonly publishedAt: Date | null
  readonly withdrawn: boolean
  readonly copyOf: string | null
  readonly traits: readonly ColumnTrait[]
}

/** The truth about every published column, withdrawn ones included, newest first. */
export function truthOf(press: Press): ColumnTruth[] {
  const papers = new Map(press.papers.map((paper) => [paper.slug, paper]))
  return press.listPublished().map((column): ColumnTruth => {
    const paper = papers.get(column.paper)
    if (!paper) throw new Error(`no paper ${column.paper}`)
    const has = (trait: ColumnTrait) => column.traits.includes(trait)
    return {
      paper: column.paper,
      slug: column.slug,
      url: column.url,
      canonicalUrl: column.canonicalUrl,
      title: column.title,
      dek: column.dek,
      section: column.section,
      contributors: contributorsOf(press, column),
      lang: column.lang,
      dir: column.dir,
      kind: column.kind,
      access: column.access,
      mayVisit: !has('disallowed-section'),
      mayList: !has('noindex') && column.withdrawnAt === null,
      mayExcerpt: !has('nosnippet') && !has('x-robots-tag'),
      maxSnippet: has('max-snippet') ? 60 : null,
      mayMine: !paper.traits.includes('tdm-reservation'),
      neverShown: column.body.filter((part) => part.kind !== 'plain').map((part) => part.text),
      publishedAt: column.publishedAt,
      withdrawn: column.withdrawnAt !== null,
      copyOf: column.copyOf,
      traits: column.traits,
    }
  })
}

function contributorsOf(press: Press, column: PublishedColumn): ColumnTruth['contributors'] {
  const paper = press.papers.find((paper) => paper.slug === column.paper)
  return column.authors.flatMap((slug) => {
    const author = paper?.authors.find((author) => author.slug === slug)
    if (!paper || !author || author.kind === 'placeholder') return []
    const house = press.papers.find((other) => other.slug === author.at) ?? paper
    const url = press.origin(house.slug) + house.authorPath.replace('{slug}', author.slug)
    return [{ name: author.name, kind: author.kind, url }]
  })
}
