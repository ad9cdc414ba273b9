// The element that prints the headline: bylines are measured by their distance from it.
import type { Element } from '../page/dom-nodes.ts'
import { textOf, type PageDom } from '../page/page-dom.ts'
import { comparableOn } from '../page/text.ts'
import { isHeadlineName } from './class-names.ts'

/** The printed headline: the h1 (or h2) that says what the title says. */
export function headline(dom: PageDom, title: string | null): Element | null {
  const wanted = [title, dom.metas.get('og:title')?.[0] ?? null, dom.title]
    .filter((text) => text !== null)
    .map((text) => comparableOn(dom, text.slice(0, 400)))
    .filter((text) => text.length > 3)
  let best: Element | null = null
  let bestScore = 0
  for (const tag of ['h1', 'h2'] as const)
    for (const element of (dom.byTag.get(tag) ?? []).slice(0, 12)) {
      const score = likeness(comparableOn(dom, textOf(element, 400)), wanted) + (tag === 'h1' ? 0.01 : 0)
      if (score > bestScore) {
        best = element
        bestScore = score
      }
    }
  if (bestScore >= 1) return best
  // Older pages print the headline in anything.
  const isBare = (dom.byTag.get('h1') ?? []).length === 0
  let looked = 0
  for (const [at, element] of dom.elements.entries()) {
    if ((element.endIndex ?? 0) - at > 4) continue
    if (!lowHeadings.has(element.name) && !(mayBeNamed.has(element.name) && isNamed(dom, at))) continue
    if (++looked > 200) break
    const score = likeness(comparableOn(dom, textOf(element, 400)), wanted)
    if (score > bestScore && (score >= 1.5 || (isBare && score > 0.8 && lowHeadings.has(element.name)))) {
      best = element
      bestScore = score
    }
  }
  return bestScore >= 0.6 ? best : (dom.byTag.get('h1')?.[0] ?? null)
}

const lowHeadings: ReadonlySet<string> = new Set(['h3', 'h4', 'h5', 'h6'])
const mayBeNamed: ReadonlySet<string> = new Set(['p', 'div', 'span', 'td', 'font', 'b', 'strong'])

function isNamed({ classes, ids }: PageDom, at: number): boolean {
  return [classes[at], ids[at]].some((name) => name !== undefined && isHeadlineName(name))
}

/** 2 for the same text, 1 and more when one holds the other, less for shared words. */
function likeness(text: string, wanted: readonly string[]): number {
  if (text.length < 4) return 0
  const words = text.split(' ')
  let score = 0
  for (const one of wanted) {
    if (one.includes(text) || text.includes(one))
      score = Math.max(score, 1 + Math.min(text.length, one.length) / Math.max(text.length, one.length))
    else {
      const shared = words.filter((word) => one.includes(word)).length / words.length
      if (shared > 0.6) score = Math.max(score, shared)
    }
  }
  return score
}
