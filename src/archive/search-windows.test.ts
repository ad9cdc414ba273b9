import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nextWindow, periodTags, type Window } from './search-windows.ts'

const newest = new Date('2026-11-22T12:00:00Z')
/** 1,500 columns in eleven days: some 4,000 a month. */
const since = new Date('2026-11-11T12:00:00Z')
const looked = (met: number, enough = 150) => ({ since, newest, walked: 1500, met, enough })

test('a window is as long as what was met makes it', () => {
  assert.deepEqual(
    [nextWindow(null, looked(100)).tags, nextWindow(null, looked(100)).since],
    ["'@m:2026-11'", new Date('2026-11-01')],
  )
  assert.equal(nextWindow(null, looked(50)).tags, "('@m:2026-11' | '@m:2026-10')")
  const quarters = nextWindow(null, looked(10))
  assert.deepEqual(
    [quarters.tags, quarters.since],
    ["('@q:2026-4' | '@q:2026-3' | '@q:2026-2')", new Date('2026-04-01')],
  )
  const years = nextWindow(null, looked(2))
  assert.deepEqual(
    [years.tags, years.since],
    ["('@y:2026' | '@y:2025' | '@y:2024' | '@y:2023')", new Date('2023-01-01')],
  )
  assert.equal(nextWindow(null, looked(0, 1000)).tags, null)
})

test('the next window begins where the last one ended', () => {
  const first = nextWindow(null, looked(100))
  first.met = 5
  const second = nextWindow(first, looked(105))
  assert.match(second.tags!, /^\('@q:2026-4' \| /)
  assert.deepEqual(second.before, new Date('2026-11-01'))
})

test('whatever is met, all of time is looked at in few windows and without a gap', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 12 }), fc.nat({ max: 149 }), (metInWindows, atFirst) => {
      let met = atFirst
      let window = null as Window | null
      for (let i = 0; i < 40; i++) {
        const next: Window = nextWindow(window, looked(met, 1000))
        assert.deepEqual(next.before, window?.since ?? null)
        if (next.tags === null) return
        assert.ok(next.since < (next.before ?? since))
        const inside = new Date((next.before ?? since).getTime() - 1)
        assert.ok(periodTags(inside).some((tag) => next.tags!.includes(`'${tag}'`)))
        assert.ok(periodTags(next.since).some((tag) => next.tags!.includes(`'${tag}'`)))
        next.met = metInWindows[i] ?? 0
        met += next.met
        window = next
      }
      assert.fail('too many windows')
    }),
  )
})

test('an instant has the tags of its month, quarter and year', () => {
  assert.deepEqual(periodTags(new Date('1999-12-31T23:59:59Z')), ['@m:1999-12', '@q:1999-4', '@y:1999'])
})
