// What the scanners of HTML and of feeds' XML have in common: where names, comments and tags end in a source, however damaged.

/** The next place of a character, or the length. `code` is the character's. */
export function find(source: string, character: string, code: number, from: number): number {
  const last = Math.min(source.length, from + near)
  for (let at = from; at < last; at++) if (source.charCodeAt(at) === code) return at
  if (last === source.length) return last
  const found = source.indexOf(character, last)
  return found < 0 ? source.length : found
}

/** Most of what is looked for stands near; asking the engine to search costs more than a few looks. */
const near = 24

/** The place after the next `>`. */
export function after(source: string, from: number): number {
  return Math.min(source.length, find(source, '>', 0x3e, from) + 1)
}

/** The place after the `-->` or `--!>` that ends a comment. */
export function afterComment(source: string, from: number): number {
  for (let dashes = source.indexOf('--', from); dashes >= 0; dashes = source.indexOf('--', dashes)) {
    dashes += 2
    while (source.charCodeAt(dashes) === 0x2d) dashes++
    if (source.charCodeAt(dashes) === 0x3e) return dashes + 1
    if (source.startsWith('!>', dashes)) return dashes + 2
  }
  return source.length
}

export function endOfName(source: string, from: number): number {
  for (let at = from; ; at++) {
    const code = source.charCodeAt(at)
    if (code <= lastSign ? endsName(code) : at >= source.length) return at
  }
}

/** `>`: all that ends a name of a tag or an attribute is written with it or with a lower code, and letters with higher ones. */
export const lastSign = 0x3e

export function endsName(code: number): boolean {
  return code === 0x3e || code === 0x2f || isSpace(code)
}

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d || code === 0x0c
}
