// Credits as readers see them: found by class, wording, author links and markup, and weighed by where they stand.
import { Element, Text } from 'domhandler'
import type { Claim, ClaimSource } from '../../model/index.ts'
import { foldLetters } from '../../base/index.ts'
import { absoluteUrl, silentTags, textOf, type PageDom } from '../page/page-dom.ts'
import { comparable } from '../page/text.ts'
import { makeClaim } from './claim.ts'
import { creditText } from './credit-text.ts'
import { readLines, type Line } from './lines.ts'
import {
  bareNameOf,
  explicitWording,
  isAboutWriter,
  isInfoLine,
  isLooseWording,
  labelOnly,
  moreFrom,
  wording,
} from './wording.ts'
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
  const anchor = title === null ? (known ?? headline(dom, title)) : (headline(dom, title) ?? known)
  const page: Page = {
    dom,
    anchor,
    offsets,
    anchorStart: anchor === null ? null : (offsets[anchor.startIndex ?? 0] ?? 0),
    anchorEnd: anchor === null ? null : (offsets[anchor.endIndex ?? 0] ?? offsets.at(-1) ?? 0),
    total: offsets.at(-1) ?? 0,
    zones: zonesOf(dom, anchor),
  }
  const found = [...markedCredits(page), ...lineCredits(page)]
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

type Page = {
  readonly dom: PageDom
  readonly anchor: Element | null
  readonly offsets: readonly number[]
  readonly anchorStart: number | null
  readonly anchorEnd: number | null
  readonly total: number
  /** Zones that each element stands in, by its place; undefined for none. */
  readonly zones: readonly (readonly OpenZone[] | undefined)[]
}

type OpenZone = { readonly end: number; readonly zone: Zone; readonly tag: string }

function zonesOf(dom: PageDom, anchor: Element | null): (readonly OpenZone[] | undefined)[] {
  const all: (readonly OpenZone[] | undefined)[] = []
  let open: readonly OpenZone[] = []
  for (const [at, element] of dom.elements.entries()) {
    if (open.some(({ end }) => end <= at)) open = open.filter(({ end }) => end > at)
    if (!holds(element, anchor)) {
      const zone = zoneOf(element, nameOf(element))
      if (zone !== null) open = [...open, { end: element.endIndex ?? at + 1, zone, tag: element.name }]
    }
    all.push(open.length === 0 ? undefined : open)
  }
  return all
}

function nameOf({ attribs }: Element): string {
  return `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`.toLowerCase().trim()
}

function holds(element: Element, anchor: Element | null): boolean {
  if (anchor === null) return element.name === 'body' || element.name === 'html'
  return (anchor.startIndex ?? 0) >= (element.startIndex ?? 0) && (anchor.startIndex ?? 0) < (element.endIndex ?? 0)
}

/** Credits whose markup says so: class, itemprop, rel, property, a link to an author's page. */
function markedCredits(page: Page): Found[] {
  const { dom, offsets, anchor } = page
  const found: Found[] = []
  let looks = 0
  for (const [at, element] of dom.elements.entries()) {
    if (looks >= maxLooks) break
    if (silentTags.has(element.name) || element.name === 'head' || element.name === 'body' || element.name === 'html')
      continue
    const name = nameOf(element)
    const marks = marksOf(element, name)
    if (marks === null || holds(element, anchor)) continue
    looks++
    const offset = offsets[at] ?? 0
    const length = (offsets[element.endIndex ?? at + 1] ?? page.total) - offset
    if (length > 3_000) continue
    const text = creditText(element, 400) || spokenText(element)
    if (text.length < 3) continue
    const says = wording.test(text)
    const plain = explicitWording.test(text)
    const isBox = boxName.test(name) || text.length > 220
    let strength = marks.strength
    if (plain) strength = Math.max(strength, 0.55) + 0.2
    else if (says) strength += 0.18
    if (element.name === 'a' && !says) strength -= inRunningText(element, text)
    if (text.length > 150) strength -= 0.15
    else if (text.length < 60) strength += 0.05
    const link = marks.link ?? firstAuthorLink(element)
    if (link !== null && marks.source !== 'rel-author') strength += 0.08
    strength += placeBonus(page, offset, length, isBox || plain) - zoneLoss(page, at, offset)
    if (insideTeaser(element, anchor)) strength -= 0.45
    found.push({
      element,
      source: isBox && marks.source === 'byline' ? 'author-box' : marks.source,
      text: isBox ? boxLines(text) : text,
      url: link === null ? null : absoluteUrl(dom, link.attribs['href']),
      strength,
      signature: `${element.name}.${name}`,
      offset,
      role: pictured(page, at, says || marks.source !== 'byline'),
    })
  }
  return found
}

