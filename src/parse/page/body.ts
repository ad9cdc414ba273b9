// Where the piece itself is on its page: paragraphs in order, without the furniture around and between them.
// In the tradition of Readability and jusText: blocks of text are found in one walk, prose votes for its containers.
import { Element, Text, type ChildNode } from './dom-nodes.ts'
import { isFurnitureRole, roleOf, type BlockRole } from './block-roles.ts'
import { creditsPicture, isJunkLine } from './junk-lines.ts'
import type { Part } from './known-parts.ts'
import { collapse, mark, type PageDom } from './page-dom.ts'
import { comparable } from './text.ts'
import type { SelectorList } from './selectors.ts'
import { wallPhrase } from './wall-words.ts'
import { askOnce, type WrittenName } from './written-names.ts'

export type Body = {
  /** Paragraphs in order. In memory only. */
  readonly paragraphs: readonly string[]
  /** The element that holds them. */
  readonly container: Element | null
  /** True when text was left out because it lies in a paid part. */
  readonly paidLeftOut: boolean
  /** Tells whether a line in the body or right after it is worded like a wall; looked for only when asked. */
  readonly hasWall: () => boolean
}

export type BodyOptions = {
  /** Parts never read. */
  readonly paid: SelectorList
  /** The printed headline, to know where the piece can begin. */
  readonly title: string | null
  /** The element that prints it. */
  readonly headline?: Element | null
  /** The beginning of the declared article body (JSON-LD): used only to find the same text on the page. */
  readonly opening?: string | null
}

type Block = {
  readonly text: string
  readonly linkChars: number
  readonly element: Element
  /** Chain of enclosing elements that look like furniture, innermost first. */
  readonly furniture: Furniture | null
  readonly heading: boolean
  /** Right after a picture or film, where captions stand. */
  readonly afterPicture: boolean
  /** Sentences of the piece or of another one, rather than a label or a list of links. */
  readonly prose: boolean
  /** Length in Latin letters, counted when first asked. */
  weight?: number
  /** Judged once, when first asked. */
  junk?: boolean
}
type Furniture = { readonly element: Element; readonly up: Furniture | null }

const maxBlocks = 6_000
const maxBlockChars = 20_000
const maxParagraphs = 1_000

export function readBody(dom: PageDom, options: BodyOptions): Body {
  const { blocks, paidLeftOut } = collectBlocks(dom, options.paid)
  const headline = options.headline?.startIndex ?? null
  const container = findContainer(dom, blocks, headline)
  if (container === null) return { paragraphs: [], container: null, paidLeftOut, hasWall: () => false }
  const titleFolded = options.title === null ? '' : comparable(options.title)
  const titleChars = options.title?.length ?? -100
  const inside = [
    ...leading(blocks, container, headline),
    ...blocks.filter((block) => contains(container, block.element)),
  ]
  const ignored = overruledFurniture(inside, container)
  const kept: Block[] = []
  for (const block of inside) {
    if (block.heading || hasFurniture(block, container, ignored)) continue
    if (isJunk(block) || mostlyLinks(block) || isCaption(block) || isLabel(block)) continue
    if (Math.abs(block.text.length - titleChars) <= 15 && comparable(block.text) === titleFolded) continue
    kept.push(block)
    if (kept.length >= maxParagraphs) break
  }
  const first = beginning(kept, options.opening ?? null)
  return {
    paragraphs: kept.slice(first).map((block) => block.text),
    container,
    paidLeftOut,
    hasWall: () => hasWall(blocks, container),
  }
}

/** Elements after the container in which a wall may stand. */
const wallDistance = 60

function hasWall(blocks: readonly Block[], container: Element): boolean {
  const start = container.startIndex ?? 0
  const end = (container.endIndex ?? 0) + wallDistance
  return blocks.some(({ element, text }) => {
    const place = element.startIndex ?? 0
    return place >= start && place < end && text.length < 300 && wallPhrase.test(text)
  })
}

/** What a part that was taken over holds where nothing around it is furniture, heading or link, and no picture stands right before it. */
type BlocksOfPart = { readonly blocks: readonly Block[]; readonly endsWithPicture: boolean }

