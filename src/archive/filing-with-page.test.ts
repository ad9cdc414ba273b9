// New columns that are filed with what their pages said: what is left is what filing one after the other leaves.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { ColumnDraft, ColumnId } from '../model/index.ts'
import { fileColumns, type FiledColumn } from './filing.ts'
import { filePage } from './filing-page.ts'
import type { PageOfDraft } from './filing-plan.ts'
import { findKnownBeforePages, knownOfDraft } from './page-known.ts'
import type { Db } from './schema.ts'
import { takeDownColumn } from './takedowns.ts'
import { withDatabase } from './test-database.ts'
import { canonical, contributorOf, draftOf, makePress, noon, type Press } from './test-drafts.ts'
import { filedState } from './test-state.ts'
import type { VisitRecord } from './visits.ts'

/** What an entry says and what its page says, beside what a draft says by default. */
type Said = { readonly entry?: Partial<ColumnDraft>; readonly page?: Partial<ColumnDraft> }

const doubt = { source: 'byline', text: 'Ann Marsh of the river', selector: 'p' } as const
const feedDoubt = { source: 'feed:dc:creator', text: 'Ann Marsh?', selector: 'dc:creator' } as const
const original = (url: string) => ({ url, evidence: 'canonical', place: 'link' }) as const

const agreeing: Record<string, Said> = {
  'it confirms the entry': {},
  'it words headline, standfirst and excerpt anew': {
    page: { title: 'Another headline', dek: 'In short', excerpt: 'The river, once more.', words: 812.4 },
  },
  'it names nobody': { page: { contributors: [], byline: null } },
  'it names more': {
    page: {
      contributors: [contributorOf('Ann Marsh'), contributorOf('Bea Oak', { kind: 'illustrator' })],
      byline: 'Ann Marsh and Bea Oak',
    },
  },
  'it proves more': {
    page: {
      contributors: [
        contributorOf('Ann Marsh', {
          confidence: 1,
          url: 'https://gazette.example/by/ann',
          sameAs: ['https://social.example/@ann'],
          evidence: [{ source: 'byline', text: 'By Ann Marsh', selector: 'p.byline' }],
        }),
      ],
    },
    entry: { contributors: [contributorOf('Ann Marsh', { url: 'https://gazette.example/by/ann' })] },
  },
  'it has a day of its own': {
    page: { publishedAt: new Date(noon.getTime() - 90 * 3_600_000), modifiedAt: noon },
  },
  'only it has a day': {
    entry: { publishedKnown: false, publishedAt: noon },
    page: { publishedKnown: true, publishedAt: new Date(noon.getTime() - 90 * 3_600_000) },
  },
  'neither has a day': {
    entry: { publishedKnown: false, publishedAt: noon },
    page: { publishedKnown: false, publishedAt: new Date(noon.getTime() - 90 * 3_600_000) },
  },
  'it has another address': {
    page: {
      canonicalUrl: canonical('https://gazette.example/columns/the-river'),
      addresses: ['https://gazette.example/columns/1', 'https://gazette.example/?p=1'],
    },
  },
  'it is not to be listed': { page: { mayList: false, excerpt: null } },
  'it is over at an hour': { page: { until: new Date(noon.getTime() + 3_600_000) } },
  'its text was sketched': { page: { fingerprint: { shingles: 3, hashes: [-5, 1, 2_000_000_000] } } },
  'both name originals': {
    entry: { originals: [original('https://herald.example/1')] },
    page: { originals: [original('https://herald.example/1'), original('https://courier.example/1')] },
  },
  'both name originals, more than one reading may': {
    entry: { originals: [original('https://herald.example/1'), original('https://herald.example/2')] },
    page: { originals: [original('https://courier.example/1'), original('https://courier.example/2')] },
  },
  'the entry names too many originals': {
    entry: { originals: [1, 2, 3, 4].map((number) => original(`https://herald.example/${number}`)) },
    page: { originals: [original('https://courier.example/1')] },
  },
  'only the entry knows more of the writer': {
    entry: {
      contributors: [
        contributorOf('Ann Marsh', {
          kind: 'person',
          url: 'https://gazette.example/by/ann',
          sameAs: ['https://social.example/@ann'],
        }),
      ],
    },
    page: { contributors: [contributorOf('ANN MARSH', { kind: 'unknown' })] },
  },
  'it has a picture': { page: { image: 'https://img.example/a.jpg', imageWidth: 400, imageAlt: 'A river' } },
  'it leaves a doubt': { page: { doubts: [doubt] } },
  'both leave doubts': { entry: { doubts: [feedDoubt] }, page: { doubts: [doubt] } },
  'it names nobody, and the entry leaves a doubt': {
    entry: { doubts: [feedDoubt] },
    page: { contributors: [], byline: null },
  },
  'it has topics, and the entry others': {
    entry: { topics: ['law'] },
    page: { topics: ['environment'], section: null },
  },
  'only the entry has topics and claims': { entry: { topics: ['law'], claimed: ['ann marsh'] }, page: {} },
  'its words are long': { page: { title: 'On and on '.repeat(100), addresses: ['x'.repeat(3000)] } },
}

