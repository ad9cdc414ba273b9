import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { soundKey } from './sound-key.ts'

test('one name sounds alike in several alphabets and spellings', () => {
  for (const spellings of [
    ['Навальный', 'Navalny', 'Nawalnyj', 'Navalnyi'],
    ['Алексей', 'Alexei', 'Aleksey'],
    ['Достоевский', 'Dostoyevsky', 'Dostojewski'],
    ['Чайковский', 'Tchaikovsky', 'Tschaikowski'],
    ['Зеленський', 'Zelensky', 'Zelenskyy'],
    ['Γεώργιος', 'Georgios'],
    ['Юрий', 'Yuri', 'Jurij'],
  ]) {
    const keys = new Set(spellings.map((spelling) => soundKey(spelling)?.key))
    assert.equal(keys.size, 1, `${spellings.join(', ')}: ${[...keys].join(', ')}`)
  }
})

test('other names sound otherwise, and scripts without vowels have no key', () => {
  assert.notEqual(soundKey('Marsh')?.key, soundKey('Марина')?.key)
  for (const word of ['יוסף', '東京', 'محمد', '', '1984', 'Annа1']) assert.equal(soundKey(word), null, word)
})

test('a key is Latin letters alone, whatever it was made of', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (word) => {
      const sound = soundKey(word)
      if (sound !== null) assert.match(sound.key, /^[\p{L}\p{M}]+$/u)
    }),
  )
})
