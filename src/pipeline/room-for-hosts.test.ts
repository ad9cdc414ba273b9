import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomForHosts, roomToAsk } from './room-for-hosts.ts'

test('others are begun while some are asked and what came is read; never twice as many as may be asked at once', () => {
  assert.equal(roomForHosts({ begun: 0, preparing: 0, reading: 0 }, 32), 32)
  assert.equal(roomForHosts({ begun: 32, preparing: 32, reading: 0 }, 32), 0, 'all are asked for their rules')
  assert.equal(roomForHosts({ begun: 32, preparing: 0, reading: 0 }, 32), 32, 'all are asked for their feeds')
  assert.equal(roomForHosts({ begun: 50, preparing: 10, reading: 20 }, 32), 14)
  assert.equal(roomForHosts({ begun: 50, preparing: 20, reading: 20 }, 32), 12)
  assert.equal(roomForHosts({ begun: 64, preparing: 0, reading: 64 }, 32), 0, 'reading is what takes long')
})

test('no more are asked for what is due than may be at once; whoever has answered makes room', () => {
  assert.equal(roomToAsk({ begun: 32, preparing: 32, reading: 0 }, 32), 32)
  assert.equal(roomToAsk({ begun: 64, preparing: 32, reading: 0 }, 32), 0)
  assert.equal(roomToAsk({ begun: 64, preparing: 32, reading: 5 }, 32), 5)
  assert.equal(roomToAsk({ begun: 40, preparing: 0, reading: 4 }, 32), 0, 'read, they are asked again')
})
