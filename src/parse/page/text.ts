// Small shared readings of text for the page readers: meta values, comparing forms.
import { foldLetters } from '../../base/index.ts'
import { plainLine } from '../plain-text.ts'
import { ldText } from './json-ld.ts'
import type { PageDom } from './page-dom.ts'

/** Letters and digits only, folded, parted by single spaces: what two headlines are compared by. */
export function comparable(text: string): string {
  const folded = foldLetters(text)
  // Most folded text is plain, and there the engine is twice as fast.
  return (isPlain.test(folded) ? folded.replace(noPlainLetters, ' ') : folded.replace(noLetters, ' ')).trim()
}

/** The same, remembered for the page: its headline stands in a dozen places. */
export function comparableOn({ compared }: PageDom, text: string): string {
  const known = compared.get(text)
  if (known !== undefined) return known
  const made = comparable(text)
  compared.set(text, made)
  return made
}

const isPlain = /^[\x00-\x7f]*$/ // oxlint-disable-line no-control-regex
const noPlainLetters = /[^a-z0-9]+/g
const noLetters = /[^\p{L}\p{M}\p{N}]+/gu

/** The first value of the first of these metas that has one, as plain text. Placeholders of templates are no value. */
export function metaText(dom: PageDom, ...names: readonly string[]): string | null {
  for (const name of names) {
    const values = dom.metas.get(name)
    if (values === undefined) continue
    for (const value of values) {
      const text = cleanLineOn(dom, value)
      if (text !== null) return text
    }
  }
  return null
}

/** Remembered for the page: several readers ask for the same metas. */
function cleanLineOn({ cleaned }: PageDom, text: string): string | null {
  const known = cleaned.get(text)
  if (known !== undefined) return known
  const made = cleanLine(text)
  cleaned.set(text, made)
  return made
}

/** JSON-LD text as plain text; null when there is none. */
export function ldLine(value: unknown): string | null {
  const text = ldText(value)
  return text === null ? null : cleanLine(text)
}

const templateRest = /^(?:null|undefined|none|n\/a|false|true|\[object Object\]|\{\{.*\}\}|<%.*%>|\$\{.*\})$/i

/** Plain text on one line, at most 5,000 characters; null for nothing and for what a template left behind. */
export function cleanLine(text: string): string | null {
  const line = plainLine(text.length > 5_000 ? text.slice(0, 5_000) : text)
  return line === '' || templateRest.test(line) ? null : line
}
