// Credits as readers see them: found by class, wording, author links and markup, and weighed by where they stand.
import { Element, Text } from 'domhandler'
import type { Claim, ClaimSource } from '../../model/index.ts'
import { foldLetters } from '../../base/index.ts'
import { absoluteUrl, silentTags, textOf, type PageDom } from '../page/page-dom.ts'
import { comparable } from '../page/text.ts'
import { makeClaim } from './claim.ts'
import { creditText } from './credit-text.ts'
import { zoneOf, type Zone } from './zones.ts'

const maxVisible = 120
/** Elements whose text is read, however many look like credits. */
const maxLooks = 1_500

/** Class, id, itemprop and the like that speak of an author. */
const strongName =
  /(?:^|[\s_-])(?:by-?lines?|bylines?[a-z]*|author-?names?|(?:article|post|entry|story|content|news|page|blog|single|meta)[_-]*(?:author|autor|byline|writer)s?|author[_-]*(?:link|info|meta|byline|line|title|fullname)|authors?|autor(?:en|in|es|e)?|autoren-?\w*|autor-?(?:name|zeile|info|link)|auteurs?|autore|autori|verfasser|creator|skribent|forfatter|kirjoittaja|yazar(?:-?adi)?|writers?|columnists?|kolumnist|journalists?|reporters?|contributors?|posted-?by|written-?by|by-?author|redakteur|firma|penulis|reporter|dateline-author|credits?-?author|p-author|autorid|szerzo)(?:$|[\s_-])/
const looseName = /auth(?:or|_)|autor|byline|verfass|writer|byName|by-name|redakteur|journalist|columnist/i
const weakName =
  /(?:^|[\s_-])(?:vcard|fn|h-card|p-name|credits?|source|quelle|kuerzel|meta|post-?info|entry-?meta|article-?info|article-?meta|postmetadata|dateline|info|subline|subtitle|signature|signatur|by|details)(?:$|[\s_-])/
const notAuthorName =
  /author(?:iz|is|ity)|(?:image|photo|picture|foto|bild|img|caption|video|media|figure|thumb|avatar|icon|logo)[_-]*(?:credits?|author|autor|source|copyright|byline)?(?:$|[\s_-])|figcaption|author-?(?:image|img|photo|pic|avatar|social|bio|description|desc|email|articles|posts|more)|follow|share|social|tags?(?:$|[\s_-])|comment-author|count|date(?:$|\s)|newsletter|copyright/

const boxName =
  /author-?(?:box|bio|card|profile|info|block|about|description|desc|section|teaser|details|wrap\w*|container)|about-?(?:the-?)?author|autor(?:en)?-?(?:box|info|profil|kasten|beschreibung)|bio(?:graphy)?(?:$|[\s_-])|(?:post|entry|article)-author-(?:box|bio)|saboxplugin|ueber-?(?:den|die)-?autor/

/** Paths under which sites keep their authors' pages. */
const authorPath =
  /\/(?:authors?|autor|autores|autoren|auteurs?|autori|autore|profile?s?|profil|people|person|personen|staff|bio|contributors?|columnists?|kolumnisten|journalists?|journalisten?|reporters?|writers?|by|redakteure?|yazar(?:lar)?|firmas?|redattori|forfatter|skribent|users?|member|experten?|team|opinion\/columnists|byline|penulis|kirjoittaja|autorid|szerzo|avtor|аutor|correspondents?|redaktion|creator|gastautor(?:en)?|author-archive|journaliste)[/:=.-](?=[^/]*\p{L})|[?&](?:author|autor|writer|byline)=|\/@[\w.]+$|\/author\b/iu

