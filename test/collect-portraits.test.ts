// A writer's portrait, from their own page to our own origin and away again: what rules, robots.txt, the file itself and the
// operator say about it, and who else has it.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import sharp from 'sharp'
import { createApp } from '../src/serve/index.ts'
import { clockedHouse, type ClockedHouse } from './collect-clock.ts'
import { body, type Handler } from './collect-server.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }
const jpeg = { 'content-type': 'image/jpeg' }

async function face(width = 400, height = 500): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 120, g: 80, b: 60 } } })
    .jpeg()
    .toBuffer()
}

type Setting = {
  robots?: string
  head?: string
  picture?: Handler
  images?: boolean
  country?: string
  writers?: string[]
}

/** Each writer has two pieces and a page that names their picture; everything due is collected. */
async function collected(t: TestContext, setting: Setting = {}): Promise<ClockedHouse> {
  const { writers = ['ann'], head = '' } = setting
  const names: Record<string, string> = { ann: 'Ann Marsh', bob: 'Bob Reed' }
  const handlers: Record<string, Handler> = {
    '/feed': (request, response) => {
      const origin = `http://${request.headers.host}`
      const items = writers.flatMap((who) =>
        ['pier', 'quay'].map(
          (what) => `<item><title>The ${what} of ${who} in winter</title><link>${origin}/${who}/${what}</link>
            <pubDate>Mon, 16 Nov 2026 06:00:00 GMT</pubDate></item>`,
        ),
      )
      response.writeHead(200, { 'content-type': 'application/rss+xml' })
      response.end(
        `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title>${items.join('')}</channel></rss>`,
      )
    },
    ...(setting.robots === undefined ? {} : { '/robots.txt': body(setting.robots, { 'content-type': 'text/plain' }) }),
  }
  for (const who of writers) {
    for (const what of ['pier', 'quay'])
      handlers[`/${who}/${what}`] = body(
        `<!doctype html><html lang="en"><head><title>The ${what} of ${who} in winter</title></head><body><article>
        <h1>The ${what} of ${who} in winter</h1><p>By <a rel="author" href="/authors/${who}">${names[who]}</a></p>
        <p>The ${what} is longer in winter, when nobody walks to its end and the lamps are lit at four.</p></article></body></html>`,
        html,
      )
    handlers[`/authors/${who}`] = body(
      `<!doctype html><html lang="en"><head>${head}</head><body><section><h1>${names[who]}</h1>
      <img src="/faces/${who}.jpg" alt="${names[who]}"><p>${names[who]} has written for this paper since the flood.</p></section></body></html>`,
      html,
    )
    handlers[`/faces/${who}.jpg`] = setting.picture ?? body(await face(), jpeg)
  }
  const house = await clockedHouse(t, handlers, {
    readPages: true,
    readAuthors: true,
    keepImages: setting.images ?? true,
  })
  if (setting.country !== undefined) await sql`update publishers set country = ${setting.country}`.execute(house.db)
  await house.collect()
  return house
}

function siteOf({ db, now }: ClockedHouse) {
  return createApp({ db, publicUrl: 'http://columns.example', version: 't', secret: 'a secret of the test', now })
}

async function kept({ db }: ClockedHouse): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`select hash from portraits where hash is not null`.execute(db)
  return rows.map(({ hash }) => hash)
}

const requested = (house: ClockedHouse) => house.press.requests.some(({ url }) => url?.startsWith('/faces/') === true)

test('a portrait is fetched last, kept small and shown where the monogram stood, with whose it is', async (t) => {
  const house = await collected(t)
  const [hash] = await kept(house)
  assert.ok(hash)
  assert.match(house.press.requests.at(-1)?.url ?? '', /^\/faces\/ann\.jpg$/)
  const app = siteOf(house)
  const text = async (address: string) => (await app.request(address)).text()
  const writer = await text('/columnist/ann-marsh')
  assert.ok(
    writer.includes(`<img class="monogram portrait large" src="/img/${hash}-192.webp" width="192" height="192" alt=""`),
  )
  assert.match(writer, /Picture © <bdi>The Paper<\/bdi>/)
  for (const address of ['/us', '/world', '/publisher/paper', '/columnists']) {
    const page = await text(address)
    assert.ok(page.includes(`src="/img/${hash}-96.webp"`), address)
    assert.ok(page.includes('title="Picture © The Paper"'), address)
    assert.ok(!page.includes('/faces/'), address)
  }
  for (const width of [96, 192]) {
    const answer = await app.request(`/img/${hash}-${width}.webp`)
    assert.equal(answer.headers.get('content-type'), 'image/webp')
    assert.match(answer.headers.get('cache-control') ?? '', /\bs-maxage=300\b/)
    const shown = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    assert.deepEqual([shown.width, shown.height], [width, width])
  }
  for (const address of ['/us.rss', '/us.json']) assert.ok(!(await text(address)).includes(hash), address)
  await sql`update publishers set agreement = '{"mayImage": false}'`.execute(house.db)
  assert.equal((await app.request(`/img/${hash}-96.webp`)).status, 404)
})

test('where the page, its robots.txt, the country or the setting says no, the portrait is not even asked for', async (t) => {
  const cases: Setting[] = [
    { head: '<meta name="robots" content="noimageindex">' },
    { head: '<meta name="robots" content="max-image-preview:none">' },
    { robots: 'User-agent: *\nDisallow: /faces/' },
    { country: 'de' },
    { images: false },
  ]
  for (const setting of cases) {
    const house = await collected(t, setting)
    assert.deepEqual([await kept(house), requested(house)], [[], false], JSON.stringify(setting))
    const writer = await (await siteOf(house).request('/columnist/ann-marsh')).text()
    assert.match(writer, /<span class="monogram/)
  }
})

test('the file’s own header, and bytes that are no portrait, leave the monogram', async (t) => {
  const cases: Handler[] = [
    body(await face(), { ...jpeg, 'x-robots-tag': 'noimageindex' }),
    body(await face(60, 60), jpeg),
    body(await face(900, 200), jpeg),
    body('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"/>', { 'content-type': 'image/svg+xml' }),
  ]
  for (const [number, picture] of cases.entries()) {
    const house = await collected(t, { picture })
    assert.deepEqual([await kept(house), requested(house)], [[], true], String(number))
    const { rows } = await sql<{ problem: string }>`select problem from visits where purpose = 'image'`.execute(
      house.db,
    )
    assert.match(rows[0]?.problem ?? '', /^no portrait was kept: /)
  }
})

test('one silhouette for all writers of a house is nobody’s portrait', async (t) => {
  const house = await collected(t, { writers: ['ann', 'bob'] })
  assert.deepEqual(await kept(house), [])
  const front = await (await siteOf(house).request('/us')).text()
  assert.ok(!front.includes('<img'))
})
