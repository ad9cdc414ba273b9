// A page's HTML becomes one bounded tree, in one pass over the tokens of htmlparser2, with what every reader needs beside it.
import { Document, Element, Text, type ChildNode, type ParentNode } from './dom-nodes.ts'
import { decodeHTML, decodeHTMLAttribute } from 'entities'
import { askedAttributeAt, type AskedAttribute } from './attributes.ts'
import { maxTagNumber, tagAt, type Tag } from './html-tags.ts'
import { readJsonLd } from './json-ld.ts'
import { knownParts, lend, openingOf, type Noted, type Part } from './known-parts.ts'
import { nameTable, standsAt } from './name-table.ts'
import { mark, textOf, type LinkTag, type PageDom, type ScriptTag, type TakenPart } from './page-dom.ts'
import { maxOutlineDepth } from './outline.ts'
import { scanHtml, type TokenReader } from './scan-html.ts'
import { endOfName } from '../scan-source.ts'
import { writtenName, type WrittenName } from './written-names.ts'

export type DomLimits = {
  readonly maxChars?: number | undefined
  readonly maxElements?: number | undefined
  /** Those that a reader of pages asks for, unless told: all are needed where a publisher's selectors may name any. */
  readonly attributes?: 'asked' | 'all' | undefined
  /**
   * What the site's pages have in common is taken over from the one before, whose tree must no longer be in use then: for whoever reads page after page.
   * Only where asked attributes suffice.
   */
  readonly takesOver?: boolean | undefined
}

const maxTreeDepth = 400
/** A page that opens more elements inside one another is cut off there: nobody writes so. */
const maxOpenTags = 1_500
/** Times that the source of a page is compared with that of a known part which begins alike. */
const maxComparisons = 64
const maxMetas = 2_000
const maxScripts = 200

/**
 * Builds the tree of at most `maxChars` characters (1.5 million, style sheets not counted) and `maxElements` elements (60,000); elements nested deeper
 * than 400 hang on their ancestor at that depth. Comments and the content of style elements are left out. Never throws.
 */
export function readDom(html: string, url: string, limits: DomLimits = {}): PageDom {
  const problems: string[] = []
  const maxChars = limits.maxChars ?? 1_500_000
  if (html.length > maxChars) {
    const { length } = html
    html = withoutStyles(html)
    if (html.length > maxChars) problems.push(`only the first ${maxChars} of ${length} characters were read`)
    html = html.slice(0, maxChars)
  }
  const takesOver = limits.takesOver === true && limits.attributes !== 'all'
  const builder = new Builder(html, url, limits, problems, takesOver ? knownParts(html, url, readPart) : [])
  scanHtml(html, builder)
  return builder.finish()
}

/** Null for what does not end where its source does. */
function readPart(source: string): Part | null {
  const builder = new Builder(source, '', {}, [], [])
  scanHtml(source, builder)
  return builder.finishPart()
}

const styleStart = /<style[\s>]/gi
const styleEnd = '</style>'

/** Some systems write a megabyte of styles before the piece. */
function withoutStyles(html: string): string {
  const kept: string[] = []
  let from = 0
  for (const { index } of html.matchAll(styleStart)) {
    if (index < from) continue
    const end = html.indexOf(styleEnd, index)
    if (end === -1) break
    kept.push(html.slice(from, index))
    from = end + styleEnd.length
  }
  return kept.join('') + html.slice(from)
}

/** Longer ones are read anew each time. */
const maxNameChars = 600

/** Classes and ids, of all pages. */
const nameAt = nameTable(32_768, makeName)

function makeName(written: string): WrittenName {
  return writtenName(written, written.includes('&') ? decodeHTMLAttribute(written) : written)
}

/** Addresses hold no reference but that of the ampersand itself. */
function decoded(value: string): string {
  for (let at = value.indexOf('&'); at >= 0; at = value.indexOf('&', at + 1))
    if (!value.startsWith('amp;', at + 1)) return decodeHTMLAttribute(value)
  return value.replaceAll('&amp;', '&')
}

/** The children of every element that has none; replaced with the first one. */
const none: ChildNode[] = []
/** The attributes of every element that has none. */
const bare: Record<string, string> = {}

/** `attribs[name] = value`: the engine is faster where the name stands in the code, so the most frequent ones do. */
function put(attribs: Record<string, string>, name: string, value: string): void {
  switch (name) {
    case 'href':
      attribs['href'] = value
      break
    case 'title':
      attribs['title'] = value
      break
    case 'rel':
      attribs['rel'] = value
      break
    case 'type':
      attribs['type'] = value
      break
    case 'src':
      attribs['src'] = value
      break
    case 'content':
      attribs['content'] = value
      break
    default:
      attribs[name] = value
  }
}

