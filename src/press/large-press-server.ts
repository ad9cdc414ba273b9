// The large press, inside its own process: one server on loopback, papers told apart by Host, everything rendered before
// it is asked for or put together from what was. Ends with its parent.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { entryOf, paperOf, type LargePaper } from './large-press-entries.ts'
import { feedTypes, formatOf, pathOfFeed, writeLargeFeed } from './large-press-feeds.ts'
import { createPagePrinter } from './large-press-markup.ts'
import type { LargeCommand, LargePressOptions, LargeReply } from './large-press-types.ts'

const options = JSON.parse(process.env['LARGE_PRESS'] ?? 'null') as LargePressOptions | null
if (options === null || process.send === undefined) throw new Error('this is started by largePress()')
const { feeds, entriesPerFeed, hosts, seed = 1 } = options
let latencyMs = options.latencyMs ?? 0
let newest = entriesPerFeed
const calendar = { startedAt: new Date(), atStart: entriesPerFeed }
const papers = Array.from({ length: Math.min(hosts, feeds) }, (_, host) => paperOf(seed, host))
const printPage = createPagePrinter(seed)
const robots = Buffer.from('User-agent: *\nDisallow: /admin/\nDisallow: /search\nAllow: /\n')
let rendered: readonly { readonly body: Buffer; readonly etag: string }[] = []

const server = createServer((request, response) => {
  if (latencyMs > 0) setTimeout(answer, latencyMs, request, response)
  else answer(request, response)
})
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  const originOf = (paper: LargePaper) => `http://${paper.host}:${port}`
  rendered = renderFeeds(originOf)
  process.on('message', (command: LargeCommand) => {
    if (command.kind === 'latency') latencyMs = command.latencyMs
    else {
      newest += 1
      rendered = renderFeeds(originOf)
    }
    reply({ kind: 'done' })
  })
  reply({
    kind: 'listening',
    port,
    feeds: Array.from({ length: feeds }, (_, feed) => {
      const paper = paperOfFeed(feed)
      const { country, lang } = paper.language
      return {
        url: originOf(paper) + pathOfFeed(feed),
        format: formatOf(feed),
        host: paper.host,
        paper: paper.name,
        country,
        lang,
      }
    }),
  })
})
process.on('disconnect', () => process.exit(0))
process.on('SIGINT', () => undefined) // Ctrl+C is for the parent, who then lets go of us

function reply(what: LargeReply): void {
  process.send?.(what)
}

function paperOfFeed(feed: number): LargePaper {
  return papers[feed % papers.length]!
}

function renderFeeds(originOf: (paper: LargePaper) => string) {
  return Array.from({ length: feeds }, (_, feed) => {
    const paper = paperOfFeed(feed)
    const entries = Array.from({ length: entriesPerFeed }, (_entry, age) =>
      entryOf(seed, paper, feed, newest - age, calendar),
    )
    const body = Buffer.from(writeLargeFeed(paper, feed, originOf(paper), entries))
    return { body, etag: `"${seed}-${feed}-${newest}"` }
  })
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? '/'
  const feed = Number(/^\/feeds\/(\d+)\.(?:xml|json)$/.exec(path)?.[1] ?? Number.NaN)
  if (!Number.isNaN(feed)) return answerFeed(feed, request, response)
  const page = /^\/f(\d+)\/.*-n(\d+)(?:\?|$)/.exec(path)
  if (page !== null) return answerPage(Number(page[1]), Number(page[2]), request, response)
  if (path === '/robots.txt') return send(response, 200, 'text/plain; charset=utf-8', robots)
  send(response, 404, 'text/html; charset=utf-8', Buffer.from('<!doctype html><title>Not found</title>'))
}

function answerFeed(feed: number, request: IncomingMessage, response: ServerResponse): void {
  const found = rendered[feed]
  if (found === undefined) return send(response, 404, 'text/plain', Buffer.from('no such feed\n'))
  const headers = { etag: found.etag, 'cache-control': 'max-age=600' }
  if (request.headers['if-none-match'] === found.etag) response.writeHead(304, headers).end()
  else send(response, 200, feedTypes[formatOf(feed)], found.body, headers)
}

function answerPage(feed: number, number: number, request: IncomingMessage, response: ServerResponse): void {
  const paper = paperOfFeed(feed)
  if (number > newest || feed >= feeds) return send(response, 404, 'text/plain', Buffer.from('no such page\n'))
  const entry = entryOf(seed, paper, feed, number, calendar)
  const origin = `http://${request.headers.host ?? paper.host}`
  send(response, 200, 'text/html; charset=utf-8', printPage(paper, entry, origin))
}

function send(response: ServerResponse, status: number, type: string, body: Buffer, headers = {}): void {
  response.writeHead(status, { 'content-type': type, 'content-length': body.byteLength, ...headers })
  response.end(body)
}
