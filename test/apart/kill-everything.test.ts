// kill -9 of whatever runs: the site, the collectors, the database, one after the other and under load. What was acknowledged,
// a reader's like or a column filed, is there afterwards, once, and the counts are what counting anew gives.
// COLONNADE_KILLS sets how often: 12 unless told, 200 for a thorough run.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { openArchive, type Db } from '../../src/archive/index.ts'
import { startEmbeddedPostgres } from '../../src/archive/embedded-postgres.ts'
import { followPress } from '../../src/cli/follow-press.ts'
import { runCollector } from '../../src/pipeline/index.ts'
import { startPress, startTicker, truthOf } from '../../src/press/index.ts'
import { collectingFor, createTestClient } from '../journey-setup.ts'
import { urlOf } from './standby.ts'

const killsWanted = Number(process.env['COLONNADE_KILLS'] ?? 12)
const publicUrl = 'http://localhost:8080'
const run = (script: URL) => ['--import', './scripts/tsx-hook.js', script.pathname]

test('whatever is killed, nothing acknowledged is lost and nothing is doubled', { timeout: 3_600_000 }, async (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'colonnade-kill-'))
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  const made = await openArchive({ dataDir })
  await made.close()
  const server = await startEmbeddedPostgres({ dataDir })
  const url = urlOf(server)
  const archive = await openArchive({ url, migrate: false })
  const press = await startPress()
  const collectors: ChildProcess[] = []
  const web = startWeb(url)
  const killed = { site: 0, collector: 0, database: 0 }
  const liking = likeWithoutEnd(archive.db, web)
  try {
    await followPress(archive.db, press)
    const ticker = startTicker(press, { everyMs: 400 })
    for (const place of [0, 1]) collectors[place] = startCollector(url, press.port, place)
    for (let kills = 0; kills < killsWanted; kills++) {
      await sleep(300 + Math.random() * 1500)
      // Amid writes that were acknowledged, also where a busy machine takes long to bring the site back.
      const before = liking.acknowledged()
      for (let i = 0; liking.acknowledged() === before && i < 600; i++) await sleep(50)
      const what = (['site', 'collector', 'database'] as const)[kills % 3]!
      killed[what] += 1
      // What is not up cannot be killed: it is given time to come back.
      if (what === 'site') {
        for (let i = 0; web.port() === 0 && i < 200; i++) await sleep(50)
        web.kill()
      } else if (what === 'database') {
        await answersAgain(archive.db)
        process.kill(server.pid(), 'SIGKILL')
      }
      if (what === 'collector') {
        const place = kills % 2
        collectors[place]?.kill('SIGKILL')
        collectors[place] = startCollector(url, press.port, place)
      }
    }
    ticker.stop()
    await sleep(3000)
    const acknowledged = await liking.stop()
    for (const child of collectors) child.kill('SIGKILL')
    web.stop()
    await answersAgain(archive.db)
    await settle(archive.db, press.port)

    const likes = await archive.db.selectFrom('likes').select(['publisher_id', 'column_id', 'device']).execute()
    assert.ok(acknowledged >= killsWanted, `${acknowledged} likes acknowledged, ${JSON.stringify(killed)} killed`)
    // One that was written and whose answer was cut off is there as well.
    assert.ok(
      likes.length >= acknowledged && likes.length <= liking.sent(),
      `${likes.length} of ${acknowledged} to ${liking.sent()}`,
    )
    const { rows: counted } = await sql`
      select n.column_id, n.likes, count(l.device) as counted from column_counts n
      left join likes l on l.publisher_id = n.publisher_id and l.column_id = n.column_id
      group by n.publisher_id, n.column_id, n.likes having n.likes <> count(l.device)`.execute(archive.db)
    assert.deepEqual(counted, [])

    const { rows: columns } = await sql<{ url: string }>`select canonical_url as url from columns`.execute(archive.db)
    const urls = new Set(columns.map((row) => row.url))
    assert.equal(urls.size, columns.length)
    const missing = truthOf(press).filter((one) => !one.withdrawn && !urls.has(one.url) && !urls.has(one.canonicalUrl))
    assert.deepEqual(missing, [])
    const { rows: wrong } = await sql`
      select k.publisher_id, k.pieces, count(c.id) as counted from publisher_counts k
      left join columns c on c.publisher_id = k.publisher_id and c.listed
      group by k.publisher_id, k.pieces having count(c.id) <> k.pieces`.execute(archive.db)
    assert.deepEqual(wrong, [])
  } finally {
    await liking.stop()
    for (const child of collectors) child.kill('SIGKILL')
    web.stop()
    await press.close()
    await archive.close()
    await server.stop()
  }
})

