// When the piece was first published and last changed: declared dates first, then printed ones, never a comment's.
import type { Element } from './dom-nodes.ts'
import { parseDate } from '../parse-date.ts'
import { asArray, ldText, ldTypes, type JsonLdNode } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { createdMetas, modifiedMetas, publishedMetas } from './date-metas.ts'
import { dateInText } from './date-in-text.ts'
import { byOwnClock, dayAt, toldBy } from './own-clock.ts'
import { isAside, printedDate, writtenDate } from './printed-dates.ts'
import { redated } from './redated.ts'

export type DateFacts = {
  readonly publishedAt: Date | null
  readonly modifiedAt: Date | null
  /** `2026-11-22`: the day as the publisher counts it, in its own zone. */
  readonly publishedOn: string | null
  /** Minutes east of UTC of the publisher's clock at each of them; null when the page does not say. */
  readonly publishedOffsetMinutes: number | null
  readonly modifiedOffsetMinutes: number | null
}

export type DateOptions = {
  readonly lang: string | null
  readonly now?: Date | undefined
  readonly headline?: Element | null
}

/** An instant, and the day it is in the publisher's zone as far as that is said. */
export type Found = {
  readonly at: Date
  readonly on: string
  /** Minutes east of UTC of the clock it is told by; null when not said. */
  readonly offsetMinutes: number | null
}

/**
 * The first of: JSON-LD of the piece, metas of publication, microdata, the address, a date plainly printed at the headline,
 * metas of creation, other printed dates, data islands, the last change. A declared date that disagrees with a full date in
 * the address gives way to it when it is later, being an update then; and a piece whose page prints the day of a much later
 * change as its own, to that.
 */
export function readDates(dom: PageDom, nodes: MainNodes, options: DateOptions): DateFacts {
  const read = rememberedRead(options)
  const headline = options.headline?.startIndex ?? null
  const inUrl = dateInUrl(dom)
  const declared = declaredDate(dom, nodes, read, headline)
  let found = declared
  if (found === null || (inUrl !== null && isLater(found, inUrl)))
    found = inUrl === null ? found : sameDay(dom, nodes, inUrl, read)
  found ??= createdOrPrinted(dom, options.headline ?? null, read)
  let modified = modifiedDate(dom, nodes, read, headline)
  found ??= writtenDate(dom, options.headline ?? null, read) ?? islandDate(dom, read) ?? modified
  if (found?.offsetMinutes === 0)
    found = byOwnClock(found, { dom, nodes, read, inUrl, headline: options.headline ?? null })
  const offset = found?.offsetMinutes ?? 0
  if (modified?.offsetMinutes === 0 && offset !== 0) modified = toldBy(modified, offset)
  if (found !== null && modified !== null && found.on !== inUrl?.on)
    found = redated(found, modified, { dom, headline: options.headline ?? null, read }) ?? found
  const changed = modified !== null && found !== null && modified.at.getTime() > found.at.getTime()
  return {
    publishedAt: found?.at ?? null,
    publishedOn: found?.on ?? null,
    publishedOffsetMinutes: found?.offsetMinutes ?? null,
    modifiedAt: changed ? (modified?.at ?? null) : null,
    modifiedOffsetMinutes: changed ? (modified?.offsetMinutes ?? null) : null,
  }
}

const dayMs = 86_400_000
const earliest = Date.UTC(1990, 0, 1)

function isLater(found: Found, inUrl: Found): boolean {
  return Date.parse(found.on) - Date.parse(inUrl.on) > 2 * dayMs
}

/** A page tells the same instant in several places. */
function rememberedRead(options: DateOptions): Read {
  const known = new Map<string, Found | null>()
  return (text) => {
    if (text === null || text === undefined) return null
    let found = known.get(text)
    if (found === undefined) known.set(text, (found = readDate(text, options)))
    return found
  }
}

