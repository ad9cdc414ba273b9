import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { BadRequest } from '../base/index.ts'
import type { ColumnCard, ColumnDraft, ColumnistId } from '../model/index.ts'
import { listDayCounts } from './archive-days.ts'
import { findColumn } from './column-detail.ts'
import {
  findColumnistBySlug,
  listColumnists,
  listColumnistsByIds,
  listColumnistsOfPublisher,
  listInitials,
  suggestColumnists,
} from './columnists.ts'
import {
  listColumns,
  listColumnsByKeys,
  listColumnsByPublisher,
  listColumnsOfCountry,
  listColumnsOnDay,
  listFavouriteColumns,
} from './columns.ts'
import { findNeighbours } from './neighbours.ts'
import { listFollowedColumns } from './followed-columns.ts'
import { fileColumns } from './filing.ts'
import { summarizeHealth } from './health.ts'
import type { Listing, PageRequest } from './listing.ts'
import { findPublisherByHome, findPublisherBySlug, listFormerSlugs, renamePublisher } from './publishers.ts'
import { findLearned } from './repeated-names.ts'
import type { Db } from './schema.ts'
import { searchColumns } from './search.ts'
import { parseSearchQuery } from './search-query.ts'
import { expireColumns, takeDownColumn, undoTakedown } from './takedowns.ts'
import { testWorkers } from './test-cluster.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'

async function file(db: Db, press: Press, drafts: readonly ColumnDraft[]) {
  return fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
}

type Statement = { readonly sql: string; readonly parameters: readonly unknown[] }

const titles = (cards: readonly ColumnCard[]) => cards.map((card) => card.title)
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const part = (n: number) => `On the river, part ${n}`

/** Walks a list to its end and back, and asserts that both ways meet every column once, in order. */
async function assertWalk(
  list: (page: PageRequest) => Promise<Listing<ColumnCard>>,
  expected: string[],
  limit = 3,
): Promise<void> {
  const seen: string[] = []
  let page = await list({ limit })
  assert.equal(page.newer, null)
  for (;;) {
    seen.push(...titles(page.items))
    if (page.older === null) break
    page = await list({ limit, after: page.older })
    assert.notEqual(page.newer, null)
  }
  assert.deepEqual(seen, expected)
  const back = titles(page.items)
  while (page.newer !== null) {
    page = await list({ limit, before: page.newer })
    back.unshift(...titles(page.items))
    assert.notEqual(page.older, null)
  }
  assert.deepEqual(back, expected)
}

test('every list is walked forwards and backwards without a gap, equal dates included', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const other = await makePress(db, { slug: 'herald', name: 'The Herald', country: 'tr', languages: ['tr'] })
  // Parts 4 to 7 come out at the same moment.
  const drafts = numbers(1, 10).map((n) =>
    draftOf(press, n, n >= 4 && n <= 7 ? { publishedAt: new Date(noon.getTime() - 4 * 3_600_000) } : {}),
  )
  await file(db, press, drafts)
  await file(db, other, [
    draftOf(other, 2, { title: 'Nehir', lang: 'tr', contributors: [contributorOf('Şafak Işık')] }),
  ])
  const { rows } = await sql<{
    title: string
  }>`select title from columns where country = 'gb' order by published_at desc, id desc`.execute(db)
  const expected = rows.map((row) => row.title)
  await assertWalk((page) => listColumnsOfCountry(db, 'gb', page), expected)
  await assertWalk((page) => listColumnsByPublisher(db, press.publisher.id, page), expected)
  await assertWalk((page) => listColumns(db, { columnistId: 1 as ColumnistId }, page), expected)
  await assertWalk((page) => listColumns(db, { languages: ['en'] }, page), expected)
  await assertWalk(
    (page) => listFollowedColumns(db, { columnistIds: [1 as ColumnistId], publisherIds: [press.publisher.id] }, page),
    expected,
  )
  const all = await listFollowedColumns(
    db,
    { columnistIds: [1 as ColumnistId], publisherIds: [other.publisher.id] },
    { limit: 99 },
  )
  assert.equal(all.items.length, 11)
  assert.deepEqual(titles((await listColumns(db, { languages: ['tr', 'de'] }, { limit: 5 })).items), ['Nehir'])
})

