// What other feed readers assert about a feed, looked up in what ours keeps. Three dialects: feedparser, gofeed, miniflux.
import type { Claim, Enclosure, Entry, FeedDocument, FeedLink } from '../src/model/index.ts'
import { elementAt, personAt } from './feed-elements.ts'
import { languageTag, parseDate, plainLine, plainText } from '../src/parse/index.ts'

export type Fact = readonly [path: string, relation: 'eq', value: unknown]
export type FactResult = 'held' | 'wrong' | 'not-kept'
export type Reading = { readonly feed: FeedDocument | null; readonly encoding: string; readonly url: string }

/** Looks a fact up: in what is kept, else in the elements as they stand. `not-kept` is what neither tells. */
export function checkFact(fact: Fact, reading: Reading): FactResult {
  const result = checkKept(fact, reading)
  return result === 'held' ? result : (checkElements(fact, reading) ?? result)
}

/** Null when the elements do not tell it either. */
function checkElements([path, , expected]: Fact, { feed, url }: Reading): FactResult | null {
  const entryPath = /^entries\[(\d+)\]\.(.+)$/.exec(path)
  const elements = entryPath === null ? feed?.elements : feed?.entries[Number(entryPath[1])]?.elements
  const name = entryPath?.[2] ?? path.replace(/^feed\./, '')
  if (elements === undefined) return null
  if (typeof expected === 'object' && expected !== null) {
    const person = personAt(name, elements)
    if (person === undefined) return null
    const same = Object.entries(expected).every(([key, value]) => person[key as keyof typeof person] === value)
    return same ? 'held' : null
  }
  const found = elementAt(name, elements, url)
  if (found === undefined) return null
  const wanted = expected === null ? null : asText(expected)
  if (found === wanted || (found !== null && wanted !== null && normalised(found) === normalised(wanted))) return 'held'
  return null
}

/** The same in what a visit keeps alone. */
export function checkKept([path, , expected]: Fact, { feed, encoding }: Reading): FactResult {
  if (path === 'encoding') return new TextDecoder(asText(expected)).encoding === encoding ? 'held' : 'wrong'
  if (path === 'wellformed') {
    const well = feed !== null && !feed.problems.some((problem) => problem.startsWith('not well-formed'))
    return well === expected ? 'held' : 'wrong'
  }
  if (feed === null) return 'wrong'
  if (path === 'version') return version(expected, feed)
  if (path === 'entries.length') return feed.entries.length === expected ? 'held' : 'wrong'
  const entryPath = /^entries\[(\d+)\]\.(.+)$/.exec(path)
  if (entryPath === null) return path.startsWith('feed.') ? feedFact(path.slice(5), expected, feed) : 'not-kept'
  const entry = feed.entries[Number(entryPath[1])]
  return entry === undefined ? 'wrong' : entryFact(entryPath[2] ?? '', expected, entry, feed)
}

function feedFact(path: string, expected: unknown, feed: FeedDocument): FactResult {
  switch (path) {
    case 'title':
    case 'title_detail.value':
      return text(expected, feed.title)
    case 'link':
    case 'siteURL':
      return same(expected, feed.home)
    case 'feedURL':
    case 'feedLink':
      return same(expected, feed.self)
    case 'description':
    case 'subtitle':
    case 'tagline':
    case 'info':
    case 'subtitle_detail.value':
    case 'tagline_detail.value':
    case 'info_detail.value':
    case 'itunesExt.summary':
    case 'itunesExt.subtitle':
      return text(expected, feed.description ?? null)
    case 'copyright':
    case 'rights':
      return text(expected, feed.rights)
    case 'language':
    case 'title_detail.language':
    case 'tagline_detail.language':
    case 'info_detail.language':
    case 'copyright_detail.language':
    case 'subtitle_detail.language':
      return language(expected, feed.lang)
    case 'updated':
    case 'updatedParsed':
    case 'published':
      return date(expected, feed.updatedAt ?? null)
    case 'image.href':
    case 'image.url':
    case 'iconURL':
    case 'logo':
      return same(expected, feed.image ?? null)
    case 'id':
    case 'guid':
      return same(expected, feed.id ?? null)
    case 'generator':
    case 'generator_detail.name':
      return text(expected, feed.generator?.name ?? null)
    case 'generator_detail.url':
    case 'generator_detail.href':
      return same(expected, feed.generator?.url ?? null)
    case 'generator_detail.version':
      return text(expected, feed.generator?.version ?? null)
    case 'itunes_block':
      return (expected === 1 || expected === true) === (feed.isBlocked ?? false) ? 'held' : 'wrong'
    case 'publisher':
    case 'publisher_detail.name':
      return publisher(expected, feed.claims ?? [])
    case 'category':
      return text(expected, feed.categories?.[0] ?? null)
    case 'license':
      return same(expected, feed.licence ?? null)
    case 'ttl':
      return Number(expected) === feed.ttlMinutes ? 'held' : 'wrong'
    default:
      return (
        tagFact(path, expected, feed.categories ?? []) ??
        linkFact(path, expected, feed.links ?? []) ??
        creditFact(path, expected, feed.claims ?? [])
      )
  }
}

