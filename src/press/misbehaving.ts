// Hosts that behave badly, each in its own way, as some publisher does every day. Never in the demo's catalogue.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { encode } from './encode.ts'
import type { MisbehavingFeed } from './types.ts'

type Log = (sent: { status: number; bytes: number }) => void
type Visit = {
  request: IncomingMessage
  response: ServerResponse
  log: Log
  path: string
  host: string
  /** How often this path of this host was asked for before, in this press. */
  earlier: number
}
type Host = { does: string; answer(visit: Visit): void | Promise<void> }

export function isMisbehaving(slug: string): boolean {
  return Object.hasOwn(hosts, slug)
}

export function listMisbehaving(origin: (slug: string) => string): MisbehavingFeed[] {
  return Object.entries(hosts).map(([slug, { does }]) => ({ slug, url: `${origin(slug)}/feed.xml`, does }))
}

/** Every host has a robots.txt that allows all (but for the one whose robots.txt is down), and a feed that misbehaves. */
export async function answerBadly(
  slug: string,
  request: IncomingMessage,
  response: ServerResponse,
  log: Log,
  earlier: number,
): Promise<void> {
  const path = request.url ?? '/'
  const visit: Visit = { request, response, log, path, host: request.headers.host ?? '', earlier }
  if (path === '/robots.txt' && slug !== 'robots-down')
    return send(visit, 200, 'text/plain', 'User-agent: *\nAllow: /\n')
  await hosts[slug]?.answer(visit)
}

const feedType = 'application/rss+xml'
const robotsDownVisits = 2

