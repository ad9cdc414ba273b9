import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callbackBaseOf } from './callback-base.ts'

test('hubs are only told of an address that they can reach, encrypted', () => {
  assert.equal(callbackBaseOf('https://columns.example.org'), 'https://columns.example.org/websub')
  for (const url of [
    'http://columns.example.org',
    'https://localhost:8080',
    'https://reader.local',
    'https://192.168.1.4',
    'https://[::1]:8443',
    'https://intranet',
    'https://wiki.internal',
  ])
    assert.equal(callbackBaseOf(url), null, url)
})