/** What stands before a name in print. Wide on purpose: position and class decide with it. */
const wording =
  /^(?:(?:geschrieben|verfasst|written|posted|published|story|words|text|report|reported|veröffentlicht|erstellt|ein (?:beitrag|kommentar|gastbeitrag|artikel|interview)|(?:gast)?(?:kommentar|kolumne|beitrag)|eine (?:kolumne|analyse|glosse|reportage|rezension)|(?:eine|die)? ?analyse|opinion|escrito|publicado|texto|redacción|scritto|pubblicato|un articolo|écrit|publié|propos recueillis|geschreven|skrevet|skrevet av|napisał|wpis|an? \w+ ?by) )?(?:by|von|vom|par|por|di|da|door|av|af|przez|от|oleh|from|od|door)[:\s ]+(?=[\p{Lu}\p{Lo}@"“„]|(?:von|van|de|der)\b)|^(?:autor(?:\/?in|en|:in|\*in)?|auteurs?|autores|autore|autora|authors?(?:\(s\))?|author\/s|writer|verfasser(?:in)?|text(?:e|o)?(?: (?:und|&|and) (?:fotos?|bilder?|photos?))?|words|reporter|redakteur|redaktion|editor|penulis|pewarta|yazan|yazar|haber|szerző|írta|forfatter|tekst|teksti|skribent|автор|авторы|текст|автори|συντάκτης|von|by|writes|about the author|über (?:den|die) autor(?:in)?|投稿者|著者|執筆者?|作者|记者|記者|文|取材・文|撰文|글|מאת|بقلم|كتب|إعداد|نویسنده|लेखक|द्वारा|โดย)\s?[:：|/／–-]?\s|^(?:מאת|بقلم|كتب(?:ت)?|文\/|文／|文：|記者|记者|作者：|द्वारा|โดย)/iu

/** "Autor: NAME", "About the author": says what it is wherever it stands. */
const explicit =
  /^(?:autor(?:en|in|innen|\/in|:in|\*in)?|auteurs?|autore|autora|authors?(?:\(s\))?|verfasser(?:in)?|written by|about the author|text|texte|texto|über (?:den|die) autor(?:in)?|yazan|szerző|автор|авторы|作者|著者|מאת|بقلم)\s?(?:[:：\n]|$)\s?|^(?:autor(?:en|in|innen)?|auteurs?|autore|autora|authors?|verfasser(?:in)?) (?=\p{Lu}\p{Ll}+ \p{Lu})|^(?:written by|verfasst von|geschrieben von|escrito por|écrit par|scritto da|geschreven door)\s/iu

/** Lines of a box about the author that may hold the name; below them come the biography and other pieces. */
function boxLines(text: string): string {
  return text.split('\n').slice(0, 3).join('\n').slice(0, 200)
}

/** A linked name within a paragraph is somebody the piece speaks of. */
function inRunningText(element: Element, text: string): number {
  const parent = element.parent
  if (!(parent instanceof Element) || !/^(?:p|li|em|i|strong|b|span|td|dd|blockquote|div)$/.test(parent.name)) return 0
  const around = textOf(parent, text.length + 200).length - text.length
  return around > 120 ? 0.6 : around > 60 ? 0.3 : 0
}

type Found = {
  element: Element
  source: ClaimSource
  text: string
  url: string | null
  strength: number
  signature: string
  offset: number
  role: string | null
}

/** At most 120 claims, those that stand best first in the page's order. Bounded in elements and text. */
export function visibleClaims(dom: PageDom, title: string | null, known: Element | null = null): Claim[] {
  const offsets = textOffsets(dom)
  const anchor = known ?? headline(dom, title)
  const anchorEnd = anchor === null ? null : (offsets[anchor.endIndex ?? 0] ?? offsets.at(-1) ?? 0)
  const anchorStart = anchor === null ? null : (offsets[anchor.startIndex ?? 0] ?? 0)
  const total = offsets.at(-1) ?? 0
  const found: Found[] = []
  const zones: { end: number; zone: Zone; tag: string }[] = []
  const signatures = signaturesOf(dom)
  let looks = 0
  for (const [at, element] of dom.elements.entries()) {
    while (zones.length > 0 && (zones.at(-1)?.end ?? 0) <= at) zones.pop()
    if (silentTags.has(element.name) || element.name === 'head') continue
    const { attribs } = element
    const name = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.toLowerCase().trim()
    const end = element.endIndex ?? at + 1
    const holdsAnchor = anchor !== null && (anchor.startIndex ?? 0) >= at && (anchor.startIndex ?? 0) < end
    if (!holdsAnchor) {
      const zone = zoneOf(element, name)
      if (zone !== null) zones.push({ end, zone, tag: element.name })
    }
    if (looks >= maxLooks || element.name === 'body' || element.name === 'html' || holdsAnchor) continue
    const marks = marksOf(element, name)
    const worded = marks === null && maybeWorded(element)
    const bare = marks === null && !worded && (anchorEnd !== null || signatures.has(element)) && maybeBareName(element)
    if (marks === null && !worded && !bare) continue
    looks++
    const offset = offsets[at] ?? 0
    const length = (offsets[end] ?? total) - offset
    if (length > 3_000) continue
    const text = creditText(element, 400)
    if (text === '' || text.length < 3) continue
    const says = wording.test(text) || isLooseWording(text)
    if (marks === null && !says && !(bare && isBareName(text))) continue
    if (marks === null && text.length > 160) continue
    const signs = signatures.has(element)
    // A bare name counts only under the headline or as the signature of the text.
    const after = anchorEnd === null ? Infinity : offset - anchorEnd
    if (bare && !signs && (after < 0 || after > 600)) continue
    const isBox = boxName.test(name) || (marks !== null && text.length > 220)
    const plain = explicit.test(text)
    let strength = marks?.strength ?? (bare ? (signs ? 0.58 : 0.28) : isLooseWording(text) ? 0.3 : 0.42)
    if (plain) strength = Math.max(strength, 0.5) + 0.15
    else if (says) strength += marks === null ? 0 : 0.18
    if (marks !== null && element.name === 'a' && !says) strength -= inRunningText(element, text)
    strength += placeBonus(offset, length, anchorStart, anchorEnd, total, isBox || plain || signs)
    const near = anchorEnd !== null && offset >= anchorEnd && offset - anchorEnd < 350
    strength -= zones.reduce(
      (worst, { zone }) => Math.max(worst, zonePenalty[zone] * (near && zone === 'related' ? 0.3 : 1)),
      0,
    )
    if (text.length > 150) strength -= 0.15
    else if (text.length < 60) strength += 0.05
    const link = marks?.link ?? firstAuthorLink(element)
    if (link !== null && marks?.source !== 'rel-author') strength += 0.08
    if (insideTeaser(element, anchor)) strength -= 0.45
    found.push({
      element,
      source: isBox && marks?.source === 'byline' ? 'author-box' : (marks?.source ?? 'byline'),
      text: isBox ? boxLines(text) : text,
      url: link === null ? null : absoluteUrl(dom, link.attribs['href']),
      strength,
      signature: `${element.name}.${name}`,
      offset,
      role: zones.some(
        ({ zone, tag }) => zone === 'picture' && (/^(?:fig|pic)/.test(tag) || !(says || marks?.source !== 'byline')),
      )
        ? 'photo'
        : null,
    })
  }
  lowerRepeated(found)
  return distinct(found)
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, maxVisible)
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ element, source, text, url, strength, role }) =>
      makeClaim({ source, text, place: placeOf(element), url, strength, role }),
    )
    .filter((claim) => claim !== null)
}

