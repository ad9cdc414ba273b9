import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { rhythmOf, type WritingDay } from './index.ts'

/** A Sunday. */
const now = new Date('2026-11-22T12:00:00Z')

function day(daysAgo: number, columns = 1): WritingDay {
  return { day: new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10), columns }
}

/** On these days of the week (1 is Monday) in each of the last `weeks` full weeks. */
function weekly(weekdays: readonly number[], weeks: number, from = 0): WritingDay[] {
  return Array.from({ length: weeks }, (_, i) => i + from).flatMap((week) =>
    weekdays.map((weekday) => day(week * 7 + (7 - weekday))),
  )
}

test('names the days of the week on which someone usually writes', () => {
  const rhythm = rhythmOf(weekly([2, 5], 20), now)
  assert.deepEqual(rhythm.usualDays, [2, 5])
  assert.equal(rhythm.columns, 40)
  assert.equal(rhythm.perMonth, null)
  assert.equal(rhythm.silentDays, null)
  assert.equal(rhythm.weeksInARow, 20)
})

test('a day now and then does not make it usual, nor does a habit of last winter', () => {
  assert.deepEqual(rhythmOf([...weekly([2], 20), day(3), day(17)], now).usualDays, [2])
  assert.deepEqual(rhythmOf([...weekly([2], 20), ...weekly([6], 15, 30)], now).usualDays, [2])
})

test('a pause does not undo a habit, and is said when it is longer than two of the usual pauses', () => {
  const rested = weekly([2, 5], 20).filter(({ day: at }) => at <= '2026-11-06')
  const rhythm = rhythmOf(rested, now)
  assert.deepEqual(rhythm.usualDays, [2, 5])
  assert.equal(rhythm.silentDays, 16)
  assert.equal(rhythm.weeksInARow, null)
  const weeklyWriter = weekly([1], 20).filter(({ day: at }) => at <= '2026-11-09')
  assert.equal(rhythmOf(weeklyWriter, now).silentDays, null)
  assert.equal(
    rhythmOf(
      weekly([1], 20).filter(({ day: at }) => at <= '2026-11-02'),
      now,
    ).silentDays,
    20,
  )
})

test('whoever writes on no day in particular has a number a month', () => {
  const rhythm = rhythmOf(
    [0, 13, 27, 38, 52, 66, 79, 91].map((ago) => day(ago + 3)),
    now,
  )
  assert.deepEqual(rhythm.usualDays, [])
  assert.ok(rhythm.perMonth !== null && Math.abs(rhythm.perMonth - 2.6) < 0.2, String(rhythm.perMonth))
})

test('few columns are no habit, and old or future ones are not of this year', () => {
  assert.deepEqual(rhythmOf([day(2), day(9), day(16)], now), {
    columns: 3,
    days: 3,
    usualDays: [],
    perMonth: null,
    silentDays: null,
    weeksInARow: null,
  })
  assert.equal(rhythmOf([day(400), day(-3)], now).columns, 0)
  assert.equal(rhythmOf([], now).days, 0)
})

test('whatever the days are, the order does not matter and nothing is impossible', () => {
  const days = fc.array(
    fc.record({ ago: fc.integer({ min: -10, max: 500 }), columns: fc.integer({ min: 0, max: 6 }) }),
    { maxLength: 200 },
  )
  fc.assert(
    fc.property(days, (list) => {
      const unique = [...new Map(list.map((one) => [one.ago, day(one.ago, one.columns)])).values()]
      const rhythm = rhythmOf(unique, now)
      assert.deepEqual(rhythmOf(unique.toReversed(), now), rhythm)
      assert.ok(rhythm.days <= 366 && rhythm.columns >= rhythm.days)
      assert.ok(rhythm.usualDays.length <= 7 && (rhythm.usualDays.length === 0 || rhythm.perMonth === null))
      assert.ok(rhythm.silentDays === null || rhythm.silentDays > 7)
      assert.ok(rhythm.weeksInARow === null || (rhythm.weeksInARow >= 4 && rhythm.weeksInARow <= 53))
    }),
  )
})
