// What lets a browser keep the site, and what it may keep.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import { inflateSync } from 'node:zlib'
import { sql } from 'kysely'
import { takeDownColumn } from '../src/archive/index.ts'
import { settle } from '../src/serve/afterwards.ts'
import { speculationRules } from '../src/serve/web/assets/speculation.ts'
import { seedNow } from './serve-seed.ts'
import { browser, cookiesOf, useSite } from './serve-site.ts'

describe('a site that can be kept', () => {
  const site = useSite()

  it('has a manifest whose icons are there, one of them maskable', async () => {
    const page = await site.page('/gb')
    const answer = await site.get(page.attribute('link[rel=manifest]', 'href') ?? '')
    assert.equal(answer.headers.get('Content-Type'), 'application/manifest+json')
    const manifest = (await answer.json()) as {
      name: string
      display: string
      icons: { src: string; sizes: string; purpose?: string }[]
    }
    assert.equal(manifest.display, 'standalone')
    assert.ok(manifest.icons.some((icon) => icon.purpose === 'maskable'))
    for (const { src, sizes } of manifest.icons.filter((icon) => icon.src.endsWith('.png'))) {
      const png = Buffer.from(await (await site.get(src)).arrayBuffer())
      const size = png.readUInt32BE(16)
      assert.equal(`${size}x${png.readUInt32BE(20)}`, sizes)
      const data = png.subarray(png.indexOf('IDAT') + 4, png.length - 16)
      assert.equal(inflateSync(data).length, size * (1 + size * 3))
    }
  })

  it('has a worker at its root whose version is its files', async () => {
    const answer = await site.get('/sw.js')
    assert.equal(answer.headers.get('Cache-Control'), 'no-cache')
    assert.match(answer.headers.get('Content-Type') ?? '', /javascript/)
    const text = await answer.text()
    const [, shell = '[]', version] = /^const shell=(\[.*?\]),version="(\w{10})";/.exec(text) ?? []
    assert.ok(version !== undefined)
    for (const path of JSON.parse(shell) as string[]) assert.equal((await site.get(path)).status, 200, path)
  })

  it('names the hash of the one script inside a page, and one policy', async () => {
    const policy = (await site.get('/gb')).headers.get('Content-Security-Policy') ?? ''
    const hash = createHash('sha256').update(speculationRules).digest('base64')
    assert.ok(policy.includes(`script-src 'self' 'sha256-${hash}';`))
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types colonnade$/)
    assert.doesNotMatch(policy, /unsafe/)
  })

  it('lists for a reader what they follow and saved, and no column that was withdrawn', async () => {
    const harbour = site.seed.publishers.harbour
    const id = site.seed.ids.get('A quiet word for the night bus')!
    const follow = await site.post('/follow', { publisher: String(harbour.id), do: 'follow' })
    const save = await site.post('/save', { publisher: String(harbour.id), column: String(id), do: 'save' })
    const list = async (headers?: Record<string, string>) => {
      const answer = await site.get('/offline/list?front=gb&front=world&front=%2Fadmin', headers)
      assert.equal(answer.headers.get('Cache-Control'), 'private, no-store')
      return ((await answer.json()) as { pages: { path: string }[] }).pages.map((page) => page.path)
    }
    assert.deepEqual(await list(), ['/gb', '/world'])
    const cookie = cookiesOf(follow, save)
    const path = `/harbour-post/tomasz-wrzos/a-quiet-word-for-the-night-bus/${id}`
    assert.deepEqual(await list(cookie), [
      '/gb',
      '/world',
      '/world/favorites',
      '/publisher/harbour-post',
      '/saved',
      path,
    ])
    await takeDownColumn(site.db, { publisherId: harbour.id, columnId: id, reason: 'publisher', now: seedNow })
    assert.ok(!(await list(cookie)).includes(path))
  })

  it('counts a prefetched page when its script says that it is shown, once, and only for a column that is there', async () => {
    const id = site.seed.ids.get('The ferry that nobody voted for')!
    const piece = { publisher: String(site.seed.publishers.harbour.id), column: String(id) }
    const headers = { 'User-Agent': browser, 'Sec-Fetch-Site': 'same-origin' }
    for (const _ of [1, 2]) assert.equal((await site.post('/seen', piece, headers)).status, 204)
    await site.post('/seen', piece, { ...headers, 'User-Agent': 'curl/8' })
    assert.equal((await site.post('/seen', { ...piece, column: '999999' }, headers)).status, 404)
    assert.equal(
      (await site.post('/seen', piece, { ...headers, Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' }))
        .status,
      403,
    )
    await settle(site.app)
    const { rows } = await sql<{ views: number }>`select views from column_counts where column_id = ${id}`.execute(
      site.db,
    )
    assert.equal(rows[0]?.views, 1)
  })

  it('has pages for being offline and for the keyboard', async () => {
    assert.equal((await site.page('/offline')).text('h1'), 'You are offline')
    assert.match((await site.page('/offline/kept')).text('main'), /sent as soon as there is a connection/)
    assert.equal((await site.page('/about/keyboard')).all('.keys kbd').length, 7)
  })
})
