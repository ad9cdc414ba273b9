// Filing: the drafts of one feed visit become columns, credits, counts and the visit's record, in one commit or not at all.
// Reading comes first and outside the transaction; keys and row versions notice when another process was quicker, and then
// everything is read and decided again. So a column is filed once, whoever else is filing.
import type { CanonicalUrl, ColumnDraft, ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import { announceFiling, topicsOfFiling, type PageTopic } from './announcements.ts'
import { isDistributed } from './distribution.ts'
import { applyChanges, counted, credited, namesOf, readResolver, writersOf } from './filing-changes.ts'
import { foldedNames, newlyLinked, type ColumnistRef } from './filing-columnists.ts'
import {
  decideByFeed,
  isSamePiece,
  newValues,
  vectorOf,
  withStorableAddresses,
  type ColumnValues,
  type Decision,
} from './filing-decide.ts'
import { reviewWrites } from './filing-reviews.ts'
import { readCredits, readKnown, type FilingPublisher, type KnownColumn } from './filing-known.ts'
import {
  addressWrites,
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
import { joinByEvidence } from './identity-evidence.ts'
import { countWrites, recountOutlets } from './kept-counts.ts'
import { takeIds } from './next-ids.ts'
import type { Db } from './schema.ts'
import { inTransaction, inTurn, retryConflicts } from './transactions.ts'
import { adoptsMoves, writeVisits, type VisitRecord } from './visits.ts'

export type FilingOptions = {
  readonly publisherId: PublisherId
  readonly now: Date
  /**
   * The visit that brought the drafts, recorded in the same commit; its FeedChange carries the validators. As a function it
   * is told how many columns were new, which the feed's next visit depends on.
   */
  readonly visit?: VisitRecord | ((newColumns: number) => VisitRecord)
  /** Asked for new columns and for changed headlines of columns whose page was read: null reads no page. */
  readonly pageOf?: (draft: ColumnDraft) => PageWish | null
}

export type PageWish = { readonly url: string; readonly host: string; readonly nextAt: Date }

export type FiledColumn = {
  readonly outcome: 'new' | 'changed' | 'known' | 'taken-down'
  readonly id: ColumnId
  readonly canonicalUrl: CanonicalUrl
}

/** `columns`: one per draft, in the drafts' order. */
export type FilingResult = { readonly columns: FiledColumn[]; readonly newColumns: number }

/** Files the drafts of one visit, all of one publisher. Nothing is acknowledged before it is committed. */
export async function fileColumns(
  db: Db,
  drafts: readonly ColumnDraft[],
  options: FilingOptions,
): Promise<FilingResult> {
  for (const draft of drafts)
    if (draft.publisherId !== options.publisherId) throw new Error('A filing holds the drafts of one publisher')
  const storable = drafts.map(withStorableAddresses)
  const { linked, topics, ...result } = await retryConflicts(db, () => fileOnce(db, storable, options))
  if (topics.length > 0) await announceFiling(db, topics)
  if (linked.length > 0) await joinByEvidence(db, linked, options.now)
  return result
}

type Plan = { readonly draft: ColumnDraft } & (
  | { readonly kind: 'new'; readonly values: ColumnValues }
  | { readonly kind: 'changed'; readonly known: KnownColumn; readonly decision: Decision }
  | { readonly kind: 'known' | 'taken-down'; readonly known: KnownColumn }
  /** The same piece as an earlier draft of this filing. */
  | { readonly kind: 'twin'; readonly of: Plan }
)

function visitsOf({ visit }: FilingOptions, newColumns: number): VisitRecord[] {
  if (visit === undefined) return []
  return [typeof visit === 'function' ? visit(newColumns) : visit]
}

/** `linked`: columnists who became known under an address. `topics`: of what pages show, empty when nothing changed. */
type Filed = FilingResult & { readonly linked: readonly ColumnistId[]; readonly topics: readonly PageTopic[] }

async function fileOnce(db: Db, drafts: readonly ColumnDraft[], options: FilingOptions): Promise<Filed> {
  const { now, publisherId } = options
  if (drafts.length === 0) {
    await inTransaction(db, (trx) => writeVisits(trx, visitsOf(options, 0), 0))
    return { columns: [], newColumns: 0, linked: [], topics: [] }
  }
  const {
    publisher,
    columns: known,
    aliases,
  } = await readKnown(db, publisherId, {
    addresses: [...new Set(drafts.flatMap((draft) => [draft.canonicalUrl, ...draft.addresses]))],
    names: foldedNames(drafts.flatMap((draft) => draft.contributors)),
  })
  const plans = planDrafts(drafts, known, publisher, now)
  const fresh = plans.filter((plan) => plan.kind === 'new')
  const changed = plans.filter((plan) => plan.kind === 'changed')
  const newAddresses = plans.flatMap((plan) => unknownAddresses(plan, known))
  if (fresh.length === 0 && changed.length === 0 && newAddresses.length === 0) {
    await inTransaction(db, (trx) => writeVisits(trx, visitsOf(options, 0), 0))
    return { ...resultOf(plans, new Map()), linked: [], topics: [] }
  }
  const crediting = [...fresh, ...changed.filter((plan) => plan.decision.replacesCredits)]
  const resolver = await readResolver(
    db,
    publisher,
    crediting.map((plan) => plan.draft),
    aliases,
  )
  const news = fresh.map((plan) => ({ plan, credits: resolver.creditsOf(plan.draft.contributors) }))
  const changes = changed.map(({ known, draft, decision }) => ({
    known,
    draft,
    decision,
    credits: decision.replacesCredits ? resolver.creditsOf(draft.contributors) : null,
  }))
  const before = await readCredits(
    db,
    publisherId,
    changed.map((plan) => plan.known.id),
  )

  const visits = visitsOf(options, fresh.length)
  const write = async (trx: Db): Promise<Filed> => {
    const made = await prepareColumnists(trx, resolver.made, now)
    const idOf = (ref: ColumnistRef): ColumnistId => ('id' in ref ? ref.id : made.ids[ref.index]!)
    const ids = await idsOf(trx, fresh)
    const filed = news.map(({ plan, credits }) => ({
      draft: plan.draft,
      values: plan.values,
      search: vectorOf(plan.values, namesOf(credits), publisher),
      credits,
      id: ids.get(plan.values.canonical_url)!,
    }))
    const newlyCounted = filed.map(({ values, credits }) => counted(values, writersOf(credits, idOf)))
    const { writes, were, are, lost } = await applyChanges(trx, publisher, changes, before, idOf, now)
    await writeVisits(trx, visits, filed.length, [
      ...made.writes,
      ...learnWrites(resolver),
      ...columnWrites(publisherId, filed, now),
      ...aliasWrites(publisherId, resolver.aliases, idOf),
      ...creditWrites(
        publisherId,
        filed.map((column) => credited(column.id, column.values, column.credits, idOf)),
      ),
      ...ruleWrites(
        publisherId,
        filed.map(({ id, draft }) => ({ id, rules: draft.rules })),
      ),
      ...reviewWrites(publisherId, filed, now),
      ...claimWrites(publisherId, filed, now),
      ...writes,
      ...countWrites(publisherId, were, [...newlyCounted, ...are]),
      ...addressWrites(
        publisherId,
        newAddresses.map(({ plan, address }) => ({ address, column_id: idOfPlan(plan, ids) })),
      ),
      ...duePageWrites(publisherId, duePages(plans, ids, options)),
    ])
    await recountOutlets(trx, publisherId, lost)
    const topics = topicsOfFiling(publisherId, [...were, ...are, ...newlyCounted])
    return { ...resultOf(plans, ids), linked: newlyLinked(resolver, made.ids), topics }
  }
  // What takes nothing away is one statement, which is a transaction of its own; on a cluster it is several.
  const isOne = changes.length === 0 && !adoptsMoves(visits) && !isDistributed(db)
  return isOne ? write(db) : inTurn(db, write)
}

/** Of new columns, by canonical URL and in its order. */
async function idsOf(db: Db, fresh: readonly { readonly values: ColumnValues }[]): Promise<Map<string, ColumnId>> {
  const urls = fresh.map(({ values }) => values.canonical_url).toSorted()
  const ids = (await takeIds(db, 'columns', urls.length)) as ColumnId[]
  return new Map(urls.map((url, at) => [url, ids[at]!]))
}

function planDrafts(
  drafts: readonly ColumnDraft[],
  known: ReadonlyMap<string, KnownColumn>,
  publisher: FilingPublisher,
  now: Date,
): Plan[] {
  const earlier = new Map<string, Plan>()
  const decided = new Set<ColumnId>()
  return drafts.map((draft) => {
    const plan = planDraft(draft, known, earlier, decided, publisher, now)
    for (const address of [draft.canonicalUrl, ...draft.addresses])
      if (!earlier.has(address)) earlier.set(address, plan)
    return plan
  })
}

function planDraft(
  draft: ColumnDraft,
  known: ReadonlyMap<string, KnownColumn>,
  earlier: ReadonlyMap<string, Plan>,
  decided: Set<ColumnId>,
  publisher: FilingPublisher,
  now: Date,
): Plan {
  const twin =
    earlier.get(draft.canonicalUrl) ??
    draft.addresses
      .map((address) => earlier.get(address))
      .find((plan) => plan !== undefined && isSamePiece(plan.draft, draft))
  if (twin !== undefined) return { draft, kind: 'twin', of: twin }
  const column =
    known.get(draft.canonicalUrl) ??
    draft.addresses
      .map((address) => known.get(address))
      // What was taken down stays down under every address that it was known by.
      .find((column) => column !== undefined && (column.is_down || isSameColumn(column, draft)))
  if (column === undefined) return { draft, kind: 'new', values: newValues(draft, publisher, now) }
  if (column.is_down) return { draft, kind: 'taken-down', known: column }
  // Two drafts may lead to one column by different addresses: the first speaks.
  if (decided.has(column.id)) return { draft, kind: 'known', known: column }
  decided.add(column.id)
  const decision = decideByFeed(column, draft, publisher, now)
  return decision === null
    ? { draft, kind: 'known', known: column }
    : { draft, kind: 'changed', known: column, decision }
}

function isSameColumn(column: KnownColumn, draft: ColumnDraft): boolean {
  const piece = { title: column.feed_title ?? column.title, publishedAt: column.published_at }
  return isSamePiece(piece, draft)
}

/** Addresses under which the piece was not known yet. One that leads to another piece is left to it. */
function unknownAddresses(plan: Plan, known: ReadonlyMap<string, KnownColumn>): { plan: Plan; address: string }[] {
  if (plan.kind === 'taken-down') return []
  const own = plan.kind === 'new' ? plan.values.canonical_url : plan.kind === 'twin' ? null : plan.known.canonical_url
  return [...new Set([plan.draft.canonicalUrl, ...plan.draft.addresses])]
    .filter((address) => address !== own && !known.has(address))
    .map((address) => ({ plan, address }))
}

function duePages(plans: readonly Plan[], ids: ReadonlyMap<string, ColumnId>, options: FilingOptions): DuePageWrite[] {
  return plans.flatMap((plan) => {
    const isAsked = plan.kind === 'new' ? !plan.draft.pageRead : plan.kind === 'changed' && plan.decision.asksForPage
    const wish = isAsked ? options.pageOf?.(plan.draft) : null
    return wish ? [{ columnId: idOfPlan(plan, ids), ...wish }] : []
  })
}

function idOfPlan(plan: Plan, ids: ReadonlyMap<string, ColumnId>): ColumnId {
  if (plan.kind === 'twin') return idOfPlan(plan.of, ids)
  return plan.kind === 'new' ? ids.get(plan.values.canonical_url)! : plan.known.id
}

function resultOf(plans: readonly Plan[], ids: ReadonlyMap<string, ColumnId>): FilingResult {
  const columns = plans.map((plan): FiledColumn => {
    const canonicalUrl =
      plan.kind === 'changed' || plan.kind === 'known'
        ? (plan.known.canonical_url as CanonicalUrl)
        : plan.draft.canonicalUrl
    const outcome = plan.kind !== 'twin' ? plan.kind : plan.of.kind === 'taken-down' ? 'taken-down' : 'known'
    return { outcome, id: idOfPlan(plan, ids), canonicalUrl }
  })
  return { columns, newColumns: ids.size }
}
