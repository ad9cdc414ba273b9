// Whether a hub's message was signed with the secret that only the hub and we know.
import { createHmac, timingSafeEqual, type Hmac } from 'node:crypto'

const algorithms: ReadonlySet<string> = new Set(['sha1', 'sha256', 'sha384', 'sha512'])

export type SignatureCheck = {
  update(chunk: Uint8Array): void
  /** After the last chunk. */
  matches(): boolean
}

/** `header`: X-Hub-Signature, `sha256=` and hexadecimal digits. Without one we understand nothing matches. Source: WebSub §7.1. */
export function checkSignature(header: string | undefined, secret: string): SignatureCheck {
  const [, algorithm = '', hex = ''] = /^(sha\d+)=([0-9a-f]+)$/i.exec(header?.trim() ?? '') ?? []
  const known = algorithms.has(algorithm.toLowerCase())
  const hmac: Hmac | null = known ? createHmac(algorithm.toLowerCase(), secret) : null
  return {
    update: (chunk) => void hmac?.update(chunk),
    matches() {
      if (hmac === null) return false
      const expected = hmac.digest()
      const given = Buffer.from(hex, 'hex')
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
  }
}
