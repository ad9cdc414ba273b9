// Credits in JSON-LD: the article's author and creator in all the shapes that pages give them.
import type { Claim } from '../../model/index.ts'
import { absoluteUrl, type PageDom } from '../page/page-dom.ts'
import { asArray, isNode, ldNodes, ldText, ldTypes, type JsonLdNode } from '../page/json-ld.ts'
import type { MainNodes } from '../page/main-node.ts'
import { makeClaim } from './claim.ts'

const maxAuthors = 60
const personType = /^(?:Person|Patient)$/
const mediaType = /^(?:VideoObject|AudioObject|ImageObject)$/
const houseType = /Organization|Organisation|Corporation|Company|NewsMedia|Brand|WebSite/

/** Author, creator and contributor of the article; of the page that holds it when the article names nobody. */
export function jsonLdClaims(dom: PageDom, { article, webPage }: MainNodes): Claim[] {
  const claims: Claim[] = []
  const isOther = article !== null && ldTypes(article).some((type) => mediaType.test(type))
  for (const [node, place] of [
    // Who made a film or a sound on the page need not have written the page.
    [article, isOther ? 'media' : 'article'],
    [webPage, 'webpage'],
  ] as const) {
    if (node === null || (claims.length > 0 && place === 'webpage')) continue
    read(dom, node['author'], `json-ld ${place}.author`, null, claims, 0)
    if (claims.length === 0) read(dom, node['creator'], `json-ld ${place}.creator`, null, claims, 0)
    read(dom, node['contributor'], `json-ld ${place}.contributor`, 'contributor', claims, 0)
    read(dom, node['illustrator'], `json-ld ${place}.illustrator`, 'illustrator', claims, 0)
    read(dom, node['translator'], `json-ld ${place}.translator`, 'translator', claims, 0)
  }
  return claims
}

function read(dom: PageDom, value: unknown, place: string, role: string | null, claims: Claim[], depth: number): void {
  if (depth > 4) return
  for (const [at, item] of asArray(value).slice(0, maxAuthors).entries()) {
    if (claims.length >= maxAuthors) return
    const here = Array.isArray(value) ? `${place}[${at}]` : place
    if (typeof item === 'string') {
      if (!/^(?:https?:)?\/\//.test(item.trim()))
        push(claims, makeClaim({ source: 'json-ld', text: item, place: here, role }))
    } else if (Array.isArray(item)) read(dom, item, here, role, claims, depth + 1)
    else if (isNode(item)) readNode(dom, item, here, role, claims, depth)
  }
}

function readNode(
  dom: PageDom,
  item: JsonLdNode,
  place: string,
  role: string | null,
  claims: Claim[],
  depth: number,
): void {
  const node = ldNodes(dom.jsonLd, item)[0] ?? item
  const types = ldTypes(node)
  // A ProfilePage as author is about its main entity; a Role wraps the author.
  const inner = node['mainEntity'] ?? (types.includes('Role') ? (node['author'] ?? node['creator']) : undefined)
  if (inner !== undefined && (types.includes('ProfilePage') || types.includes('Role')))
    return read(dom, inner, `${place}.mainEntity`, ldText(node['roleName']) ?? role, claims, depth + 1)
  const name = nameOf(node)
  if (Array.isArray(name)) return read(dom, name, `${place}.name`, role, claims, depth + 1)
  if (name === null) return
  push(
    claims,
    makeClaim({
      source: 'json-ld',
      text: name,
      // The author of the page that holds the piece is often whoever set up the site.
      ...(place.includes('webpage') || place.includes('json-ld media') || role === 'contributor'
        ? { strength: 0.45 }
        : {}),
      place,
      url: absoluteUrl(dom, ldText(node['url']) ?? ldText(node['@id'])),
      statedType: types.some((type) => personType.test(type))
        ? 'person'
        : types.some((type) => houseType.test(type))
          ? 'organisation'
          : null,
      sameAs: asArray(node['sameAs'])
        .map((one) => absoluteUrl(dom, typeof one === 'string' ? one : null))
        .filter((one) => one !== null),
      role,
    }),
  )
}

function nameOf(node: JsonLdNode): string | unknown[] | null {
  const name = node['name']
  if (Array.isArray(name)) return name.filter((one) => typeof one === 'string')
  if (typeof name === 'string') return name
  const given = ldText(node['givenName'])
  const family = ldText(node['familyName'])
  if (given !== null && family !== null) return `${given} ${family}`
  return ldText(name) ?? ldText(node['alternateName'])
}

function push(claims: Claim[], claim: Claim | null): void {
  if (claim !== null) claims.push(claim)
}
