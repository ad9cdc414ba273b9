// Where feeds' hubs may reach us, if they can: WebSub needs a public address with TLS.
import { isIP } from 'node:net'
import { whyNotPublic } from '../collect/index.ts'

/** Names that never lead to this machine from outside. Sources: RFC 6761, RFC 6762, RFC 8375, ICANN's `.internal`. */
const privateNames = /(?:^|\.)(?:localhost|local|internal|test|invalid|home\.arpa|lan)$/

export function callbackBaseOf(publicUrl: string | null): string | null {
  const url = publicUrl === null ? null : URL.parse(publicUrl)
  if (url === null || url.protocol !== 'https:') return null
  const name = url.hostname.replace(/^\[|\]$/g, '')
  const isPublic = isIP(name) === 0 ? name.includes('.') && !privateNames.test(name) : whyNotPublic(name) === null
  return isPublic ? `${publicUrl?.replace(/\/+$/, '')}/websub` : null
}
