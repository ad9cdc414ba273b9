// Which attributes of elements are kept: those that some reader of pages asks for. Nobody looks at the others, a third of all.
import { mark } from './page-dom.ts'

export type AskedAttribute = {
  readonly name: string
  /** Bits of `mark`. */
  readonly mark: number
  /** A bit by which it is seen that an element does not have it yet; two may share one. */
  readonly seen: number
}

const asked: readonly AskedAttribute[] = [
  ...named('class id', mark.named),
  ...named('hidden style role aria-hidden data-nosnippet', mark.mayHide),
  ...named('itemprop itemtype rel property data-testid data-test data-qa data-component data-type', mark.marked),
  ...named('href content name title type src alt lang xml:lang http-equiv hreflang aria-label data-src', 0),
  // Where scripts that print dates keep them.
  ...named('datetime pubdate data-date data-time data-datetime data-timestamp data-published timestamp time date', 0),
].map((one, at) => ({ ...one, seen: 1 << (at % 32) }))

function named(names: string, bits: number): Omit<AskedAttribute, 'seen'>[] {
  return names.split(' ').map((name) => ({ name, mark: bits }))
}

const maxName = Math.max(...asked.map(({ name }) => name.length))
/** By length and first letter, which nearly always suffices to see that nobody asks. */
const shelves = Array.from({ length: (maxName + 1) * 32 }, (_, shelf) =>
  asked.filter(({ name }) => shelfOf(name.length, name.charCodeAt(0)) === shelf),
)

/** The same for both cases of a letter. */
function shelfOf(length: number, first: number): number {
  return length * 32 + (first & 31)
}

/** The attribute whose name is written at that place of a page, in letters of any case; null if nobody asks for it. */
export function askedAttributeAt(html: string, start: number, end: number): AskedAttribute | null {
  const length = end - start
  const shelf = length > maxName ? undefined : shelves[shelfOf(length, html.charCodeAt(start))]
  if (shelf === undefined || shelf.length === 0) return null
  for (const one of shelf) if (isNamed(one.name, html, start)) return one
  return null
}

/** In letters of any case, as HTML has it: those of ASCII alone. */
function isNamed(name: string, html: string, start: number): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = html.charCodeAt(start + at)
    const asked = name.charCodeAt(at)
    if (code !== asked && (code < 0x41 || code > 0x5a || code + 0x20 !== asked)) return false
  }
  return true
}
