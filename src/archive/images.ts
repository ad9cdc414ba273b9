// Pictures of columns: which are due to be fetched, the small copies that are kept, and when they go. A copy lives only as
// long as its column names the picture, is listed, and nobody forbids it.
import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { ColumnId, CountryCode, PublisherId } from '../model/index.ts'
import { announce } from './announcements.ts'
import { keysTable, type ColumnKey } from './column-keys.ts'
import { wakeWrites, type HostWish } from './feeds.ts'
import { jsonRows } from './json-rows.ts'
import { ofEachHost } from './of-each-host.ts'
import type { ByPublisher } from './rows-by-publisher.ts'
import type { Db } from './schema.ts'
import { inRetriedTransaction } from './transactions.ts'
import { writeVisits, type VisitRecord } from './visits.ts'
import type { Write } from './write-together.ts'

/** A picture whose time has come. */
export type DueImage = {
  readonly publisherId: PublisherId
  readonly columnId: ColumnId
  readonly host: string
  readonly url: string
  /** CSS pixels that the publisher's rules allow. */
  readonly maxWidth: number
  /** Attempts so far. */
  readonly attempts: number
}

/** One copy, WebP. Pixels. */
export type ImageFile = { readonly width: number; readonly height: number; readonly bytes: Buffer }

/** A kept picture as pages show it; `sizes` from small to large. */
export type Picture = {
  readonly hash: string
  /** What it shows in the publisher's words. */
  readonly alt: string | null
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
}

type Wish = { readonly image: string | null; readonly imageWidth?: number; readonly imageAlt?: string | null }

/**
 * What the reading of columns' pages means for their pictures: a new one becomes due, one that is there stays, and one that the
 * page no longer names or the rules no longer allow goes. Part of the pages' filing.
 */
export function imageWrites(
  publisherId: PublisherId,
  pages: readonly { readonly id: ColumnId; readonly draft: Wish }[],
  now: Date,
): Write[] {
  const dues = duesOf(publisherId, pages, now)
  const wanted = new Set(dues.map((due) => due.column_id))
  const without = pages.map(({ id }) => id).filter((id) => !wanted.has(id))
  const writes: Write[] = []
  if (without.length > 0)
    for (const table of ['images', 'images_due'] as const)
      writes.push({
        statement: sql`
          delete from ${sql.table(table)} where publisher_id = ${publisherId} and column_id = any(${without}::bigint[])`,
      })
  if (dues.length === 0) return writes
  // A copy that is larger than the rules now allow goes at once; a smaller one comes in its place.
  const isKept = sql`exists (select 1 from images i where i.publisher_id = ${publisherId} and i.column_id = x.column_id
    and i.url = x.url and i.max_width = x.max_width)`
  return [
    ...writes,
    {
      statement: sql`
        delete from images i using ${dueRows(dues)} where i.publisher_id = ${publisherId} and i.column_id = x.column_id
          and (i.url <> x.url or i.max_width > x.max_width)`,
    },
    {
      statement: sql`
        insert into images_due (publisher_id, column_id, host, url, max_width, alt, next_at)
        select x.* from ${dueRows(dues)} where not ${isKept}
        on conflict (publisher_id, column_id) do update set
          host = excluded.host, url = excluded.url, max_width = excluded.max_width, alt = excluded.alt`,
    },
    ...wakeWrites(dues.map(({ host }) => ({ host, at: now }))),
  ]
}

/** For new columns, which have no pictures yet. Which hosts it is the turn of then is told to the caller, who wakes others too. */
export function newImageWrites(
  pages: ByPublisher<{ readonly id: ColumnId; readonly draft: Wish }>,
  now: Date,
): { readonly writes: readonly Write[]; readonly hosts: readonly HostWish[] } {
  const dues = [...pages].toSorted(([a], [b]) => a - b).flatMap(([id, theirs]) => duesOf(id, theirs, now))
  if (dues.length === 0) return { writes: [], hosts: [] }
  const statement = sql`
    insert into images_due (publisher_id, column_id, host, url, max_width, alt, next_at) select x.* from ${dueRows(dues)}`
  return { writes: [{ statement }], hosts: dues.map(({ host }) => ({ host, at: now })) }
}

