// The operator's desk and the way to it: one-time links, requests for removal, one click that hides, undo, the log of acts.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import {
  fileTakedownRequest,
  findColumn,
  listActLog,
  listTakedownRequests,
  makeDeskKey,
  mergeColumnists,
  resolveTargets,
  parseSearchQuery,
  searchColumns,
} from '../src/archive/index.ts'
import type { ColumnId } from '../src/model/index.ts'
import { joinByAuthorPages } from './author-pages-say.ts'
import { seedNow } from './serve-seed.ts'
import { publicUrl, readPage, useSite } from './serve-site.ts'

const ferry = 'The ferry that nobody voted for'

describe('the desk', () => {
  let now = seedNow
  const site = useSite({ now: () => now })

  const enter = async (): Promise<Record<string, string>> => {
    const { key } = await makeDeskKey(site.db, now)
    const opened = await site.post('/desk/open', { key })
    assert.equal(opened.status, 303)
    assert.equal(opened.headers.get('Location'), '/desk')
    const cookie = opened.headers.get('Set-Cookie') ?? ''
    assert.match(cookie, /^desk=.+; Max-Age=43200; Path=\/desk; HttpOnly; Secure; SameSite=Strict$/)
    return { Cookie: cookie.split(';', 1)[0] ?? '' }
  }
  const columnId = (title: string) => site.seed.ids.get(title) as ColumnId
  const publisherIdOf = async (id: ColumnId) =>
    (await site.db.selectFrom('columns').select('publisher_id').where('id', '=', id).executeTakeFirstOrThrow())
      .publisher_id

  test('is closed without a session, to pages and to forms', async () => {
    for (const path of ['/desk', '/desk/log']) {
      const response = await site.get(path)
      assert.equal(response.status, 403)
      assert.equal(response.headers.get('Cache-Control'), 'no-store')
      assert.match(response.headers.get('X-Robots-Tag') ?? '', /noindex/)
      const page = await readPage(response)
      assert.match(page.html, /<meta name="robots" content="noindex"/)
      assert.doesNotMatch(page.text('main'), /asked for/)
    }
    const id = columnId(ferry)
    const hide = { do: 'hide', reason: 'legal', column: String(id), publisher: String(await publisherIdOf(id)) }
    for (const path of [
      '/desk/column',
      '/desk/address',
      '/desk/request',
      '/desk/block',
      '/desk/review',
      '/desk/correct',
      '/desk/undo',
      '/desk/keep',
    ])
      assert.equal((await site.post(path, hide)).status, 403, path)
    assert.equal((await findColumn(site.db, id))?.kind, 'found')
    assert.equal((await site.post('/desk/column', hide, { Cookie: 'desk=forged.c2lnbmF0dXJl' })).status, 403)
  })

  test('a link opens it once and not after ten minutes; looking at the link uses nothing up', async () => {
    const { key } = await makeDeskKey(site.db, now)
    assert.equal((await site.get(`/desk/open?key=${key}`)).status, 200)
    const page = await site.page(`/desk/open?key=${key}`)
    assert.equal(page.attribute('input[name=key]', 'value'), key)
    assert.equal((await site.post('/desk/open', { key }, { Origin: 'https://elsewhere.example' })).status, 403)
    assert.equal((await site.post('/desk/open', { key })).status, 303)
    assert.equal((await site.post('/desk/open', { key })).status, 403)
    const old = await makeDeskKey(site.db, now)
    now = new Date(now.getTime() + 10 * 60_000)
    assert.equal((await site.post('/desk/open', { key: old.key })).status, 403)
    assert.equal((await site.post('/desk/open', { key: '' })).status, 403)
    const { rows } = await sql<{ text: string }>`
      select token_hash::text || coalesce(used_at::text, '') as text from desk_keys`.execute(site.db)
    assert.ok(rows.every(({ text }) => !text.includes(key) && !text.includes(old.key)))
  })

  test('a session ends after twelve hours, and at once when it is closed', async () => {
    const headers = await enter()
    assert.equal((await site.get('/desk', headers)).status, 200)
    assert.equal((await site.post('/desk/close', {}, headers)).status, 303)
    assert.equal((await site.get('/desk', headers)).status, 403)
    const other = await enter()
    const before = now
    now = new Date(before.getTime() + 12 * 3_600_000)
    assert.equal((await site.get('/desk', other)).status, 403)
    now = before
  })

  test('one click hides a column everywhere at once, is logged, and is undone', async () => {
    const headers = await enter()
    const id = columnId(ferry)
    const path = (await site.get(`/x/y/z/${id}`)).headers.get('Location') ?? ''
    const before = await site.get(path)
    const tag = before.headers.get('ETag') ?? ''
    const html = await before.text()
    const key = { column: String(id), publisher: String(await publisherIdOf(id)) }
    const feedTag = (await site.get('/gb.rss')).headers.get('ETag') ?? ''
    const hidden = await site.post('/desk/column', { do: 'hide', reason: 'columnist', ...key }, headers)
    assert.equal(hidden.status, 303)

    const after = await site.get(path, { 'If-None-Match': tag })
    assert.equal(after.status, 410)
    const tombstone = await after.text()
    assert.match(tombstone, /Its writer asked us to remove it\./)
    assert.match(tombstone, /22 November 2026/)
    assert.ok(html.includes(ferry) && !tombstone.includes(ferry))
    assert.doesNotMatch(tombstone, /Maren Oyelaran/)
    const feed = await site.get('/gb.rss', { 'If-None-Match': feedTag })
    assert.equal(feed.status, 200)
    assert.ok(!(await feed.text()).includes(ferry))
    assert.equal((await site.get(`/go/x/${id}`)).status, 410)
    assert.deepEqual(
      (await searchColumns(site.db, parseSearchQuery('"ferry that nobody voted"'), { limit: 9 })).items,
      [],
    )
    const row = await sql<{ text: string }>`
      select to_jsonb(c)::text as text from columns c where id = ${id}`.execute(site.db)
    assert.doesNotMatch(row.rows[0]?.text ?? '', /ferry that|Oyelaran/)

    const desk = await site.page('/desk', headers)
    assert.ok(desk.texts('.task h3').includes(ferry), 'the desk can show it again')
    const [act] = await listActLog(site.db, { limit: 1 })
    assert.deepEqual([act?.what, act?.who, act?.after], ['take-down', 'desk', { listed: false }])
    assert.doesNotMatch(JSON.stringify(act), /nobody voted for.*excerpt/)

    assert.equal((await site.post('/desk/column', { do: 'restore', ...key }, headers)).status, 303)
    const again = await site.get(path)
    assert.equal(again.status, 200)
    assert.equal(await again.text(), html)
    assert.equal(
      (await searchColumns(site.db, parseSearchQuery('"ferry that nobody voted"'), { limit: 9 })).items.length,
      1,
    )
    const held = await sql`select 1 from takedowns where held is not null`.execute(site.db)
    assert.equal(held.rows.length, 0, 'nothing is kept of what is shown again')
    const log = await site.page('/desk/log', headers)
    assert.deepEqual(log.texts('.task h2').slice(0, 2), ['Column shown again by desk', 'Column hidden by desk'])
  })

  test('a column is hidden by its address here and at the publisher', async () => {
    const headers = await enter()
    const id = columnId(ferry)
    const { canonical_url: url } = await site.db
      .selectFrom('columns')
      .select('canonical_url')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const addresses = [`${publicUrl}/a/b/c/${id}`, url, `${url}/?utm_source=x`, url.replace('https://', ''), 'nonsense']
    const kinds = (await resolveTargets(site.db, addresses, publicUrl)).map((target) => target.kind)
    assert.deepEqual(kinds, ['column', 'column', 'column', 'column', 'unknown'])
    await site.post('/desk/address', { address: url, reason: 'legal' }, headers)
    assert.equal((await findColumn(site.db, id))?.kind, 'tombstone')
    const key = { column: String(id), publisher: String(await publisherIdOf(id)) }
    await site.post('/desk/column', { do: 'restore', ...key }, headers)
    assert.equal((await site.post('/desk/address', { address: url, reason: 'because' }, headers)).status, 400)
  })

  test('a request for removal waits on the desk and is granted with one press', async () => {
    const address = `${publicUrl}/x/y/z/${columnId(ferry)}`
    const fields = {
      addresses: `${address}\nhttps://unknown.example/a`,
      asker: '<b>Ann</b> "Marsh"',
      role: 'columnist',
      email: 'ann@paper.example',
      reason: 'I signed it away\n<script>alert(1)</script>',
    }
    const sent = await site.post('/removal', fields)
    assert.equal(sent.status, 200)
    assert.match(await sent.text(), /on the desk/)
    const headers = await enter()
    const desk = await site.page('/desk', headers)
    assert.doesNotMatch(desk.html, /<script>alert|<b>Ann/)
    assert.match(desk.text('.task'), /I signed it away/)
    const [request] = await listTakedownRequests(site.db, 9)
    assert.ok(request)
    await site.post('/desk/request', { request: String(request.id), do: 'grant' }, headers)
    const finding = await findColumn(site.db, columnId(ferry))
    assert.ok(finding?.kind === 'tombstone' && finding.tombstone.reason === 'columnist')
    assert.deepEqual(await listTakedownRequests(site.db, 9), [])
    const again = await site.post('/desk/request', { request: String(request.id), do: 'grant' }, headers)
    assert.match(again.headers.get('Location') ?? '', /decided/)
    const key = { column: String(columnId(ferry)), publisher: String(await publisherIdOf(columnId(ferry))) }
    await site.post('/desk/column', { do: 'restore', ...key }, headers)
  })

  test('a request for a whole publisher blocks it, and lifting the block shows everything again', async () => {
    const headers = await enter()
    const listed = async () => (await site.get('/publisher/harbour-post.json')).text()
    const before = await listed()
    const hrefs = [`${publicUrl}/publisher/harbour-post`]
    const wish = { asker: 'Post', role: 'publisher', email: 'a@b.example', reason: 'all of it' } as const
    const id = await fileTakedownRequest(site.db, { ...wish, addresses: hrefs, now })
    assert.match((await site.page('/desk', headers)).text('.task'), /Everything of/)
    await site.post('/desk/request', { request: String(id), do: 'grant' }, headers)
    assert.deepEqual((JSON.parse(await listed()) as { items?: unknown[] }).items ?? [], [])
    const block = await site.db.selectFrom('blocks').selectAll().executeTakeFirstOrThrow()
    assert.equal(block.prefix, '')
    const lift = { publisher: String(block.publisher_id), block: String(block.id) }
    await site.post('/desk/block', lift, headers)
    assert.equal(await listed(), before)
    const acts = (await listActLog(site.db, { limit: 3 })).map(({ what }) => what)
    assert.deepEqual(acts, ['unblock', 'grant', 'block'])
  })

  test('a refused form says which answers are wrong, keeps what was typed, and files nothing', async () => {
    const good = {
      addresses: 'https://paper.example/a',
      asker: 'Ann',
      role: 'publisher',
      email: 'ann@paper.example',
      reason: 'mine',
    }
    const bad: [string, string][] = [
      ['addresses', ''],
      ['addresses', 'javascript:alert(1)'],
      ['addresses', `https://paper.example/${'a'.repeat(2001)}`],
      ['addresses', Array.from({ length: 21 }, (_, i) => `https://p.example/${i}`).join(' ')],
      ['asker', ''],
      ['asker', 'x'.repeat(121)],
      ['role', 'king'],
      ['email', 'no'],
      ['email', 'a@b@c.example'],
      ['email', 'a@b.example\nBcc: c@d.example'],
      ['reason', ' \u0000 '],
      ['reason', 'x'.repeat(2001)],
    ]
    for (const [field, value] of bad) {
      const response = await site.post('/removal', { ...good, reason: 'kept <i>', [field]: value }, fromElsewhere())
      assert.equal(response.status, 400, `${field}: ${value.slice(0, 40)}`)
      const page = await readPage(response)
      assert.equal(page.all('.wrong[role=alert]').length, 1)
      if (field !== 'reason') assert.equal(page.text('textarea[name=reason]'), 'kept <i>')
    }
    assert.deepEqual(await listTakedownRequests(site.db, 9), [])
    assert.equal((await site.post('/removal', good, { Origin: 'https://evil.example' })).status, 403)
  })

  test('one address sends a handful of requests and must then wait, and so does whoever tries keys', async () => {
    const env = { incoming: { socket: { remoteAddress: '198.51.100.7' } } }
    const ask = (path: string) =>
      site.app.request(
        `${publicUrl}${path}`,
        {
          method: 'POST',
          body: 'key=x',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: publicUrl },
        },
        env,
      )
    const statuses = async (path: string, times: number) => {
      const all: number[] = []
      for (let i = 0; i < times; i++) all.push((await ask(path)).status)
      return all
    }
    assert.deepEqual(await statuses('/removal', 6), [400, 400, 400, 400, 400, 429])
    assert.deepEqual((await statuses('/desk/open', 11)).slice(8), [403, 403, 429])
  })

  test('the form is reached from every column and from the page for publishers', async () => {
    const id = columnId(ferry)
    const path = (await site.get(`/x/y/z/${id}`)).headers.get('Location') ?? ''
    const href = (await site.page(path)).all('a').find((link) => link.attribs['href']?.startsWith('/removal?'))
    assert.ok(href)
    const form = await site.page(href.attribs['href'] ?? '')
    assert.equal(form.text('textarea[name=addresses]'), `${publicUrl}${path}`)
    assert.equal((await site.page('/about/terms')).all('a[href="/removal"]').length, 1)
  })

  let visitors = 0
  function fromElsewhere(): Record<string, string> {
    return { 'X-Forwarded-For': `198.51.100.${++visitors}` }
  }

  test('asks about a merge whose page has taken the evidence back, and keeps it at a word', async () => {
    const headers = await enter()
    const { harbour, ledger, kuzey } = site.seed.publishers
    const { says } = await joinByAuthorPages(site.db, [harbour, ledger], 'Una Dale', seedNow)
    await joinByAuthorPages(site.db, [kuzey], 'Unna Dale', seedNow)
    const operator = { by: 'tester', reason: 'A misprint', now: seedNow }
    await mergeColumnists(site.db, { ...operator, from: 'unna-dale', into: 'una-dale' })
    const waiting = async () => (await readPage(await site.get('/desk', headers))).text('.desk')
    assert.doesNotMatch(await waiting(), /One person, on an address that is gone/)
    for (const weeks of [1, 2]) await says(ledger, [], weeks)
    const desk = await readPage(await site.get('/desk', headers))
    assert.match(
      desk.text('.desk'),
      /Una Dale: a page of Valley Ledger no longer gives https:\/\/social\.example\/@una/,
    )
    const act = desk.attribute('form[action="/desk/keep"] input[name=act]', 'value') ?? ''
    assert.equal((await site.post('/desk/keep', { act }, headers)).status, 303)
    assert.equal((await site.post('/desk/keep', { act }, headers)).status, 400)
    assert.doesNotMatch(await waiting(), /One person, on an address that is gone/)
    assert.equal((await listActLog(site.db, { limit: 1 }))[0]?.what, 'keep')
    assert.match((await readPage(await site.get('/desk/log', headers))).text('.desk'), /Found to be one person by desk/)
    assert.equal((await site.get('/columnist/una-dale-2')).status, 301)
  })

  test('corrects who wrote a column, with a reason that readers see, and takes it back', async () => {
    const headers = await enter()
    const id = columnId(ferry)
    const publisher = String(await publisherIdOf(id))
    const creditsOf = async () => {
      const found = await findColumn(site.db, id)
      assert.equal(found?.kind, 'found')
      return found.column.credits.map(({ name }) => name)
    }
    const before = await creditsOf()
    const correction = {
      column: String(id),
      publisher,
      writers: 'Ada Quill\n  Ben  Reed ',
      kind: 'guest',
      teach: 'nothing',
    }
    assert.equal((await site.post('/desk/correct', { ...correction, reason: ' ' }, headers)).status, 400)
    assert.equal(
      (await site.post('/desk/correct', { ...correction, kind: 'placeholder', reason: 'x' }, headers)).status,
      400,
    )
    assert.deepEqual(await creditsOf(), before)

    const reason = 'The printed paper names both of them'
    const done = await site.post('/desk/correct', { ...correction, reason }, headers)
    assert.equal(done.status, 303)
    assert.deepEqual(await creditsOf(), ['Ada Quill', 'Ben Reed'])
    assert.match((await site.page('/about/corrections')).text('main'), /The printed paper names both of them/)

    const log = await readPage(await site.get('/desk/log', headers))
    const act = log.attribute('form[action="/desk/undo"] input[name=act]', 'value') ?? ''
    assert.match(act, /^\d+$/)
    assert.equal((await site.post('/desk/undo', { act }, headers)).status, 303)
    assert.deepEqual(await creditsOf(), before)
    assert.equal((await site.post('/desk/undo', { act }, headers)).status, 400)
    assert.equal((await site.post('/desk/undo', { act: 'x' }, headers)).status, 400)
  })

  test('a writer of whom every column is hidden keeps an address and nothing else', async () => {
    const headers = await enter()
    const { rows } = await sql<{ slug: string; id: number; publisher_id: number }>`
      select c.slug, min(a.column_id) as id, min(a.publisher_id) as publisher_id from columnists c
      join attributions a on a.columnist_id = c.id join columns k on k.publisher_id = a.publisher_id and k.id = a.column_id and k.listed
      where c.merged_into is null group by c.id, c.slug having count(*) = 1 order by c.slug limit 1`.execute(site.db)
    const one = rows[0]
    assert.ok(one)
    await sql`update columnists set links = '{https://social.example/@them}' where slug = ${one.slug}`.execute(site.db)
    const before = await site.page(`/columnist/${one.slug}`)
    assert.match(before.html, /social\.example/)
    assert.doesNotMatch(before.html, /<meta name="robots" content="noindex"/)
    const key = { column: String(one.id), publisher: String(one.publisher_id) }
    await site.post('/desk/column', { do: 'hide', reason: 'columnist', ...key }, headers)
    const after = await site.page(`/columnist/${one.slug}`)
    assert.doesNotMatch(after.html, /social\.example/)
    assert.match(after.html, /<meta name="robots" content="noindex"/)
    await site.post('/desk/column', { do: 'restore', ...key }, headers)
    assert.match((await site.page(`/columnist/${one.slug}`)).html, /social\.example/)
  })
})
