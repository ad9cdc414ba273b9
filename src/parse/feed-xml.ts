// One pass over a feed's XML, however damaged: the head and the items as small trees, nothing interpreted yet.
import { digestOf } from '../base/index.ts'
import { decodeReferences } from './entities.ts'
import { innerScope, isUndeclared, resolveName, rootScope, type Scope } from './feed-names.ts'
import { scanXml } from './scan-xml.ts'

export type XmlNode = {
  /** As `resolveName` gives it. */
  readonly name: string
  /** Lower-case names with the prefix as written; references decoded. */
  readonly attributes: Readonly<Record<string, string>>
  /** Decoded character data, or raw markup when `markup` is true. */
  text: string
  /** True when elements stood inside a text, so that `text` is markup whatever its type says. */
  markup: boolean
  children: XmlNode[]
  /** A bit for each name among the children, which few names share: most of what an item is asked for is not there. */
  names: number
  /** xml:base and xml:lang as written here or inherited. */
  readonly base: string | null
  readonly lang: string | null
}

export type FeedXml = {
  readonly format: 'rss' | 'rdf' | 'atom' | 'sitemap' | 'sitemap-index'
  readonly root: XmlNode
  /** RSS and RDF `channel`, Atom `feed`. */
  readonly head: XmlNode
  /** Those that were read, in their order. */
  readonly items: readonly XmlNode[]
  /**
   * One for each item, the passed over included: it stands for the item's source and for all around it that its tree depends
   * on. Null for an item that was not whole or had flaws.
   */
  readonly marks: readonly (number | null)[]
  /** What is wrong with the XML, in plain words. */
  readonly flaws: readonly string[]
  /** Why reading ended early, if it did. */
  readonly stopped: string | null
}

/** Elements inside one another. Real feeds need about ten; markup inside a text counts too. */
const maxDepth = 256
/** Children kept of one element; the rest is ignored. */
const maxChildren = 500
const maxAttributes = 50
const maxFlaws = 10

/** Elements that hold elements. All others hold text, and what stands inside them is markup. */
const structural = new Set(
  'rss rdf:rdf feed channel item entry author contributor source image textinput skiphours skipdays url sitemap urlset sitemapindex media:group media:content atom:author atom:contributor itunes:owner news:news news:publication image:image'.split(' '), // prettier-ignore
)

/** What we keep of a head or an item; everything else is passed over without a trace. */
const wanted = new Set(
  (
    'title link description summary content guid id homepage comments pubdate published updated modified issued created author contributor ' +
    'category atom:category source enclosure image language copyright rights subtitle tagline info ttl skiphours skipdays hour day ' +
    'managingeditor lastbuilddate icon logo url name uri email expirationdate width height comments generator ' +
    'loc lastmod fullitem body xhtml:body xhtml:div ' +
    'dc:title dc:creator dc:author dc:contributor dc:date dc:subject dc:language dc:rights dc:description dc:publisher dc:source ' +
    'dcterms:created dcterms:issued dcterms:modified dcterms:creator dcterms:rights dcterms:available ' +
    'content:encoded media:title media:description media:credit media:thumbnail media:content media:group media:keywords ' +
    'media:category media:copyright media:license itunes:author itunes:summary itunes:subtitle itunes:image itunes:keywords ' +
    'itunes:category itunes:owner itunes:name itunes:email itunes:duration atom:link atom:author atom:name atom:uri atom:email ' +
    'atom:updated atom:published atom:id atom:contributor atom:summary atom:content atom:title atom:rights atom:subtitle ' +
    'feedburner:origlink sy:updateperiod sy:updatefrequency news:news news:publication news:name news:language news:title ' +
    'news:publication_date news:keywords news:genres news:access image:image image:loc fh:prev-archive fh:complete fh:archive ' +
    'cc:license creativecommons:license rsl:content prism:publicationdate prism:modificationdate prism:expirationdate itunes:block itunes:link ' +
    'googleplay:author googleplay:block googleplay:category googleplay:image'
  ).split(' '),
)

/** A text left open ends where one of these opens: they never stand in markup. */
const endsText = new Set('pubdate guid dc:creator dc:date content:encoded feedburner:origlink lastbuilddate atom:link media:content media:thumbnail wfw:commentrss slash:comments updated published'.split(' ')) // prettier-ignore

type Open = { readonly raw: string; readonly node: XmlNode | null; readonly outer: Scope }
type Attribute = { readonly name: string; readonly value: string }
/** `end`: where its end tag begins. `depth`: how many elements are open around it. */
type Marked = { readonly mark: number; readonly end: number; readonly depth: number; readonly noted: number; readonly head: XmlNode | null } // prettier-ignore
/** What the trees of items depend on outside of them, as a number. */
type Around = { readonly parent: XmlNode; readonly scope: Scope; readonly seed: number }
const nothingMet: ReadonlySet<number> = new Set()