/** What the words of markup mean where they stand: HTML, or a drawing or formula in it. */
type Context = 'html' | 'foreign'

class Builder implements TokenReader {
  stopped = false
  private readonly html: string
  private readonly url: string
  private readonly maxElements: number
  private readonly keepsAll: boolean
  private readonly problems: string[]
  private readonly document = new Document()
  private readonly elements: Element[] = []
  private readonly marks: number[] = []
  private readonly ownChars: number[] = []
  private readonly classes: (WrittenName | undefined)[] = []
  private readonly ids: (WrittenName | undefined)[] = []
  private readonly byTag = new Map<string, Element[]>()
  private readonly itemprops: Element[] = []
  private readonly metas = new Map<string, string[]>()
  private readonly links: LinkTag[] = []
  private readonly scripts: ScriptTag[] = []
  private readonly jsonLdBlocks: string[] = []
  private base: string | null = null
  private root: Element | null = null
  private body: Element | null = null
  private title: Element | null = null
  private metaCount = 0
  private readonly parts: readonly Part[]
  private nextPart = 0
  private comparisons = 0
  private readonly taken: TakenPart[] = []

  /** Open elements from the outside in: their tags, and their nodes where they have one in the tree. */
  private readonly openTags: Tag[] = []
  private readonly openNodes: (Element | null)[] = []
  /** How many elements of a name are open, so that an end tag without a beginning costs nothing. */
  private readonly openOf = new Uint16Array(maxTagNumber + 1)
  private readonly openOfOthers = new Map<string, number>()
  private readonly contexts: Context[] = ['html']
  /** Where the next node hangs. */
  private parent: ParentNode = this.document
  /** What hangs there last; null for nothing. */
  private last: ChildNode | null = null
  private depth = 1
  /** Open elements deeper than the tree goes. */
  private beyond = 0
  private lastText: Text | null = null
  private inStyle = false
  /** Open svg elements: drawings stay in the tree as empty elements. */
  private inSvg = 0

  /** The start tag that is being read. */
  private tag: Tag | null = null
  private attribs = bare
  private tagMarks = 0
  /** Bits of the attributes that it has so far. */
  private tagSeen = 0
  /** The next ampersand, of those not passed yet. */
  private nextReference = -1
  private tagClass: WrittenName | undefined
  private tagId: WrittenName | undefined

  constructor(html: string, url: string, limits: DomLimits, problems: string[], parts: readonly Part[]) {
    this.html = html
    this.url = url
    this.maxElements = limits.maxElements ?? 60_000
    this.keepsAll = limits.attributes === 'all'
    this.problems = problems
    this.parts = parts
  }

  takeOver(start: number): number {
    const { html, parts } = this
    for (let at = this.nextPart; at < parts.length; at++) {
      const part = parts[at] as Part
      if (!standsAt(html, start, part.opening)) continue
      const past = start + part.source.length
      // Comparing two texts takes the engine an eighth of the time of looking for one within the other.
      if (!this.mayTakeOver(part) || html.slice(start, past) !== part.source) continue
      this.nextPart = at + 1
      this.hang(part)
      return past
    }
    return 0
  }

  private mayTakeOver({ elements }: Part): boolean {
    if (this.stopped || this.inStyle || this.inSvg > 0 || this.isInForeignContext()) return false
    if (this.depth + maxOutlineDepth > maxTreeDepth || this.elements.length + elements.length > this.maxElements)
      return false
    return ++this.comparisons <= maxComparisons
  }

  /** As if its source had been read here. */
  private hang(part: Part): void {
    const { tag, elements, marks, ownChars, classes, ids } = part
    this.implyEnds(tag)
    lend(part)
    const start = this.elements.length
    const root = elements[0] as Element
    const shift = start - (root.startIndex ?? 0)
    if (shift !== 0)
      for (const element of elements) {
        element.startIndex = (element.startIndex ?? 0) + shift
        element.endIndex = (element.endIndex ?? 0) + shift
      }
    this.elements.push(...elements)
    this.marks.push(...marks)
    this.ownChars.push(...ownChars)
    this.classes.push(...classes)
    this.ids.push(...ids)
    this.append(root)
    for (const [name, some] of part.byTag) {
      const listed = this.byTag.get(name)
      if (listed === undefined) this.byTag.set(name, some.slice())
      else for (const one of some) listed.push(one)
    }
    for (const one of part.itemprops) this.itemprops.push(one)
    for (const one of part.scripts) this.addScript(one)
    this.taken.push({ start, part })
  }

