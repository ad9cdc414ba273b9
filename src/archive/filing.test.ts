import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnId, ColumnistId } from '../model/index.ts'
import { findColumn } from './column-detail.ts'
import { findColumnistBySlug, listColumnists, listOutlets } from './columnists.ts'
import { listColumns } from './columns.ts'
import { listFeeds } from './feeds.ts'
import { fileColumns } from './filing.ts'
import { filePage } from './filing-page.ts'
import { listPublishers, upsertPublisher } from './publishers.ts'
import type { Db } from './schema.ts'
import { searchColumns } from './search.ts'
import { parseSearchQuery } from './search-query.ts'
import { takeDownColumn } from './takedowns.ts'
import { createTestDatabase, withDatabase } from './test-database.ts'
import { canonical, contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import type { VisitRecord } from './visits.ts'

function options(press: Press) {
  return { publisherId: press.publisher.id, now: noon }
}

async function detail(db: Db, id: ColumnId) {
  const finding = await findColumn(db, id)
  assert.equal(finding?.kind, 'found')
  return finding.column
}

async function countRows(db: Db, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
  return rows[0]!.n
}

/** Every kept count equals what counting anew gives. */
async function assertCounts(db: Db): Promise<void> {
  const { rows: outlets } = await sql`
    (select publisher_id, columnist_id, columns, pieces, first_published_at, last_published_at from outlets where pieces > 0
     except select a.publisher_id, a.columnist_id, count(*) filter (where c.opinion), count(*), min(c.published_at), max(c.published_at)
     from attributions a join columns c on c.publisher_id = a.publisher_id and c.id = a.column_id
     where c.listed and a.role not in ('photographer', 'illustrator') group by 1, 2)`.execute(db)
  assert.deepEqual(outlets, [])
  const { rows: days } = await sql`
    (select country, day, columns from country_days where columns <> 0
     except select country, (published_at at time zone 'UTC')::date, count(*) from columns where listed and opinion group by 1, 2)
    union all (select country, (published_at at time zone 'UTC')::date, count(*) from columns where listed and opinion group by 1, 2
     except select country, day, columns from country_days)`.execute(db)
  assert.deepEqual(days, [])
  const { rows: publishers } = await sql`
    select publisher_id, columns, pieces from publisher_counts where pieces > 0
    except select publisher_id, count(*) filter (where opinion), count(*) from columns where listed group by 1`.execute(
    db,
  )
  assert.deepEqual(publishers, [])
}

test('a visit files its columns, credits, evidence, rules, due pages, visit and validators together', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { publisher, feed } = press
  const nextAt = new Date(noon.getTime() + 3_600_000)
  const visit: VisitRecord = {
    publisherId: publisher.id,
    feedId: feed.id,
    columnId: null,
    host: feed.host,
    url: feed.url,
    purpose: 'feed',
    outcome: 'fetched',
    reading: 'read',
    status: 200,
    bytes: 1234,
    durationMs: 12.6,
    entries: 2,
    problem: null,
    visitedAt: noon,
    feed: { nextAt, intervalS: 3600, failures: 0, validators: { etag: '"v1"', lastModified: null } },
  }
  const result = await fileColumns(db, [draftOf(press, 1), draftOf(press, 2)], {
    ...options(press),
    visit,
    pageOf: (draft) => ({ url: draft.canonicalUrl, host: 'gazette.example', nextAt: noon }),
  })
  assert.deepEqual(
    result.columns.map((column) => column.outcome),
    ['new', 'new'],
  )
  assert.equal(result.newColumns, 2)
  const column = await detail(db, result.columns[0]!.id)
  assert.equal(column.title, 'On the river, part 1')
  assert.deepEqual(column.credits, [
    {
      columnistId: column.credits[0]!.columnistId,
      slug: 'ann-marsh',
      name: 'Ann Marsh',
      kind: 'person',
      confidence: 0.9,
      evidence: [{ source: 'feed:dc:creator', text: 'Ann Marsh', selector: 'dc:creator' }],
    },
  ])
  assert.deepEqual(column.rules, draftOf(press, 1).rules)
  assert.equal(await countRows(db, 'pages_due'), 2)
  const [stored] = await listFeeds(db, { publisherId: publisher.id })
  assert.deepEqual(stored?.validators, { etag: '"v1"', lastModified: null })
  assert.deepEqual([stored?.nextAt, stored?.visitedAt, stored?.broughtAt], [nextAt, noon, noon])
  const { rows } = await sql<object>`select entries, new_columns, duration_ms from visits`.execute(db)
  assert.deepEqual(rows, [{ entries: 2, new_columns: 2, duration_ms: 13 }])
  await assertCounts(db)
})