export type XmlOptions = {
  readonly maxItems: number
  /** Where the document comes from. */
  readonly url: string
  /** Whether the elements that nothing of ours reads are kept too. */
  readonly everything?: boolean
  /** Marks of items that are passed over. */
  readonly met?: ReadonlySet<number>
}

/** Null when no element of a feed's or sitemap's format is found. Linear in the length of `source`. */
export function readFeedXml(
  source: string,
  { maxItems, url, everything = false, met = nothingMet }: XmlOptions,
): FeedXml | null {
  const flaws = new Set<string>()
  const stack: Open[] = []
  const items: XmlNode[] = []
  const marks: (number | null)[] = []
  let scope = rootScope(false)
  let format: FeedXml['format'] | null = null
  let root: XmlNode | null = null
  let head: XmlNode | null = null
  let stopped: string | null = null
  let html = false

  /** The text that is being read, where its content begins in the source, and how many elements are open inside it. */
  let text: XmlNode | null = null
  let textStart = 0
  let inside = 0
  let itemName = ''
  /** The item that is being read, and what must still be so at its end for its mark to stand. */
  let marked: Marked | null = null
  let around: Around | null = null
  let noted = 0

  let tagStart = 0
  let notedBefore = 0
  let tagName = ''
  let attributes: Attribute[] = []

  const reader = {
    stopped: false,
    beginTag(start: number, end: number) {
      tagStart = start - 1
      notedBefore = noted
      tagName = source.slice(start, end)
      if (attributes.length > 0) attributes = []
      if (text !== null && endsBefore(tagName)) endText(start - 1)
    },
    attribute(start: number, end: number, valueStart: number, valueEnd: number, isQuoted: boolean) {
      if (!isQuoted) note('an attribute without quotes')
      if (attributes.length >= maxAttributes || text !== null) return
      const name = source.slice(start, end).toLowerCase()
      attributes.push({ name, value: decode(source.slice(valueStart, valueEnd)) })
    },
    endTag(at: number, isSelfClosing: boolean) {
      const before = items.length
      open(at, isSelfClosing)
      return items.length > before && !isSelfClosing ? passOver(at) : at + 1
    },
    closeTag(start: number, end: number) {
      close(source.slice(start, end), start - 2)
      if (marked !== null && start - 2 === marked.end) {
        if (stack.length === marked.depth && noted === marked.noted && head === marked.head)
          marks[marks.length - 1] = marked.mark
        marked = null
      }
    },
    text(start: number, end: number) {
      if (stack.length === 0 && notBlank.test(source.slice(start, end))) note('text outside the document')
      const holder = text ?? stack.at(-1)?.node
      if (holder === null || holder === undefined) return
      if (!holder.markup) holder.text += decode(source.slice(start, end))
    },
    cdata(start: number, end: number) {
      const holder = text ?? stack.at(-1)?.node
      if (holder !== null && holder !== undefined && !holder.markup) holder.text += source.slice(start, end)
    },
  }

  /** A document with flaws without end must not fill the memory with them. */
  function note(flaw: string): void {
    noted++
    if (flaws.size < maxFlaws) flaws.add(flaw)
  }

  function decode(raw: string): string {
    if (!raw.includes('&')) return raw
    if (loose.test(raw)) note(looseAmpersand)
    return decodeXml(raw)
  }

  function endsBefore(raw: string): boolean {
    if (raw === itemName) return true
    return inside === 0 ? endsText.has(resolveName(raw, scope)) : false
  }

  function open(end: number, selfClosing: boolean): void {
    if (stopped !== null) return
    if (text !== null) {
      text.markup = true
      if (!selfClosing && stack.length < maxDepth && !neverClosed.has(tagName.toLowerCase())) {
        inside++
        push(null, scope)
      }
      return
    }
    const outer = scope
    if (attributes.length > 0) scope = innerScope(scope, attributes.filter(declaresPrefix).map(prefixAndAddress))
    if (root === null && startDocument(tagName)) scope = { ...scope, atom: format === 'atom', resolved: new Map() }
    const name = resolveName(tagName, scope)
    if (root !== null && isUndeclared(tagName, scope)) note(`the undeclared prefix ${tagName.split(':', 1)[0] ?? ''}:`)
    const node = place(name)
    push(node, outer)
    if (selfClosing) {
      close(tagName, end)
    } else if (node !== null && !structural.has(name) && (!everything || wanted.has(name))) {
      text = node
      textStart = end + 1
      inside = 0
    }
  }

  function push(node: XmlNode | null, outer: Scope): void {
    stack.push({ raw: tagName, node, outer })
    if (stack.length > maxDepth) stop('elements are nested too deep')
  }

  function stop(why: string): void {
    stopped ??= why
    reader.stopped = true
  }

  /** True when this element begins a feed: it decides the format. */
  function startDocument(raw: string): boolean {
    const local = raw.slice(raw.indexOf(':') + 1).toLowerCase()
    html ||= local === 'html' && stack.length === 0
    format = html ? null : (formats[local] ?? null)
    return format !== null
  }

  /** The node for an element, attached where it belongs; null for what we do not keep. */
  function place(name: string): XmlNode | null {
    if (format === null) return null
    const parent = stack.at(-1)?.node ?? null
    const node = createNode(name, parent ?? root)
    if (root === null) {
      root = node
      if (format === 'atom' || name === 'channel') head = node
      if (!isItem(name)) return node
    }
    if (isItem(name)) return startItem(node)
    if (name === 'channel') {
      head ??= node
      return node
    }
    if (parent === null || (!everything && !wanted.has(name))) return null
    if (parent.children.length < maxChildren) {
      if (parent.children === none) parent.children = [node]
      else parent.children.push(node)
      parent.names |= bitOf(name)
    }
    return node
  }

  function isItem(name: string): boolean {
    if (format === 'atom') return name === 'entry'
    if (format === 'sitemap') return name === 'url' && !inItem()
    if (format === 'sitemap-index') return name === 'sitemap'
    return name === 'item' || (name === 'atom:entry' && !inItem())
  }

  function inItem(): boolean {
    return stack.some(({ node }) => node !== null && node === items.at(-1))
  }

  function startItem(node: XmlNode): XmlNode | null {
    const last = items.at(-1)
    const at = last === undefined ? -1 : stack.findIndex((element) => element.node === last)
    if (at >= 0) {
      note(`<${tagName}> was not closed`)
      stack.length = at
    }
    if (marks.length >= maxItems) {
      stop(`only the first ${maxItems} entries were read`)
      return null
    }
    itemName = tagName
    items.push(node)
    marks.push(null)
    return node
  }

  /**
   * Where reading goes on after the start tag of an item that ends at `at`: after the whole item when it was met before. The same
   * source, read in the same surroundings, gives the same tree, so long as it ends with its own end tag and without a flaw.
   */
  function passOver(at: number): number {
    marked = null
    const parent = stack.at(-2)?.node
    const end = source.indexOf(`</${tagName}>`, at)
    if (end < 0 || noted > notedBefore || parent === undefined || parent === null) return at + 1
    const { outer } = stack.at(-1)!
    if (around?.parent !== parent || around.scope !== outer) {
      const { base, lang } = parent
      const seed = digestOf(JSON.stringify([url, format, base, lang, everything, [...outer.addresses]]))
      around = { parent, scope: outer, seed }
    }
    const after = end + tagName.length + 3
    const mark = digestOf(source, around.seed, tagStart, after)
    if (!met.has(mark)) {
      marked = { mark, end, depth: stack.length - 1, noted, head }
      return at + 1
    }
    close(tagName, end)
    items.pop()
    marks[marks.length - 1] = mark
    return after
  }

  function createNode(name: string, parent: XmlNode | null): XmlNode {
    const base = parent?.base ?? null
    const lang = parent?.lang ?? null
    if (attributes.length === 0)
      return { name, attributes: noAttributes, text: '', markup: false, children: none, names: 0, base, lang }
    const own: Record<string, string> = {}
    for (const { name: key, value } of attributes) {
      if (Object.hasOwn(own, key)) note('an attribute that stands twice')
      else if (!key.startsWith('xmlns')) own[key] = value
    }
    return {
      name,
      attributes: own,
      text: '',
      markup: false,
      children: none,
      names: 0,
      base: joinBase(own['xml:base'], base, url),
      lang: own['xml:lang'] ?? lang,
    }
  }

  /** A text that was left open ends here, and what was open inside it. */
  function endText(at: number): void {
    note(`<${text?.name ?? ''}> was not closed`)
    const found = stack.findLastIndex(({ node }) => node === text)
    closeText(at)
    scope = stack[found]?.outer ?? scope
    if (found >= 0) stack.length = found
  }

  function closeText(end: number): void {
    if (text?.markup === true) text.text = source.slice(textStart, Math.max(end, textStart)).replace(cdata, '$1')
    text = null
    inside = 0
  }

  function close(raw: string, at: number): void {
    if (stopped !== null) return
    let found = stack.length - 1
    if (stack[found]?.raw !== raw) {
      const lower = raw.toLowerCase()
      while (found >= 0 && stack[found]?.raw.toLowerCase() !== lower) found--
    }
    if (stack[found]?.raw !== raw) note(`</${raw.slice(0, 40)}> closes nothing`)
    if (found < 0) return
    if (found < stack.length - 1) note(`<${stack.at(-1)?.raw.slice(0, 40) ?? ''}> was not closed`)
    if (text !== null) {
      if (stack.length - found > inside) closeText(at)
      else inside -= stack.length - found
    }
    scope = stack[found]?.outer ?? scope
    stack.length = found
  }

  scanXml(source, reader)
  if (root === null || format === null) return null
  if (stopped === null && stack.length > 0) {
    note('the document ends in the middle')
    for (const { node } of stack) if (node !== null) dropUnfinished(node)
  }
  if (forbidden.test(source.slice(0, sampleLength))) note('a control character')
  return { format, root, head: head ?? root, items, marks, flaws: [...flaws], stopped }

  /** What was cut off in the middle, above all an address or a name, would be a wrong one. A long text may lack its end. */
  function dropUnfinished(node: XmlNode): void {
    if (node.markup) node.text = source.slice(textStart)
    if (longTexts.has(node.name)) return
    for (const { node: holder } of stack) {
      const at = holder === null ? -1 : holder.children.indexOf(node)
      if (at >= 0) holder?.children.splice(at, 1)
    }
  }
}

