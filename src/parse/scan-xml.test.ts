import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { QuoteType, Tokenizer } from 'htmlparser2'
import { scanXml, type XmlReader } from './scan-xml.ts'
import { ignoreAll } from './tokens.ts'

type Token = readonly string[]

/** Where reading is to go on after a start tag, when not right behind it. */
type Jump = (name: string, at: number) => number | undefined

function tokensOf(xml: string, jump?: Jump): Token[] {
  const tokens: Token[] = []
  let name = ''
  const reader: XmlReader = {
    beginTag(start, end) {
      name = xml.slice(start, end)
      tokens.push(['begin', name])
    },
    attribute: (start, end, valueStart, valueEnd, isQuoted) =>
      void tokens.push(['attribute', xml.slice(start, end), xml.slice(valueStart, valueEnd), isQuoted ? 'quoted' : '']),
    endTag(at, isSelfClosing) {
      tokens.push([isSelfClosing ? 'end/' : 'end'])
      return jump?.(name, at) ?? at + 1
    },
    closeTag: (start, end) => void tokens.push(['close', xml.slice(start, end)]),
    text: (start, end) => void tokens.push(['text', xml.slice(start, end)]),
    cdata: (start, end) => void tokens.push(['cdata', xml.slice(start, end)]),
    stopped: false,
  }
  scanXml(xml, reader)
  return tokens
}

/** The same by htmlparser2's tokenizer. */
function librarysTokensOf(xml: string): Token[] {
  const tokens: Token[] = []
  let attribute = ''
  let value = ''
  const tokenizer = new Tokenizer(
    { xmlMode: true, decodeEntities: false },
    {
      ...ignoreAll,
      onopentagname: (start, end) => void tokens.push(['begin', xml.slice(start, end)]),
      onattribname(start, end) {
        attribute = xml.slice(start, end)
        value = ''
      },
      onattribdata: (start, end) => (value = xml.slice(start, end)),
      onattribend(quote) {
        const isQuoted = quote === QuoteType.Double || quote === QuoteType.Single
        tokens.push(['attribute', attribute, value, isQuoted ? 'quoted' : ''])
      },
      onopentagend: () => void tokens.push(['end']),
      onselfclosingtag: () => void tokens.push(['end/']),
      onclosetag: (start, end) => void tokens.push(['close', xml.slice(start, end)]),
      ontext(start, end) {
        // In a tag that the source breaks off it has no start, and tells the last character as text.
        if (start >= 0) tokens.push(['text', xml.slice(start, end)])
      },
      oncdata: (start, end, offset) => void tokens.push(['cdata', xml.slice(start, end - offset)]),
    },
  )
  tokenizer.write(xml)
  tokenizer.end()
  return tokens
}

const pieces = fc.constantFrom(
  ...(
    `<|</|>|/>|/|=|"|'| |\n|\t|\f|!|-|--|-->|--!>|<!--|<!-->|<!--->|<!DOCTYPE rss [|<!d|<!|<!>|<!->|<?|?>|<?xml version="1.0"?>|` +
    `</>|</ |</ /|</3|<3|<<|]]>|<![CDATA[|<![CDATA|<![|]|<item|<item>|</item>|</item|</ item >|<dc:creator>|<a b="c d"|<a href=x|` +
    ` id='y'| hidden| = |<link/>|<link / >|a|é|\u0000|\u00a0|&amp;|x|${'long text '.repeat(4)}`
  ).split('|'),
)

describe('a feed’s XML as tokens', () => {
  it('tells tags, attributes, texts and CDATA by their places', () => {
    assert.deepEqual(
      tokensOf(`<?xml version="1.0"?><item a="1" b=2 c>T &amp;<!-- no --><x:y/><![CDATA[<b>]]></item>`),
      [
        ['begin', 'item'],
        ['attribute', 'a', '1', 'quoted'],
        ['attribute', 'b', '2', ''],
        ['attribute', 'c', '', ''],
        ['end'],
        ['text', 'T &amp;'],
        ['begin', 'x:y'],
        ['end/'],
        ['cdata', '<b>'],
        ['close', 'item'],
      ],
    )
  })

  it('tells the tokens of htmlparser2’s tokenizer, whatever the source', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const xml = parts.join('')
        assert.deepEqual(tokensOf(xml), librarysTokensOf(xml), JSON.stringify(xml))
      }),
      { numRuns: 3000 },
    )
  })

  it('takes time that grows with the length alone', () => {
    for (const part of ['<', '</', '<a ', '<!--', '<!-- --', '<a b="', '<?', '<!', '<![CDATA[', '--!'])
      assert.ok(tokensOf(part.repeat(300_000 / part.length)).length <= 300_000, part)
  })

  it('goes on where its reader says', () => {
    const xml = '<a><skip>x<b>y</skip>z</a>'
    const jump: Jump = (name, at) => (name === 'skip' ? xml.indexOf('</skip>', at) : undefined)
    assert.deepEqual(
      tokensOf(xml, jump).map((token) => token.join(' ')),
      ['begin a', 'end', 'begin skip', 'end', 'close skip', 'text z', 'close a'],
    )
  })
})