test('nothing is filed when anything fails', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const wrong = draftOf(press, 2, { lang: null as never })
  await assert.rejects(fileColumns(db, [draftOf(press, 1), wrong], options(press)))
  for (const table of ['columns', 'columnists', 'columnist_slugs', 'aliases', 'addresses'])
    assert.equal(await countRows(db, table), 0, table)
})

test('a column met again is filed once, by its URL, its guid, or twice in one feed', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const first = await fileColumns(db, [draftOf(press, 1), draftOf(press, 1)], options(press))
  assert.deepEqual(
    first.columns.map((column) => column.outcome),
    ['new', 'known'],
  )
  const id = first.columns[0]!.id
  assert.equal(first.columns[1]!.id, id)
  const moved = draftOf(press, 1, { canonicalUrl: canonical('https://gazette.example/columns/1-renamed') })
  const again = await fileColumns(db, [draftOf(press, 1), moved], options(press))
  assert.deepEqual(
    again.columns.map((column) => [column.outcome, column.id]),
    [
      ['known', id],
      ['known', id],
    ],
  )
  const onlyUrl = await fileColumns(db, [{ ...moved, addresses: [] }], options(press))
  assert.equal(onlyUrl.columns[0]!.id, id)
  assert.equal(await countRows(db, 'columns'), 1)
})

test('a guid used again for another piece does not swallow it', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await fileColumns(db, [draftOf(press, 1)], options(press))
  const other = draftOf(press, 2, {
    addresses: draftOf(press, 1).addresses,
    title: 'Something else altogether',
    publishedAt: new Date(noon.getTime() - 90 * 86_400_000),
  })
  const result = await fileColumns(db, [other], options(press))
  assert.equal(result.columns[0]!.outcome, 'new')
  assert.equal(await countRows(db, 'columns'), 2)
})

test('two collectors filing the same drafts at once file each column exactly once', async () => {
  const { db, drop } = await createTestDatabase({ poolSize: 12 })
  try {
    const press = await makePress(db)
    const drafts = Array.from({ length: 30 }, (_, i) =>
      draftOf(press, i, { contributors: [contributorOf(`Writer ${'abcdefgh'[i % 8]} Marsh`)] }),
    )
    const orders = [
      drafts,
      drafts.toReversed(),
      drafts.slice(10),
      drafts.slice(0, 20).toReversed(),
      drafts,
      drafts.toReversed(),
    ]
    const results = await Promise.all(orders.map((order) => fileColumns(db, order, options(press))))
    assert.equal(
      results.reduce((sum, result) => sum + result.newColumns, 0),
      30,
    )
    assert.equal(await countRows(db, 'columns'), 30)
    assert.equal(await countRows(db, 'columnists'), 8)
    assert.equal(await countRows(db, 'attributions'), 30)
    await assertCounts(db)
    // The same change by both is one revision.
    const changed = drafts.map((draft) => ({ ...draft, title: `${draft.title}, revised` }))
    await Promise.all([fileColumns(db, changed, options(press)), fileColumns(db, changed.toReversed(), options(press))])
    assert.equal(await countRows(db, 'revisions'), 30)
    await assertCounts(db)
  } finally {
    await drop()
  }
})

