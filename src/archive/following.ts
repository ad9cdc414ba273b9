// What changes when the operator or a newer catalogue changes what we follow.
import type { FeedId, Publisher, PublisherId } from '../model/index.ts'
import { getPublisher } from './publishers.ts'
import type { Db } from './schema.ts'

/** The publisher with this home page, whatever its scheme, `www.` and closing slash; the first followed if several share it. */
export async function findPublisherByHome(db: Db, home: string): Promise<Publisher | undefined> {
  const row = await db
    .selectFrom('publishers')
    .select('id')
    .where(
      (eb) => eb.fn<string>('regexp_replace', ['home', eb.val('^https?://(www\\.)?|/+$'), eb.val(''), eb.val('gi')]),
      '=',
      home.replace(/^https?:\/\/(?:www\.)?|\/+$/gi, ''),
    )
    .orderBy('id')
    .executeTakeFirst()
  return row === undefined ? undefined : getPublisher(db, row.id as PublisherId)
}

/** Slugs that a publisher had before its present one. */
export async function listFormerSlugs(db: Db): Promise<Map<PublisherId, string[]>> {
  const rows = await db
    .selectFrom('publisher_slugs as s')
    .innerJoin('publishers as p', 'p.id', 's.publisher_id')
    .select(['s.publisher_id', 's.slug'])
    .whereRef('s.slug', '<>', 'p.slug')
    .execute()
  const slugs = new Map<PublisherId, string[]>()
  for (const { publisher_id, slug } of rows) {
    const id = publisher_id as PublisherId
    slugs.set(id, [...(slugs.get(id) ?? []), slug])
  }
  return slugs
}

/** Asks this feed no more; what it brought stays. */
export async function stopFeed(db: Db, publisherId: PublisherId, feedId: FeedId, now: Date): Promise<void> {
  await db
    .updateTable('feeds')
    .set({ gone_at: now })
    .where('publisher_id', '=', publisherId)
    .where('id', '=', feedId)
    .where('gone_at', 'is', null)
    .execute()
}
