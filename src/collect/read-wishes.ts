// A host's /.well-known/tdmrep.json: asked for and kept, beside its robots.txt.
import type { VisitOutcome } from '../model/index.ts'
import type { Client, VisitRequest } from './client-types.ts'
import { freshForMs } from './freshness.ts'
import { parseTdmRules, type TdmRules } from './tdmrep.ts'

/** Plain JSON, kept in `hosts.wishes`. Times are ISO 8601. */
export type HostWishes = TdmRules & { readonly place: string; readonly readAt: string; readonly expiresAt: string }

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** `origin`: `https://host[:port]`. */
function wishesRequest(origin: string): VisitRequest {
  return { url: new URL('/.well-known/tdmrep.json', origin).href, purpose: 'file', maxBytes: 256 * 1024 }
}

/** Asked for only when `previous` has expired. The caller has made sure that robots.txt allows it (`mayVisit`). */
export async function readWishesFor(
  client: Client,
  origin: string,
  previous: HostWishes | null,
  now: Date,
  signal?: AbortSignal,
): Promise<HostWishes> {
  if (previous && new Date(previous.expiresAt) > now) return previous
  return wishesFromVisit(await client.visit(wishesRequest(origin), signal), origin, now, previous)
}

/** No file: no wishes, for a day. No answer: what was known stays, and is asked again in an hour. */
export function wishesFromVisit(
  outcome: VisitOutcome,
  origin: string,
  now: Date,
  previous: HostWishes | null = null,
): HostWishes {
  const place = wishesRequest(origin).url
  switch (outcome.kind) {
    case 'fetched': {
      const freshMs = Math.min(Math.max(freshForMs(outcome.headers) ?? dayMs, hourMs), dayMs)
      return { ...parseTdmRules(new TextDecoder().decode(outcome.body)), place, ...until(freshMs) }
    }
    case 'missing':
    case 'gone':
    case 'forbidden':
      return { rules: [], problems: [], place, ...until(dayMs) }
    default: {
      const waitMs = outcome.kind === 'asked-to-wait' && outcome.until ? outcome.until.getTime() - now.getTime() : 0
      return { rules: [], problems: [], place, ...previous, ...until(Math.max(waitMs, hourMs)) }
    }
  }

  function until(ms: number): { readAt: string; expiresAt: string } {
    return { readAt: now.toISOString(), expiresAt: new Date(now.getTime() + ms).toISOString() }
  }
}
