// One due feed: asked within its publisher's rules, read, and everything new in it filed with the visit in one commit.
import {
  fileColumns,
  findNewDrafts,
  isArchiveTrouble,
  knownOfDraft,
  queueVanished,
  recordVisit,
  type DueFeed,
  type FeedChange,
  type FilingResult,
  type PageOfDraft,
  type PageWish,
  type VisitRecord,
} from '../archive/index.ts'
import { mayAskUnconditionally, mayVisit, nextVisit } from '../collect/index.ts'
import type { ColumnDraft, ColumnId, Publisher, VisitOutcome } from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { holdFeed, type HeldFeed, type NewPage } from './held-feed.ts'
import { circumstancesOf } from './met-entries.ts'
import { noteVisit } from './note-visit.ts'
import type { Place } from './places.ts'
import { noHints } from './read-feed.ts'
import type { FeedReading, FoundEntry, MetEntry } from './reading-types.ts'
import { noteHub, safetyNetAt } from './subscribe.ts'
import { mayFollow, rulesOf, type Turn, type VisitReport } from './turn.ts'

/** `held`: what it brought is read but not filed. */
export type FeedReport = VisitReport & { readonly held: HeldFeed | null }

/**
 * Rejects only when the archive fails or the turn's signal aborts; whatever the publisher does is recorded. With `mayHold` a feed
 * that brings new columns is left to be filed with their pages.
 */
export async function visitFeed(due: DueFeed, turn: Turn, mayHold: boolean): Promise<FeedReport> {
  const place = turn.places.newPlace(turn.begunAs)
  try {
    return await visitFrom(place, due, turn, mayHold)
  } finally {
    place.leave()
  }
}

