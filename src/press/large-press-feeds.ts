// The large press: its feeds, mostly RSS 2.0, some Atom, a few JSON Feeds; some carry whole texts.
import { escape } from './large-press-markup.ts'
import { drawFrom, sentence, type LargeEntry, type LargePaper } from './large-press-entries.ts'

export type LargeFormat = 'rss' | 'atom' | 'json'

/** Of twenty feeds sixteen are RSS, three Atom, one JSON Feed. */
export function formatOf(feed: number): LargeFormat {
  const at = feed % 20
  return at < 16 ? 'rss' : at < 19 ? 'atom' : 'json'
}

export const feedTypes: Readonly<Record<LargeFormat, string>> = {
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
}

export function pathOfFeed(feed: number): string {
  return formatOf(feed) === 'json' ? `/feeds/${feed}.json` : `/feeds/${feed}.xml`
}

export function writeLargeFeed(
  paper: LargePaper,
  feed: number,
  origin: string,
  entries: readonly LargeEntry[],
): string {
  const format = formatOf(feed)
  if (format === 'rss') return rss(paper, feed, origin, entries)
  return format === 'atom' ? atom(paper, feed, origin, entries) : json(paper, feed, origin, entries)
}

function rss(paper: LargePaper, feed: number, origin: string, entries: readonly LargeEntry[]): string {
  const { and } = paper.language
  // How a paper names its writers is the habit of its system, the same in all its entries.
  const habit = feed % 4
  const credit = ({ writers }: LargeEntry) => {
    if (writers.length === 0) return ''
    if (habit === 3) return `<author>desk@${paper.host} (${escape(writers.join(` ${and} `))})</author>`
    if (habit === 2) return writers.map((name) => `<dc:creator>${escape(name)}</dc:creator>`).join('')
    return `<dc:creator><![CDATA[${writers.join(` ${and} `)}]]></dc:creator>`
  }
  const whole = feed % 5 === 0
  const items = entries.map((entry) => {
    const link = origin + entry.path
    return `<item>
<title>${escape(entry.title)}</title>
<link>${link}?utm_source=rss&amp;utm_medium=feed</link>
<guid isPermaLink="false">${paper.host}/?p=${entry.feed}${String(entry.number).padStart(5, '0')}</guid>
<pubDate>${entry.publishedAt.toUTCString()}</pubDate>
${credit(entry)}<category><![CDATA[${entry.section}]]></category>
<description><![CDATA[<p>${escape(entry.dek)}</p>]]></description>
${whole ? `<content:encoded><![CDATA[${contentOf(paper, entry)}]]></content:encoded>\n` : ''}</item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escape(paper.name)}</title>
<link>${origin}/</link>
<atom:link href="${origin}${pathOfFeed(feed)}" rel="self" type="application/rss+xml" />
<description>${escape(paper.language.section)}</description>
<language>${paper.language.lang}</language>
<ttl>30</ttl>
${items.join('\n')}
</channel>
</rss>
`
}

function atom(paper: LargePaper, feed: number, origin: string, entries: readonly LargeEntry[]): string {
  const items = entries.map((entry) => {
    const at = entry.publishedAt.toISOString()
    const credits = entry.writers.map((name) => `<author><name>${escape(name)}</name></author>`).join('')
    return `<entry>
<title type="text">${escape(entry.title)}</title>
<link rel="alternate" type="text/html" href="${origin}${entry.path}"/>
<id>tag:${paper.host},2026:${entry.feed}-${entry.number}</id>
<published>${at}</published><updated>${at}</updated>
${credits}<category term="${escape(entry.section)}"/>
<summary type="html">${escape(`<p>${escape(entry.dek)}</p>`)}</summary>
</entry>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${paper.language.lang}">
<title>${escape(paper.name)}</title>
<id>${origin}/</id>
<link rel="alternate" href="${origin}/"/>
<link rel="self" href="${origin}${pathOfFeed(feed)}"/>
<updated>${entries[0]?.publishedAt.toISOString() ?? ''}</updated>
${items.join('\n')}
</feed>
`
}

function json(paper: LargePaper, feed: number, origin: string, entries: readonly LargeEntry[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: paper.name,
    language: paper.language.lang,
    home_page_url: `${origin}/`,
    feed_url: origin + pathOfFeed(feed),
    items: entries.map((entry) => ({
      id: `${paper.host}-${entry.feed}-${entry.number}`,
      url: origin + entry.path,
      title: entry.title,
      summary: entry.dek,
      content_html: `<p>${escape(entry.dek)}</p>`,
      date_published: entry.publishedAt.toISOString(),
      authors: entry.writers.map((name) => ({ name })),
      tags: [entry.section],
    })),
  })
}

/** About 3,000 characters of markup. */
function contentOf(paper: LargePaper, entry: LargeEntry): string {
  const draw = drawFrom(3, entry.feed, entry.number)
  let content = `<p>${escape(entry.dek)}</p>`
  while (content.length < 3000) {
    const text = Array.from({ length: 4 }, () => sentence(paper.language, draw)).join(' ')
    content += `\n<p>${escape(text)}</p>`
  }
  return content
}
