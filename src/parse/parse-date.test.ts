import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { parseDate } from './parse-date.ts'

const now = new Date('2026-11-22T12:00:00Z')
const read = (text: string, lang?: string) => parseDate(text, { now, lang: lang ?? null })?.toISOString() ?? null

test('reads RFC 822 dates with their usual damage', () => {
  for (const text of [
    'Sun, 22 Nov 2026 14:05:33 +0100',
    'Sun, 22 Nov 2026 13:05:33 GMT',
    'Sun,22 Nov 2026 13:05:33 -0000',
    '22 Nov 26 13:05:33 UT',
    'Sunday, 22-Nov-26 13:05:33 GMT',
    'Sun, Nov 22 2026 08:05:33 EST',
    'Sun Nov 22 13:05:33 2026',
    'Sun, 22 November, 2026 13:05:33',
    'Sun, 22 Nov 2026 14:05:33 +01:00',
    'Sun Nov 22 2026 14:05:33 GMT+0100 (Central European Standard Time)',
    '  Sun,  22 Nov 2026 13:05:33 Z ',
  ]) {
    assert.equal(read(text), '2026-11-22T13:05:33.000Z', text)
  }
})

test('reads ISO 8601 and W3C-DTF in their forms', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2026-11-22T14:05:33+01:00', '2026-11-22T13:05:33.000Z'],
    ['2026-11-22T13:05:33.123456Z', '2026-11-22T13:05:33.123Z'],
    ['2026-11-22 13:05', '2026-11-22T13:05:00.000Z'],
    ['2026-11-22T14:05:33+0100', '2026-11-22T13:05:33.000Z'],
    ['20261122T130533Z', '2026-11-22T13:05:33.000Z'],
    ['2026-11-22', '2026-11-22T00:00:00.000Z'],
    ['2026-11', '2026-11-01T00:00:00.000Z'],
    ['2026-W47-7', '2026-11-22T00:00:00.000Z'],
    ['2026-326', '2026-11-22T00:00:00.000Z'],
    ['1795352733', '2026-11-22T13:05:33.000Z'],
    ['1795352733000', '2026-11-22T13:05:33.000Z'],
  ]
  for (const [given, wanted] of cases) assert.equal(read(given), wanted, given)
})

test('reads dates in words of many languages and digits of other scripts', () => {
  for (const text of [
    'November 22nd, 2026',
    'Sonntag, 22. November 2026',
    '22 de noviembre de 2026',
    'domenica 22 novembre 2026',
    '22 Kasım 2026 Pazar',
    '22 ноября 2026 г.',
    '22 листопада 2026',
    '22 בנובמבר 2026',
    '٢٢ نوفمبر ٢٠٢٦',
    '٢٢ تشرين الثاني ٢٠٢٦',
    '22 Νοεμβρίου 2026',
    '२२ नवंबर २०२६',
    '2026年11月22日',
    '2026년 11월 22일',
    '22 tháng 11, 2026',
    '22 พฤศจิกายน 2026',
    '22 marraskuuta 2026',
    'mar. 22 nov. 2026',
    '22.11.2026',
    '22/11/2026',
    '11/22/2026',
  ]) {
    assert.equal(read(text)?.slice(0, 10), '2026-11-22', text)
  }
})

test('settles what two languages use differently by the language', () => {
  assert.equal(read('5 listopada 2026', 'pl')?.slice(0, 10), '2026-11-05')
  assert.equal(read('5 listopada 2026', 'hr')?.slice(0, 10), '2026-10-05')
  assert.equal(read('03/04/2026', 'en-US')?.slice(0, 10), '2026-03-04')
  assert.equal(read('03/04/2026', 'en-GB')?.slice(0, 10), '2026-04-03')
})

test('reads times of day as they are written', () => {
  assert.equal(read('Nov 22, 2026 at 3:05 PM EST'), '2026-11-22T20:05:00.000Z')
  assert.equal(read('Published 11/03/2026 5:00 AM EST'), '2026-11-03T10:00:00.000Z')
  assert.equal(read('11/03/2026 5:00 AM GMT'), '2026-03-11T05:00:00.000Z')
  assert.equal(read('22 novembre 2026 à 18h30'), '2026-11-22T18:30:00.000Z')
  assert.equal(read('22. November 2026, 14.05 Uhr'), '2026-11-22T14:05:00.000Z')
  assert.equal(read('2026-11-22 오후 3:05:00'), '2026-11-22T06:05:00.000Z')
})

test('a day without a year is the last such day', () => {
  assert.equal(read('November 20')?.slice(0, 10), '2026-11-20')
  assert.equal(read('December 20')?.slice(0, 10), '2025-12-20')
  assert.equal(parseDate('November 20'), null)
})

test('refuses what cannot be', () => {
  for (const text of [
    '',
    'yesterday',
    '2026-02-30',
    '31 April 2026',
    '2026-11-22T25:00:00Z',
    '2026-11-22T10:61:00Z',
    '2026-11-22T10:00:00+99:00',
    'Sun, 99 Nov 2026 10:00:00 GMT',
    'Sun, 22 Xyz 2026 10:00:00 GMT',
    '2026-xx-22',
    'vol. 12, page 2026',
    '12',
    'May',
    '1'.repeat(500),
  ]) {
    assert.equal(read(text), null, text.slice(0, 40))
  }
})

test('never throws, and what it reads is a date of four-digit year', () => {
  const piece = fc.constantFrom(
    '2026',
    '11',
    '22',
    '-',
    '/',
    ':',
    'T',
    'Z',
    '+',
    ' ',
    'Nov',
    'PM',
    '.',
    ',',
    'mar',
    '年',
    '٢',
    '13',
    '0',
    'GMT',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
      ),
      (text) => {
        const date = parseDate(text, { now })
        if (date !== null) assert.match(date.toISOString(), /^\d{4}-/)
      },
    ),
    { numRuns: 2000 },
  )
})

test('reads every instant that it could have been written from', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (date) => {
      assert.equal(parseDate(date.toISOString())?.getTime(), date.getTime())
      assert.equal(parseDate(date.toUTCString())?.getTime(), Math.floor(date.getTime() / 1000) * 1000)
    }),
  )
})
