// Where a page leads: feeds it offers, and the links of a list page, which may itself be a source of columns.
import type { DiscoveredFeed, PageLink } from '../../model/index.ts'
import { absoluteUrl, textOf, type PageDom } from './page-dom.ts'

const maxLinks = 1_000
const maxFeeds = 50

const feedTypes: Readonly<Record<string, string>> = {
  'application/rss+xml': 'rss',
  'application/atom+xml': 'atom',
  'application/rdf+xml': 'rdf',
  'application/feed+json': 'json',
  'application/json': 'json',
  'text/xml': 'rss',
  'application/xml': 'rss',
}
const feedAddress =
  /(?:\/(?:rss|feeds?|atom)(?:[/.?_-]|$)|\.(?:rss|atom|rdf)(?:\?|$)|\/(?:rss|feed|atom|index)\.(?:xml|json)(?:\?|$)|[?&](?:feed|format|type)=(?:rss|atom|feed))/i
const feedHint = /rss|feed|atom|\.rdf/i
const notOurs = /(?:wp-json|oembed|\/comments\/feed|xmlrpc|\.css|\.js$|opensearch)/i

/** Feeds declared by `link rel=alternate`, then links that are plainly feeds. */
export function readFeeds(dom: PageDom): DiscoveredFeed[] {
  const feeds = new Map<string, DiscoveredFeed>()
  for (const link of dom.links) {
    if (!/(?:^|\s)(?:alternate|feed)(?:\s|$)/.test(link.rel)) continue
    const format = feedTypes[(link.type ?? '').replace(/;.*/, '').trim()] ?? (link.rel.includes('feed') ? 'rss' : null)
    const url = absoluteUrl(dom, link.href)
    if (format === null || url === null || notOurs.test(url)) continue
    if ((format === 'json' && link.type === 'application/json' && !feedAddress.test(url)) || feeds.size >= maxFeeds)
      continue
    if (!feeds.has(url)) feeds.set(url, { url, title: link.title === '' ? null : link.title, format })
  }
  for (const anchor of dom.byTag.get('a') ?? []) {
    if (feeds.size >= maxFeeds) break
    const href = anchor.attribs['href']
    if (href === undefined || !feedHint.test(href) || !feedAddress.test(href) || notOurs.test(href)) continue
    const url = absoluteUrl(dom, href)
    if (
      url !== null &&
      !feeds.has(url) &&
      !/^https?:\/\/(?:www\.)?(?:feedly|facebook|twitter|x|netvibes|my\.yahoo)\./.test(url)
    ) {
      feeds.set(url, { url, title: textOf(anchor, 200) || null, format: null })
    }
  }
  return [...feeds.values()]
}

/** The page's links in order, each address once with its longest text, at most a thousand. */
export function readLinks(dom: PageDom): PageLink[] {
  const links = new Map<string, PageLink>()
  for (const anchor of dom.byTag.get('a') ?? []) {
    const href = anchor.attribs['href']
    if (href === undefined || /^(?:#|javascript:|mailto:|tel:)/i.test(href)) continue
    const url = absoluteUrl(dom, href)
    if (url === null) continue
    const known = links.get(url)
    if (known === undefined && links.size >= maxLinks) continue
    const text = textOf(anchor, 300)
    if (known === undefined || text.length > known.text.length)
      links.set(url, { url, text, rel: anchor.attribs['rel']?.toLowerCase() ?? null })
  }
  return [...links.values()]
}
