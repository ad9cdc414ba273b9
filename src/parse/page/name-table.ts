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
  /** Beside what is kept, so that most of what is not known is seen without looking at it. */
  const hashes = new Int32Array(slots)
  return (html, start, end) => {
    const length = end - start
    let hash = length
    const step = 1 + (length >> 3)
    for (let at = start; at < end; at += step) hash = Math.imul(hash ^ html.charCodeAt(at), 0x9e3779b1)
    const slot = (hash ^ (hash >>> 15)) & (slots - 1)
    const pair = slot ^ 1
    const first = hashes[slot] === hash ? table[slot] : undefined
    if (first !== undefined && first.written.length === length && standsAt(html, start, first.written)) return first
    const second = hashes[pair] === hash ? table[pair] : undefined
    if (second !== undefined && second.written.length === length && standsAt(html, start, second.written)) return second
    const made = make(` ${html.slice(start, end)}`.slice(1))
    table[pair] = table[slot]
    hashes[pair] = hashes[slot] ?? 0
    table[slot] = made
    hashes[slot] = hash
    return made
  }
}

/** Whether the word is written at that place: for short words looking at each letter is quicker than asking the engine. */
export function standsAt(html: string, start: number, word: string): boolean {
  const { length } = word
  if (length > 24) return html.startsWith(word, start)
  for (let at = 0; at < length; at++) if (html.charCodeAt(start + at) !== word.charCodeAt(at)) return false
  return true
}
