// What waits for the operator: columns of whose writer we are not sure, and what readers report. Nothing here changes a
// credit; a correction does.
import { sql } from 'kysely'
import type { ColumnCard, ColumnId, Evidence, PublisherId } from '../model/index.ts'
import { cardColumns, cardJoins, toCard, type CardRow } from './cards.ts'
import { resolveReviews } from './filing-reviews.ts'
import { boundedLimit, type Cursor } from './listing.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'

export type Review = {
  readonly card: ColumnCard
  readonly byline: string | null
  /** `unsure`: below the threshold of confidence. */
  readonly reason: string
  /** What was claimed of those of whom we are not sure. */
  readonly evidence: readonly Evidence[]
  readonly askedAt: Date
}

export type Report = {
  readonly id: number
  readonly card: ColumnCard
  /** Who wrote it, as the reader says; untrusted. */
  readonly name: string
  readonly note: string | null
  readonly reportedAt: Date
}

/** Last asked first. A column that may not be shown waits for nobody. */
export async function listReviews(
  db: Db,
  page: { readonly limit: number; readonly after?: Cursor | undefined },
): Promise<{ items: Review[]; next: Cursor | null }> {
  const limit = boundedLimit(page.limit)
  const from = page.after ? sql`(r.asked_at, r.column_id) < (${page.after.publishedAt}, ${page.after.id})` : sql`true`
  const { rows } = await sql<CardRow & { byline: string | null; reason: string; evidence: Evidence[]; asked_at: Date }>`
    select ${cardColumns}, c.byline, r.reason, r.evidence, r.asked_at
    from reviews r join columns c on c.publisher_id = r.publisher_id and c.id = r.column_id ${cardJoins}
    where r.resolved_at is null and c.listed and ${from}
    order by r.asked_at desc, r.column_id desc limit ${sql.lit(limit + 1)}`.execute(db)
  const items = rows.slice(0, limit).map((row) => ({
    card: toCard(row),
    byline: row.byline,
    reason: row.reason,
    evidence: row.evidence,
    askedAt: row.asked_at,
  }))
  const last = items.at(-1)
  return { items, next: last && rows.length > limit ? { publishedAt: last.askedAt, id: last.card.id } : null }
}

/** Last reported first, of columns that may be shown. */
export async function listReports(db: Db, page: { readonly limit: number }): Promise<Report[]> {
  const { rows } = await sql<CardRow & { report_id: number; name: string; note: string | null; reported_at: Date }>`
    select ${cardColumns}, t.id as report_id, t.name, t.note, t.reported_at
    from reports t join columns c on c.publisher_id = t.publisher_id and c.id = t.column_id ${cardJoins}
    where t.settled_at is null and c.listed
    order by t.reported_at desc, t.id desc limit ${sql.lit(boundedLimit(page.limit))}`.execute(db)
  return rows.map((row) => ({
    id: row.report_id,
    card: toCard(row),
    name: row.name,
    note: row.note,
    reportedAt: row.reported_at,
  }))
}

/** Reports that one reader may make on one day. */
const reportsADay = 10
/** Reports about one column that wait at the same time; more would say nothing new. */
const reportsWaiting = 20

/**
 * Keeps what a reader says of a column's writers, for the operator to judge. `visitor` stands for the reader on `day`
 * alone. False when the reader has said enough for today; nothing is kept then.
 */
export function addReport(
  db: Db,
  report: {
    readonly publisherId: PublisherId
    readonly columnId: ColumnId
    readonly name: string
    readonly note: string | null
    readonly day: string
    readonly visitor: Buffer
    readonly now: Date
  },
): Promise<boolean> {
  const { publisherId, columnId, day } = report
  return inTransaction(db, async (trx) => {
    await trx.deleteFrom('reporters').where('day', '<', day).execute()
    const { rows } = await sql<{ reports: number }>`
      insert into reporters as r (day, visitor, reports) values (${day}, ${report.visitor}, 1)
      on conflict (day, visitor) do update set reports = r.reports + 1 returning reports`.execute(trx)
    if ((rows[0]?.reports ?? 0) > reportsADay) return false
    await sql`
      insert into reports (publisher_id, column_id, name, note, reported_at)
      select ${publisherId}, ${columnId}, ${clean(report.name)}, ${report.note === null ? null : clean(report.note)}, ${report.now}
      where (select count(*) from reports where publisher_id = ${publisherId} and column_id = ${columnId}
        and settled_at is null) < ${reportsWaiting}`.execute(trx)
    return true
  })
}

/** The operator has looked and nothing is wrong: the column leaves the review list, its reports are settled. */
export function dismissColumn(
  db: Db,
  {
    publisherId,
    columnId,
    now,
  }: { readonly publisherId: PublisherId; readonly columnId: ColumnId; readonly now: Date },
): Promise<void> {
  return inTransaction(db, async (trx) => {
    await resolveReviews(trx, publisherId, [columnId], 'dismissed', now)
    await trx
      .updateTable('reports')
      .set({ settled_at: now, settlement: 'dismissed' })
      .where('publisher_id', '=', publisherId)
      .where('column_id', '=', columnId)
      .where('settled_at', 'is', null)
      .execute()
  })
}

/** What PostgreSQL can keep. */
function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