/** Takes the place when there is something to read, and leaves it while anyone else is asked. */
async function visitFrom(place: Place, due: DueFeed, turn: Turn, mayHold: boolean): Promise<FeedReport> {
  const { collecting, signal } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`feed ${due.id} belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  const conditional = !mayAskUnconditionally(due.unconditionalAt, now)
  const outcome = await ask()
  const asked = outcome.kind !== 'forbidden' || outcome.by === 'status'
  const read = outcome.kind === 'fetched' ? await readEntries(outcome, publisher) : null
  const reading = read?.reading ?? null
  const durationMs = Date.now() - startedAt
  const visit = (brought: number): VisitRecord => ({
    publisherId: due.publisherId,
    feedId: due.id,
    columnId: null,
    host: turn.host,
    url: due.url,
    purpose: 'feed',
    ...describeOutcome(outcome),
    reading: reading?.outcome ?? null,
    durationMs,
    visitedAt: now,
    entries: reading?.entries ?? null,
    problem: problemOf(outcome, reading),
    feed: changeOf(brought),
  })
  const drafts = reading?.found.flatMap(({ draft }) => draft ?? []) ?? []
  // One that failed last time may be what cannot be filed: its pages are not asked for again and again.
  const newPages = mayHold && due.failures === 0 && drafts.length > 0 ? await listNewPages() : []
  if (newPages.length > 0) {
    const held = holdFeed({ publisher, pages: newPages, drafts, file: fileDrafts, afterwards })
    return { outcome, newColumns: 0, asked, held }
  }
  const filed = drafts.length > 0 ? await fileDrafts(new Map()) : nothingFiled
  if (drafts.length === 0) await recordVisit(collecting.db, visit(0))
  await afterwards(filed)
  return { outcome, newColumns: filed.newColumns, asked, held: null }

  async function afterwards({ columns, newColumns }: FilingResult): Promise<void> {
    const ids = columns.map(({ id }) => id)
    if (read !== null) await rememberFiled(read, ids)
    if (outcome.kind === 'fetched' && reading !== null) await noteHub(collecting, due, outcome, reading.document)
    noteVisit(collecting, visit(newColumns), newColumns)
  }

  async function fileDrafts(pages: ReadonlyMap<ColumnDraft, PageOfDraft>): Promise<FilingResult> {
    const filing = { publisherId: due.publisherId, now, visit, pageOf }
    try {
      return await fileColumns(collecting.db, drafts, { ...filing, pages })
    } catch (error) {
      if (isArchiveTrouble(error) || pages.size === 0) throw error
      // A page that cannot be filed keeps neither its feed nor the other pages from it.
      collecting.log.warn({ url: due.url, err: error }, 'not filed with its pages; each is filed by itself')
      return fileColumns(collecting.db, drafts, filing)
    }
  }

  /** Of new pieces; those on this host, whose turn it is. */
  async function listNewPages(): Promise<NewPage[]> {
    const fresh = await findNewDrafts(collecting.db, due.publisherId, drafts)
    return fresh
      .filter((draft) => wishFor(draft.canonicalUrl)?.host === turn.host)
      .map((draft) => ({ draft, url: draft.canonicalUrl, known: knownOfDraft(draft, due, now) }))
  }

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

  /** Read twice when it names licences that were not read yet: the drafts depend on what these say. */
  async function readEntries(answer: Extract<VisitOutcome, { kind: 'fetched' }>, of: Publisher): Promise<ReadEntries> {
    const ways = await turn.waysOf(of)
    const rules = rulesOf(turn)
    const readOnce = async () => {
      await place.take()
      const licences = new Map(turn.licences.files)
      const circumstances = circumstancesOf({ feed: due, publisher: of, ways, rules, licences })
      const met = turn.met.of(due.id, circumstances)
      const { body, url, contentType, charset, headers } = answer
      const reading = await turn.reader.readFeed({
        answer: { body, url, contentType, charset, headers },
        feed: due,
        publisher: of,
        ways: { rule: ways.rule, shares: ways.shares },
        rules,
        licences,
        met,
        now,
      })
      return { reading, circumstances, licences }
    }
    const first = await readOnce()
    if (first.reading.licences.every((url) => first.licences.has(url))) return first
    place.leave()
    await turn.licences.read(first.reading.licences)
    if (turn.licences.files.size > first.licences.size) return readOnce()
    await place.take()
    return first
  }

  /** `filed`: the columns of the entries that had drafts, in their order. */
  async function rememberFiled({ reading: of, circumstances }: ReadEntries, filed: readonly ColumnId[]) {
    const columns = columnsOf(of.found, filed)
    const since = oldestOf(of.found)
    if (tellsWithdrawals() && since !== null)
      await queueVanished(collecting.db, {
        publisherId: due.publisherId,
        feedId: due.id,
        listed: columns,
        since,
        now,
        pageOf: wishFor,
      })
    turn.met.remember(due.id, circumstances, { context: of.context, entries: entriesOnce(of.found, columns) })
  }

  /** Only a feed that came whole and was seen before can leave something out: no delta (RFC 3229), nothing salvaged. */
  function tellsWithdrawals(): boolean {
    if (due.visitedAt === null || outcome.kind !== 'fetched' || outcome.status !== 200 || reading === null) return false
    return reading.outcome === 'read' && due.format !== 'page' && reading.entries <= limits.entriesAtOnce
  }
}

const nothingFiled: FilingResult = { columns: [], newColumns: 0 }

type ReadEntries = {
  readonly reading: FeedReading
  readonly circumstances: string
}

/** The column of each entry, in the feed's order. */
function columnsOf(found: readonly FoundEntry[], filed: readonly ColumnId[]): ColumnId[] {
  const rest = filed.values()
  return found.map(({ column }) => column ?? rest.next().value!)
}

/** Where two entries are one column, each visit has to weigh anew which of them speaks. */
function entriesOnce(found: readonly FoundEntry[], columns: readonly ColumnId[]): MetEntry[] {
  const counts = new Map<ColumnId, number>()
  for (const id of columns) counts.set(id, (counts.get(id) ?? 0) + 1)
  return found
    .map(({ mark, digest, address, publishedAt }, at) => ({ mark, digest, address, publishedAt, column: columns[at]! }))
    .filter(({ column }) => counts.get(column) === 1)
}

/** Null when no entry has a date. */
function oldestOf(found: readonly FoundEntry[]): Date | null {
  const times = found.flatMap(({ publishedAt }) => publishedAt?.getTime() ?? [])
  return times.length === 0 ? null : new Date(Math.min(...times))
}

const maxProblemChars = 500

function problemOf(outcome: VisitOutcome, reading: FeedReading | null): string | null {
  const leftOut = reading?.leftOut ?? []
  const beyond = (reading?.entries ?? 0) - limits.entriesAtOnce
  const all = [
    describeOutcome(outcome).problem,
    reading?.problem ?? null,
    ...(reading?.document.problems ?? []),
    beyond > 0 ? `${beyond} entries beyond the first ${limits.entriesAtOnce} were left out` : null,
    leftOut.length > 0 ? `${leftOut.length} entries left out, such as ${leftOut[0]}` : null,
  ].filter((text) => text !== null)
  return all.length === 0 ? null : all.join('; ').slice(0, maxProblemChars)
}