function duesOf(
  publisherId: PublisherId,
  pages: readonly { readonly id: ColumnId; readonly draft: Wish }[],
  now: Date,
) {
  const dues = pages.flatMap(({ id, draft: { image, imageWidth = 0, imageAlt = null } }) => {
    const host = image === null ? null : (URL.parse(image)?.host ?? null)
    if (host === null || imageWidth <= 0) return []
    return [
      {
        publisher_id: publisherId,
        column_id: id,
        host,
        url: image,
        max_width: imageWidth,
        alt: imageAlt,
        next_at: now,
      },
    ]
  })
  return dues.toSorted((a, b) => a.column_id - b.column_id)
}

/** Pictures of these hosts whose time has come, most overdue first. */
export async function listDueImagesOf(
  db: Db,
  hosts: readonly string[],
  perHost: number,
  now: Date,
): Promise<DueImage[]> {
  const { rows } = await sql<DueImage>`
    select i.publisher_id as "publisherId", i.column_id as "columnId", i.host, i.url, i.max_width as "maxWidth", i.attempts
    from ${ofEachHost(
      db,
      hosts,
      (host) => sql`
        select * from images_due d where d.host = ${host} and d.next_at <= ${now} order by d.next_at limit ${perHost}`,
      'i',
    )} order by i.next_at, i.column_id`.execute(db)
  return rows
}

/** How many other columns of the publisher show the picture of this address: more than a few, and it is the house's. */
export async function countSamePictures(db: Db, due: DueImage): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from images where publisher_id = ${due.publisherId} and md5(url) = md5(${due.url})
      and url = ${due.url} and column_id <> ${due.columnId}`.execute(db)
  return rows[0]?.count ?? 0
}

/** What became of a visit: copies to keep, another attempt at `retryAt`, or nothing. */
export type ImageOutcome =
  | { readonly kind: 'kept'; readonly files: readonly ImageFile[] }
  | { readonly kind: 'again'; readonly at: Date }
  | { readonly kind: 'none' }

/**
 * Files a visit's outcome with its record, in one commit. Copies are kept only if the column is still listed and still wants
 * this very picture: a takedown or another reading may have come in between.
 */
export async function fileImage(db: Db, due: DueImage, outcome: ImageOutcome, visit: VisitRecord): Promise<void> {
  const country = await fileOnce(db, due, outcome, visit)
  if (country !== null) await announce(db, ['filing', `publisher:${due.publisherId}`, `country:${country}`])
}

/** The country whose pages show another picture now; null when none do. */
function fileOnce(db: Db, due: DueImage, outcome: ImageOutcome, visit: VisitRecord): Promise<CountryCode | null> {
  const { publisherId, columnId } = due
  return inRetriedTransaction(db, async (trx) => {
    const ofColumn = sql`publisher_id = ${publisherId} and column_id = ${columnId}`
    // First of all the column, as a takedown does, so that neither waits for the other for ever.
    const { rows: columns } = await sql<{ country: CountryCode; listed: boolean; image: string | null }>`
      select country, listed, image from columns where publisher_id = ${publisherId} and id = ${columnId}
      for key share`.execute(trx)
    const column = columns[0]
    await writeVisits(trx, [visit])
    if (outcome.kind === 'again') {
      await sql`update images_due set next_at = ${outcome.at}, attempts = attempts + 1 where ${ofColumn}`.execute(trx)
      return null
    }
    const { rows } = await sql<{ alt: string | null; max_width: number }>`
      delete from images_due where ${ofColumn} and url = ${due.url} returning alt, max_width`.execute(trx)
    const taken = rows[0]
    if (taken === undefined) return null
    await sql`delete from images where ${ofColumn}`.execute(trx)
    if (outcome.kind === 'none' || taken.max_width < due.maxWidth) return null
    if (column?.listed !== true || column.image !== due.url) return null
    await trx
      .insertInto('images')
      .values({
        publisher_id: publisherId,
        column_id: columnId,
        hash: hashOf(due, outcome.files),
        host: due.host,
        url: due.url,
        max_width: taken.max_width,
        alt: taken.alt,
        fetched_at: visit.visitedAt,
      })
      .execute()
    await trx
      .insertInto('image_files')
      .values(outcome.files.map((file) => ({ publisher_id: publisherId, column_id: columnId, ...file })))
      .execute()
    return column.country
  })
}

/** The kept pictures of these columns, by column; none of a column that may not be shown. */
export async function findPictures(db: Db, keys: readonly ColumnKey[]): Promise<ReadonlyMap<ColumnId, Picture>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<Picture & { id: ColumnId }>`
    select i.column_id as id, i.hash, i.alt, (
      select json_agg(json_build_object('width', f.width, 'height', f.height) order by f.width) from image_files f
      where f.publisher_id = i.publisher_id and f.column_id = i.column_id) as sizes
    from ${keysTable(keys)}
    join images i on i.publisher_id = k.publisher_id and i.column_id = k.id ${shown}`.execute(db)
  return new Map(rows.map(({ id, ...picture }) => [id, picture]))
}

/** The bytes behind one address; undefined when there is no such copy or its column may no longer be shown. */
export async function findImageFile(db: Db, hash: string, width: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select f.bytes from images i join image_files f on f.publisher_id = i.publisher_id and f.column_id = i.column_id
      and f.width = ${width} ${shown} where i.hash = ${hash}`.execute(db)
  return rows[0]?.bytes
}

