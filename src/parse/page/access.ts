// Whether a piece is free to read: what the page declares, and failing that what a reader would see.
import type { Element } from 'domhandler'
import type { Access } from '../../model/index.ts'
import { asArray, isNode, ldNodes, ldText, ldTypes, type JsonLdNode } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { wallClass, wallPhrase } from './wall-words.ts'

export type AccessFacts = {
  readonly access: Access
  /** CSS selectors of paid parts as declared in `hasPart`; they bind whether the whole piece is paid or not. */
  readonly paidSelectors: readonly string[]
}

export type AccessOptions = {
  /** Ignores declarations and judges by what can be seen. */
  readonly maskDeclared?: boolean
  /** Words of the body that the page shows, when known. */
  readonly words?: number | null
  /** The element that holds the body, when known. */
  readonly container?: Element | null
}

/**
 * Source: Google Search Central, "Structured data for subscription and paywalled content" (isAccessibleForFree, hasPart,
 * cssSelector); article:content_tier of the Facebook instant-articles vocabulary (free, metered, locked).
 */
export function readAccess(dom: PageDom, nodes: MainNodes, options: AccessOptions = {}): AccessFacts {
  const declared = declaredAccess(dom, nodes)
  if (options.maskDeclared !== true && declared.access !== 'unknown') return declared
  const seen = visibleAccess(dom, nodes, options)
  return { access: seen, paidSelectors: declared.paidSelectors }
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

function declaredAccess(dom: PageDom, { article }: MainNodes): AccessFacts {
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
  return { access: combine(whole, partPaid, tier), paidSelectors: [...new Set(paidSelectors)].slice(0, 100) }
}

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

/**
 * Judges by a wall's element, a wall's wording, and a body far shorter than its declared words. A wall's code alone, which
 * many papers carry on free pages too, is not enough.
 */
function visibleAccess(
  dom: PageDom,
  { article }: MainNodes,
  { words = null, container = null }: AccessOptions,
): Access {
  let walls = 0
  let phrases = 0
  for (const element of dom.elements) {
    const { attribs } = element
    const names = attribs['class'] ?? attribs['id']
    if (names === undefined || names.length > 400 || !wallClass.test(`${attribs['id'] ?? ''} ${names}`)) continue
    const inBody =
      container !== null &&
      (element.startIndex ?? 0) >= (container.startIndex ?? 0) &&
      (element.startIndex ?? 0) < (container.endIndex ?? 0)
    const around =
      container !== null &&
      (container.startIndex ?? 0) > (element.startIndex ?? 0) &&
      (container.startIndex ?? 0) < (element.endIndex ?? 0) &&
      element.name !== 'body' &&
      element.name !== 'html'
    if (inBody || around || element === container) walls += 1
    else walls += 0.4
    if (phrases === 0 && wallPhrase.test(textOf(element, 600))) phrases++
    if (walls > 20) break
  }
  const claimed = Number(article?.['wordCount'])
  const shortened = words !== null && Number.isFinite(claimed) && claimed > 120 && words < claimed * 0.45
  const score = Math.min(walls, 2) + phrases * 1.5 + (shortened ? 1.5 : 0)
  return score >= 1 ? 'paid' : 'unknown'
}