const zonePenalty: Record<Zone, number> = {
  comments: 0.8,
  related: 0.5,
  navigation: 0.6,
  footer: 0.5,
  embed: 0.5,
  picture: 0.1,
}

type Marks = { readonly source: ClaimSource; readonly strength: number; readonly link: Element | null }

/** What the element's own attributes say, or null. */
function marksOf(element: Element, name: string): Marks | null {
  const { attribs } = element
  const itemprop = attribs['itemprop']
  if (itemprop !== undefined && /(?:^|\s)(?:author|creator)(?:\s|$)/.test(itemprop))
    return { source: 'microdata', strength: 0.62, link: null }
  const rel = attribs['rel']
  if (rel !== undefined && element.name === 'a' && /(?:^|\s)author(?:\s|$)/i.test(rel))
    return { source: 'rel-author', strength: 0.6, link: element }
  const property = attribs['property']
  if (property !== undefined && /(?:^|[\s:])(?:author|creator)$/i.test(property))
    return { source: 'rdfa', strength: 0.6, link: null }
  const test = `${attribs['data-testid'] ?? ''} ${attribs['data-test'] ?? ''} ${attribs['data-qa'] ?? ''} ${attribs['data-component'] ?? ''} ${attribs['data-type'] ?? ''}`
  const all = test.trim() === '' ? name : `${name} ${test.toLowerCase()}`
  if (all !== '' && all.length < 600) {
    const rejected = notAuthorName.test(all)
    if (!rejected && strongName.test(all)) return { source: 'byline', strength: 0.55, link: null }
    if (!rejected && looseName.test(all)) return { source: 'byline', strength: 0.42, link: null }
    if (boxName.test(all)) return { source: 'author-box', strength: 0.4, link: null }
    if (!rejected && /(?:^|\s)(?:p-author|h-card|vcard)(?:\s|$)/.test(all))
      return { source: 'h-card', strength: 0.45, link: null }
    if (!rejected && weakName.test(all) && element.name !== 'a' && isSmall(element))
      return { source: 'byline', strength: 0.12, link: null }
  }
  if (element.name === 'a') {
    const href = attribs['href']
    if (href !== undefined && href.length < 400 && authorPath.test(href))
      return { source: 'byline', strength: 0.4, link: element }
  }
  return null
}