function startCollector(url: string, port: number, place: number): ChildProcess {
  const args = [
    ...run(new URL('collector-child.ts', import.meta.url)),
    url,
    String(port),
    `worker-${place}-${Date.now()}`,
  ]
  return spawn(process.execPath, args, { stdio: 'ignore' })
}

type Web = { port(): number; kill(): void; stop(): void }

/** A site that comes back whenever it dies, on a port of its own each time. */
function startWeb(url: string): Web {
  let child: ChildProcess
  let port = 0
  let stopped = false
  const start = () => {
    port = 0
    child = spawn(process.execPath, [...run(new URL('web-child.ts', import.meta.url)), url, publicUrl], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    child.stdout!.setEncoding('utf8').on('data', (text: string) => (port = Number(text)))
    // It also ends by itself, when the database is away as it starts.
    child.once('exit', () => {
      if (!stopped) setTimeout(start, 100)
    })
  }
  start()
  return {
    port: () => port,
    kill: () => void child.kill('SIGKILL'),
    stop() {
      stopped = true
      child.kill('SIGKILL')
    },
  }
}

/** Each like from a device of its own, one after the other; counts those that were answered. */
function likeWithoutEnd(db: Db, web: Web): { sent(): number; acknowledged(): number; stop(): Promise<number> } {
  let [sent, acknowledged] = [0, 0]
  const liking = { goesOn: true }
  const working = (async () => {
    let known: { publisher_id: number; id: number | null }[] = []
    while (liking.goesOn) {
      if (known.length === 0) known = await db.selectFrom('columns').select(['publisher_id', 'id']).where('listed', '=', true).limit(20).execute().catch(() => []) // prettier-ignore
      const column = known[sent % Math.max(1, known.length)]
      if (column === undefined || web.port() === 0) {
        await sleep(50)
        continue
      }
      const body = new URLSearchParams({
        do: 'like',
        column: String(column.id),
        publisher: String(column.publisher_id),
      })
      sent += 1
      const answer = await fetch(`http://127.0.0.1:${web.port()}/like`, {
        method: 'POST',
        body,
        redirect: 'manual',
        headers: { Origin: publicUrl },
        signal: AbortSignal.timeout(10_000),
      }).catch(() => null)
      if (answer?.status === 303) acknowledged += 1
      else await sleep(answer?.status === 429 ? 500 : 50)
    }
  })()
  return {
    sent: () => sent,
    acknowledged: () => acknowledged,
    async stop() {
      liking.goesOn = false
      await working
      return acknowledged
    },
  }
}

async function answersAgain(db: Db): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if ((await sql`select 1`.execute(db).catch(() => null)) !== null) return
    await sleep(100)
  }
  throw new Error('the database does not come back')
}

/** One collector that nobody kills does what is left, once the leases of the dead have run out. */
async function settle(db: Db, port: number): Promise<void> {
  await sleep(2000)
  const client = createTestClient(port)
  try {
    await sql`update feeds set next_at = now()`.execute(db)
    await sql`update hosts set next_at = now(), wait_until = null where leased_until is null`.execute(db)
    const collecting = await collectingFor(db, client, { worker: 'the last' })
    await runCollector(collecting, { signal: AbortSignal.timeout(120_000), once: true })
  } finally {
    await client.close()
  }
}
