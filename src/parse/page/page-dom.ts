// A page's HTML becomes one bounded tree; what every reader of pages needs is gathered while it is built, in one pass.
import { Document, Element, Text, type ChildNode, type ParentNode } from 'domhandler'
import { Parser } from 'htmlparser2'
import { readJsonLd, type JsonLd } from './json-ld.ts'

export type PageDom = {
  /** Where the page was fetched, as given. */
  readonly url: string
  /** The source as far as it was read. */
  readonly html: string
  /** What relative links start from: `<base href>` against `url`. */
  readonly baseUrl: string
  readonly document: Document
  readonly root: Element | null
  readonly body: Element | null
  /**
   * Every element in document order. `element.startIndex` is its place here and `element.endIndex` the place after its
   * last descendant, so a subtree is a slice and a walk is a loop.
   */
  readonly elements: readonly Element[]
  /** What each element's tag and attributes are, by its place: bits of `mark`. */
  readonly marks: readonly number[]
  /** Characters of text that each element holds itself, by its place; mere space counts nothing. */
  readonly ownChars: readonly number[]
  /** The elements of the tags named in `listedTags`, in document order. */
  readonly byTag: ReadonlyMap<string, readonly Element[]>
  /** Elements with an `itemprop`, in document order. */
  readonly itemprops: readonly Element[]
  /** `content` of meta elements by name, property, itemprop and http-equiv in lower case; values trimmed, in order. */
  readonly metas: ReadonlyMap<string, readonly string[]>
  /** `<link>` elements that have a rel and a href. */
  readonly links: readonly LinkTag[]
  readonly jsonLd: JsonLd
  /** Scripts that hold data: JSON of any type, or assignments to a global. Text is not copied. */
  readonly scripts: readonly ScriptTag[]
  /** The html element's `lang` (or `xml:lang`) as it stands. */
  readonly lang: string | null
  /** Text of the first `<title>`, whitespace collapsed. */
  readonly title: string | null
  readonly problems: readonly string[]
}

/** `rel` in lower case; `href` as it stands. */
type LinkTag = {
  readonly rel: string
  readonly href: string
  readonly type: string | null
  readonly title: string | null
  readonly hreflang: string | null
}

/** `type` in lower case, '' when absent. */
type ScriptTag = { readonly id: string | null; readonly type: string; readonly text: string }

const listedTags: ReadonlySet<string> = new Set(['a', 'h1', 'h2', 'time', 'p', 'article', 'main', 'address'])

export type DomLimits = { readonly maxChars?: number; readonly maxElements?: number }

const maxTreeDepth = 400
/** The parser's own stack costs time in proportion to its depth, so a deeper page is cut off there. */
const maxOpenTags = 1_500
const maxMetas = 2_000
const maxScripts = 200

/**
 * Builds the tree of at most `maxChars` characters (1.5 million) and `maxElements` elements (60,000); elements nested deeper
 * than 400 hang on their ancestor at that depth. Comments and the content of style elements are left out. Never throws.
 */
export function readDom(html: string, url: string, limits: DomLimits = {}): PageDom {
  const builder = new Builder(url, limits.maxElements ?? 60_000)
  const maxChars = limits.maxChars ?? 1_500_000
  if (html.length > maxChars) {
    builder.problems.push(`only the first ${maxChars} of ${html.length} characters were read`)
    html = html.slice(0, maxChars)
  }
  const parser = new Parser(builder, { decodeEntities: true })
  builder.stop = () => parser.pause()
  parser.write(html)
  if (!builder.stopped) parser.end()
  return builder.finish(html)
}

/** Collapsed text of a node and its descendants, at most `maxChars` characters; scripts, styles and templates left out. */
export function textOf(node: ChildNode | ParentNode, maxChars = 10_000): string {
  const pieces: string[] = []
  let left = maxChars * 2
  collect(node)
  return collapse(pieces.join('')).slice(0, maxChars)

  function collect(from: ChildNode | ParentNode): void {
    if (left <= 0) return
    if (from instanceof Text) {
      pieces.push(from.data)
      left -= from.data.length
    } else if (from instanceof Element) {
      const name = from.name
      if (silentTags.has(name)) return
      const breaks = !inlineTags.has(name)
      if (breaks) pieces.push(' ')
      for (const child of from.children) collect(child)
      if (breaks) pieces.push(' ')
    } else if (from instanceof Document) {
      for (const child of from.children) collect(child)
    }
  }
}

