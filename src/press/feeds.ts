// Writes a paper's feeds in the five formats that papers use.
import { escapeMarkup, markup, raw, type Markup } from './markup.ts'
import { ledeOf, linkTo, type Printed, type PrintedAuthor } from './printed.ts'
import type { Paper } from './types.ts'

export type FeedPage = {
  readonly paper: Paper
  readonly title: string
  /** The page this is the feed of. */
  readonly home: string
  readonly self: string
  readonly items: readonly Printed[]
  readonly updatedAt: Date
}

/** The feed's text and media type; its charset is another matter. */
export function writeFeed(page: FeedPage): { text: string; contentType: string } {
  switch (page.paper.feed.format) {
    case 'rss':
      return { text: rss(page).markup, contentType: 'application/rss+xml' }
    case 'rdf':
      return { text: rdf(page).markup, contentType: 'application/rdf+xml' }
    case 'atom':
      return { text: atom(page).markup, contentType: 'application/atom+xml' }
    case 'json':
      return { text: JSON.stringify(jsonFeed(page), null, 1), contentType: 'application/feed+json' }
    case 'sitemap':
      return { text: newsSitemap(page).markup, contentType: 'application/xml' }
    case 'page':
    default:
      throw new Error('a page is not a feed')
  }
}

/** The charset a paper's feeds are written in. */
export function feedCharset(paper: Paper): 'utf-8' | 'windows-1254' | 'iso-8859-9' {
  if (paper.traits.includes('windows-1254')) return 'windows-1254'
  if (paper.traits.includes('iso-8859-9')) return 'iso-8859-9'
  return 'utf-8'
}

function declaration(paper: Paper): Markup {
  // The ISO 8859-9 paper says so only in its HTTP header, as old content systems do.
  const charset = feedCharset(paper)
  return raw(charset === 'iso-8859-9' ? '<?xml version="1.0"?>\n' : `<?xml version="1.0" encoding="${charset}"?>\n`)
}

function rss({ paper, title, home, self, items, updatedAt }: FeedPage): Markup {
  return markup`${declaration(paper)}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${title}</title>
<link>${home}</link>
<description>${paper.tagline}</description>
<language>${paper.lang}</language>
<copyright>${paper.terms}</copyright>
<lastBuildDate>${updatedAt.toUTCString()}</lastBuildDate>
<atom:link href="${self}" rel="self" type="application/rss+xml"/>
${items.map(
  (item) => markup`<item>
<title>${titleIn(item)}</title>
<link>${linkTo(item, 'feed')}</link>
<guid isPermaLink="false">${guidOf(item)}</guid>
${creators(item)}${item.column.publishedAt && markup`<pubDate>${item.column.publishedAt.toUTCString()}</pubDate>\n`}<category>${item.section}</category>
${descriptionOf(item)}${enclosure(item)}</item>
`,
)}</channel>
</rss>
`
}

function rdf({ paper, title, home, items }: FeedPage): Markup {
  return markup`${declaration(paper)}<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="${home}">
<title>${title}</title>
<link>${home}</link>
<description>${paper.tagline}</description>
<dc:language>${paper.lang}</dc:language>
<items><rdf:Seq>${items.map((item) => markup`<rdf:li rdf:resource="${linkTo(item, 'feed')}"/>`)}</rdf:Seq></items>
</channel>
${items.map(
  (item) => markup`<item rdf:about="${linkTo(item, 'feed')}">
<title>${titleIn(item)}</title>
<link>${linkTo(item, 'feed')}</link>
${creators(item)}${item.column.publishedAt && markup`<dc:date>${item.column.publishedAt.toISOString()}</dc:date>\n`}<dc:subject>${item.section}</dc:subject>
${descriptionOf(item)}</item>
`,
)}</rdf:RDF>
`
}

function atom({ paper, title, home, self, items, updatedAt }: FeedPage): Markup {
  return markup`${declaration(paper)}<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${paper.lang}">
<title>${title}</title>
<subtitle>${paper.tagline}</subtitle>
<id>${home}</id>
<link href="${home}" rel="alternate" type="text/html"/>
<link href="${self}" rel="self" type="application/atom+xml"/>
<updated>${updatedAt.toISOString()}</updated>
<rights>${paper.terms}</rights>
${items.map(
  (item) => markup`<entry${item.column.lang !== paper.lang && markup` xml:lang="${item.column.lang}"`}>
<title>${titleIn(item)}</title>
<link href="${linkTo(item, 'feed')}" rel="alternate" type="text/html"/>
<id>${guidOf(item)}</id>
${item.column.publishedAt && markup`<published>${item.column.publishedAt.toISOString()}</published>\n`}<updated>${(item.column.modifiedAt ?? item.column.publishedAt ?? item.column.putOutAt).toISOString()}</updated>
${atomAuthors(item)}<category term="${item.section}"/>
${atomBody(item)}</entry>
`,
)}</feed>
`
}

