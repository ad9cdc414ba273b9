// A column's picture, from the page that names it to our own origin and away again: what rules, robots.txt, the file itself, a
// takedown and the operator say about it.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { findColumn, takeDownColumn, undoTakedown, type Db } from '../src/archive/index.ts'
import { createLog } from '../src/base/index.ts'
import { createClient } from '../src/collect/index.ts'
import { createApp } from '../src/serve/index.ts'
import type { ColumnId } from '../src/model/index.ts'
import { clockedHouse, dayMs, hourMs, type ClockedHouse } from './collect-clock.ts'
import { body, redirect, type Handler } from './collect-server.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }

async function photo(width = 1000, height = 600): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 90, g: 60, b: 30 } } })
    .jpeg()
    .toBuffer()
}

type Setting = { robots?: string; head?: string; picture?: Handler; images?: boolean; country?: string; href?: string }

/** One column whose page names `/pier.jpg`; collected once, everything due at that time included. */
async function collected(
  t: TestContext,
  setting: Setting = {},
): Promise<ClockedHouse & { handlers: Record<string, Handler> }> {
  const handlers: Record<string, Handler> = {
    '/pier.jpg': setting.picture ?? body(await photo(), { 'content-type': 'image/jpeg' }),
    '/feed': (request, response) => {
      const origin = `http://${request.headers.host}`
      const item = `<item><title>The pier in winter</title><link>${origin}/pier</link><author>Ann Marsh</author>
        <pubDate>Mon, 16 Nov 2026 06:00:00 GMT</pubDate></item>`
      response.writeHead(200, { 'content-type': 'application/rss+xml' })
      response.end(`<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>${item}</channel></rss>`)
    },
    '/pier': page(setting.head, setting.href),
    ...(setting.robots === undefined ? {} : { '/robots.txt': body(setting.robots, { 'content-type': 'text/plain' }) }),
  }
  const keepImages = setting.images ?? true
  const house = await clockedHouse(t, handlers, { readPages: true, keepImages })
  if (setting.country !== undefined) await sql`update publishers set country = ${setting.country}`.execute(house.db)
  await house.collect()
  return { ...house, handlers }
}

function page(head = '', href = '/pier.jpg'): Handler {
  return body(
    `<!doctype html><html lang="en"><head><title>The pier in winter</title><meta property="og:image" content="${href}">
    <meta property="og:image:alt" content="The pier under snow">${head}</head><body><article><h1>The pier in winter</h1>
    <p>By Ann Marsh</p><p>The pier is longer in winter, when nobody walks to its end and the lamps are lit at four.</p>
    <p>I went there on the shortest day, with a flask, and counted the boards.</p></article></body></html>`,
    html,
  )
}

async function only(db: Db): Promise<{ id: ColumnId; publisherId: number; image: string | null }> {
  const { rows } = await sql<{ id: ColumnId; publisherId: number; image: string | null }>`
    select id, publisher_id as "publisherId", image from columns`.execute(db)
  assert.equal(rows.length, 1)
  return rows[0]!
}

async function kept(db: Db): Promise<number[]> {
  const { rows } = await sql<{ width: number }>`select width from image_files order by width`.execute(db)
  return rows.map((row) => row.width)
}

async function whyNone(db: Db): Promise<string | null> {
  assert.deepEqual(await kept(db), [])
  const { rows } = await sql<{ problem: string | null }>`select problem from visits where purpose = 'image'`.execute(db)
  return rows.at(-1)?.problem ?? null
}

function siteOf(house: ClockedHouse) {
  return createApp({
    db: house.db,
    publicUrl: 'http://columns.example',
    version: 't',
    secret: 'a secret of the test',
    now: house.now,
  })
}

async function columnPageOf(house: ClockedHouse): Promise<string> {
  const { id } = await only(house.db)
  const app = siteOf(house)
  const asked = await app.request(`/paper/x/x/${id}`)
  const answer = await app.request(asked.headers.get('location') ?? '')
  return answer.text()
}

test('a picture is fetched politely, kept small and shown from our own origin, never from the publisher’s', async (t) => {
  const house = await collected(t)
  assert.deepEqual(await kept(house.db), [320, 640])
  const shown = await columnPageOf(house)
  const [, src] = /<img src="([^"]+)"/.exec(shown) ?? []
  assert.match(src ?? '', /^\/img\/[0-9a-f]{32}-640\.webp$/)
  assert.match(shown, /width="640" height="384" alt="The pier under snow"/)
  assert.match(shown, /loading="eager"/)
  assert.match(shown, /<figcaption[^>]*>Picture © <bdi>The Paper<\/bdi>/)
  assert.ok(!shown.includes('pier.jpg'))
  const app = siteOf(house)
  const answer = await app.request(src ?? '')
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'image/webp')
  assert.match(answer.headers.get('cache-control') ?? '', /immutable/)
  // What is taken down must not stay with a proxy or CDN between readers and us.
  assert.match(answer.headers.get('cache-control') ?? '', /\bs-maxage=300\b/)
  assert.equal((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).width, 640)
  assert.equal((await app.request(`${src?.slice(0, -9)}-100.webp`)).status, 404)
  const front = await (await app.request('/us')).text()
  assert.equal(front.match(/<img /g)?.length, 1)
  for (const address of ['/us.rss', '/us.json', '/us.atom'])
    assert.ok(!(await (await app.request(address)).text()).includes('pier.jpg'), address)
  const visits = await sql<{ outcome: string; reading: string }>`
    select outcome, reading from visits where purpose = 'image'`.execute(house.db)
  assert.deepEqual(visits.rows, [{ outcome: 'fetched', reading: 'read' }])
})

