// An operator says who wrote a column: the credits are replaced, kept from every later reading, told in public with the
// reason, and the publisher's way of printing that name is learned.
import { sql } from 'kysely'
import { BadRequest, foldName } from '../base/index.ts'
import type { ColumnCard, ColumnId, ColumnistId, Contributor, ContributorKind, PublisherId } from '../model/index.ts'
import { insertAmendment, type Deciding } from './amendments.ts'
import { cardColumns, cardJoins, toCard, type CardRow } from './cards.ts'
import { counted, namesOf, readResolver, writersOf } from './filing-changes.ts'
import type { ColumnistRef } from './filing-columnists.ts'
import { vectorOf } from './filing-decide.ts'
import { readColumn, readCredits, readPublisher, type FilingPublisher, type KnownColumn } from './filing-known.ts'
import { resolveReviews } from './filing-reviews.ts'
import { insertAliases, insertColumnists, learnWrites, replaceCreditWrites } from './filing-write.ts'
import { storedCredit, type StoredCredit } from './identity-moves.ts'
import { requeueColumn } from './copies-writes.ts'
import { besideRoles, changeCounts, recountOutlets } from './kept-counts.ts'
import { boundedLimit, type Cursor } from './listing.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'
import { writeTogether } from './write-together.ts'

export type CorrectionRequest = Deciding & {
  readonly columnId: ColumnId
  /** In printed order; nobody when the column is unsigned. */
  readonly writers: readonly { readonly name: string; readonly kind: ContributorKind }[]
  /**
   * What the publisher's print teaches beyond this column. `always`: the one name that stood here always means the one
   * writer given. `never`: the names that stood here are never a person's at this publisher.
   */
  readonly teach?: 'always' | 'never'
}

export type CorrectedName = { readonly name: string; readonly kind: ContributorKind; readonly columnistId: ColumnistId }

export type Corrected = {
  readonly amendment: number
  readonly columnId: ColumnId
  readonly before: readonly CorrectedName[]
  readonly after: readonly CorrectedName[]
}

/** A correction as the public reads it. */
export type Correction = {
  readonly id: number
  readonly card: ColumnCard
  readonly before: readonly CorrectedName[]
  readonly after: readonly CorrectedName[]
  readonly reason: string
  readonly correctedAt: Date
}

/** What undoing a correction restores. */
export type CorrectionMemory = {
  readonly publisherId: PublisherId
  readonly columnId: ColumnId
  readonly credits: readonly CreditRow[]
  readonly aliasesMade: readonly (readonly [foldedName: string, authorUrl: string])[]
  readonly aliasesTurned: readonly (readonly [foldedName: string, authorUrl: string, columnist: ColumnistId])[]
  readonly neverNames: readonly string[]
  readonly wasInReview: boolean
}

export type CreditRow = StoredCredit & { readonly columnist_id: ColumnistId; readonly name: string }

/** Throws BadRequest when there is no such column, nothing would change, or what is to be taught cannot be. */
export function correctColumn(db: Db, request: CorrectionRequest): Promise<Corrected> {
  return inRetriedTransaction(db, (trx) => correctOnce(trx, request))
}

/** Newest first, of columns that may be shown; `next` is the place after the last. */
export async function listCorrections(
  db: Db,
  page: { readonly limit: number; readonly after?: Cursor | undefined },
): Promise<{ items: Correction[]; next: Cursor | null }> {
  const limit = boundedLimit(page.limit)
  const from = page.after ? sql`(o.corrected_at, o.id) < (${page.after.publishedAt}, ${page.after.id})` : sql`true`
  const { rows } = await sql<CorrectionRow>`
    select ${cardColumns}, o.id as correction_id, o.before, o.after, o.reason, o.corrected_at
    from corrections o join columns c on c.publisher_id = o.publisher_id and c.id = o.column_id ${cardJoins}
    where o.undone_at is null and c.listed and ${from}
    order by o.corrected_at desc, o.id desc limit ${sql.lit(limit + 1)}`.execute(db)
  const items = rows.slice(0, limit).map((row) => ({
    id: row.correction_id,
    card: toCard(row),
    before: row.before,
    after: row.after,
    reason: row.reason,
    correctedAt: row.corrected_at,
  }))
  const last = items.at(-1)
  return { items, next: last && rows.length > limit ? { publishedAt: last.correctedAt, id: last.id } : null }
}

