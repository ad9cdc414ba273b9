// `colonnade add URL`, the pure half: from what a page says of itself to the addresses worth asking for a feed, best first.
import { getDomain } from 'tldts'
import type { DiscoveredFeed, FeedFormat, PageLink } from '../model/index.ts'
import { addressSpeaksOfOpinion, looksLikeAuthorPage, speaksOfOpinion } from './opinion-words.ts'

/** A visited home, section or author page as `parsePage` tells it, and its host's robots.txt. */
type SeenPage = {
  /** The address that answered, after redirects. */
  readonly url: string
  readonly links: readonly PageLink[]
  /** `<link rel="alternate">` of feed types, absolute. */
  readonly feeds: readonly DiscoveredFeed[]
  /** `Sitemap:` lines of robots.txt, absolute. */
  readonly sitemaps?: readonly string[]
}

/** How we came by an address, most trustworthy first. */
type CandidateReason = 'declared' | 'linked' | 'platform' | 'common-address' | 'sitemap' | 'page'

export type Candidate = {
  readonly url: string
  readonly format: FeedFormat | null
  readonly title: string | null
  readonly reason: CandidateReason
  /** The address or title says that it holds opinion: follow its feed with kind `column`. */
  readonly opinion: boolean
  /** Nobody told us this address; it is only where such things often are. Ask for these only while nothing else is found. */
  readonly guessed: boolean
}

/** Links of one page that are looked at, and addresses that come out of it at most. */
const maxLinks = 5000
const maxCandidates = 60
const maxSections = 5
const maxSitemaps = 8

/**
 * Ranks the addresses where the feeds of a page may be. How the caller uses it:
 * visit the page (if its body is a feed itself, that feed is the answer); read robots.txt; call this; visit the candidates
 * in order through the same polite client, `parseFeed` each. Every candidate that is not `guessed` is worth showing; of the
 * guessed ones stop at the first that answers with a feed. `page` and `sitemap` candidates are last resorts: a page is a
 * list of links, a news sitemap a list of addresses. Nothing here is asked for, and no order is random.
 *
 * The order: what the page declares, opinion before general and this section's own before the whole paper's; feeds it links
 * to; its publishing system's usual address; common addresses; sitemaps; the page itself and its opinion sections.
 */
export function candidates(page: SeenPage): Candidate[] {
  const here = URL.parse(page.url)
  if (here === null || !isWeb(here)) return []
  const links = page.links.slice(0, maxLinks)
  const sections = opinionSections(here, links)
  const found = [
    ...byWorth(here, page.feeds.filter(isPiecesFeed).map(declared)),
    ...byWorth(here, links.filter((link) => linksToFeed(here, link)).map(linked)),
    ...guesses(here, platformAddresses(here), 'platform'),
    ...guesses(here, commonAddresses(here, sections), 'common-address'),
    ...sitemaps(here, page.sitemaps ?? []),
    ...pages(here, sections),
  ]
  const unique = new Map<string, Candidate>()
  for (const candidate of found) {
    const url = URL.parse(candidate.url)
    if (url === null || !isWeb(url)) continue
    url.hash = ''
    if (!unique.has(url.href)) unique.set(url.href, { ...candidate, url: url.href })
  }
  return [...unique.values()].slice(0, maxCandidates)
}

function declared(feed: DiscoveredFeed): Candidate {
  return {
    url: feed.url,
    format: formatOf(feed.format),
    title: feed.title,
    reason: 'declared',
    opinion: isOpinion(feed.url, feed.title),
    guessed: false,
  }
}

function linked(link: PageLink): Candidate {
  const title = /^(?:rss|atom|xml|feed|json|rdf)?$/i.test(link.text.trim()) ? null : link.text.trim().slice(0, 200)
  return { url: link.url, format: null, title, reason: 'linked', opinion: isOpinion(link.url, title), guessed: false }
}

