import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPublisher, ensureEdition } from './following.ts'
import { findPublisherBySlug, upsertEdition } from './publishers.ts'
import { withDatabase } from './test-database.ts'

const herald = {
  slug: 'the-herald',
  name: 'The Herald',
  home: 'https://one.example/',
  country: 'nz',
  languages: ['en'],
}

test('another paper of the same name gets an address of its own and overwrites nobody', async (t) => {
  const db = await withDatabase(t)
  const first = await addPublisher(db, herald)
  const second = await addPublisher(db, { ...herald, home: 'https://two.example/' })
  assert.deepEqual([first.slug, second.slug], ['the-herald', 'the-herald-2'])
  const found = await findPublisherBySlug(db, 'the-herald')
  assert.ok(found?.kind === 'found')
  assert.equal(found.value.home, 'https://one.example/')
})

test('an edition that is there already keeps its name and languages', async (t) => {
  const db = await withDatabase(t)
  await upsertEdition(db, { id: 'nz', name: 'Aotearoa', languages: ['en', 'mi'] })
  await ensureEdition(db, { id: 'nz', name: 'New Zealand', languages: [] })
  assert.deepEqual(await db.selectFrom('editions').select(['name', 'languages']).execute(), [
    { name: 'Aotearoa', languages: ['en', 'mi'] },
  ])
})
