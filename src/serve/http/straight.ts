// The last step of an answer: from a buffer straight to the socket, since building a Response, and reading it again to send it,
// costs as much as drawing a small page.
import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import { replace } from './deliver.ts'
import { noteOf } from './page-note.ts'

/** Where the answer to this request is written; undefined in tests that ask the application itself. */
export function socketOf(c: Context): ServerResponse | undefined {
  return (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
}

/** `headers` as Node's `writeHead` takes them: names and values in turn. */
export function writeStraight(out: ServerResponse, status: number, headers: readonly string[], body?: Buffer): void {
  out.writeHead(status, headers as string[])
  out.end(body)
}

export function sendStraight(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const note = noteOf(c)
    const { sent } = note
    note.sent = null
    const out = socketOf(c)
    if (sent === null || out === undefined || out.headersSent) return
    const { status, headers } = c.res
    writeStraight(out, status, [...headers].flat(), sent)
    replace(c, RESPONSE_ALREADY_SENT)
  }
}
