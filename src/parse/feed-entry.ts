// One item of an RSS, RDF or Atom feed becomes an Entry.
import type { Claim, Entry } from '../model/index.ts'
import { claimsOf, inherited } from './feed-claims.ts'
import { enclosuresOf, entryUrl, guidOf, imageOf, licenceOf, linksOf, sourceOf } from './feed-links.ts'
import { rightsOf, textsOf, titleOf } from './feed-text.ts'
import { wishesOf } from './feed-wishes.ts'
import { child, lastChild, type XmlNode } from './feed-xml.ts'
import { languageTag } from './language.ts'
import { parseDate } from './parse-date.ts'
import { looseLine } from './plain-text.ts'

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
    licence: licenceOf(item, own),
    expiresAt: firstDate(item, ['expirationdate', 'prism:expirationdate']),
    isBlocked: isBlocked(item),
    wishes: wishesOf(item, own),
    get links() {
      return linksOf(item, own)
    },
  }
}

const publishedNames = ['pubdate', 'published', 'issued', 'atom:published', 'dcterms:issued', 'dc:date', 'prism:publicationdate', 'dcterms:created', 'created', 'dcterms:available'] // prettier-ignore
const modifiedNames = ['updated', 'modified', 'atom:updated', 'dcterms:modified', 'prism:modificationdate', 'lastbuilddate'] // prettier-ignore

export function firstDate(node: XmlNode, names: readonly string[]): Date | null {
  for (const name of names) {
    const text = lastChild(node, name)?.text
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
  for (const name of ['content', 'content:encoded', 'title', 'xhtml:body', 'body', 'summary', 'description'] as const) {
    const marked = languageTag(child(item, name)?.attributes['xml:lang'])
    if (marked !== null) return marked
  }
  return null
}

export function categoriesOf(item: XmlNode): string[] {
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
    case 'atom:category':
      return [attributes.label ?? attributes.term ?? (text.trim() === '' ? (attributes.text ?? '') : text)]
    case 'dc:subject':
      return [text]
    case 'media:category':
      return [attributes.label ?? text]
    case 'itunes:category':
    case 'googleplay:category':
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

/** `itunes:block`: the publisher asks directories to leave this out. */
export function isBlocked(node: XmlNode): boolean {
  const said = child(node, 'itunes:block') ?? child(node, 'googleplay:block')
  return said !== undefined && /^\s*yes\s*$/i.test(said.text)
}
