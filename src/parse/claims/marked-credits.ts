// Credits whose markup says so: class, itemprop, rel, property, a link to an author's page.
import { Element } from '../page/dom-nodes.ts'
import type { ClaimSource } from '../../model/index.ts'
import type { Part } from '../page/known-parts.ts'
import { absoluteUrl, mark, type TakenPart } from '../page/page-dom.ts'
import { authorPath, firstAuthorLink, inRunningText } from './author-links.ts'
import { factsOfNames, markOfText, type NameMark } from './class-names.ts'
import { creditText } from './credit-text.ts'
import { pictured, placeBonus, zoneLoss, type Found, type Page } from './place.ts'
import { insideTeaser } from './teaser.ts'
import { explicitWording, wording } from './wording.ts'
import { holds, nameOf } from './zones.ts'

/** Elements whose text is read, however many look like credits. */
const maxLooks = 1_000

/** Credits whose markup says so: class, itemprop, rel, property, a link to an author's page. */
export function markedCredits(page: Page): Found[] {
  const { dom, offsets, anchor, near, elsewhere } = page
  const found: Found[] = []
  let looks = 0
  const { elements, marks: attributes, taken } = dom
  let nextTaken = 0
  let nextAway = 0
  for (let at = 0; at < elements.length; at++) {
    if (looks >= maxLooks) break
    while ((elsewhere[nextAway]?.to ?? Infinity) <= at) nextAway++
    const away = elsewhere[nextAway]
    if (away !== undefined && away.from <= at) {
      at = away.to - 1
      continue
    }
    while ((taken[nextTaken]?.start ?? Infinity) < at) nextTaken++
    if (taken[nextTaken]?.start === at) {
      const { part } = taken[nextTaken++] as TakenPart
      if (isUnmarked(part)) {
        at += part.elements.length - 1
        continue
      }
    }
    const element = elements[at] as Element
    const marked = attributes[at] ?? 0
    // Nothing marks it: no attribute that could, and it is no link.
    if ((marked & (mark.named | mark.marked)) === 0 && element.name !== 'a') continue
    if ((marked & mark.silent) !== 0 || element.name === 'head' || element.name === 'body' || element.name === 'html')
      continue
    const named = factsOfNames(dom.classes[at], dom.ids[at])
    const marks = marksOf(element, named.mark, (marked & mark.marked) !== 0)
    if (marks === null || holds(element, anchor)) continue
    looks++
    const offset = offsets[at] ?? 0
    const length = (offsets[element.endIndex ?? at + 1] ?? page.total) - offset
    if (length > 3_000) continue
    const text = creditText(element, 400) || spokenText(element)
    if (text.length < 3) continue
    const says = wording.test(text)
    const plain = explicitWording.test(text)
    const isBox = named.box || text.length > 220
    let strength = marks.strength
    if (plain) strength = Math.max(strength, 0.55) + 0.2
    else if (says) strength += 0.18
    if (element.name === 'a' && !says) strength -= inRunningText(element, text)
    if (text.length > 150) strength -= 0.15
    else if (text.length < 60) strength += 0.05
    const link = marks.link ?? firstAuthorLink(element)
    if (link !== null && marks.source !== 'rel-author') strength += 0.08
    strength += placeBonus(page, offset, length, isBox || plain) - zoneLoss(page, at, offset, plain)
    if (insideTeaser(element, anchor)) strength -= 0.45
    else if (element.name === 'a' && !(at >= near.from && at < near.to) && isOneOfList(element)) strength -= 0.35
    found.push({
      element,
      source: isBox && marks.source === 'byline' ? 'author-box' : marks.source,
      text: isBox ? boxLines(text) : text,
      url: link === null ? null : absoluteUrl(dom, link.attribs['href']),
      strength,
      signature: `${element.name}.${nameOf(element)}`,
      offset,
      role: pictured(page, at, says || marks.source !== 'byline'),
    })
  }
  return found
}

const unmarked = new WeakMap<Part, boolean>()

/** Whether no element of a part is marked as a credit, wherever the part stands. */
function isUnmarked(part: Part): boolean {
  let known = unmarked.get(part)
  if (known === undefined) {
    const { elements, marks: attributes, classes, ids } = part
    known = elements.every((element, at) => {
      const named = factsOfNames(classes[at], ids[at]).mark
      return marksOf(element, named, ((attributes[at] ?? 0) & mark.marked) !== 0) === null
    })
    unmarked.set(part, known)
  }
  return known
}

/** Alone in an entry of a list whose other entries are such links too: the house's writers, or those of other pieces. */
function isOneOfList({ parent }: Element): boolean {
  if (!(parent instanceof Element) || parent.name !== 'li') return false
  const entries = parent.parent?.children ?? []
  return entries.filter((one) => one instanceof Element && one.name === 'li' && isSmallEntry(one)).length > 1
}

function isSmallEntry(entry: Element): boolean {
  const parts = entry.children.filter((child): child is Element => child instanceof Element)
  return parts.length === 1 && parts[0]?.name === 'a'
}

/** What stands for text where there is none: content, title of a link, the picture's alternative text. */
function spokenText(element: Element): string {
  const { attribs } = element
  const own = attribs['content'] ?? attribs['title'] ?? attribs['aria-label']
  if (own !== undefined) return own.slice(0, 120)
  const image = element.children.find((child): child is Element => child instanceof Element && child.name === 'img')
  return image?.attribs['alt']?.slice(0, 80) ?? ''
}

/** Lines of a box about the author that may hold the name; below them come the biography and other pieces. */
function boxLines(text: string): string {
  return text.split('\n').slice(0, 3).join('\n').slice(0, 200)
}

type Marks = { readonly source: ClaimSource; readonly strength: number; readonly link: Element | null }

const marks: Record<NameMark, Omit<Marks, 'link'>> = {
  strong: { source: 'byline', strength: 0.55 },
  loose: { source: 'byline', strength: 0.42 },
  box: { source: 'author-box', strength: 0.4 },
  card: { source: 'h-card', strength: 0.45 },
  weak: { source: 'byline', strength: 0.12 },
}

const testNames = ['data-testid', 'data-test', 'data-qa', 'data-component', 'data-type'] as const

const noAttribs: Element['attribs'] = {}

/** What the element's own attributes say, or null. */
function marksOf(element: Element, named: NameMark | null, marked: boolean): Marks | null {
  const { attribs } = element
  const { itemprop, rel, property } = marked ? attribs : noAttribs
  if (itemprop !== undefined && /(?:^|\s)(?:author|creator)(?:\s|$)/.test(itemprop))
    return { source: 'microdata', strength: 0.62, link: null }
  if (rel !== undefined && element.name === 'a' && /(?:^|\s)author(?:\s|$)/i.test(rel))
    return { source: 'rel-author', strength: 0.6, link: element }
  if (property !== undefined && /(?:^|[\s:])(?:author|creator)$/i.test(property))
    return { source: 'rdfa', strength: 0.6, link: null }
  const says = named ?? (marked ? testMark(attribs) : null)
  if (says !== null && !(says === 'weak' && (element.name === 'a' || !isSmall(element))))
    return { ...marks[says], link: null }
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

function testMark(attribs: Element['attribs']): NameMark | null {
  for (const name of testNames) {
    const value = attribs[name]
    if (value === undefined) continue
    const found = markOfText(value)
    if (found !== null) return found
  }
  return null
}