function isSmall(element: Element): boolean {
  return (element.endIndex ?? 0) - (element.startIndex ?? 0) < 25
}

const wordedTags = new Set(
  'p div span address li h2 h3 h4 h5 h6 small em i strong b td dd header figcaption section a cite'.split(' '),
)

/** Whether it is worth reading the element's text for a credit's wording: a small element with words of its own. */
function maybeWorded(element: Element): boolean {
  if (!wordedTags.has(element.name) || (element.endIndex ?? 0) - (element.startIndex ?? 0) > 12) return false
  const first = firstText(element)
  return (
    first !== null &&
    first.length < 200 &&
    (startsWorded.test(first) || (first.length < 80 && / (?:by|von|par|por|door|av|af|di) ?/.test(first)))
  )
}

const startsWorded =
  /^\s*(?:by|von|vom|par|por|di|da|door|av|af|przez|oleh|od|autor|auteur|author|verfasser|verfasst|geschrieben|written|posted|published|story|words|text|tekst|reporter|report|redakt|penulis|pewarta|yazan|yazar|haber|szerző|írta|forfatter|skribent|автор|текст|συντάκ|ein |eine |kommentar|gast|kolumne|analyse|opinion|escrito|publicado|redacción|scritto|pubblicato|un articolo|écrit|publié|propos|geschreven|skrevet|editor|about the author|über d|a |an |投稿者|著者|執筆|作者|记者|記者|文|取材|撰文|글|מאת|بقلم|كتب|إعداد|نویسنده|लेखक|द्वारा|โดย|veröffentlicht|erstellt)/i

function firstText(element: Element): string | null {
  for (const child of element.children) {
    if (child instanceof Text) {
      if (child.data.trim() !== '') return child.data
    } else if (child instanceof Element) {
      if (silentTags.has(child.name)) continue
      return firstText(child)
    }
  }
  return null
}

function firstAuthorLink(element: Element): Element | null {
  let looked = 0
  const stack: Element[] = [element]
  while (stack.length > 0 && looked++ < 40) {
    const node = stack.pop() as Element
    if (node.name === 'a') {
      const { href, rel } = node.attribs
      if (href !== undefined && (authorPath.test(href.slice(0, 400)) || /author/i.test(rel ?? ''))) return node
    }
    for (const child of node.children.toReversed()) if (child instanceof Element) stack.push(child)
  }
  return null
}

/** Nearness to the headline counts; so does the end of the piece for a box about the author. */
function placeBonus(
  offset: number,
  length: number,
  anchorStart: number | null,
  anchorEnd: number | null,
  total: number,
  isBox: boolean,
): number {
  if (anchorStart === null || anchorEnd === null) return offset < total * 0.3 ? 0.05 : -0.05
  if (offset >= anchorEnd) {
    const distance = offset - anchorEnd
    if (distance < 300) return 0.24
    if (distance < 800) return 0.18
    if (distance < 1_800) return 0.06
    return isBox ? -0.05 : -0.14
  }
  const distance = anchorStart - offset - length
  return distance < 250 ? 0.14 : distance < 600 ? 0 : -0.25
}