const hosts: Readonly<Record<string, Host>> = {
  'broken-feed': {
    does: 'sends a feed that is not well-formed: a bare ampersand, an unclosed element, an undefined entity',
    answer: (visit) =>
      send(
        visit,
        200,
        feedType,
        `${head('Fish & Chips Gazette')}<item><title>Salt & vinegar &nbsp; <b>for ever</title><link>${at(visit, '/salt')}</link></item>${item(visit, 2)}</channel></rss>`,
      ),
  },
  'truncated-feed': {
    does: 'ends in the middle of the third item',
    answer: (visit) => {
      const text = feed(visit, 5)
      send(visit, 200, feedType, text.slice(0, text.indexOf('Column 3') + 4))
    },
  },
  'html-feed': {
    does: 'sends a web page, as HTML, where its feed was',
    answer: (visit) =>
      send(
        visit,
        200,
        'text/html; charset=utf-8',
        '<!doctype html><html lang="en"><title>We have moved</title><p>Our feeds are resting.',
      ),
  },
  'html-called-feed': {
    does: 'sends a web page and calls it application/rss+xml',
    answer: (visit) =>
      send(visit, 200, feedType, '<!doctype html><html lang="en"><title>Log in</title><p>Please log in.</html>'),
  },
  'empty-body': { does: 'answers 200 with nothing', answer: (visit) => send(visit, 200, feedType, '') },
  'endless-body': {
    does: 'begins a feed and never stops sending',
    answer: ({ response, log }) => {
      response.writeHead(200, { 'content-type': feedType })
      response.write(head('The Endless'))
      const chunk = Buffer.from(`<item><title>${'and then '.repeat(1000)}</title></item>\n`)
      let bytes = 0
      // Goes on while the reader reads; ends when the reader has had enough.
      const pour = () => {
        while (!response.destroyed && response.write(chunk)) bytes += chunk.length
      }
      response.on('drain', pour).on('close', () => {
        log({ status: 200, bytes })
      })
      pour()
    },
  },
  'gzip-bomb': {
    does: 'sends 200 kB of gzip that unpack to 200 MB',
    answer: (visit) => send(visit, 200, feedType, bomb(), { 'content-encoding': 'gzip' }),
  },
  'redirect-loop': {
    does: 'redirects in a circle',
    answer: (visit) =>
      send(visit, 302, 'text/plain', '', { location: visit.path === '/feed.xml' ? '/feed2.xml' : '/feed.xml' }),
  },
  'redirect-inward': {
    does: 'redirects to an address inside the reader’s own network',
    answer: (visit) => send(visit, 302, 'text/plain', '', { location: 'http://169.254.169.254/latest/' }),
  },
  'moved-for-good': {
    does: 'answers 301 to the feed’s new address',
    answer: (visit) =>
      visit.path === '/new.xml'
        ? send(visit, 200, feedType, feed(visit, 3))
        : send(visit, 301, 'text/plain', '', { location: '/new.xml' }),
  },
  'too-many-requests': {
    does: 'answers 429 with Retry-After: 120',
    answer: (visit) => send(visit, 429, 'text/plain', 'Slow down.', { 'retry-after': '120' }),
  },
  'server-error': { does: 'answers 500', answer: (visit) => send(visit, 500, 'text/plain', 'Something broke.') },
  'gone-feed': { does: 'answers 410', answer: (visit) => send(visit, 410, 'text/plain', 'Gone.') },
  'forbidden-feed': {
    does: 'answers 403',
    answer: (visit) => send(visit, 403, 'text/html', '<title>Forbidden</title>'),
  },
  'slow-feed': {
    does: 'sends its headers at once and its body byte by byte, one a second',
    answer: async ({ response, log }) => {
      response.writeHead(200, { 'content-type': feedType })
      let bytes = 0
      while (!response.destroyed) {
        response.write('<')
        bytes += 1
        await sleep(1000, undefined, { ref: false })
      }
      log({ status: 200, bytes })
    },
  },
  'silent-feed': {
    does: 'accepts the request and never answers',
    answer: ({ response, log }) => {
      response.on('close', () => {
        log({ status: 0, bytes: 0 })
      })
    },
  },
  'cut-connection': {
    does: 'promises 10,000 bytes and hangs up after 100',
    answer: ({ response, log }) => {
      response.writeHead(200, { 'content-type': feedType, 'content-length': '10000' })
      response.write('x'.repeat(100), () => response.destroy())
      log({ status: 200, bytes: 100 })
    },
  },
  'many-entries': {
    does: 'lists 5,000 entries',
    answer: (visit) => send(visit, 200, feedType, feed(visit, 5000)),
  },
  'odd-entries': {
    does: 'lists a 900-character headline, an empty author, a date in 2099, and one guid with three addresses',
    answer: (visit) => {
      const entry = (path: string, title: string, rest: string) =>
        `<item><title>${title}</title><link>${at(visit, path)}</link>${rest}</item>\n`
      const early = '<pubDate>Thu, 01 Jan 2026 08:00:00 GMT</pubDate>'
      const items = [
        entry('/long', `Long ${'and longer '.repeat(90)}`.slice(0, 900), early),
        entry('/nobody', 'Written by nobody', `<author></author><dc:creator> </dc:creator>${early}`),
        entry('/future', 'From the future', '<pubDate>Thu, 01 Jan 2099 08:00:00 GMT</pubDate>'),
        entry('/first', 'The first of them', `<guid isPermaLink="false">same</guid>${early}`),
        entry('/first-again', 'The first, again', `<guid isPermaLink="false">same</guid>${early}`),
        entry(
          '/second',
          'Another piece altogether',
          '<guid isPermaLink="false">same</guid><pubDate>Mon, 05 Jan 2026 08:00:00 GMT</pubDate>',
        ),
      ]
      const start = head('Odd entries').replace('<rss ', '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" ')
      send(visit, 200, feedType, `${start}${items.join('')}</channel></rss>`)
    },
  },
  'wrong-charset': {
    does: 'says UTF-8 in its header and its XML declaration and sends windows-1254',
    answer: (visit) =>
      send(
        visit,
        200,
        `${feedType}; charset=utf-8`,
        encode(
          `<?xml version="1.0" encoding="utf-8"?>${head('Şaşkın Gazete')}<item><title>Işığın ağırlığı</title><link>${at(visit, '/isik')}</link><description>Güneş doğdu, çay demlendi.</description></item></channel></rss>`,
          'windows-1254',
        ),
      ),
  },
  'huge-header': {
    does: 'sends 100 kB of response headers',
    answer: (visit) => send(visit, 200, feedType, feed(visit, 1), { 'x-padding': 'p'.repeat(100_000) }),
  },
  'xml-entities': {
    does: 'declares entities that swell to a billion laughs and read a local file',
    answer: (visit) =>
      send(
        visit,
        200,
        feedType,
        `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>&c;</title><item><title>&f; laughs</title><link>${at(visit, '/laugh')}</link></item></channel></rss>`,
      ),
  },
  'hostile-markup': {
    does: 'puts scripts and dangerous links into titles, summaries and addresses',
    answer: (visit) =>
      send(
        visit,
        200,
        feedType,
        `${head('Bad &lt;script&gt;alert(1)&lt;/script&gt; News')}<item><title>&lt;img src=x onerror=alert(1)&gt; A plain headline</title><link>javascript:alert(1)</link><guid>${at(visit, '/plain')}</guid><description>&lt;script&gt;alert(2)&lt;/script&gt;Only this &lt;a href="javascript:alert(3)"&gt;sentence&lt;/a&gt; is text.</description></item></channel></rss>`,
      ),
  },
  'robots-down': {
    does: `answers its first ${String(robotsDownVisits)} requests for robots.txt with 503 and then allows all; its feed is sound`,
    answer: (visit) => {
      if (visit.path !== '/robots.txt') return send(visit, 200, feedType, feed(visit, 3))
      return visit.earlier < robotsDownVisits
        ? send(visit, 503, 'text/plain', 'Back soon.', { 'retry-after': '60' })
        : send(visit, 200, 'text/plain', 'User-agent: *\nAllow: /\n')
    },
  },
  'pages-forbidden': {
    does: 'has a sound feed and pages that answer 401',
    answer: (visit) =>
      visit.path === '/feed.xml'
        ? send(visit, 200, feedType, feed(visit, 3))
        : send(visit, 401, 'text/plain', 'Who are you?'),
  },
}

function send(
  { request, response, log }: Visit,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(body)
  response.writeHead(status, { 'content-type': contentType, 'content-length': String(bytes.length), ...headers })
  response.end(request.method === 'HEAD' ? undefined : bytes)
  log({ status, bytes: bytes.length })
}

function at({ host }: Visit, path: string): string {
  return `http://${host}${path}`
}

function head(title: string): string {
  return `<rss version="2.0"><channel><title>${title}</title><link>http://example.test/</link><description>A sample feed of Colonnade’s tests</description>\n`
}

function item(visit: Visit, number: number): string {
  return `<item><title>Column ${String(number)}</title><link>${at(visit, `/column/${String(number)}`)}</link><guid>${at(visit, `/column/${String(number)}`)}</guid><author>desk@example.test (Sam Ple)</author><pubDate>${new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toUTCString()}</pubDate><description>Sample text number ${String(number)}.</description></item>\n`
}

function feed(visit: Visit, count: number): string {
  const items = Array.from({ length: count }, (_, index) => item(visit, index + 1))
  return `${head('A sample feed')}${items.join('')}</channel></rss>`
}

let packedBomb: Buffer | undefined

function bomb(): Buffer {
  // A gzip file may have many members (RFC 1952 §2.2): one megabyte of spaces is packed once and sent 200 times.
  const member = gzipSync(Buffer.alloc(1_000_000, 0x20), { level: 9 })
  packedBomb ??= Buffer.concat(Array.from({ length: 200 }, () => member))
  return packedBomb
}
