import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lookAtMemory } from './settle-memory.ts'

const megabyte = 1024 * 1024

test('memory is given back by an idle process, once for each time it has grown, and never while it works', () => {
  const state = { busy: 0.5, bytes: 150 * megabyte, collected: 0 }
  const look = lookAtMemory({
    busy: () => state.busy,
    residentBytes: () => state.bytes,
    collect() {
      state.collected += 1
      state.bytes -= 30 * megabyte
    },
  })
  look()
  assert.equal(state.collected, 0, 'under load')
  state.busy = 0.001
  look()
  assert.equal(state.collected, 1)
  look()
  state.bytes += 4 * megabyte
  look()
  assert.equal(state.collected, 1, 'hardly anything came to it')
  state.bytes += 40 * megabyte
  state.busy = 0.9
  look()
  assert.equal(state.collected, 1, 'under load again')
  state.busy = 0
  look()
  assert.equal(state.collected, 2)
})
