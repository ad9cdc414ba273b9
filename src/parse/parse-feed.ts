// The bytes of a feed, whatever its format and state, become a FeedDocument. Called for every feed that a visit brings.
import type { FeedDocument, FeedElement } from '../model/index.ts'
import { decodeText } from './decode-text.ts'
import { feedDocument } from './feed-document.ts'
import { readFeedXml, type FeedXml, type XmlNode } from './feed-xml.ts'
import { jsonFeedDocument, readJson } from './json-feed.ts'
import { sitemapDocument } from './sitemap.ts'

/** Entries read of one feed. The longest real ones have 5,000; a sitemap's own limit is 50,000. */
const maxItems = 10_000
const maxSitemapItems = 50_000

export type FeedReading =
  | { readonly kind: 'feed'; readonly feed: FeedDocument }
  /** `problem` says in plain words what stood there instead. */
  | { readonly kind: 'not-a-feed'; readonly problem: string }

/**
 * Reads RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, sitemaps, news sitemaps and sitemap indexes.
 * Tolerates what publishers do: junk around the document, wrong charsets, unescaped `&`, undeclared prefixes, HTML
 * references, control characters, tags left open, files cut off in the middle; `problems` says what was wrong.
 * `url` is where the bytes came from. Never throws; the work is linear in the length of the document, and no entity of
 * a document type is ever expanded.
 */
export function parseFeed(
  bytes: Uint8Array,
  {
    url,
    contentType,
    charset,
    elements = false,
  }: {
    readonly url: string
    readonly contentType: string | null
    readonly charset: string | null
    /** Also tells each XML element of the head and of the entries as it stands. */
    readonly elements?: boolean
  },
): FeedReading {
  const { text, encoding, isGuess } = decodeText(bytes, { charset, kind: 'xml' })
  const start = firstCharacter.exec(text)?.[0] ?? ''
  if (start === '') return notAFeed('the document is empty')
  const looksJson = start.endsWith('{') || start.endsWith('[')
  if (looksJson || /json/i.test(contentType ?? '')) {
    const value = readJson(text.slice(start.length - 1).trim())
    const feed = jsonFeedDocument(value, url, { maxItems })
    if (feed !== null) return { kind: 'feed', feed }
    if (looksJson) return notAFeed(value === undefined ? 'damaged JSON, not a feed' : 'JSON, but not a JSON Feed')
  }
  const isSitemap = sitemapRoot.test(text.slice(0, 5000))
  const xml = readFeedXml(text, { maxItems: isSitemap ? maxSitemapItems : maxItems, url, everything: elements })
  if (xml === null) return notAFeed(whatElse(text))
  const sitemap = xml.format === 'sitemap' || xml.format === 'sitemap-index'
  const document = sitemap ? sitemapDocument(xml, url) : feedDocument(xml, url)
  const feed = elements && !sitemap ? withElements(document, xml) : document
  if (isGuess !== true) return { kind: 'feed', feed }
  const problem = `not well-formed XML: the bytes are not in the declared encoding; read as ${encoding}`
  return { kind: 'feed', feed: { ...feed, problems: [problem, ...feed.problems] } }
}

function withElements(feed: FeedDocument, { head, items }: FeedXml): FeedDocument {
  // Content and links of an entry are read when they are asked for, so the entry itself is kept.
  const entries = feed.entries.map((entry, at) => Object.assign(entry, { elements: elementsOf(items[at]) }))
  return { ...feed, entries, elements: elementsOf(head) }
}

function elementsOf(node: Pick<XmlNode, 'children'> | undefined): FeedElement[] {
  return (node?.children ?? []).map(({ name, text, attributes, base, lang, children }) => ({
    name,
    text: text.trim(),
    attributes,
    base,
    lang,
    children: elementsOf({ children }),
  }))
}

const firstCharacter = /^[\s\uFEFF\u0000]*[^\s\uFEFF\u0000]/
const sitemapRoot = /<(?:\w+:)?(?:urlset|sitemapindex)[\s>]/i

function notAFeed(problem: string): FeedReading {
  return { kind: 'not-a-feed', problem }
}

/** What a document that is no feed seems to be. */
function whatElse(text: string): string {
  const beginning = text.slice(0, 20_000)
  if (/<opml[\s>]/i.test(beginning)) return 'an OPML list of feeds, not a feed'
  if (/<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]/i.test(beginning)) return 'an HTML page, not a feed'
  const root = /<([a-z][\w:.-]{0,40})[\s/>]/i.exec(beginning)?.[1]
  if (/^\s*(?:<\?xml|<!--|<[a-z])/i.test(beginning) && root !== undefined) return `a document of <${root}>, not a feed`
  return 'neither XML nor JSON, so not a feed'
}
