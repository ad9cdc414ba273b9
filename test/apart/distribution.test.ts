// The whole archive as a cluster would meet it: its own tests, the journeys and the site's run once more in the mode of a cluster, and
// every statement that they send is held to what Citus can do. It runs on one PostgreSQL: this shows that the forms for a
// cluster answer alike and that their text keeps to the rules, not how a cluster fares with them.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { brokenRules } from '../citus-rules.ts'

/** Of one server, of no database, or of the very way that a cluster is not asked. */
const apart = /write-together|embedded-postgres|database\.test|group-commit|distribution\.test|schema\.test/
const journeys = [
  'test/{journey,copies-journey,collect-backfill,collect-held,collect-websub,collect-images,author-pages,identity-journey}.test.ts',
  'test/serve-{pages,api,feeds,topics,corrections,forms}.test.ts',
  'test/{desk,metrics,tombstones,journey-trouble,discover-and-check,learned-credits}.test.ts',
  'src/archive/backup/*.test.ts',
]

/** Of the plans of one server and of how many statements it is sent: a cluster has other forms. */
const aboutPlans = '/every list reads its index|every question walks an index|who are known are three statements/'

/** A part of the statement, and why it may stand although a rule is broken. */
const known: readonly { readonly part: string; readonly why: string }[] = []

type Sent = { readonly sql: string; readonly via: readonly string[] }

test('the archive keeps to what a cluster can do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'colonnade-statements-'))
  const file = join(folder, 'statements.jsonl')
  try {
    const files = [...globSync('src/archive/*.test.ts').filter((name) => !apart.test(name)), ...globSync(journeys)]
    const { code, out } = await runTests(files, file)
    assert.equal(code, 0, out.slice(-6000))
    const sent = readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Sent)
      .filter(({ via }) => via.length === 0 || !via[0]!.includes('.test.ts'))
    assert.ok(sent.length > 700, `${sent.length} statements`)
    const faults: string[] = []
    for (const { sql, via } of sent) {
      const rules = known.some(({ part }) => sql.includes(part)) ? [] : await brokenRules(sql)
      if (rules.length > 0)
        faults.push(`${via[0] ?? '?'}: ${rules.join('; ')}\n  ${sql.replace(/\s+/g, ' ').slice(0, 400)}`)
    }
    assert.deepEqual(faults, [], faults.join('\n'))
    for (const { part } of known)
      assert.ok(
        sent.some(({ sql }) => sql.includes(part)),
        `Nothing sends ${part} any more`,
      )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

function runTests(files: readonly string[], statements: string): Promise<{ code: number | null; out: string }> {
  return new Promise((done, failed) => {
    const { NODE_TEST_CONTEXT: _inner, ...env } = process.env
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', './scripts/tsx-hook.js', '--test', '--test-isolation=none', '--test-reporter=dot', `--test-skip-pattern=${aboutPlans}`, ...files], // prettier-ignore
      { env: { ...env, COLONNADE_TEST_STATEMENTS: statements }, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let out = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (out += piece.toString()))
    child.on('error', failed)
    child.on('close', (code) => done({ code, out }))
  })
}
