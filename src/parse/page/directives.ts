// The publisher's machine-readable wishes as they stand in the page: robots meta, TDMRep, RSL. Read here, obeyed in excerpt/.
import { createMemory, ownText } from '../../base/index.ts'
import type { Directive } from '../../model/index.ts'
import { absoluteUrl, type PageDom } from './page-dom.ts'

/** Agents whose wishes concern us: everyone, and our own token. */
const agentsOfMeta: readonly (readonly [meta: string, agent: string])[] = [
  ['robots', '*'],
  ['colonnadebot', 'colonnadebot'],
]
const maxDirectives = 200
const maxLicenceChars = 20_000

/**
 * Directives of `<meta name="robots">` and of `<meta name="colonnadebot">`; other crawlers' names are not ours to obey or to
 * use. Sources: Google Search Central "Robots meta tag"; W3C TDMRep §6.3; RSL 1.0 §4, whose terms
 * written out in the page are passed on as they stand (`document`).
 */
export function readDirectives(dom: PageDom): Directive[] {
  const directives: Directive[] = []
  for (const [meta, agent] of agentsOfMeta) {
    for (const content of dom.metas.get(meta) ?? []) {
      for (const { name, value } of wishes.recall(content, () => splitRobots(ownText(content)))) {
        directives.push({ source: 'robots-meta', agent, name, value, place: `meta[name="${meta}"]` })
      }
    }
  }
  for (const name of ['tdm-reservation', 'tdm-policy']) {
    const value = dom.metas.get(name)?.[0]
    if (value !== undefined)
      directives.push({
        source: 'tdmrep',
        agent: '*',
        name,
        value: value.slice(0, 2_000),
        place: `meta[name="${name}"]`,
      })
  }
  for (const link of dom.links) {
    if (!/(?:^|\s)license(?:\s|$)/.test(link.rel) || !isRsl(link.type)) continue
    const href = absoluteUrl(dom, link.href)
    if (href !== null)
      directives.push({ source: 'rsl', agent: '*', name: 'license', value: href, place: 'link[rel="license"]' })
  }
  for (const { type, text } of dom.scripts) {
    if (!type.includes('rsl+xml')) continue
    const place = 'script[type="application/rsl+xml"]'
    directives.push({ source: 'rsl', agent: '*', name: 'document', value: text.slice(0, maxLicenceChars), place })
  }
  return directives.slice(0, maxDirectives)
}

/** With or without parameters such as a charset. */
function isRsl(type: string | null): boolean {
  return type?.split(';')[0]?.trim().toLowerCase() === 'application/rsl+xml'
}

/** All pages of a site say the same. */
const wishes = createMemory<readonly RobotsWish[]>(500, 200)

type RobotsWish = { readonly name: string; readonly value: string | null }

/** `noindex, max-snippet:50, unavailable_after: 25 Jun 2030 15:00:00 GMT` → names in lower case with their values. */
export function splitRobots(content: string): RobotsWish[] {
  const found: RobotsWish[] = []
  const text = content.slice(0, 4_000)
  for (const match of text.matchAll(/([a-z][a-z_-]*)\s*(?::\s*([^,]*(?:,\s*\d{1,2}[ -][^,]*)?))?\s*(?:,|$)/gi)) {
    const name = (match[1] as string).toLowerCase()
    const value = match[2]?.trim()
    found.push({ name, value: value === undefined || value === '' ? null : value.slice(0, 200) })
    if (found.length >= maxDirectives) break
  }
  return found
}
