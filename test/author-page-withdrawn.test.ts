// An author's page over the weeks, visited as the collector visits it: a wall in its place changes nothing, and what it says no longer
// at two visits is known no longer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { withDatabase } from '../src/archive/test-database.ts'
import { followPress } from '../src/cli/follow-press.ts'
import type { Client } from '../src/collect/index.ts'
import { runCollector } from '../src/pipeline/index.ts'
import { startPress } from '../src/press/index.ts'
import { collectingFor, createTestClient } from './journey-setup.ts'

const dayMs = 86_400_000
const wall =
  '<!doctype html><html lang="en"><title>Sign in</title><h1>Sign in to read on</h1><p>Subscribers only.</p></html>'

test('a wall takes nothing back, an address that is gone from two visits is gone', async (t) => {
  const press = await startPress()
  t.after(() => press.close())
  const db = await withDatabase(t, { poolSize: 8 })
  const real = createTestClient(press.port)
  t.after(() => real.close())
  let page: ((html: string) => string) | null = null
  const client: Client = {
    ...real,
    async visit(request, signal) {
      const outcome = await real.visit(request, signal)
      if (page === null || outcome.kind !== 'fetched' || request.purpose !== 'page') return outcome
      return { ...outcome, body: Buffer.from(page(Buffer.from(outcome.body).toString())) }
    },
  }
  await followPress(db, press)
  let now = new Date()
  const collecting = await collectingFor(db, client, { now: () => now })
  const collect = () => runCollector(collecting, { signal: AbortSignal.timeout(60_000), once: true })
  await collect()

  const { rows: pages } = await sql<{ url: string; links: string[]; biography: string }>`
    select author_url as url, links, biography from author_pages
    where cardinality(links) > 0 and biography is not null order by author_url limit 1`.execute(db)
  const before = pages[0]
  assert.ok(before)
  // From here on this one page alone is asked for.
  for (const table of ['pages_due', 'images_due', 'portraits', 'backfills'])
    await sql`delete from ${sql.table(table)}`.execute(db)
  await sql`update feeds set next_at = 'infinity'`.execute(db)
  await sql`update author_pages set next_at = null`.execute(db)
  const look = async (days: number, shown: (html: string) => string) => {
    now = new Date(now.getTime() + days * dayMs)
    page = shown
    await sql`update author_pages set next_at = ${now} where author_url = ${before.url}`.execute(db)
    await sql`update hosts set next_at = ${now}, wait_until = null where leased_until is null`.execute(db)
    await collect()
    const { rows } = await sql<{
      links: string[]
      biography: string
      next: Date
      outcome: string
      problem: string | null
    }>`
      select links, biography, next_at as next, outcome, problem from author_pages where author_url = ${before.url}`.execute(
      db,
    )
    return { ...rows[0]!, days: Math.round((rows[0]!.next.getTime() - now.getTime()) / dayMs) }
  }
  const bare = (html: string) => before.links.reduce((rest, link) => rest.replaceAll(link, '#'), html)

  for (const n of [1, 2, 3]) {
    const walled = await look(n, () => wall)
    assert.match(walled.problem ?? '', /does not say that it is about/)
    assert.deepEqual([walled.links, walled.biography], [before.links, before.biography])
  }
  const once = await look(180, bare)
  assert.deepEqual([once.problem, once.links, once.days], [null, before.links, 7])
  const twice = await look(7, bare)
  assert.deepEqual([twice.links, twice.biography, twice.days], [[], before.biography, 180])
  const back = await look(180, (html) => html)
  assert.deepEqual(back.links, before.links)
  const { rows } = await sql<{ address: string }>`
    select address from withdrawals where author_url = ${before.url} order by address`.execute(db)
  assert.deepEqual(
    rows.map(({ address }) => address),
    before.links.toSorted(),
  )
})
