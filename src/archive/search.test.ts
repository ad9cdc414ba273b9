import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { BadRequest } from '../base/index.ts'
import { fileColumns } from './filing.ts'
import { caseColumns, casePublishers, searchCases } from './search-cases.ts'
import { suggest } from './search-people.ts'
import { isSearchable, parseSearchQuery } from './search-query.ts'
import { searchColumns, type SearchPage } from './search.ts'
import type { Db } from './schema.ts'
import { withDatabase } from './test-database.ts'
import { contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'

async function fileCases(db: Db): Promise<Map<string, string>> {
  const presses = new Map<string, Press>()
  for (const [slug, [name, country]] of Object.entries(casePublishers))
    presses.set(slug, await makePress(db, { slug, name, country }))
  const keys = new Map<string, string>()
  for (const [i, [key, lang, publisher, author, title, excerpt, daysAgo]] of caseColumns.entries()) {
    const press = presses.get(publisher)!
    const draft = draftOf(press, i, {
      title,
      excerpt,
      lang,
      section: null,
      publishedAt: new Date(noon.getTime() - daysAgo * 86_400_000),
      contributors: [contributorOf(author)],
    })
    await fileColumns(db, [draft], { publisherId: press.publisher.id, now: noon })
    keys.set(title, key)
  }
  return keys
}

test('sixty searches find what their readers mean', async (t) => {
  const db = await withDatabase(t)
  const keys = await fileCases(db)
  assert.ok(searchCases.length >= 60)
  const wrong: string[] = []
  for (const [typed, expected, how = 'all'] of searchCases) {
    const result = await searchColumns(db, parseSearchQuery(typed), { limit: 20 })
    const found = result.items.map(({ title }) => keys.get(title)!)
    const isRight =
      how === 'first'
        ? expected.every((key, i) => found[i] === key)
        : how === 'all'
          ? found.toSorted().join() === expected.toSorted().join()
          : expected.every((key) => !found.includes(key))
    if (!isRight)
      wrong.push(`${typed}: ${found.join(', ') || 'nothing'} instead of ${expected.join(', ') || 'nothing'}`)
  }
  assert.deepEqual(wrong, [])
})

test('what begins like it is suggested, in any alphabet, and what sounds like it when nothing does', async (t) => {
  const db = await withDatabase(t)
  await fileCases(db)
  const names = async (text: string) => (await suggest(db, text, 5)).columnists.map(({ name }) => name)
  assert.deepEqual(await names('marg'), ['Margaret O’Dowd'])
  assert.deepEqual(await names('dostoy'), ['Фёдор Достоянский'])
  assert.deepEqual(await names('Garnyer'), ['Élodie Garnier'])
  assert.deepEqual(await names('xyzzy plugh'), [])
  const { publishers } = await suggest(db, 'heiden', 5)
  assert.deepEqual(
    publishers.map(({ name, country, columns }) => [name, country, columns]),
    [['Heidener Tagblatt', 'de', 2]],
  )
})

test('who is not here is told, and found by nobody', async (t) => {
  const db = await withDatabase(t)
  await fileCases(db)
  const result = await searchColumns(db, parseSearchQuery('author:"Nobody Whatsoever" ferry'), { limit: 5 })
  assert.deepEqual([result.items.length, result.unknownNames], [0, ['Nobody Whatsoever']])
  const without = await searchColumns(db, parseSearchQuery('-author:whitcombe ferry'), { limit: 5 })
  assert.deepEqual(
    without.items.map(({ title }) => title),
    ['The ferry that nobody voted for', 'The ferry question, again'],
  )
})

/** 6,000 columns of forty years, one of a thousand of which speaks of a heron; every other one of rain. */
async function fillLong(db: Db): Promise<void> {
  const press = await makePress(db)
  await sql`
    insert into columns (publisher_id, canonical_url, country, title, lang, dir, kind, opinion, access, listed, page_read,
      published_at, published_known, collected_at, search)
    select ${press.publisher.id}, 'u' || i, 'gb', 'Number ' || i, 'en', 'ltr', 'column', true, 'free', true, true, at, true, at,
      (case when i % 1000 = 7 then 'heron.en:1A ' else '' end || case when i % 2 = 0 then 'rain.en:2A ' else '' end ||
        format('number.en:3A %L %L %L', '@y:' || to_char(at, 'YYYY'), '@q:' || to_char(at, 'YYYY-Q'), '@m:' || to_char(at, 'YYYY-MM')))::tsvector
    from (select i, ${noon}::timestamptz - i * interval '58 hours' as at from generate_series(1, 6000) i) each_one`.execute(
    db,
  )
  await sql`analyze columns`.execute(db)
}

test('rare words are found through all of time, common ones among the newest', async (t) => {
  const db = await withDatabase(t)
  await fillLong(db)
  const search = (typed: string, page: Partial<SearchPage> = {}) =>
    searchColumns(db, parseSearchQuery(typed), { limit: 4, ...page })
  const herons = await search('heron', { sort: 'date' })
  assert.deepEqual(
    herons.items.map(({ title }) => title),
    ['Number 7', 'Number 1007', 'Number 2007', 'Number 3007'],
  )
  const rest = await search('heron', { sort: 'date', after: herons.next! })
  assert.deepEqual([rest.items.map(({ title }) => title), rest.next], [['Number 4007', 'Number 5007'], null])
  assert.deepEqual([(await search('heron')).found, (await search('heron')).isMore], [6, false])
  const rains = await search('rain')
  assert.deepEqual([rains.items[0]?.title, rains.isMore, rains.stopped], ['Number 2', true, false])
  const both = await search('rain heron')
  assert.deepEqual([both.found, both.isMore], [0, false])
  const old = await search('heron before:2000', { sort: 'date' })
  assert.deepEqual(
    old.items.map(({ title }) => title),
    ['Number 5007'],
  )
})

test('of a writer alone the newest are looked at, and all where those are hidden', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const drafts = Array.from({ length: 150 }, (_, number) => draftOf(press, number))
  await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  const page = { limit: 10, sort: 'date' } as const
  const newest = await searchColumns(db, parseSearchQuery('author:marsh'), page)
  assert.equal(newest.items[0]?.title, 'On the river, part 0')
  assert.deepEqual([newest.items.length, newest.isMore], [10, true])
  assert.ok(newest.found < 150)
  await sql`update columns set listed = false where published_at > ${new Date(noon.getTime() - 145 * 3_600_000)}`.execute(
    db,
  )
  const rest = await searchColumns(db, parseSearchQuery('author:marsh'), page)
  assert.deepEqual(
    rest.items.map(({ title }) => title),
    [145, 146, 147, 148, 149].map((number) => `On the river, part ${number}`),
  )
  assert.equal(rest.isMore, false)
})

