// When the piece was first published and last changed: declared dates first, then printed ones, never a comment's.
import type { Element } from 'domhandler'
import { parseDate } from '../parse-date.ts'
import { asArray, isNode, ldText, ldTypes, type JsonLdNode } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { dateInText, isAside, printedDate } from './printed-dates.ts'

export type DateFacts = {
  readonly publishedAt: Date | null
  readonly modifiedAt: Date | null
  /** `2026-11-22`: the day as the publisher counts it, in its own zone. */
  readonly publishedOn: string | null
}

export type DateOptions = {
  readonly lang: string | null
  readonly now?: Date | undefined
  readonly headline?: Element | null
}

/** An instant, and the day it is in the publisher's zone as far as that is said. */
export type Found = { readonly at: Date; readonly on: string }

/**
 * The first of: JSON-LD of the piece, metas, microdata, `time` elements beside the headline, the address, printed dates. A
 * declared date that disagrees with a full date in the address gives way to it when it is later, being an update then.
 */
export function readDates(dom: PageDom, nodes: MainNodes, options: DateOptions): DateFacts {
  const read = (text: string | null | undefined) => readDate(text, options)
  const headline = options.headline?.startIndex ?? null
  const inUrl = dateInUrl(dom.url)
  const declared = declaredDate(dom, nodes, read, headline)
  let found = declared
  if (found === null || (inUrl !== null && isLater(found, inUrl)))
    found = inUrl === null ? found : sameDay(dom, nodes, inUrl, read)
  found ??= printedDate(dom, options.headline ?? null, read)
  const modified = modifiedDate(dom, nodes, read, headline)
  found ??= islandDate(dom, read) ?? modified
  return {
    publishedAt: found?.at ?? null,
    publishedOn: found?.on ?? null,
    modifiedAt: modified !== null && found !== null && modified.at.getTime() > found.at.getTime() ? modified.at : null,
  }
}

const dayMs = 86_400_000
const earliest = Date.UTC(1990, 0, 1)

function isLater(found: Found, inUrl: Found): boolean {
  return Date.parse(found.on) - Date.parse(inUrl.on) > 2 * dayMs
}

/** What nearly all pages declare; everything else goes the long way. */
const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/

/** Text to a date, if it names a whole day between 1990 and tomorrow. */
function readDate(text: string | null | undefined, { lang, now }: DateOptions): Found | null {
  if (text === null || text === undefined || text.length < 6 || text.length > 200) return null
  const clean = text.trim()
  if (/^(?:\d{4}|\d{4}-\d{1,2}|0000.*|1970-01-01.*)$/.test(clean)) return null
  const at = isoInstant.test(clean)
    ? new Date(clean)
    : parseDate(clean, { lang, ...(now === undefined ? {} : { now }) })
  if (at === null || !(at.getTime() >= earliest) || (now !== undefined && at.getTime() > now.getTime() + 2 * dayMs))
    return null
  return { at, on: dayOf(clean, at) }
}

/** The day as written, when the text begins with it; else the day in UTC. */
function dayOf(text: string, at: Date): string {
  const written = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text)
  return written === null ? at.toISOString().slice(0, 10) : `${written[1]}-${written[2]}-${written[3]}`
}

export type Read = (text: string | null | undefined) => Found | null

const publishedMetas = ['article:published_time', 'og:published_time', 'og:article:published_time', 'article:published', 'article.published', 'datepublished', 'og:pubdate', 'pubdate', 'publishdate', 'publish-date', 'publish_date', 'published_date', 'published-date', 'published_time', 'publication_date', 'publicationdate', 'publication-date', 'parsely-pub-date', 'sailthru.date', 'cxenseparse:recs:publishtime', 'cxenseparse:publishtime', 'article_date_original', 'originalpublicationdate', 'article:post_date', 'dc.date.issued', 'dcterms.issued', 'dcterms.created', 'dc.date.created', 'dc.created', 'datecreated', 'created', 'dc.date', 'dcterms.date', 'dc:date', 'dcsext.articlefirstpublished', 'article:release_date', 'citation_publication_date', 'citation_date', 'citation_online_date', 'bt:pubdate', 'rnews:datepublished', 'ptime', 'displaydate', 'shareaholic:article_published_time', 'date', 'timestamp', 'og:article:published'] // prettier-ignore
const modifiedMetas = ['article:modified_time', 'og:updated_time', 'og:article:modified_time', 'article:modified', 'datemodified', 'last-modified', 'lastmod', 'dcterms.modified', 'dc.date.modified', 'article:updated_time', 'article:updated', 'modified_time', 'revised', 'updated_time', 'lastmodified', 'utime'] // prettier-ignore

