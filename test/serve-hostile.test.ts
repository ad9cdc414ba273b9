// Whatever is asked, the answer is a proper page of this site with a proper status, and nothing is broken inside.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isAllowed, parseRobots } from '../src/collect/robots.ts'
import { publicUrl, useSite } from './serve-site.ts'

describe('hostile requests', () => {
  const site = useSite()
  const bad = [
    "' or 1=1 --",
    '<script>alert(1)</script>',
    '../../etc/passwd',
    '%00',
    '\u0000',
    '\ud800',
    '-9999999999999999999',
    '1e309',
    '٣٤',
    'zzzzzzzzzz_zzzzzzzzzz',
    '_',
    '{}',
    '[object Object]',
    '𝕳𝖊𝖑𝖑𝖔',
    '(((((((',
    '"unclosed',
    '-',
    '- - -',
    '* & | ! :*',
    'a'.repeat(5000),
    'ب'.repeat(300),
    'x '.repeat(90),
  ]
  const parameters: [string, string[]][] = [
    ['/gb', ['after', 'lang', 'kind']],
    ['/world', ['after', 'lang', 'kind']],
    ['/columnists', ['q', 'initial', 'after']],
    ['/columnist/maren-oyelaran', ['after', 'year']],
    ['/publisher/harbour-post', ['after']],
    ['/search', ['q', 'lang', 'sort']],
    ['/gb/archive/2026/11/22', ['after']],
    ['/gb/favorites', ['after']],
    ['/about/corrections', ['after', 'reported']],
  ]

  /** Every name that a page or a form of this site asks for. */
  const askable = `after lang kind topic access year month sort initial q country publisher columnist column front back
    reported do edition language theme face size name note addresses role asker email reason key request act
    id url hub.mode hub.challenge hub.topic keep hidePaid saved sent`.split(/\s+/)

  /** Never a fault; a page has one heading and is whole; nothing tells what happened inside. */
  async function answersProperly(method: string, path: string, body: string | null = null): Promise<void> {
    const response = await site.app.request(`${publicUrl}${path}`, {
      method,
      headers: {
        'Accept-Language': 'en',
        Origin: publicUrl,
        ...(body === null ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      },
      body,
    })
    const asked = `${method} ${path} ${body ?? ''}: ${response.status}`
    assert.ok(response.status < 500, asked)
    const location = response.headers.get('Location')
    // Only the way to an original leads elsewhere.
    if (location !== null && !path.startsWith('/go/'))
      assert.equal(new URL(location, publicUrl).origin, publicUrl, asked)
    const text = await response.text()
    assert.doesNotMatch(text, /\bat .*\.tsx?:\d|node:internal|PostgreSQL error|invalid input syntax/, asked)
    if (!(response.headers.get('Content-Type') ?? '').startsWith('text/html')) return
    assert.match(text, /^<!doctype html>/, asked)
    assert.equal(text.match(/<h1[ >]/g)?.length, 1, asked)
    assert.ok(text.trimEnd().endsWith('</html>'), asked)
  }

  it('with any parameter are answered with 200 or 400, never with a fault', async () => {
    for (const [path, names] of parameters) {
      for (const name of names) {
        for (const value of bad) {
          for (const format of ['', '.rss']) {
            const response = await site.get(`${path}${format}?${name}=${encodeURIComponent(value.toWellFormed())}`)
            assert.ok(
              [200, 400, 404].includes(response.status),
              `${path}${format}?${name}=${value}: ${response.status}`,
            )
            const text = await response.text()
            assert.ok(!/at .*\.ts:\d/.test(text))
            assert.ok(format !== '' || !text.includes('<script>alert'))
          }
        }
      }
    }
    assert.deepEqual(site.errors, [])
  })

  it('with any path or raw query end in a page of this site', async () => {
    const raw = [
      '/%',
      '/%ff',
      '/gb?after=%',
      '/search?q=%ff%fe',
      '/search?q',
      '/?',
      '/%2e%2e/%2e%2e',
      '/columnist/%',
      '/columnist/%00',
      '/x/y/z/1%00',
      '/x/%/z/1',
      '//',
      '///evil.example/%2f..',
      '/go/%00/1',
      '/publisher/%F0%9F%98%80',
      '/gb/archive/2026/11/99',
      '/constructor',
      '/__proto__',
      '/assets/..%2f..%2fpackage.json',
      '/search?q=a&q=b&lang=en&lang=xx',
    ]
    for (const path of raw) {
      const response = await site.get(path)
      assert.ok(response.status < 500, `${path}: ${response.status}`)
      const location = response.headers.get('Location')
      if (location !== null) assert.equal(new URL(location, publicUrl).origin, publicUrl, path)
    }
    assert.deepEqual(site.errors, [])
  })

  it('made by chance never break anything', async () => {
    const part = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('gb', 'archive', 'columnist', 'publisher', 'go', '2026', '11', '1', 'search', 'world'),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { maxLength: 5 }),
        fc.dictionary(fc.constantFrom('q', 'after', 'lang', 'kind', 'year', 'sort', 'initial'), fc.string()),
        async (parts, query) => {
          const path = parts.map((one) => encodeURIComponent(one.toWellFormed())).join('/')
          await answersProperly('GET', `/${path}?${new URLSearchParams(query).toString()}`)
        },
      ),
      { numRuns: 150 },
    )
    assert.deepEqual(site.errors, [])
  })

  it('to every route there is, with any page, id, cursor and form, are answered with a proper page', async () => {
    const routes = site.app.routes.filter(({ method, path }) => ['GET', 'POST'].includes(method) && !path.includes('*'))
    const seen = new Set(routes.map(({ method, path }) => `${method} ${path}`))
    assert.ok(seen.size > 60, `${seen.size} routes`)
    const value = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed()),
      fc.constantFrom(...bad.map((text) => text.toWellFormed().slice(0, 900))),
      fc.constantFrom(
        'gb',
        'maren-oyelaran',
        'harbour-post',
        '1',
        '2026',
        '11',
        '22',
        'all',
        'column',
        'he',
        'politics',
      ),
      fc.maxSafeInteger().map(String),
      fc.bigInt().map(String),
    )
    const fields = fc.dictionary(fc.constantFrom(...askable), value, { maxKeys: 5 })
    for (const route of seen) {
      const [method = '', pattern = ''] = route.split(' ')
      const names = [...pattern.matchAll(/:\w+(\{[^}]*\})?/g)].length
      await fc.assert(
        fc.asyncProperty(
          fc.array(value, { minLength: names, maxLength: names }),
          fields,
          fields,
          fc.constantFrom('', '', '.rss', '.json', '.opml', '/'),
          async (parts, query, form, end) => {
            let i = 0
            const path = pattern.replace(/:\w+(\{(?:[^{}]|\{[^}]*\})*\})?\??/g, () =>
              encodeURIComponent(parts[i++] ?? ''),
            )
            const body = method === 'POST' ? new URLSearchParams(form).toString() : null
            await answersProperly(method, `${path}${end}?${new URLSearchParams(query).toString()}`, body)
          },
        ),
        { numRuns: 12 },
      )
    }
    assert.deepEqual(site.errors, [])
  })

  it('with other methods are refused as pages that are not there', async () => {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
      const response = await site.app.request(`${publicUrl}/gb`, { method, headers: { Origin: publicUrl } })
      assert.ok([404, 405].includes(response.status), `${method}: ${response.status}`)
    }
  })

  it('too many searches or forms from one address are asked to wait, and nobody else is', async () => {
    const ask = (path: string, remoteAddress: string, init: RequestInit = {}) =>
      site.app.request(`${publicUrl}${path}`, init, { incoming: { socket: { remoteAddress } } })
    const statuses = new Set<number>()
    let last: Response | undefined
    for (let i = 0; i < 70; i++) statuses.add((last = await ask('/search?q=ferry', '203.0.113.9')).status)
    assert.deepEqual([...statuses], [200, 429])
    assert.ok(Number(last?.headers.get('Retry-After')) >= 1)
    assert.match((await last?.text()) ?? '', /Too many requests/)
    assert.equal((await ask('/search?q=ferry', '203.0.113.10')).status, 200)
    assert.equal((await ask('/gb', '203.0.113.9')).status, 200)
    const form = {
      method: 'POST',
      body: 'edition=tr',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: publicUrl },
    }
    for (let i = 0; i < 60; i++) await ask('/edition', '203.0.113.9', form)
    assert.equal((await ask('/edition', '203.0.113.9', form)).status, 429)
  })

  it('too many filters from one address are asked to wait, and may still read the lists themselves', async () => {
    const ask = (path: string, remoteAddress = '203.0.113.19') =>
      site.app.request(`${publicUrl}${path}`, { headers: { 'Accept-Language': 'en' } }, { incoming: { socket: { remoteAddress } } }) // prettier-ignore
    const kinds = ['/gb?topic=law', '/topic/law?lang=en&access=free', '/columnists?country=gb']
    let refused = await ask('/gb?topic=law')
    let given = 1
    for (; refused.status === 200 && given < 500; given++) refused = await ask(kinds[given % kinds.length]!)
    assert.ok(given >= 60, `${given} lists were given`)
    assert.equal(refused.status, 429)
    assert.ok(Number(refused.headers.get('Retry-After')) >= 1)
    assert.match(await refused.text(), /<h1>Too many requests/)
    for (const path of [
      '/gb',
      '/gb?topic=',
      '/topic/law',
      '/columnists',
      '/search?q=ferry&lang=en',
      '/api/v1/columns?lang=en',
    ])
      assert.notEqual((await ask(path)).status, 429, path)
    assert.equal((await ask('/gb?topic=law', '203.0.113.20')).status, 200)
  })

  it('by crawlers are led past combinations of filters by robots.txt, and past no list', async () => {
    const robots = parseRobots(await (await site.get('/robots.txt')).text())
    const may = (path: string) => isAllowed(robots, 'AnyBot', `${publicUrl}${path}`)
    for (const path of [
      '/gb',
      '/gb?lang=en',
      '/topic/law',
      '/topic/law?access=free',
      '/gb?after=x',
      '/columnists?initial=a',
      '/columnist/x?year=2026&month=3',
    ])
      // prettier-ignore
      assert.ok(may(path), path)
    for (const path of [
      '/gb?lang=en&topic=law',
      '/gb?topic=law&after=x',
      '/gb?after=x&kind=all',
      '/columnists?country=gb&topic=law',
    ])
      // prettier-ignore
      assert.ok(!may(path), path)
  })

  it('with huge or broken headers are answered all the same', async () => {
    const headers = {
      Cookie: `follows=${'x'.repeat(7000)}; saved=%%%; device=; edition=../..`,
      'Accept-Language': ','.repeat(3000),
      'Accept-Encoding': ';;;q=,',
      'If-None-Match': 'W/"'.repeat(500),
      'X-Forwarded-For': '\t,,,',
    }
    for (const path of ['/', '/gb', '/saved', '/gb/favorites'])
      assert.ok((await site.get(path, headers)).status < 400, path)
    assert.deepEqual(site.errors, [])
  })
})