/** A card of another piece: a linked heading of its own beside the name. */
function insideTeaser(element: Element, anchor: Element | null): boolean {
  let node: Element | null = element
  for (let up = 0; up < 6 && node !== null; up++) {
    const parent: Element | null = node.parent instanceof Element ? node.parent : null
    if (parent === null || (parent.endIndex ?? 0) - (parent.startIndex ?? 0) > 60) return false
    if (anchor !== null && within(anchor, parent)) return false
    if (parent.name === 'a') return (parent.endIndex ?? 0) - (parent.startIndex ?? 0) > 3 && hasHeading(parent)
    if (hasLinkedHeading(parent) || hasLinkedLine(parent, element)) return true
    node = parent
  }
  return false
}

const within = (inner: Element, outer: Element): boolean =>
  (inner.startIndex ?? 0) >= (outer.startIndex ?? 0) && (inner.startIndex ?? 0) < (outer.endIndex ?? 0)

const isHeading = (name: string): boolean => /^h[1-6]$/.test(name)

function hasHeading(element: Element): boolean {
  return element.children.some((child) => child instanceof Element && (isHeading(child.name) || hasHeading(child)))
}

function hasLinkedHeading(element: Element): boolean {
  for (const child of element.children) {
    if (!(child instanceof Element)) continue
    if (isHeading(child.name)) {
      const text = textOf(child, 200)
      if (
        text.length > 25 &&
        (child.children.some((one) => one instanceof Element && one.name === 'a') || child.parent?.type === 'tag')
      )
        if (child.children.some((one) => one instanceof Element && one.name === 'a')) return true
    } else if (child.name === 'a' && hasHeading(child)) return true
  }
  return false
}

/** A card without headings: a link as long as a headline, and little else. */
function hasLinkedLine(card: Element, candidate: Element): boolean {
  if ((card.endIndex ?? 0) - (card.startIndex ?? 0) > 40) return false
  let looked = 0
  const stack: Element[] = [card]
  while (stack.length > 0 && looked++ < 60) {
    const node = stack.pop() as Element
    if (node === candidate || node.name === 'p') continue
    if (node.name === 'a') {
      const text = textOf(node, 200)
      if (text.length > 32 && !authorPath.test(node.attribs['href']?.slice(0, 400) ?? '') && !/@/.test(text))
        return textOf(card, 500).length < 450
      continue
    }
    for (const child of node.children) if (child instanceof Element) stack.push(child)
  }
  return false
}

const bareName =
  /^(?:(?:Dr|Prof|Mag|Dipl-Ing)\.? ?){0,3}\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|von|van|de|der|den|di|da|la|le|del|dos|al|bin)){1,4}(?:\s?[|,·]|\n.{0,60})?$/u

/** A line that is a name and nothing else. */
function isBareName(text: string): boolean {
  return text.length < 110 && bareName.test(text)
}

const bareTags = new Set('p span div strong b em i a h2 h3 h4 h5 h6 li td'.split(' '))

function maybeBareName(element: Element): boolean {
  if (!bareTags.has(element.name) || (element.endIndex ?? 0) - (element.startIndex ?? 0) > 6) return false
  const first = firstText(element)?.trim()
  return first !== undefined && first.length > 5 && first.length < 60 && /^\p{Lu}\S* \p{L}/u.test(first)
}

/**
 * Last short paragraphs of running texts, with the one element that fills each: where a writer signs. A running text is
 * three and more paragraphs side by side.
 */
function signaturesOf(dom: PageDom): ReadonlySet<Element> {
  const last = new Map<Element, { count: number; p: Element }>()
  for (const p of dom.byTag.get('p') ?? []) {
    if (!(p.parent instanceof Element)) continue
    const text = firstText(p)
    if (text === null) continue
    const known = last.get(p.parent)
    if (known === undefined) last.set(p.parent, { count: 1, p })
    else {
      known.count++
      known.p = p
    }
  }
  const signatures = new Set<Element>()
  for (const { count, p } of last.values()) {
    if (count < 3) continue
    let node: Element = p
    for (let down = 0; down < 4; down++) {
      signatures.add(node)
      const inner = node.children.filter(
        (child) => child instanceof Element || (child instanceof Text && child.data.trim() !== ''),
      )
      const only = inner[0]
      if (inner.length !== 1 || !(only instanceof Element)) break
      node = only
    }
  }
  return signatures
}

