// One item of an RSS, RDF or Atom feed becomes an Entry.
import type { Claim, Directive, Enclosure, Entry, EntrySource, FeedLink, LanguageTag } from '../model/index.ts'
import { claimsOf, inherited } from './feed-claims.ts'
import { enclosuresOf, entryUrl, guidOf, imageOf, licenceOf, linksOf, sourceOf } from './feed-links.ts'
import { rightsOf, textsOf, titleOf, type EntryTexts } from './feed-text.ts'
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

export function entryFrom(item: XmlNode, context: EntryContext): Entry {
  return new XmlEntry(item, context)
}

/** What drafts are made of is read at once, all else when it is asked for: by most readers never. */
class XmlEntry implements Entry {
  readonly #item: XmlNode
  readonly #base: string
  readonly #texts: EntryTexts
  readonly guid: string | null
  readonly url: string | null
  readonly title: string
  readonly summary: string | null
  readonly publishedAt: Date | null
  readonly modifiedAt: Date | null
  readonly lang: LanguageTag | null
  readonly categories: readonly string[]
  readonly claims: readonly Claim[]
  readonly expiresAt: Date | null
  readonly isBlocked: boolean
  readonly wishes: readonly Directive[]

  constructor(item: XmlNode, { base, feedClaims }: EntryContext) {
    const own = item.base ?? base
    const modified = firstDate(item, modifiedNames)
    const claims = claimsOf(item, own)
    this.#item = item
    this.#base = own
    this.#texts = textsOf(item)
    this.guid = guidOf(item)
    this.url = entryUrl(item, own)
    this.title = titleOf(item)
    this.summary = this.#texts.summary
    this.publishedAt = firstDate(item, publishedNames) ?? modified
    this.modifiedAt = modified
    this.lang = langOf(item)
    this.categories = categoriesOf(item)
    this.claims = claims.some(({ role }) => role === null) ? claims : [...claims, ...inherited(feedClaims)]
    this.expiresAt = firstDate(item, expiryNames)
    this.isBlocked = isBlocked(item)
    this.wishes = wishesOf(item, own)
  }

  get content(): string | null {
    return this.#texts.content()
  }
  get image(): string | null {
    return imageOf(this.#item, this.#base)
  }
  get sourceUrl(): string | null {
    return sourceOf(this.#item, this.#base).sourceUrl
  }
  get sourceTitle(): string | null {
    return sourceOf(this.#item, this.#base).sourceTitle
  }
  get source(): EntrySource | null {
    return sourceOf(this.#item, this.#base).source
  }
  get enclosures(): Enclosure[] {
    return enclosuresOf(this.#item, this.#base)
  }
  get rights(): string | null {
    return rightsOf(this.#item)
  }
  get licence(): string | null {
    return licenceOf(this.#item, this.#base)
  }
  get links(): FeedLink[] {
    return linksOf(this.#item, this.#base)
  }

  /** Everything, for who prints an entry. */
  toJSON(): Entry {
    const { content, image, sourceUrl, sourceTitle, source, enclosures, rights, licence, links } = this
    return { ...this, content, image, sourceUrl, sourceTitle, source, enclosures, rights, licence, links }
  }
}

const publishedNames = ['pubdate', 'published', 'issued', 'atom:published', 'dcterms:issued', 'dc:date', 'prism:publicationdate', 'dcterms:created', 'created', 'dcterms:available'] // prettier-ignore
const modifiedNames = ['updated', 'modified', 'atom:updated', 'dcterms:modified', 'prism:modificationdate', 'lastbuilddate'] // prettier-ignore
const expiryNames = ['expirationdate', 'prism:expirationdate']

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
