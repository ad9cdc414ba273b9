import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { makeExcerpt, type ExcerptInput } from './make-excerpt.ts'

const lede = 'The harbour board has voted to sell the last public pier. Hardly anyone came to watch.'
const input = (given: Partial<ExcerptInput>): ExcerptInput => ({
  dek: null,
  paragraphs: [lede],
  title: 'Who owns the view?',
  lang: 'en',
  maxChars: 400,
  ...given,
})

test('takes the editor’s summary before the piece’s first words', () => {
  assert.deepEqual(makeExcerpt(input({ dek: 'Selling a pier is cheap. What it costs comes later.' })), {
    text: 'Selling a pier is cheap. What it costs comes later.',
    from: 'dek',
  })
})

test('takes the lede when the summary is missing, the headline again, too short or torn from the lede', () => {
  for (const dek of [
    null,
    '',
    'Who owns the view?',
    'WHO OWNS THE VIEW',
    'A pier.',
    'The harbour board has voted to sell the last publ…',
    'The harbour board has voted to sell the last public',
  ]) {
    assert.deepEqual(makeExcerpt(input({ dek })), { text: lede, from: 'lede' }, String(dek))
  }
})

test('keeps a torn summary when there is nothing better, without its torn word', () => {
  assert.deepEqual(makeExcerpt(input({ dek: 'What the town loses when the pier is so…', paragraphs: [] })), {
    text: 'What the town loses when the pier is…',
    from: 'dek',
  })
  assert.equal(
    makeExcerpt(input({ dek: 'What the town loses when the pier is sold [...]', paragraphs: [] }))?.text,
    'What the town loses when the pier is sold…',
  )
})

test('passes over lines that are no sentences, and joins paragraphs until there is enough', () => {
  const paragraphs = ['Harbour town', 'Who owns the view?', lede, 'It would be easy to call this a small matter.']
  assert.equal(makeExcerpt(input({ paragraphs }))?.text, `${lede} It would be easy to call this a small matter.`)
  assert.equal(
    makeExcerpt(input({ paragraphs, maxChars: 70 }))?.text,
    'The harbour board has voted to sell the last public pier. Hardly…',
  )
  assert.equal(
    makeExcerpt(
      input({
        paragraphs: ['港の委員会は最後の公共桟橋を売ることを決めた。', '町は静かだった。'],
        title: null,
        lang: 'ja',
      }),
    )?.text,
    '港の委員会は最後の公共桟橋を売ることを決めた。町は静かだった。',
  )
})

test('shows nothing when there is nothing or nothing may be shown', () => {
  assert.equal(makeExcerpt(input({ paragraphs: [] })), null)
  assert.equal(makeExcerpt(input({ paragraphs: ['', ' '], dek: '…' })), null)
  assert.equal(makeExcerpt(input({ maxChars: 0 })), null)
})

test('never throws and never exceeds its bound', () => {
  fc.assert(
    fc.property(
      fc.option(fc.string({ unit: 'binary', maxLength: 300 })),
      fc.array(fc.string({ unit: 'grapheme', maxLength: 200 }), { maxLength: 6 }),
      fc.integer({ min: -5, max: 300 }),
      (dek, paragraphs, maxChars) => {
        const made = makeExcerpt({ dek, paragraphs, title: 'T', lang: null, maxChars })
        assert.ok(made === null || Array.from(new Intl.Segmenter('en').segment(made.text)).length <= maxChars)
      },
    ),
    { numRuns: 300 },
  )
})
