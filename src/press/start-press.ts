// Starts the demo press on loopback: one server, a host name for each paper, columns that appear as time goes by.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { answerBadly, isMisbehaving, listMisbehaving } from './misbehaving.ts'
import { openNewsroom, type Newsroom } from './newsroom.ts'
import { answerFor, doorAnswer } from './routes.ts'
import { pack, respond, type Answer, type Packed } from './respond.ts'
import type { Press, PressFeed, PressOptions, PressRequest } from './types.ts'

const keptRequests = 20_000

/** Resolves when the press listens. Every paper answers at `http://<slug>.localhost:<port>`, told apart by Host. */
export async function startPress(options: PressOptions = {}): Promise<Press> {
  const requests: PressRequest[] = []
  const ready = new Map<string, { changedAt: number; packed: Packed }>()
  const server = createServer()
  server.listen(options.port ?? 0, options.host ?? '127.0.0.1')
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve).once('error', reject)
  })
  const { port } = server.address() as AddressInfo
  const origin = (slug: string) => `http://${slug}.localhost:${String(port)}`
  const newsroom = openNewsroom({
    ...(options.papers && { papers: options.papers }),
    now: options.now ?? (() => new Date()),
    origin,
  })
  server.on('request', (request, response) => {
    void serve(request, response)
  })

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = hostOf(request)
    const log = (sent: { status: number; bytes: number }) => {
      requests.push({
        at: options.now?.() ?? new Date(),
        method: request.method ?? 'GET',
        host,
        path: request.url ?? '/',
        status: sent.status,
        userAgent: request.headers['user-agent'] ?? null,
        headers: request.headers,
        bytes: sent.bytes,
      })
      if (requests.length > keptRequests) requests.splice(0, requests.length - keptRequests)
    }
    if (options.latencyMs) await sleep(options.latencyMs)
    if (isMisbehaving(slugOf(host))) {
      const earlier = requests.filter((past) => past.host === host && past.path === request.url).length
      return answerBadly(slugOf(host), request, response, log, earlier)
    }
    log(respond(request, response, findPacked(newsroom, host, request)))
  }

  /** Pages are written once for every state of their paper: a change of anything in it changes its feeds and lists. */
  function findPacked(newsroom: Newsroom, host: string, request: IncomingMessage): Packed {
    const changedAt = newsroom.changedAt(slugOf(host)).getTime()
    const key = `${request.method === 'GET' ? '' : request.method} ${host}${request.url}`
    const known = ready.get(key)
    if (known?.changedAt === changedAt) return known.packed
    const packed = pack(findAnswer(newsroom, host, request))
    if (packed.answer.status === 200) ready.set(key, { changedAt, packed })
    return packed
  }

  return {
    port,
    origin,
    papers: newsroom.papers,
    feeds: newsroom.papers.map((paper) => feedOf(paper, origin(paper.slug))),
    misbehaving: listMisbehaving(origin),
    listPublished: newsroom.listPublished,
    publish: newsroom.publish,
    changeHeadline: newsroom.changeHeadline,
    withdraw: newsroom.withdraw,
    tick: newsroom.tick,
    requests,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error)
          else resolve()
        })
        server.closeAllConnections()
      }),
  }
}

function findAnswer(newsroom: Newsroom, host: string, request: IncomingMessage): Answer {
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { status: 405, contentType: 'text/plain', body: 'Only GET and HEAD.\n', headers: { allow: 'GET, HEAD' } }
  const paper = newsroom.papers.find(({ slug }) => slug === slugOf(host))
  const path = decodedPath(request.url ?? '/')
  return paper ? answerFor(newsroom, paper, path) : doorAnswer(newsroom, host, path)
}

function feedOf(paper: Press['papers'][number], home: string): PressFeed {
  return {
    publisher: {
      slug: paper.slug,
      name: paper.name,
      home: `${home}/`,
      country: paper.country,
      languages: [paper.lang],
      contact: `hello@${paper.slug}.example`,
    },
    url: home + paper.feed.path,
    format: paper.feed.format,
    title: paper.name,
    lang: paper.lang,
    kind: 'column',
  }
}

/** The host without its port, in lower case. */
function hostOf(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
}

function slugOf(host: string): string {
  return host.replace(/\.localhost\.?$/, '')
}

/** The path without query, percent signs resolved; as it stands if they are malformed. */
function decodedPath(target: string): string {
  const path = target.split('?', 1)[0] ?? '/'
  return /%(?![0-9a-f]{2})/i.test(path) ? path : safelyDecoded(path)
}

function safelyDecoded(path: string): string {
  return Buffer.from(
    path.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}
