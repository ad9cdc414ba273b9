import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { absoluteUrl, canonicalUrl } from './canonical-url.ts'

test('takes off tracking parameters and keeps the others in their order and spelling', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['https://Paper.Example/a?utm_source=rss&id=7&fbclid=x&b=%C3%BC+1', 'https://paper.example/a?id=7&b=%C3%BC+1'],
    ['https://paper.example/a?utm_medium=email', 'https://paper.example/a'],
    ['https://paper.example/a??b#top', 'https://paper.example/a??b'],
    ['https://paper.example/a?', 'https://paper.example/a'],
    ['https://paper.example/a?ref=rss', 'https://paper.example/a'],
    ['https://paper.example/a?ref=politics-17', 'https://paper.example/a?ref=politics-17'],
    ['https://paper.example/a?source=twitter&p=3', 'https://paper.example/a?p=3'],
    ['https://paper.example/a;jsessionid=ABC123?x=1', 'https://paper.example/a?x=1'],
    ['https://paper.example/a?mc_cid=1&mtm_campaign=2&gclid=3&_hsenc=4&__hstc=5', 'https://paper.example/a'],
  ]
  for (const [given, wanted] of cases) assert.equal(canonicalUrl(given), wanted)
})

test('takes off fragment, credentials and default port, and keeps a hash-bang route', () => {
  assert.equal(canonicalUrl('http://me:pw@paper.example:80/a#comments'), 'http://paper.example/a')
  assert.equal(canonicalUrl('https://paper.example/#!/column/7'), 'https://paper.example/#!/column/7')
  assert.equal(canonicalUrl('https://paper.example:8443/a'), 'https://paper.example:8443/a')
})

test('leaves scheme, www, AMP and mobile addresses to rel=canonical', () => {
  for (const url of ['http://www.paper.example/amp/a', 'https://m.paper.example/a?outputType=amp']) {
    assert.equal(canonicalUrl(url), url)
  }
})

test('reads relative addresses against their base', () => {
  assert.equal(canonicalUrl('../b?x=1', 'https://paper.example/opinion/a/'), 'https://paper.example/opinion/b?x=1')
  assert.equal(canonicalUrl('//paper.example/b', 'https://other.example/'), 'https://paper.example/b')
  assert.equal(canonicalUrl(' https://paper.example/b\n', 'not a base'), 'https://paper.example/b')
  assert.equal(absoluteUrl('b?utm_source=x#y', 'https://paper.example/a'), 'https://paper.example/b?utm_source=x#y')
})

test('refuses what is no address of a page', () => {
  for (const url of [
    '',
    ' ',
    'mailto:a@b.example',
    'javascript:alert(1)',
    'ftp://paper.example/',
    'data:text/html,x',
    '/a',
    'https://',
    'https://a|b/',
    `https://paper.example/${'a'.repeat(3000)}`,
  ]) {
    assert.equal(canonicalUrl(url), null, url.slice(0, 40))
  }
})

test('a second pass changes nothing', () => {
  const piece = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string().map((s) => `https://paper.example/${s}`),
  )
  const parameter = fc.constantFrom(
    '',
    '?utm_source=a',
    '&utm_x=1',
    '?',
    '&',
    '??',
    '&ref=rss',
    '#!a?utm_source=b',
    ';jsessionid=1',
  )
  fc.assert(
    fc.property(piece, parameter, parameter, (url, first, second) => {
      const once = canonicalUrl(url + first + second)
      if (once !== null) assert.equal(canonicalUrl(once), once)
    }),
    { numRuns: 1000 },
  )
})

test('an address that needs no parsing is what parsing would give', () => {
  const pieces = fc.constantFrom(
    ...'http:// https:// a b.c example.com paper.example xn--a www. 127.1 0x7f 1.2 .a1 :80 :443 :8080 :65535 :99999 / // /. /.. /a'.split(' '),
    ...'/a.b /-x /%2e /%41 ? ?a=1 ?utm_source=rss &utm_medium=x &a=%20 &b # #!/x ;jsessionid=1 @ é \\ | " + A _ .com example.com/'.split(' '),
  ) // prettier-ignore
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const url = `https://${parts.join('')}`
      // What is not trimmed yet is always parsed.
      assert.equal(canonicalUrl(url), canonicalUrl(` ${url}`))
      assert.equal(absoluteUrl(url), absoluteUrl(` ${url}`))
    }),
    { numRuns: 5_000 },
  )
})
