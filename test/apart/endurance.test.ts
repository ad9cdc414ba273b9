// Five thousand visits in a row leave no more bytes in use than the first five hundred did.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benchEndurance } from '../../src/bench/index.ts'

const megabyte = 1024 * 1024

test('memory stays flat over many visits', { timeout: 240_000 }, async () => {
  const report = await benchEndurance({ visits: 5000, signal: AbortSignal.timeout(200_000) })
  assert.ok(report.visits >= 5000)
  const told = report.samples.map(({ visits, bytes }) => `${visits}: ${(bytes / megabyte).toFixed(1)} MB`).join(', ')
  assert.ok(report.growth < 8 * megabyte, told)
})
