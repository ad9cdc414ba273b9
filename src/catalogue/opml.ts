// OPML, the way readers carry their subscriptions from one program to another: in from anywhere, out to anyone.
import type * as Feedsmith from 'feedsmith'
import { feedsmith } from '../base/index.ts'
import type { LanguageTag } from '../model/index.ts'
import { isLanguageTag } from './codes.ts'

export type OpmlFeed = {
  /** The name of the folder around the feed if that folder has an address of its own, as writeOpml writes publishers. */
  readonly publisherName: string | null
  readonly title: string
  readonly url: string
  readonly home: string | null
  readonly lang: LanguageTag | null
  /** Names of the folders around it, outermost first, then its categories. */
  readonly tags: readonly string[]
}

type OpmlReading =
  | {
      readonly kind: 'opml'
      readonly title: string | null
      readonly feeds: readonly OpmlFeed[]
      readonly problems: readonly string[]
    }
  | { readonly kind: 'not-opml'; readonly problem: string }

/** Characters. A year's subscriptions of a heavy reader are a tenth of it. */
const maxChars = 10_000_000
const maxFeeds = 50_000

/**
 * Reads an OPML 1 or 2 file, nested to any depth the parser bears (a hundred). Never throws. Each feed is listed once,
 * where it is first met; outlines without a web address are left out and told of in `problems`.
 * Document type declarations with entities are refused, so nothing expands and nothing is looked up.
 * Source: OPML 2.0, http://opml.org/spec2.opml
 */
export function readOpml(text: string): OpmlReading {
  if (text.length > maxChars) return { kind: 'not-opml', problem: `larger than ${maxChars} characters` }
  let opml: ReturnType<typeof Feedsmith.parseOpml>
  try {
    opml = feedsmith().parseOpml(text)
  } catch {
    return {
      kind: 'not-opml',
      problem: /<opml[\s>]/i.test(text) ? 'its XML cannot be read' : 'there is no <opml> element',
    }
  }
  const found: Found = { feeds: new Map(), problems: [] }
  collect(opml.body?.outlines ?? [], [], null, found)
  return {
    kind: 'opml',
    title: clean(opml.head?.title) || null,
    feeds: [...found.feeds.values()],
    problems: found.problems,
  }
}

/** An OPML 2.0 file: one folder a publisher with its home page, its feeds inside; feeds without a publisher stand alone. */
export function writeOpml(feeds: readonly OpmlFeed[], options: { title: string; createdAt: Date }): string {
  const byPublisher = Map.groupBy(feeds, (feed) => feed.publisherName)
  const outlines = [...byPublisher].flatMap(([publisher, theirs]): ReadonlyOutline[] => {
    const lines = theirs.map(outlineOf)
    return publisher === null
      ? lines
      : [{ text: clean(publisher), htmlUrl: theirs[0]?.home ?? theirs[0]?.url ?? '', outlines: lines }]
  })
  return feedsmith().generateOpml({
    head: { title: clean(options.title), dateCreated: options.createdAt },
    body: { outlines },
  })
}

type ReadonlyOutline = NonNullable<
  NonNullable<Parameters<typeof Feedsmith.generateOpml>[0]['body']>['outlines']
>[number]
type ParsedOutlines = NonNullable<NonNullable<ReturnType<typeof Feedsmith.parseOpml>['body']>['outlines']>
type Found = { readonly feeds: Map<string, OpmlFeed>; readonly problems: string[] }

function collect(outlines: ParsedOutlines, folders: readonly string[], publisher: string | null, found: Found): void {
  for (const outline of outlines) {
    const label = clean(outline.title) || clean(outline.text)
    if (outline.xmlUrl !== undefined) {
      const url = webAddress(outline.xmlUrl)
      if (url === null) found.problems.push(`"${label || outline.xmlUrl.slice(0, 200)}" has no web address`)
      else if (found.feeds.size < maxFeeds && !found.feeds.has(url))
        found.feeds.set(url, {
          publisherName: publisher,
          title: label || new URL(url).hostname,
          url,
          home: webAddress(outline.htmlUrl),
          lang: tagOf(outline.language),
          tags: [...new Set([...folders, ...categories(outline.category)])],
        })
    }
    const isPublisher = outline.xmlUrl === undefined && webAddress(outline.htmlUrl) !== null && label !== ''
    const inside = isPublisher || label === '' ? folders : [...folders, label]
    if (outline.outlines) collect(outline.outlines, inside, isPublisher ? label : publisher, found)
  }
}

function outlineOf(feed: OpmlFeed): ReadonlyOutline {
  const title = clean(feed.title) || feed.url
  return {
    type: 'rss',
    text: title,
    title,
    xmlUrl: feed.url,
    ...(feed.home === null ? {} : { htmlUrl: feed.home }),
    ...(feed.lang === null ? {} : { language: feed.lang }),
    ...(feed.tags.length === 0 ? {} : { category: feed.tags.map((tag) => clean(tag).replaceAll(',', ' ')).join(',') }),
  }
}

/** Categories are a comma list of slash paths, `/Opinion/Turkey,weekly`; the last step of each is its name. */
function categories(text: string | undefined): string[] {
  return (text ?? '').split(',').flatMap((path) => {
    const name = clean(path.split('/').findLast((step) => step.trim() !== ''))
    return name === '' ? [] : [name]
  })
}

/** One line, no characters that XML cannot carry, at most 300 characters. */
function clean(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\p{Cc}\u2028\u2029\uFFFE\uFFFF]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed()
}

function webAddress(text: string | undefined): string | null {
  const url = URL.parse(
    (text ?? '')
      .trim()
      .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
      .replace(/^feed:\/\//i, 'http://'),
  )
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null
}

function tagOf(text: string | undefined): LanguageTag | null {
  const tag = (text ?? '').trim().replaceAll('_', '-')
  if (isLanguageTag(tag)) return tag
  const lower = tag.toLowerCase().split('-')[0] ?? ''
  return isLanguageTag(lower) ? lower : null
}
