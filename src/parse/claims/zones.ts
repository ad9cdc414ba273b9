// Which part of the page an element stands in: parts in which people other than the piece's maker are credited.
import type { Element } from '../page/dom-nodes.ts'
import { mark, type PageDom } from '../page/page-dom.ts'
import { factsOfNames } from './class-names.ts'

export type Zone = 'comments' | 'related' | 'navigation' | 'footer' | 'embed' | 'picture' | 'tags'
export type OpenZone = { readonly end: number; readonly zone: Zone; readonly tag: string }

export type Zones = {
  /** Zones that each element stands in, by its place; undefined for none. No zone holds the headline. */
  readonly zones: readonly (readonly OpenZone[] | undefined)[]
  /** True where no credit of this piece can stand, by place: among comments; in menus and footers away from the headline. */
  readonly elsewhere: readonly boolean[]
}

/**
 * One walk over the elements. Nothing is asked of what stands where no credit can: among comments, and in menus and footers
 * unless `isNear` says that the headline is right before that place.
 */
export function zonesOf(dom: PageDom, anchor: Element | null, isNear: (at: number) => boolean): Zones {
  const { elements, marks, classes, ids } = dom
  const zones: (readonly OpenZone[] | undefined)[] = []
  const elsewhere: boolean[] = []
  let open: readonly OpenZone[] = []
  let away: Away = 'nowhere'
  let nearestEnd = Infinity
  const reviewed = dom.itemprops.filter(isReview).length > 1
  for (let at = 0; at < elements.length; at++) {
    const element = elements[at] as Element
    if (at >= nearestEnd) {
      open = open.filter(({ end }) => end > at)
      nearestEnd = Math.min(Infinity, ...open.map(({ end }) => end))
      away = awayIn(open)
    }
    if (away !== 'nowhere' && (away === 'everywhere' || !isNear(at))) {
      zones.push(open)
      elsewhere.push(true)
      continue
    }
    const marked = marks[at] ?? 0
    const named = (marked & mark.named) === 0 ? null : factsOfNames(classes[at], ids[at]).zone
    const isMarked = (marked & mark.marked) !== 0
    const zone = isMarked && reviewed && isReview(element) ? 'comments' : zoneOf(element, named, isMarked)
    if (zone !== null && !holds(element, anchor)) {
      const end = element.endIndex ?? at + 1
      open = [...open.slice(-20), { end, zone, tag: element.name }]
      nearestEnd = Math.min(nearestEnd, end)
      away = awayIn(open)
    }
    zones.push(open.length === 0 ? undefined : open)
    elsewhere.push(away !== 'nowhere' && (away === 'everywhere' || !isNear(at)))
  }
  return { zones, elsewhere }
}

/** Where within these zones no credit of this piece can stand. */
type Away = 'nowhere' | 'off the headline' | 'everywhere'

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
