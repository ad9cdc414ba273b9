// `/tr.rss` is `/tr` as a feed: the ending of an address chooses how a list is shown, and the routes never see it.
import type { Context } from 'hono'

export type Format = 'html' | 'rss' | 'atom' | 'json' | 'opml'

const ending = /\.(rss|atom|json|opml)$/

/** The path that routes are matched with: percent-encoding kept, a format's ending taken off. */
export function routePath(request: Request): string {
  const path = rawPath(request.url)
  return isPlain(path) ? path : path.replace(ending, '')
}

export function formatOf(c: Context): Format {
  const path = rawPath(c.req.raw.url)
  if (isPlain(path)) return 'html'
  return (ending.exec(path)?.[1] as Format | undefined) ?? 'html'
}

/** Files, and the interface for programs, have one format each. */
function isPlain(path: string): boolean {
  return path.startsWith('/assets/') || path.startsWith('/api/')
}

/** An address of ours in another format: `/tr?lang=tr` → `/tr.rss?lang=tr`. */
export function inFormat(address: string, format: Format): string {
  if (format === 'html') return address
  const [path = '', query] = address.split('?', 2)
  return `${path}.${format}${query === undefined ? '' : `?${query}`}`
}

/** The path of an address, as it was asked for. */
export function rawPath(url: string): string {
  const from = url.indexOf('/', url.indexOf('://') + 3)
  if (from === -1) return '/'
  const to = url.slice(from).search(/[?#]/)
  return to === -1 ? url.slice(from) : url.slice(from, from + to)
}
