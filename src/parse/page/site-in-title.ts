// A site's name in the window's title, where no meta tells it: the page's own headings, links and system do.
import { Element } from './dom-nodes.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { comparableOn } from './text.ts'
import { askOnce, says } from './written-names.ts'

const cut = /:\s|\s[|»–—·-]\s/g
const mayCut = /[:|»–—·-]/
const maxCuts = 6
/** Links looked at from the top: the one that leads home is among the first. */
const maxLinks = 25

/**
 * Parts of the title that name the site, as `comparable` gives them: what a heading in the site's head prints while another
 * heading prints the rest; what a link home says; on pages of Blogger without og:title, what stands before the first colon.
 */
export function sitesInTitle(dom: PageDom): string[] {
  const title = dom.title?.slice(0, 300) ?? ''
  if (!mayCut.test(title)) return []
  const cuts = findAll(title, cut).slice(0, maxCuts)
  if (cuts.length === 0) return []
  const comparable = (text: string) => comparableOn(dom, text)
  const parts = cuts.map(
    ({ index, 0: mark }) => [comparable(title.slice(0, index)), comparable(title.slice(index + mark.length))] as const,
  )
  const home = new Set(homeLinks(dom).map(comparable))
  const linked = parts.flat().filter((part) => part !== '' && home.has(part))
  if (linked.length > 0) return linked
  const heads = (dom.byTag.get('h1') ?? []).slice(0, 2).filter((heading) => isInHead(heading, dom))
  if (heads.length > 0) {
    const logos = new Set(heads.map((heading) => comparable(textOf(heading, 200))))
    const printed = [...(dom.byTag.get('h2') ?? []).slice(0, 4), ...titledHeadings(dom)].map((heading) =>
      comparable(textOf(heading, 400)),
    )
    const others = new Set(printed)
    for (const [before, after] of parts) {
      if (logos.has(before) && others.has(after)) return [before]
      if (logos.has(after) && others.has(before)) return [after]
    }
  }
  const isBlogger = dom.metas.get('generator')?.[0]?.toLowerCase() === 'blogger'
  const colon = isBlogger && dom.metas.get('og:title') === undefined ? title.indexOf(': ') : -1
  return colon > 0 ? [comparable(title.slice(0, colon))] : []
}

/** Where a pattern with the flag `g` is found: `matchAll` makes a pattern anew for each text, which takes longer than finding. */
export function findAll(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) found.push(match)
  return found
}

const isTitledName = askOnce((name) =>
  /(?:^|\s)(?:(?:post|entry|article|blog-?post|story|news)-?title|headline)(?:$|\s)/i.test(name),
)

/** The first of the lower headings whose class says that it is the piece's. */
export function titledHeadings({ byTag, classes }: PageDom): Element[] {
  return [...(byTag.get('h3') ?? []), ...(byTag.get('h4') ?? [])]
    .slice(0, 12)
    .filter(({ startIndex }) => says(classes[startIndex ?? -1], isTitledName))
    .slice(0, 2)
}

function homeLinks({ byTag, address }: PageDom): string[] {
  const origin = address?.origin
  return (byTag.get('a') ?? [])
    .slice(0, maxLinks)
    .filter(
      ({ attribs: { href } }) => href === '/' || (origin !== undefined && (href === origin || href === `${origin}/`)),
    )
    .map((link) => textOf(link, 100))
}

const isHeadName = askOnce((name) =>
  /(?:^|\s)(?:(?:site|page|main|blog)-?)?(?:header|logo|brand(?:ing)?|masthead|banner)(?:-?(?:wrapper|inner|title))?(?:$|\s)/i.test(
    name,
  ),
)

/** In the head of the site, as its class or id or those above it say. */
function isInHead(heading: Element, { classes, ids }: PageDom): boolean {
  let node: Element['parent'] = heading
  for (let up = 0; up < 4 && node instanceof Element; up++, node = node.parent) {
    const at: number = node.startIndex ?? -1
    if (says(classes[at], isHeadName) || says(ids[at], isHeadName)) return true
  }
  return false
}
