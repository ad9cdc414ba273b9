// A feed's body becomes drafts: read, and each entry that is not known already attributed and cut to its terms. Pure.
import { digestOf } from '../base/index.ts'
import { applyLicences, licenceUrls, listWishes, parseRobots, type Robots } from '../collect/index.ts'
import { decodeText, parseFeed, parsePage, type LanguageDetector } from '../parse/index.ts'
import type { Directive, Entry, Feed, FeedDocument, PollingHints, ReadingOutcome } from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { addressOf, draftFromEntry } from './draft-from-entry.ts'
import { clampDate } from './draft-parts.ts'
import { feedFromPage } from './entries-from-page.ts'
import { wishesOfEntry } from './entry-wishes.ts'
import type { FeedReading, FeedTask, FetchedBody, FoundEntry, MetEntry } from './reading-types.ts'

export const noHints: PollingHints = { ttlMinutes: null, skipHours: [], skipDays: [] }

/** Never throws for anything that a publisher sends. */
export function readFeedTask(task: FeedTask, detector: LanguageDetector): FeedReading {
  const { publisher, ways, feed, now } = task
  const { reading, context, met } = readPast(task)
  const { outcome, document, problem, marks } = reading
  const { entries, ...head } = document
  const found: FoundEntry[] = []
  const leftOut: string[] = []
  const addresses = new Set<number>()
  const setting = {
    publisher,
    ways: { rule: ways.rule, repeated: (name: string) => ways.shares.get(name) },
    feed,
    document,
    directivesFor: wishesFor(task, document),
    detector,
    now,
  }
  let read = 0
  for (const ofSource of marks.slice(0, limits.entriesAtOnce)) {
    const known = ofSource === null ? undefined : met.byMark.get(ofSource)
    if (known !== undefined) {
      // Within one feed the first entry with an address wins, as the publisher lists the newest first.
      if (!addresses.has(known.address)) found.push({ ...known, draft: null })
      addresses.add(known.address)
      continue
    }
    const entry = entries[read++]!
    const url = addressOf(entry, feed)
    const address = url === null ? null : digestOf(url)
    if (address !== null && addresses.has(address)) continue
    // What an entry's own licences say may change without it.
    const mark = (entry.wishes?.length ?? 0) > 0 ? null : ofSource
    // An entry whose source is new each time is known by what drafts are made of; that is asked only where it can help.
    const digest = mark === null || met.any ? digestOfEntry(entry, context) : null
    const filed = digest === null ? undefined : met.byDigest.get(digest)
    const publishedAt = clampDate(entry.publishedAt, now)
    if (filed !== undefined) {
      found.push({ ...filed, mark, publishedAt, draft: null })
    } else {
      const made = draftFromEntry(entry, setting, url)
      if ('draft' in made) found.push({ mark, digest, address: address!, publishedAt, draft: made.draft, column: null })
      else leftOut.push(made.problem)
    }
    if (address !== null) addresses.add(address)
  }
  return {
    outcome,
    document: { ...head, entries: [] },
    problem,
    entries: marks.length,
    context,
    licences: licencesIn(document),
    found,
    leftOut,
  }
}

type Met = {
  readonly byMark: ReadonlyMap<number, MetEntry>
  readonly byDigest: ReadonlyMap<number, MetEntry>
  readonly any: boolean
}

/** The feed read but for the entries that are known by their source, if what they have from the feed is as it was. */
function readPast({ answer, feed, met }: FeedTask): { reading: Reading; context: number; met: Met } {
  const byMark = new Map(met.entries.flatMap((entry) => (entry.mark === null ? [] : [[entry.mark, entry] as const])))
  const byDigest = new Map(
    met.entries.flatMap((entry) => (entry.digest === null ? [] : [[entry.digest, entry] as const])),
  )
  const any = met.entries.length > 0
  const reading = readFeed(feed, answer, new Set(byMark.keys()))
  const context = contextOf(reading)
  if (context === met.context) return { reading, context, met: { byMark, byDigest, any } }
  const isWhole = reading.document.entries.length === reading.marks.length
  return { reading: isWhole ? reading : readFeed(feed, answer), context, met: { byMark: new Map(), byDigest, any } }
}

/** What entries have from the feed around them, as a number. */
function contextOf({ context, document: { lang, wishes, isBlocked } }: Reading): number {
  return digestOf(JSON.stringify([context, lang, wishes, isBlocked]))
}

type Reading = {
  readonly outcome: ReadingOutcome
  /** Without the entries that were passed over. */
  readonly document: FeedDocument
  readonly problem: string | null
  /** As `parseFeed` gives them. */
  readonly marks: readonly (number | null)[]
  readonly context: string
}

/** What a feed's body holds, whatever it is. Entries whose marks are among `met` are passed over. */
export function readFeed(
  { format }: Pick<Feed, 'format'>,
  answer: FetchedBody,
  met: ReadonlySet<number> = new Set(),
): Reading {
  const { body, url, contentType, charset, headers } = answer
  if (format === 'page') {
    const { text } = decodeText(body, { charset, kind: 'html' })
    const document = feedFromPage(parsePage(text, { url, headers, links: true }))
    const marks = document.entries.map(() => null)
    return { outcome: marks.length === 0 ? 'empty' : 'read', document, problem: null, marks, context: url }
  }
  const parsed = parseFeed(body, { url, contentType, charset, met })
  if (parsed.kind === 'not-a-feed')
    return { outcome: 'not-a-feed', document: nothing, problem: parsed.problem, marks: [], context: '' }
  const { feed, marks, context } = parsed
  const salvaged = feed.problems.length > 0
  return {
    outcome: marks.length === 0 ? 'empty' : salvaged ? 'salvaged' : 'read',
    document: { ...feed, ...withHeaderLicences(feed, answer) },
    problem: null,
    marks,
    context,
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
 * and as far as it may name the writer.
 */
function digestOfEntry(entry: Entry, context: number): number {
  const { guid, url, title, summary, lang, publishedAt, modifiedAt, categories, claims, wishes, isBlocked, expiresAt, links = [] } = entry // prettier-ignore
  let text = `${guid}\n${url}\n${title}\n${summary}\n${lang}\n${Number(publishedAt)}\n${Number(modifiedAt)}`
  for (const category of categories) text += `\n${category}`
  for (const claim of claims)
    text += `\n${claim.source}\t${claim.text}\t${claim.place}\t${claim.url}\t${claim.statedType}\t${claim.role}\t${claim.sameAs.join(' ')}`
  for (const link of links) text += `\n${link.rel}\t${link.url}`
  if (isBlocked !== undefined || expiresAt !== undefined || (wishes?.length ?? 0) > 0)
    text += JSON.stringify([isBlocked, expiresAt, wishes])
  if (summary === null || claims.length === 0) text += entry.content?.slice(0, maxDigested) ?? ''
  return digestOf(text, context)
}

/** Fields of an entry that its digest holds: those that drafts are made of. */
export const digestedFields: readonly (keyof Entry)[] = ['guid', 'url', 'title', 'summary', 'content', 'lang', 'publishedAt', 'modifiedAt', 'categories', 'claims', 'wishes', 'isBlocked', 'expiresAt', 'links'] // prettier-ignore

/** Characters of a full text. */
const maxDigested = 4000

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
