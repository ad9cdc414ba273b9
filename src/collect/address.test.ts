import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLoopback, whyNotPublic } from './address.ts'

test('lets public addresses through', () => {
  for (const address of [
    '1.1.1.1',
    '9.255.255.255',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.1',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700::1111',
    '2001:200::1',
    '2a00:1450:4001:81b::2003',
    // NAT64 of a public address reaches that address.
    '64:ff9b::101:101',
    '64:ff9b::1.1.1.1',
  ]) {
    assert.equal(whyNotPublic(address), null, address)
  }
})

test('refuses both ends of every special-purpose range', () => {
  for (const address of [
    ['0.0.0.0', '0.255.255.255'],
    ['10.0.0.0', '10.255.255.255'],
    ['100.64.0.0', '100.127.255.255'],
    ['127.0.0.1', '127.255.255.255'],
    ['169.254.0.0', '169.254.255.255'],
    ['172.16.0.0', '172.31.255.255'],
    ['192.0.0.0', '192.0.0.255'],
    ['192.0.2.0', '192.0.2.255'],
    ['192.31.196.1', '192.52.193.1'],
    ['192.88.99.0', '192.88.99.255'],
    ['192.168.0.0', '192.168.255.255'],
    ['192.175.48.1', '198.18.0.0'],
    ['198.19.255.255', '198.51.100.7'],
    ['203.0.113.0', '203.0.113.255'],
    ['224.0.0.0', '239.255.255.255'],
    ['240.0.0.0', '255.255.255.255'],
    ['::', '::1'],
    ['::7f00:1', '::ffff:127.0.0.1'],
    ['::ffff:1.1.1.1', '::ffff:a9fe:a9fe'],
    ['64:ff9b::7f00:1', '64:ff9b::10.0.0.1'],
    ['64:ff9b::', '64:ff9b::a9fe:0'],
    ['64:ff9b:1::1', '100::1'],
    ['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['2001:2::1', '2001:1ff:ffff::1'],
    ['2001:db8::1', '2001:db8:ffff::1'],
    ['2002:7f00:1::1', '2002:101:101::1'],
    ['2620:4f:8000::1', '3fff::1'],
    ['4000::1', '5f00::1'],
    ['fc00::1', 'fdff::1'],
    ['fe80::1', 'fec0::1'],
    ['ff02::1', '1:0:1:0:1:0:1:0'],
  ].flat()) {
    assert.notEqual(whyNotPublic(address), null, address)
  }
})

test('refuses what is not an address at all, and addresses with a zone', () => {
  for (const text of ['', 'localhost', '127.1', '0x7f000001', '1.2.3', 'fe80::1%eth0', '2606:4700::1111%1']) {
    assert.notEqual(whyNotPublic(text), null, text)
  }
})

test('says which range it was', () => {
  assert.equal(whyNotPublic('169.254.169.254'), 'link local (169.254.0.0/16)')
  assert.equal(whyNotPublic('64:ff9b::7f00:1'), 'NAT64 of loopback (127.0.0.0/8)')
})

test('loopback is 127.0.0.0/8 and ::1, never a mapped address', () => {
  assert.equal(isLoopback('127.9.9.9'), true)
  assert.equal(isLoopback('::1'), true)
  assert.equal(isLoopback('::ffff:127.0.0.1'), false)
  assert.equal(isLoopback('128.0.0.1'), false)
})
