// Every page of the reading site: its status, its headers and what it says.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fileColumns, renamePublisher, takeDownColumn, upsertPublisher } from '../src/archive/index.ts'
import { initials } from '../src/serve/web/monogram.tsx'
import { byScript } from '../src/serve/web/directory-routes.tsx'
import { editionFor } from '../src/serve/web/edition-routes.tsx'
import { endlessTitle, hostileTitle, manyDrafts, seedNow, unbreakableTitle } from './serve-seed.ts'
import { createApp } from '../src/serve/index.ts'
import { createTestDatabase } from '../src/archive/test-database.ts'
import { publicUrl, readPage, useSite } from './serve-site.ts'

describe('the reading site', () => {
  const site = useSite()
  const ferry = 'The ferry that nobody voted for'
  const ferryPath = () => `/harbour-post/maren-oyelaran/the-ferry-that-nobody-voted-for/${site.seed.ids.get(ferry)}`

  describe('every page', () => {
    const paths = () => [
      '/gb',
      '/world',
      '/il?lang=he',
      '/de',
      '/gb/favorites',
      '/gb/archive',
      '/world/archive/2026',
      '/gb/archive/2026/11/22',
      '/columnists',
      '/columnists?q=mejia',
      '/columnist/maren-oyelaran',
      '/publishers',
      '/publisher/harbour-post',
      '/publisher/harbour-post/terms',
      ferryPath(),
      '/search',
      '/search?q=ferry',
      '/saved',
      '/about',
      '/about/bot',
      '/about/privacy',
      '/about/terms',
      '/about/counting',
      '/about/ranking',
      '/about/accessibility',
      '/topics',
      '/topic/economy',
      '/columnists?country=gb',
      '/columnists?topic=law',
      '/columnists?publisher=harbour-post',
      '/about/attribution',
      '/about/corrections',
    ]

    it('is complete: one h1, a language, a title, landmarks, no script or style inside, nothing from elsewhere', async () => {
      for (const path of paths()) {
        const page = await site.page(path)
        assert.equal(page.status, 200, path)
        assert.equal(page.all('h1').length, 1, path)
        assert.equal(page.attribute('html', 'lang'), 'en')
        assert.match(page.text('title'), /Colonnade/, path)
        assert.equal(page.all('main#main').length, 1)
        assert.equal(page.attribute('a.skip', 'href'), '#main')
        assert.equal(page.all('style, [style], script:not([src])').length, 0, path)
        for (const element of page.all('script, img, link[rel=stylesheet], link[rel=icon]')) {
          assert.match(element.attribs['src'] ?? element.attribs['href'] ?? '', /^\/[^/]/, path)
        }
        for (const element of page.all('[onclick], [onload], [onerror]')) assert.fail(`${path}: ${element.name}`)
        const levels = page.all('h1, h2, h3').map((heading) => Number(heading.name.slice(1)))
        levels.forEach((level, i) =>
          assert.ok(level <= (levels[i - 1] ?? 0) + 1, `${path}: h${level} after h${levels[i - 1]}`),
        )
      }
    })

    it('carries the headers that keep readers safe', async () => {
      for (const path of [...paths(), '/nothing-here', '/gb.rss', '/robots.txt']) {
        const { headers } = await site.get(path)
        const policy = headers.get('Content-Security-Policy') ?? ''
        assert.match(policy, /default-src 'none'/, path)
        assert.match(policy, /require-trusted-types-for 'script'/)
        assert.match(policy, /frame-ancestors 'none'/)
        assert.doesNotMatch(policy, /unsafe|\*/)
        assert.equal(headers.get('X-Content-Type-Options'), 'nosniff')
        assert.equal(headers.get('Referrer-Policy'), 'strict-origin-when-cross-origin')
        assert.match(headers.get('Strict-Transport-Security') ?? '', /max-age/)
      }
    })

    it('sets no cookie, is small, and is not sent twice', async () => {
      for (const path of paths()) {
        const response = await site.get(path, { 'Accept-Encoding': 'br' })
        assert.deepEqual(response.headers.getSetCookie(), [], path)
        assert.ok((await response.arrayBuffer()).byteLength < 14_000, path)
        const again = await site.get(path, { 'If-None-Match': response.headers.get('ETag') ?? '' })
        assert.equal(again.status, 304, path)
      }
    })

    it('answers HEAD and never believes the Host header', async () => {
      const head = await site.app.request(`${publicUrl}/gb`, { method: 'HEAD' })
      assert.equal(head.status, 200)
      assert.equal(await head.text(), '')
      const elsewhere = await site.app.request('http://evil.example/gb', {
        headers: { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' },
      })
      assert.doesNotMatch(await elsewhere.text(), /evil\.example/)
    })
  })

  describe('a front page', () => {
    it('leads with variety and goes on newest first, showing nothing twice', async () => {
      const page = await site.page('/gb')
      assert.equal(page.text('.nameplate h1'), 'United Kingdom')
      assert.deepEqual(page.texts('.tabs a'), ['Current', 'Favorites', 'Archive'])
      const headlines = page.texts('.card .headline')
      assert.equal(new Set(headlines).size, headlines.length)
      assert.equal(headlines.length, 10)
      assert.equal(page.text('.card.lead .headline'), ferry)
      const times = page.all('.river time').map((time) => time.attribs['datetime'] ?? '')
      assert.deepEqual(times, times.toSorted().reverse())
    })

    it('keeps each piece in its own language and direction', async () => {
      const page = await site.page('/world')
      const hebrew = page.all('.card[dir=rtl] .headline[lang=he][dir=rtl]')
      assert.ok(hebrew.length >= 1)
      assert.ok(
        page
          .all('.card[dir=rtl] time')
          .every((time) => (time.parent as { attribs?: Record<string, string> }).attribs?.['dir'] === 'ltr'),
      )
    })

    it('filters by language and kind, and says so when nothing is left', async () => {
      assert.deepEqual(
        (await site.page('/world?lang=tr')).all('.card .headline').map((one) => one.attribs['lang']),
        ['tr', 'tr', 'tr'],
      )
      assert.deepEqual((await site.page('/gb?kind=cartoon')).texts('.card .headline'), ['Gulls at the budget table'])
      assert.match((await site.page('/gb?kind=podcast')).text('.nothing'), /No column matches/)
      assert.match((await site.page('/de')).text('.nothing'), /Germany/)
    })

    it('has real pages behind it, which together hold every column once', async (t) => {
      const { harbour } = site.seed.publishers
      const drafts = manyDrafts(harbour, 95)
      await fileColumns(site.db, drafts, { publisherId: harbour.id, now: seedNow })
      const seen = new Map<string, number>()
      let path: string | undefined = '/gb'
      let pages = 0
      while (path !== undefined && pages < 20) {
        const page = await site.page(path)
        assert.equal(page.status, 200)
        // Leading columns are seen again where they stand in the river's order.
        for (const title of page.texts(pages === 0 ? '.card .headline' : '.river .headline'))
          seen.set(title, (seen.get(title) ?? 0) + 1)
        path = page.attribute('.pager .older', 'href')
        pages++
      }
      for (const draft of drafts) assert.equal(seen.get(draft.title), 1, draft.title)
      assert.equal(seen.size, 105)
      t.diagnostic(`${pages} pages`)
    })
  })

  describe('an archive that has just begun', () => {
    it('says whom it follows and that columns will come', async () => {
      const empty = await createTestDatabase()
      try {
        const app = createApp({ db: empty.db, publicUrl, version: '1', secret: 'x'.repeat(32) })
        const read = async (path: string) => readPage(await app.request(`${publicUrl}${path}`))
        assert.equal((await read('/world')).text('.nothing'), 'We follow no publisher yet.')
        for (const [slug, name] of [
          ['aurora', 'Aurora'],
          ['beacon', 'The Beacon'],
        ] as const) {
          const home = `https://${slug}.example/`
          await upsertPublisher(empty.db, { slug, name, home, country: 'nl', languages: ['nl'] })
        }
        assert.match((await read('/world')).text('.nothing'), /^Collecting has begun: 2 publishers are followed, and/)
        assert.match((await read('/nl')).text('.nothing'), /2 publishers are followed in the Netherlands, and/)
        assert.match((await read('/nl')).text('title'), /^Opinion columns from the Netherlands · /)
        assert.equal((await read('/gb')).text('.nothing'), 'We follow no publisher in the United Kingdom yet.')
        assert.match((await read('/publishers')).text('.page-head p'), /2 publishers\./)
        assert.doesNotMatch((await read('/publishers')).html, /0 columns/)
      } finally {
        await empty.drop()
      }
    })
  })

  describe('/', () => {
    it('opens the edition that fits the browser, or the world', async () => {
      const open = async (languages?: string) =>
        (await site.get('/', { 'Accept-Language': languages ?? '' })).headers.get('Location')
      assert.equal(await open(), '/world')
      assert.equal(await open('he-IL,he;q=0.9'), '/il')
      assert.equal(await open('ar'), '/eg')
      assert.equal(await open('fi,tr;q=0.5'), '/tr')
      assert.equal(await open('en-US'), '/us')
      assert.equal(await open('*;q=0, %%%'), '/world')
    })

    it('takes the country with most columns when only the language is known', () => {
      const editions = [
        { id: 'gb', columns: 9, languages: ['en'] },
        { id: 'us', columns: 5, languages: ['en', 'es'] },
      ]
      assert.equal(editionFor('en', editions), 'gb')
      assert.equal(editionFor('en-us', editions), 'us')
      assert.equal(editionFor('en-AU', editions), 'gb')
      assert.equal(editionFor('en;q=0', editions), 'world')
    })

    it('opens the chosen edition, remembered by a cookie that is set only then', async () => {
      const chosen = await site.post('/edition', { edition: 'tr', back: '/tr' })
      assert.equal(chosen.status, 303)
      assert.match(chosen.headers.getSetCookie()[0] ?? '', /^edition=tr;.*HttpOnly.*Secure.*SameSite=Lax/)
      const opened = await site.get('/', { Cookie: 'edition=tr', 'Accept-Language': 'he' })
      assert.equal(opened.headers.get('Location'), '/tr')
      assert.equal(
        (await site.get('/', { Cookie: 'edition=<script>', 'Accept-Language': '' })).headers.get('Location'),
        '/world',
      )
    })
  })

  describe('a column', () => {
    it('shows what the seed shows', async () => {
      const page = await site.page(ferryPath())
      assert.equal(page.text('h1'), ferry)
      assert.equal(page.text('.byline .name'), 'Maren Oyelaran')
      assert.deepEqual(page.texts('.counters dt'), ['Views here', 'Opened at the publisher'])
      assert.equal(page.text('.dateline time'), '2 hours ago')
      assert.equal(page.attribute('.dateline time', 'datetime'), '2026-11-22T10:00:00.000Z')
      assert.match(page.text('.exact'), /22 November 2026.*10:00 UTC/)
      assert.match(page.text('.standfirst'), /^A council may close/)
      assert.equal(page.text('.rights'), '© The Harbour Post')
      assert.equal(page.text('.button'), 'Continue on The Harbour Post')
      assert.equal(page.attribute('.button', 'href'), `/go/harbour-post/${site.seed.ids.get(ferry)}`)
      assert.match(page.attribute('.button', 'rel') ?? '', /noopener/)
      assert.equal(page.attribute('link[rel=canonical]', 'href'), `${publicUrl}${ferryPath()}`)
    })

    it('says its day once when that is long ago, and counts no words where a paywall hid them', async () => {
      const old = await site.page(await locationOf(`/x/y/z/${site.seed.ids.get('Bir gazetenin ölümü üzerine')}`))
      assert.equal(old.status, 200)
      assert.equal(old.all('.dateline .exact').length, 0)
      assert.match(old.text('.dateline'), /^first seen \d+ \w+ \d{4} at \d\d:\d\d UTC$/)
      const paid = await site.page(
        await locationOf(`/x/y/z/${site.seed.ids.get('What the tide tables teach about patience')}`),
      )
      assert.equal(paid.text('.access'), 'The publisher asks for a subscription.')
    })

    it('says why it carries this name and why this much is shown', async () => {
      const page = await site.page(ferryPath())
      assert.deepEqual(page.texts('.reasons summary'), ['Why this name?', 'Why this much?'])
      assert.match(page.text('.evidence'), /structured data.*Maren Oyelaran.*byline/)
      assert.match(page.text('.ledger'), /400 characters.*country/)
      assert.equal(page.all('.reasons form[action="/report"] input[name=name]').length, 1)
    })

    it('leads to the writer’s column before and after', async () => {
      const page = await site.page(ferryPath())
      assert.match(page.text('.neighbours [rel=prev]'), /tide tables/)
      assert.equal(page.all('.neighbours [rel=next]').length, 0)
    })

    it('names every writer of a joint byline, what kind they are, and nobody when nobody signed', async () => {
      const joint = await site.page(`/a/b/c/${site.seed.ids.get('What the tide tables teach about patience')}`)
      assert.equal(joint.status, 301)
      const cards = await site.page('/publisher/harbour-post')
      assert.ok(cards.texts('.writers').some((text) => /Idris Fenwick-Ngata and Maren Oyelaran/.test(text)))
      assert.ok(cards.texts('.writers').includes('Unsigned'))
      const editorial = await site.page(
        await locationOf(`/a/b/c/${site.seed.ids.get('Our view: mend the sea wall before the speeches')}`),
      )
      assert.equal(editorial.text('.byline .role'), 'Editorial board')
    })

    it('has one address: every wrong slug, slash or absorbed publisher leads there', async () => {
      const id = site.seed.ids.get(ferry)
      for (const path of [
        `/x/y/z/${id}`,
        `/harbour-post/-/-/${id}`,
        `/harbour-post/maren-oyelaran/old-headline/${id}`,
      ]) {
        const response = await site.get(path)
        assert.equal(response.status, 301, path)
        assert.equal(response.headers.get('Location'), ferryPath())
      }
      assert.equal((await site.get(`${ferryPath()}/`)).headers.get('Location'), ferryPath())
      const hebrewId = site.seed.ids.get('מי שומר על הנמל הישן')
      const hebrew = await locationOf(`/x/y/z/${hebrewId}`)
      assert.equal(decodeURI(hebrew), `/יומן-הגליל/תמר-אבן-חן/מי-שומר-על-הנמל-הישן/${hebrewId}`)
      assert.equal((await site.get(hebrew)).status, 200)
      assert.equal((await site.get(hebrew.toLowerCase())).status, 200)
    })

    it('shows markup in headlines, names and excerpts as text', async () => {
      const page = await site.page(await locationOf(`/x/y/z/${site.seed.ids.get(hostileTitle)}`))
      assert.equal(page.text('h1'), hostileTitle.replace(/\s+/g, ' '))
      assert.equal(page.all('script:not([type=module]), main img, main b, main i').length, 0)
      assert.match(page.text('.standfirst'), /<img src=x onerror=alert\(1\)>/)
      assert.match(page.text('.byline .name'), /^<i>Ann<\/i>/)
    })

    it('leaves a tombstone with reason and date when it is taken down', async () => {
      const { harbour } = site.seed.publishers
      const id = site.seed.ids.get('A quiet word for the night bus')!
      const path = await locationOf(`/x/y/z/${id}`)
      await takeDownColumn(site.db, { publisherId: harbour.id, columnId: id, reason: 'publisher', now: seedNow })
      const page = await site.page(path)
      assert.equal(page.status, 410)
      assert.match(page.text('.problem'), /Withdrawn on Sunday,? 22 November 2026.*publisher asked us/)
      assert.doesNotMatch(page.html, /night bus|Tomasz/)
      assert.equal(page.attribute('meta[name=robots]', 'content'), 'noindex')
      assert.equal((await site.get(`/go/harbour-post/${id}`)).status, 410)
      assert.doesNotMatch((await site.page('/gb')).html, /A quiet word/)
    })
  })

  describe('directories', () => {
    it('lists writers by letters, each script in its own order', async () => {
      const page = await site.page('/columnists')
      const letters = page.texts('.letters a')
      assert.deepEqual(letters, ['D', 'I', 'J', 'M', 'S', 'T', 'W', 'י', 'ת', 'ك', 'ل'])
      const m = await site.page('/columnists?initial=M')
      assert.deepEqual(m.texts('.people .name'), ['Maren Oyelaran'])
      assert.equal(m.attribute('.letters [aria-current]', 'href'), '/columnists?initial=M')
      assert.doesNotMatch(page.text('.people'), /Editorial Board|Inland Wire/)
    })

    it('finds writers by a part of the name, without accents', async () => {
      assert.deepEqual((await site.page('/columnists?q=mejia')).texts('.people .name'), ['Josefina Mejía'])
      assert.deepEqual((await site.page('/columnists?q=isil')).texts('.people .name'), ['Şükrü Işıldak'])
      assert.match((await site.page('/columnists?q=zzzz')).text('.nothing'), /Nobody of that name/)
    })

    it('orders letters of every script', () => {
      assert.deepEqual(byScript(['Ж', 'B', 'א', 'Ç', 'ل', '#', 'A', 'Ω', 'А']), [
        ['A', 'B', 'Ç'],
        ['Ω'],
        ['А', 'Ж'],
        ['א'],
        ['ل'],
        ['#'],
      ])
      assert.equal(initials('Idris Fenwick-Ngata'), 'IN')
      assert.equal(initials('תמר אבן-חן'), 'תח')
      assert.equal(initials('ليلى المنصوري'), 'ل')
      assert.equal(initials('山田 太郎'), '山')
      assert.equal(initials('Şükrü'), 'Ş')
      assert.equal(initials('!!!'), '')
    })

    it('shows a writer with outlets, years and columns newest first', async () => {
      const page = await site.page('/columnist/maren-oyelaran')
      assert.equal(page.text('h1'), 'Maren Oyelaran')
      assert.match(page.text('.outlets'), /The Harbour Post.*since October 2025/)
      assert.deepEqual(page.texts('nav[aria-label="By year"] a'), ['2026', '2025'])
      const year = await site.page('/columnist/maren-oyelaran?year=2025')
      assert.deepEqual(year.texts('.card .headline'), ['Letters we should have answered'])
      assert.equal(page.all('link[rel=alternate][type="application/rss+xml"]').length, 1)
    })

    it('lists publishers by country and tells what is shown of one, and why', async () => {
      assert.deepEqual((await site.page('/publishers')).texts('.directory h2'), [
        'Egypt',
        'Israel',
        'Türkiye',
        'United Kingdom',
        'United States',
      ])
      const terms = await site.page('/publisher/harbour-post/terms')
      assert.match(terms.text('.ledger'), /400 characters/)
      assert.match(terms.text('.prose'), /0 requests/)
    })

    it('leads from a publisher’s old slug to the new one, in every format', async () => {
      const { kuzey } = site.seed.publishers
      await renamePublisher(site.db, kuzey.id, 'Kuzeyin Defteri')
      assert.equal(await locationOf('/publisher/kuzey-defteri'), '/publisher/kuzeyin-defteri')
      assert.equal(await locationOf('/publisher/kuzey-defteri.atom?x=1'), '/publisher/kuzeyin-defteri.atom?x=1')
      assert.equal(await locationOf('/publisher/kuzey-defteri/terms'), '/publisher/kuzeyin-defteri/terms')
    })
  })

  describe('the archive', () => {
    it('counts each day and leads to it', async () => {
      const page = await site.page('/il/archive')
      assert.equal(page.all('.month').length, 1)
      assert.equal(page.text('.month caption'), 'November 2026')
      assert.equal(page.text('.month th'), 'Sun')
      const day = page.attribute('.month a', 'href') ?? ''
      assert.equal(day, '/il/archive/2026/11/21')
      assert.deepEqual((await site.page(day)).texts('.card .headline'), ['שיעור קצר בענווה (עם מילה ב־English באמצע)'])
    })

    it('reaches back to the first column', async () => {
      assert.deepEqual((await site.page('/gb/archive')).texts('nav[aria-label=Years] a'), ['2026', '2025'])
      assert.equal((await site.page('/gb/archive/2025')).text('.month caption'), 'October 2025')
      assert.equal((await site.get('/gb/archive/1999')).status, 404)
      assert.match((await site.page('/de/archive')).text('.nothing'), /still empty/)
    })

    it('has a page for a day without columns, and none for a day that is none', async () => {
      assert.match((await site.page('/gb/archive/2026/1/2')).text('.nothing'), /No column of this day/)
      for (const day of ['2026/13/01', '2026/02/30', '2026/00/10'])
        assert.equal((await site.get(`/gb/archive/${day}`)).status, 400)
    })
  })

  describe('search', () => {
    it('finds words and puts writers of that name first', async () => {
      const page = await site.page('/search?q=oyelaran')
      assert.equal(page.text('#columnists-found'), 'Columnists')
      assert.deepEqual(page.texts('.people .name'), ['Maren Oyelaran'])
      assert.deepEqual((await site.page('/search?q=landing+stage')).texts('.card .headline'), [ferry])
      assert.deepEqual(page.texts('meta[name=robots]'), [])
      // Answers are folded into the search page; one without an answer is kept out of search engines.
      assert.match(page.attribute('link[rel=canonical]', 'href') ?? '', /\/search$/)
      const nothing = await site.page('/search?q=qwxyzzy')
      assert.equal(nothing.attribute('meta[name=robots]', 'content'), 'noindex')
    })

    it('keeps what turns text round inside its own quotes', async () => {
      const page = await site.page(`/search?q=${encodeURIComponent('\u202exyloph')}`)
      assert.equal(page.text('h1'), 'Results for “xyloph”')
      const hebrew = await site.page(`/search?q=${encodeURIComponent('שלום')}`)
      assert.equal(hebrew.text('h1'), 'Results for “\u2068שלום\u2069”')
    })

    it('helps when nothing was asked or found', async () => {
      assert.match((await site.page('/search')).text('.nothing'), /any alphabet/)
      const nothing = await site.page('/search?q=xylophonic')
      assert.match(nothing.text('.nothing'), /Nothing was found for “xylophonic”/)
      assert.equal(nothing.attribute('.find input', 'value'), 'xylophonic')
    })
  })

  describe('what is not there', () => {
    it('is a page of this site', async () => {
      for (const path of [
        '/nothing',
        '/zz',
        '/x/y/z/999999',
        '/columnist/nobody',
        '/publisher/none',
        '/publisher/none/terms',
        '/about/none',
        '/go/x/999',
        '/gb/archive/x',
        '/assets/none.css',
        '/a/b/c/d',
        '/x/y/z/99999999999999999999',
      ]) {
        const page = await site.page(path)
        assert.equal(page.status, 404, path)
        assert.equal(page.text('h1'), 'No such page', path)
        assert.equal(page.all('.masthead').length, 1)
      }
    })

    it('is said without a word of what happened inside when the archive is away', async () => {
      assert.equal((await site.get('/readyz')).status, 200)
      const errors: unknown[] = []
      const gone = await createTestDatabase()
      await gone.drop()
      const app = createApp({
        db: gone.db,
        publicUrl,
        version: '1',
        secret: 'x'.repeat(32),
        log: { error: (...args: unknown[]) => void errors.push(args) },
      })
      const page = await readPage(await app.request(`${publicUrl}/gb`))
      assert.equal(page.status, 500)
      assert.equal(page.text('h1'), 'Something broke on our side')
      assert.doesNotMatch(page.html, /Error|driver|at .*\.ts/)
      assert.equal((await app.request(`${publicUrl}/readyz`)).status, 503)
      assert.equal((await app.request(`${publicUrl}/healthz`)).status, 200)
      assert.ok(errors.length >= 2)
      assert.deepEqual(site.errors, [])
    })
  })

  describe('long words and headlines', () => {
    it('are cut nowhere in the markup and shown smaller on their own page', async () => {
      const page = await site.page(await locationOf(`/x/y/z/${site.seed.ids.get(unbreakableTitle)}`))
      assert.equal(page.text('h1'), unbreakableTitle)
      assert.equal(page.all('h1.long').length, 1)
      const endless = await site.page(await locationOf(`/x/y/z/${site.seed.ids.get(endlessTitle)}`))
      assert.ok(endless.text('h1').length > 300 && endlessTitle.startsWith(endless.text('h1').slice(0, -1)))
    })

    it('are cut after a word where they are one of many', async () => {
      const page = await site.page('/publisher/harbour-post')
      const shown = page.texts('.card .headline').find((one) => one.startsWith(endlessTitle.slice(0, 40)))
      assert.match(shown ?? '', /^.{160,239}\w…$/)
      assert.ok(endlessTitle.startsWith((shown ?? '?').slice(0, -1)))
      assert.ok(page.texts('.card .headline').includes('The ferry that nobody voted for'))
    })
  })

  async function locationOf(path: string): Promise<string> {
    const response = await site.get(path)
    assert.equal(response.status, 301, path)
    return response.headers.get('Location') ?? ''
  }
})
