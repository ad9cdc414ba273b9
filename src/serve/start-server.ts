// Listening on a port, and stopping so that nobody's answer is cut off.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import { settle } from './afterwards.ts'
import { doorOf } from './kept-door.ts'

export type RunningServer = {
  /** Where it listens, such as `http://127.0.0.1:8080`. */
  readonly url: string
  /** Ends when open answers are given and everything counted after them is filed. */
  close(): Promise<void>
}

/** Milliseconds that answers on their way have when the server closes. */
const graceMs = 3000

/** Rejects with Node's own error (`code` is EADDRINUSE when the port is taken). Port 0 takes any free one. */
export async function startServer(app: Hono, { host, port }: { host: string; port: number }): Promise<RunningServer> {
  const door = doorOf(app)
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const server = createServer((incoming, outgoing) => {
    if (!door(incoming, outgoing)) void answer(incoming, outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address() as AddressInfo
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
  return {
    url: `http://${name}:${address.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => void server.close(() => resolve()))
      server.closeIdleConnections()
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      await closed
      clearTimeout(cut)
      await settle(app)
    },
  }
}
