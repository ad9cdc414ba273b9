// Credits as readers see them: found by markup and by print, weighed by where they stand.
import { Element } from '../page/dom-nodes.ts'
import { foldLetters } from '../../base/index.ts'
import type { Claim } from '../../model/index.ts'
import type { PageDom } from '../page/page-dom.ts'
import { askOnce } from '../page/written-names.ts'
import { makeClaim } from './claim.ts'
import { lineCredits } from './line-credits.ts'
import { markedCredits } from './marked-credits.ts'
import { sketch, type Found } from './place.ts'

const maxVisible = 60

/** At most 60 claims, those that stand best first in the page's order. Bounded in elements and text. */
export function visibleClaims(dom: PageDom, title: string | null, known: Element | null = null): Claim[] {
  const page = sketch(dom, title, known)
  const found = [...markedCredits(page), ...lineCredits(page)]
  lowerRepeated(found)
  lowerStrips(found, page.anchorStart)
  return distinct(found)
    .filter(({ strength }) => strength > 0.04)
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, maxVisible)
    .toSorted((a, b) => a.offset - b.offset)
    .map(({ element, source, text, url, strength, role }) =>
      makeClaim({ source, text, place: placeOf(dom, element), url, strength, role }),
    )
    .filter((claim) => claim !== null)
}

/** The same markup with ever other texts is a list of other pieces: all but the one nearest the top lose. */
function lowerRepeated(found: Found[]): void {
  const bySignature = new Map<string, Found[]>()
  for (const one of found) {
    const list = bySignature.get(one.signature)
    if (list === undefined) bySignature.set(one.signature, [one])
    else list.push(one)
  }
  for (const list of bySignature.values()) {
    if (new Set(list.map((one) => one.text)).size < 2) continue
    const best = Math.max(...list.map((one) => one.strength))
    const offset = list.find((one) => one.strength === best)?.offset ?? 0
    // Co-authors of one credit stand close together.
    for (const one of list) if (Math.abs(one.offset - offset) > 250) one.strength -= 0.25
  }
}

/** Three names and more in a row above the headline are a strip of the house's writers, not this piece's. */
function lowerStrips(found: Found[], anchorStart: number | null): void {
  if (anchorStart === null) return
  const above = found.filter((one) => one.offset < anchorStart)
  if (above.length < 3) return
  const strips = new Set<string>()
  for (const { signature } of above)
    if (new Set(above.filter((one) => one.signature === signature).map((one) => one.text)).size > 2)
      strips.add(signature)
  for (const one of above) if (strips.has(one.signature) || one.text.split('\n').length > 2) one.strength -= 0.3
}

/** One claim for each text and source; nested elements with the same text confirm each other a little. */
function distinct(found: readonly Found[]): Found[] {
  const best = new Map<string, Found>()
  for (const one of found) {
    const key = lettersOf(one.text)
    const known = best.get(key)
    if (known === undefined) best.set(key, { ...one })
    else {
      if (one.strength > known.strength) {
        known.strength = one.strength
        known.source = one.source === 'byline' ? known.source : one.source
        known.element = one.element
        known.offset = one.offset
      }
      known.strength += 0.02
      known.url ??= one.url
    }
  }
  return [...best.values()]
}

/** Most text is plain once it is folded, and there the engine is several times as fast. */
function lettersOf(text: string): string {
  const folded = foldLetters(text)
  return isPlain.test(folded) ? folded.replace(noPlainLetters, '') : folded.replace(noLetters, '')
}

const isPlain = /^[\x00-\x7f]*$/ // oxlint-disable-line no-control-regex
const noPlainLetters = /[^a-z]+/g
const noLetters = /[^\p{L}]+/gu

/** `article > div.byline > a`: a short selector, for evidence. */
function placeOf({ classes }: PageDom, element: Element): string {
  const parts: string[] = []
  let node: Element | null = element
  for (let up = 0; up < 3 && node !== null; up++) {
    const name = classes[node.startIndex ?? -1]
    const first: string = name === undefined ? '' : firstOf(name)
    parts.unshift(first === '' ? node.name : `${node.name}.${first}`)
    node = node.parent instanceof Element ? node.parent : null
  }
  return parts.join(' > ')
}

/** The first class, where it is a plain one. */
const firstOf = askOnce((names) => {
  const first = names.trim().split(/\s+/)[0] ?? ''
  return /^[\w-]{1,40}$/.test(first) ? first : ''
})
