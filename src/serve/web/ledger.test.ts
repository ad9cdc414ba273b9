import assert from 'node:assert/strict'
import { test } from 'node:test'
import { interfaceLanguages, speak } from '../http/interface-language.ts'
import { effectInWords, placeOfRule } from './ledger.tsx'

const inHebrew = (effect: string) => speak(interfaceLanguages.he, () => effectInWords(effect))

test('a sentence of the ledger is said in the reader’s language, with its numbers, days and countries', () => {
  assert.equal(inHebrew('Not listed: the publisher asks not to be indexed'), 'לא נכלל ברשימות: העיתון מבקש שלא לאנדקס')
  assert.match(inHebrew('At most 120 characters: the publisher’s own limit') ?? '', /120 תווים/)
  assert.match(inHebrew('Shown until 2027-03-01: the publisher withdraws it then') ?? '', /1 במרץ 2027/)
  const country = inHebrew('At most 150 characters: the default for Germany (EU press publishers’ right)') ?? ''
  assert.match(country, /גרמניה/)
  assert.doesNotMatch(country, /[a-z]{2}/i)
  assert.equal(
    speak(interfaceLanguages.he, () => placeOfRule('country table')),
    'טבלת הארצות',
  )
})

test('a sentence that is none of ours stays as the archive has it', () => {
  assert.equal(inHebrew('Something that an older version wrote'), null)
  assert.equal(placeOfRule('https://paper.example/robots.txt'), 'https://paper.example/robots.txt')
})
