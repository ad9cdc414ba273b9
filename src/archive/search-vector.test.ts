import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameVector, prefixQuery, searchQuery, searchVector } from './search-vector.ts'

test('words keep their places and weights, and no phrase spans two texts', () => {
  assert.equal(
    searchVector([
      ['A', 'The river, the sea'],
      ['B', null],
      ['C', 'Opinion'],
    ]),
    'the:1A,3A river:2A sea:4A opinion:10C',
  )
})

test('a query has words, phrases, negations and alternatives', () => {
  assert.equal(searchQuery('River SEA'), "('river' & 'sea')")
  assert.equal(searchQuery('"the river" -lakes'), "(('the' <-> 'river') & !'lakes')")
  assert.equal(searchQuery('şafak or günes'), "'safak' | 'gunes'")
  assert.equal(searchQuery('東京都'), "('東京' <-> '京都')")
  assert.equal(searchQuery('東'), "'東':*")
  assert.equal(searchQuery('o’neill'), "'oneill'")
})

test('nothing to look for is no query', () => {
  for (const text of ['', '  ', '-river', '"', '!!', 'or', '-"the river"']) assert.equal(searchQuery(text), null)
  assert.equal(prefixQuery('…'), null)
})

test('names are found by the beginnings of their parts', () => {
  assert.equal(prefixQuery('Ann Mej'), "('ann':* | 'ǂan':*) & ('mej':* | 'ǂmei':*)")
  assert.equal(prefixQuery('Нав'), "('нав':* | 'ǃnav':*)")
  assert.equal(prefixQuery('יוסף'), "'יוסף':*")
  assert.equal(nameVector(['Ann Мейх']), 'ann:1A меих:2A ǃan:8A ǂmeih:9A')
})

test('no input breaks out of the query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      for (const query of [searchQuery(text), prefixQuery(text)])
        if (query !== null) assert.match(query, /^[\s()&|!<>\-:*]*('[\p{L}\p{M}\p{N}]+'[\s()&|!<>\-:*]*)+$/u)
      assert.match(searchVector([['A', text]]), /^([\p{L}\p{M}\p{N}]+:(\d+A,?)+ ?)*$/u)
    }),
  )
})
