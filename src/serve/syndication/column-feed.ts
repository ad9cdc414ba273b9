// A list of columns as RSS, Atom or JSON Feed. Items lead to the original: a feed reader's click belongs to the publisher,
// and our page is named beside it. The excerpt is the one of lists, never the longer one of a column's page.
import { feedsmith } from '../../base/index.ts'
import { columnistPath, columnPath } from '../http/addresses.ts'
import type { ColumnFeed, ColumnFeedFormat, Written } from '../http/feed-writers.ts'

const mediaTypes: Record<ColumnFeedFormat, string> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

const writers = { rss: writeRss, atom: writeAtom, json: writeJson } as const

/** Source: RSS 2.0 with Dublin Core, RFC 4287, JSON Feed 1.1. */
export function writeColumnFeed(format: ColumnFeedFormat, feed: ColumnFeed): Written {
  return { text: writers[format](feed), mediaType: mediaTypes[format] }
}

function writeRss(feed: ColumnFeed): string {
  return feedsmith().generateRssFeed({
    title: feed.title,
    link: feed.page,
    description: feed.description,
    ...(feed.lang === null ? {} : { language: feed.lang }),
    copyright: feed.rights,
    lastBuildDate: updatedAt(feed),
    generator: feed.siteName,
    atom: { links: [{ href: feed.self, rel: 'self', type: 'application/rss+xml' }] },
    items: feed.cards.map((card) => ({
      title: xmlText(card.title),
      link: card.canonicalUrl,
      guid: { value: card.canonicalUrl, isPermaLink: true },
      comments: `${feed.publicUrl}${columnPath(card)}`,
      ...(card.excerpt === null ? {} : { description: escapeMarkup(xmlText(card.excerpt)) }),
      ...(card.section === null ? {} : { categories: [{ name: xmlText(card.section) }] }),
      pubDate: card.publishedAt,
      dc: {
        creators: card.credits.map((credit) => xmlText(credit.name)),
        rights: [feed.rightsOf(card.publisherName)],
        languages: [card.lang],
        publishers: [card.publisherName],
      },
    })),
  })
}

function writeAtom(feed: ColumnFeed): string {
  return feedsmith().generateAtomFeed({
    id: feed.page,
    title: { value: feed.title },
    subtitle: { value: feed.description },
    updated: updatedAt(feed),
    rights: { value: feed.rights },
    generator: { text: feed.siteName, uri: feed.publicUrl },
    links: [
      { href: feed.self, rel: 'self', type: 'application/atom+xml' },
      { href: feed.page, rel: 'alternate', type: 'text/html' },
    ],
    ...(feed.lang === null ? {} : { xml: { lang: feed.lang } }),
    entries: feed.cards.map((card) => ({
      id: card.canonicalUrl,
      title: { value: xmlText(card.title), type: 'text', xml: { lang: card.lang } },
      links: [
        { href: card.canonicalUrl, rel: 'alternate', type: 'text/html', hreflang: card.lang },
        { href: `${feed.publicUrl}${columnPath(card)}`, rel: 'related', type: 'text/html', title: feed.siteName },
      ],
      ...(card.excerpt === null
        ? {}
        : { summary: { value: xmlText(card.excerpt), type: 'text', xml: { lang: card.lang } } }),
      published: card.publishedAt,
      updated: card.publishedAt,
      // RFC 4287 §4.1.1 asks every entry for an author; an unsigned piece is its publisher's.
      authors:
        card.credits.length > 0
          ? card.credits.map((credit) => ({
              name: xmlText(credit.name),
              uri: `${feed.publicUrl}${columnistPath(credit.slug)}`,
            }))
          : [{ name: xmlText(card.publisherName) }],
      ...(card.section === null ? {} : { categories: [{ term: xmlText(card.section) }] }),
      rights: { value: feed.rightsOf(card.publisherName) },
    })),
  })
}

function writeJson(feed: ColumnFeed): string {
  const document = feedsmith().generateJsonFeed({
    title: feed.title,
    description: feed.description,
    home_page_url: feed.page,
    feed_url: feed.self,
    user_comment: feed.rights,
    favicon: `${feed.publicUrl}/favicon.svg`,
    ...(feed.lang === null ? {} : { language: feed.lang }),
    items: feed.cards.map((card) => ({
      id: card.canonicalUrl,
      url: card.canonicalUrl,
      title: card.title,
      content_text: [card.excerpt, feed.rightsOf(card.publisherName)].filter((part) => part !== null).join('\n\n'),
      ...(card.excerpt === null ? {} : { summary: card.excerpt }),
      date_published: card.publishedAt,
      language: card.lang,
      ...(card.section === null ? {} : { tags: [card.section] }),
      authors: card.credits.map((credit) => ({
        name: credit.name,
        url: `${feed.publicUrl}${columnistPath(credit.slug)}`,
      })),
      // JSON Feed 1.1 keeps names that begin with an underscore for extensions.
      _colonnade: {
        page: `${feed.publicUrl}${columnPath(card)}`,
        rights: feed.rightsOf(card.publisherName),
        publisher: card.publisherName,
      },
    })),
  })
  const json = (typeof document === 'string' ? JSON.parse(document) : document) as { items?: unknown[] }
  // An empty list is left out by the generator, and demanded by JSON Feed 1.1.
  return JSON.stringify({ ...json, items: json.items ?? [] })
}

function updatedAt(feed: ColumnFeed): Date {
  return (
    feed.cards.reduce<Date | null>(
      (latest, card) => (latest === null || card.publishedAt > latest ? card.publishedAt : latest),
      null,
    ) ?? feed.now
  )
}

/** RSS descriptions are HTML to most readers: our excerpts are text. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Without the characters XML 1.0 has no place for. Source: XML 1.0 §2.2. */
function xmlText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').toWellFormed()
}
