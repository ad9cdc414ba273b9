import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSearchable, parseSearchQuery } from './search-query.ts'
import { tagsQuery, wordsQuery } from './search-terms.ts'
import { nameVector, prefixQuery, searchVector, tagOf, wholeNameQuery } from './search-vector.ts'

test('words keep their places and weights, and no phrase spans two texts', () => {
  assert.equal(
    searchVector([
      ['A', 'The river, the sea'],
      ['B', null],
      ['C', 'Opinion'],
    ]),
    'the:1A river:2A the:3A sea:4A opinion:10C',
  )
})

test('words of a text that says its language are held by their stem, beside them what kind of column it is', () => {
  assert.equal(
    searchVector([['B', 'Élections locales', 'fr-CA']], [tagOf('l', 'fr'), tagOf('m', '2026-11')]),
    "'@l:fr' '@m:2026-11' elect.fr:1B local.fr:2B",
  )
  assert.equal(searchVector([['B', 'The 2026 выборы 東京', 'en']]), 'the.en:1B 2026:2B выборы:3B 東京:4B 京:4B')
  assert.equal(searchVector([['A', 'Новый день', 'ru']]), 'нов.ru:1A ден.ru:2A')
})

test('a query has words, phrases, negations and alternatives', () => {
  const query = (text: string) => wordsQuery(parseSearchQuery(`lang:he ${text}`))
  assert.equal(query('River SEA'), "('river' & 'sea')")
  assert.equal(query('"the river" -lakes'), "(('the' <-> 'river') & !'lakes')")
  assert.equal(query('şafak or günes'), "'safak' | 'gunes'")
  assert.equal(query('東京都'), "('東京' <-> '京都')")
  assert.equal(query('東'), "'東':*")
  assert.equal(query('o’neill'), "'oneill'")
})

test('a word is looked for under its stem, in the language that was asked for or in all of its script', () => {
  const query = (text: string) => wordsQuery(parseSearchQuery(text))
  assert.equal(query('lang:fr élections'), "('elections' | 'elect.fr')")
  assert.equal(query('lang:fr "élections locales"'), "(('elections' <-> 'locales') | ('elect.fr' <-> 'local.fr'))")
  assert.match(query('elections')!, /^\('elections' \| .*'election\.de' .*'elec\.en' .*'elect\.fr' /)
  assert.match(query('выборов')!, /^\('выборов' \| .*'выбор\.ru'.*\)$/)
  assert.equal(query('תל'), "'תל'")
})

test('nothing to look for is no query', () => {
  for (const text of ['', '  ', '-river', '"', '!!', 'or', '-"the river"']) {
    assert.equal(wordsQuery(parseSearchQuery(text)), null)
    assert.equal(isSearchable(parseSearchQuery(text)), false)
  }
  assert.equal(prefixQuery('…'), null)
})

test('names are found by the beginnings of their parts', () => {
  assert.equal(prefixQuery('Ann'), "('ann':* | 'ǂan':*)")
  assert.equal(prefixQuery('Ann Mej'), "('ann':* | 'ǂan':* | 'ǁn') & ('mej':* | 'ǂmei':* | 'ǁmg')")
  assert.equal(prefixQuery('Нав'), "('нав':* | 'ǃnav':*)")
  assert.equal(prefixQuery('יוסף'), "('יוסף':* | 'ǀsp')")
  assert.equal(wholeNameQuery('Нав'), "('нав' | 'ǃnav')")
  assert.equal(nameVector(['Ann Мейх']), 'ann:1A меих:2A ǃan ǀn ǂmeih')
})

test('no input breaks out of the query', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const parsed = parseSearchQuery(text)
      for (const query of [wordsQuery(parsed), tagsQuery(parsed), prefixQuery(text), wholeNameQuery(text)])
        if (query !== null) assert.match(query, /^[\s()&|!<>\-:*]*('[\p{L}\p{M}\p{N}@:.-]+'[\s()&|!<>\-:*]*)+$/u)
      assert.match(searchVector([['A', text, 'en']]), /^([\p{L}\p{M}\p{N}.]+:(\d+A,?)+ ?)*$/u)
    }),
  )
})
