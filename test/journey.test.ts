// The whole way on a pretend press: feeds and pages are visited, and the archive is compared with what is true.
import assert from 'node:assert/strict'
import { before, after, describe, test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase, type TestDatabase } from '../src/archive/test-database.ts'
import { createLog } from '../src/base/index.ts'
import { followPress } from '../src/cli/follow-press.ts'
import { createClient, type Client } from '../src/collect/index.ts'
import { loadLanguageDetector } from '../src/parse/index.ts'
import { runCollector, usualLeaseMs, type Collecting } from '../src/pipeline/index.ts'
import { startPress, truthOf, type ColumnTruth, type Press } from '../src/press/index.ts'

let database: TestDatabase
let press: Press
let client: Client
let collecting: Collecting

describe('the journey of every column of the press', () => {
  before(async () => {
    press = await startPress()
    database = await createTestDatabase({ poolSize: 10 })
    client = createClient({
      version: 'test',
      publicUrl: 'http://localhost:8080',
      allowLoopback: true,
      allowedPorts: [press.port],
    })
    collecting = {
      db: database.db,
      client,
      log: createLog('silent'),
      detector: await loadLanguageDetector(),
      worker: 'journey',
      crawlDelayMs: 0,
      hostsAtOnce: 8,
      readPages: true,
      revisitMs: 0,
      leaseMs: usualLeaseMs,
      now: () => new Date(),
      random: () => 0.5,
    }
    await followPress(database.db, press)
    await collectOnce()
  })

  after(async () => {
    await client.close()
    await database.drop()
    await press.close()
  })

  test('every published column is filed once, under its own publisher', async () => {
    const filed = await readArchive()
    const missing = truths().filter((truth) => find(filed, truth) === undefined)
    assert.deepEqual(
      missing.map(({ url }) => url),
      [],
    )
    const urls = filed.map(({ canonical_url }) => canonical_url)
    assert.equal(new Set(urls).size, urls.length)
    const { rows } = await sql<{
      outcome: string
    }>`select outcome from visits where outcome in ('failed', 'refused', 'unreachable')`.execute(database.db)
    assert.deepEqual(rows, [])
  })

  test('credits exactly those who wrote or drew it, each of the right kind', async () => {
    const filed = await readArchive()
    const wrong = truths()
      .filter(({ mayVisit }) => mayVisit)
      .flatMap((truth) => {
        const said = find(filed, truth)?.credits.map(({ name, kind }) => `${name} (${kind})`) ?? []
        const expected = truth.contributors.map(({ name, kind }) => `${name} (${kind})`)
        return said.join(' + ') === expected.join(' + ') ? [] : [{ url: truth.url, said, expected }]
      })
    assert.deepEqual(wrong, [])
  })

  test('language, direction, kind and access are what the press says', async () => {
    const filed = await readArchive()
    const wrong = truths()
      .filter(({ mayVisit }) => mayVisit)
      .flatMap((truth) => {
        const column = find(filed, truth)
        const said = { lang: column?.lang.split('-')[0], dir: column?.dir, kind: column?.kind, access: column?.access }
        const expected = { lang: truth.lang.split('-')[0], dir: truth.dir, kind: truth.kind, access: truth.access }
        return JSON.stringify(said) ===
          JSON.stringify({ ...expected, access: expected.access === 'free' ? said.access : expected.access })
          ? []
          : [{ url: truth.url, said, expected }]
      })
    assert.deepEqual(wrong, [])
  })

  test('nothing is shown that a publisher forbids: nosnippet, max-snippet, paid and marked parts', async () => {
    const filed = await readArchive()
    for (const truth of truths()) {
      const column = find(filed, truth)
      const shown = `${column?.title} ${column?.dek} ${column?.excerpt}`
      if (truth.mayVisit && !truth.mayExcerpt) assert.equal(column?.excerpt, null, truth.url)
      if (truth.maxSnippet !== null) assert.ok([...(column?.excerpt ?? '')].length <= truth.maxSnippet + 1, truth.url)
      for (const secret of truth.neverShown) {
        for (const sentence of secret.split(/[.!?…]\s/).filter((part) => part.length > 25)) {
          assert.ok(!shown.includes(sentence.slice(0, 60)), `${truth.url} shows "${sentence}"`)
        }
      }
      assert.equal(column?.listed, truth.mayList, truth.url)
    }
  })

  test('no page that robots.txt forbids was asked for, and robots.txt came before anything else', () => {
    const forbidden = truths()
      .filter(({ mayVisit }) => !mayVisit)
      .map(({ url }) => new URL(url).pathname)
    assert.ok(forbidden.length > 0)
    assert.deepEqual(
      press.requests.filter(({ path }) => forbidden.includes(path)),
      [],
    )
    for (const host of new Set(press.requests.map((request) => request.host))) {
      assert.equal(press.requests.find((request) => request.host === host)?.path, '/robots.txt', host)
    }
    assert.ok(press.requests.every(({ userAgent }) => userAgent?.startsWith('ColonnadeBot/')))
  })

  test('a second round asks conditionally, and files nothing twice', async () => {
    const before = (await readArchive()).length
    const asked = press.requests.length
    await collectOnce()
    assert.equal((await readArchive()).length, before)
    const again = press.requests.slice(asked)
    assert.deepEqual(
      again.map(({ host, path, status }) => `${status} ${host}${path}`).toSorted(),
      press.feeds.map(({ url }) => `304 ${new URL(url).hostname}${new URL(url).pathname}`).toSorted(),
      'one conditional request a feed, and nothing else: robots.txt, TDM reservations and pages are remembered',
    )
  })

  test('a new column, a changed headline and a withdrawal each arrive', async () => {
    const fresh = press.publish()
    const changed = press.changeHeadline()
    const withdrawn = press.withdraw()
    assert.ok(fresh && changed.kind === 'headline-changed' && withdrawn.kind === 'withdrawn')
    await collectOnce()
    const filed = await readArchive()
    assert.ok(
      filed.some(({ title }) => title === fresh.title),
      fresh.url,
    )
    const retitled = filed.find(({ canonical_url }) => canonical_url === changed.column.canonicalUrl)
    assert.equal(retitled?.title, changed.column.title)
    assert.deepEqual(retitled?.revisions, [{ field: 'title', before: changed.before, after: changed.column.title }])
    assert.equal(filed.find(({ canonical_url }) => canonical_url === withdrawn.column.canonicalUrl)?.listed, false)
  })
})

