import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutText } from './cut-text.ts'

const graphemes = (text: string) => Array.from(new Intl.Segmenter('en').segment(text)).length

test('leaves a text that fits as it is, without a mark', () => {
  assert.equal(cutText('Short enough.', 13, 'en'), 'Short enough.')
  assert.equal(cutText('👨‍👩‍👧‍👦👨‍👩‍👧‍👦', 2, 'en'), '👨‍👩‍👧‍👦👨‍👩‍👧‍👦')
})

test('ends at a word and marks the cut', () => {
  assert.equal(cutText('The quick brown fox jumps over the lazy dog.', 24, 'en'), 'The quick brown fox…')
  assert.equal(cutText('The quick brown fox, who jumps over the dog.', 22, 'en'), 'The quick brown fox…')
  assert.equal(cutText('It rains. It pours over the whole of the land.', 14, 'en'), 'It rains. It…')
  assert.equal(cutText('It rained. Nobodyknewwhy it did.', 14, 'en'), 'It rained. …')
  assert.equal(cutText('It rained. Nobodyknewwhy it did.', 11, 'en'), 'It rained…')
})

test('cuts unspaced scripts between words of their dictionary', () => {
  assert.equal(cutText('中华人民共和国中央人民政府今天在北京宣布成立了', 10, 'zh'), '中华人民共和国中央…')
  assert.equal(cutText('ประเทศไทยมีประชากรประมาณ 70 ล้านคนและมีกรุงเทพมหานครเป็นเมืองหลวง', 20, 'th'), 'ประเทศไทยมีประชากร…')
  assert.equal(
    cutText('吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。', 12, 'ja'),
    '吾輩は猫である。名前は…',
  )
})

test('moves before a quotation rather than into it, when enough remains', () => {
  assert.equal(
    cutText('She told the court on Monday afternoon: “I never said that, ever, to anyone.”', 60, 'en'),
    'She told the court on Monday afternoon…',
  )
  assert.equal(
    cutText('Er sagte am Montag im Gericht: „Das habe ich niemals gesagt, zu niemandem.“', 50, 'de'),
    'Er sagte am Montag im Gericht…',
  )
  assert.equal(
    cutText('“I never said that to anyone in this room or in any other,” she said.', 40, 'en'),
    '“I never said that to anyone in this…',
  )
})

test('cuts a word of 50,000 characters and long emoji sequences between graphemes', () => {
  assert.equal(cutText('a'.repeat(50_000), 150, 'en'), `${'a'.repeat(149)}…`)
  assert.equal(cutText('👩🏽‍🚀'.repeat(5_000), 10, 'en'), `${'👩🏽‍🚀'.repeat(9)}…`)
  assert.equal(cutText('🇩🇪'.repeat(500), 5, 'en'), `${'🇩🇪'.repeat(4)}…`)
  assert.equal(graphemes(cutText(`x${'\u0301'.repeat(40_000)} y`.repeat(4), 5, 'en')) <= 5, true)
})

test('cleans what is invisible or turns direction, and keeps joiners', () => {
  assert.equal(
    cutText('soft\u00adhyphen,\u202e bidi\u202c\u200b  and\n\nspaces', 100, 'en'),
    'softhyphen, bidi and spaces',
  )
  assert.equal(cutText('می\u200cخواهم', 100, 'fa'), 'می\u200cخواهم')
  assert.equal(cutText('broken \ud83d half', 100, 'en'), 'broken \ufffd half')
})

test('gives nothing for a bound that allows nothing', () => {
  for (const bound of [0, -1, Number.NaN]) assert.equal(cutText('text', bound, 'en'), '')
})

test('never exceeds its bound, never tears a grapheme, marks every cut', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.lorem({ maxCount: 60 }),
    fc
      .array(fc.constantFrom('“', '”', '「', '」', 'слово ', 'क्षत्रिय ', 'ไทย', '漢字', '🏳️‍🌈', '\u0301', ' ', '. '), {
        maxLength: 120,
      })
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 1, max: 200 }),
      fc.constantFrom('en', 'th', 'ja', 'hi', null),
      (given, bound, lang) => {
        const cut = cutText(given, bound, lang)
        assert.ok(graphemes(cut) <= bound, `${graphemes(cut)} > ${bound}: ${cut}`)
        const whole = cutText(given, 1_000_000, lang)
        assert.ok(cut === whole || cut.endsWith('…'))
        const kept = cut === whole ? cut : cut.replace(/ ?…$/, '')
        assert.ok(whole.startsWith(kept))
      },
    ),
    { numRuns: 500 },
  )
})
