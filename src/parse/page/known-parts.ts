// What the pages of a site have in common, such as menus and footers, is read once: its nodes are hung into one tree after the other.
// A part is known by its source, all of it, so that a page reads the same whatever was read before it.
import { ownText } from '../../base/index.ts'
import type { Element } from './dom-nodes.ts'
import type { Tag } from './html-tags.ts'
import { outline } from './outline.ts'
import type { PageDom } from './page-dom.ts'

/** What is noted of the elements of a page, and of a part of one. */
export type Noted = Pick<PageDom, 'elements' | 'marks' | 'ownChars' | 'classes' | 'ids' | 'byTag' | 'itemprops'>

/**
 * A well written element, and what is noted of it and its descendants by their place in it. Their `startIndex` and `endIndex`
 * are those of the page that it hangs in, or hung in last.
 */
export type Part = Noted & {
  readonly source: string
  /** How its source begins. */
  readonly opening: string
  readonly tag: Tag
  readonly scripts: readonly Element[]
}

type Site = {
  /** Read since its pages were compared last, and those before that. */
  pages: number
  /** Of them, those in a row up to the last that had none of the parts. */
  strange: number
  /** What its last page had, if the next one is to be compared with that. */
  seen: ReadonlySet<number>
  parts: readonly Part[]
}

/** Elements of the smallest part. */
const minElements = 8
const maxPartChars = 100_000
const maxPartsOfSite = 24
const openingChars = 24
/** Pages of a site that are read, one soon after the other, before two are compared: a site of few pages would not repay that. */
const readBefore = 5
/** A site's pages are compared again after so many, or so many in a row that had none of its parts: it may have been made anew. */
const comparedEvery = 256
const strangePages = 8
const maxSites = 128
/** Of the parts of all sites; one takes some 500 bytes with its source, its text and what is remembered of them. */
const maxElements = 40_000

/** Those read last come last. */
const sites = new Map<string, Site>()
let elementsKept = 0
/** The root of each part that hangs in a tree now, and whose site's page that is. */
const lent: Element[] = []
let lastSite: Site | null = null

/**
 * The parts that a page of this site may have, in their order. Those lent to the page before are taken back, so that its tree must no longer be in use.
 * A site's sixth page is compared with its seventh, and now and then two others: sites of which a page is read now and then cost no more than ever.
 */
export function knownParts(html: string, url: string, readPart: (source: string) => Part | null): readonly Part[] {
  takeBack()
  const key = url.slice(0, url.indexOf('/', 8) + 1)
  const site = sites.get(key) ?? { pages: 0, strange: 0, seen: new Set(), parts: [] }
  lastSite = site
  sites.delete(key)
  sites.set(key, site)
  const turn = site.pages++
  if (turn === readBefore) site.seen = new Set(outline(html, minElements).map(({ hash }) => hash))
  else if (turn === readBefore + 1) {
    keep(site, sharedSources(html, site.seen).map(readPart))
    site.seen = new Set()
  } else if (turn >= comparedEvery || site.strange >= strangePages) site.pages = readBefore
  forget()
  return site.parts
}

function takeBack(): void {
  if (lastSite !== null) lastSite.strange = lent.length === 0 && lastSite.parts.length > 0 ? lastSite.strange + 1 : 0
  for (const root of lent) root.parent = root.prev = null
  lent.length = 0
}

/** Hangs in a tree from now on, and in no other. */
export function lend(part: Part): void {
  lent.push(part.elements[0] as Element)
}

/** Sources of the largest elements that a page before had as well. */
function sharedSources(html: string, seen: ReadonlySet<number>): string[] {
  const shared = outline(html, minElements)
    .filter(({ start, end, hash }) => seen.has(hash) && end - start <= maxPartChars)
    .toSorted((a, b) => a.start - b.start)
  let end = 0
  const outermost = shared.filter((one) => {
    if (one.start < end) return false
    end = one.end
    return true
  })
  const largest = new Set(outermost.toSorted((a, b) => b.size - a.size).slice(0, maxPartsOfSite))
  return outermost.filter((one) => largest.has(one)).map((one) => ownText(html.slice(one.start, one.end)))
}

function keep(site: Site, parts: readonly (Part | null)[]): void {
  elementsKept -= elementsOf(site)
  site.parts = parts.filter((part) => part !== null)
  elementsKept += elementsOf(site)
}

function forget(): void {
  for (const [key, site] of sites) {
    if (sites.size <= maxSites && elementsKept <= maxElements) return
    sites.delete(key)
    elementsKept -= elementsOf(site)
  }
}

function elementsOf({ parts }: Site): number {
  return parts.reduce((sum, { elements }) => sum + elements.length, 0)
}

export function openingOf(source: string): string {
  return source.slice(0, openingChars)
}
