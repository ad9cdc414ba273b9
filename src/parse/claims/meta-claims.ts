// Credits in meta elements, by what their names say.
import { createMemory } from '../../base/index.ts'
import type { Claim } from '../../model/index.ts'
import { absoluteUrl, type PageDom } from '../page/page-dom.ts'
import { makeClaim } from './claim.ts'

/** Last part of a meta's name that means the author. */
const authorName =
  /(?:^|[.:_-])(?:authors?|author[-_. ]?names?|articleauthors?|autor(?:en|es)?|byl|byline|bylines|creator|rbauthors|writer|columnist|redakteur|verfasser)$/
const notAuthors =
  /generator|publisher|site|web_author|^twitter:creator$|(?:^|[.:_-])(?:author|creator)[-_.]?(?:id|url|email|image|type|slug)$/
const maxMetaClaims = 40

export function metaClaims(dom: PageDom): Claim[] {
  const claims: Claim[] = []
  for (const [name, values] of dom.metas) {
    if (name.length > maxName || !namesAuthor(name)) continue
    for (const value of values.slice(0, 20)) add(claims, dom, name, value)
  }
  // "Written by" in the card that link previews show.
  for (const number of ['1', '2', '3']) {
    const label = dom.metas.get(`twitter:label${number}`)?.[0] ?? ''
    const value = dom.metas.get(`twitter:data${number}`)?.[0]
    if (value !== undefined && writtenBy.test(label)) add(claims, dom, 'twitter:data', value)
  }
  const creator = dom.metas.get('twitter:creator')?.[0]
  if (creator !== undefined && /^[^@]+\s/.test(creator)) add(claims, dom, 'twitter:creator', creator)
  return claims.slice(0, maxMetaClaims)
}

const maxName = 60

/** Pages name the same few metas over and over. */
const names = createMemory<boolean>(2_000)

const namesAuthor = (name: string): boolean => names.recall(name, () => authorName.test(name) && !notAuthors.test(name))

const writtenBy =
  /^(?:written by|by|author|verfasst von|geschrieben von|von|autor|escrito por|por|écrit par|rédigé par|scritto da|autore|geschreven door|door|skrevet af|skrevet av|skrevs av|napisane przez|autor|yazan|yazar|автор|написано|ditulis oleh|执笔者|作者|執筆者|글쓴이|작성자|מאת|נכתב על ידי|كُتب بواسطة|كتبه)/i

function add(claims: Claim[], dom: PageDom, name: string, value: string): void {
  if (/^(?:https?:)?\/\/\S+$|^@\S+$|^[\w.+-]+@[\w.-]+$|^\d+$/.test(value)) {
    // An address instead of a name: it belongs to the name if there is exactly one.
    const url = /^(?:https?:)?\/\//.test(value) ? absoluteUrl(dom, value) : null
    const last = claims.at(-1)
    if (url !== null && last !== undefined && last.url === null && claims.length === 1) claims[0] = { ...last, url }
    return
  }
  const claim = makeClaim({ source: `meta:${name}`, text: value, place: `meta[${name}]` })
  if (claim !== null) claims.push(claim)
}
