// The page of one column, in seven ways of telling a machine who wrote it.
import { articleData, graphData, islandData, schemaType } from './article-data.ts'
import { layout } from './layout.ts'
import { picturePath } from './pictures.ts'
import { markup, raw, scriptJson, type Markup } from './markup.ts'
import { linkTo, type Printed, type PrintedAuthor } from './printed.ts'
import { wordsOf } from './words.ts'

/** `others` are listed beside the column, with their own writers: noise that every real page has. */
export function articlePage(item: Printed, others: readonly Printed[]): string {
  const { paper, column } = item
  const words = wordsOf(paper.lang)
  const style = styles[paper.markup]
  return layout({
    paper,
    origin: item.origin,
    title: `${column.title} | ${paper.name}`,
    head: markup`<link rel="canonical" href="${column.canonicalUrl}">
${robotsMeta(item)}${style.head(item)}`,
    bodyClass: paper.markup === 'wordpress' ? 'post-template-default single single-post' : 'page-column',
    main: markup`${style.body(item)}
<aside class="more" aria-label="${words.moreToRead}"><h2>${words.moreToRead}</h2><ul>${others.map(
      (other) =>
        markup`<li><a href="${linkTo(other, 'page')}">${other.column.title}</a> <small>${other.byline}</small></li>`,
    )}</ul></aside>`,
  })
}

type Style = { head(item: Printed): Markup; body(item: Printed): Markup }