test('pages of the best follow each other without a gap, and a made-up page is refused', async (t) => {
  const db = await withDatabase(t)
  await fillLong(db)
  const seen: string[] = []
  let after: string | undefined
  for (let i = 0; i < 5; i++) {
    const page = await searchColumns(db, parseSearchQuery('rain'), {
      limit: 7,
      ...(after === undefined ? {} : { after }),
    })
    seen.push(...page.items.map(({ title }) => title))
    after = page.next!
  }
  assert.equal(new Set(seen).size, 35)
  for (const made of ['x', '1.', '9999999.1', "1.1'; drop table columns", '..'])
    await assert.rejects(searchColumns(db, parseSearchQuery('rain'), { limit: 7, after: made }), BadRequest)
})

test('a search that is stopped shows what it has and says how far back it looked', async (t) => {
  const db = await withDatabase(t)
  await fillLong(db)
  // Whatever is older than the newest 1,500 takes a second.
  await sql`create function slowly(at timestamptz) returns timestamptz language plpgsql immutable as $$ begin
    if at < '2016-01-01' then perform pg_sleep(1); end if; return at; end $$`.execute(db)
  await sql`alter table columns rename to columns_all`.execute(db)
  await sql`create view columns as select publisher_id, id, canonical_url, country, title, excerpt, list_excerpt, lang, dir, kind,
    opinion, access, section, topics, image, words, listed, page_read, slowly(published_at) as published_at, published_known,
    modified_at, family, copy_level, case when published_at < '2016-01-01' then to_tsvector('simple', slowly(published_at)::text)
      || search else search end as search from columns_all`.execute(db)
  const started = performance.now()
  const result = await searchColumns(db, parseSearchQuery('heron'), { limit: 4, timeoutMs: 1500 })
  assert.ok(performance.now() - started < 6000)
  assert.equal(result.stopped, true)
  assert.equal(result.isMore, true)
})

test('whatever is typed, the search answers', async (t) => {
  const db = await withDatabase(t)
  await fileCases(db)
  const field = fc.constantFrom(
    'author:',
    'publisher:',
    'country:',
    'lang:',
    'kind:',
    'before:',
    'after:',
    '-',
    '"',
    ' or ',
  )
  const hostile = fc.constantFrom(
    "' or 1=1 --",
    '\\',
    "'::tsquery",
    ':*',
    '<->',
    '&|!()',
    '\u0000',
    '\u202e',
    '%',
    '$1',
    '𝒜',
  )
  const text = fc.array(fc.oneof(field, hostile, fc.string({ unit: 'grapheme', maxLength: 12 })), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom('date', 'relevance'), async (parts, sort) => {
      const query = parseSearchQuery(parts.join(''))
      const result = await searchColumns(db, query, { limit: 5, sort })
      assert.ok(result.items.length <= 5)
      if (!isSearchable(query)) assert.equal(result.items.length, 0)
      await suggest(db, parts.join(''), 3)
    }),
    { numRuns: 60 },
  )
  const long = parseSearchQuery('ferry '.repeat(20_000))
  assert.deepEqual(
    long.problems.map(({ kind }) => kind),
    ['too-long', 'too-many-words'],
  )
  const phrase = `"${'東'.repeat(390)}"`
  assert.equal((await searchColumns(db, parseSearchQuery(phrase), { limit: 5 })).items.length, 0)
})

test('columns move with their publisher to another country', async (t) => {
  const db = await withDatabase(t)
  await fileCases(db)
  const found = async (typed: string) => (await searchColumns(db, parseSearchQuery(typed), { limit: 9 })).items.length
  assert.deepEqual([await found('country:nl dijk'), await found('country:be dijk')], [1, 0])
  await makePress(db, { slug: 'dijk', name: 'De Dijkpost', country: 'be' })
  assert.deepEqual([await found('country:nl dijk'), await found('country:be dijk')], [0, 1])
})
