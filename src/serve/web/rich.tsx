// What the tags in messages become on a page: `<code>`, `<strong>`, and a link to somewhere.
import type { Child } from 'hono/jsx'

type Tag = (inner: Child) => Child

/** Names of fields, files and formats run from left to right in every language. */
export const code: Tag = (inner) => <code dir="ltr">{inner}</code>

export const strong: Tag = (inner) => <strong>{inner}</strong>

export function linkTo(href: string): Tag {
  return (inner) => <a href={href}>{inner}</a>
}
