import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTestDatabase } from '../archive/test-database.ts'
import { benchArchive } from './archive-bench.ts'
import { judge, summarize } from './archive-report.ts'

test('small archives are filled, asked and judged, and no plan scans the columns', async (t) => {
  const database = await createTestDatabase()
  t.after(() => database.drop())
  const steps = new Set<string>()
  const report = await benchArchive({
    sizes: [1000, 5000],
    rounds: 2,
    seed: 3,
    url: database.url,
    roundTrip: true,
    onStep: (what) => steps.add(what.split(' ')[0]!),
  })
  assert.deepEqual(
    report.sizes.map(({ columns, load }) => [columns, load.columns]),
    [
      [1000, 1000],
      [5000, 5000],
    ],
  )
  const [smaller, larger] = report.sizes
  assert.ok(larger!.bytes > smaller!.bytes)
  assert.ok(larger!.load.attributions > 4900 && larger!.load.columnsPerSecond > 0)
  assert.ok(larger!.disk.some(({ name, bytes }) => name === 'columns_search' && bytes > 0))
  for (const { target, sizes } of [...report.queries, ...report.requests]) {
    assert.equal(sizes.length, 2, target)
    for (const { p50, p95, worst } of sizes) assert.ok(p50 > 0 && p95 >= p50 && worst >= p95, target)
  }
  const shown = (target: string) => report.queries.find((measure) => measure.target === target)?.sizes[1]?.amount ?? 0
  for (const target of ['front page', 'country', 'following 500 writers', 'search: common word', 'suggestions'])
    assert.ok(shown(target) > 0, `${target} shows something`)
  assert.equal(shown('column'), 3)
  assert.ok(report.requests.every(({ sizes }) => sizes.every(({ amount }) => amount > 2000)))
  const scans = report.verdicts.filter(({ unit }) => unit === 'plans')
  assert.deepEqual(
    scans.map(({ value }) => value),
    [0, 0],
  )
  assert.ok(report.plans.length > 20)
  assert.ok(report.roundTrip!.rows > 5000 * 3 && report.roundTrip!.fileBytes > 0)
  assert.deepEqual(report.roundTrip!.differing, [])
  assert.deepEqual([...steps].toSorted().slice(0, 3), ['archive', 'column', 'column,'])
})

test('a page that grows with the archive falls short, one that shows more is not compared', () => {
  const times = (p50: number, amount: number) => {
    const all = { p50, p95: p50, p99: p50, worst: p50 }
    return { ...all, server: null, again: all, amount }
  }
  const measure = (target: string, one: number, other: number, amount = 30) => {
    return { target, judged: 'growth', sizes: [times(one, 30), times(other, amount)] } as const
  }
  const search = { target: 'search', judged: 'search', sizes: [times(39, 1), times(101, 1)] } as const
  const verdicts = judge(
    [10_000, 10_000_000],
    [measure('front', 1, 1.2), measure('day', 1, 1.4), measure('fuller', 1, 2, 60), search],
    [],
    [{ target: 'day', columns: 10_000 }],
  )
  assert.deepEqual(
    verdicts.map(({ what, holds }) => [what, holds]),
    [
      ['front: growth, queries', true],
      ['day: growth, queries', false],
      ['search, 10,000 columns: p95', true],
      ['search, 10,000,000 columns: p95', false],
      ['plans that scan columns or attributions, 10,000 columns (day)', false],
      ['plans that scan columns or attributions, 10,000,000 columns', true],
    ],
  )
})

test('times are told by their place in order', () => {
  const times = Array.from({ length: 100 }, (_, i) => 100 - i)
  assert.deepEqual(summarize(times), { p50: 51, p95: 96, p99: 100, worst: 100 })
})
