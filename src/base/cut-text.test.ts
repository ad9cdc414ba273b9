import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cutAtWord } from './index.ts'

test('a text is cut after a word, with an ellipsis, and left alone when it fits', () => {
  assert.equal(cutAtWord('short', 5), 'short')
  assert.equal(cutAtWord('The river has a memory', 14), 'The river has…')
  assert.equal(cutAtWord('The river, has', 12), 'The river…')
  assert.equal(cutAtWord('Nobody. Ever again', 9), 'Nobody…')
  assert.equal(cutAtWord('x'.repeat(50), 10), `${'x'.repeat(9)}…`)
  assert.equal(cutAtWord('東京都の水は誰のものか', 5), '東京都の…')
  assert.equal(cutAtWord('anything', 0), '')
})

test('no grapheme is broken and the bound is kept', () => {
  const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  assert.equal(cutAtWord('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3), '👩‍👩‍👧‍👦👩‍👩‍👧‍👦…')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 2, max: 60 }), (text, maxChars) => {
      assert.ok([...graphemes.segment(cutAtWord(text, maxChars))].length <= maxChars)
    }),
  )
})
