import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fingerprintOf } from '../parse/index.ts'
import { containment, headlineOf, isLikeHeadline, isSameHeadline } from './likeness.ts'

const words = Array.from({ length: 900 }, (_, i) => `word${(i * 7919) % 2003}`)
const sketch = (from: number, to: number) => fingerprintOf([words.slice(from, to).join(' ')])!

test('the share of the shorter text is found within a fifth, for wholes, openings, halves and strangers', () => {
  const cases: [string, [number, number], [number, number], number][] = [
    ['the same', [0, 900], [0, 900], 1],
    ['an opening', [0, 900], [0, 200], 1],
    ['half', [0, 600], [300, 900], 0.5],
    ['strangers', [0, 450], [450, 900], 0],
  ]
  for (const [name, one, other, share] of cases) {
    const found = containment(sketch(...one), sketch(...other))
    assert.ok(Math.abs(found - share) <= 0.2, `${name}: ${found}`)
    assert.equal(found, containment(sketch(...other), sketch(...one)), name)
  }
  assert.equal(containment({ shingles: 100, hashes: [] }, { shingles: 100, hashes: [] }), 0)
})

test('a headline is the same but for case, accents and marks, and only if it is long enough to be one', () => {
  const isSame = (one: string, other: string) => isSameHeadline(headlineOf(one), headlineOf(other))
  assert.ok(isSame('Kar neden sessizdir?', 'KAR NEDEN SESSİZDİR'))
  assert.ok(isSame('“What the river remembers”', 'What the river remembers'))
  assert.ok(isSame('東京の水はどこから来るのか私たちは', '東京の水はどこから来るのか、私たちは'))
  assert.ok(!isSame('Letters', 'Letters'))
  assert.ok(!isSame('The week', 'The Week'))
  assert.ok(!isSame('What the river remembers', 'What the river forgets'))
  assert.ok(!isSame('', ''))
})

test('headlines are alike when they share half of the longer one', () => {
  assert.ok(isLikeHeadline('Flour, water and the man upstairs', 'The man upstairs, flour and water'))
  assert.ok(!isLikeHeadline('Flour, water and the man upstairs', 'Bread'))
  assert.ok(!isLikeHeadline('!!!', '???'))
})

test('what two texts share is counted among the smallest hashes of both, however many either has', () => {
  const hashes = fc
    .uniqueArray(fc.integer({ min: -60, max: 60 }), { maxLength: 64 })
    .map((list) => list.toSorted((a, b) => a - b))
  fc.assert(
    fc.property(hashes, hashes, fc.integer({ min: 60, max: 900 }), (one, other, shingles) => {
      const smallest = [...new Set([...one, ...other])].toSorted((a, b) => a - b).slice(0, 64)
      const shared = smallest.filter((hash) => one.includes(hash) && other.includes(hash)).length
      const alike = shared / Math.max(1, smallest.length)
      const common = (alike * (shingles + 100)) / (1 + alike)
      const found = containment({ shingles, hashes: one }, { shingles: 100, hashes: other })
      assert.equal(found, Math.min(1, common / Math.min(shingles, 100)))
    }),
  )
})
