// When the piece was first published and last changed: declared dates first, then printed ones, never a comment's.
import { Element, Text } from 'domhandler'
import { parseDate } from '../parse-date.ts'
import { asArray, isNode, ldText, ldTypes, type JsonLdNode } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { silentTags, textOf, type PageDom } from './page-dom.ts'

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

type Found = { readonly at: Date; readonly on: string }

/**
 * The first of: JSON-LD of the piece, metas, microdata, `time` elements beside the headline, the address, printed dates. A
 * declared date that disagrees with a full date in the address gives way to it when it is later, being an update then.
 */
export function readDates(dom: PageDom, nodes: MainNodes, options: DateOptions): DateFacts {
  const read = (text: string | null | undefined) => readDate(text, options)
  const inUrl = dateInUrl(dom.url)
  const declared = declaredDate(dom, nodes, read)
  let found = declared
  if (found === null || (inUrl !== null && isLater(found, inUrl)))
    found = inUrl === null ? found : sameDay(dom, nodes, inUrl, read)
  found ??= timeElement(dom, options, read) ?? printedDate(dom, options, read)
  const modified = modifiedDate(dom, nodes, read)
  found ??= modified ?? lateGuess(dom, read)
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

/** Text to a date, if it names a whole day between 1990 and tomorrow. */
function readDate(text: string | null | undefined, { lang, now }: DateOptions): Found | null {
  if (text === null || text === undefined || text.length < 6 || text.length > 200) return null
  const clean = text.trim()
  if (/^(?:\d{4}|\d{4}-\d{1,2}|0000.*|1970-01-01.*)$/.test(clean)) return null
  const at = parseDate(clean, { lang, ...(now === undefined ? {} : { now }) })
  if (at === null || at.getTime() < earliest || (now !== undefined && at.getTime() > now.getTime() + 2 * dayMs))
    return null
  return { at, on: dayOf(clean, at) }
}

/** The day as written, when the text begins with it; else the day in UTC. */
function dayOf(text: string, at: Date): string {
  const written = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text)
  return written === null ? at.toISOString().slice(0, 10) : `${written[1]}-${written[2]}-${written[3]}`
}

type Read = (text: string | null | undefined) => Found | null

const publishedMetas = ['article:published_time', 'og:published_time', 'og:article:published_time', 'article:published', 'article.published', 'datepublished', 'og:pubdate', 'pubdate', 'publishdate', 'publish-date', 'publish_date', 'published_date', 'published-date', 'published_time', 'publication_date', 'publicationdate', 'publication-date', 'parsely-pub-date', 'sailthru.date', 'cxenseparse:recs:publishtime', 'cxenseparse:publishtime', 'article_date_original', 'originalpublicationdate', 'article:post_date', 'dc.date.issued', 'dcterms.issued', 'dcterms.created', 'dc.date.created', 'dc.created', 'datecreated', 'created', 'dc.date', 'dcterms.date', 'dc:date', 'dcsext.articlefirstpublished', 'article:release_date', 'citation_publication_date', 'citation_date', 'citation_online_date', 'bt:pubdate', 'rnews:datepublished', 'ptime', 'displaydate', 'shareaholic:article_published_time', 'date', 'timestamp', 'og:article:published'] // prettier-ignore
const modifiedMetas = ['article:modified_time', 'og:updated_time', 'og:article:modified_time', 'article:modified', 'datemodified', 'last-modified', 'lastmod', 'dcterms.modified', 'dc.date.modified', 'article:updated_time', 'article:updated', 'modified_time', 'revised', 'updated_time', 'lastmodified', 'utime'] // prettier-ignore

function declaredDate(dom: PageDom, { article, webPage }: MainNodes, read: Read): Found | null {
  return (
    fromNode(article, 'datePublished', read) ??
    fromMetas(dom, publishedMetas, read) ??
    fromNode(webPage, 'datePublished', read) ??
    fromNode(article, 'dateCreated', read) ??
    anyNode(dom, read) ??
    fromMicrodata(dom, 'datePublished', read) ??
    fromMicrodata(dom, 'dateCreated', read)
  )
}

