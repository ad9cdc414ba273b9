// What JSX becomes: text at once, escaped where it is written. A page is drawn synchronously from what its handler has asked for, so
// no tree of nodes, no contexts and no promises are needed, which cost more than everything else of drawing. Decision 0006.
import type { HtmlEscapedString } from 'hono/utils/html'

/** The types of elements and attributes are Hono's. */
export type { JSX } from 'hono/jsx/jsx-runtime'

/** Markup that needs no escaping any more. */
class Markup {
  readonly isEscaped = true
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
}

type Props = Readonly<Record<string, unknown>>
type Component = (props: Props) => unknown

export function jsx(tag: string | Component, props: Props): HtmlEscapedString {
  return asElement(typeof tag === 'string' ? elementOf(tag, props) : contentOf(tag(props)))
}

export { jsx as jsxs }

export function Fragment({ children }: Props): HtmlEscapedString {
  return asElement(contentOf(children))
}

/** Typed as Hono types its own elements, so that either can be drawn with. */
function asElement(text: string): HtmlEscapedString {
  return new Markup(text) as unknown as HtmlEscapedString
}

/** Source: HTML, §13.1.2 (void elements). */
const withoutContent: ReadonlySet<string> = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']) // prettier-ignore

/** What is written of a tag, put together once: every piece that is joined anew for each element is one more to sweep away. */
type Tag = { readonly bare: string; readonly end: string; readonly withFirst: Map<string, string> }

const tags = new Map<string, Tag>()
const further = new Map<string, string>()

function elementOf(tag: string, props: Props): string {
  const known = tags.get(tag) ?? learn(tag)
  let text = ''
  for (const name in props) {
    if (name === 'children') continue
    const value = valueOf(name, props[name])
    if (value === null) continue
    text = text === '' ? beginningOf(known, tag, name) + value : text + nextOf(name) + value
  }
  if (known.end === '') return text === '' ? known.bare : `${text}"/>`
  return (text === '' ? known.bare : `${text}">`) + contentOf(props['children']) + known.end
}

function learn(tag: string): Tag {
  const isVoid = withoutContent.has(tag)
  const known = { bare: isVoid ? `<${tag}/>` : `<${tag}>`, end: isVoid ? '' : `</${tag}>`, withFirst: new Map() }
  tags.set(tag, known)
  return known
}

function beginningOf({ withFirst }: Tag, tag: string, name: string): string {
  const known = withFirst.get(name) ?? `<${tag} ${name}="`
  withFirst.set(name, known)
  return known
}

function nextOf(name: string): string {
  const known = further.get(name) ?? `" ${name}="`
  further.set(name, known)
  return known
}

/** True is the attribute alone, but a word for `aria-…` and the like, whose values are words; null is no attribute. Names are ours. */
function valueOf(name: string, value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return escape(value)
    case 'number':
      return String(value)
    case 'boolean':
      return isWord(name) ? String(value) : value ? '' : null
    default:
      if (value === undefined || value === null) return null
      if (value instanceof Markup) return escape(value.text)
      throw new TypeError(`the attribute ${name} is no text`)
  }
}

function isWord(name: string): boolean {
  return name.startsWith('aria-') || name.startsWith('data-')
}

function contentOf(child: unknown): string {
  if (typeof child === 'string') return escape(child)
  if (child instanceof Markup) return child.text
  if (Array.isArray(child)) {
    let text = ''
    for (const one of child) text += contentOf(one)
    return text
  }
  if (typeof child === 'number') return String(child)
  if (child === null || child === undefined || typeof child === 'boolean') return ''
  throw new TypeError(`nothing of this kind can stand in a page: ${Object.prototype.toString.call(child)}`)
}

const special = /[&<>"']/
const allSpecial = /[&<>"']/g
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return special.test(text) ? text.replace(allSpecial, (character) => entities[character]!) : text
}
