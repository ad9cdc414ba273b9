// Turns an answer into HTTP: validators, 304, gzip, and the log of requests that tests read.
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'

export type Answer = {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer | string
  readonly changedAt?: Date
  readonly maxAgeS?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer made ready to be sent many times. */
export type Packed = { readonly answer: Answer; readonly plain: Buffer; readonly etag: string; zipped: Buffer | null }

export function pack(answer: Answer): Packed {
  const plain = Buffer.from(answer.body)
  return { answer, plain, etag: `"${createHash('sha1').update(plain).digest('base64url')}"`, zipped: null }
}

/** Sends `packed`, or 304 if the client's validators still hold; returns what went out. Source: RFC 9110 §13.2.2. */
export function respond(
  request: IncomingMessage,
  response: ServerResponse,
  packed: Packed,
): { status: number; bytes: number } {
  const { answer, plain, etag } = packed
  const headers: Record<string, string> = {
    'content-type': answer.contentType,
    vary: 'Accept-Encoding',
    ...(answer.maxAgeS !== undefined && { 'cache-control': `public, max-age=${String(answer.maxAgeS)}` }),
    ...answer.headers,
  }
  if (answer.status === 200) {
    headers['etag'] = etag
    if (answer.changedAt) headers['last-modified'] = answer.changedAt.toUTCString()
    if (holds(request, etag, answer.changedAt)) {
      response.writeHead(304, headers).end()
      return { status: 304, bytes: 0 }
    }
  }
  const zip = plain.length > 600 && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (zip) packed.zipped ??= gzipSync(plain)
  const body = (zip && packed.zipped) || plain
  if (zip) headers['content-encoding'] = 'gzip'
  headers['content-length'] = String(body.length)
  response.writeHead(answer.status, headers)
  const bytes = request.method === 'HEAD' ? 0 : body.length
  response.end(request.method === 'HEAD' ? undefined : body)
  return { status: answer.status, bytes }
}

function holds(request: IncomingMessage, etag: string, changedAt: Date | undefined): boolean {
  const match = request.headers['if-none-match']
  if (match !== undefined) return match.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  const since = Date.parse(request.headers['if-modified-since'] ?? '')
  return changedAt !== undefined && Math.floor(changedAt.getTime() / 1000) * 1000 <= since
}
