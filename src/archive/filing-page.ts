// Filing what a column's own page says. The page wins over the feed; and where it shows that two columns are one piece,
// they become one: the older id stays, the younger leads to it for ever.
import { sql } from 'kysely'
import type { CanonicalUrl, ColumnDraft, ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import type { FiledColumn } from './filing.ts'
import { announceFiling, topicsOfFiling, type PageTopic } from './announcements.ts'
import { isArchiveTrouble } from './archive-trouble.ts'
import { isDistributed } from './distribution.ts'
import { readResolver, writesOfChanges } from './filing-changes.ts'
import { forFiling } from './filing-connections.ts'
import { foldedNames, newlyLinked, type ColumnistRef } from './filing-columnists.ts'
import { addressesOfDraft, decideByPage, mayBecomeOne, withStorableAddresses } from './filing-decide.ts'
import { readCredits, readKnown, type KnownBefore, type KnownColumn } from './filing-known.ts'
import { addressWrites, aliasRow, aliasWrites, learnWrites, prepareColumnists } from './filing-write.ts'
import { copyWrites } from './copies-writes.ts'
import { imageWrites } from './images.ts'
import { joinByEvidence } from './identity-evidence.ts'
import { joinColumns } from './join-columns.ts'
import { countWrites, recountOutlets } from './kept-counts.ts'
import type { Db } from './schema.ts'
import { inTurn, retryConflicts } from './transactions.ts'
import { writeVisits, type VisitRecord } from './visits.ts'

export type PageFiling = {
  readonly now: Date
  /** Recorded in the same commit. */
  readonly visit?: VisitRecord
}

/** A page that was read, of column `id`. */
export type ReadPage = { readonly id: ColumnId; readonly draft: ColumnDraft; readonly visit?: VisitRecord }

/** Files the reading of column `id`'s page and takes the page off the list of those due. Undefined: there is no such column. */
export async function filePage(
  db: Db,
  id: ColumnId,
  draft: ColumnDraft,
  options: PageFiling,
): Promise<FiledColumn | undefined> {
  const { now, ...recorded } = options
  const page = { id, draft: withStorableAddresses(draft), ...recorded }
  const filed = await retryConflicts(db, () => fileOnce(forFiling(db), draft.publisherId, [page], now))
  await tell(db, filed, now)
  return filed.columns.get(page)
}

/**
 * Files several pages in one commit for each publisher. Pages that are about one another, and those of a commit that failed,
 * are filed alone, so that a page that cannot be filed is rejected by itself. Answers in the order of `pages` when all is
 * committed; rejects only for troubles of the database (isArchiveTrouble), and then what was not filed is still due.
 */
export async function filePages(
  db: Db,
  pages: readonly ReadPage[],
  now: Date,
): Promise<PromiseSettledResult<FiledColumn | undefined>[]> {
  const settled = new Map<ReadPage, PromiseSettledResult<FiledColumn | undefined>>()
  for (const [publisherId, theirs] of Map.groupBy(pages, ({ draft }) => draft.publisherId))
    for (const [page, column] of await fileTogether(db, publisherId, theirs, now))
      settled.set(page, { status: 'fulfilled', value: column })
  const answers: PromiseSettledResult<FiledColumn | undefined>[] = []
  for (const page of pages) {
    const { id, draft, visit } = page
    const alone = () => settle(filePage(db, id, draft, { now, ...(visit === undefined ? {} : { visit }) }))
    answers.push(settled.get(page) ?? (await alone()))
  }
  return answers
}

/** Those that could be filed together, each as it was given. */
async function fileTogether(
  db: Db,
  publisherId: PublisherId,
  pages: readonly ReadPage[],
  now: Date,
): Promise<Map<ReadPage, FiledColumn | undefined>> {
  const given = new Map(pages.map((page) => [{ ...page, draft: withStorableAddresses(page.draft) }, page]))
  if (pages.length < 2) return new Map()
  const filing = await settle(retryConflicts(db, () => fileOnce(forFiling(db), publisherId, [...given.keys()], now)))
  if (filing.status === 'rejected') return new Map()
  await tell(db, filing.value, now)
  return new Map([...filing.value.columns].map(([page, column]) => [given.get(page)!, column]))
}

async function settle<T>(work: Promise<T>): Promise<PromiseSettledResult<T>> {
  const [settled] = await Promise.allSettled([work])
  if (settled.status === 'rejected' && isArchiveTrouble(settled.reason)) throw settled.reason
  return settled
}

/** What follows a commit. */
async function tell(db: Db, { linked, topics }: Filed, now: Date): Promise<void> {
  if (topics.length > 0) await announceFiling(forFiling(db), topics)
  if (linked.length > 0) await joinByEvidence(db, linked, now)
}

/** `columns`: of every page but those that have to be filed alone. */
type Filed = {
  readonly columns: ReadonlyMap<ReadPage, FiledColumn | undefined>
  readonly linked: readonly ColumnistId[]
  readonly topics: readonly PageTopic[]
}

/** What becomes of a page's column. `gone`: the column that turned out to be the same piece. */
type Plan = {
  readonly page: ReadPage
  readonly known: KnownColumn
  readonly kept: KnownColumn
  readonly gone: KnownColumn | undefined
  readonly canonicalUrl: CanonicalUrl
  readonly isDown: boolean
}

async function fileOnce(db: Db, publisherId: PublisherId, pages: readonly ReadPage[], now: Date): Promise<Filed> {
  const drafts = pages.map(({ draft }) => draft)
  const read = await readKnown(db, publisherId, {
    addresses: [...new Set(drafts.flatMap(addressesOfDraft))],
    names: foldedNames(drafts.flatMap((draft) => draft.contributors)),
    ids: pages.map(({ id }) => id),
  })
  const { publisher, columns: met } = read
  const unknown = pages.filter(({ id }) => !read.asked.has(id))
  const plans = planPages(pages, read)
  const speaking = plans.filter((plan) => !plan.isDown)
  const resolver = await readResolver(
    db,
    publisher,
    speaking.map(({ page }) => page.draft),
    read.aliases,
  )
  const changes = speaking.map(({ page: { draft }, kept, canonicalUrl }) => {
    const decision = decideByPage(kept, { ...draft, canonicalUrl }, publisher, now)
    const credits = decision.replacesCredits ? resolver.creditsOf(draft.contributors) : null
    return { known: kept, draft, decision, credits }
  })
  const others = plans.filter(({ known, kept }) => kept !== known).map(({ kept }) => kept.id)
  const before = [...read.credits, ...(await readCredits(db, publisherId, others))]
  const filed = new Map<ReadPage, FiledColumn | undefined>([
    ...unknown.map((page) => [page, undefined] as const),
    ...plans.map((plan) => [plan.page, filedAs(plan)] as const),
  ])
  if (plans.length === 0) return { columns: filed, linked: [], topics: [] }

  const made = await prepareColumnists(db, resolver.made, now)
  const idOf = (ref: ColumnistRef): ColumnistId => ('id' in ref ? ref.id : made.ids[ref.index]!)
  const change = writesOfChanges(publisher, changes, before, idOf, now)
  const ofPublisher = <T>(rows: readonly T[]) => new Map([[publisherId, rows]])
  const ofPages = speaking.map(({ page, kept }) => ({ id: kept.id, draft: page.draft }))
  const ids = [...new Set(plans.flatMap(({ known, kept }) => [known.id, kept.id]))]
  const done = sql`delete from pages_due where publisher_id = ${publisherId} and column_id = any(${ids}::bigint[])`
  // The pages are off the list by that: the visits have nothing to add.
  const visits = plans.flatMap(({ page: { visit } }) => (visit === undefined ? [] : [withoutPage(visit)]))
  const write = async (trx: Db): Promise<void> => {
    for (const { kept, gone } of plans) if (gone !== undefined) await joinColumns(trx, publisherId, kept, gone)
    await writeVisits(trx, visits, [
      ...made.writes,
      ...learnWrites(resolver),
      ...aliasWrites(ofPublisher(resolver.aliases.map((alias) => aliasRow(alias, idOf)))),
      ...change.writes,
      ...countWrites(ofPublisher(change.were), ofPublisher(change.are)),
      ...addressWrites(ofPublisher(speaking.flatMap((plan) => newAddresses(plan, met)))),
      ...imageWrites(publisherId, ofPages, now),
      ...copyWrites(publisherId, ofPages, now),
      { statement: done },
    ])
    await recountOutlets(trx, publisherId, change.lost)
  }
  // One statement is a transaction of its own; on a cluster it is several.
  const isOne = change.lost.length === 0 && plans.every(({ gone }) => gone === undefined) && !isDistributed(db)
  await (isOne ? write(db) : inTurn(db, write))
  const topics = topicsOfFiling(publisherId, [...change.were, ...change.are])
  return { columns: filed, linked: newlyLinked(resolver, made.ids), topics }
}

/** In the order given. Of several pages, those that meet another column or another page are left out, to be filed alone. */
function planPages(pages: readonly ReadPage[], { asked, columns: met }: KnownBefore): Plan[] {
  const plans: Plan[] = []
  const taken = new Set<string | ColumnId>()
  for (const page of pages) {
    const { draft } = page
    const known = asked.get(page.id)
    if (known === undefined) continue
    const owner = met.get(draft.canonicalUrl)
    const other = owner !== undefined && owner.id !== known.id ? owner : undefined
    const claims = [known.id, known.canonical_url, ...addressesOfDraft(draft)]
    if (pages.length > 1 && (other !== undefined || claims.some((claim) => taken.has(claim)))) continue
    for (const claim of claims) taken.add(claim)
    // A canonical URL that belongs to a different piece is a mistake of the site: the column keeps its own.
    const joins =
      other !== undefined && mayBecomeOne(pieceOf(other), { title: draft.title, publishedAt: draft.publishedAt })
    const twin = joins ? other : undefined
    const [kept, gone] = twin === undefined || isKept(known, twin) ? [known, twin] : [twin, known]
    plans.push({
      page,
      known,
      kept,
      gone,
      canonicalUrl: other === undefined || joins ? draft.canonicalUrl : (known.canonical_url as CanonicalUrl),
      isDown: kept.is_down || (gone?.is_down ?? false),
    })
  }
  return plans
}

function filedAs({ kept, isDown, canonicalUrl }: Plan): FiledColumn {
  return isDown
    ? { outcome: 'taken-down', id: kept.id, canonicalUrl: kept.canonical_url as CanonicalUrl }
    : { outcome: 'changed', id: kept.id, canonicalUrl }
}

/** Under which the column was not known, and under which it or its twin was filed so far. */
function newAddresses(
  { page, kept, gone, canonicalUrl }: Plan,
  met: KnownBefore['columns'],
): { readonly address: string; readonly column_id: ColumnId }[] {
  const filedUnder = new Set([kept.canonical_url, ...(gone ? [gone.canonical_url] : [])])
  const addresses = new Set([...filedUnder, ...page.draft.addresses])
  addresses.delete(canonicalUrl)
  return [...addresses]
    .filter((address) => !met.has(address) || filedUnder.has(address))
    .map((address) => ({ address, column_id: kept.id }))
}

function withoutPage({ page: _page, ...visit }: VisitRecord): VisitRecord {
  return visit
}

/** The older id stays, unless an operator has corrected the other one alone. */
function isKept(one: KnownColumn, other: KnownColumn): boolean {
  return one.is_corrected === other.is_corrected ? one.id < other.id : one.is_corrected
}

function pieceOf(column: KnownColumn): { title: string; publishedAt: Date } {
  return { title: column.title, publishedAt: column.published_at }
}
