// A column as its paper prints it: who is credited in which words, and where the links lead.
import type { ContributorKind } from '../model/index.ts'
import type { Paper, PressAuthor, PublishedColumn } from './types.ts'
import { joinNames, wordsOf } from './words.ts'

/** What page and feed writers need to know of one column. */
export type Printed = {
  readonly paper: Paper
  readonly origin: string
  readonly column: PublishedColumn
  readonly authors: readonly PrintedAuthor[]
  /** The whole credit without "By". */
  readonly byline: string
  readonly section: string
  /** "Editorial", "Letter to the editor"; null for a plain column. */
  readonly kicker: string | null
}

export type PrintedAuthor = {
  /** In normal case. */
  readonly name: string
  /** As this paper prints it. */
  readonly printed: string
  readonly kind: ContributorKind
  /** The author page; null for a placeholder, which has none. */
  readonly url: string | null
  readonly sameAs: readonly string[]
}

export function printed(
  paper: Paper,
  column: PublishedColumn,
  originOf: (slug: string) => string,
  papers: readonly Paper[],
): Printed {
  const authors = column.authors.map((slug) => {
    const author = paper.authors.find((author) => author.slug === slug)
    if (!author) throw new Error(`no author ${slug} at ${paper.slug}`)
    return printedAuthor(paper, author, originOf, papers)
  })
  const words = wordsOf(paper.lang)
  const names = authors.map((author) => author.printed)
  const joined = paper.traits.includes('bylines-last-name-first') ? names.join('; ') : joinNames(names, paper.lang)
  return {
    paper,
    origin: originOf(paper.slug),
    column,
    authors,
    byline:
      column.kind === 'cartoon' ? `${joined} – ${words.kinds.cartoon?.toLocaleLowerCase(paper.lang) ?? ''}` : joined,
    section: paper.sections.find((section) => section.slug === column.section)?.name ?? column.section,
    kicker: words.kinds[column.kind] ?? null,
  }
}

/** Where an author lives: on their own paper's page, or on the page of the paper they mainly write for. */
function authorUrl(
  paper: Paper,
  author: PressAuthor,
  originOf: (slug: string) => string,
  papers: readonly Paper[],
): string {
  const house = papers.find((other) => other.slug === author.at) ?? paper
  return originOf(house.slug) + house.authorPath.replace('{slug}', author.slug)
}

function printedAuthor(
  paper: Paper,
  author: PressAuthor,
  originOf: (slug: string) => string,
  papers: readonly Paper[],
): PrintedAuthor {
  const lastFirst = paper.traits.includes('bylines-last-name-first') ? author.sortName : undefined
  const name = lastFirst ?? author.name
  return {
    name: author.name,
    printed: paper.traits.includes('bylines-in-capitals') ? name.toLocaleUpperCase(paper.lang) : name,
    kind: author.kind,
    url: author.kind === 'placeholder' ? null : authorUrl(paper, author, originOf, papers),
    sameAs: paper.traits.includes('author-same-as') ? (author.links ?? []) : [],
  }
}

/** The address as the paper's feeds and lists link to it, with its own tracking or without its origin. */
export function linkTo({ paper, origin, column }: Printed, medium: 'feed' | 'page'): string {
  if (medium === 'feed' && paper.traits.includes('tracking-links'))
    return `${column.url}?utm_source=rss&utm_medium=feed&utm_campaign=columns`
  if (paper.traits.includes('relative-links')) return column.url.slice(origin.length)
  return column.url
}

/** The first words of the open part, as a feed's summary. */
export function ledeOf(column: PublishedColumn, maxChars: number): string {
  const text = column.body.find((part) => part.kind === 'plain')?.text ?? ''
  return text.length <= maxChars ? text : `${text.slice(0, text.lastIndexOf(' ', maxChars))} …`
}
