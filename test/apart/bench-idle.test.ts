// `colonnade bench idle` starts each command that stays, looks at it, ends it, and ends itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { benchIdle, countIdleSteps } from '../../src/bench/index.ts'

test(
  'idle commands are started, looked at and ended',
  { skip: process.platform !== 'linux' && 'only Linux has /proc' },
  async () => {
    let steps = 0
    const asked = { columns: 20, seconds: 1, starts: 1 }
    const onStep = () => void (steps += 1)
    const { commands } = await benchIdle({ ...asked, signal: AbortSignal.timeout(120_000), onStep })
    assert.deepEqual(
      commands.map(({ command, firstPageMs, read }) => [command, firstPageMs.length, read === null]),
      [
        ['serve', 1, false],
        ['collect', 0, true],
        ['start', 1, false],
      ],
    )
    for (const { started, read } of commands)
      for (const { rssMb, privateDirtyMb } of read === null ? [started] : [started, read])
        assert.ok(rssMb > privateDirtyMb && privateDirtyMb > 0)
    assert.equal(steps, countIdleSteps(asked))
  },
)
