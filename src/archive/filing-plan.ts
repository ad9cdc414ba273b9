// Filing, before anything is written: what the archive knows of the drafts, and what each of them comes to. It is new, changes
// a column, or says nothing new.
import { foldName } from '../base/index.ts'
import type { ColumnDraft, ColumnId, Contributor, PublisherId } from '../model/index.ts'
import { addressesOfStrangers, type Change } from './filing-changes.ts'
import { createResolver, foldedNames, type Credit } from './filing-columnists.ts'
import {
  addressesOfDraft,
  decideByFeed,
  isSamePiece,
  newValues,
  newValuesWithPage,
  type ColumnValues,
  type Decision,
} from './filing-decide.ts'
import {
  readCredits,
  readKnown,
  readKnownOfSeveral,
  readSharedAddresses,
  type FilingPublisher,
  type KnownColumn,
  type KnownCredit,
} from './filing-known.ts'
import type { Db } from './schema.ts'
import { adoptsMoves, type VisitRecord } from './visits.ts'

export type Filing = {
  readonly drafts: readonly ColumnDraft[]
  /** Of some of those drafts. */
  readonly pages: ReadonlyMap<ColumnDraft, PageOfDraft>
  readonly options: FilingOptions
}

/** What a column's own page said, which was read before the column was filed, and the visit that brought it. */
export type PageOfDraft = { readonly draft: ColumnDraft; readonly visit: VisitRecord }

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
  /** Pages that were read already. Each is filed with its draft if that is new and nothing else bears the page's addresses. */
  readonly pages?: ReadonlyMap<ColumnDraft, PageOfDraft>
}

export type PageWish = { readonly url: string; readonly host: string; readonly nextAt: Date }

/** `draft`: the feed's; where a page is filed with it, that of both, and `entry` the feed's. */
export type Plan = { readonly draft: ColumnDraft } & (
  | {
      readonly kind: 'new'
      readonly values: ColumnValues
      readonly page: PageOfDraft | null
      readonly entry: ColumnDraft | null
    }
  | { readonly kind: 'changed'; readonly known: KnownColumn; readonly decision: Decision }
  | { readonly kind: 'known' | 'taken-down'; readonly known: KnownColumn }
  /** The same piece as an earlier draft of this filing. */
  | { readonly kind: 'twin'; readonly of: Plan }
)

/** What a filing comes to, before anything is written. */
export type Planned = {
  readonly filing: Filing
  readonly publisher: FilingPublisher
  readonly plans: readonly Plan[]
  readonly fresh: readonly Extract<Plan, { readonly kind: 'new' }>[]
  readonly changes: readonly Change[]
  /** Those of the columns that change. */
  readonly creditsBefore: readonly KnownCredit[]
  readonly newAddresses: readonly { readonly plan: Plan; readonly address: string }[]
  readonly resolver: ReturnType<typeof createResolver>
  readonly credits: ReadonlyMap<Plan, readonly Credit[]>
  readonly visits: readonly VisitRecord[]
}

export function isAdding({ changes, visits }: Planned): boolean {
  return changes.length === 0 && !adoptsMoves(visits)
}

/** Reads what the archive knows of them all, and decides. Several: each of another publisher, and not on a cluster. */
export async function planFilings(db: Db, filings: readonly Filing[]): Promise<Planned[]> {
  const asked = filings.map(({ drafts, pages, options: { publisherId } }) => {
    const all = [...drafts, ...[...pages.values()].map(({ draft }) => draft)]
    return {
      publisherId,
      addresses: [...new Set(all.flatMap(addressesOfDraft))],
      names: foldedNames(all.flatMap((draft) => draft.contributors)),
    }
  })
  const [only] = asked
  const known =
    asked.length === 1 ? [await readKnown(db, only!.publisherId, only!)] : await readKnownOfSeveral(db, asked)
  const planned = filings.map((filing, at) => {
    const { publisher, columns, aliases } = known[at]!
    const plans = planDrafts(filing, columns, publisher)
    const fresh = plans.filter((plan) => plan.kind === 'new')
    const changed = plans.filter((plan) => plan.kind === 'changed')
    const crediting = [...fresh, ...changed.filter((plan) => plan.decision.replacesCredits)]
    const newAddresses = plans.flatMap((plan) => unknownAddresses(plan, columns))
    return { publisher, aliases, plans, fresh, changed, crediting, newAddresses }
  })
  const strangers = planned.flatMap(({ crediting, aliases }) =>
    addressesOfStrangers(
      crediting.flatMap((plan) => [...confirmedOf(plan), ...plan.draft.contributors]),
      aliases,
    ),
  )
  const shared = await readSharedAddresses(db, [...new Set(strangers)])
  const all: Planned[] = []
  for (const [at, filing] of filings.entries()) {
    const { publisher, aliases, plans, fresh, changed, crediting, newAddresses } = planned[at]!
    const resolver = createResolver(publisher, aliases, shared)
    const credits = new Map(crediting.map((plan) => [plan, creditsOf(plan, resolver)]))
    const changes = changed.map((plan) => ({ ...plan, credits: credits.get(plan) ?? null }))
    const ids = changes.map((change) => change.known.id)
    const creditsBefore = await readCredits(db, publisher.id, ids)
    const visits = visitsOf(filing.options, fresh.length)
    all.push({ filing, publisher, plans, fresh, changes, creditsBefore, newAddresses, resolver, credits, visits })
  }
  return all
}

