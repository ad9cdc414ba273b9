import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { ColumnCard, ColumnistId } from '../model/index.ts'
import { findColumn } from './column-detail.ts'
import { fileColumns } from './filing.ts'
import { filePage } from './filing-page.ts'
import type { Cursor, Listing } from './listing.ts'
import { listWritingDays, listWritingMonths, listWritingYears } from './rhythm.ts'
import type { Db } from './schema.ts'
import {
  listColumnistsIn,
  listColumnistsOnTopic,
  listNewColumnists,
  listOtherNames,
  listPopularColumnists,
} from './site-columnists.ts'
import { findPublisherState, listSiblings } from './site-publishers.ts'
import { testWorkers } from './test-cluster.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon } from './test-drafts.ts'
import { countTopics } from './topic-counts.ts'
import { listColumnsOnTopic, listOnSubject, listTopicsOfColumnist, siftColumns } from './topics.ts'

const titles = (list: { readonly items: readonly ColumnCard[] }) => list.items.map((card) => card.title)
const part = (n: number) => `On the river, part ${n}`

test('topics are counted by what their lists hold, up to a thousand, and empty ones are left out', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const file = (drafts: readonly ReturnType<typeof draftOf>[]) =>
    fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  assert.deepEqual(await countTopics(db), [])
  await file([
    draftOf(press, 1, { topics: ['economy'] }),
    draftOf(press, 2, { topics: ['law', 'politics', 'economy'] }),
    draftOf(press, 3, { topics: ['sport'], kind: 'news' }),
  ])
  assert.deepEqual(await countTopics(db), [
    { topic: 'politics', columns: 1, isMore: false },
    { topic: 'economy', columns: 2, isMore: false },
    { topic: 'law', columns: 1, isMore: false },
  ])
  await file(Array.from({ length: 999 }, (_, n) => draftOf(press, 10 + n, { topics: ['politics'] })))
  const politics = async () => (await countTopics(db)).find(({ topic }) => topic === 'politics')
  assert.deepEqual(await politics(), { topic: 'politics', columns: 1000, isMore: false })
  await file([draftOf(press, 5000, { topics: ['food', 'travel', 'politics'] })])
  assert.deepEqual(await politics(), { topic: 'politics', columns: 1000, isMore: true })
})

test('a topic’s list holds a column for each of its topics, newest first, and only opinion', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const drafts = [
    draftOf(press, 1, { topics: ['economy'] }),
    draftOf(press, 2, { topics: ['politics', 'economy'] }),
    draftOf(press, 3, { topics: ['law', 'politics', 'economy'], lang: 'tr' }),
    draftOf(press, 4, { topics: ['economy'], kind: 'news' }),
    draftOf(press, 5, { topics: ['economy'], access: 'paid' }),
    draftOf(press, 6),
  ]
  const { columns } = await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  assert.deepEqual(titles(await listColumnsOnTopic(db, 'economy', {}, { limit: 9 })), [1, 2, 3, 5].map(part))
  assert.deepEqual(titles(await listColumnsOnTopic(db, 'law', {}, { limit: 9 })), [part(3)])
  assert.deepEqual(titles(await listColumnsOnTopic(db, 'economy', { languages: ['tr'] }, { limit: 9 })), [part(3)])
  assert.deepEqual(titles(await listColumnsOnTopic(db, 'economy', { country: 'fr' }, { limit: 9 })), [])
  const seen: string[] = []
  let after: Cursor | null = null
  do {
    const page: Listing<ColumnCard> = await listColumnsOnTopic(
      db,
      'economy',
      {},
      { limit: 2, ...(after ? { after } : {}) },
    )
    seen.push(...titles(page))
    after = page.older
  } while (after !== null)
  assert.deepEqual(seen, [1, 2, 3, 5].map(part))
  const found = await findColumn(db, columns[1]!.id)
  assert.deepEqual(found?.kind === 'found' && found.column.topics, ['politics', 'economy'])
  // Its own page, which names no topic, does not take away what the feed said; one that does replaces it.
  await filePage(db, columns[1]!.id, draftOf(press, 2, { pageRead: true }), { now: noon })
  await filePage(db, columns[5]!.id, draftOf(press, 6, { pageRead: true, topics: ['sport'] }), { now: noon })
  assert.equal(titles(await listColumnsOnTopic(db, 'politics', {}, { limit: 9 })).length, 2)
  assert.deepEqual(titles(await listColumnsOnTopic(db, 'sport', {}, { limit: 9 })), [part(6)])
})

