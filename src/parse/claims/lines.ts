// The page as lines of print: what stands between block borders and line breaks, in order, with its place.
import { Element, Text, type ChildNode } from '../page/dom-nodes.ts'
import type { Part } from '../page/known-parts.ts'
import { mark, type PageDom } from '../page/page-dom.ts'
import type { Stretch } from './zones.ts'

export type Line = {
  /** Its first 240 characters, spaces collapsed; of running text more than these, as they stand in the source: `startOf` collapses them. */
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
/** What has no more characters is no line. */
const minText = 2

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

/** The first 240 characters of any line, spaces collapsed. Of a page's running text hardly any is asked for. */
export function startOf({ text }: Line): string {
  return text.length > maxText ? beginningOf(text).trim().slice(0, maxText) : text
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
  const [only] = block.children
  if (block.children.length === 1 && only instanceof Text && isPlainlyLong(only.data))
    lines.push({
      text: only.data.slice(0, maxText * 2),
      end: only.data.slice(-120),
      length: only.data.length,
      block,
      holder: null,
      isIdle: false,
    })
  else {
    const reader = new LineReader(block, marks, lines)
    for (const child of block.children) reader.add(child, 0, true)
    reader.flush()
  }
}

/** Reads the lines of one block. */
class LineReader {
  private readonly block: Element
  private readonly marks: PageDom['marks']
  private readonly lines: Line[]
  private text = ''
  private end = ''
  private length = 0
  private holders = 0
  private holder: Element | null = null

  constructor(block: Element, marks: PageDom['marks'], lines: Line[]) {
    this.block = block
    this.marks = marks
    this.lines = lines
  }

  add(node: ChildNode, depth: number, direct: boolean): void {
    if (node instanceof Text) {
      this.addText(node.data, direct)
      return
    }
    if (!(node instanceof Element) || depth > 12) return
    const marked = this.marks[node.startIndex ?? -1] ?? 0
    if ((marked & mark.silent) !== 0) return
    if (node.name === 'br') return this.flush()
    if ((marked & mark.inline) === 0 || node.name === 'time' || node.name === 'button') {
      // A block inside an inline element is a line of its own, and comes by itself.
      if (node.name !== 'time') this.flush()
      return
    }
    if (direct) {
      this.holders++
      this.holder = node
    }
    if (this.text !== '' && partsWords(node) && letterLast.test(this.text.slice(-2))) this.text += ' '
    for (const inner of node.children) this.add(inner, depth + 1, false)
  }

  private addText(data: string, direct: boolean): void {
    if (isBlank(data)) {
      if (this.text !== '' && this.text.length < maxText) this.text += ' '
      return
    }
    if (direct) this.holders = 2
    this.length += data.length
    if (this.text.length < maxText) this.text += beginningOf(data)
    if (data.length > 100 || this.length > maxText) this.end = (this.end + data.slice(-120)).slice(-120)
  }

  flush(): void {
    const { text, end, length, block, holders } = this
    const trimmed = text === '' ? '' : text.trim()
    if (trimmed.length > minText && (plainLetter.test(trimmed) || anyLetter.test(trimmed)))
      this.lines.push({
        text: trimmed.slice(0, maxText),
        end,
        length,
        block,
        holder: holders === 1 ? this.holder : null,
        isIdle: false,
      })
    this.text = ''
    this.end = ''
    this.length = 0
    this.holders = 0
    this.holder = null
  }
}

/** More text than a line tells, of which the first characters are no space and one is a letter: that is a line, whatever else stands in it. */
function isPlainlyLong(data: string): boolean {
  if (data.length <= maxText) return false
  for (let at = 0; at <= minText; at++) {
    const code = data.charCodeAt(at)
    if (!((code > 32 && code < 127) || (code > 0xa0 && code < 0x1680))) return false
  }
  const start = data.slice(0, maxText)
  return plainLetter.test(start) || anyLetter.test(start)
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
