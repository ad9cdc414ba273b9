// Words that stand in pages again and again, such as names of tags and classes, found without cutting them out of the page.

/**
 * What belongs to a word, by where it is written in a page; made when the word is not known. The table has a power of two of
 * `slots` and never grows: of the words that fall on a pair of them the last two are kept. `make` is given a copy, since a word cut
 * out of a page would keep the whole page.
 */
export function nameTable<T extends { readonly written: string }>(
  slots: number,
  make: (written: string) => T,
): (html: string, start: number, end: number) => T {
  const table: (T | undefined)[] = Array.from({ length: slots }, () => undefined)
  return (html, start, end) => {
    const length = end - start
    let hash = length
    const step = 1 + (length >> 3)
    for (let at = start; at < end; at += step) hash = Math.imul(hash ^ html.charCodeAt(at), 0x9e3779b1)
    const slot = (hash ^ (hash >>> 15)) & (slots - 1)
    const first = table[slot]
    if (first !== undefined && first.written.length === length && html.startsWith(first.written, start)) return first
    const second = table[slot ^ 1]
    if (second !== undefined && second.written.length === length && html.startsWith(second.written, start))
      return second
    const made = make(` ${html.slice(start, end)}`.slice(1))
    table[slot ^ 1] = first
    table[slot] = made
    return made
  }
}
