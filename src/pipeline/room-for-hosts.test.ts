import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomForHosts } from './room-for-hosts.ts'

test('others are asked while what came is read; never more at once than may be, nor twice as many leased', () => {
  assert.equal(roomForHosts({ leased: 0, preparing: 0, reading: 0 }, 32), 32)
  assert.equal(roomForHosts({ leased: 32, preparing: 32, reading: 0 }, 32), 0, 'all are asked for their rules')
  assert.equal(roomForHosts({ leased: 32, preparing: 0, reading: 0 }, 32), 0, 'all are asked for their feeds')
  assert.equal(roomForHosts({ leased: 32, preparing: 16, reading: 0 }, 32), 16)
  assert.equal(roomForHosts({ leased: 32, preparing: 0, reading: 32 }, 32), 32, 'all have answered')
  assert.equal(roomForHosts({ leased: 60, preparing: 20, reading: 20 }, 32), 4)
  assert.equal(roomForHosts({ leased: 64, preparing: 0, reading: 64 }, 32), 0)
  assert.equal(roomForHosts({ leased: 50, preparing: 0, reading: 0 }, 32), 0)
})
