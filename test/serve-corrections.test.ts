// What readers may say about a name, what they are told when it was put right, and that those who follow lose nobody.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { correctColumn, fileColumns, listReports, mergeColumnists } from '../src/archive/index.ts'
import { joinByAuthorPages } from './author-pages-say.ts'
import type { ColumnDraft, ColumnId } from '../src/model/index.ts'
import { draftOf } from '../src/archive/test-drafts.ts'
import { seedNow } from './serve-seed.ts'
import { browser, cookiesOf, useSite } from './serve-site.ts'

describe('who wrote it, put right', () => {
  const site = useSite()
  const ferry = () => site.seed.ids.get('The ferry that nobody voted for')!
  const harbour = () => site.seed.publishers.harbour
  const report = (form: Record<string, string>, headers: Record<string, string> = {}) =>
    site.post('/report', { publisher: String(harbour().id), column: String(ferry()), ...form }, headers)
  const deciding = { by: 'the desk', reason: 'She <b>wrote</b> to us & proved it', now: seedNow }

  it('keeps a reader’s report for the operator and changes nothing', async () => {
    const page = await site.page(`/x/y/z/${ferry()}`)
    assert.equal(page.status, 301)
    const sent = await report({ name: ' Idris   Fenwick ', note: 'https://idris.example/list' })
    assert.equal(sent.status, 303)
    assert.equal(sent.headers.get('Location'), '/about/corrections?reported=yes')
    assert.deepEqual(sent.headers.getSetCookie(), [])
    assert.match((await site.page('/about/corrections?reported=yes')).text('[role=status]'), /^Thank you/)
    const [kept] = await listReports(site.db, { limit: 5 })
    assert.deepEqual([kept?.card.id, kept?.name, kept?.note], [ferry(), 'Idris Fenwick', 'https://idris.example/list'])
    const column = await site.page((await site.get(`/x/y/z/${ferry()}`)).headers.get('Location') ?? '')
    assert.equal(column.text('.byline .name'), 'Maren Oyelaran')
  })

  it('refuses a report that says nothing, comes from elsewhere, or is about no column', async () => {
    assert.equal((await report({ name: '  ' })).status, 400)
    assert.equal((await report({ name: 'X Y' }, { Origin: 'https://elsewhere.example' })).status, 403)
    assert.equal((await report({ name: 'X Y', column: '999999' })).status, 404)
    assert.equal((await report({ name: 'X Y', column: 'x' })).status, 400)
    const long = await report({ name: '字'.repeat(2000), note: '字'.repeat(2000) })
    assert.equal(long.status, 413)
    assert.equal((await report({ name: '字'.repeat(120), note: '字'.repeat(400) })).status, 303)
  })

  it('takes ten reports a day from one reader', async () => {
    const agent = { 'User-Agent': `${browser} eager` }
    const statuses = []
    for (let i = 0; i < 11; i++) statuses.push((await report({ name: `Name ${i}` }, agent)).status)
    assert.deepEqual(statuses, [...Array<number>(10).fill(303), 429])
    const { rows } = await sql<{ visitor: Buffer }>`select visitor from reporters`.execute(site.db)
    assert.ok(rows.every(({ visitor }) => visitor.length === 16))
  })

  it('tells every correction with its reason, as a page and as a feed', async () => {
    assert.match((await site.page('/about/corrections')).text('.nothing'), /Nothing has been corrected yet/)
    await correctColumn(site.db, {
      ...deciding,
      columnId: ferry(),
      writers: [{ name: 'Idris Fenwick-Ngata', kind: 'person' }],
    })
    const page = await site.page('/about/corrections')
    assert.match(
      page.text('.correction'),
      /The ferry that nobody voted for.*Credited to Maren Oyelaran; in truth by Idris Fenwick-Ngata.*She <b>wrote<\/b> to us & proved it/,
    )
    assert.ok(!page.html.includes('<b>wrote'))
    const rss = await (await site.get('/about/corrections.rss')).text()
    assert.match(rss, /Correction: The ferry that nobody voted for/)
    assert.match(rss, /columns\.example\/harbour-post\/idris-fenwick-ngata\/[^<]*#correction-1/)
    assert.equal((await site.get('/about/corrections.json')).status, 200)
    assert.equal((await site.get('/about/corrections?after=junk')).status, 400)
    const column = await site.page((await site.get(`/x/y/z/${ferry()}`)).headers.get('Location') ?? '')
    assert.match(column.text('.evidence'), /Idris Fenwick-Ngata.*100.*A correction/)
    assert.match(
      column.text('#correction-1'),
      /put the name right on Sunday, 22 November 2026: She <b>wrote<\/b> to us & proved it/,
    )
  })

  it('keeps following one who was merged into another, and unfollows for good', async () => {
    const { rows } = await sql<{ id: number }>`select id from columnists where slug = 'tomasz-wrzos'`.execute(site.db)
    const cookie = cookiesOf(await site.post('/follow', { columnist: String(rows[0]!.id), do: 'follow' }))
    await mergeColumnists(site.db, { ...deciding, from: 'tomasz-wrzos', into: 'maren-oyelaran' })
    assert.deepEqual((await site.page('/gb/favorites', cookie)).texts('.people bdi'), ['Maren Oyelaran'])
    const moved = await site.get('/columnist/tomasz-wrzos')
    assert.deepEqual([moved.status, moved.headers.get('Location')], [301, '/columnist/maren-oyelaran'])
    const page = await site.page('/columnist/maren-oyelaran', cookie)
    assert.equal(page.text('.act button'), 'Following')
    const form = page.all('form[action="/follow"] input')
    const fields = Object.fromEntries(form.map((input) => [input.attribs['name'] ?? '', input.attribs['value'] ?? '']))
    const stopped = await site.post('/follow', fields, cookie)
    assert.match((await site.page('/gb/favorites', cookiesOf(stopped))).text('.page-head'), /follow nobody yet/)
  })

  it('shows opinion first, and everything when the reader asks for it', async () => {
    const press = { publisher: harbour(), feed: { id: 1 } } as unknown as Parameters<typeof draftOf>[0]
    const changes: Partial<ColumnDraft> = {
      title: 'Ferry timetable from Monday',
      kind: 'news',
      feedId: null,
      publishedAt: seedNow,
    }
    await fileColumns(site.db, [draftOf(press, 901, changes)], { publisherId: harbour().id, now: seedNow })
    const titles = async (path: string) => (await site.page(path)).texts('.card .headline')
    assert.ok(!(await titles('/gb')).includes('Ferry timetable from Monday'))
    const all = await titles('/gb?kind=all')
    assert.ok(all.includes('Ferry timetable from Monday'))
    assert.ok(all.includes('A quiet word for the night bus'))
    assert.deepEqual(await titles('/gb?kind=news'), ['Ferry timetable from Monday'])
    const page = await site.page('/gb?kind=all')
    assert.equal(page.text('select[name=kind] option[selected]'), 'All, with news')
    assert.equal((await site.page('/gb')).texts('select[name=kind] option')[0], 'Opinion')
    assert.match(await (await site.get('/gb.rss?kind=all')).text(), /Ferry timetable/)
  })

  it('tells of two who were taken for one, on the corrections page and beside the name, and links both', async () => {
    const { harbour: one, ledger: other } = site.seed.publishers
    const { ids, says } = await joinByAuthorPages(site.db, [one, other], 'Una Dale', seedNow)
    const columnPage = async () => site.page((await site.get(`/x/y/z/${ids[0]}`)).headers.get('Location') ?? '')
    assert.equal((await site.get('/columnist/una-dale-2')).status, 301)
    assert.doesNotMatch((await columnPage()).text('main'), /taken for one/)
    for (const weeks of [1, 2]) await says(other, [], weeks)

    const told = /From 22 Nov 2026 to 6 Dec 2026 two writers named Una Dale were taken for one here, because a page of Valley Ledger gave https:\/\/social\.example\/@una as theirs/ // prettier-ignore
    const page = await site.page('/about/corrections')
    assert.match(page.text('[aria-labelledby=parted-title]'), told)
    const links = page.all('[aria-labelledby=parted-title] a').map((link) => link.attribs['href'])
    assert.deepEqual(links, ['/columnist/una-dale', '/columnist/una-dale-2'])
    assert.match((await columnPage()).text('main'), told)
    assert.equal((await site.get('/columnist/una-dale-2')).status, 200)
    assert.match((await site.page('/columnist/una-dale')).text('[aria-labelledby=links-title]'), /social\.example/)
    assert.doesNotMatch((await site.page('/columnist/una-dale-2')).text('main'), /social\.example/)
  })

  it('says when a writer has moved from one paper to another', async () => {
    const day = 86_400_000
    const write = async (paper: 'harbour' | 'ledger', number: number, daysAgo: number) => {
      const publisher = site.seed.publishers[paper]
      const press = { publisher, feed: { id: 1 } } as unknown as Parameters<typeof draftOf>[0]
      const publishedAt = new Date(seedNow.getTime() - daysAgo * day)
      const contributors = draftOf(press, 1).contributors.map((one) => ({
        ...one,
        name: 'Petra Vance',
        sameAs: ['https://social.example/@petravance'],
      }))
      const draft = draftOf(press, number, { feedId: null, publishedAt, contributors })
      const filed = await fileColumns(site.db, [draft], { publisherId: publisher.id, now: seedNow })
      return filed.columns[0]!.id satisfies ColumnId
    }
    for (const i of [1, 2, 3]) await write('harbour', 910 + i, 200 + i)
    for (const i of [1, 2, 3]) await write('ledger', 920 + i, 20 + i)
    const page = await site.page('/columnist/petra-vance')
    assert.match(page.text('.moved'), /^Has moved from The Harbour Post to Valley Ledger \(.*2026\)\.$/)
  })
})
