// Reader pages are made from the replica, where there is one; whoever has just changed something sees it all the same.
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { hasReplica, isLogPlace, placeInLog, readingFromReplica, type Db } from '../../archive/index.ts'

/** Up to where in the database's log this reader must see; kept a minute, and only where there is a replica. */
const cookieName = 'seen'
const keptSeconds = 60

/** Nothing but `next` for a database without a replica, for forms, and at the desk. */
export function replicaReading(db: Db, https: boolean): MiddlewareHandler {
  if (!hasReplica(db)) return (_, next) => next()
  return async (c, next) => {
    const { method, path } = c.req
    if (method !== 'GET' && method !== 'HEAD') {
      await next()
      const place = c.res.status < 400 ? await placeInLog(db).catch(() => null) : null
      if (place !== null)
        setCookie(c, cookieName, place, {
          maxAge: keptSeconds,
          path: '/',
          httpOnly: true,
          secure: https,
          sameSite: 'Lax',
        })
      return
    }
    if (path === '/desk' || path.startsWith('/desk/')) return next()
    const seen = getCookie(c, cookieName) ?? ''
    return readingFromReplica(db, isLogPlace(seen) ? seen : null, next)
  }
}
