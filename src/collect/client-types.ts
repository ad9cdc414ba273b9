// What a visit to a publisher's server asks for, and what bounds it. The answer is the model's VisitOutcome.
import type { Validators, VisitOutcome } from '../model/index.ts'

/** One address a name stands for. */
export type Address = { readonly address: string; readonly family: 4 | 6 }

/** Every address of a name; rejects with the resolver's own error when there is none. */
export type Resolve = (hostname: string) => Promise<readonly Address[]>

export type Limits = {
  /** Followed, not counting the first request. */
  readonly redirects: number
  /** From the start of a hop to its connection, and again from its request to the end of its header section. */
  readonly firstByteMs: number
  /** The whole visit, redirects included. */
  readonly totalMs: number
  /** Body bytes, counted after decompression; a visit may ask for less. */
  readonly bodyBytes: number
  /** Decompressed bytes for each compressed one, once past `bombFloorBytes`. */
  readonly bombRatio: number
  readonly bombFloorBytes: number
  /** One response's header section. */
  readonly headerBytes: number
  /** An unused connection is closed after this. */
  readonly idleMs: number
}

export type ClientOptions = {
  /** Of Colonnade, for the User-Agent. */
  readonly version: string
  /** Where this Colonnade can be reached, without trailing slash; the User-Agent names its `/bot` page. */
  readonly publicUrl: string
  /** Ports besides 80 and 443. */
  readonly allowedPorts?: readonly number[]
  /** Lets loopback addresses through, on any port: the demo press and tests. All other guards stay. */
  readonly allowLoopback?: boolean
  /** Instead of DNS. Names under `.localhost` never reach it (RFC 6761 §6.3). */
  readonly resolve?: Resolve
  readonly limits?: Partial<Limits>
  /** PEM certificates to trust besides the usual ones. */
  readonly ca?: string
}

/** What is wanted, which decides the Accept field. */
export type VisitPurpose = 'feed' | 'page' | 'robots' | 'image' | 'file'

export type VisitRequest = {
  readonly url: string
  readonly purpose: VisitPurpose
  /** As they were stored; left out or null, the request is unconditional. */
  readonly validators?: Validators | null
  /** Sent as a form by POST: only to hubs. Such a request is never conditional. */
  readonly form?: Readonly<Record<string, string>>
  /** Below `Limits.bodyBytes`. */
  readonly maxBytes?: number
  /** Keep the first `maxBytes` of a longer body instead of refusing it. */
  readonly cut?: boolean
  /** Asked before each redirect is followed, so that robots.txt is obeyed there too; false ends the visit as `forbidden`. */
  readonly mayFollow?: (url: string) => boolean | Promise<boolean>
}

export type Client = {
  /** Never throws for anything a server does; rejects with the signal's reason when `signal` aborts. */
  visit(request: VisitRequest, signal?: AbortSignal): Promise<VisitOutcome>
  /** Ends what is under way and closes every connection. */
  close(): Promise<void>
}
