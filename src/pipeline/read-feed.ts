// A feed's body becomes drafts: read, and each entry that is not known already attributed and cut to its terms. Pure.
import { applyLicences, licenceUrls, listWishes, parseRobots, type Robots } from '../collect/index.ts'
import { canonicalUrl, decodeText, parseFeed, parsePage, type LanguageDetector } from '../parse/index.ts'
import type { Directive, Entry, Feed, FeedDocument, PollingHints, ReadingOutcome } from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { draftFromEntry } from './draft-from-entry.ts'
import { clampDate } from './draft-parts.ts'
import { feedFromPage } from './entries-from-page.ts'
import { wishesOfEntry } from './entry-wishes.ts'
import type { FeedReading, FeedTask, FetchedBody, FoundEntry } from './reading-types.ts'

export const noHints: PollingHints = { ttlMinutes: null, skipHours: [], skipDays: [] }

/** Never throws for anything that a publisher sends. */
export function readFeedTask(task: FeedTask, detector: LanguageDetector): FeedReading {
  const { publisher, ways, feed, met, now } = task
  const { outcome, document, problem } = readFeed(feed, task.answer)
  const { entries, ...head } = document
  const found: FoundEntry[] = []
  const leftOut: string[] = []
  const addresses = new Set<string>()
  const ofFeed = JSON.stringify([head.lang, head.wishes, head.isBlocked])
  const setting = {
    publisher,
    ways: { rule: ways.rule, repeated: (name: string) => ways.shares.get(name) },
    feed,
    document,
    directivesFor: wishesFor(task, document),
    detector,
    now,
  }
  for (const entry of entries.slice(0, limits.entriesAtOnce)) {
    const url = entry.url === null ? null : canonicalUrl(entry.url, feed.url)
    // Within one feed the first entry with an address wins, as the publisher lists the newest first.
    if (url !== null && addresses.has(url)) continue
    const digest = digestOf(entry, ofFeed)
    const publishedAt = clampDate(entry.publishedAt, now)
    if (met.has(digest)) {
      found.push({ digest, draft: null, publishedAt })
    } else {
      const made = draftFromEntry(entry, setting)
      if ('draft' in made) found.push({ digest, draft: made.draft, publishedAt })
      else leftOut.push(made.problem)
    }
    if (url !== null) addresses.add(url)
  }
  return {
    outcome,
    document: { ...head, entries: [] },
    problem,
    entries: entries.length,
    licences: licencesIn(document),
    found,
    leftOut,
  }
}

type Reading = { readonly outcome: ReadingOutcome; readonly document: FeedDocument; readonly problem: string | null }

/** What a feed's body holds, whatever it is. */
export function readFeed({ format }: Pick<Feed, 'format'>, answer: FetchedBody): Reading {
  const { body, url, contentType, charset, headers } = answer
  if (format === 'page') {
    const { text } = decodeText(body, { charset, kind: 'html' })
    const document = feedFromPage(parsePage(text, { url, headers, links: true }))
    return { outcome: document.entries.length === 0 ? 'empty' : 'read', document, problem: null }
  }
  const parsed = parseFeed(body, { url, contentType, charset })
  if (parsed.kind === 'not-a-feed') return { outcome: 'not-a-feed', document: nothing, problem: parsed.problem }
  const { feed } = parsed
  const salvaged = feed.problems.length > 0
  return {
    outcome: feed.entries.length === 0 ? 'empty' : salvaged ? 'salvaged' : 'read',
    document: { ...feed, ...withHeaderLicences(feed, answer) },
    problem: null,
  }
}

/** A licence that the feed's own answer links to covers what the feed carries. Source: RSL 1.0 §4, HTTP `Link`. */
function withHeaderLicences(
  { wishes = [] }: FeedDocument,
  { url, headers }: FetchedBody,
): Pick<FeedDocument, 'wishes'> {
  const { link = '' } = headers
  if (!link.includes('rsl+xml')) return {}
  const linked = listWishes({ url, agent, robots: null, robotsPlace: null, host: null, headers: { link } })
  return { wishes: [...wishes, ...linked.map((wish) => ({ ...wish, place: 'feed: Link header' }))] }
}

