import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpmlFeed } from './opml.ts'
import { readOpml, writeOpml } from './opml.ts'

const opml = (body: string): string =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${body}</body></opml>`

function feedsOf(text: string): readonly OpmlFeed[] {
  const reading = readOpml(text)
  assert.equal(reading.kind, 'opml')
  return reading.kind === 'opml' ? reading.feeds : []
}

test('reads nested folders as tags, outermost first, and categories by their last step', () => {
  const text = opml(
    '<outline text="Press"><outline text="Opinion"><outline text="Gazette" type="rss" xmlUrl="https://g.example/rss?a=1&amp;b=2" htmlUrl="https://g.example" language="tr" category="/Papers/Daily,Weekly"/></outline></outline>',
  )
  assert.deepEqual(feedsOf(text), [
    {
      publisherName: null,
      title: 'Gazette',
      url: 'https://g.example/rss?a=1&b=2',
      home: 'https://g.example/',
      lang: 'tr',
      tags: ['Press', 'Opinion', 'Daily', 'Weekly'],
    },
  ])
})

test('reads files as they come: a byte order mark, capital letters, bare ampersands, no text, feed: addresses', () => {
  const [capital] = feedsOf(
    '\uFEFF<OPML VERSION="1.1"><BODY><OUTLINE TEXT="A & B" XMLURL="http://a.example/"/></BODY></OPML>',
  )
  assert.deepEqual([capital?.title, capital?.url], ['A & B', 'http://a.example/'])
  const [bare] = feedsOf(opml('<outline xmlUrl=" feed:https://b.example/x "/>'))
  assert.deepEqual([bare?.title, bare?.url, bare?.lang], ['b.example', 'https://b.example/x', null])
  const [old] = feedsOf(opml('<outline xmlUrl="feed://c.example/rss" language="en_us"/>'))
  assert.deepEqual([old?.url, old?.lang], ['http://c.example/rss', 'en'])
})

test('lists a feed once and tells of outlines without a web address', () => {
  const reading = readOpml(
    opml(
      '<outline text="One" xmlUrl="https://a.example/"/><outline text="Again" xmlUrl="https://a.example"/><outline text="Trap" xmlUrl="javascript:alert(1)"/><outline text="File" xmlUrl="file:///etc/passwd"/>',
    ),
  )
  assert.ok(reading.kind === 'opml')
  assert.deepEqual(
    reading.feeds.map((feed) => feed.title),
    ['One'],
  )
  assert.deepEqual(reading.problems, ['"Trap" has no web address', '"File" has no web address'])
  assert.equal(reading.title, 'Mine')
})

test('says what is wrong with a file that is no OPML', () => {
  assert.deepEqual(readOpml('<html><body>Sign in</body></html>'), {
    kind: 'not-opml',
    problem: 'there is no <opml> element',
  })
  assert.deepEqual(readOpml(''), { kind: 'not-opml', problem: 'there is no <opml> element' })
  assert.deepEqual(readOpml('<opml><body><outline text="cut" xmlUrl="https://a'), {
    kind: 'not-opml',
    problem: 'its XML cannot be read',
  })
})

test('hostile files expand nothing, look nothing up and end soon', () => {
  const entities = '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
  const hostile = readOpml(`${entities}<opml><body><outline text="&b;&f;" xmlUrl="https://a.example/"/></body></opml>`)
  assert.ok(hostile.kind === 'not-opml' || hostile.feeds.every((feed) => !/aaaa|root:/.test(feed.title)))
  const deep = readOpml(opml('<outline text="d">'.repeat(5000) + '</outline>'.repeat(5000)))
  assert.equal(deep.kind, 'not-opml')
  assert.equal(readOpml('x'.repeat(10_000_001)).kind, 'not-opml')
  const [marked] = feedsOf(
    opml('<outline text="&lt;script&gt;x&lt;/script&gt;&#10;two lines" xmlUrl="https://a.example/"/>'),
  )
  assert.equal(marked?.title, '<script>x</script> two lines')
})

test('what is written reads back the same, whatever the names hold', () => {
  const feeds: OpmlFeed[] = [
    {
      publisherName: 'حديث & "Co" <x>',
      title: 'رأي',
      url: 'https://a.example/r?x=1&y=2',
      home: 'https://a.example/',
      lang: 'ar',
      tags: ['Opinion'],
    },
    {
      publisherName: 'حديث & "Co" <x>',
      title: "It's ]]> here",
      url: 'https://a.example/2',
      home: 'https://a.example/',
      lang: null,
      tags: [],
    },
    { publisherName: null, title: 'Alone', url: 'https://b.example/', home: null, lang: 'pt-BR', tags: ['one', 'two'] },
  ]
  const text = writeOpml(feeds, { title: 'All & <everything>', createdAt: new Date('2026-11-22T00:00:00Z') })
  const reading = readOpml(text)
  assert.ok(reading.kind === 'opml')
  assert.deepEqual(reading.feeds, feeds)
  assert.equal(reading.title, 'All & <everything>')
  assert.match(text, /Sun, 22 Nov 2026/)
})

test('control characters and halves of characters never reach the file', () => {
  const bad = {
    publisherName: null,
    title: 'a\u0000b\u0008c \uD800 d\uFFFE',
    url: 'https://a.example/',
    home: null,
    lang: null,
    tags: [],
  }
  const text = writeOpml([bad], { title: 't', createdAt: new Date(0) })
  assert.doesNotMatch(text, /[\u0000\u0008\uD800\uFFFE]/)
  assert.equal(feedsOf(text)[0]?.title, 'a b c \uFFFD d')
})
