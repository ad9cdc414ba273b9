// Filing what a column's own page says. The page wins over the feed; and where it shows that two columns are one piece,
// they become one: the older id stays, the younger leads to it for ever.
import { sql } from 'kysely'
import type { CanonicalUrl, ColumnDraft, ColumnId, ColumnistId, PublisherId } from '../model/index.ts'
import type { FiledColumn } from './filing.ts'
import { announce, topicsOfFiling, type PageTopic } from './announcements.ts'
import { applyChanges, counted, readResolver } from './filing-changes.ts'
import { foldedNames, type ColumnistRef } from './filing-columnists.ts'
import { decideByPage, mayBecomeOne, withStorableAddresses } from './filing-decide.ts'
import { readCredits, readKnown, type KnownColumn } from './filing-known.ts'
import { addLinks, addressWrites, aliasWrites, insertAddresses, insertColumnists, learnKinds } from './filing-write.ts'
import { holdTexts } from './held-texts.ts'
import { copyWrites, moveCopies } from './copies-writes.ts'
import { imageWrites } from './images.ts'
import { joinByEvidence } from './identity-evidence.ts'
import { besideRoles, changeCounts, countWrites, recountOutlets } from './kept-counts.ts'
import type { Db } from './schema.ts'
import { inTransaction, retryConflicts, StaleRead } from './transactions.ts'
import { writeVisits, type VisitRecord } from './visits.ts'
import type { Write } from './write-together.ts'

export type PageFiling = {
  readonly now: Date
  /** Recorded in the same commit. */
  readonly visit?: VisitRecord
}

/** Files the reading of column `id`'s page and takes the page off the list of those due. Undefined: there is no such column. */
export async function filePage(
  db: Db,
  id: ColumnId,
  draft: ColumnDraft,
  options: PageFiling,
): Promise<FiledColumn | undefined> {
  const storable = withStorableAddresses(draft)
  const filed = await retryConflicts(db, () => filePageOnce(db, id, storable, options))
  if (filed === undefined) return undefined
  const { linked, topics, ...column } = filed
  await announce(db, topics)
  if (linked.length > 0) await joinByEvidence(db, linked, options.now)
  return column
}

async function filePageOnce(
  db: Db,
  id: ColumnId,
  draft: ColumnDraft,
  options: PageFiling,
): Promise<
  (FiledColumn & { readonly linked: readonly ColumnistId[]; readonly topics: readonly PageTopic[] }) | undefined
> {
  const { publisherId } = draft
  const { now, visit } = options
  const read = await readKnown(db, publisherId, {
    addresses: [draft.canonicalUrl, ...draft.addresses],
    names: foldedNames(draft.contributors),
    id,
  })
  const { publisher, column: known, columns: met } = read
  if (known === undefined) return undefined
  const owner = met.get(draft.canonicalUrl)
  const other = owner !== undefined && owner.id !== known.id ? owner : undefined
  // A canonical URL that belongs to a different piece is a mistake of the site: the column keeps its own.
  const joins =
    other !== undefined && mayBecomeOne(pieceOf(other), { title: draft.title, publishedAt: draft.publishedAt })
  const twin = joins ? other : undefined
  const canonicalUrl = other === undefined || joins ? draft.canonicalUrl : (known.canonical_url as CanonicalUrl)
  const [kept, gone] = twin === undefined || isKept(known, twin) ? [known, twin] : [twin, known]
  const isDown = kept.is_down || (gone?.is_down ?? false)
  const resolver = await readResolver(db, publisher, isDown ? [] : [draft], read.aliases)
  const decision = decideByPage(kept, { ...draft, canonicalUrl }, publisher, now)
  const credits = decision.replacesCredits && !isDown ? resolver.creditsOf(draft.contributors) : null
  const before = kept === known ? read.credits : await readCredits(db, publisherId, [kept.id])

  return inTransaction(db, async (trx) => {
    if (gone !== undefined) await joinColumns(trx, publisherId, kept, gone)
    const writes: Write[] = []
    let lost: readonly ColumnistId[] = []
    let topics = topicsOfFiling(publisherId, [])
    if (!isDown) {
      const made = await insertColumnists(trx, resolver.made, now)
      const idOf = (ref: ColumnistRef): ColumnistId => ('id' in ref ? ref.id : made[ref.index]!)
      await learnKinds(trx, resolver.kinds)
      await addLinks(trx, resolver.links)
      const change = await applyChanges(trx, publisher, [{ known: kept, draft, decision, credits }], before, idOf, now)
      lost = change.lost
      topics = topicsOfFiling(publisherId, [...change.were, ...change.are])
      const addresses = new Set([known.canonical_url, ...(twin ? [twin.canonical_url] : []), ...draft.addresses])
      addresses.delete(canonicalUrl)
      const fresh = [...addresses].filter(
        (address) => !met.has(address) || address === known.canonical_url || address === twin?.canonical_url,
      )
      const ofKept = fresh.map((address) => ({ address, column_id: kept.id }))
      writes.push(
        ...aliasWrites(publisherId, resolver.aliases, idOf),
        ...change.writes,
        ...countWrites(publisherId, change.were, change.are),
        ...addressWrites(publisherId, ofKept),
        ...imageWrites(publisherId, kept.id, draft, now),
        ...copyWrites(publisherId, { id: kept.id, draft }, now),
      )
    }
    const read = sql`
      delete from pages_due where publisher_id = ${publisherId} and column_id = any(${[known.id, kept.id]}::bigint[])`
    // The page is off the list by that: the visit has nothing to add.
    const visits = visit === undefined ? [] : [withoutPage(visit)]
    await writeVisits(trx, visits, 0, [...writes, { statement: read }])
    await recountOutlets(trx, publisherId, lost)
    return {
      outcome: isDown ? 'taken-down' : 'changed',
      id: kept.id,
      canonicalUrl: isDown ? (kept.canonical_url as CanonicalUrl) : canonicalUrl,
      linked: isDown ? [] : [...resolver.links.keys()],
      topics,
    }
  })
}

