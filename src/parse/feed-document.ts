// The head of an RSS, RDF or Atom feed, and its items through feed-entry.
import type { Entry, FeedDocument } from '../model/index.ts'
import { absoluteUrl } from './canonical-url.ts'
import { feedClaims } from './feed-claims.ts'
import { categoriesOf, entryFrom, firstDate, isBlocked, type EntryContext } from './feed-entry.ts'
import { imageOf, licenceOf, linksOf, linkTo, relation } from './feed-links.ts'
import { lineOf, rightsOf, titleOf } from './feed-text.ts'
import { wishesOf } from './feed-wishes.ts'
import { child, childrenNamed, type FeedXml, type XmlNode } from './feed-xml.ts'
import { languageTag } from './language.ts'

/** The document of a feed read from `url`, and what its entries have from it. Addresses in it are absolute. */
export function feedDocument(xml: FeedXml, url: string): { feed: FeedDocument; context: EntryContext } {
  const { head, root } = xml
  const outer = head.base ?? root.base ?? url
  const home = linkTo(head, outer)
  // A relative address belongs to the site, and a feed may lie on another host; xml:base says so where it is given.
  const base = head.base ?? root.base ?? home ?? url
  const claims = feedClaims(head, base)
  const context = { base: URL.canParse(base) ? base : url, feedClaims: claims }
  const entries: Entry[] = xml.items.map((item) => entryFrom(item, context))
  const archive = relation(head, 'prev-archive', outer)
  const feed: FeedDocument = {
    format: xml.format === 'rdf' ? 'rdf' : xml.format === 'atom' ? 'atom' : 'rss',
    title: titleOf(head) || null,
    home,
    lang: headLanguage(head, root),
    hub: relation(head, 'hub', outer),
    self: relation(head, 'self', outer),
    ttlMinutes: ttlOf(head),
    skipHours: hoursOf(child(head, 'skiphours')),
    skipDays: daysOf(child(head, 'skipdays')),
    rights: rightsOf(head),
    description: descriptionOf(head),
    image: imageOf(head, outer) ?? imageBeside(root, outer),
    updatedAt: firstDate(head, ['lastbuilddate', 'updated', 'modified', 'dcterms:modified', 'pubdate', 'dc:date']),
    claims,
    licence: licenceOf(head, outer),
    wishes: wishesOf(head, outer),
    previousArchive: archive ?? absoluteUrl(child(head, 'fh:prev-archive')?.text ?? '', outer),
    isComplete: child(head, 'fh:complete') !== undefined,
    id: child(head, 'id')?.text.trim() ?? null,
    version: root.attributes.version ?? null,
    generator: generatorOf(head, outer),
    categories: categoriesOf(head),
    links: linksOf(head, outer),
    isBlocked: isBlocked(head),
    sitemaps: [],
    entries,
    problems: problemsOf(xml),
  }
  return { feed, context }
}

export function problemsOf({ flaws, stopped }: FeedXml): string[] {
  const problems = flaws.length === 0 ? [] : [`not well-formed XML: ${flaws.join('; ')}`]
  return stopped === null ? problems : [...problems, stopped]
}

function headLanguage(head: XmlNode, root: XmlNode): string | null {
  const said = child(head, 'language')?.text ?? child(head, 'dc:language')?.text
  const lang = languageTag(said) ?? languageTag(head.lang ?? root.lang)
  if (lang !== null) return lang
  for (const name of ['title', 'subtitle', 'tagline', 'description'] as const) {
    const marked = languageTag(child(head, name)?.attributes['xml:lang'])
    if (marked !== null) return marked
  }
  return null
}

const updatePeriodMinutes: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
}

/** RSS `ttl`, else the syndication module's period over its frequency. */
function ttlOf(head: XmlNode): number | null {
  const ttl = Number.parseInt(child(head, 'ttl')?.text ?? '', 10)
  if (ttl > 0 && ttl <= 525_600) return ttl
  const period = updatePeriodMinutes[child(head, 'sy:updateperiod')?.text.trim().toLowerCase() ?? '']
  if (period === undefined) return null
  const frequency = Number.parseInt(child(head, 'sy:updatefrequency')?.text ?? '', 10)
  return Math.max(1, Math.round(period / (frequency > 0 ? frequency : 1)))
}

/** RSS 0.91 counts hours 1 to 24, RSS 2.0 0 to 23: 24 is midnight. */
function hoursOf(node: XmlNode | undefined): number[] {
  if (node === undefined) return []
  const hours = childrenNamed(node, 'hour').map(({ text }) => Number.parseInt(text, 10))
  return [...new Set(hours.filter((hour) => hour >= 0 && hour <= 24).map((hour) => hour % 24))].toSorted(
    (a, b) => a - b,
  )
}

const dayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

function daysOf(node: XmlNode | undefined): string[] {
  if (node === undefined) return []
  const said = new Set(childrenNamed(node, 'day').map(({ text }) => text.trim().slice(0, 3).toLowerCase()))
  return dayNames.filter((day) => said.has(day.slice(0, 3).toLowerCase()))
}

function descriptionOf(head: XmlNode): string | null {
  for (const name of [
    'description',
    'subtitle',
    'tagline',
    'info',
    'itunes:summary',
    'dc:description',
    'itunes:subtitle',
    'media:description',
  ]) {
    const node = child(head, name)
    const text = node === undefined ? '' : lineOf(node)
    if (text !== '') return text.slice(0, 2000)
  }
  return null
}

function generatorOf(head: XmlNode, base: string): NonNullable<FeedDocument['generator']> | null {
  const node = child(head, 'generator')
  if (node === undefined) return null
  const { uri, url, version = null } = node.attributes
  const name = lineOf(node).slice(0, 300)
  return { name, url: absoluteUrl(uri ?? url ?? (/^https?:/.test(name) ? name : ''), base), version }
}

/** RSS 1.0 puts the image beside the channel. */
function imageBeside(root: XmlNode, base: string): string | null {
  const image = child(root, 'image')
  return image === undefined ? null : absoluteUrl(child(image, 'url')?.text ?? '', base)
}
