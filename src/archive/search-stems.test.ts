import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { indexForms, queryForms, stemLanguage } from './search-stems.ts'

const alphabets = [
  'abcdefghijklmnopqrstuvwxyzäöüßéèêçñãõåøæığşčšžłőű',
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґђјљњћџ',
  'ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإؤئ\u064e\u0650',
  'αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊ',
  'कखगघचछजझटठडढतथदधनपफबभमयरलवशसहािीुूेैोौंँ्',
  'ակբգդեզէըթժիլխծհձղճմյնշոչպջռսվտրցւփքօֆ',
  'கஙசஞடணதநபமயரலவழளறனாிீுூெேைொோௌ்',
]

test('no word of any alphabet makes a stemmer throw, and every form is a word', () => {
  for (const alphabet of alphabets)
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 18 }), (letters) => {
        for (const [language, form] of queryForms(letters.join(''), null)) {
          assert.notEqual(form, language)
          assert.match(form, /^[\p{L}\p{M}\p{N}]*(?:\.[a-z]{2})?$/u)
        }
      }),
      { numRuns: 400 },
    )
})

test('a language is known by the first part of its tag', () => {
  assert.deepEqual(['pt-BR', 'nb', 'NN', 'zh', 'xx', null].map(stemLanguage), ['pt', 'no', 'no', null, null, null])
})

test('inflections meet, with and without accents', () => {
  const meet = (language: string, ...words: string[]) => {
    const [first, ...others] = words.map((word) => new Set(indexForms(word, language)))
    for (const other of others) assert.ok(first!.intersection(other).size > 0, words.join(' '))
  }
  meet('fr', 'élections', 'élection', 'elections')
  meet('de', 'häuser', 'haus', 'hauser')
  meet('es', 'canciones', 'canción', 'cancion')
  meet('ru', 'новая', 'новый', 'новых')
  meet('tr', 'vapurların', 'vapurlar')
  meet('el', 'νησιά', 'νησιών')
  meet('ar', 'المدرسة', 'مدرسة')
  assert.deepEqual(indexForms('covid19', 'en'), ['covid19'])
  assert.deepEqual(indexForms('выборы', 'en'), ['выборы'])
})
