import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clampDate, cleanTitle, hostOf, pathOf } from './draft-parts.ts'

const now = new Date('2026-11-22T12:00:00Z')

test('a date a little ahead of our clock becomes now; one in 2099 or before 1800 is no date', () => {
  assert.deepEqual(clampDate(new Date('2026-11-22T14:00:00Z'), now), now)
  assert.deepEqual(clampDate(new Date('2026-11-21T14:00:00Z'), now), new Date('2026-11-21T14:00:00Z'))
  assert.equal(clampDate(new Date('2099-01-01'), now), null)
  assert.equal(clampDate(new Date('1601-01-01'), now), null)
  assert.equal(clampDate(new Date(Number.NaN), now), null)
  assert.equal(clampDate(null, now), null)
})

test('a headline keeps to one line, and one of 900 characters ends at a word with an ellipsis', () => {
  assert.equal(cleanTitle('  Bread\n and   roses '), 'Bread and roses')
  const long = cleanTitle('word '.repeat(180))
  assert.ok(long.length <= 501 && long.endsWith('word…'), long)
  assert.ok(cleanTitle('x'.repeat(900)).length <= 501)
})

test('a cut headline never ends in half a character', () => {
  for (let pad = 0; pad < 4; pad += 1) assert.ok(cleanTitle('a'.repeat(pad) + '🌍'.repeat(400)).isWellFormed())
})

test('the host and the path of an address are those that the URL Standard gives, plain or not', () => {
  for (const url of [
    'https://paper.example/',
    'https://paper.example/opinion/2026/11/a-b_c.html?x=1&y=2',
    'http://localhost.example:4711/a/b',
    'https://paper.example:443/a',
    'https://Paper.example/Opinion',
    'https://paper.example',
    'https://paper.example/a/../b?c#d',
    'https://ünlü.example/köşe',
  ]) {
    assert.equal(hostOf(url), URL.parse(url)?.host, url)
    assert.equal(pathOf(url), URL.parse(url)?.pathname, url)
  }
  assert.equal(hostOf('paper'), null)
})