async function collectOnce(): Promise<void> {
  await sql`update feeds set next_at = now()`.execute(database.db)
  await sql`update hosts set next_at = now() where leased_until is null`.execute(database.db)
  await runCollector({ ...collecting, revisitMs: 3_600_000 }, { signal: AbortSignal.timeout(60_000), once: true })
}

function truths(): ColumnTruth[] {
  return truthOf(press).filter(({ withdrawn }) => !withdrawn)
}

type Filed = {
  publisher: string
  canonical_url: string
  title: string
  dek: string | null
  excerpt: string | null
  lang: string
  dir: string
  kind: string
  access: string
  listed: boolean
  credits: { name: string; kind: string }[]
  revisions: { field: string; before: string; after: string }[]
}

function find(filed: readonly Filed[], truth: ColumnTruth): Filed | undefined {
  return filed.find(
    ({ publisher, canonical_url }) =>
      publisher === truth.paper && (canonical_url === truth.canonicalUrl || canonical_url === truth.url),
  )
}

async function readArchive(): Promise<Filed[]> {
  const { rows } = await sql<Filed>`
    select p.slug as publisher, c.canonical_url, c.title, c.dek, c.excerpt, c.lang, c.dir, c.kind, c.access, c.listed,
      coalesce((select json_agg(json_build_object('name', w.name, 'kind', a.role) order by a.position)
        from attributions a join columnists w on w.id = a.columnist_id
        where a.publisher_id = c.publisher_id and a.column_id = c.id), '[]') as credits,
      coalesce((select json_agg(json_build_object('field', r.field, 'before', r.before, 'after', r.after) order by r.id)
        from revisions r where r.publisher_id = c.publisher_id and r.column_id = c.id), '[]') as revisions
    from columns c join publishers p on p.id = c.publisher_id order by c.id`.execute(database.db)
  return rows
}
