// A small run of `bench collect`: both sides must do the same work, or their speeds compare nothing.
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { benchCollecting, type CollectBenchOptions } from '../src/bench/index.ts'

const small = {
  feeds: 20,
  entries: 5,
  hosts: 4,
  atOnce: 8,
  rounds: 1,
  pages: true,
  latencyMs: 0,
  seed: 7,
}

test('both sides file the same entries and visit the same feeds and pages', { timeout: 240_000 }, async (t) => {
  const dir = await temporary(t)
  const steps: string[] = []
  const report = await benchCollecting({
    ...small,
    dir,
    signal: new AbortController().signal,
    onStep: ({ side, work }) => steps.push(`${side} ${work}`),
  })
  const done = report.works.map(({ work, ours, bare }) => ({
    work,
    feeds: [ours.feeds, bare.feeds],
    entries: [ours.entries, bare.entries],
    pages: [ours.pages, bare.pages],
  }))
  const [feeds, none, all] = [
    [20, 20],
    [0, 0],
    [100, 100],
  ]
  assert.deepEqual(done, [
    { work: 'cold', feeds, entries: all, pages: none },
    { work: 'unchanged', feeds, entries: none, pages: none },
    { work: 'one-new', feeds, entries: [20, 20], pages: none },
    { work: 'cold-pages', feeds, entries: all, pages: all },
  ])
  for (const { ours, bare, ratio, verdicts, work } of report.works) {
    for (const side of [ours, bare])
      for (const figure of [side.wallS, side.perSecond, side.nodeCpuS, side.peakMemoryMb])
        assert.ok(Number.isFinite(figure), `${work} has a figure that is none`)
    assert.ok(ratio > 0)
    for (const { value, bound, sign, holds } of verdicts)
      assert.equal(holds, sign === '≥' ? value >= bound : value <= bound)
  }
  assert.deepEqual(steps.slice(0, 4), ['ours cold', 'ours unchanged', 'ours one-new', 'bare cold'])
  assert.deepEqual(await readdir(dir), [])
})

test('a bench that is stopped leaves nothing behind', { timeout: 120_000 }, async (t) => {
  const dir = await temporary(t)
  const stop = new AbortController()
  const options: CollectBenchOptions = {
    ...small,
    dir,
    signal: stop.signal,
    onStep: () => stop.abort(new Error('enough')),
  }
  await assert.rejects(benchCollecting(options))
  assert.deepEqual(await readdir(dir), [])
})

async function temporary(t: TestContext): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'colonnade-test-bench-'))
  t.after(() => rm(dir, { recursive: true, force: true }))
  return dir
}
