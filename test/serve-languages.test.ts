// The interface in a language that has no Latin letter: whatever is still English on any page stands out.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AnyNode } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { fileTakedownRequest, makeDeskKey } from '../src/archive/index.ts'
import type { ColumnId } from '../src/model/index.ts'
import { columnPath } from '../src/serve/http/addresses.ts'
import { interfaceLanguages, speak, type InterfaceLanguage } from '../src/serve/http/interface-language.ts'
import { english } from '../src/serve/web/messages/en.ts'
import { teach } from '../src/serve/web/messages.ts'
import { seedNow } from './serve-seed.ts'
import { cookiesOf, publicUrl, useSite } from './serve-site.ts'

/** Greek letters stand in for Latin ones, and Intl speaks Greek. */
const invented: InterfaceLanguage = { tag: 'el', locale: 'el', dir: 'ltr', name: 'Ψευδο' }

/** Names that are the same in every language: ours, formats, keys of a keyboard. */
const proper = /\b(?:Colonnade(?:Bot)?|RSS|Atom|JSON(?: Feed)?|OPML|UTC|[kMG]?B|byte)\b|https?:\/\/\S+|\S+@\S+/g

const ferry = 'The ferry that nobody voted for'
const patient = 'What the tide tables teach about patience'

describe('the languages of the interface', () => {
  const site = useSite()

  /** One address of each kind of page; a route of pages that is missing here is named by the test. */
  const examples = (): Record<string, string[]> => {
    const id = site.seed.ids.get(ferry) as ColumnId
    const column = columnPath({
      publisherSlug: 'harbour-post',
      title: ferry,
      id,
      credits: [{ slug: 'maren-oyelaran' }],
    })
    return {
      '/:edition{(?:world|[a-z][a-z])}': ['/gb', '/world', '/de', '/gb?kind=podcast', '/il?lang=he'],
      '/:edition{(?:world|[a-z][a-z])}/favorites': ['/gb/favorites'],
      '/:edition{(?:world|[a-z][a-z])}/archive': ['/gb/archive', '/de/archive'],
      '/:edition{(?:world|[a-z][a-z])}/archive/:year{[0-9]{4}}': ['/world/archive/2026'],
      '/:edition{(?:world|[a-z][a-z])}/archive/:year{[0-9]{4}}/:month{[0-9]{1,2}}/:day{[0-9]{1,2}}': [
        '/gb/archive/2026/11/22',
        '/gb/archive/2020/1/1',
      ],
      '/columnists': [
        '/columnists',
        '/columnists?q=mejia',
        '/columnists?q=χψω',
        '/columnists?initial=m',
        '/columnists?country=gb',
        '/columnists?publisher=harbour-post',
        '/columnists?topic=law',
      ],
      '/columnist/:slug': ['/columnist/maren-oyelaran', '/columnist/maren-oyelaran?year=2026'],
      '/publishers': ['/publishers'],
      '/publisher/:slug': ['/publisher/harbour-post', '/publisher/yoman'],
      '/publisher/:slug/terms': ['/publisher/harbour-post/terms'],
      '/topics': ['/topics'],
      '/topic/:topic': ['/topic/politics', '/topic/nothing'],
      '/search': ['/search', '/search?q=ferry', '/search?q=χψω'],
      '/saved': ['/saved'],
      '/about': ['/about'],
      '/about/bot': ['/about/bot'],
      '/about/privacy': ['/about/privacy'],
      '/about/terms': ['/about/terms'],
      '/about/counting': ['/about/counting'],
      '/suggest': ['/suggest?q=maren'],
      '/about/attribution': ['/about/attribution'],
      '/about/corrections': ['/about/corrections', '/about/corrections?reported=yes'],
      '/about/keyboard': ['/about/keyboard'],
      '/about/ranking': ['/about/ranking'],
      '/about/accessibility': ['/about/accessibility'],
      '/settings': ['/settings'],
      '/offline': ['/offline'],
      '/offline/kept': ['/offline/kept'],
      '/offline/list': ['/offline/list'],
      '/removal': ['/removal'],
      '/desk': ['/desk'],
      '/desk/log': ['/desk/log'],
      '/desk/open': ['/desk/open?key=none'],
      '/:publisher/:columnist/:title/:id{[0-9]+}': [column, column.replace(/\d+$/, '999999')],
    }
  }

  it('leave no English on any page, whichever is added', async () => {
    teach(invented, disguised(english))
    const known = await knownWords()
    const cookies = await readerCookies()
    const pages = examples()
    const missing = pageRoutes().filter((path) => pages[path] === undefined)
    assert.deepEqual(missing, [], 'add an address of these to the examples above')
    const left: string[] = []
    const look = async (path: string, response: Response): Promise<void> => {
      if (!(response.headers.get('Content-Type') ?? '').startsWith('text/html')) return
      left.push(...leftoversOf(await response.text(), known).map((text) => `${path}: ${text}`))
    }
    await speak(invented, async () => {
      for (const path of [...Object.values(pages).flat(), '/no/such/page/at/all', '/gb?after=x', '/gb?lang=-'])
        await look(path, await site.get(path, cookies))
      await look('/removal', await site.post('/removal', { addresses: 'x', email: 'x' }))
      await look('/follow', await site.post('/follow', { do: 'follow' }))
      await look('/language', await site.post('/language', { language: 'χψ' }))
      await look('/follow from elsewhere', await site.post('/follow', {}, { Origin: 'https://elsewhere.example' }))
    })
    assert.deepEqual(left, [])
  })

  it('are chosen at the foot of the page, remembered and forgotten', async () => {
    const chosen = await site.post('/language', { language: 'he', back: '/gb' })
    assert.equal(chosen.status, 303)
    assert.equal(chosen.headers.get('Location'), '/gb')
    const page = await site.page('/gb', cookiesOf(chosen))
    assert.equal(page.attribute('html', 'lang'), 'he')
    assert.equal(page.attribute('html', 'dir'), 'rtl')
    assert.equal(page.attribute('option[selected][lang=he]', 'value'), 'he')
    const forgotten = await site.post(
      '/language',
      { language: '', back: 'https://elsewhere.example/' },
      cookiesOf(chosen),
    )
    assert.equal(forgotten.headers.get('Location'), '/')
    assert.match(forgotten.headers.getSetCookie()[0] ?? '', /^language=; Max-Age=0/)
    assert.equal((await site.post('/language', { language: 'xx' })).status, 400)
  })

  it('are told to caches, and keep the language and direction of what others wrote', async () => {
    const response = await site.get('/gb', { 'Accept-Language': 'he' })
    assert.match(response.headers.get('Vary') ?? '', /Accept-Language/)
    assert.match((await site.get('/gb.rss')).headers.get('Vary') ?? '', /Accept-Language/)
    const page = await site.page('/gb', { 'Accept-Language': 'he' })
    assert.equal(page.attribute('html', 'dir'), 'rtl')
    assert.deepEqual(
      new Set(page.all('.headline').map((one) => `${one.attribs['lang']} ${one.attribs['dir']}`)),
      new Set(['en ltr']),
    )
  })

  it('without a wish, an edition is read in its own language', async () => {
    for (const [path, lang] of [
      ['/tr', 'tr'],
      ['/il', 'he'],
      ['/gb', 'en'],
      ['/columnists', 'en'],
    ] as const)
      assert.equal((await site.page(path, { 'Accept-Language': '' })).attribute('html', 'lang'), lang)
  })

  it('are each offered by their own name', async () => {
    const page = await site.page('/gb')
    for (const { tag, name } of Object.values(interfaceLanguages))
      assert.ok(
        page.all('form.language option').some((one) => one.attribs['lang'] === tag),
        name,
      )
  })

  /** GET routes that answer with a page: without those for machines, and those that lead elsewhere. */
  function pageRoutes(): string[] {
    const machines =
      /^\/(?:\*|api\/|assets\/|websub\/|favicon|robots\.txt|opensearch|healthz|readyz|go\/|following|bot$|$|img\/|icon-|settings\/export)|\.(?:json|xml|js|webmanifest|txt)$|\/archive\/:year\{\[0-9\]\{4\}\}\/:month\{\[0-9\]\{1,2\}\}$/
    return [...new Set(site.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))].filter(
      (path) => !machines.test(path),
    )
  }

  /** A reader who follows, has saved and liked, and has opened the desk, where a request waits. */
  async function readerCookies(): Promise<{ Cookie: string }> {
    const publisher = String(site.seed.publishers.harbour.id)
    const column = String(site.seed.ids.get(patient))
    await fileTakedownRequest(site.db, {
      addresses: [`${publicUrl}/harbour-post`, 'https://unknown.example/a'],
      asker: 'Ωμέγα',
      role: 'publisher',
      email: 'a@b.example',
      reason: 'ΑΒΓ',
      now: seedNow,
    })
    await site.post('/report', { publisher, column, name: 'Ωμέγα', note: 'ΑΒΓ' })
    const followed = await site.post('/follow', { publisher, do: 'follow' })
    const saved = await site.post('/save', { publisher, column, do: 'save' })
    const opened = await site.post('/desk/open', { key: (await makeDeskKey(site.db, seedNow)).key })
    const cookies = cookiesOf(followed, saved, opened)
    await site.post('/desk/column', { publisher, column, do: 'hide', reason: 'legal' }, cookies)
    await site.post('/desk/column', { publisher, column, do: 'restore' }, cookies)
    return cookies
  }

  /** What publishers and writers have said, in whatever letters. */
  async function knownWords(): Promise<string[]> {
    const [columns, writers] = await Promise.all([
      site.db.selectFrom('columns').select(['title', 'excerpt', 'section']).execute(),
      site.db.selectFrom('columnists').select('name').execute(),
    ])
    const publishers = Object.values(site.seed.publishers).map(({ name }) => name)
    const words = [...publishers, ...writers.map(({ name }) => name), ...columns.flatMap((one) => Object.values(one))]
    return [...words, 'mejia', 'ferry']
      .filter((word): word is string => typeof word === 'string' && word !== '')
      .toSorted((a, b) => b.length - a.length)
  }
})

