// A licence file of Really Simple Licensing, and what it says of one address. Pure; asking for it is read-licence.ts.
import { Parser } from 'htmlparser2'
import { getDomain } from 'tldts'
import type { Directive } from '../model/index.ts'
import { matchesPattern, normalisePattern, pathOf } from './path-pattern.ts'

/** What one licence permits; null: it does not say, so everything that is not prohibited (RSL 1.0 §3.5). */
export type RslLicence = {
  readonly permits: readonly string[] | null
  readonly prohibits: readonly string[]
  /** `crawl`, `subscription` …; null when nothing is asked. */
  readonly payment: string | null
  /** Who or where it is limited to or withheld from: `user`, `geo`. */
  readonly limits: readonly string[]
}

export type RslContent = {
  /** A whole address, or a path with `*` and `$` as in robots.txt; null for whatever carries the licence. */
  readonly url: string | null
  /** Each stands alone: whoever keeps one of them may. */
  readonly licences: readonly RslLicence[]
}

export type RslDocument = { readonly contents: readonly RslContent[]; readonly problems: readonly string[] }

const maxChars = 256 * 1024
const maxContents = 2000
const maxLicences = 50
const maxWords = 50

type LicenceDraft = { permits: string[] | null; prohibits: string[]; payment: string | null; limits: string[] }
type ContentDraft = { url: string | null; licences: LicenceDraft[] }

/**
 * Never throws. Elements count by their local names, with any prefix. Doctypes are not read, so nothing is ever expanded
 * or loaded: entities beyond XML's own five stay as they are written. Source: RSL 1.0 §3.
 */
export function parseRsl(text: string): RslDocument {
  const contents: ContentDraft[] = []
  let content: ContentDraft | null = null
  let licence: LicenceDraft | null = null
  let rule: { name: 'permits' | 'prohibits'; type: string; text: string } | null = null
  const parser = new Parser(
    {
      onopentag(qualified, attributes) {
        const name = localName(qualified)
        if (name === 'content') {
          const url = attributeOf(attributes, 'url')?.trim() ?? ''
          content = { url: url === '' ? null : url.slice(0, 2000), licences: [] }
          if (contents.length < maxContents) contents.push(content)
        } else if (name === 'license') {
          licence = { permits: null, prohibits: [], payment: null, limits: [] }
          if (content !== null && content.licences.length < maxLicences) content.licences.push(licence)
        } else if ((name === 'permits' || name === 'prohibits') && licence !== null) {
          rule = { name, type: (attributeOf(attributes, 'type') ?? 'usage').trim().toLowerCase(), text: '' }
        } else if (name === 'payment' && licence !== null) {
          // A payment without a kind costs something we do not know.
          licence.payment = attributeOf(attributes, 'type')?.trim().toLowerCase().slice(0, 50) || 'payment'
        }
      },
      ontext(data) {
        if (rule !== null && rule.text.length < 2000) rule.text += data
      },
      onclosetag(qualified) {
        const name = localName(qualified)
        if (rule !== null && licence !== null && name === rule.name) {
          addRule(licence, rule)
          rule = null
        } else if (name === 'license') licence = null
        else if (name === 'content') content = null
      },
    },
    { xmlMode: true },
  )
  parser.write(text.slice(0, maxChars))
  parser.end()
  const problems = contents.length === 0 ? ['holds no terms that can be read'] : []
  return { contents, problems }
}

function addRule(licence: LicenceDraft, rule: { name: 'permits' | 'prohibits'; type: string; text: string }): void {
  const words = rule.text.toLowerCase().split(/[\s,]+/).filter(Boolean).slice(0, maxWords).map(useOf) // prettier-ignore
  if (rule.type === 'usage') {
    if (rule.name === 'permits') licence.permits = [...(licence.permits ?? []), ...words]
    else licence.prohibits.push(...words)
  } else if (rule.type === 'user' || rule.type === 'geo') {
    // Nobody knows for the operator of this program which kind of user it is, unless every kind is meant.
    const everyone =
      rule.name === 'permits' &&
      (words.includes('all') || (words.includes('commercial') && words.includes('non-commercial')))
    if (!everyone && words.length > 0) licence.limits.push(rule.type)
  }
}

/** Names of the drafts before 1.0. */
function useOf(word: string): string {
  return word === 'train-ai' || word === 'train-genai'
    ? 'ai-train'
    : word === 'ai' || word === 'ai-use'
      ? 'ai-all'
      : word
}

const minedUses = ['ai-train', 'ai-input', 'ai-index'] as const