test('lists hold what their filter says', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await file(db, press, [
    draftOf(press, 1, { lang: 'pt-BR', section: 'Ideas' }),
    draftOf(press, 2, { kind: 'news' }),
    draftOf(press, 3, { kind: 'editorial', access: 'paid', lang: 'pt' }),
    draftOf(press, 20),
    draftOf(press, 4, { mayList: false }),
  ])
  const list = async (filter: object) => titles((await listColumns(db, filter, { limit: 9 })).items)
  assert.deepEqual(await list({}), [part(1), part(3), part(20)])
  assert.deepEqual(await list({ include: 'all' }), [part(1), part(2), part(3), part(20)])
  assert.deepEqual(await list({ publisherId: press.publisher.id }), [part(1), part(2), part(3), part(20)])
  assert.deepEqual(await list({ kinds: ['news'] }), [part(2)])
  assert.deepEqual(await list({ kinds: ['editorial'] }), [part(3)])
  assert.deepEqual(await list({ access: ['paid'] }), [part(3)])
  assert.deepEqual(await list({ languages: ['pt'] }), [part(1), part(3)])
  assert.deepEqual(await list({ languages: ['pt-BR'] }), [part(1)])
  assert.deepEqual(await list({ languages: ['pt-BR', 'en'] }), [part(1), part(20)])
  assert.deepEqual(await list({ section: 'Ideas' }), [part(1)])
  assert.deepEqual(await list({ country: 'fr' }), [])
  assert.deepEqual(titles((await listColumnsOnDay(db, '2026-11-21', { limit: 9 })).items), [part(20)])
  await assert.rejects(listColumns(db, { day: '2026-13-45' }, { limit: 9 }), BadRequest)
  assert.deepEqual(await listDayCounts(db, { country: 'gb', from: '2026-11-01', to: '2026-11-30' }), [
    { day: '2026-11-21', columns: 1 },
    { day: '2026-11-22', columns: 2 },
  ])
})

test('lists show the excerpt that lists may show, the column its own', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const excerpt = 'The river has a memory. '.repeat(12).trim()
  const { columns } = await file(db, press, [
    draftOf(press, 1, { excerpt }),
    draftOf(press, 2, { excerpt, maxListChars: 0 }),
  ])
  const { items } = await listColumns(db, {}, { limit: 2 })
  assert.ok(items[0]!.excerpt!.length <= 150 && items[0]!.excerpt!.endsWith('…'))
  assert.equal(items[1]!.excerpt, null)
  const finding = await findColumn(db, columns[1]!.id, press.publisher.id)
  assert.ok(finding?.kind === 'found' && finding.column.fullExcerpt === excerpt)
})

test('a takedown hides at once and everywhere, and can be undone; an hour that has come hides too', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { publisher } = press
  const until = new Date(noon.getTime() + 60_000)
  const { columns } = await file(db, press, [draftOf(press, 1), draftOf(press, 2, { until })])
  const key = { publisherId: publisher.id, columnId: columns[0]!.id }
  assert.equal(await takeDownColumn(db, { ...key, reason: 'legal', now: noon }), true)
  assert.equal(await takeDownColumn(db, { ...key, reason: 'legal', now: noon }), false)
  const finding = await findColumn(db, key.columnId)
  assert.ok(finding?.kind === 'tombstone')
  assert.deepEqual(
    [finding.tombstone.reason, finding.tombstone.takenAt, finding.tombstone.publisherSlug],
    ['legal', noon, 'gazette'],
  )
  assert.deepEqual((await searchColumns(db, parseSearchQuery('memory'), { limit: 9 })).items.length, 1)
  assert.deepEqual((await listColumnsByKeys(db, [{ publisherId: publisher.id, id: key.columnId }])).length, 0)
  assert.equal((await listColumnists(db, {}, { limit: 9 })).items[0]?.columns, 1)
  assert.equal(await expireColumns(db, noon), 0)
  assert.equal(await expireColumns(db, until), 1)
  assert.equal(await expireColumns(db, until), 0)
  const expired = await findColumn(db, columns[1]!.id)
  assert.ok(expired?.kind === 'tombstone' && expired.tombstone.reason === 'expired')
  assert.deepEqual((await listColumnists(db, {}, { limit: 9 })).items, [])
  assert.deepEqual(await listDayCounts(db, { from: '2026-01-01', to: '2026-12-31' }), [])
  assert.equal(await undoTakedown(db, { ...key, now: noon }), true)
  assert.equal(await undoTakedown(db, { ...key, now: noon }), false)
  assert.equal((await listColumns(db, {}, { limit: 9 })).items.length, 1)
  assert.equal(await findColumn(db, 999 as never), undefined)
})

