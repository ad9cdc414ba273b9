// The page as lines of print: what stands between block borders and line breaks, in order, with its place.
import { Element, Text, type ChildNode } from '../page/dom-nodes.ts'
import type { Part } from '../page/known-parts.ts'
import { mark, type PageDom } from '../page/page-dom.ts'
import type { Stretch } from './zones.ts'

export type Line = {
  /** Beginning of the line, at most 240 characters, spaces collapsed. */
  readonly text: string
  /** Its last characters, when it is longer, as they stand in the source. */
  readonly end: string
  /** Characters of the whole line. */
  readonly length: number
  /** The block it stands in. */
  readonly block: Element
  /** The one inline element that holds all of it, if there is one. */
  readonly holder: Element | null
  /** It is known that no credit is read in it, wherever it stands. */
  readonly isIdle: boolean
}

const maxLines = 6_000
const maxText = 240

/**
 * Lines with letters in them, at most 6,000. Pictures, controls and scripts are left out, and blocks that are `skipped` by
 * their place. Those of a part that was taken over are read once, and `isIdle` is asked of them.
 */
export function readLines(dom: PageDom, skipped: readonly Stretch[], isIdle: (line: Line) => boolean): Line[] {
  const lines: Line[] = []
  let from = 0
  for (const { start, part } of dom.taken) {
    const end = start + part.elements.length
    if (isAnySkipped(skipped, start, end)) continue
    const ofPart = linesOfPart(dom, start, part, isIdle)
    addLines(dom, from, start, skipped, lines)
    from = start
    if (lines.length + ofPart.length >= maxLines) continue
    for (const line of ofPart) lines.push(line)
    from = end
  }
  addLines(dom, from, dom.elements.length, skipped, lines)
  return lines
}

const known = new WeakMap<Part, readonly Line[]>()

function linesOfPart(dom: PageDom, start: number, part: Part, isIdle: (line: Line) => boolean): readonly Line[] {
  let lines = known.get(part)
  if (lines !== undefined) return lines
  const read: Line[] = []
  addLines(dom, start, start + part.elements.length, [], read)
  lines = read.map((line) => ({ ...line, isIdle: isIdle(line) }))
  known.set(part, lines)
  return lines
}

/** The last 90 characters of a long line, spaces collapsed; nothing for a short one. */
export function tailOf({ end }: Line): string {
  return end === '' ? '' : spaced(end).trimEnd().slice(-90)
}

function isAnySkipped(skipped: readonly Stretch[], from: number, to: number): boolean {
  for (const stretch of skipped) if (stretch.from < to && stretch.to > from) return true
  return false
}

/** Those of the elements from one place to another. */
function addLines(dom: PageDom, from: number, to: number, skipped: readonly Stretch[], lines: Line[]): void {
  const { elements, marks } = dom
  let next = 0
  for (let at = from; at < to; at++) {
    if (lines.length >= maxLines) break
    while ((skipped[next]?.to ?? Infinity) <= at) next++
    const stretch = skipped[next]
    if (stretch !== undefined && stretch.from <= at) {
      at = stretch.to - 1
      continue
    }
    // The lines of an inline element belong to its block, unless it holds blocks itself.
    if (((marks[at] ?? 0) & (mark.silent | mark.inline)) !== 0) continue
    const element = elements[at] as Element
    if (element.children.length === 0 || element.name === 'head' || element.name === 'title') continue
    if (mayHoldLine(element, dom)) linesOf(element, marks, lines)
  }
}

/** A block that holds no text itself and no inline element has no line of its own. */
function mayHoldLine({ children }: Element, { marks }: PageDom): boolean {
  for (const child of children) {
    if (child instanceof Text) return true
    if (child instanceof Element && ((marks[child.startIndex ?? -1] ?? 0) & mark.inline) !== 0) return true
  }
  return false
}

function linesOf(block: Element, marks: PageDom['marks'], lines: Line[]): void {
  let text = ''
  let end = ''
  let length = 0
  let holders = 0
  let holder: Element | null = null
  for (const child of block.children) add(child, 0, true)
  flush()

  function add(node: ChildNode, depth: number, direct: boolean): void {
    if (node instanceof Text) {
      const data = node.data
      if (isBlank(data)) {
        if (text !== '' && text.length < maxText) text += ' '
        return
      }
      if (direct) holders = 2
      length += data.length
      if (text.length < maxText) text += beginningOf(data)
      if (data.length > 100 || length > maxText) end = (end + data.slice(-120)).slice(-120)
      return
    }
    if (!(node instanceof Element) || depth > 12) return
    const marked = marks[node.startIndex ?? -1] ?? 0
    if ((marked & mark.silent) !== 0) return
    if (node.name === 'br') return flush()
    if ((marked & mark.inline) === 0 || node.name === 'time' || node.name === 'button') {
      // A block inside an inline element is a line of its own, and comes by itself.
      if (node.name !== 'time') flush()
      return
    }
    if (direct) {
      holders++
      holder = node
    }
    if (text !== '' && partsWords(node) && letterLast.test(text.slice(-2))) text += ' '
    for (const inner of node.children) add(inner, depth + 1, false)
  }

  function flush(): void {
    const trimmed = text === '' ? '' : text.trim()
    if (trimmed.length > 2 && (plainLetter.test(trimmed) || anyLetter.test(trimmed)))
      lines.push({
        text: trimmed.slice(0, maxText),
        end,
        length,
        block,
        holder: holders === 1 ? holder : null,
        isIdle: false,
      })
    text = ''
    end = ''
    length = 0
    holders = 0
    holder = null
  }
}

/** Links and spans glued to the word before are usually parted by style alone. */
function partsWords(node: Element): boolean {
  return node.name === 'a' || node.name === 'span'
}

const plainLetter = /[A-Za-z]/
const anyLetter = /\p{L}/u
const letterLast = /\p{L}$/u
const untidy = /[^\S ]| {2}/
const untidyRun = /[^\S ]\s*| \s+/g

/** Most text begins with a plain letter. */
function isBlank(data: string): boolean {
  const first = data.charCodeAt(0)
  return !(first > 32 && first < 128) && data.trim() === ''
}

/** As much of a text as a line may need: of what is tidy a space at each end is trimmed at the most. */
function beginningOf(data: string): string {
  if (data.length > maxText + 2) {
    const start = data.slice(0, maxText + 2)
    if (plainLetter.test(start) && !untidy.test(start)) return start
  }
  return spaced(data.length > maxText * 2 ? data.slice(0, maxText * 2) : data)
}

function spaced(text: string): string {
  return untidy.test(text) ? text.replace(untidyRun, ' ') : text
}
