// An author's own page at a publisher becomes what it says of that one person: their other addresses and a line about them.
// What it says of anyone else, or of the publisher, is left alone.
import { Element } from './page/dom-nodes.ts'
import { getDomain } from 'tldts'
import { foldName } from '../base/index.ts'
import type { Directive, LanguageTag } from '../model/index.ts'
import { languageTag } from './language.ts'
import { plainText } from './plain-text.ts'
import { readDirectives } from './page/directives.ts'
import { asArray, isNode, ldNodes, ldText, ldTypes, type JsonLdNode } from './page/json-ld.ts'
import { readDom } from './page/build-dom.ts'
import { absoluteUrl, textOf, type PageDom } from './page/page-dom.ts'
import { metaText } from './page/text.ts'

export type AuthorPage = {
  /** Whether the page is about the person asked for; if not, nothing of it is told. */
  readonly isTheirs: boolean
  /** Other addresses of the same person, absolute, in the order found, at most 20. */
  readonly links: readonly string[]
  /** What is said of them, plain text, at most 1,000 characters; null when there is nothing. */
  readonly biography: string | null
  /** Their picture, absolute. */
  readonly image: string | null
  readonly lang: LanguageTag | null
  readonly directives: readonly Directive[]
}

const maxLinks = 20
const maxBiographyChars = 1_000
/** Shorter lines are labels: "Columnist", "All articles". */
const minBiographyChars = 25
/** Elements of a box around a name. A larger one holds the list of their columns, or the whole page. */
const maxBoxElements = 120
const maxCards = 40

/**
 * Reads the page that `name` is linked with. Told are the person of the page's structured data, the card (h-card, microdata)
 * that bears the name, and the box around the heading that is the name. Pure, bounded, never throws.
 * Sources: schema.org Person and ProfilePage; microformats2 h-card; HTML "rel=me" (XFN).
 */
export function parseAuthorPage(html: string, about: { readonly url: string; readonly name: string }): AuthorPage {
  const dom = readDom(html, about.url)
  const name = foldName(about.name)
  const person = personOf(dom, name)
  const heading = (dom.byTag.get('h1') ?? []).find((one) => foldName(textOf(one, 200)) === name) ?? null
  const boxes = [...cardsOf(dom, name), ...(heading === null ? [] : [boxAround(heading)])]
  const isTheirs = person !== null || boxes.length > 0 || isProfileOf(dom, name)
  const lang = languageTag(dom.lang)
  const directives = readDirectives(dom)
  if (!isTheirs) return { isTheirs, links: [], biography: null, image: null, lang, directives }
  return {
    isTheirs,
    links: linksOf(dom, person, boxes),
    biography: biographyOf(dom, person, boxes, name),
    image: imageOf(dom, person, boxes, name),
    lang,
    directives,
  }
}

/** The person of that name in the structured data; the page's main entity before others. */
function personOf(dom: PageDom, name: string): JsonLdNode | null {
  const { nodes, byId } = dom.jsonLd
  const all = [
    ...nodes.flatMap((node) => [...ldNodes(dom.jsonLd, node['mainEntity']), ...ldNodes(dom.jsonLd, node['about'])]),
    ...nodes,
    ...byId.values(),
  ]
  return all.find((node) => ldTypes(node).includes('Person') && names(node).has(name)) ?? null
}

function names(node: JsonLdNode): Set<string> {
  const whole = [node['givenName'], node['familyName']].map((part) => ldText(part) ?? '').join(' ')
  const given = [...asArray(node['name']), ...asArray(node['alternateName']), whole]
  return new Set(given.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [foldName(one)] : [])))
}

/** Cards that bear the name: `h-card` and `vcard` by class, Person by microdata. */
function cardsOf(dom: PageDom, name: string): Element[] {
  const cards: Element[] = []
  let looked = 0
  for (const element of dom.elements) {
    const { class: classes = '', itemtype = '' } = element.attribs
    if (!/\b(?:h-card|vcard)\b/.test(classes) && !/schema\.org\/Person\b/.test(itemtype)) continue
    if (++looked > maxCards) break
    const labels = within(dom, element).filter(
      ({ attribs }) => /\b(?:p-name|fn)\b/.test(attribs['class'] ?? '') || /^name$/.test(attribs['itemprop'] ?? ''),
    )
    if (labels.some((label) => foldName(textOf(label, 200)) === name)) cards.push(element)
  }
  return cards
}

/** The widest block around the heading that is still about the person: no article, no main part, not a whole page. */
function boxAround(heading: Element): Element {
  let box = heading
  for (let up = heading.parent; up instanceof Element; up = up.parent) {
    const elements = (up.endIndex ?? 0) - (up.startIndex ?? 0)
    if (elements > maxBoxElements || /^(?:main|article|body|html)$/.test(up.name)) break
    box = up
  }
  return box
}