/** What stands for text where there is none: content, title of a link, the picture's alternative text. */
function spokenText(element: Element): string {
  const { attribs } = element
  const own = attribs['content'] ?? attribs['title'] ?? attribs['aria-label']
  if (own !== undefined) return own.slice(0, 120)
  const image = element.children.find((child): child is Element => child instanceof Element && child.name === 'img')
  return image?.attribs['alt']?.slice(0, 80) ?? ''
}

/** Lines of this many characters and more are running text. */
const longLine = 150

/** Credits that only print shows: lines that say "by", names alone under the headline, signatures below the text. */
function lineCredits(page: Page): Found[] {
  const { dom, offsets, anchor, anchorEnd } = page
  const lines = readLines(dom)
  const found: Found[] = []
  let long = 0
  let looks = 0
  for (const [number, line] of lines.entries()) {
    if (line.length >= longLine) {
      long++
      const signed = /\(([^()]{5,60})\)[.\s]*$/u.exec(line.tail)?.[1]
      if (signed !== undefined && bareNameOf(signed) !== null && endsText(lines, number)) push(line, signed, 0.5, true)
      else if (long > 3 && endsText(lines, number) && isAboutWriter(line.text))
        push(line, firstWords(line.text), 0.55, true)
      continue
    }
    if (line.length > 160 || looks > maxLooks) continue
    const label = labelOnly.test(line.text)
    const next = lines[number + 1]
    if (label && next !== undefined && next.length < 90) {
      push(line, `${line.text}\n${next.text}`, explicitWording.test(line.text) ? 0.72 : 0.55, true)
      continue
    }
    if (wording.test(line.text)) {
      const plain = explicitWording.test(line.text)
      push(line, line.text, plain ? 0.72 : 0.52, plain || (long >= 3 && endsText(lines, number)))
      continue
    }
    if (moreFrom.test(line.text) && line.length < 80) {
      push(line, line.text, 0.55, true)
      continue
    }
    if (long >= 3 && isAboutWriter(line.text)) {
      push(line, firstWords(line.text), 0.5, true)
      continue
    }
    if (isLooseWording(line.text)) {
      push(line, line.text, 0.32, false)
      continue
    }
    const place = anchorEnd === null ? Infinity : (offsets[line.block.startIndex ?? 0] ?? 0) - anchorEnd
    if (place > -200 && place < 500 && isInfoLine(line.text)) {
      push(line, line.text, 0.4, false)
      continue
    }
    const name = bareNameOf(line.text)
    if (name === null) continue
    const signature = long >= 3 && afterText(lines, number) && endsText(lines, number)
    if (!signature && (place < -150 || place > 600)) continue
    if (!signature && /^(?:td|th|dt|dd|option|label)$/.test(line.block.name)) continue
    const listed = isNameLike(lines[number - 1]) || isNameLike(next)
    push(line, name, (signature ? 0.58 : place < -5 ? 0.24 : 0.34) - (listed ? 0.2 : 0), signature)
  }
  return found

  function push({ block, holder }: Line, text: string, base: number, anywhere: boolean): void {
    looks++
    if (holds(block, anchor) && block === anchor) return
    const element = holder ?? block
    const at = element.startIndex ?? 0
    const offset = offsets[at] ?? 0
    const link = firstAuthorLink(holder ?? smallest(block))
    let strength = base + placeBonus(page, offset, text.length, anywhere) - zoneLoss(page, at, offset)
    if (link !== null) strength += 0.08
    if (insideTeaser(element, anchor)) strength -= 0.45
    found.push({
      element,
      source: 'byline',
      text,
      url: link === null ? null : absoluteUrl(dom, link.attribs['href']),
      strength,
      signature: `${block.name}.${nameOf(block)} line`,
      offset,
      role: pictured(page, at, false),
    })
  }
}

