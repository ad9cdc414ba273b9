// Whose page it is and which section it stands in, as the page itself says.
import type { Element } from './dom-nodes.ts'
import { asArray, isNode, ldNodes, ldTypes } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { cleanLine, comparableOn, ldLine, metaText } from './text.ts'
import { askOnce } from './written-names.ts'

const maxNameLength = 100

/** The publisher's name: og:site_name, the article's JSON-LD publisher, the WebSite node, other metas. */
export function readPublisher(dom: PageDom, { article, webPage }: MainNodes): string | null {
  const named = [
    metaText(dom, 'og:site_name', 'site_name'),
    publisherOf(dom, article),
    publisherOf(dom, webPage),
    siteNode(dom),
    metaText(
      dom,
      'application-name',
      'apple-mobile-web-app-title',
      'publisher',
      'dc.publisher',
      'dcterms.publisher',
      'citation_journal_title',
    ),
  ]
  return named.find((name) => name !== null && name.length <= maxNameLength && !/^https?:/.test(name)) ?? null
}

/** All names under which the house appears on its page, for taking them off headlines. */
export function siteNames(dom: PageDom, nodes: MainNodes): string[] {
  const names = [
    metaText(dom, 'og:site_name'),
    publisherOf(dom, nodes.article),
    siteNode(dom),
    metaText(dom, 'application-name', 'apple-mobile-web-app-title'),
    metaText(dom, 'twitter:site')?.replace(/^@/, '') ?? null,
  ]
  return [...new Set(names.filter((name) => name !== null).map((name) => comparableOn(dom, name)))].filter(
    (name) => name !== '',
  )
}

function publisherOf(dom: PageDom, node: MainNodes['article']): string | null {
  for (const publisher of asArray(node?.['publisher'] ?? node?.['sourceOrganization'])) {
    if (typeof publisher === 'string') return cleanLine(publisher)
    for (const house of ldNodes(dom.jsonLd, publisher)) {
      const name = ldLine(house['name'])
      if (name !== null) return name
    }
  }
  return null
}

function siteNode(dom: PageDom): string | null {
  for (const node of dom.jsonLd.nodes) if (ldTypes(node).includes('WebSite')) return ldLine(node['name'])
  return null
}

/** The section the piece stands in: article:section, articleSection, other metas, the last crumb of the trail. */
export function readSection(
  dom: PageDom,
  { article }: MainNodes,
  title: string | null,
  trail: readonly string[],
): string | null {
  const declared =
    metaText(
      dom,
      'article:section',
      'og:article:section',
      'parsely-section',
      'sailthru.section',
      'section',
      'cxenseparse:section',
      'dc.subject.section',
      'cg',
      'pagesection',
    ) ??
    ldLine(article?.['articleSection']) ??
    ldLine(article?.['genre'])
  if (declared !== null && declared.length <= 80) return declared
  const crumbs = trail.filter((crumb) => title === null || comparableOn(dom, crumb) !== comparableOn(dom, title))
  return crumbs.at(-1) ?? null
}

/** Names of the bread crumbs from the home page down, at most ten. */
export function crumbTrail(dom: PageDom): string[] {
  for (const node of dom.jsonLd.nodes) {
    const list = ldTypes(node).includes('BreadcrumbList') ? node : ldNodes(dom.jsonLd, node['breadcrumb'])[0]
    if (list === undefined) continue
    const crumbs = ldNodes(dom.jsonLd, list['itemListElement'])
      .slice(0, 10)
      .map((item) => ldLine(item['name']) ?? (isNode(item['item']) ? ldLine(item['item']['name']) : null))
      .filter((name) => name !== null && name.length <= 80)
    if (crumbs.length > 1) return crumbs.slice(1) as string[]
  }
  const list = printedTrail(dom)
  if (list === null) return []
  const links = (dom.byTag.get('a') ?? []).filter((link) => inside(link.startIndex, list))
  return links
    .slice(0, 10)
    .map((link) => textOf(link, 80))
    .filter((text) => text !== '')
    .slice(1)
}

/** The first element above the headline that is named for a trail. */
function printedTrail({ byTag, elements, classes, ids }: PageDom): Element | null {
  const end = Math.min(elements.length, byTag.get('h1')?.[0]?.startIndex ?? 1_500)
  for (let at = 0; at < end; at++) {
    const names = classes[at] ?? ids[at]
    const element = elements[at] as Element
    if (
      names === undefined ? element.name === 'nav' && isTrail(element.attribs['aria-label'] ?? '') : isTrailName(names)
    )
      return element
  }
  return null
}

function isTrail(names: string): boolean {
  return names.includes('readcrumb') || names.includes('readCrumb')
}

const isTrailName = askOnce(isTrail)

function inside(place: number | null, element: { startIndex: number | null; endIndex: number | null }): boolean {
  return place !== null && place >= (element.startIndex ?? 0) && place < (element.endIndex ?? 0)
}