const untidy = /[^\S ]|[\u200b\ufeff]| {2}/

/** Runs of whitespace, no-break and zero-width spaces become one space; ends trimmed. */
export function collapse(text: string): string {
  return untidy.test(text) ? text.replace(/[\s\u200b\ufeff]+/g, ' ').trim() : text.trim()
}

/** Elements whose text nobody reads. */
export const silentTags: ReadonlySet<string> = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'svg',
  'iframe',
  'object',
  'select',
  'textarea',
])

/** Elements that do not part words. */
export const inlineTags: ReadonlySet<string> = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark q ruby rt rp s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/** Absolute http(s) address of a link on this page, without fragment; null for anything else. */
export function absoluteUrl(dom: { readonly baseUrl: string }, href: string | null | undefined): string | null {
  if (href === null || href === undefined) return null
  const trimmed = href.trim()
  if (trimmed === '' || trimmed.length > 2_000 || trimmed.startsWith('#')) return null
  const url = URL.parse(trimmed, dom.baseUrl)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null
  url.hash = ''
  return url.href
}

/** Looking an attribute up on thousands of elements that do not have it takes longer than noting once which they have. */
export const mark = {
  /** One of `silentTags`. */
  silent: 1,
  /** One of `inlineTags`. */
  inline: 2,
  /** It has a class or an id. */
  named: 4,
  /** It has an attribute that may hide it or take it out of the text: hidden, style, role, aria-hidden, data-nosnippet. */
  mayHide: 8,
  /** It has an attribute by which authors and other parts are marked: itemprop, itemtype, rel, property, data-test…. */
  marked: 16,
} as const

const markOfAttribute: ReadonlyMap<string, number> = new Map([
  ...['class', 'id'].map((name) => [name, mark.named] as const),
  ...['hidden', 'style', 'role', 'aria-hidden', 'data-nosnippet'].map((name) => [name, mark.mayHide] as const),
  ...'itemprop itemtype rel property data-testid data-test data-qa data-component data-type'
    .split(' ')
    .map((name) => [name, mark.marked] as const),
])

function marksOf(name: string, attribs: Record<string, string>): number {
  let marks = silentTags.has(name) ? mark.silent : inlineTags.has(name) ? mark.inline : 0
  for (const attribute in attribs) marks |= markOfAttribute.get(attribute) ?? 0
  return marks
}

/** The children of every element that has none; replaced with the first one. */
const none: ChildNode[] = []

class Builder {
  readonly document = new Document([])
  readonly elements: Element[] = []
  readonly marks: number[] = []
  readonly ownChars: number[] = []
  readonly byTag = new Map<string, Element[]>()
  readonly itemprops: Element[] = []
  readonly metas = new Map<string, string[]>()
  readonly links: LinkTag[] = []
  readonly scripts: ScriptTag[] = []
  readonly jsonLdBlocks: string[] = []
  readonly problems: string[] = []
  readonly url: string
  readonly maxElements: number
  stopped = false
  stop: () => void = () => {}
  private base: string | null = null
  private root: Element | null = null
  private body: Element | null = null
  private title: Element | null = null
  private metaCount = 0
  private readonly stack: ParentNode[] = [this.document]
  /** Open elements deeper than the tree goes. */
  private beyond = 0
  private lastText: Text | null = null
  private inStyle = false
  /** Open svg elements: drawings stay in the tree as empty elements. */
  private inSvg = 0

  constructor(url: string, maxElements: number) {
    this.url = url
    this.maxElements = maxElements
  }

