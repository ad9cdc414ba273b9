// Asks a running press for an address as a collector would, without a resolver. For tests.
import { request, type IncomingHttpHeaders } from 'node:http'
import { gunzipSync } from 'node:zlib'

export type Visited = { status: number; headers: IncomingHttpHeaders; bytes: Buffer; text: string }

/** `url` names a host of the press; the connection goes to loopback. The body is unpacked. */
export function visit(url: string, headers: Record<string, string> = {}): Promise<Visited> {
  const { host, port, pathname, search } = new URL(url)
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path: pathname + search, headers: { host, ...headers } },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const sent = Buffer.concat(chunks)
          const bytes = response.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString() })
        })
      },
    )
    asked.on('error', reject).end()
  })
}
