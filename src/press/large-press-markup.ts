// The large press: its pages of 30 to 60 kB. What all pages of a design share is rendered once; a page is a few buffers
// in a row, so that serving costs next to nothing.
import { drawFrom, pick, sentence, type LargeEntry, type LargePaper } from './large-press-entries.ts'
import type { LargeLanguage } from './large-press-words.ts'

/** The parts of a page that are the same for every column of a language and design. */
type Shell = {
  readonly head: Buffer
  readonly top: Buffer
  readonly foot: Buffer
  readonly paragraphs: readonly Buffer[]
}

const designs = 4
const paragraphsInPool = 48

export function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** A function that prints pages; shells are kept between them. */
export function createPagePrinter(seed: number): (paper: LargePaper, entry: LargeEntry, origin: string) => Buffer {
  const shells = new Map<string, Shell>()
  return (paper, entry, origin) => {
    const design = entry.feed % designs
    const key = `${paper.language.lang} ${design}`
    let shell = shells.get(key)
    if (shell === undefined) {
      shell = renderShell(paper.language, drawFrom(seed, 4, design))
      shells.set(key, shell)
    }
    const { draw } = entry
    const count = 9 + Math.floor(draw() * 10)
    const body = Array.from({ length: count }, () => pick(shell.paragraphs, draw))
    return Buffer.concat([
      shell.head,
      Buffer.from(headOf(paper, entry, origin, design)),
      shell.top,
      Buffer.from(openingOf(paper, entry, origin, design)),
      ...body,
      shell.foot,
    ])
  }
}

function headOf(paper: LargePaper, entry: LargeEntry, origin: string, design: number): string {
  const url = origin + entry.path
  const at = entry.publishedAt.toISOString()
  const names = entry.writers
  const article = {
    '@context': 'https://schema.org',
    '@type': design === 0 ? 'OpinionNewsArticle' : 'NewsArticle',
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    headline: entry.title,
    description: entry.dek,
    datePublished: at,
    dateModified: at,
    isAccessibleForFree: true,
    articleSection: entry.section,
    author: names.map((name) => ({ '@type': 'Person', name, url: `${origin}${authorPath(paper, name)}` })),
    publisher: {
      '@type': 'NewsMediaOrganization',
      name: paper.name,
      logo: { '@type': 'ImageObject', url: `${origin}/logo.png` },
    },
    image: [`${origin}/images/${entry.feed}-${entry.number}.jpg`],
  }
  // A paper's system prints JSON-LD or meta tags; the visible byline is there in any case.
  const facts =
    design === 3
      ? names.map((name) => `<meta name="author" content="${escape(name)}">`).join('')
      : `<script type="application/ld+json">${JSON.stringify(article).replaceAll('<', '\\u003c')}</script>`
  return `<title>${escape(entry.title)} | ${escape(paper.name)}</title>
<link rel="canonical" href="${url}">
<meta name="description" content="${escape(entry.dek)}">
<meta property="og:type" content="article"><meta property="og:site_name" content="${escape(paper.name)}">
<meta property="og:title" content="${escape(entry.title)}"><meta property="og:description" content="${escape(entry.dek)}">
<meta property="og:url" content="${url}"><meta property="og:image" content="${origin}/images/${entry.feed}-${entry.number}.jpg">
<meta property="article:published_time" content="${at}"><meta property="article:section" content="${escape(entry.section)}">
<meta name="robots" content="index, follow, max-image-preview:large">
${facts}
</head>
`
}

function openingOf(paper: LargePaper, entry: LargeEntry, origin: string, design: number): string {
  const { language } = paper
  const links = entry.writers.map(
    (name) => `<a rel="author" href="${origin}${authorPath(paper, name)}">${escape(name)}</a>`,
  )
  const byline = links.length === 0 ? '' : `<p class="byline">${language.by} ${links.join(` ${language.and} `)}</p>`
  const time = `<time datetime="${entry.publishedAt.toISOString()}">${entry.publishedAt.toISOString().slice(0, 10)}</time>`
  const dek = `<p class="standfirst">${escape(entry.dek)}</p>`
  const heading = `<h1 class="headline">${escape(entry.title)}</h1>`
  const meta = `<div class="article-meta">${byline}${time}</div>`
  return `<main><article class="article"><header>
<p class="kicker"><a href="/opinion">${escape(entry.section)}</a></p>
${design % 2 === 0 ? heading + dek + meta : heading + meta + dek}
</header>
<figure><img src="/images/${entry.feed}-${entry.number}.jpg" alt=""><figcaption>${escape(entry.title)}</figcaption></figure>
<div class="article-body">
`
}

function authorPath(paper: LargePaper, name: string): string {
  return `/author/${paper.writers.indexOf(name) + 1}`
}

function renderShell(language: LargeLanguage, draw: () => number): Shell {
  const dir = language.lang === 'ar' ? 'rtl' : 'ltr'
  const phrase = () => escape(sentence(language, draw).slice(0, 60))
  const links = (count: number, path: string) =>
    Array.from(
      { length: count },
      (_, at) => `<li class="item item-${at}"><a class="link" href="${path}/${at}">${phrase()}</a></li>`,
    ).join('\n')
  const style = Array.from(
    { length: 70 },
    (_, at) => `.block-${at} .link{color:#${100 + at};margin:${at % 7}px 0;line-height:1.${at % 9}}`,
  )
  const script = Array.from(
    { length: 40 },
    (_, at) => `window.queue.push(["measure",{slot:${at},visible:false,size:[300,250]}]);`,
  )
  const cards = Array.from(
    { length: 16 },
    (
      _,
      at,
    ) => `<div class="card card-${at}"><a href="/f0/related-n${at}"><img loading="lazy" src="/images/r${at}.jpg" alt="">
<h3>${phrase()}</h3></a><p class="card-text">${phrase()}</p></div>`,
  )
  const paragraph = () =>
    `<p>${escape(Array.from({ length: 5 }, () => sentence(language, draw)).join(' '))}${
      draw() < 0.2 ? ` <a href="/opinion/more">${phrase()}</a>` : ''
    }</p>\n`
  return {
    head: Buffer.from(`<!doctype html>
<html lang="${language.lang}" dir="${dir}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${style.join('\n')}</style>
<script>window.queue=[];${script.join('\n')}</script>
`),
    top: Buffer.from(`<body class="column-page"><header class="site-header"><a class="logo" href="/">◊</a>
<nav class="main-nav"><ul>${links(60, '/section')}</ul></nav></header>
`),
    foot: Buffer.from(`</div><div class="tags"><ul>${links(6, '/tag')}</ul></div>
<section class="share"><button>+</button><button>*</button></section></article>
<aside class="related"><h2>${escape(language.section)}</h2>${cards.join('\n')}</aside></main>
<footer class="site-footer"><ul>${links(50, '/about')}</ul><p>© ${phrase()}</p></footer>
<script>${script.join('\n')}</script></body></html>
`),
    paragraphs: Array.from({ length: paragraphsInPool }, () => Buffer.from(paragraph())),
  }
}
