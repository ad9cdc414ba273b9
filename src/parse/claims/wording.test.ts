import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bareNameOf, isAboutWriter, ownerOf, writerSaidIn } from './wording.ts'

test('a line is a name and nothing else, words of dates and agencies apart', () => {
  for (const line of [
    'Jan Roe',
    'Stand Jan Roe',
    'Jan Roe published on ',
    'updated Jan Roe',
    'veröffentlicht am 3.5.2026 Jan Roe',
    'Jan Roe, mit material der Nachrichten',
    'Jan Roe 3 march 2026',
    'montag, Jan Roe',
  ])
    assert.equal(bareNameOf(line), 'Jan Roe', line)
  for (const line of ['Jan walks home', 'Jan standing Roe', 'Roe', 'Éva über alles'])
    assert.equal(bareNameOf(line), null, line)
})

test('who somebody is, who owns the words and who is said to write them', () => {
  assert.ok(isAboutWriter('Ana von der Roe teaches physics at Kiel.'))
  assert.ok(isAboutWriter('Ana von, (born in Kiel) is a columnist.'))
  assert.ok(!isAboutWriter('Ana walks and is a columnist.'))
  assert.equal(ownerOf('Text © 2026 Jan Roe'), 'Jan Roe')
  assert.equal(ownerOf('COPYRIGHT by Jan Roe'), 'Jan Roe')
  assert.equal(ownerOf('All rights: Jan Roe'), null)
  assert.equal(writerSaidIn('The pier must go, writes Jan Roe'), 'Jan Roe')
  assert.equal(writerSaidIn('The pier must go, says Jan Roe.'), null)
})
