// Whether a piece is free to read: what the page declares, and failing that what a reader would see.
import { Element } from 'domhandler'
import type { Access } from '../../model/index.ts'
import { asArray, isNode, ldNodes, ldText, ldTypes, type JsonLdNode } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { mark, textOf, type PageDom } from './page-dom.ts'
import type { Body } from './body.ts'
import { wallClass, wallPhrase, wallTool } from './wall-words.ts'

export type AccessFacts = {
  readonly access: Access
  /** CSS selectors of paid parts as declared in `hasPart`; they bind whether the whole piece is paid or not. */
  readonly paidSelectors: readonly string[]
  /** True when the piece is declared paid without saying which part of the page that is: then all of it is. */
  readonly wholePaid: boolean
}

export type AccessOptions = {
  /** Ignores declarations and judges by what can be seen. */
  readonly maskDeclared?: boolean
  /** Words of the body that the page shows, when known. */
  readonly words?: number | null
  /** The body as it was found, when known. */
  readonly body?: Body | null
}

/**
 * Source: Google Search Central, "Structured data for subscription and paywalled content" (isAccessibleForFree, hasPart,
 * cssSelector); article:content_tier of the Facebook instant-articles vocabulary (free, metered, locked).
 */
export function readAccess(dom: PageDom, nodes: MainNodes, options: AccessOptions = {}): AccessFacts {
  const declared = declaredAccess(dom, nodes)
  if (options.maskDeclared !== true && declared.access !== 'unknown') return declared
  const seen = visibleAccess(dom, nodes, options)
  return { ...declared, access: seen }
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
  return {
    access: combine(whole, partPaid, tier),
    paidSelectors: [...new Set(paidSelectors)].slice(0, 100),
    wholePaid: (whole === false || partPaid) && paidSelectors.length === 0,
  }
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
 * Evidence from which a piece counts as paid. A page that declares nothing needs more than a wall's wording, which free
 * papers use when they ask for support.
 */
const enough = 1.5
const enoughWhenMasked = 1

/**
 * Judges by prose that lies inside an element named for a wall, a wall's wording beside the body, a body far shorter than it
 * is said to be, and the switches that the page's own scripts read. A wall's code alone, which many papers carry on free
 * pages too, is not enough.
 */
function visibleAccess(
  dom: PageDom,
  { article }: MainNodes,
  { body, words = null, maskDeclared = false }: AccessOptions,
): Access {
  let score = 0
  const container = body?.container ?? null
  if (container !== null && wallAround(dom, container)) score += 2
  if (body?.hasWall() === true || (container !== null && wallWorded(dom, container))) score += 1
  const claimed = Math.max(Number(article?.['wordCount']) || 0, (ldText(article?.['articleBody'])?.length ?? 0) / 7)
  if (words !== null && claimed > 120 && words < claimed * 0.45) score += 1.5
  // Looking through the whole source is only worth its time when something else hints at a wall.
  if (score > 0 || maskDeclared) score += Math.max(-1, switches(dom))
  return score >= (maskDeclared ? enoughWhenMasked : enough) ? 'paid' : 'unknown'
}

/** An element named for a wall that holds the body, or stands in it with a share of its text. */
function wallAround(dom: PageDom, container: Element): boolean {
  const start = container.startIndex ?? 0
  const end = container.endIndex ?? 0
  const paragraphs = (dom.byTag.get('p') ?? [])
    .map((element) => element.startIndex ?? 0)
    .filter((place) => place >= start && place < end)
  let node: Element | null = container
  for (let up = 0; up < 8 && node !== null && node.name !== 'body' && node.name !== 'html'; up++) {
    if (isWall(node)) return true
    node = node.parent instanceof Element ? node.parent : null
  }
  const walled = new Set<number>()
  for (let at = start; at < end; at++) {
    const element = dom.elements[at]
    if (element === undefined || ((dom.marks[at] ?? 0) & mark.named) === 0 || !isWall(element)) continue
    for (const place of paragraphs) {
      if (place >= (element.startIndex ?? 0) && place < (element.endIndex ?? 0)) walled.add(place)
    }
  }
  return walled.size >= 2 && walled.size >= paragraphs.length * 0.2
}

/** A wall's element in or near the body, also in an aside, with a wall's wording. */
function wallWorded(dom: PageDom, container: Element): boolean {
  const end = Math.min(dom.elements.length, (container.endIndex ?? 0) + 80)
  for (let at = Math.max(0, (container.startIndex ?? 0) - 60); at < end; at++) {
    const element = dom.elements[at]
    if (element === undefined || ((dom.marks[at] ?? 0) & mark.named) === 0) continue
    const names = element.attribs['class'] ?? element.attribs['id']
    if (
      names !== undefined &&
      namesWall(names) &&
      !/modal|header|comment/i.test(names) &&
      wallPhrase.test(textOf(element, 600))
    )
      return true
  }
  return false
}

function isWall({ attribs }: Element): boolean {
  const names = attribs['class'] ?? attribs['id']
  return names !== undefined && namesWall(names) && !wallTool.test(names)
}

/** What names were judged to be, from page to page: those of one site share them. */
const judged = new Map<string, boolean>()
const maxJudged = 30_000

function namesWall(names: string): boolean {
  let wall = judged.get(names)
  if (wall === undefined) {
    wall = names.length < 300 && wallClass.test(names)
    if (judged.size >= maxJudged) judged.clear()
    judged.set(names, wall)
  }
  return wall
}

const strongSwitch =
  /["' ](?:is_?|page_?is_?|article_?is_?|hard_?|content_?|data-)?(?:paid|paywall|paywalled)(?:_?(?:content|article|page))?["']?\s*[:=]\s*["']?(true|false|yes|no|1|0|free|open|metered|premium|paid|hard|locked)\b/i
const weakSwitch =
  /["' ](?:data-|data-is-|is_?|article_?|page_?)?premium(?:_?(?:article|content|status))?["']?\s*[:=]\s*["']?(true|false|yes|no|1|0|free|paid|premium)\b/i
const offWord = /^(?:false|no|0|free|open)$/i
const maxSwitches = 60

/** Between -2 and 2: what scripts and data attributes say of this page; switches that are on and off at once say nothing. */
function switches({ html }: PageDom): number {
  return 1.5 * direction(html, ['aywall', 'Paid', 'paid'], strongSwitch) + 0.5 * direction(html, ['remium'], weakSwitch)
}

/** Looks around each needle only: a pattern over the whole source would cost more than all other readings together. */
function direction(html: string, needles: readonly string[], pattern: RegExp): number {
  let on = 0
  let off = 0
  for (const needle of needles) {
    let seen = 0
    for (
      let at = html.indexOf(needle);
      at >= 0 && ++seen <= maxSwitches;
      at = html.indexOf(needle, at + needle.length)
    ) {
      const value = pattern.exec(html.slice(Math.max(0, at - 22), at + 44))?.[1]
      if (value === undefined) continue
      if (offWord.test(value)) off++
      else on++
    }
  }
  if (on > 0 && off > 0) return 0
  return on > 0 ? 1 : off > 0 ? -1 : 0
}
