// JSON Feed 1.0 and 1.1. Source: jsonfeed.org/version/1.1.
import { digestOf } from '../base/index.ts'
import type { Claim, Enclosure, Entry, FeedDocument } from '../model/index.ts'
import { absoluteUrl } from './canonical-url.ts'
import { addClaim, createClaim, inherited } from './feed-claims.ts'
import type { EntryContext } from './feed-entry.ts'
import { beginning } from './feed-text.ts'
import { languageTag } from './language.ts'
import { parseDate } from './parse-date.ts'
import { looseLine, plainText } from './plain-text.ts'

type Json = Readonly<Record<string, unknown>>

/** The JSON in `text`; control characters inside strings, which JSON forbids and publishers write, count as spaces. */
export function readJson(text: string): unknown {
  return tryJson(text) ?? tryJson(text.replace(/[\u0000-\u001F\u007F]/g, ' '))
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export type JsonFeed = {
  readonly feed: FeedDocument
  /** As in `FeedXml`, of the items as JSON. */
  readonly marks: readonly number[]
  /** What entries have from the feed. */
  readonly context: EntryContext
}

/**
 * Null when `value` is no JSON Feed: an object with a jsonfeed.org version, or with a title and items. Items whose marks are
 * among `met` are passed over.
 */
export function readJsonFeed(
  value: unknown,
  url: string,
  { maxItems, met }: { maxItems: number; met: ReadonlySet<number> },
): JsonFeed | null {
  if (!isObject(value) || !Array.isArray(value.items)) return null
  if (!/jsonfeed\.org/i.test(string(value.version)) && string(value.title) === '') return null
  const home = absoluteUrl(string(value.home_page_url), url)
  const base = home ?? url
  const claims = authorsOf(value, base)
  const items: unknown[] = value.items
  const read = items.slice(0, maxItems).filter(isObject)
  const marks = read.map((item) => digestOf(JSON.stringify(item)))
  const entries = read.flatMap((item, at) => (met.has(marks[at]!) ? [] : [entryFrom(item, base, claims)]))
  const hub = array(value.hubs)
    .filter(isObject)
    .find(({ type }) => /websub/i.test(string(type)))
  const feed: FeedDocument = {
    format: 'json',
    title: looseLine(string(value.title)) || null,
    home,
    lang: languageTag(string(value.language)),
    hub: hub === undefined ? null : absoluteUrl(string(hub.url), url),
    self: absoluteUrl(string(value.feed_url), url),
    ttlMinutes: null,
    skipHours: [],
    skipDays: [],
    rights: null,
    description: looseLine(string(value.description)) || null,
    image: absoluteUrl(string(value.icon) || string(value.favicon), base),
    updatedAt: null,
    claims,
    licence: null,
    previousArchive: null,
    isComplete: value.expired === true,
    sitemaps: [],
    entries,
    problems: items.length > maxItems ? [`only the first ${maxItems} entries were read`] : [],
  }
  return { feed, marks, context: { base, feedClaims: claims } }
}

function entryFrom(item: Json, base: string, feedClaims: readonly Claim[]): Entry {
  const content = plainText(string(item.content_html)) || looseText(string(item.content_text))
  const summary = looseText(string(item.summary))
  const guid = string(item.id).trim()
  const modifiedAt = parseDate(string(item.date_modified))
  const claims = authorsOf(item, base)
  const external = absoluteUrl(string(item.external_url), base)
  return {
    guid: guid === '' ? null : guid.slice(0, 2000),
    url: absoluteUrl(string(item.url), base) ?? absoluteUrl(guid) ?? external,
    title: looseLine(string(item.title)).slice(0, 2000),
    summary: beginning(summary === '' ? content : summary),
    content: content === '' ? null : content,
    publishedAt: parseDate(string(item.date_published)) ?? modifiedAt,
    modifiedAt,
    lang: languageTag(string(item.language)),
    categories: [...new Set(array(item.tags).map((tag) => looseLine(string(tag))))]
      .filter((tag) => tag !== '')
      .slice(0, 50),
    image: absoluteUrl(string(item.image) || string(item.banner_image), base),
    claims: claims.length > 0 ? claims : inherited(feedClaims),
    // A link blog's entry is about another page, which is then where its subject came from.
    sourceUrl: external,
    sourceTitle: null,
    enclosures: array(item.attachments)
      .filter(isObject)
      .flatMap((attachment) => enclosureFrom(attachment, base)),
    rights: null,
  }
}

function looseText(text: string): string {
  return text === '' ? '' : plainText(text)
}

function authorsOf(value: Json, base: string): Claim[] {
  const claims: Claim[] = []
  for (const author of [...array(value.authors), value.author]) {
    if (!isObject(author)) continue
    const url = absoluteUrl(string(author.url), base)
    addClaim(
      claims,
      createClaim({
        source: 'feed:json:author',
        text: looseLine(string(author.name)),
        place: 'authors[].name',
        url,
        role: null,
      }),
    )
  }
  return claims
}

function enclosureFrom(attachment: Json, base: string): Enclosure[] {
  const url = absoluteUrl(string(attachment.url), base)
  const { size_in_bytes: size } = attachment
  if (url === null) return []
  return [{ url, type: string(attachment.mime_type) || null, bytes: typeof size === 'number' ? size : null }]
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Numbers are allowed where a string should stand (ids); anything else is nothing. */
function string(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
}

function array(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, 100) : []
}
