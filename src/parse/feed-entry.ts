// One item of an RSS, RDF or Atom feed becomes an Entry.
import type { Claim, Enclosure, Entry } from '../model/index.ts'
import { absoluteUrl } from './canonical-url.ts'
import { claimsOf, inherited } from './feed-claims.ts'
import { child, childrenNamed, type XmlNode } from './feed-xml.ts'
import { languageTag } from './language.ts'
import { parseDate } from './parse-date.ts'
import { looseLine, plainLine, plainText } from './plain-text.ts'

/** Characters. */
const maxSummary = 5000
const maxTitle = 2000
/** An RSS description longer than this is the piece itself, not a summary of it. */
const fullTextFrom = 2000
const maxCategories = 50

export type EntryContext = {
  /** Against which relative addresses are read where no xml:base says otherwise. */
  readonly base: string
  readonly feedClaims: readonly Claim[]
}

export function entryFrom(item: XmlNode, { base, feedClaims }: EntryContext): Entry {
  const own = item.base ?? base
  const published = firstDate(item, publishedNames)
  const modified = firstDate(item, modifiedNames)
  const claims = claimsOf(item, own)
  const texts = textsOf(item)
  return {
    guid: guidOf(item),
    url: entryUrl(item, own),
    title: titleOf(item),
    summary: texts.summary,
    get content() {
      return texts.content()
    },
    publishedAt: published ?? modified,
    modifiedAt: modified,
    lang: langOf(item),
    categories: categoriesOf(item),
    image: imageOf(item, own),
    claims: claims.some(({ role }) => role === null) ? claims : [...claims, ...inherited(feedClaims)],
    ...sourceOf(item, own),
    enclosures: enclosuresOf(item, own),
    rights: rightsOf(item),
  }
}

// --- Title and texts

/** One line of plain text; an empty string when the item has no title. */
export function titleOf(item: XmlNode): string {
  for (const name of ['title', 'dc:title', 'media:title', 'atom:title'] as const) {
    for (const node of childrenNamed(item, name)) {
      const title = lineOf(node)
      if (title !== '') return title.length > maxTitle ? title.slice(0, maxTitle) : title
    }
  }
  const group = child(item, 'media:group')
  return group === undefined ? '' : looseLine(child(group, 'media:title')?.text ?? '').slice(0, maxTitle)
}

/** A text construct on one line, by its declared type: markup is markup, text is text unless it plainly is not. */
export function lineOf(node: XmlNode): string {
  const text = unpacked(node)
  return isMarkup(node) ? plainLine(text) : looseLine(text)
}

function isMarkup({ markup, attributes }: XmlNode): boolean {
  return markup || markupTypes.has((attributes.type ?? '').toLowerCase())
}

const markupTypes = new Set(['html', 'xhtml', 'text/html', 'application/xhtml+xml', 'application/xml+xhtml'])

/** Atom 0.3 `mode="base64"`, Atom 1.0 content of a type that is neither text nor XML. */
function unpacked({ text, markup, attributes: { mode, type = '' } }: XmlNode): string {
  const kind = type.toLowerCase()
  const binary = kind.includes('/') && !/^text\/|[/+](?:xml|html)\b|xhtml/.test(kind)
  if (mode?.toLowerCase() !== 'base64' && (!binary || mode !== undefined)) return text
  if (markup || !/^[\sA-Za-z0-9+/]+={0,2}\s*$/.test(text)) return text
  return new TextDecoder().decode(Buffer.from(text, 'base64'))
}

const contentNames = ['content:encoded', 'content', 'atom:content', 'xhtml:body', 'body', 'xhtml:div', 'fullitem']
const summaryNames = ['summary', 'description', 'itunes:summary', 'atom:summary', 'itunes:subtitle', 'media:description', 'dc:description'] // prettier-ignore

/** The content is read when it is asked for: most entries of a feed were filed before, and nobody asks again. */
function textsOf(item: XmlNode): { summary: string | null; content: () => string | null } {
  const fullNode = childrenNamed(item, ...contentNames).find(hasText)
  const shortNode = firstWithText(item, summaryNames) ?? firstWithText(child(item, 'media:group'), summaryNames)
  const short = shortNode === undefined ? '' : plainText(unpacked(shortNode))
  const readFull = () => {
    if (fullNode === undefined || fullNode.text === shortNode?.text) return short
    return plainText(unpacked(fullNode))
  }
  let full = short === '' ? readFull() : undefined
  return {
    summary: beginning(short === '' ? (full ?? '') : short),
    content: () => {
      if (fullNode === undefined) return short.length >= fullTextFrom ? short : null
      full ??= readFull()
      return full === '' ? null : full
    },
  }
}

