// A body as it came over the wire becomes the bytes that were meant, within bounds that no bomb can pass.
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import type { Limits } from './client-types.ts'

export type DecodedBody =
  | { readonly kind: 'decoded'; readonly body: Uint8Array }
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'bomb' | 'encoding'; readonly detail: string }

type Decoder = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
  ['deflate', (bytes, options) => (looksLikeZlib(bytes) ? inflateSync : inflateRawSync)(bytes, options)],
])

/** What we can undo, for Accept-Encoding. */
export const acceptedEncodings = 'gzip, br, zstd, deflate'

/** Codings applied one over the other; a publisher needs one, an attacker would like many. */
const maxCodings = 2

/**
 * Undoes Content-Encoding, last coding first (RFC 9110 §8.4). At most `maxBytes` come out, and no more than
 * `bombRatio` bytes for each compressed one beyond `bombFloorBytes`. Synchronous: feeds and pages take well under a
 * millisecond, which is less than a trip through the thread pool.
 */
export function decodeBody(
  raw: Uint8Array,
  contentEncoding: string | null,
  maxBytes: number,
  limits: Limits,
): DecodedBody {
  const codings = codingsOf(contentEncoding)
  if (codings.length > maxCodings) return refuse('encoding', `${codings.length} content codings`)
  const bombBytes = Math.max(limits.bombFloorBytes, raw.byteLength * limits.bombRatio)
  const maxOutputLength = Math.min(maxBytes, bombBytes)
  let body = raw
  for (const coding of codings.reverse()) {
    const decode = decoders.get(coding)
    if (!decode) return refuse('encoding', `content coding ${coding.slice(0, 40)}`)
    // An empty body with a coding announced is an empty body (RFC 9112 §6.3).
    if (body.byteLength === 0) break
    try {
      body = decode(body, { maxOutputLength })
    } catch (error) {
      const code = errorCode(error)
      if (code !== 'ERR_BUFFER_TOO_LARGE') return refuse('encoding', `${coding} cannot be decoded: ${code}`)
      if (bombBytes < maxBytes) return refuse('bomb', `${raw.byteLength} bytes grow past ${maxOutputLength}`)
      return refuse('too-large', `more than ${maxBytes} bytes`)
    }
  }
  return { kind: 'decoded', body }
}

/** True when the body as sent is not the body as meant. */
export function isEncoded(contentEncoding: string | null): boolean {
  return codingsOf(contentEncoding).length > 0
}

function codingsOf(contentEncoding: string | null): string[] {
  if (contentEncoding === null) return []
  return contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
}

/** RFC 9110 §8.4.1.2: deflate means the zlib format, but some servers send the bare stream. Source of the test: RFC 1950. */
function looksLikeZlib(bytes: Uint8Array): boolean {
  const [cmf = 0, flags = 0] = bytes
  return (cmf & 0x0f) === 8 && ((cmf << 8) | flags) % 31 === 0
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

function refuse(reason: 'too-large' | 'bomb' | 'encoding', detail: string): DecodedBody {
  return { kind: 'refused', reason, detail }
}
