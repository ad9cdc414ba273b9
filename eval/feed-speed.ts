// CPU time of parseFeed beside feedsmith on the same generated feeds, in one run. Needs no cases.
import { parseFeed as feedsmith } from 'feedsmith'
import { parseFeed } from '../src/parse/index.ts'
import type { EvalRow } from './row.ts'

const rounds = 30
const words = 'the of opinion council minister because whether market harbour water school election paper column reader history future power language river summer'.split(' ') // prettier-ignore

export async function evaluate(): Promise<EvalRow[]> {
  const kinds = [
    { label: '200 entries, summaries', count: 200, full: false },
    { label: '200 entries, full texts', count: 200, full: true },
    { label: '30 entries, summaries', count: 30, full: false },
  ]
  return kinds.map(({ label, count, full }) => {
    const bytes = new TextEncoder().encode(generate(count, full))
    const ours = cpuMs(() => parseFeed(bytes, { url: 'https://paper.example/feed', contentType: null, charset: null }))
    const theirs = cpuMs(() => feedsmith(new TextDecoder().decode(bytes)))
    const read = cpuMs(() => readContents(bytes))
    const note = `ours ${ours.toFixed(2)} ms, feedsmith ${theirs.toFixed(2)} ms; ours with every content read ${read.toFixed(2)} ms`
    return {
      suite: 'feed-speed',
      measure: `feedsmith over ours, ${label}`,
      value: theirs / ours,
      bar: 0.6,
      n: rounds,
      note,
    }
  })
}

function readContents(bytes: Uint8Array): number {
  const reading = parseFeed(bytes, { url: 'https://paper.example/feed', contentType: null, charset: null })
  if (reading.kind !== 'feed') throw new Error(reading.problem)
  return reading.feed.entries.reduce((sum, { content }) => sum + (content?.length ?? 0), 0)
}

/** The best of the rounds, in CPU milliseconds of this process. */
function cpuMs(work: () => unknown): number {
  for (let round = 0; round < 5; round++) work()
  let best = Infinity
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

function generate(count: number, full: boolean): string {
  const items = Array.from({ length: count }, (_, at) => {
    const text = Array.from(
      { length: 8 },
      (_unused, line) =>
        `<p>${prose(at * 8 + line, 70)} <a href="https://paper.example/?a=1&amp;b=2">${prose(line, 3)}</a> it&#8217;s</p>`,
    ).join('\n')
    return (
      `<item><title>${prose(at, 8)} &amp; more</title><link>https://paper.example/2026/11/22/piece-${at}?utm_source=rss</link>` +
      `<dc:creator><![CDATA[Ines Calder ${at % 9}]]></dc:creator><pubDate>Sun, 22 Nov 2026 14:05:10 +0100</pubDate>` +
      `<category><![CDATA[Opinion]]></category><guid isPermaLink="false">hp-${at}</guid>` +
      `<description><![CDATA[<p>${prose(at, 40)}</p>]]></description>` +
      `${full ? `<content:encoded><![CDATA[${text}]]></content:encoded>` : ''}</item>`
    )
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Paper</title><link>https://paper.example/</link>${items.join('')}</channel></rss>`
}

function prose(seed: number, length: number): string {
  return `${Array.from({ length }, (_, at) => words[(seed * 31 + at * at + 7 * at) % words.length]).join(' ')}.`
}
