// Whether a piece is free to read, as the page declares it.
import type { Access } from '../../model/index.ts'
import { asArray, isNode, ldNodes, ldText, ldTypes, type JsonLdNode } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'

export type AccessFacts = {
  readonly access: Access
  /** CSS selectors of paid parts as declared in `hasPart`; they bind whether the whole piece is paid or not. */
  readonly paidSelectors: readonly string[]
  /** True when the piece is declared paid without saying which part of the page that is: then all of it is. */
  readonly wholePaid: boolean
}

/**
 * Source: Google Search Central, "Structured data for subscription and paywalled content" (isAccessibleForFree, hasPart,
 * cssSelector); article:content_tier of the Facebook instant-articles vocabulary (free, metered, locked).
 */
export function declaredAccess(dom: PageDom, { article }: MainNodes): AccessFacts {
  const paidSelectors: string[] = []
  let whole: boolean | null = null
  let partPaid = false
  const main = new Set<JsonLdNode>(article === null ? [] : [article])
  for (const top of dom.jsonLd.nodes) if (isPieceType(top)) main.add(top)
  for (const node of main) {
    const free = truthOf(node['isAccessibleForFree'])
    if (free !== null && (node === article || whole === null)) whole = whole === false ? false : free
  }
  for (const top of dom.jsonLd.nodes) {
    for (const node of [top, ...(main.has(top) ? [] : ldNodes(dom.jsonLd, top['mainEntity']))]) {
      for (const part of ldNodes(dom.jsonLd, node['hasPart'])) {
        if (truthOf(part['isAccessibleForFree']) !== false) continue
        partPaid = true
        for (const selector of asArray(part['cssSelector']))
          if (typeof selector === 'string' && selector.trim() !== '') paidSelectors.push(selector.trim())
      }
    }
  }
  whole ??= microdataTruth(dom)
  const tier = tierOf(dom)
  return {
    access: combine(whole, partPaid, tier),
    paidSelectors: [...new Set(paidSelectors)].slice(0, 100),
    wholePaid: (whole === false || partPaid) && paidSelectors.length === 0,
  }
}

const freeWords = /^(?:free|open|public|unlocked|gratis|frei|kostenlos|libre|gratuit)$/i
const paidWords =
  /^(?:locked|metered|paid|premium|subscri\w*|paywall\w*|restricted|registered|member\w*|abo|plus|payant|protected|hard|exclusive)$/i

/** Declared fields whose value is a word of the two lists above. */
const tierMetas = [
  'article:content_tier',
  'og:article:content_tier',
  'article_content_tier',
  'article:tier',
  'content_tier',
  'article.access',
  'article:access',
  'access',
  'content-access',
  'outbrain:article_access_status',
  'p-state',
  'pc',
  'cxenseparse:access',
  'sailthru.access',
  'parsely-access',
  'content:access',
  'paywall',
  'ob:access',
  'cxenseparse:paywall',
  'mrf:access',
  'marfeel:access',
  'user-access',
  'lock',
  'article:opinion:tier',
]

function combine(whole: boolean | null, partPaid: boolean, tier: boolean | null): Access {
  if (whole === false) return tier === true ? 'partly' : 'paid'
  if (partPaid) return whole === true || tier === true ? 'partly' : 'paid'
  if (tier === false) return whole === true ? 'partly' : 'paid'
  return whole === true || tier === true ? 'free' : 'unknown'
}

const pieceType = /(?:Article|Posting|Report|Review|WebPage|CreativeWork|PodcastEpisode|VideoObject)$/

function isPieceType(node: JsonLdNode): boolean {
  return (
    node['isAccessibleForFree'] !== undefined &&
    (node['@type'] === undefined || ldTypes(node).some((type) => pieceType.test(type)))
  )
}

/** `true`, `"False"`, `"http://schema.org/True"`, `0`; null for anything else. */
function truthOf(value: unknown): boolean | null {
  const one = asArray(value)[0]
  if (typeof one === 'boolean') return one
  if (typeof one === 'number') return one !== 0
  const text = typeof one === 'string' ? one : isNode(one) ? (ldText(one) ?? '') : ''
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^.*[/:]/, '')
  if (word === 'true' || word === 'yes' || word === '1') return true
  return word === 'false' || word === 'no' || word === '0' ? false : null
}

function microdataTruth(dom: PageDom): boolean | null {
  for (const element of dom.itemprops) {
    if (element.attribs['itemprop'] !== 'isAccessibleForFree') continue
    const truth = truthOf(element.attribs['content'] ?? element.attribs['href'] ?? textOf(element, 40))
    if (truth !== null) return truth
  }
  return null
}

/** True for a free tier, false for any other, null when none is declared. The stricter of several wins. */
function tierOf(dom: PageDom): boolean | null {
  let tier: boolean | null = null
  for (const name of tierMetas) {
    for (const value of dom.metas.get(name) ?? []) {
      if (paidWords.test(value)) return false
      if (freeWords.test(value)) tier = true
    }
  }
  return tier
}