/** "Ein Gastbeitrag von NAME", "Un documentaire de NAME": a few words, then the credit. */
const looseWording =
  /^(?:(?:an?|eine?|un|une|uma?|una) )?(?:[\p{L}-]+ ){1,3}(?:by|von|par|por|door|av|af|di) \p{Lu}[\p{L}'’.-]+ (?:\p{L}+ )?\p{Lu}[\p{L}'’-]+\.?$/u

function isLooseWording(text: string): boolean {
  return text.length < 80 && looseWording.test(text) && !wording.test(text)
}

/** The same markup with ever other texts is a list of other pieces: all but the one nearest the top lose. */
function lowerRepeated(found: Found[]): void {
  const bySignature = new Map<string, Found[]>()
  for (const one of found) {
    const list = bySignature.get(one.signature)
    if (list === undefined) bySignature.set(one.signature, [one])
    else list.push(one)
  }
  for (const list of bySignature.values()) {
    if (new Set(list.map((one) => one.text)).size < 2) continue
    const best = Math.max(...list.map((one) => one.strength))
    const offset = list.find((one) => one.strength === best)?.offset ?? 0
    // Co-authors of one credit stand close together.
    for (const one of list) if (Math.abs(one.offset - offset) > 250) one.strength -= 0.25
  }
}

/** One claim for each text and source; nested elements with the same text confirm each other a little. */
function distinct(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>()
  for (const one of found) {
    const key = foldLetters(one.text).replace(/[^\p{L}]+/gu, '')
    const known = best.get(key)
    if (known === undefined) best.set(key, { ...one })
    else {
      if (one.strength > known.strength) {
        known.strength = one.strength
        known.source = one.source === 'byline' ? known.source : one.source
        known.element = one.element
        known.offset = one.offset
      }
      known.strength += 0.02
      known.url ??= one.url
    }
  }
  return [...best.values()]
}

/** Characters of text before each element, in document order; one more entry for the end. */
function textOffsets(dom: PageDom): number[] {
  const offsets: number[] = []
  let sum = 0
  for (const element of dom.elements) {
    offsets.push(sum)
    if (silentTags.has(element.name) || element.name === 'title') continue
    for (const child of element.children)
      if (child instanceof Text && child.data.length > 1) sum += child.data.trim().length
  }
  offsets.push(sum)
  return offsets
}

/** The printed headline: the h1 (or h2) that says what the title says. */
function headline(dom: PageDom, title: string | null): Element | null {
  const wanted = [title, dom.metas.get('og:title')?.[0] ?? null, dom.title]
    .filter((text) => text !== null)
    .map((text) => comparable(text.slice(0, 400)))
    .filter((text) => text.length > 3)
  let best: Element | null = null
  let bestScore = 0
  for (const tag of ['h1', 'h2'] as const)
    for (const element of (dom.byTag.get(tag) ?? []).slice(0, 12)) {
      const text = comparable(textOf(element, 400))
      if (text.length < 4) continue
      const words = text.split(' ')
      let score = tag === 'h1' ? 0.4 : 0
      for (const one of wanted) {
        if (one.includes(text) || text.includes(one))
          score = Math.max(score, 1 + Math.min(text.length, one.length) / Math.max(text.length, one.length))
        else {
          const shared = words.filter((word) => one.includes(word)).length / words.length
          if (shared > 0.6) score = Math.max(score, shared)
        }
      }
      if (score > bestScore) {
        best = element
        bestScore = score
      }
    }
  return bestScore >= 0.4 ? best : null
}

/** `article > div.byline > a`: a short selector, for evidence. */
function placeOf(element: Element): string {
  const parts: string[] = []
  let node: Element | null = element
  for (let up = 0; up < 3 && node !== null; up++) {
    const first: string = (node.attribs['class'] ?? '').trim().split(/\s+/)[0] ?? ''
    parts.unshift(/^[\w-]{1,40}$/.test(first) ? `${node.name}.${first}` : node.name)
    node = node.parent instanceof Element ? node.parent : null
  }
  return parts.join(' > ')
}
