// What the page says of its kind: JSON-LD types, section, address, labels. Hints only; the pipeline decides.
import { createMemory } from '../../base/index.ts'
import type { Element } from './dom-nodes.ts'
import { asArray, ldTypes } from './json-ld.ts'
import type { MainNodes } from './main-node.ts'
import { textOf, type PageDom } from './page-dom.ts'
import { kindWords } from './kind-words.ts'
import { comparable, ldLine, metaText } from './text.ts'
import { askOnce } from './written-names.ts'

const maxHints = 40

const kindOfWord = new Map<string, string>()
for (const [kind, words] of Object.entries(kindWords))
  for (const word of words) if (!kindOfWord.has(word)) kindOfWord.set(word, kind)

/** The kind a section name or path segment stands for, or null: `Köşe Yazıları` → `column`. */
export function kindOf(words: string): string | null {
  return judged.recall(words, () => judge(words))
}

/** Sections, labels and folders of a site come again with each page. */
const judged = createMemory<string | null>(2_000, 100)

function judge(words: string): string | null {
  const folded = comparable(words)
  if (folded === '' || folded.length > 80) return null
  const whole = kindOfWord.get(folded)
  if (whole !== undefined) return whole
  const parts = folded.split(' ')
  if (parts.length > 4) return null
  for (const kind of parts.map((part) => kindOfWord.get(part))) if (kind !== undefined && kind !== 'news') return kind
  return null
}

/** Metas in which systems name the type or the tags of a piece. */
const typeMetas = [
  'content-type',
  'contenttype',
  'article:type',
  'page.contenttype',
  'article_type',
  'content_type',
  'cxenseparse:type',
  'parsely-type',
  'sailthru.type',
  'article:tag',
  'cg',
  'type',
  'pagetype',
] as const

/**
 * Hints, strongest first, each `<source>:<kind or type>`: `json-ld:OpinionNewsArticle`, `section:column`,
 * `path:editorial`, `label:cartoon`, `og:article`. Without repetition, at most forty.
 */
export function readKindHints(
  dom: PageDom,
  { article }: MainNodes,
  section: string | null,
  crumbs: readonly string[],
): string[] {
  const hints = new Set<string>()
  if (article !== null) for (const type of ldTypes(article)) hints.add(`json-ld:${type.slice(0, 60)}`)
  add('genre', ldLine(article?.['genre']))
  for (const value of asArray(article?.['articleSection'])) if (typeof value === 'string') add('section', value)
  add('section', section)
  add('section', metaText(dom, 'article:section', 'parsely-section'))
  for (const crumb of crumbs) add('section', crumb)
  add('label', metaText(dom, 'article:opinion', 'og:article:opinion') === 'true' ? 'opinion' : null)
  for (const name of typeMetas) {
    for (const value of dom.metas.get(name)?.slice(0, 10) ?? []) add('label', value)
  }
  for (const segment of pathSegments(dom)) add('path', segment)
  const host = dom.address?.hostname.split('.')[0] ?? ''
  if (host !== 'www') add('path', host)
  for (const label of labelsNearHeadline(dom)) add('label', label)
  const type = metaText(dom, 'og:type')
  if (type !== null) hints.add(`og:${type.slice(0, 40).toLowerCase()}`)
  return [...hints].slice(0, maxHints)

  function add(source: string, words: string | null): void {
    const kind = words === null ? null : kindOf(words)
    if (kind !== null) hints.add(`${source}:${kind}`)
  }
}

/** Path segments before the last one, decoded, dashes as spaces; the last only when it stands alone. */
function pathSegments({ address }: PageDom): string[] {
  const path = address?.pathname ?? ''
  const segments = path
    .split('/')
    .filter((segment) => segment !== '')
    .slice(0, 8)
  const sections =
    segments.length > 1 ? segments.slice(0, -1) : segments.map((segment) => segment.split(/[-_]/)[0] ?? '')
  return sections.map((segment) => {
    const plain = segment.replace(/[-_+]/g, ' ').replace(/\.\w{2,5}$/, '')
    try {
      return decodeURIComponent(plain)
    } catch {
      return plain
    }
  })
}

const labelClass =
  /(?:^|[\s_-])(?:kicker|eyebrow|section|category|rubri\w*|label|article-?type|content-?type|badge|topic|tag|overline|dachzeile|volanta|antetitulo|cintillo|channel)/i

const isLabelName = askOnce((names) => labelClass.test(names))

/** Short labelled texts around the headline: kickers, badges, section links. */
function labelsNearHeadline(dom: PageDom): string[] {
  const headline = dom.byTag.get('h1')?.[0]?.startIndex ?? null
  if (headline === null) return []
  const labels: string[] = []
  const last = Math.min(dom.elements.length, headline + 12)
  for (let at = Math.max(0, headline - 25); at < last; at++) {
    const element = dom.elements[at] as Element
    const names = dom.classes[at]
    if (names === undefined || !isLabelName(names) || (element.endIndex ?? 0) - at > 8) continue
    const text = textOf(element, 60)
    if (text !== '' && text.length < 60) labels.push(text)
    if (labels.length >= 6) break
  }
  return labels
}
