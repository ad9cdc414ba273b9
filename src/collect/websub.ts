// WebSub from the subscriber's side: where a feed's hub is, and how it is asked to announce what is new. Pure.
import type { VisitRequest } from './client-types.ts'
import { linksFromHeader } from './link-header.ts'

export type HubOffer = {
  readonly hub: string
  /** The feed's own word for its address (`self`): what is subscribed to. */
  readonly topic: string
}

/**
 * Links of the answer's header come before those inside the feed; without both a hub and a self there is no offer.
 * `url`: the address that answered. Source: WebSub §4.
 */
export function discoverHub(
  headers: Readonly<Record<string, string>>,
  document: { readonly hub: string | null; readonly self: string | null },
  url: string,
): HubOffer | null {
  const links = linksFromHeader(headers['link'], url)
  const linked = (rel: string) => links.find(({ rels }) => rels.includes(rel))?.href ?? null
  const hub = linked('hub') ?? document.hub
  const topic = linked('self') ?? document.self
  return hub === null || topic === null || !URL.canParse(hub) || !URL.canParse(topic) ? null : { hub, topic }
}

export type SubscriptionWish = HubOffer & {
  readonly callback: string
  /** Less than 200 bytes (WebSub §5.1). */
  readonly secret: string
  readonly leaseS: number
}

/** Accepted when the hub answers 202; it then asks the callback whether we meant it. Source: WebSub §5.1. */
export function subscribeRequest({ hub, topic, callback, secret, leaseS }: SubscriptionWish): VisitRequest {
  return {
    url: hub,
    purpose: 'file',
    maxBytes: 4096,
    cut: true,
    form: {
      'hub.mode': 'subscribe',
      'hub.topic': topic,
      'hub.callback': callback,
      'hub.secret': secret,
      'hub.lease_seconds': String(leaseS),
    },
    // A hub that sends us elsewhere is asked there when a feed names that place (WebSub §5.1 leaves it to us).
    mayFollow: () => false,
  }
}