  beginTag(start: number, end: number): void {
    const tag = tagAt(this.html, start, end)
    this.tag = tag
    this.attribs = bare
    this.tagMarks = tag.marks
    this.tagSeen = 0
    this.tagClass = undefined
    this.tagId = undefined
    // A form within a form is none.
    if (tag.name === 'form' && this.isOpen(tag)) this.tag = null
    else this.implyEnds(tag)
  }

  attribute(start: number, end: number, valueStart: number, valueEnd: number): void {
    if (this.inSvg > 0) return
    const asked = askedAttributeAt(this.html, start, end)
    if (asked === null && !this.keepsAll) return
    const { name, mark: marks, seen } = asked ?? this.unasked(start, end)
    if (this.attribs === bare) this.attribs = {}
    else if ((this.tagSeen & seen) !== 0 && Object.hasOwn(this.attribs, name)) return
    this.tagSeen |= seen
    this.tagMarks |= marks
    if ((marks & mark.named) === 0) put(this.attribs, name, this.valueOf(valueStart, valueEnd))
    else if (name === 'class') this.attribs['class'] = (this.tagClass = this.nameOf(valueStart, valueEnd)).text
    else this.attribs['id'] = (this.tagId = this.nameOf(valueStart, valueEnd)).text
  }

  private unasked(start: number, end: number): AskedAttribute {
    return { name: this.html.slice(start, end).toLowerCase(), mark: 0, seen: -1 }
  }

  endTag(isSelfClosing: boolean): void {
    const { tag } = this
    if (tag === null) return
    this.open(tag, this.attribs, this.tagMarks)
    // In HTML the stroke says nothing; in drawings, and on the drawing itself, it does.
    if (isSelfClosing && !tag.isVoid && !this.stopped && this.isInForeignContext()) this.pop()
  }

  closeTag(start: number, end: number): void {
    if (this.stopped) return
    const last = this.openTags[this.openTags.length - 1]
    // Most end tags end what was opened last.
    if (last?.written.length === end - start && standsAt(this.html, start, last.written)) return this.pop()
    const tag = tagAt(this.html, start, end)
    if (tag.isVoid) {
      if (tag.name === 'br') this.open(tag, bare, tag.marks)
    } else if (this.isOpen(tag)) {
      while (this.openTags[this.openTags.length - 1]?.name !== tag.name) this.pop()
      this.pop()
    } else if (tag.name === 'p') {
      // An end tag without a beginning stands for an empty paragraph.
      this.implyEnds(tag)
      this.open(tag, bare, tag.marks)
      this.pop()
    }
  }

  text(start: number, end: number): void {
    if (this.stopped || this.inStyle || this.inSvg > 0) return
    if (this.lastText === null && isSpace(this.html, start, end) && !this.followsInline()) return
    const text = this.html.slice(start, end)
    if (!this.mayHoldReference(start, end) || this.openTags[this.openTags.length - 1]?.isRaw === true)
      return this.addText(text)
    const reference = text.indexOf('&')
    if (reference > 0) this.addText(text.slice(0, reference))
    this.addText(decodeHTML(reference > 0 ? text.slice(reference) : text))
  }

  cdata(start: number, end: number): void {
    if (this.isInForeignContext()) this.text(start, end)
  }

  isInForeignContext(): boolean {
    return this.contexts[this.contexts.length - 1] === 'foreign'
  }

  finish(): PageDom {
    if (!this.stopped) while (this.openTags.length > 0) this.pop()
    for (const open of this.openNodes) if (open !== null) open.endIndex = this.elements.length
    const jsonLd = readJsonLd(this.jsonLdBlocks)
    return {
      url: this.url,
      html: this.html,
      hasAllAttributes: this.keepsAll,
      baseUrl: (this.base === null ? null : URL.parse(this.base, this.url)?.href) ?? this.url,
      document: this.document,
      root: this.root,
      body: this.body,
      ...this.noted(),
      metas: this.metas,
      links: this.links,
      jsonLd,
      scripts: this.scripts,
      lang: (this.root?.attribs['lang'] ?? this.root?.attribs['xml:lang'])?.trim() || null,
      title: (this.title === null ? '' : textOf(this.title, 1_000)) || null,
      taken: this.taken,
      problems: [...this.problems, ...jsonLd.problems],
      address: URL.parse(this.url),
      compared: new Map(),
      cleaned: new Map(),
    }
  }

