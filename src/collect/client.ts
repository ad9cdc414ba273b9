// The one guarded HTTP client: an address in, a VisitOutcome out, whatever the server does.
import { isUtf8 } from 'node:buffer'
import { Agent } from 'undici'
import type { Validators, VisitOutcome } from '../model/index.ts'
import type { Client, ClientOptions, Limits, VisitPurpose, VisitRequest } from './client-types.ts'
import { acceptedEncodings, decodeBody, isEncoded } from './decode-body.ts'
import { exchange, type ResponseHeaders } from './exchange.ts'
import { createGuard, type Guard } from './guard.ts'
import { retryAfter } from './retry-after.ts'

const defaultLimits: Limits = {
  redirects: 5,
  firstByteMs: 10_000,
  totalMs: 30_000,
  bodyBytes: 5 * 1024 * 1024,
  bombRatio: 200,
  bombFloorBytes: 256 * 1024,
  headerBytes: 32 * 1024,
  idleMs: 5000,
}

/**
 * Asks within the guard of guard.ts and the limits given; sends no cookies and keeps none. Validators go back exactly as
 * they came. Sources: RFC 9110 §13 (conditional requests), §15.4 (redirects); RFC 3229 (`A-IM: feed`, 226).
 */
export function createClient(options: ClientOptions): Client {
  const limits = { ...defaultLimits, ...options.limits }
  const guard = createGuard(options, limits)
  const agent = new Agent({
    connect: guard.connect,
    // One request at a time for an origin; the next one waits for its connection instead of opening another.
    connections: 1,
    maxHeaderSize: limits.headerBytes,
    keepAliveTimeout: limits.idleMs,
    keepAliveMaxTimeout: limits.idleMs,
  })
  const userAgent = `ColonnadeBot/${options.version} (+${options.publicUrl}/bot)`
  const means = { agent, guard, limits, userAgent, closed: false }
  return {
    visit: (request, signal) => visit(means, request, signal),
    async close() {
      means.closed = true
      await agent.destroy()
    },
  }
}

type Means = {
  readonly agent: Agent
  readonly guard: Guard
  readonly limits: Limits
  readonly userAgent: string
  readonly closed: boolean
}

async function visit(means: Means, request: VisitRequest, signal: AbortSignal | undefined): Promise<VisitOutcome> {
  const { agent, guard, limits } = means
  const headers = requestHeaders(request, means.userAgent)
  const maxBytes = Math.min(request.maxBytes ?? limits.bodyBytes, limits.bodyBytes)
  const deadline = performance.now() + limits.totalMs
  const seen = new Set<string>()
  let movedTo: string | null = null
  let permanent = true
  let address = request.url

  for (;;) {
    const url = URL.parse(address)
    if (!url) return refused('address', 'cannot be read as a URL')
    if (address.includes('#')) url.hash = ''
    const notAllowed = guard.check(url)
    if (notAllowed) return refused(notAllowed.reason, notAllowed.message)
    if (seen.has(url.href)) return refused('redirects', `redirected back to ${url.href}`)
    if (seen.size > limits.redirects) return refused('redirects', `more than ${limits.redirects} redirects`)
    if (seen.size > 0 && request.mayFollow && !(await request.mayFollow(url.href))) {
      return { kind: 'forbidden', by: 'robots.txt', status: null }
    }
    seen.add(url.href)

    const answer = await exchange(
      agent,
      {
        url,
        headers,
        form: request.form === undefined ? null : new URLSearchParams(request.form).toString(),
        // What is to be cut only after decoding is first taken whole.
        maxBytes: maxBytes,
        cut: (sent) => request.cut === true && !isEncoded(fieldOf(sent, 'content-encoding')),
        wantsBody: isSuccess,
        deadline,
        signal,
      },
      limits,
    )
    // Our own end is not the publisher's failure.
    if (means.closed) throw new Error('the client was closed during a visit')
    if (answer.kind !== 'answered') return answer

    const target = redirectTarget(answer.status, answer.headers, url)
    if (target === null) return outcomeOf({ answer, url: url.href, movedTo, permanent, maxBytes, limits, request })
    permanent &&= answer.status === 301 || answer.status === 308
    if (permanent) movedTo = target
    address = target
  }
}

type Answered = {
  readonly answer: { readonly status: number; readonly headers: ResponseHeaders; readonly body: Buffer }
  readonly url: string
  readonly movedTo: string | null
  readonly permanent: boolean
  readonly maxBytes: number
  readonly limits: Limits
  readonly request: VisitRequest
}

