import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nameTable } from './name-table.ts'

describe('nameTable', () => {
  it('gives the same for a word wherever it is written, and makes it once', () => {
    let made = 0
    const at = nameTable(8, (written) => ({ written, number: ++made }))
    const page = 'header main header footer'
    assert.equal(at(page, 0, 6), at(page, 12, 18))
    assert.deepEqual([at(page, 7, 11).written, at(page, 19, 25).written], ['main', 'footer'])
    assert.equal(made, 3)
  })

  it('tells words apart that fall on one place, however many there are', () => {
    const at = nameTable(2, (written) => ({ written }))
    const words = Array.from({ length: 100 }, (_, number) => `name-${number}-${'x'.repeat(number)}`)
    for (const word of [...words, ...words]) assert.equal(at(`<${word}>`, 1, word.length + 1).written, word)
  })
})