test('a list is sifted by kind, access and topic', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const drafts = [
    draftOf(press, 1, { topics: ['economy'] }),
    draftOf(press, 2, { access: 'paid' }),
    draftOf(press, 3, { kind: 'news' }),
    draftOf(press, 4, { lang: 'pt-BR' }),
  ]
  await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  const sift = async (sieve: object) => titles(await siftColumns(db, { country: 'gb' }, sieve, { limit: 9 }))
  assert.deepEqual(await sift({ topic: 'economy' }), [part(1)])
  assert.deepEqual(await sift({ access: ['paid'] }), [part(2)])
  assert.deepEqual(await sift({ kinds: ['news'] }), [part(3)])
  assert.deepEqual(await sift({ languages: ['pt'] }), [part(4)])
  assert.deepEqual(await sift({ languages: ['pt-PT'] }), [])
  assert.deepEqual(await sift({}), [1, 2, 4].map(part))
})

test('others on a subject are by others, in its language, from its days', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const by = (name: string) => ({ contributors: [contributorOf(name)], topics: ['law' as const] })
  const drafts = [
    draftOf(press, 10, by('Ann Marsh')),
    draftOf(press, 11, by('Ben Okri Vale')),
    draftOf(press, 12, by('Ann Marsh')),
    draftOf(press, 13, { ...by('Cem Tuna'), lang: 'tr' }),
    draftOf(press, 24 * 30, by('Dora Finch')),
    draftOf(press, 14, { ...by('Eve Holm'), topics: ['sport'] }),
  ]
  const { columns } = await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  const found = await findColumn(db, columns[0]!.id)
  assert.ok(found?.kind === 'found')
  const { column } = found
  const others = await listOnSubject(
    db,
    { ...column, topic: 'law', columnistIds: column.credits.map((credit) => credit.columnistId) },
    4,
  )
  assert.deepEqual(
    others.map((card) => card.title),
    [part(11)],
  )
})

test('writers by country, publisher, topic, readers and the time they were found', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const other = await makePress(db, { slug: 'herald', name: 'The Herald', country: 'tr', languages: ['tr'] })
  await fileColumns(
    db,
    [
      ...[1, 2, 3].map((n) => draftOf(press, n, { topics: ['law'] })),
      draftOf(press, 4, { contributors: [contributorOf('Zoe Brand')], topics: ['law'] }),
      draftOf(press, 5, { contributors: [contributorOf('The Gazette', { kind: 'editorial-board' })], topics: ['law'] }),
    ],
    { publisherId: press.publisher.id, now: noon },
  )
  const { columns } = await fileColumns(db, [draftOf(other, 1, { contributors: [contributorOf('Şafak Işık')] })], {
    publisherId: other.publisher.id,
    now: noon,
  })
  const names = (list: readonly { name: string }[]) => list.map((one) => one.name)
  assert.deepEqual(names((await listColumnistsIn(db, { country: 'tr' }, { limit: 9 })).items), ['Şafak Işık'])
  const first = await listColumnistsIn(db, { publisherId: press.publisher.id }, { limit: 1 })
  const second = await listColumnistsIn(db, { publisherId: press.publisher.id }, { limit: 1, after: first.next! })
  assert.deepEqual([...names(first.items), ...names(second.items)].toSorted(), ['Ann Marsh', 'Zoe Brand'])
  assert.equal(second.next, null)
  assert.deepEqual(names(await listColumnistsOnTopic(db, 'law', 9)), ['Ann Marsh', 'Zoe Brand'])
  assert.deepEqual(names(await listPopularColumnists(db, noon, 9)), [])
  await sql`insert into column_counts (publisher_id, column_id, opens) values (${other.publisher.id}, ${columns[0]!.id}, 4)`.execute(
    db,
  )
  assert.deepEqual(names(await listPopularColumnists(db, noon, 9)), ['Şafak Işık'])
  assert.deepEqual(names(await listNewColumnists(db, 1)), ['Şafak Işık'])
  const ann = first.items.find((one) => one.name === 'Ann Marsh') ?? second.items[0]!
  assert.deepEqual(await listTopicsOfColumnist(db, ann.id), [{ topic: 'law', columns: 3 }])
  await sql`insert into columnists (slug, name, kind, sort_name, initial, search, merged_into)
    values ('ann', 'Анн Марш', 'person', 'анн', 'А', '', ${ann.id})`.execute(db)
  assert.deepEqual(await listOtherNames(db, ann.id), ['Анн Марш'])
})

test('editions of one house are told by their domain, and how visits go by its feeds', async (t) => {
  const db = await withDatabase(t)
  const { publisher } = await makePress(db, { home: 'https://www.gazette.co.uk/' })
  await makePress(db, { slug: 'gazette-welsh', name: 'Y Gazette', home: 'https://cymru.gazette.co.uk/' })
  await makePress(db, { slug: 'other', name: 'Other', home: 'https://other.co.uk/gazette.co.uk' })
  assert.deepEqual(
    (await listSiblings(db, publisher)).map((one) => one.slug),
    ['gazette-welsh'],
  )
  const state = await findPublisherState(db, publisher.id)
  assert.deepEqual(
    [state.feeds, state.failing, state.visitedAt, state.nextAt?.getTime(), state.outcome],
    [1, 0, null, noon.getTime(), null],
  )
})