function hasText(node: XmlNode): boolean {
  return node.text.trim() !== ''
}

function firstWithText(item: XmlNode | undefined, names: readonly string[]): XmlNode | undefined {
  if (item === undefined) return undefined
  for (const name of names) {
    const found = childrenNamed(item, name).find(hasText)
    if (found !== undefined) return found
  }
  return undefined
}

/** At most 5,000 characters, cut at a space; null for nothing. */
export function beginning(text: string): string | null {
  if (text === '') return null
  if (text.length <= maxSummary) return text
  const space = text.lastIndexOf(' ', maxSummary)
  return text.slice(0, space > maxSummary / 2 ? space : maxSummary)
}

// --- Addresses

function guidOf(item: XmlNode): string | null {
  const guid = child(item, 'guid') ?? child(item, 'id') ?? child(item, 'atom:id')
  const text = guid?.text.trim() ?? item.attributes['rdf:about']?.trim() ?? ''
  return text === '' ? null : text.slice(0, maxTitle)
}

/** Feedburner's note of the original, else the link, else a guid that is a permalink, else where Atom content lies. */
function entryUrl(item: XmlNode, base: string): string | null {
  const original = child(item, 'feedburner:origlink') ?? child(item, 'pheedo:origlink')
  if (original !== undefined) {
    const url = absoluteUrl(original.text, original.base ?? base)
    if (url !== null) return url
  }
  return linkTo(item, base) ?? permalink(item) ?? contentSource(item, base) ?? about(item, base)
}

/** The address of the page that a feed or item stands for: RSS `link`, Atom `link rel=alternate`, HTML types first. */
export function linkTo(node: XmlNode, base: string): string | null {
  const links = childrenNamed(node, 'link', 'atom:link').filter(isAlternate)
  const ranked = links.length < 2 ? links : links.toSorted((a, b) => rankOf(b) - rankOf(a))
  for (const link of ranked) {
    const url = absoluteUrl(link.attributes.href ?? link.text, link.base ?? base)
    if (url !== null) return url
  }
  return null
}

function isAlternate({ attributes: { rel, href }, text }: XmlNode): boolean {
  return (rel === undefined || rel === '' || rel.toLowerCase() === 'alternate') && (href ?? text).trim() !== ''
}

/** RSS's own link, then Atom's HTML, then links of no type; a feed, a comment feed or JSON is no page. */
function rankOf({ name, attributes: { type = '', rel } }: XmlNode): number {
  const kind = type.toLowerCase()
  const typed = kind === '' ? 1 : /html/.test(kind) ? 2 : /xml|json|rss|atom/.test(kind) ? -1 : 0
  return (name === 'link' ? 4 : 0) + typed + (rel === undefined ? 0 : 0.5)
}

function permalink(item: XmlNode): string | null {
  const guid = child(item, 'guid')
  if (guid !== undefined) return guid.attributes.ispermalink?.toLowerCase() === 'false' ? null : absoluteUrl(guid.text)
  return absoluteUrl(child(item, 'id')?.text ?? '')
}

function contentSource(item: XmlNode, base: string): string | null {
  const content = child(item, 'content')
  return content?.attributes.src === undefined ? null : absoluteUrl(content.attributes.src, content.base ?? base)
}

function about(item: XmlNode, base: string): string | null {
  return absoluteUrl(item.attributes['rdf:about'] ?? '', base)
}

// --- Dates and languages

const publishedNames = ['pubdate', 'published', 'issued', 'atom:published', 'dcterms:issued', 'dc:date', 'prism:publicationdate', 'dcterms:created', 'created', 'dcterms:available'] // prettier-ignore
const modifiedNames = ['updated', 'modified', 'atom:updated', 'dcterms:modified', 'prism:modificationdate', 'lastbuilddate'] // prettier-ignore

export function firstDate(node: XmlNode, names: readonly string[]): Date | null {
  for (const name of names) {
    const text = child(node, name)?.text
    const date = text === undefined || text === '' ? null : parseDate(text)
    if (date !== null) return date
  }
  return null
}

/** Only what the item says itself: the feed's language stands in the document. */
function langOf(item: XmlNode): string | null {
  const said = child(item, 'dc:language')?.text ?? child(item, 'language')?.text
  const lang = languageTag(said) ?? languageTag(item.attributes['xml:lang'])
  if (lang !== null) return lang
  for (const name of ['content', 'title', 'summary'] as const) {
    const marked = languageTag(child(item, name)?.attributes['xml:lang'])
    if (marked !== null) return marked
  }
  return null
}