function guesses(here: URL, urls: readonly string[], reason: 'platform' | 'common-address'): Candidate[] {
  const opinion = addressSpeaksOfOpinion(here) || looksLikeAuthorPage(here)
  return urls.map((url) => ({
    url,
    format: null,
    title: null,
    reason,
    opinion: isOpinion(url, null) || (opinion && isBelow(here, url)),
    guessed: true,
  }))
}

function sitemaps(here: URL, told: readonly string[]): Candidate[] {
  const common = ['/news-sitemap.xml', '/sitemap-news.xml', '/sitemap_news.xml', '/googlenews.xml']
  const asTold = told
    .filter((url) => /^https?:/i.test(url))
    .toSorted((a, b) => Number(isNewsSitemap(b)) - Number(isNewsSitemap(a)))
    .slice(0, maxSitemaps)
  const all = [...asTold, ...(asTold.some(isNewsSitemap) ? [] : common.map((path) => here.origin + path))]
  return all.map((url) => ({
    url,
    format: 'sitemap',
    title: null,
    reason: 'sitemap',
    opinion: isOpinion(url, null),
    guessed: !told.includes(url),
  }))
}

function isNewsSitemap(url: string): boolean {
  return /news|latest|48h/i.test(URL.parse(url)?.pathname ?? '')
}

/** The page itself when it is one writer's or one section's, and the opinion sections it links to. */
function pages(here: URL, sections: readonly PageLink[]): Candidate[] {
  const itself = here.pathname === '/' ? [] : [{ url: here.href, text: '' }]
  return [...itself, ...sections].map((link) => ({
    url: link.url,
    format: 'page',
    title: link.text.trim().slice(0, 200) || null,
    reason: 'page',
    opinion: isOpinion(link.url, link.text) || looksLikeAuthorPage(new URL(link.url)),
    guessed: false,
  }))
}

/** Opinion before general, then this section's own before the whole paper's, then as the page lists them. */
function byWorth(here: URL, list: readonly Candidate[]): Candidate[] {
  const worth = (candidate: Candidate): number =>
    (candidate.opinion ? 2 : 0) + (here.pathname.length > 1 && isBelow(here, candidate.url) ? 3 : 0)
  return list.toSorted((a, b) => worth(b) - worth(a))
}

function isBelow(here: URL, url: string): boolean {
  const other = URL.parse(url)
  const path = here.pathname.replace(/\/+$/, '')
  return other !== null && other.hostname === here.hostname && other.pathname.startsWith(path) && path !== ''
}

function isOpinion(url: string, title: string | null): boolean {
  const parsed = URL.parse(url)
  return (title !== null && speaksOfOpinion(title)) || (parsed !== null && addressSpeaksOfOpinion(parsed))
}

/** Not the readers' comments beneath a piece, nor an oEmbed card. */
function isPiecesFeed(feed: DiscoveredFeed): boolean {
  const url = URL.parse(feed.url)
  return url !== null && isWeb(url) && !/\/comments?\/(?:feed|rss|default)|\/oembed|[?&]feed=comments/i.test(feed.url)
}

function linksToFeed(here: URL, link: PageLink): boolean {
  const url = URL.parse(link.url)
  if (url === null || !isWeb(url) || !isPiecesFeed({ url: link.url, title: null, format: null })) return false
  const sameHouse = getDomain(url.hostname) === getDomain(here.hostname)
  const feedHost = /^(?:rss|feeds?\d?)\./.test(url.hostname)
  if (!sameHouse && !feedHost) return false
  return (
    feedHost ||
    /\.(?:rss|rdf|atom)$|\/(?:feed|rss|atom)\/?$|\/(?:feed|rss|atom|index)\.(?:xml|json)$|\/(?:rss|feeds?)\/.+\.xml$/i.test(
      url.pathname,
    ) ||
    /[?&](?:format|feed|output|outputType)=(?:rss2?|atom|xml)\b/i.test(url.search)
  )
}

