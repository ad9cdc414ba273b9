import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { pictureNote } from './cut-paper.ts'
import { drawPortrait, portraitPath, portraitSize } from './portraits.ts'
import { readPapers } from './read-papers.ts'
import { beards, hairs } from './types.ts'

const portrayed = readPapers().flatMap(({ paper }) =>
  paper.authors.flatMap(({ slug, portrait }) => (portrait === undefined ? [] : [{ paper, slug, portrait }])),
)

test('each writer with a portrait has one of their own, the same at every asking', async () => {
  const drawn = portrayed.map(({ paper, slug, portrait }) => drawPortrait(paper, { slug, portrait }))
  assert.ok(drawn.length >= 12)
  assert.equal(new Set(drawn.map((one) => one.toString('base64'))).size, drawn.length)
  const { paper, slug, portrait } = portrayed[0]!
  assert.deepEqual(drawPortrait(paper, { slug, portrait }), drawn[0])
  const { format, width, height } = await sharp(drawn[0]).metadata()
  assert.deepEqual({ format, width, height }, { format: 'png', ...portraitSize })
  assert.ok(drawn[0]!.includes(pictureNote))
  assert.equal(portraitPath({ slug: 'a b', portrait }), '/portraits/a%20b.png')
  assert.equal(portraitPath({ slug: 'a' }), null)
})

test('every way to wear one’s hair is worn, and some papers’ rules let us show none', () => {
  const worn = new Set<string>(portrayed.flatMap(({ portrait }) => [portrait.hair, portrait.beard ?? '']))
  assert.deepEqual(
    [...hairs, ...beards].filter((one) => !worn.has(one)),
    [],
  )
  assert.ok(portrayed.some(({ paper }) => paper.country === 'ie'))
})
