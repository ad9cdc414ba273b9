import assert from 'node:assert/strict'
import test from 'node:test'
import { directionOf } from './direction.ts'

test('knows the languages written from right to left', () => {
  for (const lang of ['he', 'ar', 'ar-EG', 'fa', 'fa-IR', 'ur', 'yi', 'ps', 'ckb', 'sd', 'ug', 'dv', 'arz', 'prs']) {
    assert.equal(directionOf(lang), 'rtl', lang)
  }
  for (const lang of ['en', 'tr', 'ru', 'hi', 'zh-Hant', 'ja', 'und', 'az', 'ku', 'pa-IN', null]) {
    assert.equal(directionOf(lang), 'ltr', String(lang))
  }
})

test('a script subtag decides before the language, and a region where the script depends on it', () => {
  assert.equal(directionOf('az-Arab'), 'rtl')
  assert.equal(directionOf('ar-Latn'), 'ltr')
  assert.equal(directionOf('sd-Deva'), 'ltr')
  assert.equal(directionOf('pa-PK'), 'rtl')
  assert.equal(directionOf('ff-Adlm'), 'rtl')
})
