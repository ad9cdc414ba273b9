// Filing, the part that feeds and pages share: who is credited, and what a changed column brings with it.
import { foldName } from '../base/index.ts'
import type { ColumnDraft, ColumnId, ColumnistId, Contributor, PublisherId } from '../model/index.ts'
import { addressesOf, createResolver, foldedNames, type ColumnistRef, type Credit } from './filing-columnists.ts'
import { isWordedAlike, vectorOf, type ColumnValues, type Decision } from './filing-decide.ts'
import {
  readAliases,
  readSharedAddresses,
  type FilingPublisher,
  type KnownAlias,
  type KnownColumn,
  type KnownCredit,
} from './filing-known.ts'
import {
  redateWrites,
  replaceCreditWrites,
  replaceRuleWrites,
  revisionWrites,
  updateWrites,
  type CreditedColumn,
} from './filing-write.ts'
import { besideRoles, type CountedColumn } from './kept-counts.ts'
import { isSure, resolveWrites, reviewWrites } from './filing-reviews.ts'
import type { Db } from './schema.ts'
import type { Write } from './write-together.ts'

export type Change = {
  readonly known: KnownColumn
  readonly draft: ColumnDraft
  readonly decision: Decision
  /** Null keeps the credits that are filed. */
  readonly credits: readonly Credit[] | null
}

/** What a change leaves to be written with whatever else its filing writes. */
export type ChangeWrites = {
  readonly writes: readonly Write[]
  readonly were: readonly CountedColumn[]
  readonly are: readonly CountedColumn[]
  /** Writers whose first and last piece have to be counted anew, when all is written. */
  readonly lost: readonly ColumnistId[]
}

/** `before`: the credits of those columns as they were read. */
export function writesOfChanges(
  publisher: FilingPublisher,
  changes: readonly Change[],
  before: readonly KnownCredit[],
  idOf: (ref: ColumnistRef) => ColumnistId,
  now: Date,
): ChangeWrites {
  if (changes.length === 0) return { writes: [], were: [], are: [], lost: [] }
  const creditsBefore = Map.groupBy(before, (credit) => credit.column_id)
  const updates = updateWrites(
    publisher.id,
    changes.map((change) => {
      const { known, decision, credits } = change
      const credited = creditsBefore.get(known.id) ?? []
      const names = credits === null ? credited.map((credit) => credit.name) : namesOf(credits)
      const search = isFoundAsBefore(change, credited) ? null : vectorOf(decision.values, names, publisher)
      return { known, values: decision.values, search }
    }),
  )
  const replaced = changes.filter((change) => change.credits !== null)
  const confirmed = replaced.filter((change) =>
    isCreditedAsBefore(change, creditsBefore.get(change.known.id) ?? [], idOf),
  )
  const redated = changes.filter(({ known, decision }) => +known.published_at !== +decision.values.published_at)
  const ruled = changes.filter(({ decision }) => decision.replacesRules)
  const writes = [
    ...updates,
    ...replaceCreditWrites(
      publisher.id,
      replaced.map(({ known, decision, credits }) => credited(known.id, decision.values, credits!, idOf)),
      new Set(confirmed.map(({ known }) => known.id)),
    ),
    ...redateWrites(
      publisher.id,
      redated
        .filter((change) => change.credits === null)
        .map(({ known, decision }) => ({ id: known.id, publishedAt: decision.values.published_at })),
    ),
    ...replaceRuleWrites(
      publisher.id,
      ruled.map(({ known, draft }) => ({ id: known.id, rules: draft.rules })),
    ),
    ...revisionWrites(
      publisher.id,
      changes.flatMap(({ known, decision }) =>
        decision.revisions.map((revision) => ({ column_id: known.id, ...revision })),
      ),
      now,
    ),
    ...changedReviews(publisher.id, changes, now),
  ]
  const [were, are, lost] = [[] as CountedColumn[], [] as CountedColumn[], new Set<ColumnistId>()]
  for (const { known, decision, credits } of changes) {
    const writersBefore = (creditsBefore.get(known.id) ?? [])
      .filter((credit) => !besideRoles.includes(credit.role))
      .map((credit) => credit.columnist_id)
    const writersNow = credits === null ? writersBefore : writersOf(credits, idOf)
    const [was, is] = [counted(known, writersBefore), counted(decision.values, writersNow)]
    if (JSON.stringify(was) === JSON.stringify(is)) continue
    were.push(was)
    are.push(is)
    const isMoved = known.listed && (!is.listed || +was.publishedAt !== +is.publishedAt)
    for (const writer of writersBefore) if (isMoved || !writersNow.includes(writer)) lost.add(writer)
  }
  return { writes, were, are, lost: [...lost] }
}

