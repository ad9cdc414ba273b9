// How long a server says its answer stays fresh.
import { httpDate } from './retry-after.ts'

type Headers = Readonly<Record<string, string>>

/**
 * Milliseconds: max-age, else Expires minus Date, less Age; 0 when it must not be kept, null when nothing is said.
 * Source: RFC 9111 §4.2.1. s-maxage is for shared caches in front of the server's own readers, not for us.
 */
export function freshForMs(headers: Headers): number | null {
  const control = (headers['cache-control'] ?? '').toLowerCase()
  if (/\bno-(store|cache)\b/.test(control)) return 0
  const ageMs = /^\d+$/.test(headers['age'] ?? '') ? Number(headers['age']) * 1000 : 0
  const maxAge = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/.exec(control)?.[1]
  if (maxAge !== undefined) return Math.max(0, Number(maxAge) * 1000 - ageMs)
  if (headers['expires'] === undefined) return null
  const expires = httpDate(headers['expires'].trim())
  const date = httpDate(headers['date']?.trim() ?? '')
  // Expires that is no date means already expired (RFC 9111 §5.3).
  if (!expires || !date) return 0
  return Math.max(0, expires.getTime() - date.getTime() - ageMs)
}