test('a new column filed with its page is what it is when the page is filed after it', async (t) => {
  for (const [what, said] of Object.entries(agreeing)) {
    const [together, apart] = await bothWays(t, [said])
    assert.deepEqual(together.state, apart.state, what)
    assert.equal(together.columns[0]!.withPage, true, what)
  }
})

test('many at once are filed as they are one after the other', async (t) => {
  const [together, apart] = await bothWays(t, Object.values(agreeing).slice(0, 8).map(apartFrom))
  assert.deepEqual(together.state, apart.state)
  assert.ok(together.columns.every(({ withPage }) => withPage === true))
})

test('a page that goes by an address of another piece is left to be filed after its column', async (t) => {
  const other = canonical('https://gazette.example/columns/2')
  const guid = 'guid:shared'
  const cases: Record<string, { readonly said: Said[]; readonly filed: (true | undefined)[] }> = {
    'of an entry after it': { said: [{ page: { canonicalUrl: other } }, {}], filed: [undefined, true] },
    'of an entry before it': {
      said: [{}, { page: { canonicalUrl: canonical('https://gazette.example/columns/1') } }],
      filed: [true, undefined],
    },
    'of another page': {
      said: [
        { page: { canonicalUrl: canonical('https://gazette.example/') } },
        { page: { canonicalUrl: canonical('https://gazette.example/') } },
      ],
      filed: [true, undefined],
    },
    'a guid that stands for two pieces': {
      said: [{ entry: { addresses: [guid] } }, { entry: { addresses: [guid], title: 'Another' } }],
      filed: [true, undefined],
    },
  }
  for (const [what, { said, filed }] of Object.entries(cases)) {
    const [together, apart] = await bothWays(t, said.map(apartFrom))
    assert.deepEqual(
      together.columns.map(({ withPage }) => withPage),
      filed,
      what,
    )
    assert.deepEqual(together.state, apart.state, what)
  }
})

test('pages of known columns, and of those that were taken down, are not filed with their feed', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const drafts = [1, 2, 3].map((number) => draftOf(press, number))
  const about = { publisherId: press.publisher.id, now: noon }
  const before = await fileColumns(db, drafts.slice(0, 2), about)
  await takeDownColumn(db, { ...about, columnId: before.columns[1]!.id, reason: 'columnist' })
  const pages = new Map(drafts.map((draft) => [draft, pageOf(press, draft, { title: 'What the page says' })]))
  const { columns, newColumns } = await fileColumns(db, drafts, { ...about, pages })
  assert.deepEqual(
    columns.map(({ outcome, withPage }) => [outcome, withPage]),
    [
      ['known', undefined],
      ['taken-down', undefined],
      ['new', true],
    ],
  )
  assert.equal(newColumns, 1)
  const { rows } = (await db.selectFrom('columns').select(['title', 'page_read']).orderBy('id').execute().then((all) => ({ rows: all }))) // prettier-ignore
  assert.deepEqual(
    rows.map(({ title, page_read }) => [title.startsWith('What'), page_read]),
    [
      [false, false],
      [false, false],
      [true, true],
    ],
  )
})

test('a picture and a page that are due on one host are filed together', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const drafts = [draftOf(press, 1), draftOf(press, 2, { title: 'Bread' })]
  const image = 'https://img.example/a.jpg'
  const pages = new Map([[drafts[0]!, pageOf(press, drafts[0]!, { image, imageWidth: 400 })]])
  const options = { publisherId: press.publisher.id, now: noon, pages }
  const due = ({ canonicalUrl }: ColumnDraft) => ({ url: canonicalUrl, host: 'img.example', nextAt: noon })
  const { columns } = await fileColumns(db, drafts, { ...options, pageOf: due })
  assert.deepEqual(
    columns.map(({ withPage }) => withPage),
    [true, undefined],
  )
  const [host] = await db.selectFrom('hosts').select('next_at').where('host', '=', 'img.example').execute()
  assert.deepEqual(host, { next_at: noon })
  const wanted = await db.selectFrom('images_due').select(['host', 'url']).execute()
  assert.deepEqual(wanted, [{ host: 'img.example', url: image }])
})

test('whom only the feed took for the writer is never made', async (t) => {
  const said = { entry: { contributors: [contributorOf('River Desk Staff')] }, page: { byline: 'By Bea Oak', contributors: [contributorOf('Bea Oak')] } } // prettier-ignore
  const [together, apart] = await bothWays(t, [said])
  assert.deepEqual(together.names, ['Bea Oak'])
  assert.deepEqual(apart.names, ['Bea Oak', 'River Desk Staff'])
})