const known = new WeakMap<Part, BlocksOfPart>()

function collectBlocks(dom: PageDom, paid: SelectorList): { blocks: Block[]; paidLeftOut: boolean } {
  const blocks: Block[] = []
  let pieces: string[] = []
  let length = 0
  let linkChars = 0
  let paidLeftOut = false
  let picture = false
  let nextTaken = 0
  const top = dom.body ?? dom.root

  function flush(element: Element, furniture: Furniture | null, heading: boolean): void {
    if (pieces.length === 0) {
      length = linkChars = 0
      return
    }
    const text = length > 1 ? collapse(pieces.length === 1 ? (pieces[0] as string) : pieces.join('')) : ''
    if (text.length > 1 && blocks.length < maxBlocks) {
      const prose = !heading && looksLikeProse(text, linkChars)
      blocks.push({ text, linkChars, element, furniture, heading, afterPicture: picture, prose })
      picture = false
    }
    pieces = []
    length = 0
    linkChars = 0
  }

  function walk(
    children: readonly ChildNode[],
    block: Element,
    furniture: Furniture | null,
    heading: boolean,
    inLink: boolean,
  ): void {
    let breaks = 0
    for (const child of children) {
      if (child instanceof Text) {
        if (breaks > 0 && child.data.trim() !== '') breaks = 0
        if (length < maxBlockChars) {
          if (pieces.length > 0 || !isBlank(child.data)) pieces.push(child.data)
          length += child.data.length
          if (inLink) linkChars += child.data.length
        }
        continue
      }
      if (!(child instanceof Element)) continue
      const { name, attribs } = child
      if (name === 'br') {
        pieces.push(' ')
        if (++breaks === 2) flush(block, furniture, heading)
        continue
      }
      breaks = 0
      if (pictureTags.has(name)) picture = true
      const marks = dom.marks[child.startIndex ?? -1] ?? 0
      const isInline = (marks & mark.inline) !== 0
      if (
        (marks & mark.silent) !== 0 ||
        name === 'figure' ||
        name === 'figcaption' ||
        name === 'nav' ||
        name === 'aside' ||
        name === 'button' ||
        name === 'label'
      ) {
        if (!isInline) flush(block, furniture, heading)
        continue
      }
      const mayHide = (marks & mark.mayHide) !== 0
      if (mayHide && (attribs['data-nosnippet'] !== undefined || attribs['hidden'] !== undefined)) continue
      if (paid.size > 0 && paid.matches(child)) {
        flush(block, furniture, heading)
        paidLeftOut = true
        continue
      }
      const role = (marks & (mark.named | mark.mayHide)) === 0 ? 'plain' : roleOfElement(child, mayHide)
      const around = role === 'furniture' ? { element: child, up: furniture } : furniture
      if (isInline) {
        walk(child.children, block, around, heading, inLink || name === 'a')
      } else {
        flush(block, furniture, heading)
        const isHeading = heading || name === 'header' || headingTags.has(name)
        const part = furniture === null && !heading && !inLink && !picture ? takenAt(child.startIndex ?? -1) : null
        if (part !== null && addKnown(part)) continue
        const before = blocks.length
        walk(child.children, child, around, isHeading, inLink)
        flush(child, around, isHeading)
        if (part !== null && blocks.length < maxBlocks)
          known.set(part, { blocks: blocks.slice(before), endsWithPicture: picture })
      }
    }
  }

  /** The part that begins at this place, if what is to be left out of it follows from it alone. Places are asked in their order. */
  function takenAt(place: number): Part | null {
    const { taken } = dom
    while ((taken[nextTaken]?.start ?? Infinity) < place) nextTaken++
    const next = taken[nextTaken]
    return paid.size === 0 && next?.start === place ? next.part : null
  }

  function addKnown(part: Part): boolean {
    const of = known.get(part)
    if (of === undefined || blocks.length + of.blocks.length >= maxBlocks) return false
    for (const block of of.blocks) blocks.push(block)
    picture = of.endsWithPicture
    return true
  }

  function roleOfElement({ attribs, startIndex }: Element, mayHide: boolean): BlockRole {
    if (
      mayHide &&
      (attribs['aria-hidden'] === 'true' || isHidden(attribs['style']) || isFurnitureRole(attribs['role']))
    )
      return 'furniture'
    return named(dom.classes[startIndex ?? -1]) === 'furniture' ? 'furniture' : named(dom.ids[startIndex ?? -1])
  }

  function named(name: WrittenName | undefined): BlockRole {
    return name === undefined ? 'plain' : roleOf(name)
  }

  if (top !== null) walk(top.children, top, null, false, false)
  else for (const child of dom.document.children) if (child instanceof Element) walk([child], child, null, false, false)
  return { blocks, paidLeftOut }
}