function isProfileOf(dom: PageDom, name: string): boolean {
  const isProfile =
    metaText(dom, 'og:type') === 'profile' || dom.jsonLd.nodes.some((node) => ldTypes(node).includes('ProfilePage'))
  const title = metaText(dom, 'og:title') ?? dom.title ?? ''
  return isProfile && foldName(title.split(/\s[|–—-]\s/)[0] ?? '') === name
}

function linksOf(dom: PageDom, person: JsonLdNode | null, boxes: readonly Element[]): string[] {
  const links = new Set<string>()
  const own = getDomain(dom.url)
  const elsewhere = boxes.length === 0 ? new Set<string>() : addressesOutside(dom, boxes)
  for (const one of asArray(person?.['sameAs'])) add(typeof one === 'string' ? one : null)
  const anchors = boxes.flatMap((box) => within(dom, box).filter(({ name }) => name === 'a'))
  for (const anchor of anchors) {
    const { href, rel = '', itemprop = '', class: classes = '' } = anchor.attribs
    const url = absoluteUrl(dom, href)
    const isSaid = /\bme\b/.test(rel) || /\bsameAs\b/i.test(itemprop) || /\bu-url\b/.test(classes)
    if (url !== null && (isSaid || looksLikeProfile(url))) add(url)
  }
  return [...links].slice(0, maxLinks)

  function add(href: string | null): void {
    const url = absoluteUrl(dom, href)
    if (url !== null && getDomain(url) !== own && !elsewhere.has(url) && !isSharing(url)) links.add(url)
  }
}

/** One account of one person: a short path, nothing asked. */
function looksLikeProfile(url: string): boolean {
  const { pathname, search } = new URL(url)
  const parts = pathname.split('/').filter((part) => part !== '')
  return (
    search === '' && parts.length >= 1 && parts.length <= 2 && pathname.length <= 80 && !/\.\w{2,5}$/.test(pathname)
  )
}

function isSharing(url: string): boolean {
  return /[/.](?:share|sharer|intent|shareArticle|send|submit|login|signup|subscribe)\b|[?&](?:url|u|text)=/i.test(url)
}

/** What is linked on every page of the site, at its head or foot, is the publisher's own account. */
function addressesOutside(dom: PageDom, boxes: readonly Element[]): Set<string> {
  const inside = new Set(boxes.flatMap((box) => within(dom, box)))
  const outside = (dom.byTag.get('a') ?? []).filter((anchor) => !inside.has(anchor)).slice(0, 2_000)
  return new Set(outside.flatMap(({ attribs }) => absoluteUrl(dom, attribs['href']) ?? []))
}

const biographyClass =
  /\b(?:p-note|note)\b|bio(?:graphy|grafia|graphie|grafie)?(?:[-_]|\b)|about|descri|intro|profile-text|vita/i

function biographyOf(dom: PageDom, person: JsonLdNode | null, boxes: readonly Element[], name: string): string | null {
  const marked = boxes.flatMap((box) =>
    within(dom, box).filter(
      ({ attribs }) => /\bdescription\b/.test(attribs['itemprop'] ?? '') || biographyClass.test(attribs['class'] ?? ''),
    ),
  )
  const paragraphs = boxes.flatMap((box) => within(dom, box).filter((element) => element.name === 'p'))
  const candidates = [
    ldText(person?.['description']),
    ...marked.map((element) => textOf(element, maxBiographyChars)),
    ...paragraphs.map((element) => textOf(element, maxBiographyChars)),
  ]
  for (const candidate of candidates) {
    const text = candidate === null ? '' : plainText(candidate.slice(0, 4_000)).replaceAll(/\s+/g, ' ').trim()
    if (text.length >= minBiographyChars && foldName(text) !== name && /\p{L}{3}/u.test(text)) return text.slice(0, maxBiographyChars) // prettier-ignore
  }
  return null
}

/** The picture of the structured data, else the one in a card or box that is marked as theirs or bears their name. */
function imageOf(dom: PageDom, person: JsonLdNode | null, boxes: readonly Element[], name: string): string | null {
  for (const one of asArray(person?.['image'])) {
    const url = absoluteUrl(
      dom,
      typeof one === 'string' ? one : isNode(one) ? ldText(one['url'] ?? one['contentUrl']) : null,
    )
    if (url !== null) return url
  }
  for (const box of boxes)
    for (const { name: tag, attribs } of within(dom, box)) {
      if (tag !== 'img') continue
      const isMarked = /(?:^|\s)u-photo(?:\s|$)/.test(attribs['class'] ?? '') || attribs['itemprop'] === 'image'
      if (!isMarked && !foldName(attribs['alt'] ?? '').includes(name)) continue
      const source = [attribs['src'], attribs['data-src']].find((one) => one !== undefined && !one.startsWith('data:'))
      const url = absoluteUrl(dom, source)
      if (url !== null) return url
    }
  return null
}

/** An element's descendants in order, at most as many as a box may hold. */
function within(dom: PageDom, element: Element): readonly Element[] {
  const start = (element.startIndex ?? 0) + 1
  return dom.elements.slice(start, Math.min(element.endIndex ?? start, start + maxBoxElements))
}
