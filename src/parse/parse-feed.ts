// The bytes of a feed, whatever its format and state, become a FeedDocument. Called for every feed that a visit brings.
import type { FeedDocument, FeedElement } from '../model/index.ts'
import { decodeText } from './decode-text.ts'
import { feedDocument } from './feed-document.ts'
import { readFeedXml, type FeedXml, type XmlNode } from './feed-xml.ts'
import { readJson, readJsonFeed } from './json-feed.ts'
import { sitemapDocument } from './sitemap.ts'

/** Entries read of one feed. The longest real ones have 5,000; a sitemap's own limit is 50,000. */
const maxItems = 10_000
const maxSitemapItems = 50_000

export type FeedReading =
  | {
      readonly kind: 'feed'
      /** Without the entries that were passed over. */
      readonly feed: FeedDocument
      /**
       * One for each entry that the document lists, in its order, those passed over included: a digest of its source. With the
       * same mark and the same `context` an entry says the same. Null for one that was damaged.
       */
      readonly marks: readonly (number | null)[]
      /** What entries have from the document around them: against what addresses are read, whom the whole feed credits. */
      readonly context: string
    }
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
    met = nothingMet,
  }: {
    readonly url: string
    readonly contentType: string | null
    readonly charset: string | null
    /** Also tells each XML element of the head and of the entries as it stands. */
    readonly elements?: boolean
    /** Marks of entries that are known, so that nobody needs to read them. */
    readonly met?: ReadonlySet<number>
  },
): FeedReading {
  const { text, encoding, isGuess } = decodeText(bytes, { charset, kind: 'xml' })
  const start = firstCharacter.exec(text)?.[0] ?? ''
  if (start === '') return notAFeed('the document is empty')
  const looksJson = start.endsWith('{') || start.endsWith('[')
  if (looksJson || /json/i.test(contentType ?? '')) {
    const value = readJson(text.slice(start.length - 1).trim())
    const json = readJsonFeed(value, url, { maxItems, met })
    if (json !== null) return { kind: 'feed', ...json, context: JSON.stringify(json.context) }
    if (looksJson) return notAFeed(value === undefined ? 'damaged JSON, not a feed' : 'JSON, but not a JSON Feed')
  }
  const isSitemap = sitemapRoot.test(text.slice(0, 5000))
  const xml = readFeedXml(text, { maxItems: isSitemap ? maxSitemapItems : maxItems, url, everything: elements, met })
  if (xml === null) return notAFeed(whatElse(text))
  const { feed, context } = documentOf(xml, url, elements)
  const marks = xml.format === 'sitemap-index' ? [] : xml.marks
  if (isGuess !== true) return { kind: 'feed', feed, marks, context }
  const problem = `not well-formed XML: the bytes are not in the declared encoding; read as ${encoding}`
  return { kind: 'feed', feed: { ...feed, problems: [problem, ...feed.problems] }, marks, context }
}

const nothingMet: ReadonlySet<number> = new Set()

function documentOf(xml: FeedXml, url: string, elements: boolean): { feed: FeedDocument; context: string } {
  if (xml.format === 'sitemap' || xml.format === 'sitemap-index')
    return { feed: sitemapDocument(xml, url), context: url }
  const { feed, context } = feedDocument(xml, url)
  return { feed: elements ? withElements(feed, xml) : feed, context: JSON.stringify(context) }
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