test('a changed headline, standfirst or byline of a feed is a revision, and credits follow the byline', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { columns } = await fileColumns(db, [draftOf(press, 1, { dek: 'What it remembers' })], options(press))
  const later = draftOf(press, 1, {
    title: 'The river remembers',
    dek: 'And what it forgets',
    byline: 'By Ann Marsh and Noor Haddad',
    contributors: [contributorOf('Ann Marsh'), contributorOf('Noor Haddad')],
  })
  const result = await fileColumns(db, [later], options(press))
  assert.equal(result.columns[0]!.outcome, 'changed')
  assert.equal((await fileColumns(db, [later], options(press))).columns[0]!.outcome, 'known')
  const column = await detail(db, columns[0]!.id)
  assert.deepEqual(
    column.revisions.map(({ field, before, after }) => [field, before, after]),
    [
      ['title', 'On the river, part 1', 'The river remembers'],
      ['dek', 'What it remembers', 'And what it forgets'],
      ['byline', 'By Ann Marsh', 'By Ann Marsh and Noor Haddad'],
    ],
  )
  assert.deepEqual(
    column.credits.map((credit) => credit.name),
    ['Ann Marsh', 'Noor Haddad'],
  )
  assert.equal((await searchColumns(db, parseSearchQuery('haddad remembers'), { limit: 5 })).items.length, 1)
  assert.equal((await searchColumns(db, parseSearchQuery('part'), { limit: 5 })).items[0]?.title, 'The river remembers')
  await assertCounts(db)
})

test('what the page said stands against the feed, but a headline that the feed changes is a changed headline', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { columns } = await fileColumns(db, [draftOf(press, 1)], options(press))
  const id = columns[0]!.id
  const page = draftOf(press, 1, {
    title: 'On the River: A Memory',
    dek: 'The page’s own standfirst',
    excerpt: 'The page’s own words.',
    byline: 'Ann Marsh, in Ely',
    words: 812,
    pageRead: true,
  })
  assert.equal((await filePage(db, id, page, { now: noon }))?.outcome, 'changed')
  assert.deepEqual((await detail(db, id)).revisions, [])
  assert.equal((await fileColumns(db, [draftOf(press, 1)], options(press))).columns[0]!.outcome, 'known')
  assert.equal((await detail(db, id)).title, 'On the River: A Memory')
  const asked: string[] = []
  const retitled = draftOf(press, 1, { title: 'The river forgets nothing', excerpt: 'The feed’s words.' })
  await fileColumns(db, [retitled], {
    ...options(press),
    pageOf: (draft) => {
      asked.push(draft.title)
      return { url: draft.canonicalUrl, host: 'gazette.example', nextAt: noon }
    },
  })
  const column = await detail(db, id)
  assert.equal(column.title, 'The river forgets nothing')
  assert.deepEqual(
    [column.fullExcerpt, column.dek, column.words],
    ['The page’s own words.', 'The page’s own standfirst', 812],
  )
  assert.deepEqual(asked, ['The river forgets nothing'])
  assert.equal(await countRows(db, 'pages_due'), 1)
  assert.deepEqual(
    column.revisions.map(({ field, before, after }) => [field, before, after]),
    [['title', 'On the River: A Memory', 'The river forgets nothing']],
  )
})

test('a page that names nobody does not erase whom the feed named', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { columns } = await fileColumns(db, [draftOf(press, 1)], options(press))
  await filePage(db, columns[0]!.id, draftOf(press, 1, { byline: null, contributors: [], pageRead: true }), {
    now: noon,
  })
  const column = await detail(db, columns[0]!.id)
  assert.deepEqual([column.byline, column.credits[0]?.name], ['By Ann Marsh', 'Ann Marsh'])
})

test('when its page belongs to another column, the two become one and the younger id leads to the older', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const short = draftOf(press, 1, { canonicalUrl: canonical('https://gazette.example/?p=1'), addresses: ['guid:a'] })
  const long = draftOf(press, 1, {
    canonicalUrl: canonical('https://gazette.example/on-the-river'),
    addresses: ['guid:b'],
  })
  const [older, younger] = (await fileColumns(db, [short, long], options(press))).columns.map((column) => column.id)
  await sql`insert into column_counts (publisher_id, column_id, views) values (${press.publisher.id}, ${younger}, 5), (${press.publisher.id}, ${older}, 2)`.execute(
    db,
  )
  const page = { ...long, pageRead: true, addresses: [] }
  const filed = await filePage(db, older!, page, { now: noon })
  assert.deepEqual(filed, { outcome: 'changed', id: older, canonicalUrl: long.canonicalUrl })
  assert.deepEqual(await findColumn(db, younger!), { kind: 'moved', publisherId: press.publisher.id, id: older })
  const column = await detail(db, older!)
  assert.deepEqual([column.canonicalUrl, column.views], [long.canonicalUrl, 7])
  for (const draft of [
    short,
    long,
    { ...short, canonicalUrl: canonical('https://gazette.example/x'), addresses: ['guid:b'] },
  ]) {
    const again = await fileColumns(db, [draft], options(press))
    assert.deepEqual([again.columns[0]!.outcome, again.columns[0]!.id], ['known', older])
  }
  assert.equal((await listColumns(db, {}, { limit: 10 })).items.length, 1)
  await assertCounts(db)
})

