// The pages that list columns: a paper's home and sections, its writers, and the door of the whole press.
import { layout } from './layout.ts'
import { markup, scriptJson, type Markup } from './markup.ts'
import { portraitPath, portraitSize } from './portraits.ts'
import { linkTo, type Printed } from './printed.ts'
import type { Paper, PressAuthor } from './types.ts'
import { wordsOf } from './words.ts'

const mediaTypes = {
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  rdf: 'application/rdf+xml',
  json: 'application/feed+json',
} as const

export function homePage(paper: Paper, origin: string, items: readonly Printed[]): string {
  const words = wordsOf(paper.lang)
  const writers = paper.authors.filter(({ kind, at }) => kind !== 'placeholder' && at === undefined)
  return layout({
    paper,
    origin,
    title: `${paper.name} – ${paper.tagline}`,
    head: markup`<link rel="canonical" href="${origin}/">\n<meta name="description" content="${paper.tagline}">\n${feedLink(paper, paper.feed.path, paper.name)}`,
    bodyClass: 'page-home',
    main: markup`<h2>${words.latest}</h2>${list(items)}<h2>${words.writers}</h2><ul>${writers.map(
      (author) => markup`<li><a href="${paper.authorPath.replace('{slug}', author.slug)}">${author.name}</a></li>`,
    )}</ul>`,
  })
}

export function sectionPage(paper: Paper, origin: string, section: string, items: readonly Printed[]): string {
  const name = paper.sections.find(({ slug }) => slug === section)?.name ?? section
  return layout({
    paper,
    origin,
    title: `${name} – ${paper.name}`,
    head: markup`${feedLink(paper, paper.feed.path, paper.name)}`,
    bodyClass: 'page-section',
    main: markup`<h1>${name}</h1>${list(items)}`,
  })
}

/** `feedPath` is null where authors have no feed of their own and the page is a mere list of links. */
export function authorPage(
  paper: Paper,
  origin: string,
  author: PressAuthor,
  items: readonly Printed[],
  feedPath: string | null,
): string {
  const words = wordsOf(paper.lang)
  const links = author.links ?? []
  const relMe = paper.traits.includes('author-rel-me')
  const portrait = portraitPath(author)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'ProfilePage',
    mainEntity: {
      '@type': 'Person',
      name: author.name,
      description: author.bio,
      sameAs: links,
      ...(portrait !== null && { image: origin + portrait }),
    },
  }
  return layout({
    paper,
    origin,
    title: `${author.name} – ${paper.name}`,
    head: markup`${feedPath !== null && feedLink(paper, feedPath, author.name)}${
      paper.traits.includes('author-same-as') &&
      markup`<script type="application/ld+json">${scriptJson(data)}</script>\n`
    }`,
    bodyClass: 'page-author',
    main: markup`<div class="h-card">${
      portrait !== null &&
      markup`<img class="u-photo" src="${portrait}" alt="${author.name}" width="${String(portraitSize.width / 4)}" height="${String(portraitSize.height / 4)}">`
    }<h1 class="p-name">${author.name}</h1><p class="p-note">${author.bio}</p>
<p><em>${words.writerNotice.replace('{name}', author.name)}</em></p>${
      links.length > 0 &&
      markup`<p>${links.map((url) => markup`<a class="u-url" href="${url}"${relMe && markup` rel="me"`}>${url}</a> `)}</p>`
    }</div><h2>${words.allBy} ${author.name}</h2>${list(items)}`,
  })
}

/** What a browser finds at the bare address: which sample papers there are. */
export function doorPage(papers: readonly { paper: Paper; origin: string }[]): string {
  return markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>The sample papers of Colonnade’s demo</title></head>
<body style="font:1.1rem/1.6 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem">
<h1>The sample papers of Colonnade’s demo</h1>
<p>These papers, their writers and everything in them are invented.</p>
<ul>${papers.map(
    ({ paper, origin }) =>
      markup`<li><a href="${origin}/" lang="${paper.lang}" dir="${paper.dir}">${paper.name}</a></li>`,
  )}</ul></body></html>
`.markup
}

function list(items: readonly Printed[]): Markup {
  return markup`<ul class="list">${items.map(
    (
      item,
    ) => markup`<li lang="${item.column.lang}" dir="${item.column.dir}"><h2><a href="${linkTo(item, 'page')}">${item.column.title}</a></h2>
${item.column.dek !== null && markup`<p>${item.column.dek}</p>`}<small>${item.byline}</small></li>`,
  )}</ul>`
}

function feedLink(paper: Paper, path: string, title: string): Markup | null {
  const { format } = paper.feed
  if (format === 'sitemap' || format === 'page') return null
  return markup`<link rel="alternate" type="${mediaTypes[format]}" title="${title}" href="${path}">\n`
}
