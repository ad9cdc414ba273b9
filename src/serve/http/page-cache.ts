// Pages for readers of whom we know nothing that matters to the page, kept in this process for a minute at most and dropped as
// soon as what they show changes. It stands before everything else: a page that is kept costs a look-up. Decision 0015.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { LRUCache } from 'lru-cache'
import type { PageTopic } from '../../archive/index.ts'
import { askedOf, askedOfNode, type Asked } from './asked.ts'
import { chooseEncoding, matches, replace } from './deliver.ts'
import { chooseLanguage, editionInPath, interfaceLanguage } from './interface-language.ts'
import { lookOf, lookText } from './look.ts'
import { rememberAnswers, type Remember } from './remembered-answers.ts'
import { noteOf } from './page-note.ts'
import { ownCookies } from './reader.ts'
import { socketOf, writeStraight } from './straight.ts'

export type PageCacheOptions = {
  /** Of bodies and what belongs to them. */
  readonly maxBytes: number
  /** Milliseconds after which a page is made anew though nothing was heard: "5 minutes ago" must not grow old. */
  readonly maxAgeMs?: number
  readonly now?: () => number
}

export type PageCache = {
  readonly middleware: MiddlewareHandler
  /**
   * Gives a page that is kept to a reader without cookies, before anything else of the request is looked at; null, with nothing
   * done, for everyone else, who goes through `middleware`.
   */
  readonly door: (incoming: IncomingMessage, outgoing: ServerResponse) => Given | null
  /** For answers that several pages need. */
  readonly remember: Remember
  /** Drops every page about one of the topics. */
  readonly forget: (topics: readonly PageTopic[]) => void
  /** Until this is called, and again after `close`, nothing is kept: the process hears of no changes. */
  readonly open: () => void
  readonly close: () => void
  readonly stats: () => PageCacheStats
}

export type Given = { readonly status: 200 | 304; readonly route: string | null }

type PageCacheStats = {
  readonly isOpen: boolean
  readonly pages: number
  readonly bytes: number
  /** Addresses of what is kept, most recently given first. */
  readonly paths: readonly string[]
}

type Kept = {
  readonly body: Buffer
  readonly tag: string
  /** As Node's `writeHead` takes them, for readers without and with cookies of ours. */
  readonly shared: readonly string[]
  readonly own: readonly string[]
  readonly topics: readonly PageTopic[]
  readonly consulted: ReadonlySet<string>
  readonly eachTime: ((asked: Asked) => void) | null
  readonly freshUntil: number
  readonly route: string | null
}

/** Bytes that a page needs besides its body, about. */
const overhead = 3000
/** Bytes. A longer page would push out too many others. */
const maxPageBytes = 512 * 1024

/** A proxy or CDN may keep a page this long; a removal is gone from them after it at the latest. */
export const sharedCaching = 'public, max-age=0, s-maxage=30, stale-while-revalidate=30'
export const ownCaching = 'private, no-cache'

export function createPageCache({ maxBytes, maxAgeMs = 60_000, now = Date.now }: PageCacheOptions): PageCache {
  const keysOf = new Map<PageTopic, Set<string>>()
  const store = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    sizeCalculation: (kept) => kept.body.length + overhead,
    dispose(kept, key) {
      for (const topic of kept.topics) {
        const keys = keysOf.get(topic)
        keys?.delete(key)
        if (keys?.size === 0) keysOf.delete(topic)
      }
    },
  })
  const making = new Map<string, Promise<Kept | null>>()
  /** What was heard while pages were being made: they may show what is no more. */
  let heard: (readonly PageTopic[])[] = []
  let running = 0
  let isOpen = false
  const memory = rememberAnswers(() => isOpen)

  const forget = (topics: readonly PageTopic[]) => {
    // Whoever comes from now on does not wait for a page that was begun before.
    if (running > 0) heard.push(topics)
    making.clear()
    memory.forget(topics)
    if (topics.includes('everything')) {
      store.clear()
      return
    }
    for (const topic of topics) for (const key of keysOf.get(topic) ?? []) store.delete(key)
  }

  const keep = (key: string, kept: Kept) => {
    store.set(key, kept)
    if (!store.has(key)) return
    for (const topic of kept.topics) {
      const keys = keysOf.get(topic)
      if (keys === undefined) keysOf.set(topic, new Set([key]))
      else keys.add(key)
    }
  }

  return {
    async middleware(c, next) {
      if (!isOpen || c.req.method !== 'GET') return next()
      const cookies = ownCookies(c)
      const key = keyOfContext(c)
      const known = store.get(key)
      if (known !== undefined && isFor(known, cookies) && (known.freshUntil > now() || making.has(key)))
        return give(c, known, cookies)
      const others = making.get(key)
      if (others !== undefined) {
        const made = await others
        if (made !== null && isFor(made, cookies)) return give(c, made, cookies)
        return next()
      }
      // A page made for someone with cookies may be theirs alone: nobody waits for it, and it is not kept.
      if (![...cookies].every((name) => inKey.has(name))) return next()
      const begun = Promise.withResolvers<Kept | null>()
      making.set(key, begun.promise)
      const at = heard.length
      running++
      let kept: Kept | null = null
      try {
        await next()
        kept = await toKeep(c, now() + maxAgeMs)
      } finally {
        if (making.get(key) === begun.promise) making.delete(key)
        begun.resolve(kept)
        const since = heard.slice(at)
        if (--running === 0) heard = []
        if (kept !== null && isOpen && !since.some((topics) => concerns(topics, kept!))) keep(key, kept)
      }
      if (kept !== null) replace(c, answer(c, kept, cookies))
      return undefined
    },
    door(incoming, outgoing) {
      if (!isOpen || incoming.method !== 'GET') return null
      const { headers, url = '' } = incoming
      if (headers.cookie !== undefined || !isHost(headers.host)) return null
      const language = languageWithoutCookies(headers['accept-language'], url)
      const key = keyOf(encodingOf(headers['accept-encoding']), language, '', url)
      const known = store.get(key)
      if (known === undefined || (known.freshUntil <= now() && !making.has(key))) return null
      known.eachTime?.(askedOfNode(incoming))
      const status = write(outgoing, known, known.shared, headers['if-none-match'])
      return { status, route: known.route }
    },
    remember: memory.remember,
    forget,
    open() {
      forget(['everything'])
      isOpen = true
    },
    close() {
      isOpen = false
      forget(['everything'])
    },
    stats: () => ({
      isOpen,
      pages: store.size,
      bytes: store.calculatedSize,
      paths: [...store.keys()].map((key) => key.slice(key.lastIndexOf(' ') + 1)),
    }),
  }
}