/** The beginning of a biography, as far as the name goes. */
function firstWords(text: string): string {
  return text.slice(0, 120)
}

/** The block itself if it is small; a big one would lend its links to every line. */
function smallest(block: Element): Element {
  return (block.endIndex ?? 0) - (block.startIndex ?? 0) < 12 ? block : new Element('span', {})
}

/** No running text follows within the next lines. */
function endsText(lines: readonly Line[], number: number): boolean {
  return lines.slice(number + 1, number + 5).every((line) => line.length < longLine)
}

/** Running text stands right above. */
function afterText(lines: readonly Line[], number: number): boolean {
  return lines.slice(Math.max(0, number - 2), number).some((line) => line.length >= longLine)
}

function isNameLike(line: Line | undefined): boolean {
  return line !== undefined && line.length < 40 && bareNameOf(line.text) !== null
}

/** A person credited in the caption of a picture made the picture. */
function pictured(page: Page, at: number, marked: boolean): string | null {
  return page.zones[at]?.some(({ zone, tag }) => zone === 'picture' && (/^(?:fig|pic)/.test(tag) || !marked)) === true
    ? 'photo'
    : null
}

/** What the worst zone takes away; beside the headline, a name such as "teaser" says little. */
function zoneLoss(page: Page, at: number, offset: number): number {
  const near = page.anchorEnd !== null && offset >= page.anchorEnd && offset - page.anchorEnd < 350
  return (page.zones[at] ?? []).reduce(
    (worst, { zone }) =>
      Math.max(
        worst,
        zonePenalty[zone] * (near && (zone === 'related' || zone === 'navigation' || zone === 'footer') ? 0.3 : 1),
      ),
    0,
  )
}

const zonePenalty: Record<Zone, number> = {
  comments: 0.8,
  related: 0.5,
  navigation: 0.6,
  footer: 0.5,
  embed: 0.5,
  picture: 0.1,
  tags: 0.4,
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

/** Nearness to the headline counts; so does the end of the piece for a box about the author or a signature. */
function placeBonus(
  { anchorStart, anchorEnd, total }: Page,
  offset: number,
  length: number,
  anywhere: boolean,
): number {
  if (anchorStart === null || anchorEnd === null) return offset < total * 0.3 ? 0.05 : -0.05
  if (offset >= anchorEnd) {
    const distance = offset - anchorEnd
    if (distance < 300) return 0.24
    if (distance < 800) return 0.18
    if (distance < 1_800) return 0.06
    return anywhere ? -0.03 : -0.14
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
      const score = likeness(comparable(textOf(element, 400)), wanted) + (tag === 'h1' ? 0.01 : 0)
      if (score > bestScore) {
        best = element
        bestScore = score
      }
    }
  if (bestScore >= 1) return best
  // Older pages print the headline in anything.
  let looked = 0
  for (const element of dom.elements) {
    if (
      !/^(?:h[3-6]|p|div|span|td|font|b|strong)$/.test(element.name) ||
      (element.endIndex ?? 0) - (element.startIndex ?? 0) > 4
    )
      continue
    if (!/^h[3-6]$/.test(element.name) && !/title|headline|titel|heading/i.test(nameOf(element))) continue
    if (++looked > 200) break
    const score = likeness(comparable(textOf(element, 400)), wanted)
    if (score > bestScore && score >= 1.5) {
      best = element
      bestScore = score
    }
  }
  return bestScore >= 0.6 ? best : (dom.byTag.get('h1')?.[0] ?? null)
}

/** 2 for the same text, 1 and more when one holds the other, less for shared words. */
function likeness(text: string, wanted: readonly string[]): number {
  if (text.length < 4) return 0
  const words = text.split(' ')
  let score = 0
  for (const one of wanted) {
    if (one.includes(text) || text.includes(one))
      score = Math.max(score, 1 + Math.min(text.length, one.length) / Math.max(text.length, one.length))
    else {
      const shared = words.filter((word) => one.includes(word)).length / words.length
      if (shared > 0.6) score = Math.max(score, shared)
    }
  }
  return score
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
