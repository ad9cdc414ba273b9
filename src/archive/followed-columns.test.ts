import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { ColumnistId, PublisherId } from '../model/index.ts'
import { listFollowedColumns } from './followed-columns.ts'
import { withDatabase } from './test-database.ts'
import { makePress } from './test-drafts.ts'

test('whoever is followed, the page holds their newest columns that may be shown', async (t) => {
  const db = await withDatabase(t)
  await makePress(db)
  await makePress(db, { slug: 'herald', name: 'The Herald' })
  // 60 writers; the newest pieces of many of them were taken down, and some pieces have two writers.
  await sql`insert into columnists (slug, name, kind, sort_name, initial, search)
    select 's' || i, 'n', 'person', 'n' || i, 'N', '' from generate_series(1, 60) i`.execute(db)
  await sql`insert into columns (publisher_id, canonical_url, country, title, lang, dir, kind, opinion, access, listed, page_read,
      published_at, published_known, collected_at, search)
    select 1 + i % 2, 'u' || i, 'gb', 't' || i, 'en', 'ltr', 'column', true, 'free', i % 3 <> 0 and i > 40, true,
      timestamptz '2026-01-01' - i * interval '5 hours', true, now(), '' from generate_series(1, 900) i`.execute(db)
  await sql`insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at)
    select publisher_id, id, p, 1 + (id * (p + 1) * 7) % 60, case when id % 11 = 0 then 'photographer' else 'person' end, 1, published_at
    from columns, generate_series(0, 1) p where p = 0 or id % 5 = 0`.execute(db)
  // Dates of last pieces are never too early, and may be too late.
  await sql`insert into outlets (publisher_id, columnist_id, columns, pieces, first_published_at, last_published_at)
    select a.publisher_id, a.columnist_id, count(*), count(*), min(a.published_at),
      max(a.published_at) + case when a.columnist_id % 7 = 0 then interval '3 days' else interval '0' end
    from attributions a join columns c on c.publisher_id = a.publisher_id and c.id = a.column_id
    where c.listed and a.role = 'person' group by 1, 2`.execute(db)
  await sql`insert into publisher_counts (publisher_id, columns, pieces, last_published_at)
    select publisher_id, count(*), count(*), max(published_at) from columns where listed group by 1`.execute(db)
  await sql`analyze`.execute(db)
  const expected = async (columnistIds: number[], publisherIds: number[], before: Date | null, limit: number) => {
    const { rows } = await sql<{ id: number }>`
      select id from columns c where listed and (${before}::timestamptz is null or published_at < ${before})
        and (publisher_id = any(${publisherIds}::bigint[]) or exists (select 1 from attributions a where a.column_id = c.id
          and a.publisher_id = c.publisher_id and a.columnist_id = any(${columnistIds}::bigint[]) and a.role = 'person'))
      order by published_at desc, id desc limit ${limit}`.execute(db)
    return rows.map(({ id }) => id)
  }
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 }),
      fc.subarray([1, 2]),
      fc.integer({ min: 1, max: 20 }),
      async (writers, publishers, limit) => {
        const followed = { columnistIds: writers as ColumnistId[], publisherIds: publishers as PublisherId[] }
        const page = await listFollowedColumns(db, followed, { limit })
        assert.deepEqual(
          page.items.map(({ id }) => id),
          await expected(writers, publishers, null, limit),
        )
        if (page.older === null) return
        const next = await listFollowedColumns(db, followed, { limit, after: page.older })
        const before = page.older.publishedAt
        assert.deepEqual(
          next.items.map(({ id }) => id),
          await expected(writers, publishers, before, limit),
        )
        if (next.newer === null) return
        const back = await listFollowedColumns(db, followed, { limit, before: next.newer })
        assert.deepEqual(back.items, page.items)
      },
    ),
    { numRuns: 40 },
  )
})
