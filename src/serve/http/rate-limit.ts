// Searches, filters and forms cost more than pages: each address has an allowance of them that fills up again by the second. Kept
// in this process alone, hashed with a salt that is nowhere else; several processes allow as many times as much.
import { hash, randomBytes } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { askedOf } from './asked.ts'
import { HttpProblem } from './problem.ts'
import { clientAddress, isPrivateAddress } from './visitor.ts'

export type Allowance = {
  /** At once. */
  readonly burst: number
  readonly perMinute: number
}

/** Addresses remembered at most; the one seen longest ago is forgotten first. */
const maxAddresses = 20_000
const dayMs = 86_400_000

/**
 * Throws 429 with the seconds to wait. This machine and its private network are not limited: they are the operator, or a
 * proxy that does not say for whom it asks.
 */
export function rateLimit({ burst, perMinute }: Allowance, now: () => number = Date.now): MiddlewareHandler {
  const buckets = new Map<string, { left: number; at: number }>()
  let salt = { day: -1, text: '' }
  return async (c, next) => {
    const address = clientAddress(askedOf(c))
    if (address === '' || isPrivateAddress(address)) return next()
    const at = now()
    const day = Math.floor(at / dayMs)
    // With the day its salt is thrown away: nobody can tell afterwards who asked.
    if (salt.day !== day) {
      salt = { day, text: randomBytes(32).toString('base64') }
      buckets.clear()
    }
    const key = hash('sha256', `${salt.text}\n${networkOf(address)}`, 'base64')
    const known = buckets.get(key)
    const left = known === undefined ? burst : Math.min(burst, known.left + ((at - known.at) / 60_000) * perMinute)
    buckets.delete(key)
    if (buckets.size >= maxAddresses) buckets.delete(buckets.keys().next().value ?? '')
    buckets.set(key, { left: Math.max(0, left - 1), at })
    if (left < 1) {
      const waitS = Math.ceil(((1 - left) / perMinute) * 60)
      throw new HttpProblem(429, `Too many requests from your address: try again in ${waitS} seconds.`, {
        retryAfterS: waitS,
        said: { key: 'tooMany', values: { n: waitS } },
      })
    }
    return next()
  }
}

/** An IPv4 address, or the 64-bit network of an IPv6 one, since one reader may have all of it. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::', 2)
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
