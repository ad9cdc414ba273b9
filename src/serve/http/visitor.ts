// Who counts as a reader, and how one is counted once a day without being remembered. /about/counting tells it in words.
import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { isbot } from 'isbot'
import type { ColumnId } from '../../model/index.ts'

/**
 * True for a GET that a person's browser makes to show a page: no HEAD, no prefetch or prerender, no declared machine,
 * nothing fetched into another page.
 */
export function isPerson(c: Context): boolean {
  if (c.req.method !== 'GET') return false
  const purpose = c.req.header('Sec-Purpose') ?? c.req.header('Purpose') ?? c.req.header('X-Moz') ?? ''
  if (/prefetch|prerender|preview/i.test(purpose)) return false
  const destination = c.req.header('Sec-Fetch-Dest')
  if (destination !== undefined && destination !== 'document') return false
  return isPersonsAgent(c.req.header('User-Agent'))
}

/** The same of a page that was fetched before it was shown, and tells by a request of its own script that it is shown now. */
export function isPersonsPage(c: Context): boolean {
  const site = c.req.header('Sec-Fetch-Site')
  if (c.req.method !== 'POST' || (site !== undefined && site !== 'same-origin')) return false
  return isPersonsAgent(c.req.header('User-Agent'))
}

/** The pattern of all machines is long, and the browsers of readers are few. */
const maxAgents = 1000
const agents = new Map<string, boolean>()

function isPersonsAgent(agent: string | undefined): boolean {
  if (agent === undefined || agent === '') return false
  const known = agents.get(agent)
  if (known !== undefined) return known
  if (agents.size >= maxAgents) agents.clear()
  const isPerson = !isbot(agent)
  agents.set(agent, isPerson)
  return isPerson
}

/**
 * 16 bytes that stand for one reader of one column on one day. `salt` is the day's own and is thrown away with it, after
 * which nobody, not even we, can tell which address and browser they came from.
 */
export function visitorHash(salt: Uint8Array, c: Context, columnId: ColumnId): Buffer {
  const hash = createHash('sha256').update(salt)
  hash.update(`${clientAddress(c)}\n${c.req.header('User-Agent') ?? ''}\n${columnId}`)
  return hash.digest().subarray(0, 16)
}

/**
 * The address a request came from. A proxy on this machine or its private network is believed about the one before it:
 * the last entry of X-Forwarded-For. Used for counting alone.
 */
export function clientAddress(c: Context): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  const direct = env?.incoming?.socket?.remoteAddress ?? ''
  if (!isPrivateAddress(direct)) return direct
  return c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() || direct
}

/** Loopback and private ranges. Source: RFC 1918, RFC 4193, RFC 4291 §2.5.3. */
export function isPrivateAddress(address: string): boolean {
  return /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^(::1$|f[cd])/i.test(address)
}