/** Puts credits in the place of a column's own and brings search and counts along. For corrections and their undoing. */
export async function replaceCredits(
  db: Db,
  publisher: FilingPublisher,
  known: KnownColumn,
  next: { readonly names: readonly string[]; readonly writers: readonly ColumnistId[] },
  write: () => Promise<void>,
): Promise<void> {
  const before = await readCredits(db, publisher.id, [known.id])
  const writersBefore = before.filter(({ role }) => !besideRoles.includes(role)).map((credit) => credit.columnist_id)
  await write()
  // Also marks the row as changed, so that a filing under way notices.
  await sql`
    update columns set search = ${vectorOf(known, next.names, publisher)}::tsvector
    where publisher_id = ${publisher.id} and id = ${known.id}`.execute(db)
  await changeCounts(db, publisher.id, [counted(known, writersBefore)], [counted(known, next.writers)])
  await recountOutlets(
    db,
    publisher.id,
    writersBefore.filter((writer) => !next.writers.includes(writer)),
  )
  await requeueColumn(db, publisher.id, known.id)
}

/**
 * The column, held until the transaction ends; undefined when there is none of that id and none that it has become.
 */
export async function lockColumn(db: Db, publisherId: PublisherId, id: ColumnId): Promise<KnownColumn | undefined> {
  await sql`select 1 from columns where publisher_id = ${publisherId} and id = ${id} for update`.execute(db)
  return readColumn(db, id, publisherId)
}

async function correctOnce(db: Db, request: CorrectionRequest): Promise<Corrected> {
  const { writers, teach, ...deciding } = request
  const place = await findPlace(db, request.columnId)
  const known = place && (await lockColumn(db, place.publisherId, place.id))
  if (known === undefined) throw new BadRequest(`There is no column ${request.columnId}.`)
  if (known.is_down) throw new BadRequest(`Column ${known.id} was taken down: it credits nobody.`)
  const publisher = await readPublisher(db, place!.publisherId)
  const contributors = writers.map(({ name, kind }) => contributorOf(name, kind))
  const before = await readCreditRows(db, publisher.id, known.id)
  if (isSame(before, contributors) && known.is_corrected) throw new BadRequest('The column is credited so already.')
  const resolver = await readResolver(db, publisher, [{ contributors }])
  const credits = resolver.creditsOf(contributors)
  if (credits.length !== contributors.length) throw new BadRequest('Each writer needs a name of their own.')
  const made = await insertColumnists(db, resolver.made, deciding.now)
  const idOf = (ref: ColumnistRef): ColumnistId => ('id' in ref ? ref.id : made[ref.index]!)
  await insertAliases(db, publisher.id, resolver.aliases, idOf)
  await writeTogether(db, learnWrites({ kinds: resolver.kinds, links: new Map() }))
  const next = { names: namesOf(credits), writers: writersOf(credits, idOf) }
  await replaceCredits(db, publisher, known, next, () =>
    writeTogether(
      db,
      replaceCreditWrites(publisher.id, [
        {
          id: known.id,
          publishedAt: known.published_at,
          credits: credits.map((credit) => ({ credit, columnistId: idOf(credit.columnist) })),
        },
      ]),
    ),
  )
  const after = credits.map(({ contributor, columnist }) => ({
    name: contributor.name,
    kind: contributor.kind,
    columnistId: idOf(columnist),
  }))
  const taught = await learn(db, publisher, before, after, teach, deciding.now)
  await resolveReviews(db, publisher.id, [known.id], 'correction', deciding.now)
  await db
    .updateTable('reports')
    .set({ settled_at: deciding.now, settlement: 'corrected' })
    .where('publisher_id', '=', publisher.id)
    .where('column_id', '=', known.id)
    .where('settled_at', 'is', null)
    .execute()
  const said = before.map((row) => ({ name: row.name, kind: row.role, columnistId: row.columnist_id }))
  const memory: CorrectionMemory = {
    publisherId: publisher.id,
    columnId: known.id,
    credits: before,
    aliasesMade: resolver.aliases.map((alias) => [alias.folded_name, alias.author_url]),
    ...taught,
    wasInReview: known.in_review,
  }
  const amendment = await insertAmendment(db, 'correct', deciding, {
    concerns: [...new Set([...said, ...after].map((one) => one.columnistId))],
    before: memory,
    after: { columnId: known.id, publisherId: publisher.id, before: said, after },
  })
  await db
    .insertInto('corrections')
    .values({
      publisher_id: publisher.id,
      column_id: known.id,
      before: JSON.stringify(said),
      after: JSON.stringify(after),
      reason: deciding.reason,
      corrected_by: deciding.by,
      corrected_at: deciding.now,
      amendment_id: amendment,
    })
    .execute()
  return { amendment, columnId: known.id, before: said, after }
}

