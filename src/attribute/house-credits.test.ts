import assert from 'node:assert/strict'
import { test } from 'node:test'
import { houseCredit } from './house-credits.ts'

const kindOf = (text: string, house?: string) =>
  houseCredit(text, null, house === undefined ? undefined : new Set([house]))?.kind ?? null

test('reads an editorial board under its full name, in several languages', () => {
  assert.deepEqual(houseCredit('By The Marsh Courier Editorial Board', 'en'), {
    kind: 'editorial-board',
    name: 'The Marsh Courier Editorial Board',
  })
  assert.equal(kindOf('Bozkır Postası Yayın Kurulu'), 'editorial-board')
  assert.equal(kindOf('هيئة تحرير النهار الجديد'), 'editorial-board')
  assert.equal(kindOf('Consejo Editorial La Orilla'), 'editorial-board')
})

test('a paper that is named like a person still has a board', () => {
  assert.equal(kindOf('Martin Post Editorial Board'), null)
  assert.equal(kindOf('Martin Post Editorial Board', 'martinpost'), 'editorial-board')
})

test('reads agencies with names of their own, in normal case', () => {
  assert.deepEqual(houseCredit('BOZKIR HABER AJANSI', 'tr'), { kind: 'agency', name: 'Bozkır Haber Ajansı' })
  assert.equal(kindOf('Marshland Press Agency'), 'agency')
  assert.equal(kindOf('Agentur Nordlicht'), 'agency')
})

test('an office of the state and an agency of another trade send no news', () => {
  assert.equal(kindOf('Agentur für Arbeit'), null)
  assert.equal(kindOf('Environmental Protection Agency'), null)
})

test('a person with a role is no house', () => {
  assert.equal(kindOf('Ann Marsh, Editorial Board'), null)
  assert.equal(kindOf('Ann Marsh Editorial Board'), null)
  assert.equal(kindOf('Ann Marsh is a member of the Editorial Board'), null)
})

test('a desk may be named after its paper', () => {
  assert.equal(kindOf('Moorblatt-Redaktion'), 'newsroom')
})
