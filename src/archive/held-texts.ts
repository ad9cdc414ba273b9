// What a takedown takes off a column: every text and picture of it, kept in the takedown's own row alone, so that undoing it
// works, and nowhere else. Tombstones, lists, search and feeds have nothing left that they could show.
import { sql, type RawBuilder } from 'kysely'
import type { ColumnId, PublisherId } from '../model/index.ts'
import { dropImages, heldImage, wakeImageHosts } from './images.ts'
import type { Db } from './schema.ts'

/** Rows about a column that carry its words or its writers' names. */
const wordy = ['revisions', 'evidence', 'reviews'] as const

/** Empties the column and keeps what it held in its standing takedown. */
export async function holdTexts(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  const rows = wordy.map(
    (table) =>
      sql`${sql.lit(table)}, (select coalesce(jsonb_agg(to_jsonb(w)), '[]') from ${sql.table(table)} w
        where w.publisher_id = ${publisherId} and w.column_id = ${id})`,
  )
  // Read and then written: a cluster makes no JSON of rows within an update. The publisher is given in every part: a part that
  // takes it from the row around it is not seen to lie in the same shard, and rows are locked in one shard alone.
  const { rows: held } = await sql<{ held: string }>`
    select jsonb_build_object('row', jsonb_build_object('title', c.title, 'feed_title', c.feed_title, 'dek', c.dek,
        'excerpt', c.excerpt, 'list_excerpt', c.list_excerpt, 'byline', c.byline, 'section', c.section, 'image', c.image,
        'claimed', c.claimed, 'search', c.search::text), ${sql.join(rows)},
        'images_due', ${heldImage(publisherId, id)})::text as held
    from columns c where c.publisher_id = ${publisherId} and c.id = ${id} for update`.execute(db)
  await sql`
    update takedowns t set held = ${held[0]?.held ?? null}::jsonb
    where t.publisher_id = ${publisherId} and t.column_id = ${id} and t.undone_at is null`.execute(db)
  await emptyColumn(db, publisherId, id)
  await dropImages(db, publisherId, id)
  await dropFingerprint(db, publisherId, id)
  for (const table of wordy)
    await sql`delete from ${sql.table(table)} where publisher_id = ${publisherId} and column_id = ${id}`.execute(db)
}

/** What was made of its words goes with them; the next reading of its page makes it anew. */
async function dropFingerprint(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  await db.deleteFrom('fingerprints').where('publisher_id', '=', publisherId).where('column_id', '=', id).execute()
}

async function emptyColumn(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  await sql`
    update columns set title = '', feed_title = null, dek = null, excerpt = null, list_excerpt = null, byline = null,
      section = null, image = null, claimed = null, search = ''
    where publisher_id = ${publisherId} and id = ${id}`.execute(db)
}

/**
 * Leaves a column without excerpt and picture: what a publisher's own last date asks for. Headline and names stay on its row
 * as facts and are not shown; its next reading fills the rest again, if the publisher moves the date.
 */
export async function dropExcerpts(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  await sql`
    update columns set dek = null, excerpt = null, list_excerpt = null, image = null, search = ''
    where publisher_id = ${publisherId} and id = ${id}`.execute(db)
  await dropImages(db, publisherId, id)
  await dropFingerprint(db, publisherId, id)
}

/** Gives the column back what its takedown held, and lets the takedown forget it. */
export async function restoreTexts(db: Db, publisherId: PublisherId, id: ColumnId): Promise<void> {
  const standing = sql`select held from takedowns where publisher_id = ${publisherId} and column_id = ${id}
    and undone_at is null and held is not null order by id desc limit 1`
  await sql`
    update columns c set title = coalesce(r.title, c.canonical_url), feed_title = r.feed_title, dek = r.dek, excerpt = r.excerpt,
      list_excerpt = r.list_excerpt, byline = r.byline, section = r.section, image = r.image, claimed = r.claimed,
      search = r.search::tsvector
    from (${standing}) t, jsonb_to_record(t.held -> 'row') as r(title text, feed_title text, dek text, excerpt text,
      list_excerpt text, byline text, section text, image text, claimed text, search text)
    where c.publisher_id = ${publisherId} and c.id = ${id}`.execute(db)
  for (const table of [...wordy, 'images_due'] as const)
    await sql`
      insert into ${sql.table(table)} select w.* from (${standing}) t,
        jsonb_populate_recordset(null::${sql.table(table)}, t.held -> ${sql.lit(table)}) as w on conflict do nothing`.execute(
      db,
    )
  await wakeImageHosts(db, publisherId, id)
  await sql`
    update takedowns set held = null
    where publisher_id = ${publisherId} and column_id = ${id} and undone_at is null`.execute(db)
}

/**
 * The headline of a column, also of one that a takedown holds: filing must know the piece when it meets it again. A question
 * about one publisher gives it here too, so that a cluster sees that all of it lies in one shard.
 */
export function heldTitle(publisherId: RawBuilder<unknown> = sql`c.publisher_id`): RawBuilder<unknown> {
  return sql`case when c.title <> '' then c.title else coalesce((
  select t.held -> 'row' ->> 'title' from takedowns t where t.publisher_id = ${publisherId} and t.column_id = c.id
    and t.undone_at is null and t.held is not null order by t.id desc limit 1), '') end`
}