test('a site that prints one canonical URL on every page does not melt its columns together', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const drafts = [
    draftOf(press, 1, { title: 'Bread and its price' }),
    draftOf(press, 30, { title: 'A winter without snow' }),
    draftOf(press, 50, { title: 'Letters to nobody' }),
  ]
  const { columns } = await fileColumns(db, drafts, options(press))
  for (const [i, draft] of drafts.entries())
    await filePage(
      db,
      columns[i]!.id,
      { ...draft, canonicalUrl: canonical('https://gazette.example/opinion'), pageRead: true },
      { now: noon },
    )
  assert.equal(await countRows(db, 'columns'), 3)
  assert.equal(await countRows(db, 'moved_columns'), 0)
})

test('what was taken down is never filed again nor shown, also under its other address', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { publisher } = press
  const first = draftOf(press, 1, { canonicalUrl: canonical('https://gazette.example/?p=1'), addresses: ['guid:a'] })
  const second = draftOf(press, 1, {
    canonicalUrl: canonical('https://gazette.example/on-the-river'),
    addresses: ['guid:b'],
  })
  const [older, younger] = (await fileColumns(db, [first, second], options(press))).columns.map((column) => column.id)
  await takeDownColumn(db, { publisherId: publisher.id, columnId: younger!, reason: 'columnist', now: noon })
  const again = await fileColumns(db, [{ ...second, title: 'A new headline' }], options(press))
  assert.deepEqual([again.columns[0]!.outcome, again.columns[0]!.id], ['taken-down', younger])
  assert.equal((await filePage(db, older!, { ...second, pageRead: true }, { now: noon }))?.outcome, 'taken-down')
  assert.equal((await findColumn(db, older!))?.kind, 'tombstone')
  assert.deepEqual((await listColumns(db, {}, { limit: 10 })).items, [])
  await assertCounts(db)
})

test('the same name at another publisher is another columnist, unless both are known by the same address', async (t) => {
  const db = await withDatabase(t)
  const gazette = await makePress(db)
  const herald = await makePress(db, { slug: 'herald', name: 'The Herald' })
  const comet = await makePress(db, { slug: 'comet', name: 'The Comet' })
  const own = 'https://annmarsh.example/'
  await fileColumns(
    db,
    [draftOf(gazette, 1, { contributors: [contributorOf('Ann Marsh', { sameAs: [own] })] })],
    options(gazette),
  )
  await fileColumns(db, [draftOf(herald, 1)], options(herald))
  await fileColumns(
    db,
    [draftOf(comet, 0, { contributors: [contributorOf('ANN MARSH', { url: own })] })],
    options(comet),
  )
  const { items } = await listColumnists(db, {}, { limit: 10 })
  assert.deepEqual(
    items.map(({ slug, outlets }) => [slug, outlets]),
    [
      ['ann-marsh', 2],
      ['ann-marsh-2', 1],
    ],
  )
  assert.deepEqual(
    (await listOutlets(db, items[0]!.id)).map((outlet) => outlet.slug),
    ['comet', 'gazette'],
  )
})

test('a name with and without an address is one columnist at one publisher; placeholders are nobody', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await fileColumns(
    db,
    [
      draftOf(press, 1),
      draftOf(press, 2, {
        contributors: [contributorOf('Ann Marsh', { url: 'https://gazette.example/by/ann-marsh' })],
      }),
      draftOf(press, 3, {
        contributors: [contributorOf('Ann  MARSH.'), contributorOf('Staff', { kind: 'placeholder' })],
      }),
      draftOf(press, 4, { contributors: [contributorOf('Editorial Board', { kind: 'editorial-board' })] }),
    ],
    options(press),
  )
  const { rows } = await sql<{ slug: string }>`select slug from columnists order by slug`.execute(db)
  assert.deepEqual(
    rows.map((row) => row.slug),
    ['ann-marsh', 'editorial-board-gazette'],
  )
  assert.equal((await findColumnistBySlug(db, 'ann-marsh'))?.kind, 'found')
  assert.equal((await listColumns(db, { columnistId: 1 as ColumnistId }, { limit: 9 })).items.length + 0, 3)
})