  private noted(): Noted {
    const { elements, marks, ownChars, classes, ids, byTag, itemprops } = this
    return { elements, marks, ownChars, classes, ids, byTag, itemprops }
  }

  finishPart(): Part | null {
    const { elements, document } = this
    const root = elements[0]
    if (root === undefined || this.openTags.length > 0 || document.children.length > 1) return null
    root.parent = null
    return {
      source: this.html,
      opening: openingOf(this.html),
      tag: tagAt(this.html, 1, endOfName(this.html, 1)),
      ...this.noted(),
      scripts: elements.filter(({ name }) => name === 'script'),
    }
  }

  private nameOf(start: number, end: number): WrittenName {
    return end - start <= maxNameChars ? nameAt(this.html, start, end) : makeName(this.html.slice(start, end))
  }

  private valueOf(start: number, end: number): string {
    const value = this.html.slice(start, end)
    return this.mayHoldReference(start, end) ? decoded(value) : value
  }

  private mayHoldReference(start: number, end: number): boolean {
    if (this.nextReference < start) {
      const next = this.html.indexOf('&', start)
      this.nextReference = next < 0 ? Infinity : next
    }
    return this.nextReference < end
  }

  private isOpen({ name, number }: Tag): boolean {
    return (number === 0 ? (this.openOfOthers.get(name) ?? 0) : (this.openOf[number] ?? 0)) > 0
  }

  private countOpen({ name, number }: Tag, more: 1 | -1): void {
    if (number === 0) this.openOfOthers.set(name, (this.openOfOthers.get(name) ?? 0) + more)
    else this.openOf[number] = (this.openOf[number] ?? 0) + more
  }

  private implyEnds({ ends }: Tag): void {
    if (ends === null) return
    for (let last = this.openTags[this.openTags.length - 1]; last !== undefined && ends.has(last.name);) {
      this.pop()
      last = this.openTags[this.openTags.length - 1]
    }
  }

  private open(tag: Tag, attribs: Record<string, string>, marks: number): void {
    if (this.stopped) return
    const element = this.addElement(tag, attribs, marks)
    if (this.stopped) return
    if (tag.isVoid) {
      this.lastText = null
      return
    }
    this.openTags.push(tag)
    this.openNodes.push(element)
    this.countOpen(tag, 1)
    if (tag.isForeign) this.contexts.push('foreign')
    else if (tag.isIntegration) this.contexts.push('html')
    if (element === null) return
    if (this.depth < maxTreeDepth) {
      this.depth++
      this.parent = element
      this.last = null
    } else this.beyond++
    if (tag.name === 'style') this.inStyle = true
    else if (tag.name === 'svg') this.inSvg = 1
  }

  /** Null for what is part of a drawing. */
  private addElement(tag: Tag, attribs: Record<string, string>, marks: number): Element | null {
    const { name } = tag
    if (this.inSvg > 0) {
      if (name === 'svg') this.inSvg++
      return null
    }
    const place = this.elements.length
    if (place >= this.maxElements || this.beyond > maxOpenTags - maxTreeDepth) {
      this.problems.push('the page has too many or too deeply nested elements; its beginning was read')
      this.stopped = true
      return null
    }
    const element = new Element(name, attribs, none)
    element.startIndex = place
    element.endIndex = place + 1
    this.elements.push(element)
    this.marks.push(marks)
    this.ownChars.push(0)
    const isNamed = (marks & mark.named) !== 0
    this.classes.push(isNamed ? this.tagClass : undefined)
    this.ids.push(isNamed ? this.tagId : undefined)
    this.append(element)
    if ((marks & mark.marked) !== 0 && attribs['itemprop'] !== undefined) this.itemprops.push(element)
    if (tag.isListed) {
      const listed = this.byTag.get(name)
      if (listed === undefined) this.byTag.set(name, [element])
      else listed.push(element)
    } else if (tag.isOfPage) this.noteOfPage(element, attribs)
    return element
  }

  private noteOfPage(element: Element, attribs: Record<string, string>): void {
    const { name } = element
    if (name === 'meta') this.addMeta(attribs)
    else if (name === 'link') this.addLink(attribs)
    else if (name === 'html') this.root ??= element
    else if (name === 'body') this.body ??= element
    else if (name === 'title') this.title ??= element
    else if (name === 'base') this.base ??= attribs['href'] ?? null
  }

