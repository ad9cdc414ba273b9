// What the page is filed under besides its section: the trail above it, further sections, tags. The publisher's own labels of
// this piece; what a site says of itself on every page (`keywords`) is not among them.
import type { MainNodes } from './main-node.ts'
import { asArray } from './json-ld.ts'
import type { PageDom } from './page-dom.ts'
import { cleanLine } from './text.ts'

const maxLabels = 12
const maxLabel = 60

/** In the order of how telling they are, at most twelve, none twice. */
export function readLabels(dom: PageDom, { article }: MainNodes, trail: readonly string[]): string[] {
  const sections = asArray(article?.['articleSection'])
  const metas = ['article:tag', 'og:article:tag', 'parsely-tags', 'news_keywords', 'sailthru.tags']
  const tags = metas.flatMap((name) => dom.metas.get(name) ?? [])
  const keywords = asArray(article?.['keywords'])
  const labels = [...sections, ...trail, ...tags.flatMap(listed), ...keywords.flatMap(listed)]
    .map((label) => (typeof label === 'string' && label.length <= 4 * maxLabel ? cleanLine(label) : null))
    .filter((label) => label !== null && label.length <= maxLabel)
  return [...new Set(labels as string[])].slice(0, maxLabels)
}

/** Tags are a list of their own, or one text with commas. */
function listed(value: unknown): string[] {
  return typeof value === 'string' ? value.slice(0, 2000).split(/[,;،、]/) : []
}