test('what a page is weighed with is the same before its entry is filed and after', async (t) => {
  const db = await withDatabase(t)
  const press = await makePress(db)
  const claims = (name: string) =>
    (['feed:dc:creator', 'feed:title', 'byline'] as const).map((source) => ({
      source,
      text: `${name} `.repeat(200),
      selector: source,
    }))
  const rule = { source: 'rsl', agent: '*', name: 'license', value: 'x', effect: 'x', decisive: false, readAt: noon } as const // prettier-ignore
  const drafts = [
    draftOf(press, 1),
    draftOf(press, 2, { title: ' Long '.repeat(200), section: 'S'.repeat(300), publishedKnown: false }),
    draftOf(press, 3, {
      contributors: [
        contributorOf('Ann Marsh', { evidence: claims('Ann Marsh') }),
        contributorOf('Staff', { kind: 'placeholder' }),
        contributorOf('ANN MARSH', { evidence: claims('nobody') }),
        contributorOf('Bea Oak', { evidence: Array.from({ length: 5 }, () => claims('Bea Oak')).flat() }),
      ],
      publishedAt: new Date(noon.getTime() + 86_400_000),
      modifiedAt: noon,
    }),
    draftOf(press, 4, {
      rules: [
        { ...rule, place: 'feed:rsl' },
        { ...rule, name: 'robots', place: 'robots.txt' },
        { ...rule, source: 'tdmrep', place: 'feed:tdm' },
      ],
    }),
  ]
  const { columns } = await fileColumns(db, drafts, { publisherId: press.publisher.id, now: noon })
  const ids = columns.map(({ id }) => id)
  const known = await findKnownBeforePages(db, press.publisher.id, ids)
  for (const [at, draft] of drafts.entries())
    assert.deepEqual(knownOfDraft(draft, press.feed, noon), known.get(ids[at]!), `draft ${at + 1}`)
})

type Left = { readonly columns: readonly FiledColumn[]; readonly state: unknown; readonly names: readonly string[] }

/** The same entries and pages filed together, and the pages after the entries. */
async function bothWays(t: TestContext, said: readonly Said[]): Promise<[Left, Left]> {
  const file = async (isTogether: boolean): Promise<Left> => {
    const db = await withDatabase(t)
    const press = await makePress(db)
    const drafts = said.map(({ entry }, at) => draftOf(press, at + 1, entry))
    const pages = new Map(drafts.map((draft, at) => [draft, pageOf(press, draft, said[at]!.page)]))
    const about = { publisherId: press.publisher.id, now: noon }
    const due = ({ canonicalUrl }: ColumnDraft) => ({ url: canonicalUrl, host: 'gazette.example', nextAt: noon })
    const options = { ...about, pageOf: due, ...(isTogether ? { pages } : {}) }
    const { columns } = await fileColumns(db, drafts, options)
    for (const [at, { id, withPage }] of columns.entries()) {
      if (withPage === true) continue
      const { draft, visit } = pages.get(drafts[at]!)!
      await filePage(db, id, draft, { now: noon, visit: { ...visit, columnId: id } })
    }
    return { columns, state: await stateOf(db), names: await namesOf(db) }
  }
  return [await file(true), await file(false)]
}

/**
 * Without the order in which visits were written down, what was asked of an operator and answered before anyone looked, a
 * publisher's latest day, which is never set back, and counts of nothing.
 */
async function stateOf(db: Db): Promise<unknown> {
  const [row] = (await filedState.execute(db)).rows
  const state = row!.state as Record<
    string,
    { column_id?: number; resolution?: string; pieces?: number; last_published_at?: string }[] | null
  >
  const { visits, reviews, counts, ...rest } = state
  return {
    ...rest,
    counts: (counts ?? [])
      .filter(({ pieces }) => pieces !== 0)
      .map(({ last_published_at: _latest, ...count }) => count),
    visits: visits?.toSorted((a, b) => (a.column_id ?? 0) - (b.column_id ?? 0)),
    reviews: reviews?.filter(({ resolution }) => resolution !== 'reading') ?? [],
  }
}

async function namesOf(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('columnists').select('name').orderBy('name').execute()
  return rows.map(({ name }) => name)
}

/** Several in one feed, each with a headline and addresses of its own. */
function apartFrom({ entry, page }: Said, at: number): Said {
  const title = ['Rain', 'Bread', 'Snow', 'Letters', 'Tides', 'Bees', 'Kites', 'Glass'][at]!
  const addresses = entry?.addresses ?? [`guid:own:${at}`]
  const ofPage = page?.addresses?.map((address) => `${address}${at}`)
  return {
    entry: { title, ...entry, addresses },
    page: { title, addresses, ...page, ...(ofPage ? { addresses: ofPage } : {}) },
  }
}

function pageOf(press: Press, draft: ColumnDraft, said: Partial<ColumnDraft> = {}): PageOfDraft {
  const visit: VisitRecord = {
    publisherId: press.publisher.id,
    feedId: press.feed.id,
    columnId: null as ColumnId | null,
    host: 'gazette.example',
    url: draft.canonicalUrl,
    purpose: 'page',
    outcome: 'fetched',
    reading: 'read',
    status: 200,
    bytes: 1000,
    durationMs: 3,
    entries: null,
    problem: null,
    visitedAt: noon,
  }
  return { draft: { ...draft, claimed: undefined, topics: undefined, pageRead: true, ...said } as ColumnDraft, visit }
}
