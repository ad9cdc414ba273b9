// Filing: the drafts of one feed visit become columns, credits, counts and the visit's record, in one commit or not at all.
// Reading comes first and outside the transaction; keys and row versions notice when another process was quicker, and then
// everything is read and decided again. So a column is filed once, whoever else is filing.
import type { CanonicalUrl, ColumnDraft, ColumnId, ColumnistId } from '../model/index.ts'
import { announceFiling, topicsOfFiling, type PageTopic } from './announcements.ts'
import { isDistributed } from './distribution.ts'
import { writesOfChanges, counted, credited, namesOf, writersOf } from './filing-changes.ts'
import { newlyLinked, type ColumnistRef } from './filing-columnists.ts'
import { vectorOf, withStorableAddresses, type ColumnValues } from './filing-decide.ts'
import {
  idOfPlan,
  isAdding,
  planFilings,
  type Filing,
  type FilingOptions,
  type PageOfDraft,
  type Plan,
  type Planned,
} from './filing-plan.ts'
import { reviewWrites } from './filing-reviews.ts'
import {
  addressWrites,
  aliasRow,
  aliasWrites,
  creditWrites,
  duePageWrites,
  columnWrites,
  learnWrites,
  prepareColumnists,
  ruleWrites,
  type DuePageWrite,
} from './filing-write.ts'
import { claimWrites } from './copies-writes.ts'
import { forFiling } from './filing-connections.ts'
import { groupCommit } from './group-commit.ts'
import { newImageWrites } from './images.ts'
import { joinByEvidence } from './identity-evidence.ts'
import { countWrites, recountOutlets } from './kept-counts.ts'
import { takeIds } from './next-ids.ts'
import type { Db } from './schema.ts'
import { inTurn, retryConflicts } from './transactions.ts'
import { writeVisits } from './visits.ts'

export type FiledColumn = {
  readonly outcome: 'new' | 'changed' | 'known' | 'taken-down'
  readonly id: ColumnId
  readonly canonicalUrl: CanonicalUrl
  /** What its page said was filed with it. */
  readonly withPage?: true
}

/** `columns`: one per draft, in the drafts' order. */
export type FilingResult = { readonly columns: FiledColumn[]; readonly newColumns: number }

/**
 * Files the drafts of one visit, all of one publisher. Nothing is acknowledged before it is committed. Filings of several
 * publishers at the same moment share a commit; where that fails, each is filed alone.
 */
export async function fileColumns(
  db: Db,
  drafts: readonly ColumnDraft[],
  options: FilingOptions,
): Promise<FilingResult> {
  for (const draft of drafts)
    if (draft.publisherId !== options.publisherId) throw new Error('A filing holds the drafts of one publisher')
  const filing = storable(drafts, options)
  const own = forFiling(db)
  const { linked, topics, ...result } = await (isDistributed(db) ? fileAlone(db, filing) : fileSoon(own, filing))
  if (topics.length > 0) await announceFiling(own, topics)
  if (linked.length > 0) await joinByEvidence(db, linked, options.now)
  return result
}

function storable(given: readonly ColumnDraft[], options: FilingOptions): Filing {
  const pages = new Map<ColumnDraft, PageOfDraft>()
  const drafts = given.map((one) => {
    const draft = withStorableAddresses(one)
    const page = options.pages?.get(one)
    if (page !== undefined) pages.set(draft, { ...page, draft: withStorableAddresses(page.draft) })
    return draft
  })
  return { drafts, pages, options }
}

/** `linked`: columnists who became known under an address. `topics`: of what pages show, empty when nothing changed. */
type Filed = FilingResult & { readonly linked: readonly ColumnistId[]; readonly topics: readonly PageTopic[] }

/** In one commit at most; and drafts of them all: what is much already gains nothing by others. */
const filingsTogether = 5
const draftsTogether = 500

const fileSoon = groupCommit<Filing, Filed>(fileTogether, {
  atOnce: 2,
  isPatient: true,
  fits({ drafts, options }, others) {
    if (others.length >= filingsTogether) return false
    const count = others.reduce((sum, other) => sum + other.drafts.length, drafts.length)
    return count <= draftsTogether && others.every((other) => other.options.publisherId !== options.publisherId)
  },
})

/** What takes nothing away is one statement for all of them; the others are filed alone. */
async function fileTogether(db: Db, filings: readonly Filing[]): Promise<(Filed | Promise<Filed>)[]> {
  if (filings.length === 1) return [await fileAlone(db, filings[0]!)]
  const planned = await planFilings(db, filings)
  const adding = planned.filter(isAdding)
  const filed = new Map((await writeFilings(db, adding)).map((one, at) => [adding[at], one]))
  return planned.map((one) => filed.get(one) ?? fileAlone(db, one.filing))
}

function fileAlone(db: Db, filing: Filing): Promise<Filed> {
  return retryConflicts(db, async () => {
    const planned = await planFilings(db, [filing])
    const write = (trx: Db) => writeFilings(trx, planned)
    // One statement is a transaction of its own; on a cluster it is several.
    const [filed] = await (planned.every(isAdding) && !isDistributed(db) ? write(db) : inTurn(db, write))
    return filed!
  })
}

