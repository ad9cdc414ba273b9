// How long answers take, told by route: addresses themselves would be without number, and tell what readers read.
import type { ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { noteOf } from './page-note.ts'

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
    onAnswer({ route: noteOf(c).route ?? '*', method, status: statusOf(c), seconds })
  }
}

/** Notes which route answers, for whoever measures outside of the router. */
export function noteRoute(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    noteOf(c).route = routePath(c, -1)
  }
}

/** Pages go to the socket by themselves. */
function statusOf(c: Context): number {
  const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
  return outgoing?.headersSent === true ? outgoing.statusCode : c.res.status
}
