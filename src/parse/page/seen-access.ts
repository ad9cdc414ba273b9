// Whether a piece is free to read by what a reader would see and the page's scripts act on, where nothing is declared.
import { Element } from './dom-nodes.ts'
import type { Access } from '../../model/index.ts'
import type { Body } from './body.ts'
import { ldText } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { isAside } from './printed-dates.ts'
import { metaText } from './text.ts'
import { wallSwitches } from './wall-switches.ts'
import {
  badgeClass,
  fadeClass,
  offerWord,
  readingTime,
  subscriberLabel,
  wallClass,
  wallCode,
  wallPhrase,
  wallTool,
} from './wall-words.ts'
import { askOnce, type WrittenName } from './written-names.ts'

type AccessOptions = {
  /** Ignores declarations and judges by what can be seen. */
  readonly maskDeclared?: boolean
  /** Words of the body that the page shows, when known. */
  readonly words?: number | null
  /** The body as it was found, when known. */
  readonly body?: Body | null
  /** The element that prints the headline, when known. */
  readonly headline?: Element | null
}

/**
 * Evidence from which a piece counts as paid. A page that declares nothing needs more than a wall's wording, which free
 * papers use when they ask for support.
 */
const enough = 1.5
const enoughWhenMasked = 1

/**
 * Judges by prose that lies inside an element named for a wall, a wall's wording beside the body, a body far shorter than it
 * is said to be, and the switches that the page's own scripts read. A wall's code alone, which many papers carry on free
 * pages too, is not enough.
 */
export function visibleAccess(
  dom: PageDom,
  { article }: MainNodes,
  { body, headline = null, words = null, maskDeclared = false }: AccessOptions,
): Access {
  let score = 0
  const container = body?.container ?? null
  if (container !== null && wallAround(dom, container)) score += 2
  const isWorded = body?.hasWall() === true || (container !== null && wallWorded(dom, container))
  if (isWorded)
    // A paragraph or two, and then the wall: that is all there is.
    score += words !== null && words < fewestWords ? 1.5 : 1
  if ([dom.root, dom.body].some((element) => element !== null && classesWall(element))) score += 1
  const besides = headline === null ? [] : shortTextsBeside(dom, headline)
  if (headline !== null && isLabelled(dom, headline, besides)) score += 1
  if ((score > 0 || maskDeclared) && container !== null && fades(dom, container)) score += 0.5
  if (words !== null && words < fewWords && breaksOff.test(body?.paragraphs.at(-1) ?? '')) score += 0.5
  const claimed = Math.max(Number(article?.['wordCount']) || 0, (ldText(article?.['articleBody'])?.length ?? 0) / 7)
  if (words !== null && claimed > 120) score += words < claimed * 0.45 ? 1.5 : words < claimed * 0.6 ? 1 : 0
  if (words !== null && words < wordsToRead(dom, besides) * 0.4) score += 1
  const isArticle = article !== null || metaText(dom, 'og:type') === 'article'
  if (maskDeclared && isArticle && (words ?? 0) < fewestWords && wallCode.test(dom.html)) score += 1
  // Looking through the whole source is only worth its time when something else hints at a wall.
  // A switch that is off outweighs names and numbers, not words that readers see.
  if (score > 0 || maskDeclared) score += Math.max(isWorded ? 0 : -1, wallSwitches(dom.html))
  return score >= (maskDeclared ? enoughWhenMasked : enough) ? 'paid' : 'unknown'
}

/** Words of a beginning, after which an open end is the wall's. */
const fewWords = 250
/** Words of a lede and no more: on a page that shows hardly anything a wall's code is no mere custom of the house. */
const fewestWords = 90
const breaksOff = /(?:…|\.\.\.)[\])]?$/

const badgeDistance = 12
const labelDistance = { before: 25, after: 45 } as const

const namesBadge = askOnce((names) => badgeClass.test(names))

function isBadgeName(names: WrittenName | undefined): boolean {
  return names !== undefined && namesBadge(names)
}

type ShortText = { readonly at: number; readonly text: string }

/** Texts that elements beside the headline hold themselves, of two to sixty characters. */
function shortTextsBeside(dom: PageDom, headline: Element): ShortText[] {
  const place = headline.startIndex ?? 0
  const last = Math.min(dom.elements.length, (headline.endIndex ?? place) + labelDistance.after)
  const texts: ShortText[] = []
  for (let at = Math.max(0, place - labelDistance.before); at < last; at++) {
    const chars = dom.ownChars[at] ?? 0
    if (chars >= 2 && chars <= 60) texts.push({ at, text: textOf(dom.elements[at] as Element, 70) })
  }
  return texts
}