const nothing: FeedDocument = {
  ...noHints,
  format: 'rss',
  title: null,
  home: null,
  lang: null,
  hub: null,
  self: null,
  rights: null,
  entries: [],
  problems: [],
}

/**
 * A number for all of an entry that its draft is made of. Its full text counts where it speaks, without a summary or a credit,
 * and as far as it may name the writer. 53 bits: two wordings share them once in nine thousand million million changes.
 */
function digestOf(entry: Entry, ofFeed: string): number {
  const { guid, url, title, summary, lang, publishedAt, modifiedAt, categories, claims, wishes, isBlocked, expiresAt, links = [] } = entry // prettier-ignore
  let text = `${ofFeed}\n${guid}\n${url}\n${title}\n${summary}\n${lang}\n${Number(publishedAt)}\n${Number(modifiedAt)}`
  for (const category of categories) text += `\n${category}`
  for (const claim of claims)
    text += `\n${claim.source}\t${claim.text}\t${claim.place}\t${claim.url}\t${claim.statedType}\t${claim.role}\t${claim.sameAs.join(' ')}`
  for (const link of links) text += `\n${link.rel}\t${link.url}`
  if (isBlocked !== undefined || expiresAt !== undefined || (wishes?.length ?? 0) > 0)
    text += JSON.stringify([isBlocked, expiresAt, wishes])
  if (summary === null || claims.length === 0) text += entry.content?.slice(0, maxDigested) ?? ''
  return numberOf(text)
}

/** Fields of an entry that its digest holds: those that drafts are made of. */
export const digestedFields: readonly (keyof Entry)[] = ['guid', 'url', 'title', 'summary', 'content', 'lang', 'publishedAt', 'modifiedAt', 'categories', 'claims', 'wishes', 'isBlocked', 'expiresAt', 'links'] // prettier-ignore

/** Characters of a full text. */
const maxDigested = 4000

/** Two multiplicative hashes side by side, as in MurmurHash. */
function numberOf(text: string): number {
  let one = 0x1f123 ^ text.length
  let two = 0x2e5b1
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    one = Math.imul(one ^ code, 0x9e3779b1)
    two = Math.imul(two ^ code, 0x85ebca6b)
    one ^= two >>> 15
  }
  one = Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(two ^ (two >>> 13), 0xc2b2ae35)
  two = Math.imul(two ^ (two >>> 16), 0x85ebca6b) ^ Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return (one & 0x1fffff) * 4294967296 + (two >>> 0)
}

/** Licence files that the feed or its entries point to. */
function licencesIn({ wishes = [], entries }: FeedDocument): string[] {
  const all = [...wishes, ...entries.flatMap((entry) => entry.wishes ?? [])]
  return all.length === 0 ? [] : licenceUrls(all)
}

/**
 * Wishes for one column as far as they are known without its page. The feed's own headers are not among them: a feed is
 * often sent as `noindex` so that search engines list the pages instead.
 */
function wishesFor(task: FeedTask, document: FeedDocument): (url: string, entry: Entry) => readonly Directive[] {
  const { host, robotsPlace, robotsText, wishes } = task.rules
  const robots = robotsOf(robotsText)
  const isSilent = wishes === null && robots.licences.length === 0 && hasNoPreferences(robots)
  return (url, entry) => {
    const own = wishesOfEntry(entry, document)
    if (isSilent && own.length === 0) return own
    const ours = new URL(url).host === host
    const ofHost = listWishes({
      url,
      agent,
      robots: ours ? robots : null,
      robotsPlace,
      host: ours ? wishes : null,
      headers: {},
    })
    return applyLicences([...ofHost, ...own], url, task.licences)
  }
}

function hasNoPreferences({ preferences, groups }: Robots): boolean {
  return preferences.length === 0 && groups.every((group) => group.preferences.length === 0)
}

/** The host's last robots.txt files, so that ten feeds of one host do not mean reading it ten times. */
const readRobots = new Map<string, Robots>()
const maxRobots = 32

function robotsOf(text: string): Robots {
  const known = readRobots.get(text)
  if (known !== undefined) return known
  if (readRobots.size >= maxRobots) readRobots.delete(readRobots.keys().next().value!)
  const robots = parseRobots(text)
  readRobots.set(text, robots)
  return robots
}
