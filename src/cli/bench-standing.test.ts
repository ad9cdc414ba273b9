import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idleVerdict } from './bench-standing.ts'

test('each bound of an idle command is judged by itself', () => {
  const verdict = (rssMb: number, ...firstPageMs: number[]) =>
    idleVerdict({ command: 'start', firstPageMs, started: { rssMb, privateDirtyMb: 50 }, read: null })
  assert.equal(
    verdict(125, 590, 598, 700),
    'start: memory 125 of 120 MB, falls short; first page 598 of 1500 ms, holds',
  )
  assert.equal(verdict(95, 1600), 'start: memory 95 of 120 MB, holds; first page 1600 of 1500 ms, falls short')
  assert.equal(verdict(120, 1500), 'start: memory 120 of 120 MB, holds; first page 1500 of 1500 ms, holds')
  assert.equal(verdict(108), 'start: memory 108 of 120 MB, holds')
})
