// What the page of a column says to machines: structured data as papers write it, and the state of a page's own script.
import { ledeOf, type Printed, type PrintedAuthor } from './printed.ts'

/** Source: schema.org NewsArticle; Google's "Subscription and paywalled content". */
export function articleData(item: Printed) {
  const { column, paper, origin } = item
  return {
    '@context': 'https://schema.org',
    '@type': column.kind === 'news' ? 'NewsArticle' : 'OpinionNewsArticle',
    mainEntityOfPage: column.canonicalUrl,
    url: column.url,
    headline: column.title.slice(0, 110),
    ...(column.dek !== null && { description: column.dek }),
    ...(column.publishedAt && { datePublished: column.publishedAt.toISOString() }),
    ...(column.modifiedAt && { dateModified: column.modifiedAt.toISOString() }),
    inLanguage: column.lang,
    articleSection: item.kicker ?? item.section,
    ...(column.authors.length > 0 && { author: item.authors.map(personData) }),
    publisher: { '@type': 'NewsMediaOrganization', name: paper.name, url: origin },
    ...accessData(item),
  }
}

function accessData({ column }: Printed) {
  if (column.access === 'free') return { isAccessibleForFree: true }
  const hasPart = { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.paid' }
  if (column.access === 'paid') return { isAccessibleForFree: false, hasPart }
  return column.access === 'partly' ? { isAccessibleForFree: true, hasPart } : {}
}

function personData(author: PrintedAuthor) {
  return {
    '@type': schemaType(author),
    name: author.printed,
    ...(author.url !== null && { url: author.url }),
    ...(author.sameAs.length > 0 && { sameAs: author.sameAs }),
  }
}

/** A graph of nodes that refer to each other, as WordPress plugins write it. */
export function graphData(item: Printed) {
  const { '@context': context, author: _, ...article } = articleData(item)
  const people = item.authors.map((author) => ({ ...personData(author), '@id': `${author.url ?? item.origin}#person` }))
  return {
    '@context': context,
    '@graph': [
      { ...article, '@id': `${item.column.url}#article`, author: people.map((person) => ({ '@id': person['@id'] })) },
      { '@type': 'WebSite', '@id': `${item.origin}/#website`, name: item.paper.name, url: item.origin },
      ...people,
    ],
  }
}

/** The state a page of an Arc-like content system carries for its script. */
export function islandData({ column, authors, section, origin }: Printed) {
  return {
    _id: `ISLAND${String(column.number)}`,
    type: 'story',
    subtype: 'opinion',
    canonical_url: column.url.slice(origin.length),
    headlines: { basic: column.title },
    description: { basic: column.dek ?? '' },
    first_publish_date: column.publishedAt?.toISOString() ?? null,
    credits: {
      by: authors.map((author) => ({
        type: 'author',
        name: author.printed,
        url: author.url,
        org: author.kind === 'person' || author.kind === 'guest' || author.kind === 'cartoonist' ? '' : author.name,
      })),
    },
    taxonomy: { primary_section: { name: section } },
    content_restrictions: { content_code: column.access === 'free' ? 'free' : 'subscribers' },
    content_elements: [{ type: 'text', content: ledeOf(column, 160) }],
  }
}

export function schemaType({ kind }: PrintedAuthor): 'Person' | 'Organization' {
  return kind === 'editorial-board' || kind === 'agency' || kind === 'newsroom' ? 'Organization' : 'Person'
}
