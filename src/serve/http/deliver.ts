// The last thing that happens to an answer: an entity tag, 304 for whoever has it, and the best compression they read.
import { hash } from 'node:crypto'
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import { noteOf } from './page-note.ts'

export type Encoding = 'zstd' | 'br' | 'gzip'

/** Bytes. Smaller bodies travel in one packet either way. */
const minCompressed = 600

const compressible = /^(text\/|application\/(?:json|feed\+json|rss\+xml|atom\+xml|xml|manifest\+json|javascript))|\+xml/

/**
 * Weak ETag, 304, then zstd, br or gzip by Accept-Encoding; synchronous, since pages are under 100 kB and the calls take
 * a fifth of a millisecond. Answers that carry an encoding or an ETag already pass untouched.
 * Source: RFC 9110 §8.8.3 (ETag), §12.5.3 (Accept-Encoding), §13.1.2 (If-None-Match), §15.4.5 (304).
 */
export function deliver(): MiddlewareHandler {
  return async (c, next) => {
    await next()
    const response = c.res
    const note = noteOf(c)
    if (response.headers.has('ETag') || response.headers.has('Content-Encoding')) return
    if (response.body === null && note.text === null) return
    const body = note.text === null ? Buffer.from(await response.arrayBuffer()) : bytesOf(note.text)
    const method = c.req.method
    const isStraight = method === 'GET' && (c.env as { outgoing?: unknown } | undefined)?.outgoing !== undefined
    // A page of ours that goes straight to the socket needs no other Response: its headers are written into this one.
    const isOurs = isStraight && note.text !== null
    const headers = isOurs ? response.headers : new Headers(response.headers)
    if (response.status === 200 && (method === 'GET' || method === 'HEAD')) {
      const tag = `W/"${hash('sha1', body, 'base64url')}"`
      headers.set('ETag', tag)
      if (matches(c.req.header('If-None-Match'), tag)) return replace(c, notModified(headers))
    }
    const encoded = encode(body, headers, c.req.header('Accept-Encoding'))
    const sent = encoded === body && note.text !== null ? Buffer.from(body) : encoded
    headers.set('Content-Length', String(sent.length))
    if (isStraight) note.sent = sent
    // A connection holds its last request until the next one comes.
    note.text = null
    if (isOurs) return
    replace(c, new Response(isStraight ? null : new Uint8Array(sent), { status: response.status, headers }))
  }
}

/** Bytes; a page has a fifth of it. */
const room = Buffer.allocUnsafeSlow(384 * 1024)

/** As UTF-8, in memory that the next page is written into: a page's own would be swept with it. */
function bytesOf(text: string): Buffer {
  if (text.length * 3 > room.length) return Buffer.from(text)
  return room.subarray(0, room.write(text))
}

/** The encoding to use, best first; null when the client reads none of ours. A `q` of 0 refuses one. */
export function chooseEncoding(acceptEncoding: string | undefined): Encoding | null {
  if (acceptEncoding === undefined) return null
  const accepted = new Set<string>()
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';').map((piece) => piece.trim())
    if (!parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))) accepted.add(name)
  }
  for (const encoding of ['zstd', 'br', 'gzip'] as const) if (accepted.has(encoding)) return encoding
  return accepted.has('*') ? 'gzip' : null
}

function compress(body: Buffer, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'zstd':
      // Told the size, it makes its tables no larger than the page needs.
      return zstdCompressSync(body, {
        pledgedSrcSize: body.length,
        params: { [constants.ZSTD_c_compressionLevel]: 3 },
      })
    case 'br':
      return brotliCompressSync(body, {
        params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      })
    case 'gzip':
      return gzipSync(body, { level: 6 })
  }
}

/** Whether `If-None-Match` names the tag; weak comparison, and `*` matches whatever there is. */
export function matches(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false
  const opaque = tag.replace(/^W\//, '')
  return ifNoneMatch.split(',').some((one) => {
    const candidate = one.trim()
    return candidate === '*' || candidate.replace(/^W\//, '') === opaque
  })
}

function notModified(from: Headers): Response {
  const headers = new Headers(from)
  headers.delete('Content-Type')
  headers.delete('Content-Length')
  headers.append('Vary', 'Accept-Encoding')
  return new Response(null, { status: 304, headers })
}

function encode(body: Buffer, headers: Headers, acceptEncoding: string | undefined): Buffer {
  if (!compressible.test(headers.get('Content-Type') ?? '')) return body
  headers.append('Vary', 'Accept-Encoding')
  const encoding = body.length < minCompressed ? null : chooseEncoding(acceptEncoding)
  if (encoding === null) return body
  headers.set('Content-Encoding', encoding)
  return compress(body, encoding)
}

/** Hono merges the headers of a response that is replaced, unless the old one is dropped first. */
export function replace(c: Context, response: Response): void {
  c.res = undefined
  c.res = response
}
