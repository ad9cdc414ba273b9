// An author's own page: read once in a long while, when its host has nothing of the day, for what it says of that one person.
import {
  fileAuthorPage,
  recordVisit,
  type AuthorPageReading,
  type DueAuthorPage,
  type VisitRecord,
} from '../archive/index.ts'
import { applyLicences, licenceUrls, listWishes } from '../collect/index.ts'
import { makeExcerpt, decideTerms } from '../excerpt/index.ts'
import { chooseLanguage, decodeText, directionOf, parseAuthorPage } from '../parse/index.ts'
import type { Publisher, VisitOutcome } from '../model/index.ts'
import { agent } from './collecting.ts'
import { describeOutcome } from './describe-outcome.ts'
import { noteVisit } from './note-visit.ts'
import { tryAgainAt } from './try-again.ts'
import { askPublisher, type Turn, type VisitReport } from './turn.ts'

const dayMs = 24 * 3600_000
/** Until a page that was read is read again: people change their paper more often than their biography. */
const againAfterMs = 180 * dayMs
/** Until one is looked at again that has joined two writers, or does not say any more what it said: a mistake lasts no longer. */
const secondLookMs = 7 * dayMs
/** Of a longer page only what stands before is read, and what stands after it is not missing. */
const maxPageBytes = 4 * 1024 * 1024
/** Characters (graphemes) of a biography: a line beside a name, as short as a list's excerpt. */
const maxBiographyChars = 150

/** Outcomes after which no word and no picture of the page is kept. */
const silenced: ReadonlySet<VisitOutcome['kind']> = new Set(['forbidden', 'missing', 'gone'])

/** Rejects only when the archive fails or the turn's signal aborts. */
export async function visitAuthorPage(due: DueAuthorPage, turn: Turn): Promise<VisitReport> {
  const { collecting } = turn
  const publisher = turn.publishers.get(due.publisherId)
  if (publisher === undefined) throw new Error(`an author belongs to publisher ${due.publisherId}, who is unknown`)
  const startedAt = Date.now()
  const now = collecting.now()
  const outcome = await askPublisher(turn, publisher, {
    url: due.url,
    purpose: 'page',
    maxBytes: maxPageBytes,
    cut: true,
  })
  const asked = outcome.kind !== 'forbidden' || outcome.by === 'status'
  const read = outcome.kind === 'fetched' ? await readPage(outcome, publisher) : null
  const told = describeOutcome(outcome)
  const problem = read?.problem ?? told.problem
  const visit: VisitRecord = {
    publisherId: due.publisherId,
    feedId: null,
    columnId: null,
    host: turn.host,
    url: due.url,
    purpose: 'author-page',
    ...told,
    problem,
    reading: null,
    entries: null,
    durationMs: Date.now() - startedAt,
    visitedAt: now,
  }
  await recordVisit(collecting.db, visit)
  const { merged, parted } = await fileAuthorPage(collecting.db, due, {
    outcome: outcome.kind,
    problem,
    nextAt:
      outcome.kind === 'fetched'
        ? new Date(now.getTime() + againAfterMs)
        : tryAgainAt(outcome, { attempts: due.attempts, now, firstWaitMs: dayMs }),
    ...(read?.said === undefined ? {} : { said: read.said }),
    ...(silenced.has(outcome.kind) ? { said: null } : {}),
    now,
  })
  noteVisit(collecting, visit)
  for (const { from, into } of merged) collecting.log.info({ from: from.slug, into: into.slug }, 'one person, by their own page') // prettier-ignore
  for (const { merge, address } of parted) collecting.log.warn({ merge, address }, 'two persons again: their page has taken the address back') // prettier-ignore
  return { outcome, newColumns: 0, asked }

  async function readPage(
    page: Extract<VisitOutcome, { kind: 'fetched' }>,
    of: Publisher,
  ): Promise<{ said: AuthorPageReading['said']; problem: string | null }> {
    const { text } = decodeText(page.body, { charset: page.charset, kind: 'html' })
    const facts = parseAuthorPage(text, { url: page.url, name: due.name })
    // A wall or a page of errors, however it is answered, says nothing of them and takes nothing back.
    if (!facts.isTheirs) return { said: undefined, problem: `the page does not say that it is about ${due.name}` }
    const wishes = [
      ...listWishes({
        url: page.url,
        agent,
        robots: turn.robots,
        robotsPlace: turn.robotsPlace,
        host: turn.wishes,
        headers: page.headers,
      }),
      ...facts.directives,
    ]
    await turn.licences.read(licenceUrls(wishes))
    const terms = decideTerms({
      directives: applyLicences(wishes, page.url, turn.licences.files),
      country: of.country,
      agreement: of.agreement,
      access: 'free',
      agent,
      now,
    })
    if (!terms.mayList) return { said: null, problem: null }
    const lang = chooseLanguage({
      declared: facts.lang,
      feedLang: null,
      publisherLangs: of.languages,
      text: facts.biography ?? '',
      detector: collecting.detector,
    })
    const maxChars = Math.min(maxBiographyChars, terms.maxExcerptChars)
    const biography =
      facts.biography === null || !terms.mayExcerpt
        ? null
        : (makeExcerpt({ dek: facts.biography, paragraphs: [], title: due.name, lang, maxChars })?.text ?? null)
    const portrait =
      facts.image !== null && terms.mayImage && collecting.keepImages === true
        ? { url: facts.image, maxWidth: terms.maxImageWidth }
        : null
    return {
      said: {
        links: facts.links,
        isWhole: page.body.byteLength < maxPageBytes,
        secondLookAt: new Date(now.getTime() + secondLookMs),
        biography,
        lang,
        dir: directionOf(lang),
        portrait,
      },
      problem: null,
    }
  }
}
