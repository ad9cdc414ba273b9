import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decideTerms } from '../excerpt/index.ts'
import { applyLicences, licenceFromVisit, sourcesInLicences } from './read-licence.ts'
import { directivesFromRsl, parseRsl } from './rsl.ts'

const wrap = (inner: string): string => `<?xml version="1.0"?><rsl xmlns="https://rslstandard.org/rsl">${inner}</rsl>`

/** `permits search`, in order. */
function said(xml: string, url = 'https://paper.example/opinion/one'): string[] {
  return directivesFromRsl(parseRsl(xml), url, 'https://paper.example/rsl.xml').map(
    ({ name, value }) => `${name} ${value}`,
  )
}

function termsOf(xml: string) {
  const directives = directivesFromRsl(parseRsl(xml), 'https://paper.example/opinion/one', 'rsl.xml')
  return decideTerms({ directives, country: 'us', agreement: null, access: 'free', agent: 'ColonnadeBot', now: new Date() }) // prettier-ignore
}

const licence = (inner: string, url = '/'): string => `<content url="${url}"><license>${inner}</license></content>`

test('says of each use whether it is permitted, prohibited, or to be paid for', () => {
  assert.deepEqual(
    said(wrap(licence('<permits type="usage">search</permits><prohibits type="usage">ai-all</prohibits>'))),
    ['permits search', 'prohibits ai-all'],
  )
  assert.deepEqual(said(wrap(licence('<permits type="usage">search, ai-train</permits>'))), [
    'permits search',
    'permits ai-train',
  ])
  assert.deepEqual(
    said(wrap(licence('<permits type="usage">ai-train</permits><payment type="crawl"><amount currency="EUR">1</amount></payment>'))), // prettier-ignore
    ['payment ai-train crawl'],
  )
  assert.deepEqual(said(wrap(licence('<payment type="subscription"/>'))), [
    'payment search subscription',
    'payment ai-all subscription',
  ])
  assert.deepEqual(said(wrap(licence('<payment type="free"/>'))), ['permits search', 'permits ai-all'])
})

test('of several licences any one suffices', () => {
  const two = `<content url="/"><license><permits type="usage">ai-all</permits><payment type="training"/></license>
    <license><permits type="usage">ai-input</permits><payment type="attribution"/></license></content>`
  assert.deepEqual(said(wrap(two)), ['payment ai-train training', 'permits ai-input', 'payment ai-index training'])
})

test('the content with the longest matching address overrides the others', () => {
  const xml = wrap(
    licence('<permits type="usage">all</permits>') +
      licence('<prohibits type="usage">all</prohibits>', '/opinion/*') +
      licence('<prohibits type="usage">search</prohibits>', 'https://other.example/opinion/one'),
  )
  assert.deepEqual(said(xml), ['prohibits search', 'prohibits ai-all'])
  assert.deepEqual(said(xml, 'https://paper.example/news/one'), ['permits search', 'permits ai-all'])
  assert.deepEqual(said(wrap(licence('<prohibits>all</prohibits>', 'https://paper.example/opinion/'))), [
    'prohibits search',
    'prohibits ai-all',
  ])
})

test('a licence for some users or countries is not ours', () => {
  assert.deepEqual(said(wrap(licence('<permits type="usage">search</permits><permits type="geo">DE FR</permits>'))), [
    'limited search geo',
  ])
  assert.deepEqual(
    said(wrap(licence('<permits type="usage">search</permits><permits type="user">commercial non-commercial</permits>'))), // prettier-ignore
    ['permits search'],
  )
})

test('namespaces may have any prefix, names of the drafts are understood', () => {
  const xml = `<r:rsl xmlns:r="https://rslstandard.org/rsl"><r:content url="/"><r:license>
    <r:prohibits type="usage">train-ai</r:prohibits></r:license></r:content></r:rsl>`
  assert.deepEqual(said(xml), ['permits search', 'prohibits ai-train', 'permits ai-input', 'permits ai-index'])
})