/** Their results in order. With changes it is one filing, and `db` a transaction. */
async function writeFilings(db: Db, all: readonly Planned[]): Promise<Filed[]> {
  const now = new Date(Math.max(...all.map(({ filing }) => filing.options.now.getTime())))
  const made = await prepareColumnists(
    db,
    all.flatMap(({ resolver }) => resolver.made),
    now,
  )
  const taken = await takeIds(
    db,
    'columns',
    all.reduce((sum, { fresh }) => sum + fresh.length, 0),
  )
  const parts: Part[] = []
  let [madeBefore, takenBefore] = [0, 0]
  for (const planned of all) {
    const ownMade = made.ids.slice(madeBefore, (madeBefore += planned.resolver.made.length))
    const ownIds = taken.slice(takenBefore, (takenBefore += planned.fresh.length)) as ColumnId[]
    parts.push(prepare(planned, ownMade, ownIds, now))
  }
  const ofEach = <T>(rowsOf: (part: Part) => readonly T[]) =>
    new Map(parts.map((part) => [part.publisher.id, rowsOf(part)]))
  const filed = ofEach((part) => part.filed)
  const pages = parts.flatMap((part) => part.pages)
  const images = newImageWrites(
    ofEach((part) => part.pages),
    now,
  )
  await writeVisits(
    db,
    [...all.flatMap(({ visits }) => visits), ...pages.map(({ id, page }) => ({ ...page.visit, columnId: id }))],
    [
      ...made.writes,
      ...learnWrites(...all.map(({ resolver }) => resolver)),
      ...columnWrites(filed, now),
      ...aliasWrites(ofEach(({ resolver, idOf }) => resolver.aliases.map((alias) => aliasRow(alias, idOf)))),
      ...creditWrites(
        ofEach(({ filed, idOf }) => filed.map(({ id, values, credits }) => credited(id, values, credits, idOf))),
      ),
      ...ruleWrites(ofEach((part) => part.filed.map(({ id, draft }) => ({ id, rules: draft.rules })))),
      ...reviewWrites(filed, now),
      ...claimWrites(filed, now),
      ...images.writes,
      ...parts.flatMap(({ change }) => change.writes),
      ...countWrites(
        ofEach(({ change }) => change.were),
        ofEach(({ are }) => are),
      ),
      ...addressWrites(
        ofEach(({ newAddresses, ids }) =>
          newAddresses.map(({ plan, address }) => ({ address, column_id: idOfPlan(plan, ids) })),
        ),
      ),
      ...duePageWrites(
        ofEach(({ plans, ids, filing }) => duePages(plans, ids, filing.options)),
        images.hosts,
      ),
    ],
  )
  for (const { publisher, change } of parts) await recountOutlets(db, publisher.id, change.lost)
  return parts.map(filedBy)
}

type Part = ReturnType<typeof prepare>

/** One filing with its ids. `made`: of whom it makes; `taken`: of its new columns. */
function prepare(planned: Planned, made: readonly ColumnistId[], taken: readonly ColumnId[], now: Date) {
  const { publisher, fresh, credits, changes, creditsBefore } = planned
  const idOf = (ref: ColumnistRef): ColumnistId => ('id' in ref ? ref.id : made[ref.index]!)
  const ids = idsOf(fresh, taken)
  const filed = fresh.map((plan) => ({
    draft: plan.draft,
    values: plan.values,
    search: vectorOf(plan.values, namesOf(credits.get(plan)!), publisher),
    credits: credits.get(plan)!,
    entry: plan.entry,
    id: ids.get(plan.values.canonical_url)!,
  }))
  const pages = fresh.flatMap(({ draft, values, page }) =>
    page === null ? [] : { id: ids.get(values.canonical_url)!, draft, page },
  )
  const newlyCounted = filed.map((column) => counted(column.values, writersOf(column.credits, idOf)))
  const change = writesOfChanges(publisher, changes, creditsBefore, idOf, now)
  return { ...planned, made, idOf, ids, filed, pages, change, are: [...newlyCounted, ...change.are] }
}

function filedBy({ publisher, plans, fresh, changes, newAddresses, resolver, made, ids, change, are }: Part): Filed {
  const isNews = fresh.length + changes.length + newAddresses.length > 0
  const topics = isNews ? topicsOfFiling(publisher.id, [...change.were, ...are]) : []
  return { ...resultOf(plans, ids), linked: newlyLinked(resolver, made), topics }
}

/** Of new columns, by canonical URL and in its order. */
function idsOf(
  fresh: readonly { readonly values: ColumnValues }[],
  ids: readonly ColumnId[],
): ReadonlyMap<string, ColumnId> {
  const urls = fresh.map(({ values }) => values.canonical_url).toSorted()
  return new Map(urls.map((url, at) => [url, ids[at]!]))
}

function duePages(plans: readonly Plan[], ids: ReadonlyMap<string, ColumnId>, options: FilingOptions): DuePageWrite[] {
  return plans.flatMap((plan) => {
    const isAsked = plan.kind === 'new' ? !plan.draft.pageRead : plan.kind === 'changed' && plan.decision.asksForPage
    const wish = isAsked ? options.pageOf?.(plan.draft) : null
    return wish ? [{ columnId: idOfPlan(plan, ids), ...wish }] : []
  })
}

function resultOf(plans: readonly Plan[], ids: ReadonlyMap<string, ColumnId>): FilingResult {
  const columns = plans.map((plan): FiledColumn => {
    const canonicalUrl =
      plan.kind === 'changed' || plan.kind === 'known'
        ? (plan.known.canonical_url as CanonicalUrl)
        : plan.draft.canonicalUrl
    const outcome = plan.kind !== 'twin' ? plan.kind : plan.of.kind === 'taken-down' ? 'taken-down' : 'known'
    const filed = { outcome, id: idOfPlan(plan, ids), canonicalUrl }
    return plan.kind === 'new' && plan.page !== null ? { ...filed, withPage: true } : filed
  })
  return { columns, newColumns: ids.size }
}