/** Links of the same house to an opinion section: at most two steps deep, so never a piece itself. */
function opinionSections(here: URL, links: readonly PageLink[]): PageLink[] {
  const sections = new Map<string, PageLink>()
  for (const link of links) {
    const url = URL.parse(link.url)
    if (url === null || !isWeb(url) || url.search !== '' || getDomain(url.hostname) !== getDomain(here.hostname))
      continue
    const steps = url.pathname.split('/').filter(Boolean)
    if (steps.length === 0 || steps.length > 2 || steps.some((step) => step.length > 40 || /\d{3}/.test(step))) continue
    if (linksToFeed(here, link) || url.pathname === here.pathname || link.text.length > 60) continue
    const bare = /\.[a-z]+$/i.test(url.pathname) ? url.href : url.origin + url.pathname
    if (addressSpeaksOfOpinion(url) || speaksOfOpinion(link.text))
      sections.set(bare, sections.get(bare) ?? { ...link, url: bare })
    if (sections.size === maxSections) break
  }
  return [...sections.values()]
}

/**
 * Where well-known publishing systems put the feed of a page, by the shape of the address.
 * WordPress: any page + `/feed/`; Ghost: `/author/x/rss/`, `/rss/`; Substack: `/feed`; Medium: `/feed/@x`, `/feed/name`;
 * Blogger: `/feeds/posts/default`; Tumblr: `/rss`.
 */
function platformAddresses(here: URL): string[] {
  const { origin, hostname, pathname } = here
  const path = pathname.replace(/\/+$/, '')
  const first = path.split('/')[1] ?? ''
  if (hostname.endsWith('.substack.com')) return [`${origin}/feed`]
  if (hostname === 'medium.com') return first === '' ? [] : [`${origin}/feed/${first}`]
  if (hostname.endsWith('.medium.com')) return [`${origin}/feed`]
  if (/\.blogspot\.[a-z.]+$/.test(hostname)) return [`${origin}/feeds/posts/default?alt=rss`]
  if (hostname.endsWith('.tumblr.com')) return [`${origin}/rss`]
  if (path === '' || /\.[a-z]{2,5}$/i.test(path)) return []
  return looksLikeAuthorPage(here) ? [`${origin}${path}/feed/`, `${origin}${path}/rss/`, `${origin}${path}/rss`] : []
}

/** This section's first, then its opinion sections', then the whole paper's. */
function commonAddresses(here: URL, sections: readonly PageLink[]): string[] {
  const own = folderOf(here.href)
  const theirs = sections.map((link) => folderOf(link.url))
  const opinion = ['/opinion/feed', '/opinion/rss', '/opinion/rss.xml', '/rss/opinion.xml', '/rss/opinion']
  const whole = [
    '/feed',
    '/rss',
    '/rss.xml',
    '/atom.xml',
    '/feed.xml',
    '/index.xml',
    '/feed.json',
    '/feed/',
    '/?feed=rss2',
  ]
  return [
    ...[own, ...theirs].flatMap((base) => (base === null ? [] : [`${base}/feed`, `${base}/rss`, `${base}/rss.xml`])),
    ...opinion.map((path) => here.origin + path),
    ...whole.map((path) => here.origin + path),
  ]
}

/** A section's address that a step may be added to; null for the home page and for files such as `opinion.html`. */
function folderOf(url: string): string | null {
  const { origin, pathname } = new URL(url)
  const path = pathname.replace(/\/+$/, '')
  return path === '' || /\.[a-z]{2,5}$/i.test(path) ? null : origin + path
}

function formatOf(type: string | null): FeedFormat | null {
  const text = type?.toLowerCase() ?? ''
  if (text.includes('atom')) return 'atom'
  if (text.includes('json')) return 'json'
  if (text.includes('rdf')) return 'rdf'
  return text.includes('rss') ? 'rss' : null
}

function isWeb(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:'
}
