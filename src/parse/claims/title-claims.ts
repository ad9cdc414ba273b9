// "The pier must go | NAME": opinion pages that print the writer behind the headline, in titles made for other machines.
import { foldLetters } from '../../base/index.ts'
import type { Claim } from '../../model/index.ts'
import type { PageDom } from '../page/page-dom.ts'
import { makeClaim } from './claim.ts'

const tail =
  /^.{8,240}? \| (?:(?:by|von|par|por|di) )?(\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|de|der|den|di|da|la|al|bin)){1,4})(?: \| .{2,60}| [–—-] .{2,60})?$/u

/** "The pier must go - by NAME - The Site": systems for newsletters and blogs say so in the title alone. */
const byTail =
  /^.{8,240}? [|–—-] (?:by|von|par|por|di|door|av|af) (\p{Lu}[\p{L}\p{M}'’.-]+(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|van|von|de|der|den|di|da|la|al|bin)){1,4})(?: [|–—-] .{2,120})?$/u

/** Its words, which few titles hold. */
const by = / [|–—-] (?:by|von|par|por|di|door|av|af) /

/** What stands between a title's parts in both, which most headlines lack. */
const goesOn = / [|–—-] /

/** The first part behind a bar that has the form of a name, of each title that the page gives; sites put their own name last. */
export function titleClaims(dom: PageDom): Claim[] {
  const titles = [dom.metas.get('og:title')?.[0], dom.metas.get('twitter:title')?.[0], dom.title]
  const names = new Map<string, number>()
  for (const title of titles) {
    const start = title?.slice(0, 400) ?? ''
    if (!goesOn.test(start)) continue
    const said = by.test(start) ? byTail.exec(start)?.[1] : undefined
    const name = said ?? tail.exec(start)?.[1]
    if (name !== undefined) names.set(name, Math.max(names.get(name) ?? 0, said === undefined ? 0.62 : 0.75))
  }
  return [...names]
    .map(([text, strength]) => makeClaim({ source: 'title', text, place: 'title', strength }))
    .filter((claim) => claim !== null)
}

/** Whose site the window's title and the address say it is; a paper's name may look like a person's. */
export function ownerClaims(dom: PageDom): Claim[] {
  const owner = ownerIn(dom)
  const claim =
    owner === null ? null : makeClaim({ source: 'title', text: owner, place: 'title and address', strength: 0.62 })
  return claim === null ? [] : [claim]
}

const site =
  /^(\p{Lu}[\p{L}'’.-]+ (?:\p{Lu}[\p{L}'’.-]* |van |von |de |der )?\p{Lu}[\p{L}’.-]+?)(?:['’]s(?: \p{L}+){1,4})?$/u

/** "Jane Roe's Notebook | The pier must go" at janeroe.example: the site is that person's own. */
function ownerIn({ title, address }: PageDom): string | null {
  const host = address?.hostname.replace(/[^a-z0-9]/g, '') ?? ''
  const parts = title === null ? [] : title.slice(0, 300).split(/ [|–—•·»-] /)
  if (parts.length < 2 || host === '') return null
  for (const part of [parts[0], parts.at(-1)]) {
    const words = part?.trim() ?? ''
    // A name's letters begin with those of its first word.
    if (!host.includes(lettersOf(words.slice(0, words.indexOf(' ') + 1)))) continue
    const name = site.exec(words)?.[1]
    if (name === undefined) continue
    const letters = lettersOf(name)
    if (letters.length > 6 && host.includes(letters)) return name
  }
  return null
}

function lettersOf(text: string): string {
  return foldLetters(text).replace(/[^a-z0-9]/g, '')
}
