// The texts of a feed: titles, summaries, contents and rights lines, by what their elements say of their type.
import { child, childrenNamed, type XmlNode } from './feed-xml.ts'
import { looseLine, plainLine, plainText } from './plain-text.ts'

/** Characters. */
const maxSummary = 5000
const maxTitle = 2000
/** An RSS description longer than this is the piece itself, not a summary of it. */
const fullTextFrom = 2000

/** One line of plain text; an empty string when the item has no title. */
export function titleOf(item: XmlNode): string {
  for (const name of ['title', 'dc:title', 'media:title', 'atom:title'] as const) {
    for (const node of childrenNamed(item, name)) {
      const title = lineOf(node)
      if (title !== '') return title.length > maxTitle ? title.slice(0, maxTitle) : title
    }
  }
  const group = child(item, 'media:group')
  return group === undefined ? '' : looseLine(child(group, 'media:title')?.text ?? '').slice(0, maxTitle)
}

/** A text construct on one line, by its declared type: markup is markup, text is text unless it plainly is not. */
export function lineOf(node: XmlNode): string {
  const text = unpacked(node)
  return isMarkup(node) ? plainLine(text) : looseLine(text)
}

function isMarkup({ markup, attributes }: XmlNode): boolean {
  return markup || markupTypes.has((attributes.type ?? '').toLowerCase())
}

const markupTypes = new Set(['html', 'xhtml', 'text/html', 'application/xhtml+xml', 'application/xml+xhtml'])

/** Atom 0.3 `mode="base64"`, Atom 1.0 content of a type that is neither text nor XML. */
function unpacked({ text, markup, attributes: { mode, type = '' } }: XmlNode): string {
  const kind = type.toLowerCase()
  const binary = kind.includes('/') && !/^text\/|[/+](?:xml|html)\b|xhtml/.test(kind)
  if (mode?.toLowerCase() !== 'base64' && (!binary || mode !== undefined)) return text
  if (markup || !/^[\sA-Za-z0-9+/]+={0,2}\s*$/.test(text)) return text
  return new TextDecoder().decode(Buffer.from(text, 'base64'))
}

const contentNames = ['content:encoded', 'content', 'atom:content', 'xhtml:body', 'body', 'xhtml:div', 'fullitem']
const summaryNames = ['summary', 'description', 'itunes:summary', 'atom:summary', 'itunes:subtitle', 'media:description', 'dc:description'] // prettier-ignore

export type EntryTexts = {
  readonly summary: string | null
  /** Read when it is asked for: most entries of a feed were filed before, and nobody asks again. */
  readonly content: () => string | null
}

export function textsOf(item: XmlNode): EntryTexts {
  const fullNode = childrenNamed(item, ...contentNames).find(hasText) ?? descriptionBesideSummary(item)
  const shortNode = firstWithText(item, summaryNames) ?? firstWithText(child(item, 'media:group'), summaryNames)
  const short = shortNode === undefined ? '' : plainText(unpacked(shortNode))
  const readFull = () => {
    if (fullNode === undefined || fullNode.text === shortNode?.text) return short
    return plainText(unpacked(fullNode))
  }
  let full = short === '' ? readFull() : undefined
  return {
    summary: beginning(short === '' ? (full ?? '') : short),
    content: () => {
      if (fullNode === undefined) return short.length >= fullTextFrom ? short : null
      full ??= readFull()
      return full === '' ? null : full
    },
  }
}

/** An item with both a summary and a description carries its text in the description. */
function descriptionBesideSummary(item: XmlNode): XmlNode | undefined {
  return child(item, 'summary') === undefined ? undefined : child(item, 'description')
}

function hasText(node: XmlNode): boolean {
  return node.text.trim() !== ''
}

function firstWithText(item: XmlNode | undefined, names: readonly string[]): XmlNode | undefined {
  if (item === undefined) return undefined
  for (const name of names) {
    const found = childrenNamed(item, name).find(hasText)
    if (found !== undefined) return found
  }
  return undefined
}

/** At most 5,000 characters, cut at a space; null for nothing. */
export function beginning(text: string): string | null {
  if (text === '') return null
  if (text.length <= maxSummary) return text
  const space = text.lastIndexOf(' ', maxSummary)
  return text.slice(0, space > maxSummary / 2 ? space : maxSummary)
}

/** Plain text on one line. */
export function rightsOf(node: XmlNode): string | null {
  const rights = childrenNamed(node, 'copyright', 'rights', 'dc:rights', 'media:copyright', 'dcterms:rights').find(
    hasText,
  )
  const text = rights === undefined ? '' : lineOf(rights).slice(0, maxTitle)
  return text === '' ? null : text
}