/** Whether the words by which a search finds it stay what they are. Those of a column that is not listed may have been taken away. */
function isFoundAsBefore({ known, decision: { values }, credits }: Change, before: readonly KnownCredit[]): boolean {
  if (!known.listed || !values.listed || !isWordedAlike(known, values)) return false
  if (credits === null) return true
  return (
    credits.length === before.length &&
    credits.every(
      ({ contributor: { name } }, at) => before[at]!.name === name && before[at]!.folded_name === foldName(name),
    )
  )
}

/** Whether its credits stand already as they are now given, but for how sure they are. */
function isCreditedAsBefore(
  { known, decision: { values }, credits }: Change,
  before: readonly KnownCredit[],
  idOf: (ref: ColumnistRef) => ColumnistId,
): boolean {
  if (credits?.length !== before.length || +known.published_at !== +values.published_at) return false
  return credits.every(({ contributor, columnist }, position) => {
    const credit = before[position]!
    return (
      credit.position === position &&
      credit.columnist_id === idOf(columnist) &&
      credit.role === contributor.kind &&
      credit.folded_name === foldName(contributor.name)
    )
  })
}

/** A doubtful reading asks the operator; a sure one answers for them. */
function changedReviews(publisherId: PublisherId, changes: readonly Change[], now: Date): Write[] {
  const speaking = changes.filter(({ decision, known }) => decision.replacesRules && !known.is_corrected)
  const asked = reviewWrites(
    new Map([[publisherId, speaking.map(({ known, draft }) => ({ id: known.id, draft }))]]),
    now,
  )
  const sure = speaking.filter(({ known, draft }) => known.in_review && isSure(draft) && draft.contributors.length > 0)
  const answered = resolveWrites(
    publisherId,
    sure.map(({ known }) => known.id),
    'reading',
    now,
  )
  return [...asked, ...answered]
}

/** What the names of these drafts resolve to, read once for all of them. `readBefore`: aliases of all these names, at least. */
export async function readResolver(
  db: Db,
  publisher: FilingPublisher,
  drafts: readonly Pick<ColumnDraft, 'contributors'>[],
  readBefore?: readonly KnownAlias[],
): Promise<ReturnType<typeof createResolver>> {
  const contributors = drafts.flatMap((draft) => draft.contributors)
  const names = foldedNames(contributors)
  if (names.length === 0) return createResolver(publisher, [], [])
  const aliases = readBefore ?? (await readAliases(db, publisher.id, names))
  return createResolver(publisher, aliases, await readSharedAddresses(db, addressesOfStrangers(contributors, aliases)))
}

/** Only a name that this publisher never printed can be someone known elsewhere. */
export function addressesOfStrangers(
  contributors: readonly Contributor[],
  aliases: readonly KnownAlias[],
): readonly string[] {
  const linked = contributors.filter(({ url, sameAs }) => url !== null || sameAs.length > 0)
  if (linked.length === 0) return []
  const known = new Set(aliases.map((alias) => alias.folded_name))
  return addressesOf(linked.filter((contributor) => foldedNames([contributor]).some((name) => !known.has(name))))
}

export function credited(
  id: ColumnId,
  values: ColumnValues,
  credits: readonly Credit[],
  idOf: (ref: ColumnistRef) => ColumnistId,
): CreditedColumn {
  return {
    id,
    publishedAt: values.published_at,
    credits: credits.map((credit) => ({ credit, columnistId: idOf(credit.columnist) })),
  }
}

export function counted(
  values: Pick<ColumnValues, 'country' | 'published_at' | 'listed' | 'opinion'>,
  writers: readonly ColumnistId[],
): CountedColumn {
  return {
    country: values.country,
    publishedAt: values.published_at,
    listed: values.listed,
    opinion: values.opinion,
    writers,
  }
}

export function namesOf(credits: readonly Credit[]): string[] {
  return credits.map((credit) => credit.contributor.name)
}

export function writersOf(credits: readonly Credit[], idOf: (ref: ColumnistRef) => ColumnistId): ColumnistId[] {
  return credits
    .filter((credit) => !besideRoles.includes(credit.contributor.kind))
    .map((credit) => idOf(credit.columnist))
}