test('search finds words, phrases and names in any form, newest or best first', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await file(db, press, [
    draftOf(press, 1, { title: 'Bread and water', contributors: [contributorOf('Şafak Işık')] }),
    draftOf(press, 2, { title: 'Water everywhere, and bread', excerpt: 'Nothing about it.' }),
    draftOf(press, 3, {
      title: 'Ebbe',
      excerpt: 'A word on bread and water.',
      contributors: [contributorOf('东野 太郎')],
    }),
    draftOf(press, 4, { title: '東京都の水', excerpt: null }),
  ])
  const find = async (text: string, more: object = {}) =>
    titles((await searchColumns(db, parseSearchQuery(text), { limit: 9, ...more })).items)
  assert.deepEqual((await find('bread water')).toSorted(), ['Bread and water', 'Ebbe', 'Water everywhere, and bread'])
  assert.equal((await find('bread water')).at(-1), 'Ebbe')
  assert.deepEqual(await find('"bread and water"', { sort: 'date' }), ['Bread and water', 'Ebbe'])
  assert.deepEqual(await find('bread -everywhere', { sort: 'date' }), ['Bread and water', 'Ebbe'])
  assert.deepEqual(await find('safak ISIK'), ['Bread and water'])
  assert.deepEqual(await find('東京'), ['東京都の水'])
  assert.deepEqual(await find('水'), ['東京都の水'])
  assert.deepEqual(await find('bread', { filter: { country: 'fr' } }), [])
  assert.deepEqual(await find('-bread'), [])
  assert.equal((await suggestColumnists(db, 'saf', 5))[0]?.name, 'Şafak Işık')
  assert.equal((await suggestColumnists(db, 'ış sa', 5))[0]?.name, 'Şafak Işık')
  assert.equal((await suggestColumnists(db, '东', 5))[0]?.name, '东野 太郎')
  assert.deepEqual(await suggestColumnists(db, '  ', 5), [])
})

test('a search that takes too long ends and says so', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await file(db, press, [draftOf(press, 1)])
  await sql`create function slow(text) returns text language plpgsql immutable as $$ begin perform pg_sleep(1); return $1; end $$`.execute(
    db,
  )
  await sql`alter table columns rename to columns_all`.execute(db)
  await sql`create view columns as select c.publisher_id, c.id, c.canonical_url, c.country, c.title, c.excerpt, c.list_excerpt, c.lang, c.dir,
    c.kind, c.opinion, c.access, slow(c.section) as section, c.image, c.words, c.listed, c.page_read, c.published_at, c.published_known, c.family, c.copy_level, c.search
      from columns_all c`.execute(db)
  const search = () =>
    searchColumns(db, parseSearchQuery('river'), { filter: { section: 'Opinion' }, limit: 5, timeoutMs: 100 })
  const result = await search()
  assert.deepEqual([titles(result.items), result.stopped, result.lookedSince], [[], true, null])
})