function jsonFeed({ paper, title, home, self, items }: FeedPage) {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    description: paper.tagline,
    home_page_url: home,
    feed_url: self,
    language: paper.lang,
    items: items.map((item) => ({
      id: guidOf(item),
      url: linkTo(item, 'feed'),
      title: titleIn(item),
      ...bodyForJson(item),
      ...(item.column.publishedAt && { date_published: item.column.publishedAt.toISOString() }),
      ...(item.column.modifiedAt && { date_modified: item.column.modifiedAt.toISOString() }),
      ...(!paper.traits.includes('feed-without-authors') && {
        authors: feedNames(item).map(({ name, url }) => ({ name, ...(url !== null && { url }) })),
      }),
      tags: [item.section],
      ...(item.column.lang !== paper.lang && { language: item.column.lang }),
    })),
  }
}

/** Source: Google's news sitemap protocol, sitemaps.org. */
function newsSitemap({ paper, items, updatedAt }: FeedPage): Markup {
  return markup`${declaration(paper)}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${items.map(
  (item) => markup`<url><loc>${item.column.url}</loc>
<lastmod>${(item.column.modifiedAt ?? item.column.putOutAt).toISOString()}</lastmod>
<news:news><news:publication><news:name>${paper.name}</news:name><news:language>${item.column.lang}</news:language></news:publication>
<news:publication_date>${(item.column.publishedAt ?? updatedAt).toISOString()}</news:publication_date>
<news:title>${titleIn(item)}</news:title></news:news></url>
`,
)}</urlset>
`
}

function titleIn({ column, kicker }: Printed): string {
  return column.kind === 'letter' || column.kind === 'podcast' ? `${kicker ?? ''}: ${column.title}` : column.title
}

/** The two columns of `duplicate-guid` share one identifier, as happens when an editor copies a draft. */
function guidOf({ column, paper }: Printed): string {
  return column.traits.includes('duplicate-guid')
    ? `tag:${paper.slug}.example,2025:draft-1`
    : `tag:${paper.slug}.example,2025:${String(column.number)}`
}

/** The names as a feed of this paper carries them; a cartoon is marked in the name itself. */
function feedNames({ authors, column, byline, paper }: Printed): { name: string; url: string | null }[] {
  if (column.kind === 'cartoon' || paper.feed.creators === 'joined') return [{ name: byline, url: null }]
  return authors.map((author: PrintedAuthor) => ({ name: author.printed, url: author.url }))
}

function creators(item: Printed): Markup[] {
  if (item.paper.traits.includes('feed-without-authors')) return []
  return feedNames(item).map(({ name }) =>
    item.paper.feed.creators === 'mail'
      ? markup`<author>redaktion@${item.paper.slug}.example (${name})</author>\n`
      : markup`<dc:creator>${name}</dc:creator>\n`,
  )
}

function atomAuthors(item: Printed): Markup[] {
  if (item.paper.traits.includes('feed-without-authors')) return []
  return feedNames(item).map(
    ({ name, url }) => markup`<author><name>${name}</name>${url !== null && markup`<uri>${url}</uri>`}</author>\n`,
  )
}

function descriptionOf(item: Printed): Markup | null {
  const { column, paper } = item
  if (paper.feed.body === 'nothing') return null
  if (paper.feed.body === 'lede') return markup`<description>${escapeMarkup(ledeOf(column, 320))}</description>\n`
  const dek = markup`<description>${column.dek ?? ledeOf(column, 200)}</description>\n`
  if (paper.feed.body === 'dek') return dek
  return markup`${dek}<content:encoded><![CDATA[${raw(fullText(item))}]]></content:encoded>\n`
}

function atomBody(item: Printed): Markup | null {
  const { column, paper } = item
  if (paper.feed.body === 'nothing') return null
  const summary = markup`<summary>${column.dek ?? ledeOf(column, 280)}</summary>\n`
  return paper.feed.body === 'full' ? markup`${summary}<content type="html">${fullText(item)}</content>\n` : summary
}

function bodyForJson(item: Printed): Record<string, string> {
  const { column, paper } = item
  if (paper.feed.body === 'nothing') return {}
  if (paper.feed.body === 'full') return { summary: column.dek ?? '', content_html: fullText(item) }
  return paper.feed.body === 'lede'
    ? { content_text: ledeOf(column, 320) }
    : { summary: column.dek ?? ledeOf(column, 200), content_text: ledeOf(column, 320) }
}

/** A feed gives away no more than the page does. */
function fullText({ column }: Printed): string {
  return column.body
    .filter((part) => part.kind === 'plain')
    .map((part) => `<p>${escapeMarkup(part.text)}</p>`)
    .join('\n')
}

function enclosure({ column, origin }: Printed): Markup | null {
  if (column.kind !== 'podcast') return null
  return markup`<enclosure url="${origin}/audio/${column.slug}.wav" type="audio/wav" length="8044"/>\n`
}