function modifiedDate(dom: PageDom, { article, webPage }: MainNodes, read: Read): Found | null {
  return (
    fromNode(article, 'dateModified', read) ??
    fromMetas(dom, modifiedMetas, read) ??
    fromNode(webPage, 'dateModified', read) ??
    fromMicrodata(dom, 'dateModified', read)
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

function fromMicrodata(dom: PageDom, property: string, read: Read): Found | null {
  for (const element of dom.itemprops) {
    if (!(element.attribs['itemprop'] ?? '').split(/\s+/).includes(property) || isAside(element)) continue
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
    /(?:^|[/_-])((?:19|20)\d{2})[/_-](0?[1-9]|1[0-2])[/_-](0?[1-9]|[12]\d|3[01])(?=\D|$)/.exec(path) ??
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

const asideClass =
  /comment|related|sidebar|recommend|footer|widget|popular|trending|latest|teaser|most-?read|recent|archive|calendar|copyright|more-?from|read-?next|carousel|promo|next-?post|prev/i
const updateWord =
  /updat|modif|aktualis|geändert|maj\b|mise à jour|actualiz|atualiz|aggiorn|güncel|обновл|оновл|עודכן|edited|revised|zuletzt|dernière|última|son güncelleme|geupdate|uppdater|oppdater|opdater|päivitet|aktualizac/i
const publishWord =
  /publi|posted|created|erstellt|veröffentlicht|erschienen|date|datum|fecha|data\b|tarih|giriş|yayın|опубл|дата|פורסם|نشر|발행|입력|発行|公開|发布|entry-?date|dateline|byline|timestamp|time/i

/** True inside comments, lists of other pieces, sidebars and the foot of the page. */
function isAside(element: Element): boolean {
  let node: Element | null = element
  for (let up = 0; up < 12 && node !== null; up++) {
    const { name, attribs } = node
    if (name === 'aside' || name === 'footer' || name === 'nav' || name === 'figure') return true
    if (name === 'body' || name === 'html') return false
    const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`
    if (
      names.length > 1 &&
      names.length < 300 &&
      asideClass.test(names) &&
      node.name !== 'article' &&
      !/(?:has|with|no)-/.test(names)
    )
      return true
    node = node.parent instanceof Element ? node.parent : null
  }
  return false
}

/** The `time` element that stands nearest to the headline, one that says "published" before one that says nothing. */
function timeElement(dom: PageDom, { headline }: DateOptions, read: Read): Found | null {
  const from = headline?.startIndex ?? 0
  let best: Found | null = null
  let bestScore = -1e9
  for (const element of (dom.byTag.get('time') ?? []).slice(0, 60)) {
    const { attribs } = element
    const shown = textOf(element, 120)
    const found = read(attribs['datetime']) ?? dateInText(shown, read)
    if (found === null || isAside(element)) continue
    const words = `${attribs['class'] ?? ''} ${attribs['itemprop'] ?? ''} ${attribs['pubdate'] === undefined ? '' : 'published'} ${attribs['title'] ?? ''}`
    const before = textBefore(element)
    let score = -Math.abs((element.startIndex ?? 0) - from) / 50
    if (/publish|entry-?date|pubdate/i.test(words) || publishWord.test(before)) score += 4
    if (updateWord.test(words) || updateWord.test(before)) score -= 8
    if (score > bestScore) {
      best = found
      bestScore = score
    }
  }
  return best
}

function textBefore(element: Element): string {
  const before = element.prev ?? (element.parent instanceof Element ? element.parent.prev : null)
  return before instanceof Text ? before.data.slice(-60) : before instanceof Element ? textOf(before, 60) : ''
}

const dateClass =
  /(?:^|[\s_-]|[a-z](?=D))(?:date|datum|fecha|data|tarih|dateline|pubdate|publish\w*|posted|timestamp|time|created|byline|entry-?meta|post-?meta|meta|info|news-?info|article-?info|submitted|published\w*|datetime|day|when)(?![a-z]{3})/i

/** A date printed beside the headline: in elements named for it, then in any short text near it, then in the first lines. */
function printedDate(dom: PageDom, options: DateOptions, read: Read): Found | null {
  const from = options.headline?.startIndex ?? dom.body?.startIndex ?? 0
  let best: Found | null = null
  let bestScore = -1e9
  let looked = 0
  for (const element of dom.elements) {
    const { attribs, name } = element
    const names = attribs['class'] === undefined ? attribs['id'] : attribs['class']
    const named = names !== undefined && dateClass.test(names)
    const place = element.startIndex ?? 0
    if (!named && !(name === 'abbr' && attribs['title'] !== undefined) && Math.abs(place - from) > 60) continue
    if (
      silentTags.has(name) ||
      name === 'meta' ||
      name === 'html' ||
      name === 'body' ||
      name === 'head' ||
      (element.endIndex ?? 0) - place > 25
    )
      continue
    if (++looked > 400) break
    const text = textOf(element, 300)
    if (text.length > 250 || (text.length < 6 && attribs['title'] === undefined)) continue
    const found =
      read(attribs['title']) ??
      read(attribs['data-date'] ?? attribs['data-time'] ?? attribs['datetime']) ??
      dateInText(text, read)
    if (found === null || isAside(element)) continue
    let score = -Math.abs(place - from) / (place < from ? 40 : 60) - text.length / 100
    if (named) score += 3
    if (publishWord.test(text)) score += 1
    if (updateWord.test(text)) score -= 3
    if (score > bestScore) {
      best = found
      bestScore = score
    }
  }
  return best
}

const datePatterns = [
  /(?<!\d)(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)/,
  /(?<!\d)\d{1,2}[./-] ?\d{1,2}[./-] ?(?:(?:19|20)\d{2}|\d{2})(?!\d)/,
  /(?<!\d)(?:19|20)\d{2} ?[年년] ?\d{1,2} ?[月월] ?\d{1,2}/,
  /(?<![\d\p{L}])\d{1,2}(?:st|nd|rd|th|er|º|ª|\.|-го)?,?\s+(?:de |of |d['’]|ב|במ)?[\p{L}\p{M}]{3,14}\.?,?\s+(?:de |del )?(?:19|20)\d{2}(?!\d)/u,
  /(?<!\p{L})\p{L}[\p{L}\p{M}]{2,13}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{2}(?!\d)/u,
  /(?<!\d)\d{1,2}(?:-|\s)\p{L}{3,9}(?:-|\s)(?:19|20)\d{2}(?!\d)/u,
  /(?<!\d)[٠-٩۰-۹]{1,2}\s+[\p{L}\p{M}]{2,14}\s*[،,]?\s+[٠-٩۰-۹]{4}/u,
  /(?<!\p{L})(?:19|20)\d{2}(?:\.\s|\s)\p{L}{3,12}\.?\s\d{1,2}\.?(?!\d)/u,
  /(?<!\d)\d{1,2}\s+tháng\s+\d{1,2},?\s+(?:năm )?(?:19|20)\d{2}/iu,
]

/** The first date within running text, in any of the languages whose months we know. */
export function dateInText(text: string, read: Read): Found | null {
  if (!/[\d٠-٩۰-۹]/.test(text)) return null
  let best: { index: number; found: Found } | null = null
  for (const pattern of datePatterns) {
    const match = pattern.exec(text)
    if (match === null || (best !== null && match.index >= best.index)) continue
    const found = read(match[0])
    if (found !== null) best = { index: match.index, found }
  }
  return best?.found ?? null
}

/** When all else fails: the first date anywhere in the page's text outside its asides. */
function lateGuess(dom: PageDom, read: Read): Found | null {
  let looked = 0
  for (const element of dom.elements) {
    if (silentTags.has(element.name)) continue
    for (const child of element.children) {
      if (!(child instanceof Text) || child.data.length < 8 || child.data.length > 400 || !/\d/.test(child.data))
        continue
      if (++looked > 1_500) return null
      const found = dateInText(child.data, read)
      if (found !== null && !isAside(element) && !/©|copyright/i.test(child.data)) return found
    }
  }
  return null
}