/**
 * Deletes copies whose column is no longer listed or whose publisher no longer agrees; with `all`, every copy and every wish
 * for one, since pictures are turned off. Answers with how many.
 */
export async function dropStaleImages(db: Db, options: { readonly all: boolean }): Promise<number> {
  if (options.all) await sql`delete from images_due`.execute(db)
  const kept = sql`exists (select 1 from images i2 ${shown2} where i2.publisher_id = i.publisher_id and i2.column_id = i.column_id)`
  const { numAffectedRows } = await sql`delete from images i where ${options.all} or not ${kept}`.execute(db)
  if (numAffectedRows) await announce(db, ['everything'])
  return Number(numAffectedRows ?? 0n)
}

/** What a takedown remembers of a picture, so that undoing it can fetch the picture again: a row of `images_due`. */
export function heldImage(publisherId: PublisherId, id: ColumnId): RawBuilder<unknown> {
  return sql`(select coalesce(jsonb_agg(to_jsonb(w)), '[]') from (
  select publisher_id, column_id, host, url, max_width, alt, next_at, 0 as attempts from images_due d
  where d.publisher_id = ${publisherId} and d.column_id = ${id}
  union all
  select publisher_id, column_id, host, url, max_width, alt, fetched_at, 0 from images i
  where i.publisher_id = ${publisherId} and i.column_id = ${id}
    and not exists (select 1 from images_due d where d.publisher_id = ${publisherId} and d.column_id = ${id})) w)`
}

/** The copies of a column that is hidden go with everything else of it. */
export async function dropImages(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  for (const table of ['images', 'images_due'] as const)
    await sql`delete from ${sql.table(table)} where publisher_id = ${publisherId} and column_id = ${id}`.execute(db)
}

/** After `images_due` got a row back: its host is told. */
export async function wakeImageHosts(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  const { rows } = await sql<{ host: string; at: Date }>`
    select host, next_at as at from images_due where publisher_id = ${publisherId} and column_id = ${id}`.execute(db)
  for (const { statement } of wakeWrites(rows)) await statement.execute(db)
}

const agrees = sql`coalesce((p.agreement ->> 'mayImage')::boolean, true) and not coalesce((p.agreement ->> 'blocked')::boolean, false)`
const joins = (images: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`join columns c on c.publisher_id = ${images}.publisher_id and c.id = ${images}.column_id and c.listed
    join publishers p on p.id = ${images}.publisher_id and ${agrees}`
const shown = joins(sql.ref('i'))
const shown2 = joins(sql.ref('i2'))

function dueRows(rows: readonly object[]): RawBuilder<unknown> {
  return sql`json_to_recordset(${jsonRows(rows)}::json) as x(publisher_id bigint, column_id bigint, host text, url text,
    max_width integer, alt text, next_at timestamptz)`
}

/** 32 hexadecimal digits. */
function hashOf(due: DueImage, files: readonly ImageFile[]): string {
  const hash = createHash('sha256').update(`${due.publisherId}:${due.columnId}:`)
  for (const file of files) hash.update(file.bytes)
  return hash.digest('hex').slice(0, 32)
}
