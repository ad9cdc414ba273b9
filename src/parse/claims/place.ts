// How much the place of a credit says: near the headline, at the end of the text, in a part that credits others.
import type { Element } from '../page/dom-nodes.ts'
import type { ClaimSource } from '../../model/index.ts'
import { mark, textOf, type PageDom } from '../page/page-dom.ts'
import { headline } from './headline.ts'
import { zonesOf, type Stretch, type Zone, type Zones } from './zones.ts'

export type Page = {
  readonly dom: PageDom
  readonly anchor: Element | null
  readonly offsets: readonly number[]
  readonly anchorStart: number | null
  readonly anchorEnd: number | null
  readonly total: number
  /** Elements that begin right below the headline. */
  readonly near: Stretch
} & Zones

/** A visible credit before it becomes a claim. */
export type Found = {
  element: Element
  source: ClaimSource
  text: string
  url: string | null
  strength: number
  signature: string
  offset: number
  role: string | null
}

export function sketch(dom: PageDom, title: string | null, known: Element | null): Page {
  const offsets = textOffsets(dom)
  const anchor = headlineOf(dom, title, known)
  const anchorEnd = anchor === null ? null : (offsets[anchor.endIndex ?? 0] ?? offsets.at(-1) ?? 0)
  const near =
    anchorEnd === null ? nothing : { from: firstAt(offsets, anchorEnd), to: firstAt(offsets, anchorEnd + nearChars) }
  return {
    dom,
    anchor,
    offsets,
    anchorStart: anchor === null ? null : (offsets[anchor.startIndex ?? 0] ?? 0),
    anchorEnd,
    total: offsets.at(-1) ?? 0,
    near,
    ...zonesOf(dom, anchor, near),
  }
}

/** Characters below the headline in which names such as "teaser" or "menu" say little. */
const nearChars = 350

function isRightBelow(anchorEnd: number | null, offset: number): boolean {
  return anchorEnd !== null && offset >= anchorEnd && offset - anchorEnd < nearChars
}

function headlineOf(dom: PageDom, title: string | null, known: Element | null): Element | null {
  if (title === null) return known ?? headline(dom, title)
  // An h1 that says the title and no more cannot be bettered.
  if (known?.name === 'h1' && textOf(known, 400) === title) return known
  return headline(dom, title) ?? known
}

/** Nearness to the headline counts; so does the end of the piece for a box about the author or a signature. */
export function placeBonus(
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

/** What the worst zone takes away; beside the headline, a name such as "teaser" says little. */
export function zoneLoss(page: Page, at: number, offset: number, plain: boolean): number {
  const near = isRightBelow(page.anchorEnd, offset)
  let worst = 0
  for (const { zone } of page.zonesAt(at)) {
    const mild = near && (zone === 'related' || zone === 'navigation' || zone === 'footer')
    // "Autor: NAME" says what it is, but commenters are called authors too.
    const share = mild ? 0.3 : plain && zone !== 'comments' ? 0.5 : 1
    worst = Math.max(worst, zonePenalty[zone] * share)
  }
  return worst
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

/** A person credited in the caption of a picture made the picture. */
export function pictured(page: Page, at: number, marked: boolean): string | null {
  return page.zonesAt(at).some(({ zone, tag }) => zone === 'picture' && (/^(?:fig|pic)/.test(tag) || !marked))
    ? 'photo'
    : null
}

/** Characters of text before each element, in document order; one more entry for the end. */
function textOffsets({ elements, marks, ownChars }: PageDom): readonly number[] {
  const offsets = Array<number>(elements.length + 1)
  let sum = 0
  for (let at = 0; at < elements.length; at++) {
    offsets[at] = sum
    const chars = ownChars[at] ?? 0
    if (chars > 0 && ((marks[at] ?? 0) & mark.silent) === 0 && elements[at]?.name !== 'title') sum += chars
  }
  offsets[elements.length] = sum
  return offsets
}

const nothing: Stretch = { from: 0, to: 0 }

/** The first place with so many characters before it. */
function firstAt(offsets: readonly number[], chars: number): number {
  let low = 0
  let high = offsets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((offsets[middle] as number) < chars) low = middle + 1
    else high = middle
  }
  return low
}
