// Who is who after the press has been collected, pages and all: one writer of two papers is one person, two persons of one
// name are two, and a second round changes nothing about it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withDatabase } from '../src/archive/test-database.ts'
import { createLog } from '../src/base/index.ts'
import { followPress } from '../src/cli/follow-press.ts'
import { loadLanguageDetector } from '../src/parse/index.ts'
import { runCollector, usualLeaseMs } from '../src/pipeline/index.ts'
import { startPress } from '../src/press/index.ts'
import { testClient } from './collect-server.ts'

test('one writer of two papers is one columnist by evidence; two of one name stay two', async (t) => {
  const press = await startPress()
  t.after(() => press.close())
  const db = await withDatabase(t, { poolSize: 8 })
  const client = testClient(t, { allowedPorts: [press.port] })
  await followPress(db, press)
  const detector = await loadLanguageDetector()
  const collect = async () => {
    await sql`update feeds set next_at = now()`.execute(db)
    await sql`update hosts set next_at = now() where leased_until is null`.execute(db)
    await runCollector(
      {
        db,
        client,
        log: createLog('silent'),
        detector,
        worker: 'identity',
        crawlDelayMs: 0,
        hostsAtOnce: 4,
        leaseMs: usualLeaseMs,
        readPages: true,
        revisitMs: 3_600_000,
        now: () => new Date(),
        random: () => 0.5,
      },
      { signal: AbortSignal.timeout(60_000), once: true },
    )
  }
  const papersOf = async () => {
    const { rows } = await sql<{ name: string; papers: string[] }>`
      select c.name, array_agg(p.slug order by p.slug) as papers
      from columnists c join outlets o on o.columnist_id = c.id and o.pieces > 0 join publishers p on p.id = o.publisher_id
      where c.name in ('Daniel Hart', 'Ines Morrow', 'Işık Demirağ', 'Mirta Olavarre') group by c.id order by c.name, 2`.execute(
      db,
    )
    return rows.map(({ name, papers }) => `${name}: ${papers.join(', ')}`)
  }
  await collect()
  const after = await papersOf()
  assert.deepEqual(
    after.filter((line) => line.startsWith('Daniel')),
    ['Daniel Hart: prairie-ledger', 'Daniel Hart: the-lantern'],
  )
  const home = press.papers.flatMap(({ slug, authors }) =>
    authors.flatMap(({ name, at }) => (at === undefined ? [] : [{ name, papers: [slug, at] }])),
  )
  for (const { name, papers } of home) {
    const lines = after.filter((line) => line.startsWith(`${name}:`))
    assert.equal(lines.length, 1, after.join('\n'))
    for (const paper of papers) assert.ok(lines[0]!.includes(paper), `${lines[0]} holds ${paper}`)
  }
  await collect()
  assert.deepEqual(await papersOf(), after)
})
