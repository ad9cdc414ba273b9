import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { splitMarked } from './highlight.tsx'

const marked = (text: string, words: string[], runs: string[] = []) =>
  splitMarked(text, words, runs).flatMap((part) => (part.isMarked ? [part.text] : []))

test('marks words however they are written, and with another ending', () => {
  assert.deepEqual(marked('Şafak ŞAFAK safak şafağı', ['safak']), ['Şafak', 'ŞAFAK', 'safak'])
  assert.deepEqual(marked('The ferries of the ferry, ferrying', ['ferry']), ['ferry', 'ferrying'])
  assert.deepEqual(marked('Our harbours; no art in party or start', ['harbour', 'art']), ['harbours', 'art'])
})

test('marks inside runs of scripts without spaces', () => {
  assert.deepEqual(marked('東京都の経済と東京の水', [], ['東京']), ['東京', '東京'])
})

test('whatever the text is, the parts are the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.array(fc.string({ minLength: 1, maxLength: 6 })),
      fc.array(fc.string({ unit: 'binary', minLength: 1, maxLength: 3 })),
      (text, words, runs) => {
        const parts = splitMarked(text, words, runs)
        assert.equal(parts.map((part) => part.text).join(''), text)
        assert.ok(parts.every((part, i) => part.text !== '' && part.isMarked !== parts[i - 1]?.isMarked))
      },
    ),
  )
})
