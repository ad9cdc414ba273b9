// Who asks, as far as counting, limits and kept pages want to know: of Hono's context, or of Node's own request before there is one.
import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'

export type Asked = {
  readonly method: string
  /** Of the connection, which may be a proxy's; '' when there is none, as in tests. */
  readonly remoteAddress: string
  /** Names in lower case. */
  readonly header: (name: string) => string | undefined
}

export function askedOf(c: Context): Asked {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return {
    method: c.req.method,
    remoteAddress: env?.incoming?.socket?.remoteAddress ?? '',
    header: (name) => c.req.header(name),
  }
}

export function askedOfNode({ method, socket, headers }: IncomingMessage): Asked {
  return {
    method: method ?? '',
    remoteAddress: socket.remoteAddress ?? '',
    header(name) {
      const value = headers[name]
      return Array.isArray(value) ? value.join(', ') : value
    },
  }
}
