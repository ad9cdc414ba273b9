import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { decodeText } from './decode-text.ts'

const noCharset = { charset: null, kind: 'xml' as const }
const bytesOf = (text: string, encoding: BufferEncoding) => Buffer.from(text, encoding)

test('reads byte order marks before anything else', () => {
  const text = '<rss>é</rss>'
  const bom = Buffer.from([0xff, 0xfe])
  assert.deepEqual(decodeText(Buffer.concat([bom, bytesOf(text, 'utf16le')]), { ...noCharset, charset: 'utf-8' }), {
    text,
    encoding: 'utf-16le',
  })
  const utf8 = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(text, 'utf8')])
  assert.deepEqual(decodeText(utf8, { ...noCharset, charset: 'iso-8859-1' }), { text, encoding: 'utf-8' })
})

test('recognises UTF-16 and UTF-32 by their first bytes', () => {
  const text = '<?xml version="1.0"?><rss>ş</rss>'
  const little = bytesOf(text, 'utf16le')
  assert.equal(decodeText(little, noCharset).text, text)
  assert.equal(decodeText(Buffer.from(little).swap16(), noCharset).text, text)
  const wide = new Uint8Array(new Uint32Array(Array.from(text, (c) => c.codePointAt(0) ?? 0)).buffer)
  assert.deepEqual(decodeText(wide, noCharset), { text, encoding: 'utf-32le' })
  assert.equal(decodeText(Buffer.from(wide).swap32(), noCharset).encoding, 'utf-32be')
})

test('takes the header before the declaration, and the declaration before a guess', () => {
  const turkish = Buffer.from([
    ...bytesOf('<?xml version="1.0" encoding="iso-8859-1"?><a>Erdo', 'latin1'),
    0xf0,
    0x61,
    0x6e,
  ])
  assert.match(decodeText(turkish, { ...noCharset, charset: 'windows-1254' }).text, /Erdoğan$/)
  assert.match(decodeText(turkish, noCharset).text, /Erdoðan$/)
  const page = bytesOf('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250"><p>\xbb', 'latin1')
  assert.equal(decodeText(page, { charset: null, kind: 'html' }).encoding, 'windows-1250')
})

test('does not believe a charset that the bytes contradict', () => {
  const utf8 = bytesOf('<?xml version="1.0" encoding="ISO-8859-1"?><a>Müller — “ja”</a>', 'utf8')
  assert.equal(decodeText(utf8, { ...noCharset, charset: 'iso-8859-1' }).encoding, 'utf-8')
  const latin = bytesOf('<?xml version="1.0" encoding="UTF-8"?><a>Müller à la carte, déjà vu</a>', 'latin1')
  const read = decodeText(latin, { ...noCharset, charset: 'utf-8' })
  assert.match(read.text, /Müller à la carte, déjà vu/)
  assert.equal(read.isGuess, true)
})

test('one broken character does not spoil the rest', () => {
  const bytes = Buffer.concat([
    bytesOf('<a>Çok güzel, değil mi? Öyle şey olur mu</a>', 'utf8'),
    Buffer.from([0xe2, 0x80]),
  ])
  const { text, encoding } = decodeText(bytes, noCharset)
  assert.equal(encoding, 'utf-8')
  assert.match(text, /Çok güzel, değil mi\?/)
})

test('guesses undeclared encodings by what reads like a language', () => {
  const russian = Buffer.from(
    'Наверное, сегодня мы говорим о погоде'
      .split('')
      .map((c) => (c.charCodeAt(0) < 128 ? c.charCodeAt(0) : c.charCodeAt(0) - 0x350)),
  )
  assert.equal(decodeText(russian, noCharset).text, 'Наверное, сегодня мы говорим о погоде')
  const hebrew = 'היום אנחנו מדברים על מזג האוויר בירושלים'
  const hebrewBytes = Buffer.from(hebrew.split('').map((c) => (c === ' ' ? 32 : c.charCodeAt(0) - 0x5d0 + 0xe0)))
  assert.equal(decodeText(hebrewBytes, noCharset).text, hebrew)
})

test('tells Turkish from the Icelandic and Western text that shares its bytes', () => {
  const turkishLetters: Readonly<Record<string, number>> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe }
  const turkish = 'Güneş doğdu, çay demlendi. Bahçede kimse yoktu, yalnız rüzgâr değil; kuşlar da sustu.'
  const bytes = Buffer.from([...turkish].map((c) => turkishLetters[c] ?? c.charCodeAt(0)))
  assert.equal(decodeText(bytes, { ...noCharset, charset: 'utf-8' }).text, turkish)
  for (const text of ['Það er góð hugmynd að gróðursetja tré við ána', 'Où êtes-vous passés, chère Zoë ?'])
    assert.equal(decodeText(bytesOf(text, 'latin1'), noCharset).text, text)
})

test('an unknown or impossible label is as good as none', () => {
  for (const charset of ['x-unknown', 'utf-16', '"', '', 'none']) {
    assert.equal(decodeText(bytesOf('<a>ok é</a>', 'utf8'), { ...noCharset, charset }).text, '<a>ok é</a>')
  }
})

test('never throws, whatever the bytes and labels', () => {
  const label = fc.option(
    fc.oneof(fc.string(), fc.constantFrom('gbk', 'iso-2022-jp', 'utf-16be', 'x-user-defined', 'utf-7')),
    { nil: null },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), label, (bytes, charset) => {
      assert.equal(typeof decodeText(bytes, { charset, kind: 'html' }).text, 'string')
    }),
  )
})
