// The state in which an archive is that has been running: what was filed lately is in memory, since it was just written. One that
// was filled at once, and indexed afterwards, has the pages there that the indexing touched last.
import { sql } from 'kysely'
import type { Db } from '../archive/index.ts'
import type { World } from './archive-world.ts'

/** Reads what the filings of the world's last year have written: the rows, and the ends of the indexes that lists and cards use. */
export async function readLastYear(db: Db, world: Pick<World, 'size' | 'publishedAt'>): Promise<void> {
  const since = new Date(world.publishedAt(world.size).getTime() - 365 * 86_400_000)
  await db.transaction().execute(async (trx) => {
    await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
      set_config('enable_mergejoin', 'off', true), set_config('statement_timeout', '0', true)`.execute(trx)
    await sql`
      select count(c.search), count(n.views), count(a.folded_name), count(e.text), count(r.name)
      from columns c left join column_counts n on n.column_id = c.id and n.publisher_id = c.publisher_id
      left join attributions a on a.column_id = c.id and a.publisher_id = c.publisher_id
      left join evidence e on e.column_id = a.column_id and e.publisher_id = a.publisher_id and e.position = a.position
      left join rules r on r.column_id = c.id and r.publisher_id = c.publisher_id
      where c.id > (select id from columns where listed and published_at < ${since} order by published_at desc, id desc limit 1)`.execute(
      trx,
    )
    await sql`select count(*) from outlets o cross join lateral (select from attributions a
      where a.columnist_id = o.columnist_id and a.published_at >= ${since}) newest`.execute(trx)
    for (const [list, of] of [
      [sql`select id as of from publishers`, sql`c.publisher_id`],
      [sql`select distinct country from publishers`, sql`c.country`],
      [sql`select distinct languages[1] from publishers`, sql`split_part(c.lang, '-', 1)`],
    ] as const)
      await sql`select count(*) from (${list}) l(of) cross join lateral (select from columns c
        where c.listed and ${of} = l.of and c.published_at >= ${since}) newest`.execute(trx)
    await sql`select count(*) from columns where listed and published_at >= ${since}`.execute(trx)
  })
}