const longTexts = new Set(['description', 'summary', 'content', 'content:encoded', 'fullitem', 'body', 'xhtml:body'])
/** Elements of HTML without content, which publishers leave open in XML. */
const neverClosed = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'source', 'area', 'col', 'embed'])
const notBlank = /[^\s\uFEFF]/
/** Characters looked at for what XML forbids: enough to tell an operator, and cheap in a long feed. */
const sampleLength = 100_000
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/

function declaresPrefix({ name }: Attribute): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:')
}

function prefixAndAddress({ name, value }: Attribute): readonly [string, string] {
  return [name.slice(6), value.trim()]
}

const formats: Readonly<Record<string, FeedXml['format']>> = {
  rss: 'rss',
  channel: 'rss',
  item: 'rss',
  rdf: 'rdf',
  feed: 'atom',
  entry: 'atom',
  urlset: 'sitemap',
  sitemapindex: 'sitemap-index',
}

const noAttributes: Readonly<Record<string, string>> = {}
const looseAmpersand = 'an unescaped & or a reference that XML does not know'
const loose = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/
const numeric = /&#(?:\d{1,7}|[xX][\da-fA-F]{1,6});/g

/**
 * XML's five names and numeric references; named references of HTML stay for whoever reads the text as markup.
 * The ampersand comes last, so that `&amp;lt;` becomes `&lt;` and not `<`.
 */
