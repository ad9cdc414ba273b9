// The editor's summary of a piece: the printed standfirst, or what the page declares for those who link to it.
import type { Element } from './dom-nodes.ts'
import type { MainNodes } from './main-node.ts'
import { mark, textOf, type PageDom } from './page-dom.ts'
import { cleanLine, comparable, comparableOn, ldLine, metaText } from './text.ts'
import { askOnce, type WrittenName } from './written-names.ts'

const minChars = 20
const maxChars = 1_000

const dekName =
  /(?:^|[\s_-])(?:standfirst|article-?(?:dek|deck|summary|lead|intro|excerpt|subtitle|sub-?headline)|dek|deck|sub-?head(?:line)?|sub-?title|chapo|chapeau|entradilla|bajada|sumario|copete|linha-?fina|occhiello|sommario|vorspann|teaser-?text|lead-?text|lead-?in|ingress|manchet|abstract|post-?excerpt|entry-?summary|headline__sub\w*|spot)(?:$|[\s_-])/i

/**
 * In order: JSON-LD description of the piece, a standfirst printed beside the headline, og:description, the meta
 * description. Left out: the site's own slogan, the headline again, a byline or date, text cut in mid-word without an end.
 */
export function readDek(
  dom: PageDom,
  { article, webPage }: MainNodes,
  title: string | null,
  slogans: readonly string[],
): string | null {
  const house = comparableOn(dom, metaText(dom, 'og:site_name') ?? '')
  const headline = comparableOn(dom, title ?? '')
  const refused = new Set([...slogans.map(comparable), headline])
  const longest = Math.max(minChars, headline.length + 25, ...[...refused].map((text) => text.length))
  for (const look of [
    () => printedDek(dom),
    () => ldLine(article?.['description']),
    () => ldLine(article?.['abstract']),
    () => metaText(dom, 'og:description'),
    () => metaText(dom, 'description', 'sailthru.description', 'dc.description', 'dcterms.abstract'),
    () => metaText(dom, 'twitter:description'),
    () => ldLine(webPage?.['description']),
  ]) {
    const text = look()
    if (text === null || looksLikeKeywords(text) || isSlogan(text, house)) continue
    if (!isLonger(text, longest)) {
      const folded = comparableOn(dom, text)
      if (folded.length < minChars || refused.has(folded)) continue
      if (title !== null && folded.startsWith(headline) && folded.length < headline.length + 25) continue
    }
    return text.slice(0, maxChars)
  }
  return null
}

/** Whether a text is plainly longer than so many letters when compared: its beginning tells, and most need not be folded whole. */
function isLonger(text: string, letters: number): boolean {
  const enough = 2 * (letters + cutSlack)
  return text.length > enough && comparable(text.slice(0, enough)).length > letters + cutSlack
}

/** Letters that a character may lose or gain where a text is cut. */
const cutSlack = 10

/** Texts by which the site describes itself, so that they are not taken for the piece's summary. */
export function siteSlogans(dom: PageDom): string[] {
  const slogans: string[] = []
  for (const node of dom.jsonLd.nodes) {
    const types = Array.isArray(node['@type']) ? node['@type'] : [node['@type']]
    if (types.some((type) => /(?:WebSite|Organization)$/.test(String(type)))) {
      for (const text of [ldLine(node['description']), ldLine(node['slogan']), ldLine(node['alternateName'])])
        if (text !== null) slogans.push(text)
    }
  }
  return slogans
}

/** A marked standfirst that stands near the headline: by its class, or `itemprop` description or alternativeHeadline. */
function printedDek(dom: PageDom): string | null {
  const headline = dom.byTag.get('h1')?.[0]?.startIndex
  if (headline === undefined || headline === null) return null
  const last = Math.min(dom.elements.length, headline + 60)
  for (let at = headline; at < last; at++) {
    if (((dom.marks[at] ?? 0) & (mark.named | mark.marked)) === 0) continue
    const element = dom.elements[at] as Element
    if (
      !isMarked(element, dom.classes[at]) ||
      (element.endIndex ?? 0) - (element.startIndex ?? 0) > 20 ||
      element.name === 'h1'
    )
      continue
    const text = cleanLine(textOf(element, maxChars))
    if (text !== null && text.length >= 30) return text
  }
  return null
}

const isDekName = askOnce((names) => dekName.test(names))

function isMarked({ attribs, name }: Element, names: WrittenName | undefined): boolean {
  if (name === 'a' || name === 'span' || name === 'img') return false
  if (attribs['itemprop'] === 'description' || attribs['itemprop'] === 'alternativeHeadline') return true
  return names !== undefined && isDekName(names)
}

const parts = / [-–—|] |: /
/** Characters of a house's name. */
const maxHouse = 60

/** "Harbour Post - news, opinion, sport from the islands", "Harbour Post: all the news": the site speaks of itself. */
function isSlogan(text: string, house: string): boolean {
  // Most texts go on for longer than a name before such a sign, if there is one.
  if (!parts.test(text.slice(0, maxHouse + 3))) return false
  const [start = '', rest] = text.split(parts, 2)
  if (rest === undefined || start.length > maxHouse) return false
  return (house !== '' && comparable(start) === house) || (sections.test(rest) && rest.split(',').length > 2)
}

const sections =
  /^(?:the )?(?:latest |breaking )?(?:news|nachrichten|noticias|notizie|actualités?|haber(?:ler)?|новости)\b[ ,]/iu

function looksLikeKeywords(text: string): boolean {
  if (/[.!?。！？؟।]/.test(text)) return false
  const commas = text.split(/[,،、;|]/).length - 1
  return commas >= 5 && text.length / (commas + 1) < 18
}
