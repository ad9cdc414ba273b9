import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { pictureNote } from './cut-paper.ts'
import { drawPicture, picturePath } from './pictures.ts'
import { readPapers } from './read-papers.ts'

test('a column has one picture of its own, the same at every asking, which any program can read', async () => {
  const { paper } = readPapers().find((one) => one.paper.traits.includes('pictures')) ?? {}
  assert.ok(paper)
  const one = drawPicture(paper, 'the-pier')
  assert.deepEqual(drawPicture(paper, 'the-pier'), one)
  assert.notDeepEqual(drawPicture(paper, 'the-quay'), one)
  const { format, width, height } = await sharp(one).metadata()
  assert.deepEqual([format, width, height], ['png', 960, 540])
  assert.ok(one.includes(pictureNote))
  assert.equal(picturePath(paper, { kind: 'column', slug: 'a b' }), '/pictures/a%20b.png')
  assert.equal(picturePath(paper, { kind: 'cartoon', slug: 'a' }), null)
})