function entryFact(path: string, expected: unknown, entry: Entry, feed: FeedDocument): FactResult {
  switch (path) {
    case 'title':
    case 'title_detail.value':
      return text(expected, entry.title)
    case 'link':
    case 'url':
      return same(expected, entry.url)
    case 'id':
    case 'guid':
      return same(expected, entry.guid)
    case 'summary':
    case 'summary_detail.value':
    case 'description':
    case 'subtitle':
      return text(expected, entry.summary)
    case 'content':
    case 'content[0].value':
      return text(expected, entry.content ?? entry.summary)
    case 'language':
    case 'title_detail.language':
    case 'summary_detail.language':
    case 'content[0].language':
      return language(expected, entry.lang ?? feed.lang)
    case 'published':
    case 'publishedParsed':
    case 'created':
    case 'date':
      return date(expected, entry.publishedAt)
    case 'updated':
    case 'updatedParsed':
      return date(expected, entry.modifiedAt ?? entry.publishedAt)
    case 'rights':
    case 'copyright':
    case 'rights_detail.value':
      return text(expected, entry.rights ?? null)
    case 'source.title':
    case 'source.title_detail.value':
      return text(expected, entry.sourceTitle ?? null)
    case 'source.link':
      return same(expected, entry.sourceUrl)
    case 'image.href':
    case 'image.url':
    case 'itunesExt.image':
      return same(expected, entry.image)
    case 'expired':
      return date(expected, entry.expiresAt ?? null)
    case 'itunes_block':
      return (expected === 1 || expected === true) === (entry.isBlocked ?? false) ? 'held' : 'wrong'
    case 'license':
    case 'media_license.href':
      return same(expected, entry.licence ?? null)
    case 'comments':
    case 'commentsURL':
      return same(expected, entry.links?.find(({ rel }) => rel === 'replies')?.url ?? null)
    case 'publisher':
      return publisher(expected, entry.claims)
    case 'category':
      return text(expected, entry.categories[0] ?? null)
    case 'categories.length':
    case 'tags.length':
      return expected === entry.categories.length ? 'held' : 'wrong'
    case 'enclosures.length':
      return expected === (entry.enclosures ?? []).length ? 'held' : 'wrong'
    default:
      return (
        listFact(path, expected, entry) ??
        tagFact(path, expected, entry.categories) ??
        sourceFact(path, expected, entry) ??
        linkFact(path, expected, entry.links ?? []) ??
        creditFact(path, expected, entry.claims)
      )
  }
}

function tagFact(path: string, expected: unknown, categories: readonly string[]): FactResult | null {
  const found = /^(?:categories\[(\d+)\]|tags\[(\d+)\]\.(?:term|label)|dcExt\.subject\[(\d+)\])$/.exec(path)
  return found === null ? null : text(expected, categories[Number(found[1] ?? found[2] ?? found[3])] ?? null)
}

/** Of a source we keep its title, its address and whom it credits. */
function sourceFact(path: string, expected: unknown, entry: Entry): FactResult | null {
  if (path === 'source.subtitle' || path === 'source.subtitle_detail.value')
    return text(expected, entry.source?.description ?? null)
  if (path === 'source.rights') return text(expected, entry.source?.rights ?? null)
  if (path === 'source.icon' || path === 'source.logo') return same(expected, entry.source?.image ?? null)
  if (path.startsWith('source.links'))
    return linkFact(path.slice('source.'.length), expected, entry.source?.links ?? [])
  if (!path.startsWith('source.author')) return null
  const authors = entry.claims.filter(({ source }) => source === 'feed:source:author')
  return creditFact(
    path.slice('source.'.length),
    expected,
    authors.map((claim) => Object.assign({}, claim, { role: null })),
  )
}

function publisher(expected: unknown, claims: readonly Claim[]): FactResult {
  return text(expected, claims.find(({ role }) => role === 'publisher' || role === 'owner')?.text ?? null)
}

/** feedparser's `rss20`, `atom03`: Atom 1.0 and RSS 1.0 state no number of their own. */
function version(expected: unknown, feed: FeedDocument): FactResult {
  const own = { atom: '1.0', rdf: '1.0', rss: '', json: '1.1', sitemap: '' }[feed.format]
  const family = feed.format === 'rdf' ? 'rss' : feed.format
  return expected === `${family}${(feed.version ?? own).replace('.', '')}` ? 'held' : 'wrong'
}

