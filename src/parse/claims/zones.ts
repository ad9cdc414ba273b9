// Which part of the page an element stands in: parts in which people other than the piece's maker are credited.
import type { Element } from '../page/dom-nodes.ts'
import { mark, type PageDom } from '../page/page-dom.ts'
import { factsOfNames } from './class-names.ts'

export type Zone = 'comments' | 'related' | 'navigation' | 'footer' | 'embed' | 'picture' | 'tags'
export type OpenZone = { readonly end: number; readonly zone: Zone; readonly tag: string }

export type Zones = {
  /** Zones that the element at a place stands in. No zone holds the headline. */
  readonly zonesAt: (at: number) => readonly OpenZone[]
  /** Where no credit of this piece can stand, in order: among comments; in menus and footers away from the headline. */
  readonly elsewhere: readonly Stretch[]
}

/** Places of elements, from one to before another. */
export type Stretch = { readonly from: number; readonly to: number }

/**
 * One walk over the elements. Nothing is asked of what stands where no credit can: among comments, and in menus and footers
 * but for what is `near`, right below the headline.
 */
export function zonesOf(dom: PageDom, anchor: Element | null, near: Stretch): Zones {
  const { elements, marks, classes, ids } = dom
  const turns: Turn[] = []
  const elsewhere: Stretch[] = []
  let open: readonly OpenZone[] = []
  let away: Away = 'nowhere'
  let nearestEnd = elements.length
  const reviewed = dom.itemprops.filter(isReview).length > 1
  for (let at = 0; at < elements.length; at++) {
    if (at >= nearestEnd) {
      open = open.filter(({ end }) => end > at)
      nearestEnd = Math.min(elements.length, ...open.map(({ end }) => end))
      away = awayIn(open)
      turns.push({ from: at, open })
    }
    if (away !== 'nowhere') {
      const to = awayUntil(away, at, near, nearestEnd)
      if (to > at) {
        elsewhere.push({ from: at, to })
        at = to - 1
        continue
      }
    }
    const element = elements[at] as Element
    const marked = marks[at] ?? 0
    const named = (marked & mark.named) === 0 ? null : factsOfNames(classes[at], ids[at]).zone
    const isMarked = (marked & mark.marked) !== 0
    const zone = isMarked && reviewed && isReview(element) ? 'comments' : zoneOf(element, named, isMarked)
    if (zone === null || holds(element, anchor)) continue
    const end = element.endIndex ?? at + 1
    open = [...open.slice(-20), { end, zone, tag: element.name }]
    nearestEnd = Math.min(nearestEnd, end)
    away = awayIn(open)
    turns.push({ from: at, open })
    if (awayUntil(away, at, near, nearestEnd) > at) elsewhere.push({ from: at, to: at + 1 })
  }
  return { zonesAt: (at) => lastTurn(turns, at)?.open ?? [], elsewhere }
}

/** A place where zones begin or end, and those open from there on. */
type Turn = { readonly from: number; readonly open: readonly OpenZone[] }

/** The last one before a place or at it. */
function lastTurn(turns: readonly Turn[], at: number): Turn | undefined {
  let low = 0
  let high = turns.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((turns[middle] as Turn).from <= at) low = middle + 1
    else high = middle
  }
  return turns[low - 1]
}

/** Where within these zones no credit of this piece can stand. */
type Away = 'nowhere' | 'off the headline' | 'everywhere'

/** Before which place no credit can stand from this one on: this one itself where it can. */
function awayUntil(away: Away, at: number, near: Stretch, nearestEnd: number): number {
  if (away === 'nowhere') return at
  if (away === 'everywhere' || at >= near.to) return nearestEnd
  return Math.min(nearestEnd, Math.max(at, near.from))
}

function awayIn(open: readonly OpenZone[]): Away {
  let away: Away = 'nowhere'
  for (const { zone } of open) {
    if (zone === 'comments') return 'everywhere'
    if (zone === 'navigation' || zone === 'footer') away = 'off the headline'
  }
  return away
}

/** What customers say of a thing: of one review among several, the maker is not the page's. */
function isReview({ attribs }: Element): boolean {
  return /^reviews?$/i.test(attribs['itemprop'] ?? '')
}

/** Class and id as they stand. */
export function nameOf({ attribs }: Element): string {
  const name = attribs['class']
  const id = attribs['id']
  return name === undefined ? (id ?? '') : id === undefined ? name : `${name} ${id}`
}

/** True when the element contains the headline, or is the whole page. */
export function holds(element: Element, anchor: Element | null): boolean {
  if (anchor === null) return element.name === 'body' || element.name === 'html'
  const place = anchor.startIndex ?? 0
  return place >= (element.startIndex ?? 0) && place < (element.endIndex ?? 0)
}

function zoneOf(element: Element, named: Zone | null, marked: boolean): Zone | null {
  switch (element.name) {
    case 'nav':
      return 'navigation'
    case 'figure':
    case 'figcaption':
    case 'picture':
      return 'picture'
    case 'blockquote':
      return 'embed'
    case 'aside':
      return 'related'
  }
  if (marked) {
    const { itemtype, itemprop } = element.attribs
    if (itemtype !== undefined && /Comment/.test(itemtype)) return 'comments'
    if (itemprop === 'comment' || itemprop === 'publisher') return 'comments'
  }
  if (element.name === 'footer' && named === null) return insideArticle(element) ? null : 'footer'
  return named
}

function insideArticle(element: Element): boolean {
  let node = element.parent
  for (let up = 0; up < 6 && node !== null; up++, node = node.parent)
    if ('name' in node && (node.name === 'article' || node.name === 'main')) return true
  return false
}
