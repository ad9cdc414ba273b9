// No acknowledged filing is lost, and none is doubled, when the process or its database is killed at any moment.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { openArchive } from '../src/archive/index.ts'

type Filer = { child: ChildProcess; serverPid: number; acknowledged: string[]; ended: Promise<unknown> }

async function startFiler(dataDir: string, from: number): Promise<Filer> {
  const script = fileURLToPath(new URL('archive-crash-filer.ts', import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, dataDir, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => child.once('close', done))
  const acknowledged: string[] = []
  const serverPid = await new Promise<number>((ready, fail) => {
    child.once('exit', () => fail(new Error('the filer ended before it was ready')))
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [what, value] = line.split(' ')
      if (what === 'ready') ready(Number(value))
      else acknowledged.push(value!)
    })
  })
  return { child, serverPid, acknowledged, ended }
}

test(
  'kill -9 of the process or of its database loses no acknowledged filing and doubles none',
  { timeout: 120_000 },
  async (t) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'colonnade-crash-'))
    t.after(() => rmSync(dataDir, { recursive: true, force: true }))
    const acknowledged = new Set<string>()
    for (let round = 0; round < 5; round++) {
      const filer = await startFiler(dataDir, round * 100_000)
      await sleep(150 + Math.random() * 250)
      if (round % 2 === 1) {
        const before = filer.acknowledged.length
        process.kill(filer.serverPid, 'SIGKILL')
        for (let i = 0; filer.acknowledged.length < before + 5; i++) {
          assert.ok(i < 600, 'filing goes on within 30 seconds after the database was killed')
          await sleep(50)
        }
      }
      filer.child.kill('SIGKILL')
      await filer.ended
      assert.ok(filer.acknowledged.length > 0)
      for (const url of filer.acknowledged) acknowledged.add(url)
    }
    const archive = await openArchive({ dataDir })
    t.after(() => archive.close())
    const rows = await archive.db.selectFrom('columns').select('canonical_url').execute()
    const filed = rows.map((row) => row.canonical_url)
    assert.equal(new Set(filed).size, filed.length)
    assert.deepEqual(
      [...acknowledged].filter((url) => !filed.includes(url)),
      [],
    )
    const credits = await archive.db
      .selectFrom('attributions')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    assert.equal(credits.n, filed.length)
    t.diagnostic(`${acknowledged.size} acknowledged, ${filed.length} filed`)
  },
)