function listFact(path: string, expected: unknown, entry: Entry): FactResult | null {
  const enclosure = /^(?:enclosures\[(\d+)\]|enclosure)(?:\.(\w+))?$/.exec(path)
  if (enclosure !== null) {
    // A single `enclosure` is the last one to gofeed.
    const all = entry.enclosures ?? []
    const found = enclosure[1] === undefined ? all.at(-1) : all[Number(enclosure[1])]
    switch (enclosure[2]) {
      case 'href':
      case 'url':
        return same(expected, found?.url ?? null)
      case 'type':
      case 'mimeType':
        return same(expected, found?.type ?? null)
      case undefined:
        return wholeEnclosure(expected, found)
      case 'length':
      case 'size':
        return Number(expected) === (found?.bytes ?? 0) ? 'held' : 'wrong'
      default:
        return 'not-kept'
    }
  }
  const credit = /^media_credit\[(\d+)\]\.(content|role)$/.exec(path)
  if (credit === null) return null
  const claim = entry.claims.filter(({ source }) => source === 'feed:media:credit')[Number(credit[1])]
  return text(expected, (credit[2] === 'role' ? claim?.role : claim?.text) ?? null)
}

function wholeEnclosure(expected: unknown, found: Enclosure | undefined): FactResult {
  if (typeof expected !== 'object' || expected === null || found === undefined) return 'wrong'
  const { href = null, type = null, length = null } = expected as Record<string, unknown>
  return found.url === href && found.type === type && found.bytes === Number(length) ? 'held' : 'wrong'
}

function linkFact(path: string, expected: unknown, links: readonly FeedLink[]): FactResult | null {
  if (path === 'links.length') return expected === links.length ? 'held' : 'wrong'
  const found = /^links\[(\d+)\](?:\.(href|rel|type|title))?$/.exec(path)
  if (found === null) return null
  const link = links[Number(found[1])]
  switch (found[2]) {
    case 'href':
      return same(expected, link?.url ?? null)
    case 'rel':
      return same(expected, link?.rel ?? null)
    case 'type':
      return same(expected, link?.type ?? null)
    case 'title':
      return text(expected, link?.title ?? null)
    default:
      return wholeLink(expected, link)
  }
}

/** gofeed gives an address, feedparser an object, in which it fills in a type where none is stated. */
function wholeLink(expected: unknown, link: FeedLink | undefined): FactResult {
  if (typeof expected !== 'object' || expected === null) return same(expected, link?.url ?? null)
  const { href = null, rel = null, type = null, ...more } = expected as Record<string, unknown>
  if (Object.keys(more).some((key) => key !== 'title')) return 'not-kept'
  const right = [same(href, link?.url ?? null), same(rel, link?.rel ?? null)]
  if (link?.type !== null && link !== undefined) right.push(same(type, link.type))
  return right.every((result) => result === 'held') ? 'held' : 'wrong'
}

function creditFact(path: string, expected: unknown, claims: readonly Claim[]): FactResult {
  const own = claims.filter(({ role }) => role === null || role === 'contributor' || role === 'managing editor')
  const authors = own.filter(({ role }) => role !== 'contributor')
  const contributors = own.filter(({ role }) => role === 'contributor')
  const found =
    /^(authors?|author_detail|contributors?|dcExt\.(?:creator|author)|itunesExt\.author)(?:\[(\d+)\])?(?:\.(name|url|href|length))?$/.exec(
      path,
    )
  if (found === null) return 'not-kept'
  const [, list = '', index = '0', field] = found
  const all = list.startsWith('contributor') ? contributors : authors
  if (field === 'length') return expected === all.length ? 'held' : 'wrong'
  const claim = all[Number(index)]
  if (field === 'url' || field === 'href') return same(expected, claim?.url ?? null)
  if (typeof expected === 'object') return 'not-kept'
  return text(
    withoutMail(asText(expected)),
    list === 'author' && all.length > 1 ? all.map((one) => one.text).join(', ') : (claim?.text ?? null),
  )
}

/** feedparser writes "Name (mail)"; an address is no name, and we do not keep it. */
function withoutMail(credit: string): string {
  const name = credit.replace(/[^\s()<>]+@[^\s()<>]+/g, '').replace(/[()<>]/g, ' ')
  return name.trim()
}

function text(expected: unknown, found: string | null): FactResult {
  const wanted = asText(expected)
  const have = oneLine(found ?? '')
  return [wanted, plainText(wanted), plainLine(wanted)].some((form) => oneLine(form) === have) ? 'held' : 'wrong'
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : ''
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim()
}

function same(expected: unknown, found: string | null): FactResult {
  const wanted = asText(expected)
  if (wanted.toLowerCase() === (found ?? '').toLowerCase()) return 'held'
  return found !== null && normalised(wanted) === normalised(found) ? 'held' : 'wrong'
}

/** `http://example.org` and `http://example.org/` are one address. */
function normalised(url: string | null): string | null {
  return url === null ? null : (URL.parse(url)?.href ?? url)
}

function language(expected: unknown, found: string | null): FactResult {
  const wanted = typeof expected === 'string' ? expected : ''
  return languageTag(wanted) === found || wanted.toLowerCase() === (found ?? '').toLowerCase() ? 'held' : 'wrong'
}

function date(expected: unknown, found: Date | null): FactResult {
  const wanted = typeof expected === 'string' ? parseDate(expected) : null
  return wanted?.getTime() === found?.getTime() ? 'held' : 'wrong'
}