function decodeXml(raw: string): string {
  let text = raw.replaceAll('&lt;', '<').replaceAll('&gt;', '>')
  if (text.includes('&quot;')) text = text.replaceAll('&quot;', '"')
  if (text.includes('&apos;')) text = text.replaceAll('&apos;', "'")
  if (text.includes('&#')) text = text.replace(numeric, decodeReferences)
  return text.replaceAll('&amp;', '&')
}

const cdata = /<!\[CDATA\[([\s\S]*?)\]\]>/g

/** An xml:base is read against the one around it, the outermost against the document's own address. */
function joinBase(own: string | undefined, inherited: string | null, documentUrl: string): string | null {
  if (own === undefined || own.trim() === '') return inherited
  return URL.parse(own.trim(), inherited ?? documentUrl)?.href ?? inherited
}

/** The first child of that name. */
export function child({ children, names }: XmlNode, name: string): XmlNode | undefined {
  if ((names & bitOf(name)) === 0) return undefined
  for (const candidate of children) if (candidate.name === name) return candidate
  return undefined
}

/** The last child of that name: of two dates of one name the later corrects the earlier. */
export function lastChild({ children, names }: XmlNode, name: string): XmlNode | undefined {
  if ((names & bitOf(name)) === 0) return undefined
  for (let at = children.length - 1; at >= 0; at--) if (children[at]?.name === name) return children[at]
  return undefined
}

/** Every child of one of those names, in the order of the document. */
export function childrenNamed(node: XmlNode, ...names: readonly string[]): readonly XmlNode[] {
  let bits = 0
  for (const name of names) bits |= bitOf(name)
  if ((node.names & bits) === 0) return none
  let found: XmlNode[] | undefined
  for (const candidate of node.children) if (names.includes(candidate.name)) (found ??= []).push(candidate)
  return found ?? none
}

/** Shared by all without children, so it must not be changed. */
const none: XmlNode[] = []

/** One of 32 bits, by a name's length and its last letter. */
function bitOf(name: string): number {
  return 1 << (name.charCodeAt(name.length - 1) * 5 + name.length)
}
