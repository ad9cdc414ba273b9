// One request to a publisher and what came of it. A publisher misbehaving is an ordinary day, so it is a value.
import type { Validators } from './publisher.ts'

export type VisitOutcome =
  | {
      readonly kind: 'fetched'
      readonly status: number
      /** The address that answered, after redirects. */
      readonly url: string
      readonly body: Uint8Array
      /** Media type in lower case without parameters, and the declared charset. */
      readonly contentType: string | null
      readonly charset: string | null
      readonly validators: Validators
      /** Header fields that steer us, lower-cased names: cache-control, expires, link, x-robots-tag, tdm-reservation, content-usage … */
      readonly headers: Readonly<Record<string, string>>
      /** Where the unbroken run of 301 and 308 from the first address on leads; a temporary redirect ends the run. */
      readonly movedTo: string | null
      /** Body bytes on the wire, before decompression. */
      readonly bytes: number
    }
  | {
      readonly kind: 'not-modified'
      /** As in `fetched`. */
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly movedTo: string | null
      readonly bytes: number
    }
  /** `url`: the address that asked, after redirects; its host is the one to leave alone. */
  | { readonly kind: 'asked-to-wait'; readonly status: number; readonly url: string; readonly until: Date | null }
  | { readonly kind: 'forbidden'; readonly by: 'robots.txt' | 'status' | 'operator'; readonly status: number | null }
  | { readonly kind: 'missing'; readonly status: number }
  | { readonly kind: 'gone'; readonly status: 410 | 451 }
  | { readonly kind: 'failed'; readonly status: number }
  | { readonly kind: 'refused'; readonly reason: RefusedReason; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string; readonly cause: Error }

/** Why our own guard ended a visit. */
export type RefusedReason =
  | 'scheme'
  | 'port'
  | 'address'
  | 'redirects'
  | 'too-large'
  | 'bomb'
  | 'headers'
  | 'first-byte-timeout'
  | 'timeout'
  | 'encoding'

/** What came of the body, kept beside the request's outcome in `visits`. */
export type ReadingOutcome = 'read' | 'not-a-feed' | 'empty' | 'salvaged' | 'unreadable'

/** robots.txt of one host as last read. Source: RFC 9309. */
export type RobotsFile = {
  /** `rules`: obey `text`; `allow-all`: 4xx; `disallow-all`: 5xx or unreachable. */
  readonly state: 'rules' | 'allow-all' | 'disallow-all'
  /** The rules last known; kept while the host cannot be read. */
  readonly text: string
  /** Null when there was no answer. */
  readonly status: number | null
  /** While the host cannot be read: since when. */
  readonly fetchedAt: Date
  /** When it is to be asked for again. */
  readonly expiresAt: Date
}