/** What nearly all pages declare, and a day that every month has; everything else goes the long way. */
const isoInstant =
  /^(?:\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]))$/

/** Text to a date, if it names a whole day between 1990 and tomorrow. */
function readDate(text: string, { lang, now }: DateOptions): Found | null {
  if (text.length < 6 || text.length > 200) return null
  const clean = text.trim()
  if (/^(?:\d{4}|\d{4}-\d{1,2}|0000.*|1970-01-01.*)$/.test(clean)) return null
  const at = isoInstant.test(clean)
    ? new Date(clean)
    : parseDate(clean, { lang, ...(now === undefined ? {} : { now }) })
  if (at === null || !(at.getTime() >= earliest) || (now !== undefined && at.getTime() > now.getTime() + 2 * dayMs))
    return null
  const offsetMinutes = offsetOf(clean)
  return { at, on: dayOf(clean, at, offsetMinutes), offsetMinutes }
}

/** The day as written, when the text begins with it; else the day by the clock it is told by, or in UTC. */
function dayOf(text: string, at: Date, offsetMinutes: number | null): string {
  const written = /^(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text)
  return written === null ? dayAt(at, offsetMinutes ?? 0) : `${written[1]}-${written[2]}-${written[3]}`
}

/** RFC 3339 and RFC 5322 forms alone: names of zones mean different clocks in different countries. */
function offsetOf(text: string): number | null {
  const zone = /\d(?:Z|\s?(?:UTC|GMT)|\s?([+-])([01]\d):?([0-5]\d))$/.exec(text)
  if (zone === null) return null
  if (zone[1] === undefined) return 0
  return (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3]))
}

export type Read = (text: string | null | undefined) => Found | null

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

/** A meta that may tell when the page was made, unless the page plainly prints another day. */
function createdOrPrinted(dom: PageDom, headline: Element | null, read: Read): Found | null {
  const created = fromMetas(dom, createdMetas, read)
  const printed = printedDate(dom, headline, read)
  if (created === null || printed === null) return created ?? printed?.found ?? null
  const isPlain = printed.score >= plainScore && Math.abs(Date.parse(printed.found.on) - Date.parse(created.on)) > dayMs
  return isPlain ? printed.found : created
}

/** What a short line named for a date scores right after the headline. */
const plainScore = 5

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
    const found = read(ldText(value))
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
function dateInUrl({ address }: PageDom): Found | null {
  const path = address?.pathname ?? ''
  if (!/(?:19|20)\d\d/.test(path)) return null
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
  return { at, on: at.toISOString().slice(0, 10), offsetMinutes: null }
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

/** Keys of data islands, surest first; quotes may be escaped, being in a string of a script. */
const islandKeys = [
  '(?:first_?)?(?:date_?)?(?:publish(?:ed)?|publication|pub|deploy|release)_?(?:date|time|at|on|dt|datetime|timestamp)?|date_?(?:first_?)?published|first_?published\\w{0,12}',
  '(?:post|posted|issue|issued|display|regist(?:er|ration)|reg|insert|article)_?(?:date|dt|time|at|on|datetime)|ptime|dateline',
  '(?:date_?)?(?:created?|creation)_?(?:date|time|at|on|dt)?',
].map(
  (keys) =>
    new RegExp(
      `["'](?:${keys})\\\\{0,3}["']\\s*:\\s*\\\\{0,3}["']?((?:19|20)\\d\\d[\\d./T:+Z -]{4,30}|1\\d{9}(?:\\d{3})?(?!\\d))`,
      'i',
    ),
)
const maxIslandChars = 1_000_000

/** Pages that are drawn by script carry their data in one: the first date of publication there. */
function islandDate({ html }: PageDom, read: Read): Found | null {
  const text = html.slice(0, maxIslandChars)
  for (const key of islandKeys) {
    const found = read(key.exec(text)?.[1])
    if (found !== null) return found
  }
  return null
}