/** What the feed knows of those whom the page names too, such as their addresses, is learned before the page's word is. */
function creditsOf(plan: Plan, resolver: ReturnType<typeof createResolver>): Credit[] {
  resolver.creditsOf(confirmedOf(plan))
  return resolver.creditsOf(plan.draft.contributors)
}

function confirmedOf(plan: Plan): readonly Contributor[] {
  if (plan.kind !== 'new' || plan.entry === null) return []
  const named = new Set(plan.draft.contributors.map(({ name }) => foldName(name)))
  return plan.entry.contributors.filter(({ name }) => named.has(foldName(name)))
}

function visitsOf({ visit }: FilingOptions, newColumns: number): VisitRecord[] {
  if (visit === undefined) return []
  return [{ ...(typeof visit === 'function' ? visit(newColumns) : visit), newColumns }]
}

function planDrafts(
  { drafts, pages, options: { now } }: Filing,
  known: ReadonlyMap<string, KnownColumn>,
  publisher: FilingPublisher,
): Plan[] {
  const earlier = new Map<string, { readonly plan: Plan; readonly draft: ColumnDraft }>()
  const decided = new Set<ColumnId>()
  const owners = pages.size > 0 ? firstByAddress(drafts) : null
  return drafts.map((draft) => {
    const page = pages.get(draft)
    const isApart = page === undefined || !addressesOfDraft(page.draft).every((address) => isItsOwn(address, draft))
    const plan = planDraft(draft, isApart ? null : page, known, earlier, decided, publisher, now)
    for (const address of addressesOfDraft(plan.draft)) if (!earlier.has(address)) earlier.set(address, { plan, draft })
    return plan
  })

  /** Whether no other piece, known or told of in the same filing, goes by it. */
  function isItsOwn(address: string, draft: ColumnDraft): boolean {
    return !known.has(address) && !earlier.has(address) && (owners?.get(address) ?? draft) === draft
  }
}

function firstByAddress(drafts: readonly ColumnDraft[]): ReadonlyMap<string, ColumnDraft> {
  const owners = new Map<string, ColumnDraft>()
  for (const draft of drafts)
    for (const address of addressesOfDraft(draft)) if (!owners.has(address)) owners.set(address, draft)
  return owners
}

/** `page`: one that may be filed with it, if the column is new. */
function planDraft(
  draft: ColumnDraft,
  page: PageOfDraft | null,
  known: ReadonlyMap<string, KnownColumn>,
  earlier: ReadonlyMap<string, { readonly plan: Plan; readonly draft: ColumnDraft }>,
  decided: Set<ColumnId>,
  publisher: FilingPublisher,
  now: Date,
): Plan {
  const twin =
    earlier.get(draft.canonicalUrl) ??
    draft.addresses
      .map((address) => earlier.get(address))
      .find((found) => found !== undefined && isSamePiece(found.draft, draft))
  if (twin !== undefined) return { draft, kind: 'twin', of: twin.plan }
  const column =
    known.get(draft.canonicalUrl) ??
    draft.addresses
      .map((address) => known.get(address))
      // What was taken down stays down under every address that it was known by.
      .find((column) => column !== undefined && (column.is_down || isSameColumn(column, draft)))
  if (column === undefined)
    return page === null
      ? { draft, kind: 'new', values: newValues(draft, publisher, now), page, entry: null }
      : { ...newValuesWithPage(draft, page.draft, publisher, now), kind: 'new', page, entry: draft }
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
  return [...new Set(addressesOfDraft(plan.draft))]
    .filter((address) => address !== own && !known.has(address))
    .map((address) => ({ plan, address }))
}

export function idOfPlan(plan: Plan, ids: ReadonlyMap<string, ColumnId>): ColumnId {
  if (plan.kind === 'twin') return idOfPlan(plan.of, ids)
  return plan.kind === 'new' ? ids.get(plan.values.canonical_url)! : plan.known.id
}
