import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fingerprintOf } from './fingerprint.ts'

const words = Array.from({ length: 300 }, (_, i) => `word${(i * 7919) % 613}`)

test('the same text is the same, whatever its case, accents, punctuation and paragraphs', () => {
  const plain = fingerprintOf([`${words.join(' ')} cafe kosede ne olur`])
  const printed = fingerprintOf([
    words.slice(0, 100).join(', ').toUpperCase(),
    `${words.slice(100).join(' ')} — Café köşede, ne olur?`,
  ])
  assert.deepEqual(plain, printed)
  assert.equal(plain?.shingles, 300)
  assert.equal(plain?.hashes.length, 64)
  assert.deepEqual(
    plain?.hashes,
    plain?.hashes.toSorted((a, b) => a - b),
  )
})

test('a text is the same whether its letters fold one by one or only together', () => {
  const letters = 'aÀÉéñŞşİıßÆøŁŉĳºª½…“”’–\u00ad\u00a0´ .,1²ΆσςΣЙёשָׁכّةىیک\u200f€ﬁ'
  const texts = fc.array(fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 9 }), {
    minLength: 80,
    maxLength: 120,
  })
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.map((part, i) => `${part}${i}`).join(' ')
      // A letter of a script farther off at the end has all of it folded together.
      assert.deepEqual(fingerprintOf([text, 'あ']), fingerprintOf([`${text} あ`]))
    }),
  )
})

test('a teaser is too short to be told from others; texts without spaces are cut by their signs', () => {
  assert.equal(fingerprintOf([words.slice(0, 60).join(' ')]), null)
  assert.equal(fingerprintOf([]), null)
  const tokyo = Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 37) % 900))).join('')
  assert.ok((fingerprintOf([tokyo])?.shingles ?? 0) > 150)
})

test('different texts share next to nothing, and hostile ones cost little', () => {
  const one = new Set(fingerprintOf([words.join(' ')])?.hashes)
  const other = fingerprintOf([words.map((word) => `${word}x`).join(' ')])?.hashes ?? []
  assert.equal(other.filter((hash) => one.has(hash)).length, 0)
  const started = performance.now()
  fingerprintOf(['a '.repeat(2_000_000), 'b'.repeat(1_000_000)])
  assert.ok(performance.now() - started < 1000)
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 20 }), (paragraphs) => {
      const found = fingerprintOf(paragraphs)
      assert.ok(found === null || (found.hashes.length <= 64 && found.hashes.every((hash) => Number.isInteger(hash))))
    }),
  )
})
