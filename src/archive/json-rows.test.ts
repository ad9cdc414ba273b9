import assert from 'node:assert/strict'
import { test } from 'node:test'
import { jsonRows } from './json-rows.ts'

test('what PostgreSQL cannot store as text is replaced, and nothing else', () => {
  assert.deepEqual(JSON.parse(jsonRows([{ a: 'x\0y', b: '\ud800', c: '\\u0000', d: '\\\\ud800', e: '😀', f: '\\' }])), [
    { a: 'x\ufffdy', b: '\ufffd', c: '\\u0000', d: '\\\\ud800', e: '😀', f: '\\' },
  ])
})
