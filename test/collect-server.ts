// A pretend publisher for the tests of collect/: one handler a path, on loopback, on a port of its own.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { TestContext } from 'node:test'
import { createClient, type Client, type ClientOptions } from '../src/collect/index.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

export type PretendPublisher = {
  readonly port: number
  /** `url('/feed')`, on `localhost` unless a name below it is given. */
  url(path: string, name?: string): string
  /** Requests as they came, `GET /feed`, in order. */
  readonly requests: IncomingMessage[]
  readonly connections: Set<Socket>
}

/** Answers 404 where no handler is named; everything is closed when the test ends. */
export async function pretendPublisher(t: TestContext, handlers: Record<string, Handler>): Promise<PretendPublisher> {
  const requests: IncomingMessage[] = []
  const connections = new Set<Socket>()
  const server = createServer((request, response) => {
    requests.push(request)
    const handler = handlers[(request.url ?? '').split('?', 1)[0] ?? '']
    if (handler) handler(request, response)
    else response.writeHead(404).end('not here')
  })
  server.on('connection', (socket) => {
    connections.add(socket)
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    for (const socket of connections) socket.destroy()
    return new Promise<void>((done) => server.close(() => done()))
  })
  const { port } = server.address() as AddressInfo
  return { port, url: (path, name = 'localhost') => `http://${name}:${port}${path}`, requests, connections }
}

/** A client that may visit loopback, with limits short enough for a test. */
export function testClient(t: TestContext, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    version: '1.2.3',
    publicUrl: 'https://columns.example.org',
    allowLoopback: true,
    ...options,
  })
  t.after(() => client.close())
  return client
}

/** Answers with this body as it is. */
export function body(
  content: string | Uint8Array,
  headers: Record<string, string | string[]> = {},
  status = 200,
): Handler {
  return (_, response) => response.writeHead(status, headers).end(content)
}

export function redirect(status: number, location: string): Handler {
  return (_, response) => response.writeHead(status, { location }).end('moved')
}
