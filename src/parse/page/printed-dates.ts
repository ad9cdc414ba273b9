// Dates as readers see them: `time` elements, lines named for dates, and lines that are nothing but a date.
import { Element, Text } from './dom-nodes.ts'
import { anyDigit, firstDate } from './date-in-text.ts'
import {
  asideClass,
  dateName,
  joinName,
  joinWord,
  maybeAsideClass,
  publishName,
  publishWord,
  updateWord,
} from './date-words.ts'
import type { Found, Read } from './dates.ts'
import { mark, textOf, type PageDom } from './page-dom.ts'
import { askOnce, type WrittenName } from './written-names.ts'

const maxLooks = 1_500

/** Elements before and after the headline: other pieces print their days too. */
export const nearby = { before: 30, after: 60 } as const

/** A date, the text that prints it, and how much speaks for its being the day of publication. */
export type PrintedDate = {
  readonly found: Found
  readonly text: string
  readonly score: number
  /** A word beside it says that it is the day of publication. */
  readonly says: boolean
  /** A word beside it, or the name of its element, calls it a change. */
  readonly updates: boolean
  /** The first date that the text shows; null when it stands in an attribute alone. */
  readonly shown: Found | null
}

/**
 * The most likely date of publication among those printed outside asides, else one in the piece's own sidebar that is called
 * so; null when the page prints none.
 */
export function printedDate(
  dom: PageDom,
  headline: Element | null,
  read: Read,
  within: { readonly before: number; readonly after: number } = { before: Infinity, after: Infinity },
): PrintedDate | null {
  const from = headline?.startIndex ?? null
  const { elements, marks, classes } = dom
  const last = Math.min(elements.length, (from ?? 0) + within.after)
  let best: PrintedDate | null = null
  let beside: PrintedDate | null = null
  let looks = 0
  for (let at = Math.max(0, (from ?? 0) - within.before); at < last; at++) {
    const element = elements[at] as Element
    const isTime = element.name === 'time'
    if (((marks[at] ?? 0) & mark.silent) !== 0 || (!isTime && !mayHoldDate(element, classes[at]))) continue
    if (++looks > maxLooks) break
    if (best !== null && mostOf(element, marks[at] ?? 0) + nearness(at, from) <= best.score) continue
    const candidate = candidateOf(element, isTime, read)
    if (candidate === null) continue
    const score = candidate.score + nearness(at, from)
    if (score <= (best?.score ?? -Infinity)) continue
    if (!isAside(element, from)) best = { ...candidate, score }
    else if (candidate.says && score > (beside?.score ?? 0) && inArticle(element) && !inComment(element))
      beside = { ...candidate, score }
  }
  return best ?? beside
}

/** No candidate scores more, whatever it prints: what its names can say, and its text with the word beside it. */
function mostOf({ attribs }: Element, marks: number): number {
  return ((marks & (mark.named | mark.marked)) !== 0 || attribs['pubdate'] !== undefined ? 4 : 0) + 5
}

/** Characters around a date in which a word tells what it is the date of. */
const reach = { before: 40, after: 14 } as const
/** A date that begins later in a longer text than this is told in a sentence. */
const maxLead = 60
const maxLabel = 120

