// Many systems declare instants in UTC. The publisher's own clock, and with it the day of publication, stands elsewhere on
// the page: in the same instant told with an offset, in other dates, in the address, in print.
import type { Element } from './dom-nodes.ts'
import { createdMetas, modifiedMetas, publishedMetas } from './date-metas.ts'
import type { Found, Read } from './dates.ts'
import { homeZones, offsetIn, zoneInData } from './home-clocks.ts'
import type { MainNodes } from './main-node.ts'
import { ldText } from './json-ld.ts'
import type { PageDom } from './page-dom.ts'
import { nearby, printedDate } from './printed-dates.ts'

type Places = {
  readonly dom: PageDom
  readonly nodes: MainNodes
  readonly read: Read
  readonly inUrl: Found | null
  readonly headline: Element | null
}

const minuteMs = 60_000
const dayMs = 86_400_000

/** `YYYY-MM-DD` of an instant by a clock so many minutes east of UTC. */
export function dayAt(at: Date, offsetMinutes: number): string {
  return new Date(at.getTime() + offsetMinutes * minuteMs).toISOString().slice(0, 10)
}

/** The same instant by another clock. */
export function toldBy({ at }: Found, offsetMinutes: number): Found {
  return { at, on: dayAt(at, offsetMinutes), offsetMinutes }
}

/**
 * An instant declared in UTC by the publisher's clock: by the same instant told with an offset, else by the offset of other
 * dates of the page; failing that its day is that of the address or of the printed date, if some clock on earth shows it, and
 * at last the day by the zone that the page's data name or by all clocks of its country.
 */
export function byOwnClock(found: Found, places: Places): Found {
  const told = offsetTold(found, places)
  if (told !== null) return toldBy(found, told)
  const { inUrl } = places
  if (inUrl !== null)
    return inUrl.on !== found.on && isDaySomewhere(found.at, inUrl.on) ? onDay(found, inUrl.on) : found
  if (!mayBeOtherDay(found.at)) return found
  return fromPrint(found, places) ?? atHome(found, places.dom)
}

/** The offset of the same instant before that of any other; null when all are told in UTC. */
function offsetTold({ at }: Found, { dom, nodes, read }: Places): number | null {
  let other: number | null = null
  for (const text of datesOf(dom, nodes)) {
    if (!hasOffset.test(text)) continue
    const told = read(text)
    if (told === null || told.offsetMinutes === null || told.offsetMinutes === 0) continue
    if (Math.abs(told.at.getTime() - at.getTime()) < minuteMs) return told.offsetMinutes
    other ??= told.offsetMinutes
  }
  return other
}

const hasOffset = /[+-]\d\d:?\d\d$/

function datesOf(dom: PageDom, { article, webPage }: MainNodes): string[] {
  const dates: string[] = []
  for (const node of [article, webPage])
    for (const key of dateKeys) {
      const text = node === null ? null : ldText(node[key])
      if (text !== null) dates.push(text.trim())
    }
  // Few pages have many metas, and hardly any of these names.
  const named: string[] = []
  for (const name of dom.metas.keys()) if (rankOfMeta.has(name)) named.push(name)
  for (const name of named.toSorted((one, other) => rankOfMeta.get(one)! - rankOfMeta.get(other)!))
    dates.push(...dom.metas.get(name)!)
  for (const { attribs } of (dom.byTag.get('time') ?? []).slice(0, 20)) dates.push(attribs['datetime']?.trim() ?? '')
  return dates
}

const dateKeys = ['datePublished', 'dateCreated', 'dateModified'] as const
const rankOfMeta = new Map([...publishedMetas, ...createdMetas, ...modifiedMetas].map((name, rank) => [name, rank]))

/** True in the hours in which most inhabited clocks east or west of UTC show another day. */
function mayBeOtherDay(at: Date): boolean {
  const hour = at.getUTCHours()
  return hour < 9 || hour >= 15
}

/** Where papers are made, clocks run from ten hours behind UTC to thirteen ahead of it. */
function isDaySomewhere(at: Date, day: string): boolean {
  const start = Date.parse(day)
  return at.getTime() + 13 * 60 * minuteMs >= start && at.getTime() - 10 * 60 * minuteMs < start + dayMs
}

function onDay({ at }: Found, on: string): Found {
  return { at, on, offsetMinutes: null }
}

/** The day by the zone named in the page's data, else by the clocks of its country if all show the same. */
function atHome(found: Found, dom: PageDom): Found {
  const named = zoneInData(dom)
  const told = named === null ? null : offsetIn(named, found.at)
  if (told !== null) return toldBy(found, told)
  const days = new Set(homeZones(dom).map((zone) => dayAt(found.at, offsetIn(zone, found.at) ?? 0)))
  const [day] = days
  return days.size === 1 && day !== undefined && day !== found.on ? onDay(found, day) : found
}

/** A printed day beside the headline, and the clock's offset if its time of day is printed with it. */
function fromPrint(found: Found, { dom, headline, read }: Places): Found | null {
  const printed = headline === null ? null : printedDate(dom, headline, read, nearby)
  const shown = printed?.shown ?? null
  if (printed === null || shown === null || !isDaySomewhere(found.at, shown.on)) return null
  if (shown.on === found.on) return found
  const clock = clockIn(printed.text)
  if (clock === null) return onDay(found, shown.on)
  const offset = (Date.parse(shown.on) - found.at.getTime()) / minuteMs + clock
  const whole = Math.round(offset / 30) * 30
  return Math.abs(whole - offset) <= 2 && whole >= -600 && whole <= 780 ? toldBy(found, whole) : onDay(found, shown.on)
}

/** Minutes since midnight of the first time of day in the text: `22:15`, `10.54 pm`. */
function clockIn(text: string): number | null {
  const match = /(?<![\d.:])([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?(?![\d.]\d)\s?([ap])?\.?m?/i.exec(text)
  if (match === null) return null
  const hours = Number(match[1])
  const half = match[3]?.toLowerCase()
  return (half === undefined ? hours : (hours % 12) + (half === 'p' ? 12 : 0)) * 60 + Number(match[2])
}