const headingTags: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const pictureTags: ReadonlySet<string> = new Set(['img', 'picture', 'figure', 'video', 'iframe', 'amp-img'])

function isHidden(style: string | undefined): boolean {
  return style !== undefined && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
}

/** Most text between elements is an end of line. */
function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code !== 0x20 && (code < 9 || code > 13)) return false
  }
  return true
}

const wide = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/
const allWide = new RegExp(wide.source, 'g')
const sentenceEnd = /[.!?…。！？؟।۔"”»’）)]\s*$|[.!?。！？؟।۔]["”»’]?\s/

/** Length in Latin letters: a Chinese character says as much as three of them. */
function weightOf(text: string): number {
  return wide.test(text) ? text.length + 2 * (text.match(allWide)?.length ?? 0) : text.length
}

function looksLikeProse(text: string, linkChars: number): boolean {
  return (
    linkChars < text.length * 0.4 &&
    (text.length >= 80 || (text.length >= 26 && weightOf(text) >= 80)) &&
    sentenceEnd.test(text)
  )
}

function isJunk(block: Block): boolean {
  return (block.junk ??= isJunkLine(block.text))
}

function weigh(block: Block): number {
  return (block.weight ??= weightOf(block.text))
}

function mostlyLinks({ text, linkChars }: Block): boolean {
  if (text.length >= 60 && text.endsWith('.')) return false
  return linkChars >= text.length * (text.length < 120 ? 0.5 : 0.8)
}

