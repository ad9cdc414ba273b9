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

function elementOf(tag: string, props: Props): string {
  let text = `<${tag}`
  for (const name in props) if (name !== 'children') text += attributeOf(name, props[name])
  if (withoutContent.has(tag)) return `${text}/>`
  return `${text}>${contentOf(props['children'])}</${tag}>`
}

/** True is the attribute alone, but a word for `aria-…` and the like, whose values are words. Names are ours and never a stranger's. */
function attributeOf(name: string, value: unknown): string {
  switch (typeof value) {
    case 'string':
      return ` ${name}="${escape(value)}"`
    case 'number':
      return ` ${name}="${value}"`
    case 'boolean':
      if (isWord(name)) return ` ${name}="${value}"`
      return value ? ` ${name}=""` : ''
    default:
      if (value === undefined || value === null) return ''
      if (value instanceof Markup) return ` ${name}="${escape(value.text)}"`
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
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escape(text: string): string {
  return special.test(text) ? text.replace(allSpecial, (character) => entities[character]!) : text
}
