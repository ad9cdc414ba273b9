// Dates as readers see them: `time` elements, lines named for dates, and lines that are nothing but a date.
import { Element, Text } from 'domhandler'
import type { Found, Read } from './dates.ts'
import { mark, textOf, type PageDom } from './page-dom.ts'

const asideClass =
  /(?:^|[\s_-])comments?(?:$|[\s_-]|list|body|area)|related|sidebar|recommend|(?<!post-|entry-|article-)footer|widget-?area|popular|trending|latest|teaser|most-?read|recent|blogarchive|calendar|copyright|more-?from|read-?next|carousel|promo|next-?post|prev/i
const updateWord =
  /updat|modif|aktualis|geändert|maj\b|mise à jour|actualiz|atualiz|aggiorn|güncel|обновл|оновл|עודכן|edited|revised|zuletzt|dernière|última|geupdate|uppdater|oppdater|opdater|päivitet|aktualizac/i
const publishWord =
  /publi|posted|erstellt|veröffentlicht|erschienen|geschrieben|verfasst|fecha|giriş|yayın|опубл|пост|פורסם|نشر|발행|입력|発行|公開|发布|發佈|написан|wrote|written|yayım|gepost|geplaatst|julkaistu|publicerad|publisert|udgivet|opublikowan|zveřejněno|megjelent|objavljeno|diterbitkan|đăng/i
const dateName =
  /(?:^|[\s_-]|[a-z](?=[DPT]))(?:date|datum|fecha|data|tarih|dateline|pub|pubdate|publish\w*|posted|timestamp|time|created|byline|meta|metas|info|submitted|datetime|day|when)(?![a-z]{3})/i
const publishName = /publi(?:sh|cad|shed)|pub[-_]?(?:date|time)|entry-?date|post-?date|date-?(?:header|pub)|posted/i
const maxLooks = 1_500

/** A date and the text that prints it. */
export type PrintedDate = { readonly found: Found; readonly text: string }

/** The most likely date of publication among those printed outside asides; null when the page prints none. */
export function printedDate(
  dom: PageDom,
  headline: Element | null,
  read: Read,
  within: { readonly before: number; readonly after: number } = { before: Infinity, after: Infinity },
): PrintedDate | null {
  const from = headline?.startIndex ?? null
  const { elements, marks } = dom
  const last = Math.min(elements.length, (from ?? 0) + within.after)
  let best: PrintedDate | null = null
  let bestScore = -1e9
  let looks = 0
  for (let at = Math.max(0, (from ?? 0) - within.before); at < last; at++) {
    const element = elements[at] as Element
    const isTime = element.name === 'time'
    if (((marks[at] ?? 0) & mark.silent) !== 0 || (!isTime && !mayHoldDate(element))) continue
    if (++looks > maxLooks) break
    const candidate = candidateOf(element, isTime, read)
    if (
      candidate === null ||
      candidate.score + nearness(element.startIndex ?? 0, from) <= bestScore ||
      isAside(element, from)
    )
      continue
    best = candidate
    bestScore = candidate.score + nearness(element.startIndex ?? 0, from)
  }
  return best
}

function candidateOf(element: Element, isTime: boolean, read: Read): (PrintedDate & { score: number }) | null {
  const { attribs } = element
  const text = textOf(element, 400)
  const shown = dateInText(text, read)
  const declared =
    read(attribs['datetime']) ?? read(attribs['title']) ?? read(attribs['data-date'] ?? attribs['data-time'])
  const says = publishWord.test(text)
  const found = says && shown !== null ? shown : (declared ?? shown)
  if (found === null) return null
  const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''} ${attribs['itemprop'] ?? ''}`
  const before = textBefore(element)
  let score = 0
  if (isTime || declared !== null) score += 2
  if (publishName.test(names) || attribs['pubdate'] !== undefined) score += 4
  else if (dateName.test(names)) score += 3
  if (says || publishWord.test(before)) score += 2
  if (updateWord.test(names) || updateWord.test(text) || updateWord.test(before)) score -= 5
  if (text.length < 45) score += 1
  else if (text.length > 150) score -= 3
  return { found, text, score }
}

/** Right after the headline is best, right before it next; far below it are other pieces. */
function nearness(place: number, headline: number | null): number {
  if (headline === null) return -Math.min(4, place / 400)
  const distance = place - headline
  return distance >= 0 ? 2 - Math.min(6, distance / 40) : 1 - Math.min(5, -distance / 25)
}

/** Named for dates, or with digits in a short text of its own; in either case small. */
function mayHoldDate(element: Element): boolean {
  const size = (element.endIndex ?? 0) - (element.startIndex ?? 0)
  if (size > 25 || element.name === 'option') return false
  if (element.name === 'abbr' && element.attribs['title'] !== undefined) return true
  const { attribs, children } = element
  if (attribs['class'] !== undefined && size < 15 && dateName.test(attribs['class'])) return true
  return children.some((child) => child instanceof Text && child.data.length < 600 && /\d|[٠-٩۰-۹]/.test(child.data))
}

/** True inside comments, lists of other pieces, sidebars and the foot of the page; what holds the headline is none of these. */
export function isAside(element: Element, headline: number | null): boolean {
  let node: Element | null = element
  for (let up = 0; up < 12 && node !== null; up++) {
    const { name, attribs } = node
    if (headline !== null && (node.startIndex ?? 0) <= headline && headline < (node.endIndex ?? 0)) return false
    if (name === 'aside' || name === 'footer' || name === 'nav' || name === 'figure' || name === 'blockquote')
      return !(name === 'footer' && up > 0 && inArticle(node))
    if (name === 'body' || name === 'html' || name === 'main') return false
    const names = `${attribs['class'] ?? ''} ${attribs['id'] ?? ''}`
    if (
      names.length > 1 &&
      names.length < 300 &&
      asideClass.test(names) &&
      name !== 'article' &&
      !/(?:has|with|no)-/.test(names)
    ) {
      return true
    }
    node = node.parent instanceof Element ? node.parent : null
  }
  return false
}

function inArticle(element: Element): boolean {
  let node = element.parent
  for (let up = 0; up < 4 && node instanceof Element; up++, node = node.parent) if (node.name === 'article') return true
  return false
}

function textBefore(element: Element): string {
  const before = element.prev ?? (element.parent instanceof Element ? element.parent.prev : null)
  return before instanceof Text ? before.data.slice(-60) : before instanceof Element ? textOf(before, 60) : ''
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

/** `30.10.23`: in print a two-digit year is of this century. */
const shortYear = /^(\d{1,2}[./-] ?\d{1,2}[./-] ?)(\d{2})$/

/** The first date within running text, in any of the languages whose months we know. */
export function dateInText(text: string, read: Read): Found | null {
  if (!/\d{4}|[٠-٩۰-۹]|\d[./-] ?\d/.test(text)) return null
  let best: { index: number; found: Found } | null = null
  for (const pattern of datePatterns) {
    const match = pattern.exec(text)
    if (match === null || (best !== null && match.index >= best.index)) continue
    const found = read(match[0].replace(shortYear, '$120$2'))
    if (found !== null) best = { index: match.index, found }
  }
  return best?.found ?? null
}