const styles: Readonly<Record<Printed['paper']['markup'], Style>> = {
  'json-ld': {
    head: (item) =>
      markup`${openGraph(item)}<script type="application/ld+json">${scriptJson(articleData(item))}</script>\n`,
    body: (item) => markup`<article class="story" lang="${item.column.lang}" dir="${item.column.dir}">
<header><p class="kicker">${item.kicker ?? item.section}</p><h1>${item.column.title}</h1>${dek(item)}
<div class="story__meta"><span class="story__byline">${by(item)}${linkedNames(item)}</span> ${time(item)}</div></header>
<div class="story__body">${paragraphs(item)}</div>${authorBox(item)}</article>`,
  },
  microdata: {
    head: (item) => openGraph(item),
    body: (
      item,
    ) => markup`<article itemscope itemtype="https://schema.org/${item.column.kind === 'news' ? 'NewsArticle' : 'OpinionNewsArticle'}" lang="${item.column.lang}" dir="${item.column.dir}">
<link itemprop="mainEntityOfPage" href="${item.column.canonicalUrl}"><meta itemprop="articleSection" content="${item.kicker ?? item.section}">
${paidMicrodata(item)}<p class="kicker">${item.kicker ?? item.section}</p><h1 itemprop="headline">${item.column.title}</h1>
${item.column.dek !== null && markup`<p class="dek" itemprop="description">${item.column.dek}</p>`}
<p class="credit">${by(item)}${joined(item, (author) => markup`<span itemprop="author" itemscope itemtype="https://schema.org/${schemaType(author)}">${author.url === null ? markup`<span itemprop="name">${author.printed}</span>` : markup`<a itemprop="url" href="${author.url}"><span itemprop="name">${author.printed}</span></a>`}${author.sameAs.map((url) => markup`<link itemprop="sameAs" href="${url}">`)}</span>`)}</p>
${item.column.publishedAt && markup`<p class="when"><time itemprop="datePublished" datetime="${item.column.publishedAt.toISOString()}">${dateIn(item)}</time></p>`}
<div itemprop="articleBody" class="text">${paragraphs(item)}</div>
<div itemprop="publisher" itemscope itemtype="https://schema.org/NewsMediaOrganization"><meta itemprop="name" content="${item.paper.name}"></div></article>`,
  },
  meta: {
    head: (item) =>
      markup`${openGraph(item)}${metaAuthor(item)}${item.authors.map((author) => author.url !== null && markup`<meta property="article:author" content="${author.url}">\n`)}`,
    body: (
      item,
    ) => markup`<article lang="${item.column.lang}" dir="${item.column.dir}"><p class="kicker">${item.kicker ?? item.section}</p>
<h1>${item.column.title}</h1>${dek(item)}<p class="writer">${by(item)}<b>${item.byline}</b></p>${time(item)}
<div class="text">${paragraphs(item)}</div></article>`,
  },
  visible: {
    head: (item) =>
      markup`<meta property="og:title" content="${item.column.title}">\n<meta property="og:site_name" content="${item.paper.name}">\n${item.column.dek !== null && markup`<meta name="description" content="${item.column.dek}">\n`}`,
    body: (
      item,
    ) => markup`<div class="content" lang="${item.column.lang}" dir="${item.column.dir}"><p class="kicker">${item.kicker ?? item.section}</p>
<h1>${item.column.title}</h1>${dek(item)}<div class="author-line"><span class="author-name">${linkedNames(item)}</span> ${time(item)}</div>
<div class="text">${paragraphs(item)}</div></div>`,
  },
  'h-card': {
    head: (item) => markup`<meta property="og:title" content="${item.column.title}">\n`,
    body: (
      item,
    ) => markup`<article class="h-entry" lang="${item.column.lang}" dir="${item.column.dir}"><p class="kicker p-category">${item.kicker ?? item.section}</p>
<h1 class="p-name">${item.column.title}</h1>${item.column.dek !== null && markup`<p class="dek p-summary">${item.column.dek}</p>`}
<p class="credit">${by(item)}${joined(item, (author) => (author.url === null ? markup`<span class="p-author">${author.printed}</span>` : markup`<a class="p-author h-card" rel="author" href="${author.url}">${author.printed}</a>`))}</p>
${item.column.publishedAt && markup`<p class="when"><a class="u-url" href="${item.column.url}"><time class="dt-published" datetime="${item.column.publishedAt.toISOString()}">${dateIn(item)}</time></a></p>`}
<div class="e-content">${paragraphs(item)}</div></article>`,
  },
  wordpress: {
    head: (item) => markup`${openGraph(item)}<meta name="generator" content="WordPress 6.8">
${metaAuthor(item)}<meta name="twitter:data1" content="${item.byline}">
<script type="application/ld+json" class="yoast-schema-graph">${scriptJson(graphData(item))}</script>\n`,
    body: (
      item,
    ) => markup`<article id="post-${item.column.number}" class="post-${item.column.number} post type-post status-publish hentry category-${item.column.section}" lang="${item.column.lang}" dir="${item.column.dir}">
<header class="entry-header"><span class="cat-links">${item.kicker ?? item.section}</span><h1 class="entry-title">${item.column.title}</h1>
<div class="entry-meta"><span class="byline">${by(item)}${joined(item, (author) => markup`<span class="author vcard"><a class="url fn n" href="${author.url ?? item.origin}">${author.printed}</a></span>`)}</span>
${item.column.publishedAt && markup`<span class="posted-on"><time class="entry-date published" datetime="${item.column.publishedAt.toISOString()}">${dateIn(item)}</time></span>`}</div></header>
<div class="entry-content">${dek(item)}${paragraphs(item)}</div>
<footer class="entry-footer">${authorBox(item)}</footer></article>`,
  },
  'data-island': {
    head: (item) => markup`${openGraph(item)}<meta name="author" content="${item.paper.name}">
<script type="application/ld+json">${scriptJson({ ...articleData(item), author: { '@type': 'Organization', name: item.paper.name } })}</script>
<script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{};Fusion.arcSite="${item.paper.slug}";Fusion.globalContent=${scriptJson(islandData(item))};</script>\n`,
    body: (
      item,
    ) => markup`<div id="fusion-app"><article lang="${item.column.lang}" dir="${item.column.dir}"><p class="kicker">${item.kicker ?? item.section}</p>
<h1 data-testid="headline">${item.column.title}</h1>${dek(item)}
<div class="b-byline"><span class="b-byline__by">${by(item)}</span>${linkedNames(item)} ${time(item)}</div>
<div class="b-article-body">${paragraphs(item)}</div></article></div>`,
  },
}

function openGraph({ column, paper, section, origin }: Printed): Markup {
  const picture = picturePath(paper, column)
  return markup`<meta property="og:type" content="article">
<meta property="og:title" content="${column.title}">
<meta property="og:site_name" content="${paper.name}">
<meta property="og:url" content="${column.canonicalUrl}">
<meta property="og:locale" content="${column.lang}_${paper.country.toUpperCase()}">
${column.dek !== null && markup`<meta name="description" content="${column.dek}">\n<meta property="og:description" content="${column.dek}">\n`}<meta property="article:section" content="${section}">
${column.publishedAt && markup`<meta property="article:published_time" content="${column.publishedAt.toISOString()}">\n`}${column.modifiedAt && markup`<meta property="article:modified_time" content="${column.modifiedAt.toISOString()}">\n`}${column.access === 'paid' && raw('<meta property="article:content_tier" content="locked">\n')}${column.access === 'partly' && raw('<meta property="article:content_tier" content="metered">\n')}${picture !== null && markup`<meta property="og:image" content="${origin}${picture}">\n<meta property="og:image:alt" content="${wordsOf(paper.lang).landscape}">\n`}`
}

