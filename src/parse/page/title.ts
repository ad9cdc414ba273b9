// The headline as the publisher prints it, out of five places that rarely agree to the letter.
import { createMemory } from '../../base/index.ts'
import { Element } from './dom-nodes.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { findAll, sitesInTitle, titledHeadings } from './site-in-title.ts'
import { cleanLine, comparable, comparableOn, ldLine, metaText } from './text.ts'
import { askOnce, says } from './written-names.ts'

const maxTitleLength = 500

/**
 * The printed headline (h1) if another place speaks for it, else the first of JSON-LD headline, og:title, twitter:title
 * and `<title>`, without the site's name. `names` are the site's names as `siteNames` gives them.
 */
export function readTitle(dom: PageDom, { article, webPage }: MainNodes, names: readonly string[]): string | null {
  const { classes } = dom
  const declared = [
    ldLine(article?.['headline']),
    metaText(dom, 'og:title'),
    metaText(dom, 'twitter:title', 'parsely-title', 'sailthru.title', 'dc.title', 'dcterms.title', 'citation_title'),
    dom.title,
    ldLine(article?.['name']),
    ldLine(webPage?.['name']),
  ].filter((title) => title !== null && title.length <= 3 * maxTitleLength) as string[]
  const comparable = (text: string) => comparableOn(dom, text)
  const comparables = declared.map(comparable)
  const forms = new Set(comparables)
  const texts = comparables.map((form) => ` ${form} `)
  const homeNames = (dom.byTag.get('h1') ?? [])
    .slice(0, 4)
    .filter((heading) => linksHome(dom, heading))
    .map((heading) => comparable(textOf(heading, 200)))
  const site = new Set(
    [...names, ...hostNames(dom), ...homeNames, ...leadingSite(dom, homeNames), ...sitesInTitle(dom)].filter(
      (name) => texts[0] !== ` ${name} `,
    ),
  )

  let best: string | null = null
  let bestScore = 0.55
  /** A second heading that is only a part of the first one's words is a chapter. */
  let bestLength = 0
  const printed = headlineElements(dom).flatMap((element) =>
    printedHeadlines(element, classes).map((text) => ({ element, text })),
  )
  const h1Count = dom.byTag.get('h1')?.length ?? 0
  for (const { element, text } of printed) {
    const folded = comparable(text)
    if (folded === '' || site.has(folded)) continue
    let score = supportOf(folded, texts)
    const isLower = element.name === 'h2' || (element.name !== 'h1' && !isMarked(element))
    if (isLower && (score < 1 || isOfSite(element))) continue
    if (isLower && folded.length < bestLength && !texts.slice(0, 4).includes(` ${folded} `)) continue
    score += Math.min(0.1, folded.length / 1_000)
    if (!isLower && folded.includes(' ')) score += standing(element) + (h1Count === 1 ? 0.3 : 0)
    if (linksHome(dom, element) || says(classes[element.startIndex ?? -1], isSiteTitle)) score *= 0.3
    if (score > bestScore) {
      best = text
      bestScore = score
      bestLength = folded.length
    }
  }
  if (best !== null) {
    let made: readonly string[] | null = null
    const bare = () => (made ??= declared.map((title) => withoutSite(title, site, forms, comparable)))
    return bareLine(withoutKicker(asDeclared(best, declared, bare, comparable), declared, bare, comparable)).slice(
      0,
      maxTitleLength,
    )
  }
  for (const title of declared) {
    const bare = withoutTail(withoutSite(title, site, forms, comparable))
    if (bare !== '' && !site.has(comparable(bare))) return bare.slice(0, maxTitleLength)
  }
  return printed.find(({ text }) => text !== '' && !site.has(comparable(text)))?.text ?? null
}

/** As `comparableOn` the page. */
type Comparable = (text: string) => string

/** The heading that prints `title`, or the first h1. */
export function findHeadline(dom: PageDom, title: string | null): Element | null {
  const folded = title === null ? '' : comparableOn(dom, title)
  const prints = (heading: Element) =>
    folded !== '' && comparableOn(dom, textOf(heading, maxTitleLength)).endsWith(folded)
  return (
    headlineElements(dom).find(prints) ??
    dom.byTag.get('h1')?.[0] ??
    dom.elements.filter(isHeading).slice(0, 40).find(prints) ??
    null
  )
}

