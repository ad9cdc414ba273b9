// A page as its readers see it: one bounded tree (built in build-dom), and what all of them need, gathered while it was built.
import { isPlainUrl } from '../canonical-url.ts'
import { Document, Element, Text, type ChildNode, type ParentNode } from './dom-nodes.ts'
import type { JsonLd } from './json-ld.ts'
import type { Part } from './known-parts.ts'
import type { WrittenName } from './written-names.ts'

export type PageDom = {
  /** Where the page was fetched, as given. */
  readonly url: string
  /** The source as far as it was read. */
  readonly html: string
  /** False when elements have only those attributes that `askedAttributeAt` knows. */
  readonly hasAllAttributes: boolean
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
  /** Class and id of each element, by its place. */
  readonly classes: readonly (WrittenName | undefined)[]
  readonly ids: readonly (WrittenName | undefined)[]
  /** The elements of the tags that `byTag` lists: a, h1 to h4, time, p, article, main, address, script, in document order. */
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
  /** What was taken over from the page before, in document order: what follows from the part alone can be remembered for it. */
  readonly taken: readonly TakenPart[]
  readonly problems: readonly string[]
  /** Its `url`, read; null for what is none. */
  readonly address: URL | null
  /** What `comparableOn` has made of texts of this page. */
  readonly compared: Map<string, string>
  /** What `metaText` has made of values of this page's metas. */
  readonly cleaned: Map<string, string | null>
}

/** `start`: the place of its first element. */
export type TakenPart = { readonly start: number; readonly part: Part }

/** `rel` in lower case; `href` as it stands. */
export type LinkTag = {
  readonly rel: string
  readonly href: string
  readonly type: string | null
  readonly title: string | null
  readonly hreflang: string | null
}

/** `type` in lower case, '' when absent. */
export type ScriptTag = { readonly id: string | null; readonly type: string; readonly text: string }

/** Collapsed text of a node and its descendants, at most `maxChars` characters; scripts, styles and templates left out. */
export function textOf(node: ChildNode | ParentNode, maxChars = 10_000): string {
  // Most elements that are asked hold one text and nothing else.
  const only = node instanceof Element && node.children.length === 1 ? node.children[0] : undefined
  if (only instanceof Text) return silentTags.has((node as Element).name) ? '' : collapse(only.data).slice(0, maxChars)
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

/** Spaces other than the plain one. One class of letters is sought faster than two. */
const untidy = /[\t-\r\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]| {2}/
/** Runs of space that are not one plain space already: most are, and need no replacing. */
const untidyRun = /(?:[^\S ]|[\u200b\ufeff])[\s\u200b\ufeff]*| [\s\u200b\ufeff]+/g

/** Runs of whitespace, no-break and zero-width spaces become one space; ends trimmed. */
export function collapse(text: string): string {
  return untidy.test(text) ? text.replace(untidyRun, ' ').trim() : text.trim()
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
  if (isPlainUrl(trimmed)) return trimmed
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
