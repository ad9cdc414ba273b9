// A host's robots.txt: asked for, kept, and what its absence means.
import type { RobotsFile, VisitOutcome } from '../model/index.ts'
import type { Client, VisitRequest } from './client-types.ts'
import { freshForMs } from './freshness.ts'
import { isAllowed, parseRobots, robotsMaxBytes, type Robots } from './robots.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** RFC 9309 §2.3.1.4: how long a complete disallow is assumed of a host that does not answer. */
const unreachableMs = 30 * dayMs

/** `origin`: `https://host[:port]`. Longer files are cut, not refused (RFC 9309 §2.5). */
function robotsRequest(origin: string): VisitRequest {
  return { url: new URL('/robots.txt', origin).href, purpose: 'robots', maxBytes: robotsMaxBytes, cut: true }
}

/** The host's robots.txt, asked for only when `previous` has expired. */
export async function readRobotsFor(
  client: Client,
  origin: string,
  previous: RobotsFile | null,
  now: Date,
  signal?: AbortSignal,
): Promise<RobotsFile> {
  if (previous && previous.expiresAt > now) return previous
  return robotsFromVisit(await client.visit(robotsRequest(origin), signal), now, previous)
}

/**
 * What a visit to /robots.txt means (RFC 9309 §2.3.1): an answer is obeyed; 4xx, or too many redirects, allow
 * everything; 5xx, no answer, or an answer we had to refuse allow nothing. After 30 days of that the last known rules
 * come back, or 4xx is assumed if there never were any. 429 is treated as 5xx: it asks us to come later, not to go on.
 * During such an outage `text` keeps the last known rules and `fetchedAt` says since when it lasts.
 */
export function robotsFromVisit(outcome: VisitOutcome, now: Date, previous: RobotsFile | null = null): RobotsFile {
  switch (outcome.kind) {
    case 'fetched': {
      const freshMs = freshForMs(outcome.headers) ?? dayMs
      return {
        state: 'rules',
        text: robotsText(outcome),
        status: outcome.status,
        fetchedAt: now,
        expiresAt: after(now, Math.min(Math.max(freshMs, hourMs), dayMs)),
      }
    }
    case 'missing':
    case 'gone':
    case 'forbidden':
      return allowAll(outcome.status, now)
    case 'failed':
      return outcome.status >= 500 ? outage(outcome.status, null, now, previous) : allowAll(outcome.status, now)
    case 'asked-to-wait':
      return outage(outcome.status, outcome.until, now, previous)
    case 'refused':
      return outcome.reason === 'redirects' ? allowAll(null, now) : outage(null, null, now, previous)
    case 'not-modified':
    case 'unreachable':
      return outage(null, null, now, previous)
    default:
      return outcome satisfies never
  }
}

/** Whether `agent` may ask for `url`. No file means it was never read, and that allows nothing. */
export function mayVisit(file: RobotsFile | null, agent: string, url: string): boolean {
  if (file === null || file.state === 'disallow-all') return false
  return file.state === 'allow-all' || isAllowed(robotsOf(file), agent, url)
}

const parsed = new WeakMap<RobotsFile, Robots>()

/** The file's lines, parsed once; empty unless its state is `rules`. */
export function robotsOf(file: RobotsFile): Robots {
  const known = parsed.get(file)
  if (known) return known
  const robots = parseRobots(file.state === 'rules' ? file.text : '')
  parsed.set(file, robots)
  return robots
}

function allowAll(status: number | null, now: Date): RobotsFile {
  return { state: 'allow-all', text: '', status: status ?? 404, fetchedAt: now, expiresAt: after(now, dayMs) }
}

/** Asked again after as long as it already lasts, within ten minutes and six hours. */
function outage(status: number | null, until: Date | null, now: Date, previous: RobotsFile | null): RobotsFile {
  const since = previous && isOutage(previous) ? previous.fetchedAt : now
  const lastedMs = now.getTime() - since.getTime()
  const text = previous?.text ?? ''
  const retryAt = after(now, Math.min(Math.max(lastedMs, 10 * minuteMs), 6 * hourMs))
  return {
    state: lastedMs < unreachableMs ? 'disallow-all' : text === '' ? 'allow-all' : 'rules',
    text,
    status,
    fetchedAt: since,
    expiresAt: until && until > retryAt ? until : retryAt,
  }
}

function isOutage({ status }: RobotsFile): boolean {
  return status === null || status === 429 || status >= 500
}

/** As UTF-8. A page served in its place is not kept; nor is a line that the size limit cut in two. */
function robotsText({ body, contentType }: Extract<VisitOutcome, { kind: 'fetched' }>): string {
  const text = new TextDecoder().decode(body).replaceAll('\0', '')
  if (contentType === 'text/html' && !/^\s*(user-agent|content-usage|content-signal|license|sitemap)\s*:/im.test(text))
    return ''
  return body.byteLength < robotsMaxBytes
    ? text
    : text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1)
}

function after(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms)
}