function withoutPage({ page: _page, ...visit }: VisitRecord): VisitRecord {
  return visit
}

/** The older id stays, unless an operator has corrected the other one alone. */
function isKept(one: KnownColumn, other: KnownColumn): boolean {
  return one.is_corrected === other.is_corrected ? one.id < other.id : one.is_corrected
}

/** Everything of `gone` that is worth keeping goes to `kept`; `gone`'s permalink leads there from now on. */
async function joinColumns(db: Db, publisherId: PublisherId, kept: KnownColumn, gone: KnownColumn): Promise<void> {
  const lost = await readCredits(db, publisherId, [gone.id])
  const writers = lost.filter((credit) => !besideRoles.includes(credit.role)).map((credit) => credit.columnist_id)
  for (const table of ['addresses', 'revisions', 'takedowns', 'corrections', 'reports'] as const)
    await sql`update ${sql.table(table)} set column_id = ${kept.id} where publisher_id = ${publisherId} and column_id = ${gone.id}`.execute(
      db,
    )
  await addCountsOf(db, publisherId, kept.id, gone.id)
  await moveCopies(db, publisherId, kept.id, gone.id)
  await sql`
    insert into likes (publisher_id, column_id, device, liked_on)
    select publisher_id, ${kept.id}, device, liked_on from likes where publisher_id = ${publisherId} and column_id = ${gone.id}
    on conflict do nothing`.execute(db)
  for (const table of restOfColumn)
    await sql`delete from ${sql.table(table)} where publisher_id = ${publisherId} and column_id = ${gone.id}`.execute(
      db,
    )
  const removed = await sql`
    delete from columns where publisher_id = ${publisherId} and id = ${gone.id} and xmin::text = ${gone.version}`.execute(
    db,
  )
  if (Number(removed.numAffectedRows ?? 0n) !== 1) throw new StaleRead('A column was changed by another process')
  await sql`update moved_columns set to_id = ${kept.id} where publisher_id = ${publisherId} and to_id = ${gone.id}`.execute(
    db,
  )
  await db.insertInto('moved_columns').values({ publisher_id: publisherId, from_id: gone.id, to_id: kept.id }).execute()
  await changeCounts(db, publisherId, [counted(gone, writers)], [])
  if (gone.is_down && !kept.is_down) await hide(db, publisherId, kept)
  if (gone.is_down || kept.is_down) await holdTexts(db, publisherId, kept.id)
  await recountOutlets(db, publisherId, writers)
  await insertAddresses(db, publisherId, [{ address: gone.canonical_url, column_id: kept.id }])
}

/** Rows that go with the id that is given up. */
const restOfColumn = [
  'evidence',
  'attributions',
  'rules',
  'pages_due',
  'column_counts',
  'views_daily',
  'opens_daily',
  'counted',
  'likes',
  'reviews',
  'vanished',
] as const

/** The piece was taken down under its other id: it stays down. */
async function hide(db: Db, publisherId: PublisherId, kept: KnownColumn): Promise<void> {
  await db
    .updateTable('columns')
    .set({ listed: false })
    .where('publisher_id', '=', publisherId)
    .where('id', '=', kept.id)
    .execute()
  const credits = await readCredits(db, publisherId, [kept.id])
  const writers = credits.filter((credit) => !besideRoles.includes(credit.role)).map((credit) => credit.columnist_id)
  await changeCounts(db, publisherId, [counted(kept, writers)], [])
  await recountOutlets(db, publisherId, writers)
}

async function addCountsOf(db: Db, publisherId: PublisherId, keptId: ColumnId, goneId: ColumnId): Promise<void> {
  await sql`
    insert into column_counts as n (publisher_id, column_id, views, opens, likes)
    select publisher_id, ${keptId}, views, opens, likes from column_counts where publisher_id = ${publisherId} and column_id = ${goneId}
    on conflict (publisher_id, column_id) do update set
      views = n.views + excluded.views, opens = n.opens + excluded.opens, likes = n.likes + excluded.likes`.execute(db)
  for (const [table, count] of [
    ['views_daily', 'views'],
    ['opens_daily', 'opens'],
  ] as const)
    await sql`
      insert into ${sql.table(table)} as n (publisher_id, column_id, day, ${sql.ref(count)})
      select publisher_id, ${keptId}, day, ${sql.ref(count)} from ${sql.table(table)}
      where publisher_id = ${publisherId} and column_id = ${goneId}
      on conflict (publisher_id, column_id, day) do update set
        ${sql.ref(count)} = ${sql.ref(`n.${count}`)} + ${sql.ref(`excluded.${count}`)}`.execute(db)
}

function pieceOf(column: KnownColumn): { title: string; publishedAt: Date } {
  return { title: column.title, publishedAt: column.published_at }
}
