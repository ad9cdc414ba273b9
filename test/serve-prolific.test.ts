// A columnist with forty thousand columns: every page is as small and as quick as another's, and each column can be reached.
import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { useSite } from './serve-site.ts'

const many = 40_000
/** Hours between two of them: they reach back to the autumn of 1981. */
const apart = 9.9

describe('a columnist with forty thousand columns', () => {
  const site = useSite()

  before(async () => {
    const { db } = site
    const first = site.seed.ids.get('The ferry that nobody voted for')!
    // Copies of one column as the archive would keep them, with the counts that it would have kept.
    await sql`
      with copies as (
        insert into columns (publisher_id, canonical_url, country, title, dek, excerpt, byline, lang, dir, kind, opinion, access,
          words, listed, page_read, published_at, published_known, collected_at, search)
        select publisher_id, canonical_url || '/' || n::text, country, 'Notebook ' || n::text, dek, excerpt, byline, lang, dir, kind, opinion,
          access, words, listed, page_read, published_at - n * ${apart}::double precision * interval '1 hour', true, collected_at, search
        from columns, generate_series(1, ${many}) as n where id = ${first}
        returning publisher_id, id, published_at
      )
      insert into attributions (publisher_id, column_id, position, columnist_id, role, confidence, published_at, folded_name)
      select copies.publisher_id, copies.id, 0, a.columnist_id, a.role, a.confidence, copies.published_at, a.folded_name
      from copies, attributions as a where a.column_id = ${first}`.execute(db)
    await sql`
      update outlets as o set columns = o.columns + ${many}, pieces = o.pieces + ${many},
        first_published_at = (select min(published_at) from attributions where columnist_id = o.columnist_id)
      from attributions as a
      where a.column_id = ${first} and o.columnist_id = a.columnist_id and o.publisher_id = a.publisher_id`.execute(db)
    await sql`analyze`.execute(db)
  })

  it('has a page like any other: counted, light and soon there', async () => {
    await site.page('/columnist/maren-oyelaran')
    const began = performance.now()
    const page = await site.page('/columnist/maren-oyelaran')
    const took = performance.now() - began
    assert.equal(page.status, 200)
    assert.match(page.text('.dateline'), /^40,00\d columns$/)
    assert.ok(page.html.length < 90_000, `${page.html.length} characters`)
    // Far above what it takes, far below what walking through all of them would.
    assert.ok(took < 1000, `${took} ms`)
    assert.ok(page.all('.river .card').length <= 40)
  })

  it('shows every year back to the first, and leads to each', async () => {
    const page = await site.page('/columnist/maren-oyelaran')
    const years = page.texts('nav.chips a').map(Number)
    assert.deepEqual(
      years,
      Array.from({ length: 46 }, (_, i) => 2026 - i),
    )
    const oldest = await site.page('/columnist/maren-oyelaran?year=1981')
    assert.match(oldest.attribute('.river time', 'datetime') ?? '', /^1981-12-31/)
    assert.ok(oldest.all('nav.chips.small a').length >= 3)
    const month = await site.page('/columnist/maren-oyelaran?year=1999&month=7')
    assert.match(month.attribute('.river time', 'datetime') ?? '', /^1999-07-31/)
  })

  it('has pages behind it down to the very first column', async () => {
    let address = '/columnist/maren-oyelaran?year=1981'
    let last = ''
    for (let pages = 0; address !== '' && pages < 100; pages++) {
      const page = await site.page(address)
      assert.equal(page.status, 200)
      last = page.texts('.river .headline').at(-1) ?? last
      address = page.attribute('nav.pager a.older', 'href') ?? ''
    }
    assert.equal(last, `Notebook ${many}`)
  })

  it('does not weigh on the pages around it', async () => {
    for (const path of [
      '/gb',
      '/publisher/harbour-post',
      '/columnists',
      '/search?q=notebook',
      '/search?q=author:oyelaran',
    ])
      assert.equal((await site.get(path)).status, 200, path)
    assert.equal((await site.get('/columnist/maren-oyelaran.rss')).status, 200)
    assert.deepEqual(site.errors, [])
  })
})
