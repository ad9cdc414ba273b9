// Paths with `*` and a final `$`, as robots.txt and tdmrep.json write them, compared in linear time.

/** Path and query of an absolute URL, or of one that begins with `/`, ready for comparison. Null for anything else. */
export function pathOf(url: string): string | null {
  const [, plain] = plainAddress.exec(url) ?? []
  if (plain !== undefined) return plain
  const parsed = URL.parse(url, 'http://path.invalid')
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return null
  return normalisePath(parsed.pathname + parsed.search)
    .replaceAll('*', '%2A')
    .replaceAll('$', '%24')
}

/**
 * Most addresses of columns: nothing in their path and query that parsing or comparing would change, nor a segment that begins with a
 * dot. Whether there can be such a host is for whoever asks it to say.
 */
const plainAddress = /^https?:\/\/[a-z0-9.-]+(?::\d+)?((?:\/[\w~-][\w.~-]*)+\/?(?:\?[\w.~=&-]+)?)$/

/** A pattern ready for comparison: a `$` that is not its end stands for itself, as does `%2A` and `%24` (RFC 9309 §2.2.3). */
export function normalisePattern(pattern: string): string {
  return normalisePath(pattern).replace(/\$(?!$)/g, '%24')
}

/**
 * One spelling for each path (RFC 9309 §2.2.2, RFC 3986 §6.2.2): escapes of unreserved characters are undone, other
 * escapes are in capitals, everything outside printable ASCII is escaped as UTF-8. After the `?` a slash, colon, question
 * mark and at sign mean the same with and without an escape (RFC 3986 §3.4).
 */
function normalisePath(path: string): string {
  const query = path.indexOf('?')
  if (query < 0) return normalise(path, unreserved)
  return normalise(path.slice(0, query), unreserved) + normalise(path.slice(query), sameInQuery)
}

const unreserved = /[\w.~-]/
const sameInQuery = /[\w.~\-/:?@]/

function normalise(text: string, plain: RegExp): string {
  return text.replace(/%[0-9a-f]{2}|[^!-~]+|["<>\\^`{|}]/gi, (part) => {
    if (!/^%[0-9a-f]{2}$/i.test(part)) return encodeURIComponent(part.toWellFormed())
    const char = String.fromCharCode(Number.parseInt(part.slice(1), 16))
    return plain.test(char) ? char : part.toUpperCase()
  })
}

/** Whether a normalised pattern matches a normalised path from its beginning. */
export function matchesPattern(pattern: string, path: string): boolean {
  if (!pattern.includes('*') && !pattern.endsWith('$')) return path.startsWith(pattern)
  const anchored = pattern.endsWith('$')
  const [head = '', ...rest] = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(head)) return false
  if (rest.length === 0) return !anchored || path.length === head.length
  const tail = anchored ? (rest.pop() ?? '') : ''
  let at = head.length
  for (const piece of rest) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return !anchored || (path.length - tail.length >= at && path.endsWith(tail))
}