test('the directory is in order, by letter, and its counts are right', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const names = ['Zoë Ay', 'ann marsh', 'Ayşe Çelik', 'שירה כץ', '3rd Man', 'Øyvind Aas', 'Ann Archer']
  await file(
    db,
    press,
    names.map((name, i) => draftOf(press, i, { contributors: [contributorOf(name)] })),
  )
  assert.deepEqual(await listInitials(db, {}), [
    { initial: '#', columnists: 1 },
    { initial: 'A', columnists: 3 },
    { initial: 'O', columnists: 1 },
    { initial: 'Z', columnists: 1 },
    { initial: 'ש', columnists: 1 },
  ])
  const seen: string[] = []
  let page = await listColumnists(db, {}, { limit: 2 })
  for (;;) {
    seen.push(...page.items.map((one) => one.name))
    if (page.next === null) break
    page = await listColumnists(db, {}, { limit: 2, after: page.next })
  }
  assert.deepEqual(seen, ['3rd Man', 'Ann Archer', 'ann marsh', 'Ayşe Çelik', 'Øyvind Aas', 'Zoë Ay', 'שירה כץ'])
  assert.equal((await listColumnists(db, { initial: 'A', country: 'gb' }, { limit: 9 })).items.length, 3)
  assert.equal((await listColumnists(db, { country: 'fr' }, { limit: 9 })).items.length, 0)
  assert.equal((await listInitials(db, { country: 'fr' })).length, 0)
  assert.equal((await listColumnistsOfPublisher(db, press.publisher.id, 3)).length, 3)
  const [first, second] = await listColumnistsByIds(
    db,
    [3, 1, 99].map((id) => id as ColumnistId),
  )
  assert.deepEqual([first?.id, second?.id], [3, 1])
})

test('old slugs lead to the present ones, and merged columnists to the one they are', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  await file(db, press, [draftOf(press, 1), draftOf(press, 2, { contributors: [contributorOf('A. Marsh')] })])
  await sql`update columnists set merged_into = (select id from columnists where slug = 'ann-marsh') where slug = 'a-marsh'`.execute(
    db,
  )
  assert.deepEqual(await findColumnistBySlug(db, 'a-marsh'), { kind: 'moved', slug: 'ann-marsh' })
  assert.equal(await findColumnistBySlug(db, 'nobody'), undefined)
  assert.equal(await renamePublisher(db, press.publisher.id, 'The New Gazette'), 'the-new-gazette')
  assert.deepEqual(await findPublisherBySlug(db, 'gazette'), { kind: 'moved', slug: 'the-new-gazette' })
  assert.equal((await findPublisherBySlug(db, 'the-new-gazette'))?.kind, 'found')
  assert.deepEqual(await listFormerSlugs(db), new Map([[press.publisher.id, ['gazette']]]))
  assert.equal((await findPublisherByHome(db, 'http://www.gazette.example'))?.id, press.publisher.id)
  assert.equal(await findPublisherByHome(db, 'https://zette.example/'), undefined)
})

test('a column has its writer’s neighbours; favourites are what readers opened', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const { columns } = await file(
    db,
    press,
    numbers(1, 3).map((n) => draftOf(press, n)),
  )
  const { items } = await listColumns(db, {}, { limit: 9 })
  const neighbours = await findNeighbours(db, { ...items[1]!, columnistId: 1 as ColumnistId })
  assert.deepEqual([neighbours.previous?.title, neighbours.next?.title], [part(3), part(1)])
  assert.deepEqual(neighbours.next?.credits, [{ slug: items[0]!.credits[0]!.slug }])
  assert.equal((await findNeighbours(db, { ...items[0]!, columnistId: 1 as ColumnistId })).next, null)
  await sql`insert into column_counts (publisher_id, column_id, opens) values (${press.publisher.id}, ${columns[2]!.id}, 4)`.execute(
    db,
  )
  const favourites = await listFavouriteColumns(db, { country: 'gb', since: new Date(0), limit: 2 })
  assert.deepEqual(titles(favourites), [part(3), part(1)])
  const health = await summarizeHealth(db, noon)
  assert.deepEqual([health.columns, health.columnists, health.feeds.neverVisited], [3, 1, 1])
})