/** A label such as "For subscribers" beside the headline, not one of another piece or a link to an offer. */
function isLabelled(dom: PageDom, headline: Element, besides: readonly ShortText[]): boolean {
  const place = headline.startIndex ?? 0
  const isOurs = (at: number): boolean => {
    const element = dom.elements[at] as Element
    return !isLinked(element) && !isAside(element, place)
  }
  const last = Math.min(dom.elements.length, place + badgeDistance + 1)
  for (let at = Math.max(0, place - badgeDistance); at < last; at++)
    if (isBadgeName(dom.classes[at]) && isOurs(at)) return true
  return besides.some(({ at, text }) => subscriberLabel.test(text) && isOurs(at))
}

/** Words of a piece by the reading time that stands at its headline, told slowly; 0 when none does, or hardly any. */
function wordsToRead(dom: PageDom, besides: readonly ShortText[]): number {
  for (const { at, text } of besides) {
    const chars = dom.ownChars[at] ?? 0
    if (chars < 4 || chars > 40 || !/\d/.test(text)) continue
    const found = readingTime.exec(text.slice(0, 60))
    const minutes = Number(found?.[1] ?? found?.[2] ?? 0)
    if (minutes >= 3) return minutes * 180
  }
  return 0
}

function isLinked(element: Element): boolean {
  let node: Element['parent'] = element
  for (let up = 0; up < 4 && node instanceof Element; up++, node = node.parent)
    if (node.name === 'a' || node.name === 'button' || node.name === 'nav') return true
  return false
}

const isFading = askOnce((names) => fadeClass.test(names))

function fades(dom: PageDom, container: Element): boolean {
  for (let at = container.startIndex ?? 0; at < (container.endIndex ?? 0); at++) {
    const names = dom.classes[at]
    if (names !== undefined && isFading(names)) return true
  }
  return false
}

/** An element named for a wall that holds the body, or stands in it with a share of its text. */
function wallAround(dom: PageDom, container: Element): boolean {
  const start = container.startIndex ?? 0
  const end = container.endIndex ?? 0
  const paragraphs = (dom.byTag.get('p') ?? [])
    .map((element) => element.startIndex ?? 0)
    .filter((place) => place >= start && place < end)
  let node: Element | null = container
  for (let up = 0; up < 8 && node !== null; up++) {
    if (node.name === 'body' || node.name === 'html') break
    if (isWall(dom, node.startIndex ?? -1)) return true
    node = node.parent instanceof Element ? node.parent : null
  }
  const walled = new Set<number>()
  for (let at = start; at < end; at++) {
    const element = dom.elements[at]
    if (element === undefined || !isWall(dom, at)) continue
    for (const place of paragraphs) {
      if (place >= (element.startIndex ?? 0) && place < (element.endIndex ?? 0)) walled.add(place)
    }
  }
  return walled.size >= 2 && walled.size >= paragraphs.length * 0.2
}

/** A wall's element in or near the body, also in an aside, with a wall's wording or an offer to subscribe. */
function wallWorded(dom: PageDom, container: Element): boolean {
  const end = Math.min(dom.elements.length, (container.endIndex ?? 0) + 80)
  for (let at = Math.max(0, (container.startIndex ?? 0) - 60); at < end; at++) {
    const element = dom.elements[at]
    const names = dom.classes[at] ?? dom.ids[at]
    if (
      element !== undefined &&
      names !== undefined &&
      namesWall(names) &&
      !/modal|header|comment/i.test(names.text) &&
      isOffer(textOf(element, 600))
    )
      return true
  }
  return false
}

/** True when one of the page's own classes says so: `has-paywall`, `article-premium`. */
function classesWall({ attribs }: Element): boolean {
  return (attribs['class'] ?? '')
    .split(/\s+/, 100)
    .some((name) => name.length < 300 && wallClass.test(name) && !wallTool.test(name))
}

function isOffer(text: string): boolean {
  return wallPhrase.test(text) || (text.length >= 30 && offerWord.test(text))
}

function isWall({ classes, ids }: PageDom, at: number): boolean {
  const names = classes[at] ?? ids[at]
  return names !== undefined && namesWall(names) && !wallTool.test(names.text)
}

const namesWall = askOnce((names) => names.length < 300 && wallClass.test(names))