/** Text and spoken attributes with Latin words in them that no publisher, writer, address or format accounts for. */
function leftoversOf(html: string, known: readonly string[]): string[] {
  const found: string[] = []
  const judge = (text: string): void => {
    const ours = known.reduce((left, word) => left.replaceAll(word, ' '), text).replaceAll(proper, ' ')
    // Whoever acted, and the place of a rule, as the archive has them.
    if (['desk', 'gb'].includes(text.trim())) return
    if (/\p{Script=Latin}{2}/u.test(ours)) found.push(text.replaceAll(/\s+/g, ' ').trim())
  }
  const walk = (node: AnyNode): void => {
    if (isText(node)) judge(node.data)
    if (isTag(node)) {
      for (const name of ['title', 'aria-label', 'placeholder', 'alt', 'abbr']) judge(node.attribs[name] ?? '')
      if (
        node.name === 'meta' &&
        /^(?:description|og:(?:title|description))$/.test(node.attribs['name'] ?? node.attribs['property'] ?? '')
      )
        judge(node.attribs['content'] ?? '')
    }
    if ('children' in node && !isForeign(node)) for (const child of node.children) walk(child)
  }
  walk(parseDocument(html))
  return found
}

/** Marked as somebody else's words, or as what machines read. */
function isForeign(node: AnyNode): boolean {
  if (!isTag(node)) return false
  const lang = node.attribs['lang']
  return (
    /^(?:code|pre|kbd|script|style|svg|textarea)$/.test(node.name) ||
    node.attribs['dir'] === 'auto' ||
    (lang !== undefined && lang !== invented.tag)
  )
}

/** Every Latin letter of a message becomes a Greek one; arguments, plurals and tags stay. */
function disguised<T>(words: T): T {
  if (typeof words !== 'string')
    return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, disguised(value)])) as T
  let text = ''
  const open: ('argument' | 'text')[] = ['text']
  let isTagName = false
  for (const char of words) {
    if (char === '{') open.push(open.at(-1) === 'text' ? 'argument' : 'text')
    else if (char === '}') open.pop()
    else if (char === '<' && open.at(-1) === 'text') isTagName = true
    text += open.at(-1) === 'text' && !isTagName ? greek(char) : char
    if (char === '>') isTagName = false
  }
  return text as T
}

function greek(char: string): string {
  const at = 'abcdefghijklmnopqrstuvwxyz'.indexOf(char.toLowerCase())
  return at === -1 ? char : ('αβψδεφγηιξκλμνοπχρστθωςχυζ'[at] ?? char)
}
