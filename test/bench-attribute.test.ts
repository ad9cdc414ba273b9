// A small run of `bench attribute`: its figures must be those of the pages it read, and its verdicts follow from them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benchAttributing, countAttributeSteps } from '../src/bench/index.ts'

test('measures generated and given pages, and judges each bound by its figure', { timeout: 60_000 }, async () => {
  const html = `<!doctype html><title>A given page</title><h1>A given page</h1>${'<p>Words and more words.</p>'.repeat(3_000)}`
  const options = {
    pages: [{ url: 'https://given.example/long', html }],
    generated: 4,
    rounds: 2,
    memoryPages: 20,
    seed: 7,
  }
  let steps = 0
  const report = await benchAttributing({ ...options, onStep: () => steps++ })
  assert.equal(steps, countAttributeSteps(options))
  assert.equal(report.pages, 5)
  assert.ok(report.characters > html.length + 4 * 10_000, 'the generated pages are of some length')
  for (const ms of [report.saxMs, report.factsMs, report.attributeMs]) assert.ok(ms > 0)
  assert.ok(report.ratio > 1, 'a tree and its facts cannot cost less than the tags alone')
  assert.ok(report.worst.ms > 0 && report.worst.characters > 0)
  assert.ok(report.shareOver >= 0 && report.shareOver <= 1)
  assert.deepEqual(
    report.verdicts.map(({ what, value, bound, holds }) => [what, bound, holds === value <= bound]),
    [
      ['CPU, ours / bare', 2.5, true],
      ['slowest page, ms', 50, true],
      ['heap growth, MB', 16, true],
    ],
  )
})
