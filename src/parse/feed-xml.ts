// One pass over a feed's XML, however damaged: the head and the items as small trees, nothing interpreted yet.
import { QuoteType, Tokenizer } from 'htmlparser2'
import { decodeReferences } from './entities.ts'
import { innerScope, isUndeclared, resolveName, rootScope, type Scope } from './feed-names.ts'
import { ignoreAll } from './tokens.ts'

export type XmlNode = {
  /** As `resolveName` gives it. */
  readonly name: string
  /** Lower-case names with the prefix as written; references decoded. */
  readonly attributes: Readonly<Record<string, string>>
  /** Decoded character data, or raw markup when `markup` is true. */
  text: string
  /** True when elements stood inside a text, so that `text` is markup whatever its type says. */
  markup: boolean
  readonly children: XmlNode[]
  /** xml:base and xml:lang as written here or inherited. */
  readonly base: string | null
  readonly lang: string | null
}

export type FeedXml = {
  readonly format: 'rss' | 'rdf' | 'atom' | 'sitemap' | 'sitemap-index'
  readonly root: XmlNode
  /** RSS and RDF `channel`, Atom `feed`. */
  readonly head: XmlNode
  readonly items: readonly XmlNode[]
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

type Open = { readonly raw: string; readonly lower: string; readonly node: XmlNode | null; readonly outer: Scope }
type Attribute = { readonly name: string; readonly value: string }

/**
 * Null when no element of a feed's or sitemap's format is found. Linear in the length of `source`. `everything` also keeps
 * the elements that nothing of ours reads.
 */
export function readFeedXml(
  source: string,
  { maxItems, url, everything = false }: { maxItems: number; url: string; everything?: boolean },
): FeedXml | null {
  const flaws = new Set<string>()
  const stack: Open[] = []
  const items: XmlNode[] = []
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

  let tagName = ''
  let attributeName = ''
  let attributeValue = ''
  let attributes: Attribute[] = []

  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      ...ignoreAll,
      onopentagname(start, end) {
        tagName = source.slice(start, end)
        attributes = []
        if (text !== null && endsBefore(tagName)) endText(start - 1)
      },
      onattribname: (start, end) => (attributeName = source.slice(start, end)),
      onattribdata: (start, end) => (attributeValue = source.slice(start, end)),
      onattribend(quote) {
        if (quote === QuoteType.NoValue || quote === QuoteType.Unquoted) note('an attribute without quotes')
        if (attributes.length < maxAttributes && text === null) {
          attributes.push({ name: attributeName.toLowerCase(), value: decode(attributeValue) })
        }
        attributeValue = ''
      },
      onopentagend: (end) => open(end, false),
      onselfclosingtag: (end) => open(end, true),
      onclosetag: (start, end) => close(source.slice(start, end), start - 2),
      ontext(start, end) {
        if (stack.length === 0 && notBlank.test(source.slice(start, end))) note('text outside the document')
        const holder = text ?? stack.at(-1)?.node
        if (holder === null || holder === undefined) return
        if (!holder.markup) holder.text += decode(source.slice(start, end))
      },
      oncdata(start, end, offset) {
        const holder = text ?? stack.at(-1)?.node
        if (holder !== null && holder !== undefined && !holder.markup) holder.text += source.slice(start, end - offset)
      },
    },
  )

  /** A document with flaws without end must not fill the memory with them. */
  function note(flaw: string): void {
    if (flaws.size < maxFlaws) flaws.add(flaw)
  }

  function decode(raw: string): string {
    if (!raw.includes('&')) return raw
    if (!flaws.has(looseAmpersand) && loose.test(raw)) note(looseAmpersand)
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
    stack.push({ raw: tagName, lower: tagName.toLowerCase(), node, outer })
    if (stack.length > maxDepth) stop('elements are nested too deep')
  }

  function stop(why: string): void {
    stopped ??= why
    tokenizer.pause()
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
    if (parent.children.length < maxChildren) parent.children.push(node)
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
    if (items.length >= maxItems) {
      stop(`only the first ${maxItems} entries were read`)
      return null
    }
    itemName = tagName
    items.push(node)
    return node
  }

  function createNode(name: string, parent: XmlNode | null): XmlNode {
    const own: Record<string, string> = {}
    for (const { name: key, value } of attributes) {
      if (Object.hasOwn(own, key)) note('an attribute that stands twice')
      else if (!key.startsWith('xmlns')) own[key] = value
    }
    return {
      name,
      attributes: attributes.length === 0 ? noAttributes : own,
      text: '',
      markup: false,
      children: [],
      base: joinBase(own['xml:base'], parent?.base ?? null, url),
      lang: own['xml:lang'] ?? parent?.lang ?? null,
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
    const lower = raw.toLowerCase()
    let found = stack.length - 1
    while (found >= 0 && stack[found]?.lower !== lower) found--
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

  tokenizer.write(source)
  if (stopped === null) tokenizer.end()
  if (root === null || format === null) return null
  if (stopped === null && stack.length > 0) {
    note('the document ends in the middle')
    for (const { node } of stack) if (node !== null) dropUnfinished(node)
  }
  if (forbidden.test(source.slice(0, sampleLength))) note('a control character')
  return { format, root, head: head ?? root, items, flaws: [...flaws], stopped }

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
export function child(node: XmlNode, name: string): XmlNode | undefined {
  for (const candidate of node.children) if (candidate.name === name) return candidate
  return undefined
}

/** The last child of that name: of two dates of one name the later corrects the earlier. */
export function lastChild({ children }: XmlNode, name: string): XmlNode | undefined {
  for (let at = children.length - 1; at >= 0; at--) if (children[at]?.name === name) return children[at]
  return undefined
}

/** Every child of one of those names, in the order of the document. */
export function childrenNamed(node: XmlNode, ...names: readonly string[]): readonly XmlNode[] {
  let found: XmlNode[] | undefined
  for (const candidate of node.children) if (names.includes(candidate.name)) (found ??= []).push(candidate)
  return found ?? none
}

const none: readonly XmlNode[] = []