function candidateOf(element: Element, isTime: boolean, read: Read): PrintedDate | null {
  const { attribs } = element
  const text = textOf(element, 400)
  const shown = shownDate(text, read)
  const declared = declaredOn(attribs, read)
  const found = shown?.says === true ? shown.found : (declared ?? shown?.found ?? null)
  if (found === null) return null
  if (declared === null && shown !== null && text.length > maxLabel && shown.index > maxLead && !shown.says) return null
  const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''} ${attribs['itemprop'] ?? ''}`
  if (joinName.test(names) || joinWord.test(text)) return null
  const before = textBefore(element)
  let score = 0
  if (isTime || declared !== null) score += 2
  if (publishName.test(names) || attribs['pubdate'] !== undefined) score += 4
  else if (dateName.test(names)) score += 3
  const says = shown?.says === true || publishWord.test(before)
  if (says) score += 2
  const updates = updateWord.test(names) || updateWord.test(before) || (shown?.updates ?? updateWord.test(text))
  if (updates) score -= 5
  if (text.length < 45) score += 1
  else if (text.length > 150) score -= 3
  return { found, text, score, says, updates, shown: shown?.first ?? null }
}

/** Attributes in which scripts that print dates keep them. */
const dateAttributes = ['datetime', 'title', 'data-date', 'data-time', 'data-datetime', 'data-timestamp', 'data-published', 'timestamp', 'time', 'date'] // prettier-ignore

function declaredOn(attribs: Readonly<Record<string, string>>, read: Read): Found | null {
  for (const name of dateAttributes) {
    const value = attribs[name]
    const found = value === undefined ? null : read(value)
    if (found !== null) return found
  }
  return null
}

const writtenCall = /\(\s*["']((?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?)(?: [\d: ]*)?["']\s*\)/
const maxWriting = 200

/** The first day that a short script outside asides writes where it stands: `showDate("2026/11/20 01:43")`. */
export function writtenDate({ byTag }: PageDom, headline: Element | null, read: Read): Found | null {
  for (const element of byTag.get('script') ?? []) {
    const [code] = element.children
    if (!(code instanceof Text) || code.data.length > maxWriting) continue
    const found = read(writtenCall.exec(code.data)?.[1])
    if (found !== null && !isAside(element, headline?.startIndex ?? null)) return found
  }
  return null
}

type ShownDate = { first: Found; found: Found; index: number; says: boolean; updates: boolean }

/** The date that a text calls that of publication, else its first; and whether it calls that one an update. */
function shownDate(text: string, read: Read): ShownDate | null {
  const date = firstDate(text, read)
  if (date === null) return null
  const first = { ...date, first: date.found }
  const lead = text.slice(Math.max(0, first.index - reach.before), first.index)
  const rest = text.slice(first.index + first.length, first.index + first.length + reach.after)
  const updates = updateWord.test(lead) || updateWord.test(rest)
  const says = publishWord.test(lead)
  if (!updates || lastOf(publishWord, lead) > lastOf(updateWord, lead)) return { ...first, says, updates: false }
  const from = first.index + first.length
  const label = publishWord.exec(text.slice(from))
  const second = label === null ? null : firstDate(text.slice(from + label.index), read)
  if (second === null || label === null) return { ...first, says: false, updates: true }
  return { ...first, found: second.found, index: from + label.index + second.index, says: true, updates: false }
}

function lastOf(words: RegExp, text: string): number {
  return [...text.matchAll(new RegExp(words.source, 'gi'))].at(-1)?.index ?? -1
}

/** Right after the headline is best, right before it next; far below it are other pieces. */
function nearness(place: number, headline: number | null): number {
  if (headline === null) return -Math.min(4, place / 400)
  const distance = place - headline
  return distance >= 0 ? 2 - Math.min(6, distance / 40) : 1 - Math.min(5, -distance / 25)
}

const isDateName = askOnce((names) => dateName.test(names))

/** Named for dates, or with digits in a short text of its own; in either case small. */
function mayHoldDate(element: Element, names: WrittenName | undefined): boolean {
  const size = (element.endIndex ?? 0) - (element.startIndex ?? 0)
  if (size > 25 || element.name === 'option') return false
  if (element.name.length > 7 && /date|time/.test(element.name)) return true
  if (element.name === 'abbr' && element.attribs['title'] !== undefined) return true
  if (names !== undefined && size < 15 && isDateName(names)) return true
  for (const child of element.children)
    if (child instanceof Text && child.data.length < 600 && anyDigit.test(child.data)) return true
  return false
}

/** True inside comments, lists of other pieces, sidebars and the foot of the page; what holds the headline is none of these. */
export function isAside(element: Element, headline: number | null): boolean {
  let node: Element | null = element
  for (let up = 0; up < 12 && node !== null; up++) {
    const { name, attribs } = node
    if (headline !== null && (node.startIndex ?? 0) <= headline && headline < (node.endIndex ?? 0)) return false
    if (name === 'aside' || name === 'footer' || name === 'nav' || name === 'figure' || name === 'blockquote')
      return !(name === 'footer' && up > 0 && inArticle(node))
    if (name === 'body' || name === 'html' || name === 'main') return false
    const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`
    if (names.length > 1 && names.length < 300 && name !== 'article' && !/(?:has|with|no)-/.test(names)) {
      if (asideClass.test(names)) return !(/footer/i.test(names) && inArticle(node))
      if (maybeAsideClass.test(names) && holdsLink(node)) return true
    }
    node = node.parent instanceof Element ? node.parent : null
  }
  return false
}

/** The foot of a piece holds its date; the foot of the page does not. */
function inArticle(element: Element): boolean {
  let node = element.parent
  for (let up = 0; up < 6 && node instanceof Element; up++, node = node.parent)
    if (node.name === 'article' || /(?:Article|Posting)$/.test(node.attribs['itemtype'] ?? '')) return true
  return false
}

function inComment(element: Element): boolean {
  let node: Element['parent'] = element
  for (let up = 0; up < 12 && node instanceof Element; up++, node = node.parent)
    if (/comment/i.test(`${node.attribs['class'] ?? ''} ${node.attribs['id'] ?? ''}`)) return true
  return false
}

const maxLinkLooks = 40

/** Looks at the first forty elements within. */
function holdsLink(element: Element): boolean {
  let looks = 0
  return within(element)

  function within(around: Element): boolean {
    for (const child of around.children) {
      if (!(child instanceof Element)) continue
      if (child.name === 'a' && child.attribs['href'] !== undefined) return true
      if (++looks > maxLinkLooks) return false
      if (within(child)) return true
    }
    return false
  }
}

function textBefore(element: Element): string {
  const before = element.prev ?? (element.parent instanceof Element ? element.parent.prev : null)
  return before instanceof Text ? before.data.slice(-60) : before instanceof Element ? textOf(before, 60) : ''
}
