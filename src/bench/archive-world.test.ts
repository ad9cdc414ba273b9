import assert from 'node:assert/strict'
import { test } from 'node:test'
import { powerLaw, seededRandom } from './archive-random.ts'
import { vectorMaker, vectorOfColumn } from './archive-vector.ts'
import { makeWorld } from './archive-world.ts'

const options = { columns: 400, seed: 7, now: new Date('2026-11-22T00:00:00Z') }

test('the same seed makes the same world, oldest columns first', () => {
  const [one, other] = [[...makeWorld(options).columns()], [...makeWorld(options).columns()]]
  assert.deepEqual(one, other)
  assert.equal(one.length, 400)
  for (const [i, column] of one.entries()) if (i > 0) assert.ok(column.publishedAt >= one[i - 1]!.publishedAt)
  assert.ok(one[0]!.publishedAt < new Date('1988-01-01'))
  assert.ok(one.at(-1)!.publishedAt > new Date('2026-01-01'))
  assert.ok(new Set(one.map(({ publisher }) => publisher.lang)).size >= 10)
  assert.ok(one.some(({ writers }) => writers.length === 2))
  const { publishedAt } = makeWorld(options)
  for (const column of one) assert.deepEqual(publishedAt(column.id), column.publishedAt)
})

test('a power law reaches every rank, and half of its draws are where it says', () => {
  const random = seededRandom(5)
  const ranks = Array.from({ length: 20_000 }, () => powerLaw(100, 0.5, random))
  assert.deepEqual(
    [...new Set(ranks)].toSorted((a, b) => a - b),
    [...Array(100).keys()],
  )
  // The integral of rank to the power of -0.5 from 1 to 101, halved: (1 + √101)² / 4.
  const within = ranks.filter((rank) => rank + 1 < (1 + Math.sqrt(101)) ** 2 / 4).length
  assert.ok(Math.abs(within / ranks.length - 0.5) < 0.02, String(within))
})

test('what is put together quickly holds the words and weights that the archive would hold', () => {
  const world = makeWorld(options)
  const vectorOf = vectorMaker(world)
  for (const column of world.columns()) assert.deepEqual(wordsOf(vectorOf(column)), wordsOf(vectorOfColumn(column)))
})

/** Words with their weights; places are left out, and Chinese characters that only end a run. */
function wordsOf(vector: string): string[] {
  const weights = new Map<string, string>()
  for (const one of vector.split(' ')) {
    const [, word, places = ''] = /^('.*'|[^:]+)(?::(.*))?$/.exec(one)!
    if (/^\p{Script=Han}$/u.test(word!)) continue
    weights.set(word!, (weights.get(word!) ?? '') + places.replace(/[\d,]/g, ''))
  }
  return [...weights].map(([word, all]) => `${word} ${[...all].toSorted().join('')}`).toSorted()
}
