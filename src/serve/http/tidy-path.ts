// Addresses that are almost right: a slash too many leads to the page itself. Locations are paths, never built from Host.
import type { MiddlewareHandler } from 'hono'
import { rawPath } from './format.ts'
import { notFound } from './problem.ts'

/** Nothing in it that could be tidied, not even by whoever reads addresses: no empty, dotted or encoded part. */
const isTidy = /^\/(?:[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*)?$/

/**
 * `/tr/` and `/tr//archive` → `/tr`, `/tr/archive`. Slashes at the front collapse too: `//evil.example` stays on this
 * site. A path with U+0000, which no text in the archive can hold, is not found.
 */
export function tidyPath(): MiddlewareHandler {
  return async (c, next) => {
    if (isTidy.test(rawPath(c.req.raw.url))) return next()
    const { pathname, search } = new URL(c.req.raw.url)
    if (pathname.includes('%00')) throw notFound()
    const tidy = pathname
      .replaceAll('\\', '/')
      .replace(/\/{2,}/g, '/')
      .replace(/(.)\/$/, '$1')
    if (tidy === pathname) return next()
    return c.redirect(`${tidy}${search}`, 301)
  }
}