function declaredDate(
  dom: PageDom,
  { article, webPage }: MainNodes,
  read: Read,
  headline: number | null,
): Found | null {
  return (
    fromNode(article, 'datePublished', read) ??
    fromMetas(dom, publishedMetas, read) ??
    fromNode(webPage, 'datePublished', read) ??
    fromNode(article, 'dateCreated', read) ??
    anyNode(dom, read) ??
    fromMicrodata(dom, 'datePublished', read, headline) ??
    fromMicrodata(dom, 'dateCreated', read, headline)
  )
}

function modifiedDate(
  dom: PageDom,
  { article, webPage }: MainNodes,
  read: Read,
  headline: number | null,
): Found | null {
  return (
    fromNode(article, 'dateModified', read) ??
    fromMetas(dom, modifiedMetas, read) ??
    fromNode(webPage, 'dateModified', read) ??
    fromMicrodata(dom, 'dateModified', read, headline)
  )
}

function fromNode(node: JsonLdNode | null, key: string, read: Read): Found | null {
  for (const value of asArray(node?.[key])) {
    const found = read(isNode(value) ? ldText(value) : typeof value === 'number' ? String(value) : (value as string))
    if (found !== null) return found
  }
  return null
}

const otherType = /Comment|Review|Rating|Offer|Event|Person|Product|Video|Image|Audio|ListItem|Job/

function anyNode(dom: PageDom, read: Read): Found | null {
  const dated = dom.jsonLd.nodes.filter(
    (node) => node['datePublished'] !== undefined && !ldTypes(node).some((type) => otherType.test(type)),
  )
  return dated.length === 1 ? fromNode(dated[0] as JsonLdNode, 'datePublished', read) : null
}

function fromMetas(dom: PageDom, names: readonly string[], read: Read): Found | null {
  for (const name of names) {
    for (const value of dom.metas.get(name) ?? []) {
      const found = read(value)
      if (found !== null) return found
    }
  }
  return null
}

function fromMicrodata(dom: PageDom, property: string, read: Read, headline: number | null): Found | null {
  for (const element of dom.itemprops) {
    if (!(element.attribs['itemprop'] ?? '').split(/\s+/).includes(property) || isAside(element, headline)) continue
    const { attribs } = element
    const found =
      read(attribs['content'] ?? attribs['datetime'] ?? attribs['title']) ?? dateInText(textOf(element, 120), read)
    if (found !== null) return found
  }
  return null
}

/** A date in the address: `/2026/11/22/`, `/2026-11-22-`, `/20261122/`, `/2026/nov/22/`. */
function dateInUrl(url: string): Found | null {
  const path = URL.parse(url)?.pathname ?? ''
  const match =
    /\/((?:19|20)\d{2})\/(0?[1-9]|1[0-2])\/(0?[1-9]|[12]\d|3[01])(?=[/_.]|$)/.exec(path) ??
    /(?:^|[/_-])((?:19|20)\d{2})([_-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=\D|$)/.exec(path)?.toSpliced(2, 1) ??
    /(?:^|[/_-])(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(path)
  if (match !== null) return calendarDay(Number(match[1]), Number(match[2]), Number(match[3]))
  const named =
    /\/((?:19|20)\d{2})\/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\/(0?[1-9]|[12]\d|3[01])(?=\D|$)/i.exec(
      path,
    )
  if (named === null) return null
  const month = 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf((named[2] as string).toLowerCase()) / 3 + 1
  return calendarDay(Number(named[1]), month, Number(named[3]))
}

function calendarDay(year: number, month: number, day: number): Found | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  if (at.getUTCMonth() !== month - 1 || at.getTime() < earliest) return null
  return { at, on: at.toISOString().slice(0, 10) }
}

/** The declared instant of the day in the address if there is one, so that the time of day is kept; else the day. */
function sameDay(dom: PageDom, { article, webPage }: MainNodes, inUrl: Found, read: Read): Found {
  const others = [
    fromNode(article, 'datePublished', read),
    fromNode(article, 'dateCreated', read),
    fromNode(webPage, 'datePublished', read),
  ]
  for (const name of publishedMetas) others.push(...(dom.metas.get(name) ?? []).map(read))
  return (
    others.find((other) => other !== null && Math.abs(Date.parse(other.on) - Date.parse(inUrl.on)) <= dayMs) ?? inUrl
  )
}

const islandKey =
  /"(?:datePublished|publishedAt|published_at|publishedDate|published_date|publishDate|publish_date|publicationDate|publication_date|firstPublished\w*|first_published\w*|pubDate|postDate|date_published|display_date|displayDate|createdAt|created_at)"\s*:\s*"?([\dT:+.Z -]{8,40})/

/** Pages that are drawn by script carry their data in one: the first date of publication there. */
function islandDate(dom: PageDom, read: Read): Found | null {
  for (const script of dom.scripts) {
    const found = read(islandKey.exec(script.text.slice(0, 400_000))?.[1])
    if (found !== null) return found
  }
  return null
}
