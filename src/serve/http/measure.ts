// How long answers take, told by route: addresses themselves would be without number, and tell what readers read.
import type { ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'

export type Answer = {
  readonly route: string
  readonly method: string
  readonly status: number
  readonly seconds: number
}

export function measure(onAnswer: (answer: Answer) => void): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now()
    await next()
    const seconds = (performance.now() - startedAt) / 1000
    const method = c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'POST' ? c.req.method : 'other'
    onAnswer({ route: routePath(c, -1), method, status: statusOf(c), seconds })
  }
}

/** A kept page goes to the socket by itself. */
function statusOf(c: Context): number {
  const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
  return outgoing?.headersSent === true ? outgoing.statusCode : c.res.status
}
