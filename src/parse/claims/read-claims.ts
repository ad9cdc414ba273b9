// Every credit on a page, as claims: what JSON-LD, metas, markup, print and embedded data say about who made the piece.
import { selectAll } from 'css-select'
import type { AnyNode } from 'domhandler'
import type { Element } from '../page/dom-nodes.ts'
import type { Claim } from '../../model/index.ts'
import { mainNodes, type MainNodes } from '../page/main-node.ts'
import type { PageDom } from '../page/page-dom.ts'
import { makeClaim, maxClaims } from './claim.ts'
import { creditText } from './credit-text.ts'
import { islandClaims, stateClaims } from './island-claims.ts'
import { jsonLdClaims } from './json-ld-claims.ts'
import { metaClaims } from './meta-claims.ts'
import { ownerClaims, titleClaims } from './title-claims.ts'
import { visibleClaims } from './visible-claims.ts'

export type ClaimOptions = {
  /** What the page's JSON-LD says of the piece, if it has been found already. */
  readonly nodes?: MainNodes
  /** The headline, if it has been read already; else titles of the page are compared. */
  readonly title?: string | null
  /** The element that prints the headline, if it has been found already. */
  readonly headline?: Element | null
  /** A publisher's declared rule: CSS selectors whose text is the byline, best first. */
  readonly bylineSelectors?: readonly string[]
}

/** At most 300 claims of at most 600 characters each. Bounded work, never throws. Nothing is decided here. */
export function readClaims(dom: PageDom, options: ClaimOptions = {}): Claim[] {
  const title = options.title ?? null
  const said = [
    ...ruleClaims(dom, options.bylineSelectors ?? []),
    ...jsonLdClaims(dom, options.nodes ?? mainNodes(dom)),
    ...metaClaims(dom),
    ...titleClaims(dom),
    ...visibleClaims(dom, title, options.headline ?? null),
  ]
  const state = said.some(({ strength }) => (strength ?? 1) >= 0.4) ? [] : stateClaims(dom, title)
  const embedded = state.length > 0 ? state : islandClaims(dom)
  return [...said, ...ownerClaims(dom), ...embedded].slice(0, maxClaims)
}

/** Texts under the first declared selector that has any. A selector that cannot be read finds nothing. */
function ruleClaims(dom: PageDom, selectors: readonly string[]): Claim[] {
  for (const selector of selectors.slice(0, 20)) {
    const claims = matching(dom, selector)
      .slice(0, 10)
      .map((element) => makeClaim({ source: 'rule', text: creditText(element), place: selector }))
      .filter((claim) => claim !== null)
    if (claims.length > 0) return claims
  }
  return []
}

function matching(dom: PageDom, selector: string): Element[] {
  try {
    return selectAll(selector, dom.document as unknown as AnyNode) as unknown as Element[]
  } catch {
    return []
  }
}