/**
 * What the document says of `url`, as directives `permits`, `prohibits`, `payment` and `limited` with the use they concern:
 * `search`, `ai-train`, `ai-input`, `ai-index`, or `ai-all` for these three. A use that no licence speaks of has none. The
 * content with the longest matching `url` overrides the others; of its licences any one suffices. Terms that cost
 * something are not met, except that naming and linking the publisher is what we do anyway (`attribution`). `isEmbedded`: the
 * document stands in what it speaks of, a page or an entry; content of another host is then its licensing source, whose copy
 * this is (RSL 1.0 §4).
 */
export function directivesFromRsl(
  document: Pick<RslDocument, 'contents'>,
  url: string,
  place: string,
  { isEmbedded = false }: { readonly isEmbedded?: boolean } = {},
): Directive[] {
  const own = mostSpecific(document.contents, url)
  const speaking =
    own.length > 0 || !isEmbedded ? own : document.contents.filter((content) => isOfOtherHost(content.url, url))
  const licences = speaking.flatMap((content) => content.licences)
  const common = { source: 'rsl', agent: '*', place } as const
  const said = (use: string): { name: string; value: string } | null => judge(licences, use)
  const search = said('search')
  const mined = minedUses.map(said)
  const [first] = mined
  const allAlike = first != null && mined.every((one) => one?.name === first.name && one.value.slice(8) === first.value.slice(8)) // prettier-ignore
  const shown = allAlike ? [{ name: first.name, value: first.value.replace('ai-train', 'ai-all') }] : mined
  return [search, ...shown].flatMap((one) => (one === null ? [] : [{ ...common, ...one }]))
}

/**
 * The piece at another publisher that licences embedded in this one name as their source: this is a copy of it. Null when
 * there is none, or more than one.
 */
export function licensingSource({ contents }: Pick<RslDocument, 'contents'>, url: string): string | null {
  const own = domainOf(url)
  const named = contents.flatMap((content) => {
    const source = content.url === null || /[*$]/.test(content.url) ? null : URL.parse(content.url)
    const isPiece = source !== null && /^https?:$/.test(source.protocol) && source.pathname !== '/'
    return isPiece && domainOf(source.href) !== own ? [source.href] : []
  })
  const [first, ...others] = new Set(named)
  return first === undefined || others.length > 0 ? null : first
}

function domainOf(url: string): string {
  return getDomain(url) ?? URL.parse(url)?.hostname ?? ''
}

function isOfOtherHost(pattern: string | null, url: string): boolean {
  const host = pattern === null ? undefined : URL.parse(pattern)?.host
  return host !== undefined && host !== '' && host !== URL.parse(url)?.host
}

function mostSpecific(contents: readonly RslContent[], url: string): RslContent[] {
  const lengths = contents.map((content) => matchLength(content.url, url))
  const longest = Math.max(...lengths)
  return longest < 0 ? [] : contents.filter((_, index) => lengths[index] === longest)
}

/** Characters of the pattern that matches, 0 for one that speaks of whatever carries it, -1 for no match. */
function matchLength(pattern: string | null, url: string): number {
  if (pattern === null) return 0
  const path = pathOf(url)
  if (path === null) return -1
  let own = pattern
  const [, origin, rest] = /^(https?:\/\/[^/*]+)(.*)$/i.exec(pattern) ?? []
  if (origin !== undefined) {
    if (URL.parse(origin)?.host !== URL.parse(url)?.host) return -1
    own = rest === '' ? '/' : (rest ?? '/')
  }
  if (!own.startsWith('/') && !own.startsWith('*')) return -1
  const normal = normalisePattern(own)
  return matchesPattern(normal, path) ? normal.length : -1
}

/** The kindest answer of any licence that speaks of the use; null when none does. */
function judge(licences: readonly RslLicence[], use: string): { name: string; value: string } | null {
  const answers = licences.flatMap((licence) => judgeOne(licence, use) ?? [])
  const order = ['permits', 'payment', 'limited', 'prohibits']
  return answers.toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name))[0] ?? null
}

function judgeOne(licence: RslLicence, use: string): { name: string; value: string } | null {
  const covers = (words: readonly string[]) =>
    words.includes(use) || words.includes('all') || (use.startsWith('ai-') && words.includes('ai-all'))
  if (covers(licence.prohibits)) return { name: 'prohibits', value: use }
  if (licence.permits !== null && !covers(licence.permits)) return null
  if (licence.limits.length > 0) return { name: 'limited', value: `${use} ${licence.limits[0]}` }
  if (licence.payment !== null && licence.payment !== 'free' && licence.payment !== 'attribution')
    return { name: 'payment', value: `${use} ${licence.payment}` }
  return { name: 'permits', value: use }
}

function localName(qualified: string): string {
  return qualified.slice(qualified.indexOf(':') + 1).toLowerCase()
}

function attributeOf(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  return Object.entries(attributes).find(([name]) => localName(name) === wanted)?.[1]
}
