// Simple CSS selectors matched without an engine: what publishers write in `cssSelector` of paid parts.
import type { Element } from './dom-nodes.ts'

type Compound = {
  readonly tag: string | null
  readonly id: string | null
  readonly classes: readonly string[]
  readonly attributes: readonly { readonly name: string; readonly value: string | null }[]
}

/** Tells whether an element is meant; `unreadable` holds the selectors that could not be understood. */
export type SelectorList = {
  readonly matches: (element: Element) => boolean
  readonly unreadable: readonly string[]
  readonly size: number
  /** Whether one of them asks for an attribute besides class and id. */
  readonly testsAttributes: boolean
}

const maxSelectors = 40
const part =
  /^(?:\*|([a-z][\w-]*))?((?:[.#](?:\\.|[\w\u0080-\uffff-])+|\[\s*[\w:-]+\s*(?:[~|^$*]?=\s*(?:"[^"]*"|'[^']*'|[^\]\s]*))?\s*\])*)$/i
const piece = /([.#])((?:\\.|[\w\u0080-\uffff-])+)|\[\s*([\w:-]+)\s*(?:([~|^$*]?)=\s*["']?([^"'\]]*)["']?)?\s*\]/g

/**
 * Reads selectors such as `.paywall`, `div.a.b`, `#x`, `[data-lock]`, and lists of them. Of a selector with combinators only
 * its last part counts, and of an attribute test only the plain form, so that too much is matched rather than too little.
 */
export function readSelectors(texts: readonly string[]): SelectorList {
  const byClass = new Map<string, Compound[]>()
  const others: Compound[] = []
  const unreadable: string[] = []
  let size = 0
  let testsAttributes = false
  const all = texts.flatMap((list) => list.slice(0, 2_000).split(','))
  if (all.length > maxSelectors || texts.some((list) => list.length > 2_000))
    unreadable.push('more selectors than are read')
  for (const text of all.slice(0, maxSelectors)) {
    const compound = readCompound(text.trim())
    if (compound === null) {
      if (text.trim() !== '') unreadable.push(text.trim().slice(0, 200))
      continue
    }
    size++
    testsAttributes ||= compound.attributes.length > 0
    const first = compound.classes[0]
    if (first === undefined) others.push(compound)
    else byClass.set(first, [...(byClass.get(first) ?? []), compound])
  }
  return {
    unreadable,
    size,
    testsAttributes,
    matches(element) {
      if (others.some((compound) => isMeant(element, compound))) return true
      const own = element.attribs['class']
      if (own === undefined || byClass.size === 0) return false
      return own.split(/\s+/).some((name) => byClass.get(name)?.some((compound) => isMeant(element, compound)) ?? false)
    },
  }
}

function readCompound(selector: string): Compound | null {
  const last = selector.split(/\s*[>+~]\s*|\s+(?![^[]*\])/).at(-1) ?? ''
  const match = part.exec(last.replace(/::?[a-z-]+(?:\([^)]*\))?$/i, ''))
  if (match === null || (match[1] === undefined && (match[2] ?? '') === '')) return null
  const tag = match[1]?.toLowerCase() ?? null
  // Of a selector that means the whole page nothing can be left out: it counts as unreadable, and then nothing is read.
  if (tag === 'html' || tag === 'head' || tag === 'body') return null
  let id: string | null = null
  const classes: string[] = []
  const attributes: { name: string; value: string | null }[] = []
  for (const [, mark, name, attribute, operator, value] of (match[2] ?? '').matchAll(piece)) {
    const plain = name?.replace(/\\(.)/g, '$1') ?? ''
    if (mark === '#') id = plain
    else if (mark === '.') classes.push(plain)
    else if (attribute !== undefined)
      attributes.push({ name: attribute.toLowerCase(), value: operator === '' ? (value ?? null) : null })
  }
  return { tag, id, classes, attributes }
}

function isMeant(element: Element, { tag, id, classes, attributes }: Compound): boolean {
  const { attribs } = element
  if (tag !== null && element.name !== tag) return false
  if (id !== null && attribs['id'] !== id) return false
  for (const { name, value } of attributes) {
    const own = attribs[name]
    if (own === undefined || (value !== null && own !== value)) return false
  }
  if (classes.length === 0) return true
  const own = ` ${(attribs['class'] ?? '').replace(/\s+/g, ' ')} `
  return classes.every((name) => own.includes(` ${name} `))
}
