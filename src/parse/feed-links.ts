// The addresses of a feed or an item: its page, its files, its picture, and where it was taken from.
import type { Enclosure, EntrySource, FeedLink } from '../model/index.ts'
import { absoluteUrl } from './canonical-url.ts'
import { lineOf, rightsOf } from './feed-text.ts'
import { child, childrenNamed, type XmlNode } from './feed-xml.ts'
import { looseLine } from './plain-text.ts'

/** Links kept of one item. */
const maxLinks = 20

export function guidOf(item: XmlNode): string | null {
  const guid = child(item, 'guid') ?? child(item, 'id') ?? child(item, 'atom:id')
  const text = guid?.text.trim() ?? item.attributes['rdf:about']?.trim() ?? ''
  return text === '' ? null : text.slice(0, 2000)
}

/** Feedburner's note of the original, else the link, else a guid that is a permalink, else where Atom content lies. */
export function entryUrl(item: XmlNode, base: string): string | null {
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

/** The largest picture the item offers: Media RSS, an enclosure, a podcast's cover, a plain image element. */
export function imageOf(item: XmlNode, base: string): string | null {
  let best: { url: string; width: number } | null = null
  const groups = [item, ...childrenNamed(item, 'media:group', 'media:content')]
  for (const node of groups.flatMap((group) => childrenNamed(group, 'media:thumbnail', 'media:content'))) {
    if (!isPicture(node)) continue
    const url = absoluteUrl(node.attributes.url ?? '', node.base ?? base)
    const width = Number.parseInt(node.attributes.width ?? '', 10) || (node.name === 'media:content' ? 2 : 1)
    if (url !== null && (best === null || width > best.width)) best = { url, width }
  }
  if (best !== null) return best.url
  for (const node of childrenNamed(
    item,
    'enclosure',
    'itunes:image',
    'itunes:link',
    'googleplay:image',
    'image',
    'icon',
    'logo',
  )) {
    if (node.name === 'enclosure' && !node.attributes.type?.toLowerCase().startsWith('image/')) continue
    const { url, href } = node.attributes
    const address = url ?? href ?? child(node, 'url')?.text ?? node.text
    const found = address.trim() === '' ? null : absoluteUrl(address, node.base ?? base)
    if (found !== null) return found
  }
  const link = childrenNamed(item, 'link').find(
    ({ attributes }) => isEnclosure(attributes) && attributes.type?.startsWith('image/'),
  )
  return link === undefined ? null : absoluteUrl(link.attributes.href ?? '', link.base ?? base)
}

function isPicture({ name, attributes: { medium = '', type = '', url = '' } }: XmlNode): boolean {
  if (name === 'media:thumbnail') return true
  if (medium !== '') return medium.toLowerCase() === 'image'
  if (type !== '') return type.toLowerCase().startsWith('image/')
  return /\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)/i.test(url)
}

function isEnclosure(attributes: XmlNode['attributes']): boolean {
  return attributes.rel?.toLowerCase() === 'enclosure'
}

export function enclosuresOf(item: XmlNode, base: string): Enclosure[] {
  const found: Enclosure[] = []
  for (const { name, attributes, base: own } of childrenNamed(item, 'enclosure', 'link', 'atom:link')) {
    if (name !== 'enclosure' && !isEnclosure(attributes)) continue
    const url = absoluteUrl(attributes.url ?? attributes.href ?? '', own ?? base)
    const bytes = Number.parseInt(attributes.length ?? '', 10)
    if (url !== null && found.length < maxLinks && !found.some((known) => known.url === url))
      found.push({ url, type: attributes.type ?? null, bytes: Number.isSafeInteger(bytes) ? bytes : null })
  }
  return found
}

type Source = { sourceUrl: string | null; sourceTitle: string | null; source: EntrySource | null }

/** RSS `source` names another feed; Atom `source` carries the head of one. */
export function sourceOf(item: XmlNode, base: string): Source {
  const source = child(item, 'source')
  if (source === undefined) {
    return { sourceUrl: absoluteUrl(child(item, 'dc:source')?.text ?? ''), sourceTitle: null, source: null }
  }
  const own = source.base ?? base
  const address = source.attributes.url ?? child(source, 'id')?.text ?? ''
  const title = lineOf(child(source, 'title') ?? source)
  return {
    sourceUrl: linkTo(source, own) ?? absoluteUrl(address, own),
    sourceTitle: title === '' ? null : title,
    source: source.children.length === 0 ? null : sourceHead(source, own),
  }
}

function sourceHead(source: XmlNode, base: string): EntrySource {
  const subtitle = child(source, 'subtitle') ?? child(source, 'tagline') ?? child(source, 'description')
  const description = subtitle === undefined ? '' : lineOf(subtitle)
  return {
    description: description === '' ? null : description,
    rights: rightsOf(source),
    image: imageOf(source, base),
    links: linksOf(source, base),
  }
}

/** Everything with an address that the item links to, in its order; an RSS `comments` page counts as its replies. */
export function linksOf(item: XmlNode, base: string): FeedLink[] {
  const links: FeedLink[] = []
  for (const { name, text, attributes, base: own } of childrenNamed(
    item,
    'link',
    'atom:link',
    'enclosure',
    'comments',
  )) {
    const url = absoluteUrl(attributes.href ?? attributes.url ?? text, own ?? base)
    if (url === null || links.length >= maxLinks) continue
    const rel = impliedRel[name] ?? attributes.rel?.toLowerCase() ?? 'alternate'
    links.push({
      url,
      rel,
      type: attributes.type ?? null,
      title: attributes.title === undefined ? null : looseLine(attributes.title),
    })
  }
  return links
}

const impliedRel: Readonly<Record<string, string>> = { comments: 'replies', enclosure: 'enclosure' }

/** The address that a `rel` of these links points at. */
export function relation(node: XmlNode, rel: string, base: string): string | null {
  const link = childrenNamed(node, 'atom:link', 'link').find(({ attributes }) =>
    attributes.rel?.toLowerCase().split(/\s+/).includes(rel),
  )
  return link === undefined ? null : absoluteUrl(link.attributes.href ?? link.text, link.base ?? base)
}

/** rel=license, Creative Commons, Media RSS or RSL. */
export function licenceOf(node: XmlNode, base: string): string | null {
  const linked = relation(node, 'license', base)
  if (linked !== null) return linked
  const stated = [node, ...childrenNamed(node, 'media:group', 'media:content')].flatMap((holder) =>
    childrenNamed(holder, 'creativecommons:license', 'cc:license', 'media:license', 'rsl:content'),
  )[0]
  if (stated === undefined) return null
  const { 'rdf:resource': resource, href, server } = stated.attributes
  return absoluteUrl(resource ?? href ?? server ?? stated.text, base)
}