function concerns(topics: readonly PageTopic[], kept: Kept): boolean {
  return topics.includes('everything') || kept.topics.some((topic) => topics.includes(topic))
}

/** Everything that the same address is answered differently for. The Host header is no part of any page. */
function keyOf(encoding: string, language: string, look: string, path: string): string {
  return `${encoding} ${language} ${look} ${path}`
}

function keyOfContext(c: Context): string {
  const { url } = c.req.raw
  const path = url.slice(url.indexOf('/', url.indexOf('://') + 3))
  return keyOf(encodingOf(c.req.header('Accept-Encoding')), languageOf(c, path), lookText(lookOf(c)), path)
}

/** What is no host of any site is refused by whoever asks on (RFC 9112 §3.2). */
function isHost(host: string | undefined): boolean {
  return host !== undefined && /^[a-z0-9.:[\]_-]+$/i.test(host)
}

/** Answers that are asked for again and again with the same few headers; forgotten all at once when there are too many. */
const maxHeaders = 500
const encodings = new Map<string, string>()
const languages = new Map<string, string>()

function encodingOf(accepted: string | undefined): string {
  return accepted === undefined ? '' : remember(encodings, accepted, () => chooseEncoding(accepted) ?? '')
}

/** The cookies and the edition in the path have a say too. */
function languageOf(c: Context, path: string): string {
  if (c.req.header('Cookie') !== undefined) return interfaceLanguage(c)
  return languageWithoutCookies(c.req.header('Accept-Language'), path)
}

function languageWithoutCookies(accepted: string | undefined, path: string): string {
  return remember(languages, `${accepted ?? ''} ${path.slice(0, 4)}`, () =>
    chooseLanguage({ chosen: undefined, accepted, edition: editionInPath(path) }),
  )
}

function remember(known: Map<string, string>, header: string, find: () => string): string {
  const before = known.get(header)
  if (before !== undefined) return before
  if (known.size >= maxHeaders) known.clear()
  const found = find()
  known.set(header, found)
  return found
}

/** Their values are a part of the key. */
const inKey: ReadonlySet<string> = new Set(['look', 'language'])

function isFor(kept: Kept, cookies: ReadonlySet<string>): boolean {
  for (const name of cookies) if (kept.consulted.has(name) && !inKey.has(name)) return false
  return true
}

/** The answer as it would be given again, or null when it is not one to keep. */
async function toKeep(c: Context, freshUntil: number): Promise<Kept | null> {
  const { topics, consulted, eachTime, sent, route } = noteOf(c)
  const { headers, status } = c.res
  const tag = headers.get('ETag')
  if (topics === null || status !== 200 || tag === null || headers.has('Set-Cookie')) return null
  if (Number(headers.get('Content-Length')) > maxPageBytes) return null
  const body = sent ?? Buffer.from(await c.res.clone().arrayBuffer())
  const plain = [...headers].filter(([name]) => name !== 'cache-control').flat()
  const caching = headers.get('Cache-Control') ?? sharedCaching
  const shared = ['cache-control', caching, ...plain]
  const own = ['cache-control', ownCaching, ...plain]
  return { body, tag, shared, own, topics, consulted, eachTime, freshUntil, route }
}

function give(c: Context, kept: Kept, cookies: ReadonlySet<string>): Response {
  kept.eachTime?.(askedOf(c))
  noteOf(c).route = kept.route
  return answer(c, kept, cookies)
}

/** Straight to the socket where there is one: building a Response costs as much as everything else. */
function answer(c: Context, kept: Kept, cookies: ReadonlySet<string>): Response {
  const headers = cookies.size === 0 ? kept.shared : kept.own
  const known = c.req.header('If-None-Match')
  const out = socketOf(c)
  if (out !== undefined) {
    write(out, kept, headers, known)
    return RESPONSE_ALREADY_SENT
  }
  return matches(known, kept.tag)
    ? new Response(null, { status: 304, headers: pairsOf(withoutBody(headers)) })
    : new Response(new Uint8Array(kept.body), { headers: pairsOf(headers) })
}

function write(
  out: ServerResponse,
  kept: Kept,
  headers: readonly string[],
  known: string | undefined,
): Given['status'] {
  const isKnown = matches(known, kept.tag)
  const status = isKnown ? 304 : 200
  writeStraight(out, status, isKnown ? withoutBody(headers) : headers, isKnown ? undefined : kept.body)
  return status
}

function withoutBody(headers: readonly string[]): string[] {
  return pairsOf(headers)
    .filter(([name]) => !/^content-(type|length|encoding)$/i.test(name))
    .flat()
}

function pairsOf(flat: readonly string[]): [string, string][] {
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[i * 2]!, flat[i * 2 + 1]!])
}
