import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { soundLexemes, soundQueries, soundsOf } from './name-sounds.ts'
import { searchWords } from '../base/index.ts'

/** Whether every typed word meets a word of the name by its sound in the other alphabet. */
function meets(name: string, typed: string): boolean {
  const held = soundLexemes(name)
  return searchWords(typed).every((word) =>
    soundQueries(word).some(([lexeme, isPrefix]) =>
      held.some((one) => (isPrefix ? one.startsWith(lexeme) : one === lexeme)),
    ),
  )
}

test('a name is found from another alphabet, both ways', () => {
  for (const [one, other] of [
    ['Фёдор Достоевский', 'Fyodor Dostoyevsky'],
    ['Федор Достоевский', 'Dostojewski'],
    ['Алексей Навальный', 'navalny'],
    ['Νίκος Δοξιάδης', 'Nikos Doxiadis'],
    ['עמוס עוז', 'Amos Oz'],
    ['דוד גרוסמן', 'David Grossman'],
    ['יצחק לוי', 'Yitzhak Levi'],
    ['يوسف زيدان', 'Youssef Ziedan'],
    ['محمد حسنين هيكل', 'Mohamed Heikal'],
    ['علاء الأسواني', 'Alaa Al-Aswany'],
    ['王小波', 'Wang Xiaobo'],
    ['김영하', 'Gim Yeongha'],
    ['დავით კაკაბაძე', 'Davit Kakabadze'],
  ] as const) {
    assert.ok(meets(one, other), `${other} finds ${one}`)
    if (!/[\p{Script=Han}\p{Script=Hangul}]/u.test(one))
      assert.ok(meets(other, one.split(' ').at(-1)!), `${one} finds ${other}`)
  }
  assert.ok(!meets('Amos Oz', 'Amos Oz'), 'the same alphabet is found by its letters')
  assert.ok(!meets('דוד גרוסמן', 'Amos Oz'))
})

test('points and marks make no difference', () => {
  assert.deepEqual(soundLexemes('מֵאִיר שָׁלֵו'), soundLexemes('מאיר שלו'))
  assert.deepEqual(soundLexemes('نَجِيب مَحْفُوظ'), soundLexemes('نجيب محفوظ'))
})

test('the sound of a whole name is in Latin letters', () => {
  assert.equal(soundsOf('Фёдор Достоевский'), soundsOf('Fedor Dostoievskij'))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      assert.match(soundsOf(text), /^[\p{L}\p{M}\p{N} ]*$/u)
      for (const lexeme of soundLexemes(text)) assert.match(lexeme, /^[ǃǂǀǁ][\p{L}\p{M}\p{N}]+$/u)
      for (const word of searchWords(text))
        for (const [lexeme] of soundQueries(word)) assert.match(lexeme, /^[ǃǂǀǁ][\p{L}\p{M}\p{N}]+$/u)
    }),
  )
})
