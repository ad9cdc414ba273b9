import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonEra } from './calendars.ts'

const day = (year: number, month: number, day: number) => Object.values(commonEra({ year, month, day })).join('-')

test('turns Persian days into days of the common era, leap years included', () => {
  assert.equal(day(1405, 1, 1), '2026-3-21')
  assert.equal(day(1386, 3, 1), '2007-5-22')
  assert.equal(day(1403, 12, 30), '2025-3-20')
  assert.equal(day(1404, 12, 30), '1404-12-30')
  assert.equal(day(1405, 7, 31), '1405-7-31')
})

test('turns Buddhist years, and leaves common and lunar ones alone', () => {
  assert.equal(day(2569, 11, 20), '2026-11-20')
  assert.equal(day(2026, 11, 20), '2026-11-20')
  assert.equal(day(1448, 6, 9), '1448-6-9')
})
