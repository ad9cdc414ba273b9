import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interfaceLanguages } from '../../http/interface-language.ts'
import { catalogueOf } from './phrases.ts'

const english = catalogueOf(interfaceLanguages.en, {})

test('a plural takes the form of its language', () => {
  const ukrainian = catalogueOf(interfaceLanguages.uk, {
    views: '{n, plural, one {# перегляд} few {# перегляди} many {# переглядів} other {# перегляду}}',
  })
  assert.equal(english.views(1), '1 view')
  assert.equal(english.views(12_000), '12,000 views')
  assert.deepEqual([1, 3, 5, 21].map(ukrainian.views), ['1 перегляд', '3 перегляди', '5 переглядів', '21 перегляд'])
})

test('one argument may be given alone, several by their names', () => {
  assert.equal(english.views({ n: 2 }), '2 views')
  assert.equal(english.since('May 2026'), 'since May 2026')
  assert.equal(english.dayTitle({ place: 'Chile', day: '1 May' }), 'Chile, 1 May')
})

test('what a language leaves out is said in English', () => {
  const turkish = catalogueOf(interfaceLanguages.tr, { search: 'Ara', kinds: { news: 'Haber' } })
  assert.equal(turkish.search, 'Ara')
  assert.equal(turkish.kinds.news, 'Haber')
  assert.equal(turkish.kinds.letter, 'Letter')
  assert.equal(turkish.views(1), '1 view')
})

test('words that run the other way are isolated, and controls of direction in them do nothing', () => {
  const hebrew = catalogueOf(interfaceLanguages.he, { followName: 'לעקוב אחרי {name}' })
  assert.equal(english.followName('נועה ברק'), 'Follow \u2068נועה ברק\u2069')
  assert.equal(english.followName('Noa'), 'Follow Noa')
  assert.equal(english.followName('a\u202Eb\u2066'), 'Follow ab')
  assert.equal(english.followName('a\u2068b'), 'Follow ab')
  assert.equal(hebrew.followName('Noa'), 'לעקוב אחרי \u2068Noa\u2069')
  assert.equal(hebrew.followName('נועה'), 'לעקוב אחרי נועה')
})

test('an element in a sentence stays an element', () => {
  const element = { toString: () => 'never asked' } as never
  assert.deepEqual(english.continueOn({ publisher: element }), ['Continue on ', element])
})