// --- The rest

function categoriesOf(item: XmlNode): string[] {
  const found = new Set<string>()
  for (const node of item.children) {
    if (found.size >= maxCategories) break
    for (const text of categoryTexts(node)) {
      const clean = looseLine(text).slice(0, 200)
      if (clean !== '') found.add(clean)
    }
  }
  return [...found]
}

function categoryTexts({ name, text, attributes }: XmlNode): string[] {
  switch (name) {
    case 'category':
      return [attributes.label ?? attributes.term ?? (text.trim() === '' ? (attributes.text ?? '') : text)]
    case 'dc:subject':
    case 'media:category':
      return [text]
    case 'itunes:category':
      return [attributes.text ?? text]
    case 'media:keywords':
    case 'itunes:keywords':
    case 'news:keywords':
    case 'news:genres':
      return text.split(',')
    default:
      return []
  }
}

/** The largest picture the item offers: Media RSS, an enclosure, a podcast's cover, a plain image element. */
function imageOf(item: XmlNode, base: string): string | null {
  let best: { url: string; width: number } | null = null
  const groups = [item, ...childrenNamed(item, 'media:group', 'media:content')]
  for (const node of groups.flatMap((group) => childrenNamed(group, 'media:thumbnail', 'media:content'))) {
    if (!isPicture(node)) continue
    const url = absoluteUrl(node.attributes.url ?? '', node.base ?? base)
    const width = Number.parseInt(node.attributes.width ?? '', 10) || (node.name === 'media:content' ? 2 : 1)
    if (url !== null && (best === null || width > best.width)) best = { url, width }
  }
  if (best !== null) return best.url
  for (const node of childrenNamed(item, 'enclosure', 'itunes:image', 'image', 'icon', 'logo')) {
    if (node.name === 'enclosure' && !node.attributes.type?.toLowerCase().startsWith('image/')) continue
    const { url, href } = node.attributes
    const address = url ?? href ?? child(node, 'url')?.text ?? node.text
    const found = address.trim() === '' ? null : absoluteUrl(address, node.base ?? base)
    if (found !== null) return found
  }
  const link = childrenNamed(item, 'link').find(({ attributes }) => isEnclosure(attributes) && attributes.type?.startsWith('image/')) // prettier-ignore
  return link === undefined ? null : absoluteUrl(link.attributes.href ?? '', link.base ?? base)
}

/** Picture of a feed's head, by the same rules. */
export const pictureOf = imageOf

function isPicture({ name, attributes: { medium = '', type = '', url = '' } }: XmlNode): boolean {
  if (name === 'media:thumbnail') return true
  if (medium !== '') return medium.toLowerCase() === 'image'
  if (type !== '') return type.toLowerCase().startsWith('image/')
  return /\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)/i.test(url)
}

function isEnclosure(attributes: XmlNode['attributes']): boolean {
  return attributes.rel?.toLowerCase() === 'enclosure'
}

function enclosuresOf(item: XmlNode, base: string): Enclosure[] {
  const found: Enclosure[] = []
  for (const { name, attributes, base: own } of childrenNamed(item, 'enclosure', 'link', 'atom:link')) {
    if (name !== 'enclosure' && !isEnclosure(attributes)) continue
    const url = absoluteUrl(attributes.url ?? attributes.href ?? '', own ?? base)
    const bytes = Number.parseInt(attributes.length ?? '', 10)
    if (url !== null && found.length < 10) found.push({ url, type: attributes.type ?? null, bytes: Number.isSafeInteger(bytes) ? bytes : null }) // prettier-ignore
  }
  return found
}

function sourceOf(item: XmlNode, base: string): { sourceUrl: string | null; sourceTitle: string | null } {
  const source = child(item, 'source')
  if (source === undefined) return { sourceUrl: absoluteUrl(child(item, 'dc:source')?.text ?? ''), sourceTitle: null }
  const url =
    linkTo(source, source.base ?? base) ?? absoluteUrl(source.attributes.url ?? child(source, 'id')?.text ?? '', base)
  const title = looseLine(child(source, 'title')?.text ?? source.text)
  return { sourceUrl: url, sourceTitle: title === '' ? null : title }
}

/** Plain text on one line. */
export function rightsOf(node: XmlNode): string | null {
  const rights = childrenNamed(node, 'copyright', 'rights', 'dc:rights', 'media:copyright', 'dcterms:rights').find(
    hasText,
  )
  const text = rights === undefined ? '' : lineOf(rights).slice(0, maxTitle)
  return text === '' ? null : text
}
