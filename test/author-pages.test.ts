// Authors' own pages of the press, visited after everything of the day: each tells of its own person, within the rules.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { findBiography, type Biography } from '../src/archive/index.ts'
import { withDatabase } from '../src/archive/test-database.ts'
import { followPress } from '../src/cli/follow-press.ts'
import type { ColumnistId } from '../src/model/index.ts'
import { runCollector } from '../src/pipeline/index.ts'
import { startPress } from '../src/press/index.ts'
import { collectingFor, createTestClient } from './journey-setup.ts'

test('a writer’s page is visited once, last, and its line is shown with whose it is', async (t) => {
  const press = await startPress()
  t.after(() => press.close())
  const db = await withDatabase(t, { poolSize: 8 })
  const client = createTestClient(press.port)
  t.after(() => client.close())
  await followPress(db, press)
  const collecting = await collectingFor(db, client)
  const collect = () => runCollector(collecting, { signal: AbortSignal.timeout(60_000), once: true })
  await collect()

  const { rows: visits } = await sql<{ url: string; visits: number; after: boolean }>`
    select v.url, count(*) as visits, bool_and(v.visited_at >= f.last) as after
    from visits v, (select max(visited_at) as last from visits where purpose = 'feed') f
    where v.purpose = 'author-page' and v.outcome = 'fetched' group by v.url`.execute(db)
  assert.ok(visits.length >= 5, `${visits.length} authors' pages were read`)
  assert.deepEqual(
    visits.filter((one) => one.visits !== 1 || !one.after),
    [],
  )

  const bios = new Map(
    press.papers.flatMap(({ slug, authors }) => authors.map(({ name, bio }) => [`${slug} ${name}`, bio])),
  )
  const { rows: people } = await sql<{ id: ColumnistId; name: string }>`
    select id, name from columnists where merged_into is null`.execute(db)
  const shown: (Biography & { name: string })[] = []
  for (const { id, name } of people) {
    const biography = await findBiography(db, id)
    if (biography !== undefined) shown.push({ ...biography, name })
  }
  assert.ok(shown.length >= 5, `${shown.length} biographies`)
  for (const { text, name, publisherSlug, url } of shown) {
    const bio = bios.get(`${publisherSlug} ${name}`) ?? ''
    assert.ok([...text].length <= 151, text)
    assert.equal(bio.startsWith(text.replace(/[\s…]+$/u, '')), true, `${name} at ${publisherSlug} (${url}): ${text}`)
  }

  await sql`update hosts set next_at = now() where leased_until is null`.execute(db)
  await collect()
  const { rows: again } = await sql<{ visits: number }>`
    select count(*) as visits from visits where purpose = 'author-page' and outcome = 'fetched'`.execute(db)
  assert.equal(again[0]?.visits, visits.length)
})