function isHeading({ name, attribs }: Element): boolean {
  return /^h[3-6]$/.test(name) || (name !== 'meta' && /(?:^|[\s_-])(?:headline|title)/i.test(attribs['class'] ?? ''))
}

const isKickerName = askOnce((name) =>
  /(?:^|[\s_-])(?:kicker|overline|overtitle|pre-?title|supertitle|dachzeile|spitzmarke|topline|eyebrow|catchline|antetitulo|surtitre|occhiello)/i.test(
    name,
  ),
)

const isSubtitleName = askOnce((name) =>
  /(?:^|[\s_-])sub-?(?:title|head|headline|heading|line)|untertitel|sous-?titre|sottotitolo|subt[ií]tulo/i.test(name),
)

/** Text of a heading, and first without the kicker above it if it has one: `Culture: Who guards the archive?`; or the line below. */
function printedHeadlines(heading: Element, classes: PageDom['classes']): string[] {
  const whole = cleanLine(textOf(heading, maxTitleLength)) ?? ''
  const below = heading.children.findLast((child): child is Element => child instanceof Element)
  if (below !== undefined && (below.name === 'small' || says(classes[below.startIndex ?? -1], isSubtitleName))) {
    const line = cleanLine(textOf(below, maxTitleLength)) ?? ''
    const above = whole.endsWith(line) ? whole.slice(0, whole.length - line.length).trim() : ''
    if (above.split(' ').length > 1) return [above, whole]
  }
  const kicker = findKicker(heading, 0, classes)
  if (kicker === null) return [whole]
  const text = textOf(kicker, 200)
  const rest = whole.startsWith(text) ? whole.slice(text.length).replace(/^[\s:|–—-]+/, '') : whole
  return rest.split(' ').length > 1 ? [rest, whole] : [whole]
}

/** 0.3 for a heading marked as the headline, by its own class or by standing in an article. */
function standing(heading: Element): number {
  if (heading.attribs['itemprop'] === 'headline' || /headline|title/i.test(heading.attribs['class'] ?? '')) return 0.3
  let node = heading.parent
  for (let up = 0; up < 8 && node instanceof Element; up++, node = node.parent)
    if (node.name === 'article' || node.name === 'main') return 0.3
  return 0
}

/** A second heading that is a link, or stands in the head of the site, is no headline. */
function isOfSite(heading: Element): boolean {
  let node: Element['parent'] = heading
  for (let up = 0; up < 5 && node instanceof Element; up++, node = node.parent)
    if (node.name === 'a' || /branding|masthead|site-?header/i.test(node.attribs['class'] ?? '')) return true
  return false
}

function findKicker(element: Element, depth: number, classes: PageDom['classes']): Element | null {
  for (const child of element.children) {
    if (!(child instanceof Element)) continue
    if (says(classes[child.startIndex ?? -1], isKickerName)) return child
    const inner = depth < 2 ? findKicker(child, depth + 1, classes) : null
    if (inner !== null) return inner
  }
  return null
}

/** A heading that ends with a whole declared title, or with what two of them are without the site, begins with a kicker. */
function withoutKicker(
  heading: string,
  declared: readonly string[],
  bare: () => readonly string[],
  comparable: Comparable,
): string {
  const folded = comparable(heading)
  for (const title of declared) {
    const form = comparable(title)
    if (form.split(' ').length >= 3 && folded.length > form.length && folded.endsWith(` ${form}`)) return title
  }
  if (declared.some((title) => comparable(title).includes(folded))) return heading
  const forms = bare().map(comparable)
  const agreed = forms.findIndex(
    (form, at) => form.length >= 12 && folded.endsWith(` ${form}`) && forms.indexOf(form) !== at,
  )
  return bare()[agreed] ?? heading
}

