// Which JSON-LD node describes the piece this page is about. Pages list other articles, the site and its trail as well.
import { asArray, isNode, ldNodes, ldText, ldTypes, type JsonLdNode } from './json-ld.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { comparableOn, metaText } from './text.ts'

const articleType = /(?:Article|Posting|^Report|^Review|Column|Editorial)$/
const otherMainType =
  /^(?:CreativeWork|VideoObject|AudioObject|PodcastEpisode|Recipe|Comic\w*|ImageObject|Answer|Question|QAPage)$/

export type MainNodes = {
  /** The article, or the nearest thing to one. */
  readonly article: JsonLdNode | null
  /** The `WebPage` that holds it; sites of common systems put dates and descriptions there. */
  readonly webPage: JsonLdNode | null
}

/** Finds the article node: of an article's type, with this page's address or headline, or the first that has a headline. */
export function mainNodes(dom: PageDom): MainNodes {
  const path = pathOf(dom.url)
  let titles: ReadonlySet<string> | null = null
  const isTitle = (text: string) => (titles ??= pageTitles(dom)).has(comparableOn(dom, text))
  let article: JsonLdNode | null = null
  let best = 0
  let webPage: JsonLdNode | null = null
  for (const top of dom.jsonLd.nodes) {
    for (const node of [top, ...ldNodes(dom.jsonLd, top['mainEntity'])]) {
      const types = ldTypes(node)
      if (types.some((type) => type.endsWith('WebPage') || type === 'ItemPage')) webPage ??= node
      const score = scoreOf(node, types, path, isTitle)
      if (score > best) {
        article = node
        best = score
      }
    }
  }
  return { article, webPage }
}

/** What the page says its headline is, compared by letters alone. */
function pageTitles(dom: PageDom): ReadonlySet<string> {
  const headings = (dom.byTag.get('h1') ?? []).slice(0, 3).map((heading) => textOf(heading, 300))
  const titles = [metaText(dom, 'og:title') ?? '', ...headings].map((title) => comparableOn(dom, title))
  return new Set(titles.filter((title) => title.length > 3))
}

function scoreOf(node: JsonLdNode, types: readonly string[], path: string, isTitle: (text: string) => boolean): number {
  const isArticle = types.some((type) => articleType.test(type))
  if (!isArticle && !types.some((type) => otherMainType.test(type))) return 0
  let score = isArticle ? 10 : 2
  if (node['headline'] !== undefined) score += 3
  if (node['articleBody'] !== undefined || node['author'] !== undefined) score += 2
  if (node['datePublished'] !== undefined) score += 1
  const headline = ldText(node['headline']) ?? ldText(node['name'])
  if (headline !== null && isTitle(headline.slice(0, 400))) score += 4
  const addresses = [...asArray(node['url']), ...asArray(node['@id']), ...asArray(node['mainEntityOfPage'])]
  for (const address of addresses) {
    const text = isNode(address) ? (ldText(address['@id']) ?? ldText(address['url'])) : ldText(address)
    if (text !== null && path.length > 1 && pathOf(text) === path) return score + 5
  }
  return score
}

function pathOf(url: string): string {
  const path =
    /^(?:https?:)?\/\/[^/?#]+([^?#]*)/i.exec(url)?.[1] ?? (url.startsWith('/') ? url.replace(/[?#].*/, '') : '')
  return path.replace(/\/+$/, '').toLowerCase()
}
