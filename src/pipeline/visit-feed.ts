// One due feed: asked within its publisher's rules, read, and everything new in it filed with the visit in one commit.
import {
  fileColumns,
  queueVanished,
  recordVisit,
  type DueFeed,
  type FeedChange,
  type PageWish,
  type VisitRecord,
} from '../archive/index.ts'
import { applyLicences, licenceUrls, listWishes, mayAskUnconditionally, mayVisit, nextVisit } from '../collect/index.ts'
import { decodeText, parseFeed, parsePage } from '../parse/index.ts'
import type {
  ColumnDraft,
  Directive,
  Entry,
  FeedDocument,
  PollingHints,
  Publisher,
  ReadingOutcome,
  VisitOutcome,
} from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { draftFromEntry } from './draft-from-entry.ts'
import { feedFromPage } from './entries-from-page.ts'
import { describeOutcome } from './describe-outcome.ts'
import { wishesOfEntry } from './entry-wishes.ts'
import type { Ways } from './learned.ts'
import { noteVisit } from './note-visit.ts'
import { noteHub, safetyNetAt } from './subscribe.ts'
import { mayFollow, type Turn, type VisitReport } from './turn.ts'

const noHints: PollingHints = { ttlMinutes: null, skipHours: [], skipDays: [] }

/** Rejects only when the archive fails or the turn's signal aborts; whatever the publisher does is recorded. */
export async function visitFeed(due: DueFeed, turn: Turn): Promise<VisitReport> {
  const { collecting, signal } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`feed ${due.id} belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  const conditional = !mayAskUnconditionally(due.unconditionalAt, now)
  const outcome = await ask()
  const asked = outcome.kind !== 'forbidden' || outcome.by === 'status'
  const reading = outcome.kind === 'fetched' ? readFeed(due, outcome) : null
  if (reading !== null) await turn.licences.read(licencesIn(reading.document))
  const drafts = reading === null ? [] : draftEntries(reading.document, publisher, await turn.waysOf(publisher))
  const visit = (brought: number): VisitRecord => ({
    publisherId: due.publisherId,
    feedId: due.id,
    columnId: null,
    host: turn.host,
    url: due.url,
    purpose: 'feed',
    ...describeOutcome(outcome),
    reading: reading?.outcome ?? null,
    durationMs: Date.now() - startedAt,
    visitedAt: now,
    entries: reading?.document.entries.length ?? null,
    problem: problemOf(outcome, reading, drafts),
    feed: changeOf(brought),
  })
  const found = drafts.flatMap((entry) => ('draft' in entry ? [entry.draft] : []))
  let newColumns = 0
  if (found.length > 0) {
    const filed = await fileColumns(collecting.db, newestFirst(found), {
      publisherId: due.publisherId,
      now,
      visit,
      pageOf,
    })
    newColumns = filed.newColumns
    const since = oldestOf(found)
    if (tellsWithdrawals() && since !== null)
      await queueVanished(collecting.db, {
        publisherId: due.publisherId,
        feedId: due.id,
        listed: filed.columns.map(({ id }) => id),
        since,
        now,
        pageOf: wishFor,
      })
  } else {
    await recordVisit(collecting.db, visit(0))
  }
  if (outcome.kind === 'fetched' && reading !== null) await noteHub(collecting, due, outcome, reading.document)
  noteVisit(collecting, visit(newColumns), newColumns)
  return { outcome, newColumns, asked }

  async function ask(): Promise<VisitOutcome> {
    if (publisher?.agreement?.blocked === true) return { kind: 'forbidden', by: 'operator', status: null }
    if (!mayVisit(turn.robotsFile, agent, due.url)) return { kind: 'forbidden', by: 'robots.txt', status: null }
    return collecting.client.visit(
      {
        url: due.url,
        purpose: due.format === 'page' ? 'page' : 'feed',
        validators: conditional ? due.validators : null,
        mayFollow: (url) => mayFollow(turn, url),
      },
      signal,
    )
  }

  /** What becomes of the feed: validators are kept only with what was filed, in the same commit. */
  function changeOf(brought: number): FeedChange {
    const hints = reading?.document ?? due.hints ?? noHints
    const { intervalS, failures } = due
    const broken = reading !== null && (reading.outcome === 'not-a-feed' || reading.outcome === 'unreadable')
    const judged: VisitOutcome = broken ? { kind: 'failed', status: 200 } : outcome
    const first = due.visitedAt === null
    const next = nextVisit(hints, { outcome: judged, brought, first, intervalS, failures }, now, collecting.random)
    const revisitAt = collecting.revisitMs === null ? next.at : new Date(now.getTime() + collecting.revisitMs)
    const succeeded = next.failures === 0
    const safetyNet = safetyNetAt(due, brought, now)
    const filed =
      outcome.kind === 'fetched' && succeeded
        ? {
            validators: outcome.validators,
            hub: reading?.document.hub ?? null,
            hints: { ttlMinutes: hints.ttlMinutes, skipHours: hints.skipHours, skipDays: hints.skipDays },
            ...learned(),
            unconditional: !conditional,
          }
        : {}
    return {
      nextAt: !succeeded ? next.at : safetyNet !== null && safetyNet > revisitAt ? safetyNet : revisitAt,
      intervalS: next.intervalS,
      failures: next.failures,
      ...filed,
      ...(outcome.kind === 'fetched' || outcome.kind === 'not-modified' ? { movedTo: outcome.movedTo } : {}),
      gone: next.stop,
    }
  }

  /** What the feed says of itself, where the catalogue says nothing. */
  function learned(): Partial<Pick<FeedChange, 'format' | 'title'>> {
    if (reading === null || due.format === 'page') return {}
    return { format: reading.document.format, ...(due.title === null ? { title: reading.document.title } : {}) }
  }

  function draftEntries(document: FeedDocument, of: Publisher, ways: Ways) {
    const { detector } = collecting
    const setting = { publisher: of, ways, feed: due, document, directivesFor, detector, now }
    return document.entries.slice(0, limits.entriesAtOnce).map((entry) => draftFromEntry(entry, setting))
  }

  /**
   * Wishes for one column as far as they are known without its page. The feed's own headers are not among them: a feed is
   * often sent as `noindex` so that search engines list the pages instead.
   */
  function directivesFor(url: string, entry: Entry): Directive[] {
    const ours = new URL(url).host === turn.host
    const host = listWishes({
      url,
      agent,
      robots: ours ? turn.robots : null,
      robotsPlace: turn.robotsPlace,
      host: ours ? turn.wishes : null,
      headers: {},
    })
    const own = wishesOfEntry(entry, reading?.document ?? nothing)
    return applyLicences([...host, ...own], url, turn.licences.files)
  }

  /** Whether a newly filed column's own page will be read: only where robots.txt lets us. */
  function pageOf(draft: ColumnDraft): PageWish | null {
    return wishFor(draft.canonicalUrl)
  }

  function wishFor(url: string): PageWish | null {
    if (!collecting.readPages) return null
    const { host } = new URL(url)
    if (host === turn.host && !mayVisit(turn.robotsFile, agent, url)) return null
    return { url, host, nextAt: now }
  }

  /** Only a feed that came whole and was seen before can leave something out: no delta (RFC 3229), nothing salvaged. */
  function tellsWithdrawals(): boolean {
    if (due.visitedAt === null || outcome.kind !== 'fetched' || outcome.status !== 200 || reading === null) return false
    const { document } = reading
    return reading.outcome === 'read' && due.format !== 'page' && document.entries.length <= limits.entriesAtOnce
  }
}

/** Licence files that the feed or its entries point to. */
function licencesIn({ wishes = [], entries }: FeedDocument): string[] {
  return licenceUrls([...wishes, ...entries.flatMap((entry) => entry.wishes ?? [])])
}

/** Null when no entry has a date. */
function oldestOf(drafts: readonly ColumnDraft[]): Date | null {
  const times = drafts.filter((draft) => draft.publishedKnown).map((draft) => draft.publishedAt.getTime())
  return times.length === 0 ? null : new Date(Math.min(...times))
}

type Reading = { readonly outcome: ReadingOutcome; readonly document: FeedDocument; readonly problem: string | null }

/** What a feed's body holds, whatever it is. */
export function readFeed(due: Pick<DueFeed, 'format'>, outcome: Extract<VisitOutcome, { kind: 'fetched' }>): Reading {
  const { url, contentType, charset } = outcome
  if (due.format === 'page') {
    const { text } = decodeText(outcome.body, { charset, kind: 'html' })
    const document = feedFromPage(parsePage(text, { url, headers: outcome.headers, links: true }))
    return { outcome: document.entries.length === 0 ? 'empty' : 'read', document, problem: null }
  }
  const parsed = parseFeed(outcome.body, { url, contentType, charset })
  if (parsed.kind === 'not-a-feed') return { outcome: 'not-a-feed', document: nothing, problem: parsed.problem }
  const { feed } = parsed
  const salvaged = feed.problems.length > 0
  return {
    outcome: feed.entries.length === 0 ? 'empty' : salvaged ? 'salvaged' : 'read',
    document: feed,
    problem: null,
  }
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

const maxProblemChars = 500

function problemOf(
  outcome: VisitOutcome,
  reading: Reading | null,
  drafts: readonly ({ draft: ColumnDraft } | { problem: string })[],
): string | null {
  const skipped = drafts.flatMap((entry) => ('problem' in entry ? [entry.problem] : []))
  const beyond = (reading?.document.entries.length ?? 0) - limits.entriesAtOnce
  const all = [
    describeOutcome(outcome).problem,
    reading?.problem ?? null,
    ...(reading?.document.problems ?? []),
    beyond > 0 ? `${beyond} entries beyond the first ${limits.entriesAtOnce} were left out` : null,
    skipped.length > 0 ? `${skipped.length} entries left out, such as ${skipped[0]}` : null,
  ].filter((text) => text !== null)
  return all.length === 0 ? null : all.join('; ').slice(0, maxProblemChars)
}

/** Within one feed the first entry with an address wins, as the publisher lists the newest first. */
function newestFirst(drafts: readonly ColumnDraft[]): ColumnDraft[] {
  const byUrl = new Map<string, ColumnDraft>()
  for (const draft of drafts) {
    if (!byUrl.has(draft.canonicalUrl)) byUrl.set(draft.canonicalUrl, draft)
  }
  return [...byUrl.values()]
}
