// One document of a feed's past, on the operator's order: an archive of the feed (RFC 5005), a sitemap, or a page that a
// sitemap named. What it holds is filed like any feed's or page's; what it leads to is left for later turns.
import {
  fileColumns,
  finishBackfill,
  listAddressesOfFeed,
  recordVisit,
  type BackfillStep,
  type DueBackfill,
  type VisitRecord,
} from '../archive/index.ts'
import { applyLicences, licenceUrls, listWishes, mayVisit } from '../collect/index.ts'
import { decodeText } from '../parse/index.ts'
import type { ColumnDraft, Directive, Entry, FeedDocument, Publisher, VisitOutcome } from '../model/index.ts'
import { agent, limits } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { draftFromEntry } from './draft-from-entry.ts'
import { draftFromPage } from './draft-from-page.ts'
import { wishesOfEntry } from './entry-wishes.ts'
import { inspectPage } from './inspect-page.ts'
import { noteVisit } from './note-visit.ts'
import { readFeed } from './read-feed.ts'
import { tryAgainAt } from './try-again.ts'
import { askPublisher, type Turn, type VisitReport } from './turn.ts'

/** Newest columns of a feed from whose addresses its places are learned. */
const knownAddresses = 300

/** Rejects only when the archive fails or the turn's signal aborts. */
export async function visitBackfill(due: DueBackfill, turn: Turn): Promise<VisitReport> {
  const { collecting } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`a back-fill belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  const outcome = await askPublisher(turn, publisher, { url: due.url, purpose: 'feed' })
  const asked = outcome.kind !== 'forbidden' || outcome.by === 'status'
  const found = outcome.kind === 'fetched' ? await readDocument(outcome, publisher) : nothingFound
  const visit = (): VisitRecord => ({
    publisherId: due.publisherId,
    feedId: due.feed.id,
    columnId: null,
    host: turn.host,
    url: due.url,
    purpose: 'back-fill',
    ...describeOutcome(outcome),
    reading: null,
    entries: found.entries,
    durationMs: Date.now() - startedAt,
    visitedAt: now,
    ...(found.problem === null ? {} : { problem: found.problem }),
  })
  let newColumns = 0
  if (found.drafts.length > 0) {
    const filed = await fileColumns(collecting.db, found.drafts, {
      publisherId: due.publisherId,
      now,
      visit: () => visit(),
      pageOf: (draft) => (draft.pageRead ? null : wishFor(draft.canonicalUrl)),
    })
    newColumns = filed.newColumns
  } else await recordVisit(collecting.db, visit())
  noteVisit(collecting, visit(), newColumns)
  const { outcome: kind, problem } = visit()
  await finishBackfill(collecting.db, due, {
    outcome: kind,
    entries: found.entries,
    newColumns,
    problem,
    next: found.next,
    retryAt: tryAgainAt(outcome, { attempts: due.attempts, now }),
    now,
  })
  return { outcome, newColumns, asked }

  function wishFor(url: string): { url: string; host: string; nextAt: Date } | null {
    const { host } = new URL(url)
    if (!collecting.readPages || (host === turn.host && !mayVisit(turn.robotsFile, agent, url))) return null
    return { url, host, nextAt: now }
  }

  async function readDocument(outcome: Extract<VisitOutcome, { kind: 'fetched' }>, of: Publisher): Promise<Found> {
    const { outcome: reading, document, problem } = readFeed({ format: null }, outcome)
    if (reading === 'not-a-feed')
      return /html/.test(outcome.contentType ?? '') ? readPiece(outcome, of) : { ...nothingFound, problem }
    if (document.format === 'sitemap') return readSitemap(document, of)
    const archive = document.previousArchive ?? null
    const drafts = await draftsOf(document.entries, document, of)
    return { drafts, next: shared(archive === null ? [] : [archive]), entries: document.entries.length, problem: null }
  }

  /** A sitemap lists everything: only what lies where this feed's columns lie is of its past. */
  async function readSitemap(document: FeedDocument, of: Publisher): Promise<Found> {
    const children = [...(document.sitemaps ?? [])]
      .toSorted((a, b) => (b.modifiedAt?.getTime() ?? 0) - (a.modifiedAt?.getTime() ?? 0))
      .map(({ url }) => url)
    const places = placesOf(await listAddressesOfFeed(collecting.db, of.id, due.feed.id, knownAddresses))
    const entries = document.entries.filter(({ url }) => url !== null && places.has(placeOf(url) ?? ''))
    const named = entries.filter(({ title }) => title !== '')
    const unnamed = collecting.readPages ? entries.flatMap(({ title, url }) => (title === '' && url !== null ? [url] : [])) : [] // prettier-ignore
    const drafts = await draftsOf(named, document, of)
    const next = shared([...children, ...unnamed])
    return { drafts, next, entries: document.entries.length, problem: null }
  }

  /** A page that only a sitemap named: it says itself what it is, and without a headline it is nothing. */
  async function readPiece(outcome: Extract<VisitOutcome, { kind: 'fetched' }>, of: Publisher): Promise<Found> {
    const { text } = decodeText(outcome.body, { charset: outcome.charset, kind: 'html' })
    const directives = hostWishes(outcome.url, outcome.headers)
    await turn.licences.read(licenceUrls(directives))
    const ways = await turn.waysOf(of)
    const inspection = inspectPage(text, {
      url: outcome.url,
      headers: outcome.headers,
      now,
      detector: collecting.detector,
      directives,
      licences: turn.licences.files,
      publisherName: of.name,
      publisherHome: of.home,
      publisherLangs: of.languages,
      feedLang: due.feed.lang,
      country: of.country,
      agreement: of.agreement,
      rule: ways.rule,
      repeated: ways.repeated,
    })
    if (inspection.title === null) return { ...nothingFound, problem: 'the page has no headline' }
    const known = {
      feedId: due.feed.id,
      feedKind: due.feed.kind,
      url: due.url,
      title: inspection.title,
      section: due.feed.section,
      publishedAt: now,
      publishedKnown: false,
      modifiedAt: null,
    }
    const draft = draftFromPage(inspection, known, of)
    return { ...nothingFound, drafts: draft === null ? [] : [draft] }
  }

  async function draftsOf(entries: readonly Entry[], document: FeedDocument, of: Publisher): Promise<ColumnDraft[]> {
    await turn.licences.read(licenceUrls([document, ...entries].flatMap(({ wishes = [] }) => wishes)))
    const setting = {
      publisher: of,
      ways: await turn.waysOf(of),
      feed: due.feed,
      document,
      directivesFor: (url: string, entry: Entry) =>
        applyLicences([...hostWishes(url, {}), ...wishesOfEntry(entry, document)], url, turn.licences.files),
      detector: collecting.detector,
      now,
    }
    const byUrl = new Map<string, ColumnDraft>()
    for (const entry of entries.slice(0, limits.entriesAtOnce)) {
      const made = draftFromEntry(entry, setting)
      if ('draft' in made && !byUrl.has(made.draft.canonicalUrl)) byUrl.set(made.draft.canonicalUrl, made.draft)
    }
    return [...byUrl.values()]
  }

  function hostWishes(url: string, headers: Readonly<Record<string, string>>): Directive[] {
    const ours = new URL(url).host === turn.host
    const { robotsPlace } = turn
    return listWishes({ url, agent, robots: ours ? turn.robots : null, robotsPlace, host: ours ? turn.wishes : null, headers }) // prettier-ignore
  }

  /** At most as many as may follow; what remains of the allowance is shared among them. */
  function shared(urls: readonly string[]): BackfillStep[] {
    const chosen = urls.slice(0, due.pagesLeft)
    const pagesLeft = chosen.length === 0 ? 0 : Math.floor((due.pagesLeft - chosen.length) / chosen.length)
    return chosen.map((url) => ({ url, pagesLeft }))
  }
}

type Found = {
  readonly drafts: readonly ColumnDraft[]
  readonly next: readonly BackfillStep[]
  readonly entries: number | null
  readonly problem: string | null
}

const nothingFound: Found = { drafts: [], next: [], entries: null, problem: null }

/** Beginnings of paths below which at least three columns lie. */
function placesOf(urls: readonly string[]): Set<string> {
  const counts = new Map<string, number>()
  for (const url of urls) {
    const place = placeOf(url)
    if (place !== null) counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count >= 3).map(([place]) => place))
}

/** `paper.example/opinion`: host and the first part of the path, numbers such as years passed over; null for a piece at the root. */
function placeOf(url: string): string | null {
  const { host, pathname } = new URL(url)
  const parts = pathname.split('/').slice(1, -1)
  const first = parts.find((part) => !/^\d*$/.test(part))
  return first === undefined ? null : `${host}/${first.toLowerCase()}`
}
