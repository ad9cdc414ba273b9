// Which address of a paper is what.
import { readFileSync } from 'node:fs'
import { articlePage } from './article.ts'
import { encode } from './encode.ts'
import { feedCharset, writeFeed } from './feeds.ts'
import { styleSheet } from './layout.ts'
import type { Newsroom } from './newsroom.ts'
import { authorPage, doorPage, homePage, sectionPage } from './pages.ts'
import { drawPicture, picturePath } from './pictures.ts'
import { drawPortrait, portraitPath } from './portraits.ts'
import type { Answer } from './respond.ts'
import type { Paper, PressAuthor, PublishedColumn } from './types.ts'

const html = 'text/html; charset=utf-8'
const feedMaxAgeS = 20
const pageMaxAgeS = 60

/** What `paper` answers at `path`, which is decoded and without query. */
export function answerFor(newsroom: Newsroom, paper: Paper, path: string): Answer {
  const origin = newsroom.origin(paper.slug)
  const changedAt = newsroom.changedAt(paper.slug)
  const all = newsroom.listPublished(paper.slug)
  const standing = all.filter((column) => column.withdrawnAt === null)
  const page = (body: string): Answer => ({ status: 200, contentType: html, body, changedAt, maxAgeS: pageMaxAgeS })
  const print = (columns: readonly PublishedColumn[]) => columns.map((column) => newsroom.print(column))

  if (path === '/') return page(homePage(paper, origin, print(standing).slice(0, 20)))
  if (path === '/style.css')
    return { status: 200, contentType: 'text/css; charset=utf-8', body: styleSheet(paper), maxAgeS: 3600 }
  if (path === '/robots.txt')
    return paper.robots === null ? notFound() : plain(paper.robots.replaceAll('{origin}', origin))
  if (path === '/.well-known/tdmrep.json' && paper.traits.includes('tdm-reservation')) return reservation(origin)
  if (path === paper.feed.path) return feed(newsroom, paper, paper.name, `${origin}/`, path, standing)

  const column = all.find(({ url }) => decodeURI(url.slice(origin.length)) === path)
  if (column?.withdrawnAt)
    return {
      status: 410,
      contentType: html,
      body: '<!doctype html><title>Withdrawn</title><p>This column was withdrawn.',
    }
  if (column) {
    const others = standing.filter(
      (other) => other !== column && !other.authors.some((author) => column.authors.includes(author)),
    )
    const answer = page(articlePage(newsroom.print(column), print(others).slice(0, 5)))
    return column.traits.includes('x-robots-tag') ? { ...answer, headers: { 'x-robots-tag': 'nosnippet' } } : answer
  }
  const section = paper.sections.find(({ slug }) => path === `/section/${slug}`)
  if (section)
    return page(
      sectionPage(paper, origin, section.slug, print(standing.filter((column) => column.section === section.slug))),
    )
  return authorAnswer(newsroom, paper, path, standing) ?? fileAnswer(paper, path, all) ?? notFound()
}

/** Any other host: the press itself. */
export function doorAnswer(newsroom: Newsroom, host: string, path: string): Answer {
  if (path !== '/' || !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(host)) return notFound()
  const papers = newsroom.papers.map((paper) => ({ paper, origin: newsroom.origin(paper.slug) }))
  return { status: 200, contentType: html, body: doorPage(papers) }
}

function authorAnswer(
  newsroom: Newsroom,
  paper: Paper,
  path: string,
  standing: readonly PublishedColumn[],
): Answer | null {
  const origin = newsroom.origin(paper.slug)
  const home = (author: PressAuthor) => paper.authorPath.replace('{slug}', author.slug)
  const feedOf = (author: PressAuthor) => `${home(author).replace(/\/$/, '')}/feed`
  const author = paper.authors.find(
    (author) =>
      author.kind !== 'placeholder' && author.at === undefined && (path === home(author) || path === feedOf(author)),
  )
  if (!author) return null
  const columns = standing.filter((column) => column.authors.includes(author.slug))
  const hasFeed = paper.feed.format !== 'sitemap' && !paper.traits.includes('author-pages-without-feed')
  if (path === feedOf(author))
    return hasFeed ? feed(newsroom, paper, author.name, origin + home(author), path, columns) : null
  const items = columns.map((column) => newsroom.print(column))
  const body = authorPage(paper, origin, author, items, hasFeed ? feedOf(author) : null)
  return { status: 200, contentType: html, body, changedAt: newsroom.changedAt(paper.slug), maxAgeS: pageMaxAgeS }
}

function feed(
  newsroom: Newsroom,
  paper: Paper,
  title: string,
  home: string,
  path: string,
  columns: readonly PublishedColumn[],
): Answer {
  const updatedAt = newsroom.changedAt(paper.slug)
  const items = columns.map((column) => newsroom.print(column))
  const { text, contentType } = writeFeed({
    paper,
    title,
    home,
    self: newsroom.origin(paper.slug) + path,
    items,
    updatedAt,
  })
  const charset = feedCharset(paper)
  return {
    status: 200,
    contentType: `${contentType}; charset=${charset}`,
    body: encode(text, charset),
    changedAt: updatedAt,
    maxAgeS: feedMaxAgeS,
  }
}

/** Pictures, portraits, drawings of cartoons, and a second of silence for podcasts. */
function fileAnswer(paper: Paper, path: string, columns: readonly PublishedColumn[]): Answer | null {
  const pictured = columns.find((column) => decodeURIComponent(picturePath(paper, column) ?? '') === path)
  if (pictured) return { status: 200, contentType: 'image/png', body: drawPicture(paper, pictured.slug), maxAgeS: 3600 }
  for (const { slug, portrait } of paper.authors)
    if (portrait !== undefined && decodeURIComponent(portraitPath({ slug, portrait }) ?? '') === path)
      return { status: 200, contentType: 'image/png', body: drawPortrait(paper, { slug, portrait }), maxAgeS: 3600 }
  const name = /^\/(drawings|audio)\/(.+)\.(svg|wav)$/.exec(path)?.[2]
  const column = columns.find(({ slug }) => slug === name)
  if (column?.kind === 'podcast') return { status: 200, contentType: 'audio/wav', body: silence() }
  if (column?.kind !== 'cartoon') return null
  const file = new URL(`./papers/${paper.slug}/${column.slug}.svg`, import.meta.url)
  return { status: 200, contentType: 'image/svg+xml', body: readFileSync(file), maxAgeS: 3600 }
}

/** Source: TDM Reservation Protocol, W3C community group report, §6. */
function reservation(origin: string): Answer {
  const body = JSON.stringify([{ location: '/', 'tdm-reservation': 1, 'tdm-policy': `${origin}/` }])
  return { status: 200, contentType: 'application/json', body }
}

/** One second of 8-bit mono at 8 kHz. */
function silence(): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(8036, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(8000, 40)
  return Buffer.concat([header, Buffer.alloc(8000, 128)])
}

function plain(body: string): Answer {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body, maxAgeS: 3600 }
}

function notFound(): Answer {
  return { status: 404, contentType: html, body: '<!doctype html><title>Not found</title><p>There is no such page.' }
}
