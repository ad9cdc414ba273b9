// Pictures of columns, where the rules allow one: asked for in the turn of their host, kept as small files of our own, gone
// with their column. Bytes are in the database, since web processes share nothing else (decision 0012).
import { sql } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { hostOf, wakeHosts } from './feeds.ts'
import { jsonRows } from './json-rows.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transactions.ts'
import { writeVisits, type VisitRecord } from './visits.ts'

/** A picture still to be fetched. */
export type DueImage = {
  readonly publisherId: PublisherId
  readonly columnId: ColumnId
  readonly host: string
  readonly url: string
  /** Attempts so far. */
  readonly attempts: number
}

/** One size of a picture, encoded. */
export type ImageFile = {
  readonly width: number
  readonly height: number
  /** 16 hexadecimal digits of the hash of its bytes. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** What became of an attempt: try again then, or never. */
export type ImageChange = { readonly nextAt: Date | null }

/** Asks for the picture of a column unless it is there already; another address replaces what was there. */
export async function queueImage(
  db: Db,
  image: { readonly publisherId: PublisherId; readonly columnId: ColumnId; readonly url: string; readonly at: Date },
): Promise<void> {
  const { publisherId, columnId, url, at } = image
  const host = hostOf(url)
  const { numAffectedRows } = await sql`
    insert into images_due (publisher_id, column_id, host, url, next_at)
    select ${publisherId}, ${columnId}, ${host}, ${url}, ${at}
    where not exists (select 1 from images where publisher_id = ${publisherId} and column_id = ${columnId} and url = ${url})
    on conflict (publisher_id, column_id) do update
      set host = excluded.host, url = excluded.url, next_at = excluded.next_at, attempts = 0
      where images_due.url <> excluded.url`.execute(db)
  if (numAffectedRows === 1n) await wakeHosts(db, [{ host, at }])
}

/** The column has no picture any more, or may not have one. */
export async function forgetImage(db: Db, publisherId: PublisherId, columnId: ColumnId): Promise<void> {
  for (const table of ['images', 'images_due'] as const)
    await sql`delete from ${sql.table(table)} where publisher_id = ${publisherId} and column_id = ${columnId}`.execute(
      db,
    )
}

/** Asks again for the picture of a column that is shown again. */
export async function queueImageOf(db: Db, publisherId: PublisherId, columnId: ColumnId, at: Date): Promise<void> {
  const { rows } = await sql<{ image: string }>`
    select image from columns where publisher_id = ${publisherId} and id = ${columnId} and listed and image is not null`.execute(
    db,
  )
  const url = rows[0]?.image
  if (url !== undefined) await queueImage(db, { publisherId, columnId, url, at })
}

/** Pictures whose time has come, most overdue first, by host. */
export async function listDueImages(
  db: Db,
  hosts: readonly string[],
  perHost: number,
  now: Date,
): Promise<Map<string, DueImage[]>> {
  const { rows } = await sql<DueImage>`
    select i.* from unnest(${[...hosts]}::text[]) as h(host) cross join lateral (
      select publisher_id as "publisherId", column_id as "columnId", host, url, attempts from images_due d
      where d.host = h.host and d.next_at <= ${now} order by d.next_at limit ${perHost}
    ) i`.execute(db)
  return Map.groupBy(rows, (row) => row.host)
}

/** Files what a visit brought, replacing the column's earlier picture; nothing is kept of a column that is down by now. */
export async function fileImage(
  db: Db,
  due: DueImage,
  files: readonly ImageFile[],
  options: { readonly now: Date; readonly visit: VisitRecord },
): Promise<void> {
  const { publisherId, columnId } = due
  await inTransaction(db, async (trx) => {
    const { rows } = await sql`
      select 1 from columns where publisher_id = ${publisherId} and id = ${columnId} and listed and image = ${due.url}
      for update`.execute(trx)
    await forgetImage(trx, publisherId, columnId)
    if (rows.length > 0)
      for (const file of files)
        await trx
          .insertInto('images')
          .values({
            publisher_id: publisherId,
            column_id: columnId,
            width: file.width,
            height: file.height,
            name: file.name,
            bytes: Buffer.from(file.bytes),
            url: due.url,
            made_at: options.now,
          })
          .execute()
    await writeVisits(trx, [options.visit], 0)
  })
}

/** An attempt that brought no picture; the visit is recorded in the same commit. */
export async function putOffImage(
  db: Db,
  due: DueImage,
  change: ImageChange,
  visit: VisitRecord | null,
): Promise<void> {
  const row = [{ publisher_id: due.publisherId, column_id: due.columnId, next_at: change.nextAt }]
  await inTransaction(db, async (trx) => {
    if (change.nextAt === null)
      await sql`
        delete from images_due where publisher_id = ${due.publisherId} and column_id = ${due.columnId} and url = ${due.url}`.execute(
        trx,
      )
    else
      await sql`
        update images_due d set next_at = x.next_at, attempts = d.attempts + 1
        from json_to_recordset(${jsonRows(row)}::json) as x(publisher_id bigint, column_id bigint, next_at timestamptz)
        where d.publisher_id = x.publisher_id and d.column_id = x.column_id`.execute(trx)
    if (visit !== null) await writeVisits(trx, [visit], 0)
  })
}

/** The bytes of one size, by publisher and name; undefined when no column that is listed has it. */
export async function findImage(db: Db, publisherId: PublisherId, name: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select i.bytes from images i join columns c on c.publisher_id = i.publisher_id and c.id = i.column_id
    where i.publisher_id = ${publisherId} and i.name = ${name} and c.listed limit 1`.execute(db)
  return rows[0]?.bytes
}