/** What stands between a headline and the site's name or a subtitle. */
const goesOn = /^\s*[|–—•·:»([-]/

/** A heading that begins with what two declared titles say, or breaks off after a colon where they go on, gives way to them. */
function asDeclared(
  heading: string,
  declared: readonly string[],
  bare: () => readonly string[],
  comparable: Comparable,
): string {
  const forms = declared.map(comparable)
  const longer = declared.find(
    (title, at) =>
      forms.indexOf(forms[at] as string, at + 1) > 0 &&
      title.split(' ').length >= 4 &&
      heading.startsWith(title) &&
      goesOn.test(heading.slice(title.length)),
  )
  if (longer !== undefined) return longer
  if (!/[:：]$/.test(heading)) return heading
  return bare().find((title) => title.includes(heading) && title.length > heading.length) ?? heading
}

/** `23.01.2022 - The headline :`: a day printed before it is no part of it, nor a mark that stands apart behind it. */
function bareLine(line: string): string {
  const heading = line.replace(/\s+[:|–—-]+$/, '')
  const rest = heading.replace(/^\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\s*[-–—:|]\s+/, '')
  return rest.split(' ').length >= 3 ? rest : heading
}

/** Class of the heading that holds the site's name in the templates of a common blog system. */
const isSiteTitle = askOnce((name) => /(?:^|\s)(?:site|blog)-?(?:title|name)(?:$|\s)/i.test(name))

/** A heading that is a link to the home page holds the site's name. */
function linksHome(dom: PageDom, heading: Element): boolean {
  const near = [heading.parent, ...heading.children].find(
    (node): node is Element => node instanceof Element && node.name === 'a',
  )
  const href = near?.attribs['href']
  if (href === undefined) return false
  const url = URL.parse(href, dom.baseUrl)
  if (url === null || !/^\/(?:index\.\w+)?$/.test(url.pathname) || url.search !== '') return false
  return dom.address?.pathname !== '/' || dom.address.search !== ''
}

/** How far declared titles speak for a printed one, all together. */
function supportOf(folded: string, texts: readonly string[]): number {
  const words = folded.split(' ')
  const whole = ` ${folded} `
  let sum = 0
  for (const text of texts) sum += support(whole, words, text)
  return sum
}

/** 1 and more for the same, less when a declared title only contains the printed one or shares its words. */
function support(whole: string, words: readonly string[], text: string): number {
  if (text === whole) return 1.2
  if (text.includes(whole)) return words.length > 2 || whole.length > 14 ? 1 : text.startsWith(whole) ? 0.6 : 0.2
  if (words.length < 4) return words.length > 1 && text.startsWith(whole.trimEnd()) ? 0.3 : 0
  const shared = words.filter((word) => text.includes(` ${word} `)).length / words.length
  return shared >= 0.5 ? shared * 0.8 : 0
}

/** Elements that may hold the printed headline: h1, then marked headlines, h2, lower ones named so; at most fifteen. */
function headlineElements(dom: PageDom): Element[] {
  const marked = dom.itemprops.filter((element) => isMarked(element) && /^h[1-4]$/.test(element.name))
  const first = [...(dom.byTag.get('h1') ?? []).slice(0, 6), ...marked.slice(0, 3)]
  return [...first, ...(dom.byTag.get('h2') ?? []).slice(0, 4), ...titledHeadings(dom)]
}

const isMarked = ({ attribs }: Element): boolean => /^(?:headline|name)$/i.test(attribs['itemprop'] ?? '')

const separator =
  /\s+[|–—·•»«›‹~:/\\ㅣ│｜-]+\s+|\s*[|│｜ㅣ»«]+\s*|:\s|\s[-–—]\s|(?<=[\p{Script=Han}\p{Script=Hangul}！？。])[-_–—](?=[\p{Script=Han}\p{Script=Hangul}])/gu

/** Where a pattern with the flag `g` is found: most titles hold none of the signs with which a part is set off. */
function cutsIn(title: string, pattern: RegExp): RegExpExecArray[] {
  return mayPart.test(title) ? findAll(title, pattern) : []
}

const mayPart = /[|–—·•»«›‹~:/\\ㅣ│｜_-]/

/**
 * The title without the site's name at either end: parts that are a name of the site go, and a last part goes when the
 * rest stands alone as another declared title: `whole` holds these as `comparable` gives them.
 */
function withoutSite(
  title: string,
  site: ReadonlySet<string>,
  whole: ReadonlySet<string>,
  comparable: Comparable,
): string {
  const cuts = cutsIn(title, separator).slice(-20)
  if (cuts.length === 0) return title.trim()
  for (const cut of cuts) {
    const before = title.slice(0, cut.index).trim()
    const after = title.slice(cut.index + cut[0].length).trim()
    if (whole.has(comparable(before)) && before.length >= 8) return before
    if (whole.has(comparable(after)) && after.length >= 8) return after
  }
  let text = title
  for (let round = 0; round < 4; round++) {
    const found = cutsIn(text, separator)
    const last = found.at(-1)
    const first = found[0]
    if (last === undefined || first === undefined) break
    const lastPart = text.slice(last.index + last[0].length)
    const tail = comparable(lastPart)
    const head = comparable(text.slice(0, first.index))
    const earlier = found.find((cut) => isSite(comparable(text.slice(cut.index + cut[0].length)), site))
    if (earlier !== undefined) text = text.slice(0, earlier.index)
    else if (isSite(tail, site) || domainName.test(lastPart)) text = text.slice(0, last.index)
    else if (isSite(head, site)) text = text.slice(first.index + first[0].length)
    else break
  }
  return text.trim()
}

/** A last part such as `The-Paper.net` names a site, whatever the host of this copy. */
const domainName = /^\s*(?:www\.)?[a-z0-9-]{3,40}\.(?:com|net|org|info|[a-z]{2}|co\.[a-z]{2})\s*$/i

/** `The site » The headline`: an arrow to the right leads from the site to the piece, unless headings print it the other way. */
function leadingSite(dom: PageDom, homeNames: readonly string[]): string[] {
  const { title, byTag } = dom
  const comparable = (text: string) => comparableOn(dom, text)
  const [first, second, third] = (title?.split(/\s+[»›]\s+/) ?? []).map(comparable)
  if (first === undefined || second === undefined) return []
  const prints = (tag: string, text: string) =>
    (byTag.get(tag) ?? []).slice(0, 4).some((heading) => comparable(textOf(heading, maxTitleLength)) === text)
  const isTurned = prints('h1', first) && !homeNames.includes(first) && !prints('h1', second) && !prints('h2', second)
  if (third === undefined && isTurned) return []
  return [first, 'blog archiv', 'blog archive', 'archive', 'archiv']
}

/** A title that nothing else confirms loses a short last part: that is a site's name more often than not. */
function withoutTail(title: string): string {
  const last = cutsIn(title, tailSeparator).at(-1)
  if (last === undefined) return title
  const head = title.slice(0, last.index).trim()
  const tail = title.slice(last.index + last[0].length).trim()
  const short = tail.split(' ').length <= 4 && head.length >= 1.2 * tail.length
  return short && head.length >= (/[\u3040-\u9fff\uac00-\ud7af]/.test(head) ? 8 : 15) ? head : title
}

const tailSeparator =
  /\s+[|–—·•»›:│｜-]+\s+|\s*[|│｜ㅣ]\s*|(?<=[\p{Script=Han}\p{Script=Hangul}！？。])[-_–—](?=[\p{Script=Han}\p{Script=Hangul}])/gu

function isSite(part: string, site: ReadonlySet<string>): boolean {
  if (part === '' || site.has(part)) return true
  const tight = part.replaceAll(' ', '')
  for (const name of site) {
    const tightName = name.replaceAll(' ', '')
    if (tightName === tight) return true
    if (tightName.length >= 7 && tight.length <= tightName.length + 26 && tight.endsWith(tightName)) return true
    if (
      name.length >= 4 &&
      part.length <= name.length + 20 &&
      (part.startsWith(`${name} `) || part.endsWith(` ${name}`))
    )
      return true
  }
  return false
}

/** `www.the-paper.co.uk` → `the paper`, `thepaper`, `the paper co uk`: forms of the host that titles carry. */
function hostNames({ address }: PageDom): readonly string[] {
  const host = address?.hostname ?? ''
  return host === '' ? [] : hosts.recall(host, () => namesOf(host))
}

/** A site's pages come one after another. */
const hosts = createMemory<readonly string[]>(1_000)

function namesOf(hostname: string): readonly string[] {
  const host = hostname.replace(/^www\d?\./, '')
  if (host === '') return []
  const labels = host.split('.')
  const main = labels.length > 2 && (labels.at(-2)?.length ?? 0) <= 3 ? labels.at(-3) : labels.at(-2)
  return [host, host.replace(/\.[a-z]+$/, ''), main ?? ''].map(comparable).filter((name) => name !== '')
}
