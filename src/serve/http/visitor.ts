// Who counts as a reader, and how one is counted once a day without being remembered. /about/counting tells it in words.
import { hash } from 'node:crypto'
import { isbot } from 'isbot'
import type { ColumnId } from '../../model/index.ts'
import type { Asked } from './asked.ts'

/**
 * True for a GET that a person's browser makes to show a page: no HEAD, no prefetch or prerender, no declared machine,
 * nothing fetched into another page.
 */
export function isPerson({ method, header }: Asked): boolean {
  if (method !== 'GET') return false
  const purpose = header('sec-purpose') ?? header('purpose') ?? header('x-moz') ?? ''
  if (/prefetch|prerender|preview/i.test(purpose)) return false
  const destination = header('sec-fetch-dest')
  if (destination !== undefined && destination !== 'document') return false
  return isPersonsAgent(header('user-agent'))
}

/** The same of a page that was fetched before it was shown, and tells by a request of its own script that it is shown now. */
export function isPersonsPage({ method, header }: Asked): boolean {
  const site = header('sec-fetch-site')
  if (method !== 'POST' || (site !== undefined && site !== 'same-origin')) return false
  return isPersonsAgent(header('user-agent'))
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
export function visitorHash(salt: Uint8Array, asked: Asked, columnId: ColumnId): Buffer {
  const reader = Buffer.from(`${clientAddress(asked)}\n${asked.header('user-agent') ?? ''}\n${columnId}`)
  return hash('sha256', Buffer.concat([salt, reader]), 'buffer').subarray(0, 16)
}

/**
 * The address a request came from. A proxy on this machine or its private network is believed about the one before it:
 * the last entry of X-Forwarded-For. Used for counting alone.
 */
export function clientAddress({ remoteAddress, header }: Asked): string {
  if (!isPrivateAddress(remoteAddress)) return remoteAddress
  return header('x-forwarded-for')?.split(',').at(-1)?.trim() || remoteAddress
}

/** Loopback and private ranges. Source: RFC 1918, RFC 4193, RFC 4291 §2.5.3. */
export function isPrivateAddress(address: string): boolean {
  return /^(::ffff:)?(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)|^(::1$|f[cd])/i.test(address)
}