test('slugs are counted up, and crowded names still get one', async (t) => {
  const db = await withDatabase(t)
  const slugs = Array.from({ length: 12 }, (_, i) => ({
    slug: i === 0 ? 'ann-marsh' : `ann-marsh-${i + 1}`,
    columnist_id: 1,
  }))
  await sql`insert into columnists (slug, name, kind, sort_name, initial, search) values ('x', 'x', 'person', 'x', 'X', '')`.execute(
    db,
  )
  await db.insertInto('columnist_slugs').values(slugs).execute()
  const press = await makePress(db)
  await fileColumns(
    db,
    [draftOf(press, 1), draftOf(press, 2, { contributors: [contributorOf('“?”'), contributorOf('שירה כץ')] })],
    options(press),
  )
  const { rows } = await sql<{ slug: string }>`select slug from columnists where slug <> 'x' order by slug`.execute(db)
  assert.deepEqual(
    rows.map((row) => row.slug),
    ['ann-marsh-13', 'שירה-כץ'],
  )
})

test('photographers are credited apart and have no column in the counts', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await fileColumns(
    db,
    [
      draftOf(press, 1, {
        contributors: [contributorOf('Ann Marsh'), contributorOf('Per Lind', { kind: 'photographer' })],
      }),
    ],
    options(press),
  )
  const { items } = await listColumns(db, {}, { limit: 1 })
  assert.deepEqual(
    items[0]!.credits.map((credit) => [credit.name, credit.kind]),
    [
      ['Ann Marsh', 'person'],
      ['Per Lind', 'photographer'],
    ],
  )
  const photographer = items[0]!.credits[1]!.columnistId
  assert.deepEqual((await listColumns(db, { columnistId: photographer }, { limit: 5 })).items, [])
  assert.deepEqual(await listOutlets(db, photographer), [])
  await assertCounts(db)
})

test('hostile text is stored as it can be, and bounded', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const result = await fileColumns(
    db,
    [
      draftOf(press, 1, {
        title: `${'very '.repeat(300)}\0\ud800 long`,
        excerpt: "\\u0000 '); drop table columns; -- \0",
        byline: '\0',
        contributors: [contributorOf('x'.repeat(3000)), contributorOf('A\0nn \udfff Marsh')],
        addresses: ['guid:\0', `guid:${'x'.repeat(9000)}`],
        modifiedAt: new Date('-000400-01-01T00:00:00Z'),
        section: '"{}[]\\',
        publishedAt: new Date('2099-01-01T00:00:00Z'),
      }),
    ],
    options(press),
  )
  const column = await detail(db, result.columns[0]!.id)
  assert.ok(column.title.length <= 500)
  assert.equal(column.fullExcerpt, "\\u0000 '); drop table columns; -- \ufffd")
  assert.equal(column.section, '"{}[]\\')
  assert.deepEqual(column.publishedAt, noon)
  assert.equal(column.credits.length, 1)
  assert.equal(
    (await fileColumns(db, [draftOf(press, 1, { addresses: ['guid:\0'] })], options(press))).columns[0]!.id,
    column.id,
  )
})

test('a publisher that turns out to be elsewhere takes its columns and counts along', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await fileColumns(db, [draftOf(press, 1), draftOf(press, 2)], options(press))
  const { publisher } = press
  await upsertPublisher(db, { ...publisher, country: 'ie' })
  assert.equal((await listColumns(db, { country: 'ie' }, { limit: 5 })).items.length, 2)
  assert.equal((await listColumns(db, { country: 'gb' }, { limit: 5 })).items.length, 0)
  assert.deepEqual(
    (await listPublishers(db, { country: 'ie' })).map(({ slug, columns, columnists }) => [slug, columns, columnists]),
    [['gazette', 2, 1]],
  )
  await assertCounts(db)
})
