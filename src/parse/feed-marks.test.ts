import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseFeed } from './parse-feed.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const options = { url: 'https://paper.example/feed', contentType: null, charset: null }

function read(source: string, met?: ReadonlySet<number>) {
  const reading = parseFeed(bytesOf(source), met === undefined ? options : { ...options, met })
  assert.equal(reading.kind, 'feed')
  return reading.kind === 'feed' ? reading : assert.fail()
}

const marksOf = (source: string) => read(source).marks
const rss = (items: string, { attributes = '', head = '' } = {}) =>
  `<rss version="2.0"${attributes}><channel><title>Paper</title>${head}${items}</channel></rss>`
const item = (number: number, more = '') =>
  `<item><title>Piece ${number}</title><link>https://paper.example/${number}</link>${more}</item>`

describe('the marks of entries', () => {
  const formats = {
    rss: rss(item(1) + item(2) + item(3)),
    rdf: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel>
      <title>Paper</title></channel>${item(1)}${item(2)}${item(3)}</rdf:RDF>`,
    atom: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title>${[1, 2, 3]
      .map((at) => `<entry><title>Piece ${at}</title><link href="https://paper.example/${at}"/></entry>`)
      .join('\n')}</feed>`,
    json: JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [1, 2, 3].map((at) => ({ title: `Piece ${at}`, url: `https://paper.example/${at}` })),
    }),
    sitemap: `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${[1, 2, 3]
      .map((at) => `<url><loc>https://paper.example/${at}</loc></url>`)
      .join('')}</urlset>`,
  }
  for (const [format, source] of Object.entries(formats))
    it(`let entries of a ${format} be passed over`, () => {
      const whole = read(source)
      assert.equal(new Set(whole.marks).size, 3)
      const rest = read(source, new Set([whole.marks[1]!]))
      assert.deepEqual(
        rest.feed.entries.map(({ url }) => url),
        ['https://paper.example/1', 'https://paper.example/3'],
      )
      assert.deepEqual([rest.marks, rest.context], [whole.marks, whole.context])
    })

  it('change with an entry’s source and with what its reading depends on around it, and with nothing else', () => {
    const plain = marksOf(rss(item(1)))
    assert.notDeepEqual(marksOf(rss(item(1, '<category>Opinion</category>'))), plain)
    for (const attributes of [' xmlns:dc="urn:other"', ' xml:base="https://other.example/"', ' xml:lang="tr"'])
      assert.notDeepEqual(marksOf(rss(item(1), { attributes })), plain, attributes)
    const head = '<lastBuildDate>Sun, 22 Nov 2026 06:00:00 GMT</lastBuildDate>'
    assert.deepEqual(marksOf(rss(item(2) + item(1), { head }))[1], plain[0])
  })

  it('are missing where an entry is damaged or does not end where its end tag first stands', () => {
    for (const damaged of [
      item(1, '<author>Ann & Bea</author>'),
      item(1, '<author>Ann'),
      item(1, '<category domain=x>Opinion</category>'),
      item(1, '<undeclared:x/>'),
      item(1, '<description><![CDATA[An </item> in a text]]></description>'),
      item(1).replace('</item>', ''),
      item(1).replace('</item>', '</item >'),
    ]) {
      const marks = marksOf(rss(damaged + item(2) + item(3)))
      assert.deepEqual([marks[0], marks.at(-1) === null], [null, false], damaged)
    }
  })

  it('tell what stands around entries apart: whom the whole feed credits, where its addresses begin', () => {
    const { context } = read(rss(item(1)))
    assert.notEqual(read(rss(item(1), { head: '<dc:creator>Ann Marsh</dc:creator>' })).context, context)
    assert.notEqual(read(rss(item(1), { head: '<link>https://other.example/</link>' })).context, context)
    assert.equal(read(rss(item(1), { head: '<ttl>30</ttl>' })).context, context)
  })

  it('never change what is read of the others', () => {
    const pieces = fc.constantFrom(
      ...'<item>|</item>|<item >|</ item>|<ITEM>|</ITEM>|<title>|</title>|T|<title>T</title>|<link>https://paper.example/a</link>|<!--|-->'.split('|'),
      ...'<![CDATA[|]]>|&amp;|&|<a b=c>|<a b="c">|</a>|<dc:creator>Ann Marsh</dc:creator>|<author>|</author>|<channel>|</channel>|<br>'.split('|'),
      ...[1, 2, 3, 4].map((at) => item(at)),
    ) // prettier-ignore
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), fc.infiniteStream(fc.boolean()), (parts, chances) => {
        const source = rss(parts.join(''))
        const whole = read(source)
        const met = new Set(whole.marks.filter((mark) => mark !== null && chances.next().value === true) as number[])
        const rest = read(source, met)
        const left = whole.feed.entries.filter((_, at) => !met.has(whole.marks[at] ?? Number.NaN))
        assert.equal(JSON.stringify(rest.feed), JSON.stringify({ ...whole.feed, entries: left }), source)
        assert.deepEqual([rest.marks, rest.context], [whole.marks, whole.context], source)
      }),
      { numRuns: 2_000 },
    )
  })
})