function metaAuthor({ paper, byline }: Printed): Markup {
  return markup`<meta name="author" content="${paper.traits.includes('house-in-meta-author') ? paper.name : byline}">\n`
}

function robotsMeta({ column }: Printed): Markup | null {
  if (column.traits.includes('nosnippet')) return raw('<meta name="robots" content="index, follow, nosnippet">\n')
  if (column.traits.includes('max-snippet'))
    return raw('<meta name="robots" content="max-snippet:60, max-image-preview:large">\n')
  if (column.traits.includes('noindex')) return raw('<meta name="robots" content="noindex">\n')
  return null
}

function paidMicrodata({ column }: Printed): Markup | null {
  if (column.access !== 'paid' && column.access !== 'partly') return null
  return markup`<meta itemprop="isAccessibleForFree" content="${column.access === 'paid' ? 'False' : 'True'}"><div itemprop="hasPart" itemscope itemtype="https://schema.org/WebPageElement"><meta itemprop="isAccessibleForFree" content="False"><meta itemprop="cssSelector" content=".paid"></div>\n`
}

function by({ paper, authors }: Printed): string {
  return authors.some((author) => author.kind === 'editorial-board') ? '' : `${wordsOf(paper.lang).by} `
}

function linkedNames(item: Printed): Markup {
  return joined(item, (author) =>
    author.url === null
      ? markup`${author.printed}`
      : markup`<a href="${author.url}" rel="author">${author.printed}</a>`,
  )
}

/** The byline with each name dressed by `one`, and the words between the names kept. */
function joined(item: Printed, one: (author: PrintedAuthor) => Markup): Markup {
  let rest = item.byline
  const pieces: (Markup | string)[] = []
  for (const author of item.authors) {
    const at = rest.indexOf(author.printed)
    pieces.push(rest.slice(0, at), one(author))
    rest = rest.slice(at + author.printed.length)
  }
  return markup`${[...pieces, rest]}`
}

function dek({ column }: Printed): Markup | null {
  return column.dek === null ? null : markup`<p class="dek">${column.dek}</p>`
}

function time(item: Printed): Markup | null {
  const { publishedAt } = item.column
  return publishedAt && markup`<time datetime="${publishedAt.toISOString()}">${dateIn(item)}</time>`
}

function dateIn({ column, paper }: Printed): string {
  const format = new Intl.DateTimeFormat(`${paper.lang}-${paper.country.toUpperCase()}-u-nu-latn`, {
    dateStyle: 'long',
    timeZone: 'UTC',
  })
  return column.publishedAt ? format.format(column.publishedAt) : ''
}

function paragraphs({ column, paper, origin }: Printed): Markup[] {
  const drawing =
    column.kind === 'cartoon'
      ? [markup`<figure><img src="${origin}/drawings/${column.slug}.svg" alt="" width="640" height="420"></figure>`]
      : []
  const audio =
    column.kind === 'podcast'
      ? [markup`<audio controls preload="none" src="${origin}/audio/${column.slug}.wav"></audio>`]
      : []
  const text = column.body.map(({ text, kind }) => {
    if (kind === 'paid') return markup`<p class="paid">${text}</p>`
    return kind === 'nosnippet' ? markup`<p data-nosnippet>${text}</p>` : markup`<p>${text}</p>`
  })
  const door =
    column.access === 'paid' || column.access === 'partly'
      ? [markup`<p class="door" data-nosnippet>${wordsOf(paper.lang).subscribersOnly}</p>`]
      : []
  return [...drawing, ...audio, ...text, ...door]
}

function authorBox({ authors, paper }: Printed): Markup[] {
  return authors
    .filter((author) => author.url !== null)
    .map((author) => {
      const bio = paper.authors.find(({ name }) => name === author.name)?.bio ?? ''
      return markup`<div class="author-box"><a href="${author.url}" rel="author">${author.printed}</a><p>${bio}</p></div>`
    })
}