test('max-image-preview: none keeps nothing, standard a small one, large both', async (t) => {
  const robots = (value: string) => `<meta name="robots" content="max-image-preview:${value}">`
  for (const [value, widths] of [
    ['none', []],
    ['standard', [320]],
    ['large', [320, 640]],
  ] as const) {
    const house = await collected(t, { head: robots(value) })
    assert.deepEqual(await kept(house.db), widths, value)
    assert.equal(
      house.press.requests.some(({ url }) => url === '/pier.jpg'),
      value !== 'none',
      value,
    )
  }
})

test('where the country’s rule or the operator’s setting says no, the picture is not even asked for', async (t) => {
  for (const setting of [{ country: 'de' }, { images: false }]) {
    const house = await collected(t, setting)
    assert.deepEqual(await kept(house.db), [])
    assert.ok(!house.press.requests.some(({ url }) => url === '/pier.jpg'))
    assert.ok(!(await columnPageOf(house)).includes('<img'))
  }
})

test('robots.txt is obeyed for the picture as well, also behind a redirect', async (t) => {
  const robots = 'User-agent: *\nDisallow: /pier.jpg\n'
  const house = await collected(t, { robots })
  assert.equal(await whyNone(house.db), 'robots.txt does not let us visit this address')
  assert.ok(!house.press.requests.some(({ url }) => url === '/pier.jpg'))
  const led = await collected(t, {
    robots: 'User-agent: *\nDisallow: /store/\n',
    picture: redirect(302, '/store/pier.jpg'),
  })
  assert.equal(await whyNone(led.db), 'robots.txt does not let us visit this address')
})

test('a file that is no picture to show is kept nowhere and asked for once', async (t) => {
  const cases: [string, Handler, RegExp][] = [
    [
      'a page',
      body('<!doctype html><title>Sorry</title>', { 'content-type': 'image/jpeg' }),
      /not a picture of a kind/,
    ],
    [
      'a drawing in SVG',
      body('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', { 'content-type': 'image/svg+xml' }),
      /not a picture of a kind/,
    ],
    ['a counting pixel', body(await photo(1, 1), { 'content-type': 'image/jpeg' }), /too small/],
    ['more bytes than we take', body(Buffer.concat([await photo(), Buffer.alloc(6_000_000)])), /too-large/],
    ['forbidden by its own header', body(await photo(), { 'x-robots-tag': 'noimageindex' }), /header of the file/],
    ['gone', body('', {}, 410), /gone for good/],
    ['secret', body('', {}, 403), /refuses us/],
  ]
  for (const [name, picture, why] of cases) {
    const house = await collected(t, { picture })
    assert.match((await whyNone(house.db)) ?? '', why, name)
    house.pass(2 * hourMs)
    await house.collect()
    assert.equal(house.press.requests.filter(({ url }) => url === '/pier.jpg').length, 1, name)
    assert.ok(!(await columnPageOf(house)).includes('<img'), name)
  }
})

test('a server that fails is asked three times in all, an hour and more apart, and Retry-After is kept', async (t) => {
  const house = await collected(t, { picture: body('', {}, 500) })
  for (let i = 0; i < 6; i++) {
    house.pass(12 * hourMs)
    await house.collect()
  }
  assert.equal(house.press.requests.filter(({ url }) => url === '/pier.jpg').length, 3)
  const busy = await collected(t, { picture: body('', { 'retry-after': String(6 * 3600) }, 429) })
  busy.pass(hourMs)
  busy.handlers['/pier.jpg'] = body(await photo())
  await busy.collect()
  assert.deepEqual(await kept(busy.db), [])
  // The client reads the answer by the machine's clock.
  busy.pass(Math.max(0, Date.now() - busy.now().getTime()) + 7 * hourMs)
  await busy.collect()
  assert.deepEqual(await kept(busy.db), [320, 640])
})

