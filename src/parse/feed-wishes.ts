// Licences that a feed or an item carries itself (RSL), pointed to or written out: passed on as wishes, judged elsewhere.
import type { Directive } from '../model/index.ts'
import { absoluteUrl } from './canonical-url.ts'
import { childrenNamed, type XmlNode } from './feed-xml.ts'

const maxDocuments = 5
const maxDocumentChars = 20_000

/**
 * `license` with the address of an RSL file, `document` with terms written out as XML. Creative Commons and other licences
 * are no such wishes. Source: RSL 1.0 §4 (links of type application/rsl+xml; `rsl:content` in RSS and Atom).
 */
export function wishesOf(node: XmlNode, base: string): Directive[] {
  const common = { source: 'rsl', agent: '*' } as const
  const links = childrenNamed(node, 'link', 'atom:link').flatMap(({ attributes, base: own }): Directive[] => {
    const isLicence = attributes.rel?.toLowerCase().split(/\s+/).includes('license') === true
    const url = absoluteUrl(attributes.href ?? '', own ?? base)
    if (!isLicence || attributes.type?.split(';')[0]?.trim().toLowerCase() !== 'application/rsl+xml' || url === null)
      return []
    return [{ ...common, name: 'license', value: url, place: 'feed: link[rel="license"]' }]
  })
  const documents = childrenNamed(node, 'rsl:content').map((content): Directive => {
    const url = content.attributes.url ?? ''
    const value = `<rsl><content url="${escaped(url)}">${content.markup ? content.text : ''}</content></rsl>`
    return { ...common, name: 'document', value: value.slice(0, maxDocumentChars), place: 'feed: rsl:content' }
  })
  return [...links, ...documents].slice(0, maxDocuments)
}

function escaped(text: string): string {
  return text.slice(0, 2000).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