const terminal = /[.!?…:。！？؟۔।]["”»’」』)]?$/

function isCaption(block: Block): boolean {
  const { text, afterPicture } = block
  return (
    (afterPicture && text.length < 200 && weigh(block) < 200 && !terminal.test(text)) ||
    (text.length < 400 && creditsPicture(text))
  )
}

/** A word or two without an end are a label between paragraphs. */
function isLabel(block: Block): boolean {
  const { text, element } = block
  return text.length < 25 && element.name !== 'li' && weigh(block) < 25 && !terminal.test(text)
}

/** The element whose prose, near it in the tree, weighs most. */
function findContainer(dom: PageDom, blocks: readonly Block[], headline: number | null): Element | null {
  const votes = new Map<Element, { sum: number; readonly hint: number }>()
  for (const block of blocks) {
    if (!block.prose || isJunk(block)) continue
    let weight = Math.min(weigh(block), 1_500) * (block.furniture === null ? 1 : 0.15) * standing(block, headline)
    let node: Element | null = isContainerTag(block.element) ? block.element : parentOf(block.element)
    for (let up = 0; up < 6 && node !== null; up++) {
      let vote = votes.get(node)
      if (vote === undefined) votes.set(node, (vote = { sum: 0, hint: hintOf(dom, node) }))
      vote.sum += weight * vote.hint
      weight *= up === 0 ? 0.8 : 0.7
      node = parentOf(node)
    }
  }
  let best: Element | null = null
  let bestVotes = 0
  for (const [element, { sum }] of votes) {
    if (sum > bestVotes) {
      best = element
      bestVotes = sum
    }
  }
  return best
}

/** Prose in list items, with links, or before the headline belongs to other pieces more often than to this one. */
function standing({ element, text, linkChars }: Block, headline: number | null): number {
  const place = element.startIndex ?? 0
  return (
    (element.name === 'li' ? 0.5 : 1) *
    (linkChars > text.length * 0.15 ? 0.7 : 1) *
    (headline === null ? 1 : place < headline ? 0.4 : place - headline < 60 ? 1.3 : 1)
  )
}

/** Prose between the headline and the container, in an ancestor of it: pieces are laid out in sections. */
function leading(blocks: readonly Block[], container: Element, headline: number | null): Block[] {
  if (headline === null || headline >= (container.startIndex ?? 0)) return []
  let around = container
  for (let up = 0; up < 7; up++) {
    const parent = parentOf(around)
    if (parent === null || parent.name === 'body' || parent.name === 'html') break
    around = parent
  }
  const start = Math.max(headline, around.startIndex ?? 0)
  return blocks.filter((block) => {
    const place = block.element.startIndex ?? 0
    return (
      place > start &&
      place < (container.startIndex ?? 0) &&
      block.element.name === 'p' &&
      block.furniture === null &&
      block.prose
    )
  })
}

const bodyHint =
  /(?:article|story|entry|post|content|main)[-_]*(?:body|text|content|inner|copy)|articlebody|storybody|\bprose\b|bodytext|richtext|body-?copy/i

const isNamedBody = askOnce((names) => bodyHint.test(names))

function hintOf({ classes, ids }: PageDom, { attribs, name, startIndex }: Element): number {
  if (attribs['itemprop'] === 'articleBody') return 1.5
  for (const own of [classes[startIndex ?? -1], ids[startIndex ?? -1]])
    if (own !== undefined && isNamedBody(own)) return 1.2
  return name === 'article' || name === 'main' ? 1.1 : name === 'body' ? 0.7 : 1
}

function isContainerTag(element: Element): boolean {
  return !/^(?:p|li|blockquote|pre|h[1-6]|dd|dt|td)$/.test(element.name)
}

function parentOf(element: Element): Element | null {
  return element.parent instanceof Element ? element.parent : null
}

function contains(container: Element, element: Element): boolean {
  const place = element.startIndex ?? -1
  return place >= (container.startIndex ?? 0) && place < (container.endIndex ?? 0)
}

/** Elements named like furniture that hold most of the container's prose are no furniture. */
function overruledFurniture(inside: readonly Block[], container: Element): ReadonlySet<Element> {
  let all = 0
  const held = new Map<Element, number>()
  for (const block of inside) {
    if (!block.prose) continue
    all += block.text.length
    for (let link = block.furniture; link !== null && contains(container, link.element); link = link.up) {
      held.set(link.element, (held.get(link.element) ?? 0) + block.text.length)
    }
  }
  return new Set([...held].filter(([, chars]) => chars > all * 0.5).map(([element]) => element))
}

function hasFurniture(block: Block, container: Element, ignored: ReadonlySet<Element>): boolean {
  for (let link = block.furniture; link !== null; link = link.up) {
    if (!contains(container, link.element) || link.element === container) return false
    if (!ignored.has(link.element)) return true
  }
  return false
}

/** Index of the block with which the piece begins: the declared opening if the page shows it, else the first prose. */
function beginning(kept: readonly Block[], opening: string | null): number {
  if (opening !== null) {
    const sought = comparable(opening.slice(0, 400)).slice(0, 40)
    const found =
      sought.length < 20
        ? -1
        : kept.slice(0, 40).findIndex((block) => comparable(block.text.slice(0, 400)).startsWith(sought))
    if (found >= 0) return found
  }
  const prose = kept.findIndex((block) => block.prose)
  if (prose <= 0) return Math.max(prose, 0)
  let first = prose
  while (first > 0 && beginsToo(kept[first - 1] as Block, kept[prose] as Block)) first--
  return first
}

/** A short paragraph right before the first long one belongs to the piece when it is a sentence of the same kind. */
function beginsToo(block: Block, prose: Block): boolean {
  if (block.element.name !== prose.element.name || !terminal.test(block.text)) return false
  if (block.linkChars > block.text.length * 0.7) return false
  return weightOf(block.text) >= (block.linkChars === 0 ? 25 : 80)
}
