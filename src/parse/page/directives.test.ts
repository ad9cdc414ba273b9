import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitRobots } from './directives.ts'

test('splits names, values and dates with a comma', () => {
  assert.deepEqual(
    splitRobots('NOINDEX , max-snippet: 50,unavailable_after: Friday, 25-Dec-2026 15:00:00 GMT, nofollow'),
    [
      { name: 'noindex', value: null },
      { name: 'max-snippet', value: '50' },
      { name: 'unavailable_after', value: 'Friday, 25-Dec-2026 15:00:00 GMT' },
      { name: 'nofollow', value: null },
    ],
  )
  assert.deepEqual(splitRobots('unavailable_after: 2026-12-25'), [{ name: 'unavailable_after', value: '2026-12-25' }])
})

test('reads what can be read of junk, and not without end', () => {
  assert.deepEqual(splitRobots(',, max-snippet:, ;;'), [{ name: 'max-snippet', value: null }])
  assert.ok(splitRobots('noindex,'.repeat(10_000)).length <= 200)
})