type Statement = { readonly sql: string; readonly parameters: readonly unknown[] }

test(
  'a columnist with 40,000 columns, a topic with as many: every question walks an index and stops',
  { skip: testWorkers().length > 0 && 'plans of small shards say nothing' },
  async (t) => {
    const sent: Statement[] = []
    const db = await withDatabase(t, { onQuery: (query) => sent.push(query) })
    const { publisher } = await makePress(db)
    await sql`insert into columnists (slug, name, kind, sort_name, initial, search)
    select 's' || i, 'n', 'person', 'n' || i, 'N', to_tsvector('simple', 'n' || i) from generate_series(1, 200) i`.execute(
      db,
    )
    // One of them writes six columns a day, for eighteen years; a tenth is about law, and one a thousand about food as well.
    await sql`insert into columns (publisher_id, canonical_url, country, title, lang, dir, kind, opinion, access, listed, page_read,
      published_at, published_known, collected_at, search, topics)
    select ${publisher.id}, 'u' || i, 'gb', 't', case when i % 400 = 0 then 'cy' else 'en' end, 'ltr', 'column', true, 'free', true,
      true, timestamptz '2026-01-01' - i * interval '4 hours', true, now(), '',
      case when i % 1000 = 0 then 'law food' when i % 10 = 0 then 'law' end
    from generate_series(1, 40000) i`.execute(db)
    await sql`insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at)
    select publisher_id, id, 0, case when id % 40 = 0 then 2 + id % 199 else 1 end, 'person', 1, published_at from columns`.execute(
      db,
    )
    await sql`insert into outlets select publisher_id, columnist_id, 1, 1, min(published_at), max(published_at) from attributions
      group by 1, 2`.execute(db)
    await sql`analyze`.execute(db)
    const plan = async (ask: (db: Db) => Promise<unknown>) => {
      sent.length = 0
      await ask(db)
      return explain(db, [...sent])
    }
    const busy = 1 as ColumnistId
    const year = new Date('2025-01-01')
    assert.match(await plan((db) => listWritingDays(db, busy, year)), /attributions_by_columnist/)
    assert.match(await plan((db) => listTopicsOfColumnist(db, busy)), /attributions_by_columnist/)
    assert.match(await plan((db) => listWritingYears(db, busy)), /attributions_by_columnist/)
    assert.deepEqual(
      await listWritingYears(db, busy),
      Array.from({ length: 19 }, (_, i) => 2025 - i),
    )
    assert.deepEqual(await listWritingMonths(db, busy, 2020), [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    const days = await listWritingDays(db, busy, year)
    assert.equal(days.length, 365)
    assert.deepEqual([days[0]!.day, days.at(-1)!.day], ['2025-01-01', '2025-12-31'])
    assert.ok(days.every((day) => day.columns >= 4 && day.columns <= 6))
    for (const after of [undefined, { publishedAt: new Date('2020-01-01'), id: 1 }]) {
      const page = { limit: 30, ...(after === undefined ? {} : { after }) }
      const topic = await plan((db) => listColumnsOnTopic(db, 'law', {}, page))
      assert.match(topic, /columns_by_topic /)
      assert.match(topic, /columns_by_topic_2/)
      assert.match(await plan((db) => listColumnsOnTopic(db, 'law', { languages: ['cy'] }, page)), /columns_by_topic /)
      assert.match(
        await plan((db) => siftColumns(db, { country: 'gb' }, { topic: 'food' }, page)),
        /columns_(newest|by_country)/,
      )
    }
    const subject = { id: 1 as never, topic: 'law', lang: 'en', publishedAt: year, columnistIds: [busy] } as const
    assert.match(await plan((db) => listOnSubject(db, subject, 4)), /columns_by_topic/)
    await plan((db) => listColumnistsOnTopic(db, 'law', 20))
    await plan((db) => listPopularColumnists(db, new Date('2026-01-01'), 20))
    await plan((db) => listColumnistsIn(db, { publisherId: publisher.id }, { limit: 20 }))
    // A sieve that lets little through: pages hold what was found in what was looked at, and lead on to the end.
    const found: string[] = []
    let pages = 0
    let after: Cursor | null = null
    do {
      const list: Listing<ColumnCard> = await siftColumns(
        db,
        { country: 'gb' },
        { topic: 'food' },
        { limit: 30, ...(after ? { after } : {}) },
      )
      found.push(...list.items.map((card) => card.canonicalUrl))
      after = list.older
      pages++
    } while (after !== null && pages < 20)
    assert.equal(new Set(found).size, 40)
    assert.equal(found.length, 40)
    assert.ok(pages >= 8, `${pages} pages`)
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
  assert.doesNotMatch(whole, /Seq Scan on (columns|attributions)/, whole)
  return whole
}