function outcomeOf(answered: Answered): VisitOutcome {
  const { answer, url, movedTo, permanent, request } = answered
  const { status, headers } = answer
  if (isSuccess(status)) return fetched(answered)
  if (status === 304 && isConditional(request)) {
    return { kind: 'not-modified', url, headers: steeringHeaders(headers), movedTo, bytes: 0 }
  }
  const until = retryAfter(fieldOf(headers, 'retry-after'), new Date())
  if (status === 429 || status === 503) return { kind: 'asked-to-wait', status, url, until }
  if (until && (status >= 500 || status === 413)) return { kind: 'asked-to-wait', status, url, until }
  if (status === 401 || status === 402 || status === 403 || status === 407)
    return { kind: 'forbidden', by: 'status', status }
  if (status === 404) return { kind: 'missing', status }
  // Gone for good only if nothing but permanent redirects led there.
  if (status === 410 || status === 451) return permanent ? { kind: 'gone', status } : { kind: 'missing', status }
  return { kind: 'failed', status }
}

function fetched({ answer, url, movedTo, maxBytes, limits, request }: Answered): VisitOutcome {
  const { status, headers } = answer
  const encoding = fieldOf(headers, 'content-encoding')
  const decoded = decodeBody(answer.body, encoding, request.cut ? limits.bodyBytes : maxBytes, limits)
  if (decoded.kind === 'refused') return decoded
  const type = fieldOf(headers, 'content-type')
  return {
    kind: 'fetched',
    status,
    url,
    body: decoded.body.subarray(0, maxBytes),
    contentType: type?.split(';', 1)[0]?.trim().toLowerCase() || null,
    charset: type ? (/;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(type)?.[1]?.toLowerCase() ?? null) : null,
    validators: { etag: fieldOf(headers, 'etag'), lastModified: fieldOf(headers, 'last-modified') },
    headers: steeringHeaders(headers),
    movedTo,
    bytes: answer.body.byteLength,
  }
}

const accepts: Readonly<Record<VisitPurpose, string>> = {
  feed:
    'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, ' +
    'application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1',
  page: 'text/html, application/xhtml+xml, */*;q=0.1',
  robots: 'text/plain, */*;q=0.1',
  image: 'image/webp, image/avif, image/jpeg, image/png;q=0.9, image/*;q=0.5',
  file: '*/*',
}

function requestHeaders(request: VisitRequest, userAgent: string): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    accept: accepts[request.purpose],
    'accept-encoding': acceptedEncodings,
  }
  const { etag, lastModified } = request.validators ?? noValidators
  if (etag !== null) headers['if-none-match'] = etag
  if (lastModified !== null) headers['if-modified-since'] = lastModified
  if (etag !== null && request.purpose === 'feed') headers['a-im'] = 'feed'
  if (request.form !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded'
  return headers
}

const noValidators: Validators = { etag: null, lastModified: null }

function isConditional({ validators }: VisitRequest): boolean {
  return validators != null && (validators.etag !== null || validators.lastModified !== null)
}

/** 2xx with a whole answer: a part (206) was never asked for. */
function isSuccess(status: number): boolean {
  return status >= 200 && status < 300 && status !== 206
}

function redirectTarget(status: number, headers: ResponseHeaders, base: URL): string | null {
  if (status !== 301 && status !== 302 && status !== 303 && status !== 307 && status !== 308) return null
  const field = fieldOf(headers, 'location')
  if (field === null) return null
  const location = utf8Of(field)
  return URL.parse(location, base)?.href ?? location
}

/** Field values arrive as bytes, one a character; many servers write their addresses as UTF-8 without escapes. */
function utf8Of(field: string): string {
  if (!/[^\0-\x7f]/.test(field)) return field
  const bytes = Buffer.from(field, 'latin1')
  return isUtf8(bytes) ? bytes.toString('utf8') : field
}

/** What later steps read: freshness, the publisher's wishes, links. Everything else is forgotten. */
const steering = [
  'age',
  'cache-control',
  'content-language',
  'content-signal',
  'content-usage',
  'date',
  'expires',
  'im',
  'link',
  'tdm-policy',
  'tdm-reservation',
  'x-robots-tag',
] as const

function steeringHeaders(headers: ResponseHeaders): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const name of steering) {
    const value = fieldOf(headers, name)
    if (value !== null) kept[name] = value
  }
  return kept
}

/** Repeated fields are one list (RFC 9110 §5.3), but X-Robots-Tag lines may each name an agent, so they stay lines. */
function fieldOf(headers: ResponseHeaders, name: string): string | null {
  const value = headers[name]
  if (value === undefined) return null
  if (typeof value === 'string') return value
  return value.join(name === 'x-robots-tag' ? '\n' : ', ')
}

function refused(reason: Extract<VisitOutcome, { kind: 'refused' }>['reason'], detail: string): VisitOutcome {
  return { kind: 'refused', reason, detail }
}
