// Addresses that are almost right: a slash too many leads to the page itself. Locations are paths, never built from Host.
import type { MiddlewareHandler } from 'hono'

/** `/tr/` and `/tr//archive` → `/tr`, `/tr/archive`. Slashes at the front collapse too: `//evil.example` stays on this site. */
export function tidySlashes(): MiddlewareHandler {
  return async (c, next) => {
    const url = new URL(c.req.raw.url)
    const tidy = url.pathname
      .replaceAll('\\', '/')
      .replace(/\/{2,}/g, '/')
      .replace(/(.)\/$/, '$1')
    if (tidy === url.pathname) return next()
    return c.redirect(`${tidy}${url.search}`, 301)
  }
}
