// Topics, filters, directories, a writer's year and the search page, as readers meet them; and all that can be wrong in an address.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { fileColumns, takeDownColumn, upsertFeeds } from '../src/archive/index.ts'
import { manyDrafts, seedNow } from './serve-seed.ts'
import { cookiesOf, readPage, useSite } from './serve-site.ts'

describe('topics, filters and directories', () => {
  const site = useSite()
  const lawful = (n: number) => `Notebook ${n}`

  before(async () => {
    const { harbour } = site.seed.publishers
    const drafts = manyDrafts(harbour, 40).map((draft, i) => ({
      ...draft,
      // Two a week, on the same days, for twenty weeks.
      publishedAt: new Date(seedNow.getTime() - (Math.floor(i / 2) * 7 + (i % 2 === 0 ? 2 : 5)) * 86_400_000),
      ...(i % 2 === 0 ? { topics: ['law', 'politics'] as const } : { topics: ['sport'] as const }),
      access: i % 4 === 0 ? ('paid' as const) : ('free' as const),
    }))
    await fileColumns(site.db, drafts, { publisherId: harbour.id, now: seedNow })
  })

  describe('a topic', () => {
    it('is a list with feeds, real pages and its writers', async () => {
      const page = await site.page('/topic/law')
      assert.equal(page.text('h1'), 'Law')
      assert.ok(page.texts('.river .headline').includes(lawful(1)))
      assert.deepEqual(page.texts('.side .people .name'), ['Maren Oyelaran'])
      assert.equal(page.attribute('.side nav [aria-current=page]', 'href'), '/topic/law')
      for (const format of ['rss', 'atom', 'json']) {
        const feed = await site.get(`/topic/law.${format}`)
        assert.equal(feed.status, 200, format)
        assert.match(await feed.text(), /Notebook 1\b/)
      }
      const politics = await site.page('/topic/politics')
      assert.equal(politics.texts('.river .headline').length, 22)
      assert.match((await site.page('/topic/food')).text('.nothing'), /No column has been filed/)
      assert.ok(!politics.texts('.side nav a').includes('Food'))
      assert.ok((await site.page('/topic/food')).texts('.side nav a').includes('Food'), 'the one at hand is named')
    })

    it('is on the list of topics when there are columns on it, with how many', async () => {
      const listed = (await site.page('/topics')).texts('main .chips a')
      assert.ok(listed.includes('Law 20'))
      assert.ok(listed.includes('Politics 22'))
      assert.ok(!listed.some((text) => text.startsWith('Food')))
    })

    it('is filtered, and says where there is nothing', async () => {
      assert.equal((await site.page('/topic/law?access=paid')).texts('.river .headline').length, 10)
      const none = await site.page('/topic/law?lang=tr')
      assert.match(none.text('.nothing'), /No column matches/)
      assert.deepEqual(none.texts('.at-work a'), ['Turkish ×'])
      assert.equal(none.attribute('.at-work a', 'href'), '/topic/law')
    })
  })

  describe('filters of a front page', () => {
    it('live in the address, and each can be taken away', async () => {
      const page = await site.page('/gb?topic=law&access=free')
      assert.ok(page.texts('.card .headline').every((title) => title.startsWith('Notebook')))
      assert.deepEqual(
        page.all('.at-work .chips a').map((one) => one.attribs['href']),
        ['/gb?access=free', '/gb?topic=law'],
      )
      assert.equal(page.text('.filters summary'), 'Filters (2)')
      assert.equal(page.attribute('.filters option[selected][value=law]', 'value'), 'law')
      assert.match(await (await site.get('/gb.rss?topic=law')).text(), /Notebook 1</)
    })

    it('are remembered by the device when that is asked for, put into the address, and forgotten', async () => {
      const kept = await site.post('/filters', { topic: 'law', lang: 'en', kind: '<b>', back: '/gb?topic=law&lang=en' })
      assert.equal(kept.status, 303)
      const cookies = cookiesOf(kept)
      const opened = await site.get('/gb', cookies)
      assert.equal(opened.status, 302)
      assert.equal(opened.headers.get('Location'), '/gb?lang=en&topic=law')
      const page = await site.page('/gb?lang=en&topic=law', cookies)
      assert.equal(page.text('.at-work .chosen'), 'Remembered on this device')
      assert.equal((await site.get('/gb?kind=cartoon', cookies)).status, 200)
      const everything = await site.page('/gb?filters=off', cookies)
      assert.equal(everything.status, 200)
      assert.ok(everything.texts('.card .headline').includes('The ferry that nobody voted for'))
      assert.equal((await site.get('/gb.rss', cookies)).status, 200)
      const forgotten = await site.post('/filters', { back: '/gb' }, cookies)
      assert.match(forgotten.headers.getSetCookie()[0] ?? '', /^filters=; Max-Age=0/)
      assert.equal((await site.get('/gb', { Cookie: 'filters=topic%3Dnonsense%26lang%3D%3Cscript%3E' })).status, 200)
    })

    it('what was opened most of two days leads, however many are newer', async () => {
      const { kuzey } = site.seed.publishers
      const drafts = manyDrafts(kuzey, 130).map((draft, i) => ({
        ...draft,
        title: `Gece yazısı ${i + 1}`,
        publishedAt: new Date(seedNow.getTime() - i * 600_000),
        contributors: [],
      }))
      const { columns } = await fileColumns(site.db, drafts, { publisherId: kuzey.id, now: seedNow })
      const { id } = columns[125]!
      await sql`insert into column_counts (publisher_id, column_id, opens) values (${kuzey.id}, ${id}, 127)`.execute(
        site.db,
      )
      const page = await site.page('/tr')
      assert.equal(page.text('.card.lead .headline'), 'Gece yazısı 126')
      assert.equal(page.texts('.headline').filter((title) => title === 'Gece yazısı 126').length, 1)
      await takeDownColumn(site.db, { publisherId: kuzey.id, columnId: id, reason: 'publisher', now: seedNow })
      assert.notEqual((await site.page('/tr')).text('.card.lead .headline'), 'Gece yazısı 126')
    })

    it('an empty country says where there is something to read', async () => {
      const page = await site.page('/de')
      assert.equal(page.attribute('.meanwhile a', 'href'), '/world')
      assert.ok(page.all('.meanwhile .chips a').some((one) => one.attribs['href'] === '/gb'))
    })
  })

  describe('a columnist', () => {
    it('has a year drawn and said, topics, and years and months to begin from', async () => {
      const page = await site.page('/columnist/maren-oyelaran')
      assert.match(page.text('.rhythm p'), /\d+ columns in the last twelve months\. Usually on Tuesday and Friday\./)
      assert.match(page.text('.year title'), /^Columns by day, from .* to 22 Nov 2026$/)
      assert.match(page.text('.year desc'), /November 2026: \d+/)
      assert.deepEqual(page.texts('.side .chips a').toSorted(), ['Law', 'Politics', 'Sport'])
      assert.equal((await site.page('/columnist/maren-oyelaran?year=2026&month=9')).text('.river time'), '29 Sept 2026')
    })

    it('of whom no year is known has no picture of it', async () => {
      const page = await site.page('/columnist/maren-oyelaran?year=1900')
      assert.equal(page.status, 200)
      assert.equal(page.all('.year').length, 0)
    })
  })

  describe('directories', () => {
    it('are by letter, country, publisher and topic', async () => {
      const first = await site.page('/columnists')
      assert.ok(first.texts('h2').includes('Newly found'))
      const names = async (query: string) => (await site.page(`/columnists?${query}`)).texts('.people .name')
      assert.deepEqual(await names('country=tr'), ['Defne Akarsu', 'Şükrü Işıldak'])
      assert.ok((await names('publisher=harbour-post')).includes('Maren Oyelaran'))
      assert.deepEqual(await names('topic=law'), ['Maren Oyelaran'])
      assert.equal((await site.get('/columnists?publisher=nobody')).status, 404)
      assert.equal((await site.get('/columnists.opml?country=tr')).status, 200)
      const publishers = await site.page('/publishers')
      assert.equal(publishers.attribute('.jump a[href="#country-tr"]', 'href'), '#country-tr')
      assert.equal(publishers.all('#country-tr').length, 1)
    })

    it('publishers are found by the beginnings of their names, in any alphabet, and by their host', async () => {
      const found = async (query: string) =>
        (await site.page(`/publishers?q=${encodeURIComponent(query)}`)).texts('.outlets bdi')
      assert.deepEqual(await found('harb po'), ['The Harbour Post'])
      assert.deepEqual(await found('יומן'), ['יומן הגליל'])
      assert.deepEqual(await found('KUZEY'), ['Kuzey Defteri'])
      assert.match((await site.page('/publishers?q=zzz')).text('.nothing'), /Nothing was found for “zzz”/)
      assert.equal((await site.get('/publishers.opml?q=harb')).status, 200)
    })

    it('a publisher says how visits go', async () => {
      const health = async () => (await site.page('/publisher/valley-ledger')).text('#health-title + p')
      assert.match(await health(), /not been here yet/)
      const { ledger } = site.seed.publishers
      const urls = ['https://ledger.example/a.xml', 'https://ledger.example/b.xml']
      await upsertFeeds(
        site.db,
        urls.map((url) => ({ publisherId: ledger.id, url, nextAt: new Date(seedNow.getTime() + 2_700_000) })),
      )
      const visited = new Date(seedNow.getTime() - 900_000)
      await sql`update feeds set visited_at = ${visited} where publisher_id = ${ledger.id}`.execute(site.db)
      assert.equal(await health(), 'Our last visit was 15 minutes ago; the next is due in 45 minutes.')
      await sql`update feeds set failures = 3 where url = ${urls[0]}`.execute(site.db)
      assert.match(await health(), /^1 of its feeds does not answer/)
      await sql`update feeds set failures = 3 where publisher_id = ${ledger.id}`.execute(site.db)
      assert.match(await health(), /have not answered our last visits/)
      await sql`update feeds set gone_at = ${visited} where publisher_id = ${ledger.id}`.execute(site.db)
      assert.match(await health(), /None of its feeds is there any more/)
    })
  })

  describe('a column', () => {
    it('leads to others on its subject, can be shared without a script, and is withdrawn while it is read', async () => {
      const path = async (title: string) =>
        (await site.get(`/x/y/z/${site.seed.ids.get(title)}`)).headers.get('Location')!
      const night = await path('A quiet word for the night bus')
      const page = await site.page(night)
      assert.equal(page.attribute('a[data-share]', 'href'), night)
      assert.equal(page.all('button[data-listen][hidden]').length, 1)
      const id = site.seed.ids.get('A quiet word for the night bus')!
      const { harbour } = site.seed.publishers
      await takeDownColumn(site.db, { publisherId: harbour.id, columnId: id, reason: 'publisher', now: seedNow })
      for (const form of ['/like', '/save']) {
        const sent = await site.post(form, {
          publisher: String(harbour.id),
          column: String(id),
          do: form.slice(1),
          back: night,
        })
        assert.ok(sent.status === 303 || sent.status === 404 || sent.status === 410, `${form}: ${sent.status}`)
      }
      assert.equal((await site.get(night)).status, 410)
    })
  })

  describe('search', () => {
    it('marks the words, says what it did not understand, and can be followed', async () => {
      const page = await site.page('/search?q=notebook')
      assert.equal(page.text('.river mark'), 'Notebook')
      assert.equal(page.texts('.river .headline').length, 30)
      const second = await readPage(await site.get(page.attribute('.pager .older', 'href')!))
      assert.equal(second.texts('.river .headline').length, 10)
      const both = [...page.texts('.river .headline'), ...second.texts('.river .headline')]
      assert.equal(new Set(both).size, 40)
      assert.match((await site.page('/search?q=ferry%20country:atlantis')).text('.troubles'), /atlantis.*no country/)
      assert.match((await site.page('/search?q=author:nobodyatall')).text('.troubles'), /Nobody here is called/)
      assert.match((await site.page('/search?q=-ferry')).text('.troubles'), /Say what to look for/)
      assert.deepEqual((await site.page('/search?q=author:oyelaran%20ferry')).texts('.river .headline'), [
        'The ferry that nobody voted for',
      ])
      assert.equal((await site.get('/search.rss?q=notebook')).status, 200)
    })

    it('suggests while one types', async () => {
      const found = (await (await site.get('/suggest?q=mar')).json()) as {
        columnists: { name: string; path: string }[]
      }
      assert.deepEqual(
        found.columnists.map(({ name, path }) => ({ name, path })),
        [{ name: 'Maren Oyelaran', path: '/columnist/maren-oyelaran' }],
      )
      assert.deepEqual(await (await site.get('/suggest')).json(), { columnists: [], publishers: [] })
    })
  })

  it('any query string is a proper page: never a stack trace, never a 500', async () => {
    const hostile = [
      '%00',
      '%E2%80%AE',
      '<script>',
      "'; drop table columns; --",
      '9'.repeat(400),
      '%FF',
      '-',
      '\\',
      '𝕏'.repeat(99),
    ]
    const addresses = [
      ...['lang', 'topic', 'kind', 'access', 'after', 'filters'].map((name) => `/gb?${name}=`),
      ...['lang', 'kind', 'access', 'after'].map((name) => `/topic/law?${name}=`),
      ...['q', 'initial', 'country', 'publisher', 'topic', 'after'].map((name) => `/columnists?${name}=`),
      ...['year', 'month', 'after'].map((name) => `/columnist/maren-oyelaran?${name}=`),
      ...['q', 'sort', 'after', 'lang'].map((name) => `/search?q=ferry&${name}=`),
      '/suggest?q=',
      '/topic/',
    ]
    for (const address of addresses)
      for (const text of hostile) {
        const response = await site.get(`${address}${/%/.test(text) ? text : encodeURIComponent(text)}`)
        assert.ok([200, 400, 404].includes(response.status), `${address}${text}: ${response.status}`)
        assert.doesNotMatch(await response.text(), /<script>(?!<)|    at /, address)
      }
    assert.deepEqual(site.errors, [])
  })
})
