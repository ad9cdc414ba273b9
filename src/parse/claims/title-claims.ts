// "The pier must go | NAME": opinion pages that print the writer behind the headline, in titles made for other machines.
import type { Claim } from '../../model/index.ts'
import type { PageDom } from '../page/page-dom.ts'
import { makeClaim } from './claim.ts'

const tail =
  /^.{8,240}? \| (?:(?:by|von|par|por|di) )?(\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|de|der|den|di|da|la|al|bin)){1,4})(?: \| .{2,60}| [–—-] .{2,60})?$/u

/** The first part behind a bar that has the form of a name, of each title that the page gives; sites put their own name last. */
export function titleClaims(dom: PageDom): Claim[] {
  const titles = [dom.metas.get('og:title')?.[0], dom.metas.get('twitter:title')?.[0], dom.title]
  const names = new Set<string>()
  for (const title of titles) {
    const name = tail.exec(title?.slice(0, 400) ?? '')?.[1]
    if (name !== undefined) names.add(name)
  }
  return [...names]
    .map((text) => makeClaim({ source: 'title', text, place: 'title', strength: 0.62 }))
    .filter((claim) => claim !== null)
}