test(
  'every list reads its index: no page scans or sorts the columns',
  { skip: testWorkers().length > 0 && 'plans of small shards say nothing' },
  async (t) => {
    const sent: Statement[] = []
    const db = await withDatabase(t, { onQuery: (query) => sent.push(query) })
    const press = await makePress(db)
    // 20,000 columns of 100 publishers in 100 countries and 50 languages, by 500 writers over 15 years.
    await sql`insert into publishers (slug, name, home, country) select 'p' || i, 'P', 'https://p', 'c' || i % 100 from generate_series(2, 100) i`.execute(
      db,
    )
    await sql`insert into columns (publisher_id, canonical_url, country, title, lang, dir, kind, opinion, access, listed, page_read,
      published_at, published_known, collected_at, search)
    select 1 + i % 100, 'u' || i, 'c' || i % 100, 't', 'l' || i % 50, 'ltr', 'column', true, 'free', i % 50 <> 0, true,
      timestamptz '2026-01-01' - i * interval '6 hours', true, now(), to_tsvector('simple', 'common ' || 'w' || i % 1000)
    from generate_series(1, 20000) i`.execute(db)
    await sql`insert into columnists (slug, name, kind, sort_name, initial, search)
    select 's' || i, 'n', 'person', 'n' || i, 'N', to_tsvector('simple', 'n' || i) from generate_series(1, 500) i`.execute(
      db,
    )
    await sql`insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at)
    select publisher_id, id, 0, 1 + id % 500, 'person', 1, published_at from columns`.execute(db)
    await sql`insert into outlets select distinct publisher_id, columnist_id, 1, 1, now(), now() from attributions`.execute(
      db,
    )
    await sql`analyze`.execute(db)
    const after = { publishedAt: new Date('2020-01-01'), id: 1 }
    const plan = async (ask: (db: Db) => Promise<unknown>) => {
      sent.length = 0
      await ask(db)
      return explain(db, [...sent])
    }
    for (const page of [{ limit: 30 }, { limit: 30, after }, { limit: 30, before: after }]) {
      assert.match(await plan((db) => listColumns(db, {}, page)), /columns_newest/)
      assert.match(await plan((db) => listColumns(db, { include: 'all' }, page)), /columns_newest/)
      assert.match(await plan((db) => listColumns(db, { country: 'c3' }, page)), /columns_by_country/)
      assert.match(await plan((db) => listColumns(db, { country: 'c3', include: 'all' }, page)), /columns_by_country/)
      assert.match(await plan((db) => listColumns(db, { languages: ['l3'] }, page)), /columns_by_lang/)
      assert.match(
        await plan((db) => listColumns(db, { publisherId: press.publisher.id }, page)),
        /columns_by_publisher/,
      )
      assert.match(
        await plan((db) => listColumns(db, { columnistId: 7 as ColumnistId }, page)),
        /attributions_by_columnist/,
      )
      assert.match(
        await plan((db) =>
          listFollowedColumns(db, { columnistIds: [7 as ColumnistId], publisherIds: [press.publisher.id] }, page),
        ),
        /attributions_by_columnist[^]*columns_by_publisher/,
      )
    }
    assert.match(
      await plan((db) => listColumns(db, { country: 'c3', day: '2024-05-05' }, { limit: 30 })),
      /columns_by_country/,
    )
    assert.match(await plan((db) => searchColumns(db, parseSearchQuery('w77'), { limit: 20 })), /columns_search/)
    assert.match(
      await plan((db) => listColumnists(db, { initial: 'N' }, { limit: 30 })),
      /columnists_by_(initial|name)/,
    )
    assert.match(await plan((db) => findColumn(db, 77 as never)), /columns_pkey/)
    const newYear = new Date('2026-01-01')
    assert.match(await plan((db) => findLearned(db, press.publisher.id, newYear)), /columns_by_publisher/)
    await plan((db) => listFavouriteColumns(db, { country: 'c3', since: new Date('2020-01-01'), limit: 10 }))
  },
)

/** The plans of these statements; fails on a sequential scan of `columns` or `attributions`. */
async function explain(db: Db, statements: readonly Statement[]): Promise<string> {
  const plans: string[] = []
  for (const { sql: text, parameters } of statements) {
    if (!/^\s*(select|with)/.test(text)) continue
    const parts = text
      .split(/\$\d+/)
      .flatMap((part, i) => (i < parameters.length ? [sql.raw(part), sql`${parameters[i]}`] : [sql.raw(part)]))
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${sql.join(parts, sql.raw(''))}`.execute(db)
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'))
  }
  const whole = plans.join('\n')
  assert.doesNotMatch(whole, /Seq Scan on (columns|attributions)/)
  return whole
}