test('a hostile doctype expands and loads nothing, whatever its size', () => {
  const entities = Array.from({ length: 20 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(20)}">`).join('')
  const xml = `<!DOCTYPE rsl [<!ENTITY e0 "search"><!ENTITY file SYSTEM "file:///etc/passwd">${entities}]>${wrap(
    licence('<prohibits type="usage">&e20; &file; ai-train</prohibits>'),
  )}`
  const started = performance.now()
  const [content] = parseRsl(xml).contents
  assert.ok(performance.now() - started < 500)
  assert.ok(!JSON.stringify(content).includes('root:'))
  assert.ok(JSON.stringify(content).length < 500)
  const flood = wrap('<content url="/"><license><permits type="usage">search</permits></license></content>'.repeat(50_000)) // prettier-ignore
  assert.ok(parseRsl(flood).contents.length <= 2000)
})

test('what is no licence says nothing, in plain words', () => {
  assert.deepEqual(parseRsl('<html><body>not here').contents, [])
  assert.deepEqual(parseRsl('').problems, ['holds no terms that can be read'])
})

test('the terms decided from a licence are those it names', () => {
  const searching = termsOf(wrap(licence('<permits type="usage">search</permits>')))
  assert.deepEqual([searching.mayList, searching.mayExcerpt, searching.mayMine], [true, true, true])
  const training = termsOf(wrap(licence('<permits type="usage">search</permits><prohibits type="usage">ai-train</prohibits>'))) // prettier-ignore
  assert.deepEqual([training.mayList, training.mayMine], [true, false])
  const paid = termsOf(wrap(licence('<permits type="usage">search</permits><payment type="subscription"/>')))
  assert.deepEqual([paid.mayList, paid.mayExcerpt], [false, false])
  assert.match(paid.ledger[0]?.effect ?? '', /^Not listed: the licence asks for payment/)
  const paidAi = termsOf(wrap(licence('<permits type="usage">ai-all</permits><payment type="training"/>')))
  assert.deepEqual([paidAi.mayList, paidAi.mayMine], [true, false])
  const limited = termsOf(wrap(licence('<permits type="usage">search</permits><prohibits type="geo">US</prohibits>')))
  assert.equal(limited.mayList, false)
})

test('a file that was read takes the place of its pointer; one that was not leaves it standing', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const url = 'https://paper.example/rsl.xml'
  const pointer = { source: 'rsl', agent: '*', name: 'license', value: url, place: 'robots.txt' } as const
  const body = Buffer.from(wrap(licence('<prohibits type="usage">ai-all</prohibits>')))
  const read = licenceFromVisit(
    { kind: 'fetched', status: 200, url, body, contentType: null, charset: null, validators: { etag: null, lastModified: null }, headers: {}, movedTo: null, bytes: body.length }, // prettier-ignore
    url,
    null,
    now,
  )
  const page = 'https://paper.example/opinion/one'
  const applied = applyLicences([pointer], page, new Map([[url, read]]))
  assert.deepEqual(
    applied.map(({ name, value, place }) => [name, value, place]),
    [
      ['permits', 'search', url],
      ['prohibits', 'ai-all', url],
    ],
  )
  const failed = licenceFromVisit({ kind: 'failed', status: 500 }, url, null, now)
  assert.deepEqual(applyLicences([pointer], page, new Map([[url, failed]])), [pointer])
  assert.equal(failed.expiresAt, '2026-11-22T13:00:00.000Z')
  // Trouble later does not forget what was read.
  const kept = licenceFromVisit({ kind: 'failed', status: 500 }, url, read, now)
  assert.equal(applyLicences([pointer], page, new Map([[url, kept]])).length, 2)
})

const embedded = (xml: string, place = 'script[type="application/rsl+xml"]') =>
  ({ source: 'rsl', agent: '*', name: 'document', value: xml, place }) as const

test('a licence that a copy carries binds the copy, whosever address it names', () => {
  const page = 'https://mirror.example/read/77'
  const prohibiting = '<prohibits type="usage">ai-all</prohibits>'
  const source = 'https://paper.example/opinion/one'
  const terms = (xml: string) =>
    applyLicences([embedded(wrap(xml))], page, new Map()).map(({ name, value }) => `${name} ${value}`)
  assert.deepEqual(terms(licence(prohibiting, source)), ['permits search', 'prohibits ai-all'])
  assert.deepEqual(terms(licence(prohibiting, '')), ['permits search', 'prohibits ai-all'])
  // What is said of the page's own address is nearer than what is said of another's.
  assert.deepEqual(terms(licence(prohibiting, source) + licence('<permits type="usage">all</permits>', '/read/*')), [
    'permits search',
    'permits ai-all',
  ])
  // Of this host, but of another piece: nothing is said of this one.
  assert.deepEqual(terms(licence(prohibiting, 'https://mirror.example/other')), [])
  // A file by itself speaks of its own host alone.
  assert.deepEqual(said(wrap(licence(prohibiting, source)), page), [])
})

test('the piece that an embedded licence names at another publisher is the source of a copy', () => {
  const page = 'https://mirror.example/read/77'
  const sources = (xml: string) => sourcesInLicences([embedded(wrap(xml), 'here')], page)
  const source = 'https://www.paper.example/opinion/one'
  assert.deepEqual(sources(licence('', source)), [{ url: source, place: 'here' }])
  assert.deepEqual(sources(licence('', source) + licence('', '/read/*')), [{ url: source, place: 'here' }])
  for (const none of [
    licence('', ''),
    licence('', '/read/77'),
    licence('', 'https://amp.mirror.example/read/77'),
    licence('', 'https://www.paper.example/'),
    licence('', 'https://www.paper.example/opinion/*'),
    licence('', 'javascript:alert(1)'),
    licence('', source) + licence('', 'https://www.paper.example/opinion/two'),
  ])
    assert.deepEqual(sources(none), [], none)
  const pointer = { source: 'rsl', agent: '*', name: 'license', value: source, place: 'robots.txt' } as const
  assert.deepEqual(sourcesInLicences([pointer], page), [])
})