  /** Closes the innermost open element. */
  private pop(): void {
    const tag = this.openTags.pop()
    const element = this.openNodes.pop()
    if (tag === undefined || element === undefined) return
    this.lastText = null
    this.countOpen(tag, -1)
    if (tag.isForeign || tag.isIntegration) this.contexts.pop()
    if (element === null) {
      if (tag.name === 'svg' && this.inSvg > 0) this.inSvg--
      return
    }
    if (tag.name === 'svg') this.inSvg = 0
    else if (tag.name === 'style') this.inStyle = false
    if (element !== this.parent) {
      this.beyond--
      return
    }
    this.depth--
    this.parent = element.parent as ParentNode
    this.last = element
    element.endIndex = this.elements.length
    if (tag.name === 'script') this.addScript(element)
  }

  private addText(data: string): void {
    if (this.lastText !== null) {
      this.lastText.data += data
      this.count(data.length)
    } else if (!this.isIndentation(data)) {
      const text = new Text(data)
      this.append(text)
      this.lastText = text
      // Most text begins with a letter; only what may be mere space is looked at twice.
      this.count(data.charCodeAt(0) > 32 ? data.length : data.trim().length)
    }
  }

  private count(chars: number): void {
    const place = this.parent.startIndex
    if (place !== null) this.ownChars[place] = (this.ownChars[place] ?? 0) + chars
  }

  /** White space after a block's beginning or after a block parts no words; it is half of all texts. */
  private isIndentation(data: string): boolean {
    return data.charCodeAt(0) <= 32 && data.trim() === '' && !this.followsInline()
  }

  /** Whether what comes next follows text or an inline element, or begins one. */
  private followsInline(): boolean {
    const before = this.last ?? this.parent
    return before instanceof Text || (before instanceof Element && this.isInline(before))
  }

  private isInline({ startIndex }: Element): boolean {
    return ((this.marks[startIndex ?? -1] ?? 0) & mark.inline) !== 0
  }

  private append(node: Element | Text): void {
    const { parent, last } = this
    node.prev = last
    node.parent = parent
    // Most elements hold one child or none, and an array that grows by itself makes room for seventeen.
    if (last === null) parent.children = [node]
    else parent.children.push(node)
    this.last = node
    this.lastText = null
  }

  private addMeta(attribs: Record<string, string>): void {
    const content = attribs['content']?.trim()
    if (content === undefined || content === '' || ++this.metaCount > maxMetas) return
    this.addMetaValue(attribs['name'], content)
    if (attribs['property'] !== attribs['name']) this.addMetaValue(attribs['property'], content)
    this.addMetaValue(attribs['itemprop'], content)
    this.addMetaValue(attribs['http-equiv'], content)
  }

  private addMetaValue(name: string | undefined, content: string): void {
    const key = name?.trim().toLowerCase()
    if (key === undefined || key === '') return
    const values = this.metas.get(key)
    if (values === undefined) this.metas.set(key, [content])
    else values.push(content)
  }

  private addLink(attribs: Record<string, string>): void {
    const rel = attribs['rel']?.trim().toLowerCase()
    const href = attribs['href']?.trim()
    if (rel === undefined || href === undefined || rel === '' || href === '' || this.links.length >= maxMetas) return
    this.links.push({
      rel,
      href,
      type: attribs['type']?.trim().toLowerCase() ?? null,
      title: attribs['title']?.trim() ?? null,
      hreflang: attribs['hreflang']?.trim() ?? null,
    })
  }

  private addScript(element: Element): void {
    const first = element.children[0]
    if (!(first instanceof Text)) return
    const type = element.attribs['type']?.trim().toLowerCase() ?? ''
    if (type.includes('ld+json')) this.jsonLdBlocks.push(first.data)
    else if (
      this.scripts.length < maxScripts &&
      (type.includes('json') || type.includes('rsl+xml') || holdsData(first.data))
    )
      this.scripts.push({ id: element.attribs['id'] ?? null, type, text: first.data })
  }
}

/** Whether nothing but plain spaces and line ends stands there. */
function isSpace(html: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = html.charCodeAt(at)
    if (code !== 0x20 && (code < 0x09 || code > 0x0d)) return false
  }
  return true
}

function holdsData(code: string): boolean {
  return code.length > 40 && /^[^{]{0,200}=\s*(?:JSON\.parse\(|[{["'])/.test(code)
}
