import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as hold, constantFrom, property, string } from 'fast-check'
import { matchesPattern, normalisePattern, pathOf } from './path-pattern.ts'

test('matches as the regular expression of the same meaning does', () => {
  const letters = { unit: constantFrom('a', 'b', '/', '.'), maxLength: 12 }
  const patterns = string({ unit: constantFrom('a', 'b', '/', '.', '*', '*'), maxLength: 8 })
  hold(
    property(patterns, string(letters), constantFrom('', '$'), (pattern, path, end) => {
      const expression = pattern.replace(/[/.]/g, '\\$&').replaceAll('*', '.*')
      assert.equal(matchesPattern(pattern + end, path), new RegExp(`^${expression}${end}`).test(path))
    }),
    { numRuns: 2000 },
  )
})

test('a path and its fully escaped form are the same', () => {
  hold(
    property(string({ unit: 'grapheme', minLength: 1 }), (text) => {
      // After a letter, since dots alone stand for another place (RFC 3986 §5.2.4).
      const path = `/a${encodeURIComponent(text)}`
      const lowerCase = path.replace(/%../g, (escape) => escape.toLowerCase())
      assert.equal(pathOf(`https://paper.example${path}`), pathOf(`https://paper.example${lowerCase}`))
      assert.ok(matchesPattern(normalisePattern(path), pathOf(`https://paper.example${path}`) ?? ''))
    }),
  )
})

test('a plain address has the path that parsing it finds', () => {
  const units = [
    'a',
    'B',
    '7',
    '/',
    '.',
    '~',
    '-',
    '_',
    '?',
    '=',
    '&',
    '%',
    '%7e',
    '%2f',
    '#',
    ' ',
    '*',
    '$',
    '\\',
    '\n',
  ]
  hold(
    property(string({ unit: constantFrom(...units), maxLength: 12 }), (text) => {
      const { pathname, search } = new URL(`/a${text}`, 'https://paper.example')
      // A port that is none is parsed in any case.
      assert.equal(pathOf(`https://paper.example:/a${text}`), pathOf(`https://paper.example/a${text}`))
      assert.equal(pathOf(`https://paper.example/a${text}`), pathOf(pathname + search))
    }),
    { numRuns: 5000 },
  )
})

test('only http addresses and paths have a path to compare', () => {
  assert.equal(pathOf('https://paper.example'), '/')
  assert.equal(pathOf('/a?b#c'), '/a?b')
  assert.equal(pathOf('mailto:desk@paper.example'), null)
  assert.equal(pathOf('http://'), null)
})
