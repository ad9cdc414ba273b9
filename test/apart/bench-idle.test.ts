// `colonnade bench idle` starts each command that stays, looks at it, ends it, and ends itself.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { IdleReport } from '../../src/bench/idle-bench.ts'

const launcher = fileURLToPath(new URL('../../bin/colonnade.js', import.meta.url))
const asked = ['--columns', '20', '--seconds', '1', '--starts', '1', '--json']
const elsewhere = process.platform !== 'linux' && 'only Linux has /proc'

test('idle commands are started, looked at and ended', { skip: elsewhere, timeout: 180_000 }, async () => {
  // Killed, and so rejected, when it is still there after its report.
  const { stdout } = await promisify(execFile)(process.execPath, [launcher, 'bench', 'idle', ...asked], {
    timeout: 120_000,
    killSignal: 'SIGKILL',
  })
  const { commands } = JSON.parse(stdout) as IdleReport
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
})