type Taught = Pick<CorrectionMemory, 'aliasesTurned' | 'neverNames'>

async function learn(
  db: Db,
  publisher: FilingPublisher,
  before: readonly CreditRow[],
  after: readonly CorrectedName[],
  teach: CorrectionRequest['teach'],
  now: Date,
): Promise<Taught> {
  const kept = new Set(after.map((one) => foldName(one.name)))
  const wrong = before.filter((row) => !kept.has(row.folded_name))
  if (teach === undefined) return { aliasesTurned: [], neverNames: [] }
  if (wrong.length === 0)
    throw new BadRequest('No name that stood here was wrong: there is nothing to be learned from.')
  if (teach === 'never') {
    const neverNames: string[] = []
    for (const { folded_name, name } of wrong) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('never_names')
        .values({ publisher_id: publisher.id, folded_name, name, taught_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows === 1n) neverNames.push(folded_name)
    }
    return { aliasesTurned: [], neverNames }
  }
  const [one, ...others] = wrong
  const [writer, ...more] = after.filter((name) => !before.some((row) => row.folded_name === foldName(name.name)))
  if (writer === undefined || others.length + more.length > 0)
    throw new BadRequest('That one name always means one writer can be learned only where one stood and one is right.')
  const { rows } = await sql<{ folded_name: string; author_url: string; columnist_id: ColumnistId }>`
    select folded_name, author_url, columnist_id from aliases
    where publisher_id = ${publisher.id} and folded_name = ${one!.folded_name} for update`.execute(db)
  await db
    .updateTable('aliases')
    .set({ columnist_id: writer.columnistId })
    .where('publisher_id', '=', publisher.id)
    .where('folded_name', '=', one!.folded_name)
    .execute()
  return {
    aliasesTurned: rows.map((row) => [row.folded_name, row.author_url, row.columnist_id]),
    neverNames: [],
  }
}

async function readCreditRows(db: Db, publisherId: PublisherId, id: ColumnId): Promise<CreditRow[]> {
  const { rows } = await sql<CreditRow>`
    select a.columnist_id, w.name, ${storedCredit}
    from attributions a join columnists w on w.id = a.columnist_id
    where a.publisher_id = ${publisherId} and a.column_id = ${id} order by a.position`.execute(db)
  return rows
}

/** The column of that id, or the one it has become. */
async function findPlace(db: Db, id: ColumnId): Promise<{ id: ColumnId; publisherId: PublisherId } | undefined> {
  const { rows } = await sql<{ id: ColumnId; publisherId: PublisherId }>`
    select id, publisher_id as "publisherId" from columns where id = ${id}
    union all select to_id, publisher_id from moved_columns where from_id = ${id} limit 1`.execute(db)
  return rows[0]
}

function contributorOf(name: string, kind: ContributorKind): Contributor {
  const evidence = [{ source: 'correction' as const, text: name, selector: '' }]
  return { name: name.trim(), kind, url: null, sameAs: [], evidence, confidence: 1 }
}

function isSame(before: readonly CreditRow[], after: readonly Contributor[]): boolean {
  const key = (name: string, kind: string) => `${foldName(name)} ${kind}`
  return (
    before.map((row) => key(row.name, row.role)).join('\n') === after.map((one) => key(one.name, one.kind)).join('\n')
  )
}

type CorrectionRow = CardRow & {
  correction_id: number
  before: CorrectedName[]
  after: CorrectedName[]
  reason: string
  corrected_at: Date
}