  onopentag(name: string, attribs: Record<string, string>): void {
    if (this.stopped) return
    if (this.inSvg > 0) {
      if (name === 'svg') this.inSvg++
      return
    }
    if (this.elements.length >= this.maxElements || this.beyond > maxOpenTags - maxTreeDepth) {
      this.problems.push('the page has too many or too deeply nested elements; its beginning was read')
      this.stopped = true
      this.stop()
      return
    }
    const element = new Element(name, attribs, none)
    element.startIndex = this.elements.length
    this.elements.push(element)
    this.marks.push(marksOf(name, attribs))
    this.ownChars.push(0)
    this.append(element)
    if (this.stack.length < maxTreeDepth) this.stack.push(element)
    else this.beyond++
    if (name === 'svg') this.inSvg = 1
    if (attribs['itemprop'] !== undefined) this.itemprops.push(element)
    if (listedTags.has(name)) {
      const listed = this.byTag.get(name)
      if (listed === undefined) this.byTag.set(name, [element])
      else listed.push(element)
    } else if (name === 'meta') this.addMeta(attribs)
    else if (name === 'link') this.addLink(attribs)
    else if (name === 'style') this.inStyle = true
    else if (name === 'html') this.root ??= element
    else if (name === 'body') this.body ??= element
    else if (name === 'title') this.title ??= element
    else if (name === 'base') this.base ??= attribs['href'] ?? null
  }

  onclosetag(name: string): void {
    this.lastText = null
    if (this.stopped || (this.inSvg > 0 && (name !== 'svg' || --this.inSvg > 0))) return
    if (this.beyond > 0) {
      this.beyond--
      return
    }
    const element = this.stack.length > 1 ? this.stack.pop() : undefined
    if (!(element instanceof Element)) return
    element.endIndex = this.elements.length
    if (name === 'script') this.addScript(element)
    else if (name === 'style') this.inStyle = false
  }

  ontext(data: string): void {
    if (this.stopped || this.inStyle || this.inSvg > 0) return
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
    const holder = this.stack[this.stack.length - 1]
    const place = holder instanceof Element ? holder.startIndex : null
    if (place !== null && place !== undefined) this.ownChars[place] = (this.ownChars[place] ?? 0) + chars
  }

  /** White space after a block's beginning or after a block parts no words; it is half of all texts. */
  private isIndentation(data: string): boolean {
    if (data.charCodeAt(0) > 32 || data.trim() !== '') return false
    const parent = this.stack[this.stack.length - 1] as ParentNode
    const before = parent.children[parent.children.length - 1] ?? parent
    return !(before instanceof Text) && !(before instanceof Element && inlineTags.has(before.name))
  }

  finish(html: string): PageDom {
    for (const open of this.stack) if (open instanceof Element) open.endIndex = this.elements.length
    for (const element of this.elements) element.endIndex ??= (element.startIndex ?? 0) + 1
    const jsonLd = readJsonLd(this.jsonLdBlocks)
    return {
      url: this.url,
      html,
      baseUrl: (this.base === null ? null : URL.parse(this.base, this.url)?.href) ?? this.url,
      document: this.document,
      root: this.root,
      body: this.body,
      elements: this.elements,
      marks: this.marks,
      ownChars: this.ownChars,
      byTag: this.byTag,
      itemprops: this.itemprops,
      metas: this.metas,
      links: this.links,
      jsonLd,
      scripts: this.scripts,
      lang: (this.root?.attribs['lang'] ?? this.root?.attribs['xml:lang'])?.trim() || null,
      title: (this.title === null ? '' : textOf(this.title, 1_000)) || null,
      problems: [...this.problems, ...jsonLd.problems],
    }
  }

  private append(node: Element | Text): void {
    const parent = this.stack[this.stack.length - 1] as ParentNode
    const siblings = parent.children
    const previous = siblings[siblings.length - 1]
    if (previous !== undefined) {
      node.prev = previous
      previous.next = node
    }
    node.parent = parent
    // Most elements hold one child or none, and an array that grows by itself makes room for seventeen.
    if (previous === undefined) parent.children = [node]
    else siblings.push(node)
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

function holdsData(code: string): boolean {
  return code.length > 40 && /^[^{]{0,200}=\s*(?:JSON\.parse\(|[{["'])/.test(code)
}