test('a picture that dawdles beyond the limit is given up without harm to the column', async (t) => {
  const dawdling: Handler = (_, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' })
    response.write(Buffer.from([0xff, 0xd8, 0xff]))
  }
  const client = createClient({
    version: 't',
    publicUrl: 'https://columns.example.org',
    allowLoopback: true,
    limits: { totalMs: 400 },
  })
  t.after(() => client.close())
  const house = await clockedHouse(
    t,
    {
      '/slow.jpg': dawdling,
      '/feed': (request, response) =>
        response.end(
          `<rss version="2.0"><channel><title>P</title><item><title>The pier</title><link>http://${request.headers.host}/pier</link></item></channel></rss>`,
        ),
      '/pier': page('', '/slow.jpg'),
    },
    { readPages: true, keepImages: true, client, log: createLog('silent') },
  )
  await house.collect()
  assert.match((await whyNone(house.db)) ?? '', /timeout/)
})

test('a takedown deletes the copies in the same commit, and undoing it fetches the picture again', async (t) => {
  const house = await collected(t)
  const { id, publisherId } = await only(house.db)
  const key = { publisherId: publisherId as never, columnId: id }
  const [, src = ''] = /<img src="([^"]+)"/.exec(await columnPageOf(house)) ?? []
  await takeDownColumn(house.db, { ...key, reason: 'publisher', now: house.now() })
  assert.deepEqual(await kept(house.db), [])
  assert.equal((await siteOf(house).request(src)).status, 404)
  house.asked()
  await undoTakedown(house.db, { ...key, now: house.now() })
  await house.collect()
  assert.deepEqual(
    house.asked().filter((line) => line.includes('pier.jpg')),
    ['GET /pier.jpg'],
  )
  assert.deepEqual(await kept(house.db), [320, 640])
})

test('a rule that comes later takes the copies away, or the larger one', async (t) => {
  for (const [head, widths] of [
    ['<meta name="robots" content="max-image-preview:none">', []],
    ['<meta name="robots" content="max-image-preview:standard">', [320]],
    ['<meta name="robots" content="noindex">', []],
  ] as const) {
    const house = await collected(t)
    house.handlers['/pier'] = page(head)
    await readAgain(house)
    assert.deepEqual(await kept(house.db), widths, head)
  }
})

test('a page that is read again does not cost another visit to the same picture; another picture takes its place', async (t) => {
  const house = await collected(t)
  house.asked()
  await readAgain(house)
  assert.ok(!house.asked().some((line) => line.includes('pier.jpg')))
  assert.deepEqual(await kept(house.db), [320, 640])
  house.handlers['/quay.jpg'] = body(await photo(400, 300))
  house.handlers['/pier'] = page('', '/quay.jpg')
  await readAgain(house)
  assert.deepEqual(await kept(house.db), [320, 400])
  assert.match((await only(house.db)).image ?? '', /quay\.jpg$/)
})

test('an agreement without pictures hides them at once, and they are deleted within the hour; so does the setting', async (t) => {
  const house = await collected(t)
  const [, src = ''] = /<img src="([^"]+)"/.exec(await columnPageOf(house)) ?? []
  await sql`update publishers set agreement = '{"mayImage": false}'`.execute(house.db)
  assert.equal((await siteOf(house).request(src)).status, 404)
  assert.ok(!(await columnPageOf(house)).includes('<img'))
  await house.collect()
  assert.deepEqual(await kept(house.db), [])
})

test('a column that vanishes for good takes its picture along', async (t) => {
  const house = await collected(t)
  house.handlers['/pier'] = body('', {}, 410)
  await readAgain(house)
  assert.deepEqual(await kept(house.db), [])
  const { id } = await only(house.db)
  assert.equal((await findColumn(house.db, id))?.kind, 'tombstone')
})

test('the sign of the house, on every page, is not taken for the picture of each', async (t) => {
  const picture = await photo()
  const items = [1, 2, 3, 4]
  const house = await clockedHouse(
    t,
    {
      '/sign.jpg': body(picture),
      '/feed': (request, response) =>
        response.end(
          `<rss version="2.0"><channel><title>P</title>${items.map((n) => `<item><title>Part ${n} of the pier</title><link>http://${request.headers.host}/pier-${n}</link></item>`).join('')}</channel></rss>`,
        ),
      ...Object.fromEntries(items.map((n) => [`/pier-${n}`, page('', '/sign.jpg')])),
    },
    { readPages: true, keepImages: true },
  )
  await house.collect()
  const { rows } = await sql<{ count: number }>`select count(*) as count from images`.execute(house.db)
  assert.equal(rows[0]?.count, 2)
  const told = await sql<{ problem: string }>`
    select problem from visits where purpose = 'image' and problem is not null`.execute(house.db)
  assert.equal(told.rows.length, 2)
  assert.match(told.rows[0]?.problem ?? '', /many columns of this publisher/)
})

async function readAgain(house: ClockedHouse): Promise<void> {
  house.pass(dayMs)
  await sql`
    insert into pages_due (publisher_id, column_id, host, url, next_at)
    select publisher_id, id, split_part(canonical_url, '/', 3), canonical_url, ${house.now()} from columns`.execute(
    house.db,
  )
  await sql`update hosts set next_at = ${house.now()}`.execute(house.db)
  await house.collect()
}
